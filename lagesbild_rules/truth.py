"""Truth: true, false or unknown, with strong Kleene logic."""

from __future__ import annotations

from enum import Enum
from typing import NoReturn


class Truth(Enum):
    """What is known of a claim. ``&``, ``|`` and ``~`` are strong Kleene's and, or and not.

    A truth refuses to be a ``bool``: `unknown` is neither yes nor no, so ask
    ``truth is Truth.TRUE`` and say what is meant.

    >>> Truth.TRUE & Truth.UNKNOWN, Truth.FALSE & Truth.UNKNOWN, ~Truth.UNKNOWN
    (Truth.UNKNOWN, Truth.FALSE, Truth.UNKNOWN)
    """

    TRUE = "true"
    FALSE = "false"
    UNKNOWN = "unknown"

    def __and__(self, other: Truth) -> Truth:
        if not isinstance(other, Truth):
            return NotImplemented
        if self is Truth.FALSE or other is Truth.FALSE:
            return Truth.FALSE
        return Truth.TRUE if self is other is Truth.TRUE else Truth.UNKNOWN

    def __or__(self, other: Truth) -> Truth:
        if not isinstance(other, Truth):
            return NotImplemented
        if self is Truth.TRUE or other is Truth.TRUE:
            return Truth.TRUE
        return Truth.FALSE if self is other is Truth.FALSE else Truth.UNKNOWN

    def __invert__(self) -> Truth:
        if self is Truth.UNKNOWN:
            return self
        return Truth.FALSE if self is Truth.TRUE else Truth.TRUE

    def __bool__(self) -> NoReturn:
        raise TypeError("a Truth is no bool: compare with `is Truth.TRUE`, `is Truth.FALSE` or `is Truth.UNKNOWN`")

    def __repr__(self) -> str:
        return f"Truth.{self.name}"

    @classmethod
    def of(cls, value: bool) -> Truth:
        """Return the truth of a *value* that is known."""
        return cls.TRUE if value else cls.FALSE
