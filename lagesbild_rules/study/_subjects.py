"""What coverage is measured of: criteria and comparisons, what they answer, and whether the class hangs on it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import reduce
from operator import and_, or_
from typing import Literal as OneOf

from attrs import frozen

from lagesbild_rules.evaluation import Assessment, count_of, count_truth, outcome_of, reads
from lagesbild_rules.ruleset import (
    Compare,
    Count,
    CriterionRef,
    Defined,
    LevelRef,
    Literal,
    Name,
    Operator,
    Ruleset,
    walk,
)
from lagesbild_rules.study._rests_on import level_criteria
from lagesbild_rules.study._walk import answers, when_of
from lagesbild_rules.truth import Truth


@frozen
class Subject:
    """A criterion, or the comparison that stands at ``number`` among those of a criterion or level, counted from 1."""

    condition: CriterionRef | Compare
    owner: str
    number: int | None = None

    @property
    def kind(self) -> OneOf["criterion", "comparison"]:
        return "criterion" if self.number is None else "comparison"

    def __str__(self) -> str:
        return self.owner if self.number is None else f"{self.owner}[{self.number}]"


def subjects(ruleset: Ruleset) -> tuple[Subject, ...]:
    """Return all criteria that some level rests on, and all comparisons of theirs and of levels, each once.

    A comparison that reads no indicator is none: no case can answer it otherwise.
    """
    asked: list[Defined] = [CriterionRef(it) for it in ruleset.criteria if it in level_criteria(ruleset)]
    found = [Subject(it, it.id) for it in asked if isinstance(it, CriterionRef)]
    asked += [LevelRef(name, it.id) for name, ladder in ruleset.classifications.items() for it in ladder.levels]
    seen: set[Compare] = set()
    for it in asked:
        owner = it.id if isinstance(it, CriterionRef) else f"{it.classification}.{it.level}"
        for number, compare in enumerate(_compares(ruleset, it), 1):
            if compare not in seen and reads(compare, ruleset):
                seen.add(compare)
                found.append(Subject(compare, owner, number))
    return tuple(found)


def _compares(ruleset: Ruleset, it: Defined) -> Iterator[Compare]:
    when = when_of(ruleset, it)
    if when is not None:
        yield from (one for one in walk(when) if isinstance(one, Compare))


@frozen
class Decisive:
    """An assessment in which the class of ``classification`` hangs on the subject, and what comes out."""

    area: str
    classification: str
    answer: bool
    level: str


def decisive(assessment: Assessment, subject: Subject) -> Iterator[Decisive]:
    """Yield each classification whose class is decided, and changes when the subject alone is answered otherwise."""
    answer = assessment.truth(subject.condition)
    if answer is Truth.UNKNOWN:
        return
    turned = answers(assessment.ruleset, _Truths(assessment), {subject.condition: ~answer})
    for name, outcome in assessment.classifications.items():
        rungs = turned.levels[name]
        possible = outcome_of([level for level, _ in rungs], [truth for _, truth in rungs])
        if outcome.level is not None and possible != outcome.possible:
            yield Decisive(assessment.area, name, answer is Truth.TRUE, outcome.level)


def pair_of(found: Sequence[Decisive]) -> tuple[Decisive, Decisive] | None:
    """Return two that show the subject's own effect: it holds in one and not in the other, and the class differs."""
    for one in found:
        for other in found if one.answer else ():
            if not other.answer and one.classification == other.classification and one.level != other.level:
                return one, other
    return None


@frozen
class _Truths:
    """The algebra of truths: comparisons are as the assessment found them."""

    assessment: Assessment

    def compare(self, compare: Compare) -> Truth:
        return self.assessment.truth(compare)

    def all(self, members: Sequence[Truth]) -> Truth:
        return reduce(and_, members, Truth.TRUE)

    def any(self, members: Sequence[Truth]) -> Truth:
        return reduce(or_, members, Truth.FALSE)

    def negation(self, member: Truth) -> Truth:
        return ~member

    def at_least(self, k: Literal | Name, more: int, members: Sequence[Truth]) -> Truth:
        counted = members.count(Truth.TRUE), len(members) - members.count(Truth.FALSE)
        reached = Count(Operator.AT_LEAST, k, ())
        return count_truth(reached, count_of(k, self.assessment.ruleset) + more, counted)
