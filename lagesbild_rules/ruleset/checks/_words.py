"""Words: lists as they are said."""

from __future__ import annotations

from collections.abc import Iterable


def said(words: Iterable[str], last: str = "or") -> str:
    """Return *words* as «a, b or c», with *last* before the last of them."""
    *before, final = words
    return f"{', '.join(before)} {last} {final}" if before else final
