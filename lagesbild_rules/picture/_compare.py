"""From two pictures to what became of every area between them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from lagesbild_rules.errors import FactsError, Place, Problem, QuestionError, listed
from lagesbild_rules.explanation import Audience
from lagesbild_rules.facts import Area, Handling, Lineage, circles
from lagesbild_rules.picture._comparison import Change, ClassComparison, Comparison, Possible, Proposal, Technical
from lagesbild_rules.picture._crossing import Crossings, Further
from lagesbild_rules.picture._descent import Origin, Pair, Proposed, pairs, unfit
from lagesbild_rules.picture._model import Picture, PictureArea
from lagesbild_rules.picture._published import published_lineage
from lagesbild_rules.picture._rungs import Rungs
from lagesbild_rules.ruleset import NewNames, diff


def compare(
    before: Picture,
    after: Picture,
    *,
    lineage: Iterable[Lineage] | None = None,
    proposed: Iterable[Proposed] = (),
    further: Further = ({}, {}),
    audience: Audience = "internal",
    unmarked: Handling = "restricted",
) -> Comparison:
    """Return what became of every area from *before* to *after*, in each classification that both have.

    Areas are followed by the lines of *lineage* that lie after the first day and not after the last, where these say
    nothing by what geometry *proposed*, and else by name. Without *lineage* the shipped lines count when either
    picture is a published list; of lines that are given, what does not fit is told. Where both pictures rest on facts
    under rulesets, each move is split into what the facts and what the rules changed; *further* are facts that only
    the other ruleset asks for. For the *audience* `open` that is done on open facts alone, and what people decided
    cannot be told from what was computed.

    Raises ``QuestionError`` when *before* is the later one or the two have no classification or level in common, and
    ``FactsError`` for a circle in the lines of one day.
    """
    if before.as_of > after.as_of:
        finding = f"the first picture is of {before.as_of}, after the second, {after.as_of}"
        raise QuestionError([Problem(Place("compare"), "LR852", finding, "give the earlier picture first")])
    lists = before.publication is not None, after.publication is not None
    origin: Origin = "editorial" if lineage is None else "declared"
    given = (published_lineage() if any(lists) else ()) if lineage is None else tuple(lineage)
    lines = [it for it in given if before.as_of < it.date <= after.as_of]
    if found := list(circles(lines)):
        raise FactsError(found)
    known = {it.id: it for it in before.areas}, {it.id: it for it in after.areas}
    every = pairs(known[0], known[1], lines, proposed, origin, lists=lists)
    changed = diff(before.ruleset, after.ruleset) if before.ruleset and after.ruleset else None
    rungs = _rungs(before, after, changed.names if changed else NewNames())
    crossings = Crossings(changed, further, audience, unmarked) if changed else None
    changes: dict[str, list[Change]] = {id_: [] for id_ in rungs}
    for pair in every:
        sides = known[0].get(pair.before or ""), known[1].get(pair.after or "")
        crossed = {}
        if crossings and sides[0] and sides[1] and sides[0].assessment and sides[1].assessment:
            crossed = crossings.of(sides[0].assessment, sides[1].assessment, rungs)
        for id_, it in rungs.items():
            stands = [
                _standing(side, pair_id, ladder.id, ladder.levels[0].id, of_list=of_list)
                for side, pair_id, ladder, of_list in zip(
                    sides, (pair.before, pair.after), (it.before, it.after), lists, strict=True
                )
            ]
            proposal = _proposal(sides, stands, it) if audience == "internal" else None
            area = (sides[1] or sides[0] or PictureArea(Area(pair.after or ""), {})).area
            trend = sides[1].trend if sides[1] else None
            changes[id_].append(
                Change(
                    *(pair.before, pair.after, area, stands[0], stands[1], it.moved(stands[0], stands[1])),
                    descent=pair.descent,
                    proposal=proposal,
                    trend=trend,
                    crossing=crossed.get(id_),
                )
            )
    return Comparison(
        before,
        after,
        {id_: ClassComparison(id_, it, tuple(changes[id_]), _levels(before, after, it)) for id_, it in rungs.items()},
        tuple(_technical(every)),
        () if lineage is None else tuple(unfit(known[0], known[1], lines, lists=lists)),
        changed,
        audience,
    )


def _rungs(before: Picture, after: Picture, names: NewNames) -> dict[str, Rungs]:
    """Return the ladders that both have, by the name of the earlier one."""
    found = {}
    for id_, ladder in before.ladders.items():
        known = names.classifications.get(id_, id_)
        if known in after.ladders:
            levels = {level: now for (of, level), now in names.levels.items() if of == id_}
            found[id_] = Rungs.of(ladder, after.ladders[known], levels)
    if not found:
        finding = f"no classification in common: {listed(before.ladders)} before, {listed(after.ladders)} after"
        help = "compare pictures of one classification, under whatever periods of its ruleset"
        raise QuestionError([Problem(Place("compare"), "LR851", finding, help)])
    return found


def _standing(
    side: PictureArea | None, area: str | None, classification: str, first: str, *, of_list: bool
) -> Possible | None:
    """Return the levels that stand; an area that a list does not name stands on the first."""
    if side is not None:
        return side.standing(classification)
    return (first,) if of_list and area is not None else None


def _proposal(
    sides: tuple[PictureArea | None, PictureArea | None], stands: list[Possible | None], rungs: Rungs
) -> Proposal | None:
    ladders = rungs.before.id, rungs.after.id
    if not any(side and ladder in side.decisions for side, ladder in zip(sides, ladders, strict=True)):
        return None
    was, now = (
        side.possible[ladder] if side else stood for side, ladder, stood in zip(sides, ladders, stands, strict=True)
    )
    return Proposal(was, now, rungs.moved(was, now))


def _levels(before: Picture, after: Picture, rungs: Rungs) -> tuple[Mapping[str, Possible], Mapping[str, Possible]]:
    return (
        {it.id: it.standing(rungs.before.id) for it in before.areas},
        {it.id: it.standing(rungs.after.id) for it in after.areas},
    )


def _technical(every: Iterable[Pair]) -> Iterator[Technical]:
    """Yield the areas that hang together by split, merge or rename, in the order of their names."""
    bound: list[tuple[set[str], set[str], list[Pair]]] = []
    for it in sorted(every, key=lambda it: it.descent is None):
        touched = [group for group in bound if it.before in group[0] or it.after in group[1]]
        if it.before is None or it.after is None or (it.descent is None and not touched):
            continue
        bound = [group for group in bound if group not in touched]
        before, after = {it.before}, {it.after}
        same = [it]
        for group in touched:
            before, after, same = before | group[0], after | group[1], group[2] + same
        bound.append((before, after, same))
    for before, after, same in sorted(bound, key=lambda group: sorted(group[0])):
        descents = dict.fromkeys(it.descent for it in same if it.descent)
        yield Technical(tuple(sorted(before)), tuple(sorted(after)), tuple(descents))
