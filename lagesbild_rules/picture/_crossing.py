"""Old facts under new rules and the reverse: what of a move the facts brought about, and what the rules did."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

from lagesbild_rules.evaluation import Assessment, assess
from lagesbild_rules.explanation import AreaMove, Audience, Through, area_moves, open_part
from lagesbild_rules.facts import Fact, FactSet, Grounds, Handling, resolve_one, rules_for
from lagesbild_rules.picture._comparison import Crossing, Leg, Possible
from lagesbild_rules.picture._rungs import Rungs
from lagesbild_rules.ruleset import Ruleset, RulesetDiff, diff

Further = tuple[Mapping[str, FactSet], Mapping[str, FactSet]]
"""By area: the earlier facts as the later ruleset asks for them, and the later facts as the earlier one does."""
_STILL = ("unchanged", "open")


class Crossings:
    """Crosses the assessments of one area under two rulesets; for the open audience on open facts alone, throughout.

    What a ruleset asks for is taken from *further*, else from the facts that the other one was given, where it asks
    for the same kind of value. The rest is missing: nothing is filled in.
    """

    def __init__(
        self,
        found: RulesetDiff,
        further: Further = ({}, {}),
        audience: Audience = "internal",
        unmarked: Handling = "restricted",
    ) -> None:
        self.diff, self.further = found, further
        self.open, self.unmarked = audience == "open", unmarked
        self.within = diff(found.before, found.before), diff(found.after, found.after)
        self.names_back = {now: was for was, now in found.names.indicators.items()}

    def of(self, was: Assessment, now: Assessment, rungs: Mapping[str, Rungs]) -> dict[str, Crossing]:
        """Return for each classification of *rungs* how the class moved, by the facts and by the rules.

        One is left out in which no step moves anything.
        """
        was, now = self._shown(was), self._shown(now)
        old_under_new = self._under(self.diff.after, was, self.further[0], self.diff.names.indicators)
        new_under_old = self._under(self.diff.before, now, self.further[1], self.names_back)
        facts = area_moves(self.within[0], was, new_under_old), area_moves(self.within[1], old_under_new, now)
        rules = area_moves(self.diff, new_under_old, now), area_moves(self.diff, was, old_under_new)
        found = {}
        for id_, it in rungs.items():
            there = it.after.id
            cells = (
                was.classifications[id_].possible,
                old_under_new.classifications[there].possible,
                new_under_old.classifications[id_].possible,
                now.classifications[there].possible,
            )
            old, new = (Rungs.of(ladder, ladder) for ladder in (it.before, it.after))
            facts_first = (
                _leg("facts", old, cells[0], cells[2], _through(facts[0], id_)),
                _leg("rules", it, cells[2], cells[3], _through(rules[0], id_)),
            )
            rules_first = (
                _leg("rules", it, cells[0], cells[1], _through(rules[1], id_)),
                _leg("facts", new, cells[1], cells[3], _through(facts[1], there)),
            )
            if any(leg.moved not in _STILL for leg in (*facts_first, *rules_first)):
                found[id_] = Crossing(*cells, facts_first, rules_first)
        return found

    def _shown(self, it: Assessment) -> Assessment:
        return open_part(it, self.unmarked) if self.open else it

    def _under(
        self, ruleset: Ruleset, it: Assessment, further: Mapping[str, FactSet], names: Mapping[str, str]
    ) -> Assessment:
        """Return what *ruleset* says of the facts of *it*, whose indicators it may know by other *names*."""
        known: dict[str, Fact] = {}
        grounds: dict[str, Grounds] = {}
        own = {names.get(id_, id_): id_ for id_ in it.facts.indicators}
        for id_, asked in ruleset.indicators.items():
            rules = rules_for(asked, ruleset.evidence)
            if id_ in own:
                given, facts = it.facts.indicators[own[id_]], it.facts
            elif it.area in further and id_ in further[it.area]:
                given, facts = asked, further[it.area]
            else:
                continue
            if given.kind != asked.kind:
                continue
            known[id_] = facts[given.id]
            if given.id in facts.grounds:
                known[id_], grounds[id_] = resolve_one(facts.grounds[given.id].all, asked, rules, it.as_of)
        made = FactSet.of(it.area, ruleset.indicators, known, grounds)
        return self._shown(assess(ruleset, made, as_of=it.as_of, known_at=it.known_at))


def _leg(
    what: Literal["facts", "rules"], rungs: Rungs, was: Possible, now: Possible, through: tuple[Through, ...]
) -> Leg:
    return Leg(what, was, now, rungs.moved(was, now), through)


def _through(moves: Iterable[AreaMove], classification: str) -> tuple[Through, ...]:
    """Return the criteria of the move in *classification*; none where nothing moves."""
    return next((it.through for it in moves if it.classification[0] == classification), ())
