"""The store of observations: one file, to which observations are added and in which nothing is changed."""

from lagesbild_rules.facts.store._add import Added
from lagesbild_rules.facts.store._file import MEMORY_LIMIT, WAIT_SECONDS, is_store
from lagesbild_rules.facts.store._store import Change, Store, Stored

__all__ = ["MEMORY_LIMIT", "WAIT_SECONDS", "Added", "Change", "Store", "Stored", "is_store"]
