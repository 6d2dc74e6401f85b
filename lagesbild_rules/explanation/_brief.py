"""In brief: what a list of many areas says of each, without laying out its steps."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen

from lagesbild_rules.evaluation import Assessment, outcomes_if
from lagesbild_rules.explanation._envelope import envelope
from lagesbild_rules.explanation._model import Settling
from lagesbild_rules.explanation._reach import reached
from lagesbild_rules.explanation._settling import settling
from lagesbild_rules.explanation._steps import deciding
from lagesbild_rules.ruleset import ClassificationRef, Condition, CriterionRef, LevelRef, Ruleset, members
from lagesbild_rules.truth import Truth


@frozen
class Driver:
    """A criterion on which a class rests, and its truth.

    ``alone``: another answer to it alone would change the levels possible. Where no criterion does so alone, the
    drivers are those that the levels name and that together make them hold or not.
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
            drivers or _jointly(assessment, name),
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


def _jointly(assessment: Assessment, name: str) -> tuple[Driver, ...]:
    """Return the criteria that levels from the mildest possible upwards name, and that make them what they are."""
    ruleset = assessment.ruleset
    ladder = ruleset.classifications[name]
    least = ladder.rank(assessment.classifications[name].possible[0])
    named: set[str] = set()
    waiting: list[Condition] = [it.when for it in ladder.levels[least:] if it.when]
    for it in waiting:
        match it:
            case CriterionRef(id_):
                named.add(id_)
                continue
            case LevelRef(of, level):
                inner: tuple[Condition, ...] = _whens(ruleset, of, level, one=True)
            case ClassificationRef(of, _, level):
                inner = _whens(ruleset, of, level, one=False)
            case _:
                inner = members(it)
        wanted = deciding(it, assessment.truth(it))
        waiting += [one for one in inner if wanted is None or assessment.truth(one) is wanted]
    return tuple(Driver(id_, truth, False) for id_, truth in assessment.criteria.items() if id_ in named)


def _whens(ruleset: Ruleset, name: str, level: str, *, one: bool) -> tuple[Condition, ...]:
    """Return the conditions of *level*, or of it and all levels above it."""
    ladder = ruleset.classifications[name]
    rank = ladder.rank(level)
    levels = ladder.levels[rank : rank + 1] if one else ladder.levels[rank:]
    return tuple(it.when for it in levels if it.when)


def _asked(ruleset: Ruleset) -> Mapping[str, tuple[str, ...]]:
    """Return the criteria that the levels of each classification rest on, in the order of the ruleset."""
    found = {}
    for name, it in ruleset.classifications.items():
        under = {one for level in it.levels for one in reached(ruleset, level.when)}
        found[name] = tuple(id_ for id_ in ruleset.criteria if CriterionRef(id_) in under)
    return found
