"""Reports of studies with several tables: markdown, and JSON whose numbers are rounded."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any, Final

import attrs

from lagesbild_rules.record import Receipt
from lagesbild_rules.report._json import received
from lagesbild_rules.report._markdown import escaped, table
from lagesbild_rules.study import FATES, Agreement, Backtest, ReportPage

_DECIMALS: Final = 6
"""The decimals of numbers in JSON: beyond them machines may differ."""


def report_markdown(page: ReportPage) -> str:
    """Return *page* as markdown: headings, the lead, and each table with its notes."""
    return "\n".join(_lines(page)) + "\n"


def _lines(page: ReportPage) -> Iterator[str]:
    yield f"# {escaped(page.title)}\n"
    yield "\n\n".join(escaped(it) for it in page.lead)
    for it in page.tables:
        yield f"\n## {escaped(it.title)}\n"
        if it.rows:
            yield from table([escaped(heading) for heading in it.headings], it.rows)
        yield from (f"\n{escaped(note)}" for note in it.notes)


def agreement_json(found: Agreement, receipt: Receipt | None = None) -> str:
    """Return *found* as indented JSON, its numbers with six decimals at most, its *receipt* under the last key."""
    return json.dumps(received(agreement_data(found), receipt), ensure_ascii=False, indent=2)


def agreement_data(found: Agreement) -> dict[str, Any]:
    """Return *found* as plain data, as ``agreement_json`` writes it."""
    data: dict[str, Any] = plain_data(attrs.asdict(found))
    return data


def backtest_json(found: Backtest, receipt: Receipt | None = None) -> str:
    """Return *found* as indented JSON: for each classification its matrix and figures, and a line for each area.

    Its *receipt* stands under the last key.
    """
    return json.dumps(received(backtest_data(found), receipt), ensure_ascii=False, indent=2)


def backtest_data(found: Backtest) -> dict[str, Any]:
    """Return *found* as plain data, as ``backtest_json`` writes it."""
    areas = found.rows()
    classes = [
        {
            "classification": one.classification,
            "levels": list(one.levels),
            "matrix": [list(row) for row in one.matrix],
            "counts": {fate: one.count(fate) for fate in FATES},
            **{name: attrs.asdict(getattr(one, name)) for name in ("same", "kappa", "kappa_linear", "kappa_quadratic")},
            "criteria": [attrs.asdict(it) for it in one.criteria],
            "without": list(one.without),
            "unlisted": list(one.unlisted),
            "unassessed": list(one.unassessed),
            "areas": [
                {name: cell for name, cell in row.items() if name != "classification"}
                for row in areas
                if row["classification"] == one.classification
            ],
        }
        for one in found.classifications
    ]
    whole = {
        "ruleset": found.ruleset.reference,
        "as_of": found.as_of,
        "sampling": attrs.asdict(found.sampling),
        "classifications": classes,
    }
    data: dict[str, Any] = plain_data(whole)
    return data


def plain_data(value: Any) -> Any:
    """Return *value* as JSON can say it: numbers rounded, days and decimals as text."""
    match value:
        case float():
            return round(value, _DECIMALS)
        case Mapping():
            return {key: plain_data(it) for key, it in value.items()}
        case list() | tuple():
            return [plain_data(it) for it in value]
        case date() | Decimal():
            return str(value)
        case Enum():
            return value.value
        case _:
            return value
