"""What could change the answer, in words: other reasons, facts that settle it, changes of facts, other readings."""

from __future__ import annotations

from decimal import Decimal

from lagesbild_rules.explanation._document import (
    AgainstText,
    BoundaryText,
    ChangeText,
    EnvelopeText,
    OutcomeText,
    ReadingChangeText,
)
from lagesbild_rules.explanation._model import Against, Boundaries, Change, Envelope, ReadingChange
from lagesbild_rules.explanation._phrases import enumerated, number, quantity, whole
from lagesbild_rules.explanation._values import Values
from lagesbild_rules.facts import Fact, FactSet, FiniteFact, NumberKind, ScaleKind
from lagesbild_rules.ruleset import value_text


class Outlook:
    """Says what could change the answer, for one area in one language."""

    def __init__(self, values: Values, facts: FactSet) -> None:
        self.values, self.facts, self.language = values, facts, values.language
        self.say = values.say

    def against(self, it: Against) -> AgainstText:
        claim = self.values.claim(it.criterion)
        return AgainstText(it.criterion, it.towards, self.say(f"towards_{it.towards}", claim=claim))

    def boundary(self, classification: str, it: Boundaries) -> BoundaryText:
        level = self.values.level(classification, it.level)
        if it.found:
            to = self.say("way_all_the_way" if it.direction == "out" else "way_to", level=level)
            together, any_ = len(it.found[0]) > 1, len(it.found) > 1
            way = ("way_together_any" if any_ else "way_together") if together else "way_any" if any_ else "way_one"
            text = self.say(way, to=to, n=len(it.found[0]))
        elif it.complete:
            text = self.say("way_closed", level=level)
        else:
            text = self.say("way_far", level=level, n=it.at_least)
        changes = [[self._change(change) for change in changes] for changes in it.found]
        note = self.say("way_more") if it.found and not it.complete else None
        return BoundaryText(it.direction, it.level, level, text, changes, note, it.complete, it.at_least)

    def _change(self, it: Change) -> ChangeText:
        kind, fact = self.facts.indicators[it.indicator].kind, self.facts[it.indicator]
        if isinstance(it.value, Decimal) and isinstance(kind, NumberKind):
            to, id_ = quantity(it.value, kind.unit, self.language), "change_to"
        else:
            to, id_ = self.values.value(kind, str(it.value)), "change_to"
        title, now = self.values.indicator(it.indicator), self.values.fact(it.indicator, fact)
        if not it.distance and not fact.exact:
            id_ = "change_known"
        return ChangeText(
            it.indicator,
            title,
            value_text(it.value),
            self.say(id_, title=title, now=now, to=to),
            self._distance(it, fact),
        )

    def _distance(self, it: Change, fact: Fact) -> str | None:
        kind = self.facts.indicators[it.indicator].kind
        if not it.distance:
            return None
        if isinstance(kind, NumberKind):
            return self.values.distance(it.distance, kind.unit)
        if isinstance(kind, ScaleKind) and isinstance(fact, FiniteFact):
            return self.say("step" if it.distance == 1 else "steps", n=number(it.distance, self.language))
        return None

    def envelope(self, classification: str, it: Envelope) -> EnvelopeText:
        if it.combinations == 1:
            text = self.say("envelope_none")
        elif it.robust:
            text = self.say("envelope_robust", n=whole(it.combinations, self.language))
        else:
            names = enumerated([self._reading(id_) for id_ in it.depends_on], self.language)
            text = self.say("envelope_depends", names=names)
        outcomes = [
            OutcomeText(list(possible), self._outcome(classification, possible, number_, it.combinations), number_)
            for possible, number_ in it.outcomes
        ]
        changes = [self._reading_change(classification, change) for change in it.changes]
        return EnvelopeText(text, it.robust, it.combinations, list(it.depends_on), outcomes, changes)

    def _outcome(self, classification: str, possible: tuple[str, ...], number_: int, combinations: int) -> str:
        said, of = whole(number_, self.language), whole(combinations, self.language)
        return self.say("under_combinations", levels=self.levels(classification, possible), n=said, all=of)

    def _reading_change(self, classification: str, it: ReadingChange) -> ReadingChangeText:
        parts = [
            self.say("reading_as", name=self._reading(id_), value=self.values.constant(id_, value))
            for id_, value in it.readings
        ]
        text = self.say(
            "reading_leads",
            changes=enumerated(parts, self.language),
            levels=self.levels(classification, it.possible),
        )
        readings = {id_: value_text(value) for id_, value in it.readings}
        return ReadingChangeText(text, readings, list(it.possible))

    def _reading(self, id: str) -> str:
        title = self.values.ruleset.readings[id].title.in_(self.language)
        return self.say("quoted", text=title) if title else id

    def levels(self, classification: str, possible: tuple[str, ...]) -> str:
        """Return the titles of *possible*, joined by «or»."""
        return enumerated([self.values.level(classification, it) for it in possible], self.language, "or")


def changes_text(changes: list[ChangeText]) -> str:
    """Return changes that belong together as one line."""
    return "; ".join(f"{it.text} ({it.distance_text})" if it.distance_text else it.text for it in changes)
