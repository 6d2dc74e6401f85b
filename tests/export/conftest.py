from __future__ import annotations

from collections.abc import Iterator

import pytest

from .engines import Feelin, start_feelin


@pytest.fixture(scope="session")
def feelin() -> Iterator[Feelin]:
    engine = start_feelin()
    with engine.process:
        yield engine
