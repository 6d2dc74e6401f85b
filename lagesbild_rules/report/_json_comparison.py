"""Comparisons and series of pictures as JSON and CSV."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final

import cattrs

from lagesbild_rules.picture import ComparisonText, SeriesText
from lagesbild_rules.record import Receipt
from lagesbild_rules.report._json import received

COMPARISON_COLUMNS: Final = (
    *("classification", "before", "after", "municipality_code", "municipality", "region", "was", "now", "moved"),
    *("technical", "origin", "trend", "verdict"),
)
"""The columns of a comparison as CSV: a row for each change."""
SERIES_COLUMNS: Final = ("classification", "before", "after", "was", "now", "moved", "changes")
"""The columns of a series as CSV: a row for each flow."""


def comparison_json(document: ComparisonText | SeriesText, receipt: Receipt | None = None) -> str:
    """Return *document* as indented JSON that fits ``comparison.schema.json`` or ``picture-series.schema.json``.

    Its *receipt* stands under the last key.
    """
    return json.dumps(received(comparison_data(document), receipt), ensure_ascii=False, indent=2)


def comparison_data(document: ComparisonText | SeriesText) -> dict[str, Any]:
    """Return *document* as plain data, as ``comparison_json`` writes it."""
    data: dict[str, Any] = cattrs.unstructure(document)
    return data


def comparison_rows(document: ComparisonText) -> Iterator[dict[str, Any]]:
    """Yield each change under ``COMPARISON_COLUMNS``, those that stayed as they were too."""
    for one in document.classifications:
        for it in one.areas:
            same = {name: getattr(it, name) for name in COMPARISON_COLUMNS[1:-1]}
            yield {"classification": one.id, **same, "verdict": it.crossing.verdict if it.crossing else None}


def series_rows(document: SeriesText) -> Iterator[dict[str, Any]]:
    """Yield each flow under ``SERIES_COLUMNS``."""
    for one in document.classifications:
        for it in one.flows:
            yield {"classification": one.id, **{name: getattr(it, name) for name in SERIES_COLUMNS[1:]}}
