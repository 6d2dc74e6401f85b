"""From a program to a network: what is decided in Python, and the pairs of monotone rules that chain over it.

A *node* is what becomes true or false by itself: a comparison, decided in Python, or a count of other nodes, decided by
two rules. «At least k of n» is true when k members are true, and false when n−k+1 are false: neither rule ever needs a
negation, so the order in which truths arrive cannot matter. Every ``all``, ``any`` and count is such a node; a ``not``
and a condition of one member are no nodes but another name for one, perhaps its opposite.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

from attrs import define, field, frozen

from lagesbild_rules.errors import Problem, QuestionError
from lagesbild_rules.evaluation._comparisons import count_of, reads
from lagesbild_rules.evaluation._program import program
from lagesbild_rules.evaluation._verdicts import Facts, closing, verdict
from lagesbild_rules.ruleset import (
    All,
    Any,
    Compare,
    Condition,
    Count,
    FiniteCompare,
    Not,
    NumberCompare,
    Operator,
    Ruleset,
)
from lagesbild_rules.truth import Truth

TRUE, FALSE, UNKNOWN = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN

MOST_NODES: Final = 4_000
"""More would take over 100 MB for a single area."""

MOST_MEMBERS: Final = 20_000
"""Of all nodes together: the library counts in 16 bits, and its facts take memory."""


class Listener(NamedTuple):
    """A rule that counts a truth."""

    node: int
    """What it decides."""
    rule: int
    """Its number among all rules."""
    part: int
    least: int
    """How many it counts to."""
    property: str
    """What it listens to in a fact, in JSON."""


@frozen
class Rule:
    """``node`` has ``truth`` when *least* of the truths that this rule counts have arrived."""

    node: int
    truth: Truth
    least: int


@frozen
class Network:
    """A ruleset as comparisons and rules over them, and where the truth of each condition of its program is read."""

    nodes: int
    comparisons: tuple[Callable[[Facts], Truth], ...]
    """The comparisons are the first nodes, in this order."""
    reading: Mapping[str, tuple[int, ...]]
    """For each indicator the comparisons that depend on it."""
    parts: tuple[tuple[Rule, ...], ...]
    """The rules, divided into as many as the library takes at once."""
    heard: tuple[tuple[tuple[Listener, ...], tuple[Listener, ...]], ...]
    """For each node what listens to its being false, and what to its being true."""
    places: tuple[int, ...]
    """For each position of the program a place among the truths of all nodes, their opposites, true and false."""

    def truths(self, known: list[Truth]) -> tuple[Truth, ...]:
        """Return the truth of every condition of the program, given the truth of every node."""
        opposite = [FALSE if truth is TRUE else TRUE if truth is FALSE else UNKNOWN for truth in known]
        every = [*known, *opposite, TRUE, FALSE]
        return tuple([every[place] for place in self.places])


def network(ruleset: Ruleset) -> Network:
    """Return the network of *ruleset*, worked out once.

    Raises ``QuestionError`` for a ruleset beyond the bounds in which the library is known to hold.
    """
    return ruleset.derived(_network)


RULES_IN_A_PART: Final = 250
"""The library hangs at 513 conditions, and finds each by searching on from one of 32 places."""

_Name = tuple[int, bool]
"""A node, or with False the opposite of one."""


@define
class _Draft:
    ruleset: Ruleset
    names: list[_Name | Truth] = field(factory=list)
    """For each position of the program."""
    comparisons: list[Callable[[Facts], Truth]] = field(factory=list)
    counts: list[tuple[int, tuple[_Name, ...]]] = field(factory=list)
    """For each count how many of its members must be true, and the members; numbered after the comparisons."""
    first: int = 0


def _network(ruleset: Ruleset) -> Network:
    it = program(ruleset)
    compared = [n for n, condition in enumerate(it.conditions) if isinstance(condition, NumberCompare | FiniteCompare)]
    draft = _Draft(ruleset, first=len(compared))
    reading: dict[str, list[int]] = {id_: [] for id_ in ruleset.indicators}
    for condition, before in zip(it.conditions, it.inputs, strict=True):
        match condition:
            case NumberCompare() | FiniteCompare():
                node = len(draft.comparisons)
                draft.names.append((node, True))
                draft.comparisons.append(_comparison(condition, ruleset))
                for indicator in reads(condition, ruleset):
                    reading[indicator].append(node)
            case _:
                draft.names.append(_name(condition, [draft.names[position] for position in before], draft))
    _check(draft)
    return _laid_out(draft, reading)


def _comparison(compare: Compare, ruleset: Ruleset) -> Callable[[Facts], Truth]:
    say = verdict(compare, ruleset)
    if compare.missing_as is None:
        return say
    close = closing(compare, ruleset)
    return lambda facts: close(facts, say(facts))


def _name(condition: Condition, members: list[_Name | Truth], draft: _Draft) -> _Name | Truth:
    """Return the node that answers *condition*, or its truth where that depends on nothing."""
    match condition:
        case Not():
            return _opposite(members[0])
        case All():
            return _at_least(len(members), members, draft)
        case Any():
            return _at_least(1, members, draft)
        case Count(operator, k):
            least = count_of(k, draft.ruleset)
            if operator is Operator.AT_LEAST:
                return _at_least(least, members, draft)
            return _opposite(_at_least(least + 1, members, draft))
        case _:
            raise TypeError(f"{condition!r} stands for another condition and has no node")


def _opposite(it: _Name | Truth) -> _Name | Truth:
    return ~it if isinstance(it, Truth) else (it[0], not it[1])


def _at_least(k: int, members: list[_Name | Truth], draft: _Draft) -> _Name | Truth:
    k -= members.count(TRUE)
    open_ = [it for it in members if not isinstance(it, Truth)]
    if k <= 0:
        return TRUE
    if k > len(open_):
        return FALSE
    if len(open_) == 1:
        return open_[0]
    seen: set[_Name] = set()
    distinct = []
    for it in open_:
        distinct.append(_echo(it, draft) if it in seen else it)
        seen.add(it)
    return _count(k, tuple(distinct), draft)


def _echo(it: _Name, draft: _Draft) -> _Name:
    """Return a node of its own with the truth of *it*: a member that counts twice tells its truth twice."""
    return _count(1, (it,), draft)


def _count(k: int, members: tuple[_Name, ...], draft: _Draft) -> _Name:
    draft.counts.append((k, members))
    return draft.first + len(draft.counts) - 1, True


def _check(draft: _Draft) -> None:
    reference, place = draft.ruleset.reference, draft.ruleset.place
    help = "assess it with the engine `reference`"
    problems = []
    if (nodes := draft.first + len(draft.counts)) > MOST_NODES:
        finding = f"{reference} has {nodes} distinct conditions, the engine `durable` takes {MOST_NODES}"
        problems.append(Problem(place, "LR801", finding, help))
    if (members := sum(len(of) for _, of in draft.counts)) > MOST_MEMBERS:
        finding = f"the lists of {reference} have {members} members, the engine `durable` takes {MOST_MEMBERS}"
        problems.append(Problem(place, "LR801", finding, help))
    if problems:
        raise QuestionError(problems)


def _laid_out(draft: _Draft, reading: Mapping[str, list[int]]) -> Network:
    nodes = draft.first + len(draft.counts)
    heard: list[tuple[list[Listener], list[Listener]]] = [([], []) for _ in range(nodes)]
    parts: list[list[Rule]] = []
    rules = 0
    for number, (k, members) in enumerate(draft.counts, draft.first):
        if not parts or len(parts[-1]) + 2 > RULES_IN_A_PART:
            parts.append([])
        part = parts[-1]
        pair = Rule(number, TRUE, k), Rule(number, FALSE, len(members) - k + 1)
        reached, missed = (
            Listener(number, rules + n, len(parts) - 1, it.least, f'"r{len(part) + n + 1}":1')
            for n, it in enumerate(pair)
        )
        part += pair
        rules += 2
        for node, same in members:
            heard[node][1].append(reached if same else missed)
            heard[node][0].append(missed if same else reached)
    return Network(
        nodes,
        tuple(draft.comparisons),
        MappingProxyType({id_: tuple(found) for id_, found in reading.items()}),
        tuple(map(tuple, parts)),
        tuple((tuple(no), tuple(yes)) for no, yes in heard),
        tuple(_place(name, nodes) for name in draft.names),
    )


def _place(name: _Name | Truth, nodes: int) -> int:
    if isinstance(name, Truth):
        return 2 * nodes + (name is FALSE)
    return name[0] if name[1] else nodes + name[0]
