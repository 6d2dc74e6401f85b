"""What stands on a picture's page beside the picture itself: its map, its changes, its sheets and its receipt."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from xml.etree.ElementTree import Element, fromstring

from attrs import field, frozen

from lagesbild_rules.picture import ClassMoves, ComparisonText, report_phrase
from lagesbild_rules.record import Receipt
from lagesbild_rules.report._html_parts import Part, folded, items, tag
from lagesbild_rules.report._marks import lined
from lagesbild_rules.text import Language


@frozen
class Beside:
    """A map as SVG, what changed since another picture, the receipt, and where the sheet of each municipality lies.

    ``changes`` tell of a comparison whose later picture is this one. ``sheets`` are by the municipality's name.
    """

    map: str | None = field(default=None, repr=False)
    changes: ComparisonText | None = field(default=None, repr=False)
    receipt: Receipt | None = field(default=None, repr=False)
    sheets: Mapping[str, str] = field(default=MappingProxyType({}), repr=False)

    def moved(self) -> dict[str, str]:
        """Return by its id how each area that changed did."""
        titles = {one.moved: one.title for it in self._classes() for one in it.moves}
        changed = (one for it in self._classes() for one in it.areas if one.moved != "unchanged")
        return {one.after: lined(titles[one.moved]).lower() for one in changed if one.after is not None}

    def _classes(self) -> list[ClassMoves]:
        return [] if self.changes is None else self.changes.classifications


def drawn_map(svg: str) -> tuple[Element, str]:
    """Return the map as an element, and the style that belongs to it.

    A page that runs nothing but what it names takes no style out of attributes: each becomes a class.
    """
    classes: dict[str, str] = {}
    sheets: list[str] = []
    made = _plain(fromstring(svg), classes, sheets)
    made.attrib.pop("width", None)
    made.attrib.pop("height", None)
    rules = (f".{name} {{ {style} }}" for style, name in classes.items())
    # a figure wider than a narrow screen is scrolled, by keyboard too
    return tag("figure", made, class_="map-figure", tabindex="0"), "\n".join([*sheets, *rules, ""])


def _plain(given: Element, classes: dict[str, str], sheets: list[str]) -> Element:
    made = Element(_name(given.tag))
    for key, value in given.attrib.items():
        match _name(key):
            case "style":
                name = classes.setdefault(value, f"map-{len(classes)}")
                made.set("class", f"{made.get('class', '')} {name}".strip())
            case "class":
                made.set("class", f"{value} {made.get('class', '')}".strip())
            case "xmlns":
                pass
            case name:
                made.set(name, value)
    made.text, made.tail = given.text, given.tail
    for it in given:
        if _name(it.tag) == "style":
            sheets.append(it.text or "")
        else:
            made.append(_plain(it, classes, sheets))
    return made


def _name(name: str) -> str:
    return name.rpartition("}")[2]


def changes_part(found: ComparisonText, language: Language, anchors: Mapping[str, str]) -> Element:
    """Return what changed since the earlier picture, kind by kind, each area led to; what is technical stands apart."""
    it = lined(found)
    parts: list[Part] = [tag("p", it.before.text, class_="quiet")]
    for one in it.classifications:
        parts += _moves(one, anchors, several=len(it.classifications) > 1)
    if it.technical:
        heading = tag("h3", report_phrase("p_technical", language, n=len(it.technical)))
        parts.append(folded([heading], items(one.text for one in it.technical)))
    if it.findings:
        parts.append(folded([tag("h3", report_phrase("p_findings", language))], items(it.findings)))
    return tag("div", *parts, class_="changes")


def _moves(it: ClassMoves, anchors: Mapping[str, str], *, several: bool) -> list[Part]:
    parts: list[Part] = [tag("h3", it.title) if several else None, tag("p", it.summary), tag("p", it.sum_text)]
    for move in it.moves:
        areas = [one for one in it.areas if one.moved == move.moved]
        heading = tag("h3", f"{move.title} ({move.text})")
        note = tag("p", move.note) if move.note else None
        if move.moved == "unchanged" or not areas:
            continue
        each = []
        for one in areas:
            anchor = anchors.get(one.after or "")
            led = tag("a", one.text, href=f"#{anchor}") if anchor else one.text
            more = [text for text in (one.proposal and one.proposal.text, one.crossing and one.crossing.text) if text]
            each.append(tag("li", led, items(more)))
        parts.append(folded([heading], note, tag("ul", *each)))
    return parts
