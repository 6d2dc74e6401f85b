"""What changed in a condition, one line a change: the smallest thing that can be told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from attrs import frozen

from lagesbild_rules.exact import plain
from lagesbild_rules.explanation._diff_side import Side
from lagesbild_rules.explanation._phrases import capital, number, quantity
from lagesbild_rules.explanation._steps import unit_of
from lagesbild_rules.ruleset import (
    All,
    Any,
    Change,
    ChangeKind,
    Compare,
    Condition,
    Count,
    CriterionRef,
    Expression,
    FiniteCompare,
    IndicatorValue,
    NewNames,
    Not,
    Role,
    members,
    walk,
)

Whens = tuple[Condition | None, Condition | None]
"""The whole condition that changes stand in, as it was and as it is."""

_MEMBER: Final = {
    (All, ChangeKind.ADDED): "d_required",
    (All, ChangeKind.DROPPED): "d_not_required",
    (Any, ChangeKind.ADDED): "d_alternative",
    (Any, ChangeKind.DROPPED): "d_no_alternative",
    (Count, ChangeKind.ADDED): "d_counted",
    (Count, ChangeKind.DROPPED): "d_not_counted",
    (Not, ChangeKind.ADDED): "d_member",
    (Not, ChangeKind.DROPPED): "d_no_member",
}


@frozen
class Lines:
    """Says changes of conditions, what was there in the words of *old* and what is there now in those of *new*."""

    old: Side
    new: Side
    names: NewNames

    def of(self, changes: Sequence[Change], whens: Whens) -> list[str]:
        """Return a line for each of *changes*, which stand in one condition; members of one group are told together."""
        found: list[str] = []
        told: list[Change] = []
        for change in sorted(changes, key=lambda it: it.group != whens):
            if change.part != "member":
                found.append(self.line(change))
            elif change not in told:
                beside = [it for it in changes if (it.part, it.kind, it.group) == ("member", change.kind, change.group)]
                found += self._members(beside, whens)
                told += beside
        return found

    def line(self, change: Change) -> str:
        """Return one change, not of a member, in words."""
        was, now = change.before, change.after
        if isinstance(was, Role) and isinstance(now, Role):
            return self._role(was, now)
        if was is None and isinstance(now, Condition):
            return self.new.say("d_has_condition", what=self.new.inline(now))
        if now is None and isinstance(was, Condition):
            return self.new.say("d_has_no_condition", what=self.old.inline(was))
        assert isinstance(was, Condition)
        assert isinstance(now, Condition)
        if isinstance(was, Compare) and isinstance(now, Compare):
            return self._comparison(change, was, now)
        if change.part == "members":
            return self.new.say("d_parts_reordered")
        if change.part == "negation":
            return self.new.say("d_turned", what=self.new.inline(now))
        if change.part in ("connective", "count"):
            return self._connective(was, now)
        return self.new.say("d_instead", after=self.new.inline(now), before=self.old.inline(was))

    def by(self, shift: Decimal, unit: str | None, *, steps: bool) -> str:
        """Return how much *shift* is, whichever way it goes."""
        size = abs(shift)
        if steps:
            return self.new.say("step" if size == 1 else "steps", n=plain(size))
        if unit == "percent":
            return self.new.say("point" if size == 1 else "points", n=number(size, self.new.language))
        return quantity(size, unit, self.new.language)

    def moved(self, what: str, by: str, shift: Decimal, before: str, after: str) -> str:
        return self.new.say("d_raised" if shift > 0 else "d_lowered", what=what, by=by, before=before, after=after)

    def _role(self, was: Role, now: Role) -> str:
        levels = self.old.level(was.level), self.new.level(now.level)
        before, after = (
            side.role(role, of_level=levels[0] != levels[1]) for side, role in ((self.old, was), (self.new, now))
        )
        what = self.new.quoted(self.new.values.claim(now.criterion))
        return self.new.say("d_role", what=what, before=before, after=after)

    def _connective(self, was: Condition, now: Condition) -> str:
        if all(len(members(it)) < 2 and not isinstance(it, Count) for it in (was, now)):
            return self.new.say("d_written")
        what = self.new.listed([self.new.inline(it) for it in members(now)])
        before, after = self.old.values.rule(was), self.new.values.rule(now)
        return self.new.say("d_connective", before=before, after=after, what=what)

    def _comparison(self, change: Change, was: Compare, now: Compare) -> str:
        old, new = self.old, self.new
        subject = new.subject(_left(now))
        match change.part:
            case "measured":
                before = old.quoted(old.subject(_left(was)))
                return new.say("d_measured", before=before, after=new.quoted(subject))
            case "operator" | "requirement":
                before, after = old.values.wanted(was), new.values.wanted(now)
                return new.say("d_asks", subject=capital(subject), before=before, after=after)
            case "threshold":
                return self._threshold(change, was, now)
            case "missing_as":
                before, after = (
                    new.say(f"d_missing_{'none' if it.missing_as is None else str(it.missing_as).lower()}")
                    for it in (was, now)
                )
                return f"{capital(subject)}: {new.say('d_missing', before=before, after=after)}"
            case _:
                return new.say("d_instead", before=old.inline(was), after=new.inline(now))

    def _threshold(self, change: Change, was: Compare, now: Compare) -> str:
        what = self.new.say("d_threshold", what=self.new.quoted(self.new.subject(_left(now))))
        before, after = self.old.limit(was), self.new.limit(now)
        if change.shift is None:
            return self.new.say("d_changed", what=what, before=before, after=after)
        if not change.shift:
            return self.new.say("d_same_height", what=what, before=before, after=after)
        unit = unit_of(_left(now), self.new.ruleset)
        by = self.by(change.shift, unit, steps=isinstance(now, FiniteCompare))
        return self.moved(what, by, change.shift, before, after)

    def _members(self, changes: list[Change], whens: Whens) -> Iterator[str]:
        added = changes[0].kind is ChangeKind.ADDED
        side, id_ = (self.new, "d_named_too") if added else (self.old, "d_through")
        single: list[str] = []
        for it in changes:
            moved = it.after if added else it.before
            assert isinstance(moved, Condition)
            elsewhere = dict(self.elsewhere(moved, whens, added=added))
            if isinstance(moved, CriterionRef) and elsewhere:
                (through,) = elsewhere
                yield self.new.say(id_, what=side.inline(moved), through=through)
            elif members(moved):
                line = self._group(changes, side.inline(moved), whens)
                for through, criteria in elsewhere.items():
                    what = self.new.listed(criteria)
                    line = self.new.say("d_already" if added else "d_still", line=line, what=what, through=through)
                yield line
            else:
                single.append(side.inline(moved))
        if single:
            yield self._group(changes, self.new.listed(single), whens)

    def elsewhere(self, moved: Condition, whens: Whens, *, added: bool) -> Iterator[tuple[str, list[str]]]:
        """Yield by which reference the other text asks for criteria in *moved*, where it does not name them itself."""
        back = {now: was for was, now in self.names.criteria.items()}
        side, when, known = (self.old, whens[0], back) if added else (self.new, whens[1], dict(self.names.criteria))
        found: dict[str, list[str]] = {}
        for it in dict.fromkeys(it.id for it in walk(moved) if isinstance(it, CriterionRef)):
            criterion = known.get(it, it)
            if through := side.through(when, criterion):
                found.setdefault(through, []).append(side.inline(CriterionRef(criterion)))
        yield from found.items()

    def _group(self, changes: list[Change], said: str, whens: Whens) -> str:
        """Return what came to a group or went from it, with how many of it are wanted and what stands beside."""
        group = changes[0].group
        assert group is not None
        was, now = group
        if isinstance(was, Any) and not isinstance(now, Any) and now in was.members:
            return self.new.say("d_without", kept=self.new.inline(now), what=said)
        if isinstance(now, Any) and not isinstance(was, Any) and was in now.members:
            return self.new.say("d_or_else", kept=self.new.inline(was), what=said)
        under_not = any(when is not None and _under_not(when, it) for when, it in zip(whens, group, strict=True))
        sort = Not if under_not else type(now) if members(now) else type(was)
        line = self.new.say(_MEMBER[sort, changes[0].kind], what=said)
        if isinstance(was, Count) and isinstance(now, Count):
            before, after = self.old.values.rule(was), self.new.values.rule(now)
            if before != after:
                return self.new.say("d_group", line=line, before=before, after=after)
        come = [it.after for it in changes]
        kept = [it for it in (members(now) or (now,)) if it not in come]
        if now == whens[1] or was == whens[0] or not kept:
            return line
        return self.new.say("d_beside", line=line, beside=self.new.inline(kept[0]))


def _left(compare: Compare) -> Expression:
    return IndicatorValue(compare.indicator) if isinstance(compare, FiniteCompare) else compare.left


def _under_not(when: Condition, group: Condition) -> bool:
    return any(isinstance(it, Not) and group in walk(it) for it in walk(when))
