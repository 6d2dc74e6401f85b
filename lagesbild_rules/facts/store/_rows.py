"""Observations as rows of the store's tables, and back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import islice
from typing import TYPE_CHECKING, Any, Final, NamedTuple, cast

from lagesbild_rules.errors import FactsError, Place, Problem
from lagesbild_rules.exact import plain
from lagesbild_rules.facts._model import Handling
from lagesbild_rules.facts._observation import Basis, InformationGrade, Observation, SourceGrade

if TYPE_CHECKING:
    import pyarrow as pa

BATCH: Final = 20_000
"""Rows that are in Python's hands at a time."""

COLUMNS: Final = (
    *("id", "area", "indicator", "number", "low", "high", "valid_from", "valid_until", "recorded_at"),
    *("withdrawn", "withdrawn_at", "superseded_by", "source_grade", "information_grade", "basis", "handling"),
    *("handling_ground", "reported_by", "note"),
)
"""The columns of a row, as ``observation_from`` takes them."""


class Row(NamedTuple):
    """One row about to be added, and where it stands in its file."""

    row: int
    path: str | None
    line: int | None
    id: str
    area: str
    indicator: str
    number: bool
    low: str
    high: str
    valid_from: date | None
    valid_until: date | None
    recorded_at: datetime | None
    withdrawn: bool
    withdrawn_at: datetime | None
    superseded_by: str | None
    source_grade: str | None
    information_grade: str | None
    basis: str | None
    handling: str | None
    handling_ground: str | None
    reported_by: str | None
    note: str | None


def batches(observations: Iterable[Observation]) -> Iterator[pa.Table]:
    """Yield *observations* as Arrow tables with the columns of ``Row``, a bounded number of rows at a time.

    Raises ``FactsError`` for a text that no file could hold.
    """
    numbered = enumerate(observations)
    while some := list(islice(numbered, BATCH)):
        yield _table([_row(number, it) for number, it in some])


def _row(number: int, it: Observation) -> Row:
    withdrawn_at = it.withdrawn if isinstance(it.withdrawn, datetime) else None
    return Row(
        number, it.place.path or None, it.place.line, it.id, it.area, it.indicator, isinstance(it.low, Decimal),
        _text(it.low), _text(it.high), it.valid_from, it.valid_until, it.recorded_at and naive(it.recorded_at),
        it.withdrawn is not False, withdrawn_at and naive(withdrawn_at), it.superseded_by, it.source_grade,
        it.information_grade, it.basis, it.handling, it.handling_ground, it.reported_by, it.note,
    )  # fmt: skip


def _table(rows: list[Row]) -> pa.Table:
    import pyarrow as pa

    kinds = {"row": pa.int64(), "line": pa.int64(), "number": pa.bool_(), "withdrawn": pa.bool_()}
    kinds |= dict.fromkeys(("valid_from", "valid_until"), pa.date32())
    kinds |= dict.fromkeys(("recorded_at", "withdrawn_at"), pa.timestamp("us"))
    columns = zip(Row._fields, zip(*rows, strict=True), strict=True)
    try:
        return pa.table({name: pa.array(cells, kinds.get(name, pa.string())) for name, cells in columns})
    except UnicodeEncodeError:
        raise FactsError(_halves(rows)) from None


def _halves(rows: list[Row]) -> Iterator[Problem]:
    for row in rows:
        for column, cell in zip(Row._fields, row, strict=True):
            if isinstance(cell, str) and not cell.isascii():
                try:
                    cell.encode()
                except UnicodeEncodeError:
                    place = Place(row.path or "<observation>", row.line, column)
                    yield Problem(place, "LR706", "the text holds half of a character", "write it anew")


def observation_from(row: tuple[Any, ...], place: Place) -> Observation:
    """Return the observation in *row*, the cells of ``COLUMNS``."""
    cells = dict(zip(COLUMNS, row, strict=True))
    number = cells["number"]
    recorded_at, withdrawn_at = cells["recorded_at"], cells["withdrawn_at"]
    return Observation(
        area=cells["area"],
        indicator=cells["indicator"],
        low=Decimal(cells["low"]) if number else cells["low"],
        high=Decimal(cells["high"]) if number else cells["high"],
        valid_from=cells["valid_from"],
        valid_until=cells["valid_until"],
        recorded_at=recorded_at,
        withdrawn=(withdrawn_at or True) if cells["withdrawn"] else False,
        superseded_by=cells["superseded_by"],
        source_grade=cast("SourceGrade | None", cells["source_grade"]),
        information_grade=cast("InformationGrade | None", cells["information_grade"]),
        basis=cast("Basis | None", cells["basis"]),
        handling=cast("Handling | None", cells["handling"]),
        handling_ground=cells["handling_ground"],
        reported_by=cells["reported_by"],
        note=cells["note"],
        observation_id=cells["id"],
        place=place,
    )


def _text(value: Decimal | str) -> str:
    return plain(value) if isinstance(value, Decimal) else value


def naive(time: datetime) -> datetime:
    """Return *time* as the tables hold it: in UTC, without saying so."""
    return time.astimezone(UTC).replace(tzinfo=None)
