"""What verifying a receipt came to: what is the same, what differs and where, and what could not be looked at."""

from __future__ import annotations

from typing import Final, Literal, get_args

from attrs import frozen

from lagesbild_rules.canonical import Json
from lagesbild_rules.errors import Place
from lagesbild_rules.record._carriers import Carrier
from lagesbild_rules.record._model import Receipt

What = Literal["receipt", "document", "ruleset", "facts", "inputs", "result"]
"""The receipt itself, what carries it, the text that answered, what was known, what else is beneath, what came out."""
WHATS: Final[tuple[What, ...]] = get_args(What)

Standing = Literal["same", "differs", "not_checked"]

Why = Literal[
    "on_its_own",
    "elsewhere",
    "no_facts",
    "no_facts_asked",
    "published",
    "decided",
    "study",
    "only_what_it_says",
    "among_inputs",
    "no_inputs",
    "another_version",
]
"""Why something was not checked, or how far."""
WHYS: Final[tuple[Why, ...]] = get_args(Why)


@frozen
class Difference:
    """One thing that is not as the receipt says: what it ``said`` and what was ``found``, both as JSON has them.

    ``path`` is the way to it in the receipt. ``area`` and ``indicator`` are given where it is about one.
    """

    what: What
    path: tuple[str, ...]
    said: Json
    found: Json
    area: str | None = None
    indicator: str | None = None


@frozen
class Check:
    """How one thing stands, and why no more of it was checked."""

    what: What
    standing: Standing
    why: Why | None = None


@frozen
class Verification:
    """What came of one receipt: how each of ``WHATS`` that it has stands, and every difference."""

    receipt: Receipt
    carrier: Carrier
    place: Place
    checks: tuple[Check, ...]
    differences: tuple[Difference, ...]

    @property
    def identical(self) -> bool:
        """Whether nothing that was checked differs."""
        return not self.differences
