"""Watching areas: facts arrive one by one, and after each the class of its area is current."""

from __future__ import annotations

import os
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from threading import RLock
from types import MappingProxyType
from typing import Final, Self

from attrs import define

from lagesbild_rules.day import Day, as_day
from lagesbild_rules.errors import Place, Problem, QuestionError
from lagesbild_rules.evaluation._model import Assessment
from lagesbild_rules.evaluation.durable._changes import Changed, Differences
from lagesbild_rules.evaluation.durable._library import BYTES_OF_A_FACT, BYTES_OF_A_RULE, MOST_STATES, Rules
from lagesbild_rules.evaluation.durable._library import Derived as Arrived
from lagesbild_rules.evaluation.durable._network import UNKNOWN, Network, network
from lagesbild_rules.facts import Cell, Fact, FactSet, facts_from_row, read_change, unknown
from lagesbild_rules.ruleset import Ruleset
from lagesbild_rules.truth import Truth

BYTES_OF_STATES: Final = 256 * 2**20
"""How much memory the live states of a watch may take when their number is not given."""

MANY_STATES: Final = 400
"""So many are live at most when their number is not given."""


@define
class _Area:
    facts: dict[str, Fact]
    known: list[Truth]
    """The truth of every node, also when no state is live; put in place anew, never changed."""


