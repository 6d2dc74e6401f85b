"""How an observation is handled: what it states itself and what its indicator states, the stricter of the two."""

from __future__ import annotations

from lagesbild_rules.facts._model import Handling, Indicator
from lagesbild_rules.facts._observation import HANDLINGS, Observation


def handling_of(it: Observation, indicator: Indicator) -> Handling | None:
    """Return how *it* is handled: the stricter of what it and *indicator* state; nothing where neither states it.

    >>> from lagesbild_rules.facts import TruthKind
    >>> said = Observation(area="torget", indicator="lamps", low="true", handling="open")
    >>> handling_of(said, Indicator("lamps", TruthKind(), handling="restricted"))
    'restricted'
    """
    stated = [word for word in (it.handling, indicator.handling) if word is not None]
    return max(stated, key=HANDLINGS.index, default=None)


def is_open(it: Observation, indicator: Indicator, unmarked: Handling) -> bool:
    """Return whether *it* is open: where neither it nor *indicator* states a handling, it is handled as *unmarked*."""
    return (handling_of(it, indicator) or unmarked) == "open"
