"""The benchmark of pictures runs, writes a section of its own, and makes what it says."""

from __future__ import annotations

from pathlib import Path

from benchmarks import pictures
from lagesbild_rules.picture import read_picture


def test_it_writes_its_section(tmp_path: Path) -> None:
    results = tmp_path / "RESULTS.md"
    pictures.main(["--sizes", "10", "20", "--results", str(results)])
    text = results.read_text(encoding="utf-8")
    assert "<!-- section: pictures -->" in text
    assert "| | 10 areas | 20 areas |" in text
    assert "of 20 areas" in text
    assert all(f"\n| {step} |" in text for step in pictures.STEPS)


def test_it_makes_whole_pictures_of_all_areas(tmp_path: Path) -> None:
    pictures.make(tmp_path, 30)
    found = pictures.measure(tmp_path)
    assert (found["areas"], found["decided"]) == (30, 3)
    inside, outside = (read_picture(tmp_path / f"{it}-picture.json") for it in ("internal", "open"))
    assert [it.id for it in inside.areas] == [it.id for it in outside.areas]
    assert sum(bool(it.decisions) for it in inside.areas) == 3
    assert all((tmp_path / f"{it}-picture.xlsx").stat().st_size for it in ("internal", "open"))
