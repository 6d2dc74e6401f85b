"""The benchmark of sensitivity runs, and writes a section of its own."""

from __future__ import annotations

from pathlib import Path

from benchmarks import sensitivity


def test_it_writes_its_section(tmp_path: Path) -> None:
    results = tmp_path / "RESULTS.md"
    sensitivity.main(["--assessments", "20000", "--rounds", "1", "--results", str(results)])
    text = results.read_text(encoding="utf-8")
    assert "<!-- section: sensitivity -->" in text
    assert "20,000 assessments: 20" in text
    assert "| the engine `columnar` alone, the same rows without moves |" in text
    assert "The aim: ten million in under 60 s." in text
