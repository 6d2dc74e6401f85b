"""The parts of a picture's page that count: levels by place, what is open, decisions, readings, what is known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final
from xml.etree.ElementTree import Element

from lagesbild_rules.explanation import phrase
from lagesbild_rules.picture import Ladder, Picture, report_phrase
from lagesbild_rules.report._html_parts import Part, folded, section, table, tag
from lagesbild_rules.report._picture_areas import PLACES, DecisionText, alphabetical
from lagesbild_rules.report._picture_tally import UNDECIDED, AreaRef, Known, Tally, UndecidedText
from lagesbild_rules.report._picture_words import count, share
from lagesbild_rules.text import Language

TINTS: Final = 4
"""The darkest tint of a level; the mildest has the tint 0."""
MOST_OPEN: Final = 12
"""The most rows of a table that stands open; a longer one is folded."""


class CountsHtml:
    """Lays out what was counted. *sheets* holds the file of each municipality's sheet, where there are sheets."""

    def __init__(self, picture: Picture, language: Language, tally: Tally, sheets: Mapping[str, str]) -> None:
        self.picture, self.language, self.tally, self.sheets = picture, language, tally, sheets

    def say(self, id: str, **words: object) -> str:
        return report_phrase(id, self.language, **words)

    def cards(self) -> Iterator[Element]:
        """Yield for each classification its levels with how many areas stand on each, the most serious first."""
        for of, ladder in self.picture.ladders.items():
            counts = self.tally.levels.get(of, Counter())
            if len(self.picture.ladders) > 1:
                yield tag("p", ladder.title.in_(self.language) or of, class_="label")
            each = [self._card(ladder, rank, counts) for rank in reversed(range(len(ladder.levels)))]
            if counts[UNDECIDED]:
                title, key = self.say("p_undecided"), f"{of}.?"
                each.append(self._one(title, counts[UNDECIDED], "card possible", key, "?"))
            yield tag("ul", *each, class_="cards")

    def _card(self, ladder: Ladder, rank: int, counts: Mapping[str, int]) -> Element:
        level, top = ladder.levels[rank], len(ladder.levels) - 1
        signs = "●" * rank + "○" * (top - rank)
        title, key = level.title.in_(self.language) or level.id, f"{ladder.id}.{level.id}"
        return self._one(title, counts.get(level.id, 0), f"card tint-{tint(rank, len(ladder.levels))}", key, signs)

    def _one(self, title: str, number: int, class_: str, key: str, signs: str) -> Element:
        link = tag(
            "a",
            tag("span", signs, aria_hidden="true", class_="pips"),
            tag("span", count(number, self.language), class_="number"),
            tag("span", title, class_="what"),
            href="#areas",
            **{"data-show": "level", "data-value": key},
        )
        return tag("li", link, class_=class_)

    def places(self) -> Iterator[Element]:
        """Yield a table of levels for each kind of place that the areas state."""
        for place in PLACES:
            if not self.tally.many(place):
                continue
            for of, ladder in self.picture.ladders.items():
                rows = self.tally.by_place.get(of, {}).get(place, {})
                title = self.say(f"p_by_{place}")
                if len(self.picture.ladders) > 1:
                    title = f"{title}: {ladder.title.in_(self.language) or of}"
                body = self._by_place(place, ladder, rows)
                if len(rows) > MOST_OPEN:
                    yield folded([tag("h3", f"{title} ({count(len(rows), self.language)})")], body)
                else:
                    yield tag("div", tag("h3", title), body, class_="counted")

    def _by_place(self, place: str, ladder: Ladder, rows: Mapping[str, Counter[str]]) -> Element:
        levels = [it.id for it in ladder.levels][::-1]
        titles = {it.id: it.title.in_(self.language) or it.id for it in ladder.levels}
        sheets = self.sheets if place == "municipality" else {}
        headings = [self.say(f"p_{place}"), *(titles[it] for it in levels), self.say("p_undecided"), self.say("p_all")]
        headings += [self.say("p_sheet")] if sheets else []
        body: list[Sequence[Part]] = []
        for name in sorted(rows, key=alphabetical):
            counts = rows[name]
            total = sum(counts.values())
            cells: list[Part] = [self._named(place, name, ladder, counts)]
            cells += [_zero(counts[it], self.language) for it in (*levels, UNDECIDED)]
            cells.append(count(total, self.language))
            if sheets:
                file = sheets.get(name)
                cells.append(tag("a", self.say("p_sheet"), href=file) if file else "–")
            body.append(cells)
        return table(headings, body, class_="figures")

    def _named(self, place: str, name: str, ladder: Ladder, counts: Counter[str]) -> Element:
        shown = name or self.say("p_nowhere")
        link = tag("a", shown, href="#areas", **{"data-show": place.replace("_", "-"), "data-value": name})
        return tag("span", link if name else shown, bar(ladder, counts))

    def undecided(self) -> Element:
        found = self.tally.undecided
        if not found:
            return section("undecided", self.say("p_undecided"), tag("p", self.say("p_undecided_none")))
        number, all_ = (count(it, self.language) for it in (len(found), self.tally.total))
        lead = tag("p", self.say("p_undecided_n", n=number, all=all_))
        headings = [self.say(it) for it in ("p_area", "p_possible", "p_settles")]
        body = table(headings, [(_named(it.area), it.possible, self._settles(it)) for it in found])
        return section("undecided", self.say("p_undecided"), lead, self._perhaps_folded(body, len(found)))

    def _settles(self, it: UndecidedText) -> str:
        if not it.shown:
            return self.say("p_settle_open") if it.area.explained else self.say("p_no_reasons")
        if not it.settles:
            return self.say("p_settle_nothing")
        said = self.say("p_settle_all", facts="; ".join(it.settles))
        return f"{said} {it.quickest}" if it.quickest else said

    def decisions(self) -> Element:
        found = self.tally.decisions
        heading = self.say("p_decisions")
        if not found:
            return section("decisions", heading, tag("p", self.say("p_decisions_none")))
        if all(it.decision.by is None for it in found):
            headings = [self.say(it) for it in ("p_area", "p_decided")]
            rows = [(_named(it.area), f"{it.decision.text}, {it.decision.day}") for it in found]
            lead = self.say("p_decisions_open", n=count(len(found), self.language))
            body = table(headings, rows)
            return section("decisions", heading, tag("p", lead), self._perhaps_folded(body, len(found)))
        numbers = {
            "n": len(found),
            "same": self.tally.decided(lambda it: it.differs is False),
            "other": self.tally.decided(lambda it: bool(it.differs)),
            "open": self.tally.decided(lambda it: it.differs is None),
        }
        said = {name: count(it, self.language) for name, it in numbers.items()}
        lead = self.say("p_decisions_n", **said)
        ordered = sorted(found, key=lambda it: (it.decision.differs is False, it.decision.differs is None))
        headings = [self.say(it) for it in ("p_area", "p_decided", "p_proposed", "p_by", "p_motive")]
        body = table(headings, [self._decided(it.area, it.decision) for it in ordered], class_="decided")
        return section("decisions", heading, tag("p", lead), self._perhaps_folded(body, len(found)))

    def _decided(self, area: AreaRef, it: DecisionText) -> tuple[Part, ...]:
        differs = tag("span", self.say("p_differs").lower(), class_="tagged") if it.differs else None
        proposed = tag("span", it.proposed, " ", differs)
        return _named(area), it.text, proposed, it.by, it.motive or "–"

    def robustness(self) -> Element | None:
        found = self.tally.robust
        if not found:
            return None
        shown = found["robust"] + found["depends"]
        ruleset = self.picture.ruleset
        if ruleset is not None and not ruleset.readings:
            lead = self.say("p_robust_no_readings")
        else:
            numbers = {"n": found["robust"], "all": shown, "other": found["depends"]}
            lead = self.say("p_robust_n", **{name: count(it, self.language) for name, it in numbers.items()})
        parts: list[Part] = [tag("p", lead)] if shown else []
        if found["unshown"]:
            parts.append(tag("p", self.say("p_robust_unshown", n=count(found["unshown"], self.language))))
        parts += [self._readings(readings, shown) for readings in self.tally.readings.values()]
        return section("robustness", self.say("p_robustness"), *parts)

    def _readings(self, readings: Mapping[str, int], shown: int) -> Element:
        ruleset = self.picture.ruleset
        assert ruleset is not None
        headings = [self.say("p_reading"), self.say("p_depending")]
        rows = []
        for id_ in (it for it in ruleset.readings if it in readings):
            title = ruleset.readings[id_].title.in_(self.language) or id_
            link = tag("a", title, href=f"#threshold-{id_}")
            rows.append((tag("span", link, meter(readings[id_], shown)), count(readings[id_], self.language)))
        return table(headings, rows, class_="figures")

    def completeness(self) -> Element | None:
        known = self.tally.known
        if not known.all and not known.withheld:
            return None
        parts: list[Part] = []
        if known.all:
            numbers = {"known": known.exact, "all": known.all, "inexact": known.inexact, "missing": known.missing}
            said = {name: count(it, self.language) for name, it in numbers.items()}
            parts.append(tag("p", self.say("p_complete_n", share=share(known.exact, known.all, self.language), **said)))
        if known.withheld:
            said_ = self.say("p_complete_withheld", n=count(known.withheld, self.language))
            parts.append(tag("p", said_))
        regions = self.tally.known_by_region
        if len(regions) > 1:
            by = [(name or self.say("p_nowhere"), regions[name]) for name in sorted(regions, key=alphabetical)]
            body = self._known("p_region", by)
            parts.append(tag("div", tag("h3", self.say("p_complete_by_place")), body, class_="counted"))
        indicators = list(self.tally.known_by_indicator.values())
        heading = tag("h3", f"{self.say('p_complete_by_indicator')} ({count(len(indicators), self.language)})")
        parts.append(folded([heading], self._known(None, indicators)))
        return section("completeness", self.say("p_completeness"), *parts)

    def _known(self, place: str | None, rows: Sequence[tuple[str, Known]]) -> Element:
        first = self.say(place) if place else phrase("c_indicator", self.language)
        columns: list[tuple[str, Callable[[Known], int]]] = [
            ("p_known", lambda it: it.exact),
            ("p_inexact", lambda it: it.inexact),
            ("p_missing", lambda it: it.missing),
        ]
        if self.tally.known.withheld:
            columns.append(("p_withheld", lambda it: it.withheld))
        headings = [first, *(self.say(name) for name, _ in columns), self.say("p_share")]
        body = [
            (
                tag("span", name, meter(it.exact, it.all)),
                *(_zero(of(it), self.language) for _, of in columns),
                share(it.exact, it.all, self.language) if it.all else "–",
            )
            for name, it in rows
        ]
        return table(headings, body, class_="figures")

    def _perhaps_folded(self, body: Element, rows: int) -> Element:
        if rows <= MOST_OPEN:
            return body
        heading = tag("h3", f"{self.say('p_areas_n', n=count(rows, self.language))}")
        return folded([heading], body)


