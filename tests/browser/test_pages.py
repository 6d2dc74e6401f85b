"""The pages in a real browser: accessible by axe's rules, narrow enough, whole on paper, reached by keyboard alone."""

from __future__ import annotations

import io
import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

import pypdf
import pytest
from hypothesis import settings

from tests.report.test_html import DOCUMENTS, SOURCES, said

from .conftest import Opened

if TYPE_CHECKING:
    from playwright.sync_api import Page

A4 = (595.3, 841.9)
WIDTHS = (320, 768, 1280)
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OF_COLOUR = ["color-contrast", "link-in-text-block"]
SOAK = settings().max_examples >= 1000
NAMES = [
    "decided-sv",
    "undecided-en",
    "two-classes",
    "open",
    "hostile",
    "observed",
    next(it for it in SOURCES if "@" in it),
]


WIDER = """width => [...document.querySelectorAll('body *')]
    .filter(it => !it.closest('.heard, .skip, thead'))
    .filter(it => it.getBoundingClientRect().right > width + 0.5)
    .map(it => it.outerHTML)"""


@pytest.fixture(params=NAMES)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@cache
def axe() -> str:
    return (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")


def all_violations(page: Page) -> list[tuple[str, str, str]]:
    """Return what axe finds wrong with the page, everything unfolded, at every width; its colours in light and dark.

    Colours are looked at in one width: they do not hang on it, and take most of the time.
    """
    assert unfold(page) > 3
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        found += violations(page, of_colour=False)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        found += violations(page, others=False)
    return found


DISTINCT = """() => {
    const looks = new Map(), kinds = new Map([[null, 0]]), found = new Map();
    const kind = it => {
        if (!kinds.has(it)) {
            const style = getComputedStyle(it), look = [kind(it.parentElement), it.tagName, it.getAttribute('class'),
                style.color, style.fill, style.backgroundColor, style.backgroundImage, style.opacity, style.fontSize,
                style.fontWeight, style.textDecorationLine, style.textShadow, style.position].join('|');
            if (!looks.has(look)) looks.set(look, looks.size + 1);
            kinds.set(it, looks.get(look));
        }
        return kinds.get(it);
    };
    for (const it of document.querySelectorAll('body *')) {
        const said = [...it.childNodes].some(one => one.nodeType === Node.TEXT_NODE && one.data.trim());
        if (said && it.checkVisibility() && !found.has(kind(it))) found.set(kind(it), it);
    }
    return [...found.values()];
}"""
"""One element of those with text of their own that look alike: as they are drawn, and all that they stand in."""


def violations(page: Page, *, of_colour: bool = True, others: bool = True) -> list[tuple[str, str, str]]:
    """Return what axe finds wrong, and what it could not decide but for signs that are no letters.

    Of colours, which take most of the time, it looks at one element of all that look alike; in a soak at all of them.
    """
    if page.evaluate("window.axe === undefined"):
        page.evaluate(axe())
    found = []
    if others:
        found += _found(page, {"runOnly": RULES, "rules": {it: {"enabled": False} for it in OF_COLOUR}}, 15)
    if of_colour:
        found += _found(page, {"runOnly": OF_COLOUR}, 0, "document" if SOAK else f"{{include: ({DISTINCT})()}}")
    return found


def _found(page: Page, asked: dict[str, object], passed: int, where: str = "document") -> list[tuple[str, str, str]]:
    """Return what axe finds *where*; more than *passed* of the rules that are *asked* find something that is right."""
    found: dict[str, Any] = page.evaluate(
        f"asked => axe.run({where}, asked)", {**asked, "resultTypes": ["violations", "incomplete"]}
    )
    assert len(found["passes"]) > passed
    undecided = [
        (it["id"], node["html"], check["message"])
        for it in found["incomplete"]
        for node in it["nodes"]
        for check in node["any"]
        if check["data"].get("messageKey") != "nonBmp" and "non-text" not in check["message"]
    ]
    return undecided + [
        (it["id"], node["html"], node["failureSummary"]) for it in found["violations"] for node in it["nodes"]
    ]


def unfold(page: Page) -> int:
    """Open everything that is folded, and return how much there is."""
    folded = page.locator("details")
    folded.evaluate_all("all => all.forEach(it => it.open = true)")
    return folded.count()


def test_axe_finds_nothing(opened: Opened, name: str) -> None:
    assert all_violations(opened(SOURCES[name])) == []


def test_axe_finds_what_is_wrong_in_the_dark_alone(opened: Opened) -> None:
    wrong = "<style>@media (prefers-color-scheme: dark) { h1 { color: #222 } }</style></head>"
    (found,) = {it[0] for it in all_violations(opened(SOURCES["two-classes"].replace("</head>", wrong)))}
    assert found == "color-contrast"


def test_axe_finds_what_is_wrong_with_a_few_of_many_that_look_alike(opened: Opened) -> None:
    page = opened(SOURCES["decided-sv"])
    unfold(page)
    for wrong in (
        "tr:nth-child(2) td:last-child { color: #ddd }",
        "tr:nth-child(2) { background: #555 }",
        "#content section:last-of-type p { font-size: 8px; color: #999 }",
    ):
        style = page.add_style_tag(content=wrong)
        assert {it[0] for it in violations(page, others=False)} == {"color-contrast"}
        style.evaluate("it => it.remove()")
    assert violations(page, others=False) == []


def test_light_and_dark_differ(opened: Opened) -> None:
    page = opened(SOURCES["decided-sv"])
    colours = set()
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        colours.add(page.evaluate("getComputedStyle(document.body).backgroundColor"))
    assert colours == {"rgb(255, 255, 255)", "rgb(20, 23, 27)"}


@pytest.mark.parametrize("folded", [True, False])
def test_nothing_is_wider_than_the_screen(opened: Opened, name: str, folded: bool) -> None:
    page = opened(SOURCES[name].replace("(konstruerat)", "k" * 120))
    if not folded:
        unfold(page)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate(WIDER, width) == []


def test_tables_stay_tables_for_those_who_hear_them(opened: Opened) -> None:
    page = opened(SOURCES["decided-sv"])
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        constants = DOCUMENTS["decided-sv"].constants
        table = page.get_by_role("region", name="Källans värden och våra tolkningar").get_by_role("table")
        assert table.get_by_role("columnheader").count() == 5
        assert table.get_by_role("rowheader").count() == len(constants)
        assert table.get_by_role("cell").count() == 4 * len(constants)


def test_the_keyboard_reaches_and_opens_everything(opened: Opened, name: str) -> None:
    page = opened(SOURCES[name])
    folded = page.evaluate("document.querySelectorAll('details').length")
    closed = page.evaluate("document.querySelectorAll('details:not([open])').length")
    reached, turned = 0, 0
    for _ in range(1000):
        page.keyboard.press("Tab")
        at, shut = page.evaluate("(it => [it.tagName, it.parentElement.open === false])(document.activeElement)")
        if at == "BODY":
            break
        if at == "SUMMARY":
            reached += 1
            if shut:
                page.keyboard.press("Enter")
                turned += 1
    assert (reached, turned) == (folded, closed)
    assert page.evaluate("document.querySelectorAll('details:not([open])').length") == 0


def test_the_first_key_leads_past_the_contents(opened: Opened) -> None:
    page = opened(SOURCES["decided-sv"])
    page.keyboard.press("Tab")
    box = page.locator(".skip").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


def test_focus_is_seen(opened: Opened) -> None:
    page = opened(SOURCES["decided-sv"])
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    style = page.evaluate("getComputedStyle(document.activeElement).outline")
    assert re.search(r"solid [3-9]px", style)


def test_a_link_opens_what_it_leads_to(opened: Opened) -> None:
    page = opened(SOURCES["decided-sv"])
    unfold(page)
    link = page.locator("a.id").first
    target = link.get_attribute("href") or ""
    link.click()
    assert page.evaluate("location.hash") == target
    assert page.locator(target).is_visible()


def bare(text: str) -> str:
    """Return *text* without white space and with its letters apart where a typeface joins them."""
    return re.sub(r"\s", "", normalize("NFKC", text))


def printed(page: Page) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True, tagged=True)))


