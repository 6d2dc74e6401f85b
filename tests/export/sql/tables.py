"""Tables as the how-to page describes them, made by rules of the tests' own: intervals, and cells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from attrs import frozen

from lagesbild_rules import FactSet, Ruleset, Truth
from lagesbild_rules.evaluation import Answer, linear, program, reads
from lagesbild_rules.exact import plain
from lagesbild_rules.facts import CategoryKind, Cause, FiniteFact, NumberFact, NumberKind, TruthKind, read_cell
from lagesbild_rules.ruleset import FiniteCompare, NumberCompare

Value = str | bool | Decimal | None

DIGITS = 38
"""What DuckDB's, Spark's, SQL Server's and Oracle's exact numbers have."""


@frozen
class Table:
    """A table with the kind of each of its columns: ``text``, ``truth``, or ``number`` and how many decimals."""

    columns: Mapping[str, str | int]
    rows: Sequence[Mapping[str, Value]]


def of_intervals(ruleset: Ruleset, facts: Sequence[FactSet]) -> Table:
    """Return the table that ``--intervals`` reads."""
    columns: dict[str, str | int] = {"area": "text"}
    matters = asked_for_missing(ruleset)
    for id_, indicator in ruleset.indicators.items():
        match indicator.kind:
            case NumberKind():
                columns |= {f"{id_}_low": scale(indicator.kind), f"{id_}_high": scale(indicator.kind)}
            case CategoryKind(values):
                columns |= {f"{id_}.possible.{it}": "truth" for it in values}
            case kind:
                word = "truth" if isinstance(kind, TruthKind) else "text"
                columns |= {f"{id_}_low": word, f"{id_}_high": word}
        if id_ in matters:
            columns[f"{id_}_missing"] = "truth"
    return Table(columns, [_interval_row(ruleset, it, matters) for it in facts])


def _interval_row(ruleset: Ruleset, facts: FactSet, matters: set[str]) -> dict[str, Value]:
    row: dict[str, Value] = {"area": facts.area}
    for id_, fact in facts.items():
        kind = ruleset.indicators[id_].kind
        match fact:
            case NumberFact(low, high):
                row |= {f"{id_}_low": low, f"{id_}_high": high}
            case FiniteFact(values):
                if isinstance(kind, CategoryKind):
                    row |= {f"{id_}.possible.{it}": it in values for it in kind.values}
                else:
                    ends = [values[0], values[-1]]
                    read = [it == "true" for it in ends] if isinstance(kind, TruthKind) else ends
                    row |= dict(zip((f"{id_}_low", f"{id_}_high"), read, strict=True))
        if id_ in matters:
            row[f"{id_}_missing"] = Cause.MISSING in fact.causes
    return row


def of_cells(ruleset: Ruleset, rows: Sequence[Mapping[str, object]]) -> Table:
    """Return the table of one cell an indicator that *rows*, as a reader takes them, say."""
    columns: dict[str, str | int] = {"area": "text"}
    for id_, it in ruleset.indicators.items():
        kind = it.kind
        columns[id_] = (
            kind.decimals if isinstance(kind, NumberKind) else "truth" if isinstance(kind, TruthKind) else "text"
        )
    return Table(columns, [_cell_row(ruleset, row) for row in rows])


def _cell_row(ruleset: Ruleset, row: Mapping[str, object]) -> dict[str, Value]:
    found: dict[str, Value] = {"area": str(row["area"])}
    for id_, indicator in ruleset.indicators.items():
        cell = row.get(id_)
        fact = read_cell(indicator, cell)  # type: ignore[arg-type]
        if Cause.MISSING in fact.causes:
            found[id_] = None
        elif isinstance(fact, NumberFact):
            found[id_] = Decimal(str(cell).strip())
        else:
            found[id_] = fact.low == "true" if isinstance(indicator.kind, TruthKind) else fact.low
    return found


def answer(row: Mapping[str, object], ruleset: Ruleset) -> Answer:
    """Return what a *row* of the view says, after it has been held to its own rules."""
    possible = {}
    for name, ladder in ruleset.classifications.items():
        flags = {it.id: row[f"{name}.possible.{it.id}"] for it in ladder.levels}
        assert set(flags.values()) <= {True, False}, flags
        possible[name] = tuple(id_ for id_, flag in flags.items() if flag)
        assert row[f"{name}.level"] == (possible[name][0] if len(possible[name]) == 1 else None)
    truths = {True: Truth.TRUE, False: Truth.FALSE, None: Truth.UNKNOWN}
    return Answer({id_: truths[row[id_]] for id_ in ruleset.criteria}, possible)  # type: ignore[index]


def columns_of_answers(ruleset: Ruleset) -> list[str]:
    columns = ["area"]
    for name, ladder in ruleset.classifications.items():
        columns += [f"{name}.level", *(f"{name}.possible.{it.id}" for it in ladder.levels)]
    return [*columns, *ruleset.criteria]


def asked_for_missing(ruleset: Ruleset) -> set[str]:
    found: set[str] = set()
    for it in program(ruleset).conditions:
        if isinstance(it, NumberCompare | FiniteCompare) and it.missing_as is not None:
            found |= set(reads(it, ruleset))
    return found


def scale(kind: NumberKind) -> int:
    given = [it for it in (kind.min, kind.max, kind.precision) if it is not None]
    return max([kind.decimals, *(len(plain(it).partition(".")[2]) for it in given)])


def takes_too_many_digits(ruleset: Ruleset) -> bool:
    """Return whether a number of *ruleset* needs more than 38 digits, by the rule on the page of LR811."""
    sizes = {}
    for id_, it in ruleset.indicators.items():
        if isinstance(kind := it.kind, NumberKind):
            open_ = 10**34 - 1 + int(kind.precision or 0)
            ends = [open_ if end is None else abs(int(end)) for end in (kind.min, kind.max)]
            sizes[id_] = len(str(max(ends))), scale(kind)
            if sum(sizes[id_]) + bool(kind.precision) > DIGITS:
                return True
    for it in program(ruleset).conditions:
        if isinstance(it, NumberCompare):
            for terms in (form.terms for form in linear(it, ruleset) if len(form.terms) > 1):
                weights = [0 if abs(int(c)) == 1 else len(str(abs(int(c)))) + 1 for c, _ in terms]
                before = max(sizes[id_][0] + weight for weight, (_, id_) in zip(weights, terms, strict=True))
                if before + len(terms) - 1 + max(sizes[id_][1] for _, id_ in terms) > DIGITS:
                    return True
    return False
