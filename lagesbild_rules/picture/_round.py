"""A round of collection: what is asked of which units by when, what became of it, and the seal when it is frozen."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Literal

from attrs import field, frozen

from lagesbild_rules.errors import Place, Problem, QuestionError, quoted, suggestion
from lagesbild_rules.facts import Area, Lineage
from lagesbild_rules.ruleset import Ruleset

RoundWhat = Literal["add", "send", "return"]
UnitStanding = Literal["nothing", "partly", "complete", "returned", "sent"]
"""Where a unit stands: no answers, answers about some of its areas or about all, back for completion, sent."""


@frozen
class RoundChange:
    """One change of a round: answers added by ``units``, or one unit's sent, or returned to it for a ``reason``.

    ``by`` is the role, or the unit, that made it, never a person.
    """

    number: int
    at: datetime
    what: RoundWhat
    units: tuple[str, ...]
    by: str
    reason: str | None = None
    files: tuple[str, ...] = ()
    added: int = 0


@frozen
class Seal:
    """What freezing kept: when and by which role, each file with its digest, and the units that had not sent.

    ``digest`` is over all of it: who keeps it can tell later that nothing was changed.
    """

    at: datetime
    by: str
    missing: tuple[str, ...]
    files: Mapping[str, str] = field(repr=False)
    digest: str


@frozen
class Round:
    """One collection of local pictures, kept in the folder ``path``.

    ``areas`` are those that exist on ``as_of``; ``units`` are their local police areas, each with the ids of its own.
    Answers are due on ``due``. A round that has a ``seal`` is frozen.
    """

    path: Path
    name: str
    ruleset: Ruleset = field(repr=False)
    as_of: date
    due: date
    areas: Mapping[str, Area] = field(repr=False)
    units: Mapping[str, tuple[str, ...]] = field(repr=False)
    lineage: tuple[Lineage, ...] = field(default=(), repr=False)
    changes: tuple[RoundChange, ...] = field(default=(), repr=False)
    seal: Seal | None = None

    def unit(self, name: str) -> tuple[str, ...]:
        """Return the ids of the areas of the unit *name*. Raises ``QuestionError`` when the round has no such unit."""
        if name not in self.units:
            raise QuestionError([no_unit(self, name)])
        return self.units[name]

    def last(self, unit: str) -> RoundChange | None:
        """Return the last change about *unit*; nothing when there was none."""
        return next((it for it in reversed(self.changes) if unit in it.units), None)


def no_unit(it: Round, name: str) -> Problem:
    """Return the problem that *it* has no unit of that name."""
    known = suggestion(name, it.units)
    help = known if known.endswith("?") or len(it.units) <= 12 else "see all with `lagesbild round status`"
    return Problem(Place(str(it.path)), "LR874", f"no unit {quoted(name)} in the round", help)
