"""The benchmark of resolution runs, writes a section of its own, and measures what the definition gives too."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import resolving


def test_it_writes_its_section(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def here(*words: object) -> dict[str, float]:
        match words:
            case ("--make", Path() as store, "--number", int() as number):
                resolving.make(store, number)
                return {}
            case ("--measure", str() as how, "--store", Path() as store):
                return resolving.measure(store, how)
            case _:
                raise AssertionError(words)

    monkeypatch.setattr(resolving, "apart", here)
    results = tmp_path / "RESULTS.md"
    resolving.main(["--sizes", "200", "400", "--results", str(results)])
    text = results.read_text(encoding="utf-8")
    assert "<!-- section: resolving -->" in text
    assert "| 400 | 5 |" in text
    assert "for 2 times as many" in text


def test_the_database_and_the_definition_make_as_many_areas(tmp_path: Path) -> None:
    store = tmp_path / "s.duckdb"
    resolving.make(store, 1000)
    found = [resolving.apart("--measure", "sql", "--store", store), resolving.measure(store, "python")]
    assert [it["rows"] for it in found] == [11, 11]


def test_the_same_seed_gives_the_same_observations() -> None:
    one, two = (list(resolving.constructed(100, 7)) for _ in range(2))
    assert one == two
