"""The fenced blocks of a markdown page, each with its info string and its line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from attrs import frozen
from markdown_it import MarkdownIt

ROOT = Path(__file__).resolve().parents[2]

DIRECTIVES = frozenset({"{toctree}", "{include}", "{eval-rst}", "{note}"})
"""Instructions to the builder of the pages: they are carried out when the pages are built, strictly, by a test."""

_RUN_ELSEWHERE = re.compile(r"LR[0-9]{3}\.md")
"""The pages of errors: what raises each is run in ``tests/errors``, which also sees that none is left out."""


@frozen
class Block:
    """``language`` is the first word of the info string, ``name`` the second one or what a first comment names."""

    page: Path
    line: int
    language: str
    name: str | None
    text: str

    def __str__(self) -> str:
        return f"{self.page.relative_to(ROOT)}:{self.line}"


def pages() -> list[Path]:
    """Return every page for readers: README, changelogs, the documentation, the pages beside rulesets."""
    found = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "rulesets").rglob("*.md")]
    pages = sorted(it for it in found if "_build" not in it.parts)
    # The examples of error pages are raised, each by itself, in tests/errors.
    return [it for it in pages if it.parent.name != "errors" or it.name == "index.md"]


def blocks(page: Path) -> Iterator[Block]:
    """Yield the blocks of *page* that are not instructions to the builder."""
    for token in MarkdownIt("commonmark").parse(page.read_text(encoding="utf-8")):
        if token.type not in ("fence", "code_block"):
            continue
        language, _, rest = token.info.strip().partition(" ")
        if language in DIRECTIVES:
            continue
        first = token.content.partition("\n")[0]
        commented = first.removeprefix("# ") if language in ("yaml", "python") and first.startswith("# ") else ""
        name = rest or (commented if "." in commented and " " not in commented else None)
        assert token.map is not None
        yield Block(page, token.map[0] + 1, language, name, token.content)
