"""From a text in the format ``lagesbild-ruleset/1`` to a Ruleset."""

from __future__ import annotations

import os
from collections.abc import Mapping

from lagesbild_rules.errors import RulesetError, quoted
from lagesbild_rules.facts import CategoryKind, Evidence, Indicator, Scale, ScaleKind, TruthKind
from lagesbild_rules.files import read_text
from lagesbild_rules.ruleset import _yaml
from lagesbild_rules.ruleset._circles import circles
from lagesbild_rules.ruleset._keys import KEYS
from lagesbild_rules.ruleset._model import Ruleset
from lagesbild_rules.ruleset._names import Names
from lagesbild_rules.ruleset._read_conditions import ConditionReader
from lagesbild_rules.ruleset._read_constants import (
    declared_parameters,
    declared_readings,
    note_names_of_two,
    read_parameters,
    read_readings,
)
from lagesbild_rules.ruleset._read_criteria import read_classifications, read_criteria
from lagesbild_rules.ruleset._read_head import read_head
from lagesbild_rules.ruleset._read_indicators import read_evidence, read_indicators, read_scales
from lagesbild_rules.ruleset._read_sources import CitationReader, read_sources
from lagesbild_rules.ruleset._text_reader import TextReader

FORMAT = "lagesbild-ruleset/1"

_FILLED = ("sources", "indicators", "criteria", "classifications")


Found = Mapping[str, _yaml.Node]


def load_ruleset(path: str | os.PathLike[str]) -> Ruleset:
    """Return the ruleset that the file at *path* holds.

    Raises ``RulesetError`` with every problem of the text, each with file, line and column.
    """
    return parse_ruleset(read_text(path, RulesetError, "max_ruleset_bytes"), os.fspath(path))


def parse_ruleset(text: str, path: str = "<text>") -> Ruleset:
    """Return the ruleset that *text* holds; *path* is the name that its problems bear."""
    reader = TextReader()
    ruleset = _ruleset(reader, _yaml.parse(text, path, reader.problems))
    if reader.problems or ruleset is None:
        raise RulesetError(reader.in_order())
    return ruleset


def _ruleset(reader: TextReader, node: _yaml.Node) -> Ruleset | None:
    found = reader.fields(node, "the ruleset", *KEYS["ruleset"])
    if not _is_our_format(reader, found):
        return None
    head = read_head(reader, found)
    owner = reader.optional_text(found.get("owner"), "`owner`")
    sources = read_sources(reader, found.get("sources"))
    citations = CitationReader(reader, found.get("sources"))
    scales = read_scales(reader, found.get("scales"))
    indicators = read_indicators(reader, found.get("indicators"), scales)
    evidence = read_evidence(reader, found.get("evidence"), "`evidence`")
    parameters = declared_parameters(reader, found.get("parameters"))
    readings = declared_readings(reader, found.get("readings"))
    note_names_of_two(reader, found, _values(scales, indicators))
    _note_empty(reader, found)
    _note_no_worse(reader, indicators, evidence)
    constants = {**parameters, **readings}
    declared = {*indicators, *_keys(found.get("parameters")), *_keys(found.get("readings"))}
    readable = {id_: it for id_, it in indicators.items() if it}
    names = Names(
        readable,
        constants,
        _keys(found.get("criteria")),
        _levels(found.get("classifications")),
        frozenset(declared - {*readable, *constants}),
    )
    conditions = ConditionReader(reader, names)
    criteria = read_criteria(reader, citations, conditions, found.get("criteria"))
    classifications = read_classifications(reader, citations, conditions, found.get("classifications"))
    reader.problems.extend(circles(conditions.references))
    typed_parameters = read_parameters(reader, citations, parameters)
    typed_readings = read_readings(reader, citations, readings)
    if reader.problems or head is None:
        return None
    return Ruleset(
        *head, sources, readable, criteria, classifications, owner, typed_parameters, typed_readings,
        {id_: it for id_, it in scales.items() if it}, evidence, place=node.place,
    )  # fmt: skip


def _is_our_format(reader: TextReader, found: Found) -> bool:
    node = found.get("format")
    text = reader.optional_text(node, "`format`")
    if node is None or text in (None, FORMAT):
        return True
    reader.problems.clear()
    reader.report(node.place, "LR113", f"unknown format {quoted(text or '')}", f"write `{FORMAT}`")
    return False


def _note_empty(reader: TextReader, found: Found) -> None:
    for key in _FILLED:
        if isinstance(node := found.get(key), _yaml.Mapping) and not node.items:
            reader.report(node.place, "LR114", f"`{key}` is empty", "declare at least one")


def _note_no_worse(reader: TextReader, indicators: Mapping[str, Indicator | None], evidence: Evidence) -> None:
    for id_, it in indicators.items():
        if it is None or it.worse is not None:
            continue
        if (it.evidence.when_sources_disagree or evidence.when_sources_disagree) == "worst":
            finding = f"the indicator {quoted(id_)} lacks the key `worse`, which `when_sources_disagree: worst` needs"
            reader.report(it.place, "LR107", finding, "add `worse: high` or `worse: low`")


def _values(scales: Mapping[str, Scale | None], indicators: Mapping[str, Indicator | None]) -> frozenset[str]:
    """Return every step, code and truth of the text."""
    values = {step for scale in scales.values() if scale for step in scale.steps}
    for it in indicators.values():
        if it and isinstance(it.kind, TruthKind | ScaleKind | CategoryKind):
            values.update(it.kind.values)
    return frozenset(values)


def _keys(node: _yaml.Node | None) -> frozenset[str]:
    return frozenset(node.items) if isinstance(node, _yaml.Mapping) else frozenset()


def _levels(node: _yaml.Node | None) -> dict[str, tuple[str, ...]]:
    """Return the ids of the levels of each classification, as far as they can be seen."""
    levels: dict[str, tuple[str, ...]] = {}
    for name, inner in node.items.items() if isinstance(node, _yaml.Mapping) else ():
        ladder = inner.items.get("levels") if isinstance(inner, _yaml.Mapping) else None
        steps = ladder.items if isinstance(ladder, _yaml.Sequence) else ()
        ids = [step.items.get("id") for step in steps if isinstance(step, _yaml.Mapping)]
        levels[name] = tuple(it.text.strip() for it in ids if isinstance(it, _yaml.Scalar))
    return levels
