"""The engine `durable`: every answer read off what durable-rules derived."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from threading import Lock

from attrs import define, frozen

from lagesbild_rules.day import Day, as_day
from lagesbild_rules.evaluation._engine import Answer
from lagesbild_rules.evaluation._model import Assessment
from lagesbild_rules.evaluation._reference import facts_for
from lagesbild_rules.evaluation.durable._library import Rules
from lagesbild_rules.evaluation.durable._network import UNKNOWN, network
from lagesbild_rules.facts import Cell, FactSet
from lagesbild_rules.ruleset import Ruleset
from lagesbild_rules.truth import Truth


def assess(
    ruleset: Ruleset, facts: FactSet | Mapping[str, Cell], as_of: Day, known_at: datetime | None = None
) -> Assessment:
    """Return what *ruleset* says about *facts*, every truth derived by durable-rules.

    Raises ``QuestionError`` where the library is missing, does not run, or does not take the ruleset.
    """
    facts = facts_for(ruleset, facts)
    with _rules(ruleset) as rules:
        truths = _truths(rules, facts)
    return Assessment.of(ruleset, facts, as_day(as_of), known_at, truths)


@frozen
class DurableEngine:
    """One area after the other, each in a state of its own that is deleted when its truths are derived.

    Several threads may ask at once: a ruleset's rules are used by one at a time. After a fork they are made anew.
    """

    name: str = "durable"

    def answers(self, ruleset: Ruleset, rows: Sequence[FactSet]) -> Sequence[Answer]:
        ready = [facts_for(ruleset, row) for row in rows]
        with _rules(ruleset) as rules:
            found = [(row, _truths(rules, row)) for row in ready]
        day = ruleset.effective.from_
        return [Answer.of(Assessment.of(ruleset, row, day, None, truths)) for row, truths in found]


def _truths(rules: Rules, facts: FactSet) -> tuple[Truth, ...]:
    network = rules.network
    known = [UNKNOWN] * network.nodes
    state = rules.open()
    given = facts.facts
    arrived = [(node, truth) for node, say in enumerate(network.comparisons) if (truth := say(given)) is not UNKNOWN]
    rules.tell(state, known, arrived)
    rules.close(state)
    return network.truths(known)


@define
class _Kept:
    """The rules of one ruleset, with the process that they are in and the lock of those who use them."""

    now: tuple[Rules, int, Lock] | None = None


@contextmanager
def _rules(ruleset: Ruleset) -> Iterator[Rules]:
    """Lend the rules of *ruleset* in this process to one thread at a time."""
    kept = ruleset.derived(_kept)
    while True:
        now = kept.now
        if now is None or now[1] != os.getpid():
            now = kept.now = Rules(network(ruleset)), os.getpid(), Lock()
        rules, _, lock = now
        with lock:
            if kept.now is not now:
                continue  # another thread was first, or had to abandon them
            try:
                yield rules
            except BaseException:
                rules.abandon()
                kept.now = None
                raise
            return


def _kept(_: Ruleset) -> _Kept:
    return _Kept()
