"""What differs between two rulesets, as data: each change with where it stands, what was there and what is now."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Final, Literal

from attrs import Factory, evolve, field, frozen

from lagesbild_rules.exact import EXACT
from lagesbild_rules.facts import Indicator, Kind, Scale
from lagesbild_rules.ruleset._conditions import Condition
from lagesbild_rules.ruleset._model import (
    Classification,
    Criterion,
    Level,
    Parameter,
    Reading,
    Ruleset,
    Source,
    Value,
)
from lagesbild_rules.text import Text


class ChangeKind(Enum):
    """What was done."""

    ADDED = "added"
    DROPPED = "dropped"
    RENAMED = "renamed"
    CHANGED = "changed"
    MOVED = "moved"
    REORDERED = "reordered"


Aspect = Literal["structure", "values", "readings", "wording", "scope"]
"""What a change is about, the weightiest first."""

Sort = Literal[
    "ruleset", "classification", "level", "criterion", "parameter", "reading", "indicator", "scale", "source"
]

Part = Literal[
    # the whole of what is at a spot: itself added, dropped or given another name
    "itself",
    # the ruleset's head
    "id", "version", "status", "from", "until", "certainty", "owner",
    # words and where they stand
    "title", "titles", "claim", "because", "source", "locator", "quote", "evidence", "misreading", "misreadings",
    "reference", "published",
    # values
    "value", "unit", "admissible", "whose",
    # indicators, and how observations become facts
    "kind", "steps", "codes", "decimals", "min", "max", "precision", "worse", "changeable", "group", "handling",
    "max_age", "at_least_grade", "when_sources_disagree",
    # classifications
    "nested", "levels", "supporting", "role", "modality",
    # conditions, and the parts of a comparison
    "condition", "connective", "count", "member", "members", "negation", "named",
    "measured", "operator", "threshold", "requirement", "missing_as",
]  # fmt: skip


@frozen
class Spot:
    """Something that has a name in a ruleset; a level is named ``classification.level``."""

    sort: Sort
    id: str


@frozen
class Role:
    """What a criterion is to a level: ``required``, ``one_of`` several, ``excluded`` or shown as ``supporting``."""

    criterion: str
    level: str
    name: Literal["required", "one_of", "excluded", "supporting"]


@frozen
class Titled:
    """The title of one step or code."""

    value: str
    title: Text


Definition = Classification | Level | Criterion | Parameter | Reading | Indicator | Scale | Source
Matter = (
    Definition | Condition | Kind | Role | Titled | Text | Value | tuple[str, ...] | tuple[int, str] | int | date | None
)
"""What was there, or is now; ``None`` for nothing."""


@frozen
class Change:
    """One difference. ``where`` says where it stands in either text, ``None`` where it has no counterpart.

    ``shift`` tells by how much a number moved upwards, or by how many steps of its scale. ``group`` is what a member
    of a condition was put in or taken from, as it was and as it is. ``logic`` tells whether the change moves the
    logic digest; the others move the wording digest alone.
    """

    kind: ChangeKind
    part: Part
    where: tuple[Spot | None, Spot | None]
    before: Matter = None
    after: Matter = None
    shift: Decimal | None = None
    group: tuple[Condition, Condition] | None = None
    logic: bool = field(kw_only=True)

    @property
    def aspect(self) -> Aspect:
        return _aspect(self)

    @property
    def spot(self) -> Spot:
        """The place in the later text, or in the earlier one where it is gone."""
        spot = self.where[1] or self.where[0]
        assert spot is not None
        return spot

    def reversed(self) -> Change:
        """Return the change that undoes this one."""
        return evolve(
            self,
            kind=_OPPOSITE.get(self.kind, self.kind),
            where=self.where[::-1],
            before=self.after,
            after=self.before,
            shift=None if self.shift is None else EXACT.minus(self.shift),
            group=self.group and self.group[::-1],
        )


@frozen
class NewNames:
    """Which names of the earlier text stand for which of the later one, where they were given other ones."""

    indicators: Mapping[str, str] = Factory(dict)
    constants: Mapping[str, str] = Factory(dict)
    scales: Mapping[str, str] = Factory(dict)
    sources: Mapping[str, str] = Factory(dict)
    criteria: Mapping[str, str] = Factory(dict)
    classifications: Mapping[str, str] = Factory(dict)
    levels: Mapping[tuple[str, str], str] = Factory(dict)


@frozen
class RulesetDiff:
    """All that differs between two rulesets, the weightiest first; no change when their digests are the same."""

    before: Ruleset
    after: Ruleset
    names: NewNames
    changes: tuple[Change, ...]


_OPPOSITE: Final = {
    ChangeKind.ADDED: ChangeKind.DROPPED,
    ChangeKind.DROPPED: ChangeKind.ADDED,
}

ASPECTS: Final[tuple[Aspect, ...]] = ("structure", "values", "readings", "wording", "scope")

_PARTS_OF: Final[Mapping[Aspect, tuple[Part, ...]]] = {
    "values": ("unit", "decimals", "min", "max", "precision", "max_age", "at_least_grade", "when_sources_disagree"),
    "readings": ("admissible", "whose"),
    "wording": (
        "title", "titles", "claim", "because", "source", "locator", "quote", "evidence", "misreading", "misreadings",
        "reference", "published", "members", "changeable", "group", "handling",
    ),
    "scope": ("id", "version", "status", "from", "until", "certainty", "owner"),
}  # fmt: skip
_ASPECT_OF_PART: Final[Mapping[Part, Aspect]] = {part: aspect for aspect, parts in _PARTS_OF.items() for part in parts}
_ASPECT_OF_SORT: Final[Mapping[Sort, Aspect]] = {
    "parameter": "values",
    "reading": "readings",
    "scale": "wording",
    "source": "wording",
}


def _aspect(change: Change) -> Aspect:
    spot, part = change.spot, change.part
    if spot.sort == "ruleset" and part == "title":
        return "scope"
    if part in ("itself", "value"):
        if change.kind is ChangeKind.RENAMED and spot.sort not in ("classification", "level"):
            return "wording"
        return _ASPECT_OF_SORT.get(spot.sort, "structure")
    if part in ("threshold", "count") and change.shift is not None:
        return "values" if change.shift else "readings"
    if part == "supporting" and change.kind is ChangeKind.REORDERED:
        return "wording"
    return _ASPECT_OF_PART.get(part, "structure")
