"""A round and a unit's page in words of one language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import get_args

from lagesbild_rules.explanation import Values, enumerated
from lagesbild_rules.facts import Cause, Fact
from lagesbild_rules.pages import ReportPage, ReportTable
from lagesbild_rules.picture._round import Round, RoundChange, UnitStanding
from lagesbild_rules.picture._round_page import PageAnswer, PageArea, UnitPage
from lagesbild_rules.picture._round_phrases import round_phrase
from lagesbild_rules.picture._round_status import Beside, RoundStatus
from lagesbild_rules.text import Language


def status_page(told: RoundStatus, language: Language) -> ReportPage:
    """Return *told* in words: what is asked for, how many units stand where, every unit, areas that several report."""
    words = _Words(told.round, language)
    tables = [words.units(told)]
    if told.beside:
        tables.append(words.besides(told))
    title = words.say("title", name=told.round.name, day=told.day)
    return ReportPage(title, tuple(words.lead(told)), tuple(tables))


def unit_report(page: UnitPage, language: Language) -> ReportPage:
    """Return *page* in words: how the unit stands, what to look at first, then every answer about every area."""
    words = _Words(page.round, language)
    title = words.say("unit_title", unit=page.status.unit, name=page.round.name)
    return ReportPage(title, tuple(words.unit_lead(page)), tuple(words.unit_tables(page)))


class _Words:
    def __init__(self, it: Round, language: Language) -> None:
        self.it, self.language, self.values = it, language, Values(it.ruleset, language)

    def say(self, id: str, /, **words: object) -> str:
        return round_phrase(id, self.language, **words)

    def area(self, id: str) -> str:
        """Return the name of an area with its id, or the id alone."""
        name = self.it.areas[id].name if id in self.it.areas else None
        return f"{name} ({id})" if name and name != id else id

    def lead(self, told: RoundStatus) -> Iterator[str]:
        it = self.it
        yield self.say("asked", as_of=it.as_of, reference=it.ruleset.reference, due=it.due)
        counts = Counter(one.standing for one in told.units)
        each = [f"{counts[name]} {self.say(f's_{name}')}" for name in reversed(get_args(UnitStanding)) if counts[name]]
        yield self.say("counts", n=len(told.units), each=", ".join(each))
        if late := sum(one.late > 0 for one in told.units):
            yield self.say("late_count", n=late)
        if it.seal is not None:
            yield self.say("frozen", at=it.seal.at.date(), by=it.seal.by, digest=it.seal.digest)
            if it.seal.missing:
                yield self.say("frozen_missing", units=enumerated(list(it.seal.missing), self.language, "and"))
        yield self.say(told.audience)

    def units(self, told: RoundStatus) -> ReportTable:
        headings = ("c_unit", "c_standing", "c_areas", "c_answers", "c_conflicting", "c_late", "c_said")
        rows = tuple(
            (
                one.unit,
                self.say(f"s_{one.standing}"),
                self._of(one.areas_answered, one.areas),
                self._of(one.answered, one.asked),
                str(one.conflicting or ""),
                str(one.late or ""),
                self._last(one.sent or one.returned),
            )
            for one in told.units
        )
        return ReportTable(self.say("h_units"), tuple(map(self.say, headings)), rows, frozenset({2, 3, 4, 5}))

    def besides(self, told: RoundStatus) -> ReportTable:
        rows = tuple(
            (
                self.area(one.area),
                enumerated(list(one.units), self.language, "and"),
                ", ".join(map(self.values.indicator, one.differing)) or "–",
            )
            for one in told.beside
        )
        headings = ("c_area", "c_units", "c_differ")
        notes = (self.say("beside_note"),)
        return ReportTable(self.say("h_beside"), tuple(map(self.say, headings)), rows, notes=notes)

    def unit_lead(self, page: UnitPage) -> Iterator[str]:
        it, status = self.it, page.status
        yield self.say("asked", as_of=it.as_of, reference=it.ruleset.reference, due=it.due)
        standing = self._last(status.sent or status.returned) or self.say(f"s_{status.standing}")
        areas, answers = self._of(status.areas_answered, status.areas), self._of(status.answered, status.asked)
        yield self.say("unit_standing", standing=standing, areas=areas, answers=answers)
        if status.late:
            yield self.say("unit_late", n=status.late)
        if page.previous is not None:
            counts = Counter(one.change for area in page.areas for one in area.answers if one.change)
            numbers = {name: counts[name] for name in ("changed", "new", "gone", "same")}
            yield self.say("changes", name=page.previous, **numbers)
        yield self.say("check")
        yield self.say(page.audience)

    def unit_tables(self, page: UnitPage) -> Iterator[ReportTable]:
        yield self._to_look_at(page)
        for area in page.areas:
            yield self._area(area, compared=page.previous is not None)
            if area.beside is not None:
                yield self._beside(area.beside)

    def _to_look_at(self, page: UnitPage) -> ReportTable:
        """Return what is open: each question without one exact answer, those of an area without any as one line."""
        rows: list[tuple[str, ...]] = []
        for area in page.areas:
            name = self.area(area.area.area)
            if not area.answered:
                rows.append((name, "–", self.say("not_answered")))
                continue
            rows += [
                (
                    name,
                    self.values.indicator(one.indicator),
                    ", ".join(self.say(f"why_{it.value}") for it in one.fact.causes),
                )
                for one in area.answers
                if set(one.fact.causes) - {Cause.ROUNDED}
            ]
        headings = tuple(map(self.say, ("c_area", "c_question", "c_why")))
        return ReportTable(self.say("h_open"), headings, tuple(rows), notes=() if rows else (self.say("none_open"),))

    def _why(self, fact: Fact) -> str:
        return ", ".join(self.say(f"why_{it.value}") for it in fact.causes)

    def _area(self, area: PageArea, *, compared: bool) -> ReportTable:
        headings = ["c_question", "c_answer", "c_by", *(["c_before", "c_change"] if compared else [])]
        rows = tuple(tuple(self._answer(one, compared=compared)) for one in area.answers)
        name = self.area(area.area.area)
        title = self.say("h_area", area=name, n=area.answered, all=len(area.answers))
        notes = (self._compared(area),) if compared else ()
        return ReportTable(title, tuple(map(self.say, headings)), rows, notes=tuple(filter(None, notes)))

    def _compared(self, area: PageArea) -> str:
        if area.before is None:
            if not area.forerunners:
                return self.say("note_new")
            return self.say("note_forerunners", areas=enumerated(list(area.forerunners), self.language, "and"))
        return "" if area.before == area.area.area else self.say("note_before", area=area.before)

    def _answer(self, one: PageAnswer, *, compared: bool) -> Iterator[str]:
        yield self.values.indicator(one.indicator)
        yield self.values.fact(one.indicator, one.fact) if one.answered else self.say("not_answered")
        yield enumerated(list(one.units), self.language, "and") if one.units else "–"
        if compared:
            before = one.before
            yield "–" if before is None else self.values.fact(one.indicator, before)
            yield self.say(f"ch_{one.change}") if one.change else "–"

    def _beside(self, it: Beside) -> ReportTable:
        rows = []
        for id_, by_unit in it.stated.items():
            said = ["; ".join(self.values.fact(id_, one) for one in by_unit.get(unit, ())) or "–" for unit in it.units]
            rows.append((self.values.indicator(id_), *said, self.say("differs") if id_ in it.differing else ""))
        headings = (self.say("c_question"), *it.units, self.say("c_differ_short"))
        title = self.say("h_area_beside", area=self.area(it.area))
        return ReportTable(title, headings, tuple(rows), notes=(self.say("beside_note"),))

    def _last(self, change: RoundChange | None) -> str:
        if change is None:
            return ""
        what = self.say("sent_on" if change.what == "send" else "returned_on", on=change.at.date(), by=change.by)
        return what if change.reason is None else self.say("for_reason", what=what, reason=change.reason)

    def _of(self, number: int, of: int) -> str:
        return self.say("of", n=number, all=of)
