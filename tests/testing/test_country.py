"""The constructed country: the same for the same seed, whole in all its kinds of flaw, and no real place in it."""

from __future__ import annotations

import csv
import json
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from click.testing import CliRunner

from lagesbild_rules.evaluation import assess
from lagesbild_rules.facts import FactSet, read_areas, read_facts, read_lineage, resolve
from lagesbild_rules.ruleset import find_ruleset
from lagesbild_rules.testing import Country, CountryRound, constructed_country
from lagesbild_rules.testing.country import country_command

REAL = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def country() -> Country:
    return constructed_country()


@pytest.fixture(scope="module")
def folder(country: Country, tmp_path_factory: pytest.TempPathFactory) -> Path:
    into = tmp_path_factory.mktemp("country")
    country.write(into)
    return into


def _facts(country: Country, it: CountryRound) -> tuple[FactSet, ...]:
    names = [area.area for area in country.areas if area.exists_on(it.as_of)]
    return resolve(it.observations, it.ruleset.indicators, it.ruleset.evidence, as_of=it.as_of, areas=names)


def test_it_has_the_size_that_was_asked_for(country: Country) -> None:
    assert len(country.local_police_areas) == 97
    for it in country.rounds:
        there = [area for area in country.areas if area.exists_on(it.as_of)]
        assert 290 <= len(there) <= 310
        assert {area.local_police_area for area in there} == set(country.local_police_areas)
    assert len({area.region for area in country.areas}) == 7
    assert len({area.police_area for area in country.areas}) == 21


def test_a_seed_makes_the_same_bytes_and_another_one_others(folder: Path, tmp_path: Path) -> None:
    constructed_country().write(tmp_path / "again")
    constructed_country(7).write(tmp_path / "other")
    names = sorted(it.relative_to(folder) for it in folder.rglob("*") if it.is_file())
    assert len(names) == 10
    for name in names:
        written = (folder / name).read_bytes()
        assert (tmp_path / "again" / name).read_bytes() == written
        assert ((tmp_path / "other" / name).read_bytes() == written) is (name.parts[0] == "rulesets")


def test_everything_says_that_it_is_constructed(country: Country, folder: Path) -> None:
    for area in country.areas:
        assert area.area.startswith("konstruerat-")
        for name in (area.name, area.municipality, area.local_police_area, area.police_area, area.region):
            assert name is not None
            assert name.endswith(("(konstruerat)", "(konstruerad)"))
    for it in country.rounds:
        assert all(one.note is None or one.note.startswith("Konstruerad observation") for one in it.observations)
        assert all("(konstruer" in str(one.reported_by) for one in it.observations)
        assert all(one.motive is not None and one.motive.startswith("Konstruerat beslut") for one in it.decisions)
    for path in folder.rglob("*"):
        assert path.is_dir() or "konstruer" in path.read_text(encoding="utf-8").lower()


def test_no_name_is_one_of_a_real_place_and_no_code_is_in_use(country: Country) -> None:
    real = set()
    for path in (REAL / "lagesbild_rules").rglob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            real |= {cell.casefold() for row in csv.reader(file) for cell in row}
    for area in country.areas:
        plain = [str(it).rpartition(" (")[0] for it in (area.name, area.municipality, area.local_police_area)]
        assert not real.intersection(it.casefold() for it in plain)
        assert str(area.municipality_code)[0] == "9"  # counties, the first two digits, end at 25


def test_areas_have_each_one_name_and_the_tables_are_read_without_a_problem(country: Country, folder: Path) -> None:
    assert (
        len({area.name for area in country.areas}) == len({area.area for area in country.areas}) == len(country.areas)
    )
    assert read_areas(folder / "areas.csv") == country.areas
    assert read_lineage(folder / "lineage.csv") == country.lineage
    assert {it.kind for it in country.lineage} == {"split", "merge", "rename"}
    named = {area.area: area for area in country.areas}
    for it in country.lineage:
        assert named[it.from_area].valid_until == it.date == named[it.to_area].valid_from
    ended = {it.area for it in country.areas if it.valid_until} - {it.from_area for it in country.lineage}
    begun = {it.area for it in country.areas if it.valid_from} - {it.to_area for it in country.lineage}
    assert (len(ended), len(begun)) == (4, 4)


@pytest.mark.parametrize("number", [0, 1])
def test_all_levels_and_undecided_areas_occur(country: Country, number: int) -> None:
    it = country.rounds[number]
    found: Counter[tuple[str, ...]] = Counter()
    for row in _facts(country, it):
        found[tuple(assess(it.ruleset, row, as_of=it.as_of).classifications["utsatthet"].possible)] += 1
    levels = [level.id for level in it.ruleset.classifications["utsatthet"].levels]
    assert len(levels) == 4 - number
    assert all(found[level,] >= 20 for level in levels)
    assert 15 <= sum(count for possible, count in found.items() if len(possible) > 1) <= 75
    assert found[tuple(levels)] >= 2  # what silent units left


