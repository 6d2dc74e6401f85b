"""An explanation as markdown. Text from users is escaped, so that it stays text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from lagesbild_rules.explanation import (
    BoundaryText,
    CitationText,
    ClassText,
    CriterionText,
    Document,
    EnvelopeText,
    FactText,
    GroundingText,
    LevelText,
    StepText,
    changes_text,
    phrase,
)
from lagesbild_rules.record import Receipt, receipt_text
from lagesbild_rules.report._marks import MARKS, lined, one_line
from lagesbild_rules.text import Language

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&])")
_BEGINS_A_BLOCK = re.compile(r"[-+=]|[0-9]{1,9}(?=[.)])")


def markdown(document: Document, receipt: Receipt | None = None) -> str:
    """Return *document* as markdown with headings, lists and tables, and last the digests of its *receipt*."""
    layout = _Layout(lined(document))
    return "\n".join([*layout.lines(), *receipt_lines(receipt, layout.language)]) + "\n"


def receipt_lines(receipt: Receipt | None, language: Language) -> Iterator[str]:
    """Yield the section that tells *receipt*, with its own digest; nothing where there is none."""
    if receipt is not None:
        it = receipt_text(receipt, language, own=True)
        yield f"\n## {it.heading}\n"
        yield f"{escaped(it.note)}\n"
        yield from (f"- {escaped(name)}: `{value}`" for name, value in it.rows)


def escaped(text: str) -> str:
    """Return *text* so that markdown shows it as it is, on one line.

    >>> escaped("[brå] 1 < 2 | *x*")
    '\\\\[brå\\\\] 1 \\\\< 2 \\\\| \\\\*x\\\\*'
    """
    line = _SPECIAL.sub(r"\\\1", one_line(text))
    begins = _BEGINS_A_BLOCK.match(line)
    if not begins:
        return line
    at = begins.end() if begins[0].isdigit() else 0
    return f"{line[:at]}\\{line[at:]}"


def table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Yield the lines of a markdown table."""
    yield f"| {' | '.join(headings)} |"
    yield f"|{' --- |' * len(headings)}"
    for row in rows:
        yield f"| {' | '.join(map(escaped, row))} |"


