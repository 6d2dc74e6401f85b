"""A page that may run one script of ours and nothing else: the browser knows style and script by their digests."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from importlib.resources import files
from typing import Final
from xml.etree.ElementTree import Element, tostring

from lagesbild_rules.explanation import phrase
from lagesbild_rules.report._html_parts import Part, tag
from lagesbild_rules.text import Language

_ROOM: Final = files("lagesbild_rules.report")


def strict_page(
    language: Language, title: str, *body: Part, styles: Iterable[str], script: str | None = None, filled: str = ""
) -> str:
    """Return a whole page: one file that asks for nothing outside itself, and runs *script* at most.

    *styles* and *script* are files of this room. The empty element with the id `filled` is replaced by the markup
    *filled*, which has been made of elements already.
    """
    style = "\n" + "\n".join((_ROOM / it).read_text("utf-8") for it in styles)
    code = None if script is None else "\n" + (_ROOM / script).read_text("utf-8")
    rules = ["default-src 'none'", f"style-src '{_digest(style)}'"]
    rules += [f"script-src '{_digest(code)}'"] if code is not None else []
    rules += ["base-uri 'none'", "form-action 'none'"]
    rules += ["require-trusted-types-for 'script'", "trusted-types 'none'"] if code is not None else []
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", **{"http-equiv": "Content-Security-Policy"}, content="; ".join(rules)),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="color-scheme", content="light dark"),
        tag("meta", name="referrer", content="no-referrer"),
        tag("title", title),
        tag("style", style),
    )
    skip = tag("a", phrase("skip", language), href="#content", class_="skip")
    last = tag("script", code) if code is not None else None
    whole = tostring(tag("html", head, tag("body", skip, *body, last), lang=language), "unicode", method="html")
    before, found, after = whole.partition(_PLACE)
    return f"<!DOCTYPE html>\n{before}{filled if found else ''}{after}"


_PLACE: Final = '<div id="filled"></div>'


def placed() -> Element:
    """Return the element whose place *filled* takes: no text and no attribute can look like it."""
    return tag("div", id="filled")


def json_block(id: str, data: str) -> Element:
    """Return *data*, JSON that is safe inside a page, as an element that no browser runs."""
    return tag("script", data, id=id, type="application/json")


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
