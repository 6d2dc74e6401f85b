"""What all formats for people share: marks of truth, how much is shown, and text that stays on its line."""

from __future__ import annotations

import re
from functools import cache
from operator import is_
from typing import Any, Final, Literal, TypeVar

import attrs

from lagesbild_rules.errors import UNPRINTABLE

MARKS: Final = {"true": "✔", "false": "✘", "unknown": "?", "passed": "–"}
"""A mark always stands beside the word that it stands for. A level that a more serious one passes is neither."""

Detail = Literal["headline", "criteria", "full"]
"""How much is shown: the answer and what it rests on; every level besides; the whole ledger besides."""

_T = TypeVar("_T")


_SPACES: Final = re.compile(r"[^\S\u00a0\u202f]+")
"""White space at which a line may break; the spaces inside «51,3 %» and «104 976» are kept."""


def one_line(text: str) -> str:
    """Return *text* on one line: runs of white space as one space, other characters that do not show written out.

    >>> one_line("first\\nsecond\\u202e")
    'first second\\\\u202e'
    """
    return UNPRINTABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", " ".join(_SPACES.split(text.strip())))


def lined(document: _T) -> _T:
    """Return *document* with every text in it on one line, so that no text can pass for a line of its own.

    What is on its line already is not made anew: of many documents most is.
    """
    made: Any = document
    if isinstance(made, str):
        made = made if _is_lined(made) else one_line(made)
    elif isinstance(made, list | tuple):
        each = [lined(it) for it in made]
        made = made if all(map(is_, each, made)) else type(made)(each)
    elif attrs.has(type(made)):
        changed: dict[str, Any] = {}
        for name in _names(made.__class__):
            before = getattr(made, name)
            if (after := lined(before)) is not before:
                changed[name] = after
        made = attrs.evolve(made, **changed) if changed else made
    return made  # type: ignore[no-any-return]


def _is_lined(text: str) -> bool:
    """Return whether *text* is surely on one line; where it is not sure it is looked at closely."""
    return text.isprintable() and "  " not in text and text == text.strip()


@cache
def _names(of: Any) -> tuple[str, ...]:
    return tuple(it.name for it in attrs.fields(of))
