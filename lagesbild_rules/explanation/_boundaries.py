"""Boundaries: the smallest changes of facts that move an area one level up or down.

What must change is read off the ruleset: a set of facts that alone keep the wanted level from holding is found, one
of them has to change, and so on from there. Every change that is named has been assessed again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from operator import le
from typing import Final

from attrs import define, field

from lagesbild_rules.evaluation import Assessment, assess, count_of, reads
from lagesbild_rules.exact import EXACT
from lagesbild_rules.explanation._grid import candidates, joined_with
from lagesbild_rules.explanation._model import Boundaries, Change, Direction
from lagesbild_rules.facts import Cause, FactSet, FiniteFact, NumberFact, ScaleKind, known
from lagesbild_rules.ruleset import All, Any, Count, FiniteCompare, Not, NumberCompare, Operator
from lagesbild_rules.truth import Truth

MOST_CHANGED: Final = 4
"""The most indicators of one change that is looked for."""
MOST_TRIED: Final = 1_500
"""The most assessments of one search; beyond them there may be changes that are not named."""


def boundaries(assessment: Assessment, classification: str) -> tuple[Boundaries, ...]:
    """Return what would lead one level down, one level up and out of the ladder; nothing while the class is open."""
    level = assessment.classifications[classification].level
    if level is None:
        return ()
    ladder = assessment.ruleset.classifications[classification]
    rank = ladder.rank(level)
    ways: list[tuple[Direction, int]] = [("down", rank - 1), ("up", rank + 1)]
    if rank > 1:
        ways.append(("out", 0))
    return tuple(
        _Search(assessment, classification, ladder.levels[to].id).boundaries(way)
        for way, to in ways
        if 0 <= to < len(ladder.levels)
    )


Changed = Mapping[str, Decimal | str]


@define
class _Search:
    assessment: Assessment
    classification: str
    target: str
    tried: int = 0
    cut: bool = False
    seen: set[frozenset[tuple[str, Decimal | str]]] = field(factory=set)

    def boundaries(self, way: Direction) -> Boundaries:
        for size in range(1, MOST_CHANGED + 1):
            self.seen.clear()
            found = list(self._of_size(self.assessment, {}, size))
            if found:
                boundaries = tuple(_undominated([self._changes(it) for it in found]))
                joined = any(joined_with(self.assessment.ruleset, list(it)) for it in found)
                return Boundaries(way, self.target, boundaries, not (self.cut or joined), size)
            if self.cut:
                return Boundaries(way, self.target, (), False, size)
        reachable = not self._cannot_be_reached()
        return Boundaries(way, self.target, (), not reachable, MOST_CHANGED + 1)

    def _of_size(self, now: Assessment, changed: Changed, left: int) -> Iterator[Changed]:
        """Yield the changes of *left* more indicators that lead to the target."""
        if now.classifications[self.classification].level == self.target:
            if left == 0:
                yield changed
            return
        if left == 0:
            return
        for indicator in self._must_change(now):
            it = now.ruleset.indicators[indicator]
            if indicator in changed or not it.changeable:
                continue
            for value in candidates(now, indicator):
                more = {**changed, indicator: value}
                if (key := frozenset(more.items())) in self.seen:
                    continue
                self.seen.add(key)
                if self.tried >= MOST_TRIED:
                    self.cut = True
                    return
                self.tried += 1
                facts = now.facts.replace({indicator: known(it.kind, value)})
                yield from self._of_size(assess(now.ruleset, facts, as_of=now.as_of), more, left - 1)

    def _must_change(self, now: Assessment) -> list[str]:
        """Return indicators of which one has to change before the target can be the class."""
        ladder = dict(now.program.ladders)[self.classification]
        rank = [level for level, _ in ladder].index(self.target)
        own, *above = [position for _, position in ladder[rank:]]
        kept = [self._keeping(now, position) for position in above if now.truths[position] is not Truth.FALSE]
        if now.truths[own] is not Truth.TRUE:
            kept.append(self._keeping(now, own))
        smallest = min(kept, key=len)
        return [id_ for id_ in now.ruleset.indicators if id_ in smallest]

    def _keeping(self, now: Assessment, position: int) -> frozenset[str]:
        """Return indicators whose facts alone keep the condition at *position* at the truth that it has."""
        it, done = now.program, dict[int, frozenset[str]]()

        def visit(at: int) -> frozenset[str]:
            if at not in done:
                done[at] = keeping(at)
            return done[at]

        def least(of: list[int], number: int) -> frozenset[str]:
            chosen = sorted(map(visit, of), key=len)[:number]
            return frozenset().union(*chosen)

        def keeping(at: int) -> frozenset[str]:
            condition, inputs, truth = it.conditions[at], list(it.inputs[at]), now.truths[at]
            if isinstance(condition, NumberCompare | FiniteCompare):
                return frozenset(reads(condition, now.ruleset))
            alike = [one for one in inputs if now.truths[one] is truth]
            match condition:
                case All() if truth is Truth.FALSE:
                    return least(alike, 1)
                case Any() if truth is Truth.TRUE:
                    return least(alike, 1)
                case Count(operator) if truth is not Truth.UNKNOWN:
                    k = count_of(condition.k, now.ruleset) + (operator is Operator.AT_MOST)
                    reached = truth is (Truth.TRUE if operator is Operator.AT_LEAST else Truth.FALSE)
                    wanted = Truth.TRUE if reached else Truth.FALSE
                    members = [one for one in inputs if now.truths[one] is wanted]
                    return least(members, k if reached else len(inputs) - k + 1)
                case All() | Any() | Count() | Not():
                    return least(inputs, len(inputs))
                case _:
                    raise TypeError(f"{condition!r} stands for another condition")

        return visit(position)

    def _cannot_be_reached(self) -> bool:
        """Return whether the facts that cannot be changed keep the target out, whatever the others are."""
        indicators = self.assessment.ruleset.indicators
        fixed = frozenset(id_ for id_, it in indicators.items() if not it.changeable)
        bare = assess(self.assessment.ruleset, self.assessment.facts.only(fixed), as_of=self.assessment.as_of)
        return self.target not in bare.classifications[self.classification].possible

    def _changes(self, changed: Changed) -> tuple[Change, ...]:
        facts = self.assessment.facts
        return tuple(
            Change(id_, changed[id_], distance(facts, id_, changed[id_])) for id_ in facts.indicators if id_ in changed
        )


def distance(facts: FactSet, indicator: str, value: Decimal | str) -> Decimal:
    """Return how far *value* lies from what is known: 0 where still possible, from the middle of a rounded one."""
    kind, fact = facts.indicators[indicator].kind, facts[indicator]
    if isinstance(fact, NumberFact) and isinstance(value, Decimal):
        if fact.causes == (Cause.ROUNDED,) and fact.low is not None and fact.high is not None:
            middle = EXACT.multiply(EXACT.add(fact.low, fact.high), Decimal("0.5"))
            return abs(EXACT.subtract(value, middle))
        if fact.low is not None and value < fact.low:
            return EXACT.subtract(fact.low, value)
        if fact.high is not None and value > fact.high:
            return EXACT.subtract(value, fact.high)
        return Decimal(0)
    assert isinstance(fact, FiniteFact)
    if value in fact.possible:
        return Decimal(0)
    if isinstance(kind, ScaleKind):
        ranks = [kind.values.index(it) for it in (fact.low, fact.high)]
        return Decimal(min(abs(kind.values.index(str(value)) - rank) for rank in ranks))
    return Decimal(1)


def _undominated(found: list[tuple[Change, ...]]) -> Iterator[tuple[Change, ...]]:
    """Yield each change for whose indicators no other is nearer in one and as near in all; equal ones once."""
    by_indicators: dict[tuple[str, ...], list[tuple[Change, ...]]] = {}
    for it in found:
        by_indicators.setdefault(tuple(change.indicator for change in it), []).append(it)
    for same in by_indicators.values():
        vectors = {tuple(change.distance for change in it): it for it in reversed(same)}
        for own, it in reversed(vectors.items()):
            if not any(other != own and all(map(le, other, own)) for other in vectors):
                yield it
