"""Why: an assessment laid out as steps, reasons, obstacles and gaps. Plain data, without sentences."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Literal

from attrs import frozen

from lagesbild_rules.evaluation import Assessment
from lagesbild_rules.facts import Basis, Cause
from lagesbild_rules.ruleset import Condition, Value
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
class Reasons:
    """Subset-minimal sets of indicators, smallest first, and how many there are.

    ``complete`` is false when the search was cut short: then there are at least ``total``.
    """

    sets: tuple[tuple[str, ...], ...]
    total: int
    complete: bool


@frozen
class Against:
    """A criterion that argues for another level than the one that came out."""

    criterion: str
    towards: Literal["milder", "more_serious"]


@frozen
class Settling:
    """What completing the inexact facts can lead to.

    ``reachable`` are the levels that some completion gives, mildest first. ``matters`` are the indicators on which
    the class still depends: knowing all of them settles it, whatever they turn out to be. ``indifferent`` are inexact
    and cannot matter. ``quickest`` are the smallest sets that settle the class if they turn out in some way. When
    ``complete`` is false the work was cut short: the levels are those still possible, every inexact fact may matter,
    and no quickest set is named.
    """

    reachable: tuple[str, ...]
    matters: tuple[str, ...]
    indifferent: tuple[str, ...]
    quickest: tuple[tuple[str, ...], ...]
    complete: bool


Direction = Literal["down", "up", "out"]
"""One level milder, one level more serious, or all the way to the mildest level."""


@frozen
class Change:
    """One indicator's new value, and how far it lies from what is known: in steps, in units, or 1 for another code."""

    indicator: str
    value: Decimal | str
    distance: Decimal


@frozen
class Boundaries:
    """The smallest changes of facts that lead to ``level``.

    All have the fewest indicators that suffice; for the same indicators no other change is nearer in every one of
    them. ``complete`` is false when the search was cut short: with no change found, at least ``at_least`` indicators
    would have to change; otherwise there may be others as small. With no change found and ``complete``, the facts
    that cannot be changed keep the level out.
    """

    direction: Direction
    level: str
    found: tuple[tuple[Change, ...], ...]
    complete: bool
    at_least: int


@frozen
class ReadingChange:
    """One way to read otherwise: the new value of each reading that changes, and the levels then possible."""

    readings: tuple[tuple[str, Value], ...]
    possible: tuple[str, ...]


@frozen
class Envelope:
    """What comes out under all admissible readings.

    ``outcomes`` holds the levels possible under some combination with the number of combinations, the chosen one
    first. ``depends_on`` are the readings on which the outcome depends; it is robust when there are none.
    ``changes`` are the smallest changes of readings that give each other outcome.
    """

    outcomes: tuple[tuple[tuple[str, ...], int], ...]
    combinations: int
    depends_on: tuple[str, ...]
    changes: tuple[ReadingChange, ...]

    @property
    def robust(self) -> bool:
        return len(self.outcomes) == 1


@frozen
class Grounding:
    """What comes out when only some of the observations count, by what they rest on and by how they are graded.

    ``by_basis`` adds one basis after another, in the order of ``BASES``, and last what states none (``None``);
    ``by_grade`` lowers the least grade, and last takes in what is not wholly graded (``None``). A step that adds no
    observation is left out; the last one is the answer itself. Nothing is assumed of the steps between: a span or the
    newest statement may come and go.

    ``register_alone``: the same levels are possible on register facts alone. ``needs_assessments``: without the
    assessments, and with all else, others are. ``down_to`` is the strictest of those least grades under which the
    same levels are possible; ``None`` when only all will do. ``on_nothing``: they are possible without any fact.
    """

    by_basis: tuple[tuple[Basis | None, tuple[str, ...]], ...]
    by_grade: tuple[tuple[str | None, tuple[str, ...]], ...]
    register_alone: bool
    needs_assessments: bool
    down_to: str | None
    on_nothing: bool


@frozen
class ClassExplanation:
    """Why a classification comes out as it does, what could change it, and how far it rests on our readings.

    A headline explanation has no ``boundaries``, no ``envelope`` and no ``grounding``; nor is there a ``grounding``
    of facts without observations.
    """

    id: str
    possible: tuple[str, ...]
    reasons: Reasons
    against: tuple[Against, ...]
    settling: Settling
    levels: tuple[LevelExplanation, ...]
    boundaries: tuple[Boundaries, ...] = ()
    envelope: Envelope | None = None
    grounding: Grounding | None = None

    @property
    def level(self) -> str | None:
        return self.possible[0] if len(self.possible) == 1 else None


Mattered = Literal["decisive", "in_reason", "irrelevant"]
"""Whether a criterion mattered: its answer alone, turned round, changes what comes out; it reads a fact that some
reason holds; or neither."""


@frozen
class LedgerEntry:
    """One criterion: its truth, its steps, and the levels that ask for it or show it as support."""

    criterion: str
    truth: Truth
    step: Step
    mattered: Mattered
    asked_by: tuple[tuple[str, str], ...]
    supports: tuple[tuple[str, str], ...]


@frozen
class Explanation:
    """Everything that can be said of one assessment to one audience.

    For the open audience ``assessment`` is that of the open facts alone, ``published`` the levels that came out of
    all facts, and ``withheld`` the indicators of which nothing is open.
    """

    assessment: Assessment
    classifications: tuple[ClassExplanation, ...]
    ledger: tuple[LedgerEntry, ...]
    published: Mapping[str, tuple[str, ...]] | None = None
    withheld: tuple[str, ...] = ()
