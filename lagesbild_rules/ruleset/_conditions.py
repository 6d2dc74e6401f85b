"""What is asked: conditions and the linear expressions that they compare."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from enum import Enum

from attrs import field, frozen

from lagesbild_rules.errors import Place


class Operator(Enum):
    """How the left side stands to the right side of a comparison."""

    AT_LEAST = "at_least"
    ABOVE = "above"
    AT_MOST = "at_most"
    BELOW = "below"
    EQUALS = "equals"
    ONE_OF = "one_of"


@frozen(cache_hash=True)
class Literal:
    """A number, or the id of a step, a code or a truth, written in the text itself."""

    value: Decimal | str


@frozen(cache_hash=True)
class Name:
    """The value of a parameter or a reading."""

    id: str


@frozen(cache_hash=True)
class IndicatorValue:
    """The number that is known of an indicator."""

    id: str


@frozen(cache_hash=True)
class Sum:
    terms: tuple[Expression, ...]


@frozen(cache_hash=True)
class Mean:
    terms: tuple[Expression, ...]


@frozen(cache_hash=True)
class Difference:
    left: Expression
    right: Expression


@frozen(cache_hash=True)
class Times:
    factor: Literal | Name
    term: Expression


Expression = Literal | Name | IndicatorValue | Sum | Mean | Difference | Times

_place = field(default=Place(), eq=False, repr=False, kw_only=True)


@frozen(cache_hash=True)
class NumberCompare:
    """A comparison of two linear expressions; ``right`` has several members for ``one_of`` alone."""

    left: Expression
    operator: Operator
    right: tuple[Expression, ...]
    missing_as: bool | None = None
    place: Place = _place


@frozen(cache_hash=True)
class FiniteCompare:
    """A comparison of a scale, a truth or a category with one of its values, or with several for ``one_of``.

    A name stands alone for ``one_of`` where the parameter or reading holds the whole list.
    """

    indicator: str
    operator: Operator
    right: tuple[Literal | Name, ...]
    missing_as: bool | None = None
    place: Place = _place


@frozen(cache_hash=True)
class All:
    members: tuple[Condition, ...]
    place: Place = _place


@frozen(cache_hash=True)
class Any:
    members: tuple[Condition, ...]
    place: Place = _place


@frozen(cache_hash=True)
class Not:
    member: Condition
    place: Place = _place


@frozen(cache_hash=True)
class Count:
    """At least, or at most, ``k`` of the members are true."""

    operator: Operator
    k: Literal | Name
    members: tuple[Condition, ...]
    place: Place = _place


@frozen(cache_hash=True)
class CriterionRef:
    """The truth of a criterion."""

    id: str
    place: Place = _place


@frozen(cache_hash=True)
class LevelRef:
    """The truth of a level's own ``when``."""

    classification: str
    level: str
    place: Place = _place


@frozen(cache_hash=True)
class ClassificationRef:
    """Whether some level from ``level`` upwards holds (``at_least``), or none of them (``below``)."""

    classification: str
    operator: Operator
    level: str
    place: Place = _place


Compare = NumberCompare | FiniteCompare
Reference = CriterionRef | LevelRef | ClassificationRef
Condition = Compare | All | Any | Not | Count | Reference


def members(condition: Condition) -> tuple[Condition, ...]:
    """Return the conditions that stand directly under *condition*; none under a comparison or a reference."""
    match condition:
        case All(inner) | Any(inner):
            return inner
        case Count():
            return condition.members
        case Not(member):
            return (member,)
        case _:
            return ()


def walk(condition: Condition) -> tuple[Condition, ...]:
    """Return *condition* and every condition under it, references not followed, outermost first."""
    found = [condition]
    for it in found:
        found.extend(members(it))
    return tuple(found)


def leaves(expression: Expression) -> Iterator[Literal | Name | IndicatorValue]:
    """Yield the literals, names and indicators that *expression* is made of, from left to right."""
    match expression:
        case Literal() | Name() | IndicatorValue():
            yield expression
        case Sum(terms) | Mean(terms):
            for it in terms:
                yield from leaves(it)
        case Difference(left, right) | Times(left, right):
            yield from leaves(left)
            yield from leaves(right)
