"""From a comparison of two pictures to the document that tells it in one language."""

from __future__ import annotations

from collections import Counter

from lagesbild_rules.explanation import through_text
from lagesbild_rules.picture._compare_phrases import joined, said, signed
from lagesbild_rules.picture._comparison import Change, ClassComparison, Comparison, Crossing, Leg, Possible, Technical
from lagesbild_rules.picture._comparison_document import (
    AreaMoved,
    ClassMoves,
    ComparisonText,
    CrossingText,
    FlowText,
    LegText,
    LevelCount,
    MoveCount,
    PictureText,
    ProposalText,
    TechnicalText,
    Term,
)
from lagesbild_rules.picture._model import Ladder, Mark, Picture
from lagesbild_rules.picture._rungs import MOVED, Moved
from lagesbild_rules.ruleset import diff
from lagesbild_rules.text import Language

TRENDS = ("positive", "stable", "negative")


def comparison_text(found: Comparison, language: Language = "sv") -> ComparisonText:
    """Return *found* in words of *language*: every area once in each classification, the totals and why they differ."""
    before, after = picture_text(found.before, language), picture_text(found.after, language)
    notices = [said("notice_open" if found.audience == "open" else "notice_standing", language)]
    if found.diff:
        notices.append(said("crossing_note", language))
        if found.audience == "open":
            notices.append(said("crossing_open", language))
        elif any(it.proposal for one in found.classifications.values() for it in one.changes):
            notices.append(said("crossing_decided", language))
    return ComparisonText(
        language,
        found.audience,
        said("title", language, before=before.label, after=after.label),
        notices,
        before,
        after,
        [_Words(it, language, found).whole() for it in found.classifications.values()],
        [_technical(it, language) for it in found.technical],
        [str(it) for it in found.findings],
    )


def picture_text(it: Picture, language: Language) -> PictureText:
    """Return which picture *it* is, its day told as well as it is known."""
    day, listed = str(it.as_of), it.publication
    if listed:
        if listed.certainty != "day":
            text = str(it.as_of)[: 4 if listed.certainty == "year" else 7]
            day = said(f"day_{listed.certainty}", language, **{listed.certainty: text})
        terms = listed.terms.in_(language)
        text = said("list_of", language, title=listed.title, publisher=listed.publisher, day=day, terms=terms)
        label = said("list_label", language, year=it.as_of.year)
        return PictureText(
            it.name, str(it.as_of), label, text, None, terms, listed.via, listed.note.in_(language) or None
        )
    under = Mark.of(it.ruleset) if it.under is None and it.ruleset is not None else it.under
    if under is not None:
        reference, version = under.reference, under.version
        text = said("under", language, areas=len(it.areas), day=day, ruleset=reference, version=version)
        return PictureText(it.name, str(it.as_of), it.name, text, reference, None, None, None)
    text = said("picture_of", language, areas=len(it.areas), day=day)
    return PictureText(it.name, str(it.as_of), it.name, text, None, None, None, None)


def levels_text(ladder: Ladder, levels: Possible | None, language: Language) -> str:
    """Return *levels* by their titles: the level, or those that are possible."""
    if levels is None:
        return said("not_there", language)
    titles = {it.id: it.title.in_(language) or it.id for it in ladder.levels}
    return joined([titles[it] for it in levels], language, "or")


