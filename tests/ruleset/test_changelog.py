"""What a changelog is read as: entries under headings of their own form, and nothing of what stands elsewhere."""

from __future__ import annotations

from pathlib import Path

from lagesbild_rules.ruleset._changelog import read_changelog


def entries(folder: Path, text: str) -> list[tuple[str, int, dict[str, str], int]]:
    path = folder / "CHANGELOG.md"
    path.write_text(text, encoding="utf-8")
    return [(it.from_, it.version, it.fields, it.line) for it in read_changelog(path)]


def test_a_field_goes_on_in_lines_that_are_indented(tmp_path: Path) -> None:
    text = "# Title\n\n## 2024-01-01, version 2\n\n- **Kind**: correction\n- **Why**: one\n  two\n   three\n"
    assert entries(tmp_path, text) == [("2024-01-01", 2, {"Kind": "correction", "Why": "one two three"}, 3)]


def test_a_field_ends_with_its_entry(tmp_path: Path) -> None:
    text = "## 2024-01-01, version 2\n- **Why**: one\n## 2023-01-01, version 1\n  two\n- **Kind**: new period\n"
    assert entries(tmp_path, text) == [
        ("2024-01-01", 2, {"Why": "one"}, 1),
        ("2023-01-01", 1, {"Kind": "new period"}, 3),
    ]


def test_what_stands_outside_of_an_entry_belongs_to_none(tmp_path: Path) -> None:
    text = (
        "- **Why**: before\n  all\n## 2024-01-01, version 1\n- **Why**: in it\n## Unreleased\n- **Why**: not\n  in it\n"
    )
    assert entries(tmp_path, text) == [("2024-01-01", 1, {"Why": "in it"}, 3)]
