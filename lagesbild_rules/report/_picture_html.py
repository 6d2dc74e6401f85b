"""A picture as one HTML file: what is counted first, then every area, each explained behind a line that opens it."""

from __future__ import annotations

import json
from typing import Final
from xml.etree.ElementTree import Element, tostring

from lagesbild_rules.explanation import PHRASES, Document
from lagesbild_rules.picture import PictureSummary, report_phrase
from lagesbild_rules.progress import Progress, quiet
from lagesbild_rules.report._html_parts import contents, receipt_part, section, tag, with_receipt
from lagesbild_rules.report._html_strict import json_block, placed, strict_page
from lagesbild_rules.report._marks import lined
from lagesbild_rules.report._picture_area_html import AreaHtml
from lagesbild_rules.report._picture_areas import AreaText, alphabetical, area_texts
from lagesbild_rules.report._picture_beside import Beside, changes_part, drawn_map
from lagesbild_rules.report._picture_data import Pool, Row, inside_page
from lagesbild_rules.report._picture_parts_html import CountsHtml
from lagesbild_rules.report._picture_told import Telling
from lagesbild_rules.report._picture_under import notices, under
from lagesbild_rules.report._picture_words import count
from lagesbild_rules.text import Language

STYLES: Final = ("_style.css", "_picture.css")
_ALONE: Final = Beside()
FOUND_BY: Final = ("region", "police_area", "municipality")
"""The places that areas are filtered by; a local police area is found by its name."""
SCRIPT: Final = "_picture.js"
_WORDS: Final = (
    *("true", "false", "unknown", "passed", "h_levels", "h_ledger", "h_facts", "h_observations", "h_withheld"),
    *("h_envelope", "h_grounding", "h_rests_on", "c_counted", "c_outcome", "c_indicator", "c_known", "c_handling"),
    *("withheld_note", "l_asked_by", "l_supports"),
)


def picture_html(
    summary: PictureSummary,
    language: Language = "sv",
    *,
    beside: Beside = _ALONE,
    progress: Progress = quiet,
) -> str:
    """Return the picture of *summary* as one self-contained page, the same bytes every time.

    It asks for nothing outside itself. Everything that matters can be read where no script runs; its one script
    filters the areas and lays out the rest of their explanations. For the open audience it is made of open
    observations, the ruleset, the table of areas and the levels made public, and nothing else.
    """
    page = PicturePage(summary, language, beside)
    with progress(len(summary.picture.areas), "lay out") as advance:
        for it in area_texts(summary, language):
            page.add(it)
            advance()
    return page.whole()


