"""From YAML nodes to scales, indicators and rules of evidence."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import get_args

from lagesbild_rules.errors import Place, listed, quoted, suggestion
from lagesbild_rules.exact import plain
from lagesbild_rules.facts import (
    AgeUnit,
    CategoryKind,
    Disagreement,
    Evidence,
    Handling,
    Indicator,
    Kind,
    NumberKind,
    Scale,
    ScaleKind,
    TruthKind,
    Worse,
)
from lagesbild_rules.ruleset import _yaml
from lagesbild_rules.ruleset._keys import KEYS, KINDS
from lagesbild_rules.ruleset._text_reader import TextReader
from lagesbild_rules.text import Text

RESERVED = "area"
"""The column that names the area: no indicator or criterion may take its name."""

_AGE = re.compile(r"([0-9]{1,4}) (day|week|month|year)s?")
_GRADE = re.compile("[ABCX][1-4]")
_AGE_UNITS: dict[str, AgeUnit] = {unit[:-1]: unit for unit in get_args(AgeUnit)}
_WORSE: tuple[Worse, ...] = get_args(Worse)
_HANDLING: tuple[Handling, ...] = get_args(Handling)
_DISAGREEMENT: tuple[Disagreement, ...] = get_args(Disagreement)


def read_scales(reader: TextReader, node: _yaml.Node | None) -> dict[str, Scale | None]:
    """Return the scales, ``None`` for one that is declared but cannot be read."""
    scales: dict[str, Scale | None] = dict.fromkeys(node.items) if isinstance(node, _yaml.Mapping) else {}
    for id_, inner, _ in reader.entries(node, "`scales`"):
        what = f"the scale {quoted(id_)}"
        found = reader.fields(inner, what, *KEYS["scale"])
        steps = _distinct(reader, found["steps"], f"`steps` of {what}") if "steps" in found else []
        for step, place in steps:
            reader.is_id(step, place)
        if steps:
            values = tuple(step for step, _ in steps)
            scales[id_] = Scale(id_, values, _titles(reader, found.get("titles"), what, values))
    return scales


def read_indicators(
    reader: TextReader, node: _yaml.Node | None, scales: Mapping[str, Scale | None]
) -> dict[str, Indicator | None]:
    """Return the indicators, ``None`` for one that is declared but cannot be read."""
    indicators: dict[str, Indicator | None] = dict.fromkeys(node.items) if isinstance(node, _yaml.Mapping) else {}
    for id_, inner, place in reader.entries(node, "`indicators`"):
        if id_ == RESERVED:
            reader.report(place, "LR202", f"`{RESERVED}` is the column that names the area", "write another id")
        what = f"the indicator {quoted(id_)}"
        help = "write a mapping with its kind, as `{truth: true}`"
        found = reader.fields(inner, what, *KEYS["indicator"], help)
        kind = _kind(reader, found, what, inner.place, scales) if isinstance(inner, _yaml.Mapping) else None
        if "titles" in found and kind is not None and not isinstance(kind, CategoryKind):
            finding = f"`titles` is for a category, not for {what}"
            reader.report(found["titles"].place, "LR106", finding, "remove it; the titles of steps stand in `scales`")
        title = reader.wording(found.get("title"), f"the title of {what}")
        worse = reader.word(found.get("worse"), "direction of `worse`", _WORSE)
        changeable = reader.truth(found["changeable"], "`changeable`") if "changeable" in found else True
        group = reader.optional_text(found.get("group"), f"the group of {what}")
        handling = reader.word(found.get("handling"), "handling", _HANDLING)
        evidence = read_evidence(reader, found.get("evidence"), f"the evidence of {what}")
        if kind is not None:
            indicators[id_] = Indicator(
                id_, kind, title, worse, changeable is not False, group, handling, evidence, place=place
            )
    return indicators


def read_evidence(reader: TextReader, node: _yaml.Node | None, what: str) -> Evidence:
    if node is None:
        return Evidence()
    found = reader.fields(node, what, *KEYS["evidence"])
    way = reader.word(found.get("when_sources_disagree"), "way to settle a disagreement", _DISAGREEMENT)
    age = _pattern(reader, found.get("max_age"), "age", _AGE, "write for instance `24 months` or `90 days`")
    grade = _pattern(
        reader, found.get("at_least_grade"), "grade", _GRADE, "write A, B, C or X and 1 to 4, for instance `C3`"
    )
    return Evidence((int(age[1]), _AGE_UNITS[age[2]]) if age else None, grade[0] if grade else None, way)


def _pattern(
    reader: TextReader, node: _yaml.Node | None, what: str, pattern: re.Pattern[str], help: str
) -> re.Match[str] | None:
    text = reader.optional_text(node, what)
    if node is None or text is None:
        return None
    found = pattern.fullmatch(text)
    if found is None:
        reader.report(node.place, "LR112", f"{quoted(text)} is no {what}", help)
    return found


def _kind(
    reader: TextReader, found: Mapping[str, _yaml.Node], what: str, place: Place, scales: Mapping[str, Scale | None]
) -> Kind | None:
    given = [key for key in KINDS if key in found]
    if len(given) != 1:
        finding = f"{what} has {'several kinds: ' + ', '.join(map(quoted, given)) if given else 'no kind'}"
        reader.report(place, "LR115", finding, f"write exactly one of {listed(KINDS)}")
        return None
    node = found[given[0]]
    match given[0]:
        case "scale":
            name = reader.text(node, "the name of a scale")
            if name is None or name in scales:
                scale = scales[name] if name else None
                return ScaleKind(scale) if scale else None
            help = suggestion(name, scales) if scales else "declare it under `scales`"
            reader.report(node.place, "LR201", f"no scale {quoted(name)}", help)
            return None
        case "truth":
            return TruthKind() if reader.word(node, "value of `truth`", ("true",)) else None
        case "category":
            codes = tuple(code for code, _ in _distinct(reader, node, f"`category` of {what}"))
            return CategoryKind(codes, _titles(reader, found.get("titles"), what, codes)) if codes else None
        case _:
            return _number(reader, node, what)


def _number(reader: TextReader, node: _yaml.Node, what: str) -> NumberKind | None:
    found = reader.fields(node, f"the number of {what}", *KEYS["number"])
    if "unit" not in found or "decimals" not in found:
        return None
    unit = reader.text(found["unit"], f"the unit of {what}")
    decimals = reader.whole(found["decimals"], "`decimals`", 0, 30)
    bounds: dict[str, Decimal | None] = {
        key: reader.number(found[key], f"`{key}`") if key in found else None for key in ("min", "max", "precision")
    }
    least, most, precision = bounds["min"], bounds["max"], bounds["precision"]
    if least is not None and most is not None and least > most:
        finding = f"`min` {plain(least)} is above `max` {plain(most)}"
        reader.report(found["min"].place, "LR211", finding, "exchange them")
    if precision is not None and precision < 0:
        help = "write half the width of the rounding"
        reader.report(found["precision"].place, "LR211", "`precision` is below 0", help)
    if unit is None or decimals is None:
        return None
    return NumberKind(unit, decimals, least, most, precision)


def _distinct(reader: TextReader, node: _yaml.Node, what: str) -> list[tuple[str, Place]]:
    found: dict[str, Place] = {}
    for item in reader.items(node, what):
        text = reader.text(item, f"a member of {what}")
        if text is not None and text in found:
            reader.report(item.place, "LR210", f"{quoted(text)} stands twice among {what}", "keep one of them")
        elif text is not None:
            found[text] = item.place
    return list(found.items())


def _titles(reader: TextReader, node: _yaml.Node | None, what: str, values: tuple[str, ...]) -> dict[str, Text]:
    if node is None:
        return {}
    titles: dict[str, Text] = {}
    taken: dict[str, str] = {value.casefold(): value for value in values}
    found = reader.fields(node, f"the titles of {what}", (), values)
    for value, inner in found.items():
        titles[value] = reader.wording(inner, f"the title of {quoted(value)}")
        for words in (titles[value].sv, titles[value].en):
            owner = taken.setdefault(words.casefold(), value) if words else value
            if owner != value:
                finding = f"the title {quoted(words or '')} of {quoted(value)} names {quoted(owner)} too"
                reader.report(inner.place, "LR202", finding, "give each its own title")
    return titles
