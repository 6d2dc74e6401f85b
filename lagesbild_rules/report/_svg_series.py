"""A series of pictures as one drawing: a column for each picture, a box for each level, bands for those that moved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from attrs import frozen

from lagesbild_rules.explanation import capital
from lagesbild_rules.picture import ClassSeries, SeriesFlow, SeriesText
from lagesbild_rules.report import _comparison_tables as tables
from lagesbild_rules.report._marks import lined
from lagesbild_rules.study import Plot
from lagesbild_rules.text import Language

_WIDTH: Final = 760.0
_TOP, _BOTTOM, _SIDE, _BOX, _GAP = 70.0, 40.0, 14.0, 46.0, 10.0
_TALLEST: Final = 420.0
_FILLS: Final = ("#8c2d04", "#d9791a", "#f2c36b", "#a8b8c8", "#6b7f93", "#4a5a6a")
"""From dark to light with the seriousness, so that they are told apart in grey too; each box bears its number."""
_DARK: Final = ("#8c2d04", "#4a5a6a")


@frozen
class _Box:
    x: float
    y: float
    height: float


def series_plot(document: SeriesText, it: ClassSeries) -> Plot:
    """Return *it* drawn as SVG: self-contained, titled and described in words, the same bytes every time."""
    language: Language = "sv" if document.language == "sv" else "en"
    title = f"{it.title}: {tables.words('series_plot', language)}"
    drawn = _Drawing(lined(document), lined(it)).whole(title)
    return Plot(title, it.described, drawn)


_End = tuple[int, int, str]
"""A column, on which side of it, and a level."""


def _level(levels: list[str] | None) -> str:
    """Return the level of an end: an empty one for the undecided, as in the boxes; none that is drawn for no area."""
    return "-" if levels is None else levels[0] if len(levels) == 1 else ""


class _Drawing:
    def __init__(self, document: SeriesText, it: ClassSeries) -> None:
        self.document, self.it = document, it
        most = max([*it.on_list, 1])
        self.unit = _TALLEST / most
        self.apart = (_WIDTH - 2 * _SIDE - _BOX) / max(len(document.pictures) - 1, 1)
        self.fills = {one.level: _FILLS[min(rank, len(_FILLS) - 1)] for rank, one in enumerate(it.levels)}
        self.boxes = list(self._columns())

    def whole(self, title: str) -> str:
        tallest = max(box.y + box.height for column in self.boxes for box in column.values() or [_Box(0, _TOP, 0)])
        height = max(tallest, _TOP) + _BOTTOM + 18 * len(self.it.levels)
        named = {"xmlns": "http://www.w3.org/2000/svg", "viewBox": f"0 0 {_WIDTH:g} {height:g}"}
        named |= {
            "role": "img",
            "aria-labelledby": "title desc",
            "font-family": "sans-serif",
            "font-size": "13",
            "fill": "#000000",
        }
        svg = Element("svg", named)
        SubElement(svg, "title", id="title").text = title
        SubElement(svg, "desc", id="desc").text = self.it.described
        SubElement(svg, "rect", width=f"{_WIDTH:g}", height=f"{height:g}", fill="#ffffff")
        self._bands(svg)
        for place, column in enumerate(self.boxes):
            self._column(svg, place, column)
        self._key(svg, tallest + _BOTTOM)
        indent(svg)
        return tostring(svg, "unicode") + "\n"

    def _columns(self) -> Iterator[dict[str, _Box]]:
        for place in range(len(self.document.pictures)):
            y, column = _TOP, {}
            for one in self.it.levels:
                count = one.areas[place]
                if count:
                    column[one.level] = _Box(_SIDE + place * self.apart, y, count * self.unit)
                    y += count * self.unit + _GAP
            yield column

    def _column(self, svg: Element, place: int, column: Mapping[str, _Box]) -> None:
        picture, x = self.document.pictures[place], _SIDE + place * self.apart + _BOX / 2
        anchor = "start" if not place else "end" if place == len(self.boxes) - 1 else "middle"
        at = x - _BOX / 2 if not place else x + _BOX / 2 if anchor == "end" else x
        for line, (words, weight) in enumerate(((capital(picture.label), "bold"), (str(self.it.on_list[place]), ""))):
            head = SubElement(svg, "text", {"text-anchor": anchor}, x=f"{at:.1f}", y=f"{_TOP - 34 + 18 * line:g}")
            head.text = words
            if weight:
                head.set("font-weight", weight)
        for one in self.it.levels:
            if one.level in column:
                box, fill = column[one.level], self.fills[one.level]
                size = {"width": f"{_BOX:g}", "height": f"{box.height:.1f}"}
                SubElement(svg, "rect", size, x=f"{box.x:.1f}", y=f"{box.y:.1f}", fill=fill)
                ink = "#ffffff" if fill in _DARK else "#000000"
                middle = box.y + box.height / 2 + 4.5
                text = SubElement(svg, "text", {"text-anchor": "middle"}, x=f"{x:.1f}", y=f"{middle:.1f}", fill=ink)
                text.text = str(one.areas[place])

    def _bands(self, svg: Element) -> None:
        """Draw a band for each flow between two boxes; areas that came onto the list or left it have none.

        Where a box gives more than it holds, since areas were split, its bands are as much thinner where they begin.
        """
        names = [it.name for it in self.document.pictures]
        ends: list[tuple[SeriesFlow, _End, _End]] = []
        flowing: dict[_End, int] = {}
        for flow in self.it.flows:
            place = names.index(flow.before)
            begins, reaches = (place, 0, _level(flow.was)), (place + 1, 1, _level(flow.now))
            if begins[2] in self.boxes[place] and reaches[2] in self.boxes[place + 1]:
                ends.append((flow, begins, reaches))
                for end in (begins, reaches):
                    flowing[end] = flowing.get(end, 0) + flow.changes
        taken: dict[_End, float] = {}
        for flow, begins, reaches in ends:
            (left, high), (right, tall) = (self._span(taken, flowing, end, flow.changes) for end in (begins, reaches))
            x0, x1 = _SIDE + begins[0] * self.apart + _BOX, _SIDE + reaches[0] * self.apart
            bend = (x0 + x1) / 2
            path = (
                f"M{x0:.1f} {left:.1f}C{bend:.1f} {left:.1f} {bend:.1f} {right:.1f} {x1:.1f} {right:.1f}"
                f"V{right + tall:.1f}C{bend:.1f} {right + tall:.1f} {bend:.1f} {left + high:.1f} "
                f"{x0:.1f} {left + high:.1f}Z"
            )
            SubElement(svg, "path", {"fill-opacity": "0.35"}, d=path, fill=self.fills[begins[2]])

    def _span(
        self, taken: dict[_End, float], flowing: Mapping[_End, int], end: _End, changes: int
    ) -> tuple[float, float]:
        """Return where in its box a band of so many *changes* ends, below those already there, and how high it is."""
        box = self.boxes[end[0]][end[2]]
        high = changes * min(self.unit, box.height / flowing[end])
        top = box.y + taken.get(end, 0.0)
        taken[end] = taken.get(end, 0.0) + high
        return top, high

    def _key(self, svg: Element, top: float) -> None:
        for line, one in enumerate(self.it.levels):
            y = top + 18 * line
            SubElement(
                svg, "rect", x=f"{_SIDE:g}", y=f"{y - 11:.1f}", width="14", height="14", fill=self.fills[one.level]
            )
            SubElement(svg, "text", x=f"{_SIDE + 22:g}", y=f"{y:.1f}").text = one.title
