"""Values, thresholds and comparisons in words."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import cached_property
from typing import assert_never

from lagesbild_rules.evaluation import count_of, reads
from lagesbild_rules.exact import plain
from lagesbild_rules.explanation._model import Margin, Step
from lagesbild_rules.explanation._phrases import capital, enumerated, number, phrase, quantity
from lagesbild_rules.explanation._steps import unit_of
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
)
from lagesbild_rules.ruleset import (
    All,
    Any,
    ClassificationRef,
    Compare,
    Condition,
    Count,
    CriterionRef,
    Difference,
    Expression,
    FiniteCompare,
    IndicatorValue,
    LevelRef,
    Literal,
    Mean,
    Name,
    Not,
    NumberCompare,
    Operator,
    Ruleset,
    Sum,
    Times,
    Value,
    walk,
)
from lagesbild_rules.text import Language


def conditions(ruleset: Ruleset) -> Iterator[Condition]:
    """Yield the condition of every criterion and of every level that has one."""
    yield from (it.when for it in ruleset.criteria.values())
    for classification in ruleset.classifications.values():
        yield from (level.when for level in classification.levels if level.when)


class Values:
    """Says values of one ruleset in one language."""

    def __init__(self, ruleset: Ruleset, language: Language, withheld: tuple[str, ...] = ()) -> None:
        self.ruleset, self.language, self.withheld = ruleset, language, frozenset(withheld)

    def say(self, id: str, /, **words: object) -> str:
        return phrase(id, self.language, **words)

    def indicator(self, id: str) -> str:
        return self.ruleset.indicators[id].title.in_(self.language) or id

    def claim(self, criterion: str) -> str:
        """Return the claim of *criterion* without its full stop, to stand in a longer line."""
        return self.ruleset.criteria[criterion].claim.in_(self.language).removesuffix(".") or criterion

    def level(self, classification: str, level: str) -> str:
        """Return the title of a level, or its id where it has none."""
        ladder = self.ruleset.classifications[classification]
        return ladder.levels[ladder.rank(level)].title.in_(self.language) or level

    def fact(self, indicator: str, fact: Fact) -> str:
        """Return what is known, with the causes where it is not known exactly."""
        kind = self.ruleset.indicators[indicator].kind
        if indicator in self.withheld:
            return self.say("withheld")
        if not fact.exact and fact.causes == (Cause.MISSING,):
            return self.say("missing")
        causes = ", ".join(self.say(cause.value) for cause in fact.causes)
        known = self._number_fact(kind, fact) if isinstance(fact, NumberFact) else self._finite_fact(kind, fact)
        if not known:
            return causes
        return f"{known} ({causes})" if causes else known

    def _number_fact(self, kind: Kind, fact: NumberFact) -> str:
        unit = kind.unit if isinstance(kind, NumberKind) else None
        low, high = (None if it is None else quantity(it, unit, self.language) for it in (fact.low, fact.high))
        if fact.exact:
            return low or ""
        if low and high:
            assert fact.low is not None
            return self.say("span", low=number(fact.low, self.language), high=high)
        return self.say("from", low=low) if low else self.say("to", high=high) if high else ""

    def _finite_fact(self, kind: Kind, fact: FiniteFact) -> str:
        words = [self.value(kind, it) for it in fact.values]
        if len(words) == 1:
            return words[0]
        if isinstance(kind, NumberKind) or len(words) == len(kind.values):
            return ""
        if isinstance(kind, ScaleKind):
            return self.say("span", low=words[0], high=words[-1])
        return enumerated(words, self.language, "or")

    def value(self, kind: Kind, value: str) -> str:
        """Return one step, code or truth as people say it."""
        match kind:
            case TruthKind():
                return self.say(f"truth_{value}")
            case ScaleKind(scale):
                title = scale.titles[value].in_(self.language) if value in scale.titles else value
            case CategoryKind(_, titles):
                title = titles[value].in_(self.language) if value in titles else value
            case NumberKind():
                return value
            case _:
                assert_never(kind)
        return self.say("quoted", text=title)

    def comparison(self, step: Step, compare: Compare, facts: FactSet) -> str:
        """Return what is compared, what is known of it, what is asked, and by how much it is met or missed."""
        left = IndicatorValue(compare.indicator) if isinstance(compare, FiniteCompare) else compare.left
        switch = isinstance(left, Name) and not step.reads
        closed = self.say("closed", answer=self.say("true" if compare.missing_as else "false")) if step.closed else ""
        return self.say(
            "compare",
            subject=capital(self.whose(left.id)) if switch and isinstance(left, Name) else self._subject(left),
            value=self._known(left, step.reads, facts),
            wanted=self.wanted(compare),
            margin="" if Cause.MISSING in step.causes else self.margin(step.margin),
            closed=closed,
        )

    def _subject(self, left: Expression) -> str:
        return capital(self.expression(left))

    def _known(self, left: Expression, reads: tuple[str, ...], facts: FactSet) -> str:
        if isinstance(left, IndicatorValue):
            others = [id_ for id_ in reads if id_ != left.id]
            return self._facts([left.id, *others], facts, named=bool(others))
        if reads:
            return self._facts(list(reads), facts, named=True)
        return self.plain_value(self.ruleset.value(left.id)) if isinstance(left, Name) else self.expression(left)

    def _facts(self, ids: list[str], facts: FactSet, *, named: bool) -> str:
        if not named:
            return self.fact(ids[0], facts[ids[0]])
        return "; ".join(f"{self.indicator(id_)} {self.fact(id_, facts[id_])}" for id_ in ids)

    def rule(self, condition: Condition) -> str:
        """Return what *condition* asks, whatever the facts are; its members are said apart."""
        match condition:
            case NumberCompare() | FiniteCompare():
                left = condition.left if isinstance(condition, NumberCompare) else IndicatorValue(condition.indicator)
                subject = self._subject(left)
                if isinstance(left, Name) and not reads(condition, self.ruleset):
                    subject = f"{capital(self.whose(left.id))} ({self.plain_value(self.ruleset.value(left.id))})"
                said = self.say("rule", subject=subject, wanted=self.wanted(condition))
                if condition.missing_as is None:
                    return said
                return said + self.say("rule_closed", answer=self.say("true" if condition.missing_as else "false"))
            case All(members) | Any(members) if len(members) == 1:
                return self.say("only_one")
            case All(members):
                return self.say("both" if len(members) == 2 else "all", n=len(members))
            case Any(members):
                return self.say("any", n=len(members))
            case Not():
                return self.say("not")
            case Count(operator, k, members):
                whose = f" ({self.whose(k.id)})" if isinstance(k, Name) else ""
                return self.say(f"count_{operator.value}", k=f"{count_of(k, self.ruleset)}{whose}", n=len(members))
            case CriterionRef(id_):
                return self.claim(id_)
            case LevelRef(name, level):
                return self.say("level_ref", level=self.level(name, level))
            case ClassificationRef(name, operator, level):
                id_ = "upwards" if operator is Operator.AT_LEAST else "not_upwards"
                return self.say(id_, level=self.level(name, level))
            case _:
                assert_never(condition)

    def wanted(self, compare: Compare) -> str:
        """Return what a comparison asks for, with whose threshold it is."""
        if isinstance(compare, FiniteCompare):
            kind = self.ruleset.indicators[compare.indicator].kind
            limits = [self._limit(it, kind) for it in compare.right]
        else:
            unit = unit_of(compare.left, self.ruleset)
            limits = [self.expression(it, unit) for it in compare.right]
        exactly = compare.operator is Operator.EQUALS and isinstance(compare, NumberCompare)
        return self.say(
            "equals_number" if exactly else compare.operator.value, limit=enumerated(limits, self.language, "or")
        )

    def _limit(self, it: Literal | Name, kind: Kind) -> str:
        if isinstance(it, Literal):
            return self.value(kind, str(it.value))
        value = self.ruleset.value(it.id)
        several = value if isinstance(value, tuple) else (value,)
        said = enumerated([self.value(kind, str(one)) for one in several], self.language, "or")
        return f"{said} ({self.whose(it.id)})"

    def whose(self, name: str) -> str:
        """Return whose the threshold *name* is, in few words."""
        sort = "parameter" if name in self.ruleset.parameters else "reading"
        return self.say(f"whose_short_{sort}", id=name)

    def expression(self, expression: Expression, unit: str | None = None) -> str:
        match expression:
            case Literal(value):
                return quantity(value, unit, self.language) if isinstance(value, Decimal) else value
            case Name(id_):
                return f"{self.plain_value(self.ruleset.value(id_), unit)} ({self.whose(id_)})"
            case IndicatorValue(id_):
                return self.indicator(id_)
            case Sum(terms):
                return self.say("sum", terms=enumerated([self.expression(it) for it in terms], self.language))
            case Mean(terms):
                return self.say("mean", terms=enumerated([self.expression(it) for it in terms], self.language))
            case Difference(left, right):
                return self.say("difference", left=self.expression(left), right=self.expression(right))
            case Times(factor, term):
                return self.say("times", factor=self.expression(factor), term=self.expression(term))
            case _:
                assert_never(expression)

    def plain_value(self, value: Value, unit: str | None = None) -> str:
        """Return the value of a parameter or reading, numbers with their unit."""
        if isinstance(value, tuple):
            return enumerated([self.plain_value(it, unit) for it in value], self.language, "or")
        return quantity(value, unit, self.language) if isinstance(value, Decimal) else value

    def constant(self, name: str, value: Value) -> str:
        """Return one *value* of the parameter or reading *name* as people say it, in the sense in which it is used."""
        kind = self._kinds.get(name)
        if kind is None or isinstance(value, Decimal):
            it = self.ruleset.parameters.get(name) or self.ruleset.readings[name]
            return self.plain_value(value, it.unit)
        several = value if isinstance(value, tuple) else (value,)
        return enumerated([self.value(kind, str(one)) for one in several], self.language, "or")

    @cached_property
    def _kinds(self) -> dict[str, Kind]:
        """The kind of the indicator that each step, code or truth among the parameters and readings is held to."""
        kinds: dict[str, Kind] = {}
        for when in conditions(self.ruleset):
            for it in walk(when):
                if isinstance(it, FiniteCompare):
                    kinds |= {
                        name.id: self.ruleset.indicators[it.indicator].kind
                        for name in it.right
                        if isinstance(name, Name)
                    }
        return kinds

    def margin(self, margin: Margin | None) -> str:
        """Return how far the value lies from the limit, as the end of a sentence."""
        if margin is None or (margin.low is None and margin.high is None):
            return ""
        if margin.low == margin.high and margin.low is not None:
            if not margin.low:
                return self.say("margin_on")
            way = "margin_above" if margin.low > 0 else "margin_below"
            return self.say(way, size=self._size(margin.low, margin))
        low, high = (None if end is None else self._side(end, margin) for end in (margin.low, margin.high))
        if low and high:
            return self.say("margin_span", low=low, high=high)
        return self.say("margin_from", low=low) if low else self.say("margin_to", high=high)

    def _side(self, end: Decimal, margin: Margin) -> str:
        if not end:
            return self.say("side_on")
        return self.say("side_above" if end > 0 else "side_below", size=self._size(end, margin))

    def _size(self, end: Decimal, margin: Margin) -> str:
        if margin.unit is None:
            return self.say("step" if abs(end) == 1 else "steps", n=plain(abs(end)))
        said = self.distance(abs(end), margin.unit)
        return said if margin.exact else self.say("about", n=said)

    def distance(self, size: Decimal, unit: str | None) -> str:
        """Return how far two numbers in *unit* lie apart: two percentages in percentage points."""
        if unit == "percent":
            return self.say("point" if size == 1 else "points", n=number(size, self.language))
        return quantity(size, unit, self.language)
