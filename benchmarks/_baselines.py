"""Two baselines of our own in plain Python, in strong Kleene logic: ``True``, ``False``, ``None`` for unknown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from operator import ge, gt, le, lt
from typing import NamedTuple, assert_never

from benchmarks._contender import Contender, alone, possible
from benchmarks._plain import AtLeast, Every, No, Node, Plain, Ref, Some, Weighed, Within, plain
from benchmarks._work import Area
from lagesbild_rules.facts import NumberFact, ScaleKind
from lagesbild_rules.ruleset import Ruleset

Known = bool | None
Spans = Mapping[str, tuple[float, float]]


class Answer(NamedTuple):
    """The truth of every criterion and of every level above the mildest, and the levels that are possible."""

    truths: dict[str, Known]
    possible: tuple[str, ...]


Traced = tuple[Node, Known, tuple["Traced", ...]]
"""One condition, its truth, and what it rests on."""


def contenders(rules: Ruleset) -> list[Contender]:
    """Return the recursive interpreter with its trace, and the compiled closures."""
    it = plain(rules)
    closures = compiled(it)
    return [
        Contender(
            "baseline: recursive interpreter",
            "criteria and levels in three values, with a trace",
            spans,
            lambda known: interpreted(it, known),
            lambda answer: alone(answer[0].possible),
        ),
        Contender(
            "baseline: compiled closures",
            "criteria and levels in three values, no trace",
            spans,
            closures,
            lambda answer: alone(answer.possible),
        ),
    ]


def spans(area: Area) -> Spans:
    """Return the least and greatest value of each fact: ranks of a scale, and numbers without an end as infinite."""
    found: dict[str, tuple[float, float]] = {}
    for id_, fact in area.facts.facts.items():
        if isinstance(fact, NumberFact):
            low = float("-inf") if fact.low is None else float(fact.low)
            high = float("inf") if fact.high is None else float(fact.high)
            found[id_] = (low, high)
        else:
            kind = area.facts.indicators[id_].kind
            assert isinstance(kind, ScaleKind)
            found[id_] = (kind.values.index(fact.low), kind.values.index(fact.high))
    return found


# the recursive interpreter


def interpreted(rules: Plain, known: Spans) -> tuple[Answer, dict[str, Traced]]:
    """Return the answer and the trace of every criterion and level; each is evaluated once."""
    trace: dict[str, Traced] = {}
    for name, node in rules.named.items():
        trace[name] = _traced(node, known, trace)
    truths = {name: it[1] for name, it in trace.items()}
    return Answer(truths, possible(rules.levels, truths)), trace


def _traced(node: Node, known: Spans, done: dict[str, Traced]) -> Traced:
    if isinstance(node, Within):
        low, high = known[node.indicator]
        if node.low <= low and high <= node.high:
            return node, True, ()
        return node, (False if high < node.low or node.high < low else None), ()
    if isinstance(node, Weighed):
        return node, _stands(*_total(node.terms, known), node.sign, node.limit), ()
    if isinstance(node, Ref):
        found = done[node.name]
        return node, found[1], (found,)
    if isinstance(node, No):
        under = _traced(node.member, known, done)
        return node, (None if under[1] is None else not under[1]), (under,)
    inner = tuple([_traced(it, known, done) for it in node.members])
    truths = [it[1] for it in inner]
    if isinstance(node, Every):
        return node, (False if False in truths else None if None in truths else True), inner
    if isinstance(node, Some):
        return node, (True if True in truths else None if None in truths else False), inner
    sure = truths.count(True)
    return node, (True if sure >= node.k else False if sure + truths.count(None) < node.k else None), inner


def _total(terms: tuple[tuple[int, str], ...], known: Spans) -> tuple[float, float]:
    low = high = 0.0
    for weight, id_ in terms:
        least, most = known[id_]
        if weight < 0:
            least, most = most, least
        low += weight * least
        high += weight * most
    return low, high


def _stands(low: float, high: float, sign: str, limit: float) -> Known:
    if sign == ">=":
        return True if low >= limit else False if high < limit else None
    if sign == ">":
        return True if low > limit else False if high <= limit else None
    if sign == "<=":
        return True if high <= limit else False if low > limit else None
    return True if high < limit else False if low >= limit else None


# compiled closures

Closure = Callable[[Spans, dict[str, Known]], Known]


def compiled(rules: Plain) -> Callable[[Spans], Answer]:
    """Return a function from what is known to the answer, each condition a Python closure made beforehand."""
    closures = [(name, _closure(node)) for name, node in rules.named.items()]

    def answer(known: Spans) -> Answer:
        found: dict[str, Known] = {}
        for name, closure in closures:
            found[name] = closure(known, found)
        return Answer(found, possible(rules.levels, found))

    return answer


def _closure(node: Node) -> Closure:
    match node:
        case Within():
            return _within(node)
        case Weighed():
            return _weighed(node)
        case Every(members):
            return _every([_closure(it) for it in members])
        case Some(members):
            return _some([_closure(it) for it in members])
        case AtLeast(k, members):
            return _at_least(k, [_closure(it) for it in members])
        case No(member):
            return _no(_closure(member))
        case Ref(name):
            return lambda _, found: found[name]
        case _:
            assert_never(node)


def _within(node: Within) -> Closure:
    indicator, least, most = node.indicator, node.low, node.high

    def from_least(known: Spans, _: dict[str, Known]) -> Known:
        low, high = known[indicator]
        return True if least <= low else None if least <= high else False

    def up_to_most(known: Spans, _: dict[str, Known]) -> Known:
        low, high = known[indicator]
        return True if high <= most else None if low <= most else False

    def between(known: Spans, _: dict[str, Known]) -> Known:
        low, high = known[indicator]
        if least <= low and high <= most:
            return True
        return False if high < least or most < low else None

    return from_least if most == node.last else up_to_most if not least else between


def _weighed(node: Weighed) -> Closure:
    terms, limit, holds = node.terms, node.limit, _SIGNS[node.sign]
    upwards = node.sign[0] == ">"  # then the least value settles that it holds, else the greatest

    def closure(known: Spans, _: dict[str, Known]) -> Known:
        low, high = _total(terms, known)
        if holds(low if upwards else high, limit):
            return True
        return None if holds(high if upwards else low, limit) else False

    def of_one(known: Spans, _: dict[str, Known]) -> Known:
        low, high = known[indicator]
        if holds(weight * (low if upwards else high), limit):
            return True
        return None if holds(weight * (high if upwards else low), limit) else False

    weight, indicator = terms[0]
    return of_one if len(terms) == 1 and weight > 0 else closure


_SIGNS: dict[str, Callable[[float, float], bool]] = {">=": ge, ">": gt, "<=": le, "<": lt}


def _every(members: list[Closure]) -> Closure:
    def closure(known: Spans, found: dict[str, Known]) -> Known:
        truth: Known = True
        for member in members:
            it = member(known, found)
            if it is False:
                return False
            if it is None:
                truth = None
        return truth

    return closure


def _some(members: list[Closure]) -> Closure:
    def closure(known: Spans, found: dict[str, Known]) -> Known:
        truth: Known = False
        for member in members:
            it = member(known, found)
            if it is True:
                return True
            if it is None:
                truth = None
        return truth

    return closure


def _at_least(k: int, members: list[Closure]) -> Closure:
    def closure(known: Spans, found: dict[str, Known]) -> Known:
        truths = [member(known, found) for member in members]
        sure = truths.count(True)
        if sure >= k:
            return True
        return False if sure + truths.count(None) < k else None

    return closure


def _no(member: Closure) -> Closure:
    def closure(known: Spans, found: dict[str, Known]) -> Known:
        it = member(known, found)
        return None if it is None else not it

    return closure
