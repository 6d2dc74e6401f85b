"""The columns of a long table, and an observation as its cells."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Final

from lagesbild_rules.exact import plain
from lagesbild_rules.facts._observation import Observation

LONG_COLUMNS: Final = (
    *("area", "indicator", "value", "low", "high", "valid_from", "valid_until", "recorded_at", "withdrawn"),
    *("superseded_by", "source_grade", "information_grade", "basis", "handling", "handling_ground", "reported_by"),
    *("note", "observation_id"),
)
"""The columns of a long table, in the order in which they are written."""


def long_row(it: Observation) -> dict[str, str | None]:
    """Return *it* as the cells of a long table."""
    low, high = (plain(end) if isinstance(end, Decimal) else end for end in (it.low, it.high))
    ends = {"value": low, "low": None, "high": None} if it.exact else {"value": None, "low": low, "high": high}
    return {
        "area": it.area,
        "indicator": it.indicator,
        **ends,
        "valid_from": str(it.valid_from) if it.valid_from else None,
        "valid_until": str(it.valid_until) if it.valid_until else None,
        "recorded_at": _time(it.recorded_at),
        "withdrawn": _time(it.withdrawn) if isinstance(it.withdrawn, datetime) else "true" if it.withdrawn else None,
        **{column: getattr(it, column) for column in LONG_COLUMNS[9:]},
    }


def _time(time: datetime | None) -> str | None:
    return None if time is None else time.isoformat().replace("+00:00", "Z")
