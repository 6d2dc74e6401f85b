"""What the difference between two rulesets does to areas, in words of one language."""

from __future__ import annotations

from collections.abc import Iterable

from lagesbild_rules.explanation._diff_areas import AreaComparison, AreaMove, Through
from lagesbild_rules.explanation._diff_document import AreaChange, AreaCount, AreaCriterion, AreasDiff
from lagesbild_rules.explanation._phrases import enumerated, phrase, whole
from lagesbild_rules.explanation._values import Values
from lagesbild_rules.ruleset import RulesetDiff
from lagesbild_rules.text import Language
from lagesbild_rules.truth import Truth


def areas_text(comparison: AreaComparison, diff: RulesetDiff, language: Language = "sv") -> AreasDiff:
    """Return *comparison*, made of *diff*, in words of *language*."""
    words = _Words(diff, language)
    return AreasDiff(
        str(comparison.as_of),
        comparison.areas,
        comparison.changed,
        phrase("a_title", language),
        phrase(
            "a_text",
            language,
            changed=whole(comparison.changed, language),
            areas=whole(comparison.areas, language),
            as_of=comparison.as_of,
        ),
        [words.count(move, count) for move, count in comparison.counts],
        [words.change(it) for it in comparison.moves],
    )


def through_text(through: Iterable[Through], diff: RulesetDiff, language: Language = "sv") -> list[AreaCriterion]:
    """Return the criteria that a move goes through in words of *language*."""
    words = _Words(diff, language)
    return [words.through(it) for it in through]


class _Words:
    def __init__(self, diff: RulesetDiff, language: Language) -> None:
        self.diff, self.language = diff, language
        self.old, self.new = Values(diff.before, language), Values(diff.after, language)

    def count(self, move: AreaMove, count: int) -> AreaCount:
        before, after = self._levels(move)
        name = move.classification[1] or move.classification[0] or ""
        return AreaCount(name, move.move, list(move.before), list(move.after), before, after, self._what(move), count)

    def change(self, move: AreaMove) -> AreaChange:
        before, after = self._levels(move)
        what = self._what(move)
        text = phrase("a_change", self.language, area=move.area, before=before, after=after, what=what)
        through = [self.through(it) for it in move.through]
        name = move.classification[1] or move.classification[0] or ""
        return AreaChange(move.area, name, move.move, list(move.before), list(move.after), text, through)

    def _levels(self, move: AreaMove) -> tuple[str, str]:
        sides = zip((self.old, self.new), move.classification, (move.before, move.after), strict=True)
        before, after = (
            enumerated([values.level(name, it) for it in levels], self.language, "or") if name else "–"
            for values, name, levels in sides
        )
        return before, after

    def _what(self, move: AreaMove) -> str:
        """Return how the class changes, with the levels that are gone or new."""
        old, new = move.classification
        levels: list[str] = []
        if old and new:
            here = {it.id for it in self.diff.after.classifications[new].levels}
            there = {it.id for it in self.diff.before.classifications[old].levels}
            names = {level: to for (name, level), to in self.diff.names.levels.items() if name == old}
            if move.move == "abolished":
                levels = [self.old.level(old, it) for it in move.before if names.get(it, it) not in here]
            elif move.move == "new":
                known = {names.get(it, it) for it in there}
                levels = [self.new.level(new, it) for it in move.after if it not in known]
        return phrase(f"a_{move.move}", self.language, levels=enumerated(levels, self.language))

    def through(self, it: Through) -> AreaCriterion:
        claim = self.new.claim(it.after) if it.after else self.old.claim(it.before) if it.before else ""
        before, after = (self._truth(truth) for truth in (it.truth_before, it.truth_after))
        said = phrase("quoted", self.language, text=claim)
        id_ = "a_same" if it.truth_before is it.truth_after else "a_through"
        return AreaCriterion(
            it.before,
            it.after,
            claim,
            None if it.truth_before is None else it.truth_before.value,
            None if it.truth_after is None else it.truth_after.value,
            phrase(id_, self.language, claim=said, before=before, after=after),
        )

    def _truth(self, truth: Truth | None) -> str:
        return phrase("a_not_asked" if truth is None else truth.value, self.language)
