"""The parts of a map as elements of SVG: outlines, rings, frames, bars of scale and the legend."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from textwrap import wrap
from typing import Final
from xml.etree.ElementTree import Element

from attrs import frozen

from lagesbild_rules.errors import printable
from lagesbild_rules.picture import Ladder, PictureArea
from lagesbild_rules.picture.geo import Bounds, Point, Ring
from lagesbild_rules.picture.geo._phrases import map_phrase
from lagesbild_rules.report._html_parts import tag
from lagesbild_rules.report._map_layout import Drawn, Group, Scale, Spot, apart, fitted, round_length, thinned, widened
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

    def fill(self, rank: int | None) -> str:
        return f"url(#{self.id}-{'open' if rank is None else f'l{rank}'})"

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
    """Return *number* as SVG has it, to a tenth."""
    return (
        f"{number:.1f}".removesuffix(".0").replace("-0", "0")
        if abs(number) < 0.05
        else f"{number:.1f}".removesuffix(".0")
    )


def text(x: float, y: float, said: str, size: float, class_: str | None = None, **attributes: str) -> Element:
    """Return *said* at a place; characters that do not show are written out."""
    return tag("text", printable(said, 400), x=n(x), y=n(y), font_size=n(size), class_=class_, **attributes)


def name_of(it: PictureArea) -> str:
    return it.area.name or it.id


def outline(scale: Scale) -> Element:
    """Return coast and border, coarse: what shows where in the country something lies."""
    path = "".join(_path(ring, scale) for ring in _sweden())
    return tag(
        "path", d=path, style="fill: var(--m-land); stroke: var(--m-coast); stroke-width: .8; stroke-linejoin: round"
    )


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

    None is too small for its number to be read, nor wider than a fifth of the frame.
    """
    room = (frame[2] - frame[0]) * (frame[3] - frame[1]) / 3
    one = min(RADIUS, (room / (math.pi * max(sum(counts), 1))) ** 0.5)
    return [min(max(one * count**0.5, _READABLE), (frame[2] - frame[0]) / 5) for count in counts]


def _ring(spot: Spot, at: Point, radius: float, look: Look) -> Element:
    """Return arcs by class, the most serious first from the top, and what the ring is called in the middle."""
    ranks = sorted((look.rank(it.area) for it in spot.areas), key=lambda it: -1 if it is None else it, reverse=True)
    parts: list[Element] = [tag("title", printable(_told(spot, look), 400))]
    start = 0
    for rank in dict.fromkeys(ranks):
        count = ranks.count(rank)
        parts.append(_arc(at, radius, start / len(ranks), (start + count) / len(ranks), look.fill(rank)))
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


def _arc(at: Point, radius: float, start: float, end: float, fill: str) -> Element:
    if end - start > 0.999:
        return tag("circle", cx=n(at[0]), cy=n(at[1]), r=n(radius), class_="m-area", fill=fill)
    ends = [
        (at[0] + radius * math.sin(2 * math.pi * it), at[1] - radius * math.cos(2 * math.pi * it))
        for it in (start, end)
    ]
    large = int(end - start > 0.5)
    (x1, y1), (x2, y2) = ends
    d = f"M{n(at[0])} {n(at[1])}L{n(x1)} {n(y1)}A{n(radius)} {n(radius)} 0 {large} 1 {n(x2)} {n(y2)}Z"
    return tag("path", d=d, class_="m-area", fill=fill)


