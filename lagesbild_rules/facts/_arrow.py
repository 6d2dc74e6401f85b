"""The Arrow form of facts: a table of areas where a cell is a plain value, or a struct of what is known of it.

A plain column holds what a wide table's cells hold; null is missing. A struct column takes its interval as it stands:

- number: ``low`` and ``high``, an end that is null being unbounded;
- scale and truth: ``low`` and ``high``, ids of the least and the greatest value;
- category: ``codes``, the list of codes still possible;
- each with ``causes``, a set of bits in the order of ``Cause``: missing 1, conflicting 2, stale 4, below_grade 8,
  rounded 16.

A struct that is null is missing.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from math import isfinite
from typing import TYPE_CHECKING, Any, Final

from attrs import evolve

from lagesbild_rules.errors import FactsError, Place, Problem, QuestionError, quoted
from lagesbild_rules.exact import EXACT, is_number, plain
from lagesbild_rules.facts._from_cells import Cell, Unreadable, read_area, read_cell, unknown_column
from lagesbild_rules.facts._from_tables import areas_twice
from lagesbild_rules.facts._model import (
    CategoryKind,
    Cause,
    Fact,
    FactSet,
    FiniteFact,
    Indicator,
    NumberFact,
    NumberKind,
    unknown,
)
from lagesbild_rules.files import opened

if TYPE_CHECKING:
    import pyarrow as pa

CAUSES: Final = tuple(Cause)
"""The causes in the order of their bits."""

_WIDEST: Final = {128: 38, 256: 76}


def facts_table(indicators: Mapping[str, Indicator], rows: Sequence[FactSet]) -> pa.Table:
    """Return *rows* as a table with a struct column for each of *indicators*; ``facts_of`` gives them back.

    A fact that has several causes has them back in the order of ``Cause``.
    """
    pa = _pyarrow()
    columns: dict[str, object] = {"area": pa.array([row.area for row in rows], pa.string())}
    for id_, it in indicators.items():
        absent = unknown(it.kind)
        facts = [None if row[id_] == absent else row[id_] for row in rows]
        columns[id_] = _column(it, facts)
    return pa.table(columns)


def facts_of(
    table: pa.Table | pa.RecordBatch, indicators: Mapping[str, Indicator], *, area: str | None = None, row: int = 0
) -> FactSet:
    """Return the facts of one row of *table*: the one that names *area*, else the one numbered *row* from 0.

    Raises ``QuestionError`` when no row names *area*, and ``FactsError`` when its cells cannot be read.
    """
    if area is not None:
        found = [n for n, it in enumerate(_areas(table)) if it == area.strip()]
        if not found:
            raise QuestionError([Problem(Place("<table>"), "LR501", f"no area {quoted(area)} in the table")])
        row = found[0]
    return next(fact_rows(table.slice(row, 1), indicators, first=row))


def fact_rows(
    table: pa.Table | pa.RecordBatch,
    indicators: Mapping[str, Indicator],
    *,
    first: int = 0,
    decimal_comma: bool = False,
) -> Iterator[FactSet]:
    """Yield the facts of every row of *table*, which begins at row *first* of its own table.

    Raises ``FactsError`` for columns that are no indicators, and at the first row whose cells cannot be read with all
    that is wrong with it.
    """
    for it in rows_read(table, indicators, first=first, decimal_comma=decimal_comma):
        if isinstance(it, FactSet):
            yield it
        else:
            raise FactsError(it)


def rows_read(
    table: pa.Table | pa.RecordBatch,
    indicators: Mapping[str, Indicator],
    *,
    first: int = 0,
    decimal_comma: bool = False,
) -> Iterator[FactSet | list[Problem]]:
    """Yield the facts of every row of *table*, or what is wrong with it; rows are told from *first* on."""
    pa = _pyarrow()
    names = [name for name in table.schema.names if name != "area"]
    if undeclared := [name for name in names if name not in indicators]:
        raise FactsError([unknown_column(Place("<table>", None, name), name, indicators) for name in undeclared])
    if "area" not in table.schema.names:
        help = "add it: it names the area of each row"
        raise FactsError([Problem(Place("<table>"), "LR302", "the column `area` is missing", help)])
    areas = table.column("area").to_pylist()
    columns = {name: cells_of(table.column(name)) for name in names}
    structs = {name for name in names if pa.types.is_struct(table.schema.field(name).type)}
    kept: dict[tuple[str, object], Fact] = {}

    def fact(name: str, cell: object) -> Fact:
        if name in structs:
            return _fact(indicators[name], cell)  # type: ignore[arg-type]
        key = name, cell
        if isinstance(cell, str) and key in kept:
            return kept[key]
        it = read_cell(indicators[name], exact_cell(cell), decimal_comma=decimal_comma)
        if isinstance(cell, str) and len(kept) < _KEPT:
            kept[key] = it
        return it

    for number, given in enumerate(areas):
        problems: list[Problem] = []
        facts: dict[str, Fact] = {}
        area = ""
        try:
            area = read_area(given)
        except Unreadable as it:
            problems.append(Problem(Place("<table>", first + number + 1, "area"), it.code, it.finding, it.help))
        for name, cells in columns.items():
            if cells[number] is None:
                continue
            try:
                facts[name] = fact(name, cells[number])
            except Unreadable as it:
                problems.append(Problem(Place("<table>", first + number + 1, name), it.code, it.finding, it.help))
        yield problems or FactSet.of(area, indicators, facts)


_KEPT: Final = 10_000
"""So many facts of cells that are text are kept for the cells that are the same."""


def cells_of(column: pa.Array | pa.ChunkedArray) -> list[object]:
    """Return the cells of *column*; binary numbers of less than 64 bits at their own shortest decimals."""
    pa = _pyarrow()
    if not pa.types.is_floating(column.type) or pa.types.is_float64(column.type):
        return list(column.to_pylist())
    texts = column.cast(pa.string()).to_pylist()
    return [
        it if it is None or not isfinite(it) else Decimal(text)
        for it, text in zip(column.to_pylist(), texts, strict=True)
    ]


def exact_cell(cell: object) -> Cell:
    """Return *cell* as what a cell may hold, a binary floating-point number as its shortest decimal.

    Raises ``Unreadable`` for NaN and infinities.
    """
    if not isinstance(cell, float):
        return cell  # type: ignore[return-value]
    number = Decimal(repr(cell))
    if not number.is_finite():
        help = "give null where the value is not known"
        raise Unreadable("LR308", f"`{cell!r}` is not a number", help)
    return number


def _areas(table: pa.Table | pa.RecordBatch) -> list[str]:
    return ["" if it is None else str(it).strip() for it in table.column("area").to_pylist()]


def _column(indicator: Indicator, facts: Sequence[Fact | None]) -> pa.Array:
    pa = _pyarrow()
    causes = pa.array([_bits(it) for it in facts], pa.uint8())
    absent = pa.array([it is None for it in facts], pa.bool_())
    if isinstance(indicator.kind, NumberKind):
        found = [it if isinstance(it, NumberFact) else None for it in facts]
        type_ = _number_type(found)
        sides = [[it.low if it else None for it in found], [it.high if it else None for it in found]]
        if pa.types.is_string(type_):
            arrays = [pa.array([None if it is None else plain(it) for it in side], type_) for side in sides]
        else:
            arrays = [pa.array([_at(it, type_.scale) for it in side], type_) for side in sides]
        names = ["low", "high", "causes"]
    elif isinstance(indicator.kind, CategoryKind):
        codes = [list(it.values) if isinstance(it, FiniteFact) else None for it in facts]
        arrays, names = [pa.array(codes, pa.list_(pa.string()))], ["codes", "causes"]
    else:
        ends = [it if isinstance(it, FiniteFact) else None for it in facts]
        values = indicator.kind.values
        arrays = [
            _steps([it.low if it else None for it in ends], values),
            _steps([it.high if it else None for it in ends], values),
        ]
        names = ["low", "high", "causes"]
    return pa.StructArray.from_arrays([*arrays, causes], names, mask=absent)


def _steps(found: Sequence[str | None], values: tuple[str, ...]) -> pa.Array:
    pa = _pyarrow()
    type_ = pa.int8() if len(values) < 128 else pa.int32()
    codes = pa.array([None if it is None else values.index(it) for it in found], type_)
    return pa.DictionaryArray.from_arrays(codes, pa.array(values, pa.string()))


def _number_type(facts: Sequence[NumberFact | None]) -> pa.DataType:
    """Return the narrowest type that holds all ends exactly: decimals of 128 or 256 bits, else text."""
    pa = _pyarrow()
    ends = [end for it in facts if it for end in (it.low, it.high) if end is not None]
    scale = max((-min(0, int(end.as_tuple().exponent)) for end in ends), default=0)
    before = max((end.adjusted() + 1 for end in ends), default=0)
    digits = max(before, 0) + scale
    if digits <= _WIDEST[128]:
        return pa.decimal128(_WIDEST[128], scale)
    return pa.decimal256(_WIDEST[256], scale) if digits <= _WIDEST[256] else pa.string()


def _at(number: Decimal | None, scale: int) -> Decimal | None:
    return None if number is None else number.quantize(EXACT.scaleb(Decimal(1), -scale), context=EXACT)


def _bits(fact: Fact | None) -> int:
    return sum(1 << bit for bit, cause in enumerate(CAUSES) if fact and cause in fact.causes)


def _fact(indicator: Indicator, cell: Mapping[str, Any]) -> Fact:
    """Return the fact that a struct states, its interval as it stands."""
    kind = indicator.kind
    causes = tuple(cause for bit, cause in enumerate(CAUSES) if (cell.get("causes") or 0) >> bit & 1)
    if isinstance(kind, NumberKind):
        ends = [_end(cell.get(side)) for side in ("low", "high")]
        low, high = ends
        if low is not None and high is not None and low > high:
            raise _turned()
        return NumberFact(low, high, causes)
    if isinstance(kind, CategoryKind):
        codes = {_value(indicator, it) for it in cell.get("codes") or kind.values}
        return FiniteFact(tuple(it for it in kind.values if it in codes), causes)
    first, last = ((None if cell.get(side) is None else _value(indicator, cell[side])) for side in ("low", "high"))
    least = 0 if first is None else kind.values.index(first)
    most = len(kind.values) - 1 if last is None else kind.values.index(last)
    if least > most:
        raise _turned()
    return FiniteFact(kind.values[least : most + 1], causes)


def _turned() -> Unreadable:
    return Unreadable("LR310", "`low` lies above `high`", "give the least value as `low`")


def _value(indicator: Indicator, cell: object) -> str:
    fact = read_cell(indicator, cell)  # type: ignore[arg-type]
    assert isinstance(fact, FiniteFact)
    return fact.values[0]


def _end(cell: object) -> Decimal | None:
    if cell is None or isinstance(cell, Decimal):
        return cell
    if isinstance(cell, int) or (isinstance(cell, str) and is_number(cell)):
        return Decimal(cell)
    raise Unreadable("LR308", f"{quoted(str(cell))} is not a number", "give the ends as decimals, integers or text")


def _pyarrow() -> Any:
    try:
        import pyarrow
    except ModuleNotFoundError as it:
        if it.name != "pyarrow":
            raise
        help = "install `lagesbild-rules[columnar]`"
        problem = Problem(Place("lagesbild_rules.facts"), "LR505", "Arrow tables need pyarrow", help)
        raise QuestionError([problem]) from None
    return pyarrow


def parquet_rows(
    path: str | os.PathLike[str], indicators: Mapping[str, Indicator]
) -> tuple[list[FactSet], list[Problem]]:
    """Return the facts of the rows of a Parquet file that can be read, and the problems of the others.

    Raises ``FactsError`` when there is no such file, it is none of Parquet, or its columns cannot be.
    """
    shown = os.fspath(path)
    good: list[tuple[int, FactSet]] = []
    bad: list[Problem] = []
    first = 0
    for batch in parquet_batches(path):
        for row, it in enumerate(_at_path(batch, indicators, first, shown), first + 1):
            if isinstance(it, FactSet):
                good.append((row, it))
            else:
                bad += it
        first += batch.num_rows
    bad += areas_twice(((row, it.area) for row, it in good), shown)
    twice = {it.place.line for it in bad}
    return [it for row, it in good if row not in twice], bad


def parquet_area(path: str | os.PathLike[str], indicators: Mapping[str, Indicator], area: str) -> FactSet | list[str]:
    """Return the facts of *area* in a Parquet file, without reading the others, or else areas whose name is near.

    Raises ``FactsError`` when its row cannot be read or it has several.
    """
    import pyarrow.compute as pc

    shown, wanted, first = os.fspath(path), area.strip(), 0
    found: list[tuple[int, FactSet | list[Problem]]] = []
    near: list[str] = []
    for batch in parquet_batches(path):
        names = batch.column("area").cast("string") if "area" in batch.schema.names else None
        hits = [] if names is None else pc.index_in(pc.utf8_trim_whitespace(names), _pyarrow().array([wanted]))
        for row in [] if names is None else pc.indices_nonzero(pc.fill_null(pc.equal(hits, 0), False)).to_pylist():
            (it,) = _at_path(batch.slice(row, 1), indicators, first + row, shown)
            found.append((first + row + 1, it))
        if names is not None and len(near) < _NEAR:
            holding = names.filter(pc.match_substring(names, wanted, ignore_case=True)) if wanted else names
            near += [str(it) for it in (holding or names)[: _NEAR - len(near)].to_pylist() if it is not None]
        first += batch.num_rows
    problems = [problem for _, it in found if not isinstance(it, FactSet) for problem in it]
    problems += areas_twice(((row, wanted) for row, _ in found), shown)
    if problems:
        raise FactsError(problems)
    return next((it for _, it in found if isinstance(it, FactSet)), near)


_NEAR: Final = 1000
"""So many names are looked at when a name is not found."""


def parquet_batches(path: str | os.PathLike[str]) -> Iterator[pa.RecordBatch]:
    """Yield the Parquet file at *path* a batch at a time."""
    pa = _pyarrow()
    import pyarrow.parquet as pq

    with opened(path, FactsError):
        pass
    try:
        with pq.ParquetFile(path, pre_buffer=False) as file:
            yield from file.iter_batches()
            if not file.metadata.num_rows:
                yield pa.RecordBatch.from_pylist([], file.schema_arrow)
    except pa.ArrowInvalid:
        raise FactsError([no_parquet(os.fspath(path))]) from None


def no_parquet(shown: str) -> Problem:
    """Return the problem that a file is none of Parquet."""
    return Problem(Place(shown), "LR003", "this is no Parquet file", "save it as Parquet, or name it by its kind")


def _at_path(
    batch: pa.RecordBatch, indicators: Mapping[str, Indicator], first: int, shown: str
) -> Iterator[FactSet | list[Problem]]:
    try:
        for it in rows_read(batch, indicators, first=first):
            yield it if isinstance(it, FactSet) else [_moved(problem, shown) for problem in it]
    except FactsError as it:
        raise FactsError([_moved(problem, shown) for problem in it.problems]) from None


def _moved(problem: Problem, shown: str) -> Problem:
    return evolve(problem, place=evolve(problem.place, path=shown))
