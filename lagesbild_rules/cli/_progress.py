"""A bar on standard error that shows how far a long run has come, where a person looks at it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol


class Advance(Protocol):
    """Called after each step, or after several at once."""

    def __call__(self, step: int = 1) -> None: ...


@contextmanager
def progress(size: int, description: str = "") -> Iterator[Advance]:
    """Give what is to be told how much of *size* is done. Nothing is shown where standard error is no terminal."""
    if not sys.stderr.isatty():
        yield _nothing
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    columns = TextColumn("{task.description}", markup=False), BarColumn(), TaskProgressColumn(), TimeRemainingColumn()
    bar = Progress(*columns, console=Console(stderr=True), transient=True)
    with bar:
        task = bar.add_task(description, total=size)

        def advance(step: int = 1) -> None:
            bar.advance(task, step)

        yield advance


def _nothing(step: int = 1) -> None:
    del step
