"""The changelog beside a ruleset's texts: an entry for each version of each period.

    ## 2019-06-01, version 1
    - **Kind**: new period
    - **Period**: from 2019-06-01 until 2021-12-01
    - **Criteria**: …
    - **Why**: …

The period is half-open and written to the day; one without an end says ``from 2021-12-01, no end``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from attrs import frozen

from lagesbild_rules.errors import Place, Problem, RulesetError
from lagesbild_rules.files import read_text
from lagesbild_rules.ruleset._model import Period, Ruleset

CHANGELOG: Final = "CHANGELOG.md"
FIELDS: Final = ("Kind", "Period", "Criteria", "Why")
KINDS: Final = ("new period", "correction", "wording", "status")

_HEADING: Final = re.compile(r"## ([0-9]{4}-[0-9]{2}-[0-9]{2}), version ([1-9][0-9]*)\s*")
_FIELD: Final = re.compile(r"- \*\*(\w+)\*\*:\s*(.*)")


@frozen
class Change:
    """One entry: which text it is of, and its fields by name."""

    from_: str
    version: int
    fields: dict[str, str]
    line: int


def read_changelog(path: Path) -> tuple[Change, ...]:
    """Return the entries of the changelog at *path*, the uppermost first."""
    found: list[Change] = []
    fields, name = dict[str, str](), ""
    for number, line in enumerate(read_text(path, RulesetError, "max_ruleset_bytes").splitlines(), 1):
        if line.startswith("## "):
            fields, name = {}, ""
            if heading := _HEADING.fullmatch(line):
                found.append(Change(heading[1], int(heading[2]), fields, number))
        elif field := _FIELD.match(line):
            name = field[1]
            fields[name] = field[2]
        elif name and line.startswith("  "):
            fields[name] += f" {line.strip()}"
    return tuple(found)


def period_words(period: Period) -> str:
    """Return *period* as an entry writes it.

    >>> from datetime import date
    >>> period_words(Period(date(2019, 6, 1), date(2021, 12, 1)))
    'from 2019-06-01 until 2021-12-01'
    """
    return f"from {period.from_} until {period.until}" if period.until else f"from {period.from_}, no end"


def changelog_problems(ruleset: Ruleset, path: Path) -> Iterator[Problem]:
    """Yield what is missing from the changelog's entry for this version of *ruleset*, whose file is *path*."""
    changelog = path.parent / CHANGELOG
    wanted = f"## {ruleset.effective.from_}, version {ruleset.version}"
    if not changelog.is_file():
        yield Problem(Place(str(changelog)), "LR604", "there is no changelog", f"write one with the entry `{wanted}`")
        return
    entries = [
        it
        for it in read_changelog(changelog)
        if (it.from_, it.version) == (str(ruleset.effective.from_), ruleset.version)
    ]
    if len(entries) != 1:
        finding = f"{len(entries) or 'no'} entries for version {ruleset.version} of {ruleset.reference}"
        yield Problem(Place(str(changelog)), "LR604", finding, f"write one under `{wanted}`")
        return
    place = Place(str(changelog), entries[0].line)
    fields = entries[0].fields
    for name in FIELDS:
        if not fields.get(name):
            yield Problem(place, "LR604", f"the entry lacks `{name}`", f"write `- **{name}**: …`")
    words = period_words(ruleset.effective)
    if fields.get("Period") and not fields["Period"].startswith(words):
        yield Problem(place, "LR604", f"the entry's period is not that of {ruleset.reference}", f"write `{words}`")
