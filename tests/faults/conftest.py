"""One process for all commands that are stopped, since it takes long to start."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from .campaign import Rig, rig


@pytest.fixture(scope="package")
def faults() -> Iterator[Rig]:
    with rig() as it:
        yield it
