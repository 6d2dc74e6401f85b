"""What the difference between two rulesets does to areas: which change class, how, and through which criteria."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Literal

from attrs import frozen

from lagesbild_rules.errors import FactsError, Problem
from lagesbild_rules.evaluation import Assessment, assess
from lagesbild_rules.explanation._model import Step
from lagesbild_rules.explanation._reach import reached
from lagesbild_rules.explanation._steps import Steps, path
from lagesbild_rules.facts import FactSet, Indicator, read_facts
from lagesbild_rules.ruleset import (
    CriterionRef,
    LevelRef,
    Ruleset,
    RulesetDiff,
)
from lagesbild_rules.truth import Truth

Move = Literal[
    "up",
    "down",
    "abolished",
    "new",
    "renamed",
    "opened",
    "settled",
    "other",
    "classification_added",
    "classification_dropped",
]
"""How an area's class changes: to a more serious or a milder level that both texts have; because a level is gone or
new; in name alone; no longer or now decided; to other possible levels; a classification that only one text has."""

Both = tuple[FactSet, FactSet]
_ORDER = (Truth.FALSE, Truth.UNKNOWN, Truth.TRUE)


@frozen
class Through:
    """A criterion that a change of class goes through, ``None`` where the level does not ask for it."""

    before: str | None
    after: str | None
    truth_before: Truth | None
    truth_after: Truth | None


@frozen
class AreaMove:
    """What becomes of one area in one classification. Levels are those possible, the mildest first."""

    area: str
    classification: tuple[str | None, str | None]
    before: tuple[str, ...]
    after: tuple[str, ...]
    move: Move
    through: tuple[Through, ...] = ()


@frozen
class AreaComparison:
    """A table of areas under two rulesets: ``moves`` those whose levels differ, ``counts`` how many went where."""

    as_of: date
    areas: int
    moves: tuple[AreaMove, ...]
    counts: tuple[tuple[AreaMove, int], ...]

    @property
    def changed(self) -> int:
        """How many areas have another class, a new name of the same level apart."""
        return len({it.area for it in self.moves})


def read_for_both(path: str | os.PathLike[str], before: Ruleset, after: Ruleset) -> tuple[Both, ...]:
    """Return the facts of every area in the table at *path*, as *before* and as *after* ask for them.

    A column that only one of them knows is left out for the other. Raises ``FactsError`` as ``read_facts`` does.
    """
    known = {**after.indicators, **before.indicators}, {**before.indicators, **after.indicators}
    if all(known[0][id_].kind == it.kind for id_, it in known[1].items()):
        rows = read_facts(path, known[0]).rows
        tables = rows, rows
    else:
        tables = _read_twice(path, known)
    return tuple(
        (_only(was, before.indicators), _only(now, after.indicators)) for was, now in zip(*tables, strict=True)
    )


def _read_twice(
    path: str | os.PathLike[str], known: tuple[dict[str, Indicator], dict[str, Indicator]]
) -> tuple[tuple[FactSet, ...], tuple[FactSet, ...]]:
    """Return the table as either text reads it, since an indicator is of another kind in each."""
    tables: list[tuple[FactSet, ...]] = []
    problems: list[Problem] = []
    for indicators in known:
        try:
            tables.append(read_facts(path, indicators).rows)
        except FactsError as it:
            problems += [problem for problem in it.problems if problem not in problems]
    if problems:
        raise FactsError(problems)
    return tables[0], tables[1]


def _only(facts: FactSet, indicators: Mapping[str, Indicator]) -> FactSet:
    return FactSet.of(facts.area, indicators, {id_: facts[id_] for id_ in indicators})


def compare_areas(diff: RulesetDiff, table: Iterable[Both], as_of: date) -> AreaComparison:
    """Return what becomes of every area of *table* when *diff* takes place, all else equal."""
    comparison = _Comparison(diff)
    found: list[AreaMove] = []
    areas = 0
    for was, now in table:
        areas += 1
        assessments = assess(diff.before, was, as_of=as_of), assess(diff.after, now, as_of=as_of)
        found += comparison.moves(*assessments)
    alike = [AreaMove("", it.classification, it.before, it.after, it.move) for it in found]
    moves = [it for it in found if it.move not in ("renamed", "classification_added", "classification_dropped")]
    return AreaComparison(as_of, areas, tuple(moves), tuple(Counter(alike).most_common()))


def area_moves(diff: RulesetDiff, was: Assessment, now: Assessment) -> tuple[AreaMove, ...]:
    """Return what becomes of an area in each classification that differs from *was* to *now*.

    *was* is under the earlier ruleset of *diff* and *now* under the later one. A level with another name alone is
    told as renamed.
    """
    return tuple(_Comparison(diff).moves(was, now))


class _Comparison:
    def __init__(self, diff: RulesetDiff) -> None:
        self.before, self.after, self.names = diff.before, diff.after, diff.names
        self.criteria_back = {now: was for was, now in self.names.criteria.items()}

    def moves(self, was: Assessment, now: Assessment) -> Iterator[AreaMove]:
        """Yield what becomes of the area in each classification, where anything does."""
        for name, outcome in was.classifications.items():
            known = self.names.classifications.get(name, name)
            if known not in now.classifications:
                yield AreaMove(was.area, (name, None), outcome.possible, (), "classification_dropped")
                continue
            possible = now.classifications[known].possible
            move = self._move(name, known, outcome.possible, possible)
            if move is not None:
                through = () if move == "renamed" else tuple(self._through(name, known, was, now))
                yield AreaMove(was.area, (name, known), outcome.possible, possible, move, through)
        kept = {self.names.classifications.get(name, name) for name in was.classifications}
        for name, outcome in now.classifications.items():
            if name not in kept:
                yield AreaMove(was.area, (None, name), (), outcome.possible, "classification_added")

    def _levels(self, name: str, known: str) -> dict[str, str]:
        """Return the levels that both texts have, by their earlier names."""
        later = {it.id for it in self.after.classifications[known].levels}
        pairs = (
            (it.id, self.names.levels.get((name, it.id), it.id)) for it in self.before.classifications[name].levels
        )
        return {was: now for was, now in pairs if now in later}

    def _move(self, name: str, known: str, was: tuple[str, ...], now: tuple[str, ...]) -> Move | None:
        levels = self._levels(name, known)
        kept, known_now = {levels[it] for it in was if it in levels}, {it for it in now if it in levels.values()}
        if len(kept) < len(was) and kept <= set(now):
            return "abolished"
        if len(known_now) < len(now) and known_now <= kept:
            return "new"
        if kept == set(now):
            return None if set(was) == set(now) else "renamed"
        if len(was) == 1 and len(now) == 1:
            ladder = self.after.classifications[known]
            return "up" if ladder.rank(now[0]) > ladder.rank(levels[was[0]]) else "down"
        return "opened" if len(was) == 1 else "settled" if len(now) == 1 else "other"

    def _through(self, name: str, known: str, was: Assessment, now: Assessment) -> Iterator[Through]:
        """Yield the criteria that make a level true, false or unknown where it was, or is, otherwise."""
        levels = self._levels(name, known)
        possible = was.classifications[name].possible, now.classifications[known].possible
        found: dict[Through, None] = {}
        for old, new in levels.items():
            refs = LevelRef(name, old), LevelRef(known, new)
            truths = was.truth(refs[0]), now.truth(refs[1])
            if truths[0] is truths[1] or not (old in possible[0] or new in possible[1]):
                continue
            later = _ORDER.index(truths[1]) < _ORDER.index(truths[0])
            decides = path(Steps(now if later else was).of(refs[1 if later else 0]))
            through = [self._criterion(id_, refs, was, now, later=later) for id_ in _outermost(decides)]
            found |= dict.fromkeys([it for it in through if it.truth_before is not it.truth_after] or through)
        for new in possible[1]:
            if new not in levels.values():
                found |= dict.fromkeys(self._for_new_level(LevelRef(known, new), was, now))
        yield from found

    def _for_new_level(self, ref: LevelRef, was: Assessment, now: Assessment) -> Iterator[Through]:
        """Yield the criteria that a new level rests on, where they are new too or come out otherwise."""
        for id_ in _outermost(path(Steps(now).of(ref))):
            old = self.criteria_back.get(id_, id_)
            before, after = was.criteria.get(old), now.criteria[id_]
            if before is not after:
                yield Through(None if before is None else old, id_, before, after)

    def _criterion(
        self, id: str, refs: tuple[LevelRef, LevelRef], was: Assessment, now: Assessment, *, later: bool
    ) -> Through:
        old = self.criteria_back.get(id, id) if later else id
        new = id if later else self.names.criteria.get(id, id)
        before = was.criteria[old] if old in _asked(self.before, refs[0]) else None
        after = now.criteria[new] if new in _asked(self.after, refs[1]) else None
        return Through(
            old if old in self.before.criteria else None, new if new in self.after.criteria else None, before, after
        )


def _outermost(step: Step) -> Iterator[str]:
    """Yield the criteria that *step* rests on, those under other criteria left out."""
    for it in step.members:
        if isinstance(it.condition, CriterionRef):
            yield it.condition.id
        else:
            yield from _outermost(it)


def _asked(ruleset: Ruleset, level: LevelRef) -> frozenset[str]:
    """Return the criteria that *level* asks for, directly or through what it names."""
    return frozenset(it.id for it in reached(ruleset, level) if isinstance(it, CriterionRef))
