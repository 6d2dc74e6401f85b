"""How many digits the numbers of a ruleset take, so that no database rounds one."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from attrs import frozen

from lagesbild_rules.evaluation import Linear
from lagesbild_rules.exact import EXACT, MOST_DIGITS, plain
from lagesbild_rules.facts import NumberKind


@frozen
class Digits:
    """The size of an exact number: so many digits before the point, so many after it."""

    before: int
    after: int

    @property
    def all(self) -> int:
        return self.before + self.after


def decimals(number: Decimal) -> int:
    return len(plain(number).partition(".")[2])


def size_of_ends(kind: NumberKind) -> Digits:
    """Return what the ends of intervals of *kind* take: a cell of 34 digits where the ruleset sets no bound."""
    written = [it for it in (kind.min, kind.max, kind.precision) if it is not None]
    return Digits(len(str(int(reach(kind)))), max(kind.decimals, *map(decimals, written), 0))


def reach(kind: NumberKind) -> Decimal:
    """Return a number that no end of an interval of *kind* is further from zero than."""
    widest = EXACT.add(Decimal(10**MOST_DIGITS - 1), kind.precision or Decimal(0))
    return max(widest if it is None else it.copy_abs() for it in (kind.min, kind.max))


def size_of_sum(form: Linear, kinds: Sequence[NumberKind]) -> Digits:
    """Return what the sum takes on the way, a digit for each product and each addition.

    That is how Spark and SQL Server widen the types of results; as no type on the way is too long, none is cut.
    """
    sizes = [size_of_ends(it) for it in kinds]
    widened = [0 if weight.copy_abs() == 1 else len(plain(weight.copy_abs())) + 1 for weight, _ in form.terms]
    before = max(it.before + by for it, by in zip(sizes, widened, strict=True)) + len(sizes) - 1
    return Digits(before, max(it.after for it in sizes))


def reach_of_sum(form: Linear, kinds: Sequence[NumberKind]) -> Decimal:
    """Return a number that the sum is never further from zero than."""
    found = Decimal(0)
    for kind, (weight, _) in zip(kinds, form.terms, strict=True):
        found = EXACT.fma(weight.copy_abs(), reach(kind), found)
    return found


def on_grid(limit: Fraction, after: int) -> tuple[Decimal, bool]:
    """Return the greatest number of *after* decimals that is not above *limit*, and whether it is the limit itself."""
    number = Fraction(limit.numerator * 10**after // limit.denominator)
    exact = number == limit * 10**after
    return EXACT.scaleb(Decimal(int(number)), -after), exact
