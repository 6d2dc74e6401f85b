"""The benchmark of explanations runs, and writes a section of its own."""

from __future__ import annotations

from pathlib import Path

from benchmarks import explaining
from lagesbild_rules.evaluation import program


def test_it_writes_its_section(tmp_path: Path) -> None:
    results = tmp_path / "RESULTS.md"
    explaining.main(["--full", "2", "--headlines", "3", "--results", str(results)])
    text = results.read_text(encoding="utf-8")
    assert "<!-- section: explaining -->" in text
    assert "| headlines of 3 areas, as data |" in text


def test_it_measures_the_ruleset_with_the_most_conditions() -> None:
    chosen = explaining.largest()
    assert chosen.id == "noa.utsatta-omraden"
    assert len(program(chosen).conditions) >= 40 or len(chosen.criteria) >= 20


def test_the_same_seed_gives_the_same_areas() -> None:
    ruleset = explaining.largest()
    one, two = (explaining.constructed(ruleset, 5, 7) for _ in range(2))
    assert [it.facts for it in one] == [it.facts for it in two]
