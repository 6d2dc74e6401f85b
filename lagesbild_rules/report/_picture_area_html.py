"""One area of a picture in HTML: what everybody may read without opening or running anything."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from xml.etree.ElementTree import Element

from lagesbild_rules.picture import Picture, report_phrase
from lagesbild_rules.report._html_parts import Part, folded, mark, tag
from lagesbild_rules.report._picture_areas import AreaText, LevelOfArea
from lagesbild_rules.report._picture_told import Block, Telling


class AreaHtml:
    """Lays out areas in *language*; what they have in common is worked out once."""

    def __init__(self, picture: Picture, telling: Telling) -> None:
        self.language, self.telling = telling.language, telling
        self.ranks = {
            of: {it.id: rank for rank, it in enumerate(ladder.levels)} for of, ladder in picture.ladders.items()
        }

    def say(self, id: str, **words: object) -> str:
        return report_phrase(id, self.language, **words)

    def entry(
        self, it: AreaText, places: Mapping[str, str], state: Sequence[str] = (), badge: str | None = None
    ) -> Element:
        """Return *it* behind a line that opens it, with what it is filtered by: *places*, levels and *state*."""
        where = [it.places[name] for name in ("municipality", "local_police_area") if name in it.places]
        summary = [
            tag("h3", it.name),
            tag("span", " · ".join(dict.fromkeys(where)), class_="where"),
            self.badges(it),
            self._marks(it, badge),
        ]
        named = {f"data-{place}": key for place, key in places.items()}
        named["data-level"] = " ".join(level_key(one) for one in it.levels)
        if state := [*self.states(it), *state]:
            named["data-state"] = " ".join(state)
        if it.id != it.name:
            named["data-id"] = it.id
        return folded(summary, *self.told(it), self.deep(it), class_="area", id=it.anchor, **named)

    def states(self, it: AreaText) -> Iterator[str]:
        """Yield the states that *it* is in, apart from its levels."""
        decisions = [one.decision for one in it.levels if one.decision is not None]
        if decisions:
            yield "decided"
        if any(one.differs for one in decisions):
            yield "differs"
        if it.rests_on_readings:
            yield "readings"

    def badges(self, it: AreaText) -> Element:
        return tag("span", *(part for one in it.levels for part in (self._badge(one), " ")), class_="badges")

    def _badge(self, it: LevelOfArea) -> Element:
        """Return the level with its place on the ladder: full as far as is certain, half as far as is possible."""
        ranks = self.ranks[it.classification]
        least, most = ranks[it.possible[0]], ranks[it.possible[-1]]
        signs = "".join("●" if rank <= least else "◐" if rank <= most else "○" for rank in range(1, len(ranks)))
        pips = tag("span", signs, aria_hidden="true", class_="pips")
        return tag("span", pips, " ", it.level_text, class_="badge" if it.decided else "badge open")

    def _marks(self, it: AreaText, badge: str | None) -> Element | None:
        states = list(self.states(it))
        if "differs" in states:
            states.remove("decided")
        said = [*(self.say(f"p_badge_{one}") for one in states), badge]
        each = [part for one in said if one for part in (tag("span", one, class_="tagged"), " ")]
        return tag("span", *each, class_="tags") if each else None

    def told(self, it: AreaText) -> Iterator[Element]:
        """Yield where *it* lies, its level and why."""
        return self._grouped(self.telling.area(it), "h5" if len(it.levels) > 1 else "h4")

    def deep(self, it: AreaText) -> Element | None:
        """Return the truth of every criterion and what is known of every indicator, folded and in few words.

        Rules, limits and sources stand once on the page. Its script puts the whole ledger in their place.
        """
        if it.document is None:
            return None
        inside = self._grouped(self.telling.deep(it.document), "h4")
        summary: list[Part] = [self.say("p_deep"), tag("span", f" {it.name}", class_="heard")]
        return folded(summary, *inside, class_="deep", **{"data-area": str(it.number)})

    def _grouped(self, blocks: Iterable[Block], part: str) -> Iterator[Element]:
        """Yield *blocks* as elements, each part with what stands under it in an element of its own."""
        group: Element | None = None
        for it in blocks:
            element = self._block(it, part)
            if it.kind in ("part", "truth"):
                if group is not None:
                    yield group
                group = tag("div", element, class_="part")
            elif group is not None and it.kind not in ("title", "headline", "decision"):
                group.append(element)
            else:
                if group is not None:
                    yield group
                group = None
                yield element
        if group is not None:
            yield group

    def _block(self, it: Block, part: str) -> Element:
        match it.kind:
            case "items" | "plan":
                each = (tag("li", text, tag("b", bold) if bold else None) for text, bold in it.items)
                return tag("ul", *each, class_="plan" if it.kind == "plan" else None)
            case "run":
                run: list[Part] = []
                for text, bold in it.items:
                    run += ["; " if run else "", text, tag("b", bold) if bold else None]
                return tag("p", *run)
            case "places":
                pairs: list[Part] = []
                for name, value in it.items:
                    pairs += [tag("span", tag("b", f"{name}: "), value), " "]
                return tag("p", *pairs, class_="places")
            case "title":
                return tag("h4", it.text)
            case "part":
                return tag(part, it.text)
            case "truth":
                return tag(part, mark(it.of, self.language, shown=False), " ", it.text)
            case _:
                return tag("p", it.text, class_=None if it.kind == "text" else it.kind)


def level_key(it: LevelOfArea) -> str:
    """Return what an area is found by under its level, or under being undecided."""
    return f"{it.classification}.{it.possible[0] if it.decided else '?'}"
