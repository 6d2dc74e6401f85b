"""A page that may run one script of ours and nothing else: the browser knows style and script by their digests."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Mapping
from importlib.resources import files
from types import MappingProxyType
from typing import Final
from xml.etree.ElementTree import Element, tostring

from lagesbild_rules.explanation import phrase
from lagesbild_rules.report._html_parts import Part, tag
from lagesbild_rules.text import Language

_ROOM: Final = files("lagesbild_rules.report")


def strict_page(
    language: Language,
    title: str,
    *body: Part,
    styles: Iterable[str],
    script: str | None = None,
    drawn: str = "",
    filled: Mapping[str, str] = MappingProxyType({}),
) -> str:
    """Return a whole page: one file that asks for nothing outside itself, and runs *script* at most.

    *styles* and *script* are files of this room; *drawn* is style of ours that a drawing brings. Each place in *filled*
    takes markup that has been made of elements already.
    """
    style = "\n".join(["", *((_ROOM / it).read_text("utf-8") for it in styles), drawn])
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
    for name, markup in filled.items():
        before, found, after = whole.partition(f'<div id="{name}"></div>')
        whole = f"{before}{markup}{after}" if found else whole
    return f"<!DOCTYPE html>\n{whole}"


def placed(name: str) -> Element:
    """Return the element whose place markup takes: no text and no attribute can look like it."""
    return tag("div", id=name)


def json_block(id: str, data: str) -> Element:
    """Return *data*, JSON that is safe inside a page, as an element that no browser runs."""
    return tag("script", data, id=id, type="application/json")


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
