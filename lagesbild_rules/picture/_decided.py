"""Decisions: the table in which people write what they decided, and which of them count on a day."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import Final

from attrs import evolve

from lagesbild_rules.day import Day, as_day
from lagesbild_rules.errors import FactsError, Place, Problem, nearest, quoted, suggestion
from lagesbild_rules.facts import RowReader, Tabular, names_a_person, read_rows
from lagesbild_rules.picture._model import Decision, Ladder

DECISION_COLUMNS: Final = ("area", "classification", "date", "level", "motive", "role", "second_approver")
_NEEDED: Final = {
    "area": "it names the area that is decided on",
    "date": "a decision counts from its day",
    "level": "it is what was decided",
    "role": "it says who decided, by role and never by name",
}
_TEXTS: Final = ("area", "motive", "role", "second_approver")


def read_decisions(path: Tabular, ladders: Mapping[str, Ladder]) -> tuple[Decision, ...]:
    """Return the decisions in the table at *path* (CSV, JSON Lines, Parquet or XLSX), in its order.

    A cell of ``classification`` may be empty, or the column absent, where *ladders* has only one. A level is its id or
    its title in Swedish or English. Raises ``FactsError`` with everything that is wrong with the table, and with each
    decision whatever the picture it is for.
    """
    found, problems = read_rows(path, DECISION_COLUMNS, _NEEDED, lambda cells: _decision(cells, ladders))
    problems += [it for one in found for it in problems_of(one, ladders)]
    problems += _twice(found)
    if problems:
        raise FactsError(sorted(problems, key=lambda it: it.place.line or 0))
    return tuple(found)


def decided(
    decisions: Iterable[Decision],
    ladders: Mapping[str, Ladder],
    *,
    as_of: Day,
    areas: Collection[str],
    known: Collection[str] = (),
) -> dict[str, dict[str, Decision]]:
    """Return the decision that counts on *as_of* for each of *areas* and classification: the newest that has come.

    Raises ``FactsError`` with everything wrong: a decision of an area that is neither in *areas* nor *known* from
    another time, and whatever ``read_decisions`` tells of a table.
    """
    every, day = tuple(decisions), as_day(as_of)
    problems = [it for one in every for it in problems_of(one, ladders)] + _twice(every)
    for it in every:
        if it.date <= day and it.area not in areas and it.area not in known:
            problems.append(_problem(it, "area", "LR841", f"no area {quoted(it.area)} in the picture", areas))
    if problems:
        raise FactsError(sorted(problems, key=lambda it: it.place.line or 0))
    chosen: dict[str, dict[str, Decision]] = {}
    for it in sorted(every, key=lambda it: it.date):
        if it.date <= day and it.area in areas:
            chosen.setdefault(it.area, {})[it.classification] = it
    return chosen


def decision_findings(decisions: Iterable[Decision], *, as_of: Day) -> tuple[Problem, ...]:
    """Return what is unwise about *decisions* and stops nothing: one approver alone, a day that has not come."""
    day = as_day(as_of)
    found = []
    for it in decisions:
        if it.date > day:
            finding = f"the decision on {quoted(it.area)} is of {it.date} and does not count on {day}"
            found.append(_at(it, "date", "LR846", finding, "check the day, if it is meant to count"))
        elif it.second_approver is None:
            finding = f"the decision on {quoted(it.area)} of {it.date} has no second approver"
            found.append(_at(it, "second_approver", "LR845", finding, "let another role approve it too"))
    return tuple(found)


def problems_of(it: Decision, ladders: Mapping[str, Ladder]) -> Iterator[Problem]:
    """Yield what is wrong with *it* under *ladders*, whatever the picture it is for."""
    if it.classification not in ladders:
        yield _problem(it, "classification", "LR842", f"no classification {quoted(it.classification)}", ladders)
    elif it.level not in (levels := [one.id for one in ladders[it.classification].levels]):
        help = nearest(it.level, levels, "its levels are")
        yield _at(it, "level", "LR842", f"no level {quoted(it.level)} in {quoted(it.classification)}", help)
    for column in _TEXTS:
        if names_a_person(getattr(it, column) or ""):
            finding = "the text holds a personal identity or coordination number"
            yield _at(it, column, "LR705", finding, "take it out: name a role, never a person")
    if not it.role.strip():
        yield _at(it, "role", "LR843", "the decision has no role", "write who decided, by role")
    elif it.second_approver is not None and _same(it.role, it.second_approver):
        finding = f"{quoted(it.role)} is its own second approver"
        yield _at(it, "second_approver", "LR844", finding, "let another role approve it, or leave the cell empty")


def _same(one: str, other: str) -> bool:
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()


def _twice(decisions: Iterable[Decision]) -> list[Problem]:
    first: dict[tuple[str, str, date], Decision] = {}
    problems = []
    for it in decisions:
        earlier = first.setdefault((it.area, it.classification, it.date), it)
        if earlier is not it:
            where = f", also in row {earlier.place.line}" if earlier.place.line else ""
            finding = f"{quoted(it.area)} was decided twice on {it.date}{where}"
            problems.append(_at(it, "date", "LR847", finding, "keep the one that counts"))
    return problems


def _decision(cells: RowReader, ladders: Mapping[str, Ladder]) -> Decision | None:
    area, day, level = cells.area("area"), cells.day("date"), cells.line("level")
    name, role = cells.line("classification"), cells.line("role")
    if name is None and len(ladders) == 1:
        (name,) = ladders
    for column, cell in (("classification", name), ("date", day), ("level", level), ("role", role)):
        if cell is None and not cells.wrong(column):
            help = suggestion("", ladders) if column == "classification" else "fill in the cell"
            cells.report(column, "LR843", f"the decision has no {column}", help)
    texts = {it: cells.text(it) for it in ("motive", "second_approver")}
    if area is None or name is None or day is None or level is None or role is None or cells.problems:
        return None
    made = Decision(area, name, day, level, role, **texts, place=cells.place())
    return evolve(made, level=_level(level, ladders[name])) if name in ladders else made


def _level(text: str, ladder: Ladder) -> str:
    """Return the id of the level that *text* names, by its id or title; *text* itself where it names none."""
    said = {one.casefold(): it.id for it in ladder.levels for one in (it.title.sv, it.title.en) if one}
    return text if any(it.id == text for it in ladder.levels) else said.get(text.casefold(), text)


def _problem(it: Decision, column: str, code: str, finding: str, choices: Collection[str]) -> Problem:
    word: str = getattr(it, column)
    return _at(it, column, code, finding, suggestion(word, choices))


def _at(it: Decision, column: str, code: str, finding: str, help: str) -> Problem:
    return Problem(Place(it.place.path or "<decision>", it.place.line, column), code, finding, help)
