"""From an explanation to the document that says it in one language."""

from __future__ import annotations

from collections.abc import Iterator

from lagesbild_rules.exact import plain
from lagesbild_rules.explanation._citations import Citations
from lagesbild_rules.explanation._condition_parts import kind_of, names_in
from lagesbild_rules.explanation._document import (
    ClassText,
    CriterionText,
    Document,
    FactText,
    LevelText,
    StepText,
    WithheldText,
)
from lagesbild_rules.explanation._model import ClassExplanation, Explanation, LedgerEntry, LevelExplanation, Step
from lagesbild_rules.explanation._observed import Observed
from lagesbild_rules.explanation._outlook import Outlook
from lagesbild_rules.explanation._phrases import enumerated
from lagesbild_rules.explanation._values import Values
from lagesbild_rules.facts import CategoryKind, Cause, NumberFact
from lagesbild_rules.ruleset import (
    CriterionRef,
    FiniteCompare,
    LevelRef,
    NumberCompare,
    members,
)
from lagesbild_rules.text import Language
from lagesbild_rules.truth import Truth


def document(explanation: Explanation, language: Language = "sv") -> Document:
    """Return *explanation* in words of *language*, whole and in the reader's order."""
    return _Writer(explanation, language).document()


class _Writer:
    def __init__(self, explanation: Explanation, language: Language) -> None:
        self.explanation, self.language = explanation, language
        self.assessment = explanation.assessment
        self.ruleset, self.facts = self.assessment.ruleset, self.assessment.facts
        self.values = Values(self.ruleset, language, explanation.withheld)
        self.citations = Citations(self.ruleset, language)
        self.outlook = Outlook(self.values, self.facts)
        self.observed = Observed(self.values, self.facts, open=explanation.published is not None)
        self.say = self.values.say

    def document(self) -> Document:
        ruleset = self.ruleset
        open_ = self.explanation.published is not None
        return Document(
            self.language,
            "open" if open_ else "internal",
            self.say("audience_open") if open_ else None,
            self.facts.area,
            str(self.assessment.as_of),
            self.say("title", area=self.facts.area),
            self.say("proposal"),
            self.citations.ruleset(),
            [self._classification(it) for it in self.explanation.classifications],
            [self._criterion(it) for it in self.explanation.ledger],
            self.citations.constants(self.values),
            [self._fact(id_) for id_ in ruleset.indicators],
            self.observed.note(),
            [self._withheld(id_) for id_ in self.explanation.withheld],
        )

    def _withheld(self, id: str) -> WithheldText:
        handling = self.ruleset.indicators[id].handling or "unmarked"
        return WithheldText(id, self.values.indicator(id), handling, self.say(f"withheld_{handling}"))

    def _causes(self, causes: tuple[Cause, ...], reads: tuple[str, ...]) -> list[str]:
        """Return why something is not known exactly; for the open audience a closed fact is `withheld`, not missing."""
        closed = self.values.withheld.intersection(reads)
        missing = any(Cause.MISSING in self.facts[id_].causes for id_ in reads if id_ not in closed)
        words = [cause.value for cause in causes if cause is not Cause.MISSING or missing]
        return [*words, "withheld"] if closed else words

    def _fact(self, id: str) -> FactText:
        fact = self.facts[id]
        codes: list[str] | None = None
        low: str | None
        high: str | None
        if isinstance(fact, NumberFact):
            low, high = (None if it is None else plain(it) for it in (fact.low, fact.high))
        elif isinstance(self.ruleset.indicators[id].kind, CategoryKind):
            low, high, codes = None, None, list(fact.values)
        else:
            low, high = fact.low, fact.high
        causes = self._causes(fact.causes, (id,))
        observations, summary = self.observed.observations(id), self.observed.summary(id)
        title, text = self.values.indicator(id), self.values.fact(id, fact)
        return FactText(id, title, text, low, high, codes, causes, observations, summary)

    def _classification(self, it: ClassExplanation) -> ClassText:
        published = (self.explanation.published or {}).get(it.id, it.possible)
        shown = published == it.possible
        title = self.ruleset.classifications[it.id].title.in_(self.language) or it.id
        return ClassText(
            it.id,
            title,
            published[0] if len(published) == 1 else None,
            list(published),
            self._headline(it.id, title, published),
            self._rests_on_text(it, shown),
            [self._fact(id_) for id_ in it.reasons.sets[0]] if shown and it.reasons.sets else [],
            [list(ids) for ids in it.reasons.sets[1:]] if shown else [],
            it.reasons.total if shown else 0,
            it.reasons.complete if shown else True,
            self._number_of_reasons(it) if shown else None,
            [self.outlook.against(one) for one in it.against] if shown else [],
            list(it.settling.reachable) if shown else [],
            self._reachable(it) if shown else None,
            [self._fact(id_) for id_ in it.settling.matters] if shown else [],
            [self._fact(id_) for id_ in self._of_no_account(it)] if shown else [],
            [list(ids) for ids in it.settling.quickest] if shown else [],
            self._quickest(it) if shown else None,
            [self._level(it.id, level) for level in reversed(it.levels)],
            [self.outlook.boundary(it.id, one) for one in it.boundaries] if shown else [],
            self.outlook.envelope(it.id, it.envelope) if it.envelope and shown else None,
            self.observed.grounding(it) if shown else None,
        )

    def _of_no_account(self, it: ClassExplanation) -> Iterator[str]:
        """Yield the indicators not known exactly that neither matter nor are named as a reason."""
        named = {id_ for reason in it.reasons.sets for id_ in reason} | self.values.withheld
        yield from (id_ for id_ in it.settling.indifferent if id_ not in named)

    def _headline(self, id: str, title: str, possible: tuple[str, ...]) -> str:
        titles = [self.values.level(id, level) for level in possible]
        several = "_in" if len(self.ruleset.classifications) > 1 else ""
        return self.say(
            f"{'decided' if len(titles) == 1 else 'undecided'}{several}",
            area=self.facts.area,
            classification=title,
            level=titles[0],
            levels=enumerated(titles, self.language, "or"),
        )

    def _rests_on_text(self, it: ClassExplanation, shown: bool) -> str:
        if not shown:
            return self.say("open_partial", levels=self.outlook.levels(it.id, it.possible))
        return self.say("h_rests_on_note" if it.reasons.sets and it.reasons.sets[0] else "h_rests_on_nothing")

    def _number_of_reasons(self, it: ClassExplanation) -> str | None:
        """Return how many other reasons there are, where there are any."""
        others = it.reasons.total - 1
        if it.reasons.complete:
            if not others:
                return None
            return self.say("one_more_reason" if others == 1 else "more_reasons", n=others)
        return self.say("perhaps_more_reasons", n=others) if others else self.say("one_reason_of_perhaps_more")

    def _reachable(self, it: ClassExplanation) -> str | None:
        """Return what the missing facts can lead to, where that is less than what is possible, or not known."""
        if not it.settling.complete:
            return self.say("reachable_cut")
        if it.settling.reachable == it.possible:
            return None
        return self.say("reachable", levels=self.outlook.levels(it.id, it.settling.reachable))

    def _quickest(self, it: ClassExplanation) -> str | None:
        """Return which facts can settle the class by themselves, where fewer than all can."""
        sets = it.settling.quickest
        if not sets or len(sets[0]) == len(it.settling.matters):
            return None
        said = [enumerated([self.values.indicator(id_) for id_ in ids], self.language) for ids in sets]
        return self.say("quickest", sets="; ".join(said))

    def _level(self, classification: str, it: LevelExplanation) -> LevelText:
        ladder = self.ruleset.classifications[classification]
        level = ladder.levels[ladder.rank(it.id)]
        id_: str = it.standing
        if self.explanation.published is not None:
            id_ = f"open_{it.truth.value}"
        elif it.path is None and it.standing in ("class", "possible"):
            id_ = f"{it.standing}_mildest"
        elif it.standing == "possible" and it.truth is Truth.TRUE:
            id_ = "possible_true"
        return LevelText(
            it.id,
            self.values.level(classification, it.id),
            it.standing,
            it.truth.value,
            self.say(id_),
            level.claim.in_(self.language) or None,
            self.citations.of(level.citation),
            self._step(it.path) if it.path else None,
        )

    def _criterion(self, it: LedgerEntry) -> CriterionText:
        criterion = self.ruleset.criteria[it.criterion]
        modality = criterion.modality
        return CriterionText(
            criterion.id,
            self.values.claim(criterion.id),
            it.truth.value,
            self.say(it.truth.value),
            it.mattered,
            self.say(f"mattered_{it.mattered}"),
            modality,
            self.say(f"m_{modality}") if modality else None,
            self.citations.of(criterion.citation),
            [words.in_(self.language) for words in criterion.known_misreadings],
            [self.values.level(*level) for level in it.asked_by],
            [self.values.level(*level) for level in it.supports],
            self._step(it.step),
        )

    def _step(self, step: Step) -> StepText:
        condition = step.condition
        criterion = condition.id if isinstance(condition, CriterionRef) else None
        return StepText(
            kind_of(condition),
            step.truth.value,
            self._sentence(step),
            condition.place.line,
            criterion,
            list(step.reads),
            self._causes(step.causes, step.reads),
            list(names_in(condition)),
            step.closed,
            [self._step(it) for it in step.members],
        )

    def _sentence(self, step: Step) -> str:
        condition = step.condition
        match condition:
            case NumberCompare() | FiniteCompare():
                return self.values.comparison(step, condition, self.facts)
            case LevelRef() if not step.members:
                return self.say("always")
            case _:
                return self.values.rule(condition) + self._of_which(step)

    def _of_which(self, step: Step) -> str:
        """Say how many of the members are shown, where a path leaves out those that do not decide."""
        shown = len(step.members)
        if not 0 < shown < len(members(step.condition)):
            return ""
        one = "_1" if shown == 1 else ""
        return self.say(f"of_which_{step.members[0].truth.value}{one}", m=shown)
