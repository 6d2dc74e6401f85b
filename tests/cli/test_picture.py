"""``lagesbild picture``: a folder that appears whole, and holds what it says."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from lagesbild_rules.picture import read_picture
from lagesbild_rules.record import carried, verify_all
from lagesbild_rules.report import PICTURE_FILES

from .conftest import AREAS, Run
from .schemas import fits

WORDS = (str(AREAS), "--ruleset", "noa.utsatta-omraden", "--as-of", "2024-12-31", "--lang", "en")
DECISIONS = "area,date,level,motive,role,second_approver\nSagodalen (konstruerat),2024-05-01,Risk area,known,head,\n"


@pytest.fixture
def decisions(tmp_path: Path) -> Path:
    path = tmp_path / "decisions.csv"
    path.write_text(DECISIONS, encoding="utf-8")
    return path


def test_it_writes_all_files_and_says_where_they_lie(run: Run, tmp_path: Path, decisions: Path) -> None:
    pytest.importorskip("openpyxl")
    out = tmp_path / "picture"
    done = run("picture", *WORDS, "--decisions", decisions, "--out", out)
    assert done.code == 0
    assert done.lines[-len(PICTURE_FILES) :] == [str(out / it) for it in PICTURE_FILES]
    assert {it.name for it in out.iterdir()} == {*PICTURE_FILES, "index.html"}
    assert "Vulnerable area                                      0        1" in done.out
    assert "LR845 the decision on `Sagodalen (konstruerat)` of 2024-05-01 has no second approver" in done.err
    data = json.loads((out / "picture.json").read_text(encoding="utf-8"))
    fits(data, "picture")
    assert data["summary"]["decisions"][0]["towards"] == "more_serious"
    assert read_picture(out / "picture.json").area("Sagodalen (konstruerat)").standing("utsatthet") == ("riskomrade",)
    for name in ("picture.json", "receipts.jsonl"):
        found = verify_all(carried((out / name).read_bytes(), name))
        assert found
        assert all(it.standing != "differs" for one in found for it in one.checks)


def test_the_open_picture_holds_no_decisions(run: Run, tmp_path: Path, decisions: Path) -> None:
    out = tmp_path / "picture"
    done = run("picture", *WORDS, "--decisions", decisions, "--audience", "open", "--out", out)
    assert done.code == 0
    assert not (out / "decisions.csv").exists()
    text = (out / "picture.json").read_text(encoding="utf-8")
    fits(json.loads(text), "picture")
    assert "known" not in text.replace("known_at", "")
    assert read_picture(out / "picture.json").area("Sagodalen (konstruerat)").possible["utsatthet"] == ("riskomrade",)


def test_an_earlier_picture_is_replaced_only_when_asked(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "picture"
    assert run("picture", *WORDS, "--out", out).code == 0
    before = (out / "picture.json").read_bytes()
    again = run("picture", *WORDS, "--name", "again", "--out", out)
    assert (again.code, again.out) == (2, "")
    assert "LR771 the folder holds an earlier picture" in again.err
    assert "add `--force` to replace what it holds" in again.err
    assert (out / "picture.json").read_bytes() == before
    assert run("picture", *WORDS, "--name", "again", "--force", "--out", out).code == 0
    assert read_picture(out / "picture.json").name == "again"
    assert [it.name for it in tmp_path.iterdir()] == ["picture"]


def test_what_is_not_ours_is_never_replaced(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "picture"
    (out / "within").mkdir(parents=True)
    (out / "within" / "notes.txt").write_text("mine", encoding="utf-8")
    done = run("picture", *WORDS, "--force", "--out", out)
    assert done.code == 2
    assert "`within/notes.txt`, which would be lost" in done.err
    assert (out / "within" / "notes.txt").read_text(encoding="utf-8") == "mine"


def test_a_picture_that_fails_leaves_nothing(run: Run, tmp_path: Path, decisions: Path) -> None:
    out = tmp_path / "picture"
    decisions.write_text(DECISIONS.replace("Risk area", "Risky"), encoding="utf-8")
    areas, facts = tmp_path / "areas.csv", tmp_path / "facts.csv"
    areas.write_text("area,municipality_code\nÅby,114\n", encoding="utf-8")
    facts.write_text("area,delimited\nÅby,kanske\n", encoding="utf-8")
    words = (facts, *WORDS[1:], "--areas", areas, "--decisions", decisions, "--out", out)
    done = run("picture", *words)
    assert done.code == 2
    assert [it.split(": ")[1].split()[0] for it in done.err.splitlines() if not it.startswith(" ")] == [
        "LR734",
        "LR842",
        "LR307",
    ]
    assert not out.exists()


def test_unknown_areas_are_told_in_the_file_of_facts(run: Run, tmp_path: Path) -> None:
    areas = tmp_path / "areas.csv"
    areas.write_text("area\nSagodalen (konstruerat)\n", encoding="utf-8")
    done = run("picture", *WORDS, "--areas", areas, "--out", tmp_path / "picture")
    assert done.code == 2
    assert f"{AREAS}:area: LR840 no area `Drömstaden (konstruerat)` in the table of areas" in done.err
    assert done.err.count("LR840") == 4


def test_a_file_in_place_of_the_folder_is_left_alone(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "picture"
    out.write_text("mine", encoding="utf-8")
    done = run("picture", *WORDS, "--force", "--out", out)
    assert (done.code, out.read_text(encoding="utf-8")) == (2, "mine")
    assert run("picture", *WORDS, "--out", tmp_path / "no" / "picture").code == 2


def test_pages_sheets_and_pdfs_are_made_as_asked(run: Run, tmp_path: Path) -> None:
    places = tmp_path / "areas.csv"
    names = [line.split(",")[0] for line in AREAS.read_text(encoding="utf-8").splitlines()[1:]]
    rows = [f"{name},{name},{('Ekby', 'Åby')[at % 2]}" for at, name in enumerate(names)]
    places.write_text("\n".join(["area,name,municipality", *rows, ""]), encoding="utf-8")
    first, second, third = (tmp_path / it for it in ("first", "second", "third"))
    words = (*WORDS, "--areas", places)
    assert run("picture", *words, "--no-pages", "--out", first).code == 0
    assert not (first / "index.html").exists()
    done = run("picture", *words, "--before", first, "--sheets", "--pdf", "--out", second)
    assert done.code == 0
    assert str(second / "index.html") in done.lines
    assert str(second / "picture.pdf") in done.lines
    sheets = {f"{name}.{ending}" for name in ("ekby", "aby") for ending in ("html", "pdf")}
    assert {it.name for it in (second / "municipalities").iterdir()} == sheets
    page = (second / "index.html").read_text(encoding="utf-8")
    assert "municipalities/ekby.html" in page
    assert 'id="changes"' in page
    (found,) = verify_all(carried((second / "index.html").read_bytes(), "index.html"))
    assert found.identical
    assert run("picture", *words, "--out", second).code == 2
    assert run("picture", *words, "--out", second, "--force").code == 0
    assert not (second / "municipalities").exists()
    assert run("picture", *words, "--before", third, "--out", third).code == 2


def test_an_earlier_picture_that_is_none_is_told(run: Run, tmp_path: Path) -> None:
    done = run("picture", *WORDS, "--before", "published:1999", "--out", tmp_path / "x")
    assert (done.code, "LR850" in done.err) == (2, True)


def _constructed(folder: Path, day: str) -> tuple[Path, ...]:
    year = day[:4]
    ruleset = next((folder / "rulesets").rglob(f"{year}-*.yaml"))
    table = folder / f"observations-{year}.csv"
    return table, ruleset, folder / f"decisions-{year}.csv"


def test_with_geometry_and_lineage_the_shapes_hold_class_drivers_and_change(run: Run, tmp_path: Path) -> None:
    pytest.importorskip("pyogrio")
    from lagesbild_rules.testing import constructed_country

    land, one, two = tmp_path / "land", tmp_path / "one", tmp_path / "two"
    constructed_country(seed=2, areas=24, local_police_areas=8).write(land)
    beside = ("--areas", land / "areas.csv", "--no-pages")
    for day, out, more in (
        ("2023-12-31", one, ()),
        (
            *("2025-12-31", two),
            ("--before", one, "--lineage", land / "lineage.csv", "--geometry", land / "geometry.geojson"),
        ),
    ):
        table, ruleset, decisions = _constructed(land, day)
        words = (table, "--ruleset", ruleset, "--as-of", day, "--decisions", decisions, *beside, *more, "--out", out)
        assert run("picture", *words).code == 0
    with (two / "areas.csv").open(encoding="utf-8") as file:
        rows = {it["area"]: it for it in csv.DictReader(file)}
    shapes = json.loads((two / "areas.geojson").read_text(encoding="utf-8"))["features"]
    assert {it["properties"]["area"] for it in shapes} == set(rows)
    for it in shapes:
        told, row = it["properties"], rows[it["properties"]["area"]]
        for name in ("utsatthet_driver_ids", "utsatthet_rests_on", "change"):
            assert (told[name] or "") == row[name.replace("utsatthet_", "utsatthet.")]
    assert {it["properties"]["change"] for it in shapes} - {"", None}
    assert (two / "areas.gpkg").read_bytes()[:15] == b"SQLite format 3"
    bare = two.with_name("bare")
    table, ruleset, decisions = _constructed(land, "2025-12-31")
    words = (table, "--ruleset", ruleset, "--as-of", "2025-12-31", "--audience", "open", *beside)
    assert run("picture", *words, "--geometry", land / "geometry.geojson", "--out", bare).code == 0
    shown = json.loads((bare / "areas.geojson").read_text(encoding="utf-8"))["features"][0]["properties"]
    assert set(shown) == {
        *("area", "name", "municipality_code", "municipality", "local_police_area", "police_area", "region"),
        *("utsatthet_level", "utsatthet_possible"),
    }


def test_a_table_of_descent_needs_an_earlier_picture(run: Run, tmp_path: Path) -> None:
    done = run("picture", *WORDS, "--lineage", tmp_path / "lineage.csv", "--out", tmp_path / "picture")
    assert done.code == 2
    assert "give --before too" in done.err
