"""A sheet for each municipality, to hand over: its areas with reasons, and what would lead out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final
from xml.etree.ElementTree import Element, tostring

from attrs import evolve, frozen

from lagesbild_rules.picture import Picture, PictureSummary, receipt, report_phrase, source_of
from lagesbild_rules.record import Receipt
from lagesbild_rules.report._file_names import file_names
from lagesbild_rules.report._html_parts import contents, receipt_part, section, tag, with_receipt
from lagesbild_rules.report._html_strict import placed, strict_page
from lagesbild_rules.report._marks import lined
from lagesbild_rules.report._picture_area_html import AreaHtml
from lagesbild_rules.report._picture_areas import AreaText, alphabetical
from lagesbild_rules.report._picture_told import Telling
from lagesbild_rules.report._picture_under import notices, under
from lagesbild_rules.text import Language

FOLDER: Final = "municipalities"
"""Where the sheets lie beside the page of the picture."""
STYLES: Final = ("_style.css", "_picture.css")


@frozen
class Municipality:
    """A municipality with areas in the picture; ``file`` is the name of its sheet without its ending."""

    code: str | None
    name: str | None
    file: str

    @property
    def key(self) -> str:
        """The name by which areas are counted."""
        return self.name or self.code or ""


def municipalities(summary: PictureSummary) -> list[Municipality]:
    """Return the municipalities of the areas by name, those without one last; each has a file name of its own.

    An area without a municipality has none, and so no sheet.
    """
    found = {(it.area.municipality_code, it.area.municipality) for it in summary.picture.areas}
    known = sorted(
        (it for it in found if any(it)), key=lambda it: (*alphabetical(it[1] or ""), it[1] or "", it[0] or "")
    )
    files = file_names(["-".join(part for part in it if part) for it in known])
    return [Municipality(*it, file) for it, file in zip(known, files, strict=True)]


class Sheets:
    """Sheets in the making: areas are added one by one, and of each only its markup is kept."""

    def __init__(self, summary: PictureSummary, language: Language, *, receipts: bool = False) -> None:
        self.summary, self.picture, self.language = summary, summary.picture, language
        self.receipts = receipts
        self.municipalities = municipalities(summary)
        self.areas = AreaHtml(self.picture, Telling(language, out_alone=True))
        self.entries: dict[Municipality, list[str]] = {it: [] for it in self.municipalities}
        by = {(it.code, it.name): it for it in self.municipalities}
        self.of = {it.id: by.get((it.area.municipality_code, it.area.municipality)) for it in self.picture.areas}

    def say(self, id: str, **words: object) -> str:
        return report_phrase(id, self.language, **words)

    def links(self) -> Mapping[str, str]:
        """Return where the sheet of each municipality lies, by the name under which its areas are counted."""
        return {it.key: f"{FOLDER}/{it.file}.html" for it in self.municipalities}

    def add(self, it: AreaText) -> None:
        of = self.of[it.id]
        if of is not None:
            self.entries[of].append(tostring(self._area(it), "unicode", method="html"))

    def _area(self, it: AreaText) -> Element:
        deep = self.areas.deep(it)
        return tag("div", tag("h3", it.name), self.areas.badges(it), *self.areas.told(it), deep, class_="sheet-area")

    def files(self) -> Iterator[tuple[str, str]]:
        """Yield the name of each sheet and its page."""
        below = list(under(self.picture, self.language))
        listed = [("areas", self.say("p_areas")), *((it.get("id", ""), it[0].text or "") for it in below)]
        last = "".join(tostring(it, "unicode", method="html") for it in below)
        for it in self.municipalities:
            yield f"{FOLDER}/{it.file}.html", self._sheet(it, listed, last)

    def part(self, it: Municipality) -> Picture:
        """Return the part of the picture that the sheet of *it* is of: it tells nothing of other areas."""
        return evolve(self.picture, areas=tuple(one for one in self.picture.areas if self.of[one.id] == it))

    def receipt(self, it: Municipality) -> Receipt | None:
        """Return the receipt of that part, where the sheets carry one."""
        return receipt(evolve(self.summary, picture=self.part(it)), part=it.key) if self.receipts else None

    def title(self, it: Municipality) -> str:
        return self.say("s_title", municipality=lined(it.name or it.code or ""), day=self.picture.as_of)

    def lead(self, number: int) -> str:
        return self.say("s_lead_1" if number == 1 else "s_lead", n=number)

    def _sheet(self, it: Municipality, listed: list[tuple[str, str]], last: str) -> str:
        proof = self.receipt(it)
        shown = None if proof is None else receipt_part(proof, self.language)
        if shown is not None:
            listed = [*listed, ("receipt", shown[0].text or "")]
        head = tag(
            "header",
            tag("p", self.say("s_label"), class_="label"),
            tag("h1", self.title(it)),
            tag("p", self.lead(len(self.entries[it])), class_="lead"),
            tag("p", lined(source_of(self.picture, self.language)), class_="meta"),
            *(tag("p", notice, class_="notice") for notice in notices(self.summary, self.language)),
        )
        main = tag(
            "main",
            section("areas", self.say("p_areas"), placed("entries")),
            placed("under"),
            shown,
            id="content",
            tabindex="-1",
        )
        made = strict_page(
            self.language,
            self.title(it),
            head,
            contents(self.language, listed),
            main,
            styles=STYLES,
            filled={"entries": "".join(self.entries[it]), "under": last},
        )
        return with_receipt(made, proof)
