"""Facts as digests: of an indicator, of an area, of all areas in a tree, and of an indicator over all areas."""

from __future__ import annotations

import hmac
from collections.abc import Iterable, Mapping
from hashlib import sha256
from itertools import pairwise
from typing import Any, Final

from attrs import frozen

from lagesbild_rules.canonical import canonical, digest_of
from lagesbild_rules.errors import Place, Problem, ReceiptError, quoted
from lagesbild_rules.facts import Fact, FactSet, Grounds, Observation, Why, fact_data, long_row
from lagesbild_rules.record._model import AreaMark, FactsMark, IndicatorMark
from lagesbild_rules.record._tree import leaf_hash, levels_of, path_of, root_by

_SHOWN_OPENLY: Final = (
    *("value", "low", "high", "valid_from", "valid_until", "recorded_at", "source_grade", "information_grade"),
    *("basis", "reported_by"),
)
"""What an open page shows of an open observation. A digest over more would let it be guessed."""


@frozen
class AreaFacts:
    """One area's facts as digests."""

    area: str
    indicators: Mapping[str, IndicatorMark]
    digest: str


@frozen
class FactsTree:
    """All areas' facts as digests, in the order of their names, which input does not change."""

    areas: tuple[AreaFacts, ...]
    blinds: tuple[str, ...]
    levels: list[list[bytes]]

    @property
    def root(self) -> str:
        return f"sha256:{self.levels[-1][0].hex()}"

    def one(self, area: str) -> FactsMark:
        """Return the mark of *area* with its place in the tree."""
        index = next(at for at, it in enumerate(self.areas) if it.area == area)
        path = tuple(f"sha256:{it.hex()}" for it in path_of(self.levels, index))
        mark = AreaMark(area, index, self.blinds[index], path, self.areas[index].indicators)
        return FactsMark(len(self.areas), self.root, mark, None)

    def every(self) -> FactsMark:
        """Return the mark of all areas, with a digest of each indicator over those of which something is told."""
        columns: dict[str, list[list[str]]] = {}
        for it in self.areas:
            for id_, mark in it.indicators.items():
                columns.setdefault(id_, []).append([it.area, mark.digest])
        return FactsMark(len(self.areas), self.root, None, {id_: digest_of(told) for id_, told in columns.items()})


def area_facts(facts: FactSet, *, told: Iterable[str] | None = None, open: bool = False) -> AreaFacts:
    """Return the digests of *facts*, of the indicators *told* alone where they are given.

    Where *open*, nothing of an observation goes in that an open page does not show.
    """
    ids = facts.indicators if told is None else told
    marks = {id_: _indicator(facts, id_, open=open) for id_ in ids}
    return AreaFacts(facts.area, marks, area_digest(facts.area, {id_: it.digest for id_, it in marks.items()}))


def area_digest(area: str, indicators: Mapping[str, str]) -> str:
    """Return the digest of an area whose indicators have these digests."""
    return digest_of({"area": area, "indicators": indicators})


def indicator_digest(fact: Mapping[str, Any], observations: list[dict[str, Any]]) -> str:
    """Return the digest of what is known of one indicator: the fact, and what it rests on or sets aside."""
    return digest_of({"fact": fact, "observations": observations})


def tree_of(areas: Iterable[AreaFacts]) -> FactsTree:
    """Return the tree over *areas*, the same whatever their order; raises ``ReceiptError`` when one is there twice."""
    every = sorted(areas, key=lambda it: it.area)
    twice = dict.fromkeys(one.area for one, other in pairwise(every) if one.area == other.area)
    if twice:
        help = "give each area once"
        raise ReceiptError(
            [Problem(Place("areas"), "LR823", f"the area {quoted(it)} is there twice", help) for it in twice]
        )
    blinds = blinds_of({it.area: it.digest for it in every})
    leaves = [leaf_of(it.area, blinds[it.area], it.digest) for it in every]
    return FactsTree(tuple(every), tuple(blinds.values()), levels_of(leaves))


def blinds_of(digests: Mapping[str, str]) -> dict[str, str]:
    """Return for each area what hides its facts from those who are given only the hash of its leaf.

    Few answers are easily guessed, and a guess could be tried on a hash that stands in a neighbour's path. So each
    leaf also holds a key made of the digests of all areas, which takes knowing all of them to make.
    """
    secret = sha256(canonical([[area, digests[area]] for area in sorted(digests)])).digest()
    return {area: hmac.new(secret, area.encode(), "sha256").hexdigest() for area in sorted(digests)}


def leaf_of(area: str, blind: str, digest: str) -> bytes:
    """Return the hash of the leaf of *area*."""
    return leaf_hash(canonical({"area": area, "blind": blind, "facts": digest}))


def root_of(it: FactsMark) -> str | None:
    """Return the root to which the area in *it* leads by its own marks; nothing when its path leads nowhere."""
    one = it.area
    if one is None:
        return None
    digest = area_digest(one.area, {id_: mark.digest for id_, mark in one.indicators.items()})
    try:
        path = [bytes.fromhex(step.removeprefix("sha256:")) for step in one.path]
    except ValueError:
        return None
    found = root_by(leaf_of(one.area, one.blind, digest), one.index, it.areas, path)
    return None if found is None else f"sha256:{found.hex()}"


def _indicator(facts: FactSet, id: str, *, open: bool) -> IndicatorMark:
    fact: Fact = facts[id]
    data = fact_data(facts.indicators[id], fact)
    observations = _observations(facts.grounds[id], open=open) if id in facts.grounds else []
    return IndicatorMark(data, len(observations), indicator_digest(data, observations))


def _observations(grounds: Grounds, *, open: bool) -> list[dict[str, Any]]:
    """Return the observations behind a fact as plain data, in an order that input does not change."""
    said = [_observation(it, (), open=open) for it in grounds.rests_on]
    said += [_observation(it.observation, it.why, open=open) for it in grounds.set_aside]
    return sorted(said, key=canonical)


def _observation(it: Observation, why: tuple[Why, ...], *, open: bool) -> dict[str, Any]:
    cells = long_row(it)
    told = _SHOWN_OPENLY if open else tuple(column for column in cells if column not in ("area", "indicator"))
    said: dict[str, Any] = {column: cells[column] for column in told if cells[column] is not None}
    return {**said, "set_aside": sorted(one.value for one in why)}
