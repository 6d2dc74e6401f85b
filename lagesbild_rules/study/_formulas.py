"""A ruleset as formulas of a solver: of each condition whether it is true, and whether it is not false."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from itertools import product
from typing import Any, Final

from attrs import define, evolve, field, frozen

from lagesbild_rules.evaluation import Linear, count_of, linear, reads, wanted
from lagesbild_rules.explanation import names_in
from lagesbild_rules.facts import NumberKind
from lagesbild_rules.ruleset import Compare, FiniteCompare, Literal, Name, NumberCompare, Operator, Ruleset
from lagesbild_rules.study._space import Space
from lagesbild_rules.study._walk import Answers, answers


@frozen
class Formula:
    """A truth as two formulas: «is true» and «is not false». Where facts are exact they are one and the same."""

    true: Any
    not_false: Any

    @property
    def exact(self) -> bool:
        return self.true is self.not_false


@define(eq=False)
class Formulas:
    """The algebra of formulas over *space*; ``key`` gives the variable of an indicator.

    ``open_readings`` begins the names of the readings' variables; readings have their own values where it is
    ``None``.
    """

    ruleset: Ruleset
    space: Space
    key: Callable[[str], str] = field(default=lambda id_: id_)
    open_readings: str | None = None
    _known: dict[Compare, Formula] = field(factory=dict, init=False)

    def answers(self) -> Answers[Formula]:
        return answers(self.ruleset, self)

    def constant(self, truth: bool) -> Formula:
        """Return what holds always, or never."""
        both = self.space.constant(truth)
        return Formula(both, both)

    def all(self, members: Sequence[Formula]) -> Formula:
        return self._joined(self.space.all, members)

    def any(self, members: Sequence[Formula]) -> Formula:
        return self._joined(self.space.any, members)

    def negation(self, member: Formula) -> Formula:
        opposite = self.space.z3.Not(member.not_false)
        return Formula(opposite, opposite if member.exact else self.space.z3.Not(member.true))

    def at_least(self, k: Literal | Name, more: int, members: Sequence[Formula]) -> Formula:
        def reached(ruleset: Ruleset) -> Formula:
            least = count_of(k, ruleset) + more
            return self._joined(lambda them: self.space.at_least(least, them), members)

        return self._read([k.id] if isinstance(k, Name) else [], reached)

    def compare(self, compare: Compare) -> Formula:
        if compare not in self._known:
            self._known[compare] = self._read(list(names_in(compare)), lambda ruleset: self._compare(compare, ruleset))
        return self._known[compare]

    def _joined(self, join: Callable[[list[Any]], Any], members: Sequence[Formula]) -> Formula:
        true = join([it.true for it in members])
        exact = all(it.exact for it in members)
        return Formula(true, true if exact else join([it.not_false for it in members]))

    def _read(self, names: list[str], say: Callable[[Ruleset], Formula]) -> Formula:
        """Return what *say* says of the ruleset, for whichever admissible values of the readings *names*."""
        readings = [self.ruleset.readings[it] for it in dict.fromkeys(names) if it in self.ruleset.readings]
        if self.open_readings is None or not readings:
            return say(self.ruleset)
        chosen = [self.space.choice(f"{self.open_readings}{it.id}", len(it.admissible)) for it in readings]
        parts = []
        for indexes in product(*(range(len(it.admissible)) for it in readings)):
            values = {it.id: evolve(it, value=it.admissible[at]) for it, at in zip(readings, indexes, strict=True)}
            here = self.space.all([made[at] for made, at in zip(chosen, indexes, strict=True)])
            parts.append((here, say(evolve(self.ruleset, readings={**self.ruleset.readings, **values}))))
        both = [[self.space.all([here, it.true]), self.space.all([here, it.not_false])] for here, it in parts]
        true = self.space.any([it for it, _ in both])
        exact = all(it.exact for _, it in parts)
        return Formula(true, true if exact else self.space.any([it for _, it in both]))

    def _compare(self, compare: Compare, ruleset: Ruleset) -> Formula:
        plain = self._finite(compare, ruleset) if isinstance(compare, FiniteCompare) else self._number(compare, ruleset)
        missing = [it for id_ in reads(compare, ruleset) if (it := self.space.missing(self.key(id_))) is not None]
        if compare.missing_as is None or plain.exact or not missing:
            return plain
        space = self.space
        closed = space.all([plain.not_false, space.z3.Not(plain.true), space.any(missing)])
        if compare.missing_as:
            return Formula(space.any([plain.true, closed]), plain.not_false)
        return Formula(plain.true, space.all([plain.not_false, space.z3.Not(closed)]))

    def _finite(self, compare: FiniteCompare, ruleset: Ruleset) -> Formula:
        kind = ruleset.indicators[compare.indicator].kind
        assert not isinstance(kind, NumberKind)
        values, key = wanted(compare, ruleset), self.key(compare.indicator)
        made = self.space.finite(key, kind)
        some = self.space.any([it for value, it in zip(kind.values, made, strict=True) if value in values])
        missing = self.space.missing(key)
        if missing is None or not values or values == set(kind.values):
            return Formula(some, some)
        return Formula(
            self.space.all([some, self.space.z3.Not(missing)]),
            self.space.any([some, missing]),
        )

    def _number(self, compare: NumberCompare, ruleset: Ruleset) -> Formula:
        parts = []
        for form in linear(compare, ruleset):
            for weight, id_ in form.terms:
                for limit in form.limits:
                    self.space.suggest(self.key(id_), Fraction(limit) / Fraction(weight))
            span = self._span(form, ruleset)
            parts += [_HOLDS[compare.operator](self.space, span, self.space.real(limit)) for limit in form.limits]
        return self.any(parts)

    def _span(self, form: Linear, ruleset: Ruleset) -> _Span:
        space = self.space
        low = high = space.real(0)
        no_low: list[Any] = []
        no_high: list[Any] = []
        exact = True
        for coefficient, id_ in form.terms:
            kind = ruleset.indicators[id_].kind
            assert isinstance(kind, NumberKind)
            it = space.number(self.key(id_), kind)
            exact = exact and it.missing is None and it.low is it.high
            ends = [(it.low, kind.min, no_low), (it.high, kind.max, no_high)]
            if coefficient < 0:
                ends = [(it.high, kind.max, no_low), (it.low, kind.min, no_high)]
            least, most = (self._end(known, whole, it.missing, without) for known, whole, without in ends)
            low, high = low + space.real(coefficient) * least, high + space.real(coefficient) * most
        if exact:
            high = low
        return _Span(low, high, space.any(no_low), space.any(no_high), exact)

    def _end(self, known: Any, whole: Any, missing: Any | None, without: list[Any]) -> Any:
        """Return one end of what is known: *known*, or where it is missing the range's end, if it has one."""
        if missing is None:
            return known
        if whole is None:
            without.append(missing)
            return known
        return self.space.z3.If(missing, self.space.real(whole), known)


