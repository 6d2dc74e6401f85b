"""A page of tables as one HTML file without scripts: the lead first, then each table under its heading."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from lagesbild_rules.pages import ReportPage, ReportTable
from lagesbild_rules.record import Receipt
from lagesbild_rules.report._html_parts import (
    Part,
    contents,
    page,
    receipt_part,
    section,
    table,
    tag,
    with_receipt,
)
from lagesbild_rules.report._marks import one_line
from lagesbild_rules.text import Language


def report_html(found: ReportPage, language: Language, receipt: Receipt | None = None) -> str:
    """Return *found* as one self-contained page: no script, no address outside it, the same bytes every time.

    Its *receipt* is embedded as JSON, with the digest of the page around it.
    """
    first, *rest = found.lead or ("",)
    head = tag(
        "header",
        tag("h1", one_line(found.title)),
        tag("p", one_line(first), class_="lead"),
        *(tag("p", one_line(it), class_="meta") for it in rest),
    )
    parts = [_section(number, it) for number, it in enumerate(found.tables, 1)]
    listed = [(f"table-{number}", one_line(it.title)) for number, it in enumerate(found.tables, 1)]
    if receipt is not None:
        parts.append(receipt_part(receipt, language))
        listed.append(("receipt", parts[-1][0].text or ""))
    links = contents(language, listed) if len(listed) > 1 else None
    main = tag("main", *parts, id="content", tabindex="-1")
    return with_receipt(page(language, one_line(found.title), head, links, main), receipt)


def _section(number: int, it: ReportTable) -> Element:
    rows = [[one_line(cell) for cell in row] for row in it.rows]
    body: Part = table([one_line(name) for name in it.headings], rows) if rows else None
    notes = [tag("p", one_line(note), class_="quiet") for note in it.notes]
    return section(f"table-{number}", one_line(it.title), body, *notes)
