"""A published list: which class each area was given, read from a table of any layout."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches

from attrs import frozen

from lagesbild_rules.errors import FactsError, Place, Problem, listed, quoted
from lagesbild_rules.facts import Row, Tabular, open_table
from lagesbild_rules.ruleset import Classification, Ruleset


@frozen
class Published:
    """The published level of each area, by classification; areas without one are in ``without``."""

    levels: Mapping[str, Mapping[str, str]]
    without: Mapping[str, tuple[str, ...]]
    path: str = ""


def read_published(
    path: Tabular,
    ruleset: Ruleset,
    *,
    columns: Mapping[str, str] | None = None,
    words: Mapping[str, str] | None = None,
) -> Published:
    """Return the published classes in the table at *path*: CSV, JSON Lines, Parquet, XLSX or Arrow.

    *columns* says which column holds the area (`area`) and each classification, which are looked for under their own
    names otherwise; with one classification `level` will do as well. A cell holds a level's id or title, or one of
    *words*, which says the id it stands for. An empty cell is an area without a published class. Other columns are
    passed over.

    Raises ``FactsError`` with everything that is wrong.
    """
    table, chosen = open_table(path), dict(columns or {})
    header = tuple(table.columns)
    where = Place(table.path, table.header_line)
    problems = [
        Problem(Place(where.path, where.line, column), "LR755", f"no column {quoted(column)}", _near(column, header))
        for column in chosen.values()
        if column not in header
    ]
    area = chosen.pop("area", "area")
    if area not in header and area not in (columns or {}).values():
        help = f"name it: `--column area=…`, one of {listed(header)}"
        problems.append(Problem(where, "LR755", f"no column {quoted(area)} that names the areas", help))
    found = _columns(ruleset, chosen, header)
    unknown = [name for name in chosen if name not in ruleset.classifications]
    for name in unknown:
        finding = f"no classification {quoted(name)} in {ruleset.reference}"
        problems.append(Problem(where, "LR755", finding, f"write {listed(ruleset.classifications)}"))
    every = [it.id for name in found for it in ruleset.classifications[name].levels]
    for word, level in (words or {}).items() if found else ():
        if level not in every:
            finding = f"{quoted(word)} is to mean {quoted(level)}, which is no level"
            problems.append(Problem(where, "LR754", finding, f"write {listed(every)}"))
    if not found and not problems:
        help = f"name one: `--column {next(iter(ruleset.classifications))}=…`, one of {listed(header)}"
        problems.append(Problem(where, "LR755", "no column holds published classes", help))
    if problems:
        raise FactsError(problems)
    reader = _Reader(ruleset, area, found, words or {}, table.path)
    for row in table.rows:
        reader.take(row)
    if reader.problems:
        raise FactsError(reader.problems)
    return Published(reader.levels, {name: tuple(it) for name, it in reader.without.items()}, table.path)


def _near(word: str, choices: tuple[str, ...]) -> str:
    close = get_close_matches(word, choices, n=1, cutoff=0.6)
    return f"did you mean {quoted(close[0])}?" if close else f"write {listed(choices)}"


def _columns(ruleset: Ruleset, chosen: Mapping[str, str], header: tuple[str, ...]) -> dict[str, str]:
    """Return the column of each classification that has one."""
    names = list(ruleset.classifications)
    found = {name: chosen.get(name, name) for name in names if chosen.get(name, name) in header}
    if not found and len(names) == 1 and "level" in header:
        return {names[0]: "level"}
    return found


class _Reader:
    def __init__(
        self, ruleset: Ruleset, area: str, columns: Mapping[str, str], words: Mapping[str, str], path: str
    ) -> None:
        self.area, self.columns, self.path = area, columns, path
        self.ruleset, self.words = ruleset, words
        self.known = {name: _words(ruleset.classifications[name], words) for name in columns}
        self.levels: dict[str, dict[str, str]] = {name: {} for name in columns}
        self.without: dict[str, list[str]] = {name: [] for name in columns}
        self.lines: dict[str, int] = {}
        self.told: set[tuple[str, str]] = set()
        self.problems: list[Problem] = []

    def take(self, row: Row) -> None:
        """Take what *row* says of its area, or what is wrong with it."""
        self.problems += row.problems
        if not row.whole:
            return
        area = str(row.cells.get(self.area) or "").strip()
        if not area:
            place = Place(self.path, row.line, self.area)
            self.problems.append(Problem(place, "LR305", "the row names no area", "write it, or take the row out"))
        elif area in self.lines:
            finding = f"the area {quoted(area)} stands in line {self.lines[area]} already"
            self.problems.append(Problem(Place(self.path, row.line, self.area), "LR756", finding, "keep one of them"))
        else:
            self.lines[area] = row.line
            for name, column in self.columns.items():
                self._level(row, area, name, column)

    def _level(self, row: Row, area: str, name: str, column: str) -> None:
        cell = row.cells.get(column)
        word = "" if cell is None else str(cell).strip()
        level = self.known[name].get(word.casefold())
        if not word:
            self.without[name].append(area)
        elif level is not None:
            self.levels[name][area] = level
        elif (name, word) not in self.told:
            self.told.add((name, word))
            levels = [it.id for it in self.ruleset.classifications[name].levels]
            finding = f"{quoted(word)} is no level of {quoted(name)}"
            help = f'say which it is: `--map "{word}=…"`, one of {listed(levels)}'
            self.problems.append(Problem(Place(self.path, row.line, column), "LR754", finding, help))


def _words(classification: Classification, words: Mapping[str, str]) -> dict[str, str]:
    """Return the level that each word stands for: given words before titles, ids before both."""
    known: dict[str, str] = {}
    for level in classification.levels:
        for title in (level.title.sv, level.title.en):
            if title:
                known[title.casefold()] = level.id
    ids = {it.id for it in classification.levels}
    known |= {word.casefold(): level for word, level in words.items() if level in ids}
    return known | {it.casefold(): it for it in ids}
