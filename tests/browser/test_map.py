"""A map in a real browser: accessible, seen in light and dark, in its place on paper, and asking for nothing."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

from lagesbild_rules.picture import published
from lagesbild_rules.picture.geo import published_geometry
from lagesbild_rules.report import map_figure

from .conftest import Opened
from .test_pages import WIDTHS, bare, printed, violations

NAME = "published:2025"


@cache
def source() -> str:
    figure = map_figure(published(NAME), published_geometry(NAME))
    style = (files("lagesbild_rules.report") / "_style.css").read_text("utf-8")
    head = '<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Karta</title>'
    body = f"<body><main><h1>Karta</h1>{figure}</main></body>"
    return f'<!DOCTYPE html><html lang="sv"><head>{head}<style>{style}</style></head>{body}</html>'


def test_the_map_in_light_and_dark_at_every_width_and_on_paper(opened: Opened) -> None:
    page = opened(source())
    assert [it for it in violations(page) if not _drawn_text(it)] == []
    page.locator("summary").click()
    assert page.get_by_role("table").get_by_role("row").count() == 66
    image = page.get_by_role("img", name="Karta: Klass i den nationella lägesbilden, 2025-12-01")
    assert image.count() == 1
    grounds = set()
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        grounds.add(page.evaluate("getComputedStyle(document.querySelector('#map > rect')).fill"))
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.set_viewport_size({"width": WIDTHS[0], "height": 900})
    assert [it for it in violations(page) if not _drawn_text(it)] == []
    assert grounds == {"rgb(255, 255, 255)", "rgb(20, 23, 27)"}
    assert _letters_inside(page) == []
    page.emulate_media(color_scheme="dark", media="print")
    assert page.evaluate("getComputedStyle(document.querySelector('#map > rect')).fill") == "rgb(255, 255, 255)"
    shown = bare("".join(it.extract_text() for it in printed(page).pages))
    assert all(bare(it.id) in shown for it in published(NAME).areas if len(it.id) < 20)


def _drawn_text(found: tuple[str, str, str]) -> bool:
    """Return whether axe could merely not decide how text in a drawing stands out: it sees no ground under it."""
    rule, html, said = found
    undecided = "not be determined" in said or "too short" in said
    return rule == "color-contrast" and html.startswith("<text") and undecided


def _letters_inside(page: Any) -> list[str]:
    """Return what is written beyond the edge of the drawing."""
    found: list[str] = page.evaluate(
        """() => { const edge = document.querySelector('#map').getBoundingClientRect();
        return [...document.querySelectorAll('#map text')].filter(it => { const box = it.getBoundingClientRect();
        return box.right > edge.right + 1 || box.left < edge.left - 1 || box.bottom > edge.bottom + 1; })
        .map(it => it.textContent); }"""
    )
    return found


def test_every_area_is_painted_with_a_pattern(opened: Opened) -> None:
    page = opened(source())
    boxes = page.evaluate(
        "() => [...document.querySelectorAll('#map path:has(title)')]"
        ".map(it => [it.getBBox().width, getComputedStyle(it).fill, it.nextElementSibling.getAttribute('class')])"
    )
    assert len(boxes) == 65
    assert all(width > 4 for width, _, _ in boxes)
    assert {(fill, pattern) for _, fill, pattern in boxes} == {
        ("rgb(243, 178, 62)", "m-hatch m-h1"),
        ("rgb(140, 28, 90)", "m-hatch m-h2"),
    }
