"""The areas of a picture in words, one at a time: place, level, decision, and the explanation for its readers.

Whatever the page, the PDF and the sheets show or count is read off these. For the open audience they hold nothing but
open observations, the ruleset and the levels made public; so nothing that is made of them can hold more.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from attrs import evolve, frozen

from lagesbild_rules.explanation import Document, capital, document, enumerated
from lagesbild_rules.picture import Decision, Ladder, Picture, PictureArea, PictureSummary, explained, report_phrase
from lagesbild_rules.report._marks import lined
from lagesbild_rules.text import Language

PLACES: Final = ("region", "police_area", "local_police_area", "municipality")
"""From the widest to the narrowest."""


@frozen
class DecisionText:
    """What people decided: by which role, approved by whom, why, and how it stands to the proposal.

    ``differs`` is ``None`` where the proposal is undecided. The open audience is told of no decision.
    """

    by: str
    motive: str | None
    proposal: str
    differs: bool | None


@frozen
class LevelOfArea:
    """The levels that stand for an area in one classification, mildest first, in words."""

    classification: str
    title: str
    possible: list[str]
    level_text: str
    headline: str
    decision: DecisionText | None

    @property
    def decided(self) -> bool:
        """Whether one level stands, by decision or because only one is possible."""
        return len(self.possible) == 1


@frozen
class AreaText:
    """One area in words. ``places`` holds what is known of where it lies; ``document`` is ``None`` on a list."""

    number: int
    id: str
    name: str
    places: dict[str, str]
    municipality_code: str | None
    levels: list[LevelOfArea]
    trend: str | None
    document: Document | None

    @property
    def anchor(self) -> str:
        return f"area-{self.number}"

    @property
    def rests_on_readings(self) -> bool:
        """Whether some class of it would be another under other admissible readings, as far as that is shown."""
        every = self.document.classifications if self.document else []
        return any(it.envelope is not None and not it.envelope.robust for it in every)

    @property
    def undecided(self) -> bool:
        return not all(it.decided for it in self.levels)


def listed(picture: Picture) -> list[PictureArea]:
    """Return the areas of *picture* as they are listed: by region, municipality, name and id; unknown places last."""
    return sorted(picture.areas, key=_order)


def anchors(picture: Picture) -> dict[str, str]:
    """Return where on the page of *picture* each area stands, by the area's id."""
    return {it.id: f"area-{number}" for number, it in enumerate(listed(picture), 1)}


def alphabetical(text: str) -> tuple[bool, str]:
    """Return the key that sorts names as Swedish has them: å, ä and ö last, and what is empty after everything."""
    return not text, text.casefold().translate(_LAST)


_LAST: Final = str.maketrans({"å": "{a", "ä": "{b", "æ": "{b", "ö": "{c", "ø": "{c"})


def _order(it: PictureArea) -> tuple[object, ...]:
    area = it.area
    named = (area.region or "", area.municipality or "", area.name or it.id)
    return (*map(alphabetical, named), it.id)


def area_texts(summary: PictureSummary, language: Language) -> Iterator[AreaText]:
    """Yield every area of *summary* in words, as they are listed, each explained when its turn comes and not kept."""
    words = _Words(summary, language)
    for number, it in enumerate(listed(summary.picture), 1):
        yield words.area(number, it)


class _Words:
    def __init__(self, summary: PictureSummary, language: Language) -> None:
        self.picture, self.language = summary.picture, language
        self.audience, self.unmarked = summary.audience, summary.unmarked

    def say(self, id: str, **words: object) -> str:
        return report_phrase(id, self.language, **words)

    def area(self, number: int, it: PictureArea) -> AreaText:
        places = {name: value for name in PLACES if (value := getattr(it.area, name))}
        trend = None
        if it.trend is not None:
            known = {"positive", "stable", "negative"}
            trend = self.say(f"p_trend_{it.trend}") if it.trend in known else it.trend
        made = AreaText(
            number,
            it.id,
            it.area.name or it.id,
            {},
            it.area.municipality_code,
            [self._level(self.picture.ladders[of], it) for of in it.possible if of in self.picture.ladders],
            trend,
            self._document(it),
        )
        return evolve(lined(made), places={name: lined(value) for name, value in places.items()})

    def _document(self, it: PictureArea) -> Document | None:
        why = explained(it, audience=self.audience, unmarked=self.unmarked)
        return None if why is None else document(why, self.language)

    def _level(self, ladder: Ladder, it: PictureArea) -> LevelOfArea:
        possible, decision = it.standing(ladder.id), it.decisions.get(ladder.id)
        inside = self.audience == "internal" and it.assessment is not None
        text = self._levels(ladder, possible)
        if len(possible) > 1:
            id_ = "p_class_open"
        elif not inside:
            id_ = "p_class_published"
        else:
            id_ = "p_class_proposed" if decision is None else "p_class_decided"
        return LevelOfArea(
            ladder.id,
            ladder.title.in_(self.language) or ladder.id,
            list(possible),
            capital(text),
            self.say(id_, level=text, levels=text),
            self._decision(ladder, it, decision) if decision is not None and inside else None,
        )

    def _levels(self, ladder: Ladder, possible: tuple[str, ...]) -> str:
        titles: Mapping[str, str] = {it.id: it.title.in_(self.language) or it.id for it in ladder.levels}
        return enumerated([titles[level] for level in possible], self.language, "or")

    def _decision(self, ladder: Ladder, it: PictureArea, decision: Decision) -> DecisionText:
        possible = it.possible[ladder.id]
        differs = None if len(possible) > 1 else possible[0] != decision.level
        proposed = self._levels(ladder, possible)
        second = decision.second_approver
        by = self.say(
            "p_decided_by" if second is None else "p_approved_too", role=decision.role, day=decision.date, second=second
        )
        unlike = self.say("p_alike" if differs is False else "p_unlike", levels=proposed)
        return DecisionText(by, decision.motive, unlike, differs)
