"""What is claimed of two rulesets together, over the facts that both ask for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from attrs import frozen

from lagesbild_rules.evaluation import Assessment
from lagesbild_rules.facts import Indicator, NumberKind
from lagesbild_rules.ruleset import Classification, Ruleset, diff
from lagesbild_rules.study._formulas import certainly_at_least, certainly_below, possible
from lagesbild_rules.study._proof import PAIR_CLAIMS, Claim, Proof, Verdict
from lagesbild_rules.study._prover import Prover, Session, View
from lagesbild_rules.study._space import GaveUp
from lagesbild_rules.study._task import Task


@frozen
class Ladders:
    """A classification that both rulesets have: ``order`` holds the levels of both, mildest first, as pairs of ids.

    A level that only one of them has stands between its neighbours; ``order`` is empty where the two ladders leave no
    one order.
    """

    names: tuple[str, str]
    order: tuple[tuple[str | None, str | None], ...]
    shared: tuple[tuple[str, str], ...] = ()

    def same(self, before: str, after: str) -> bool:
        """Return whether the two levels are one, perhaps under a new name."""
        return (before, after) in self.shared

    def rank(self, side: int, level: str) -> int:
        return next(rank for rank, pair in enumerate(self.order) if pair[side] == level)


@frozen
class Pair:
    """Two rulesets with what they share: an indicator of the same id (or a new one) and kind is the same unknown."""

    before: Ruleset
    after: Ruleset
    ladders: tuple[Ladders, ...]
    apart: tuple[str, ...]
    """Indicators of one side alone, and those of which both have one, but of another kind."""
    views: tuple[View, View]


def pair(before: Ruleset, after: Ruleset) -> Pair:
    """Return *before* and *after* with the names that stand for the same thing matched."""
    names = diff(before, after).names
    back = {now: was for was, now in names.indicators.items()}
    keys: dict[str, str] = {}
    apart = dict.fromkeys(before.indicators)
    for id_, it in after.indicators.items():
        was = back.get(id_, id_)
        if was in before.indicators and same_kind(before.indicators[was], it):
            keys[id_] = was
            del apart[was]
        else:
            keys[id_] = f"{id_} (after)"
            apart[id_] = None
    ladders = tuple(
        _ladders(before.classifications[name], after.classifications[now], names.levels)
        for name in before.classifications
        if (now := names.classifications.get(name, name)) in after.classifications
    )
    views = View(before, "before", {}, "before "), View(after, "after", keys, "after ")
    return Pair(before, after, ladders, tuple(apart), views)


def same_kind(one: Indicator, other: Indicator) -> bool:
    """Return whether a fact of *one* is a fact of *other*: units and titles apart."""
    if isinstance(one.kind, NumberKind) and isinstance(other.kind, NumberKind):
        fields = [(it.decimals, it.min, it.max, it.precision or 0) for it in (one.kind, other.kind)]
        return fields[0] == fields[1]
    if isinstance(one.kind, NumberKind) or isinstance(other.kind, NumberKind):
        return False
    return type(one.kind) is type(other.kind) and one.kind.values == other.kind.values


def _ladders(before: Classification, after: Classification, renamed: Mapping[tuple[str, str], str]) -> Ladders:
    """Return the two ladders as one."""
    ones, others = [it.id for it in before.levels], [it.id for it in after.levels]
    named = [(it, renamed.get((before.id, it), it)) for it in ones]
    shared = tuple((one, other) for one, other in named if other in others)
    return Ladders((before.id, after.id), tuple(_order(ones, others, shared)), shared)


def _order(
    ones: list[str], others: list[str], shared: Sequence[tuple[str, str]]
) -> list[tuple[str | None, str | None]]:
    """Return both merged; nothing where they put shared levels, or unshared ones, in no one order."""
    ranks = [others.index(it) for _, it in shared]
    if ranks != sorted(ranks):
        return []
    merged: list[tuple[str | None, str | None]] = []
    starts, ends = [(-1, -1)], []
    for one, other in shared:
        ends.append((ones.index(one), others.index(other)))
        starts.append(ends[-1])
    for start, end in zip(starts, [*ends, (len(ones), len(others))], strict=True):
        left, right = ones[start[0] + 1 : end[0]], others[start[1] + 1 : end[1]]
        if left and right:
            return []
        merged += [(it, None) for it in left] + [(None, it) for it in right]
        if end in ends:
            merged.append((ones[end[0]], others[end[1]]))
    return merged


def pair_tasks(both: Pair, prover: Prover) -> Iterator[Task]:
    """Yield the claims about two rulesets, for every classification that both have."""
    asked = _Asked(both, prover)
    for it in both.ladders:
        for claim in PAIR_CLAIMS:
            yield asked.task(claim, it)


@frozen
class _Asked:
    both: Pair
    prover: Prover

    def task(self, claim: Claim, ladders: Ladders) -> Task:
        name, now = ladders.names
        subject = name if name == now else f"{name} = {now}"

        def prove() -> Proof:
            if not ladders.order:
                return Proof(claim, subject, Verdict.NOT_APPLICABLE, names=self.both.apart)
            try:
                return self._never(claim, subject, ladders)
            except GaveUp:
                return Proof(claim, subject, Verdict.GAVE_UP, names=self.both.apart)

        return Task(claim, subject, prove)

    def _never(self, claim: Claim, subject: str, ladders: Ladders) -> Proof:
        def build(session: Session) -> Iterable[Any]:
            space = session.space
            sides = zip(self.both.views, ladders.names, strict=True)
            rungs = [session.answers(view).levels[name] for view, name in sides]

            def at_least(side: int, rank: int) -> Any:
                return certainly_at_least(space, rungs[side], _rank(ladders, side, rank))

            def below(side: int, rank: int) -> Any:
                return certainly_below(space, rungs[side], _rank(ladders, side, rank))

            ranks = range(1, len(ladders.order))
            milder = [space.all([at_least(0, it), below(1, it)]) for it in ranks]
            graver = [space.all([below(0, it), at_least(1, it)]) for it in ranks]
            match claim:
                case "never_milder":
                    yield space.any(milder)
                case "never_more_serious":
                    yield space.any(graver)
                case "disjoint":
                    yield space.all([at_least(0, 1), at_least(1, 1)])
                case _:
                    yield space.any([*milder, *graver, *self._open(session, ladders)])

        def check(found: Sequence[Assessment]) -> bool:
            ranks = [
                [ladders.rank(side, level) for level in it.classifications[name].possible]
                for side, it, name in zip((0, 1), found, ladders.names, strict=True)
            ]
            match claim:
                case "never_milder":
                    return max(ranks[1]) < min(ranks[0])
                case "never_more_serious":
                    return max(ranks[0]) < min(ranks[1])
                case "disjoint":
                    return min(ranks[0]) > 0 and min(ranks[1]) > 0
                case _:
                    return ranks[0] != ranks[1]

        found = self.prover.find(f"{claim} {subject}", self.both.views, build, check)
        verdict = Verdict.PROVEN if found is None else Verdict.REFUTED
        return Proof(claim, subject, verdict, found or (), self.both.apart)

    def _open(self, session: Session, ladders: Ladders) -> Iterator[Any]:
        """Yield that a level is possible by one ruleset alone."""
        space = session.space
        found = [
            dict(possible(space, session.answers(view).levels[name]))
            for view, name in zip(self.both.views, ladders.names, strict=True)
        ]
        for one, other in ladders.order:
            before = found[0][one] if one is not None else space.constant(False)
            after = found[1][other] if other is not None else space.constant(False)
            yield space.z3.Xor(before, after)


def _rank(ladders: Ladders, side: int, rank: int) -> int:
    """Return the first of the side's own ranks that lies at *rank* of both or above."""
    return sum(1 for pair in ladders.order[:rank] if pair[side] is not None)
