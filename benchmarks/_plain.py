"""The ruleset as the peers take it: every name replaced by its value, every step by its rank."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations
from typing import assert_never

from attrs import frozen

from lagesbild_rules.evaluation import count_of, linear, wanted
from lagesbild_rules.facts import NumberKind
from lagesbild_rules.ruleset import (
    All,
    Any,
    ClassificationRef,
    Condition,
    Count,
    CriterionRef,
    FiniteCompare,
    LevelRef,
    Not,
    NumberCompare,
    Operator,
    Ruleset,
    in_order,
)


@frozen
class Within:
    """The rank of *indicator* lies between *low* and *high*, both included; the scale ends at *last*."""

    indicator: str
    low: int
    high: int
    last: int


@frozen
class Weighed:
    """The sum of *terms* (coefficient, indicator) stands to *limit* as *sign* says: ``>=``, ``>``, ``<=`` or ``<``."""

    terms: tuple[tuple[int, str], ...]
    sign: str
    limit: int


@frozen
class Every:
    members: tuple[Node, ...]


@frozen
class Some:
    members: tuple[Node, ...]


@frozen
class No:
    member: Node


@frozen
class AtLeast:
    """At least *k* of the members hold."""

    k: int
    members: tuple[Node, ...]


@frozen
class Ref:
    """Whether the criterion or the level *name* holds."""

    name: str


Leaf = Within | Weighed
Node = Leaf | Every | Some | No | AtLeast | Ref


@frozen
class Plain:
    """The indicators, the named conditions in an order in which they can be evaluated, and the ladder.

    ``finite`` gives the last rank of each scale, ``numbers`` the least and greatest value of each number, ``None``
    where it has none. ``named`` holds the criteria and the levels above the mildest; ``levels`` names all levels,
    mildest first, and each implies the one below.
    """

    finite: dict[str, int]
    numbers: dict[str, tuple[float | None, float | None]]
    named: dict[str, Node]
    criteria: tuple[str, ...]
    levels: tuple[str, ...]

    @property
    def indicators(self) -> tuple[str, ...]:
        return (*self.finite, *self.numbers)

    def step_up(self, level: str) -> Every:
        """Return what *level* asks beyond the level below it."""
        node = self.named[level]
        assert isinstance(node, Every)
        return Every(tuple(it for it in node.members if not (isinstance(it, Ref) and it.name in self.levels)))

    def unfolded(self, node: Node) -> Node:
        """Return *node* with the condition of every criterion and level in place of its name."""
        match node:
            case Ref(name):
                return self.unfolded(self.named[name])
            case Every(members):
                return Every(tuple(map(self.unfolded, members)))
            case Some(members):
                return Some(tuple(map(self.unfolded, members)))
            case AtLeast(k, members):
                return AtLeast(k, tuple(map(self.unfolded, members)))
            case No(member):
                return No(self.unfolded(member))
            case _:
                return node


def plain(rules: Ruleset) -> Plain:
    """Return *rules* in plain form. It has one nested ladder; what this form cannot say raises ``TypeError``."""
    (ladder,) = rules.classifications.values()
    assert ladder.nested
    named: dict[str, Node] = {}
    for it in in_order(rules.criteria, rules.classifications):
        match it:
            case CriterionRef(id_):
                named[id_] = _node(rules.criteria[id_].when, rules)
            case LevelRef(_, level):
                when = ladder.levels[ladder.rank(level)].when
                if when is not None:
                    named[level] = _node(when, rules)
    finite: dict[str, int] = {}
    numbers: dict[str, tuple[float | None, float | None]] = {}
    for id_, indicator in rules.indicators.items():
        match indicator.kind:
            case NumberKind(min=least, max=most):
                numbers[id_] = (None if least is None else float(least), None if most is None else float(most))
            case kind:
                finite[id_] = len(kind.values) - 1
    return Plain(finite, numbers, named, tuple(rules.criteria), tuple(level.id for level in ladder.levels))


def infix(
    node: Node, leaf: Callable[[Leaf, bool], str], ref: Callable[[str], str] | None = None, *, sure: bool = True
) -> str:
    """Return *node* as an expression with ``and``, ``or`` and ``not``; k-of-n as the ``or`` of all its k-tuples.

    *leaf* writes a comparison. *sure* tells it which of the two questions to ask, «is it true?» or «is it not
    false?»; under a ``not`` the other one is asked. Where every comparison is true or false they are the same.
    """

    def inner(it: Node) -> str:
        return infix(it, leaf, ref, sure=sure)

    match node:
        case Within() | Weighed():
            return leaf(node, sure)
        case Every(members):
            return "(" + " and ".join(map(inner, members)) + ")"
        case Some(members):
            return "(" + " or ".join(map(inner, members)) + ")"
        case AtLeast(k, members):
            tuples = combinations(map(inner, members), k)
            return "(" + " or ".join("(" + " and ".join(it) + ")" for it in tuples) + ")"
        case No(member):
            return f"(not {infix(member, leaf, ref, sure=not sure)})"
        case Ref(name):
            if ref is None:
                raise TypeError(f"{name} has no expression here: unfold it first")
            return ref(name)
        case _:
            assert_never(node)


def weighed_sum(node: Weighed, term: Callable[[str, int], str] = lambda id_, _: id_) -> str:
    """Return the left side of *node*: its indicators, as *term* writes each, times their coefficients."""
    parts = [(weight, term(id_, weight)) for weight, id_ in node.terms]
    return " + ".join(text if weight == 1 else f"{weight} * {text}" for weight, text in parts)


def _node(condition: Condition, rules: Ruleset) -> Node:
    match condition:
        case FiniteCompare(indicator):
            kind = rules.indicators[indicator].kind
            assert not isinstance(kind, NumberKind)
            ranks = sorted(kind.values.index(step) for step in wanted(condition, rules))
            if condition.missing_as is not None or not ranks or len(ranks) != ranks[-1] - ranks[0] + 1:
                raise TypeError(f"{condition!r} has no plain form")
            return Within(indicator, ranks[0], ranks[-1], len(kind.values) - 1)
        case NumberCompare():
            (form,) = linear(condition, rules)
            (limit,) = form.limits
            if condition.missing_as is not None or condition.operator not in _SIGNS:
                raise TypeError(f"{condition!r} has no plain form")
            terms = tuple((int(weight), id_) for weight, id_ in form.terms)
            return Weighed(terms, _SIGNS[condition.operator], int(limit))
        case All(members):
            return Every(tuple(_node(it, rules) for it in members))
        case Any(members):
            return Some(tuple(_node(it, rules) for it in members))
        case Not(member):
            return No(_node(member, rules))
        case Count(operator, k, members):
            inner = tuple(_node(it, rules) for it in members)
            count = count_of(k, rules)
            return AtLeast(count, inner) if operator is Operator.AT_LEAST else No(AtLeast(count + 1, inner))
        case CriterionRef(id_) | LevelRef(_, id_):
            return Ref(id_)
        case ClassificationRef():
            raise TypeError(f"{condition!r} has no plain form")
        case _:
            assert_never(condition)


_SIGNS = {Operator.AT_LEAST: ">=", Operator.ABOVE: ">", Operator.AT_MOST: "<=", Operator.BELOW: "<"}
