"""Runs the blocks of one page in the order of the page, in a folder of its own.

An own runner, not sybil: what is special here (files that a page writes, commands whose output is shown shortened,
pieces of a ruleset tried in a whole one) would have to be written for it all the same, and it would be one more
library to keep.

``console``  each line that begins with ``$`` is run, and what it prints is compared with the lines under it.
             ``…`` stands for any text in a line, and for any lines when it stands alone.
``python``   with ``>>>`` a doctest, else a script; all blocks of a page share their names.
``yaml``     with a name a file; without one a piece of a ruleset, tried in the ruleset that the page showed last.
``csv``, ``jsonl``  files.
"""

from __future__ import annotations

import doctest
import io
import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable
from contextlib import chdir, redirect_stderr, redirect_stdout
from pathlib import Path

from lagesbild_rules.cli import main
from lagesbild_rules.ruleset import parse_ruleset

from .blocks import ROOT, Block

NOT_RUN = {
    "make demo": "run in tests/examples/test_demo.py, which holds it to what README shows",
    "make test": "a test cannot run all tests; that the target is there is looked up",
}


class Page:
    """The state that the blocks of one page share."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.names: dict[str, object] = {"__name__": "__docs__"}
        self.code = 0
        self.ruleset = ""
        self.run: dict[str, Callable[[Block], None]] = {
            "console": self.console,
            "python": self.python,
            "yaml": self.yaml,
            "csv": self.file,
            "jsonl": self.file,
        }

    def block(self, block: Block) -> None:
        """Run *block*; a block of a kind that is not known here is an error."""
        assert block.language in self.run, f"{block}: nobody runs a block of `{block.language}`"
        with chdir(self.folder):
            self.run[block.language](block)

    def file(self, block: Block) -> None:
        assert block.name, f"{block}: the block names no file"
        path = self.folder / block.name
        assert path.resolve().is_relative_to(self.folder), f"{block}: {block.name} is outside the page's folder"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(block.text, encoding="utf-8")

    def yaml(self, block: Block) -> None:
        if block.name:
            self.file(block)
            if "format: lagesbild-ruleset/" in block.text:
                self.ruleset = block.text
                parse_ruleset(block.text, str(block))
            return
        assert self.ruleset, f"{block}: no ruleset on this page to try it in"
        parse_ruleset(in_whole(self.ruleset, block.text), str(block))

    def python(self, block: Block) -> None:
        if ">>>" in block.text:
            test = doctest.DocTestParser().get_doctest(block.text, self.names, str(block), str(block.page), block.line)
            said = io.StringIO()
            doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(test, out=said.write, clear_globs=False)
            self.names.update(test.globs)
            assert not said.getvalue(), said.getvalue()
            return
        if block.name:
            self.file(block)
        exec(compile(block.text, str(block), "exec"), self.names)

    def console(self, block: Block) -> None:
        # What `make` prints may hold commands of its own.
        pieces = re.split(r"(?m)^\$ (.*)\n?", block.text, maxsplit=1 if block.text.startswith("$ make ") else 0)
        assert not pieces[0].strip(), f"{block}: begin with a line that starts with `$ `"
        for command, shown in zip(pieces[1::2], pieces[2::2], strict=True):
            if command in NOT_RUN:
                target = command.removeprefix("make ")
                assert re.search(rf"(?m)^{target}:", (ROOT / "Makefile").read_text(encoding="utf-8"))
                continue
            found = self.command(command)
            assert matches(shown, found), f"{block}: `{command}`\n--- shown\n{shown}\n--- found\n{found}"

    def command(self, command: str) -> str:
        """Return what *command* prints on both streams, and keep its exit code."""
        if command == "echo $?":
            return f"{self.code}\n"
        words = shlex.split(command)
        if words[0] == "cd":
            self.folder = (self.folder / words[1]).resolve()
            os.chdir(self.folder)
            return ""
        if words[0] == "make":
            return self._process([sys.executable, *recipe(words[1])], ROOT)
        if words[0] != "lagesbild" or set(words) & {"|", ">", "2>"}:
            return self._process(["bash", "-c", command], self.folder)
        said = io.StringIO()
        with redirect_stdout(said), redirect_stderr(said):
            try:
                main(words[1:])
            except SystemExit as stop:
                self.code = int(stop.code or 0)
        return said.getvalue()

    def _process(self, words: list[str], folder: Path) -> str:
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        done = subprocess.run(
            words,
            cwd=folder,
            env={**os.environ, "PATH": path},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            check=False,
        )
        self.code = done.returncode
        return done.stdout


def recipe(target: str) -> list[str]:
    """Return the arguments that the Makefile gives to Python for *target*, which has that one line."""
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    found = re.search(rf"(?m)^{target}:.*\n\t\$\(BIN\)/python (.*)\n(?!\t)", text)
    assert found, f"the Makefile has no target `{target}` of one line of Python"
    return shlex.split(found[1])


def matches(shown: str, found: str) -> bool:
    """Return whether *found* is what is *shown*, blank ends of lines apart and ``…`` standing for anything."""
    parts = []
    for line in _lines(shown):
        if line.strip() == "…":
            parts.append(r"(?:.*\n)*?")
        else:
            parts.append(".*".join(map(re.escape, line.split("…"))) + r"\n")
    return re.fullmatch("".join(parts), "".join(f"{line}\n" for line in _lines(found))) is not None


def _lines(text: str) -> list[str]:
    lines = "\n".join(line.rstrip() for line in text.split("\n")).strip("\n")
    return lines.split("\n") if lines else []


def in_whole(ruleset: str, piece: str) -> str:
    """Return the text of *ruleset* with *piece* in it: top keys replaced, or `when` as that of one more criterion.

    The strict reader takes JSON too, since JSON is YAML.
    """
    import yaml

    whole = yaml.load(ruleset, Loader=yaml.BaseLoader)
    part = yaml.load(piece, Loader=yaml.BaseLoader)
    assert isinstance(part, dict), "a piece of a ruleset is a mapping"
    if "when" in part:
        source = next(iter(whole["sources"]))
        part = {"criteria": {"tried": {"claim": {"en": "Tried."}, "source": source, **part}}}
    for key, value in part.items():
        merged = isinstance(value, dict) and isinstance(whole.get(key), dict) and key != "effective"
        whole[key] = {**whole[key], **value} if merged else value
    return json.dumps(whole, ensure_ascii=False)
