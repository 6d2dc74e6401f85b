"""An audit as one HTML file: what holds and what does not first, everything else behind lines that open it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from xml.etree.ElementTree import Element

from lagesbild_rules.explanation import phrase
from lagesbild_rules.record import Receipt
from lagesbild_rules.report._html_ledger import constants
from lagesbild_rules.report._html_parts import (
    Part,
    code,
    colophon,
    contents,
    folded,
    page,
    pairs,
    receipt_part,
    section,
    table,
    tag,
    with_receipt,
)
from lagesbild_rules.report._marks import lined
from lagesbild_rules.report._svg import inline_svg
from lagesbild_rules.study import GROUNDS, STANDINGS, AuditPage, Chapter, ReportTable, Standing, Statement

SIGNS: Final[dict[Standing, str]] = {"fails": "✘", "open": "?", "holds": "✔", "told": "–"}
"""Always beside the word that it stands for."""
MOST_SHOWN: Final = 8
"""The most tables of facts that a chapter shows; audit.json holds all."""
MOST_ROWS: Final = 60
"""The most rows of a table that is shown; audit.json holds all."""


def audit_html(found: AuditPage, receipt: Receipt | None = None) -> str:
    """Return *found* as one self-contained page: no script, no address outside it, the same bytes every time.

    Its *receipt* is embedded as JSON, with the digest of the page around it.
    """
    return with_receipt(_Layout(lined(found), receipt).whole(), receipt)


class _Layout:
    def __init__(self, found: AuditPage, receipt: Receipt | None) -> None:
        self.found, self.words, self.receipt = found, found.words, receipt

    def whole(self) -> str:
        there = [it for it in self.found.chapters if it.left_out is None]
        missing = [it for it in self.found.chapters if it.left_out is not None]
        parts = [self._summary(), *map(self._chapter, there), self._constants()]
        if missing:
            rows = [(it.title, tag("span", it.left_out)) for it in missing]
            parts.append(section("left-out", self.words["h_left_out"], pairs(rows)))
        parts.append(section("limits", self.words["h_limits"], self._table(self.found.limits, headed=False)))
        parts.append(self._audited())
        if self.receipt is not None:
            parts.append(receipt_part(self.receipt, self.found.language))
        listed = [(it.get("id", ""), it[0].text or "") for it in parts]
        return page(
            self.found.language,
            self.found.title,
            self._head(),
            contents(self.found.language, listed),
            tag("main", *parts, id="content", tabindex="-1"),
            tag("footer", tag("p", self.words["proposal"])),
        )

    def _head(self) -> Element:
        it = self.found.ruleset
        period = f"{it.effective_from}–{it.effective_until or ''}"
        version = f"{self._say('l_version')} {it.version}"
        return tag(
            "header",
            tag("p", self.words["label"], class_="label"),
            tag("h1", self.found.title),
            tag("p", code(f"{it.id}@{it.effective_from}"), f", {version}, {it.status}, {period}", class_="meta"),
            tag("p", self._say("c_logic_digest"), ": ", code(it.logic), class_="meta"),
            tag("p", self._say("c_wording_digest"), ": ", code(it.wording), class_="meta"),
            tag("p", self.words["proposal"], class_="notice"),
        )

    def _say(self, id: str) -> str:
        return phrase(id, self.found.language)

    def _summary(self) -> Element:
        groups = [self._standing(it) for it in STANDINGS if it != "told"]
        told = self.found.statements("told")
        if told:
            summary: list[Part] = [tag("h3", f"{self.words['standing_told']} ({len(told)})")]
            groups.append(folded(summary, self._list(told), class_="standing-told"))
        rows = [
            (
                tag("span", self.words[f"ground_{it}"], class_=f"ground {it}"),
                str(self.found.count(it)),
                self.words[f"what_{it}"],
            )
            for it in GROUNDS
        ]
        headings = [self.words[it] for it in ("c_ground", "c_statements", "c_meaning")]
        grounds = section("grounds", self.words["h_grounds"], table(headings, rows, class_="grounds"), level=3)
        lead = tag("p", self.found.lead(), class_="lead")
        return section("summary", self.words["h_summary"], lead, *groups, grounds)

    def _standing(self, standing: Standing) -> Element:
        found = self.found.statements(standing)
        title = f"{self.words[f'standing_{standing}']} ({len(found)})"
        inside = self._list(found) if found else tag("p", self.words[f"none_{standing}"], class_="quiet")
        return tag("div", tag("h3", title), inside, class_=f"standing-{standing}")

    def _list(self, found: Sequence[tuple[Chapter, Statement]]) -> Element:
        return tag("ul", *(self._statement(one, chapter) for chapter, one in found), class_="statements")

    def _statement(self, it: Statement, chapter: Chapter | None = None) -> Element:
        sign = tag("span", SIGNS[it.standing], aria_hidden="true", class_=f"sign {it.standing}")
        heard = tag("span", f"{self.words[f'standing_{it.standing}']}: ", class_="heard")
        ground = tag("span", self.words[f"ground_{it.ground}"], class_=f"ground {it.ground}")
        link = tag("a", chapter.title, href=f"#{chapter.id}", class_="of") if chapter else None
        return tag(
            "li",
            sign,
            heard,
            it.text,
            " ",
            tag("span", ground, " " if link is not None else None, link, class_="marks"),
        )

    def _chapter(self, it: Chapter) -> Element:
        parts: list[Part] = [tag("p", it.asks, class_="quiet")]
        if it.statements:
            parts.append(tag("ul", *map(self._statement, it.statements), class_="statements"))
        for number, plot in enumerate(it.plots, 1):
            parts.append(tag("figure", inline_svg(plot, f"{it.id}-plot-{number}"), class_="plot"))
        parts += [folded([tag("h3", one.title)], self._table(one, headed=False)) for one in it.tables]
        if it.shown:
            title = self.words["h_shown"].format(n=len(it.shown))
            more = len(it.shown) - MOST_SHOWN
            note = tag("p", self.words["more_shown"].format(n=more), class_="quiet") if more > 0 else None
            parts.append(folded([tag("h3", title)], *map(self._table, it.shown[:MOST_SHOWN]), note))
        return section(it.id, it.title, *parts)

    def _table(self, it: ReportTable, *, headed: bool = True) -> Element:
        notes: list[Part] = [tag("p", note, class_="quiet") for note in it.notes]
        if (more := len(it.rows) - MOST_ROWS) > 0:
            notes.append(tag("p", self.words["more_rows"].format(n=more), class_="quiet"))
        body = table(list(it.headings), it.rows[:MOST_ROWS], class_=_numbered(it)) if it.rows else None
        return tag("div", tag("h4", it.title) if headed else None, body, *notes, class_="sheet")

    def _constants(self) -> Element:
        each = list(self.found.constants)
        body = constants(each, self.found.language) if each else tag("p", self.words["constants_none"])
        return section("thresholds", self.words["h_constants"], body)

    def _audited(self) -> Element:
        about = pairs((name, tag("span", value)) for name, value in self.found.about)
        data = tag("p", self.words["data"], class_="quiet")
        return section(
            "audited", self.words["h_audited"], colophon(self.found.ruleset, self.found.language), about, data
        )


def _numbered(it: ReportTable) -> str | None:
    """Return the class of a table all of whose columns but the first hold numbers."""
    return "figures" if it.numbers and it.numbers >= set(range(1, len(it.headings))) else None
