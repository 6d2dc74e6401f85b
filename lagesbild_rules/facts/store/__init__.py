"""The store of observations: one file, to which observations are added and in which nothing is changed."""

from lagesbild_rules.facts.store._add import Added
from lagesbild_rules.facts.store._file import MEMORY_LIMIT, WAIT_SECONDS
from lagesbild_rules.facts.store._store import Change, Standing, Store, Stored

__all__ = [
    "MEMORY_LIMIT",
    "WAIT_SECONDS",
    "Added",
    "Change",
    "Standing",
    "Store",
    "Stored",
]
