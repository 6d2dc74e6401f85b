"""Units as people say them, in both languages."""

from __future__ import annotations

from typing import Final

from lagesbild_rules.text import Language, Text

_UNITS: Final[dict[str, tuple[Text, Text]]] = {
    "": (Text("", ""), Text("", "")),
    "index": (Text("", ""), Text("", "")),
    "percent": (Text("%", "%"), Text("%", "%")),
    "per_10000": (Text("per 10\N{NO-BREAK SPACE}000", "per 10,000"), Text("per 10\N{NO-BREAK SPACE}000", "per 10,000")),
    "persons": (Text("person", "person"), Text("personer", "persons")),
    "years": (Text("år", "year"), Text("år", "years")),
}
"""Units as people say them, of one and of several; any other unit is said as the ruleset writes it."""


def unit_of_one(unit: str | None, language: Language) -> str:
    """Return *unit* as it is said after 1."""
    return _UNITS[unit or ""][0].in_(language) if (unit or "") in _UNITS else unit or ""


def unit_of_several(unit: str | None, language: Language) -> str:
    """Return *unit* as it is said after every number but 1."""
    return _UNITS[unit or ""][1].in_(language) if (unit or "") in _UNITS else unit or ""
