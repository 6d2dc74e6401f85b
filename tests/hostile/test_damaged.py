"""Files of libraries' formats with a byte changed: what the library says of it, in whatever error, is told as ours."""

from __future__ import annotations

from pathlib import Path

import pyarrow.parquet as pq
import pytest

from lagesbild_rules.errors import FactsError
from lagesbild_rules.evaluation import columnar
from lagesbild_rules.facts import read_table
from tests.form.made import TORG
from tests.fuzz.readers import tried
from tests.fuzz.seeds import CORPUS


def seed(name: str) -> bytes:
    return max((it.read_bytes() for it in (CORPUS / name).iterdir()), key=len)


@pytest.mark.parametrize(
    ("name", "step"), [("facts_parquet", 53), ("columnar_parquet", 53), ("form", 157), ("geopackage", 211)]
)
def test_a_changed_byte_is_told_or_changes_nothing_of_the_kind(name: str, step: int, tmp_path: Path) -> None:
    data = seed(name)
    told = 0
    for at in range(0, len(data), step):
        changed = bytes([*data[:at], data[at] ^ 0xE1, *data[at + 1 :]])
        told += not tried(name, tmp_path, changed)
    assert told > 5


def test_a_column_of_parquet_whose_name_is_no_text_is_told(tmp_path: Path) -> None:
    path = tmp_path / "t.parquet"
    data = seed("columnar_parquet")
    assert data.count(b"disturbed") > 1
    path.write_bytes(data.replace(b"disturbed", b"distur\xee\x01d"))
    with pytest.raises(FactsError, match="LR315 not a Parquet file that can be read"):
        read_table(path, TORG.indicators)
    assert not tried("columnar_parquet", tmp_path, path.read_bytes())


def test_parquet_that_says_it_has_rows_and_gives_none_is_told() -> None:
    """Arrow reads a damaged file to its end without a word, and rows would be lost."""
    path = Path(__file__).with_name("found") / "rows-that-are-not-there.parquet"
    assert pq.ParquetFile(path).metadata.num_rows == 2
    assert [it.num_rows for it in pq.ParquetFile(path).iter_batches()] == []
    told = r"LR315 not a Parquet file that can be read: it says that it has 2 rows, and 0 can be read"
    with pytest.raises(FactsError, match=told):
        read_table(path, TORG.indicators)
    source = columnar.source_of(str(path))
    assert source is not None
    with pytest.raises(FactsError, match=told):
        list(source.batches(lambda _: None))


def test_a_damaged_stream_in_a_workbook_is_told(tmp_path: Path) -> None:
    data = bytearray(seed("form"))
    at = data.index(b"PK\x03\x04")
    start = at + 30 + data[at + 26] + data[at + 28]
    data[start + 4 : start + 40] = b"\xff" * 36
    assert not tried("form", tmp_path, bytes(data))
