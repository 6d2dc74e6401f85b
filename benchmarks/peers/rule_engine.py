"""rule-engine: the ruleset as one expression that climbs the ladder, and as one rule a criterion.

Rules are parsed once. Missing facts are given as ``null``: an absent name is resolved through an exception, and took
ten times as long.

What it cannot say: unknown. ``null >= 2`` is an error, so each comparison is guarded with ``!= null`` and a missing
fact makes it false; under a ``not`` that reads as true. It has no k-of-n: the ``or`` of all k-tuples stands for it. A
rule cannot name another, so Python carries the criteria from rule to rule. It has no trace.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import Any, assert_never

from benchmarks._contender import Contender
from benchmarks._plain import Leaf, Plain, Weighed, Within, infix, plain, weighed_sum
from benchmarks._work import Area
from lagesbild_rules.ruleset import Ruleset

DISTRIBUTION = "rule-engine"
CANNOT_SAY = (
    "unknown (comparing `null` is an error, so every comparison is guarded and missing reads as «no»); k-of-n; a rule "
    "that names another; a trace"
)


def contenders(rules: Ruleset) -> list[Contender]:
    rule_engine: Any = importlib.import_module("rule_engine")
    it = plain(rules)
    context = rule_engine.Context(resolver=rule_engine.resolve_item)

    def parsed(text: str) -> Any:
        return rule_engine.Rule(text, context=context)

    one_by_one = [(name, parsed(infix(node, _holds, str)).matches) for name, node in it.named.items()]

    def every_criterion(row: dict[str, Any]) -> dict[str, Any]:
        known = dict(row)
        for name, matches in one_by_one:
            known[name] = matches(known)
        return known

    return [
        Contender("rule-engine: one expression", "the level", _filled(it), parsed(_climbing(it)).evaluate),
        Contender(
            "rule-engine: a rule a criterion",
            "the level and every criterion",
            _filled(it),
            every_criterion,
            lambda known: next((level for level in it.levels[:0:-1] if known[level]), it.levels[0]),
        ),
    ]


def _filled(rules: Plain) -> Callable[[Area], dict[str, Any]]:
    return lambda area: {id_: area.row.get(id_) for id_ in rules.indicators}


def _climbing(rules: Plain) -> str:
    expression = f"'{rules.levels[-1]}'"
    for below, level in zip(rules.levels[-2::-1], rules.levels[:0:-1], strict=True):
        asked = infix(rules.unfolded(rules.step_up(level)), _holds)
        expression = f"({asked} ? {expression} : '{below}')"
    return expression


def _holds(leaf: Leaf, _: bool) -> str:
    """The comparison; false when a fact that it reads is missing."""
    match leaf:
        case Within(id_, low, high, last):
            if low == high:
                return f"({id_} == {low})"
            parts = ([f"{id_} >= {low}"] if low else []) + ([f"{id_} <= {high}"] if high < last else [])
            return "(" + " and ".join([f"{id_} != null", *parts]) + ")"
        case Weighed(terms, sign, limit):
            present = [f"{id_} != null" for _, id_ in terms]
            return "(" + " and ".join([*present, f"{weighed_sum(leaf)} {sign} {limit}"]) + ")"
        case _:
            assert_never(leaf)
