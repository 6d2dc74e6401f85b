"""Comparisons and series of pictures as one HTML file, in the style of the explanations."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree.ElementTree import Element

from lagesbild_rules.picture import AreaMoved, ClassMoves, ClassSeries, ComparisonText, PictureText, SeriesText
from lagesbild_rules.record import Receipt
from lagesbild_rules.report import _comparison_tables as tables
from lagesbild_rules.report._html_parts import (
    Part,
    contents,
    folded,
    items,
    page,
    receipt_part,
    section,
    table,
    tag,
    with_receipt,
)
from lagesbild_rules.report._marks import lined
from lagesbild_rules.report._svg import inline_svg
from lagesbild_rules.report._svg_series import series_plot
from lagesbild_rules.text import Language


def comparison_html(document: ComparisonText, receipt: Receipt | None = None) -> str:
    """Return *document* as one self-contained page: no script, no address outside it, the same bytes every time.

    Its *receipt* is embedded as JSON, with the digest of the page around it.
    """
    it = lined(document)
    return with_receipt(_Layout("sv" if it.language == "sv" else "en", receipt).comparison(it), receipt)


def series_html(document: SeriesText, receipt: Receipt | None = None) -> str:
    """Return *document* as one self-contained page with its drawing, as ``comparison_html`` does."""
    it = lined(document)
    return with_receipt(_Layout("sv" if it.language == "sv" else "en", receipt).series(it), receipt)


class _Layout:
    def __init__(self, language: Language, receipt: Receipt | None) -> None:
        self.language: Language = language
        self.receipt = receipt

    def say(self, id: str) -> str:
        return tables.words(id, self.language)

    def comparison(self, it: ComparisonText) -> str:
        parts = [self._classification(one) for one in it.classifications]
        note = tag("p", self.say("technical_note" if it.technical else "none_technical"))
        parts.append(section("technical", self.say("h_technical"), note, items(one.text for one in it.technical)))
        if it.findings:
            parts.append(section("findings", self.say("h_findings"), items(it.findings)))
        named = ((self.say("before"), it.before), (self.say("after"), it.after))
        return self._page(it.title, self.say("label"), it.notices, parts, named)

    def series(self, it: SeriesText) -> str:
        parts = [self._series(it, one) for one in it.classifications]
        named = [(one.label, one) for one in it.pictures]
        return self._page(it.title, self.say("series_label"), it.notices, parts, named)

    def _page(
        self,
        title: str,
        label: str,
        notices: Iterable[str],
        parts: list[Element],
        named: Iterable[tuple[str, PictureText]],
    ) -> str:
        pictures = tag("dl", *(self._picture(*one) for one in named), class_="pairs")
        parts.append(section("pictures", self.say("h_pictures"), pictures))
        if self.receipt is not None:
            parts.append(receipt_part(self.receipt, self.language))
        head = tag(
            "header",
            tag("p", label, class_="label"),
            tag("h1", title),
            *(tag("p", one, class_="notice") for one in notices),
        )
        listed = [(one.get("id", ""), one[0].text or "") for one in parts]
        main = tag("main", *parts, id="content", tabindex="-1")
        return page(self.language, title, head, contents(self.language, listed), main)

    def _picture(self, name: str, it: PictureText) -> Element:
        return tag("div", tag("dt", name), tag("dd", *(tag("p", line) for line in tables.about(it))))

    def _grid(self, it: tables.Grid) -> Element:
        return table(list(it.headings), it.rows)

    def _classification(self, it: ClassMoves) -> Element:
        id_ = f"class-{it.id}"
        changed: list[Part] = []
        for move in it.moves:
            areas = [one for one in it.areas if one.moved == move.moved]
            told = [one for one in areas if move.moved != "unchanged" or one.proposal or one.crossing]
            note = tag("p", move.note) if move.note else None
            heading: list[Part] = [tag("h4", f"{move.title} ({move.text})")]
            if told:
                opened = "" if move.moved != "unchanged" else None
                changed.append(folded(heading, note, tag("ul", *map(self._area, told)), open=opened))
            else:
                changed.append(tag("div", *heading, class_="level"))
        crossing = (
            section(f"{id_}-crossing", self.say("h_crossing"), items(it.verdicts), level=3) if it.verdicts else None
        )
        return section(
            id_,
            it.title,
            tag("p", it.summary, class_="lead"),
            section(f"{id_}-levels", self.say("h_totals"), self._grid(tables.levels(it, self.language)), level=3),
            section(
                f"{id_}-sum",
                self.say("h_sum"),
                tag("p", it.sum_text),
                self._grid(tables.sum_of(it, self.language)),
                level=3,
            ),
            section(f"{id_}-flows", self.say("h_flows"), self._grid(tables.flows(it, self.language)), level=3),
            section(f"{id_}-changes", self.say("h_changes"), *changed, level=3),
            crossing,
        )

    def _area(self, it: AreaMoved) -> Element:
        more = [one for one in (it.trend_text, it.proposal and it.proposal.text) if one]
        return tag("li", it.text, items(more), self._crossing(it))

    def _crossing(self, it: AreaMoved) -> Element | None:
        if it.crossing is None:
            return None
        legs = [
            tag("li", f"{self.say(f'{leg.first}_first')}: {leg.text}", items(one.text for one in leg.through))
            for leg in it.crossing.legs
        ]
        summary: list[Part] = [tag("span", it.crossing.text)]
        return folded(summary, tag("p", it.crossing.cells_text), tag("ul", *legs))

    def _series(self, document: SeriesText, it: ClassSeries) -> Element:
        id_ = f"class-{it.id}"
        drawn = tag("figure", inline_svg(series_plot(document, it), f"{id_}-plot"), class_="plot")
        grids = (
            ("totals", "series_totals", tables.series_levels(document, it, self.language)),
            ("moves", "series_moves", tables.series_steps(it, self.language)),
            ("flows", "series_flows", tables.series_flows(it, self.language)),
        )
        return section(
            id_,
            it.title,
            drawn,
            *(section(f"{id_}-{name}", self.say(heading), self._grid(grid), level=3) for name, heading, grid in grids),
        )
