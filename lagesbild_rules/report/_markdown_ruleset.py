"""A ruleset's page as markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lagesbild_rules.explanation import CitationText, CriterionPage, LevelPage, RulesetPage, RuleText, capital, phrase
from lagesbild_rules.report._markdown import escaped, table
from lagesbild_rules.report._marks import lined
from lagesbild_rules.text import Language


def ruleset_markdown(page: RulesetPage) -> str:
    """Return *page* as markdown with headings, lists and tables."""
    return "\n".join(_Layout(lined(page)).lines()) + "\n"


class _Layout:
    def __init__(self, page: RulesetPage) -> None:
        self.page = page
        self.language: Language = "sv" if page.language == "sv" else "en"

    def say(self, id: str) -> str:
        return phrase(id, self.language)

    def lines(self) -> Iterator[str]:
        it = self.page.ruleset
        yield f"# {escaped(it.title)}\n"
        until = it.effective_until or ""
        yield (
            f"`{it.id}@{it.effective_from}`, {self.say('l_version')} {it.version}, {it.status}, "
            f"{it.effective_from}–{until}\n"
        )
        for classification in self.page.classifications:
            yield f"## {escaped(classification.title)}\n"
            yield f"{self.say('h_ladder')}.\n"
            for level in classification.levels:
                yield from self._level(level)
        yield f"## {self.say('h_criteria')}\n"
        for criterion in self.page.criteria:
            yield from self._criterion(criterion)
        yield from self._tables()

    def _level(self, it: LevelPage) -> Iterator[str]:
        yield f"### {escaped(it.title)}\n"
        if it.claim:
            yield f"{escaped(it.claim)}\n"
        if it.rule is None:
            yield f"{self.say('l_mildest')}\n"
        else:
            yield from self._rule(it.rule, 0)
            yield ""
        yield from self._cited(it.citation)
        if it.supporting:
            yield f"{capital(self.say('m_supporting'))}:\n"
            yield from (f"- {escaped(claim)}" for claim in it.supporting)
            yield ""

    def _criterion(self, it: CriterionPage) -> Iterator[str]:
        role = f" – {it.modality_text}" if it.modality_text else ""
        yield f"### {escaped(it.claim)} (`{it.id}`){role}\n"
        yield from self._rule(it.rule, 0)
        yield from (f"- {self.say('l_misreading')}: {escaped(words)}" for words in it.known_misreadings)
        yield ""
        yield from self._cited(it.citation)

    def _rule(self, rule: RuleText, depth: int) -> Iterator[str]:
        name = f" (`{rule.criterion}`)" if rule.criterion else ""
        yield f"{'  ' * depth}- {escaped(rule.text)}{name}"
        for member in rule.members:
            yield from self._rule(member, depth + 1)

    def _cited(self, it: CitationText) -> Iterator[str]:
        source = "; ".join(part for part in (it.source, it.reference, it.locator, it.evidence_text) if part)
        if it.quote:
            yield f"> «{escaped(it.quote)}» {escaped(source)}\n"
        elif source:
            yield f"{self.say('c_source')}: {escaped(source)}\n"

    def _tables(self) -> Iterator[str]:
        page = self.page
        constants = (
            (
                it.title,
                it.id,
                it.value_text,
                it.whose_text,
                ", ".join(it.admissible) or "–",
                it.because or it.citation.source or "–",
            )
            for it in page.constants
        )
        indicators = (
            (it.title, it.id, it.values, ", ".join(self._marks(it.handling_text, it.changeable)) or "–")
            for it in page.indicators
        )
        sources = ((it.title, it.reference or "–", it.published or "–", it.evidence_text or "–") for it in page.sources)
        parts: tuple[tuple[str, tuple[str, ...], Iterable[tuple[str, ...]]], ...] = (
            ("h_constants", ("c_threshold", "c_id", "c_value", "c_whose", "c_alternatives", "c_because"), constants),
            ("h_indicators", ("c_indicator", "c_id", "c_values", "c_handling"), indicators),
            ("h_sources", ("c_title", "c_reference", "c_published", "c_source"), sources),
        )
        for heading, columns, rows in parts:
            yield f"## {self.say(heading)}\n"
            yield from table([self.say(it) for it in columns], rows)
            yield ""

    def _marks(self, handling: str | None, changeable: bool) -> Iterator[str]:
        if handling:
            yield handling
        if not changeable:
            yield self.say("unchangeable")
