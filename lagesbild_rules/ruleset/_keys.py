"""The keys of the format: for each kind of mapping those that must be there, and those that may."""

from __future__ import annotations

from typing import Final

_CITATION: Final = ("source", "locator", "quote", "evidence")
_CONSTANT: Final = ("unit", "title", *_CITATION)

KINDS: Final = ("scale", "number", "truth", "category")
"""The keys of an indicator of which it has exactly one."""

KEYS: Final[dict[str, tuple[tuple[str, ...], tuple[str, ...]]]] = {
    "ruleset": (
        (
            *("format", "id", "version", "status", "effective", "title"),
            *("sources", "indicators", "criteria", "classifications"),
        ),
        ("owner", "parameters", "readings", "scales", "evidence"),
    ),
    "effective": (("from",), ("until", "certainty")),
    "text": ((), ("sv", "en")),
    "source": (("title",), ("reference", "published", "evidence")),
    "parameter": (("value",), _CONSTANT),
    "reading": (("value", "admissible"), ("because", *_CONSTANT)),
    "scale": (("steps",), ("titles",)),
    "indicator": ((), (*KINDS, "title", "titles", "worse", "changeable", "group", "handling", "evidence")),
    "number": (("unit", "decimals"), ("min", "max", "precision")),
    "evidence": ((), ("max_age", "at_least_grade", "when_sources_disagree")),
    "criterion": (("claim", "source", "when"), ("locator", "quote", "evidence", "modality", "known_misreadings")),
    "classification": (("levels",), ("title", "nested")),
    "level": (("id",), ("title", "when", "supporting", "claim", *_CITATION)),
    "case": (("case", "as_of", "facts", "expect"), ("rests_on", "lacks")),
    "expect": ((), ("criteria", "classifications")),
}
"""Required and optional keys, in the order in which they are named to a reader."""

HEAD: Final = KEYS["ruleset"][0][:6]
"""The keys that say which text this is."""
