"""What is still to be told of a diff, and the items that tell of the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from lagesbild_rules.exact import plain
from lagesbild_rules.explanation._diff_document import DiffChange, DiffItem
from lagesbild_rules.explanation._diff_lines import Lines
from lagesbild_rules.explanation._diff_side import Side
from lagesbild_rules.explanation._phrases import capital
from lagesbild_rules.explanation._reach import rests_on
from lagesbild_rules.ruleset import (
    ASPECTS,
    Aspect,
    Change,
    ChangeKind,
    Condition,
    Part,
    Ruleset,
    RulesetDiff,
    Sort,
    Spot,
    Titled,
)
from lagesbild_rules.text import Language, Text

CONDITION_PARTS: Final[tuple[Part, ...]] = (
    "condition", "connective", "count", "member", "members", "negation", "named",
    "measured", "operator", "threshold", "requirement", "missing_as", "role",
)  # fmt: skip


_NO_ANSWER: Final[tuple[Part, ...]] = ("members", "admissible", "whose")
"""Parts in the logic digest that change no answer."""


def moves_an_answer(change: Change) -> bool:
    """Return whether *change* can by itself change an answer.

    What came or went does so by what names it alone, which is a change too, unless it is a level itself.
    """
    if not change.logic or change.kind is ChangeKind.RENAMED or change.part in _NO_ANSWER:
        return False
    return change.part != "itself" or change.spot.sort in ("classification", "level")


def when_of(ruleset: Ruleset, spot: Spot) -> Condition | None:
    """Return the condition of the criterion or level at *spot*."""
    if spot.sort == "criterion":
        return ruleset.criteria[spot.id].when
    name, _, level = spot.id.partition(".")
    ladder = ruleset.classifications[name]
    return ladder.levels[ladder.rank(level)].when


class Told:
    """Keeps the changes that no item tells of yet; each is taken once."""

    def __init__(self, diff: RulesetDiff, language: Language) -> None:
        self.diff, self.language = diff, language
        self.old, self.new = Side(diff.before, language), Side(diff.after, language)
        other: Language = "en" if language == "sv" else "sv"
        self.other = Side(diff.before, other), Side(diff.after, other)
        self.lines = Lines(self.old, self.new, diff.names)
        self.left = list(diff.changes)
        self.items: dict[Aspect, list[DiffItem]] = {aspect: [] for aspect in ASPECTS}
        self.say = self.new.say

    def take(self, wanted: Callable[[Change], bool]) -> list[Change]:
        """Return the changes left that are *wanted*, which the caller tells of."""
        found = [it for it in self.left if wanted(it)]
        self.left = [it for it in self.left if not wanted(it)]
        return found

    def take_itself(self, sort: Sort, kind: ChangeKind) -> list[Change]:
        return self.take(lambda it: it.part == "itself" and it.kind is kind and it.spot.sort == sort)

    def take_at(self, change: Change, *parts: Part) -> list[Change]:
        """Return the changes left of *parts* where *change* stands."""
        return self.take(lambda it: it.where == change.where and it.part in parts)

    def tell(
        self,
        text: str,
        changes: list[Change],
        lines: Iterable[str] = (),
        before: str | None = None,
        after: str | None = None,
    ) -> None:
        """Add an item to the section of the first of *changes*."""
        item = DiffItem(capital(text), list(lines), before, after, [self._data(it) for it in changes])
        self.items[changes[0].aspect].append(item)

    def tell_list(self, one: str, many: str, changes: list[Change], said: list[str]) -> None:
        """Add an item that lists what was *said* of *changes* under a heading for *one* or for *many*."""
        if len(said) == 1:
            self.tell(f"{self.say(one)}: {said[0]}", changes)
        elif said:
            self.tell(self.say(many), changes, said)

    def name(self, change: Change) -> str:
        """Return what the thing that changed is called now, or was when it is gone."""
        old, new = change.where
        if new is not None:
            return self.new.name(new)
        assert old is not None
        return self.old.name(old)

    def same_condition(self, change: Change) -> str:
        """Return the end of a sentence on what was renamed: that its condition is the same, in all it rests on or not.

        Nothing is said when the condition itself has changed, which another item tells of.
        """
        if any(it.where == change.where and it.part in CONDITION_PARTS for it in self.diff.changes):
            return ""
        under = rests_on(self.diff.after, when_of(self.diff.after, change.spot))
        changed = [it for it in self.diff.changes if it.spot.id in under and it != change and moves_an_answer(it)]
        if not changed:
            return self.say("d_same_condition")
        return self.say("d_rests_on", what=self.new.listed(list(dict.fromkeys(map(self.name, changed)))))

    def matters(self, change: Change) -> tuple[str | None, str | None]:
        """Return what was there and what is there now, in words; in the other language where it differs there alone."""
        return self._matters(change, *(self.other if self.is_other(change) else (self.old, self.new)))

    def is_other(self, change: Change) -> bool:
        """Return whether the words that changed are the same in this language."""
        if change.kind is not ChangeKind.CHANGED or not isinstance(change.before, Text | Titled):
            return False
        before, after = self._matters(change, self.old, self.new)
        return before == after

    def _matters(self, change: Change, old: Side, new: Side) -> tuple[str | None, str | None]:
        was, now = change.where
        before = old.matter(change.before, change.part, was) if was else None
        return before, new.matter(change.after, change.part, now) if now else None

    def _data(self, it: Change) -> DiffChange:
        old, new = it.where
        shift = None if it.shift is None else plain(it.shift)
        ids = old.id if old else None, new.id if new else None
        return DiffChange(it.kind.value, it.part, it.spot.sort, *ids, *self.matters(it), shift, it.logic)
