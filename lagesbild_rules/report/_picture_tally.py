"""What is counted over the areas of a picture: levels by place, what is open, what rests on readings, what is known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Final

from attrs import Factory, define, frozen

from lagesbild_rules.explanation import FactText
from lagesbild_rules.picture import Picture
from lagesbild_rules.report._picture_areas import PLACES, AreaText, DecisionText, LevelOfArea
from lagesbild_rules.text import Language

UNDECIDED: Final = ""
"""The key under which areas without one standing level are counted; no level has it as its id."""


@frozen
class UndecidedText:
    """An area whose class is open, with the facts that would settle it."""

    area: AreaRef
    of: str
    possible: str
    settles: tuple[str, ...]
    quickest: str | None
    shown: bool


@frozen
class AreaRef:
    """What is needed to name an area and lead to it."""

    anchor: str
    name: str
    municipality: str | None
    explained: bool


@frozen
class DecidedText:
    """A decision with the area that it is of."""

    area: AreaRef
    of: str
    decision: DecisionText


@define
class Known:
    """How many facts are known exactly, known otherwise, missing, and not disclosed."""

    exact: int = 0
    inexact: int = 0
    missing: int = 0
    withheld: int = 0

    @property
    def all(self) -> int:
        """Return how many facts are asked for, those not disclosed left out."""
        return self.exact + self.inexact + self.missing

    def add(self, fact: FactText) -> None:
        if "withheld" in fact.causes:
            self.withheld += 1
        elif "missing" in fact.causes:
            self.missing += 1
        elif fact.causes:
            self.inexact += 1
        else:
            self.exact += 1


@define
class Tally:
    """Counts areas one by one; nothing of an area is kept but what the parts of a report list."""

    picture: Picture
    language: Language
    total: int = 0
    levels: dict[str, Counter[str]] = Factory(dict)
    by_place: dict[str, dict[str, dict[str, Counter[str]]]] = Factory(dict)
    undecided: list[UndecidedText] = Factory(list)
    decisions: list[DecidedText] = Factory(list)
    robust: Counter[str] = Factory(Counter)
    readings: dict[str, Counter[str]] = Factory(dict)
    known: Known = Factory(Known)
    known_by_indicator: dict[str, tuple[str, Known]] = Factory(dict)
    known_by_region: dict[str, Known] = Factory(dict)

    def add(self, it: AreaText) -> None:
        self.total += 1
        for level in it.levels:
            self._count(it, level)
        if it.document is None:
            return
        region = self.known_by_region.setdefault(it.places.get("region", ""), Known())
        for fact in it.document.facts:
            _, of = self.known_by_indicator.setdefault(fact.indicator, (fact.title, Known()))
            for known in (self.known, region, of):
                known.add(fact)
        for answer in it.document.classifications:
            if answer.envelope is None:
                self.robust["unshown"] += 1
                continue
            self.robust["robust" if answer.envelope.robust else "depends"] += 1
            for reading in answer.envelope.depends_on:
                self.readings.setdefault(answer.id, Counter())[reading] += 1

    def _count(self, it: AreaText, level: LevelOfArea) -> None:
        id_ = level.classification
        key = level.possible[0] if level.decided else UNDECIDED
        self.levels.setdefault(id_, Counter())[key] += 1
        for place in PLACES:
            name = it.places.get(place, "")
            self.by_place.setdefault(id_, {}).setdefault(place, {}).setdefault(name, Counter())[key] += 1
        ref = AreaRef(it.anchor, it.name, it.places.get("municipality"), it.document is not None)
        if level.decision is not None:
            self.decisions.append(DecidedText(ref, level.title, level.decision))
        if not level.decided:
            self.undecided.append(self._settling(ref, it, level))

    def _settling(self, ref: AreaRef, it: AreaText, level: LevelOfArea) -> UndecidedText:
        answers = it.document.classifications if it.document else []
        (answer,) = [one for one in answers if one.id == level.classification] or [None]
        if answer is None or not answer.reachable:
            return UndecidedText(ref, level.title, level.level_text, (), None, shown=False)
        lacking = tuple(one.title for one in answer.lacks)
        return UndecidedText(ref, level.title, level.level_text, lacking, answer.quickest_text, shown=True)

    def many(self, place: str) -> bool:
        """Whether areas are told apart by *place*: some of them state it."""
        return any(any(names) for names in (it.get(place, {}) for it in self.by_place.values()))

    def decided(self, counts: Callable[[DecisionText], bool]) -> int:
        return sum(counts(it.decision) for it in self.decisions)