@frozen
class _Span:
    """What a sum is at the least and at the most, and when there is no least or no most."""

    low: Any
    high: Any
    no_low: Any
    no_high: Any
    exact: bool


def _both(space: Space, span: _Span, true: Any, false: Any) -> Formula:
    return Formula(true, true if span.exact else space.z3.Not(false))


def _from_below(space: Space, span: _Span, reached: Any, missed: Any) -> Formula:
    """True when the least value has *reached* the limit, false when the greatest has *missed* it."""
    if span.exact:
        return Formula(reached, reached)
    no = space.z3.Not
    return _both(space, span, space.all([no(span.no_low), reached]), space.all([no(span.no_high), missed]))


def _from_above(space: Space, span: _Span, reached: Any, missed: Any) -> Formula:
    if span.exact:
        return Formula(reached, reached)
    no = space.z3.Not
    return _both(space, span, space.all([no(span.no_high), reached]), space.all([no(span.no_low), missed]))


def _equals(space: Space, span: _Span, limit: Any) -> Formula:
    if span.exact:
        same = span.low == limit
        return Formula(same, same)
    no = space.z3.Not
    point = space.all([no(span.no_low), no(span.no_high), span.low == limit, span.high == limit])
    above, below = space.all([no(span.no_low), span.low > limit]), space.all([no(span.no_high), span.high < limit])
    return Formula(point, no(space.any([above, below])))


_HOLDS: Final[dict[Operator, Callable[[Space, _Span, Any], Formula]]] = {
    Operator.AT_LEAST: lambda space, it, limit: _from_below(space, it, it.low >= limit, it.high < limit),
    Operator.ABOVE: lambda space, it, limit: _from_below(space, it, it.low > limit, it.high <= limit),
    Operator.AT_MOST: lambda space, it, limit: _from_above(space, it, it.high <= limit, it.low > limit),
    Operator.BELOW: lambda space, it, limit: _from_above(space, it, it.high < limit, it.low >= limit),
    Operator.EQUALS: _equals,
    Operator.ONE_OF: _equals,
}


Rungs = Sequence[tuple[str, Formula]]
"""The levels of a ladder, mildest first, each with its own ``when``."""


def possible(space: Space, rungs: Rungs) -> Iterator[tuple[str, Any]]:
    """Yield each level of *rungs* with the formula that says it is possible: not false, and none above it true."""
    above: list[Any] = []
    for level, it in reversed(rungs):
        yield level, space.all([it.not_false, *map(space.z3.Not, above)])
        above.append(it.true)


def decided(space: Space, rungs: Rungs, level: str) -> Any:
    """Return the formula that says *level* alone is possible."""
    rank = [id_ for id_, _ in rungs].index(level)
    return space.all([rungs[rank][1].true, *(space.z3.Not(it.not_false) for _, it in rungs[rank + 1 :])])


def certainly_at_least(space: Space, rungs: Rungs, rank: int) -> Any:
    """Return the formula that says some level from *rank* upwards holds for certain."""
    return space.any([it.true for _, it in rungs[rank:]])


def certainly_below(space: Space, rungs: Rungs, rank: int) -> Any:
    """Return the formula that says no level from *rank* upwards can hold."""
    return space.all([space.z3.Not(it.not_false) for _, it in rungs[rank:]])


def classes_differ(space: Space, some: Rungs, others: Rungs) -> Any:
    """Return the formula that says the possible levels of two ladders with the same levels are not the same."""
    mine, yours = dict(possible(space, some)), dict(possible(space, others))
    return space.any([space.z3.Xor(it, yours[level]) for level, it in mine.items()])
