"""From the program of a ruleset to a circuit on planes: each distinct condition once, after all that it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from attrs import Factory, define, frozen

from lagesbild_rules.evaluation._comparisons import count_of, reads, wanted
from lagesbild_rules.evaluation._linear import linear
from lagesbild_rules.evaluation._program import Program, program
from lagesbild_rules.evaluation.columnar._bits import Truths
from lagesbild_rules.evaluation.columnar._circuit import AND, CERTAIN, EVERY, OR, XOR, Circuit, Claim
from lagesbild_rules.evaluation.columnar._finite import FiniteBlock, values_of
from lagesbild_rules.evaluation.columnar._order import Order
from lagesbild_rules.evaluation.columnar._stretch import Stretch
from lagesbild_rules.evaluation.columnar._sums import Terms, stands, terms_of
from lagesbild_rules.ruleset import All, Any, Condition, Count, FiniteCompare, Not, NumberCompare, Operator, Ruleset


@frozen
class Steps:
    """A ruleset as work on planes; ``reads`` are the indicators on which some answer depends."""

    program: Program
    order: Order
    """It gives the truths of the criteria, then those of the levels of each classification."""
    reads: frozenset[str]


def steps(ruleset: Ruleset) -> Steps:
    """Return the steps of *ruleset*, worked out once."""
    return ruleset.derived(_steps)


def _steps(ruleset: Ruleset) -> Steps:
    it, wiring = program(ruleset), _Wiring(ruleset)
    claims: list[Claim] = []
    for condition, before in zip(it.conditions, it.inputs, strict=True):
        claims.append(wiring.claim(condition, [claims[at] for at in before]))
    levels = [at for _, ladder in it.ladders for _, at in ladder]
    order = Order.of(wiring.circuit, [claims[at] for at in [*(at for _, at in it.criteria), *levels]])
    compares = [condition for condition in it.conditions if isinstance(condition, FiniteCompare | NumberCompare)]
    return Steps(it, order, frozenset(id_ for compare in compares for id_ in reads(compare, ruleset)))


@define
class _Wiring:
    """Conditions of a ruleset as claims of a circuit."""

    ruleset: Ruleset
    circuit: Circuit = Factory(Circuit)
    asked: dict[tuple[str, frozenset[str]], Claim] = Factory(dict)
    """For an indicator and some of its values the claim that it has one of them."""

    def claim(self, condition: Condition, before: Sequence[Claim]) -> Claim:
        """Return *condition* as a claim, which rests on those *before*."""
        match condition:
            case NumberCompare() | FiniteCompare() if condition.missing_as is not None:
                return self._closed(condition, before[0])
            case FiniteCompare():
                return self._finite(condition)
            case NumberCompare():
                return self._number(condition)
            case All():
                return self.circuit.every(before)
            case Any():
                return self.circuit.some(before)
            case Not():
                return before[0][::-1]
            case Count(Operator.AT_LEAST, k):
                return self.circuit.count(before, count_of(k, self.ruleset))
            case Count(_, k):
                return self.circuit.count(before, count_of(k, self.ruleset) + 1)[::-1]
            case _:
                raise TypeError(f"{condition!r} stands for another condition and has no step")

    def _finite(self, compare: FiniteCompare) -> Claim:
        indicator, values = compare.indicator, wanted(compare, self.ruleset)
        every = frozenset(values_of(self.ruleset.indicators[indicator]))
        if values >= every or values.isdisjoint(every):
            return CERTAIN if values >= every else CERTAIN[::-1]
        if (indicator, values) not in self.asked:
            claim = self.circuit.source(lambda it: cast(FiniteBlock, it.blocks[indicator]).truths(values))
            self.asked[indicator, values], self.asked[indicator, every - values] = claim, claim[::-1]
        return self.asked[indicator, values]

    def _number(self, compare: NumberCompare) -> Claim:
        def said(terms: Terms, limits: list[int]) -> Claim:
            return self.circuit.source(lambda it: stands(compare.operator, it.span(terms), limits))

        forms = linear(compare, self.ruleset)
        return self.circuit.some([said(terms_of(form), [int(limit) for limit in form.limits]) for form in forms])

    def _closed(self, compare: NumberCompare | FiniteCompare, open_: Claim) -> Claim:
        """Return the claim that is answered by ``missing_as`` where *open_* is unknown and a fact is missing."""
        indicators, (true, false), gate = reads(compare, self.ruleset), open_, self.circuit.gate

        def missing(indicator: str) -> int:
            return self.circuit.source(lambda it: _missing(it, indicator))[0]

        known = gate(OR, true, false)
        closed = gate(AND, self.circuit.joined(OR, map(missing, indicators)), gate(XOR, known, EVERY))
        return (gate(OR, true, closed), false) if compare.missing_as is True else (true, gate(OR, false, closed))


def _missing(it: Stretch, indicator: str) -> Truths:
    plane = it.blocks[indicator].missing()
    return plane, ~plane
