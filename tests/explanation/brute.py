"""The same answers found by trying everything: what the exact searches are held to."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from itertools import combinations, pairwise, product

from lagesbild_rules import Assessment, FactSet, assess
from lagesbild_rules.evaluation import linear, program
from lagesbild_rules.explanation import Change
from lagesbild_rules.facts import Cause, Fact, FiniteFact, NumberFact, NumberKind, known
from lagesbild_rules.ruleset import NumberCompare, Ruleset

AS_OF = "2024-01-01"


def possible(ruleset: Ruleset, facts: FactSet, name: str) -> tuple[str, ...]:
    return assess(ruleset, facts, as_of=AS_OF).classifications[name].possible


def known_indicators(facts: FactSet) -> list[str]:
    return [id_ for id_, fact in facts.items() if Cause.MISSING not in fact.causes]


def minimal_reasons(assessment: Assessment, name: str) -> set[frozenset[str]]:
    """Return every subset-minimal set of facts that alone leaves the same levels possible."""
    wanted = assessment.classifications[name].possible
    found: set[frozenset[str]] = set()
    ids = known_indicators(assessment.facts)
    for size in range(len(ids) + 1):
        for chosen in map(frozenset, combinations(ids, size)):
            if any(smaller <= chosen for smaller in found):
                continue
            if possible(assessment.ruleset, assessment.facts.only(chosen), name) == wanted:
                found.add(chosen)
    return found


def points(ruleset: Ruleset, indicator: str, fact: NumberFact) -> list[Decimal]:
    """Return numbers inside *fact* of which one lies in every stretch that a comparison of it alone tells apart."""
    limits = {
        Fraction(limit) / Fraction(form.terms[0][0])
        for it in program(ruleset).conditions
        if isinstance(it, NumberCompare)
        for form in linear(it, ruleset)
        if len(form.terms) == 1 and form.terms[0][1] == indicator
        for limit in form.limits
    }
    ends = {Fraction(end) for end in (fact.low, fact.high) if end is not None}
    marks = sorted(limits | ends) or [Fraction(0)]
    found = {marks[0] - 1, marks[-1] + 1, *marks, *((a + b) / 2 for a, b in pairwise(marks))}
    inside = [it for it in found if (fact.low is None or it >= fact.low) and (fact.high is None or it <= fact.high)]
    return [Decimal(it.numerator) / Decimal(it.denominator) for it in inside]


def completions(ruleset: Ruleset, facts: FactSet) -> Iterator[FactSet]:
    """Yield completions of *facts* among which every level that can be reached is reached.

    Only for rulesets that compare each open number alone, at limits that are finite decimals.
    """
    ways: list[list[Fact]] = []
    for id_, fact in facts.items():
        if isinstance(fact, FiniteFact):
            ways.append([FiniteFact((value,)) for value in fact.values])
        elif fact.exact:
            ways.append([fact])
        else:
            ways.append([NumberFact(value, value) for value in points(ruleset, id_, fact)])
    for chosen in product(*ways):
        yield facts.replace(dict(zip(facts, chosen, strict=True)))


def number_of_completions(ruleset: Ruleset, facts: FactSet) -> int:
    total = 1
    for id_, fact in facts.items():
        total *= (
            len(fact.values) if isinstance(fact, FiniteFact) else 1 if fact.exact else len(points(ruleset, id_, fact))
        )
    return total


def compares_alone(ruleset: Ruleset, facts: FactSet) -> bool:
    """Return whether no comparison reads two indicators, and every limit is a finite decimal."""
    for it in program(ruleset).conditions:
        if isinstance(it, NumberCompare):
            for form in linear(it, ruleset):
                if len(form.terms) > 1:
                    return False
                if form.terms and any(_endless(Fraction(x) / Fraction(form.terms[0][0])) for x in form.limits):
                    return False
    return True


def _endless(number: Fraction) -> bool:
    rest = number.denominator
    for factor in (2, 5):
        while rest % factor == 0:
            rest //= factor
    return rest != 1


def fewest_changes(assessment: Assessment, name: str, target: str, most: int) -> set[frozenset[tuple[str, str]]]:
    """Return all changes of the fewest indicators that lead to *target*; none when more than *most* are needed."""
    indicators = {
        id_: it
        for id_, it in assessment.ruleset.indicators.items()
        if it.changeable and not isinstance(it.kind, NumberKind)
    }
    for size in range(1, most + 1):
        found = set()
        for ids in combinations(indicators, size):
            kinds = [indicators[id_].kind for id_ in ids]
            for values in product(*(kind.values for kind in kinds if not isinstance(kind, NumberKind))):
                changed = {id_: known(kind, value) for id_, kind, value in zip(ids, kinds, values, strict=True)}
                if any(changed[id_] == assessment.facts[id_] for id_ in ids):
                    continue
                if possible(assessment.ruleset, assessment.facts.replace(changed), name) == (target,):
                    found.add(frozenset(zip(ids, values, strict=True)))
        if found:
            return found
    return set()


def as_set(changes: tuple[Change, ...]) -> frozenset[tuple[str, str]]:
    return frozenset((it.indicator, str(it.value)) for it in changes)