@pytest.mark.parametrize("name", ["decided-sv", "undecided-en", "open", "observed"])
def test_paper_shows_every_fold(opened: Opened, name: str) -> None:
    page = opened(SOURCES[name])
    page.emulate_media(color_scheme="dark")
    reader = printed(page)
    shown = bare("".join(it.extract_text() for it in reader.pages))
    criteria = DOCUMENTS[name].criteria
    assert criteria
    for it in criteria:
        for text in (it.step.text, *said(it.citation), *it.known_misreadings):
            assert bare(text)[:60] in shown
    for fact in DOCUMENTS[name].facts:
        for one in fact.observations:
            assert bare(one.text) in shown
    for it in reader.pages:
        assert (float(it.mediabox.width), float(it.mediabox.height)) == pytest.approx(A4, abs=1)
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]


def test_paper_is_white_and_without_links(opened: Opened) -> None:
    page = opened(SOURCES["decided-sv"])
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.locator("nav").is_hidden()
    assert page.evaluate("getComputedStyle(document.querySelector('main a')).textDecorationLine") == "none"
    assert page.evaluate(
        "[...document.querySelectorAll('details .inside')].every(it => it.getBoundingClientRect().height > 0)"
    )


def test_hostile_text_runs_nothing(opened: Opened) -> None:
    page = opened(SOURCES["hostile"])
    assert (
        page.evaluate("[...document.scripts].length + document.querySelectorAll('main b b, main script').length") == 0
    )
    assert page.get_by_text("[brå] <b>", exact=True).count() > 3
