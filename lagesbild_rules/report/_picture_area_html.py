"""One area of a picture in HTML: what everybody may read without opening or running anything."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from xml.etree.ElementTree import Element

from lagesbild_rules.explanation import BoundaryText, ClassText, Document, FactText, changes_text, phrase
from lagesbild_rules.picture import Picture, report_phrase
from lagesbild_rules.report._html_observations import fact_text
from lagesbild_rules.report._html_parts import Part, folded, items, mark, tag
from lagesbild_rules.report._picture_areas import PLACES, AreaText, LevelOfArea
from lagesbild_rules.text import Language


class AreaHtml:
    """Lays out areas in *language*; what they have in common is worked out once."""

    def __init__(self, picture: Picture, language: Language) -> None:
        self.picture, self.language = picture, language
        self.ranks = {
            of: {it.id: rank for rank, it in enumerate(ladder.levels)} for of, ladder in picture.ladders.items()
        }

    def say(self, id: str, **words: object) -> str:
        return report_phrase(id, self.language, **words)

    def entry(self, it: AreaText, state: Sequence[str] = (), badge: str | None = None) -> Element:
        """Return *it* behind a line that opens it, with what it is filtered by: places, levels and *state*."""
        where = [it.places[name] for name in ("municipality", "local_police_area") if name in it.places]
        summary: list[Part] = [
            tag("h3", it.name),
            tag("span", " · ".join(dict.fromkeys(where)), class_="where"),
            tag("span", *(part for one in it.levels for part in (self.badge(one), " ")), class_="badges"),
            self._marks(it, badge),
        ]
        named = {f"data-{place.replace('_', '-')}": value for place, value in it.places.items()}
        named["data-level"] = " ".join(level_key(one) for one in it.levels)
        if state := " ".join((*self.states(it), *state)):
            named["data-state"] = state
        if it.id != it.name:
            named["data-id"] = it.id
        deep = [self.deep(it)] if it.document is not None else []
        return folded(summary, *self.told(it), *deep, class_="area", id=it.anchor, **named)

    def states(self, it: AreaText) -> Iterator[str]:
        """Yield the states that *it* is in, apart from its levels."""
        decisions = [one.decision for one in it.levels if one.decision is not None]
        if decisions:
            yield "decided"
        if any(one.differs for one in decisions):
            yield "differs"
        if it.rests_on_readings:
            yield "readings"

    def badge(self, it: LevelOfArea) -> Element:
        """Return the level with its place on the ladder: full as far as is certain, half as far as is possible."""
        return tag("span", self.pips(it.classification, it.possible), " ", it.level_text, class_=_class(it))

    def pips(self, classification: str, possible: Sequence[str]) -> Element:
        """Return one sign for each step of the ladder above the mildest."""
        ranks = self.ranks[classification]
        least, most = ranks[possible[0]], ranks[possible[-1]]
        signs = "".join("●" if it <= least else "◐" if it <= most else "○" for it in range(1, len(ranks)))
        return tag("span", signs, aria_hidden="true", class_="pips")

    def _marks(self, it: AreaText, badge: str | None) -> Element | None:
        states = list(self.states(it))
        if "differs" in states:
            states.remove("decided")
        said = [*(self.say(f"p_badge_{one}") for one in states), badge]
        each = [part for one in said if one for part in (tag("span", one, class_="tagged"), " ")]
        return tag("span", *each, class_="tags") if each else None

    def told(self, it: AreaText, *, out_alone: bool = False) -> Iterator[Element]:
        """Yield where *it* lies, its level and why; of ways to other levels only those out, where *out_alone*."""
        facts = [(self.say(f"p_{name}"), it.places[name]) for name in reversed(PLACES) if name in it.places]
        if it.trend:
            facts.append((self.say("p_trend"), it.trend))
        if it.id != it.name:
            facts.append((phrase("c_area", self.language), it.id))
        if facts:
            each = (tag("span", tag("b", f"{name}: "), value) for name, value in facts)
            yield tag("p", *(part for one in each for part in (one, " ")), class_="places")
        answers = {one.id: one for one in it.document.classifications} if it.document else {}
        for level in it.levels:
            deep = 5 if len(it.levels) > 1 else 4
            yield from self._answer(level, answers.get(level.classification), deep, out=out_alone)
        if it.document is None:
            yield tag("p", self.say("p_no_reasons"), class_="quiet")

    def _answer(self, level: LevelOfArea, it: ClassText | None, deep: int, *, out: bool) -> Iterator[Element]:
        if deep > 4:
            yield tag("h4", level.title)
        yield tag("p", level.headline, class_="headline")
        yield from self._decision(level)
        if it is not None:
            yield tag("div", *self._reasons(it, f"h{deep}", out=out), class_="why")

    def _decision(self, level: LevelOfArea) -> Iterator[Element]:
        decision = level.decision
        if decision is None or decision.by is None:
            return
        said = [self.say("p_by") + ": ", decision.by, "."]
        yield tag("p", *said, " ", tag("span", decision.proposal), class_="decision")
        if decision.motive:
            yield tag("p", self.say("p_motive_of", motive=decision.motive), class_="decision")

    def _reasons(self, it: ClassText, h: str, *, out: bool) -> Iterator[Element]:
        if it.rests_on:
            rows = _facts(it.rests_on)
            note = tag("p", it.rests_on_text, class_="quiet")
            yield self._part(h, "h_rests_on", rows, note, it.reasons_text)
        else:
            yield self._part(h, "h_rests_on", it.rests_on_text)
        if it.against:
            yield self._part(h, "h_against", items(one.text for one in it.against))
        if it.lacks or it.quickest_text or it.reachable_text:
            yield self._part(h, "h_lacks", _facts(it.lacks) if it.lacks else None, it.quickest_text, it.reachable_text)
        if it.indifferent:
            yield self._part(h, "h_indifferent", "; ".join(one.title for one in it.indifferent))
        ways = [one for one in it.boundaries if not out or one.direction != "up"]
        if ways:
            heading = self.say("s_out") if out else phrase("h_boundaries", self.language)
            yield _titled(h, heading, *(part for one in ways for part in self._way(one)))
        if it.envelope:
            yield self._part(h, "h_envelope", it.envelope.text)

    def _part(self, h: str, id: str, *parts: Part) -> Element:
        return _titled(h, phrase(id, self.language), *parts)

    def _way(self, it: BoundaryText) -> Iterator[Part]:
        yield tag("p", it.text)
        if len(it.changes) == 1:
            yield items((changes_text([one]) for one in it.changes[0]), "plan")
        elif all(len(changes) == 1 for changes in it.changes):
            yield items(map(changes_text, it.changes), "plan")
        else:
            each = enumerate(it.changes, 1)
            yield items(
                (f"{phrase('one_way', self.language, n=number)}: {changes_text(one)}" for number, one in each), "plan"
            )
        if it.note:
            yield tag("p", it.note, class_="quiet")

    def deep(self, it: AreaText) -> Element:
        """Return the truth of every criterion and what is known of every indicator, folded and in few words.

        Rules, limits and sources stand once on the page. Its script puts the whole ledger in their place.
        """
        document = it.document
        assert document is not None
        inside = [*self.truths(document), self._facts(document)]
        summary = [self.say("p_deep", area=it.name)]
        return folded(summary, *inside, class_="deep", **{"data-area": str(it.number)})

    def truths(self, document: Document) -> Iterator[Element]:
        for truth in ("true", "false", "unknown"):
            found = [one for one in document.criteria if one.truth == truth]
            if found:
                heading = tag("h4", mark(truth, self.language, shown=False), " ", self._truth(truth, len(found)))
                yield tag("div", heading, items(one.claim for one in found))

    def _truth(self, truth: str, number: int) -> str:
        return self.say(f"p_truth_{truth}", n=number)

    def _facts(self, document: Document) -> Element:
        return tag("div", tag("h4", phrase("h_facts", self.language)), _facts(document.facts))


def _facts(each: Iterable[FactText]) -> Element:
    return tag("ul", *(tag("li", f"{one.title}: ", tag("b", fact_text(one))) for one in each))


def _titled(h: str, heading: str, *parts: Part) -> Element:
    return tag("div", tag(h, heading), *(tag("p", it) if isinstance(it, str) else it for it in parts))


def level_key(it: LevelOfArea) -> str:
    """Return what an area is found by under its level, or under being undecided."""
    return f"{it.classification}.{it.possible[0] if it.decided else '?'}"


def _class(it: LevelOfArea) -> str:
    return "badge" if it.decided else "badge open"
