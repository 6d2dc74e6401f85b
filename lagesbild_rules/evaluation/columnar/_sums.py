"""Comparisons of numbers: exact sums over a stretch of rows, and how they stand to a limit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
import numpy.typing as npt
from attrs import frozen

from lagesbild_rules.evaluation._linear import Linear
from lagesbild_rules.evaluation.columnar._bits import Plane, Truths, packed
from lagesbild_rules.evaluation.columnar._numbers import NumberBlock
from lagesbild_rules.evaluation.columnar._totals import Total, total
from lagesbild_rules.ruleset import Operator

Terms = tuple[tuple[int, str], ...]


@frozen
class Span:
    """The least and the greatest value of a sum in each row, times ten to the power of *scale*."""

    scale: int
    low: Total
    high: Total
    low_open: Plane | None
    high_open: Plane | None


def terms_of(form: Linear) -> Terms:
    """Return the terms of *form* in whole numbers."""
    return tuple((int(coefficient), id_) for coefficient, id_ in form.terms)


def span(terms: Terms, blocks: Mapping[str, NumberBlock], rows: int) -> Span:
    """Return what the sum of *terms* can be in each of *rows*."""
    if not terms:
        nothing = Total(np.zeros(rows, np.int64), 0)
        return Span(0, nothing, nothing, None, None)
    scale = max(blocks[id_].scale for _, id_ in terms)
    low: Total | None = None
    high: Total | None = None
    low_open: Plane | None = None
    high_open: Plane | None = None
    for coefficient, id_ in terms:
        block = blocks[id_]
        weight = coefficient * 10 ** (scale - block.scale)
        ends, open = (block.low, block.high), (block.low_open, block.high_open)
        if weight < 0:
            ends, open = ends[::-1], open[::-1]
        least = total(ends[0], block.reach, weight)
        most = least if ends[0] is ends[1] else total(ends[1], block.reach, weight)
        same = low is high and least is most
        low = least if low is None else low.plus(least)
        high = low if same else most if high is None else high.plus(most)
        low_open, high_open = either(low_open, open[0]), either(high_open, open[1])
    assert low is not None
    assert high is not None
    return Span(scale, low, high, low_open, high_open)


def either(left: Plane | None, right: Plane | None) -> Plane | None:
    """Return the plane of the rows that are in *left* or in *right*; nothing stands for no row."""
    if left is None or right is None:
        return right if left is None else left
    return left | right


def stands(operator: Operator, found: Span, limits: Sequence[int]) -> Truths:
    """Return where *found* stands to one of *limits* as *operator* says for every value in it, and where for none."""
    truths = [_STANDS[operator](found, limit * 10**found.scale) for limit in limits]
    true, false = truths[0]
    for more_true, more_false in truths[1:]:
        true, false = true | more_true, false & more_false
    return true, false


def _where(flags: npt.NDArray[np.bool_], open: Plane | None) -> Plane:
    plane = packed(flags)
    return plane if open is None else plane & ~open


def _at_least(it: Span, limit: int) -> Truths:
    if it.low is it.high and it.low_open is it.high_open is None:
        true = packed(it.low.at_least(limit))
        return true, ~true
    return _where(it.low.at_least(limit), it.low_open), _where(~it.high.at_least(limit), it.high_open)


def _above(it: Span, limit: int) -> Truths:
    return _at_least(it, limit + 1)


def _below(it: Span, limit: int) -> Truths:
    true, false = _at_least(it, limit)
    return false, true


def _at_most(it: Span, limit: int) -> Truths:
    return _below(it, limit + 1)


def _equals(it: Span, limit: int) -> Truths:
    no_less, below = _at_least(it, limit)
    above, no_more = _at_least(it, limit + 1)
    return no_less & no_more, below | above


_STANDS: Final = {
    Operator.AT_LEAST: _at_least,
    Operator.ABOVE: _above,
    Operator.AT_MOST: _at_most,
    Operator.BELOW: _below,
    Operator.EQUALS: _equals,
    Operator.ONE_OF: _equals,
}
