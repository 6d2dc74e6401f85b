"""The constructed squares of the museum: their ruleset, facts and observations, and receipts of every kind."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any, Final

from lagesbild_rules import Assessment, Ruleset, assess, find_ruleset, read_facts
from lagesbild_rules.canonical import canonical
from lagesbild_rules.facts import FactSet
from lagesbild_rules.record import Carried, Receipt, Verification, carried
from lagesbild_rules.record._again import Again
from lagesbild_rules.record._verify import held_to

MUSEUM: Final = Path(__file__).with_name("museum")
ROOM: Final = MUSEUM / "1"
"""The room of the format that receipts have now."""
RULESETS: Final = ROOM / "rulesets"
FACTS: Final = ROOM / "facts.csv"
OBSERVATIONS: Final = ROOM / "observations.csv"
DAY: Final = date(2023, 6, 30)
REFERENCE: Final = "konstruerat.torg"
SOUTH: Final = "Södra torget (konstruerat)"


@cache
def torg() -> Ruleset:
    return find_ruleset(REFERENCE, as_of=DAY, folders=[RULESETS])


def rows(path: Path, ruleset: Ruleset, day: date, known_at: datetime | None) -> Sequence[FactSet]:
    return read_facts(path, ruleset.indicators, evidence=ruleset.evidence, as_of=day, known_at=known_at).rows


@cache
def assessed(path: Path = FACTS) -> tuple[Assessment, ...]:
    return tuple(assess(torg(), it, as_of=DAY) for it in rows(path, torg(), DAY, None))


def one(path: Path = FACTS) -> Assessment:
    return next(it for it in assessed(path) if it.area == SOUTH)


def held(receipt: Receipt | dict[str, Any]) -> Carried:
    """Return *receipt* as it is found in a file of its own."""
    (found,) = carried(canonical(receipt.data if isinstance(receipt, Receipt) else receipt))
    return found


@cache
def again(path: Path | None = None) -> Again:
    """Return what receipts are held to: the rulesets of the museum, and the facts at *path* where it is given."""
    if path is None:
        return Again((RULESETS,), None)
    return Again((RULESETS,), lambda ruleset, day, known_at: rows(path, ruleset, day, known_at))


def verified(found: Receipt | dict[str, Any] | Carried, path: Path | None = None) -> Verification:
    """Return what verifying comes to, by the facts at *path* where it is given."""
    return held_to(found if isinstance(found, Carried) else held(found), again(path))
