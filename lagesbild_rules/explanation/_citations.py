"""Where things stand in the sources, and whose the thresholds are, in words."""

from __future__ import annotations

from lagesbild_rules.explanation._document import CitationText, ConstantText, RulesetText
from lagesbild_rules.explanation._phrases import phrase
from lagesbild_rules.explanation._values import Values
from lagesbild_rules.ruleset import (
    Citation,
    Parameter,
    Reading,
    Ruleset,
    Value,
    logic_digest,
    value_text,
    wording_digest,
)
from lagesbild_rules.text import Language


class Citations:
    """Says where things stand and whose they are."""

    def __init__(self, ruleset: Ruleset, language: Language) -> None:
        self.about, self.language = ruleset, language

    def ruleset(self) -> RulesetText:
        it = self.about
        return RulesetText(
            it.id,
            str(it.effective.from_),
            str(it.effective.until) if it.effective.until else None,
            it.version,
            phrase(f"s_{it.status}", self.language),
            it.title.in_(self.language),
            logic_digest(it),
            wording_digest(it),
        )

    def of(self, citation: Citation) -> CitationText:
        source = self.about.sources.get(citation.source or "")
        evidence = citation.evidence or (source.evidence if source else None)
        return CitationText(
            source.title if source else None,
            source.reference if source else None,
            citation.locator,
            citation.quote,
            evidence,
            phrase(f"e_{evidence}", self.language) if evidence else None,
        )

    def constants(self, values: Values) -> list[ConstantText]:
        """Return every parameter and every reading."""
        parameters = [self._constant(it, (), None, values) for it in self.about.parameters.values()]
        return parameters + [
            self._constant(it, it.admissible, it.because.in_(self.language) or None, values)
            for it in self.about.readings.values()
        ]

    def _constant(
        self, it: Parameter | Reading, admissible: tuple[Value, ...], because: str | None, values: Values
    ) -> ConstantText:
        sort = "reading" if isinstance(it, Reading) else "parameter"
        return ConstantText(
            it.id,
            it.title.in_(self.language) or it.id,
            sort,
            phrase(f"whose_{sort}", self.language),
            value_text(it.value),
            values.constant(it.id, it.value),
            [values.constant(it.id, value) for value in admissible if value != it.value],
            because,
            self.of(it.citation),
        )
