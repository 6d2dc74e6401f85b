"""A bar on standard error that shows how much of a file was read, where a person looks at it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def progress(size: int | None) -> Iterator[Callable[[int], None]]:
    """Give what is to be told how much of *size* was read. Nothing is shown where standard error is no terminal.

    Without a size the bar tells only that something is going on.
    """
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TimeRemainingColumn

    bar = Progress(
        BarColumn(), TaskProgressColumn(), TimeRemainingColumn(), console=Console(stderr=True), transient=True
    )
    with bar:
        task = bar.add_task("", total=size)
        yield lambda step: bar.advance(task, step)
