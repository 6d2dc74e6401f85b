"""Writing geometry with classes: the same bytes each time, the right hand, and published classes alone in the open."""

from __future__ import annotations

import json
import sqlite3
import time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from lagesbild_rules import LagesbildError
from lagesbild_rules.picture import published
from lagesbild_rules.picture.geo import (
    Polygon,
    columns_of,
    published_geometry,
    read_geometry,
    write_geometry,
    write_picture,
)
from lagesbild_rules.picture.geo._rings import signed_area

from .shapes import box, geometry, picture

GEOMETRY = geometry(
    {
        "A": box(0, 0),
        "B": [Polygon(box(5000, 0), (box(5200, 200, 100)[::-1],)), Polygon(box(7000, 0))],
        "C": box(9000, 0),
    }
)
PICTURE = picture({"A": ("utsatt",), "B": ("ej", "utsatt"), "D": ("ej",)}, decided={"B": "sarskilt"})


def properties(path: Path) -> dict[str, dict[str, Any]]:
    found = json.loads(path.read_text("utf-8"))["features"]
    return {it["properties"]["area"]: it["properties"] for it in found}


def test_classes_stand_beside_shapes_in_both_formats(tmp_path: Path) -> None:
    further = {"change": {"A": "up"}, "criteria": {"A": 3, "B": 2, "C": 1}, "share": {"B": Decimal("0.10")}}
    write_picture(tmp_path / "a.geojson", PICTURE, GEOMETRY, columns=further)
    write_picture(tmp_path / "a.gpkg", PICTURE, GEOMETRY, columns=further)
    told = properties(tmp_path / "a.geojson")
    assert set(told) == {"A", "B"}
    classes = {key: it for key, it in told["B"].items() if key.startswith("utsatthet")}
    assert classes == {
        "utsatthet_level": None,
        "utsatthet_possible": "ej; utsatt",
        "utsatthet_decided": "sarskilt",
    }
    assert (told["A"]["change"], told["A"]["criteria"], told["B"]["share"]) == ("up", 3, "0.10")
    with sqlite3.connect(tmp_path / "a.gpkg") as database:
        database.row_factory = sqlite3.Row
        rows = {it["area"]: dict(it) for it in database.execute("SELECT * FROM areas")}
        day = database.execute("SELECT last_change FROM gpkg_contents").fetchone()[0]
    database.close()
    assert day == "2025-12-01T00:00:00.000Z"
    for area, row in rows.items():
        assert {key: row[key] for key in told[area]} == told[area]


@pytest.mark.parametrize("kind", ["gpkg", "geojson", "web"])
def test_the_same_picture_gives_the_same_bytes(tmp_path: Path, kind: Any) -> None:
    files = [tmp_path / "first", tmp_path / "second"]
    for path in files:
        write_picture(path, PICTURE, GEOMETRY, kind=kind)
        time.sleep(0.01)
    first, second = (it.read_bytes() for it in files)
    assert first == second
    assert [it.name for it in sorted(tmp_path.iterdir())] == ["first", "second"]


def test_geojson_for_the_web_follows_rfc_7946(tmp_path: Path) -> None:
    path = tmp_path / "web.geojson"
    write_geometry(path, published_geometry("published:2025"), kind="web")
    text = path.read_text("utf-8")
    found = json.loads(text)
    assert "crs" not in found
    for it in found["features"]:
        polygons = it["geometry"]["coordinates"]
        for polygon in [polygons] if it["geometry"]["type"] == "Polygon" else polygons:
            for number, ring in enumerate(polygon):
                assert ring[0] == ring[-1]
                assert (signed_area(tuple(map(tuple, ring))) > 0) is (number == 0)
                assert all(10 < x < 25 and 55 < y < 70 for x, y in ring)
                assert all(round(it, 7) == it for point in ring for it in point)
    again = read_geometry(path)
    for it in published_geometry("published:2025"):
        assert max(abs(a - b) for a, b in zip(it.bounds, again[it.area].bounds, strict=True)) < 0.02


def test_to_the_open_only_published_classes_are_told() -> None:
    columns = columns_of(PICTURE, "open")
    assert {it for it in columns if it.startswith("utsatthet")} == {"utsatthet_level", "utsatthet_possible"}
    assert columns["utsatthet_level"] == {"A": "utsatt", "B": "sarskilt", "D": "ej"}


@settings(max_examples=20)
@given(st.sampled_from(["ej", "utsatt", "sarskilt"]), st.sampled_from([("ej",), ("ej", "utsatt"), ("sarskilt",)]))
def test_the_open_columns_are_a_function_of_the_published_class(decided: str, possible: tuple[str, ...]) -> None:
    """Whatever was computed: where the class that was made public is the same, so is all that is told."""
    told = picture({"A": possible}, decided={"A": decided})
    plain = picture({"A": (decided,)})
    assert columns_of(told, "open") == columns_of(plain, "open")
    assert columns_of(told) != columns_of(plain)


@pytest.mark.parametrize("name", ["area", "Utsatthet_Level", "geom", "fid", ""])
def test_a_column_of_a_taken_name_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(LagesbildError, match="LR869 the name"):
        write_picture(tmp_path / "a.gpkg", PICTURE, GEOMETRY, columns={name: {}})


def test_further_columns_are_not_told_in_the_open(tmp_path: Path) -> None:
    with pytest.raises(LagesbildError, match="LR869 the column `x` is not told to the audience `open`"):
        write_picture(tmp_path / "a.gpkg", PICTURE, GEOMETRY, audience="open", columns={"x": {}})
    assert list(tmp_path.iterdir()) == []


def test_what_stood_there_stays_when_nothing_can_be_written(tmp_path: Path) -> None:
    path = tmp_path / "a.gpkg"
    path.write_bytes(b"before")
    with pytest.raises(LagesbildError, match="LR007"):
        write_geometry(tmp_path / "a.shp", GEOMETRY)
    with pytest.raises(LagesbildError, match="LR506"):
        write_geometry(tmp_path / "nowhere" / "a.gpkg", GEOMETRY)
    assert path.read_bytes() == b"before"
    write_geometry(path, evolve(GEOMETRY, shapes=()))
    with pytest.raises(LagesbildError, match="LR863"):
        read_geometry(path, "areal")


def test_a_published_list_is_written_with_its_own_geometry(tmp_path: Path) -> None:
    path = tmp_path / "list.geojson"
    write_picture(path, published("published:2025"), published_geometry("published:2025"), audience="open")
    told = properties(path)
    assert len(told) == 65
    assert sum(it["utsatthet_level"] == "sarskilt_utsatt_omrade" for it in told.values()) == 19
    assert told["Rinkeby"]["municipality"] == "Stockholm"
