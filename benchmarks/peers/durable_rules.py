"""durable-rules: the ruleset as events in stages, and as rules that chain forward over derived facts.

*Chained* is its natural form: the area is one fact in a state of its own, conditions on it assert derived facts, and
k-of-n is a ``count`` over those. *Stages* is its fastest form found: each stage is a ruleset of conditions on one
event, and Python posts the area's event to the next stage as long as one of them fires.

What it cannot say: unknown, and in truth «no»: when no rule fires it raises, and a missing property makes a condition
fail like a false one. Negation depends on the order of arrival, so ``not`` is moved inwards to the comparisons, where a
missing fact makes both the comparison and its opposite false. There is no k-of-n over the conditions of one fact: the
``or`` of all k-tuples stands for it, and past some 64 alternatives the ruleset is refused, so 2 of 4 criteria that have
alternatives of their own cannot be one condition. A comparison has one property alone on its left. No trace.
"""

from __future__ import annotations

import importlib
import operator
from collections.abc import Callable
from contextlib import suppress
from functools import reduce
from itertools import combinations, count
from math import prod
from typing import Any, assert_never

from benchmarks._contender import Contender
from benchmarks._plain import AtLeast, Every, No, Node, Plain, Ref, Some, Weighed, Within, plain
from benchmarks._work import Area
from lagesbild_rules.ruleset import Ruleset

DISTRIBUTION = "durable-rules"
CANNOT_SAY = (
    "unknown, nor «no» (a condition fires or nothing happens; missing does not fire); negation that does not depend on "
    "the order of arrival; k-of-n over one fact; more than some 64 alternatives in a condition; a sum on the left of a "
    "comparison; a trace"
)

MOST_ALTERNATIVES = 64


def contenders(rules: Ruleset) -> list[Contender]:
    engine: Any = importlib.import_module("durable.engine")
    lang: Any = importlib.import_module("durable.lang")

    class QuietHost(engine.Host):  # type: ignore[misc]
        def _run(self) -> None:
            """Start none of the two timer threads: facts are handled in the calling thread."""

    it = plain(rules)
    return [
        Contender("durable-rules: events in stages", "the level", _row, _staged(it, engine, lang, QuietHost())),
        Contender("durable-rules: chained", "the level", _row, _chained(it, engine, lang, QuietHost())),
    ]


def _row(area: Area) -> dict[str, int | float]:
    return dict(area.row)


# events in stages


def _staged(rules: Plain, engine: Any, lang: Any, host: Any) -> Callable[[dict[str, Any]], str]:
    stages: list[tuple[str, str | None]] = []
    for level in rules.levels[1:]:
        asked = _merged([_positive(it, rules) for it in rules.step_up(level).members])
        for position, node in enumerate(asked):
            name = f"{level}_{position}"
            _register(name, [(it, _nothing) for it in _split(node)], lang, host)
            stages.append((name, level if position == len(asked) - 1 else None))
    post, not_handled = host.post, engine.MessageNotHandledException

    def verdict(row: dict[str, Any]) -> str:
        found = rules.levels[0]
        for name, level in stages:
            try:
                post(name, row)
            except not_handled:
                return found
            if level is not None:
                found = level
        return found

    return verdict


def _nothing(_: Any) -> None:
    """That the rule fired is the answer."""


def _merged(nodes: list[Node]) -> list[Node]:
    """Put conditions that must all hold into as few stages as their alternatives allow."""
    merged: list[Node] = []
    for node in nodes:
        if merged and _alternatives(both := Every((merged[-1], node))) <= MOST_ALTERNATIVES:
            merged[-1] = both
        else:
            merged.append(node)
    return merged


def _split(node: Node) -> list[Node]:
    """Return conditions, few enough in alternatives each, of which one must hold for *node* to hold."""
    if _alternatives(node) <= MOST_ALTERNATIVES:
        return [node]
    assert isinstance(node, AtLeast)
    return [Every(it) for it in combinations(node.members, node.k)]


# rules that chain


