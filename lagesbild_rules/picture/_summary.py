"""From a picture to what is told of it, to those who may see everything or to everyone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, get_args

from attrs import evolve, frozen

from lagesbild_rules.evaluation import Assessment
from lagesbild_rules.explanation import Audience, Brief, Settling, brief, open_part, withheld
from lagesbild_rules.facts import Completeness, FactSet, Handling, completeness
from lagesbild_rules.picture._model import Ladder, Picture, PictureArea
from lagesbild_rules.picture._summary_model import (
    Count,
    Difference,
    Grouping,
    PictureSummary,
    Robustness,
    Told,
    Towards,
    Undecided,
)
from lagesbild_rules.progress import Progress, quiet

GROUPINGS: Final[tuple[Grouping, ...]] = get_args(Grouping)


def summary(
    picture: Picture,
    *,
    audience: Audience = "internal",
    unmarked: Handling = "restricted",
    progress: Progress = quiet,
) -> PictureSummary:
    """Return what is told of *picture* to *audience*: the larger work, some milliseconds an area.

    For `open`, all of it is a function of open observations, the ruleset, the table of areas and the published levels
    (the one decided, else those computed): of decisions and their motives nothing is told. Where neither an
    observation nor the ruleset says how something is handled, it is handled as *unmarked*.
    """
    seen = []
    with progress(len(picture.areas), "explain") as advance:
        for it in picture.areas:
            seen.append(_Seen.of(it, audience, unmarked))
            advance()
    inside = audience == "internal"
    told = {it.area.id: it.told() for it in seen}
    return PictureSummary(
        picture,
        audience,
        unmarked,
        tuple(_counts(picture, "standing")),
        tuple(_counts(picture, "possible")) if inside else (),
        tuple(_undecided(picture, audience, told)),
        tuple(_robustness(it, picture, told) for it in picture.ladders),
        _completeness(picture, seen),
        tuple(_differences(picture)) if inside else (),
        told,
    )


@frozen
class _Seen:
    """One area as an audience sees it: ``assessment`` is of open facts alone for the open audience."""

    area: PictureArea
    audience: Audience
    assessment: Assessment | None
    closed: tuple[str, ...]
    briefs: dict[str, Brief]

    @classmethod
    def of(cls, area: PictureArea, audience: Audience, unmarked: Handling) -> _Seen:
        if area.assessment is None:
            return cls(area, audience, None, (), {})
        if audience == "internal":
            return cls(area, audience, area.assessment, (), brief(area.assessment))
        opened = open_part(area.assessment, unmarked)
        return cls(area, audience, opened, withheld(area.assessment, unmarked), brief(opened))

    def told(self) -> dict[str, Told]:
        return {name: self._told(name) for name in self.area.possible}

    def _told(self, name: str) -> Told:
        standing, said = self.area.standing(name), self.briefs.get(name)
        if said is None:
            return Told(standing)
        if self.audience == "internal":
            return Told(standing, said, said.settling)
        if said.possible != standing:
            return Told(standing)
        return Told(standing, said, self._openly(said.settling))

    def _openly(self, it: Settling | None) -> Settling | None:
        """Return what would settle the class, without what is withheld: whether that is known is not told."""
        if it is None:
            return None
        closed = set(self.closed)
        return evolve(
            it,
            matters=tuple(id_ for id_ in it.matters if id_ not in closed),
            indifferent=tuple(id_ for id_ in it.indifferent if id_ not in closed),
            quickest=tuple(ids for ids in it.quickest if closed.isdisjoint(ids)),
        )


def _counts(picture: Picture, of: str) -> Iterator[Count]:
    for name, ladder in picture.ladders.items():
        levels = [
            (it, it.standing(name) if of == "standing" else it.possible[name])
            for it in picture.areas
            if name in it.possible
        ]
        for grouping in GROUPINGS:
            groups: dict[str | None, list[tuple[str, ...]]] = {}
            for it, possible in levels:
                groups.setdefault(_group(it, grouping), []).append(possible)
            if grouping == "all" or any(group is not None for group in groups):
                for group in sorted(groups, key=lambda it: (it is None, it or "")):
                    yield _count(ladder, grouping, group, groups[group])
            if not groups and grouping == "all":
                yield _count(ladder, grouping, None, [])


def _group(it: PictureArea, grouping: Grouping) -> str | None:
    match grouping:
        case "all":
            return None
        case "municipality":
            return it.area.municipality or it.area.municipality_code
        case _:
            name: str | None = getattr(it.area, grouping)
            return name


def _count(ladder: Ladder, grouping: Grouping, group: str | None, possible: Sequence[tuple[str, ...]]) -> Count:
    found = Counter(possible)
    rank = {it.id: position for position, it in enumerate(ladder.levels)}
    several = sorted((it for it in found if len(it) > 1), key=lambda it: [rank[level] for level in it])
    levels = {it.id: found[(it.id,)] for it in ladder.levels}
    return Count(ladder.id, grouping, group, len(possible), levels, {it: found[it] for it in several})


def _undecided(picture: Picture, audience: Audience, told: dict[str, dict[str, Told]]) -> Iterator[Undecided]:
    for it in picture.areas:
        for name, possible in it.possible.items():
            said = told[it.id][name]
            decision = it.decisions.get(name) if audience == "internal" else None
            levels = possible if audience == "internal" else said.standing
            if len(levels) > 1:
                yield Undecided(it.id, name, levels, said.settling, decision.level if decision else None)


def _robustness(name: str, picture: Picture, told: dict[str, dict[str, Told]]) -> Robustness:
    briefs = {it.id: told[it.id][name].brief for it in picture.areas if name in told[it.id]}
    rests = {id_: it.rests_on for id_, it in briefs.items() if it is not None and not it.robust}
    count = Counter(reading for readings in rests.values() for reading in readings)
    readings = picture.ruleset.readings if picture.ruleset else ()
    left_out = sum(it is None for it in briefs.values())
    return Robustness(
        name,
        len(briefs) - left_out - len(rests),
        {id_: count[id_] for id_ in readings if count[id_]},
        rests,
        left_out,
    )


def _completeness(picture: Picture, seen: Iterable[_Seen]) -> tuple[Completeness, ...]:
    """Return how complete the input is; for the open audience over what may be open alone."""
    known = [it for it in seen if it.assessment is not None]
    if not known or picture.ruleset is None:
        return ()
    opened = {id_ for it in known for id_ in picture.ruleset.indicators if id_ not in it.closed}
    rows = [_only(it.assessment.facts, opened) for it in known if it.assessment is not None]
    return completeness(rows, as_of=picture.as_of, areas=[it.area.area for it in known])


def _only(facts: FactSet, ids: set[str]) -> FactSet:
    if len(ids) == len(facts.indicators):
        return facts
    indicators = {id_: it for id_, it in facts.indicators.items() if id_ in ids}
    grounds = {id_: it for id_, it in facts.grounds.items() if id_ in ids}
    return FactSet.of(facts.area, indicators, {id_: facts[id_] for id_ in indicators}, grounds)


def _differences(picture: Picture) -> Iterator[Difference]:
    for it in picture.areas:
        for name, decision in it.decisions.items():
            ladder, possible = picture.ladders[name], it.possible[name]
            yield Difference(decision, possible, _towards(ladder, decision.level, possible))


def _towards(ladder: Ladder, level: str, possible: tuple[str, ...]) -> Towards:
    own, least, most = (ladder.rank(it) for it in (level, possible[0], possible[-1]))
    if own < least:
        return "milder"
    if own > most:
        return "more_serious"
    return "same" if possible == (level,) else "settled"
