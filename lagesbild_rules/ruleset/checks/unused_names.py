"""RC01: a name that nothing uses.

What it does
    Finds scales, indicators, parameters, readings and sources that no condition, criterion or level uses.

Why it is unwise
    A reader takes what is declared for part of the method. An indicator that nothing reads asks units for answers
    that decide nothing.

What to do
    Use it, or remove it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from lagesbild_rules.errors import Place
from lagesbild_rules.facts import ScaleKind
from lagesbild_rules.ruleset._conditions import (
    Count,
    Expression,
    FiniteCompare,
    IndicatorValue,
    Name,
    NumberCompare,
    leaves,
    walk,
)
from lagesbild_rules.ruleset._model import Ruleset
from lagesbild_rules.ruleset.checks._model import Finding

CODE = "RC01"


def check(rulesets: Sequence[Ruleset]) -> Iterator[Finding]:
    for ruleset in rulesets:
        used = set(_used(ruleset))
        groups: tuple[tuple[str, Mapping[str, object]], ...] = (
            ("scale", ruleset.scales),
            ("indicator", ruleset.indicators),
            ("parameter", ruleset.parameters),
            ("reading", ruleset.readings),
            ("source", ruleset.sources),
        )
        for what, declared in groups:
            for id_, it in declared.items():
                if (what, id_) not in used:
                    place: Place = getattr(it, "place", ruleset.place)
                    yield Finding(place, CODE, f"nothing uses the {what} `{id_}`", "use it, or remove it")


def _used(ruleset: Ruleset) -> Iterator[tuple[str, str]]:
    for indicator in ruleset.indicators.values():
        if isinstance(indicator.kind, ScaleKind):
            yield "scale", indicator.kind.scale.id
    conditions = [it.when for it in ruleset.criteria.values()]
    citations = [it.citation for it in ruleset.criteria.values()]
    citations += [it.citation for it in ruleset.parameters.values()]
    citations += [it.citation for it in ruleset.readings.values()]
    for classification in ruleset.classifications.values():
        conditions += [level.when for level in classification.levels if level.when]
        citations += [level.citation for level in classification.levels]
    for citation in citations:
        if citation.source:
            yield "source", citation.source
    for condition in conditions:
        for it in walk(condition):
            match it:
                case NumberCompare():
                    for side in (it.left, *it.right):
                        yield from _in(side)
                case FiniteCompare():
                    yield "indicator", it.indicator
                    for value in it.right:
                        yield from _in(value)
                case Count():
                    yield from _in(it.k)


def _in(expression: Expression) -> Iterator[tuple[str, str]]:
    for it in leaves(expression):
        match it:
            case Name(id_):
                yield "parameter", id_
                yield "reading", id_
            case IndicatorValue(id_):
                yield "indicator", id_
