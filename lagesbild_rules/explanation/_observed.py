"""Observations in words: what each says, where it comes from, and why one was set aside."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal

from lagesbild_rules.explanation._document import GroundingText, GroundText, ObservationText
from lagesbild_rules.explanation._grounding import LEAST_GRADES
from lagesbild_rules.explanation._model import ClassExplanation
from lagesbild_rules.explanation._phrases import capital, enumerated, number, quantity
from lagesbild_rules.explanation._values import Values
from lagesbild_rules.facts import Cause, FactSet, Handling, NumberKind, Observation, Why, handling_of


class Observed:
    """Says the observations behind one area's facts; for the open audience without id, note and legal ground."""

    def __init__(self, values: Values, facts: FactSet, *, open: bool) -> None:
        self.values, self.facts, self.open = values, facts, open
        self.say = values.say

    def note(self) -> str | None:
        """Return that facts without observations are neither dated nor graded, where there is such a fact."""
        bare = (id_ for id_ in self.facts if id_ not in self.facts.grounds and id_ not in self.values.withheld)
        given = any(self.facts[id_].causes != (Cause.MISSING,) for id_ in bare)
        return self.say("facts_undated") if given else None

    def summary(self, indicator: str) -> str | None:
        """Return how many observations count and how many were set aside, why; nothing where there are none."""
        if indicator not in self.facts.grounds:
            return None
        grounds = self.facts.grounds[indicator]
        kept, aside = len(grounds.rests_on), grounds.set_aside
        told = self.say("counts_none" if not kept else "counts_one" if kept == 1 else "counts_several", n=kept)
        if not aside:
            return told
        found = {why for it in aside for why in it.why}
        reasons = ", ".join(self.say(f"why_{why.value}") for why in Why if why in found)
        return f"{told}; {self.say('aside_one' if len(aside) == 1 else 'aside_several', n=len(aside), reasons=reasons)}"

    def observations(self, indicator: str) -> list[ObservationText]:
        """Return those that the fact rests on and then those set aside, the newest first in each."""
        if indicator not in self.facts.grounds:
            return []
        grounds = self.facts.grounds[indicator]
        kept = sorted(grounds.rests_on, key=_date, reverse=True)
        aside = sorted(grounds.set_aside, key=lambda it: _date(it.observation), reverse=True)
        return [*(self._one(it, ()) for it in kept), *(self._one(it.observation, it.why) for it in aside)]

    def _one(self, it: Observation, why: tuple[Why, ...]) -> ObservationText:
        reasons = [self._reason(it, one) for one in why]
        value, handling = self._value(it), handling_of(it, self.facts.indicators[it.indicator])
        parts = [
            it.reported_by or self.say("o_by_none"),
            *self._times(it),
            self._grade(it),
            self.say(f"basis_{it.basis or 'unstated'}"),
            *self._inside(it, handling),
            self.say("o_set_aside", reasons=", ".join(reasons)) if why else self.say("o_counts"),
        ]
        return ObservationText(
            f"{value}: {'; '.join(parts)}",
            value,
            it.reported_by,
            _text(it.valid_from),
            _text(it.valid_until),
            _text(it.recorded_at),
            it.grade,
            self._grade(it),
            it.basis,
            self.say(f"basis_{it.basis or 'unstated'}"),
            "open" if self.open else handling,
            None if self.open else it.handling_ground,
            None if self.open else it.note,
            None if self.open else it.id,
            not why,
            [one.value for one in why],
            reasons,
        )

    def _value(self, it: Observation) -> str:
        kind, language = self.facts.indicators[it.indicator].kind, self.values.language
        if isinstance(kind, NumberKind):
            low, high = Decimal(it.low), quantity(Decimal(it.high), kind.unit, language)
            return high if it.exact else self.say("span", low=number(low, language), high=high)
        low_, high_ = (self.values.value(kind, str(end)) for end in (it.low, it.high))
        return capital(high_) if it.exact else capital(self.say("span", low=low_, high=high_))

    def _times(self, it: Observation) -> Iterator[str]:
        if it.valid_from and it.valid_until:
            yield self.say("o_valid", day=it.valid_from, end=it.valid_until)
        elif it.valid_from:
            yield self.say("o_valid_from", day=it.valid_from)
        elif it.valid_until:
            yield self.say("o_valid_until", day=it.valid_until)
        if it.recorded_at:
            yield self.say("o_recorded", time=_time(it.recorded_at))
        if it.date is None:
            yield self.say("o_undated")

    def _grade(self, it: Observation) -> str:
        if it.source_grade and it.information_grade:
            return self.say("o_grade", grade=it.grade)
        if it.source_grade:
            return self.say("o_grade_source", grade=it.source_grade)
        if it.information_grade:
            return self.say("o_grade_information", grade=it.information_grade)
        return self.say("o_ungraded")

    def _inside(self, it: Observation, handling: Handling | None) -> Iterator[str]:
        """Yield what only those inside may know."""
        if self.open:
            return
        if handling:
            word = self.say(f"h_{handling}")
            yield self.say("o_handling", handling=word, ground=it.handling_ground) if it.handling_ground else word
        if it.note:
            yield self.say("o_note", note=it.note)
        if it.observation_id:
            yield it.observation_id

    def _reason(self, it: Observation, why: Why) -> str:
        if why is Why.SUPERSEDED and not self.open:
            return self.say("why_superseded_by", id=it.superseded_by)
        return self.say(f"why_{why.value}")

    def grounding(self, it: ClassExplanation) -> GroundingText | None:
        """Return the verdict by basis and by grade; nothing where no fact has observations."""
        own = it.grounding
        if own is None:
            return None
        what = self.say("the_class" if it.level else "the_answer")
        if own.on_nothing:
            texts = [self.say("grounding_nothing", what=what)]
        else:
            texts = [
                self.say("register_alone" if own.register_alone else "not_register_alone", what=what),
                self.say("needs_assessments" if own.needs_assessments else "needs_no_assessments", what=what),
                self._down_to(own.down_to, what),
            ]
        return GroundingText(
            texts,
            own.register_alone,
            own.needs_assessments,
            own.down_to,
            own.on_nothing,
            [self._step(it.id, "basis", name, possible) for name, possible in own.by_basis],
            [self._step(it.id, "grade", name, possible) for name, possible in own.by_grade],
        )

    def _down_to(self, grade: str | None, what: str) -> str:
        if grade is None or grade == LEAST_GRADES[0]:
            return self.say(f"down_to_{grade or 'none'}", what=what)
        stricter = LEAST_GRADES[LEAST_GRADES.index(grade) - 1]
        return self.say("down_to_X4" if grade == "X4" else "down_to", what=what, grade=grade, stricter=stricter)

    def _step(self, classification: str, by: str, name: str | None, possible: tuple[str, ...]) -> GroundText:
        levels = [self.values.level(classification, level) for level in possible]
        told = self.say(f"step_{by}_{name or 'unstated'}")
        return GroundText(name, told, list(possible), enumerated(levels, self.values.language, "or"))


def _date(it: Observation) -> date:
    return it.date or date.min


def _text(moment: date | None) -> str | None:
    return None if moment is None else moment.isoformat().replace("+00:00", "Z")


def _time(moment: datetime) -> str:
    """Return a time in UTC as people write it; a day's first moment is the day."""
    if not (moment.hour or moment.minute or moment.second or moment.microsecond):
        return str(moment.date())
    return f"{moment:%Y-%m-%d %H:%M} UTC"
