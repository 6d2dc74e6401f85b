"""Maps of pictures as accessible SVG, and the same as a table for those who do not see them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final
from xml.etree.ElementTree import Element, tostring

from lagesbild_rules.errors import printable
from lagesbild_rules.picture import Picture
from lagesbild_rules.picture.geo import Geometry, around
from lagesbild_rules.picture.geo._phrases import map_phrase
from lagesbild_rules.report._html_parts import tag
from lagesbild_rules.report._map_draw import (
    LINE,
    Look,
    country,
    frame,
    frame_height,
    is_wide,
    legend,
    n,
    name_of,
    outline,
    rings,
    scale_bar,
    text,
)
from lagesbild_rules.report._map_layout import Group, Grouping, Spot, fitted, gathered, spots, widened
from lagesbild_rules.report._map_looks import STYLE, patterns
from lagesbild_rules.text import Language

WIDTH: Final = 1200.0
_COUNTRY: Final = 330.0
"""How wide the drawing of the whole country is; the frames stand to the right of it."""
_COLUMNS: Final = 4
_GAP: Final = 22.0
_BOX: Final = 148.0
"""How high the drawing inside a frame is."""
_CROWDED: Final = 22.0
"""Rings nearer to one another than this on the map of the country, four or more in a chain, have a map of their own."""
_ID: Final = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")


def picture_map(
    picture: Picture, geometry: Geometry, classification: str | None = None, lang: Language = "sv", *, id: str = "map"
) -> str:
    """Return a map of *picture* as SVG: the whole country with a ring for each municipality, and a frame for each.

    Drawn is the standing class, which is made public: the decision where there is one, else what was computed. Levels
    differ in pattern as well as in colour; it follows light, dark and print, and asks for nothing outside itself.
    *id* begins every id in it. Raises ``KeyError`` for a classification that the picture lacks and ``ValueError`` for
    an *id* that is none.
    """
    if not _ID.fullmatch(id):
        raise ValueError(f"not an id: {id!r}")
    chosen = next(iter(picture.ladders)) if classification is None else classification
    look = Look(chosen, picture.ladders[chosen], lang, id)
    way, groups = gathered(picture, geometry)
    counts = Counter(look.rank(it.area) for group in groups for it in group.areas)
    ranks = _ranks(look, counts)
    title = map_phrase("title", lang, classification=look.ladder.title.in_(lang), day=picture.as_of)
    frames, height = _frames(groups, look)
    left, lower = _country(groups, look, ranks, counts)
    height = max(height, lower) + 16
    named = {"role": "img", "aria-labelledby": f"{id}-title {id}-desc", "lang": lang, "xml:lang": lang}
    box = {"viewBox": f"0 0 {n(WIDTH)} {n(height)}", "width": n(WIDTH), "height": n(height), "class": "drawn map"}
    svg = tag(
        "svg",
        tag("title", printable(title, 400), id=f"{id}-title"),
        tag("desc", _described(picture, geometry, way, groups, look, ranks, counts), id=f"{id}-desc"),
        tag("style", STYLE.format(id=id)),
        patterns(id, len(look.ladder.levels) - 1),
        tag("rect", width=n(WIDTH), height=n(height), style="fill: var(--m-paper)"),
        *left,
        *frames,
        id=id,
    )
    svg.attrib.update({"xmlns": "http://www.w3.org/2000/svg", **box, **named})
    return tostring(_without_tails(svg), "unicode")


def map_headings(lang: Language) -> tuple[str, ...]:
    """Return the headings of ``map_rows``."""
    return tuple(map_phrase(f"c_{it}", lang) for it in ("area", "class", "municipality", "local_police_area", "number"))


def map_rows(
    picture: Picture, geometry: Geometry, classification: str | None = None, lang: Language = "sv"
) -> tuple[tuple[str, ...], ...]:
    """Return the map as a table: area, standing class, municipality, local police area and the number of its frame.

    The rows stand in the order of the frames, areas without geometry last.
    """
    chosen = next(iter(picture.ladders)) if classification is None else classification
    look = Look(chosen, picture.ladders[chosen], lang, "map")
    _, groups = gathered(picture, geometry)
    placed = [
        (it.area, str(group.number)) for group in groups for it in sorted(group.areas, key=lambda it: name_of(it.area))
    ]
    lacking = [(it, map_phrase("c_not_drawn", lang)) for it in picture.areas if it.id not in geometry]
    return tuple(
        (name_of(it), look.level(it), it.area.municipality or "", it.area.local_police_area or "", number)
        for it, number in (*placed, *lacking)
    )


def _ranks(look: Look, counts: Counter[int | None]) -> list[int | None]:
    """Return what the legend tells: every level above the first, and the first and the open ones where there are any."""
    every: list[int | None] = list(range(len(look.ladder.levels) - 1, 0, -1))
    return every + [it for it in (0, None) if counts[it]]


def _described(
    picture: Picture,
    geometry: Geometry,
    way: Grouping,
    groups: Sequence[Group],
    look: Look,
    ranks: Sequence[int | None],
    counts: Counter[int | None],
) -> str:
    lang = look.language
    lacking = [name_of(it) for it in picture.areas if it.id not in geometry]
    told = [map_phrase("count", lang, level=_title(rank, look), n=counts[rank]) for rank in ranks]
    parts = [
        map_phrase(
            "desc",
            lang,
            shown=sum(counts.values()),
            groups=len(groups),
            grouped=map_phrase(way if len(groups) != 1 else f"one_{way}", lang),
            one=map_phrase(f"one_{way}", lang),
            counts=", ".join(told),
        )
        if groups
        else map_phrase("nothing", lang)
    ]
    if lacking:
        parts.append(map_phrase("lacking", lang, areas=", ".join(lacking)))
    return printable(" ".join(parts), 20_000)


def _title(rank: int | None, look: Look) -> str:
    lang = look.language
    return map_phrase("open", lang) if rank is None else look.ladder.levels[rank].title.in_(lang)


def _frames(groups: Sequence[Group], look: Look) -> tuple[list[Element], float]:
    """Return a frame for each group, each put where its column or two are the shortest, and how far down they reach."""
    width = (WIDTH - _COUNTRY - 2 * _GAP - 16 - _GAP * (_COLUMNS - 1)) / _COLUMNS
    ends = [16.0] * _COLUMNS
    made = []
    for group in groups:
        across = 2 if is_wide(group, width, _BOX) else 1
        whole, box = across * width + (across - 1) * _GAP, _BOX * (1 if across == 1 else 1.75)
        first = min(range(_COLUMNS - across + 1), key=lambda it: (round(max(ends[it : it + across])), it))
        top = max(ends[first : first + across])
        made.append(frame(group, _COUNTRY + 2 * _GAP + first * (width + _GAP), top, whole, box, look))
        ends[first : first + across] = [top + frame_height(group, whole, box) + 18] * across
    return made, max(ends)


def _country(
    groups: Sequence[Group], look: Look, ranks: Sequence[int | None], counts: Counter[int | None]
) -> tuple[list[Element], float]:
    """Return the whole country with its rings, the legend, a map of each crowd, and how far down they reach."""
    bounds = around([country(), *(it.bounds for it in groups)])
    unit = _COUNTRY / (bounds[2] - bounds[0])
    high = (bounds[3] - bounds[1]) * unit
    scale = fitted(bounds, 16, 16, _COUNTRY, high)
    found = spots(groups, _CROWDED / unit)
    drawn = rings(found, [scale.place(it.centre) for it in found], (6, 6, _COUNTRY + 26, high + 26), look)
    top = 16 + high + 14
    bar = scale_bar(20, top, unit, _COUNTRY * 0.4)
    keys = legend(20, top + 22, ranks, counts, look)
    below = top + 22 + 24 + len(ranks) * (LINE * 1.5 + 9)
    notes = [
        text(20, below + place * LINE, map_phrase(it, look.language), 11, "m-quiet")
        for place, it in enumerate(("ring", "moved", "north", "coast"))
    ]
    below += LINE * len(notes) + 8
    crowds = []
    for spot in found:
        if spot.crowd:
            part, below = _crowd(spot, below, look)
            crowds.append(part)
    return [outline(scale), *drawn, bar, keys, *notes, *crowds], below


def _crowd(spot: Spot, top: float, look: Look) -> tuple[Element, float]:
    """Return the map of the groups of one ring, and where what follows it begins."""
    inside = spot.crowd
    bounds = widened(around(it.bounds for it in inside), 20_000)
    high = min(max(_COUNTRY * (bounds[3] - bounds[1]) / (bounds[2] - bounds[0]), 200.0), 420.0)
    left, box = 16.0, top + 22
    scale = fitted(bounds, left + 30, box + 30, _COUNTRY - 60, high - 66)
    clip = f"{look.id}-crowd-{spot.label}"
    edges = {"x": n(left), "y": n(box), "width": n(_COUNTRY), "height": n(high), "rx": "4"}
    homes = [scale.place(it.centre) for it in inside]
    alone = [Spot(str(it.number), it.name, it.areas) for it in inside]
    return (
        tag(
            "g",
            text(left, top + 13, spot.label, 13, font_weight="700"),
            text(left + 16, top + 13, look.count(len(spot.areas)), 12, "m-quiet"),
            tag("clipPath", tag("rect", **edges), id=clip),
            tag("g", outline(scale), clip_path=f"url(#{clip})"),
            tag("rect", **edges, style="fill: none; stroke: var(--m-frame)"),
            *rings(alone, homes, (left + 4, box + 4, left + _COUNTRY - 4, box + high - 22), look),
            scale_bar(left + 10, box + high - 8, scale.unit, _COUNTRY * 0.34),
        ),
        box + high + 18,
    )


def _without_tails(element: Element) -> Element:
    """Return *element* without the line breaks that stand after elements of a page."""
    for it in element.iter():
        if it.tail == "\n":
            it.tail = None
    return element
