"""Screening questions: which questions stand behind which gate, worked out from the ruleset alone.

A **gate** is the first member of an `all` when it reads an indicator. A question stands behind a gate when every way
from the ruleset's answers to a comparison that reads it goes through a later member of an `all` with that gate first:
while the gate is false, no answer to the question changes any of those. The ruleset's answers are the levels, the
criteria shown in their support, and the criteria that nothing refers to.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from lagesbild_rules.evaluation import reads
from lagesbild_rules.ruleset import (
    All,
    ClassificationRef,
    Condition,
    CriterionRef,
    Defined,
    FiniteCompare,
    LevelRef,
    NumberCompare,
    Ruleset,
    members,
    walk,
)

Gates = Mapping[str, tuple[Condition, ...]]
"""For each indicator the gates that it stands behind, the outermost first."""


def gates(ruleset: Ruleset) -> Gates:
    """Return the gates of every indicator of *ruleset*; none for one that is read nowhere."""
    return ruleset.derived(_gates)


def _gates(ruleset: Ruleset) -> Gates:
    known: dict[Defined, Gates] = {}

    def behind(condition: Condition | None) -> Gates:
        match condition:
            case None:
                return {}
            case NumberCompare() | FiniteCompare():
                return dict.fromkeys(reads(condition, ruleset), ())
            case All((first, *later)) if later and (screen := behind(first)):
                return _merged([screen, *({id_: (first, *it) for id_, it in behind(each).items()} for each in later)])
            case CriterionRef() | LevelRef():
                if condition not in known:
                    known[condition] = behind(_when(condition, ruleset))
                return known[condition]
            case ClassificationRef():
                return _merged(map(behind, referred(condition, ruleset)))
            case _:
                return _merged(map(behind, members(condition)))

    found = _merged(behind(it) for it in _answers(ruleset))
    return {id_: found.get(id_, ()) for id_ in ruleset.indicators}


def _merged(parts: Iterable[Gates]) -> Gates:
    """Return for each indicator the gates that it has in every one of *parts* that reads it."""
    found: dict[str, tuple[Condition, ...]] = {}
    for part in parts:
        for id_, its in part.items():
            each = dict.fromkeys(its)
            found[id_] = tuple(it for it in found[id_] if it in each) if id_ in found else tuple(each)
    return found


def _answers(ruleset: Ruleset) -> Iterator[Defined]:
    conditions = [it.when for it in ruleset.criteria.values()]
    for name, ladder in ruleset.classifications.items():
        for level in ladder.levels:
            yield LevelRef(name, level.id)
            yield from map(CriterionRef, level.supporting)
            conditions += [level.when] if level.when else []
    named = {it for condition in conditions for each in walk(condition) for it in referred(each, ruleset)}
    yield from (it for it in map(CriterionRef, ruleset.criteria) if it not in named)


def referred(condition: Condition, ruleset: Ruleset) -> tuple[Defined, ...]:
    """Return the criteria and levels that *condition* itself names."""
    match condition:
        case CriterionRef() | LevelRef():
            return (condition,)
        case ClassificationRef(name, _, level):
            ladder = ruleset.classifications[name]
            return tuple(LevelRef(name, it.id) for it in ladder.levels[ladder.rank(level) :])
        case _:
            return ()


def _when(it: Defined, ruleset: Ruleset) -> Condition | None:
    if isinstance(it, CriterionRef):
        return ruleset.criteria[it.id].when
    ladder = ruleset.classifications[it.classification]
    return ladder.levels[ladder.rank(it.level)].when


def questions_of(condition: Condition | None, ruleset: Ruleset) -> tuple[str, ...]:
    """Return the indicators that *condition* reads, references followed, in the order of *ruleset*."""
    seen: set[Condition] = set()
    found: set[str] = set()
    left = [condition] if condition else []
    while left:
        it = left.pop()
        if it in seen:
            continue
        seen.add(it)
        if isinstance(it, NumberCompare | FiniteCompare):
            found.update(reads(it, ruleset))
        left += members(it)
        left += [when for each in referred(it, ruleset) if (when := _when(each, ruleset))]
    return tuple(id_ for id_ in ruleset.indicators if id_ in found)


def single(condition: Condition, ruleset: Ruleset) -> FiniteCompare | None:
    """Return the one comparison that *condition* is, be it named as a criterion; ``None`` when it is more."""
    while isinstance(condition, CriterionRef):
        condition = ruleset.criteria[condition.id].when
    return condition if isinstance(condition, FiniteCompare) else None
