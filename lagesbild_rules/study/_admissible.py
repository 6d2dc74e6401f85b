"""What keeps a ruleset that was put together from having a meaning: values, steps and counts that do not fit."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from attrs import frozen

from lagesbild_rules.exact import plain
from lagesbild_rules.facts import NumberKind, ScaleKind
from lagesbild_rules.ruleset import (
    ClassificationRef,
    Condition,
    Count,
    CriterionRef,
    FiniteCompare,
    LevelRef,
    Literal,
    Name,
    NumberCompare,
    Operator,
    Ruleset,
    leaves,
    walk,
)

Thing = tuple[str, str]
"""A sort of definition and its id: what an edit changes, and what a misfit is about."""


@frozen
class Misfit:
    """Things that do not fit together, the condition's owner first, and what is wrong."""

    things: tuple[Thing, ...]
    finding: str


def owners(ruleset: Ruleset) -> Iterator[tuple[Thing, Condition | None]]:
    """Yield every condition of *ruleset* with whose it is; a level is named ``classification.level``."""
    for id_, it in ruleset.criteria.items():
        yield ("criterion", id_), it.when
    for name, ladder in ruleset.classifications.items():
        for level in ladder.levels:
            yield ("level", f"{name}.{level.id}"), level.when


def misfits(ruleset: Ruleset) -> Iterator[Misfit]:
    """Yield what in *ruleset* does not fit together, circles apart."""
    for owner, when in owners(ruleset):
        for it in walk(when) if when else ():
            for things, finding in _of(it, ruleset):
                yield Misfit((owner, *things), finding)
    for name, ladder in ruleset.classifications.items():
        for rank, level in enumerate(ladder.levels):
            if (level.when is None) != (rank == 0):
                thing = "level", f"{name}.{level.id}"
                yield Misfit((thing, ("ladder", name)), f"the level `{level.id}` stands where it cannot")


def _of(condition: Condition, ruleset: Ruleset) -> Iterator[tuple[tuple[Thing, ...], str]]:
    match condition:
        case Count(operator, k, members):
            held = _held(k, ruleset)
            if not isinstance(held, Decimal) or held != int(held) or not 0 <= held <= len(members):
                yield _names(k), f"`{operator.value}` of {len(members)} conditions wants 0 to {len(members)}"
        case FiniteCompare(indicator, operator, right):
            yield from _finite(indicator, operator, right, ruleset)
        case NumberCompare(left, operator, right):
            for expression in (left, *right):
                for leaf in leaves(expression):
                    alone = operator is Operator.ONE_OF and leaf is expression and leaf is not left
                    yield from _number(leaf, alone, ruleset)
        case CriterionRef(id_):
            if id_ not in ruleset.criteria:
                yield (("criterion", id_),), f"no criterion `{id_}`"
        case LevelRef(name, level) | ClassificationRef(name, _, level):
            if all(it.id != level for it in ruleset.classifications[name].levels):
                yield (("ladder", name), ("level", f"{name}.{level}")), f"no level `{level}`"
        case _:
            pass


def _finite(
    indicator: str, operator: Operator, right: tuple[Literal | Name, ...], ruleset: Ruleset
) -> Iterator[tuple[tuple[Thing, ...], str]]:
    kind = ruleset.indicators[indicator].kind
    about = ("indicator", indicator)
    if isinstance(kind, NumberKind):
        yield (about,), f"`{indicator}` is a number"
        return
    if operator not in (Operator.EQUALS, Operator.ONE_OF) and not isinstance(kind, ScaleKind):
        yield (about,), f"`{indicator}` has no order"
    for it in right:
        held = _held(it, ruleset)
        texts = held if isinstance(held, tuple) else (held,)
        listed = isinstance(held, tuple) and not (operator is Operator.ONE_OF and len(right) == 1)
        if listed or any(text not in kind.values for text in texts):
            yield (about, *_names(it)), f"not a value of `{indicator}`"


def _number(leaf: object, alone: bool, ruleset: Ruleset) -> Iterator[tuple[tuple[Thing, ...], str]]:
    match leaf:
        case Name(id_):
            held = ruleset.value(id_)
            numbers = held if isinstance(held, tuple) and alone else (held,)
            if not all(isinstance(it, Decimal) for it in numbers):
                yield (("constant", id_),), f"`{id_}` is no number"
        case Literal() | None:
            pass
        case _:
            id_ = getattr(leaf, "id", "")
            if not isinstance(ruleset.indicators[id_].kind, NumberKind):
                yield (("indicator", id_),), f"`{id_}` is no number"


def _held(it: Literal | Name, ruleset: Ruleset) -> object:
    return it.value if isinstance(it, Literal) else ruleset.value(it.id)


def _names(*parts: Literal | Name) -> tuple[Thing, ...]:
    return tuple(("constant", it.id) for it in parts if isinstance(it, Name))


def shown(value: object) -> str:
    """Return a *value* of a parameter or reading on one line."""
    if isinstance(value, tuple):
        return ", ".join(map(shown, value))
    return plain(value) if isinstance(value, Decimal) else str(value)
