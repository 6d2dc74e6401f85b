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

from lagesbild_rules.errors import quoted
from lagesbild_rules.facts import ScaleKind
from lagesbild_rules.ruleset._circles import defined
from lagesbild_rules.ruleset._conditions import (
    Condition,
    Count,
    Expression,
    FiniteCompare,
    IndicatorValue,
    Name,
    NumberCompare,
    leaves,
    walk,
)
from lagesbild_rules.ruleset._model import Criterion, Parameter, Reading, Ruleset
from lagesbild_rules.ruleset.checks._model import Finding
from lagesbild_rules.ruleset.checks._places import where

CODE = "RC01"


def check(rulesets: Sequence[Ruleset]) -> Iterator[Finding]:
    for ruleset in rulesets:
        used = set(_used(ruleset))
        groups: Mapping[str, Mapping[str, object]] = {
            "scale": ruleset.scales,
            "indicator": ruleset.indicators,
            "parameter": ruleset.parameters,
            "reading": ruleset.readings,
            "source": ruleset.sources,
        }
        for what, declared in groups.items():
            for id_ in declared:
                if (what, id_) not in used:
                    place = where(ruleset, f"{what}s", id_, near=getattr(declared[id_], "place", None))
                    yield Finding(place, CODE, f"nothing uses the {what} {quoted(id_)}", "use it, or remove it")


def _used(ruleset: Ruleset) -> Iterator[tuple[str, str]]:
    for indicator in ruleset.indicators.values():
        if isinstance(indicator.kind, ScaleKind):
            yield "scale", indicator.kind.scale.id
    citing: list[Parameter | Reading | Criterion] = [
        *ruleset.parameters.values(),
        *ruleset.readings.values(),
        *ruleset.criteria.values(),
    ]
    citations = [it.citation for it in citing]
    citations += [level.citation for it in ruleset.classifications.values() for level in it.levels]
    for citation in citations:
        if citation.source:
            yield "source", citation.source
    for condition in defined(ruleset.criteria, ruleset.classifications).values():
        for it in walk(condition) if condition else ():
            for expression in _expressions(it):
                yield from _in(expression)


def _expressions(condition: Condition) -> tuple[Expression, ...]:
    match condition:
        case NumberCompare():
            return (condition.left, *condition.right)
        case FiniteCompare():
            return (IndicatorValue(condition.indicator), *condition.right)
        case Count():
            return (condition.k,)
        case _:
            return ()


def _in(expression: Expression) -> Iterator[tuple[str, str]]:
    for it in leaves(expression):
        match it:
            case Name(id_):
                yield "parameter", id_
                yield "reading", id_
            case IndicatorValue(id_):
                yield "indicator", id_
