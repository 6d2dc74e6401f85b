"""A receipt: by which text and from which facts an answer came to be, in digests that anyone can work out again."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final, Literal

import attrs
from attrs import field, frozen

from lagesbild_rules.canonical import Json, digest_of
from lagesbild_rules.ruleset import Ruleset, logic_digest, wording_digest

FORMAT: Final = "lagesbild-receipt/1"

Kind = Literal["assessment", "picture", "study"]
"""Of one area, of all areas, or of a study of rulesets."""


@frozen
class RulesetMark:
    """Which text answered: its period, its version and its two digests."""

    id: str
    effective_from: str
    effective_until: str | None
    version: int
    logic: str
    wording: str

    @classmethod
    def of(cls, ruleset: Ruleset) -> RulesetMark:
        """Return the mark of *ruleset*."""
        until = ruleset.effective.until
        return cls(
            ruleset.id,
            str(ruleset.effective.from_),
            None if until is None else str(until),
            ruleset.version,
            logic_digest(ruleset),
            wording_digest(ruleset),
        )

    @property
    def name(self) -> str:
        return f"{self.id}@{self.effective_from}"


@frozen
class IndicatorMark:
    """What is known of one indicator, how many observations that rests on or sets aside, and the digest of it all."""

    fact: Mapping[str, Any]
    observations: int
    digest: str


@frozen
class AreaMark:
    """One area's facts and its place in the tree: what it takes to verify the area without the facts of others.

    For the open audience ``indicators`` are those of which something is open.
    """

    area: str
    index: int
    blind: str
    path: tuple[str, ...]
    indicators: Mapping[str, IndicatorMark]


@frozen
class FactsMark:
    """The root of the tree over all areas; one area in it, or for each indicator a digest over all areas."""

    areas: int
    root: str
    area: AreaMark | None
    indicators: Mapping[str, str] | None


@frozen
class InputMark:
    """Something else that an answer rests on: what for, and the digest of its bytes."""

    role: str
    digest: str


@frozen
class Receipt:
    """What proves an answer later; no clock, path or name of a user is in it, and equal input gives equal receipts.

    ``rulesets`` holds the text that answered first. ``result`` is what came out; a study's is too large for it and
    stands beside it. ``arguments`` are those that the result depends on besides. ``document`` is the digest of the
    page that carries the receipt, the receipt itself blanked; ``None`` for a receipt on its own.
    """

    kind: Kind
    audience: Literal["internal", "open"]
    rulesets: tuple[RulesetMark, ...]
    as_of: str
    known_at: str | None
    engine: str
    library: str
    facts: FactsMark | None
    result: Mapping[str, Any] | None
    result_digest: str
    arguments: Mapping[str, str] = field(default=MappingProxyType({}))
    inputs: tuple[InputMark, ...] = ()
    document: str | None = None

    @property
    def digest(self) -> str:
        """The digest of all that the receipt says."""
        return digest_of(self._said())

    @property
    def data(self) -> dict[str, Json]:
        """The receipt as plain data, with its own digest."""
        return {**self._said(), "digest": self.digest}

    def with_facts(self, facts: FactsMark) -> Receipt:
        """Return the same receipt with *facts* in place of its own."""
        return attrs.evolve(self, facts=facts)

    def _said(self) -> dict[str, Json]:
        said = attrs.asdict(self, value_serializer=_plain)
        return {"format": FORMAT, **said}


def _plain(_: object, __: object, value: Any) -> Any:
    return dict(value) if isinstance(value, Mapping) else value
