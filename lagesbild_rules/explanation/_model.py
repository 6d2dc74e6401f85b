"""Why: an assessment laid out as steps, reasons, obstacles and gaps. Plain data, without sentences."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from attrs import frozen

from lagesbild_rules.evaluation import Assessment
from lagesbild_rules.facts import Cause
from lagesbild_rules.ruleset import Condition
from lagesbild_rules.truth import Truth

Standing = Literal["class", "possible", "passed", "excluded"]
"""How a level stands: it is the class, it is one of several possible, a level above holds, or it does not hold."""


@frozen
class Margin:
    """How far a value lies from its limit, upwards counted positive; ``None`` where the fact is unbounded.

    In the comparison's own unit, or in steps of the scale when ``unit`` is ``None``. ``exact`` is false when the
    margin has no end as a decimal and was rounded.
    """

    low: Decimal | None
    high: Decimal | None
    unit: str | None
    exact: bool = True


@frozen
class Step:
    """One condition with its truth and the steps that it rests on.

    A reference has the step of what it refers to as its one member. For a comparison ``reads`` names the
    indicators it depends on, ``causes`` why they are not known exactly, and ``closed`` tells that ``missing_as``
    gave the answer.
    """

    condition: Condition
    truth: Truth
    members: tuple[Step, ...] = ()
    reads: tuple[str, ...] = ()
    causes: tuple[Cause, ...] = ()
    margin: Margin | None = None
    closed: bool = False


@frozen
class LevelExplanation:
    """How one level stands, and the steps that make it so; ``path`` is ``None`` where nothing is asked."""

    id: str
    standing: Standing
    truth: Truth
    path: Step | None


@frozen
class ClassExplanation:
    """Why a classification comes out as it does.

    ``rests_on`` is a subset-minimal set of indicators whose facts alone leave the same levels possible.
    ``lacks`` are the indicators whose being unknown holds the class open, in the ruleset's order.
    """

    id: str
    possible: tuple[str, ...]
    rests_on: tuple[str, ...]
    lacks: tuple[str, ...]
    levels: tuple[LevelExplanation, ...]

    @property
    def level(self) -> str | None:
        return self.possible[0] if len(self.possible) == 1 else None


@frozen
class LedgerEntry:
    """One criterion: its truth, its steps, and the levels that ask for it or show it as support."""

    criterion: str
    truth: Truth
    step: Step
    asked_by: tuple[tuple[str, str], ...]
    supports: tuple[tuple[str, str], ...]


@frozen
class Explanation:
    """Everything that can be said of one assessment."""

    assessment: Assessment
    classifications: tuple[ClassExplanation, ...]
    ledger: tuple[LedgerEntry, ...]
