"""clipspy: the ruleset as CLIPS rules that chain forward, and as one CLIPS function.

The rules are its natural form: one fact of 24 slots for the area, a rule a criterion and a level, derived facts between
them, the session reset for each area. A CLIPS function of 24 arguments resets, asserts and runs: facts asserted from
Python stay in memory after the reset (clipspy 1.0.6) and each makes the next area slower. The function is its fastest
form: one ``deffunction`` that climbs the ladder, no rules.

What it cannot say: unknown. Missing is the slot's ``nil``, and ``(>= nil 2)`` is an error, so each comparison is
guarded with ``numberp`` and a missing fact makes it false; under a ``not`` that reads as true. Rules have no k-of-n:
the ``or`` of all k-tuples stands for it. What rested on what is not kept as data: there is ``watch``, which prints.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from itertools import combinations, count
from typing import Any, assert_never

from benchmarks._contender import Contender
from benchmarks._plain import AtLeast, Every, Leaf, No, Node, Plain, Ref, Some, Weighed, Within, plain
from benchmarks._work import Area
from lagesbild_rules.ruleset import Ruleset

DISTRIBUTION = "clipspy"
CANNOT_SAY = (
    "unknown (comparing `nil` is an error, so every comparison is guarded and missing reads as «no»); k-of-n in a "
    "rule; a trace as data (`watch` prints)"
)


def contenders(rules: Ruleset) -> list[Contender]:
    clips: Any = importlib.import_module("clips")
    it = plain(rules)
    nil = clips.Symbol("nil")

    parameters = " ".join(f"?{id_}" for id_ in it.indicators)
    slots = " ".join(f"({id_} ?{id_})" for id_ in it.indicators)
    climbing = [f"(deffunction level ({parameters}) {_climbing(it)})"]
    chaining = [
        f"(deftemplate area {' '.join(f'(slot {id_})' for id_ in it.indicators)})",
        f"(defglobal ?*level* = {it.levels[0]})",
        *_rules(it),
        f"(deffunction level ({parameters}) (reset) (assert (area {slots})) (run) ?*level*)",
    ]

    def loaded(constructs: list[str]) -> Callable[[list[Any]], str]:
        environment = clips.Environment()
        for construct in constructs:
            environment.build(construct)
        level = environment.find_function("level")

        def call(values: list[Any], _: Any = environment) -> str:  # the function does not keep its environment alive
            return str(level(*values))

        return call

    def arguments(area: Area) -> list[Any]:
        return [area.row.get(id_, nil) for id_ in it.indicators]

    return [
        Contender("clipspy: one function", "the level", arguments, loaded(climbing)),
        Contender("clipspy: rules", "the level and every criterion", arguments, loaded(chaining)),
    ]


def _climbing(rules: Plain) -> str:
    expression = rules.levels[-1]
    for below, level in zip(rules.levels[-2::-1], rules.levels[:0:-1], strict=True):
        expression = f"(if {_function(rules.unfolded(rules.step_up(level)))} then {expression} else {below})"
    return expression


def _function(node: Node) -> str:
    match node:
        case Within(id_):
            return f"(and (numberp ?{id_}) {_test(node, {id_: f'?{id_}'})})"
        case Weighed(terms):
            present = " ".join(f"(numberp ?{id_})" for _, id_ in terms)
            return f"(and {present} {_test(node, {id_: f'?{id_}' for _, id_ in terms})})"
        case Every(members):
            return f"(and {' '.join(map(_function, members))})"
        case Some(members):
            return f"(or {' '.join(map(_function, members))})"
        case AtLeast(k, members):
            return f"(>= (+ {' '.join(f'(if {_function(it)} then 1 else 0)' for it in members)}) {k})"
        case No(member):
            return f"(not {_function(member)})"
        case Ref():
            raise TypeError("unfold it first")
        case _:
            assert_never(node)


def _test(leaf: Leaf, names: dict[str, str]) -> str:
    match leaf:
        case Within(id_, low, high, last):
            if low == high:
                return f"(= {names[id_]} {low})"
            return f"(>= {names[id_]} {low})" if high == last else f"(<= {low} {names[id_]} {high})"
        case Weighed(terms, sign, limit):
            parts = [names[id_] if weight == 1 else f"(* {weight} {names[id_]})" for weight, id_ in terms]
            return f"({sign} {parts[0] if len(parts) == 1 else f'(+ {chr(32).join(parts)})'} {limit})"
        case _:
            assert_never(leaf)


def _rules(rules: Plain) -> list[str]:
    """One rule a criterion and level; a rule fires after all that it rests on, since `not` looks at what is there."""
    depth: dict[str, int] = {}
    made: list[str] = []
    fresh = count()
    for name, node in rules.named.items():
        depth[name] = 1 + max((depth[it] for it in _names(node)), default=0)
        says = f"(assert (holds {name}))" + (f" (bind ?*level* {name})" if name in rules.levels else "")
        made.append(f"(defrule {name} (declare (salience -{depth[name]})) {_pattern(node, fresh)} => {says})")
    return made


def _names(node: Node) -> list[str]:
    match node:
        case Ref(name):
            return [name]
        case Every(members) | Some(members) | AtLeast(_, members):
            return [name for it in members for name in _names(it)]
        case No(member):
            return _names(member)
        case _:
            return []


def _pattern(node: Node, fresh: count[int]) -> str:
    def inner(it: Node) -> str:
        return _pattern(it, fresh)

    match node:
        case Within(id_, low, high):
            value = f"?v{next(fresh)}"
            if low == high:
                return f"(area ({id_} {low}))"
            return f"(area ({id_} {value}&:(and (numberp {value}) {_test(node, {id_: value})})))"
        case Weighed(terms):
            values = {id_: f"?v{next(fresh)}" for _, id_ in terms}
            slots = " ".join(f"({id_} {value}&:(numberp {value}))" for id_, value in values.items())
            return f"(and (area {slots}) (test {_test(node, values)}))"
        case Every(members):
            return f"(and {' '.join(map(inner, members))})"
        case Some(members):
            return f"(or {' '.join(map(inner, members))})"
        case AtLeast(k, members):
            return f"(or {' '.join(f'(and {chr(32).join(map(inner, it))})' for it in combinations(members, k))})"
        case No(member):
            return f"(not {inner(member)})"
        case Ref(name):
            return f"(holds {name})"
        case _:
            assert_never(node)
