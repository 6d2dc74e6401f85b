"""The published lists: what is known of each, and that they are what was published."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from lagesbild_rules.errors import CatalogueError
from lagesbild_rules.facts import circles
from lagesbild_rules.picture import ladders, published, published_lineage, published_names
from lagesbild_rules.ruleset import resolve

NAMES = tuple(f"published:{year}" for year in (2015, 2017, 2019, 2021, 2023, 2025))
COUNTS = {
    2015: (15, 7, 31),
    2017: (23, 6, 32),
    2019: (22, 10, 28),
    2021: (19, 14, 28),
    2023: (17, 15, 27),
    2025: (19, 0, 46),
}
DAYS = {
    2015: (date(2015, 1, 1), "year"),
    2017: (date(2017, 6, 1), "month"),
    2019: (date(2019, 6, 1), "day"),
    2021: (date(2021, 12, 1), "day"),
    2023: (date(2023, 12, 1), "day"),
    2025: (date(2025, 12, 1), "day"),
}


def test_every_list_has_its_name() -> None:
    assert published_names() == NAMES
    assert [published(it).name for it in NAMES] == list(NAMES)


@pytest.mark.parametrize("year", COUNTS)
def test_the_numbers_are_those_published(year: int) -> None:
    found = published(f"published:{year}")
    counted = Counter(it.proposed("utsatthet") for it in found.areas)
    levels = ("sarskilt_utsatt_omrade", "riskomrade", "utsatt_omrade")
    assert tuple(counted[it] for it in levels) == COUNTS[year]
    assert len(found.areas) == sum(COUNTS[year]) == len({it.id for it in found.areas})
    assert [it.id for it in found.areas] == sorted(it.id for it in found.areas)


@pytest.mark.parametrize("year", DAYS)
def test_the_day_is_as_certain_as_it_is_known(year: int) -> None:
    found = published(f"published:{year}")
    assert found.publication is not None
    assert (found.as_of, found.publication.certainty) == DAYS[year]


@pytest.mark.parametrize("year", list(DAYS)[1:])
def test_the_ladder_and_the_day_are_those_of_the_ruleset_of_the_period(year: int) -> None:
    found = published(f"published:{year}")
    ruleset = resolve(f"noa.utsatta-omraden@{found.as_of}", as_of=found.as_of)
    assert found.ladders == ladders(ruleset)
    assert found.publication is not None
    assert found.publication.certainty == ruleset.effective.certainty


def test_the_first_list_has_the_ladder_of_the_second() -> None:
    assert published("published:2015").ladders == published("published:2017").ladders
    assert [it.id for it in published("published:2025").ladders["utsatthet"].levels] == [
        "ej_listad",
        "utsatt_omrade",
        "sarskilt_utsatt_omrade",
    ]


def test_each_list_says_whose_it_is_and_on_what_terms() -> None:
    for name in NAMES:
        it = published(name).publication
        assert it is not None
        assert it.publisher == "Polismyndigheten"
        assert (it.terms.en or "").startswith("Not stated")
        assert it.via
        assert it.note.sv
        assert it.note.en
        assert published(name).ruleset is None


def test_a_trend_is_published_for_the_last_list_alone() -> None:
    trends = {name: Counter(it.trend for it in published(name).areas) for name in NAMES}
    assert all(set(trends[it]) == {None} for it in NAMES[:-1])
    assert trends[NAMES[-1]] == {"stable": 44, "positive": 14, "negative": 6, "new": 1}
    assert published("published:2025").area("Granängsringen").trend == "new"


def test_a_defect_of_the_source_is_left_as_it_is() -> None:
    """The official file puts Fisksätra under a police area whose code is another's."""
    area = published("published:2025").area("Fisksätra").area
    assert (area.police_area, area.municipality, area.municipality_code) == ("Stockholm syd", "Nacka", "0182")
    assert published("published:2023").area("Fisksätra").area.police_area == "Stockholm nord"
    assert published("published:2025").area("Granängsringen").area.municipality == "Tyresö"


def test_an_area_without_a_local_police_area_has_none() -> None:
    assert published("published:2015").area("Charlottesborg").area.local_police_area is None


def test_every_line_of_descent_leads_from_one_list_to_a_later_one() -> None:
    days = [published(it).as_of for it in NAMES]
    on = {published(it).as_of: {one.id for one in published(it).areas} for it in NAMES}
    for it in published_lineage():
        assert it.to_area in on[it.date]
        assert it.from_area in on[days[days.index(it.date) - 1]]
    assert list(circles(published_lineage())) == []
    assert Counter(it.kind for it in published_lineage()) == {"rename": 11, "split": 10}


@pytest.mark.parametrize("name", ["published:2016", "2023", "published:"])
def test_another_name_is_an_error_with_a_suggestion(name: str) -> None:
    with pytest.raises(CatalogueError, match="LR850 no published list") as found:
        published(name)
    assert "published:20" in (found.value.problems[0].help or "")
