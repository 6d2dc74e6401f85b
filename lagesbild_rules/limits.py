"""Limits: how large what comes in from others may be, each with a name, a default and one place where it is raised."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final

from attrs import evolve, field, fields, frozen, validators

from lagesbild_rules.errors import Place, Problem, QuestionError, quoted, suggestion

MOST_DEPTH: Final = 64
"""What follows the parts of a ruleset calls itself for each level, and Python ends a call that is nested too deep."""


def _limit(default: int, about: str, most: int | None = None) -> int:
    made: int = field(default=default, validator=validators.ge(0), metadata={"about": about, "most": most})
    return made


@frozen(kw_only=True)
class InputLimits:
    """The most that readers take in. What is beyond is refused before it is taken apart, by the name of the setting."""

    max_ruleset_bytes: int = _limit(5_000_000, "bytes of the text of a ruleset, a case, a lock or a changelog")
    max_ruleset_depth: int = _limit(MOST_DEPTH, "lists and mappings of such a text in each other", MOST_DEPTH)
    max_text_bytes: int = _limit(500_000_000, "bytes of a picture, a receipt, a page, a PDF or a file of a round")
    max_table_bytes: int = _limit(2_000_000_000, "bytes of a CSV or JSON Lines table that is read whole")
    max_table_cells: int = _limit(200_000_000, "cells of a Parquet table that is read whole")
    max_columns: int = _limit(2_000, "columns of a table")
    max_unpacked_bytes: int = _limit(1_000_000_000, "bytes of a workbook or a Parquet table when unpacked")
    max_cells: int = _limit(50_000_000, "cells of all sheets of a workbook")
    max_geometry_bytes: int = _limit(200_000_000, "bytes of a file of geometry, and of the shapes in it")
    max_features: int = _limit(100_000, "features of a file of geometry")
    max_vertices: int = _limit(2_000_000, "points of all outlines of a file of geometry")


USUAL: Final = InputLimits()
_HERE: Final[ContextVar[InputLimits]] = ContextVar("limits", default=USUAL)


def limits() -> InputLimits:
    """Return the limits that hold here: the usual ones outside of ``limited``, in every thread anew."""
    return _HERE.get()


@contextmanager
def limited(**settings: int) -> Iterator[InputLimits]:
    """Let *settings* hold within the block, as ``decimal.localcontext`` does: for this thread or task alone.

    Raises ``QuestionError`` for a setting that is none, and for a value that is no whole number from 0 up.

    >>> with limited(max_features=10):
    ...     limits().max_features
    10
    """
    token = _HERE.set(_with(settings))
    try:
        yield _HERE.get()
    finally:
        _HERE.reset(token)


def _with(settings: dict[str, int]) -> InputLimits:
    known = {it.name: it for it in fields(InputLimits)}
    problems = []
    for name, value in settings.items():
        if name not in known:
            finding, help = f"there is no limit {quoted(name)}", suggestion(name, known)
            problems.append(Problem(Place(), "LR891", finding, help))
            continue
        most = known[name].metadata["most"]
        if type(value) is not int or value < 0 or (most is not None and value > most):
            to = "up" if most is None else f"to {most}"
            help = f"write a whole number from 0 {to}; {known[name].default} is usual"
            problems.append(Problem(Place(), "LR891", f"{quoted(str(value))} is no value of {quoted(name)}", help))
    if problems:
        raise QuestionError(problems)
    return evolve(limits(), **settings)


def beyond(place: Place, what: str, setting: str) -> Problem:
    """Return the problem that a file has more of *what* than *setting* allows."""
    finding = f"the file has more {what} than `{setting}` allows ({getattr(limits(), setting)})"
    return Problem(place, "LR890", finding, f"divide it, or raise `{setting}` if it is meant to be as large")