class _Words:
    def __init__(self, found: ClassComparison, language: Language, of: Comparison) -> None:
        self.found, self.language = found, language
        self.before, self.after = found.rungs.before, found.rungs.after
        self.diff = change = of.diff
        self.lists = of.before.publication is not None, of.after.publication is not None
        self.within = (diff(change.before, change.before), diff(change.after, change.after)) if change else None

    def say(self, id: str, /, **words: object) -> str:
        return said(id, self.language, **words)

    def whole(self) -> ClassMoves:
        verdicts = Counter(it.crossing.verdict for it in self.found.changes if it.crossing)
        return ClassMoves(
            self.found.id,
            self.after.title.in_(self.language) or self.after.id,
            self._summary(),
            self._levels(),
            self._sum(),
            self._sum_text(),
            [self._move(it) for it in MOVED if self.found.counts[it]],
            [self._flow(*pair, count) for pair, count in sorted(self.found.flows.items(), key=self._order)],
            [
                self.say("v_counts", n=count, verdict=self.say(f"v_{verdict}"))
                for verdict, count in sorted(verdicts.items())
            ],
            [self._change(it) for it in self.found.changes],
        )

    def _summary(self) -> str:
        total, counts = self.found.total, self.found.counts
        words = {it: counts[it] for it in ("entered", "left", "up", "down")}
        parts = [self.say("summary", before=total.before, after=total.after, **words)]
        if total.splits or total.merges:
            parts.append(self.say("summary_technical", n=signed(total.technical)))
        if counts["level_abolished"]:
            areas = self.found.areas_before("level_abolished")
            parts.append(self.say("summary_abolished", areas=areas, levels=self._titles(self.before, "abolished")))
        undecided = self.found.at(0, None), self.found.at(1, None)
        if any(undecided):
            parts.append(self.say("summary_undecided", before=undecided[0], after=undecided[1]))
        return " ".join(parts)

    def _titles(self, ladder: Ladder, what: str) -> str:
        ids = self.found.rungs.abolished if what == "abolished" else self.found.rungs.new
        return joined([it.title.in_(self.language) or it.id for it in ladder.levels if it.id in ids], self.language)

    def _levels(self) -> list[LevelCount]:
        back = {new: old for old, new in self.found.rungs.kept.items()}
        made = []
        for it in reversed(self.after.levels):
            old = back.get(it.id)
            first = it.id == self.after.levels[0].id  # a list does not count those that are not on it
            was = None if old is None or (first and self.lists[0]) else self.found.at(0, old)
            now = None if first and self.lists[1] else self.found.at(1, it.id)
            if was is not None or now is not None or not first:
                made.append(LevelCount(it.id, it.title.in_(self.language) or it.id, was, now))
        for it in self.before.levels:
            if it.id in self.found.rungs.abolished:
                below = self.before.rank(it.id)
                milder = {self.found.rungs.kept.get(one.id, one.id) for one in self.before.levels[:below]}
                at = next((place for place, one in enumerate(made) if one.level in milder), len(made))
                made.insert(at, LevelCount(it.id, it.title.in_(self.language) or it.id, self.found.at(0, it.id), None))
        undecided = self.found.at(0, None), self.found.at(1, None)
        if any(undecided):
            made.append(LevelCount("", self.say("undecided"), *undecided))
        return made

    def _sum(self) -> list[Term]:
        total = self.found.total
        terms = [Term("before", total.before, self.say("t_before"))]
        terms += [Term("splits", total.splits, self.say("t_splits"))] if total.splits else []
        terms += [Term("merges", -total.merges, self.say("t_merges"))] if total.merges else []
        terms += [Term(it, net, self.say(f"m_{it}")) for it, net in total.by_move.items()]
        return [*terms, Term("after", total.after, self.say("t_after"))]

    def _sum_text(self) -> str:
        first, *steps, last = self._sum()
        words = [f"{first.number} {_lower(first.title)}"]
        words += [f"{'−' if it.number < 0 else '+'} {abs(it.number)} ({_lower(it.title)})" for it in steps]
        return f"{' '.join(words)} = {last.number} {_lower(last.title)}"

    def _move(self, moved: Moved) -> MoveCount:
        changes = self.found.counts[moved]
        areas = self.found.areas_before(moved) or changes
        text = self.say(
            "counted_one" if areas == changes == 1 else "counted" if areas == changes else "counted_parts",
            areas=areas,
            changes=changes,
        )
        note = None
        if moved == "level_abolished":
            note = self.say("note_level_abolished", levels=self._titles(self.before, "abolished"))
        elif moved == "level_new":
            note = self.say("note_level_new", levels=self._titles(self.after, "new"))
        return MoveCount(moved, self.say(f"m_{moved}"), changes, areas, text, note)

    def _order(self, flow: tuple[tuple[Possible | None, Possible | None], int]) -> tuple[object, ...]:
        """Order flows from the most serious level, those of areas that are not there last."""
        (was, now), _ = flow
        return tuple(
            (levels is None, [-ladder.rank(it) for it in levels or ()])
            for ladder, levels in ((self.before, was), (self.after, now))
        )

    def _flow(self, was: Possible | None, now: Possible | None, count: int) -> FlowText:
        return FlowText(_list(was), _list(now), self._was(was), self._now(now), count)

    def _was(self, levels: Possible | None) -> str:
        return levels_text(self.before, levels, self.language)

    def _now(self, levels: Possible | None) -> str:
        return levels_text(self.after, levels, self.language)

    def _change(self, it: Change) -> AreaMoved:
        name = self._named(it)
        proposal = (
            None
            if it.proposal is None
            else ProposalText(
                _list(it.proposal.was),
                _list(it.proposal.now),
                it.proposal.moved,
                self.say(
                    "proposed",
                    was=self._was(it.proposal.was),
                    now=self._now(it.proposal.now),
                    moved=self._lower(it.proposal.moved),
                ),
            )
        )
        trend = it.trend and self.say("trend", trend=self.say(f"trend_{it.trend}") if it.trend in TRENDS else it.trend)
        trend = self.say("trend_new") if it.trend == "new" else trend
        return AreaMoved(
            it.before,
            it.after,
            it.area.name or it.area.area,
            it.area.municipality_code,
            it.area.municipality,
            it.area.region,
            _list(it.was),
            _list(it.now),
            it.moved,
            list(it.descent.kinds) if it.descent else [],
            it.descent.origin if it.descent else None,
            it.trend,
            self.say("change", area=name, was=self._was(it.was), now=self._now(it.now)),
            trend or None,
            proposal,
            self._crossing(it.crossing) if it.crossing else None,
        )

    def _named(self, it: Change) -> str:
        name = it.area.name or it.area.area
        if it.before is None or it.after is None or it.before == it.after or it.descent is None:
            return name
        kinds = it.descent.kinds
        id_ = "part_of" if "split" in kinds else "merged_into" if "merge" in kinds else "renamed"
        return self.say(id_, before=it.before, after=name)

    def _lower(self, moved: Moved) -> str:
        return _lower(self.say(f"m_{moved}"))

    def _crossing(self, it: Crossing) -> CrossingText:
        cells = {
            "was": self._was(it.was),
            "old_under_new": self._now(it.old_under_new),
            "new_under_old": self._was(it.new_under_old),
            "now": self._now(it.now),
        }
        legs = [
            self._leg(leg, first, place)
            for first, two in (("facts", it.facts_first), ("rules", it.rules_first))
            for place, leg in enumerate(two)
        ]
        return CrossingText(
            it.verdict,
            self.say(f"v_{it.verdict}"),
            list(it.was),
            list(it.old_under_new),
            list(it.new_under_old),
            list(it.now),
            self.say("cells", **cells),
            legs,
        )

    def _leg(self, it: Leg, first: str, place: int) -> LegText:
        assert self.diff is not None
        assert self.within is not None
        under = self.diff if it.what == "rules" else self.within[place]
        was = self._now(it.was) if it.what == "facts" and place else self._was(it.was)
        now = self._was(it.now) if it.what == "facts" and not place else self._now(it.now)
        text = self.say(f"leg_{it.what}", was=was, now=now, moved=self._lower(it.moved))
        through = through_text(it.through, under, self.language)
        order = "facts" if first == "facts" else "rules"
        return LegText(order, it.what, list(it.was), list(it.now), it.moved, text, through)  # type: ignore[arg-type]


def _lower(text: str) -> str:
    return text[0].lower() + text[1:]


def _list(levels: Possible | None) -> list[str] | None:
    return None if levels is None else list(levels)


def _technical(it: Technical, language: Language) -> TechnicalText:
    several = len(it.before) > 1, len(it.after) > 1
    kinds = {(False, False): "rename", (False, True): "split", (True, False): "merge", (True, True): "redrawn"}
    what = said(
        f"k_{kinds[several]}",
        language,
        before=joined(list(it.before), language),
        after=joined(list(it.after), language),
    )
    origins = list(dict.fromkeys(one.origin for one in it.descents))
    origin = joined([said(f"o_{one}", language) for one in origins], language)
    shares = [one.share for one in it.descents if one.share is not None]
    if shares:
        origin += f", {joined([f'{float(share) * 100:.0f} %' for share in shares], language)}"
    every = list(dict.fromkeys(kind for one in it.descents for kind in one.kinds))
    return TechnicalText(
        list(it.before), list(it.after), list(every), origins, said("technical", language, what=what, origin=origin)
    )
