"""Pages of comparisons in a real browser: readable by all, at every width, and quiet."""

from __future__ import annotations

from pathlib import Path

import pytest

from lagesbild_rules import find_ruleset
from lagesbild_rules.picture import (
    compare,
    comparison_text,
    picture,
    picture_and_beyond,
    published,
    published_names,
    series,
    series_text,
)
from lagesbild_rules.report import comparison_html, series_html

from .conftest import Opened
from .test_pages import WIDER, WIDTHS, unfold, violations

AREAS = Path(__file__).resolve().parents[2] / "docs" / "examples" / "constructed" / "areas.csv"
DAYS = ("2023-12-31", "2025-12-31")


def of_facts() -> str:
    """Return the page of facts under two rulesets, with its causes."""
    rulesets = [find_ruleset("noa.utsatta-omraden", as_of=day) for day in DAYS]
    before = picture(rulesets[0], AREAS, as_of=DAYS[0])
    after, _, _ = picture_and_beyond(AREAS, rulesets[1], rulesets[0], as_of=DAYS[1])
    return comparison_html(comparison_text(compare(before, after), "sv"))


PAGES = {
    "lists": lambda: comparison_html(
        comparison_text(compare(published("published:2023"), published("published:2025")))
    ),
    "facts": of_facts,
    "series": lambda: series_html(series_text(series(map(published, published_names())), "en")),
}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_open_to_all_at_every_width(opened: Opened, name: str) -> None:
    page = opened(PAGES[name]())
    if name != "series":
        assert unfold(page) > 1
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate(WIDER, width) == []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        # Of letters over boxes axe cannot tell the background; tests/report holds their contrast.
        assert [it for it in violations(page, others=scheme == "light") if not it[1].startswith("<text ")] == []
    drawn = page.locator("svg[role=img]")
    assert drawn.count() == (name == "series")
    if name == "series":
        described = page.evaluate("document.querySelector('svg desc').textContent")
        assert "The 2025 list: Particularly vulnerable area 19 and Vulnerable area 46." in described
