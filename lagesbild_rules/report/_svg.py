"""A picture inside a page: its ids kept apart from those of others, and words for those who do not see it."""

from __future__ import annotations

import re
from typing import Final
from xml.etree.ElementTree import Element, fromstring

from lagesbild_rules.report._html_parts import tag
from lagesbild_rules.study import Plot

_REFERRED: Final = re.compile(r"url\(#([^)]+)\)")
_LEFT: Final = frozenset({"metadata", "style", "title", "desc"})
"""What is not taken along: a style would reach the whole page, and title and description are ours."""


def inline_svg(plot: Plot, id: str) -> Element:
    """Return *plot* as an element of HTML whose every id begins with *id*; it fits the width there is."""
    found = _plain(fromstring(plot.svg), id)
    for side in ("width", "height"):
        found.attrib.pop(side, None)
    named = {"role": "img", "aria-labelledby": f"{id}-title {id}-desc", "class": "drawn"}
    found.attrib.update(named)
    found.insert(0, tag("desc", plot.described, id=f"{id}-desc"))
    found.insert(0, tag("title", plot.title, id=f"{id}-title"))
    return found


def _plain(given: Element, id: str) -> Element:
    made = Element(_name(given.tag))
    for name, value in given.attrib.items():
        key = _name(name)
        if key == "id":
            made.set(key, f"{id}-{value}")
        elif key == "href":
            made.set(key, f"#{id}-{value.removeprefix('#')}")
        elif key not in {"xmlns", "version"}:
            made.set(key, _REFERRED.sub(lambda it: f"url(#{id}-{it[1]})", value))
    made.text = given.text if (given.text or "").strip() else None
    made.extend(_plain(it, id) for it in given if _name(it.tag) not in _LEFT)
    return made


def _name(name: str) -> str:
    return name.rpartition("}")[2]
