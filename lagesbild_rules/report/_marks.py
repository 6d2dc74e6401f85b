"""What all formats for people share: marks of truth, how much is shown, and text that stays on its line."""

from __future__ import annotations

import re
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
    """Return *document* with every text in it on one line, so that no text can pass for a line of its own."""
    made: Any = document
    if isinstance(made, str):
        made = one_line(made)
    elif isinstance(made, list | tuple):
        made = type(made)(lined(it) for it in made)
    elif attrs.has(type(made)):
        made = attrs.evolve(made, **{it.name: lined(getattr(made, it.name)) for it in attrs.fields(type(made))})
    return made  # type: ignore[no-any-return]
