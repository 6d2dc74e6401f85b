"""A page of tables as one HTML file without scripts: the lead first, then each table under its heading."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from lagesbild_rules.pages import ReportPage, ReportTable
from lagesbild_rules.report._html_parts import Part, contents, page, section, table, tag
from lagesbild_rules.report._marks import one_line
from lagesbild_rules.text import Language


def report_html(found: ReportPage, language: Language) -> str:
    """Return *found* as one self-contained page: no script, no address outside it, the same bytes every time."""
    first, *rest = found.lead or ("",)
    head = tag(
        "header",
        tag("h1", one_line(found.title)),
        tag("p", one_line(first), class_="lead"),
        *(tag("p", one_line(it), class_="meta") for it in rest),
    )
    parts = [_section(number, it) for number, it in enumerate(found.tables, 1)]
    listed = [(f"table-{number}", one_line(it.title)) for number, it in enumerate(found.tables, 1)]
    links = contents(language, listed) if len(listed) > 1 else None
    return page(language, one_line(found.title), head, links, tag("main", *parts, id="content", tabindex="-1"))


def _section(number: int, it: ReportTable) -> Element:
    rows = [[one_line(cell) for cell in row] for row in it.rows]
    body: Part = table([one_line(name) for name in it.headings], rows) if rows else None
    notes = [tag("p", one_line(note), class_="quiet") for note in it.notes]
    return section(f"table-{number}", one_line(it.title), body, *notes)
