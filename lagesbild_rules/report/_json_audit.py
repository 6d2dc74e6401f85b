"""An audit as JSON: what was audited, every statement, and the rows that all of it rests on."""

from __future__ import annotations

import json
from typing import Any

import attrs

from lagesbild_rules.record import Receipt
from lagesbild_rules.report._json import received
from lagesbild_rules.report._study_report import plain_data
from lagesbild_rules.study import Audit, AuditPage, Chapter


def audit_json(found: Audit, page: AuditPage, receipt: Receipt | None = None) -> str:
    """Return *found* as indented JSON, its statements in the words of *page*; numbers have six decimals at most.

    Its *receipt* stands under the last key.
    """
    return json.dumps(received(audit_data(found, page), receipt), ensure_ascii=False, indent=2)


def audit_data(found: Audit, page: AuditPage) -> dict[str, Any]:
    """Return *found* as plain data, as ``audit_json`` writes it."""
    it = page.ruleset
    whole = {
        "ruleset": {
            "id": it.id,
            "effective_from": it.effective_from,
            "effective_until": it.effective_until,
            "version": it.version,
            "logic": it.logic,
            "wording": it.wording,
        },
        "language": page.language,
        "as_of": str(found.as_of),
        "seed": found.seed,
        "seconds": found.seconds,
        "sampling": attrs.asdict(found.sampling),
        "cases": len(found.cases),
        "inputs": [attrs.asdict(one) for one in found.inputs],
        "thresholds": [{"id": one.id, "value": one.value, "whose": one.whose} for one in page.constants],
        "chapters": [_chapter(one) for one in page.chapters],
    }
    data: dict[str, Any] = plain_data(whole)
    return data


def _chapter(it: Chapter) -> dict[str, Any]:
    return {
        "id": it.id,
        "title": it.title,
        "left_out": it.left_out,
        "statements": [attrs.asdict(one) for one in it.statements],
        "data": {one.name: list(one.rows) for one in it.data},
        "shown": [
            {"title": one.title, "headings": one.headings, "rows": one.rows, "notes": one.notes} for one in it.shown
        ],
    }
