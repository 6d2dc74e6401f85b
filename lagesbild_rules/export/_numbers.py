"""Comparisons of numbers in FEEL: an interval against a limit, with no number that FEEL would round.

A FEEL number is a decimal of 34 digits. A limit that has more, as 10 ÷ 3, is written as the greatest number of 34
digits below it with the sign made strict: no number of 34 digits lies between them, so no answer differs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import ROUND_FLOOR, Context, Decimal
from fractions import Fraction
from math import gcd
from typing import Final

from lagesbild_rules.errors import Problem
from lagesbild_rules.evaluation import LIMITS, Linear, linear
from lagesbild_rules.exact import MOST_DIGITS, plain
from lagesbild_rules.export._formula import Formula, chain, context, truth
from lagesbild_rules.export._names import fact_name
from lagesbild_rules.facts import NumberKind
from lagesbild_rules.ruleset import NumberCompare, Operator, Ruleset
from lagesbild_rules.truth import Truth

_MIRRORED: Final = {
    Operator.AT_LEAST: Operator.AT_MOST,
    Operator.ABOVE: Operator.BELOW,
    Operator.AT_MOST: Operator.AT_LEAST,
    Operator.BELOW: Operator.ABOVE,
}


def number_formula(compare: NumberCompare, ruleset: Ruleset, when_missing: Truth) -> Formula:
    """Return *compare* in FEEL; *when_missing* is its truth when every indicator that it reads is missing."""
    forms = []
    for form in linear(compare, ruleset):
        if form.terms:
            forms.append(form)
        elif any(LIMITS[compare.operator](Decimal(0), Decimal(0), limit) is Truth.TRUE for limit in form.limits):
            return Formula("true")
    indicators = tuple(dict.fromkeys(id_ for form in forms for _, id_ in form.terms))
    match indicators:
        case ():
            return Formula("false")
        case (id_,):
            name = fact_name(id_)
            ends = [(f"{name}.low", f"{name}.high")] * len(forms)
            text = chain({f"{name} = null": truth(when_missing), **_tests(compare.operator, forms, ends)}, "null")
        case _:
            text = _sums(compare, forms, indicators, ruleset)
    return Formula(text, tuple(map(fact_name, indicators)))


def unsayable(compare: NumberCompare, ruleset: Ruleset) -> Iterator[Problem]:
    """Yield a problem when *compare* weighs indicators by numbers that FEEL cannot hold."""
    for form in linear(compare, ruleset):
        if _scale(form) is None:
            finding = f"a comparison weighs indicators by numbers of more than {MOST_DIGITS} digits"
            help = "DMN cannot hold them: write the expression with shorter numbers"
            yield Problem(compare.place, "LR309", finding, help)
            return


def _sums(compare: NumberCompare, forms: Sequence[Linear], indicators: Sequence[str], ruleset: Ruleset) -> str:
    entries: dict[str, str] = {}
    for id_ in indicators:
        kind, name = ruleset.indicators[id_].kind, fact_name(id_)
        assert isinstance(kind, NumberKind)
        for end, bound in (("low", kind.min), ("high", kind.max)):
            missing = "null" if bound is None else plain(bound)
            entries[f"{end.upper()}_{id_}"] = chain({f"{name} = null": missing}, f"{name}.{end}").replace("\n", " ")
    ends = []
    for number, form in enumerate(forms, 1):
        mark = f"_{number}" if len(forms) > 1 else ""
        entries[f"LEAST{mark}"], entries[f"MOST{mark}"] = _sum(form, "LOW", "HIGH"), _sum(form, "HIGH", "LOW")
        ends.append((f"LEAST{mark}", f"MOST{mark}"))
    branches = _tests(compare.operator, forms, ends)
    if compare.missing_as is not None:
        missing = " or ".join(f"{fact_name(id_)} = null" for id_ in indicators)
        branches[missing] = truth(compare.missing_as)
    return context({**entries, "HOLDS": chain(branches, "null")}, "HOLDS")


def _sum(form: Linear, end: str, other: str) -> str:
    """Return the least or the greatest value of the sum; null where a term of it is unbounded."""
    scale = _scale_of(form)
    weights = [(Fraction(coefficient) * scale, id_) for coefficient, id_ in form.terms]
    names = [f"{end if weight > 0 else other}_{id_}" for weight, id_ in weights]
    text = ""
    for (weight, _), name in zip(weights, names, strict=True):
        times = "" if abs(weight) == 1 else f"{plain(_floor(abs(weight)))} * "
        sign = (" + " if weight > 0 else " - ") if text else ("" if weight > 0 else "0 - ")
        text += f"{sign}{times}{name}"
    return chain({" or ".join(f"{name} = null" for name in names): "null"}, text).replace("\n", " ")


def _tests(operator: Operator, forms: Sequence[Linear], ends: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Return when the comparison is true and when it is false: some form holds for every value, or none for any."""
    holds: list[str] = []
    fails: list[str] = []
    for form, (low, high) in zip(forms, ends, strict=True):
        scale = _scale_of(form)
        turned = _MIRRORED.get(operator, operator) if scale < 0 else operator
        for limit in form.limits:
            true, false = _against(turned, Fraction(limit) * scale, low, high)
            holds += [true] if true else []
            fails.append(false)
    some = " or ".join(f"({it})" for it in holds) if len(holds) > 1 else "".join(holds)
    none = " and ".join(f"({it})" for it in fails) if len(fails) > 1 else fails[0]
    return {some: "true", none: "false"} if some else {none: "false"}


def _against(operator: Operator, limit: Fraction, low: str, high: str) -> tuple[str, str]:
    """Return when every value from *low* to *high* stands so to *limit*, and when none does; an end may be null."""
    number = _floor(limit)
    exact, text = number == limit, plain(number)

    def known(end: str, sign: str) -> str:
        return f"{end} != null and {end} {sign} {text}"

    at_least, below = (">=", "<") if exact else (">", "<=")
    match operator:
        case Operator.AT_LEAST:
            return known(low, at_least), known(high, below)
        case Operator.ABOVE:
            return known(low, ">"), known(high, "<=")
        case Operator.AT_MOST:
            return known(high, "<="), known(low, ">")
        case Operator.BELOW:
            return known(high, below), known(low, at_least)
        case _:
            point = f"{known(low, '>=')} and {known(high, '<=')}" if exact else ""
            return point, f"({known(low, '>')}) or ({known(high, below)})"


def _scale(form: Linear) -> Fraction | None:
    """Return what to multiply *form* by so that each weight is a FEEL number; ``None`` when nothing does it.

    One term alone gets the weight 1; several keep the weights of the text where they can be written.
    """
    whole = [int(coefficient) for coefficient, _ in form.terms]
    if len(whole) < 2:
        return Fraction(1, *whole)
    for scale in (Fraction(1, form.factor), Fraction(1, gcd(*whole))):
        if all(_floor(weight * scale) == weight * scale for weight in whole):
            return scale
    return None


def _scale_of(form: Linear) -> Fraction:
    scale = _scale(form)
    assert scale is not None
    return scale


def _floor(number: Fraction) -> Decimal:
    """Return the greatest decimal of at most 34 digits that is not above *number*."""
    down = Context(prec=MOST_DIGITS, rounding=ROUND_FLOOR)
    return down.divide(Decimal(number.numerator), Decimal(number.denominator))
