"""The answers of a constructed country: what units state of their areas in one round, with every kind of flaw."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from random import Random
from typing import Final

from attrs import evolve, frozen

from lagesbild_rules.facts import Basis, Handling, Indicator, InformationGrade, Observation, ScaleKind, SourceGrade
from lagesbild_rules.testing._country_places import Site

NOTE: Final = "Konstruerad observation: påhittad, säger ingenting om någon verklig plats."
GROUNDS: Final = ("OSL 18:1", "OSL 18:2", "OSL 35 kap.")
"""Legal grounds of secret observations, drawn without meaning."""
_WEIGHTS: Final[Mapping[str, float]] = {
    "direct_pressure": 0.95,
    "public_violence": 0.8,
    "open_drug_trade": 1.0,
    "acting_out_discontent": 0.8,
    "insecurity": 1.05,
    "reduced_reporting": 1.0,
    "reluctance_to_testify": 0.92,
    "systematic_threats": 0.8,
    "police_difficulty": 0.9,
    "parallel_structures": 0.75,
    "extremism": 0.5,
    "conflict_travellers": 0.4,
    "concentration_of_criminals": 0.9,
}
"""How strongly an answer follows the burden of its area. Made up."""
_HOLDS_FROM: Final[Mapping[str, float]] = {
    "delimited": -1.0,
    "low_socioeconomic_status": 0.3,
    "other_influence": 0.93,
    "adapted_methods": 0.62,
    "normalisation": 0.75,
    "imminent_risk": 0.6,
}
"""From which burden a claim holds. Made up."""
_BASES: Final[tuple[Basis, ...]] = ("assessment", "assessment", "observation", "survey", "register", "measurement")
_GRADES: Final[tuple[tuple[SourceGrade, InformationGrade], ...]] = (
    ("A", "1"),
    ("A", "2"),
    ("B", "1"),
    ("B", "2"),
    ("C", "3"),
)


@frozen
class Collection:
    """One round of collection: its year, the first day of its answers, and when they were to be there."""

    year: int
    begins: date
    due: date
    as_of: date


@frozen
class Reporting:
    """How each unit reports: ``silent`` not at all, ``late`` after the day due, ``partly`` about some of its areas."""

    silent: frozenset[str]
    late: frozenset[str]
    partly: frozenset[str]
    cursory: frozenset[str]


def reporting(chance: Random, units: tuple[str, ...]) -> Reporting:
    """Draw how *units* report: of a hundred about two are silent, six late, three partial and four cursory."""
    few = [max(1, (len(units) * share + 50) // 100) for share in (2, 6, 3, 4)]
    drawn = chance.sample(units, min(len(units), sum(few)))
    ends = [sum(few[:place]) for place in range(5)]
    silent, late, partly, cursory = (frozenset(drawn[begin:end]) for begin, end in pairwise(ends))
    return Reporting(silent, late, partly, cursory)


def answers(
    chance: Random,
    sites: tuple[Site, ...],
    indicators: Mapping[str, Indicator],
    collection: Collection,
    how: Reporting,
    units: tuple[str, ...],
) -> tuple[Observation, ...]:
    """Draw what *units* state in one round about *sites*, in the order of these."""
    return tuple(_Answers(chance, indicators, collection, how, units).all(sites))


class _Answers:
    def __init__(
        self,
        chance: Random,
        indicators: Mapping[str, Indicator],
        collection: Collection,
        how: Reporting,
        units: tuple[str, ...],
    ) -> None:
        self.chance, self.indicators, self.collection, self.how, self.units = chance, indicators, collection, how, units
        self.number = 0

    def all(self, sites: tuple[Site, ...]) -> Iterator[Observation]:
        for site in sites:
            unit = str(site.area.local_police_area)
            if unit in self.how.silent or (unit in self.how.partly and self.chance.random() < 0.5):
                continue
            other = self.chance.choice(self.units) if self.chance.random() < 0.04 else None
            left_out = 0.22 if unit in self.how.cursory else 0.012
            for indicator in self.indicators.values():
                if self.chance.random() >= left_out:
                    yield from self._about(site, indicator, unit)
                if other and other != unit and self.chance.random() < 0.4:
                    yield self._one(site, indicator, other, 0.3)

    def _about(self, site: Site, indicator: Indicator, unit: str) -> Iterator[Observation]:
        it = self._one(site, indicator, unit, 0.09)
        recorded, flaw = it.recorded_at, self.chance.random()
        assert recorded is not None
        if flaw < 0.010:  # corrected: the first one stays, and names what corrects it
            better = self._one(site, indicator, unit, 0.09)
            yield evolve(it, superseded_by=better.observation_id)
            yield evolve(better, recorded_at=recorded + timedelta(days=2))
        elif flaw < 0.016:
            yield evolve(it, withdrawn=recorded + timedelta(days=3))
        elif flaw < 0.026 and site.area.valid_from is None:  # stale: what was said three years ago, handed in again
            old = self.collection.begins.replace(year=self.collection.year - 3)
            yield evolve(it, valid_from=old)
        elif flaw < 0.041:
            yield evolve(it, source_grade="X", information_grade="4")
        elif flaw < 0.051:  # another source of the same unit, which often says something else
            yield it
            yield self._one(site, indicator, unit, 0.25)
        else:
            yield it

    def _one(self, site: Site, indicator: Indicator, unit: str, spread: float) -> Observation:
        low, high = self._ends(site, indicator, spread)
        self.number += 1
        valid_from = max(site.area.valid_from or date.min, self.collection.begins)
        valid_from += timedelta(days=self.chance.randrange(20))
        source, information = self.chance.choice(_GRADES)
        handling, ground = self._handling(indicator)
        return Observation(
            area=site.area.area,
            indicator=indicator.id,
            low=low,
            high=high,
            valid_from=valid_from,
            recorded_at=self._recorded(unit),
            source_grade=source,
            information_grade=information,
            basis=self.chance.choice(_BASES),
            handling=handling,
            handling_ground=ground,
            reported_by=unit,
            note=NOTE if self.chance.random() < 0.9 else None,
            observation_id=f"konstruerad-{self.collection.year}-{self.number:06}",
        )

    def _ends(self, site: Site, indicator: Indicator, spread: float) -> tuple[str, str]:
        burden = site.burden + self.chance.uniform(-spread, spread) + self.chance.uniform(-spread, spread)
        if not isinstance(indicator.kind, ScaleKind):
            said = "true" if burden >= _HOLDS_FROM.get(indicator.id, 0.6) else "false"
            return said, said
        steps = indicator.kind.values
        last = len(steps) - 1
        step = min(last, max(0, round(last * burden * _WEIGHTS.get(indicator.id, 0.7))))
        if self.chance.random() < 0.03:
            return steps[max(0, step - 1)], steps[max(1, step)]
        return steps[step], steps[step]

    def _handling(self, indicator: Indicator) -> tuple[Handling, str | None]:
        drawn = self.chance.random()
        if indicator.handling == "restricted":
            return ("secret", self.chance.choice(GROUNDS)) if drawn < 0.3 else ("restricted", None)
        if drawn < 0.01:
            return "secret", self.chance.choice(GROUNDS)
        return ("restricted", None) if drawn < 0.15 else ("open", None)

    def _recorded(self, unit: str) -> datetime:
        """Return when a unit's answers came in: before the day they were due, or after it and before the picture's."""
        first, last = self.collection.begins + timedelta(days=20), self.collection.due
        if unit in self.how.late:
            first, last = last + timedelta(days=1), self.collection.as_of - timedelta(days=7)
        day = first + timedelta(days=self.chance.randrange((last - first).days + 1))
        return datetime.combine(day, time(8 + self.chance.randrange(9)), UTC)
