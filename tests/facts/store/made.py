"""Observations made for tests, and a store to put them into."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from lagesbild_rules.facts import CategoryKind, Indicator, NumberKind, Observation, Scale, ScaleKind

TRADE = Indicator("trade", ScaleKind(Scale("problem", ("none", "small", "large"))), worse="high")
INCOME = Indicator("income", NumberKind("percent", 2, Decimal(0)))
TENURE = Indicator("tenure", CategoryKind(("rental", "owned")))
INDICATORS = {it.id: it for it in (TRADE, INCOME, TENURE)}
UNIT = "lokalpolisområde Saga"


def on(day: int, hour: int = 0) -> datetime:
    """Return a time in January 2024."""
    return datetime(2024, 1, day, hour, tzinfo=UTC)


def said(id_: str | None, low: Decimal | str = "small", indicator: str = "trade", **more: Any) -> Observation:
    """Return an observation about Sagodalen."""
    return Observation(**{"area": "Sagodalen", "indicator": indicator, "low": low, "observation_id": id_, **more})


def many(number: int, name: str = "n") -> list[Observation]:
    """Return *number* observations with ids."""
    return [said(f"{name}{no}", Decimal(no), "income", area=f"area {no % 7}") for no in range(number)]
