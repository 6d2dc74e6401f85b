"""Maps: well-formed whatever the names are, the same for those who see them and those who hear them, and still."""

from __future__ import annotations

import math
import re
from collections import Counter
from itertools import combinations, pairwise
from xml.etree.ElementTree import Element, fromstring

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lagesbild_rules.picture import published
from lagesbild_rules.picture.geo import MAP_PHRASES, Geometry, published_geometry
from lagesbild_rules.report import map_figure, map_headings, map_rows, picture_map
from lagesbild_rules.report._map_draw import country
from lagesbild_rules.report._map_hatch import hatched
from lagesbild_rules.report._map_layout import THIN, Scale, apart, clipped, gathered, round_length, spots, thinned
from lagesbild_rules.report._map_looks import colours
from tests.picture.geo.shapes import box, geometry, picture

SVG = "{http://www.w3.org/2000/svg}"
LISTS = ("published:2021", "published:2023", "published:2025")
DRAWN = geometry({"A": box(0, 0), "B": box(5000, 0), "C": box(9000, 3000)})
SHOWN = picture({"A": ("ej",), "B": ("utsatt", "sarskilt"), "C": ("sarskilt",), "D": ("utsatt",)})


def parsed(svg: str) -> Element:
    return fromstring(svg)


def texts(svg: Element, name: str) -> list[str]:
    return [it.text or "" for it in svg.iter(f"{SVG}{name}")]


@pytest.mark.parametrize("name", LISTS)
def test_every_area_of_a_list_is_drawn_once_with_its_class(name: str) -> None:
    svg = parsed(picture_map(published(name), published_geometry(name)))
    told = [path.findtext(f"{SVG}title") or "" for path in _titled(svg)]
    titles = {it.id: it.title.sv for it in published(name).ladders["utsatthet"].levels}
    wanted = [f"{it.id}: {titles[it.standing('utsatthet')[0]]} (" for it in published(name).areas]
    assert len(told) == len(wanted)
    assert [it for it in wanted if not any(one.startswith(it) for one in told)] == []
    fills = Counter((path.get("class") or "").split()[1] for path in _titled(svg))
    ranks = Counter(
        published(name).ladders["utsatthet"].rank(it.standing("utsatthet")[0]) for it in published(name).areas
    )
    assert fills == Counter({f"m-l{rank}": n for rank, n in ranks.items()})


def test_the_table_says_what_the_map_shows() -> None:
    rows = map_rows(SHOWN, DRAWN, lang="en")
    assert map_headings("en") == ("Area", "Class", "Municipality", "Local police area", "Frame")
    assert rows == (
        ("A", "Not listed", "Sagostad", "", "1"),
        ("B", "undecided: Vulnerable or Particularly vulnerable", "Sagostad", "", "1"),
        ("C", "Particularly vulnerable", "Sagostad", "", "1"),
        ("D", "Vulnerable", "Sagostad", "", "without geometry"),
    )
    desc = parsed(picture_map(SHOWN, DRAWN, lang="en")).findtext(f"{SVG}desc") or ""
    assert "3 areas in 1 municipality" in desc
    assert "Particularly vulnerable: 1, Vulnerable: 0, Not listed: 1, Undecided: 1." in desc
    assert "Without geometry, and so not on the map: D." in desc


def test_the_decision_is_drawn_where_there_is_one() -> None:
    decided = picture({"A": ("ej",)}, decided={"A": "sarskilt"})
    plain = picture({"A": ("sarskilt",)})
    assert picture_map(decided, DRAWN) == picture_map(plain, DRAWN)
    assert map_rows(decided, DRAWN) == map_rows(plain, DRAWN)


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_it_has_a_role_a_title_a_description_and_a_language(lang: str) -> None:
    svg = parsed(picture_map(SHOWN, DRAWN, lang=lang, id="karta-1"))  # type: ignore[arg-type]
    assert (svg.get("role"), svg.get("lang")) == ("img", lang)
    ids = [it.get("id") for it in svg.iter() if it.get("id")]
    assert len(ids) == len(set(ids))
    assert all(str(it).startswith("karta-1") for it in ids)
    assert (svg.get("aria-labelledby") or "").split() == ["karta-1-title", "karta-1-desc"]
    assert {"karta-1-title", "karta-1-desc"} <= set(ids)


