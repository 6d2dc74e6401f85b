"""The parts of a picture's page that count: levels by place, what is open, decisions, readings, how complete it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Final
from xml.etree.ElementTree import Element

from lagesbild_rules.facts import Completeness
from lagesbild_rules.picture import Count, Difference, Ladder, PictureSummary, Undecided, Words, report_phrase
from lagesbild_rules.report._html_parts import Part, folded, section, table, tag
from lagesbild_rules.report._marks import lined
from lagesbild_rules.report._picture_areas import PLACES, alphabetical, anchors
from lagesbild_rules.report._picture_bars import bar, meter, tint
from lagesbild_rules.report._picture_words import count, share
from lagesbild_rules.text import Language

MOST_OPEN: Final = 12
"""The most rows of a table that stands open; a longer one is folded."""


class CountsHtml:
    """Lays out what was counted.

    *sheets* holds the file of each municipality's sheet, where there are sheets; *keys* by what areas are found: for
    each kind of place the key of each name.
    """

    def __init__(
        self,
        summary: PictureSummary,
        language: Language,
        sheets: Mapping[str, str],
        keys: Mapping[str, Mapping[str, str]],
    ) -> None:
        self.summary, self.picture, self.language = summary, summary.picture, language
        self.sheets, self.keys = sheets, keys
        self.words, self.anchors = Words(summary, language), anchors(summary.picture)
        self.areas = {it.id: it.area for it in self.picture.areas}

    def say(self, id: str, **words: object) -> str:
        return report_phrase(id, self.language, **words)

    def number(self, value: int) -> str:
        return count(value, self.language)

    def cards(self) -> Iterator[Element]:
        """Yield for each classification its levels with how many areas stand on each, the most serious first."""
        for of, ladder in self.picture.ladders.items():
            counts = self.summary.count(of)
            if len(self.picture.ladders) > 1:
                yield tag("p", lined(self.words.classification(of)), class_="label")
            each = [self._card(ladder, rank, counts) for rank in reversed(range(len(ladder.levels)))]
            if opened := sum(counts.open.values()):
                each.append(self._one(self.say("p_undecided"), opened, "card possible", f"{of}.?", "?"))
            yield tag("ul", *each, class_="cards")

    def _card(self, ladder: Ladder, rank: int, counts: Count) -> Element:
        level, top = ladder.levels[rank], len(ladder.levels) - 1
        title, key = lined(self.words.level(ladder.id, level.id)), f"{ladder.id}.{level.id}"
        class_ = f"card tint-{tint(rank, len(ladder.levels))}"
        return self._one(title, counts.levels[level.id], class_, key, "●" * rank + "○" * (top - rank))

    def _one(self, title: str, number: int, class_: str, key: str, signs: str) -> Element:
        link = tag(
            "a",
            tag("span", signs, aria_hidden="true", class_="pips"),
            tag("span", self.number(number), class_="number"),
            tag("span", title, class_="what"),
            href="#areas",
            **{"data-show": "level", "data-value": key},
        )
        return tag("li", link, class_=class_)

    def places(self) -> Iterator[Element]:
        """Yield a table of levels for each kind of place that the areas state."""
        for place in PLACES:
            for of, ladder in self.picture.ladders.items():
                rows = [it for it in self.summary.counts if (it.classification, it.grouping) == (of, place)]
                if not rows:
                    continue
                title = self.say(f"p_by_{place}")
                if len(self.picture.ladders) > 1:
                    title = f"{title}: {lined(self.words.classification(of))}"
                body = self._by_place(place, ladder, rows)
                if len(rows) > MOST_OPEN:
                    yield folded([tag("h3", f"{title} ({self.number(len(rows))})")], body)
                else:
                    yield tag("div", tag("h3", title), body, class_="counted")

    def _by_place(self, place: str, ladder: Ladder, rows: Sequence[Count]) -> Element:
        levels = [it.id for it in reversed(ladder.levels)]
        sheets = self.sheets if place == "municipality" else {}
        headings = [self.say(f"p_{place}"), *(lined(self.words.level(ladder.id, it)) for it in levels)]
        headings += [self.say("p_undecided"), self.say("p_all"), *([self.say("p_sheet")] if sheets else [])]
        body = []
        for it in sorted(rows, key=lambda one: alphabetical(one.group or "")):
            numbers = [*(it.levels[level] for level in levels), sum(it.open.values())]
            cells: list[Part] = [self._place(place, it, ladder), *map(self._zero, numbers), self.number(it.total)]
            if sheets:
                file = sheets.get(it.group or "")
                cells.append(tag("a", self.say("p_sheet"), self._heard(it.group), href=file) if file else "–")
            body.append(cells)
        return table(headings, body, class_="figures")

    def _heard(self, group: str | None) -> Element:
        return tag("span", f" {lined(group or self.say('p_nowhere'))}", class_="heard")

    def _place(self, place: str, it: Count, ladder: Ladder) -> Element:
        name = lined(it.group or "")
        shown = name or self.say("p_nowhere")
        link = tag("a", shown, href="#areas", **{"data-show": place, "data-value": self.keys.get(place, {}).get(name)})
        return tag("span", link if name else shown, bar(ladder, it))

    def undecided(self) -> Element:
        found, heading = self.summary.undecided, self.say("p_undecided")
        if not found:
            return section("undecided", heading, tag("p", self.say("p_undecided_none")))
        lead = self.say("p_undecided_n", n=self.number(len(found)), all=self.number(len(self.picture.areas)))
        note = None
        if self.summary.audience == "open":
            note = tag("p", self.words.say("settling_open_note"), class_="quiet")
        headings = [self.say(it) for it in ("p_area", "p_possible", "p_settles")]
        rows = [(self._named(it.area), self._possible(it), lined(self._settles(it))) for it in found]
        body = self._perhaps_folded(table(headings, rows), len(found))
        return section("undecided", heading, tag("p", lead), note, body)

    def _possible(self, it: Undecided) -> Element:
        decided = None
        if it.decided is not None:
            level = lined(self.words.level(it.classification, it.decided))
            decided = tag("span", self.say("p_decided_as", level=level), class_="tagged")
        return tag("span", lined(self.words.levels(it.classification, it.possible)), " ", decided)

    def _settles(self, it: Undecided) -> str:
        if it.settling is None:
            return self.say("p_no_reasons")
        if not it.settling.matters:
            return self.say("p_settle_open" if self.summary.audience == "open" else "p_settle_nothing")
        said = [self.say("p_settle_all", facts=self.words.indicators(it.settling.matters))]
        quickest = it.settling.quickest
        if quickest and len(quickest[0]) < len(it.settling.matters):
            sets = ", ".join(self.words.indicators(ids) for ids in quickest)
            said.append(self.say("p_settle_alone", facts=sets))
        return " ".join(said)

    def decisions(self) -> Element | None:
        """Return the decisions beside the proposals, those that differ first; the open audience is told of none."""
        found, heading = self.summary.decisions, self.say("p_decisions")
        if self.summary.audience == "open" or self.picture.publication is not None:
            return None
        if not found:
            return section("decisions", heading, tag("p", self.say("p_decisions_none")))
        towards = Counter(it.towards for it in found)
        numbers = {it: self.number(towards[it]) for it in ("same", "milder", "more_serious", "settled")}
        lead = tag("p", self.words.say("decisions_count", all=self.number(len(found)), **numbers))
        order = ("more_serious", "milder", "settled", "same")
        headings = [self.say(it) for it in ("p_area", "p_decided", "p_proposed", "p_by", "p_motive")]
        rows = [self._decided(it) for it in sorted(found, key=lambda one: order.index(one.towards))]
        body = self._perhaps_folded(table(headings, rows, class_="decided"), len(found))
        return section("decisions", heading, lead, *self._beside(), body)

    def _beside(self) -> Iterator[Element]:
        """Yield how many areas stand on each level beside how many were computed to."""
        for it in self.summary.proposed:
            if it.grouping != "all":
                continue
            stands = self.summary.count(it.classification)
            levels = [(self.words.level(it.classification, one), one) for one in reversed(list(it.levels))]
            rows: list[Sequence[Part]] = [
                (lined(title), self._zero(stands.levels[one]), self._zero(it.levels[one])) for title, one in levels
            ]
            opened = [sum(one.open.values()) for one in (stands, it)]
            rows.append((self.say("p_undecided"), *map(self._zero, opened)))
            headings = [self.say("p_level"), self.say("p_stands"), self.say("p_computed")]
            yield table(headings, rows, class_="figures")

    def _decided(self, it: Difference) -> tuple[Part, ...]:
        said, name = it.decision, it.decision.classification
        differs = None if it.towards == "same" else tag("span", self.words.say(it.towards), class_="tagged")
        second = said.second_approver
        by = self.say("p_decided_by" if not second else "p_approved_too", role=said.role, day=said.date, second=second)
        proposed = tag("span", lined(self.words.levels(name, it.proposed)), " ", differs)
        level = lined(self.words.level(name, said.level))
        return self._named(said.area), level, proposed, lined(by), lined(said.motive) if said.motive else "–"

    def robustness(self) -> Element | None:
        if self.picture.ruleset is None or not self.picture.areas:
            return None
        parts: list[Part] = []
        for it in self.summary.robustness:
            if len(self.summary.robustness) > 1:
                parts.append(tag("h3", lined(self.words.classification(it.classification))))
            all_ = it.robust + len(it.areas)
            if not self.picture.ruleset.readings:
                parts.append(tag("p", self.say("p_robust_no_readings")))
            elif all_:
                said = self.say(
                    "p_robust_n", n=self.number(it.robust), all=self.number(all_), other=self.number(len(it.areas))
                )
                parts.append(tag("p", said))
            if it.left_out:
                parts.append(tag("p", self.words.say("robust_left_out", n=self.number(it.left_out))))
            if it.readings:
                parts.append(self._readings(it.readings, all_))
        return section("robustness", self.say("p_robustness"), *parts)

    def _readings(self, readings: Mapping[str, int], all_: int) -> Element:
        headings = [self.say("p_reading"), self.say("p_depending")]
        rows = []
        for id_, number in readings.items():
            link = tag("a", lined(self.words.reading(id_)), href=f"#threshold-{id_}")
            rows.append((tag("span", link, meter(number, all_)), self.number(number)))
        return table(headings, rows, class_="figures")

    def completeness(self) -> Element | None:
        whole = [it for it in self.summary.completeness if it.indicator is None]
        asked, answered = sum(it.asked for it in whole), sum(it.answered for it in whole)
        if not asked:
            return None
        said = self.say(
            "p_complete_n",
            known=self.number(answered),
            all=self.number(asked),
            share=share(answered, asked, self.language),
        )
        notes = ["completeness_note", *(["completeness_open_note"] if self.summary.audience == "open" else [])]
        parts: list[Part] = [tag("p", said), *(tag("p", self.words.say(id_), class_="quiet") for id_ in notes)]
        units = sorted(whole, key=lambda it: alphabetical(it.unit))
        rows = [(lined(it.unit) or self.words.say("unit_none"), [it]) for it in units]
        parts.append(self._folded_known("c_unit", rows))
        by: dict[str, list[Completeness]] = {}
        for it in self.summary.completeness:
            if it.indicator is not None:
                by.setdefault(it.indicator, []).append(it)
        parts.append(
            self._folded_known("c_indicator", [(lined(self.words.indicator(id_)), each) for id_, each in by.items()])
        )
        return section("completeness", self.say("p_completeness"), *parts)

    def _folded_known(self, first: str, rows: Sequence[tuple[str, Sequence[Completeness]]]) -> Element:
        keys = ("answered", "asked", "stale", "below_grade", "conflicting", "not_dated", "not_graded", "old")
        body = []
        for name, each in rows:
            numbers = [sum(getattr(it, key) for it in each) for key in keys]
            body.append((tag("span", name, meter(numbers[0], numbers[1])), *map(self._zero, numbers)))
        headings = [self.words.say(it) for it in (first, *(f"c_{key}" for key in keys))]
        title = f"{self.words.say(first)} ({self.number(len(rows))})"
        return folded([tag("h3", title)], table(headings, body, class_="figures"))

    def _perhaps_folded(self, body: Element, rows: int) -> Element:
        if rows <= MOST_OPEN:
            return body
        return folded([tag("h3", self.say("p_areas_n", n=self.number(rows)))], body)

    def _named(self, id: str) -> Element:
        area = self.areas[id]
        where = tag("span", lined(area.municipality), class_="where") if area.municipality else None
        return tag("span", tag("a", lined(area.name or id), href=f"#{self.anchors[id]}"), " ", where)

    def _zero(self, number: int) -> Part:
        return self.number(number) if number else tag("span", "0", class_="none")
