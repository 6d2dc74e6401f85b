"""``lagesbild geometry`` from end to end: what is printed where, and the exit codes."""

from __future__ import annotations

import csv
import json
from pathlib import Path

from lagesbild_rules.facts import read_lineage
from lagesbild_rules.picture import published_lineage
from lagesbild_rules.picture.geo import published_geometry, read_geometry, write_geometry
from tests.picture.geo.shapes import box, feature, geojson, geometry

from .conftest import Run


def test_check_tells_what_is_odd_and_what_is_wrong_apart(run: Run, tmp_path: Path) -> None:
    done = run("geometry", "check", "published:2025")
    assert (done.out, done.code) == ("65 areas, 2951 vertices, read in EPSG:3006\n", 0)
    done = run("geometry", "check", "published:2023")
    assert "published:2023:34:NAMN: LR867" in done.out
    assert done.code == 1
    broken = geojson(tmp_path / "a.geojson", feature("A", [1, 2], "Point"))
    done = run("geometry", "check", str(broken))
    assert (done.out, done.code) == ("", 2)
    assert "LR864" in done.err
    table = tmp_path / "areas.csv"
    table.write_text("area\nA\n", encoding="utf-8")
    write_geometry(tmp_path / "a.gpkg", geometry({"A": box(0, 0)}))
    assert run("geometry", "check", str(tmp_path / "a.gpkg"), "--areas", str(table)).code == 0


def test_overlap_writes_a_table_of_descent(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "lineage.csv"
    pair = ("published:2023", "published:2025", "--date", "2025-12-01")
    done = run("geometry", "overlap", *pair, "--format", "csv", "--out", str(out))
    assert done.code == 0
    found = {(it.from_area, it.to_area, it.kind) for it in read_lineage(out)}
    assert found == {(it.from_area, it.to_area, it.kind) for it in published_lineage() if it.date.year == 2025}
    told = run("geometry", "overlap", *pair, "--lineage", str(out)).out
    assert "split: Rinkeby / Tensta → Tensta (38.0% of the earlier, 100.0% of the later; declared)\n" in told
    assert told.endswith("gone: Andersberg\nnew: Granängsringen\nkept: 48\n")


def test_neighbours_and_indicators_are_tables(run: Run, tmp_path: Path) -> None:
    done = run("geometry", "neighbours", "published:2025", "--within", "500")
    assert done.lines[:2] == ["area,other,metres", "Alby,Fittja,0.0"]
    assert len(done.lines) == 19
    table = tmp_path / "listed.csv"
    table.write_text("area\nAlby\n", encoding="utf-8")
    rows = list(csv.DictReader(run("geometry", "indicators", "published:2025", "--listed", str(table)).lines))
    assert {it["area"]: it["neighbours_in_list"] for it in rows}["Fittja"] == "1"
    whole = list(csv.DictReader(run("geometry", "indicators", "published:2025", "--listed", "published:2025").lines))
    assert sum(it["neighbours_in_list"] == it["neighbours"] for it in whole) == 65


def test_export_carries_columns_along(run: Run, tmp_path: Path) -> None:
    table, out = tmp_path / "classes.csv", tmp_path / "web.geojson"
    table.write_text("area,level\nAlby,sarskilt_utsatt_omrade\nAraby,\n", encoding="utf-8")
    done = run("geometry", "export", "published:2025", str(out), "--web", "--columns", str(table))
    assert (done.out, done.code) == (f"wrote 65 areas to {out}\n", 0)
    told = {
        it["properties"]["area"]: it["properties"]["level"] for it in json.loads(out.read_text("utf-8"))["features"]
    }
    assert (told["Alby"], told["Araby"], told["Bergsjön"]) == ("sarskilt_utsatt_omrade", None, None)
    assert read_geometry(out).areas == published_geometry("published:2025").areas
    table.write_text("area,level\nAlby,x\nAlby,y\nOkänd,z\n", encoding="utf-8")
    done = run("geometry", "export", "published:2025", str(out), "--columns", str(table))
    assert done.code == 2
    assert [it for it in ("LR306", "LR868") if it in done.err] == ["LR306", "LR868"]
    table.write_text("name\nAlby\n", encoding="utf-8")
    assert "LR302" in run("geometry", "export", "published:2025", str(out), "--columns", str(table)).err


def test_a_picture_that_was_kept_is_drawn_and_written(run: Run, tmp_path: Path) -> None:
    rows = "\n".join(f"{name},true,true,problem" for name in ("Sagodalen", "Luftslottet"))
    facts = tmp_path / "facts.csv"
    facts.write_text(f"area,delimited,low_socioeconomic_status,open_drug_trade\n{rows}\n", encoding="utf-8")
    write_geometry(tmp_path / "areas.gpkg", geometry({"Sagodalen": box(0, 0), "Borta": box(5000, 0)}))
    kept, shapes, out = str(tmp_path / "kept"), str(tmp_path / "areas.gpkg"), tmp_path / "out.geojson"
    made = run("picture", str(facts), "--ruleset", "noa.utsatta-omraden", "--as-of", "2024-12-31", "--out", kept)
    assert made.code == 0, made.err
    svg = tmp_path / "map.svg"
    assert run("geometry", "map", kept, "--geometry", shapes, "--out", str(svg)).code == 0
    assert "Luftslottet" in svg.read_text("utf-8").partition("</desc>")[0]
    assert run("geometry", "map", kept).code == 2
    done = run("geometry", "export", shapes, str(out), "--picture", kept)
    assert done.out == f"wrote 1 area to {out}\n"
    (told,) = json.loads(out.read_text("utf-8"))["features"]
    assert {it for it in told["properties"] if it.startswith("utsatthet")} == {
        *("utsatthet_level", "utsatthet_possible", "utsatthet_decided"),
    }
    assert run("geometry", "export", shapes, str(out), "--picture", kept, "--audience", "open").code == 0
    (told,) = json.loads(out.read_text("utf-8"))["features"]
    assert "utsatthet_decided" not in told["properties"]
    done = run("geometry", "export", shapes, str(out), "--picture", kept, "--audience", "open", "--columns", str(facts))
    assert "LR8" in done.err
    assert done.code == 2


def test_map_draws_a_published_list(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "map.svg"
    assert run("geometry", "map", "published:2021", "--lang", "en", "--out", str(out)).code == 0
    assert "Map: " in out.read_text("utf-8")
    assert "LR868" in run("geometry", "map", "published:2015").err
    assert "LR850" in run("geometry", "map", "published:2016").err
