"""A comparison and a series in words of one language. Plain data, ready for JSON."""

from __future__ import annotations

from typing import Literal

from attrs import frozen

from lagesbild_rules.explanation import AreaCriterion
from lagesbild_rules.picture._descent import Origin
from lagesbild_rules.picture._rungs import Moved


@frozen
class PictureText:
    """Which picture it is. ``terms``, ``via`` and ``note`` are those of a published list."""

    name: str
    as_of: str
    label: str
    text: str
    ruleset: str | None
    terms: str | None
    via: str | None
    note: str | None


@frozen
class LevelCount:
    """How many areas stand on a level; null where a picture has no such level. An empty id is the undecided."""

    level: str
    title: str
    before: int | None
    after: int | None


@frozen
class Term:
    """One term of the sum from the earlier number on the list to the later one."""

    what: str
    number: int
    title: str


@frozen
class MoveCount:
    """How many changes are of one kind, and of how many areas of the earlier picture."""

    moved: Moved
    title: str
    changes: int
    areas: int
    text: str
    note: str | None


@frozen
class FlowText:
    """How many changes go from which levels to which; null where a picture does not have the area."""

    was: list[str] | None
    now: list[str] | None
    was_text: str
    now_text: str
    changes: int


@frozen
class LegText:
    """One step on the way from the old class to the new one."""

    first: Literal["facts", "rules"]
    what: Literal["facts", "rules"]
    was: list[str]
    now: list[str]
    moved: Moved
    text: str
    through: list[AreaCriterion]


@frozen
class CrossingText:
    """What the facts and what the rules did to a class: the four combinations, and both ways between them."""

    verdict: Literal["facts", "rules", "both", "order"]
    text: str
    was: list[str]
    old_under_new: list[str]
    new_under_old: list[str]
    now: list[str]
    cells_text: str
    legs: list[LegText]


@frozen
class ProposalText:
    """What was computed where people decided."""

    was: list[str] | None
    now: list[str] | None
    moved: Moved
    text: str


@frozen
class AreaMoved:
    """What one area did. ``technical`` are the kinds of descent by which it came of the earlier one."""

    before: str | None
    after: str | None
    name: str
    municipality_code: str | None
    municipality: str | None
    region: str | None
    was: list[str] | None
    now: list[str] | None
    moved: Moved
    technical: list[str]
    origin: Origin | None
    trend: str | None
    text: str
    trend_text: str | None
    proposal: ProposalText | None
    crossing: CrossingText | None


@frozen
class TechnicalText:
    """Areas that became others by split, merge or rename."""

    before: list[str]
    after: list[str]
    technical: list[str]
    origins: list[Origin]
    text: str


@frozen
class ClassMoves:
    """All of one classification."""

    id: str
    title: str
    summary: str
    levels: list[LevelCount]
    sum: list[Term]
    sum_text: str
    moves: list[MoveCount]
    flows: list[FlowText]
    verdicts: list[str]
    areas: list[AreaMoved]


@frozen
class ComparisonText:
    """Two pictures compared, in one language."""

    language: str
    audience: str
    title: str
    notices: list[str]
    before: PictureText
    after: PictureText
    classifications: list[ClassMoves]
    technical: list[TechnicalText]
    findings: list[str]


@frozen
class SeriesLevel:
    """How many areas stand on a level in each picture; null where it has no such level."""

    level: str
    title: str
    areas: list[int | None]


@frozen
class SeriesFlow:
    """How many changes go from which levels to which between two pictures that follow on each other."""

    before: str
    after: str
    was: list[str] | None
    now: list[str] | None
    was_text: str
    now_text: str
    moved: Moved
    changes: int


@frozen
class SeriesStep:
    """What happened between two pictures that follow on each other."""

    before: str
    after: str
    label: str
    on_list: list[int]
    technical: int
    counts: dict[str, int]


@frozen
class ClassSeries:
    """All of one classification over the pictures."""

    id: str
    title: str
    levels: list[SeriesLevel]
    on_list: list[int]
    steps: list[SeriesStep]
    flows: list[SeriesFlow]
    described: str


@frozen
class SeriesText:
    """A series of pictures, in one language."""

    language: str
    title: str
    notices: list[str]
    pictures: list[PictureText]
    classifications: list[ClassSeries]
