"""Pictures that several tests look at: invented areas with observations of every kind, some closed, some decided."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from attrs import evolve

from lagesbild_rules import assess, find_ruleset, read_facts
from lagesbild_rules.explanation import Audience
from lagesbild_rules.facts import Area, Observation, resolve
from lagesbild_rules.picture import (
    ComparisonText,
    Decision,
    Picture,
    PictureSummary,
    compare,
    comparison_text,
    picture,
    published,
    receipt,
    summary,
)
from lagesbild_rules.report import Beside, picture_map
from lagesbild_rules.text import Language

from .hostile import assessment as hostile_assessment
from .hostile import ruleset as hostile_ruleset
from .observed import OBSERVATIONS
from .test_html import AREAS, BERLIN

DAY = "2024-12-31"
NOA = "noa.utsatta-omraden"
PLACES = (
    ("Region Dimman (konstruerad)", "Polisområde Älgen (konstruerat)", "Lokalpolisområde Ek", "9001", "Ekby"),
    ("Region Dimman (konstruerad)", "Polisområde Älgen (konstruerat)", "Lokalpolisområde Ek", "9002", "Åby"),
    ("Region Norrsken (konstruerad)", "Polisområde Tranan (konstruerat)", "Lokalpolisområde Gran", "9003", "Öby"),
)


def place(area: str, number: int, **more: Any) -> Area:
    region, police_area, local, code, municipality = PLACES[number % len(PLACES)]
    return Area(area, area.split(" (", maxsplit=1)[0], code, municipality, local, police_area, region, **more)


def decision(area: str, level: str, **more: Any) -> Decision:
    motive = "Läget har förändrats sedan i höstas."
    return Decision(area, "utsatthet", date(2024, 12, 1), level, "samordnare", motive, "avdelningschef", **more)


@cache
def invented(day: str = DAY) -> Picture:
    """Return the constructed areas of the docs, one more with observations, and two decisions."""
    ruleset = find_ruleset(NOA, as_of=day)
    rows = list(read_facts(AREAS, ruleset.indicators).rows)
    (observed,) = resolve(OBSERVATIONS, ruleset.indicators, ruleset.evidence, as_of=day)
    rows.append(observed)
    areas = [place(it.area, number) for number, it in enumerate(rows)]
    decisions = [decision(rows[0].area, "sarskilt_utsatt_omrade"), decision(rows[1].area, "utsatt_omrade")]
    return picture(ruleset, rows, as_of=day, areas=areas, decisions=decisions)


@cache
def told(audience: Audience = "internal") -> PictureSummary:
    return summary(invented(), audience=audience)


@cache
def berlin() -> PictureSummary:
    """Return real areas in two classifications, without places."""
    ruleset = find_ruleset("berlin.mss", as_of="2021-12-31")
    rows = read_facts(BERLIN, ruleset.indicators).rows[:25]
    return summary(picture(ruleset, rows, as_of="2021-12-31"))


@cache
def hostile(text: str, plain: str) -> PictureSummary:
    """Return a picture that says *text* wherever anybody can say anything."""
    facts = hostile_assessment(text, plain).facts
    area = Area(plain, plain, "9001", plain, plain, plain, plain)
    made = Decision(plain, "k1", date(2024, 6, 1), "high_one", plain, plain, f"x{plain}")
    return summary(picture(hostile_ruleset(text), [facts], as_of="2024-06-30", areas=[area], decisions=[made]))


@cache
def listed() -> PictureSummary:
    return summary(published("published:2025"))


@cache
def changes(language: Language = "sv") -> ComparisonText:
    """Return what changed since a picture in which two areas stood otherwise."""
    now = invented()
    earlier = [evolve(it, possible=_milder(it.possible, number)) for number, it in enumerate(now.areas)]
    before = evolve(now, as_of=date(2023, 12, 31), areas=tuple(evolve(it, assessment=None) for it in earlier))
    return comparison_text(compare(before, now), language)


def _milder(possible: Mapping[str, tuple[str, ...]], number: int) -> Mapping[str, tuple[str, ...]]:
    return {"utsatthet": ("ej_listad",)} if number == 3 else possible


@cache
def beside() -> Beside:
    """Return the changes and the receipt of the invented picture."""
    return Beside(changes=changes(), receipt=receipt(told()))


@cache
def beside_listed() -> Beside:
    """Return the map and the changes of the published list."""
    from lagesbild_rules.picture.geo import published_geometry

    now = published("published:2025")
    drawn = picture_map(now, published_geometry("published:2025"), lang="sv", id="drawn")
    return Beside(map=drawn, changes=comparison_text(compare(published("published:2023"), now), "sv"))


def of_observations(observations: list[Observation], day: str = DAY) -> Picture:
    """Return a picture of one area by *observations*, under the shipped ruleset."""
    ruleset = find_ruleset(NOA, as_of=day)
    facts = resolve(observations, ruleset.indicators, ruleset.evidence, as_of=day, areas=["Sagohamnen (konstruerat)"])
    assert [it.area for it in facts] == ["Sagohamnen (konstruerat)"]
    assert assess(ruleset, facts[0], as_of=day)
    return picture(ruleset, list(facts), as_of=day, areas=[place(facts[0].area, 0)])
