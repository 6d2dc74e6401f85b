"""A ruleset as a view: one step for what is known, one for each depth of its conditions, two for its classes.

Each step has all columns of the one before it and its own beside them, so each condition stands in the text once and
the text grows as the ruleset does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib.metadata import version
from typing import Final

from attrs import frozen
from sqlglot import exp

from lagesbild_rules.errors import Problem, QuestionError, RulesetError
from lagesbild_rules.evaluation import Program, program
from lagesbild_rules.export._notes import criterion_notes, level_notes, ruleset_notes
from lagesbild_rules.export.sql._comments import comment, short
from lagesbild_rules.export.sql._conditions import condition_truth
from lagesbild_rules.export.sql._facts import closed, columns_of, from_cells, from_intervals
from lagesbild_rules.export.sql._ladders import answer_columns, held_columns, possible_columns
from lagesbild_rules.export.sql._model import Dialect, SqlView
from lagesbild_rules.export.sql._sums import sum_columns, sums_of, too_long
from lagesbild_rules.export.sql._target import STEP, Target
from lagesbild_rules.export.sql._terms import column, every, everything, name, named
from lagesbild_rules.export.sql._usable import Rule, problems, rules
from lagesbild_rules.export.sql._words import comparison
from lagesbild_rules.ruleset import FiniteCompare, NumberCompare, Ruleset

_ANSWERS: Final = """\
One row for each usable row of the table. A criterion is {truths}, or NULL where it is unknown.
`<classification>.possible.<level>` says which levels the facts leave open, `<classification>.level` is the one
that is left, or NULL while there are several. A class computed so is a proposal.
A reading is ours, not the source's. In the steps of the view 1 is true, 0 false, NULL unknown."""
_CELLS: Final = """\
The table has `area` and for each indicator a column of its id, NULL where the value is missing. Numbers stand there
in an exact type, steps and codes as their ids, truths as {truths}."""
_INTERVALS: Final = """\
The table has `area` and for each indicator `<id>_low` and `<id>_high`, the ends of what is known, NULL where there is
none. A category has `<id>.possible.<code>` for each code, false where it is ruled out. Some have `<id>_missing`."""
_LEFT_OUT: Final = "A row with a value that cannot be taken is left out, and stands in the view {problems}."


@frozen
class _Step:
    name: str
    columns: list[exp.Alias]


def build(ruleset: Ruleset, dialect: Dialect, table: str, view: str | None, *, intervals: bool) -> SqlView:
    """Return the view of *ruleset* over *table*, and that of its problems."""
    target = Target(dialect)
    view = view or f"{ruleset.id}_{ruleset.effective.from_}".replace(".", "_").replace("-", "_")
    beside = f"{view}_problems"
    if misnamed := [
        *target.unnamed(table, "table", STEP),
        *target.unnamed(view, "view"),
        *target.unnamed(beside, "view"),
    ]:
        raise QuestionError(misnamed)
    if unsayable := [*too_long(ruleset, target), *_unnamable(ruleset, target)]:
        raise RulesetError(unsayable)
    steps = list(_steps(ruleset, target, intervals=intervals))
    answers = list(_answers(ruleset, target))
    widest = 1 + max(sum(len(it.columns) for it in steps), len(answers))
    if target.can.columns is not None and widest > target.can.columns:
        finding = f"the view has a step of {widest} columns, and {target.can.title} takes {target.can.columns}"
        raise RulesetError([Problem(ruleset.place, "LR813", finding, "split the ruleset, or choose another dialect")])
    found = rules(ruleset, target, intervals=intervals)
    truths = "true, false" if target.can.booleans else "1, 0"
    read = (_INTERVALS if intervals else _CELLS).format(truths=truths.replace(",", " or"))
    head = [
        f"Made by lagesbild_rules {version('lagesbild-rules')}: {ruleset.reference}, version {ruleset.version}",
        ruleset_notes(ruleset, _ANSWERS.format(truths=truths)),
        *(read, _LEFT_OUT.format(problems=beside)),
    ]
    about = [f"What {ruleset.reference}, version {ruleset.version}, cannot take in {table}: left out of {view}."]
    return SqlView(
        dialect,
        view,
        _create(view, _query(table, found, steps, answers, target), head, target),
        _create(beside, problems(found, target, table), about, target),
    )


