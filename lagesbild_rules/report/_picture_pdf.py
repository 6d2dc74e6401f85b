"""A picture as PDF, and the sheet of one municipality: counts first, then every area with its reasons."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import unescape
from typing import Any, Final

import attrs
import cattrs

from lagesbild_rules.explanation import PHRASES, phrase, ruleset_page
from lagesbild_rules.pages import ReportTable
from lagesbild_rules.picture import (
    ComparisonText,
    Picture,
    PictureSummary,
    picture_page,
    report_phrase,
    source_of,
    summary,
)
from lagesbild_rules.progress import Progress, quiet
from lagesbild_rules.report._json_picture import picture_json
from lagesbild_rules.report._map_looks import STYLE
from lagesbild_rules.report._marks import lined
from lagesbild_rules.report._pdf_audit import widths
from lagesbild_rules.report._picture_areas import AreaText, area_texts
from lagesbild_rules.report._picture_beside import Beside
from lagesbild_rules.report._picture_sheets import Municipality, Sheets
from lagesbild_rules.report._picture_told import Telling
from lagesbild_rules.report._picture_under import notices
from lagesbild_rules.report._typst import typeset
from lagesbild_rules.text import Language

ATTACHED: Final = "picture.json"
"""The name of the attached file."""
_PAPER: Final = (162.0, 212.0)
TEMPLATE: Final = "_pdf_picture.typ"


def picture_pdf(
    summary: PictureSummary,
    language: Language = "sv",
    *,
    beside: Beside | None = None,
    progress: Progress = quiet,
) -> bytes:
    """Return the picture of *summary* as a PDF, the same bytes every time and everywhere.

    It is made of what the page is made of; the picture's JSON is attached. Raises ``QuestionError`` when typst is not
    installed.
    """
    with progress(len(summary.picture.areas), "set") as advance:
        telling, areas = Telling(language), []
        for it in area_texts(summary, language):
            areas.append(told(it, telling))
            advance()
    return whole_pdf(summary, language, areas, beside)


def told(it: AreaText, telling: Telling, *, deep: bool = False) -> dict[str, Any]:
    """Return one area as the template takes it, with every criterion and fact where *deep*."""
    blocks = [*telling.area(it), *(telling.deep(it.document) if deep and it.document is not None else ())]
    return {"name": it.name, "blocks": [attrs.asdict(one) for one in blocks]}


def whole_pdf(
    summary: PictureSummary, language: Language, areas: list[dict[str, Any]], beside: Beside | None = None
) -> bytes:
    """Return the PDF of a picture whose *areas* are told already."""
    it, page = summary.picture, lined(picture_page(summary, language))
    inside = it.ruleset is not None
    shown = {
        **_common(it, language),
        "title": page.title,
        "label": report_phrase("p_label", language),
        "lead": page.lead,
        "notices": [report_phrase("p_readings", language)] if inside else [],
        "map": None if beside is None or beside.map is None else _map(beside.map, language),
        "tables": [_table(one) for one in page.tables],
        "changes": [] if beside is None or beside.changes is None else _changes(lined(beside.changes), language),
        "areas": areas,
    }
    receipt = None if beside is None else beside.receipt
    return typeset(TEMPLATE, shown, _words(language), (ATTACHED, picture_json(summary)), receipt)


def sheet_pdf(sheets: Sheets, municipality: Municipality, areas: list[dict[str, Any]]) -> bytes:
    """Return the sheet of *municipality* as a PDF; the JSON of its part of the picture is attached."""
    whole = sheets.summary
    part = sheets.part(municipality)
    data = picture_json(summary(part, audience=whole.audience, unmarked=whole.unmarked), part=municipality.key)
    shown = {
        **_common(whole.picture, sheets.language),
        "title": sheets.title(municipality),
        "label": report_phrase("s_label", sheets.language),
        "lead": [sheets.lead(len(part.areas))],
        "notices": notices(whole, sheets.language),
        "map": None,
        "tables": [],
        "changes": [],
        "areas": areas,
    }
    return typeset(TEMPLATE, shown, _words(sheets.language), (ATTACHED, data), sheets.receipt(municipality))


def _words(language: Language) -> Mapping[str, str]:
    return {id_: text.in_(language) for id_, text in PHRASES.items()}


def _common(it: Picture, language: Language) -> dict[str, Any]:
    ids = ("overview", "changes", "areas", "criteria", "attached")
    words = {id_: report_phrase(f"p_{id_}", language, name="{name}") for id_ in ids}
    page = None if it.ruleset is None else lined(ruleset_page(it.ruleset, language))
    return {
        "language": language,
        "day": str(it.as_of),
        "source": lined(source_of(it, language)),
        "foot": phrase("proposal", language) if it.ruleset is not None else report_phrase("p_list_short", language),
        "words": words,
        "under": None
        if page is None
        else {
            "criteria": [cattrs.unstructure(one) for one in page.criteria],
            "constants": [cattrs.unstructure(one) for one in page.constants],
            "ruleset": attrs.asdict(page.ruleset),
        },
    }


def _table(it: ReportTable) -> dict[str, Any]:
    rows = [list(row) for row in it.rows]
    sizes = widths(it.headings, rows) if rows else []
    for at, heading in enumerate(it.headings if rows else ()):
        longest = max(map(len, " ".join([heading, *(row[at] for row in rows)]).split()), default=0)
        sizes[at] = max(sizes[at], min(20, longest + 2))  # a day or a long word keeps to its column
    return {"title": it.title, "headings": it.headings, "rows": rows, "notes": it.notes, "widths": sizes}


def _changes(it: ComparisonText, language: Language) -> list[dict[str, Any]]:
    made = []
    for one in it.classifications:
        moves = [
            {
                "title": f"{move.title} ({move.text})",
                "note": move.note,
                "texts": [area.text for area in one.areas if area.moved == move.moved],
            }
            for move in one.moves
            if move.moved != "unchanged"
        ]
        texts = [it.before.text, one.summary, one.sum_text]
        made.append({"texts": texts, "moves": [move for move in moves if move["texts"]]})
    if it.technical:
        title = report_phrase("p_technical", language, n=len(it.technical))
        made.append(
            {"texts": [], "moves": [{"title": title, "note": None, "texts": [one.text for one in it.technical]}]}
        )
    return made


def _map(svg: str, language: Language) -> dict[str, Any]:
    """Return the map for paper: its colours written out, since what sets pages knows no names of colours."""
    described = re.search(r"<desc[^>]*>(.*?)</desc>", svg, re.DOTALL)
    values = dict(re.findall(r"(--m-[a-z]+): ([^;}]+);", _light()))
    plain = re.sub(r"var\((--m-[a-z]+)\)", lambda it: values[it[1]], _without_media(svg))
    return {
        "title": report_phrase("p_map", language),
        "svg": plain,
        "width": _width(svg),
        "described": "" if described is None else unescape(described[1]),
    }


def _width(svg: str) -> float:
    """Return how wide the map is on paper, in millimetres, so that it stands on one page under its heading."""
    box = re.search(r'viewBox="0 0 ([0-9.]+) ([0-9.]+)"', svg)
    assert box is not None
    return round(min(_PAPER[0], _PAPER[1] * float(box[1]) / float(box[2])), 1)


def _light() -> str:
    return STYLE[: STYLE.index("@media")]


def _without_media(svg: str) -> str:
    return re.sub(r"@media[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}", "", svg)
