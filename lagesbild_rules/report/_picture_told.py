"""What is told of one area of a picture, block by block: the page, the PDF and the sheets all show these."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from attrs import frozen

from lagesbild_rules.explanation import BoundaryText, ClassText, Document, FactText, changes_text, phrase
from lagesbild_rules.picture import report_phrase
from lagesbild_rules.report._html_observations import fact_text
from lagesbild_rules.report._picture_areas import PLACES, AreaText, LevelOfArea
from lagesbild_rules.text import Language


@frozen
class Block:
    """A heading, a paragraph, or a list; each item of a list is its words and what stands bold after them.

    A `part` is a heading within an answer, and a `title` the name of the classification that several answers are of.
    A `run` is a list that stands in one paragraph. A `truth` is the heading of criteria that are so, told in ``of``.
    """

    kind: Literal["title", "part", "truth", "places", "headline", "decision", "text", "quiet", "items", "run", "plan"]
    text: str = ""
    items: tuple[tuple[str, str], ...] = ()
    of: str = ""


class Telling:
    """Tells of areas in *language*: in full, or *shortly* where the reader has more of it beside.

    A sheet tells of ways to other levels only those out (*out_alone*).
    """

    def __init__(self, language: Language, *, out_alone: bool = False, shortly: bool = False) -> None:
        self.language, self.out_alone, self.shortly = language, out_alone, shortly

    def say(self, id: str, **words: object) -> str:
        return report_phrase(id, self.language, **words)

    def area(self, it: AreaText) -> Iterator[Block]:
        """Yield where *it* lies, its level and why."""
        places = PLACES[:2] if self.shortly else PLACES
        facts = [(self.say(f"p_{name}"), it.places[name]) for name in reversed(places) if name in it.places]
        facts += [(self.say("p_trend"), it.trend)] if it.trend else []
        facts += [(phrase("c_area", self.language), it.id)] if it.id != it.name else []
        if facts:
            yield Block("places", items=tuple(facts))
        answers = {one.id: one for one in it.document.classifications} if it.document else {}
        for level in it.levels:
            if len(it.levels) > 1:
                yield Block("title", level.title)
            yield from self._level(level)
            if answer := answers.get(level.classification):
                yield from self._why(answer)
        if it.document is None:
            yield Block("quiet", self.say("p_no_reasons"))

    def _level(self, level: LevelOfArea) -> Iterator[Block]:
        yield Block("headline", level.headline)
        decision = level.decision
        if decision is not None:
            yield Block("decision", f"{self.say('p_by')}: {decision.by}. {decision.proposal}")
            if decision.motive:
                yield Block("decision", self.say("p_motive_of", motive=decision.motive))

    def _why(self, it: ClassText) -> Iterator[Block]:
        yield self._part("h_rests_on")
        if it.rests_on:
            yield facts_block(it.rests_on)
        if not (it.rests_on and self.shortly):
            yield Block("quiet" if it.rests_on else "text", it.rests_on_text)
        if it.reasons_text:
            yield Block("text", it.reasons_text)
        if it.against:
            yield self._part("h_against")
            yield _items(one.text for one in it.against)
        told = [one for one in (it.quickest_text, it.reachable_text) if one]
        if it.lacks or told:
            yield self._part("h_lacks")
            if it.lacks:
                yield facts_block(it.lacks)
            yield from (Block("text", one) for one in told)
        if it.indifferent:
            yield self._part("h_indifferent")
            yield Block("text", "; ".join(one.title for one in it.indifferent))
        ways = [one for one in it.boundaries if not self.out_alone or one.direction != "up"]
        if ways:
            yield Block("part", self.say("s_out")) if self.out_alone else self._part("h_boundaries")
            for one in ways:
                yield from self._way(one)
        if it.envelope:
            yield self._part("h_envelope")
            yield Block("text", it.envelope.text)

    def _part(self, id: str) -> Block:
        return Block("part", phrase(id, self.language))

    def _way(self, it: BoundaryText) -> Iterator[Block]:
        yield Block("text", it.text)
        each: Iterable[str]
        if len(it.changes) == 1:
            each = (changes_text([one]) for one in it.changes[0])
        elif all(len(changes) == 1 for changes in it.changes):
            each = map(changes_text, it.changes)
        else:
            numbered = enumerate(it.changes, 1)
            each = (f"{phrase('one_way', self.language, n=at)}: {changes_text(one)}" for at, one in numbered)
        if it.changes:
            yield Block("plan", items=tuple((one, "") for one in each))
        if it.note:
            yield Block("quiet", it.note)

    def deep(self, it: Document) -> Iterator[Block]:
        """Yield the truth of every criterion, what is known of every indicator and what is not disclosed."""
        kind: Literal["items", "run"] = "run" if self.shortly else "items"
        for truth in ("true", "false", "unknown"):
            found = [one.claim for one in it.criteria if one.truth == truth]
            if found:
                yield Block("truth", self.say(f"p_truth_{truth}", n=len(found)), of=truth)
                yield Block(kind, items=tuple((one, "") for one in found))
        yield self._part("h_facts")
        known = ((one.title, one.text if self.shortly else fact_text(one)) for one in it.facts)
        yield Block(kind, items=tuple((f"{title}: ", text) for title, text in known))
        if it.withheld:
            yield self._part("h_withheld")
            yield Block(kind, items=tuple((f"{one.title}: ", one.text) for one in it.withheld))


def facts_block(each: Iterable[FactText]) -> Block:
    """Return what is known of each indicator as a list."""
    return Block("items", items=tuple((f"{one.title}: ", fact_text(one)) for one in each))


def _items(texts: Iterable[str]) -> Block:
    return Block("items", items=tuple((one, "") for one in texts))
