"""Exact numbers: decimals that are never rounded, read from and written as plain text."""

from __future__ import annotations

import re
from decimal import MAX_EMAX, MAX_PREC, MIN_EMIN, Context, Decimal, Inexact, InvalidOperation, Overflow
from math import isfinite
from typing import Final

MOST_DIGITS: Final = 34
"""The most digits that a number may have, before and after the point together."""

EXACT: Final = Context(prec=MAX_PREC, Emax=MAX_EMAX, Emin=MIN_EMIN, traps=[InvalidOperation, Inexact, Overflow])
"""Adds, subtracts and multiplies without rounding; never divide with it."""

_NUMBER = re.compile(r"[-+]?[0-9]+(\.[0-9]+)?")


def is_number(text: str) -> bool:
    """Return whether *text* is written as a number: digits, perhaps a sign, perhaps a point and digits."""
    return _NUMBER.fullmatch(text) is not None


def digits(text: str) -> int:
    """Return how many digits *text* has, leading zeros included."""
    return sum(character.isdigit() for character in text)


def plain(number: Decimal) -> str:
    """Return *number* as plain decimal text in its one normal form: ``12.50`` and ``12.5`` give ``12.5``.

    >>> plain(Decimal("-0.00")), plain(Decimal("1E+3")), plain(Decimal("12.50"))
    ('0', '1000', '12.5')
    """
    if not number:
        return "0"
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def shortest(number: float) -> Decimal | str:
    """Return the shortest decimal that is *number* again when read; text for what is no number.

    >>> shortest(12.5), shortest(1e16), shortest(float("nan"))
    (Decimal('12.5'), Decimal('1E+16'), 'nan')
    """
    return Decimal(repr(number)) if isfinite(number) else repr(number)