def _titled(svg: Element) -> list[Element]:
    return [it for it in svg.iter(f"{SVG}path") if it.find(f"{SVG}title") is not None]


def test_levels_differ_in_pattern_and_not_in_colour_alone() -> None:
    square = [[(0.0, 0.0), (40.0, 0.0), (40.0, 40.0), (0.0, 40.0)]]
    for levels in (1, 2, 3, 4):
        drawn = [hatched(square, rank, levels) for rank in (None, *range(levels + 1))]
        assert len(set(drawn)) == len(drawn)
        assert [it for it, lines in zip((None, *range(levels + 1)), drawn, strict=True) if not lines] == [0]
        assert len(set(colours(levels))) == levels
    svg = parsed(picture_map(SHOWN, DRAWN))
    classes = {it.get("class") for it in svg.iter(f"{SVG}path") if "m-hatch" in (it.get("class") or "")}
    assert classes == {"m-hatch m-h1", "m-hatch m-h2", "m-hatch m-hopen"}


@settings(max_examples=20)
@given(
    st.lists(st.tuples(st.integers(0, 90), st.integers(0, 90)), min_size=3, max_size=7),
    st.sampled_from([None, 1, 2, 3]),
)
def test_lines_of_a_pattern_stay_inside_what_they_fill(ring: list[tuple[int, int]], rank: int | None) -> None:
    shapely = pytest.importorskip("shapely")
    rings = [[(float(x), float(y)) for x, y in ring]]
    # Even and odd, as the fill is drawn: what an outline encloses twice is outside.
    shape = shapely.build_area(shapely.node(shapely.LinearRing(rings[0]))) if len(set(ring)) > 2 else None
    if shape is None or not shapely.Polygon(rings[0]).is_valid:
        return
    for x1, y1, x2, y2 in re.findall(r"M(\S+) (\S+)L([^\sM]+) ([^\sM]+)", hatched(rings, rank, 3)):
        line = shapely.LineString([(float(x1), float(y1)), (float(x2), float(y2))])
        assert shape.buffer(0.15).covers(line)


def test_it_asks_for_nothing_outside_itself() -> None:
    svg = picture_map(published("published:2025"), published_geometry("published:2025"))
    assert set(re.findall(r'https?://[^"\s]+', svg)) == {"http://www.w3.org/2000/svg"}
    assert not re.search(r"<script|<image|<use|href=|@import|\bon\w+=", svg)
    assert len(svg) < 200_000


def test_the_same_picture_gives_the_same_map() -> None:
    name = "published:2025"
    assert picture_map(published(name), published_geometry(name)) == picture_map(
        published(name), published_geometry(name)
    )


def test_a_map_of_nothing_says_so() -> None:
    svg = parsed(picture_map(SHOWN, Geometry(()), lang="en"))
    assert "No area has geometry." in (svg.findtext(f"{SVG}desc") or "")
    assert len(map_rows(SHOWN, Geometry(()))) == 4


def test_an_id_that_could_leave_its_attribute_is_refused() -> None:
    with pytest.raises(ValueError, match="not an id"):
        picture_map(SHOWN, DRAWN, id='x"><b')
    with pytest.raises(KeyError):
        picture_map(SHOWN, DRAWN, "annan")


anything = st.text(st.characters(codec="utf-8"), max_size=60) | st.sampled_from(
    ["<script>alert(1)</script>", "]]>", '" onload="x', "&lt;b&gt;", "\x00\x0b", "\ufffe", "\u202eåäö", " ", "a" * 500]
)


