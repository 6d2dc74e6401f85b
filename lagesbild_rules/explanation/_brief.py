"""In brief: what a list of many areas says of each, without laying out its steps."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen

from lagesbild_rules.evaluation import Assessment, outcomes_if, reads
from lagesbild_rules.explanation._envelope import envelope
from lagesbild_rules.explanation._model import Settling
from lagesbild_rules.explanation._reach import reached
from lagesbild_rules.explanation._reasons import reasons
from lagesbild_rules.explanation._settling import settling
from lagesbild_rules.ruleset import Compare, CriterionRef, Ruleset
from lagesbild_rules.truth import Truth


@frozen
class Driver:
    """A criterion on which a class rests, and its truth.

    ``alone``: another answer to it alone would change the levels possible. Where no criterion does so alone, the
    drivers are those that read a fact of some reason.
    """

    criterion: str
    truth: Truth
    alone: bool


@frozen
class Brief:
    """Why a classification comes out as it does, what would settle it, and on which readings it rests.

    ``settling`` is ``None`` where the class is decided. ``rests_on`` are the readings on which the outcome depends,
    and ``otherwise`` the levels possible under other readings; the class is robust when there are none.
    """

    possible: tuple[str, ...]
    drivers: tuple[Driver, ...]
    settling: Settling | None
    rests_on: tuple[str, ...]
    otherwise: tuple[tuple[str, ...], ...]

    @property
    def robust(self) -> bool:
        return not self.otherwise


def brief(assessment: Assessment) -> dict[str, Brief]:
    """Return the brief of each classification: what ``explain`` says of the same, in a fraction of the time."""
    ruleset = assessment.ruleset
    asked = ruleset.derived(_asked)
    is_open = any(it.level is None for it in assessment.classifications.values())
    settles = settling(assessment) if is_open else {}
    under = envelope(assessment) if ruleset.readings else {}
    turned = _turned(assessment, {id_ for ids in asked.values() for id_ in ids})
    found = {}
    for name, outcome in assessment.classifications.items():
        drivers = tuple(
            Driver(id_, assessment.criteria[id_], True)
            for id_ in asked[name]
            if any(other[name] != outcome.possible for other in turned[id_])
        )
        readings = under.get(name)
        found[name] = Brief(
            outcome.possible,
            drivers or _in_reasons(assessment, name, asked[name]),
            settles[name] if outcome.level is None else None,
            readings.depends_on if readings else (),
            tuple(it for it, _ in readings.outcomes if it != outcome.possible) if readings else (),
        )
    return found


def _turned(assessment: Assessment, criteria: set[str]) -> dict[str, list[dict[str, tuple[str, ...]]]]:
    """Return what comes out under each other answer to each of *criteria* alone."""
    return {
        id_: [outcomes_if(assessment, id_, it) for it in (Truth.TRUE, Truth.FALSE) if it is not truth]
        for id_, truth in assessment.criteria.items()
        if id_ in criteria
    }


def _in_reasons(assessment: Assessment, name: str, asked: tuple[str, ...]) -> tuple[Driver, ...]:
    rested_on = {id_ for reason in reasons(assessment)[name].sets for id_ in reason}
    read = assessment.ruleset.derived(_reads)
    return tuple(Driver(id_, assessment.criteria[id_], False) for id_ in asked if not rested_on.isdisjoint(read[id_]))


def _asked(ruleset: Ruleset) -> Mapping[str, tuple[str, ...]]:
    """Return the criteria that the levels of each classification rest on, in the order of the ruleset."""
    found = {}
    for name, it in ruleset.classifications.items():
        under = {one for level in it.levels for one in reached(ruleset, level.when)}
        found[name] = tuple(id_ for id_ in ruleset.criteria if CriterionRef(id_) in under)
    return found


def _reads(ruleset: Ruleset) -> Mapping[str, frozenset[str]]:
    """Return the indicators that each criterion reads, itself or through what it names."""
    return {
        id_: frozenset(
            read for it in reached(ruleset, CriterionRef(id_)) if isinstance(it, Compare) for read in reads(it, ruleset)
        )
        for id_ in ruleset.criteria
    }