class _Layout:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.language: Language = "sv" if document.language == "sv" else "en"
        self.seen: set[str] = set()

    def say(self, id: str) -> str:
        return phrase(id, self.language)

    def lines(self) -> Iterator[str]:
        ruleset = self.document.ruleset
        yield f"# {escaped(self.document.title)}\n"
        for it in self.document.classifications:
            yield f"**{escaped(it.headline)}**\n"
        yield (
            f"{self.say('l_as_of')} {self.document.as_of}. {self.say('h_ruleset')}: {escaped(ruleset.title)} "
            f"(`{ruleset.id}@{ruleset.effective_from}`, {self.say('l_version')} {ruleset.version}, {ruleset.status}).\n"
        )
        yield f"*{self.document.proposal}*\n"
        if self.document.audience_text:
            yield f"*{self.document.audience_text}*\n"
        for classification in self.document.classifications:
            yield from self._classification(classification)
        yield f"## {self.say('h_ledger')}\n"
        for criterion in self.document.criteria:
            yield from self._criterion(criterion)
        if self.document.constants:
            yield f"## {self.say('h_constants')}\n"
            yield from self._constants()
        yield f"\n## {self.say('h_facts')}\n"
        yield from table(
            [self.say("c_indicator"), self.say("c_known")], ((it.title, it.text) for it in self.document.facts)
        )
        if self.document.facts_note:
            yield f"\n{self.document.facts_note}"
        yield from self._observations()
        if self.document.withheld:
            yield f"\n## {self.say('h_withheld')}\n"
            yield f"{self.say('withheld_note')}\n"
            headings = [self.say("c_indicator"), self.say("c_handling")]
            yield from table(headings, ((it.title, it.text) for it in self.document.withheld))

    def _classification(self, it: ClassText) -> Iterator[str]:
        yield f"## {escaped(it.title)}\n"
        yield f"### {self.say('h_rests_on')}\n"
        yield f"{escaped(it.rests_on_text)}\n"
        yield from self._facts(it.rests_on)
        if it.reasons_text:
            yield f"{it.reasons_text}\n"
        if it.against:
            yield f"### {self.say('h_against')}\n"
            yield from self._list(one.text for one in it.against)
        if it.lacks:
            yield f"### {self.say('h_lacks')}\n"
            yield from self._facts(it.lacks)
        yield from (f"{escaped(words)}\n" for words in (it.quickest_text, it.reachable_text) if words)
        if it.indifferent:
            yield f"### {self.say('h_indifferent')}\n"
            yield from self._list(one.title for one in it.indifferent)
        yield from self._boundaries(it.boundaries)
        if it.envelope:
            yield from self._envelope(it.envelope)
        if it.grounding:
            yield from self._grounding(it.grounding)
        yield f"### {self.say('h_levels')}\n"
        for level in it.levels:
            yield from self._level(level)

    def _facts(self, facts: list[FactText]) -> Iterator[str]:
        for it in facts:
            grounds = f" ({escaped(it.grounds_text)})" if it.grounds_text else ""
            yield f"- **{escaped(it.title)}**: {escaped(it.text)}{grounds}"
        if facts:
            yield ""

    def _observations(self) -> Iterator[str]:
        behind = [it for it in self.document.facts if it.grounds_text]
        if behind:
            yield f"\n### {self.say('h_observations')}\n"
        for it in behind:
            yield f"- **{escaped(it.title)}**: {it.grounds_text}"
            yield from (f"  - {escaped(one.text)}" for one in it.observations)

    def _list(self, lines: Iterable[str]) -> Iterator[str]:
        yield from (f"- {escaped(line)}" for line in lines)
        yield ""

    def _boundaries(self, ways: list[BoundaryText]) -> Iterator[str]:
        if ways:
            yield f"### {self.say('h_boundaries')}\n"
        for way in ways:
            yield f"{escaped(way.text)}\n"
            if way.changes:
                yield from self._list(changes_text(changes) for changes in way.changes)
            if way.note:
                yield f"{way.note}\n"

    def _envelope(self, it: EnvelopeText) -> Iterator[str]:
        yield f"### {self.say('h_envelope')}\n"
        yield f"{escaped(it.text)}\n"
        if not it.robust:
            yield from self._list(outcome.text for outcome in it.outcomes)
            yield from self._list(change.text for change in it.changes)

    def _grounding(self, it: GroundingText) -> Iterator[str]:
        yield f"### {self.say('h_grounding')}\n"
        yield from self._list(it.texts)
        if not it.on_nothing:
            headings = [self.say("c_counted"), self.say("c_outcome")]
            for each in (it.by_basis, it.by_grade):
                yield from table(headings, ((one.counts_text, one.outcome_text) for one in each))
                yield ""

    def _level(self, it: LevelText) -> Iterator[str]:
        yield f"#### {escaped(it.title)}\n"
        yield f"{it.text}\n"
        if it.path is not None and it.standing != "passed":
            self.seen = set()
            yield from self._step(it.path, 0)
            yield ""
        if it.citation.quote:
            yield self._quote(it.citation)

    def _step(self, step: StepText, depth: int) -> Iterator[str]:
        name = f" (`{step.criterion}`)" if step.criterion else ""
        truth = "" if step.kind == "compare" else f" – {self.say(step.truth)}"
        yield f"{'  ' * depth}- {MARKS[step.truth]} {escaped(step.text)}{truth}{name}"
        if step.criterion in self.seen:
            return
        if step.criterion:
            self.seen.add(step.criterion)
        for member in step.members:
            yield from self._step(member, depth + 1)

    def _quote(self, citation: CitationText) -> str:
        return f"> «{escaped(citation.quote or '')}» {escaped(self._source(citation))}\n"

    def _source(self, citation: CitationText) -> str:
        parts = [citation.source, citation.reference, citation.locator, citation.evidence_text]
        return "; ".join(it for it in parts if it)

    def _criterion(self, it: CriterionText) -> Iterator[str]:
        yield f"### {MARKS[it.truth]} {escaped(it.claim)} – {it.truth_text} (`{it.id}`)\n"
        self.seen = {it.id}
        yield from self._step(it.step, 0)
        yield f"- {self.say('c_mattered')}: {it.mattered_text}"
        if it.modality_text:
            yield f"- {self.say('c_role')}: {it.modality_text}"
        for id_, levels in (("l_asked_by", it.asked_by), ("l_supports", it.supports)):
            if levels:
                yield f"- {self.say(id_)}: {escaped(', '.join(levels))}"
        for misreading in it.known_misreadings:
            yield f"- {self.say('l_misreading')}: {escaped(misreading)}"
        if not it.citation.quote:
            yield f"- {self.say('c_source')}: {escaped(self._source(it.citation))}"
        yield ""
        if it.citation.quote:
            yield self._quote(it.citation)

    def _constants(self) -> Iterator[str]:
        headings = ("c_threshold", "c_value", "c_whose", "c_alternatives", "c_because")
        rows = (
            (
                it.title if it.title == it.id else f"{it.title} [{it.id}]",
                it.value_text,
                it.whose_text,
                ", ".join(it.admissible) or "–",
                it.because or self._source(it.citation),
            )
            for it in self.document.constants
        )
        yield from table([self.say(it) for it in headings], rows)
