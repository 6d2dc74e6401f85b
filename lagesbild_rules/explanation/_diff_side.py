"""One of the two texts that are compared: what its things are called, and what it says of them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Final

from lagesbild_rules.explanation._condition_parts import names_in
from lagesbild_rules.explanation._inline import inline
from lagesbild_rules.explanation._phrases import enumerated, quantity
from lagesbild_rules.explanation._reach import reached
from lagesbild_rules.explanation._steps import unit_of
from lagesbild_rules.explanation._values import Values, conditions
from lagesbild_rules.facts import CategoryKind, Indicator, NumberKind, Scale, ScaleKind, TruthKind
from lagesbild_rules.ruleset import (
    Classification,
    Compare,
    Condition,
    Criterion,
    CriterionRef,
    Expression,
    Level,
    Literal,
    Matter,
    Name,
    NumberCompare,
    Parameter,
    Part,
    Reading,
    Reference,
    Role,
    Ruleset,
    Source,
    Spot,
    Titled,
    Value,
    walk,
)
from lagesbild_rules.text import Language, Text

_WORDS: Final = {"status": "s_", "modality": "m_", "evidence": "e_", "handling": "h_", "worse": "d_", "certainty": "d_"}
_KINDS: Final = {TruthKind: "d_truth", ScaleKind: "d_scale", CategoryKind: "d_category", NumberKind: "d_number"}

_NAMED: Final = 2
"""So many criteria are named that use a value; of more it is told how many they are."""


class Side:
    """Says what one ruleset holds, in one language."""

    def __init__(self, ruleset: Ruleset, language: Language) -> None:
        self.ruleset, self.language, self.values = ruleset, language, Values(ruleset, language)
        self.say = self.values.say

    def quoted(self, text: str) -> str:
        return self.say("quoted", text=text)

    def listed(self, parts: list[str]) -> str:
        return enumerated(parts, self.language)

    def name(self, spot: Spot) -> str:
        """Return what people call the thing at *spot*: its words, or its id where it has none."""
        ruleset = self.ruleset
        match spot.sort:
            case "ruleset":
                return ruleset.title.in_(self.language)
            case "classification":
                return ruleset.classifications[spot.id].title.in_(self.language) or spot.id
            case "level":
                return self.level(spot.id)
            case "criterion":
                return self.quoted(self.values.claim(spot.id))
            case "parameter" | "reading":
                titled = self.constant(spot.id).title != Text()
                return self.constant_title(spot.id) if titled else self._sorted(spot.id)
            case "indicator":
                return self.quoted(self.values.indicator(spot.id))
            case "source":
                return self.quoted(ruleset.sources[spot.id].title)
            case "scale":
                return spot.id

    def level(self, id: str) -> str:
        classification, _, level = id.partition(".")
        return self.values.level(classification, level)

    def inline(self, condition: Condition) -> str:
        return inline(condition, self.values)

    def constant(self, name: str) -> Parameter | Reading:
        return self.ruleset.parameters.get(name) or self.ruleset.readings[name]

    def constant_title(self, name: str) -> str:
        title = self.constant(name).title.in_(self.language)
        return self.quoted(title) if title else name

    def constant_called(self, name: str) -> str:
        """Return «the threshold …», «the figure …» or «the reading …», with where it is used when it has no title."""
        called = self._sorted(name)
        return called if self.constant(name).title != Text() else self.with_use(called, name)

    def _sorted(self, name: str) -> str:
        threshold = any(Name(name) in it.right for it in self._compares())
        sort = "reading" if name in self.ruleset.readings else "threshold" if threshold else "figure"
        return self.say(f"d_the_{sort}", what=self.constant_title(name))

    def with_use(self, called: str, name: str) -> str:
        """Return *called* with the criteria and levels whose condition uses the parameter or reading *name*."""
        criteria = [
            self.name(Spot("criterion", id_)) for id_, it in self.ruleset.criteria.items() if _uses(it.when, name)
        ]
        levels = [
            self.values.level(ladder.id, level.id)
            for ladder in self.ruleset.classifications.values()
            for level in ladder.levels
            if level.when and _uses(level.when, name)
        ]
        if len(criteria) > _NAMED:
            criteria = [self.say("d_of_criterions", n=len(criteria))]
        where = self.listed([*criteria, *levels])
        return self.say("d_used_in", what=called, where=where) if where else called

    def constant_value(self, name: str) -> str:
        return self.values.constant(name, self.constant(name).value)

    def admissible(self, name: str) -> list[str]:
        it = self.constant(name)
        return [self.values.constant(name, value) for value in it.admissible] if isinstance(it, Reading) else []

    def limit(self, compare: Compare) -> str:
        """Return the right side of *compare* alone, with whose it is."""
        said: list[str] = []
        for it in compare.right:
            if isinstance(it, Name):
                said.append(f"{self.values.constant(it.id, self.ruleset.value(it.id))} ({self.values.whose(it.id)})")
            elif isinstance(compare, NumberCompare):
                said.append(self.values.expression(it, unit_of(compare.left, self.ruleset)))
            elif isinstance(it, Literal):
                said.append(self.values.value(self.ruleset.indicators[compare.indicator].kind, str(it.value)))
        return enumerated(said, self.language, "or")

    def subject(self, left: Expression) -> str:
        """Return what a comparison is about: an expression, or whose the value is that switches it on or off."""
        return self.values.whose(left.id) if isinstance(left, Name) else self.values.expression(left)

    def role(self, role: Role, *, of_level: bool) -> str:
        said = self.say(f"d_role_{role.name}")
        return self.say("d_role_in", role=said, level=self.level(role.level)) if of_level else said

    def through(self, when: Condition | None, criterion: str) -> str | None:
        """Return by which reference *when* in the end asks for *criterion*; ``None`` when it names it, or asks not."""
        direct, wanted = walk(when) if when else (), CriterionRef(criterion)
        if criterion not in self.ruleset.criteria or wanted in direct:
            return None
        found = (it for it in direct if isinstance(it, Reference) and wanted in reached(self.ruleset, it))
        through = next(found, None)
        return self.inline(through) if through else None

    def matter(self, it: Matter, part: Part, spot: Spot) -> str | None:
        """Return what was there, or is now, in words; ``None`` for nothing."""
        match it:
            case None:
                return None
            case bool():
                return self.say("truth_true" if it else "truth_false")
            case Text():
                return it.in_(self.language) or None
            case Titled():
                return it.title.in_(self.language) or None
            case Role():
                return self.role(it, of_level=True)
            case Parameter() | Reading():
                return self.constant_value(it.id)
            case Classification() | Level() | Indicator():
                return it.title.in_(self.language) or it.id
            case Criterion():
                return self.values.claim(it.id)
            case Source():
                return it.title
            case Scale():
                return it.id
            case TruthKind() | ScaleKind() | CategoryKind() | NumberKind():
                return self.say(_KINDS[type(it)])
            case Decimal() | str() | tuple():
                return self._value(it, part, spot)
            case int() | date():
                return str(it)
            case _:
                return self.inline(it)

    def _value(self, it: Value | tuple[int, str], part: Part, spot: Spot) -> str:
        match it:
            case (int(times), str(unit)):
                return self.say(f"d_in_{unit}", n=times)
            case tuple():
                return self.listed([self._value(one, part, spot) for one in it if isinstance(one, Decimal | str)])
        if part in ("value", "admissible"):
            return self.values.constant(spot.id, it)
        if isinstance(it, str):
            return self._word(it, part, spot)
        kind = self.ruleset.indicators[spot.id].kind
        return quantity(it, kind.unit if isinstance(kind, NumberKind) else None, self.language)

    def _word(self, it: str, part: Part, spot: Spot) -> str:
        if part in _WORDS:
            return self.say(f"{_WORDS[part]}{it}")
        match part:
            case "source":
                return self.quoted(self.ruleset.sources[it].title)
            case "supporting":
                return self.name(Spot("criterion", it))
            case "levels":
                return self.values.level(spot.id, it)
            case "steps" | "codes":
                return self.values.value(self.ruleset.indicators[spot.id].kind, it)
            case _:
                return it

    def _compares(self) -> list[Compare]:
        return [it for when in conditions(self.ruleset) for it in walk(when) if isinstance(it, Compare)]


def _uses(when: Condition, name: str) -> bool:
    return any(name in names_in(it) for it in walk(when))
