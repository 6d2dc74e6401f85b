"""Facts read from a store, as they are from a table."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from datetime import datetime

from lagesbild_rules.day import Day
from lagesbild_rules.facts import FactTable
from lagesbild_rules.facts._model import Evidence, Indicator
from lagesbild_rules.facts._resolve import NO_RULES
from lagesbild_rules.facts.store._file import WAIT_SECONDS
from lagesbild_rules.facts.store._store import Store


def read_store_facts(
    path: str | os.PathLike[str],
    indicators: Mapping[str, Indicator],
    evidence: Evidence = NO_RULES,
    *,
    as_of: Day,
    known_at: datetime | None = None,
    areas: Iterable[str] = (),
    wait: float = WAIT_SECONDS,
) -> FactTable:
    """Return the facts on *as_of* of every area in the store at *path*, by what was recorded by *known_at*.

    The store is only read. Observations of other indicators are passed over: they belong to other rulesets.
    """
    with Store.open(path, read_only=True, wait=wait) as store:
        return FactTable(store.facts(indicators, evidence, as_of=as_of, known_at=known_at, areas=areas))
