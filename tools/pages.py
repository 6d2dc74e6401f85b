"""Pages of the reference that are made from the code: so far that of the checks of rulesets."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator

from lagesbild_rules.ruleset import CHECKS

MADE = "<!-- Made by tools/pages.py from the docstrings of the checks. Run `make generate`. -->"

OPENING = """\
`lagesbild rulesets check` lists what is merely unwise in a ruleset. A finding never stops an assessment; it has a
place, a code, and a next step, and ends the command with exit code 1. What makes a text unreadable or meaningless
is an error instead, with a code of its own, and ends it with 2.

Checked together are the rulesets that are named, or all: overlaps of periods and ids used again are seen only
between texts that are checked in one call."""


def files() -> dict[str, str]:
    """Return the text of every page under its path in the repository."""
    return {"docs/reference/checks.md": "\n".join(_checks())}


def _checks() -> Iterator[str]:
    yield f"{MADE}\n\n# Checks of rulesets\n\n{OPENING}\n\n| code | what is found |\n| --- | --- |"
    pages = [(it.CODE, *_parts(it.__doc__ or "")) for it in CHECKS]
    for code, title, _ in pages:
        yield f"| [{code}](#{code.lower()}) | {title} |"
    for code, title, sections in pages:
        yield f"\n({code.lower()})=\n\n## {code}: {title}"
        for heading, text in sections:
            yield f"\n**{heading}**\n\n{text}"
    yield ""


def _parts(docstring: str) -> tuple[str, list[tuple[str, str]]]:
    """Return the title of a check, and its sections: each a heading, and the indented lines under it."""
    first, *sections = re.split(r"\n\n(?=\S)", docstring.strip())
    title = first.partition(": ")[2].rstrip(".")
    halves = [it.partition("\n") for it in sections]
    return _markdown(title), [(heading, _markdown(textwrap.dedent(text))) for heading, _, text in halves]


def _markdown(text: str) -> str:
    return text.replace("``", "`")
