"""From observations to rows of a long table."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from lagesbild_rules.exact import plain
from lagesbild_rules.facts._observation import Observation

LONG_COLUMNS: Final = (
    *("area", "indicator", "value", "low", "high", "valid_from", "valid_until", "recorded_at", "withdrawn"),
    *("superseded_by", "source_grade", "information_grade", "basis", "handling", "handling_ground", "reported_by"),
    *("note", "observation_id"),
)
"""The columns of a long table, in order."""


def observation_row(it: Observation) -> dict[str, str]:
    """Return *it* as the text of each column of a long table; empty where it says nothing.

    What is known exactly stands under ``value`` alone, else under ``low`` and ``high``.
    """
    low, high = (plain(end) if isinstance(end, Decimal) else end for end in (it.low, it.high))
    withdrawn = {True: "true", False: ""}[it.withdrawn] if isinstance(it.withdrawn, bool) else _time(it.withdrawn)
    row = {
        "value": low if it.exact else "",
        "low": "" if it.exact else low,
        "high": "" if it.exact else high,
        "recorded_at": _time(it.recorded_at),
        "withdrawn": withdrawn,
    }
    others = {name: getattr(it, name) for name in LONG_COLUMNS if name not in row}
    row |= {name: "" if said is None else str(said) for name, said in others.items()}
    return {name: row[name] for name in LONG_COLUMNS}


def _time(it: object) -> str:
    return "" if it is None else str(it).replace("+00:00", "Z").replace(" ", "T")
