"""Every code has a page, and the example on it raises that code alone and prints what the page shows."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from lagesbild_rules.errors import CODES

from .fragments import RULESET
from .pages import PAGES, raised, read

PACKAGE = Path(__file__).parents[2] / "lagesbild_rules"


@pytest.mark.parametrize("code", CODES)
def test_every_code_has_a_page_whose_example_raises_it_as_shown(code: str, tmp_path: Path) -> None:
    page = read(PAGES / f"{code}.md")
    assert page.title == f"{code}: {CODES[code]}"
    assert page.parts == ("What it means", "Example", "What to do")
    said = raised(page.examples, tmp_path)
    assert said == page.message
    assert set(re.findall(r"^\S.*?: (LR\d{3}) ", said, re.MULTILINE)) == {code}


def test_every_code_is_raised_somewhere() -> None:
    sources = [it.read_text(encoding="utf-8") for it in PACKAGE.rglob("*.py") if it.name != "errors.py"]
    assert {code for code in CODES if not any(f'"{code}"' in text for text in sources)} == set()


def test_there_is_no_page_without_a_code() -> None:
    assert {it.stem for it in PAGES.glob("LR*.md")} == set(CODES)


def test_the_index_lists_every_page_in_order_and_shows_the_ruleset_of_the_examples() -> None:
    index = (PAGES / "index.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| \[(LR\d+)\]\((LR\d+)\.md\) \| (.*) \|$", index, re.MULTILINE)
    assert rows == [(code, code, title) for code, title in CODES.items()]
    assert f"```yaml ruleset.yaml\n{RULESET.read_text(encoding='utf-8')}```\n" in index
