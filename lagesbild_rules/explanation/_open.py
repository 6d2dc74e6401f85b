"""The open audience: what can be said from open facts, the ruleset and the published class alone.

Whatever restricted or secret facts say, two inputs with the same open facts and the same published class are
explained in the same words: nothing else is looked at.
"""

from __future__ import annotations

from lagesbild_rules.evaluation import Assessment, assess
from lagesbild_rules.facts import Handling
from lagesbild_rules.ruleset import Ruleset


def withheld(ruleset: Ruleset, unmarked: Handling) -> tuple[str, ...]:
    """Return the indicators whose facts are not open; one that the ruleset does not mark is handled as *unmarked*."""
    return tuple(id_ for id_, it in ruleset.indicators.items() if (it.handling or unmarked) != "open")


def open_part(assessment: Assessment, unmarked: Handling) -> Assessment:
    """Return the assessment of the open facts alone, all others left out as if they had never been given."""
    closed = frozenset(withheld(assessment.ruleset, unmarked))
    kept = frozenset(assessment.facts) - closed
    facts = assessment.facts.only(kept)
    return assess(assessment.ruleset, facts, as_of=assessment.as_of, known_at=assessment.known_at)
