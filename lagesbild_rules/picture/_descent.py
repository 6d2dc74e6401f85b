"""What each area of an earlier picture became in a later one, by its name or by a line of descent."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from itertools import groupby
from typing import Literal

from attrs import field, frozen

from lagesbild_rules.errors import Place, Problem, quoted, suggestion
from lagesbild_rules.facts import Lineage, LineageKind

Origin = Literal["declared", "editorial", "overlap"]
"""Who says that one area came of another: a table that was given, the one that is shipped, or official geometry."""


@frozen
class Proposed:
    """What geometry proposes: *share* of ``from_area``, by size, lies in ``to_area``."""

    from_area: str
    to_area: str
    kind: LineageKind
    share: Fraction | None = None
    place: Place = field(default=Place(), eq=False, repr=False, kw_only=True)


@frozen
class Descent:
    """By which kinds of change one area came of another, the earliest first, and who says so.

    ``share`` is how much of the earlier one lies in the later one, where geometry was looked at.
    """

    kinds: tuple[LineageKind, ...]
    origin: Origin
    share: Fraction | None = None


@frozen
class Pair:
    """An area of the earlier picture, and what it became. ``descent`` is ``None`` where the name alone says it."""

    before: str | None
    after: str | None
    descent: Descent | None = None


def pairs(
    before: Collection[str],
    after: Collection[str],
    lines: Iterable[Lineage],
    proposed: Iterable[Proposed] = (),
    origin: Origin = "declared",
    *,
    lists: tuple[bool, bool] = (False, False),
) -> tuple[Pair, ...]:
    """Return what every area *before* became, and those *after* that came of none of them, in the order of names.

    *lines* lie between the two days and are followed one after another, those of one day too; where they say nothing
    of an area, *proposed* does, and else it is the area of the same name. *lists* tells of either side whether it
    names listed areas alone: then a line may lead from or to an area that it does not name.
    """
    lines = list(lines)
    start = {*before, *(_heads(lines) if lists[0] else ())}
    ends: dict[str, dict[str, tuple[LineageKind, ...]]] = {area: {area: ()} for area in start}
    for _, same_day in groupby(sorted(lines, key=lambda it: it.date), key=lambda it: it.date):
        onward = _by_origin(same_day)
        for area, reached in ends.items():
            further: dict[str, tuple[LineageKind, ...]] = {}
            for at, kinds in reached.items():
                for end, more in _followed(at, onward).items():
                    further.setdefault(end, (*kinds, *more))
            ends[area] = further
    made = {
        (area, end): Descent(tuple(dict.fromkeys(kinds)), origin) if kinds else None
        for area, reached in ends.items()
        for end, kinds in reached.items()
    }
    made = _with_proposed(made, list(proposed), {it.from_area for it in lines})
    found: dict[tuple[str | None, str | None], Pair] = {}
    for (was, now), by in sorted(made.items(), key=lambda it: it[0]):
        if was in before or now in after:
            gone = now not in after and not lists[1]
            pair = Pair(was, None if gone else now, by)
            found.setdefault((pair.before, pair.after), pair)  # of several parts that are not there one is told
    reached_after = {end for _, end in found}
    every = [*found.values(), *(Pair(area if lists[0] else None, area) for area in after if area not in reached_after)]
    return tuple(sorted(every, key=lambda it: (it.after or it.before or "", it.before or "")))


def _with_proposed(
    made: dict[tuple[str, str], Descent | None], proposed: list[Proposed], declared: set[str]
) -> dict[tuple[str, str], Descent | None]:
    known = {was for was, _ in made}
    taken = {it.from_area for it in proposed} & known - declared
    kept = {pair: by for pair, by in made.items() if pair[0] not in taken}
    for it in proposed:
        if it.from_area in taken:
            same = it.from_area == it.to_area
            kept[it.from_area, it.to_area] = None if same else Descent((it.kind,), "overlap", it.share)
    return kept


def _followed(area: str, onward: Mapping[str, list[Lineage]]) -> dict[str, tuple[LineageKind, ...]]:
    """Return what *area* is at the end of the day. A line to itself means that it is there still."""
    found: dict[str, tuple[LineageKind, ...]] = {}
    for it in onward.get(area, ()):
        if it.to_area == area:
            found.setdefault(area, (it.kind,))
            continue
        for end, kinds in _followed(it.to_area, onward).items():
            found.setdefault(end, (it.kind, *kinds))
    return found or {area: ()}


def _by_origin(lines: Iterable[Lineage]) -> dict[str, list[Lineage]]:
    found: dict[str, list[Lineage]] = {}
    for it in lines:
        found.setdefault(it.from_area, []).append(it)
    return found


def _heads(lines: Iterable[Lineage]) -> set[str]:
    """Return the areas that lines begin with and that came of no earlier line."""
    heads: set[str] = set()
    made: set[str] = set()
    for it in sorted(lines, key=lambda it: it.date):
        heads |= {it.from_area} - made
        made.add(it.to_area)
    same_day = {(it.to_area, it.date) for it in lines if it.from_area != it.to_area}
    return {area for area in heads if not any((area, it.date) in same_day for it in lines if it.from_area == area)}


def unfit(
    before: Collection[str],
    after: Collection[str],
    lines: Iterable[Lineage],
    *,
    lists: tuple[bool, bool] = (False, False),
) -> Iterator[Problem]:
    """Yield a finding for each line that names an area there is not, and for areas that stay after they became others.

    Where a side is a list, an area that it does not name may still exist.
    """
    lines = list(lines)
    known = ({*before, *(it.to_area for it in lines)}, {*after, *(it.from_area for it in lines)})
    for it in lines:
        there = it.from_area in known[0], it.to_area in known[1]
        if all(on_list or found for on_list, found in zip(lists, there, strict=True)) and any(there):
            continue
        which = 1 if there[0] else 0
        area, choices = ((it.from_area, before), (it.to_area, after))[which]
        finding = f"no area {quoted(area)} in the {('earlier', 'later')[which]} picture"
        yield Problem(_place(it.place, ("from_area", "to_area")[which]), "LR853", finding, suggestion(area, choices))
    last: dict[str, date] = {}
    for it in lines:
        last[it.from_area] = max(it.date, last.get(it.from_area, it.date))
    back = {it.to_area for it in lines if it.date >= last.get(it.to_area, date.max)}
    for area in sorted({it.from_area for it in lines} & set(after) - back):
        place = next(it.place for it in lines if it.from_area == area)
        finding = f"{quoted(area)} became another, and the later picture has it still"
        help = f"if a part kept the name, add the line `{area},{area}` of the same day and kind"
        yield Problem(_place(place, "from_area"), "LR854", finding, help)


def _place(it: Place, column: str) -> Place:
    return Place(it.path or "<lineage>", it.line, column)