class PicturePage:
    """A page in the making: areas are added one by one, and of each only its markup and its rows are kept."""

    def __init__(self, summary: PictureSummary, language: Language, beside: Beside) -> None:
        self.summary, self.picture, self.language, self.beside = summary, summary.picture, language, beside
        self.pool = Pool()
        self.areas = AreaHtml(self.picture, Telling(language, shortly=True))
        self.keys = {place: self._keys(place) for place in FOUND_BY}
        self.counts = CountsHtml(summary, language, beside.sheets, self.keys)
        self.moved = beside.moved()
        self.entries: list[str] = []
        self.rows: dict[str, Row] = {}
        self.states: set[str] = set()
        self.first: Document | None = None

    def _keys(self, place: str) -> dict[str, str]:
        """Return the names of *place*, in order, each with the key by which its areas are found."""
        names = {lined(name) for it in self.picture.areas if (name := getattr(it.area, place))}
        return {name: str(key) for key, name in enumerate(sorted(names, key=alphabetical))}

    def say(self, id: str, **words: object) -> str:
        return report_phrase(id, self.language, **words)

    def add(self, it: AreaText) -> None:
        badge = self.moved.get(it.id)
        keys = {place: each[it.places[place]] for place, each in self.keys.items() if place in it.places}
        entry = self.areas.entry(it, keys, ["changed"] if badge else [], badge)
        self.entries.append(tostring(entry, "unicode", method="html"))
        self.states |= set(self.areas.states(it)) | ({"changed"} if badge else set())
        if it.document is not None:
            self.first = self.first or it.document
            self.rows[str(it.number)] = self.pool.area(it.document)

    def whole(self) -> str:
        drawn, style = (None, "") if self.beside.map is None else drawn_map(self.beside.map)
        found = [
            self._overview(),
            section("map", self.say("p_map"), drawn) if drawn is not None else None,
            section("places", self.say("p_places"), *self.counts.places()) if any(self.keys.values()) else None,
            self._changes(),
            self.counts.undecided() if self.picture.publication is None else None,
            self.counts.decisions(),
            self.counts.robustness(),
            self.counts.completeness(),
            self._list(),
            *under(self.picture, self.language),
            receipt_part(self.beside.receipt, self.language) if self.beside.receipt is not None else None,
        ]
        parts = [it for it in found if it is not None]
        listed = [(it.get("id", ""), it[0].text or "") for it in parts]
        data = [json_block("explained", self._data())] if self.rows else []
        whole = strict_page(
            self.language,
            self.title,
            self._head(),
            contents(self.language, listed),
            tag("main", *parts, id="content", tabindex="-1"),
            tag("footer", tag("p", self.say("p_proposal"))) if self.picture.ruleset is not None else None,
            *data,
            json_block("words", inside_page(json.dumps(self._words(), ensure_ascii=False))),
            styles=STYLES,
            script=SCRIPT,
            drawn=style,
            filled={"entries": "".join(self.entries)},
        )
        return with_receipt(whole, self.beside.receipt)

    def _changes(self) -> Element | None:
        if self.beside.changes is None:
            return None
        body = changes_part(self.beside.changes, self.language, self.counts.anchors)
        return section("changes", self.say("p_changes"), body)

    @property
    def title(self) -> str:
        return self.say("p_title", day=self.picture.as_of)

    def _head(self) -> Element:
        it, ruleset = self.picture, self.picture.ruleset
        number = count(len(it.areas), self.language)
        if ruleset is not None:
            name = lined(ruleset.title.in_(self.language) or ruleset.id)
            lead = self.say("p_lead", n=number, day=it.as_of, ruleset=name)
        else:
            title = lined(it.publication.title if it.publication else it.name)
            lead = self.say("p_lead_list", n=number, title=title, day=it.as_of)
        known = self.say("p_known_at", time=f"{it.known_at:%Y-%m-%d %H:%M} UTC") if it.known_at else None
        return tag(
            "header",
            tag("p", self.say("p_label"), class_="label"),
            tag("h1", self.title),
            tag("p", lead, " " if known else None, known, class_="lead"),
            *(tag("p", notice, class_="notice") for notice in notices(self.summary, self.language)),
        )

    def _overview(self) -> Element:
        return section("overview", self.say("p_overview"), *self.counts.cards())

    def _list(self) -> Element:
        return section(
            "areas",
            self.say("p_areas"),
            tag("p", self.say("p_ordered"), class_="quiet"),
            self._filters(),
            tag("div", placed("entries"), class_="areas"),
            tag("p", self.say("p_none_shown"), id="none", hidden=""),
        )

    def _filters(self) -> Element:
        search = tag("input", type="search", id="find-text", autocomplete="off", spellcheck="false")
        fields = [tag("div", tag("label", self.say("p_search"), for_="find-text"), search, class_="wide")]
        for place, keys in self.keys.items():
            if len(keys) > 1:
                fields.append(self._select(place, f"p_{place}", [(key, name) for name, key in keys.items()]))
        levels = [
            (f"{of}.{level.id}", lined(level.title.in_(self.language) or level.id))
            for of, ladder in self.picture.ladders.items()
            for level in reversed(ladder.levels)
        ]
        levels += [(f"{of}.?", self.say("p_badge_undecided")) for of in self.picture.ladders][:1]
        fields.append(self._select("level", "p_level", levels))
        states = [it for it in ("decided", "differs", "readings", "changed") if it in self.states]
        if states:
            fields.append(self._select("state", "p_state", [(it, self.say(f"p_state_{it}")) for it in states]))
        buttons = [
            tag("button", self.say(f"p_{id_}"), type="button", id=id_.replace("_", "-"))
            for id_ in ("clear", "open_all", "close_all")
        ]
        shown = tag("p", role="status", id="shown")
        named = {"role": "search", "aria-label": self.say("p_filter"), "hidden": ""}
        return tag(
            "div", *fields, tag("div", shown, tag("p", *buttons, class_="buttons"), class_="wide"), id="find", **named
        )

    def _select(self, id: str, title: str, options: list[tuple[str, str]]) -> Element:
        each = [tag("option", self.say("p_any"), value="")]
        each += [tag("option", shown, value=value) for value, shown in options]
        label = tag("label", self.say(title), for_=f"find-{id}")
        return tag("div", label, tag("select", *each, id=f"find-{id}", **{"data-find": id}))

    def _data(self) -> str:
        first = self.first
        assert first is not None
        pool = self.pool
        criteria = [[it.id, it.claim, ", ".join(it.asked_by), ", ".join(it.supports)] for it in first.criteria]
        classes = [[it.title, [level.title for level in it.levels]] for it in first.classifications]
        return pool.json(criteria=criteria, classes=classes, areas=self.rows)

    def _words(self) -> dict[str, str]:
        shown = ("p_shown", "p_wording")
        return {id_: PHRASES[id_].in_(self.language) for id_ in _WORDS} | {id_: self._raw(id_) for id_ in shown}

    def _raw(self, id: str) -> str:
        return self.say(id, n="{n}", all="{all}")