def tint(rank: int, levels: int) -> int:
    """Return the tint of a level: the mildest 0, the most serious the darkest."""
    return round(TINTS * rank / (levels - 1)) if levels > 1 else TINTS


def bar(ladder: Ladder, counts: Mapping[str, int]) -> Element:
    """Return how the areas are divided among the levels, the most serious first; the figures stand beside it."""
    total = sum(counts.values()) or 1
    parts, at = [], 0
    keys = [(it.id, f"tint-{tint(rank, len(ladder.levels))}") for rank, it in enumerate(ladder.levels)]
    for key, class_ in [*reversed(keys), (UNDECIDED, "tint-open")]:
        number = counts.get(key, 0)
        if number:
            parts.append(_rect(at, number, total, class_))
        at += number
    return _drawn(parts)


def meter(part: int, whole: int) -> Element:
    """Return a bar that is full as far as *part* is of *whole*; the figures stand beside it."""
    return _drawn([_rect(0, whole or 1, whole or 1, "rest"), _rect(0, part, whole or 1, "part")])


def _rect(at: int, number: int, total: int, class_: str) -> Element:
    x, width = (plain_share(it, total) for it in (at, number))
    return tag("rect", x=x, y="0", width=width, height="4", class_=class_)


def plain_share(part: int, whole: int) -> str:
    """Return *part* of *whole* in per cent with two decimals, the same on every machine."""
    hundredths = (20000 * part + whole) // (2 * whole)
    return f"{hundredths // 100}.{hundredths % 100:02d}"


def _drawn(parts: Sequence[Element]) -> Element:
    named = {"viewBox": "0 0 100 4", "preserveAspectRatio": "none", "aria-hidden": "true"}
    return tag("svg", *parts, class_="split", **named)


def _named(it: AreaRef) -> Element:
    where = tag("span", it.municipality, class_="where") if it.municipality else None
    return tag("span", tag("a", it.name, href=f"#{it.anchor}"), " ", where)


def _zero(number: int, language: Language) -> Part:
    return count(number, language) if number else tag("span", "0", class_="none")
