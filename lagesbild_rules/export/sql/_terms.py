"""Small pieces of SQL, built as trees and never as text: what stands in a name or a literal is quoted by sqlglot."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from sqlglot import exp

Term = exp.Condition


def name(text: str) -> exp.Identifier:
    return exp.to_identifier(text, quoted=True)


def column(text: str) -> exp.Column:
    return exp.Column(this=name(text))


def everything(step: str) -> exp.Column:
    """Return all columns of *step*: a bare ``*`` beside others is no SQL to Oracle."""
    return exp.Column(this=exp.Star(), table=name(step))


def named(term: Term, text: str) -> exp.Alias:
    return exp.Alias(this=term, alias=name(text))


def whole(number: int) -> Term:
    return decimal(Decimal(number))


def decimal(number: Decimal, scale: int = 0) -> Term:
    """Return *number* with *scale* decimals written out, so that databases give it that type; it has no more."""
    literal = exp.Literal.number(f"{number.copy_abs():.{scale}f}")
    return exp.Neg(this=literal) if number < 0 else literal


def text(words: str) -> Term:
    return exp.Literal.string(words)


def case(branches: Iterable[tuple[Term, Term]], otherwise: Term | None = None) -> Term:
    """Return the first of *branches* whose condition is true; one that is NULL is not."""
    return exp.Case(ifs=[exp.If(this=when, true=then) for when, then in branches], default=otherwise)


def matched(term: Term, branches: Iterable[tuple[Term, Term]], otherwise: Term | None = None) -> Term:
    return exp.Case(this=term, ifs=[exp.If(this=when, true=then) for when, then in branches], default=otherwise)


def every(terms: Sequence[Term]) -> Term:
    """Return the AND of *terms*, one at least."""
    return exp.and_(*terms, copy=False)


def some(terms: Sequence[Term]) -> Term:
    """Return the OR of *terms*, one at least."""
    return exp.or_(*terms, copy=False)


def total(terms: Sequence[Term]) -> Term:
    first, *rest = terms
    for it in rest:
        first = exp.Add(this=first, expression=it)
    return first


def equal(left: Term, right: Term) -> Term:
    return exp.EQ(this=left, expression=right)


def at_least(left: Term, right: Term) -> Term:
    return exp.GTE(this=left, expression=right)


def above(left: Term, right: Term) -> Term:
    return exp.GT(this=left, expression=right)


def at_most(left: Term, right: Term) -> Term:
    return exp.LTE(this=left, expression=right)


def below(left: Term, right: Term) -> Term:
    return exp.LT(this=left, expression=right)


def is_null(term: Term) -> Term:
    return exp.Is(this=term, expression=exp.Null())


def one_of(term: Term, values: Iterable[Term]) -> Term:
    return exp.In(this=term, expressions=list(values))
