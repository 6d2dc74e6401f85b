"""The pages of errors: what stands on one, and what its example raises when it is run.

``python -m tests.errors.pages`` writes the messages on all pages anew; read what it changed.
"""

from __future__ import annotations

import io
import re
import shlex
import shutil
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import pytest
from attrs import frozen

from lagesbild_rules import LagesbildError, load_ruleset, read_facts
from lagesbild_rules.cli import main
from lagesbild_rules.ruleset import load_cases

from .apart import said
from .fragments import RULESET, whole

PAGES: Final = Path(__file__).parents[2] / "docs" / "reference" / "errors"

_FENCE: Final = re.compile(r"^```(\S+)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@frozen
class Block:
    """A fenced block: its language, what it is, and what stands in it."""

    language: str
    what: str | None
    text: str


@frozen
class Page:
    """A page of one code: its heading, the headings under it, and its blocks."""

    title: str
    parts: tuple[str, ...]
    blocks: tuple[Block, ...]

    @property
    def examples(self) -> tuple[Block, ...]:
        return tuple(it for it in self.blocks if it.language != "text")

    @property
    def message(self) -> str:
        (message,) = (it.text for it in self.blocks if it.language == "text")
        return message.rstrip("\n")


def read(path: Path) -> Page:
    text = path.read_text(encoding="utf-8")
    prose = _FENCE.sub("", text)
    (title,) = re.findall(r"^# (.*)$", prose, re.MULTILINE)
    parts = tuple(re.findall(r"^## (.*)$", prose, re.MULTILINE))
    return Page(title, parts, tuple(Block(it[1], it[2], it[3]) for it in _FENCE.finditer(text)))


def raised(examples: tuple[Block, ...], folder: Path) -> str:
    """Return what the last of the *examples* says when all are run in *folder*; nothing when it raises no error."""
    shutil.copy(RULESET, folder / "ruleset.yaml")
    shown = ""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        for block in examples:
            shown = _raised(block, folder)
    return shown


def _raised(block: Block, folder: Path) -> str:
    match block.language, block.what:
        case "python", None:
            return said(block.text, folder)
        case "console", None:
            (command,) = block.text.splitlines()
            dollar, name, *arguments = shlex.split(command)
            assert (dollar, name) == ("$", "lagesbild")
            return _told(arguments)
        case "yaml", "ruleset":
            return _refused("ruleset.yaml", whole(block.text))
        case "yaml", "cases":
            return _refused("cases.yaml", block.text)
        case "csv" | "jsonl", "facts":
            return _refused(f"facts.{block.language}", block.text)
        case "yaml" | "csv" | "json" | "markdown", str(name) if "." in name:
            (folder / name).parent.mkdir(exist_ok=True)
            (folder / name).write_text(block.text, encoding="utf-8")
            return ""
    raise AssertionError(f"nobody runs a block of `{block.language} {block.what}`")


def _refused(name: str, text: str) -> str:
    Path(name).write_text(text, encoding="utf-8")
    try:
        match name:
            case "ruleset.yaml":
                load_ruleset(name)
            case "cases.yaml":
                load_cases(name)
            case _:
                read_facts(name, load_ruleset(RULESET).indicators)
    except LagesbildError as it:
        return str(it)
    return ""


def _told(arguments: list[str]) -> str:
    """Return what the command line tells of *arguments*."""
    told = io.StringIO()
    with redirect_stdout(told), redirect_stderr(told), pytest.raises(SystemExit):
        main(arguments)
    return told.getvalue().rstrip("\n")


if __name__ == "__main__":
    for path in sorted(PAGES.glob("LR*.md")):
        page, text = read(path), path.read_text(encoding="utf-8")
        with TemporaryDirectory() as folder:
            now = raised(page.examples, Path(folder))
        path.write_text(text.replace(f"```text\n{page.message}\n```", f"```text\n{now}\n```"), encoding="utf-8")
