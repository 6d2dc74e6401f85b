"""A picture's page in a real browser: filters, the keyboard alone, every width and theme, paper, no script at all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from attrs import evolve

from lagesbild_rules.picture import summary
from lagesbild_rules.report import picture_html, picture_pages
from lagesbild_rules.report._picture_areas import area_texts
from tests.report.pictures import hostile, invented, told
from tests.report.test_html import flat
from tests.report.test_picture_page import source, told_by

from .test_pages import WIDER, WIDTHS, bare, printed, violations

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

EVIL = '"><img src=x onerror=alert(1)><script>alert(2)</script>'


class Shown:
    """A page in a context of its own, with all that it asked for and said."""

    def __init__(self, browser: Browser, folder: Path, text: str, **context: Any) -> None:
        self.asked: list[str] = []
        self.heard: list[str] = []
        self.context = browser.new_context(viewport={"width": 1280, "height": 900}, **context)
        self.page: Page = self.context.new_page()
        self.page.on("request", lambda it: self.asked.append(it.url))
        self.page.on("console", lambda it: self.heard.append(it.text))
        self.page.on("pageerror", lambda it: self.heard.append(str(it)))
        self.page.on("dialog", lambda it: self.heard.append(it.message))
        self.file = folder / "index.html"
        self.file.write_text(text, encoding="utf-8")
        self.page.goto(self.file.as_uri())

    def close(self) -> None:
        self.context.close()
        assert {it.partition("#")[0] for it in self.asked} == {self.file.as_uri()}
        assert self.heard == []


@pytest.fixture(scope="module")
def shown(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shown]:
    made = Shown(browser, tmp_path_factory.mktemp("picture"), source("internal"))
    yield made
    made.close()


@pytest.fixture
def page(shown: Shown) -> Page:
    """Return the page as it is when it has just been opened."""
    shown.page.set_viewport_size({"width": 1280, "height": 900})
    shown.page.emulate_media(media="screen", color_scheme="light")
    shown.page.evaluate(
        """() => {
            history.replaceState(null, '', location.pathname);
            document.getElementById('clear').click();
            document.querySelectorAll('details[open]').forEach(it => { it.open = false; });
            document.activeElement.blur();
            window.scrollTo(0, 0);
        }"""
    )
    return shown.page


def resize(page: Page, width: int) -> None:
    """Make the screen so wide, and wait until the page is laid out."""
    page.set_viewport_size({"width": width, "height": 900})
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")


def visible(page: Page) -> list[str]:
    return page.locator("details.area:not([hidden]) > summary h3").all_inner_texts()


def test_filters_narrow_the_list_and_say_how_far(page: Page) -> None:
    whole = invented().areas
    assert len(visible(page)) == len(whole)
    page.get_by_label("Kommun", exact=True).select_option("Åby")
    wanted = {it.area.name for it in whole if it.area.municipality == "Åby"}
    assert set(visible(page)) == wanted
    assert page.get_by_role("status").inner_text() == f"{len(wanted)} av {len(whole)} områden visas."
    page.get_by_label("Region", exact=True).select_option("Region Norrsken (konstruerad)")
    assert visible(page) == []
    assert page.locator("#none").is_visible()
    page.get_by_role("button", name="Rensa").click()
    page.get_by_label("Nivå").select_option("inte avgjord")
    opened = {it.area.name for it in whole if len(it.standing("utsatthet")) > 1}
    assert set(visible(page)) == opened
    page.get_by_role("button", name="Rensa").click()
    page.get_by_label("Läge").select_option("med beslut")
    assert len(visible(page)) == 2
    page.get_by_role("button", name="Rensa").click()
    page.get_by_label("Sök område").fill("GRAN öby")
    assert set(visible(page)) == {it.area.name for it in whole if it.area.municipality == "Öby"}


def test_figures_lead_to_their_areas(page: Page) -> None:
    card = page.locator(".card a").first
    number = int(card.locator(".number").inner_text())
    card.click()
    assert len(visible(page)) == number
    page.locator("#places a", has_text="Region Norrsken").first.click()
    assert all("Öby" in it for it in page.locator("details.area:not([hidden]) .where").all_inner_texts())


def test_a_link_opens_its_area_whatever_is_filtered(page: Page) -> None:
    page.get_by_label("Kommun", exact=True).select_option("Öby")
    link = page.locator("#changes li > a").first
    link.evaluate("it => { it.closest('details').open = true; }")
    target = link.get_attribute("href") or ""
    link.click()
    page.locator(f"{target}[open]").wait_for(state="attached")
    assert page.locator(f"{target} > .inside").is_visible()
    assert page.evaluate("document.activeElement.parentElement.id") == target[1:]


def test_the_whole_explanation_is_laid_out_when_it_is_opened(page: Page) -> None:
    for area in area_texts(told(), "sv"):
        assert area.document is not None
        entry = page.locator(f"#{area.anchor}")
        entry.evaluate("it => { it.open = true; it.querySelector('.deep').open = true; }")
        entry.locator(".deep[data-full]").wait_for(state="attached")
        words = flat(entry.evaluate("it => it.textContent"))
        once = flat(page.locator("#criteria").evaluate("it => it.textContent"))
        once += flat(page.locator("#thresholds").evaluate("it => it.textContent"))
        once += flat(page.locator("#ruleset").evaluate("it => it.textContent"))
        assert not {it for it in map(flat, told_by(area.document)) if it not in words and it not in once}


def test_the_keyboard_alone_suffices(page: Page) -> None:
    page.reload()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    order: list[str] = []
    for _ in range(400):
        page.keyboard.press("Tab")
        at = page.evaluate("(it => it.id || it.parentElement.id || it.tagName)(document.activeElement)")
        style = page.evaluate("getComputedStyle(document.activeElement).outline")
        assert re.search(r"solid [3-9]px|[3-9]px solid", style), (at, style)
        order.append(at)
        if at.startswith("area-"):
            break
    wanted = ["find-text", "find-region", "find-police_area", "find-municipality", "find-level", "find-state"]
    wanted += ["clear", "open-all", "close-all", "area-1"]
    assert order[-len(wanted) :] == wanted
    page.keyboard.press("Enter")
    assert page.evaluate("document.getElementById('area-1').open")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert page.evaluate("document.querySelector('#area-1 .deep').open")
    page.locator("#area-1 .deep[data-full]").wait_for(state="attached")
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    assert not page.evaluate("document.querySelector('#area-1 .deep').open")
    page.keyboard.press("Escape")
    assert not page.evaluate("document.getElementById('area-1').open")
    assert page.evaluate("document.activeElement.parentElement.id") == "area-1"
    page.locator("#find-text").focus()
    page.keyboard.type("påhitts")
    assert len(visible(page)) == 1
    page.keyboard.press("Escape")
    assert page.locator("#find-text").input_value() == ""
    assert len(visible(page)) == len(invented().areas)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_is_too_wide(page: Page, scheme: Any) -> None:
    page.emulate_media(color_scheme=scheme)
    page.evaluate(
        """() => {
            const open = '#places details, #changes details, #completeness details, #decisions details, '
                + '#criteria details:nth-of-type(-n+3), #area-1, #area-1 .deep';
            document.querySelectorAll(open).forEach(it => { it.open = true; });
            document.querySelectorAll('#ruleset details').forEach(it => { it.open = false; });
        }"""
    )
    page.locator("#area-1 .deep[data-full]").wait_for(state="attached")
    page.evaluate("document.querySelectorAll('#area-1 details:nth-of-type(-n+4)').forEach(it => { it.open = true; })")
    for width in WIDTHS:
        resize(page, width)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate(WIDER, width) == []
        # What is laid out is the same: dark has other colours alone.
        assert violations(page, others=scheme == "light") == []


def test_paper_shows_what_is_open_and_a_line_for_the_rest(page: Page) -> None:
    page.emulate_media(color_scheme="dark")
    page.evaluate("document.getElementById('area-2').open = true")
    said = bare("".join(it.extract_text() for it in printed(page).pages))
    first, second, *rest = area_texts(told(), "sv")
    assert all(bare(it.name) in said for it in (first, second, *rest))
    assert second.document is not None
    assert first.document is not None
    assert all(bare(it.text) in said for it in second.document.classifications[0].boundaries)
    own = {it.text for it in first.document.classifications[0].against}
    others = {one.text for it in (second, *rest) if it.document for one in it.document.classifications[0].against}
    assert not [it for it in own - others if bare(it) in said]
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.locator("#find").is_hidden()


def test_without_its_script_everything_is_there(browser: Browser, tmp_path: Path) -> None:
    made = Shown(browser, tmp_path, source("internal"), java_script_enabled=False)
    assert made.page.locator("#find").is_hidden()
    made.page.locator("#area-1 > summary").click()
    assert made.page.locator("#area-1 > .inside .headline").is_visible()
    made.page.locator("#area-1 .deep > summary").click()
    (first, *_) = area_texts(told(), "sv")
    assert first.document is not None
    words = flat(made.page.locator("#area-1 .deep").inner_text())
    assert all(it.claim in words for it in first.document.criteria)
    made.context.close()


def test_the_published_list_and_its_map(browser: Browser, tmp_path: Path) -> None:
    made = Shown(browser, tmp_path, source("published"))
    box = made.page.locator("svg[role=img]").bounding_box()
    assert box is not None
    assert box["width"] > 500
    fill = "getComputedStyle(document.querySelector('.map-figure .m-area')).fill"
    assert made.page.evaluate(fill) not in {"none", "rgb(0, 0, 0)"}
    for width in (320, 1280):
        resize(made.page, width)
        assert made.page.evaluate("document.documentElement.scrollWidth") <= width
        # axe cannot tell letters of one sign in the map, nor that the map's frame cuts off what reaches out of it
        found = [it for it in violations(made.page) if not it[1].startswith("<text")]
        assert [it for it in found if "overlapped by another element" not in it[2]] == []
    made.close()


def test_hostile_text_runs_nothing(browser: Browser, tmp_path: Path) -> None:
    made = Shown(browser, tmp_path, picture_html(hostile(EVIL.replace('"', "'"), EVIL.replace('"', "'")), "sv"))
    made.page.evaluate("document.querySelectorAll('details').forEach(it => { it.open = true; })")
    made.page.locator(".deep[data-full]").first.wait_for(state="attached")
    made.page.evaluate("document.querySelectorAll('details').forEach(it => { it.open = true; })")
    made.page.locator("#find-text").fill("onerror")
    assert len(visible(made.page)) == 1
    assert made.page.locator("img, main script").count() == 0
    assert made.page.get_by_text("<img src=x onerror=alert(1)>").count() > 10
    made.close()


def test_a_sheet_is_accessible_and_runs_nothing(browser: Browser, tmp_path: Path) -> None:
    pages = dict(picture_pages(told(), "sv", index=False, sheets=True))
    made = Shown(browser, tmp_path, pages["municipalities/9001-ekby.html"].decode())
    made.page.evaluate("document.querySelectorAll('#ruleset details').forEach(it => { it.open = false; })")
    for width in (320, 1280):
        resize(made.page, width)
        assert made.page.evaluate("document.documentElement.scrollWidth") <= width
        assert violations(made.page) == []
    assert made.page.evaluate("document.scripts.length") == 0
    made.close()


def test_many_areas_open_soon_and_are_small(browser: Browser, tmp_path: Path) -> None:
    whole = invented()
    areas = [
        evolve(it, area=evolve(it.area, area=f"{number}-{it.id}"), decisions={})
        for number in range(100 // len(whole.areas) + 1)
        for it in whole.areas
    ][:100]
    text = picture_html(summary(evolve(whole, areas=tuple(areas))), "sv")
    assert len(text.encode()) < 1_100_000  # so that five hundred stay under five million
    made = Shown(browser, tmp_path, text)
    loaded = made.page.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd")
    assert loaded < 2000
    assert made.page.get_by_role("status").inner_text() == "100 av 100 områden visas."
    made.close()
