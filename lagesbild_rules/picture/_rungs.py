"""How the levels of two ladders answer to one another, and so what an area's move between them is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, Literal, get_args

from attrs import frozen

from lagesbild_rules.errors import Place, Problem, QuestionError, listed, quoted
from lagesbild_rules.picture._model import Ladder
from lagesbild_rules.truth import Truth

Moved = Literal[
    "entered",
    "left",
    "up",
    "down",
    "level_abolished",
    "level_new",
    "opened",
    "settled",
    "open",
    "added",
    "dropped",
    "unchanged",
]
"""What became of an area: onto or off the list; to a more serious or a milder level; to the next level below because
its own is gone, or to a new level right above its own, neither of which is better or worse; no longer, now, or still
not decided; only in the later or only in the earlier picture; on the same level."""

MOVED: Final[tuple[Moved, ...]] = get_args(Moved)


@frozen
class Rungs:
    """Two ladders, and which level of the earlier one is which of the later one. The first levels always are."""

    before: Ladder
    after: Ladder
    kept: Mapping[str, str]

    @classmethod
    def of(cls, before: Ladder, after: Ladder, names: Mapping[str, str] | None = None) -> Rungs:
        """Return the two ladders with the levels they share: those of one id, or of *names* (earlier to later).

        Raises ``QuestionError`` when they share no level above the first, or have those they share in another order.
        """
        later = [it.id for it in after.levels]
        first = {before.levels[0].id: later[0]}
        pairs = ((it.id, (names or {}).get(it.id, it.id)) for it in before.levels[1:])
        kept = first | {old: new for old, new in pairs if new in later[1:]}
        if len(kept) < 2 < len(before.levels) + len(after.levels):
            ids = [[it.id for it in ladder.levels[1:]] for ladder in (before, after)]
            finding = f"no level in common: {listed(ids[0])} before, {listed(ids[1])} after"
            raise _differ(before, finding, "compare pictures whose ladders share at least one level above the first")
        ranks = [after.rank(it) for it in kept.values()]
        if ranks != sorted(ranks):
            finding = f"the levels {listed(kept).replace(' or ', ' and ')} stand in another order in the later picture"
            raise _differ(before, finding, "one of the ladders has them the wrong way round")
        return cls(before, after, kept)

    @property
    def abolished(self) -> tuple[str, ...]:
        """The levels that the earlier ladder alone has."""
        return tuple(it.id for it in self.before.levels if it.id not in self.kept)

    @property
    def new(self) -> tuple[str, ...]:
        """The levels that the later ladder alone has."""
        return tuple(it.id for it in self.after.levels if it.id not in self.kept.values())

    def moved(self, was: tuple[str, ...] | None, now: tuple[str, ...] | None) -> Moved:
        """Return what an area did that went from the possible levels *was* to *now*; ``None`` where it is not there.

        A move is told when it is the same whichever of the possible levels holds.
        """
        if was is None or now is None:
            return "added" if was is None else "dropped"
        if len(was) > 1 and len(was) == len(now) and tuple(self.kept.get(it) for it in was) == now:
            return "open"
        moves = {self._one(old, new) for old in was for new in now}
        if len(moves) == 1:
            return moves.pop()
        return "opened" if len(was) == 1 else "settled" if len(now) == 1 else "open"

    def _one(self, was: str, now: str) -> Moved:
        if self.kept.get(was) == now:
            return "unchanged"
        old, new = self._height(self.before, was, self.kept), self._height(self.after, now, self.kept.values())
        if was not in self.kept and new in (old - 1, old):
            return "level_abolished"
        if now not in self.kept.values() and old == new - 1:
            return "level_new"
        if 0 in (old, new):
            return "entered" if old == 0 else "left"
        return "up" if new > old else "down"

    def _height(self, ladder: Ladder, level: str, kept: Iterable[str]) -> int:
        """Return where *level* stands: those that both have at 0, 2, 4…, any other at the odd number between."""
        shared, rank = set(kept), ladder.rank(level)
        below = sum(it.id in shared for it in ladder.levels[:rank])
        return 2 * below if level in shared else 2 * below - 1


def on_list(ladder: Ladder, levels: tuple[str, ...] | None) -> Truth:
    """Return whether an area with these possible *levels* stands above the ladder's first; false where it is not."""
    above = {it != ladder.levels[0].id for it in levels or ()}
    return Truth.UNKNOWN if len(above) == 2 else Truth.TRUE if above == {True} else Truth.FALSE


def _differ(ladder: Ladder, finding: str, help: str) -> QuestionError:
    return QuestionError([Problem(Place("compare"), "LR851", f"{quoted(ladder.id)}: {finding}", help)])
