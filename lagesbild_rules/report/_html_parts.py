"""Elements of HTML, built as a tree: what comes from users is text in it and can never be markup."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from importlib.resources import files
from typing import Final
from xml.etree.ElementTree import Element, fromstring, tostring

from lagesbild_rules.explanation import CitationText, RulesetText, capital, phrase
from lagesbild_rules.record import SLOT, Receipt, in_html, receipt_text
from lagesbild_rules.report._marks import MARKS
from lagesbild_rules.text import Language

Part = Element | str | None

STANDINGS: Final = {"class": "true", "possible": "unknown", "passed": "passed", "excluded": "false"}
"""Which mark shows how a level stands."""

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_LINES = frozenset({"html", "head", "body", "header", "main", "nav", "section", "footer", "meta", "title", "style"})
_LINES |= frozenset({"h1", "h2", "h3", "h4", "p", "ul", "ol", "li", "dl", "div", "details", "summary", "figure"})
_LINES |= frozenset({"table", "thead", "tbody", "tr"})


def tag(name: str, /, *parts: Part, **attributes: str | None) -> Element:
    """Return an element with *parts* in it; ``class_`` is written ``class`` and ``aria_label`` ``aria-label``.

    >>> tostring(tag("p", "1 < 2 & ", tag("b", "<i>"), class_='"x"'), "unicode", method="html")
    '<p class="&quot;x&quot;">1 &lt; 2 &amp; <b>&lt;i&gt;</b></p>\\n'
    """
    named = {key.rstrip("_").replace("_", "-"): value for key, value in attributes.items() if value is not None}
    element = Element(name, named)
    if name in _LINES:
        element.tail = "\n"
    last: Element | None = None
    for part in parts:
        if isinstance(part, str):
            if last is None:
                element.text = (element.text or "") + part
            else:
                last.tail = (last.tail or "") + part
        elif part is not None:
            element.append(part)
            last = part
    return element


def page(language: Language, title: str, *body: Part) -> str:
    """Return a whole page: one file without scripts that asks for nothing outside itself."""
    style = (files("lagesbild_rules.report") / "_style.css").read_text("utf-8")
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", **{"http-equiv": "Content-Security-Policy"}, content=_POLICY),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="color-scheme", content="light dark"),
        tag("title", title),
        tag("style", f"\n{style}"),
    )
    skip = tag("a", phrase("skip", language), href="#content", class_="skip")
    whole = tag("html", head, tag("body", skip, *body), lang=language)
    return f"<!DOCTYPE html>\n{tostring(whole, 'unicode', method='html')}"


def receipt_part(receipt: Receipt, language: Language) -> Element:
    """Return what a page shows of its receipt, and the place for the receipt itself, which ``with_receipt`` fills."""
    it = receipt_text(receipt, language)
    rows = [(name, code(value) if value.startswith("sha256:") else tag("span", value)) for name, value in it.rows]
    return section("receipt", it.heading, tag("p", it.note), pairs(rows), fromstring(SLOT))


def with_receipt(page: str, receipt: Receipt | None) -> str:
    """Return *page* with *receipt* in the place that ``receipt_part`` made; as it is where there is none."""
    return page if receipt is None else in_html(page, receipt)


def contents(language: Language, sections: Iterable[tuple[str, str]]) -> Element:
    """Return the list of *sections*, each an id and a heading."""
    links = [tag("li", tag("a", heading, href=f"#{id_}")) for id_, heading in sections]
    heading = tag("p", phrase("h_contents", language), class_="label", id="contents")
    return tag("nav", heading, tag("ol", *links), aria_labelledby="contents")


def section(id: str, heading: str, *parts: Part, level: int = 2) -> Element:
    """Return a section with its heading; one of the second level is a landmark that a reader can jump to."""
    named = f"{id}-heading" if level == 2 else None
    return tag("section", tag(f"h{level}", heading, id=named), *parts, id=id, aria_labelledby=named)


def folded(summary: Sequence[Part], *parts: Part, **attributes: str | None) -> Element:
    """Return deep parts behind a line that opens them; printing opens all."""
    return tag("details", tag("summary", *summary), tag("div", *parts, class_="inside"), **attributes)


def mark(truth: str, language: Language, *, shown: bool = True) -> Element:
    """Return the sign of *truth* with its word, which is always there to hear and is seen where *shown*."""
    word = phrase(truth, language) if truth in {"true", "false", "unknown"} else phrase("passed", language)
    sign = tag("span", MARKS[truth], aria_hidden="true", class_="sign")
    return tag("span", sign, tag("span", word, class_=None if shown else "heard"), class_=f"mark {truth}")


def items(texts: Iterable[Part], class_: str | None = None) -> Element | None:
    """Return a list of *texts*; nothing when there are none."""
    each = [tag("li", text) for text in texts]
    return tag("ul", *each, class_=class_) if each else None


def pairs(rows: Iterable[tuple[str, Part]], class_: str = "pairs") -> Element:
    """Return names with what they stand for."""
    return tag("dl", *(tag("div", tag("dt", name), tag("dd", value)) for name, value in rows), class_=class_)


def code(id: str) -> Element:
    """Return an id, which may be broken over lines after its marks of punctuation."""
    first, *rest = re.split(r"(?<=[_.@:-])", id)
    return tag("code", first, *(part for it in rest for part in (tag("wbr"), it)))


def table(
    headings: Sequence[str], rows: Iterable[Sequence[Part]], ids: Sequence[str] = (), class_: str | None = None
) -> Element:
    """Return a table whose first cells are the headings of their rows; narrow screens show each row as a block.

    Roles are written out, since a browser takes a table shown as blocks for none.
    """
    top = [tag("th", it, scope="col", role="columnheader") for it in headings]
    body = []
    for number, (first, *rest) in enumerate(rows):
        cells = [
            tag("td", tag("span", name, aria_hidden="true", class_="name"), tag("span", cell), role="cell")
            for name, cell in zip(headings[1:], rest, strict=True)
        ]
        head = tag("th", first, scope="row", role="rowheader")
        body.append(tag("tr", head, *cells, role="row", id=ids[number] if ids else None))
    return tag(
        "table",
        tag("thead", tag("tr", *top, role="row"), role="rowgroup"),
        tag("tbody", *body, role="rowgroup"),
        role="table",
        class_=class_,
    )


def source_of(it: CitationText) -> str:
    """Return where something stands and how it is known, on one line."""
    return "; ".join(part for part in (it.source, it.reference, it.locator, it.evidence_text) if part)


def cited(it: CitationText, language: Language) -> Element | None:
    """Return the source's own words with where they stand, or where it stands alone."""
    source = source_of(it)
    if it.quote:
        words = tag("blockquote", tag("p", phrase("quoted", language, text=it.quote)))
        return tag("figure", words, tag("figcaption", source), class_="quote")
    return tag("p", f"{phrase('c_source', language)}: {source}", class_="quiet") if source else None


def colophon(it: RulesetText, language: Language) -> Element:
    """Return which text it is: id, version, period and both digests."""
    rows: tuple[tuple[str, Part], ...] = (
        ("c_title", it.title),
        ("c_id", code(f"{it.id}@{it.effective_from}")),
        ("l_version", str(it.version)),
        ("c_status", it.status),
        ("c_period", f"{it.effective_from}–{it.effective_until or ''}"),
        ("c_logic_digest", code(it.logic)),
        ("c_wording_digest", code(it.wording)),
    )
    return pairs((capital(phrase(id_, language)), said) for id_, said in rows)
