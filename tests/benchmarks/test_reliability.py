"""What the page on reliability states is what the benchmark wrote, and the benchmark writes what it counts."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import load, reliability
from benchmarks._results import RESULTS

PAGE = Path(__file__).parents[2] / "docs" / "explanation" / "reliability.md"


def test_the_page_states_the_figures_that_were_measured() -> None:
    text = RESULTS.read_text(encoding="utf-8")
    begin, end = (text.index(f"<!-- {it}section: reliability -->") for it in ("", "end of "))
    parts = text[begin:end].strip().split("\n\n")[1:]
    page = PAGE.read_text(encoding="utf-8")
    assert len(parts) == 6
    assert [it for it in parts if it not in page] == []


def test_the_load_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    ruleset = load.largest()
    monkeypatch.setattr(load, "work", lambda: (ruleset, load.constructed(ruleset, 30, 1)))
    monkeypatch.setattr(load, "in_processes", lambda *_: 0)  # tests/load starts processes
    text = reliability.under_load(500, 4)
    assert "| assessments in 4 threads, one ruleset | 50 | 0 |" in text
    assert "| assessments one after the other | 500 |" in text
    assert text.rpartition(": ")[2].count(", ") == 10


def test_an_answer_that_differs_stops_it(monkeypatch: pytest.MonkeyPatch) -> None:
    ruleset = load.largest()
    monkeypatch.setattr(load, "work", lambda: (ruleset, load.constructed(ruleset, 5, 1)))
    monkeypatch.setattr(load, "in_processes", lambda *_: 1)
    with pytest.raises(AssertionError):
        reliability.under_load(50, 2)
