"""Reading geometry: what comes out of both formats, and every way in which a file can be wrong."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lagesbild_rules import LagesbildError
from lagesbild_rules.facts import Area
from lagesbild_rules.picture.geo import (
    Geometry,
    GeometryLimits,
    geo_frame,
    published_geometry,
    published_geometry_names,
    read_geometry,
    simplified,
    write_geometry,
)
from lagesbild_rules.picture.geo._rings import signed_area

from .shapes import CRS, box, feature, geojson, geometry

HERE = [list(it) for it in box(0, 0)]
THERE = [list(it) for it in box(5000, 0)]
DEGREES = [[18.06, 59.33], [18.07, 59.33], [18.07, 59.34], [18.06, 59.34], [18.06, 59.33]]


def told(path: Path, *arguments: Any, **options: Any) -> list[tuple[str, str]]:
    """Return the code and finding of every problem that reading *path* raises."""
    with pytest.raises(LagesbildError) as raised:
        read_geometry(path, *arguments, **options)
    return [(it.code, it.finding) for it in raised.value.problems]


@pytest.mark.parametrize("ending", ["geojson", "gpkg"])
def test_what_is_written_is_read_again(tmp_path: Path, ending: str) -> None:
    hole = box(200, 200, 100)
    given_ = geometry({"A": box(0, 0), "B": published_geometry("published:2023")["Navestad"].polygons})
    path = tmp_path / f"areas.{ending}"
    write_geometry(path, given_)
    found = read_geometry(path)
    assert found.areas == ("A", "B")
    assert found["A"] == given_["A"]
    assert found.read_in == "EPSG:3006"
    assert all(signed_area(hole[::-1]) < 0 < signed_area(it.outline) for one in found for it in one.polygons)


def test_geojson_that_names_no_system_is_in_wgs_84(tmp_path: Path) -> None:
    found = read_geometry(geojson(tmp_path / "a.geojson", feature("A", [DEGREES]), crs="none"))
    assert found.read_in == "OGC:CRS84"
    west, south, east, north = found["A"].bounds
    assert 673_000 < west < east < 675_500
    assert 6_579_000 < south < north < 6_582_000


def test_another_system_is_brought_to_sweref_99_tm(tmp_path: Path) -> None:
    """RT 90 2.5 gon V: the corner by the formula of Lantmäteriet, to a decimetre, by PROJ alone."""
    ring = [[1628000, 6580000], [1629000, 6580000], [1629000, 6581000], [1628000, 6581000], [1628000, 6580000]]
    crs = {"type": "name", "properties": {"name": "EPSG:3021"}}
    found = read_geometry(geojson(tmp_path / "a.json", feature("A", [ring]), crs=crs))
    assert found.read_in == "EPSG:3021"
    assert signed_area(found["A"].polygons[0].outline) == pytest.approx(1e6, rel=1e-3)


def test_all_problems_are_told_at_once_each_with_its_feature(tmp_path: Path) -> None:
    tie = [[0, 0], [10, 10], [10, 0], [0, 10], [0, 0]]
    path = geojson(
        tmp_path / "a.geojson",
        feature("tie", [[[674000 + x, 6580000 + y] for x, y in tie]]),
        feature("point", [1, 2], "Point"),
        feature("empty", []),
        feature("none", None),
        feature("", [HERE]),
        feature(None, [HERE]),
        feature("good", [HERE]),
        feature("good", [THERE]),
        feature("open ring", [HERE[:-1]]),
        feature("short", [HERE[:2] + HERE[:1]]),
        feature("huge", [[[1e999 if x else 0, 0] for x in (0, 1, 1, 0)]]),
        feature("degrees", [DEGREES]),
        feature("north first", [[[y, x] for x, y in HERE]]),
        feature("truth", [[[True, 1], [2, 2], [3, 3], [True, 1]]]),
        feature("deep", [[HERE]]),
    )
    path.write_text(path.read_text("utf-8").replace("Infinity", "1e999"), encoding="utf-8")
    found = told(path)
    assert [code for code, _ in found] == [
        *("LR865", "LR864", "LR864", "LR864", "LR863", "LR863", "LR306", "LR864", "LR864", "LR864"),
        *("LR866", "LR866", "LR864", "LR864"),
    ]
    said = " | ".join(finding for _, finding in found)
    for part in (
        *("self-intersection at 674005.0 6580005.0", "a `Point` is no polygon", "the polygon is empty"),
        *("has no geometry", "has another feature, 7", "is not closed", "3 points", "no finite number"),
        *("look like longitude and latitude", "not if north comes first", "is no point"),
    ):
        assert part in said


@pytest.mark.parametrize(
    ("crs", "ring", "part"),
    [
        ("none", HERE, "are metres and no degrees"),
        ("none", [[y, x] for x, y in DEGREES], "latitude comes first"),
        ("none", [[13.4 + x / 100, 52.5 + y / 100] for x, y in ((0, 0), (1, 0), (1, 1), (0, 0))], "outside Sweden"),
        (CRS, [[x - 600_000, y] for x, y in HERE], "outside Sweden in `EPSG:3006`"),
    ],
)
def test_coordinates_that_cannot_be_meant_are_told_with_what_may_be(
    tmp_path: Path, crs: Any, ring: Any, part: str
) -> None:
    ((code, finding),) = told(geojson(tmp_path / "a.geojson", feature("A", [ring]), crs=crs))
    assert code == "LR866"
    assert part in finding


@pytest.mark.parametrize(
    "crs", [None, {"type": "link"}, {"type": "name", "properties": {"name": "+init=x"}}, "EPSG:3006"]
)
def test_a_system_that_cannot_be_understood_is_an_error(tmp_path: Path, crs: Any) -> None:
    assert {code for code, _ in told(geojson(tmp_path / "a.geojson", feature("A", [HERE]), crs=crs))} == {"LR862"}


@pytest.mark.parametrize(
    "text",
    [
        *('{"type": "Feature"}', "[]", "<OGRVRTDataSource/>", '{"type": "FeatureCollection"}', "[" * 100_000),
        *('{"type": "FeatureCollection", "features": [1]}', '{"type": "FeatureCollection", "features": NaN}'),
    ],
)
def test_what_is_no_geojson_is_told(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.geojson"
    path.write_text(text, encoding="utf-8")
    assert [code for code, _ in told(path)] == ["LR860"]


def test_the_column_of_areas_is_looked_for(tmp_path: Path) -> None:
    path = geojson(tmp_path / "a.geojson", feature("A", [HERE], column="NAMN"))
    with pytest.raises(LagesbildError, match="did you mean `NAMN`"):
        read_geometry(path, "namn")
    assert read_geometry(path, "NAMN").areas == ("A",)
    numbered = geojson(tmp_path / "b.geojson", feature(7, [HERE]), feature(8.5, [THERE]))
    assert [code for code, _ in told(numbered)] == ["LR863"]


def test_overlaps_and_strangers_are_findings(tmp_path: Path) -> None:
    near = [list(it) for it in box(900, 0)]
    path = geojson(tmp_path / "a.geojson", feature("A", [HERE]), feature("B", [near]), feature("C", [THERE]))
    found = read_geometry(path, areas=[Area("A"), Area("B"), Area("Ć")])
    assert [(it.code, it.finding) for it in found.findings] == [
        ("LR867", "the areas `A` and `B` share 100000 square metres"),
        ("LR868", "no area `C` in the table of areas"),
        ("LR868", "the area `Ć` has no geometry"),
    ]


@pytest.mark.parametrize("ending", ["geojson", "gpkg"])
@pytest.mark.parametrize(
    "limits", [GeometryLimits(max_bytes=100), GeometryLimits(max_features=1), GeometryLimits(max_vertices=9)]
)
def test_each_limit_is_named_when_it_is_passed(tmp_path: Path, ending: str, limits: GeometryLimits) -> None:
    path = tmp_path / f"a.{ending}"
    write_geometry(path, geometry({"A": box(0, 0), "B": box(5000, 0)}))
    ((code, finding),) = told(path, limits=limits)
    (name,) = (it for it in ("max_bytes", "max_features", "max_vertices") if f"`{it}`" in finding)
    assert code == "LR861"
    assert getattr(limits, name) != getattr(GeometryLimits(), name)


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("package") / "a.gpkg"
    write_geometry(path, geometry({"A": box(0, 0), "B": box(5000, 0)}))
    return path.read_bytes()


def changed(package: bytes, path: Path, script: str) -> Path:
    path.write_bytes(package)
    database = sqlite3.connect(path)
    # The triggers of a GeoPackage call functions that only its own programs have.
    for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        database.execute(f'DROP TRIGGER "{name}"')
    database.executescript(script)
    database.close()
    return path


def test_a_geopackage_that_is_none_or_damaged_is_told(package: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.gpkg"
    damaged = bytearray(package)
    damaged[30_000:60_000] = b"\xff" * 30_000
    for data in (b"GIF89a", b"SQLite format 3\0", package[:20_000], bytes(damaged), package[:16] + b"\0" * 90_000):
        path.write_bytes(data)
        assert [code for code, _ in told(path)] == ["LR860"]


@pytest.mark.parametrize(
    "script",
    [
        "ALTER TABLE areas RENAME TO a; CREATE VIEW areas AS SELECT * FROM a, (WITH RECURSIVE n(i) AS "
        "(SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n)",
        "CREATE TABLE b AS SELECT * FROM areas; DROP TABLE areas; CREATE TABLE areas "
        "(fid INTEGER PRIMARY KEY, area TEXT, geom BLOB AS (zeroblob(900000000)))",
        "DROP TABLE gpkg_geometry_columns",
        "UPDATE gpkg_contents SET data_type = 'tiles'",
    ],
)
def test_a_layer_that_is_computed_or_absent_is_refused_before_it_is_read(
    package: bytes, tmp_path: Path, script: str
) -> None:
    assert [code for code, _ in told(changed(package, tmp_path / "a.gpkg", script))] == ["LR860"]


def test_a_geopackage_of_several_layers_asks_for_one(package: bytes, tmp_path: Path) -> None:
    script = (
        "CREATE TABLE other AS SELECT * FROM areas; INSERT INTO gpkg_contents SELECT 'other', data_type, 'other', "
        "description, last_change, min_x, min_y, max_x, max_y, srs_id FROM gpkg_contents; INSERT INTO "
        "gpkg_geometry_columns SELECT 'other', column_name, geometry_type_name, srs_id, z, m FROM gpkg_geometry_columns"
    )
    path = changed(package, tmp_path / "a.gpkg", script)
    assert told(path) == [("LR860", "the GeoPackage has 2 layers")]
    assert told(path, layer="area")[0][1] == "the GeoPackage has no layer `area`"
    assert read_geometry(path, layer="areas").areas == ("A", "B")


def test_features_of_a_geopackage_without_polygon_or_area_are_told(package: bytes, tmp_path: Path) -> None:
    script = "UPDATE areas SET geom = NULL WHERE area = 'A'; UPDATE areas SET area = NULL WHERE area = 'B'"
    assert [code for code, _ in told(changed(package, tmp_path / "a.gpkg", script))] == ["LR864", "LR863"]


def test_changes_beside_a_geopackage_are_not_passed_over(package: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.gpkg"
    wal = bytearray(package)
    wal[18:20] = b"\x02\x02"
    path.write_bytes(wal)
    assert read_geometry(path).areas == ("A", "B")
    (tmp_path / "a.gpkg-wal").write_bytes(b"x")
    assert told(path) == [("LR860", "its newest changes are still in `a.gpkg-wal`")]


def test_other_kinds_of_files_are_refused(tmp_path: Path) -> None:
    for name, code in (("a.shp", "LR007"), ("a", "LR007"), ("empty.gpkg", "LR005"), ("b.gpkg", "LR001")):
        path = tmp_path / name
        if code != "LR001":
            path.write_bytes(b"" if code == "LR005" else b"x")
        assert [it for it, _ in told(path)] == [code]


@settings(max_examples=20)
@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(max_size=5) | st.integers(),
        lambda it: st.lists(it, max_size=5),
        max_leaves=12,
    )
)
def test_no_coordinates_end_otherwise_than_in_geometry_or_problems(anything: Any) -> None:
    from lagesbild_rules.picture.geo._from_geojson import geojson_features
    from lagesbild_rules.picture.geo._read import _geometry

    whole = {"type": "FeatureCollection", "crs": CRS, "features": [feature("A", anything, "MultiPolygon")]}
    codes = set()
    try:
        found = _geometry(geojson_features(json.dumps(whole).encode(), "a", GeometryLimits()), "area", "a", ())
    except LagesbildError as it:
        codes = {one.code for one in it.problems}
    else:
        assert isinstance(found, Geometry)
    assert codes <= {"LR860", "LR864", "LR865", "LR866"}


def test_the_published_geometry_is_whole_and_its_flaws_are_told() -> None:
    found = {name: published_geometry(name) for name in published_geometry_names()}
    assert [len(it) for it in found.values()] == [61, 59, 65]
    assert [sum(one.vertices for one in it) for it in found.values()] == [5448, 5213, 2951]
    assert [it.finding for one in found.values() for it in one.findings] == [
        "the areas `Hageby` and `Navestad` share 2723 square metres"
    ]
    with pytest.raises(LagesbildError, match="no geometry comes with `published:2015`"):
        published_geometry("published:2015")


def test_fewer_points_keep_every_area_within_the_tolerance() -> None:
    whole = published_geometry("published:2023")
    few = simplified(whole, 10)
    assert few.areas == whole.areas
    assert sum(it.vertices for it in few) < 0.4 * sum(it.vertices for it in whole)
    frames = geo_frame(whole).geometry, geo_frame(few).geometry
    assert frames[1].is_valid.all()
    assert max(a.hausdorff_distance(b) for a, b in zip(*frames, strict=True)) <= 20
    assert simplified(whole, 0)["Alby"].bounds == whole["Alby"].bounds
    with pytest.raises(LagesbildError, match="is no tolerance"):
        simplified(whole, -1)


def test_a_frame_for_geopandas_has_columns_and_the_system() -> None:
    frame = geo_frame(geometry({"A": box(0, 0), "B": box(5000, 0)}), {"level": {"A": "utsatt"}})
    assert frame.crs.to_epsg() == 3006
    assert list(frame["level"].fillna("")) == ["utsatt", ""]
    assert list(frame.area) == [1e6, 1e6]


@pytest.mark.parametrize("library", ["shapely", "pyogrio", "pyproj", "geopandas", "numpy"])
def test_a_missing_library_is_named_with_its_extra(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, library: str
) -> None:
    from lagesbild_rules.picture.geo import _library

    monkeypatch.setitem(__import__("sys").modules, library, None)
    with pytest.raises(LagesbildError, match=f"`it` needs {library}\n  help: install lagesbild-rules\\[geo\\]"):
        getattr(_library, library)("it")
