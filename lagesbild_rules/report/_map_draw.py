"""The parts of a map as elements of SVG: outlines, rings, frames, bars of scale and the legend."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from textwrap import wrap
from typing import Final
from xml.etree.ElementTree import Element

from attrs import frozen

from lagesbild_rules.errors import printable
from lagesbild_rules.picture import Ladder, PictureArea
from lagesbild_rules.picture.geo import Bounds, Point, Ring, map_phrase
from lagesbild_rules.report._html_parts import tag
from lagesbild_rules.report._map_hatch import hatched
from lagesbild_rules.report._map_layout import (
    Drawn,
    Group,
    Scale,
    Spot,
    apart,
    by_letter,
    clipped,
    fitted,
    round_length,
    thinned,
    widened,
)
from lagesbild_rules.text import Language

_LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"
SMALLEST: Final = 3.0
"""Units of the drawing: an area that would be smaller is drawn as a dot of this radius."""
RADIUS: Final = 9.0
"""The radius of the ring of one area; the surface of a ring grows with its areas."""
_READABLE: Final = 7.5
LEAST: Final = 2_500.0
"""Metres that a frame shows at least, so that small areas look small."""
_ROOMY: Final = 15.0
"""Units that an area must be wide and high for its letter to stand in it."""
LINE: Final = 14.0
"""From one line of names to the next."""
_WIDTH: Final = 6.1
"""How wide a letter of names is taken to be."""


@frozen
class Look:
    """What drawing needs to know throughout: the ladder, the language, and the id that every other id begins with."""

    classification: str
    ladder: Ladder
    language: Language
    id: str

    def rank(self, it: PictureArea) -> int | None:
        """Return how serious the standing class is; nothing where it is open."""
        levels = it.standing(self.classification)
        return self.ladder.rank(levels[0]) if len(levels) == 1 else None

    @property
    def levels(self) -> int:
        """How many levels there are above the first."""
        return len(self.ladder.levels) - 1

    def level(self, it: PictureArea) -> str:
        """Return the standing class in words."""
        titles = [
            self.ladder.levels[self.ladder.rank(level)].title.in_(self.language)
            for level in it.standing(self.classification)
        ]
        if len(titles) == 1:
            return titles[0]
        return map_phrase("open_between", self.language, levels=map_phrase("or", self.language).join(titles))

    def count(self, n: int) -> str:
        return map_phrase("single" if n == 1 else "several", self.language, n=n)


def n(number: float) -> str:
    """Return *number* as SVG has it, to a tenth.

    >>> n(3.04), n(-0.01), n(12.25)
    ('3', '0', '12.2')
    """
    said = f"{number:.1f}".removesuffix(".0")
    return "0" if said == "-0" else said


def shown(said: str, limit: int = 400) -> str:
    """Return *said* on one line as XML can hold it: characters that do not show, and those it lacks, written out."""
    return _NO_XML.sub(lambda it: f"\\u{ord(it[0]):04x}", printable(said, limit))


_NO_XML: Final = re.compile("[\ufffe\uffff]")


def text(x: float, y: float, said: str, size: float, class_: str | None = None, **attributes: str) -> Element:
    """Return *said* at a place; characters that do not show are written out."""
    return tag("text", shown(said), x=n(x), y=n(y), font_size=n(size), class_=class_, **attributes)


def name_of(it: PictureArea) -> str:
    return it.area.name or it.id


def outline(scale: Scale, frame: Bounds) -> Element:
    """Return coast and border inside *frame*, coarse: what shows where in the country something lies."""
    path = "".join(_drawn(clipped(thinned(ring, scale), frame)) for ring in _sweden())
    land = "fill: var(--m-land); stroke: var(--m-coast); stroke-width: .8; stroke-linejoin: round"
    return tag("path", d=path, style=land)


@cache
def _sweden() -> tuple[Ring, ...]:
    found = json.loads((files("lagesbild_rules.report") / "_sweden.json").read_text("utf-8"))
    return tuple(tuple((float(x), float(y)) for x, y in (*ring, ring[0])) for ring in found["rings"])


def country() -> tuple[float, float, float, float]:
    """Return the bounds of coast and border."""
    xs, ys = zip(*(point for ring in _sweden() for point in ring), strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def rings(spots: Sequence[Spot], homes: Sequence[Point], frame: Bounds, look: Look) -> list[Element]:
    """Return the rings of *spots*, moved apart inside *frame*, over the lines that lead to where they belong."""
    radii = _radii([len(it.areas) for it in spots], frame)
    places = apart(homes, radii, 1.5, frame)
    lines, made, dots = [], [], []
    for spot, home, at, radius in zip(spots, homes, places, radii, strict=True):
        if math.dist(at, home) > 2:
            way = f"M{n(home[0])} {n(home[1])}L{n(at[0])} {n(at[1])}"
            lines.append(tag("path", d=way, style="stroke: var(--m-quiet); stroke-width: .9; fill: none"))
        if math.dist(at, home) > radius:
            dots.append(tag("circle", cx=n(home[0]), cy=n(home[1]), r="1.8", style="fill: var(--m-ink)"))
        made.append(_ring(spot, at, radius, look))
    return [*lines, *made, *dots]


def _radii(counts: Sequence[int], frame: Bounds) -> list[float]:
    """Return a radius for each count: surfaces grow with counts, all together fill a third of *frame* at most.

    None is too small for its number to be read, nor wider than a quarter of the frame.
    """
    room = (frame[2] - frame[0]) * (frame[3] - frame[1]) / 3
    one = min(RADIUS, (room / (math.pi * max(sum(counts), 1))) ** 0.5)
    return [min(max(one * count**0.5, _READABLE), (frame[2] - frame[0]) / 8) for count in counts]


def _ring(spot: Spot, at: Point, radius: float, look: Look) -> Element:
    """Return arcs by class, the most serious first from the top, and what the ring is called in the middle."""
    ranks = sorted((look.rank(it.area) for it in spot.areas), key=lambda it: -1 if it is None else it, reverse=True)
    parts: list[Element] = [tag("title", shown(_told(spot, look)))]
    start = 0
    for rank in dict.fromkeys(ranks):
        count = ranks.count(rank)
        parts += filled([_arc(at, radius, start / len(ranks), (start + count) / len(ranks))], rank, look)
        start += count
    inner = max(radius * 0.6, 6.0)
    parts.append(tag("circle", cx=n(at[0]), cy=n(at[1]), r=n(inner), class_="m-area", style="fill: var(--m-paper)"))
    size = min(max(inner * 1.1, 7.5), 15.0)
    return tag("g", *parts, text(at[0], at[1] + size * 0.36, spot.label, size, text_anchor="middle", font_weight="700"))


def _told(spot: Spot, look: Look) -> str:
    names = [it.name or map_phrase("no_group", look.language) for it in spot.crowd] or [
        spot.name or map_phrase("no_group", look.language)
    ]
    return f"{spot.label} {', '.join(names)}: {look.count(len(spot.areas))}"


def _arc(at: Point, radius: float, start: float, end: float) -> list[Point]:
    """Return the outline of a part of a ring, from *start* to *end* of a turn that begins at the top."""
    steps = max(2, round((end - start) * 60))
    turns = [2 * math.pi * (start + (end - start) * step / steps) for step in range(steps + 1)]
    points = [(at[0] + radius * math.sin(it), at[1] - radius * math.cos(it)) for it in turns]
    return points[:-1] if end - start > 0.999 else [at, *points]


def filled(
    rings: Sequence[Sequence[Point]], rank: int | None, look: Look, title: Element | None = None
) -> list[Element]:
    """Return what *rings* enclose in the colour of a level, and over it the lines of its pattern."""
    name = "open" if rank is None else str(rank)
    open_ = " m-undecided" if rank is None else ""
    shape = tag("path", title, d="".join(map(_drawn, rings)), class_=f"m-area m-l{name}{open_}", fill_rule="evenodd")
    lines = hatched(rings, rank, look.levels)
    return [shape, tag("path", d=lines, class_=f"m-hatch m-h{name}")] if lines else [shape]


def _swatch(x: float, y: float, width: float, height: float, rank: int | None, look: Look) -> list[Element]:
    return filled([[(x, y), (x + width, y), (x + width, y + height), (x, y + height)]], rank, look)


@frozen
class Frame:
    """The frame of *group*: how wide it is and how high the drawing in it, and the names under that in columns."""

    group: Group
    width: float
    box: float
    scale: Scale
    columns: tuple[tuple[tuple[str, Drawn, tuple[str, ...]], ...], ...]
    """Of each area its letter, the area, and its name in lines."""

    @property
    def height(self) -> float:
        return 28 + self.box + LINE * max(_lines(column) for column in self.columns)


def framed(group: Group, narrow: float, gap: float, box: float) -> Frame:
    """Return the frame of *group*: of the *narrow* width, or of two and a *gap* where most would be too small in it.

    *box* is how high the drawing is at most; that of a wide frame may be higher.
    """
    bounds = widened(group.bounds, LEAST)
    wide = _is_too_small(group, fitted(bounds, 0, 0, narrow - 28, box - 36))
    width, most, columns = (2 * narrow + gap, 1.75 * box, 2) if wide else (narrow, box, 1)
    shape = (bounds[3] - bounds[1]) / (bounds[2] - bounds[0])
    high = min(max(shape * (width - 28) + 36, 0.6 * box), most)
    every = _named(group, (width - (columns - 1) * gap) / columns)
    half = -(-len(every) // columns)
    scale = fitted(bounds, 14, 30, width - 28, high - 36)
    parts = [tuple(every[start : start + half]) for start in range(0, len(every), half)]
    return Frame(group, width, high, scale, tuple(parts))


def _is_too_small(group: Group, scale: Scale) -> bool:
    edges = (it.shape.bounds for it in group.areas)
    sizes = sorted(max(east - west, north - south) for west, south, east, north in edges)
    return len(sizes) > 1 and sizes[(len(sizes) - 1) // 2] * scale.unit < _ROOMY


def _named(group: Group, width: float) -> list[tuple[str, Drawn, tuple[str, ...]]]:
    fit = max(8, int((width - 34) / _WIDTH))
    made = []
    for place, it in enumerate(sorted(group.areas, key=lambda it: by_letter(name_of(it.area)))):
        lines = wrap(shown(name_of(it.area), 200), fit, max_lines=3, placeholder=" …") or ["–"]
        made.append((_lettered(place), it, tuple(lines)))
    return made


def _lettered(place: int) -> str:
    """Return a, b, …, z, aa, ab, … for 0 and on."""
    first = "" if place < len(_LETTERS) else _lettered(place // len(_LETTERS) - 1)
    return first + _LETTERS[place % len(_LETTERS)]


def _lines(column: Sequence[tuple[str, Drawn, tuple[str, ...]]]) -> int:
    return sum(len(lines) for _, _, lines in column)


def frame(it: Frame, left: float, top: float, look: Look) -> Element:
    """Return *it* drawn: heading, the areas as they lie with a bar of scale, and their names with classes."""
    heading = it.group.name or map_phrase("no_group", look.language)
    (first, *_) = wrap(shown(heading, 200), int((it.width - 30) / 7), max_lines=1, placeholder=" …") or ["–"]
    number = text(0, 13, str(it.group.number), 12, "m-quiet", font_weight="700")
    title = text(8 + 7 * len(str(it.group.number)), 13, first, 13, font_weight="700")
    ground = _rect(0, 20, it.width, it.box, 4, style="fill: var(--m-land); stroke: var(--m-frame)")
    shapes, letters, names = list[Element](), list[Element](), list[Element]()
    for place, column in enumerate(it.columns):
        x, y = place * it.width / len(it.columns), it.box + 28
        for letter, drawn, lines in column:
            rank = look.rank(drawn.area)
            shapes += _shape(drawn, it.scale, look, rank)
            names += _swatch(x + 1, y + 1, 12, 11, rank, look)
            if len(it.group.areas) > 1:
                letters.append(_letter(letter, drawn, it.scale))
                names.append(text(x + 20, y + 10, letter, 10.5, "m-quiet", font_weight="700"))
            indent = 15 + 7 * len(letter) if len(it.group.areas) > 1 else 8
            names += [text(x + 12 + indent, y + 10 + row * LINE, line, 11.5) for row, line in enumerate(lines)]
            y += LINE * len(lines)
    bar = scale_bar(10, 12 + it.box, it.scale.unit, it.width * 0.34)
    parts = (number, title, ground, *shapes, *letters, bar, *names)
    return tag("g", *parts, transform=f"translate({n(left)} {n(top)})")


def _rect(x: float, y: float, width: float, height: float, round_: float, **attributes: str) -> Element:
    sides = {"x": n(x), "y": n(y), "width": n(width), "height": n(height), "rx": n(round_)}
    return tag("rect", **sides, **attributes)


def _letter(letter: str, it: Drawn, scale: Scale) -> Element:
    """Return the letter of an area: in the middle of it, or beside it where it would hide what is drawn."""
    west, south, east, north = it.shape.bounds
    if min(east - west, north - south) * scale.unit >= _ROOMY:
        x, y = scale.place(it.centre)
        return text(x, y + 3.5, letter, 10, "m-halo", text_anchor="middle", font_weight="700")
    x, y = scale.place((east, (south + north) / 2))
    return text(
        max(x + 2.5, scale.place(it.centre)[0] + SMALLEST + 2), y + 3.5, letter, 10, "m-halo", font_weight="700"
    )


def _shape(it: Drawn, scale: Scale, look: Look, rank: int | None) -> list[Element]:
    where = "; ".join(filter(None, (it.area.area.municipality, it.area.area.local_police_area)))
    told = f"{name_of(it.area)}: {look.level(it.area)}" + (f" ({where})" if where else "")
    rings = [points for one in it.shape.polygons for ring in one.rings if (points := thinned(ring, scale))]
    west, south, east, north = it.shape.bounds
    if not rings or max(east - west, north - south) * scale.unit < 2 * SMALLEST:
        rings = [_arc(scale.place(it.centre), SMALLEST, 0, 1)]
    return filled(rings, rank, look, tag("title", shown(told)))


def _drawn(points: Sequence[Point]) -> str:
    return "M" + "L".join(f"{n(x)} {n(y)}" for x, y in points) + "Z" if points else ""


def scale_bar(left: float, bottom: float, unit: float, most: float) -> Element:
    """Return a bar of a round length up to *most*, with the length in words."""
    metres = round_length(most / unit)
    long = metres * unit
    said = f"{metres / 1000:g} km" if metres >= 1000 else f"{metres:g} m"
    d = f"M{n(left)} {n(bottom - 4)}v4h{n(long)}v-4"
    bar = tag("path", d=d, style="stroke: var(--m-ink); stroke-width: 1.2; fill: none")
    return tag("g", bar, text(left + long + 5, bottom, said, 9.5, "m-halo"))


def legend(left: float, top: float, ranks: Sequence[int | None], counts: dict[int | None, int], look: Look) -> Element:
    """Return what colours and patterns stand for, the most serious first, each with how many areas have it."""
    parts: list[Element] = [text(left, top + 11, map_phrase("legend", look.language), 12, font_weight="700")]
    y = top + 20
    for rank in ranks:
        title = map_phrase("open", look.language) if rank is None else look.ladder.levels[rank].title.in_(look.language)
        parts += _swatch(left, y, 26, 16, rank, look)
        for line in wrap(shown(title, 200), 36, max_lines=2, placeholder=" …") or ["–"]:
            parts.append(text(left + 34, y + 12.5, line, 12))
            y += LINE
        parts.append(
            text(left + 290, y + 12.5 - LINE, str(counts.get(rank, 0)), 12, text_anchor="end", font_weight="700")
        )
        y += 9
    return tag("g", *parts)
