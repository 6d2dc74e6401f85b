"""From a ruleset to a page that says it in one language: levels, criteria, thresholds, indicators, sources."""

from __future__ import annotations

from attrs import frozen

from lagesbild_rules.explanation._citations import Citations
from lagesbild_rules.explanation._condition_parts import kind_of, names_in
from lagesbild_rules.explanation._document import CitationText, ConstantText, RulesetText
from lagesbild_rules.explanation._phrases import number, phrase
from lagesbild_rules.explanation._units import unit_of_several
from lagesbild_rules.explanation._values import Values
from lagesbild_rules.facts import Indicator, NumberKind, TruthKind
from lagesbild_rules.ruleset import Condition, Criterion, CriterionRef, Level, Ruleset, members
from lagesbild_rules.text import Language


@frozen
class RuleText:
    """One condition in words, with the conditions under it. References are not followed."""

    kind: str
    text: str
    line: int | None
    criterion: str | None
    thresholds: list[str]
    members: list[RuleText]


@frozen
class LevelPage:
    id: str
    title: str
    claim: str | None
    citation: CitationText
    rule: RuleText | None
    supporting: list[str]


@frozen
class ClassPage:
    """One classification, its levels from the mildest to the most serious."""

    id: str
    title: str
    levels: list[LevelPage]


@frozen
class CriterionPage:
    id: str
    claim: str
    modality: str | None
    modality_text: str | None
    citation: CitationText
    known_misreadings: list[str]
    rule: RuleText


@frozen
class IndicatorPage:
    id: str
    title: str
    values: str
    handling: str | None
    handling_text: str | None
    changeable: bool


@frozen
class SourcePage:
    id: str
    title: str
    reference: str | None
    published: str | None
    evidence_text: str | None


@frozen
class RulesetPage:
    """A whole ruleset in one language."""

    language: str
    ruleset: RulesetText
    owner: str | None
    classifications: list[ClassPage]
    criteria: list[CriterionPage]
    constants: list[ConstantText]
    indicators: list[IndicatorPage]
    sources: list[SourcePage]


def ruleset_page(ruleset: Ruleset, language: Language = "sv") -> RulesetPage:
    """Return *ruleset* in words of *language*, whole and in its own order."""
    return _Writer(ruleset, language).page()


class _Writer:
    def __init__(self, ruleset: Ruleset, language: Language) -> None:
        self.ruleset, self.language = ruleset, language
        self.values, self.citations = Values(ruleset, language), Citations(ruleset, language)

    def page(self) -> RulesetPage:
        ruleset = self.ruleset
        return RulesetPage(
            self.language,
            self.citations.ruleset(),
            ruleset.owner,
            [
                ClassPage(it.id, it.title.in_(self.language) or it.id, [self._level(level) for level in it.levels])
                for it in ruleset.classifications.values()
            ],
            [self._criterion(it) for it in ruleset.criteria.values()],
            self.citations.constants(self.values),
            [self._indicator(it) for it in ruleset.indicators.values()],
            [
                SourcePage(
                    it.id,
                    it.title,
                    it.reference,
                    it.published,
                    phrase(f"e_{it.evidence}", self.language) if it.evidence else None,
                )
                for it in ruleset.sources.values()
            ],
        )

    def _level(self, level: Level) -> LevelPage:
        return LevelPage(
            level.id,
            level.title.in_(self.language) or level.id,
            level.claim.in_(self.language) or None,
            self.citations.of(level.citation),
            self._rule(level.when) if level.when else None,
            [self.values.claim(id_) for id_ in level.supporting],
        )

    def _criterion(self, criterion: Criterion) -> CriterionPage:
        modality = criterion.modality
        return CriterionPage(
            criterion.id,
            self.values.claim(criterion.id),
            modality,
            phrase(f"m_{modality}", self.language) if modality else None,
            self.citations.of(criterion.citation),
            [it.in_(self.language) for it in criterion.known_misreadings],
            self._rule(criterion.when),
        )

    def _rule(self, condition: Condition) -> RuleText:
        return RuleText(
            kind_of(condition),
            self.values.rule(condition),
            condition.place.line,
            condition.id if isinstance(condition, CriterionRef) else None,
            list(names_in(condition)),
            [self._rule(it) for it in members(condition)],
        )

    def _indicator(self, it: Indicator) -> IndicatorPage:
        said = phrase(f"h_{it.handling}", self.language) if it.handling else None
        title = it.title.in_(self.language) or it.id
        return IndicatorPage(it.id, title, self._range(it), it.handling, said, it.changeable)

    def _range(self, it: Indicator) -> str:
        kind = it.kind
        if isinstance(kind, TruthKind):
            return f"{phrase('truth_true', self.language)} / {phrase('truth_false', self.language)}"
        if not isinstance(kind, NumberKind):
            return ", ".join(self.values.value(kind, value) for value in kind.values)
        said = unit_of_several(kind.unit, self.language)
        unit = phrase("number_unit", self.language, unit=said) if said else ""
        count = f"decimals_{kind.decimals}" if kind.decimals < 2 else "decimals"
        decimals = phrase(count, self.language, n=kind.decimals)
        parts = [phrase("number_kind", self.language, unit=unit, decimals=decimals)]
        for id_, bound in (("from", kind.min), ("to", kind.max), ("rounded_by", kind.precision)):
            if bound is not None:
                said = number(bound, self.language)
                parts.append(phrase(id_, self.language, low=said, high=said))
        return ", ".join(parts)
