"""How a long run tells how far it has come: whoever shows it comes in through the door."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Protocol


class Advance(Protocol):
    """Called after each step, or after several at once."""

    def __call__(self, step: int = 1) -> None: ...


Progress = Callable[[int, str], AbstractContextManager[Advance]]
"""From the number of steps, and what is done in them, to what is called after each."""


@contextmanager
def quiet(size: int, description: str) -> Iterator[Advance]:
    """Show nothing."""
    del size, description

    def advance(step: int = 1) -> None:
        del step

    yield advance