def is_wide(group: Group, width: float, box: float) -> bool:
    """Return whether most areas of *group* would be too small to see in a frame of the common size."""
    scale = fitted(widened(group.bounds, LEAST), 0, 0, width - 28, box - 36)
    sizes = sorted(
        max(it.shape.bounds[2] - it.shape.bounds[0], it.shape.bounds[3] - it.shape.bounds[1]) for it in group.areas
    )
    return len(sizes) > 1 and sizes[(len(sizes) - 1) // 2] * scale.unit < _ROOMY


def lines_of(group: Group, width: float) -> list[tuple[str, Drawn, list[str]]]:
    """Return the areas of *group* by name, each with its letter and its name in lines that fit *width*."""
    fit = max(8, int((width - 34) / _WIDTH))
    ordered = sorted(group.areas, key=lambda it: name_of(it.area))
    made = []
    for place, it in enumerate(ordered):
        letter = _LETTERS[place] if place < len(_LETTERS) else f"{_LETTERS[place // 26 - 1]}{_LETTERS[place % 26]}"
        made.append((letter, it, wrap(printable(name_of(it.area), 200), fit, max_lines=3, placeholder=" …") or ["–"]))
    return made


def frame_height(group: Group, width: float, box: float) -> float:
    """Return how high the frame of *group* is: its heading, its drawing, and a line or more for each area."""
    return 22 + box + 8 + LINE * sum(len(lines) for _, _, lines in lines_of(group, width))


def frame(group: Group, left: float, top: float, width: float, box: float, look: Look) -> Element:
    """Return the frame of *group*: heading, the areas as they lie with a bar of scale, and their names with classes."""
    heading = group.name or map_phrase("no_group", look.language)
    (first, *_) = wrap(printable(heading, 200), int((width - 30) / 7), max_lines=1, placeholder=" …") or ["–"]
    number = text(left, top + 13, str(group.number), 12, "m-quiet", font_weight="700")
    shift = 8 + 7 * len(str(group.number))
    parts: list[Element] = [number, text(left + shift, top + 13, first, 13, font_weight="700")]
    boxed = {"x": n(left), "y": n(top + 20), "width": n(width), "height": n(box), "rx": "4"}
    parts.append(tag("rect", **boxed, style="fill: var(--m-land); stroke: var(--m-frame)"))
    scale = fitted(widened(group.bounds, LEAST), left + 14, top + 30, width - 28, box - 36)
    below = top + 20 + box + 8
    letters: list[Element] = []
    names: list[Element] = []
    many = len(group.areas) > 1
    for letter, it, lines in lines_of(group, width):
        rank = look.rank(it.area)
        parts.append(_shape(it, scale, look, rank))
        if many:
            letters.append(_letter(letter, it, scale))
            names.append(text(left + 20, below + 10, letter, 10.5, "m-quiet", font_weight="700"))
        swatch = {
            "x": n(left + 1),
            "y": n(below + 1),
            "width": "12",
            "height": "11",
            "rx": "2",
            "fill": look.fill(rank),
        }
        names.append(tag("rect", **swatch, class_=_outlined(rank)))
        for line in lines:
            names.append(text(left + (32 if many else 20), below + 10, line, 11.5))
            below += LINE
    bar = scale_bar(left + 10, top + 20 + box - 8, scale.unit, width * 0.34)
    return tag("g", *parts, *letters, bar, *names)


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


def _shape(it: Drawn, scale: Scale, look: Look, rank: int | None) -> Element:
    where = "; ".join(filter(None, (it.area.area.municipality, it.area.area.local_police_area)))
    told = f"{name_of(it.area)}: {look.level(it.area)}" + (f" ({where})" if where else "")
    title = tag("title", printable(told, 400))
    d = "".join(_path(ring, scale) for one in it.shape.polygons for ring in one.rings)
    west, south, east, north = it.shape.bounds
    if not d or max(east - west, north - south) * scale.unit < 2 * SMALLEST:
        x, y = scale.place(it.centre)
        r = SMALLEST
        d = f"M{n(x - r)} {n(y)}a{n(r)} {n(r)} 0 1 0 {n(2 * r)} 0a{n(r)} {n(r)} 0 1 0 {n(-2 * r)} 0Z"
    return tag("path", title, d=d, fill=look.fill(rank), class_=_outlined(rank), fill_rule="evenodd")


def _outlined(rank: int | None) -> str:
    return "m-area m-undecided" if rank is None else "m-area"


def _path(ring: Ring, scale: Scale) -> str:
    points = thinned(ring, scale)
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
        swatch = {"x": n(left), "y": n(y), "width": "26", "height": "16", "rx": "2", "fill": look.fill(rank)}
        parts.append(tag("rect", **swatch, class_=_outlined(rank)))
        for line in wrap(printable(title, 200), 36, max_lines=2, placeholder=" …") or ["–"]:
            parts.append(text(left + 34, y + 12.5, line, 12))
            y += LINE
        parts.append(
            text(left + 290, y + 12.5 - LINE, str(counts.get(rank, 0)), 12, text_anchor="end", font_weight="700")
        )
        y += 9
    return tag("g", *parts)
