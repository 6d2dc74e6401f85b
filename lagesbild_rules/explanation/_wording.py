"""From an explanation to the document that says it in one language."""

from __future__ import annotations

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
)
from lagesbild_rules.explanation._model import ClassExplanation, Explanation, LedgerEntry, LevelExplanation, Step
from lagesbild_rules.explanation._outlook import Outlook
from lagesbild_rules.explanation._phrases import enumerated
from lagesbild_rules.explanation._values import Values
from lagesbild_rules.facts import CategoryKind, NumberFact
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
        self.values, self.citations = Values(self.ruleset, language), Citations(self.ruleset, language)
        self.outlook = Outlook(self.values, self.facts)
        self.say = self.values.say

    def document(self) -> Document:
        ruleset = self.ruleset
        return Document(
            self.language,
            self.facts.area,
            str(self.assessment.as_of),
            self.say("title", area=self.facts.area),
            self.say("proposal"),
            self.citations.ruleset(),
            [self._classification(it) for it in self.explanation.classifications],
            [self._criterion(it) for it in self.explanation.ledger],
            self.citations.constants(self.values),
            [self._fact(id_) for id_ in ruleset.indicators],
        )

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
        causes = [cause.value for cause in fact.causes]
        return FactText(id, self.values.indicator(id), self.values.fact(id, fact), low, high, codes, causes)

    def _classification(self, it: ClassExplanation) -> ClassText:
        titles = [self.values.level(it.id, level) for level in it.possible]
        title = self.ruleset.classifications[it.id].title.in_(self.language) or it.id
        several = "_in" if len(self.ruleset.classifications) > 1 else ""
        headline = self.say(
            f"{'undecided' if it.level is None else 'decided'}{several}",
            area=self.facts.area,
            classification=title,
            level=titles[0],
            levels=enumerated(titles, self.language, "or"),
        )
        return ClassText(
            it.id,
            title,
            it.level,
            list(it.possible),
            headline,
            [self._fact(id_) for id_ in it.reasons.sets[0]] if it.reasons.sets else [],
            [list(ids) for ids in it.reasons.sets[1:]],
            it.reasons.total,
            it.reasons.complete,
            self._number_of_reasons(it),
            [self.outlook.against(one) for one in it.against],
            list(it.settling.reachable),
            self._reachable(it),
            [self._fact(id_) for id_ in it.settling.matters],
            [self._fact(id_) for id_ in it.settling.indifferent],
            [list(ids) for ids in it.settling.quickest],
            self._quickest(it),
            [self._level(it.id, level) for level in reversed(it.levels)],
            [self.outlook.boundary(it.id, one) for one in it.boundaries],
            self.outlook.envelope(it.id, it.envelope) if it.envelope else None,
        )

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
        if it.path is None and it.standing in ("class", "possible"):
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
            [cause.value for cause in step.causes],
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