class Watch:
    """Keeps the assessment of every area current while facts arrive, in any order, of any number of areas.

    What is known of an area afterwards is what ``assess`` says of its facts, whatever the order in which they came,
    were corrected or withdrawn. Truths chain forward in durable-rules: a fact that adds to what is known is asserted
    in the live state of its area; one that takes something back has the state made anew from the facts. The state of
    *live_states* areas is kept, those that changed last; of the others the facts and truths alone. When it is not
    given, as many are kept as fit into 256 MB, at most 400.

    *on_change* is called with every ``Changed``, after the facts of the call are all taken; what it raises reaches
    the caller. Several threads may tell facts; a fork goes on with the facts of its parent.

    Raises ``QuestionError`` where durable-rules is missing, does not run, or does not take the ruleset.
    """

    def __init__(
        self,
        ruleset: Ruleset,
        *,
        as_of: Day,
        known_at: datetime | None = None,
        on_change: Callable[[Changed], object] | None = None,
        live_states: int | None = None,
    ) -> None:
        self.ruleset = ruleset
        self.as_of: date = as_day(as_of)
        self.known_at = known_at
        self._network = network(ruleset)
        self._differences = Differences.of(ruleset)
        self._on_change = on_change
        self._most = _live_states(live_states, self._network)
        self._areas: dict[str, _Area] = {}
        self._positions = _positions(self._network)
        self._closed = False
        self._locks = {os.getpid(): RLock()}
        """For each process its own: in a fork that of the parent may be held for ever."""
        self._begin()
        self._nothing = self._nothing_known()

    def _begin(self) -> None:
        """Begin without a live state: at first, in a fork, and when something broke off within the library."""
        self._live: OrderedDict[str, int] = OrderedDict()
        self._process = os.getpid()
        if not self._closed:
            self._rules = Rules(self._network)

    @contextmanager
    def _turn(self) -> Iterator[None]:
        process = os.getpid()
        with self._locks.get(process) or self._locks.setdefault(process, RLock()):
            if self._process != process:
                self._begin()
            yield

    # telling

    def tell(self, area: str, indicator: str, cell: Cell | Fact) -> Changed | None:
        """Take what is now known of *indicator* in *area*, and return what it changed, if anything.

        An empty cell says that nothing is known any more. Raises ``FactsError`` for what cannot be read.
        """
        changes = self.put(area, {indicator: cell})
        return changes[0] if changes else None

    def put(self, area: str, row: Mapping[str, Cell | Fact]) -> tuple[Changed, ...]:
        """Take what *row* says of *area*, one fact after the other, and return what each changed.

        What *row* does not name stays as it is. Raises ``FactsError`` with every problem of the row; then nothing of
        it is taken.
        """
        name, facts = read_change(area, row, self.ruleset.indicators, lambda column: Place("<watch>", None, column))
        with self._turn():
            if self._closed:
                raise ValueError("the watch is closed")
            changes = tuple([it for id_, fact in facts.items() if (it := self._take(name, id_, fact)) is not None])
        if self._on_change is not None:
            for it in changes:
                self._on_change(it)
        return changes

    def withdraw(self, area: str, indicator: str) -> Changed | None:
        """Take back what is known of *indicator* in *area*, and return what that changed, if anything."""
        return self.tell(area, indicator, None)

    # asking

    @property
    def areas(self) -> tuple[str, ...]:
        """The areas that were named, in the order in which they first were."""
        return tuple(self._areas)

    def assessment(self, area: str) -> Assessment:
        """Return what the ruleset says of *area* now; of one that was never named, what it says of no facts."""
        with self._turn():
            it = self._areas.get(area)
            if it is None:
                name = facts_from_row({"area": area}, self.ruleset.indicators).area
                it = self._areas.get(name, self._nothing)
            else:
                name = area
            facts = FactSet(name, self.ruleset.indicators, MappingProxyType(dict(it.facts)))
            truths = self._network.truths(it.known)
        return Assessment.of(self.ruleset, facts, self.as_of, self.known_at, truths)

    # ending

    def close(self) -> None:
        """Free what the library holds. What was known can still be asked for; nothing more can be told."""
        with self._turn():
            if not self._closed:
                self._closed = True
                self._live.clear()
                self._rules.end()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # one fact

    def _nothing_known(self) -> _Area:
        """Return what holds where nothing is known: not all is unknown with ``missing_as``."""
        facts = {id_: unknown(it.kind) for id_, it in self.ruleset.indicators.items()}
        known = [UNKNOWN] * self._network.nodes
        state = self._rules.open()
        self._rules.tell(state, known, _arrived([say(facts) for say in self._network.comparisons]))
        self._rules.close(state)
        return _Area(facts, known)

    def _take(self, area: str, indicator: str, fact: Fact) -> Changed | None:
        it = self._areas.get(area)
        if it is None:
            it = self._areas[area] = _Area(dict(self._nothing.facts), self._nothing.known)
        before = it.facts[indicator]
        if fact == before:
            return None
        it.facts[indicator] = fact
        known = it.known
        try:
            comparisons = self._network.comparisons
            new = [(node, comparisons[node](it.facts)) for node in self._network.reading[indicator]]
            moved = [(node, truth) for node, truth in new if truth is not known[node]]
            if not moved:
                return None
            it.known = list(known)
            told = self._derive(area, it, moved)
        except BaseException:
            it.facts[indicator], it.known = before, known
            self._rules.abandon()
            self._begin()
            raise
        order = [position for node, _ in told for position in self._positions[node]]
        if gone := [n for n, truth in enumerate(known) if truth is not UNKNOWN and it.known[n] is UNKNOWN]:
            order = sorted([*order, *(position for node in gone for position in self._positions[node])])
        truths = self._network.truths(known), self._network.truths(it.known)
        return self._differences.changed(area, indicator, (before, fact), truths, order)

    def _derive(self, area: str, it: _Area, moved: list[Arrived]) -> list[Arrived]:
        """Bring what is known in line with the comparisons that *moved*, and return what was told and derived."""
        adds = all(it.known[node] is UNKNOWN for node, _ in moved)
        state = self._live.pop(area, None)
        if state is not None and not adds:
            self._rules.close(state)
            state = None
        if state is None:
            known = it.known[: len(self._network.comparisons)]
            for node, truth in moved:
                known[node] = truth
            moved = _arrived(known)
            it.known = [UNKNOWN] * self._network.nodes
            if len(self._live) >= self._most:
                self._rules.close(self._live.popitem(last=False)[1])
            state = self._rules.open()
        told = self._rules.tell(state, it.known, moved)
        self._live[area] = state
        return told


def _arrived(comparisons: list[Truth]) -> list[Arrived]:
    return [(node, truth) for node, truth in enumerate(comparisons) if truth is not UNKNOWN]


def _positions(it: Network) -> list[list[int]]:
    """Return for each node the positions of the program that are it or its opposite."""
    found: list[list[int]] = [[] for _ in range(it.nodes)]
    for position, place in enumerate(it.places):
        if place < 2 * it.nodes:
            found[place % it.nodes].append(position)
    return found


def _live_states(given: int | None, it: Network) -> int:
    if given is None:
        bytes_of_a_state = BYTES_OF_A_RULE * sum(map(len, it.parts)) + BYTES_OF_A_FACT * it.nodes
        return max(1, min(MANY_STATES, BYTES_OF_STATES // max(1, bytes_of_a_state)))
    if not 1 <= given <= MOST_STATES:
        finding = f"{given} live states are asked for, durable-rules holds 1 to {MOST_STATES} safely"
        raise QuestionError(
            [Problem(Place("live_states"), "LR804", finding, "give fewer: other areas keep their facts")]
        )
    return given
