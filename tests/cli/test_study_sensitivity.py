"""``lagesbild study sensitivity`` and ``study attribution``: what they print, write and exit with."""

from __future__ import annotations

import csv
import json
from io import StringIO
from pathlib import Path

import pytest

from lagesbild_rules.study import PARTS
from tests.study.places import PLACES, ROWS

from .conftest import Run
from .schemas import fits


@pytest.fixture
def places(tmp_path: Path) -> tuple[Path, Path, Path]:
    """The constructed places in a table, their ruleset, and the same with another limit and another count."""
    table, one, other = tmp_path / "places.csv", tmp_path / "2024-01-01.yaml", tmp_path / "other.yaml"
    with table.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, ["area", *PLACES["indicators"]], lineterminator="\n")
        writer.writeheader()
        writer.writerows(ROWS)
    one.write_text(json.dumps(PLACES), encoding="utf-8")
    data = json.loads(json.dumps(PLACES))
    data["parameters"]["limit"]["value"] = "15"
    data["readings"]["needed"]["value"] = "2"
    other.write_text(json.dumps(data), encoding="utf-8")
    return table, one, other


def asked(places: tuple[Path, Path, Path], *more: object) -> tuple[object, ...]:
    return "study", "sensitivity", places[0], "--ruleset", places[1], "--as-of", "2024-06-01", "--lang", "en", *more


def test_json_fits_its_schema_and_has_every_part(run: Run, places: tuple[Path, Path, Path]) -> None:
    more = "--vary", "limit=10,30", "--flip", "0.2", "--repeat", "50", "--sobol", "--samples", "64"
    done = run(*asked(places, *more, "--format", "json"))
    assert (done.code, done.err) == (0, "")
    made = json.loads(done.out)
    fits(made, "study-sensitivity")
    assert list(made) == ["ruleset", "areas", "seed", *PARTS, "receipt"]
    assert made["areas"] == len(ROWS)
    assert all(made[name] for name in PARTS)


@pytest.mark.parametrize("part", PARTS)
def test_csv_has_the_rows_of_one_part(run: Run, places: tuple[Path, Path, Path], part: str) -> None:
    more = (
        "--vary", "limit=10,30", "--flip", "0.2", "--repeat", "50", "--sobol", "--samples", "64", "--part", part,
    )  # fmt: skip
    rows = list(csv.DictReader(StringIO(run(*asked(places, *more, "--format", "csv")).out)))
    whole = json.loads(run(*asked(places, *more, "--format", "json")).out)
    assert len(rows) == len(whole[part]) > 0
    assert list(rows[0]) == list(PARTS[part])
    assert set(whole) == {"ruleset", "areas", "seed", part, "receipt"}


@pytest.mark.parametrize("format_", ["console", "markdown"])
def test_each_part_is_shown_in_words(run: Run, places: tuple[Path, Path, Path], format_: str) -> None:
    done = run(*asked(places, "--flip", "0.2", "--repeat", "50", "--format", format_))
    assert done.code == 0
    for words in (
        "readings",
        "all together",
        "where the whole list is unchanged",
        "without one criterion",
        "assessors",
    ):
        assert words in done.out


def test_the_same_seed_gives_the_same_bytes(run: Run, places: tuple[Path, Path, Path], tmp_path: Path) -> None:
    plots = [tmp_path / "one.svg", tmp_path / "two.svg"]
    made = [
        run(*asked(places, "--flip", "0.2", "--repeat", "50", "--seed", "4", "--format", "json", "--plot", plot)).out
        for plot in plots
    ]
    assert made[0] == made[1]
    assert plots[0].read_bytes() == plots[1].read_bytes()
    assert b"<desc>" in plots[0].read_bytes()


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (("--format", "csv"), "name it with --part"),
        (("--vary", "limit"), "is not NAME=v1,v2"),
        (("--vary", "limit=1,"), "is not NAME=v1,v2"),
        (("--vary", "limits=1"), "LR502"),
        (("--vary", "from_step=enormous"), "LR208"),
        (("--range", "dim=1"), "wants two numbers"),
        (("--range", "dim=a,b"), "wants two numbers"),
        (("--sobol", "--range", "broken=-1,5"), "LR531"),
        (("--sobol", "--samples", "100"), "LR531"),
        (("--flip", "1.5"), "--flip"),
        (("--plot", "picture.png"), "does not end in .svg"),
    ],
)
def test_wrong_usage_exits_with_2(run: Run, places: tuple[Path, Path, Path], more: tuple[str, ...], told: str) -> None:
    done = run(*asked(places, *more))
    assert (done.code, done.out) == (2, "")
    assert told in done.err


def test_a_long_table_is_taken_as_of_a_day(run: Run, places: tuple[Path, Path, Path], tmp_path: Path) -> None:
    long = tmp_path / "long.csv"
    long.write_text(
        "area,indicator,value,valid_from,valid_until\n"
        "A,trade,much,2024-01-01,2024-12-31\nA,trade,none_at_all,2020-01-01,2020-12-31\n",
        encoding="utf-8",
    )
    done = run(*asked((long, *places[1:]), "--part", "assessors", "--flip", "1", "--repeat", "9", "--format", "json"))
    assert done.code == 0
    assert json.loads(done.out)["assessors"][0]["repetitions"] == 9


def test_attribution_sums_to_what_moves(run: Run, places: tuple[Path, Path, Path], tmp_path: Path) -> None:
    table, one, other = places
    words = "study", "attribution", one, other, "--facts", table, "--as-of", "2024-06-01", "--lang", "en"
    done = run(*words, "--format", "json")
    assert (done.code, done.err) == (0, "")
    rows = json.loads(done.out)
    fits(rows, "study-attribution")
    moved = [it["areas"] for it in rows if it["classification"] is None]
    assert sum(moved) == round(sum(moved)) > 0
    assert f"{round(sum(moved))} of 5 areas get other possible levels" in run(*words).out
    drawn = run(*words, "--most-exact", "1", "--permutations", "5", "--format", "markdown").out
    assert "5 orders (seed 0)" in drawn
    plot = tmp_path / "edits.svg"
    assert len(list(csv.DictReader(StringIO(run(*words, "--format", "csv", "--plot", plot).out)))) == len(rows)
    assert "<title>" in plot.read_text(encoding="utf-8")
