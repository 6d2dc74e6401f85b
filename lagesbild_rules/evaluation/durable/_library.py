"""The bridge to durable-rules: the rules of a network in the library, and states in which they chain.

The library crashes where it is used otherwise than here. What holds it up, each point measured and read in its source:

- One fact is asserted at a time, and its actions are run to the end before the next. In a batch a fact that no rule
  hears hides the actions of the others.
- Every state begins with a fact that always starts an action: deleting a state in which none was ever started frees
  memory that was never set.
- Every rule listens to a property of its own, and a fact carries the properties of those that are to hear it: no two
  rules share a condition, nothing is joined, and a fact matches at most 32 rules (the library has room for 64).
- States, facts and properties have small numbers for names. The library tells them apart by 32 bits of hash alone;
  those of all numbers used here differ, which is tested. So a state's name is used again after it was deleted, where
  names that are ever new would one day meet.
- At most 1 000 states are open: the library holds 1 024.
- No ``Host`` is made, whose two timer threads never end. Actions are run here, in the thread that asks, and no time is
  spent on the library's own record of each action.
- States are deleted before their ruleset, and a ruleset once: otherwise its states' memory is lost.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Sequence
from typing import Any, Final
from weakref import finalize

from attrs import define

from lagesbild_rules.errors import Place, Problem, QuestionError
from lagesbild_rules.evaluation.durable._network import TRUE, UNKNOWN, Network, Rule
from lagesbild_rules.truth import Truth

MOST_STATES: Final = 1_000
RULES_IN_A_FACT: Final = 32
BYTES_OF_A_RULE: Final = 12_500
"""What a state holds for each rule: two tables of 512 places, and three pools."""
BYTES_OF_A_FACT: Final = 8_000

Derived = tuple[int, Truth]
"""A node and its truth."""


def library() -> Any:
    """Return the library's engine in C.

    Raises ``QuestionError`` where it is not installed, and on a Python that it cannot be loaded on.
    """
    if sys.version_info >= (3, 13):
        version = f"{sys.version_info[0]}.{sys.version_info[1]}"
        finding = f"the engine `durable` does not run on Python {version}"
        help = "use Python 3.11 or 3.12, or another engine"
        raise QuestionError([Problem(Place("lagesbild_rules.evaluation"), "LR802", finding, help)])
    try:
        from durable import engine
    except ImportError:
        help = "install `lagesbild-rules[durable]`"
        place = Place("lagesbild_rules.evaluation")
        raise QuestionError([Problem(place, "LR505", "the engine `durable` needs durable-rules", help)]) from None
    return engine.durable_rules_engine


@define
class _State:
    """How far a state has come: the parts of the rules in which it is open, and the facts asserted in it."""

    open_in: list[bool]
    facts: int = 0


class Rules:
    """The rules of *network* in the library, and its open states. Not for two threads at once."""

    def __init__(self, network: Network) -> None:
        self.network = network
        self._engine = library()
        self._handles = [self._engine.create_ruleset("rules", _definition(part)) for part in network.parts]
        self._derives = [
            {str(number): (rule.node, rule.truth) for number, rule in enumerate(part, 1)} for part in network.parts
        ]
        self._states: dict[int, _State] = {}
        self._free = list(range(MOST_STATES, 0, -1))
        self._end = finalize(self, _end, self._engine, self._handles, self._states, os.getpid())
        self._end.atexit = False

    def end(self) -> None:
        """Free all that the library holds for these rules; they cannot be used again."""
        self._end()

    def abandon(self) -> None:
        """Never touch the library for these rules again: broken off within an action, it may crash."""
        self._end.detach()

    def open(self) -> int:
        """Return a new state, of which nothing is known yet."""
        state = self._free.pop()
        self._states[state] = _State([False] * len(self._handles))
        return state

    def close(self, state: int) -> None:
        """Delete *state*; its number may be given out again."""
        _delete(self._engine, self._handles, state, self._states.pop(state))
        self._free.append(state)

    def tell(self, state: int, known: list[Truth], arrived: Sequence[Derived]) -> list[Derived]:
        """Assert in *state* what *arrived*, and return it with all that was derived, in order of derivation.

        *known* is the truth of every node in this state so far; it is brought up to date.
        """
        told: list[Derived] = []
        wave = list(arrived)
        for node, truth in wave:
            known[node] = truth
        while wave:
            told += wave
            wave = [it for part, heard in self._facts(known, wave) for it in self._assert(state, part, heard, known)]
        return told

    def _facts(self, known: list[Truth], wave: list[Derived]) -> Iterator[tuple[int, list[str]]]:
        """Yield the facts that tell the rules of *wave*: the part that each is for, and the properties that it has.

        A rule counts facts. One fact tells many rules of one truth each, so there are no more facts than truths that
        some one rule is to hear of; none is told of more than it counts to, nor when its node is decided.
        """
        heard_of: dict[int, int] = {}
        facts: dict[tuple[int, int], list[str]] = {}
        heard = self.network.heard
        for node, truth in wave:
            for decides, rule, part, least, property in heard[node][truth is TRUE]:
                if known[decides] is UNKNOWN and (times := heard_of.get(rule, 0)) < least:
                    heard_of[rule] = times + 1
                    if (fact := (times, part)) in facts:
                        facts[fact].append(property)
                    else:
                        facts[fact] = [property]
        for (_, part), properties in facts.items():
            for start in range(0, len(properties), RULES_IN_A_FACT):
                yield part, properties[start : start + RULES_IN_A_FACT]

    def _assert(self, state: int, part: int, heard: list[str], known: list[Truth]) -> list[Derived]:
        """Assert one fact in *state* and return what its actions derive."""
        handle, derives, at = self._handles[part], self._derives[part], self._states[state]
        at.facts += 1
        if not at.open_in[part]:
            at.open_in[part] = True
            heard = ['"s":1', *heard]
        fact = f'{{"sid":"{state}","id":"{at.facts}",{",".join(heard)}}}'
        answer, offset = self._engine.assert_fact(handle, fact)
        if answer:
            raise RuntimeError(f"durable-rules answers {answer} to fact {at.facts} of state {state}")
        begun = self._engine.start_action_for_state(handle, offset)
        action = begun[1] if begun else None
        found: list[Derived] = []
        while action:
            derived = derives.get(action[2 : action.index('"', 2)])
            if derived and known[derived[0]] is UNKNOWN:
                known[derived[0]] = derived[1]
                found.append(derived)
            action = self._engine.complete_and_start_action(handle, offset)
        return found


def _definition(part: Sequence[Rule]) -> str:
    """Return the rules of *part* as the library reads them; rule 0 is the one that every state begins with."""
    rules: dict[str, object] = {"0": {"all": [{"m": {"s": 1}}]}}
    for number, rule in enumerate(part, 1):
        rules[str(number)] = {"all": [{"m": {f"r{number}": 1}}], "count": rule.least}
    return json.dumps(rules)


def _delete(engine: Any, handles: Sequence[int], state: int, at: _State) -> None:
    for handle, is_open in zip(handles, at.open_in, strict=True):
        if is_open:
            engine.delete_state(handle, str(state))


def _end(engine: Any, handles: Sequence[int], states: dict[int, _State], process: int) -> None:
    if os.getpid() != process:
        return  # a fork: another thread may have been within an action
    for state, at in states.items():
        _delete(engine, handles, state, at)
    for handle in handles:
        engine.delete_ruleset(handle)