def _chained(rules: Plain, engine: Any, lang: Any, host: Any) -> Callable[[dict[str, Any]], str]:
    """Each derived fact says of what it is a part; a count of the parts derives the whole."""
    held: set[str] = set()
    numbers = count()
    unheard = (engine.MessageNotHandledException, engine.MessageObservedException)

    def tells(name: str, part_of: str | None) -> Callable[[Any], None]:
        def action(closure: Any) -> None:
            if name not in held:
                held.add(name)
                if part_of is not None:
                    with suppress(*unheard):
                        closure.assert_fact({"of": part_of, "part": name})

        return action

    on_facts: list[tuple[Node, Callable[[Any], None]]] = []
    on_parts: list[tuple[str, int, Callable[[Any], None]]] = []

    def derive(node: Node, name: str, part_of: str | None) -> None:
        if _alternatives(node) <= MOST_ALTERNATIVES:
            on_facts.append((node, tells(name, part_of)))
            return
        assert isinstance(node, Every | AtLeast)
        on_parts.append((name, len(node.members) if isinstance(node, Every) else node.k, tells(name, part_of)))
        for position, it in enumerate(node.members):
            derive(it, f"{name}_{position}", name)

    for place, level in enumerate(rules.levels[1:], 1):
        above = rules.levels[place + 1] if place + 1 < len(rules.levels) else None
        members = [_positive(it, rules) for it in rules.step_up(level).members]
        on_parts.append((level, len(members) + (place > 1), tells(level, above)))
        for position, node in enumerate(members):
            derive(node, f"{level}_{position}", level)
    _register("area", on_facts, lang, host, on_parts)
    assert_fact, delete_state, not_handled = host.assert_fact, host.delete_state, engine.MessageNotHandledException

    def verdict(row: dict[str, Any]) -> str:
        held.clear()
        state = f"a{next(numbers)}"
        assert_fact("area", {"sid": state, "opened": 1})  # deleting a state that nothing matched crashes
        with suppress(not_handled):
            assert_fact("area", {**row, "sid": state})
        delete_state("area", state)
        return next((level for level in rules.levels[:0:-1] if level in held), rules.levels[0])

    return verdict


# conditions


def _register(
    name: str,
    on_facts: list[tuple[Node, Callable[[Any], None]]],
    lang: Any,
    host: Any,
    on_parts: list[tuple[str, int, Callable[[Any], None]]] | None = None,
) -> None:
    with lang.ruleset(name):
        if on_parts is not None:
            lang.when_all(lang.value("$m", "opened") == 1)(_nothing)
        for node, action in on_facts:
            lang.when_all(_expression(node, lang))(action)
        for whole, k, action in on_parts or ():
            lang.when_all(lang.count(k), lang.value("$m", "of") == whole)(action)
    host.register_rulesets(dict([lang._rulesets.pop(name).define()]))


def _alternatives(node: Node) -> int:
    """How many ``and``s the condition has as an ``or`` of ``and``s."""
    match node:
        case Every(members):
            return prod(map(_alternatives, members))
        case Some(members):
            return sum(map(_alternatives, members))
        case AtLeast(k, members):
            return sum(prod(map(_alternatives, it)) for it in combinations(members, k))
        case _:
            return 1


def _expression(node: Node, lang: Any) -> Any:
    match node:
        case Within(id_, low, high, last):
            value = lang.value("$m", id_)
            if low == high:
                return value == low
            if high == last:
                return value >= low
            return value <= high if not low else (value >= low) & (lang.value("$m", id_) <= high)
        case Weighed(terms, sign, limit):
            *others, (weight, alone) = terms
            right: Any = _number(limit / weight)
            for other, id_ in reversed(others):
                right = lang.avalue("$m", id_, None, "$mul", _number(-other / weight)) + right
            return _SIGNS[sign if weight > 0 else _TURNED[sign]](lang.value("$m", alone), right)
        case Every(members):
            return reduce(operator.and_, (_expression(it, lang) for it in members))
        case Some(members):
            return reduce(operator.or_, (_expression(it, lang) for it in members))
        case AtLeast(k, members):
            return _expression(Some(tuple(Every(it) for it in combinations(members, k))), lang)
        case _:
            raise TypeError(f"{node!r} is not in positive form")


def _number(value: float) -> int | float:
    return int(value) if value == int(value) else value


_SIGNS = {">=": operator.ge, ">": operator.gt, "<=": operator.le, "<": operator.lt}
_TURNED = {">=": "<=", ">": "<", "<=": ">=", "<": ">"}
_OPPOSITE = {">=": "<", ">": "<=", "<=": ">", "<": ">="}


def _positive(node: Node, rules: Plain, *, holds: bool = True) -> Node:
    """Return *node* unfolded and with every ``not`` moved inwards to the comparisons; its opposite unless *holds*."""

    def inner(members: tuple[Node, ...]) -> tuple[Node, ...]:
        return tuple(_positive(it, rules, holds=holds) for it in members)

    match node:
        case Ref(name):
            return _positive(rules.named[name], rules, holds=holds)
        case No(member):
            return _positive(member, rules, holds=not holds)
        case Every(members):
            return Every(inner(members)) if holds else Some(inner(members))
        case Some(members):
            return Some(inner(members)) if holds else Every(inner(members))
        case AtLeast(k, members):
            return AtLeast(k if holds else len(members) - k + 1, inner(members))
        case Weighed(terms, sign, limit):
            return node if holds else Weighed(terms, _OPPOSITE[sign], limit)
        case Within(id_, low, high, last):
            if holds:
                return node
            below = [Within(id_, 0, low - 1, last)] if low else []
            above = [Within(id_, high + 1, last, last)] if high < last else []
            return Some((*below, *above)) if len(below) + len(above) > 1 else (below + above)[0]
        case _:
            assert_never(node)
