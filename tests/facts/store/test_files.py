"""A store is made whole or not at all, replaces nothing, and what is none is refused with what to do."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from lagesbild_rules.errors import FactsError
from lagesbild_rules.facts import Area, is_store, read_facts
from lagesbild_rules.facts.store import Store

from .made import INDICATORS, UNIT, many, on, said


def refused(path: Path, **how: object) -> tuple[str, str]:
    with pytest.raises(FactsError) as caught:
        Store.open(path, wait=0, **how)  # type: ignore[arg-type]
    (problem,) = caught.value.problems
    assert str(problem.place) == str(path)
    assert problem.help
    return problem.code, problem.finding


def test_a_new_store_is_one_file_and_empty(tmp_path: Path) -> None:
    path = tmp_path / "s.duckdb"
    with Store.create(path) as store:
        assert (list(store.observations()), store.changes(), store.read_only) == ([], (), False)
    assert [it.name for it in tmp_path.iterdir()] == ["s.duckdb"]


@pytest.mark.parametrize("what", ["a store", "a file", "a folder", "a link"])
def test_nothing_is_replaced(tmp_path: Path, what: str) -> None:
    path = tmp_path / "s.duckdb"
    match what:
        case "a store":
            Store.create(path).close()
        case "a file":
            path.write_text("mine", encoding="utf-8")
        case "a folder":
            path.mkdir()
        case _:
            path.symlink_to(tmp_path / "nowhere")
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(FactsError, match="LR712 something stands there already"):
        Store.create(path)
    assert (path.read_bytes() if path.is_file() else None) == before
    assert [it.name for it in tmp_path.iterdir()] == ["s.duckdb"]


def test_a_file_that_appears_meanwhile_is_not_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "s.duckdb"
    path.write_text("mine", encoding="utf-8")
    monkeypatch.setattr(Path, "exists", lambda _: False)
    with pytest.raises(FactsError, match="LR712"):
        Store.create(path)
    assert path.read_text(encoding="utf-8") == "mine"


def test_a_store_is_made_where_files_cannot_be_linked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise PermissionError("no links here")

    monkeypatch.setattr("os.link", fails)
    Store.create(tmp_path / "s.duckdb").close()
    assert [it.name for it in tmp_path.iterdir()] == ["s.duckdb"]


@pytest.mark.parametrize("folder", ["none/s.duckdb", "file/s.duckdb"])
def test_a_store_cannot_be_made_without_its_folder(tmp_path: Path, folder: str) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(FactsError) as caught:
        Store.create(tmp_path / folder)
    assert [it.code for it in caught.value.problems] == ["LR713"]


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="a folder that not even root can write to")
def test_a_store_cannot_be_made_in_a_folder_that_takes_no_file() -> None:
    with pytest.raises(FactsError, match="LR713 the store cannot be written"):
        Store.create("/proc/s.duckdb")


def test_a_file_that_is_no_store(tmp_path: Path) -> None:
    text, empty, other, folder = (tmp_path / it for it in ("text", "empty", "other", "folder"))
    text.write_text("area,indicator\n" * 1000, encoding="utf-8")
    empty.touch()
    folder.mkdir()
    with duckdb.connect(other) as connection:
        connection.execute("CREATE TABLE store (format VARCHAR, version INTEGER)")
        connection.execute("INSERT INTO store VALUES ('lagesbild-store', 1)")
    assert refused(text) == ("LR710", "the file is no store, or it is damaged")
    assert refused(empty, read_only=True)[0] == "LR710"
    assert refused(other) == ("LR710", "this database is no store of observations")
    assert refused(tmp_path / "none") == ("LR001", "there is no such file")
    assert refused(folder) == ("LR002", "this is a directory")
    assert sorted(it.name for it in tmp_path.iterdir()) == ["empty", "folder", "other", "text"]


def test_a_view_does_not_pass_for_a_table(tmp_path: Path) -> None:
    path = tmp_path / "s.duckdb"
    Store.create(path).close()
    with duckdb.connect(path) as connection:
        connection.execute("DROP TABLE mark")
        connection.execute("CREATE VIEW mark AS SELECT * FROM read_csv('/etc/passwd')")
    assert refused(path)[0] == "LR710"


def test_a_store_of_another_version(tmp_path: Path) -> None:
    path = tmp_path / "s.duckdb"
    Store.create(path).close()
    with duckdb.connect(path) as connection:
        connection.execute("UPDATE store SET version = 2")
    assert refused(path) == ("LR711", "the store is of version 2, known here is 1")


@pytest.mark.parametrize("spoil", ["cut", "turned"])
def test_a_damaged_store_is_told(tmp_path: Path, spoil: str) -> None:
    path = tmp_path / "s.duckdb"
    with Store.create(path) as store:
        store.add(many(5000), at=on(1), unit=UNIT)
    data = bytearray(path.read_bytes())
    if spoil == "cut":
        path.write_bytes(data[: len(data) // 2])
    else:
        data[3 * 4096 :: 97] = bytes(it ^ 255 for it in data[3 * 4096 :: 97])
        path.write_bytes(data)
    with pytest.raises(FactsError, match="LR710"), Store.open(path, read_only=True) as store:
        list(store.observations())


def test_a_log_that_was_left_beside_it_is_taken_in(tmp_path: Path) -> None:
    path, log = tmp_path / "s.duckdb", tmp_path / "s.duckdb.wal"
    Store.create(path).close()
    program = (
        "import os, sys\n"
        "from lagesbild_rules.facts.store import Store\n"
        "from tests.facts.store.made import UNIT, many, on\n"
        "store = Store.open(sys.argv[1])\n"
        "store.add(many(10), at=on(1), unit=UNIT)\n"
        "os._exit(0)\n"  # without closing it
    )
    subprocess.run([sys.executable, "-c", program, path], check=True, cwd=Path(__file__).parents[3])
    assert log.exists()
    with Store.open(path, read_only=True) as store:
        assert len(list(store.observations())) == 10
    with Store.open(path) as store:
        assert len(list(store.observations())) == 10
        store.add(many(1, "more"), at=on(2), unit=UNIT)
    assert not log.exists()


def test_a_store_that_is_only_read_takes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "s.duckdb"
    Store.create(path).close()
    before = path.read_bytes()
    with Store.open(path, read_only=True) as store:
        for change in (
            lambda: store.add([said("a")], at=on(1), unit=UNIT),
            lambda: store.withdraw("a", at=on(1), unit=UNIT),
        ):
            with pytest.raises(FactsError, match="LR713 the store cannot be written: it was opened to be read only"):
                change()
    assert path.read_bytes() == before


def test_a_store_is_known_by_its_first_bytes_else_by_its_name(tmp_path: Path) -> None:
    path, table = tmp_path / "kept", tmp_path / "t.csv"
    Store.create(path).close()
    table.write_text("area\n", encoding="utf-8")
    assert is_store(path)
    assert is_store(tmp_path / "none.DUCKDB")
    assert not is_store(table)
    assert not is_store(tmp_path / "none.csv")
    assert not is_store(tmp_path)
    assert not is_store("nul\0.csv")


def test_facts_are_read_from_a_store_as_from_a_table(tmp_path: Path) -> None:
    path = tmp_path / "s.duckdb"
    with Store.create(path) as store:
        store.add([said("a"), said("b", "large")], at=on(2), unit=UNIT)
        facts = store.facts(INDICATORS, as_of="2024-02-01", areas=["Luftslottet"])
    table = read_facts(path, INDICATORS, as_of="2024-02-01", areas=[Area("Luftslottet")])
    assert (table.rows, table.skipped) == (facts, ())
    assert {it.code for it in table.findings} == {"LR731"}
    assert [it.observation_id for it in table.rows[1].grounds["trade"].rests_on] == ["a", "b"]
    assert read_facts(path, INDICATORS, as_of="2024-02-01", known_at=on(1)).rows == ()
    with pytest.raises(FactsError, match="LR708"):
        read_facts(path, INDICATORS)


def test_too_little_memory_is_told(tmp_path: Path) -> None:
    path = tmp_path / "s.duckdb"
    with Store.create(path) as store:
        store.add(many(3000), at=on(1), unit=UNIT)
    with pytest.raises(FactsError, match="LR717"), Store.open(path, memory_limit="1MB") as store:
        store.facts_table(INDICATORS, as_of="2024-02-01")


def test_what_is_missing_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "s.duckdb"
    Store.create(path).close()
    monkeypatch.setitem(sys.modules, "duckdb", None)
    assert refused_without(path) == [("LR505", "install lagesbild-rules[store]")]


def refused_without(path: Path) -> list[tuple[str, str | None]]:
    with pytest.raises(FactsError) as caught:
        Store.open(path)
    return [(it.code, it.help) for it in caught.value.problems]


def test_the_room_is_light_until_a_store_is_opened() -> None:
    program = (
        "import sys, lagesbild_rules.facts.store, lagesbild_rules.cli\n"
        "print([it for it in ('duckdb', 'pyarrow', 'numpy', 'rich') if it in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout == "[]\n"
