"""Every fenced block of every page is run, from the top of the page to its end."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from .blocks import ROOT, Block, blocks, pages
from .runner import Page, in_whole, matches


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Page:
    """A page in an empty folder beside which ``docs`` is that of the repository, on a terminal 88 columns wide."""
    monkeypatch.setenv("COLUMNS", "88")
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    (tmp_path / "docs").symlink_to(ROOT / "docs")
    return Page(tmp_path.resolve())


NEEDS = {"docs/how-to/assess-on-a-cluster.md": "java"}
"""What of the system the blocks of a page need: `tools/system_packages.sh` installs it where it can."""


def _given(path: Path) -> Any:
    name = str(path.relative_to(ROOT))
    # Beside the other tests that start a Java: the second time it is there already.
    return pytest.param(path, id=name, marks=pytest.mark.xdist_group("spark") if name in NEEDS else ())


@pytest.mark.parametrize("path", [_given(it) for it in pages()])
def test_every_block_runs(path: Path, page: Page) -> None:
    needed = NEEDS.get(str(path.relative_to(ROOT)))
    if needed and shutil.which(needed) is None:
        pytest.skip(f"there is no {needed} here")
    for block in blocks(path):
        page.block(block)


@pytest.mark.parametrize("language", ["", "text", "bash", "rust"])
def test_a_block_of_an_unknown_kind_fails(language: str, page: Page) -> None:
    with pytest.raises(AssertionError, match="nobody runs"):
        page.block(Block(ROOT / "README.md", 1, language, None, "anything\n"))


def test_an_indented_block_is_a_block_too(tmp_path: Path) -> None:
    path = tmp_path / "page.md"
    path.write_text("Text:\n\n    $ lagesbild\n\n```python\n1 / 0\n```\n", encoding="utf-8")
    assert [it.language for it in blocks(path)] == ["", "python"]


def test_a_wrong_output_fails(page: Page) -> None:
    block = Block(ROOT / "README.md", 1, "console", None, "$ lagesbild --version\nlagesbild, version 9.9.9\n")
    with pytest.raises(AssertionError, match=r"9\.9\.9"):
        page.block(block)


@pytest.mark.parametrize(
    ("shown", "found", "same"),
    [
        ("a\nb\n", "a  \nb\n", True),
        ("a\n…\nc\n", "a\nb\nb\nc\n", True),
        ("a\n…\nc\n", "a\nc\n", True),
        ("a … c\n", "a b c\n", True),
        ("a\n", "a\nb\n", False),
        ("…\nb\n", "a\n", False),
        ("", "", True),
        ("", "a\n", False),
    ],
)
def test_what_is_left_out_is_marked(shown: str, found: str, same: bool) -> None:
    assert matches(shown, found) is same


def test_a_piece_of_a_ruleset_is_tried_in_a_whole_one() -> None:
    whole = "sources: {a: {title: A}}\ncriteria: {b: {}}\n"
    assert '"criteria": {"b": {}, "tried": {' in in_whole(whole, "when: b\n")
    assert '"sources": {"a": {"title": "B"}}' in in_whole(whole, "sources: {a: {title: B}}\n")
