"""A study made again, so that its receipt can be held to what comes out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from attrs import field, frozen

from lagesbild_rules.canonical import Json
from lagesbild_rules.record._carriers import Carried
from lagesbild_rules.record._model import FactsMark
from lagesbild_rules.ruleset import Ruleset


@frozen
class Remade:
    """What a study rests on, as far as it is here, and what came out now: ``None`` for what was not made again.

    ``inputs`` holds the digests of what is here, by role. A result that is ``worded`` holds sentences, which another
    version of the library may write otherwise.
    """

    facts: FactsMark | None = None
    inputs: Mapping[str, str] = field(default=MappingProxyType({}))
    result: Json = None
    worded: bool = False


Studies = Callable[[Carried, tuple[Ruleset, ...]], Remade]
"""Makes a study again from its receipt and the texts that the receipt names, in their order."""
