"""Words of a ruleset as comments of SQL, which nothing in them can end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from textwrap import wrap
from typing import Final

from lagesbild_rules.errors import printable

_LOOK_ALIKES: Final = str.maketrans({"&": "＆", "$": "＄", "\\": "＼"})
"""What clients of databases read as variables, inside a comment too."""

_WIDTH: Final = 112


def comment(lines: Iterable[str]) -> str:
    """Return *lines* as the inside of one comment, each on its line behind a star.

    So no line is a bare ``GO`` or ``/``, which clients would take for a command.
    """
    shown = [part for text in lines for line in text.splitlines() for part in _wrapped(_clean(line))]
    return "\n" + "".join(f" * {it}\n" for it in shown) + " "


def short(words: str) -> str:
    """Return *words* as the inside of a comment of one line."""
    return f" {_clean(words).strip()} "


def _wrapped(line: str) -> Iterator[str]:
    indent = " " * (len(line) - len(line.lstrip()))
    for it in wrap(line, _WIDTH, subsequent_indent=f"{indent}  ", break_long_words=False, break_on_hyphens=False):
        # SQL*Plus ends a statement at a semicolon that ends a line.
        yield f"{it[:-1]}；" if it.endswith(";") else it


def _clean(words: str) -> str:
    shown = printable(words, len(words)).translate(_LOOK_ALIKES)
    return shown.replace("*/", "* /").replace("/*", "/ *")
