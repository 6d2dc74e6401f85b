"""Areas and how they came of one another: the tables of areas and of lineage, and what does not fit them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Final, Literal, TypeVar, get_args

from attrs import field, frozen

from lagesbild_rules.errors import FactsError, Place, Problem, listed, nearest, quoted, suggestion
from lagesbild_rules.facts._observation import Observation
from lagesbild_rules.facts._row_reader import RowReader, read_rows
from lagesbild_rules.facts._rows import Tabular

LineageKind = Literal["rename", "split", "merge"]
AREA_COLUMNS: Final = (
    *("area", "name", "municipality_code", "municipality", "local_police_area", "police_area", "region"),
    *("valid_from", "valid_until"),
)
LINEAGE_COLUMNS: Final = ("from_area", "to_area", "date", "kind")
_T = TypeVar("_T")


@frozen
class Area:
    """An area and where it belongs; it exists from ``valid_from`` up to but not including ``valid_until``."""

    area: str
    name: str | None = None
    municipality_code: str | None = None
    municipality: str | None = None
    local_police_area: str | None = None
    police_area: str | None = None
    region: str | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    place: Place = field(default=Place(), eq=False, repr=False, kw_only=True)

    def exists_on(self, day: date) -> bool:
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_until is None or day < self.valid_until
        )


@frozen
class Lineage:
    """On ``date`` what was ``from_area`` became ``to_area``; a split or a merge has a line for each pair."""

    from_area: str
    to_area: str
    date: date
    kind: LineageKind
    place: Place = field(default=Place(), eq=False, repr=False, kw_only=True)


def read_areas(path: Tabular) -> tuple[Area, ...]:
    """Return the areas in the table at *path* (CSV, JSON Lines, Parquet or XLSX).

    Raises ``FactsError`` with all problems: among them an area that exists twice at one time, and a municipality
    code that is not four digits (a number cell has lost its leading zero).
    """
    areas, problems = read_rows(path, AREA_COLUMNS, {"area": "it names the area of each row"}, _area)
    return _or_raise(areas, [*problems, *_overlaps(areas)])


def read_lineage(path: Tabular) -> tuple[Lineage, ...]:
    """Return the lines of descent in the table at *path*.

    Raises ``FactsError`` with all problems: among them a circle of renames and splits on one day.
    """
    reasons = dict.fromkeys(LINEAGE_COLUMNS, "each line of descent has it")
    lines, problems = read_rows(path, LINEAGE_COLUMNS, reasons, _lineage)
    return _or_raise(lines, [*problems, *circles(lines)])


def area_findings(observations: Iterable[Observation], areas: Iterable[Area] = ()) -> tuple[Problem, ...]:
    """Return what does not fit together: observations of unknown areas, and areas that two units report.

    With no *areas* only the second is looked for. An observation is also told whose day lies outside the time in
    which its area exists. Each area and unit is told once, at the first observation.
    """
    known: dict[str, list[Area]] = {}
    for it in areas:
        known.setdefault(it.area, []).append(it)
    return tuple(_findings(list(observations), known))


def _findings(observations: list[Observation], known: Mapping[str, list[Area]]) -> Iterator[Problem]:
    told: set[tuple[str, ...]] = set()
    reporters: dict[str, dict[str, Observation]] = {}
    for it in observations:
        if it.reported_by is not None:
            reporters.setdefault(it.area, {}).setdefault(it.reported_by, it)
        by = f", reported by {quoted(it.reported_by)}" if it.reported_by else ""
        if not known or (it.area, by) in told:
            continue
        place = Place(it.place.path or "<observation>", it.place.line, "area")
        if it.area not in known:
            told.add((it.area, by))
            help = suggestion(it.area, known)
            yield Problem(place, "LR731", f"no area {quoted(it.area)} in the table of areas{by}", help)
        elif it.date and not any(area.exists_on(it.date) for area in known[it.area]):
            told.add((it.area, by))
            finding = f"the area {quoted(it.area)} does not exist on {it.date}{by}"
            yield Problem(place, "LR732", finding, "check the day, or use the area that came of it")
    for area, units in reporters.items():
        if len(units) > 1:
            names, first = list(units), next(iter(units.values()))
            where = ", ".join(str(it.place) for it in units.values() if it.place.line)
            finding = f"the area {quoted(area)} is reported by {listed(names).replace(' or ', ' and ')}"
            place = Place(first.place.path or "<observation>", first.place.line, "reported_by")
            help = f"let one unit report it, or settle which one counts{f' (see {where})' if where else ''}"
            yield Problem(place, "LR733", finding, help)


def _or_raise(found: list[_T], problems: list[Problem]) -> tuple[_T, ...]:
    if problems:
        raise FactsError(sorted(problems, key=lambda it: it.place.line or 0))
    return tuple(found)


def _area(cells: RowReader) -> Area | None:
    area = cells.area("area")
    texts: dict[str, Any] = {it: cells.text(it) for it in AREA_COLUMNS[1:7]}
    from_, until = cells.day("valid_from"), cells.day("valid_until")
    code = texts["municipality_code"]
    if code is not None and not re.fullmatch(r"[0-9]{4}", code):
        help = "write all four, as text: 0114"
        cells.report("municipality_code", "LR734", f"{quoted(code)} is no municipality code of four digits", help)
    if from_ and until and from_ >= until:
        finding = f"valid from {from_} until {until} is no period"
        cells.report("valid_until", "LR702", finding, "the last day is not part of it: write a later day")
    return None if area is None else Area(area, **texts, valid_from=from_, valid_until=until, place=cells.place())


def _lineage(cells: RowReader) -> Lineage | None:
    before, after, day, kind = cells.area("from_area"), cells.area("to_area"), cells.day("date"), cells.text("kind")
    if day is None and not cells.wrong("date"):
        cells.report("date", "LR735", "the line of descent has no day", "write YYYY-MM-DD")
    if kind not in get_args(LineageKind):
        help = nearest(kind or "", get_args(LineageKind), "its kinds are")
        cells.report("kind", "LR735", f"{quoted(kind or '')} is no kind of descent", help)
    elif kind == "rename" and before is not None and before == after:
        cells.report("to_area", "LR735", f"{quoted(before)} is renamed to itself", "write the new name")
    if before is None or after is None or day is None or cells.problems:
        return None
    return Lineage(before, after, day, kind, place=cells.place())  # type: ignore[arg-type]


def _overlaps(areas: list[Area]) -> Iterator[Problem]:
    by_name: dict[str, list[Area]] = {}
    for it in areas:
        earlier = by_name.setdefault(it.area, [])
        for other in earlier:
            first = max(other.valid_from or date.min, it.valid_from or date.min)
            if first < min(other.valid_until or date.max, it.valid_until or date.max):
                finding = f"the area {quoted(it.area)} has another row for the same time, {other.place.line}"
                yield Problem(it.place, "LR306", finding, "keep one row, or give them periods that do not meet")
                break
        earlier.append(it)


def circles(lines: Iterable[Lineage]) -> Iterator[Problem]:
    """Yield a problem for each line that on its own day leads back, by way of others, to where it began."""
    lines = list(lines)
    onward: dict[date, dict[str, list[str]]] = {}
    for it in lines:
        if it.from_area != it.to_area:
            onward.setdefault(it.date, {}).setdefault(it.from_area, []).append(it.to_area)
    for it in lines:
        if it.from_area == it.to_area:
            continue
        after = onward[it.date]
        seen, waiting = {it.to_area}, [it.to_area]
        for area in waiting:
            for further in after.get(area, []):
                if further not in seen:
                    seen.add(further)
                    waiting.append(further)
        if it.from_area in seen:
            finding = (
                f"on {it.date} {quoted(it.from_area)} becomes {quoted(it.to_area)} and again {quoted(it.from_area)}"
            )
            yield Problem(it.place, "LR736", finding, "take one line out, or give the steps their own days")
