"""An audit as PDF: the summary first, then a chapter for each question, with its JSON attached."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import attrs

from lagesbild_rules.explanation import PHRASES, ConstantText
from lagesbild_rules.record import Receipt
from lagesbild_rules.report._html_audit import SIGNS
from lagesbild_rules.report._html_parts import source_of
from lagesbild_rules.report._json_audit import audit_json
from lagesbild_rules.report._marks import lined
from lagesbild_rules.report._typst import typeset
from lagesbild_rules.study import GROUNDS, STANDINGS, Audit, AuditPage, Chapter, ReportTable, Standing, Statement

ATTACHED: Final = "audit.json"
"""The name of the attached file."""
MOST_SHOWN: Final = 3
"""The most tables of facts that a chapter shows on paper; the attached file holds all."""
MOST_ROWS: Final = 40
"""The most rows of a table on paper; the attached file holds all."""


def audit_pdf(found: Audit, page: AuditPage, receipt: Receipt | None = None) -> bytes:
    """Return *found* as a PDF in the words of *page*, the same bytes every time and everywhere.

    Its date is the day for which areas are classed: no clock is read. A *receipt* is attached too, with the digest of
    the file without it. Raises ``QuestionError`` when typst is not installed.
    """
    it = lined(page)
    words = {id_: text.in_(page.language) for id_, text in PHRASES.items()} | dict(it.words)
    shown = _shown(it, str(found.as_of))
    return typeset("_pdf_audit.typ", shown, words, (ATTACHED, audit_json(found, page)), receipt)


def _shown(it: AuditPage, day: str) -> dict[str, Any]:
    present = [one for one in it.chapters if one.left_out is None]
    return {
        "language": it.language,
        "title": it.title,
        "day": day,
        "lead": it.lead(),
        "ruleset": attrs.asdict(it.ruleset),
        "summary": [_group(it, standing) for standing in STANDINGS],
        "grounds": [[it.words[f"ground_{one}"], str(it.count(one)), it.words[f"what_{one}"]] for one in GROUNDS],
        "chapters": [_chapter(one, it) for one in present],
        "left_out": [[one.title, one.left_out] for one in it.chapters if one.left_out is not None],
        "constants": [_constant(one) for one in it.constants],
        "limits": _table(it.limits, it),
        "about": it.about,
    }


def _group(it: AuditPage, standing: Standing) -> dict[str, Any]:
    found = it.statements(standing)
    return {
        "standing": standing,
        "title": f"{it.words[f'standing_{standing}']} ({len(found)})",
        "none": it.words[f"none_{standing}"],
        "statements": [_statement(one, it) for _, one in found],
    }


def _statement(one: Statement, it: AuditPage) -> dict[str, str]:
    ground = it.words[f"ground_{one.ground}"]
    return {"standing": one.standing, "sign": SIGNS[one.standing], "text": one.text, "ground": ground}


def _chapter(one: Chapter, it: AuditPage) -> dict[str, Any]:
    more = len(one.shown) - MOST_SHOWN
    return {
        "title": one.title,
        "asks": one.asks,
        "statements": [_statement(each, it) for each in one.statements],
        "plots": [attrs.asdict(each) for each in one.plots],
        "tables": [_table(each, it) for each in one.tables],
        "shown": [_table(each, it) for each in one.shown[:MOST_SHOWN]],
        "shown_title": it.words["h_shown"].format(n=len(one.shown)) if one.shown else None,
        "more": it.words["more_shown"].format(n=more) if more > 0 else None,
    }


def _table(one: ReportTable, it: AuditPage) -> dict[str, Any]:
    rows = [list(row) for row in one.rows[:MOST_ROWS]]
    more = len(one.rows) - MOST_ROWS
    notes = [*one.notes, *([it.words["more_rows"].format(n=more)] if more > 0 else [])]
    wide = widths(one.headings, rows)
    return {"title": one.title, "headings": one.headings, "rows": rows, "notes": notes, "widths": wide}


def widths(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> list[int]:
    """Return how wide each column is to be beside the others: by its longest text, within bounds."""
    columns = [[heading, *(row[at] for row in rows)] for at, heading in enumerate(headings)]
    return [max(8, min(44, max(map(len, column)))) for column in columns]


def _constant(it: ConstantText) -> list[str]:
    others, why = ", ".join(it.admissible), it.because or source_of(it.citation)
    return [
        f"{it.title} [{it.id}]" if it.title != it.id else it.id,
        it.value_text,
        it.whose_text,
        others or "–",
        why or "–",
    ]
