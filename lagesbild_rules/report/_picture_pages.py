"""All pages of a picture, each area explained once: the page of the whole, sheets of municipalities, and PDFs."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec
from typing import Any, Final

from attrs import evolve

from lagesbild_rules.errors import Place, Problem, QuestionError
from lagesbild_rules.picture import PictureSummary
from lagesbild_rules.progress import Progress, quiet
from lagesbild_rules.report._picture_areas import area_texts
from lagesbild_rules.report._picture_beside import Beside
from lagesbild_rules.report._picture_html import PicturePage
from lagesbild_rules.report._picture_pdf import sheet_pdf, told, whole_pdf
from lagesbild_rules.report._picture_sheets import FOLDER, Municipality, Sheets
from lagesbild_rules.report._picture_told import Telling
from lagesbild_rules.text import Language

INDEX: Final = "index.html"
PDF: Final = "picture.pdf"
PICTURE_PAGES: Final = (INDEX, PDF)
"""The pages of the whole; the sheets stand in a folder beside them."""


def is_page(name: str) -> bool:
    """Return whether ``picture_pages`` writes files of that name."""
    folder, found, file = name.rpartition("/")
    if not found:
        return file in PICTURE_PAGES
    return folder == FOLDER and file.endswith((".html", ".pdf"))


def picture_pages(
    summary: PictureSummary,
    language: Language = "sv",
    *,
    beside: Beside | None = None,
    index: bool = True,
    sheets: bool = False,
    pdf: bool = False,
    progress: Progress = quiet,
) -> Iterator[tuple[str, bytes]]:
    """Yield the name and the bytes of each page of *summary*: the *index*, the *sheets*, and with *pdf* as PDF too.

    The same for the same picture. Raises ``QuestionError`` when *pdf* is wanted and typst is not installed.
    """
    if not (index or sheets or pdf):
        return
    if pdf and find_spec("typst") is None:
        place = Place("lagesbild_rules.report")
        raise QuestionError([Problem(place, "LR505", "`pdf` needs typst", "install `lagesbild-rules[report]`")])
    beside = beside or Beside()
    every = Sheets(summary, language, receipts=beside.receipt is not None) if sheets else None
    beside = evolve(beside, sheets=every.links() if every else {})
    page = PicturePage(summary, language, beside)
    whole: list[dict[str, Any]] = []
    parts: dict[Municipality, list[dict[str, Any]]] = {}
    telling, out = Telling(language), Telling(language, out_alone=True)
    with progress(len(summary.picture.areas), "lay out") as advance:
        for it in area_texts(summary, language):
            if index:
                page.add(it)
            if every:
                every.add(it)
            if pdf:
                whole.append(told(it, telling))
                if every and (of := every.of[it.id]):
                    parts.setdefault(of, []).append(told(it, out, deep=True))
            advance()
    if index:
        yield INDEX, page.whole().encode()
    if every:
        yield from ((name, text.encode()) for name, text in every.files())
    if pdf:
        with progress(1 + len(parts), "set") as advance:
            yield PDF, whole_pdf(summary, language, whole, beside)
            advance()
            for of, areas in parts.items():
                assert every is not None
                yield f"{FOLDER}/{of.file}.pdf", sheet_pdf(every, of, areas)
                advance()
