"""Pages of a round in a real browser: accessible in light and dark at every width, and no wider than the screen."""

from __future__ import annotations

import pytest

from lagesbild_rules.picture import add_answers, round_observations, round_status, status_page, unit_pages, unit_report
from lagesbild_rules.report import report_html
from tests.picture.rounds import AT, NORTH, SOUTH, begun, said, table

from .conftest import Opened
from .test_pages import WIDER, WIDTHS, violations


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    folder = tmp_path_factory.mktemp("round")
    made = begun(folder)
    long = "LPO Ettmycketlångtnamnutanavstavningsomfortsätterlänge (konstruerat)"
    answers = [said("n1", "open_drug_trade", "problem", NORTH), said("n1", "open_drug_trade", "stort_problem", long)]
    it, _ = add_answers(made.path, [table(folder, *answers, said("s1", "delimited", "true", SOUTH))], at=AT)
    every = round_observations(it)
    (page,) = unit_pages(it, [NORTH], every, day="2025-12-24", previous=(it, every))
    status = status_page(round_status(it, every, day="2025-12-24"), "en")
    return [report_html(status, "en"), report_html(unit_report(page, "sv"), "sv")]


def test_pages_are_accessible_and_fit_every_screen(opened: Opened, sources: list[str]) -> None:
    for source in sources:
        page = opened(source)
        assert page.locator("main table").count() >= 2
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            assert page.evaluate(WIDER, width) == []
        assert violations(page) == []
        page.emulate_media(color_scheme="dark")
        assert violations(page, others=False) == []
