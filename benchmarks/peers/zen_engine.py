"""zen-engine: the ruleset in ZEN's expression language, compiled once.

Four modes. *One expression* climbs the ladder and returns the level; that is ZEN's fastest. *Written twice* asks of
each level «is it true?» and «is it not false?», which gives the three-valued verdict by hand. *A decision graph* has
one expression a criterion, loaded once through the static loader (a decision from ``create_decision`` is several times
slower in 2.1), without and with its trace.

What it cannot say: unknown. ``null >= 2`` stops the evaluation with an error, so each comparison is guarded with
``??`` or ``!= null`` and a missing fact makes it false; under a ``not`` that reads as true. There is no k-of-n but a
count over a list: the ``or`` of all k-tuples is faster. A scale is a number to it. Its trace has the result of each
named expression and the whole input, not the truth of each condition.
"""

from __future__ import annotations

import importlib
import json
from typing import Any, assert_never

from benchmarks._contender import Contender, alone, possible
from benchmarks._plain import Leaf, Plain, Ref, Weighed, Within, infix, plain, weighed_sum
from benchmarks._work import Area
from lagesbild_rules.ruleset import Ruleset

DISTRIBUTION = "zen-engine"
CANNOT_SAY = (
    "unknown (comparing `null` is an error, so every comparison is guarded and missing reads as «no»; written twice by "
    "hand, «true» and «not false», it gives the three-valued verdict); k-of-n other than by counting a list; its trace "
    "has named expressions only, not each condition"
)


def contenders(rules: Ruleset) -> list[Contender]:
    zen: Any = importlib.import_module("zen")
    it = plain(rules)
    decide = zen.compile_expression(_climbing(it)).evaluate
    twice = zen.compile_expression(_written_twice(it)).evaluate
    engine = zen.ZenEngine({"loader": {"type": "static", "content": {"rules": _graph(it)}}})
    evaluate, trace = engine.evaluate, {"trace": True}

    def three_valued(row: str) -> tuple[str, ...]:
        answers = twice(row)
        truths = {
            level: True if sure else None if maybe else False
            for level, sure, maybe in zip(it.levels[1:], answers[::2], answers[1::2], strict=True)
        }
        return possible(it.levels, truths)

    return [
        Contender("zen-engine: one expression", "the level", _json, decide),
        Contender("zen-engine: one expression, twice", "the levels in three values", _json, three_valued, alone),
        Contender(
            "zen-engine: decision graph",
            "the level and every criterion",
            _row,
            lambda row: evaluate("rules", row)["result"]["level"],
        ),
        Contender(
            "zen-engine: decision graph, with its trace",
            "the level, every criterion and the trace",
            _row,
            lambda row: evaluate("rules", row, trace),
            lambda answer: answer["result"]["level"],
        ),
    ]


def _row(area: Area) -> dict[str, int | float]:
    return dict(area.row)


def _json(area: Area) -> str:
    """A compiled expression takes JSON text faster than a dict."""
    return json.dumps(dict(area.row))


def _climbing(rules: Plain) -> str:
    """The ladder from below: what each level asks beyond the one below, the rest only where that holds."""
    expression = f"'{rules.levels[-1]}'"
    for below, level in zip(rules.levels[-2::-1], rules.levels[:0:-1], strict=True):
        asked = infix(rules.unfolded(rules.step_up(level)), _holds)
        expression = f"({asked} ? {expression} : '{below}')"
    return expression


def _graph(rules: Plain) -> dict[str, Any]:
    named = {name: infix(node, _holds, lambda inner: f"$.{inner}") for name, node in rules.named.items()}
    named["level"] = " ".join(f"$.{it} ? '{it}' :" for it in rules.levels[:0:-1]) + f" '{rules.levels[0]}'"
    expressions = [{"id": key, "key": key, "value": value} for key, value in named.items()]
    nodes = [("facts", "inputNode", {}), ("criteria", "expressionNode", {"expressions": expressions})]
    nodes.append(("answer", "outputNode", {}))
    return {
        "contentType": "application/vnd.gorules.decision",
        "nodes": [
            {"id": id_, "type": kind, "name": id_, "position": {"x": 0, "y": 0}, "content": content}
            for id_, kind, content in nodes
        ],
        "edges": [
            {"id": f"{start}-{end}", "sourceId": start, "targetId": end, "type": "edge"}
            for start, end in (("facts", "criteria"), ("criteria", "answer"))
        ],
    }


def _holds(leaf: Leaf, _: bool) -> str:
    """The comparison; false when a fact that it reads is missing."""
    match leaf:
        case Within(id_, low, high, last):
            if low == high:
                return f"({id_} == {low})"
            parts = ([f"({id_} ?? -1) >= {low}"] if low else []) + ([f"({id_} ?? 99) <= {high}"] if high < last else [])
            return "(" + " and ".join(parts) + ")"
        case Weighed(terms, sign, limit):
            present = [f"{id_} != null" for _, id_ in terms]
            return "(" + " and ".join([*present, f"{weighed_sum(leaf)} {sign} {limit}"]) + ")"
        case _:
            assert_never(leaf)


def _written_twice(rules: Plain) -> str:
    def two_valued(leaf: Leaf, sure: bool) -> str:
        """Whether the comparison is true (*sure*), or whether it is not false: missing is then the end that helps."""
        match leaf:
            case Within(id_, low, high, last):
                if_missing = (-1, 99) if sure else (low, high)
                at_low, at_high = (f"({id_} ?? {end})" for end in if_missing)
                if low == high:
                    return f"({id_} == {low})" if sure else f"({at_low} == {low})"
                parts = ([f"{at_low} >= {low}"] if low else []) + ([f"{at_high} <= {high}"] if high < last else [])
                return "(" + " and ".join(parts) + ")"
            case Weighed(_, sign, limit):
                least = (sign[0] == ">") == sure  # the least value must reach a lower limit to be sure
                open_ended: list[str] = []

                def term(id_: str, weight: int) -> str:
                    end = rules.numbers[id_][0 if (weight > 0) == least else 1]
                    if end is None:
                        open_ended.append(id_)
                    return id_ if end is None else f"({id_} ?? {end:g})"

                compared = f"{weighed_sum(leaf, term)} {sign} {limit}"
                if sure:
                    return "(" + " and ".join([*(f"{id_} != null" for id_ in open_ended), compared]) + ")"
                return "(" + " or ".join([*(f"{id_} == null" for id_ in open_ended), compared]) + ")"
            case _:
                assert_never(leaf)

    asked = (rules.unfolded(Ref(level)) for level in rules.levels[1:])
    return "[" + ", ".join(infix(node, two_valued, sure=sure) for node in asked for sure in (True, False)) + "]"