@settings(max_examples=15)
@given(anything, anything, anything)
def test_no_text_becomes_markup(name: str, municipality: str, region: str) -> None:
    shown = picture({"A": ("utsatt",), "B": ("ej",), "D": ("ej",)}, name=name, municipality=municipality, region=region)
    plain = picture({"A": ("utsatt",), "B": ("ej",), "D": ("ej",)})
    wanted = Counter(it.tag for it in parsed(picture_map(plain, DRAWN)).iter() if not it.tag.endswith("text"))
    svg = parsed(picture_map(shown, DRAWN))
    assert Counter(it.tag for it in svg.iter() if not it.tag.endswith("text")) == wanted
    assert {name for it in svg.iter() for name in it.attrib if name.startswith("on")} == set()
    assert "<script" not in map_figure(shown, DRAWN)


places = st.lists(st.tuples(st.floats(20, 300), st.floats(20, 700)), min_size=1, max_size=12)


@settings(max_examples=20)
@given(places)
def test_rings_stand_apart_inside_their_frame(homes: list[tuple[float, float]]) -> None:
    frame = (0, 0, 320, 720)
    found = apart(homes, [9.0] * len(homes), 1.0, frame)
    assert found == apart(homes, [9.0] * len(homes), 1.0, frame)
    for one, other in combinations(found, 2):
        assert math.dist(one, other) > 17.5
    assert all(8 < x < 312 and 8 < y < 712 for x, y in found)


@pytest.mark.parametrize("name", LISTS)
def test_crowds_and_frames_hold_every_group_once(name: str) -> None:
    way, groups = gathered(published(name), published_geometry(name))
    assert way == "municipality"
    assert [it.number for it in groups] == list(range(1, len(groups) + 1))
    assert sum(len(it.areas) for it in groups) == len(published(name).areas)
    found = spots(groups, 45_000)
    shown = [it for spot in found for it in (spot.crowd or [spot])]
    assert sorted(str(getattr(it, "number", getattr(it, "label", ""))) for it in shown) == sorted(
        str(it.number) for it in groups
    )
    assert [it.label for it in found if it.crowd] == ["A"]


def test_thinning_leaves_no_step_shorter_than_a_reader_sees() -> None:
    scale = Scale(0, 0, 0.01, 0, 0)
    for one in published_geometry("published:2023"):
        for polygon in one.polygons:
            kept = thinned(polygon.outline, scale)
            assert all(math.dist(*it) >= THIN for it in pairwise(kept))


@settings(max_examples=20)
@given(st.lists(st.tuples(st.floats(-50, 150), st.floats(-50, 150)), min_size=3, max_size=9))
def test_what_is_clipped_stays_inside_the_frame(ring: list[tuple[float, float]]) -> None:
    kept = clipped(ring, (0, 0, 100, 80))
    assert all(-0.001 <= x <= 100.001 and -0.001 <= y <= 80.001 for x, y in kept)
    assert {it for it in ring if 0 <= it[0] <= 100 and 0 <= it[1] <= 80} <= set(kept)


def test_bars_have_round_lengths() -> None:
    assert [round_length(it) for it in (1.0, 4.9, 5, 99, 2_400)] == [1, 2, 5, 50, 2_000]


def test_the_outline_is_sweden_and_names_its_source() -> None:
    west, south, east, north = country()
    assert 260_000 < west < 290_000
    assert 900_000 < east < 930_000
    assert 6_130_000 < south < 6_150_000
    assert 7_650_000 < north < 7_690_000
    assert "Natural Earth" in picture_map(SHOWN, DRAWN)


def test_every_phrase_has_both_languages_and_the_same_gaps() -> None:
    for it in MAP_PHRASES.values():
        assert it.sv
        assert it.en
        assert sorted(re.findall(r"\{\w+\}", it.sv)) == sorted(re.findall(r"\{\w+\}", it.en))
