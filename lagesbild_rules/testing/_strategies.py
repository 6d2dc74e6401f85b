"""Strategies for Hypothesis: whole rulesets as texts of the real format, and facts to ask them about.

A text is drawn as plain data and written as JSON, which is YAML; the strict reader takes it as it takes any other.
Every kind of condition, indicator, operator and cause comes up. References go to what was drawn before: no circles.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from decimal import ROUND_FLOOR, Context, Decimal
from fractions import Fraction
from itertools import product
from typing import Final, TypeVar

from attrs import Factory, define, evolve
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from lagesbild_rules.evaluation import Linear, linear, program
from lagesbild_rules.exact import EXACT, MOST_DIGITS, digits, is_number, plain
from lagesbild_rules.facts import (
    CategoryKind,
    Cause,
    Fact,
    FactSet,
    FiniteFact,
    Kind,
    NumberFact,
    NumberKind,
    ScaleKind,
    TruthKind,
    known,
    unknown,
)
from lagesbild_rules.ruleset import FORMAT, NumberCompare, Ruleset, parse_ruleset

Data = dict[str, "Data"] | list["Data"] | str
_T = TypeVar("_T")

_SCALES: Final = (("calm", "rough"), ("calm", "uneasy", "rough", "grave"), ("grave", "calm", "uneasy"), ("calm",))
_CODES: Final = (("rental", "owned"), ("rental", "cooperative", "owned"), ("01", "1", "1.0"))
_OPERATORS: Final = ("at_least", "above", "at_most", "below", "equals", "one_of")
_TRUTHS: Final = {"true": ("true", "ja", "yes", "Ja", "TRUE"), "false": ("false", "nej", "no", "Nej", "FALSE")}
_UNKNOWN: Final = ((Cause.MISSING,), (Cause.MISSING,), (Cause.STALE,), (Cause.BELOW_GRADE, Cause.STALE))
_BESIDE: Final = tuple(map(Decimal, ("0", "1", "-1", "0.001", "-0.001", "1E+40", "-1E+40")))
_WIDE: Final = Context(prec=400)
_FEW_DIGITS: Final = ("0", "1", "2", "0.5", "-1", "0.1", "0.2", "0.3", "1.5", "1.50", "10", "+2", "-0", "-2.25", "007")
_HEAD: Final[dict[str, Data]] = {
    "format": FORMAT,
    "id": "drawn.ruleset",
    "version": "1",
    "status": "draft",
    "effective": {"from": "2020-01-01"},
    "title": {"sv": "En dragen regelsamling", "en": "A drawn ruleset"},
    "sources": {"chance": {"title": "No source: drawn by chance"}},
}
_NUMBERS: Final[SearchStrategy[Data]] = st.one_of(
    st.sampled_from(_FEW_DIGITS),
    st.sampled_from((*_FEW_DIGITS, "9" * MOST_DIGITS, "-" + "9" * MOST_DIGITS, f"0.{1:033}", "1." + "3" * 33)),
    st.tuples(st.integers(-999, 999), st.integers(0, 3)).map(lambda it: f"{Decimal(it[0]).scaleb(-it[1]):f}"),
)


@st.composite
def ruleset_texts(draw: DrawFn, *, closed_world: bool = False) -> str:
    """Draw texts that ``parse_ruleset`` and ``json.loads`` take; with *closed_world* ``missing_as`` stands in some."""
    return json.dumps(_Author(draw, closed_world).ruleset(), ensure_ascii=False, indent=1)


def rulesets(*, closed_world: bool = False) -> SearchStrategy[Ruleset]:
    """Draw what ``parse_ruleset`` makes of ``ruleset_texts``."""
    return ruleset_texts(closed_world=closed_world).map(parse_ruleset)


def _meaning(data: Data) -> str:
    """Return the same words for all the ways in which one condition or value can be written."""
    if isinstance(data, str):
        return plain(Decimal(data)) if is_number(data) else data
    if isinstance(data, list):
        return f"[{', '.join(map(_meaning, data))}]"
    if isinstance(left := data.get("value"), dict) and "indicator" in left:
        data = {**data, "value": "", **left}
    return f"{{{', '.join(f'{key}: {_meaning(it)}' for key, it in sorted(data.items()) if it)}}}"


@define
class _Author:
    """Draws one text; a condition may refer to what ``criteria`` and ``levels`` hold by then."""

    draw: DrawFn
    closed_world: bool
    values: dict[str, tuple[str, ...]] = Factory(dict)
    numbers: list[str] = Factory(list)
    declared: dict[str, dict[str, Data]] = Factory(lambda: defaultdict(dict))
    constants: dict[Hashable, list[str]] = Factory(lambda: defaultdict(list))
    ladders: dict[str, list[str]] = Factory(dict)
    criteria: dict[str, Data] = Factory(dict)
    levels: dict[tuple[str, str], Data] = Factory(dict)
    seen: list[Data] = Factory(list)

    def ruleset(self) -> Data:
        for position in range(self.draw(st.integers(1, 5))):
            self.indicator(f"i{position}")
        for name in ("status", "trend")[: self.draw(st.integers(1, 2))]:
            self.ladders[name] = [f"l{rank}" for rank in range(self.draw(st.integers(2, 4)))]
            self.levels[name, "l0"] = {"id": "l0"}
        names = [f"c{position}" for position in range(self.draw(st.integers(1, 4)))]
        levels = [(name, level) for name, ladder in self.ladders.items() for level in ladder[1:]]
        for it in self.draw(st.permutations([*names, *levels])):
            when = self.condition(self.draw(st.integers(0, 3)))
            if isinstance(it, str):
                self.criteria[it] = {"claim": {"en": f"The claim {it}"}, "source": "chance", "when": when}
            else:
                self.levels[it[0], it[1]] = {"id": it[1], "title": {"en": it[1].upper()}, "when": when}
        return {
            **_HEAD,
            **self.declared,
            "criteria": {name: self.criteria[name] for name in names},
            "classifications": {
                name: {"title": {"en": name.upper()}, "levels": [self.levels[name, level] for level in ladder]}
                for name, ladder in self.ladders.items()
            },
        }

    def choose(self, options: Iterable[_T]) -> _T:
        return self.draw(st.sampled_from(tuple(options)))

    def indicator(self, id_: str) -> None:
        it: dict[str, Data] = {"title": {"sv": f"Indikator {id_}", "en": f"Indicator {id_}"}}
        match self.choose(("number", "number", "scale", "truth", "category")):
            case "scale":
                steps = self.values[id_] = self.choose(_SCALES)
                it["scale"] = name = f"s{_SCALES.index(steps)}"
                titles: Data = {step: {"sv": f"Läget är {step}", "en": f"It is {step}"} for step in steps}
                self.declared["scales"][name] = {"steps": list(steps), "titles": titles}
            case "truth":
                it["truth"], self.values[id_] = "true", TruthKind().values
            case "category":
                it["category"] = [*self.values.setdefault(id_, self.choose(_CODES))]
            case _:
                number = {"unit": "percent", "decimals": self.choose(("1", "0", "2", "30"))}
                number["min"] = self.choose(("", "", "0", "-2", "1"))
                number["max"] = self.choose(("", "", "3", "100", "1"))
                number["precision"] = self.choose(("", "", "0.5", "0.05", "0"))
                it["number"] = {key: text for key, text in number.items() if text}
                self.numbers.append(id_)
        self.declared["indicators"][id_] = it

    def condition(self, depth: int) -> Data:
        """Return a condition with at most *depth* levels under it, now and then one that stands elsewhere too."""
        upwards = [
            (name, level)
            for name, ladder in self.ladders.items()
            for rank, level in enumerate(ladder)
            if all((name, above) in self.levels for above in ladder[rank:])
        ]
        kinds = ["compare"] * 3 + ["again"] * bool(self.seen) + ["criterion"] * bool(self.criteria)
        kinds += ["level"] * (len(self.levels) > len(self.ladders)) + ["classification"] * bool(upwards)
        kinds += ["all", "any", "count", "not", "all", "any", "count"] if depth else []
        found: Data
        match self.choose(kinds):
            case "again":
                return self.choose(self.seen)
            case "criterion":
                return self.choose(self.criteria)
            case "level":
                found = {"level": "{}.{}".format(*self.choose(self.levels))}
            case "classification":
                name, level = self.choose(upwards)
                found = {"classification": name, self.choose(("at_least", "below")): level}
            case "not":
                found = {"not": self.condition(depth - 1)}
            case "all" | "any" | "count" as kind:
                members = [self.condition(depth - 1) for _ in range(self.draw(st.integers(1, 4)))]
                found = self.count({_meaning(it): it for it in members}) if kind == "count" else {kind: members}
            case _:
                found = self.compare()
        self.seen.append(found)
        return found

    def count(self, members: dict[str, Data]) -> Data:
        whole = st.integers(0, len(members)).map(str)
        k = self.draw(whole) if self.draw(st.booleans()) else self.constant(("count", len(members)), whole)
        return {self.choose(("at_least", "at_most")): k, "of": list(members.values())}

    def compare(self) -> Data:
        closing = self.closed_world and self.draw(st.booleans())
        closed: dict[str, Data] = {"missing_as": self.choose(("true", "false"))} if closing else {}
        left = self.choose((*self.declared["indicators"], *self.declared["indicators"], ""))
        if left in self.values:
            return {"indicator": left, **self.finite(left), **closed}
        side: dict[str, Data] = {"indicator": left} if left else {"value": self.expression(2)}
        operator = self.choose(_OPERATORS)
        if operator != "one_of":
            right = self.number() if self.draw(st.booleans()) else self.expression(2)
        elif self.draw(st.booleans()):
            right = [self.expression(1) for _ in range(self.draw(st.integers(1, 3)))]
        else:
            right = self.constant("numbers", st.lists(_NUMBERS, min_size=1, max_size=3))
        return {**side, operator: right, **closed}

    def finite(self, indicator: str) -> dict[str, Data]:
        values = self.values[indicator]
        one = st.sampled_from(values)
        operator = self.choose(_OPERATORS if values in _SCALES else _OPERATORS[-2:])
        if operator == "one_of" and self.draw(st.booleans()):
            return {operator: self.constant(("list", values), st.lists(one, min_size=1, max_size=3))}
        words: list[Data] = [
            self.draw(one) if self.draw(st.booleans()) else self.constant(("one", values), one)
            for _ in range(self.draw(st.integers(1, 3)) if operator == "one_of" else 1)
        ]
        return {operator: words if operator == "one_of" else words[0]}

    def expression(self, depth: int) -> Data:
        kinds = ["indicator", "number", "indicator"] if self.numbers else ["number"]
        kinds += ["sum", "mean", "difference", "times"] if depth else []
        match self.choose(kinds):
            case "indicator":
                return {"indicator": self.choose(self.numbers)}
            case "sum" | "mean" as kind:
                return {kind: [self.expression(depth - 1) for _ in range(self.draw(st.integers(1, 3)))]}
            case "difference":
                left = self.expression(depth - 1)
                return {"difference": [left, self.expression(depth - 1) if self.draw(st.booleans()) else left]}
            case "times":
                return {"times": [self.number(), self.expression(depth - 1)]}
            case _:
                return self.number()

    def number(self) -> Data:
        return self.draw(_NUMBERS) if self.draw(st.booleans()) else self.constant("number", _NUMBERS)

    def constant(self, sort: Hashable, values: SearchStrategy[Data]) -> Data:
        """Return the name of a parameter or reading of that *sort*, an earlier one or a new one."""
        if name := self.choose((*self.constants[sort], "")):
            return name
        name = f"k{sum(map(len, self.constants.values()))}"
        self.constants[sort].append(name)
        if self.draw(st.booleans()):
            self.declared["parameters"][name] = {"value": self.draw(values)}
        else:
            admissible = self.draw(st.lists(values, min_size=1, max_size=3, unique_by=_meaning))
            self.declared["readings"][name] = {"value": self.choose(admissible), "admissible": admissible}
        return name


@st.composite
def facts(draw: DrawFn, ruleset: Ruleset, *, area: str = "somewhere") -> FactSet:
    """Draw what is known of *area*: every cause, and numbers at the limits of *ruleset* and beside them."""
    admitted = ruleset.derived(admitted_values)
    given = {id_: _fact(draw, it.kind, admitted[id_]) for id_, it in ruleset.indicators.items()}
    return FactSet.of(area, ruleset.indicators, given | _at_a_limit(draw, ruleset, given))


@st.composite
def cells(draw: DrawFn, ruleset: Ruleset, *, area: str = "somewhere") -> dict[str, str]:
    """Draw a wide row of text that can be read: columns in any order, cells empty or left out, every spelling."""
    admitted, row = ruleset.derived(admitted_values), {"area": area}
    for id_ in draw(st.permutations(tuple(ruleset.indicators))):
        how = draw(st.sampled_from(("given", "given", "given", "empty", "left out")))
        if how == "given" and admitted[id_]:
            spellings = _spellings(ruleset.indicators[id_].kind, draw(st.sampled_from(admitted[id_])))
            row[id_] = draw(st.sampled_from(spellings))
        elif how != "left out":
            row[id_] = draw(st.sampled_from(("", "  ")))
    return row


@st.composite
def refinements(draw: DrawFn, facts: FactSet, ruleset: Ruleset) -> FactSet:
    """Draw what *facts* may become when more is learnt: each fact is kept, narrowed, or known exactly in the end."""
    return _learnt(draw, facts, ruleset, ("kept", "narrowed", "exact"))


@st.composite
def completions(draw: DrawFn, facts: FactSet, ruleset: Ruleset) -> FactSet:
    """Draw one way in which all of *facts* may be known exactly in the end, often at a limit of *ruleset*."""
    return _learnt(draw, facts, ruleset, ("exact",))


def every_completion(facts: FactSet) -> Iterator[FactSet]:
    """Yield every way in which *facts* may be known exactly; ``ValueError`` where a number is not exact already."""
    ways: list[list[Fact]] = []
    for it in facts.values():
        if isinstance(it, NumberFact) and not it.exact:
            raise ValueError("an interval of numbers has no end of completions")
        ways.append([FiniteFact((v,)) for v in it.values] if isinstance(it, FiniteFact) else [evolve(it, causes=())])
    for chosen in product(*ways):
        yield facts.replace(dict(zip(facts, chosen, strict=True)))


def _learnt(draw: DrawFn, facts: FactSet, ruleset: Ruleset, ways: tuple[str, ...]) -> FactSet:
    learnt: dict[str, Fact] = {}
    for id_, it in facts.items():
        if (way := draw(st.sampled_from(ways))) != "kept":
            near = ruleset.derived(_numbers)
            learnt[id_] = _part(draw, facts.indicators[id_].kind, it, near, exact=way == "exact")
    return facts.replace(learnt)


def _fact(draw: DrawFn, kind: Kind, admitted: tuple[Decimal | str, ...]) -> Fact:
    if not admitted or not (sources := draw(st.sampled_from((1, 0, 2, 0)))):
        return unknown(kind, *draw(st.sampled_from(_UNKNOWN)))
    return _between(kind, [known(kind, draw(st.sampled_from(admitted))) for _ in range(sources)])


def _between(kind: Kind, found: list[Fact]) -> Fact:
    """Return the fact that spans all of *found*, which are not open."""
    if all(it == found[0] for it in found):
        return found[0]
    if isinstance(kind, NumberKind):
        ends = [end for it in found if isinstance(it, NumberFact) for end in (it.low, it.high) if end is not None]
        return NumberFact(min(ends), max(ends), (Cause.CONFLICTING, *found[0].causes))
    said = {value for it in found if isinstance(it, FiniteFact) for value in it.values}
    ranks = [rank for rank, value in enumerate(kind.values) if value in said]
    spanned = ranks if isinstance(kind, CategoryKind) else range(ranks[0], ranks[-1] + 1)
    return FiniteFact(tuple(kind.values[rank] for rank in spanned), (Cause.CONFLICTING,))


def _part(draw: DrawFn, kind: Kind, fact: Fact, numbers: tuple[Decimal, ...], *, exact: bool) -> Fact:
    """Return a part of *fact*: one value where *exact*, else any part, open at most where *fact* is."""
    if isinstance(fact, FiniteFact):
        return _between(kind, [FiniteFact((draw(st.sampled_from(fact.values)),)) for _ in range(1 if exact else 2)])
    low, high = fact.low, fact.high
    near = {EXACT.add(it, by) for it in (*numbers, low, high) if it is not None for by in _BESIDE}
    inside = sorted(it for it in near if (low is None or low <= it) and (high is None or it <= high))
    ends = sorted(draw(st.sampled_from(inside)) for _ in range(1 if exact else 2))
    if exact or ends[0] == ends[-1]:
        return NumberFact(ends[0], ends[0])
    part = draw(st.sampled_from((low, ends[0]))), draw(st.sampled_from((high, ends[-1])))
    return fact if part == (low, high) else NumberFact(*part, (Cause.CONFLICTING,))


def _at_a_limit(draw: DrawFn, ruleset: Ruleset, given: Mapping[str, Fact]) -> dict[str, Fact]:
    """Return one fact so changed that a comparison, of several terms perhaps, just meets its limit; none at times."""
    moves = [
        {id_: fact}
        for form in ruleset.derived(_forms)
        for weight, id_ in form.terms
        for rest in form.span({**given, id_: NumberFact(Decimal(0), Decimal(0))})
        if rest is not None
        for limit in form.limits
        for fact in _that_reach(ruleset.indicators[id_].kind, Fraction(EXACT.subtract(limit, rest)) / Fraction(weight))
    ]
    return draw(st.sampled_from((*moves, {}))) if draw(st.integers(0, 3)) else {}


def _that_reach(kind: Kind, number: Fraction) -> Iterator[Fact]:
    """Yield the facts of *kind* that begin, lie or end at *number*, as far as it can be written in a cell."""
    if isinstance(kind, NumberKind):
        for reach in {Fraction(0), Fraction(kind.precision or 0), -Fraction(kind.precision or 0)}:
            whole = (number + reach) * 10**kind.decimals
            value = EXACT.scaleb(Decimal(int(whole)), -kind.decimals)
            if whole.denominator == 1 and _admits(kind, value):
                yield known(kind, value)


def _admits(kind: NumberKind, value: Decimal) -> bool:
    inside = (kind.min is None or kind.min <= value) and (kind.max is None or value <= kind.max)
    return inside and digits(f"{value:f}") <= MOST_DIGITS


def admitted_values(ruleset: Ruleset) -> dict[str, tuple[Decimal | str, ...]]:
    """Return for each indicator the values that a cell may hold: of numbers, those at a limit or beside it."""
    found: dict[str, tuple[Decimal | str, ...]] = {}
    for id_, it in ruleset.indicators.items():
        if not isinstance(kind := it.kind, NumberKind):
            found[id_] = kind.values
            continue
        step = EXACT.scaleb(Decimal(1), -kind.decimals)
        offsets = {EXACT.multiply(sign, by) for sign in (-1, 0, 1) for by in (step, kind.precision or step)}
        near = {EXACT.add(number, by) for number in ruleset.derived(_numbers) for by in offsets}
        whole = {number.quantize(step, ROUND_FLOOR, _WIDE) for number in near}
        found[id_] = tuple(sorted(number for number in whole if _admits(kind, number)))
    return found


def _forms(ruleset: Ruleset) -> tuple[Linear, ...]:
    """Return the linear forms of all comparisons that read a number."""
    compares = [it for it in program(ruleset).conditions if isinstance(it, NumberCompare)]
    return tuple(form for it in compares for form in linear(it, ruleset) if form.terms)


def _numbers(ruleset: Ruleset) -> tuple[Decimal, ...]:
    """Return the limits of *ruleset* for each number that stands alone, and three small numbers."""
    found = {_WIDE.divide(end, weight) for it in ruleset.derived(_forms) for end in it.limits for weight, _ in it.terms}
    return tuple(sorted(found.union(map(Decimal, (-1, 0, 1)))))


def _spellings(kind: Kind, value: Decimal | str) -> tuple[str, ...]:
    """Return the ways in which *value* may be written in a cell."""
    if isinstance(value, Decimal):
        text = plain(value)
        return (text, f"{value:f}", f" {text}", text if text.startswith("-") else f"+{text}")
    if isinstance(kind, TruthKind):
        return _TRUTHS[value]
    title = getattr(kind.scale if isinstance(kind, ScaleKind) else kind, "titles", {}).get(value)
    return (value, *filter(None, (title.sv, title.en))) if title else (value,)
