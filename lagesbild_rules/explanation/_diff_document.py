"""What differs between two rulesets, put into words in one language. Plain data, ready for JSON."""

from __future__ import annotations

from attrs import frozen

from lagesbild_rules.explanation._document import RulesetText


@frozen
class DiffChange:
    """One change as data. ``change`` and ``part`` are words of ours, ``before`` and ``after`` the language's.

    ``shift`` is by how much a number moved upwards, or by how many steps. ``moves_logic`` tells whether the change
    moves the logic digest.
    """

    change: str
    part: str
    sort: str
    id_before: str | None
    id_after: str | None
    before: str | None
    after: str | None
    shift: str | None
    moves_logic: bool


@frozen
class DiffItem:
    """One thing that a reader is told: a sentence, what belongs to it, the words then and now, and the changes told."""

    text: str
    lines: list[str]
    before: str | None
    after: str | None
    changes: list[DiffChange]


@frozen
class DiffSection:
    """All that is told of one aspect."""

    aspect: str
    title: str
    items: list[DiffItem]


@frozen
class AreaCriterion:
    """A criterion through which an area's class changes; null where it is not asked for."""

    id_before: str | None
    id_after: str | None
    claim: str
    before: str | None
    after: str | None
    text: str


@frozen
class AreaChange:
    """One area whose possible levels differ. ``move`` says how."""

    area: str
    classification: str
    move: str
    before: list[str]
    after: list[str]
    text: str
    through: list[AreaCriterion]


@frozen
class AreaCount:
    """How many areas went from one outcome to another; ``text`` says how the class changed."""

    classification: str
    move: str
    before: list[str]
    after: list[str]
    before_text: str
    after_text: str
    text: str
    count: int


@frozen
class AreasDiff:
    """A table of areas classed by both rulesets."""

    as_of: str
    areas: int
    changed: int
    title: str
    text: str
    counts: list[AreaCount]
    changes: list[AreaChange]


@frozen
class DiffDocument:
    """All that differs between two rulesets in one language, the weightiest first."""

    language: str
    title: str
    before: RulesetText
    after: RulesetText
    summary: str
    sections: list[DiffSection]
    areas: AreasDiff | None
