"""Computed classes beside published ones, in words of one language."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lagesbild_rules.explanation import Values
from lagesbild_rules.pages import ReportPage, ReportTable
from lagesbild_rules.study._backtest_model import FATES, Backtest, Cause, ClassBacktest, Comparison
from lagesbild_rules.study._phrases_agreement import ranged, told
from lagesbild_rules.text import Language
from lagesbild_rules.truth import Truth

MOST_LISTED: Final = 20
"""The most differing areas that the page lists; data formats hold all."""


def backtest_page(found: Backtest, language: Language) -> ReportPage:
    """Return *found* in words."""
    it = found.sampling
    confidence = f"{100 * it.confidence:g}"
    lead = (
        told("backtest_lead", language, day=found.as_of),
        told("sampled", language, confidence=confidence, resamples=it.resamples, seed=it.seed),
    )
    words = _Words(found, language)
    tables = [table for one in found.classifications for table in words.tables(one)]
    return ReportPage(told("backtest", language, ruleset=found.ruleset.reference), lead, tuple(tables))


class _Words:
    def __init__(self, found: Backtest, language: Language) -> None:
        self.found, self.language = found, language
        self.values = Values(found.ruleset, language)

    def say(self, id: str, /, **words: object) -> str:
        return told(id, self.language, **words)

    def tables(self, one: ClassBacktest) -> Iterator[ReportTable]:
        levels = [self.values.level(one.classification, it) for it in one.levels]
        title = self.found.ruleset.classifications[one.classification].title.in_(self.language) or one.classification
        fates = {fate: one.count(fate) for fate in FATES}
        notes = [self.say("fates", **fates)]
        if one.without or one.unlisted or one.unassessed:
            apart = {"without": one.without, "unlisted": one.unlisted, "unassessed": one.unassessed}
            notes.append(self.say("left_out", **{name: len(areas) for name, areas in apart.items()}))
        rows = zip([*levels, self.say("undecided")], one.matrix, strict=True)
        yield ReportTable(
            self.say("h_matrix", title=title),
            (self.say("c_computed"), *levels),
            tuple((name, *(str(number) if number else "" for number in row)) for name, row in rows),
            frozenset(range(1, len(levels) + 1)),
            tuple(notes),
        )
        figures = {it: getattr(one, it) for it in ("same", "kappa", "kappa_linear", "kappa_quadratic")}
        shown = {id_: ranged(it.value, it.low, it.high, self.language) for id_, it in figures.items()}
        yield ReportTable(
            self.say("h_figures"),
            (self.say("c_figure"), self.say("c_value")),
            tuple((self.say(id_), text) for id_, text in shown.items()),
            frozenset(),
            (self.say("no_width"),) if one.same.value == 1 else (),
        )
        if one.contradicted:
            yield self._criteria(one)
            yield self._areas(one)

    def _criteria(self, one: ClassBacktest) -> ReportTable:
        headings = ("c_criterion", "c_areas", "c_alone", "c_more_serious", "c_milder")
        rows = [
            (self.values.claim(it.criterion), *map(str, (it.areas, it.alone, it.more_serious, it.milder)))
            for it in one.criteria
        ]
        numbers = frozenset(range(1, 5))
        return ReportTable(self.say("h_criteria"), tuple(map(self.say, headings)), tuple(rows), numbers)

    def _areas(self, one: ClassBacktest) -> ReportTable:
        headings = ("c_area", "c_computed", "c_published", "c_cause", "c_margin")
        more = len(one.contradicted) - MOST_LISTED
        return ReportTable(
            self.say("h_differ"),
            tuple(map(self.say, headings)),
            tuple(self._area(one.classification, it) for it in one.contradicted[:MOST_LISTED]),
            frozenset(),
            (self.say("more_areas", n=more),) if more > 0 else (),
        )

    def _area(self, name: str, it: Comparison) -> tuple[str, ...]:
        computed = self.values.level(name, it.level) if it.level else self.say("undecided")
        causes = f" {self.say('or')} ".join(self._cause(cause) for cause in it.causes) or self.say("cause_none")
        margins = [self.values.margin(distance.margin).lstrip(", ") for distance in it.distances]
        return it.area, computed, self.values.level(name, it.published), causes, "; ".join(filter(None, margins))

    def _cause(self, cause: Cause) -> str:
        answers = {Truth.TRUE: "answer_true", Truth.FALSE: "answer_false"}
        return f" {self.say('and')} ".join(self.say(answers[it.answer], id=it.criterion) for it in cause.turns)
