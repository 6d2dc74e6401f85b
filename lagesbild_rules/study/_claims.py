"""What is claimed of one ruleset, and how each claim is put to the solver."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from attrs import define

from lagesbild_rules.evaluation import Assessment, assess, outcomes_if
from lagesbild_rules.facts import CategoryKind, FactSet, Indicator, NumberKind
from lagesbild_rules.ruleset import CriterionRef, LevelRef, Ruleset
from lagesbild_rules.study._formulas import (
    Formula,
    certainly_at_least,
    certainly_below,
    classes_differ,
    decided,
)
from lagesbild_rules.study._proof import Claim, Proof, Verdict, Witness
from lagesbild_rules.study._prover import Prover, Session, View
from lagesbild_rules.study._rests_on import criteria_under, level_criteria
from lagesbild_rules.study._space import GaveUp
from lagesbild_rules.study._task import Task
from lagesbild_rules.study._walk import Answers, answers
from lagesbild_rules.truth import Truth


def tasks(ruleset: Ruleset, prover: Prover, no_facts: Sequence[str] = ()) -> Iterator[Task]:
    """Yield every claim about *ruleset*; *no_facts* are levels (``classification.level``) that no facts must give."""
    asked = _Asked(ruleset, prover)
    for name, ladder in ruleset.classifications.items():
        for level in ladder.levels:
            yield asked.task("level_reachable", f"{name}.{level.id}", asked.reachable(name, level.id))
    for id_ in ruleset.criteria:
        yield asked.task("criterion_decides", id_, asked.decides(id_))
    for id_ in ruleset.criteria:
        yield asked.task("criterion_needed", id_, asked.needed(id_))
    for name, ladder in ruleset.classifications.items():
        if not ladder.nested:
            yield asked.idle("nested", name)
        for rank in range(2, len(ladder.levels)) if ladder.nested else ():
            lower, upper = ladder.levels[rank - 1].id, ladder.levels[rank].id
            yield asked.task("nested", f"{name}.{upper}", asked.nested(name, lower, upper))
    declared = [it for it in ruleset.indicators.values() if it.worse and not isinstance(it.kind, CategoryKind)]
    for name in ruleset.classifications:
        if not declared:
            yield asked.idle("worse_never_milder", name)
        for it in declared:
            yield asked.task("worse_never_milder", f"{name}: {it.id}", asked.worse(name, it))
    for id_ in ruleset.criteria:
        yield asked.task("criterion_not_implied", id_, asked.not_implied(id_))
    for name in ruleset.classifications:
        wanted = [it.partition(".")[2] for it in no_facts if it.partition(".")[0] == name]
        for id_ in wanted:
            yield asked.task("no_facts", f"{name}.{id_}", asked.no_facts(name, id_))
        if not wanted:
            yield asked.task("no_facts", name, asked.no_facts(name, None))


@define
class _Asked:
    ruleset: Ruleset
    prover: Prover

    @property
    def view(self) -> View:
        return View(self.ruleset)

    def task(self, claim: Claim, subject: str, prove: Callable[[str], Proof]) -> Task:
        def whole() -> Proof:
            try:
                return prove(subject)
            except GaveUp:
                return Proof(claim, subject, Verdict.GAVE_UP)

        return Task(claim, subject, whole)

    def idle(self, claim: Claim, subject: str) -> Task:
        return Task(claim, subject, lambda: Proof(claim, subject, Verdict.NOT_APPLICABLE))

    def reachable(self, name: str, level: str) -> Callable[[str], Proof]:
        """Proven when some facts give the level as the class."""

        def build(session: Session) -> Iterable[Any]:
            yield decided(session.space, session.answers(self.view).levels[name], level)

        def check(found: Sequence[Assessment]) -> bool:
            return found[0].classifications[name].level == level

        return lambda subject: self._exists("level_reachable", subject, build, check)

    def decides(self, criterion: str) -> Callable[[str], Proof]:
        """Proven when some facts make the criterion decisive: turning its answer alone changes a class."""

        def build(session: Session) -> Iterable[Any]:
            base = session.answers(self.view)
            formulas = session.formulas(self.view)
            turned = self._forced(session, criterion, formulas.negation(base.criteria[criterion]))
            yield self._differ(session, base, turned)

        def check(found: Sequence[Assessment]) -> bool:
            (it,) = found
            return self._outcomes(it) != outcomes_if(it, criterion, ~it.criteria[criterion])

        def prove(subject: str) -> Proof:
            if criterion not in level_criteria(self.ruleset):
                return Proof("criterion_decides", subject, Verdict.NOT_APPLICABLE)
            return self._exists("criterion_decides", subject, build, check)

        return prove

    def needed(self, criterion: str) -> Callable[[str], Proof]:
        """Refuted when the criterion could be taken to hold always, or never, and no class would change."""

        def witness(answer: Truth) -> tuple[Witness, ...] | None:
            def build(session: Session) -> Iterable[Any]:
                fixed = session.formulas(self.view).constant(answer is Truth.TRUE)
                yield self._differ(session, session.answers(self.view), self._forced(session, criterion, fixed))

            def check(found: Sequence[Assessment]) -> bool:
                return self._outcomes(found[0]) != outcomes_if(found[0], criterion, answer)

            return self.prover.find(f"criterion_needed {criterion} {answer.value}", [self.view], build, check)

        def prove(subject: str) -> Proof:
            if criterion not in level_criteria(self.ruleset):
                return Proof("criterion_needed", subject, Verdict.NOT_APPLICABLE)
            found = {answer: witness(answer) for answer in (Truth.TRUE, Truth.FALSE)}
            idle = tuple(answer.value for answer, it in found.items() if it is None)
            shown = tuple(one for it in found.values() for one in it or ())
            return Proof("criterion_needed", subject, Verdict.REFUTED if idle else Verdict.PROVEN, shown, idle)

        return prove

    def nested(self, name: str, lower: str, upper: str) -> Callable[[str], Proof]:
        """Refuted by facts for which the upper level's own ``when`` holds and the lower one's does not."""

        def build(session: Session) -> Iterable[Any]:
            rungs = dict(session.answers(self.view).levels[name])
            yield rungs[upper].true
            yield session.space.z3.Not(rungs[lower].not_false)

        def check(found: Sequence[Assessment]) -> bool:
            truths = [found[0].truth(LevelRef(name, it)) for it in (upper, lower)]
            return truths == [Truth.TRUE, Truth.FALSE]

        return lambda subject: self._never("nested", subject, [self.view], build, check)

    def worse(self, name: str, indicator: Indicator) -> Callable[[str], Proof]:
        """Refuted by two areas that differ in the indicator alone, of which the worse one has the milder level."""
        other = View(self.ruleset, f"worse {indicator.id}", {indicator.id: f"{indicator.id} (worse)"})
        ranks = range(1, len(self.ruleset.classifications[name].levels))

        def build(session: Session) -> Iterable[Any]:
            space = session.space
            better, worse = session.answers(self.view).levels[name], session.answers(other).levels[name]
            pairs = [
                space.all([certainly_at_least(space, better, rank), certainly_below(space, worse, rank)])
                for rank in ranks
            ]
            yield space.any(pairs)
            yield _worse(session, indicator, self.view.key(indicator.id), other.key(indicator.id))

        def check(found: Sequence[Assessment]) -> bool:
            ladder = self.ruleset.classifications[name]
            better, worse = ([ladder.rank(it) for it in one.classifications[name].possible] for one in found)
            one, two = (it.facts[indicator.id] for it in found)
            others = self.ruleset.indicators.keys() - {indicator.id}
            rest = all(found[0].facts[id_] == found[1].facts[id_] for id_ in others)
            return max(worse) < min(better) and rest and one != two

        return lambda subject: self._never("worse_never_milder", subject, [self.view, other], build, check)

    def not_implied(self, criterion: str) -> Callable[[str], Proof]:
        """Refuted by the other criteria from which it always follows, references between them apart."""

        def prove(subject: str) -> Proof:
            if not self._some(criterion, Truth.FALSE):
                return Proof("criterion_not_implied", subject, Verdict.NOT_APPLICABLE)
            others = [
                it
                for it in self.ruleset.criteria
                if it != criterion
                and criterion not in criteria_under(self.ruleset, it)
                and it not in criteria_under(self.ruleset, criterion)
            ]
            implying = tuple(it for it in others if self._some(it, Truth.TRUE) and not self._apart(it, criterion))
            verdict = Verdict.REFUTED if implying else Verdict.PROVEN
            return Proof("criterion_not_implied", subject, verdict, (), implying)

        return prove

    def no_facts(self, name: str, level: str | None) -> Callable[[str], Proof]:
        """Tell what is left possible where nothing at all is known; proven when that is the one *level* asked for.

        Without a level to ask for it is refuted when nothing at all decides a class that facts could change.
        """

        def prove(subject: str) -> Proof:
            ruleset = self.ruleset
            blank = FactSet.of(f"no_facts {name}", ruleset.indicators, {})
            found = assess(ruleset, blank, as_of=ruleset.effective.from_)
            possible = found.classifications[name].possible
            if level is None:
                holds = len(possible) > 1 or len(ruleset.classifications[name].levels) == 1
            else:
                holds = possible == (level,)
            verdict = Verdict.PROVEN if holds else Verdict.REFUTED
            return Proof("no_facts", subject, verdict, (Witness(found, True),), possible, asked=level is not None)

        return prove

    # -- parts

    def _exists(self, claim: Claim, subject: str, build: Any, check: Any) -> Proof:
        found = self.prover.find(f"{claim} {subject}", [self.view], build, check)
        return Proof(claim, subject, Verdict.REFUTED if found is None else Verdict.PROVEN, found or ())

    def _never(self, claim: Claim, subject: str, views: Sequence[View], build: Any, check: Any) -> Proof:
        found = self.prover.find(f"{claim} {subject}", views, build, check)
        return Proof(claim, subject, Verdict.PROVEN if found is None else Verdict.REFUTED, found or ())

    def _forced(self, session: Session, criterion: str, answer: Formula) -> Answers[Formula]:
        return answers(self.ruleset, session.formulas(self.view), {CriterionRef(criterion): answer})

    def _differ(self, session: Session, some: Answers[Formula], others: Answers[Formula]) -> Any:
        space = session.space
        ladders = self.ruleset.classifications
        return space.any([classes_differ(space, some.levels[it], others.levels[it]) for it in ladders])

    def _outcomes(self, assessment: Assessment) -> dict[str, tuple[str, ...]]:
        return {name: it.possible for name, it in assessment.classifications.items()}

    def _some(self, criterion: str, truth: Truth) -> bool:
        """Return whether the criterion can have the answer *truth*."""
        if any(it[criterion] is truth for it in self.prover.pool):
            return True
        return self._meets(f"{criterion} {truth.value}", {criterion: truth})

    def _apart(self, one: str, other: str) -> bool:
        """Return whether *one* can hold where *other* does not."""
        wanted = {one: Truth.TRUE, other: Truth.FALSE}
        if any(it[one] is Truth.TRUE and it[other] is Truth.FALSE for it in self.prover.pool):
            return True
        return self._meets(f"{one} without {other}", wanted)

    def _meets(self, name: str, wanted: dict[str, Truth]) -> bool:
        def build(session: Session) -> Iterator[Any]:
            criteria = session.answers(self.view).criteria
            for id_, truth in wanted.items():
                it = criteria[id_]
                yield it.true if truth is Truth.TRUE else session.space.z3.Not(it.not_false)

        def check(found: Sequence[Assessment]) -> bool:
            return all(found[0].criteria[id_] is truth for id_, truth in wanted.items())

        return self.prover.find(name, [self.view], build, check) is not None


def _worse(session: Session, indicator: Indicator, key: str, other: str) -> Any:
    """Return the formula that says the indicator is worse in *other* than in *key*, both being known."""
    space, kind = session.space, indicator.kind
    known = [space.z3.Not(it) for it in map(space.missing, (key, other)) if it is not None]
    if isinstance(kind, NumberKind):
        one, two = space.number(key, kind).value, space.number(other, kind).value
        worse = two > one if indicator.worse == "high" else two < one
        return space.all([worse, *known])
    ones, twos = space.finite(key, kind), space.finite(other, kind)
    pairs = [(one, two) for rank, one in enumerate(ones) for two in twos[rank + 1 :]]
    if indicator.worse == "low":
        pairs = [(one, two) for rank, one in enumerate(ones) for two in twos[:rank]]
    return space.all([space.any([space.all([one, two]) for one, two in pairs]), *known])
