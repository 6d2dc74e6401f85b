"""What is told of a whole picture: counts, what is open, how complete and how robust it is, and what was decided."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from attrs import field, frozen

from lagesbild_rules.explanation import Audience, Brief, Settling
from lagesbild_rules.facts import Completeness, Handling
from lagesbild_rules.picture._model import Decision, Picture

Grouping = Literal["all", "region", "police_area", "local_police_area", "municipality"]
"""All areas, or those that belong together."""


@frozen
class Count:
    """How many areas of one group stand on each level, mildest first; an open one is counted with its levels alone.

    ``group`` is ``None`` for all areas, and for those that belong to no group. ``levels`` counts areas with one
    level; ``open`` those with several, by the levels possible. They add up to ``total``.
    """

    classification: str
    grouping: Grouping
    group: str | None
    total: int
    levels: Mapping[str, int]
    open: Mapping[tuple[str, ...], int]


@frozen
class Undecided:
    """An area whose level is open, the levels possible, and what would settle it.

    ``settling`` is ``None`` where nothing is told of it, as of a published list. ``decided`` is the level that people
    decided none the less.
    """

    area: str
    classification: str
    possible: tuple[str, ...]
    settling: Settling | None
    decided: str | None = None


@frozen
class Robustness:
    """How far the classes of one classification rest on our readings.

    ``robust`` areas come out the same under every admissible reading. ``readings`` says of each reading how many
    areas depend on it, ``areas`` on which readings each that is not robust does. ``left_out`` areas are told nothing
    of: for the open audience those whose published class open facts alone do not give.
    """

    classification: str
    robust: int
    readings: Mapping[str, int]
    areas: Mapping[str, tuple[str, ...]]
    left_out: int = 0


Towards = Literal["same", "milder", "more_serious", "settled"]
"""How a decision stands to the proposal: the same level, another, or one where the proposal is open."""


@frozen
class Difference:
    """A decision beside the levels that were computed, which it does not replace.

    Where the proposal is open a decision settles it; when its level is milder or more serious than all that are
    possible, that is told instead.
    """

    decision: Decision
    proposed: tuple[str, ...]
    towards: Towards


@frozen
class Told:
    """What an audience is told of one classification of one area.

    ``standing`` are the levels made public. ``brief`` says why, and ``settling`` what would settle an open one; both
    are ``None`` for a published list, and for the open audience where open facts alone do not give what was published.
    """

    standing: tuple[str, ...]
    brief: Brief | None = None
    settling: Settling | None = None


@frozen
class PictureSummary:
    """What is told of *picture* to an audience; for the open one nothing else was looked at than what is open.

    ``counts`` are of what stands: the level decided, else those computed. ``proposed`` are of what was computed alone;
    it and ``decisions`` are empty for the open audience. ``told`` holds each area by id, then by classification.
    ``unmarked`` is how something was handled of which neither an observation nor the ruleset says it.
    """

    picture: Picture = field(repr=False)
    audience: Audience
    unmarked: Handling
    counts: tuple[Count, ...]
    proposed: tuple[Count, ...]
    undecided: tuple[Undecided, ...]
    robustness: tuple[Robustness, ...]
    completeness: tuple[Completeness, ...]
    decisions: tuple[Difference, ...]
    told: Mapping[str, Mapping[str, Told]] = field(repr=False)

    def count(self, classification: str) -> Count:
        """Return the count of all areas."""
        return next(it for it in self.counts if it.classification == classification and it.grouping == "all")
