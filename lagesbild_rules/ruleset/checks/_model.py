"""A finding: something in a ruleset that is unwise, though it can be read and has a meaning."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from attrs import frozen

from lagesbild_rules.errors import Place
from lagesbild_rules.ruleset._model import Ruleset


@frozen
class Finding:
    """What a check found: place, code, what it is, and a next step."""

    place: Place
    code: str
    finding: str
    help: str

    def __str__(self) -> str:
        return f"{self.place}: {self.code} {self.finding}\n  help: {self.help}"


class Check(Protocol):
    """A module: its docstring has the fixed headings, ``CODE`` is its own, and ``check`` yields what it finds."""

    CODE: str

    def check(self, rulesets: Sequence[Ruleset], /) -> Iterator[Finding]:
        """Yield findings about *rulesets*, which are looked at together."""
