"""``lagesbild compare``."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from .conftest import AREAS, Run
from .schemas import fits

LISTS = ("published:2023", "published:2025")
NOA = ("--ruleset", "noa.utsatta-omraden", "--as-of-a", "2023-12-31", "--as-of-b", "2025-12-31")


@pytest.mark.parametrize(
    ("format_", "says"),
    [
        ("console", "59 on the list before + 6 (more by splitting) + 1 (entered the list) − 1 (left the list) = 65"),
        ("json", '"moved": "level_abolished"'),
        ("markdown", "### Level abolished (15 areas, 17 with their parts apart)"),
        ("html", "<h4>Level abolished (15 areas, 17 with their parts apart)</h4>"),
        (
            "csv",
            "utsatthet,Rinkeby / Tensta,Hjulsta,0180,Stockholm,Stockholm,sarskilt_utsatt_omrade,utsatt_omrade,down",
        ),
    ],
)
def test_two_lists_in_every_format(run: Run, format_: str, says: str) -> None:
    done = run("compare", *LISTS, "--format", format_, "--lang", "en")
    assert (done.code, done.err) == (0, "")
    assert says in " ".join(done.out.split())
    if format_ == "json":
        fits(json.loads(done.out), "comparison")


@pytest.mark.parametrize("format_", ["console", "json", "markdown", "html", "csv", "svg"])
def test_the_series_in_every_format(run: Run, format_: str, tmp_path: Path) -> None:
    out = tmp_path / "series"
    done = run("compare", "--series", "--format", format_, "--out", out)
    assert (done.code, done.out, done.err) == (0, "", "")
    text = out.read_text(encoding="utf-8")
    if format_ == "csv":
        rows = list(csv.DictReader(io.StringIO(text)))
        assert sum(int(it["changes"]) for it in rows) == 318
    else:
        assert "46" in text
    if format_ == "json":
        fits(json.loads(text), "picture-series")


def test_a_series_of_some(run: Run) -> None:
    done = run("compare", "--series", "published:2019", "published:2023", "--format", "markdown", "--lang", "en")
    assert "| On the list | 60 | 59 |" in done.out


def test_facts_on_two_days_under_the_rulesets_of_each(run: Run) -> None:
    done = run("compare", AREAS, AREAS, *NOA, "--format", "json", "--lang", "en")
    assert (done.code, done.err) == (0, "")
    found = json.loads(done.out)
    fits(found, "comparison")
    (one,) = found["classifications"]
    (moved,) = (it for it in one["areas"] if it["moved"] == "level_abolished")
    assert moved["crossing"]["verdict"] == "rules"
    assert [leg["moved"] for leg in moved["crossing"]["legs"]] == [
        "unchanged",
        "level_abolished",
        "level_abolished",
        "unchanged",
    ]
    assert (found["before"]["ruleset"], found["after"]["ruleset"]) == (
        "noa.utsatta-omraden@2023-12-01",
        "noa.utsatta-omraden@2025-12-01",
    )


def test_a_column_of_the_other_ruleset_is_read_for_it(run: Run, tmp_path: Path) -> None:
    """`imminent_risk` is asked for from 2019 on; 2017 knows nothing of it."""
    tables = [tmp_path / "old.csv", tmp_path / "new.csv"]
    for path in tables:
        path.write_text(AREAS.read_text(encoding="utf-8"), encoding="utf-8")
    words = ("--ruleset-a", "noa.utsatta-omraden@2017-06-01", "--ruleset-b", "noa.utsatta-omraden@2019-06-01")
    done = run("compare", *tables, *words, "--as-of-a", "2018-12-31", "--as-of-b", "2019-12-31", "--format", "json")
    assert (done.code, done.err) == (0, "")
    (one,) = json.loads(done.out)["classifications"]
    crossings = [it["crossing"] for it in one["areas"] if it["crossing"]]
    assert all(it["verdict"] == "rules" for it in crossings)  # the facts are the same, those of the other ruleset too


def test_a_picture_that_was_kept(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "before"
    words = ("--ruleset", "noa.utsatta-omraden", "--as-of", "2023-12-31")
    assert run("picture", AREAS, *words, "--out", folder).code == 0
    for before in (folder, folder / "picture.json"):
        words = ("--ruleset", "noa.utsatta-omraden", "--as-of-b", "2025-12-31")
        done = run("compare", before, AREAS, *words, "--format", "csv")
        assert (done.code, done.err) == (0, "")
        assert "level_abolished" in done.out
    assert run("compare", folder, "published:2025", "--format", "csv").code == 0
    wrong = run("compare", folder, "published:2025", "--ruleset-a", "noa.utsatta-omraden@2017-06-01")
    assert (wrong.code, wrong.out) == (2, "")
    assert "LR849" in wrong.err


def test_a_table_of_descent_takes_the_place_of_the_shipped_one(run: Run, tmp_path: Path) -> None:
    table = tmp_path / "lineage.csv"
    table.write_text("from_area,to_area,date,kind\nAndersberg,Granängsringen,2025-12-01,rename\n", encoding="utf-8")
    done = run("compare", *LISTS, "--lineage", table, "--format", "markdown", "--lang", "en")
    assert "Andersberg is now called Granängsringen (by the table that was given)." in done.out
    assert "was split into" not in done.out


def test_what_does_not_fit_is_told(run: Run, tmp_path: Path) -> None:
    table = tmp_path / "lineage.csv"
    table.write_text("from_area,to_area,date,kind\nHär,Där,2025-12-01,rename\n", encoding="utf-8")
    done = run("compare", *LISTS, "--lineage", table)
    assert done.code == 0
    assert "LR853" in done.out


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("published:2024", "published:2025"), "LR850"),
        (("published:2025", "published:2023"), "LR852"),
        (("nowhere", "published:2025"), "LR856"),
        (("nowhere.json", "published:2025"), "LR001"),
        (("nowhere.csv", "published:2025", *NOA), "LR001"),
        ((AREAS, "published:2025", "--ruleset", "berlin.mss@2021-01-01", "--as-of", "2021-12-31"), "LR301"),
        (("--series", "published:2025"), "LR855"),
        (("--series", AREAS, "published:2025"), "LR856"),
    ],
)
def test_wrong_input_ends_with_2(run: Run, words: tuple[str, ...], code: str) -> None:
    done = run("compare", *words)
    assert (done.code, done.out) == (2, "")
    assert code in done.err


@pytest.mark.parametrize("words", [(), ("published:2025",), (*LISTS, "published:2021"), (*LISTS, "--format", "svg")])
def test_wrong_usage_ends_with_2(run: Run, words: tuple[str, ...]) -> None:
    done = run("compare", *words)
    assert (done.code, done.out) == (2, "")
    assert "--series" in done.err


def test_a_day_that_is_not_given_is_today_and_said(run: Run) -> None:
    done = run(
        "compare", AREAS, AREAS, "--ruleset", "noa.utsatta-omraden", "--as-of-a", "2023-12-31", "--format", "csv"
    )
    assert done.code == 0
    assert "(today; choose another day with --as-of-b)" in done.err
