"""One function for each reader: it takes a folder to write in and bytes, and gives them to the reader as its file."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any, Final
from zipfile import ZIP_STORED, ZipFile

from lagesbild_rules.canonical import canonical
from lagesbild_rules.day import as_day, as_time
from lagesbild_rules.errors import LagesbildError
from lagesbild_rules.evaluation import assess
from lagesbild_rules.explanation import explain
from lagesbild_rules.facts import (
    Observation,
    ObservationTable,
    read_areas,
    read_lineage,
    read_observations,
    read_table,
    write_observations,
)
from lagesbild_rules.form import form_bytes, read_form
from lagesbild_rules.limits import limited
from lagesbild_rules.picture import ladders, read_decisions, read_picture, read_round
from lagesbild_rules.picture._round_seal import SEAL
from lagesbild_rules.picture.geo import read_geometry
from lagesbild_rules.record import carried, verification_text, verify_all
from lagesbild_rules.ruleset import load_cases, load_ruleset
from tests.form.made import AREAS, AT, TORG, form
from tests.picture.rounds import begun
from tests.record.torg import RULESETS

Reader = Callable[[Path, bytes], object]
SMALL: Final = {
    "max_table_cells": 100_000, "max_unpacked_bytes": 20_000_000, "max_cells": 100_000, "max_vertices": 10_000,
}  # fmt: skip
"""Limits under which a reader is quick, so that what takes long is a finding."""


def _file(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def ruleset(folder: Path, data: bytes) -> object:
    made = load_ruleset(_file(folder, "r.yaml", data))
    return made.reference


def case(folder: Path, data: bytes) -> object:
    return load_cases(_file(folder, "c.yaml", data))


def lock(folder: Path, data: bytes) -> object:
    from lagesbild_rules.ruleset._lock import LOCK, read_lock

    _file(folder, LOCK, data)
    return read_lock(folder)


def changelog(folder: Path, data: bytes) -> object:
    from lagesbild_rules.ruleset._changelog import read_changelog

    return read_changelog(_file(folder, "CHANGELOG.md", data))


def _table(ending: str) -> Reader:
    def reader(folder: Path, data: bytes) -> object:
        found = read_table(_file(folder, f"t{ending}", data), TORG.indicators)
        for it in found.rows:
            if isinstance(it, Observation):
                return _round_trip(folder, found.rows)
            return explain(assess(TORG, it, as_of="2024-06-30"))
        return found

    return reader


def _round_trip(folder: Path, rows: Any) -> object:
    """Write observations that were read, and read them again: what is not the same is a finding."""
    path = folder / "again.csv"
    write_observations(path, rows)
    assert read_observations(path, TORG.indicators).rows == tuple(rows)
    return path


def columnar(folder: Path, data: bytes, ending: str = ".csv") -> object:
    """Facts as the columnar engine streams them, held to what is read whole: both take the table, or neither."""
    from lagesbild_rules.evaluation import columnar as engine

    path = _file(folder, f"t{ending}", data)
    try:
        whole = read_table(path, TORG.indicators)
    except LagesbildError:
        whole = None
    if isinstance(whole, ObservationTable):
        return None
    try:
        source = engine.source_of(str(path))
        if source is None:
            return None
        parts = list(engine.assess_source(engine.function_of(TORG, source), source))
    except LagesbildError:
        assert whole is None, "refused by the columns alone"
        raise
    assert whole is not None, "taken by the columns alone"
    assert sum(it.facts.num_rows for it in parts) == len(whole.rows)
    return parts


def areas(folder: Path, data: bytes) -> object:
    return read_areas(_file(folder, "a.csv", data))


def lineage(folder: Path, data: bytes) -> object:
    return read_lineage(_file(folder, "l.csv", data))


def decisions(folder: Path, data: bytes) -> object:
    return read_decisions(_file(folder, "d.csv", data), ladders(TORG))


def _package(part: str, made: Callable[[], bytes], data: bytes) -> bytes:
    """Return a workbook in which *part* is *data*: a fuzzer gets no further than the checksums of a whole one."""
    into = io.BytesIO()
    with ZipFile(io.BytesIO(made())) as old, ZipFile(into, "w", ZIP_STORED) as new:
        for name in old.namelist():
            new.writestr(name, data if name == part else old.read(name))
    return into.getvalue()


@cache
def _form() -> bytes:
    return form_bytes(form(areas=AREAS[:1]))


@cache
def _sheet() -> bytes:
    into = io.BytesIO()
    write_observations(into, [Observation(area=AREAS[0], indicator="disturbed", low="true", note="x")], kind="xlsx")
    return into.getvalue()


def form_whole(folder: Path, data: bytes) -> object:
    return read_form(_file(folder, "f.xlsx", data), TORG, recorded_at=AT)


def form_sheet(folder: Path, data: bytes) -> object:
    return form_whole(folder, _package("xl/worksheets/sheet2.xml", _form, data))


def table_sheet(folder: Path, data: bytes) -> object:
    return _table(".xlsx")(folder, _package("xl/worksheets/sheet1.xml", _sheet, data))


def receipt(folder: Path, data: bytes) -> object:
    verified = verify_all(carried(data, "r"), folders=(RULESETS,))
    return [verification_text(it, "en") for it in verified]


def picture(folder: Path, data: bytes) -> object:
    return read_picture(_file(folder, "picture.json", data))


def round_folder(folder: Path, data: bytes) -> object:
    """The first line names the file of a round that the rest is put in place of."""
    where = folder / "r25"
    if not where.exists():
        begun(folder)
    name, _, rest = data.partition(b"\n")
    names = {b"head": "round.json", b"change": "changes/000001.json", b"seal": SEAL, b"areas": "areas.csv"}
    target = where / names.get(name, "round.json")
    before = target.read_bytes() if target.exists() else None
    try:
        target.write_bytes(rest)
        return read_round(where)
    finally:
        if before is None:
            target.unlink()
        else:
            target.write_bytes(before)


def geojson(folder: Path, data: bytes) -> object:
    return read_geometry(_file(folder, "g.geojson", data))


def geopackage(folder: Path, data: bytes) -> object:
    return read_geometry(_file(folder, "g.gpkg", data))


def store(folder: Path, data: bytes) -> object:
    from lagesbild_rules.facts.store import Store

    with Store.open(_file(folder, "s.duckdb", data), read_only=True) as found:
        return list(found.observations())


def words(folder: Path, data: bytes) -> object:
    """Days, times and canonical JSON, out of any text."""
    text = data.decode("utf-8", "surrogateescape")
    for read in (as_day, as_time):
        with suppress(LagesbildError):
            read(text)
    try:
        value = json.loads(text)
        again = canonical(value)
    except (ValueError, RecursionError):
        return None
    # Canonical JSON writes 1e20 as a whole number, as JSON has only one kind of number.
    assert canonical(json.loads(again, parse_int=lambda it: int(it) if len(it) < 16 else float(it))) == again
    return again


READERS: Final[dict[str, Reader]] = {
    "ruleset": ruleset,
    "case": case,
    "lock": lock,
    "changelog": changelog,
    "facts_csv": _table(".csv"),
    "facts_jsonl": _table(".jsonl"),
    "facts_parquet": _table(".parquet"),
    "facts_sheet": table_sheet,
    "columnar_csv": columnar,
    "columnar_parquet": lambda folder, data: columnar(folder, data, ".parquet"),
    "areas": areas,
    "lineage": lineage,
    "decisions": decisions,
    "form": form_whole,
    "form_sheet": form_sheet,
    "receipt": receipt,
    "picture": picture,
    "round": round_folder,
    "geojson": geojson,
    "geopackage": geopackage,
    "store": store,
    "words": words,
}


def tried(name: str, folder: Path, data: bytes) -> bool:
    """Return whether reader *name* took *data*; false when it said what is wrong. Any other error is a finding."""
    try:
        with limited(**SMALL):
            READERS[name](folder, data)
    except LagesbildError as it:
        if not it.problems:
            raise AssertionError("refused without a reason") from it
        return False
    return True
