"""No regular expression of the house takes more than its text is long, whatever the text is."""

from __future__ import annotations

import ast
import re
import time
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "lagesbild_rules"
OURS = {r"@media[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}", r"<desc[^>]*>(.*?)</desc>", r"(<svg [^>]*)>"}
"""These are given what was drawn here alone."""


def expressions() -> dict[str | bytes, tuple[int, frozenset[str]]]:
    """Return every expression that stands in the code as one text, with its flags and what is asked of it."""
    texts = [it.read_text(encoding="utf-8") for it in PACKAGE.rglob("*.py")]
    whole, found = "\n".join(texts), dict[str | bytes, tuple[int, frozenset[str]]]()
    for node in (node for text in texts for node in ast.walk(ast.parse(text))):
        match node:
            case ast.Assign(targets=[ast.Name(name)], value=ast.Call() as call):
                pass
            case ast.AnnAssign(target=ast.Name(name), value=ast.Call() as call):
                pass
            case ast.Call() as call:
                name = ""
            case _:
                continue
        if not re.match(r"re\.\w+\(", words := ast.unparse(call)) or not isinstance(call.args[0], ast.Constant):
            continue
        how = words[3 : words.index("(")]
        asked = re.findall(rf"\b{name}\.(\w+)\(", whole) if name else [] if how == "compile" else [how]
        flags = (re.DOTALL if "DOTALL" in words else 0) | (re.MULTILINE if "MULTILINE" in words else 0)
        before = found.get(call.args[0].value, (0, frozenset()))[1]
        found[call.args[0].value] = flags, before | frozenset(asked or ["fullmatch"])
    return found


ALL = expressions()


def test_they_are_found_with_what_is_asked_of_them() -> None:
    assert len(ALL) > 40
    assert {how for _, asked in ALL.values() for how in asked} >= {"match", "fullmatch", "search", "sub", "findall"}


def parts(pattern: str | bytes) -> list[str]:
    """Return pieces of text that the expression may go far into, and then fail."""
    text = pattern.decode() if isinstance(pattern, bytes) else pattern
    plain = re.sub(r"\\[dwsSWDbBAZ]|\(\?\S|[()|^$?*+{}\[\]]", "\0", text).replace("\\", "")
    literals = [it for it in plain.split("\0") if it]
    return [
        "a",
        "1",
        " ",
        "\n",
        "\t",
        ";",
        "-",
        "_",
        "{",
        "<",
        "a ",
        "1-",
        "; ",
        *literals[:6],
        "".join(literals)[:40] or "x",
    ]


@pytest.mark.parametrize("pattern", [it for it in ALL if it not in OURS], ids=repr)
def test_an_expression_takes_time_as_its_text_is_long(pattern: str | bytes) -> None:
    flags, asked = ALL[pattern]
    made = re.compile(pattern, flags)
    for part in parts(pattern):
        for end in ("", "!", "\0"):
            text: str | bytes = part * (10_000 // len(part)) + end
            text = text.encode() if isinstance(pattern, bytes) else text
            before = time.process_time()
            for how in asked & {"match", "fullmatch"}:
                getattr(made, how)(text)
            if asked - {"match", "fullmatch"}:
                for _ in made.finditer(text):
                    pass
            assert time.process_time() - before < 0.3, (part, end)
