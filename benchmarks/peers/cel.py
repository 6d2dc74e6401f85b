"""CEL in Rust (the package common-expression-language): the ruleset in the Common Expression Language, compiled once.

Two modes. *One expression* climbs the ladder and returns the level; that is its fastest. *Written twice* asks of each
level «is it true?» and «is it not false?», which gives the three-valued verdict by hand.

What it cannot say: unknown. ``null >= 2`` is an error, which ``&&`` and ``||`` absorb where the other side decides, so
that an error could stand for unknown; but it ends the whole expression, of which the other parts are then lost. So each
comparison is guarded with ``!= null`` and a missing fact makes it false; under a ``!`` that reads as true. There is no
k-of-n but a count over a list: the ``||`` of all k-tuples stands for it. Integers and doubles do not meet: numbers are
doubles here. A program cannot name another. It has no trace.
"""

from __future__ import annotations

import importlib
from typing import Any, assert_never

from benchmarks._contender import Contender, alone, possible
from benchmarks._plain import Leaf, Plain, Ref, Weighed, Within, infix, plain
from benchmarks._work import Area
from lagesbild_rules.ruleset import Ruleset

DISTRIBUTION = "common-expression-language"
CANNOT_SAY = (
    "unknown (comparing `null` is an error, so every comparison is guarded and missing reads as «no»; written twice by "
    "hand, «true» and «not false», it gives the three-valued verdict); k-of-n other than by counting a list; a program "
    "that names another; a trace"
)


def contenders(rules: Ruleset) -> list[Contender]:
    cel: Any = importlib.import_module("cel")
    it = plain(rules)
    decide = cel.compile(_climbing(it)).execute
    twice = cel.compile(_written_twice(it)).execute

    def three_valued(row: dict[str, Any]) -> tuple[str, ...]:
        answers = twice(row)
        truths = {
            level: True if sure else None if maybe else False
            for level, sure, maybe in zip(it.levels[1:], answers[::2], answers[1::2], strict=True)
        }
        return possible(it.levels, truths)

    def filled(area: Area) -> dict[str, Any]:
        return {id_: area.row.get(id_) for id_ in it.indicators}

    return [
        Contender("CEL (Rust): one expression", "the level", filled, decide),
        Contender("CEL (Rust): one expression, twice", "the levels in three values", filled, three_valued, alone),
    ]


def _signs(text: str) -> str:
    return text.replace(" and ", " && ").replace(" or ", " || ").replace("(not ", "(!")


def _climbing(rules: Plain) -> str:
    expression = f"'{rules.levels[-1]}'"
    for below, level in zip(rules.levels[-2::-1], rules.levels[:0:-1], strict=True):
        asked = _signs(infix(rules.unfolded(rules.step_up(level)), _holds))
        expression = f"({asked} ? {expression} : '{below}')"
    return expression


def _holds(leaf: Leaf, _: bool) -> str:
    """The comparison; false when a fact that it reads is missing."""
    match leaf:
        case Within(id_):
            return f"({id_} != null and {_within(leaf)})"
        case Weighed(terms, sign, limit):
            present = " and ".join(f"{id_} != null" for _, id_ in terms)
            parts = [id_ if weight == 1 else f"{_double(weight)} * {id_}" for weight, id_ in terms]
            return f"({present} and {' + '.join(parts)} {sign} {_double(limit)})"
        case _:
            assert_never(leaf)


def _within(leaf: Within) -> str:
    if leaf.low == leaf.high:
        return f"{leaf.indicator} == {leaf.low}"
    least = [f"{leaf.indicator} >= {leaf.low}"] if leaf.low else []
    most = [f"{leaf.indicator} <= {leaf.high}"] if leaf.high < leaf.last else []
    return " and ".join([*least, *most])


def _written_twice(rules: Plain) -> str:
    def two_valued(leaf: Leaf, sure: bool) -> str:
        """Whether the comparison is true (*sure*), or whether it is not false: missing is then the end that helps."""
        match leaf:
            case Within(id_):
                return _holds(leaf, sure) if sure else f"({id_} == null or ({_within(leaf)}))"
            case Weighed(terms, sign, limit):
                least = (sign[0] == ">") == sure  # the least value must reach a lower limit to be sure
                open_ended: list[str] = []
                parts: list[str] = []
                for weight, id_ in terms:
                    end = rules.numbers[id_][0 if (weight > 0) == least else 1]
                    if end is None:
                        open_ended.append(id_)
                    value = id_ if end is None else f"({id_} == null ? {_double(end)} : {id_})"
                    parts.append(value if weight == 1 else f"{_double(weight)} * {value}")
                compared = f"{' + '.join(parts)} {sign} {_double(limit)}"
                if sure:
                    return "(" + " and ".join([*(f"{id_} != null" for id_ in open_ended), compared]) + ")"
                return "(" + " or ".join([*(f"{id_} == null" for id_ in open_ended), compared]) + ")"
            case _:
                assert_never(leaf)

    asked = (rules.unfolded(Ref(level)) for level in rules.levels[1:])
    return "[" + ", ".join(_signs(infix(node, two_valued, sure=sure)) for node in asked for sure in (True, False)) + "]"


def _double(number: float) -> str:
    return f"{float(number)}" if number >= 0 else f"(-{-float(number)})"
