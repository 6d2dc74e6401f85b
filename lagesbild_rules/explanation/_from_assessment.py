"""From an assessment to its explanation."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, Literal

from attrs import evolve

from lagesbild_rules.evaluation import Assessment, outcomes_if, reads
from lagesbild_rules.explanation._boundaries import boundaries
from lagesbild_rules.explanation._envelope import envelope
from lagesbild_rules.explanation._grounding import groundings
from lagesbild_rules.explanation._model import (
    Against,
    ClassExplanation,
    Explanation,
    LedgerEntry,
    LevelExplanation,
    Mattered,
    Standing,
)
from lagesbild_rules.explanation._open import open_part, withheld
from lagesbild_rules.explanation._reasons import reasons
from lagesbild_rules.explanation._settling import settling
from lagesbild_rules.explanation._steps import Steps, asked_by, path
from lagesbild_rules.facts import Handling
from lagesbild_rules.ruleset import Compare, Condition, CriterionRef, LevelRef, Ruleset, walk
from lagesbild_rules.truth import Truth

MOST_REASONS: Final = 10

Depth = Literal["headline", "full"]
"""Only why, against and what is missing; or also what would lead elsewhere and how far it rests on readings."""


Audience = Literal["internal", "open"]
"""Those who may see everything, or everyone."""


def explain(
    assessment: Assessment,
    *,
    depth: Depth = "full",
    most_reasons: int = MOST_REASONS,
    audience: Audience = "internal",
    unmarked: Handling = "restricted",
) -> Explanation:
    """Return why *assessment* comes out as it does: reasons, obstacles, gaps, boundaries and every criterion's steps.

    At most *most_reasons* reasons are listed for each classification; their total is told beside them. For the
    *audience* `open` only open observations, the ruleset and the class that came out are used; where neither an
    observation nor the ruleset says how it is handled, it is handled as *unmarked*.
    """
    if audience == "open":
        explained = explain(open_part(assessment, unmarked), depth=depth, most_reasons=most_reasons)
        published = {name: it.possible for name, it in assessment.classifications.items()}
        return evolve(explained, published=published, withheld=withheld(assessment, unmarked))
    steps = Steps(assessment)
    parts = _Parts(assessment, steps, depth, most_reasons)
    classes = tuple(parts.classification(name) for name in assessment.classifications)
    return Explanation(assessment, classes, tuple(_ledger(assessment, steps, classes)) if depth == "full" else ())


class _Parts:
    def __init__(self, assessment: Assessment, steps: Steps, depth: Depth, most_reasons: int) -> None:
        self.assessment, self.steps, self.full = assessment, steps, depth == "full"
        self.reasons = reasons(assessment, most_reasons)
        self.settling = settling(assessment)
        self.envelopes = envelope(assessment) if self.full else {}
        self.groundings = groundings(assessment) if self.full else {}

    def classification(self, name: str) -> ClassExplanation:
        possible = self.assessment.classifications[name].possible
        ladder = self.assessment.ruleset.classifications[name]
        return ClassExplanation(
            name,
            possible,
            self.reasons[name],
            tuple(self._against(name)),
            self.settling[name],
            tuple(self._level(name, level.id, possible) for level in ladder.levels),
            boundaries(self.assessment, name) if self.full else (),
            self.envelopes.get(name),
            self.groundings.get(name),
        )

    def _level(self, name: str, level: str, possible: tuple[str, ...]) -> LevelExplanation:
        step = self.steps.of(LevelRef(name, level))
        return LevelExplanation(
            level,
            _standing(level, step.truth, possible),
            step.truth,
            path(step.members[0]) if step.members else None,
        )

    def _against(self, name: str) -> Iterator[Against]:
        """Yield the criteria that a level up to the class asks for in vain, or that one above it would have."""
        ladder = self.assessment.ruleset.classifications[name]
        outcome = self.assessment.classifications[name].possible
        least, most = ladder.rank(outcome[0]), ladder.rank(outcome[-1])
        criteria = self.assessment.criteria
        named: set[str] = set()
        for level in ladder.levels[: least + 1]:
            for id_ in _named(level.when):
                if criteria[id_] is Truth.FALSE and id_ not in named:
                    yield Against(id_, "milder")
                named.add(id_)
        for level in ladder.levels[most + 1 :]:
            for id_ in _named(level.when):
                if criteria[id_] is Truth.TRUE and id_ not in named:
                    yield Against(id_, "more_serious")
                named.add(id_)


def _named(when: Condition | None) -> Iterator[str]:
    yield from (it.id for it in (walk(when) if when else ()) if isinstance(it, CriterionRef))


def _standing(level: str, truth: Truth, possible: tuple[str, ...]) -> Standing:
    if level in possible:
        return "class" if len(possible) == 1 else "possible"
    return "excluded" if truth is Truth.FALSE else "passed"


def _ledger(assessment: Assessment, steps: Steps, classes: tuple[ClassExplanation, ...]) -> Iterator[LedgerEntry]:
    ruleset = assessment.ruleset
    asked: dict[str, list[tuple[str, str]]] = {id_: [] for id_ in ruleset.criteria}
    supports: dict[str, list[tuple[str, str]]] = {id_: [] for id_ in ruleset.criteria}
    for name, classification in ruleset.classifications.items():
        for level in classification.levels:
            for id_ in asked_by(level.when, ruleset):
                asked[id_].append((name, level.id))
            for id_ in level.supporting:
                supports[id_].append((name, level.id))
    rested_on = {id_ for it in classes for reason in it.reasons.sets for id_ in reason}
    for id_, truth in assessment.criteria.items():
        step = steps.of(CriterionRef(id_)).members[0]
        in_reason = bool(asked[id_]) and not rested_on.isdisjoint(_read_by(id_, ruleset))
        mattered: Mattered = (
            "decisive" if _decisive(assessment, id_, truth) else "in_reason" if in_reason else "irrelevant"
        )
        yield LedgerEntry(id_, truth, step, mattered, tuple(asked[id_]), tuple(supports[id_]))


def _decisive(assessment: Assessment, criterion: str, truth: Truth) -> bool:
    """Return whether another answer to *criterion* alone would change what comes out."""
    own = {name: it.possible for name, it in assessment.classifications.items()}
    others = (it for it in (Truth.TRUE, Truth.FALSE) if it is not truth)
    return any(outcomes_if(assessment, criterion, other) != own for other in others)


def _read_by(criterion: str, ruleset: Ruleset) -> set[str]:
    """Return the indicators that *criterion* reads, itself or through criteria that it names."""
    when = ruleset.criteria[criterion].when
    criteria = asked_by(when, ruleset) | {criterion}
    conditions = [it for id_ in criteria for it in walk(ruleset.criteria[id_].when)]
    return {id_ for it in conditions if isinstance(it, Compare) for id_ in reads(it, ruleset)}
