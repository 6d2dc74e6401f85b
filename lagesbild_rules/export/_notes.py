"""What an export says of itself in words: claims, sources, and whose each threshold is.

The words of the ruleset stand in both their languages; the labels around them are English, as DMN's and SQL's are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from lagesbild_rules.exact import plain
from lagesbild_rules.facts import Indicator, NumberKind
from lagesbild_rules.ruleset import (
    Citation,
    Condition,
    Count,
    Criterion,
    FiniteCompare,
    Level,
    Name,
    NumberCompare,
    Parameter,
    Reading,
    Ruleset,
    Source,
    leaves,
    logic_digest,
    value_text,
    walk,
    wording_digest,
)
from lagesbild_rules.text import Text

_NOT_XML: Final = re.compile("[^\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_text(text: str) -> str:
    """Return *text* with each character that XML cannot hold, or would change, written out as ``\\uXXXX``."""
    return _NOT_XML.sub(lambda it: f"\\u{ord(it[0]):04x}", text)


def ruleset_notes(ruleset: Ruleset, meaning: str) -> str:
    """Return which text this is, its two digests, and *meaning*: how facts go in and answers come out."""
    period = ruleset.effective
    until = f", until {period.until}" if period.until else ""
    return _lines(
        _texts(ruleset.title),
        [
            f"ruleset: {ruleset.id}, version {ruleset.version}, {ruleset.status}",
            f"in force: from {period.from_}{until} (certain to the {period.certainty})",
            f"owner: {ruleset.owner}" if ruleset.owner else "",
            f"logic: {logic_digest(ruleset)}",
            f"wording: {wording_digest(ruleset)}",
            meaning,
        ],
    )


def source_notes(source: Source) -> str:
    parts = [f"reference: {source.reference}" if source.reference else ""]
    parts += [f"published: {source.published}" if source.published else ""]
    return _lines([source.title], parts, [f"evidence: {source.evidence}" if source.evidence else ""])


def indicator_notes(indicator: Indicator) -> str:
    kind = indicator.kind
    if not isinstance(kind, NumberKind):
        return _lines(_texts(indicator.title), [f"one of, or several while unknown: {', '.join(kind.values)}"])
    bounds = {"least": kind.min, "greatest": kind.max, "rounded to within": kind.precision}
    said = [f"{words}: {plain(bound)}" for words, bound in bounds.items() if bound is not None]
    return _lines(_texts(indicator.title), [f"unit: {kind.unit}", f"decimals: {kind.decimals}", *said])


def criterion_notes(criterion: Criterion, ruleset: Ruleset) -> str:
    misreadings = [f"known misreading: {words}" for it in criterion.known_misreadings for words in _texts(it)]
    return _lines(
        _texts(criterion.claim),
        _citation(criterion.citation, ruleset),
        [f"modality: {criterion.modality}" if criterion.modality else ""],
        misreadings,
        _thresholds(criterion.when, ruleset),
    )


def level_notes(level: Level, ruleset: Ruleset) -> str:
    supporting = f"supporting, never decisive: {', '.join(level.supporting)}" if level.supporting else ""
    thresholds = _thresholds(level.when, ruleset) if level.when else ["the mildest level always holds"]
    words = [*_texts(level.title), *_texts(level.claim)]
    return _lines(words, _citation(level.citation, ruleset), [supporting], thresholds)


def both(text: Text) -> str:
    """Return the words in Swedish and English, the languages that there are."""
    return " / ".join(filter(None, (text.sv, text.en)))


def _lines(*groups: Iterable[str]) -> str:
    return "\n".join(line for group in groups for line in group if line)


def _texts(text: Text) -> list[str]:
    return [words for words in (text.sv, text.en) if words]


def _citation(citation: Citation, ruleset: Ruleset) -> Iterator[str]:
    source = ruleset.sources.get(citation.source or "")
    if source:
        yield f"source: {_comma(source.title, source.reference, citation.locator)}"
    elif citation.locator:
        yield f"locator: {citation.locator}"
    if citation.quote:
        yield f"quote: «{citation.quote}»"
    if evidence := citation.evidence or (source.evidence if source else None):
        yield f"evidence: {evidence}"


def _thresholds(condition: Condition, ruleset: Ruleset) -> Iterator[str]:
    """Yield lines for each parameter and reading that *condition* names: its value, and whose it is."""
    for id_ in dict.fromkeys(name for it in walk(condition) for name in _names(it)):
        it = ruleset.parameters[id_] if id_ in ruleset.parameters else ruleset.readings[id_]
        yield f"{_owner(it)} {id_} = {value_text(it.value)}{f' {it.unit}' if it.unit else ''}"
        about = [f"title: {both(it.title)}" if both(it.title) else "", *_citation(it.citation, ruleset)]
        if isinstance(it, Reading):
            others = "; ".join(value_text(value) for value in it.admissible if value != it.value)
            about += [f"also admissible: {others}" if others else ""]
            about += [f"because: {both(it.because)}" if both(it.because) else ""]
        yield from (f"  {line}" for line in about if line)


def _owner(it: Parameter | Reading) -> str:
    return "reading (left open by the source):" if isinstance(it, Reading) else "parameter (stated by the source):"


def _names(condition: Condition) -> Iterator[str]:
    match condition:
        case NumberCompare(left, _, right):
            yield from (it.id for side in (left, *right) for it in leaves(side) if isinstance(it, Name))
        case FiniteCompare():
            yield from (it.id for it in condition.right if isinstance(it, Name))
        case Count():
            yield from [condition.k.id] if isinstance(condition.k, Name) else []


def _comma(*parts: str | None) -> str:
    return ", ".join(filter(None, parts))
