"""Two pictures held against each other: what each area did, and what is technical and no change of any area."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import cached_property
from typing import Literal

from attrs import field, frozen

from lagesbild_rules.errors import Problem
from lagesbild_rules.explanation import Through
from lagesbild_rules.facts import Area
from lagesbild_rules.picture._descent import Descent
from lagesbild_rules.picture._model import Picture
from lagesbild_rules.picture._rungs import MOVED, Moved, Rungs, on_list
from lagesbild_rules.ruleset import RulesetDiff
from lagesbild_rules.truth import Truth

Possible = tuple[str, ...]


@frozen
class Leg:
    """One of two steps from an old class to a new one: the facts changed, or the rules did, and the other did not."""

    what: Literal["facts", "rules"]
    was: Possible
    now: Possible
    moved: Moved
    through: tuple[Through, ...] = ()


@frozen
class Crossing:
    """Why a computed class moved: both ways from old facts under old rules to new facts under new rules.

    ``old_under_new`` is what the new rules say of the old facts, ``new_under_old`` what the old rules say of the new.
    """

    was: Possible
    old_under_new: Possible
    new_under_old: Possible
    now: Possible
    facts_first: tuple[Leg, Leg]
    rules_first: tuple[Leg, Leg]

    @property
    def verdict(self) -> Literal["facts", "rules", "both", "order"]:
        """What moved the class: the same alone whichever comes first, each of them, or it depends on the order."""
        first = {it.what: it.moved for it in self.facts_first if it.moved not in ("unchanged", "open")}
        second = {it.what: it.moved for it in self.rules_first if it.moved not in ("unchanged", "open")}
        if first != second:
            return "order"
        return "both" if len(first) == 2 else next(iter(first), "both")


@frozen
class Proposal:
    """The levels that were computed, where people decided on either side."""

    was: Possible | None
    now: Possible | None
    moved: Moved


@frozen
class Change:
    """What one area of the earlier picture is in the later one. A split gives a change for each part.

    ``was`` and ``now`` are the levels that stand: the one decided, else those possible; ``None`` in a picture that
    does not have the area. ``area`` is the later one, where there is one.
    """

    before: str | None
    after: str | None
    area: Area
    was: Possible | None
    now: Possible | None
    moved: Moved
    descent: Descent | None = None
    proposal: Proposal | None = None
    trend: str | None = None
    crossing: Crossing | None = field(default=None, repr=False)


@frozen
class Technical:
    """Areas that were split, merged or renamed into others; that alone changes no area."""

    before: tuple[str, ...]
    after: tuple[str, ...]
    descents: tuple[Descent, ...]


@frozen
class Total:
    """How many areas are on the list, and from what the later number comes: adds up whatever happened.

    *splits* make several of one that was on the list, *merges* one of several; the rest is the net of each move.
    Areas that are undecided between on and off the list are counted as neither.
    """

    before: int
    splits: int
    merges: int
    by_move: Mapping[Moved, int]
    after: int

    @property
    def technical(self) -> int:
        return self.splits - self.merges


@frozen
class ClassComparison:
    """What became of every area in one classification, in the order of names."""

    id: str
    rungs: Rungs
    changes: tuple[Change, ...]
    levels: tuple[Mapping[str, Possible], Mapping[str, Possible]] = field(repr=False)
    """The levels that stand for each area of either picture."""

    def of(self, *moved: Moved) -> tuple[Change, ...]:
        """Return the changes that are one of *moved*."""
        return tuple(it for it in self.changes if it.moved in moved)

    @cached_property
    def counts(self) -> Mapping[Moved, int]:
        """How many changes there are of each kind; an area that was split counts once for each part."""
        counted = Counter(it.moved for it in self.changes)
        return {it: counted[it] for it in MOVED}

    def areas_before(self, *moved: Moved) -> int:
        """Return how many areas of the earlier picture have such a change, each counted once."""
        return len({it.before for it in self.of(*moved)} - {None})

    @cached_property
    def flows(self) -> Mapping[tuple[Possible | None, Possible | None], int]:
        """How many changes go from which levels to which."""
        return Counter((it.was, it.now) for it in self.changes)

    def at(self, side: int, level: str | None) -> int:
        """Return how many areas of the earlier (0) or later (1) picture stand on *level*; ``None``: undecided."""
        return sum((it[0] if len(it) == 1 else None) == level for it in self.levels[side].values())

    @cached_property
    def total(self) -> Total:
        """How many areas are on the list before and after, and why."""
        ladders = self.rungs.before, self.rungs.after
        listed = [
            sum(on_list(ladder, it) is Truth.TRUE for it in levels.values())
            for ladder, levels in zip(ladders, self.levels, strict=True)
        ]
        ends = [
            (it.moved, on_list(ladders[0], it.was) is Truth.TRUE, on_list(ladders[1], it.now) is Truth.TRUE)
            for it in self.changes
        ]
        net = Counter[Moved]()
        for moved, was, now in ends:
            net[moved] += now - was
        return Total(
            listed[0],
            sum(was for _, was, _ in ends) - listed[0],
            sum(now for _, _, now in ends) - listed[1],
            {it: net[it] for it in MOVED if net[it]},
            listed[1],
        )


@frozen
class Comparison:
    """An earlier picture and a later one, for each classification that both have.

    ``findings`` are what does not fit in the lines of descent. ``diff`` is there when both rest on rulesets.
    """

    before: Picture
    after: Picture
    classifications: Mapping[str, ClassComparison]
    technical: tuple[Technical, ...]
    findings: tuple[Problem, ...] = ()
    diff: RulesetDiff | None = field(default=None, repr=False)
    audience: Literal["internal", "open"] = "internal"
