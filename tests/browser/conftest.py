"""Real Chromium, driven by Playwright. Where it is not installed the tests are skipped; in CI that is a failure."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
NAMES = ("chromium", "chromium-browser", "google-chrome")


def without(reason: str) -> None:
    if os.environ.get("CI"):
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Return a headless Chromium with an empty profile."""
    if find_spec("playwright") is None:
        without("playwright is not installed: pip install --group run")
    program = next(filter(None, map(shutil.which, NAMES)), None)
    if program is None:
        without("Chromium is not installed: apt-get install chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=list(FLAGS))
        yield chromium
        chromium.close()


Opened = Callable[[str], "Page"]


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Opened]:
    """Open a page's text as a file; it may ask for nothing else and say nothing to the console."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, bypass_csp=False)
    asked: list[str] = []
    heard: list[str] = []

    def opened(text: str) -> Page:
        file = tmp_path / "page.html"
        file.write_text(text, encoding="utf-8")
        page = context.new_page()
        page.on("request", lambda it: asked.append(it.url))
        page.on("console", lambda it: heard.append(it.text))
        page.on("pageerror", lambda it: heard.append(str(it)))
        page.goto(file.as_uri())
        return page

    yield opened
    context.close()
    assert asked == [(tmp_path / "page.html").as_uri()] * len(asked)
    assert heard == []
