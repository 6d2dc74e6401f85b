"""A constructed country: invented areas, units and answers in two rounds, the same for the same seed."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from random import Random
from typing import Final

from attrs import evolve, frozen

from lagesbild_rules.evaluation import assess
from lagesbild_rules.facts import Area, Lineage, Observation, resolve
from lagesbild_rules.picture import Decision
from lagesbild_rules.ruleset import Ruleset, find_ruleset
from lagesbild_rules.testing._country_answers import Collection, Reporting, answers, reporting
from lagesbild_rules.testing._country_files import write_country
from lagesbild_rules.testing._country_names import MOST_AREAS
from lagesbild_rules.testing._country_places import Places, Ring, Site, places

RULESET: Final = "noa.utsatta-omraden"
_CLASSIFICATION: Final = "utsatthet"
_COLLECTIONS: Final = (
    Collection(2023, date(2023, 8, 15), date(2023, 10, 31), date(2023, 12, 31)),
    Collection(2025, date(2025, 8, 15), date(2025, 10, 31), date(2025, 12, 31)),
)
_ROLE: Final = "nationell samordnare (konstruerad)"
_APPROVER: Final = "avdelningschef (konstruerad)"
_LOOKED_AT: Final = 150
"""Decisions are drawn about some of so many areas: the work does not grow with the country."""
_EACH: Final = 4
"""So many decisions of each sort are drawn in a round, as far as there are areas for them."""


@frozen
class CountryRound:
    """One round of a constructed country: what was stated by ``as_of``, by whom, and what people decided.

    Answers were due on ``due``: ``late`` units sent theirs after it, ``silent`` ones none, ``partly`` ones about some
    of their areas, ``cursory`` ones left many questions out.
    """

    name: str
    as_of: date
    due: date
    ruleset: Ruleset
    observations: tuple[Observation, ...]
    decisions: tuple[Decision, ...]
    late: frozenset[str]
    silent: frozenset[str]
    partly: frozenset[str]
    cursory: frozenset[str]


@frozen
class Country:
    """Invented areas, how they came of one another between two rounds, their outlines, and the rounds.

    ``outlines`` are closed rings in metres of EPSG:3006 by area, in open sea: there is no land where they lie.
    """

    seed: int
    areas: tuple[Area, ...]
    lineage: tuple[Lineage, ...]
    outlines: Mapping[str, Ring]
    local_police_areas: tuple[str, ...]
    rounds: tuple[CountryRound, ...]

    def write(self, folder: str | os.PathLike[str], kind: str = "csv") -> tuple[Path, ...]:
        """Write it into *folder* and return the paths, as ``write_country`` does."""
        return write_country(self, folder, kind)


def constructed_country(seed: int = 2025, *, areas: int = 300, local_police_areas: int = 97) -> Country:
    """Return a country of *areas* invented areas at the start, the same for the same arguments.

    Every name, number and answer is made up; names and notes say so themselves. Between the rounds about one area in
    fifteen is split, merged, renamed, given up or drawn anew. Time and memory grow with *areas* alone.

    Raises ``ValueError`` when *areas* is not from *local_police_areas* to ``MOST_AREAS``, or these not from 4 to 400.
    """
    if not 4 <= local_police_areas <= 400:
        raise ValueError(f"{local_police_areas} local police areas: draw 4 to 400")
    if not local_police_areas <= areas <= MOST_AREAS:
        raise ValueError(
            f"{areas} areas: draw {local_police_areas} to {MOST_AREAS}, at least one for each local police area"
        )
    chance = Random(seed)
    land = places(chance, areas, local_police_areas)
    return Country(
        seed,
        tuple(it.area for it in land.sites),
        land.lineage,
        {it.area.area: it.ring for it in land.sites},
        land.local_police_areas,
        tuple(_rounds(chance, land)),
    )


def _rounds(chance: Random, land: Places) -> Iterator[CountryRound]:
    sites = land.sites
    for it in _COLLECTIONS:
        ruleset = find_ruleset(RULESET, as_of=it.as_of)
        there = tuple(site for site in sites if site.area.exists_on(it.as_of))
        how = reporting(chance, land.local_police_areas)
        said = answers(chance, there, ruleset.indicators, it, how, land.local_police_areas)
        yield _round(it, ruleset, said, how, _decisions(chance, there, ruleset, said, it))
        sites = tuple(_moved(chance, site) for site in sites)


def _round(
    it: Collection,
    ruleset: Ruleset,
    said: tuple[Observation, ...],
    how: Reporting,
    decisions: tuple[Decision, ...],
) -> CountryRound:
    return CountryRound(
        str(it.year), it.as_of, it.due, ruleset, said, decisions, how.late, how.silent, how.partly, how.cursory
    )


def _moved(chance: Random, site: Site) -> Site:
    """Return *site* two years on: most stay as they were, some are better or worse off."""
    by = chance.choice((0.0, 0.0, 0.0, -0.05, 0.05, -0.22, 0.18))
    return evolve(site, burden=min(1.0, max(0.0, site.burden + by)))


def _decisions(
    chance: Random, sites: tuple[Site, ...], ruleset: Ruleset, said: tuple[Observation, ...], it: Collection
) -> tuple[Decision, ...]:
    """Return what people decided about some areas: as was proposed, otherwise, and where the proposal was open."""
    names = [site.area.area for site in chance.sample(sites, min(len(sites), _LOOKED_AT))]
    chosen = set(names)
    facts = {
        row.area: row
        for row in resolve(
            (one for one in said if one.area in chosen), ruleset.indicators, ruleset.evidence, as_of=it.as_of
        )
    }
    levels = [level.id for level in ruleset.classifications[_CLASSIFICATION].levels]
    left = {"as_proposed": _EACH, "otherwise": _EACH, "open": _EACH}
    found: list[Decision] = []
    for name in names:
        if name not in facts:
            continue
        possible = assess(ruleset, facts[name], as_of=it.as_of).classifications[_CLASSIFICATION].possible
        sort = "open" if len(possible) > 1 else chance.choice(("as_proposed", "otherwise"))
        if not left[sort] or (levels[0] in possible and sort != "open"):
            continue
        left[sort] -= 1
        level = chance.choice(possible) if sort == "open" else possible[0]
        if sort == "otherwise":
            place = levels.index(level)
            level = levels[place + 1] if place == 1 else levels[place - 1]
        motive = f"Konstruerat beslut: {_MOTIVES[sort]}"
        second = _APPROVER if sort != "as_proposed" else None
        found.append(Decision(name, _CLASSIFICATION, it.as_of, level, _ROLE, motive, second))
    return tuple(sorted(found, key=lambda one: one.area))


_MOTIVES: Final = {
    "as_proposed": "bedömningen följer förslaget.",
    "otherwise": "bedömningen avviker från förslaget efter samråd med kommunen.",
    "open": "förslaget var öppet, och underlaget vägdes samman.",
}
