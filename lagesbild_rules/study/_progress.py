"""How a long run tells how far it has come: whoever shows it comes in through the door."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

Progress = Callable[[str, int], AbstractContextManager[Callable[[], None]]]
"""From what is done and the number of its steps to something that is called after each step."""


@contextmanager
def quiet(description: str, total: int) -> Iterator[Callable[[], None]]:
    """Show nothing."""
    del description, total
    yield lambda: None
