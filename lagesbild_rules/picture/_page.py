"""A picture in words of one language: counts, what is open, how it rests, what was decided."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Final, get_args

from lagesbild_rules.pages import ReportPage, ReportTable
from lagesbild_rules.picture._phrases import told
from lagesbild_rules.picture._summary_model import Count, Grouping, PictureSummary, Robustness, Towards
from lagesbild_rules.picture._tables import lead
from lagesbild_rules.picture._words import Words
from lagesbild_rules.text import Language

_MOST_GROUPINGS: Final = 2
_MOST_NAMED: Final = 4
MOST_LISTED: Final = 20
"""The most rows of a table on the page; the tables in files hold all."""


def picture_page(summary: PictureSummary, language: Language) -> ReportPage:
    """Return *summary* in words, at most ``MOST_LISTED`` rows of each table."""
    page = _Page(Words(summary, language))
    title = told("title", language, as_of=summary.picture.as_of, of=page.words.source())
    return ReportPage(title, tuple(lead(page.words)), tuple(page.tables()))


class _Page:
    def __init__(self, words: Words) -> None:
        self.words, self.summary, self.say = words, words.summary, words.say

    def tables(self) -> Iterator[ReportTable]:
        for name in self.words.picture.ladders:
            yield self._levels(name)
            yield from self._groups(name)
        if self.summary.undecided:
            yield self._undecided()
        if self.words.picture.ruleset is not None and self.words.picture.areas:
            yield from map(self._robustness, self.summary.robustness)
        if self.summary.completeness:
            yield self._completeness()
        if self.summary.decisions:
            yield self._decisions()

    def _levels(self, name: str) -> ReportTable:
        standing = self.summary.count(name)
        proposed = [it for it in self.summary.proposed if it.classification == name and it.grouping == "all"]
        decided = any(it.decision.classification == name for it in self.summary.decisions)
        both = [standing, *(proposed if decided else ())]
        possible: list[tuple[str, ...]] = [(level,) for level in standing.levels]
        possible += sorted(dict.fromkeys(levels for it in both for levels in it.open), key=self._order(name))
        rows = [(self.words.standing(name, it), *(str(_number(one, it)) for one in both)) for it in possible]
        rows.append((self.say("total"), *(str(it.total) for it in both)))
        headings = ("c_level", "c_standing", "c_proposed")[: len(both) + 1]
        title = self.say("h_counts", title=self.words.classification(name))
        notes = (self.say("counts_note"),) if any(it.open for it in both) else ()
        return ReportTable(title, tuple(map(self.say, headings)), tuple(rows), frozenset({1, 2}), notes)

    def _order(self, name: str) -> Callable[[tuple[str, ...]], list[int]]:
        ladder = self.words.picture.ladders[name]
        return lambda possible: [ladder.rank(it) for it in possible]

    def _groups(self, name: str) -> Iterator[ReportTable]:
        """Yield a table of the widest grouping there is, and one of the next; the others stand in the file."""
        shown = [
            (grouping, counts)
            for grouping in get_args(Grouping)[1:]
            if (counts := [it for it in self.summary.counts if (it.classification, it.grouping) == (name, grouping)])
        ]
        for grouping, counts in shown[:_MOST_GROUPINGS]:
            levels = list(counts[0].levels)
            words = [self.words.level(name, it) for it in levels]
            headings = (self.say("c_group"), *words, self.say("c_open"), self.say("c_total"))
            rows = [self._group(it, levels) for it in counts]
            title = self.say("h_counts_by", title=self.words.classification(name), by=self.say(f"by_{grouping}"))
            numbers = frozenset(range(1, len(headings)))
            yield ReportTable(title, headings, *self._few(rows, "counts.csv", numbers)).without_empty()

    def _group(self, it: Count, levels: Sequence[str]) -> tuple[str, ...]:
        numbers = [*(it.levels[level] for level in levels), sum(it.open.values()), it.total]
        return it.group or self.say("group_none"), *(str(it) if it else "" for it in numbers)

    def _undecided(self) -> ReportTable:
        names = {it.id: it.area.name for it in self.words.picture.areas}
        rows = []
        for it in self.summary.undecided:
            matters = self._first(it.settling.matters) if it.settling else ""
            possible = self.words.levels(it.classification, it.possible)
            decided = self.words.level(it.classification, it.decided) if it.decided else ""
            rows.append((self.words.area(it.area, names[it.area]), possible, matters, decided))
        headings = tuple(map(self.say, ("c_area", "c_possible", "c_matters", "c_decided")))
        notes = () if self.summary.audience == "internal" else (self.say("settling_open_note"),)
        few = self._few(rows, "undecided.csv", frozenset(), notes)
        return ReportTable(self.say("h_undecided"), headings, *few).without_empty()

    def _first(self, indicators: Sequence[str]) -> str:
        more = len(indicators) - _MOST_NAMED
        told_more = f" {self.say('and_more', n=more)}" if more > 0 else ""
        return self.words.indicators(indicators[:_MOST_NAMED]) + told_more

    def _robustness(self, it: Robustness) -> ReportTable:
        notes = [self.say("robust", robust=it.robust, all=it.robust + len(it.areas))]
        if it.left_out:
            notes.append(self.say("robust_left_out", n=it.left_out))
        rows = [(self.words.reading(id_), str(number)) for id_, number in it.readings.items()]
        title = self.say("h_robustness")
        if len(self.words.picture.ladders) > 1:
            title = f"{title}: {self.words.classification(it.classification)}"
        return ReportTable(
            title, (self.say("c_reading"), self.say("c_areas")), tuple(rows), frozenset({1}), tuple(notes)
        )

    def _completeness(self) -> ReportTable:
        keys = ("stale", "below_grade", "conflicting", "not_dated", "not_graded", "old")
        rows = [
            (
                it.unit or self.say("unit_none"),
                self.say("n_of_all", n=it.answered, all=it.asked),
                *(str(number) if (number := getattr(it, key)) else "" for key in keys),
            )
            for it in self.summary.completeness
            if it.indicator is None
        ]
        notes = [self.say("completeness_note")]
        if self.summary.audience == "open":
            notes.append(self.say("completeness_open_note"))
        headings = (self.say("c_unit"), self.say("c_answered"), *(self.say(f"c_{key}") for key in keys))
        numbers = frozenset(range(1, len(headings)))
        few = self._few(rows, "completeness.csv", numbers, tuple(notes))
        return ReportTable(self.say("h_completeness"), headings, *few).without_empty()

    def _decisions(self) -> ReportTable:
        count = Counter(it.towards for it in self.summary.decisions)
        numbers = {it: count[it] for it in get_args(Towards)}
        notes = (self.say("decisions_count", all=len(self.summary.decisions), **numbers),)
        names = {it.id: it.area.name for it in self.words.picture.areas}
        rows = []
        for it in self.summary.decisions:
            if it.towards == "same":
                continue
            name, said = it.decision.classification, it.decision
            area = self.words.area(said.area, names[said.area])
            decided = self.words.level(name, said.level)
            proposed = self.words.standing(name, it.proposed)
            rows.append((area, proposed, decided, self.say(it.towards), str(said.date), said.role))
        headings = ("c_area", "c_proposed", "c_decided", "c_difference", "c_date", "c_role")
        few = self._few(rows, "decisions.csv", frozenset(), notes)
        return ReportTable(self.say("h_decisions"), tuple(map(self.say, headings)), *few)

    def _few(
        self, rows: Sequence[tuple[str, ...]], file: str, numbers: frozenset[int], notes: tuple[str, ...] = ()
    ) -> tuple[tuple[tuple[str, ...], ...], frozenset[int], tuple[str, ...]]:
        """Return the first of *rows*, with a note of how many more there are and where."""
        more = len(rows) - MOST_LISTED
        told_more = (self.say("more", n=more, file=file),) if more > 0 else ()
        return tuple(rows[:MOST_LISTED]), numbers, (*told_more, *notes)


def _number(it: Count, possible: tuple[str, ...]) -> int:
    return it.levels[possible[0]] if len(possible) == 1 else it.open.get(possible, 0)
