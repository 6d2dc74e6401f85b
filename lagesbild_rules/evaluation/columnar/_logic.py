"""Strong Kleene logic on planes: all, any, and counters of one bit a plane."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from lagesbild_rules.evaluation.columnar._bits import Plane, Truths, ones, zeros


def every(members: Sequence[Truths], rows: int) -> Truths:
    """Return where all of *members* are true, and where one is false."""
    return _meet([it[0] for it in members], rows), _join([it[1] for it in members], rows)


def some(members: Sequence[Truths], rows: int) -> Truths:
    """Return where one of *members* is true, and where all are false."""
    return _join([it[0] for it in members], rows), _meet([it[1] for it in members], rows)


def reached(planes: Sequence[Plane], least: int, rows: int) -> Plane:
    """Return where at least so many of *planes* hold."""
    if least <= 0:
        return ones(rows)
    if least > len(planes):
        return zeros(rows)
    if least == 1:
        return _join(planes, rows)
    if least == len(planes):
        return _meet(planes, rows)
    if least == 2:
        return _two(planes, np.bitwise_or, np.bitwise_and)
    if least == len(planes) - 1:
        return _two(planes, np.bitwise_and, np.bitwise_or)
    return at_least(counter(planes), least)


def simple(least: int, count: int) -> bool:
    """Return whether at least so many of *count* planes are found without a counter."""
    return min(least, count + 1 - least) <= 2


def counter(planes: Sequence[Plane]) -> list[Plane]:
    """Return how many of *planes* hold in each row, as the bits of a number, the lowest first.

    Three planes of one weight become one of that weight and one of the next.
    """
    bits: list[Plane] = []
    weight = list(planes)
    while weight:
        above: list[Plane] = []
        while len(weight) > 2:
            a, b, c = weight.pop(), weight.pop(), weight.pop()
            differ = a ^ b
            carry = a & b
            carry |= differ & c
            differ ^= c
            weight.insert(0, differ)
            above.append(carry)
        if len(weight) == 2:
            above.append(weight[0] & weight[1])
            weight = [weight[0] ^ weight[1]]
        bits += weight
        weight = above
    return bits


def at_least(bits: Sequence[Plane], least: int) -> Plane:
    """Return where the number that *bits* spell is at least *least*, which is no less than 1."""
    found: Plane | None = None
    for position, plane in enumerate(bits):
        if (least - 1) >> position & 1:
            found = None if found is None else found & plane
        else:
            found = plane if found is None else found | plane
    return np.zeros_like(bits[0]) if found is None else found


def _two(planes: Sequence[Plane], either: np.ufunc, both: np.ufunc) -> Plane:
    """Return where at least two of *planes* hold; with the two operations changed round, where all but one do."""
    one, two = either(planes[0], planes[1]), both(planes[0], planes[1])
    for it in planes[2:-1]:
        either(two, both(one, it), out=two)
        either(one, it, out=one)
    return two if len(planes) == 2 else either(two, both(one, planes[-1]), out=two)


def _meet(planes: Sequence[Plane], rows: int) -> Plane:
    if not planes:
        return ones(rows)
    if len(planes) == 1:
        return planes[0]
    found = planes[0] & planes[1]
    for it in planes[2:]:
        found &= it
    return found


def _join(planes: Sequence[Plane], rows: int) -> Plane:
    if not planes:
        return zeros(rows)
    if len(planes) == 1:
        return planes[0]
    found = planes[0] | planes[1]
    for it in planes[2:]:
        found |= it
    return found
