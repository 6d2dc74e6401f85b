"""An add that is interrupted adds nothing, and the store can be used as before."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from lagesbild_rules.facts import Observation
from lagesbild_rules.facts.store import Store

from .made import UNIT, many, on


def test_an_interrupt_between_two_rows(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lagesbild_rules.facts.store._rows.BATCH", 5)

    def interrupted() -> Iterator[Observation]:
        yield from many(12)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        store.add(interrupted(), at=on(1), unit=UNIT)
    assert (list(store.observations()), store.changes()) == ([], ())
    assert store.add(many(12), at=on(1), unit=UNIT).new == 12
