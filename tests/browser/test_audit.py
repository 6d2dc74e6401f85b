"""Audits in a real browser: accessible in light and dark at every width, whole on paper, narrow enough."""

from __future__ import annotations

from functools import cache

import pytest

from lagesbild_rules.report import audit_html
from lagesbild_rules.study import audit_page
from tests.study.audits import berlin, hostile, police, questions

from .conftest import Opened
from .test_pages import WIDER, WIDTHS, all_violations, bare, printed, unfold

pytestmark = pytest.mark.xdist_group("audits")

SOURCES = {
    "berlin": lambda: audit_page(berlin(), "en"),
    "police": lambda: audit_page(police(), "sv"),
    "questions": lambda: audit_page(questions(), "en"),
    "hostile": lambda: audit_page(hostile("<script>alert(1)</script>"), "sv"),
}


@cache
def source(name: str) -> str:
    return audit_html(SOURCES[name]())


@pytest.mark.parametrize("name", SOURCES)
def test_axe_finds_nothing(opened: Opened, name: str) -> None:
    assert all_violations(opened(source(name))) == []


@pytest.mark.parametrize("folded", [True, False])
@pytest.mark.parametrize("name", SOURCES)
def test_nothing_is_wider_than_the_screen(opened: Opened, name: str, folded: bool) -> None:
    page = opened(source(name))
    if not folded:
        unfold(page)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate(WIDER, width) == []


@pytest.mark.parametrize("name", SOURCES)
def test_every_picture_is_seen(opened: Opened, name: str) -> None:
    page = opened(source(name))
    boxes = [it.bounding_box() for it in page.locator("svg[role=img]").all()]
    assert boxes
    assert all(it is not None and it["width"] > 250 and it["height"] > 80 for it in boxes)


def test_what_does_not_hold_is_seen_without_opening_anything(opened: Opened) -> None:
    page = opened(source("police"))
    (text,) = [one.text for _, one in SOURCES["police"]().statements("fails")]
    assert page.locator("#summary .standing-fails li").get_by_text(text).is_visible()


def test_a_link_of_the_summary_leads_to_the_chapter(opened: Opened) -> None:
    page = opened(source("police"))
    link = page.locator("#summary .standing-fails a").first
    link.click()
    assert page.evaluate("location.hash") == "#readings"


def test_paper_shows_every_fold(opened: Opened) -> None:
    page = opened(source("police"))
    page.emulate_media(color_scheme="dark")
    shown = bare("".join(it.extract_text() for it in printed(page).pages))
    for chapter in SOURCES["police"]().chapters:
        for statement in chapter.statements:
            assert bare(statement.text) in shown
        for table in chapter.shown:
            assert bare(table.rows[0][0]) in shown