@pytest.mark.parametrize("number", [0, 1])
def test_every_cause_of_unknown_occurs(country: Country, folder: Path, number: int) -> None:
    it = country.rounds[number]
    graded = find_ruleset("konstruerat.utsatta-omraden", as_of=it.as_of, folders=[folder / "rulesets"])
    table = read_facts(
        folder / f"observations-{it.name}.csv",
        graded.indicators,
        evidence=graded.evidence,
        as_of=it.as_of,
        areas=country.areas,
    )
    causes = Counter(cause.value for row in table.rows for fact in row.values() for cause in fact.causes)
    assert all(causes[name] >= 20 for name in ("missing", "conflicting", "stale", "below_grade", "rounded"))
    assert {problem.code for problem in table.findings} == {"LR733"}  # some areas are reported by two units


@pytest.mark.parametrize("number", [0, 1])
def test_observations_are_of_every_kind(country: Country, number: int) -> None:
    it = country.rounds[number]
    every = it.observations
    ids = {one.observation_id for one in every}
    assert len(ids) == len(every)
    assert sum(one.withdrawn is not False for one in every) >= 10
    corrected = [one for one in every if one.superseded_by]
    assert len(corrected) >= 10
    assert {one.superseded_by for one in corrected} <= ids
    handled = Counter(one.handling for one in every)
    assert min(handled["open"], handled["restricted"], handled["secret"]) >= 300
    assert all((one.handling == "secret") == (one.handling_ground is not None) for one in every)
    by_unit: dict[str, set[bool]] = {}
    for one in every:
        assert one.recorded_at is not None
        late = one.recorded_at.date() > it.due
        by_unit.setdefault(str(one.reported_by), set()).add(late)
    assert all(True in by_unit[unit] for unit in it.late)
    home = {area.area: area.local_police_area for area in country.areas}
    assert not any(home[one.area] in it.silent for one in every)


def test_decisions_are_as_proposed_otherwise_and_where_the_proposal_was_open(country: Country) -> None:
    for it in country.rounds:
        proposed = {
            row.area: assess(it.ruleset, row, as_of=it.as_of).classifications["utsatthet"].possible
            for row in _facts(country, it)
        }
        sorts = Counter(
            "open" if len(proposed[one.area]) > 1 else "same" if (one.level,) == tuple(proposed[one.area]) else "other"
            for one in it.decisions
        )
        assert sorts == {"open": 4, "same": 4, "other": 4}


def test_outlines_lie_in_open_sea_and_fit_together(country: Country, folder: Path) -> None:
    read = json.loads((folder / "geometry.geojson").read_text(encoding="utf-8"))
    assert [it["properties"]["area"] for it in read["features"]] == [area.area for area in country.areas]
    assert read["crs"]["properties"]["name"].endswith("EPSG::3006")
    sizes = {}
    for it in read["features"]:
        (ring,) = it["geometry"]["coordinates"]
        assert ring[0] == ring[-1]
        assert all(782_000 <= x <= 842_000 and 6_330_000 <= y <= 6_450_000 for x, y in ring)
        sizes[it["id"]] = sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring)) / 2
    assert all(size > 0 for size in sizes.values())  # counter-clockwise, as RFC 7946 wants it
    for kind in ("split", "merge"):
        lines = [it for it in country.lineage if it.kind == kind]
        before, after = {it.from_area for it in lines}, {it.to_area for it in lines}
        assert sum(sizes[it] for it in before) == sum(sizes[it] for it in after)


def test_the_work_grows_with_the_areas_and_not_faster() -> None:
    small, large = (constructed_country(1, areas=it, local_police_areas=20) for it in (100, 400))
    assert len(large.rounds[0].observations) < 5 * len(small.rounds[0].observations)
    assert all(len(it.decisions) <= 12 for it in (*small.rounds, *large.rounds))


@pytest.mark.parametrize(("areas", "units"), [(3, 97), (10_001, 97), (300, 3), (500, 401)])
def test_sizes_out_of_bounds_are_refused(areas: int, units: int) -> None:
    with pytest.raises(ValueError, match="draw"):
        constructed_country(areas=areas, local_police_areas=units)


def test_it_is_written_from_the_command_line(tmp_path: Path) -> None:
    small = ["--areas", "12", "--local-police-areas", "4", "--kind", "jsonl"]
    done = CliRunner().invoke(country_command, [str(tmp_path / "land"), *small])
    assert done.exit_code == 0, done.output
    assert [Path(line).name for line in done.output.splitlines()][4:7] == [
        *("geometry.geojson", "lineage.csv", "observations-2023.jsonl"),
    ]
    refused = CliRunner().invoke(country_command, [str(tmp_path / "land"), "--areas", "12"])
    assert refused.exit_code == 1
    assert "12 areas: draw 97 to 10000" in refused.output
