"""The whole: all areas on one day, each with the levels that are possible for it and where it belongs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from types import MappingProxyType

from attrs import field, frozen

from lagesbild_rules.errors import Place
from lagesbild_rules.evaluation import Assessment
from lagesbild_rules.facts import Area
from lagesbild_rules.ruleset import Certainty, Ruleset, logic_digest, wording_digest
from lagesbild_rules.text import Text


@frozen
class Rung:
    """One level of a ladder."""

    id: str
    title: Text


@frozen
class Ladder:
    """The levels of one classification, mildest first. An area that is on no list stands on the first."""

    id: str
    title: Text
    levels: tuple[Rung, ...]

    def rank(self, level: str) -> int:
        """Return how serious *level* is, 0 for the mildest. Raises ``KeyError`` for a level of another ladder."""
        for rank, it in enumerate(self.levels):
            if it.id == level:
                return rank
        raise KeyError(level)


@frozen
class Decision:
    """What people decided about an area's level, by role and never by name; it stands beside the proposal.

    ``motive`` is free text. ``second_approver`` is the role of the one who approved it too.
    """

    area: str
    classification: str
    date: date
    level: str
    role: str
    motive: str | None = None
    second_approver: str | None = None
    place: Place = field(default=Place(), eq=False, repr=False, kw_only=True)


@frozen
class PictureArea:
    """One area: where it belongs, and for each classification the levels possible, mildest first.

    ``assessment`` is what they were read off; a published list has none. ``decisions`` stand beside, by
    classification. ``trend`` is what a published list says of it: positive, stable, negative, or new on the list.
    """

    area: Area
    possible: Mapping[str, tuple[str, ...]]
    assessment: Assessment | None = field(default=None, repr=False)
    decisions: Mapping[str, Decision] = field(default=MappingProxyType({}))
    trend: str | None = None

    @property
    def id(self) -> str:
        return self.area.area

    def proposed(self, classification: str) -> str | None:
        """Return the level that was computed or published; ``None`` where it is open."""
        possible = self.possible[classification]
        return possible[0] if len(possible) == 1 else None

    def standing(self, classification: str) -> tuple[str, ...]:
        """Return the level decided, else those possible: what is made public."""
        decision = self.decisions.get(classification)
        return self.possible[classification] if decision is None else (decision.level,)


@frozen
class Publication:
    """A published list: its title, who published it and on what terms, and what is said of how it was read.

    ``via`` is the copy that was read, ``certainty`` how well the day of the list is known.
    """

    title: str
    publisher: str
    reference: str | None
    terms: Text
    note: Text = Text()
    via: str | None = None
    certainty: Certainty = "day"


@frozen
class Mark:
    """Which text of a ruleset a picture was made under, told by its digests."""

    id: str
    effective_from: date
    version: int
    logic: str
    wording: str

    @classmethod
    def of(cls, ruleset: Ruleset) -> Mark:
        from_ = ruleset.effective.from_
        return cls(ruleset.id, from_, ruleset.version, logic_digest(ruleset), wording_digest(ruleset))

    @property
    def reference(self) -> str:
        return f"{self.id}@{self.effective_from}"


@frozen
class Picture:
    """All areas on ``as_of`` under one ruleset, or as one published list has them.

    ``areas`` stand in an order that input does not change: by id. A list names the areas that are on it, so that
    an area which is not there stands on the ladder's first level; ``publication`` is then given and ``ruleset`` is
    ``None``. ``under`` marks the text of the ruleset; a picture that was read back has it alone until the ruleset is
    given too.
    """

    name: str
    as_of: date
    ladders: Mapping[str, Ladder]
    areas: tuple[PictureArea, ...] = field(repr=False)
    ruleset: Ruleset | None = None
    known_at: datetime | None = None
    publication: Publication | None = None
    under: Mark | None = None

    def area(self, id: str) -> PictureArea:
        """Return the area *id*. Raises ``KeyError`` when the picture has none."""
        for it in self.areas:
            if it.id == id:
                return it
        raise KeyError(id)