def _create(view: str, query: exp.Query, head: Iterable[str], target: Target) -> str:
    statement = exp.Create(this=target.table(view), kind="VIEW", expression=query)
    statement.comments = [comment(head)]
    if target.dialect == "tsql":
        # Plain literals hold what the code page of the database has.
        for it in list(statement.find_all(exp.Literal)):
            if it.is_string:
                it.replace(exp.National(this=it.this))
    return statement.sql(dialect=target.dialect, pretty=True)


def _query(table: str, found: list[Rule], steps: list[_Step], answers: list[exp.Alias], target: Target) -> exp.Query:
    query = exp.Select(expressions=[column("area"), *answers])
    source = target.table(table)
    for number, it in enumerate(steps):
        if number == 0:
            usable = every([exp.paren(rule.holds, copy=False) for rule in found])
            area = named(target.given("area"), "area")
            inner = exp.Select(expressions=[area, *it.columns]).from_(source, copy=False).where(usable, copy=False)
        else:
            inner = exp.Select(expressions=[everything(source.name), *it.columns]).from_(source, copy=False)
        query = query.with_(name(it.name), as_=inner, materialized=target.can.materialized or None, copy=False)
        source = exp.Table(this=name(it.name))
    return query.from_(source, copy=False)


def _steps(ruleset: Ruleset, target: Target, *, intervals: bool) -> Iterator[_Step]:
    it, sums, matters = program(ruleset), sums_of(ruleset), closed(ruleset)
    read = from_intervals if intervals else from_cells
    known = [
        each for id_, indicator in ruleset.indicators.items() for each in read(indicator, target, closed=id_ in matters)
    ]
    yield _Step(f"{STEP}facts", known)
    if sums:
        yield _Step(f"{STEP}sums", list(sum_columns(sums, target)))
    said = _said(ruleset, it)
    depths = _depths(it)
    for depth in range(max(depths, default=-1) + 1):
        columns = []
        for position in (position for position, its in enumerate(depths) if its == depth):
            before = [f"t{inner}" for inner in it.inputs[position]]
            truth = condition_truth(it.conditions[position], before, ruleset, sums, intervals=intervals)
            columns.append(named(truth, f"t{position}"))
            columns[-1].comments = [short(words) for words in said[position]] or None
        yield _Step(f"{STEP}depth_{depth}", columns)
    yield _Step(f"{STEP}held", list(held_columns(it)))
    yield _Step(f"{STEP}possible", list(possible_columns(it)))


def _depths(it: Program) -> list[int]:
    """Return for each condition the length of the longest way down to what is known."""
    depths: list[int] = []
    for before in it.inputs:
        depths.append(1 + max((depths[inner] for inner in before), default=-1))
    return depths


def _said(ruleset: Ruleset, it: Program) -> list[list[str]]:
    """Return for each condition the comparison that it is, and the criteria and levels that it stands for."""
    said: list[list[str]] = [
        [comparison(each, ruleset)] if isinstance(each, NumberCompare | FiniteCompare) else [] for each in it.conditions
    ]
    for id_, position in it.criteria:
        said[position].append(f"criterion {id_}")
    for id_, ladder in it.ladders:
        for level, position in ladder:
            said[position].append(f"level {id_}.{level}")
    return said


def _answers(ruleset: Ruleset, target: Target) -> Iterator[exp.Alias]:
    """Yield the columns of the view after ``area``, as a table of assessments has them, with their notes."""
    it = program(ruleset)
    notes = {
        f"{id_}.possible.{level.id}": level_notes(level, ruleset)
        for id_, ladder in ruleset.classifications.items()
        for level in ladder.levels
    }
    notes |= {id_: criterion_notes(criterion, ruleset) for id_, criterion in ruleset.criteria.items()}
    columns = list(answer_columns(it, target))
    columns += [named(target.truth(column(f"t{position}")), id_) for id_, position in it.criteria]
    for each in columns:
        if words := notes.get(each.alias):
            each.comments = [comment([words])]
        yield each


def _unnamable(ruleset: Ruleset, target: Target) -> Iterator[Problem]:
    matters = closed(ruleset)
    for indicator in ruleset.indicators.values():
        columns = [indicator.id, *columns_of(indicator, closed=indicator.id in matters)]
        yield from target.unnamable(columns, indicator.place)
    for id_, ladder in ruleset.classifications.items():
        columns = [f"{id_}.level", *(f"{id_}.possible.{level.id}" for level in ladder.levels)]
        yield from target.unnamable(columns, ladder.place)
    for criterion in ruleset.criteria.values():
        yield from target.unnamable([criterion.id], criterion.place)
