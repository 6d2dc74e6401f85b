"""A section of the results is replaced; everything else in the file stays."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks._results import replace_section

lines = st.lists(st.text(st.characters(exclude_categories=["C", "Zl", "Zp"]), max_size=20), max_size=5)
bodies = lines.map("\n".join).filter(lambda body: "<!--" not in body)


def marked(name: str, body: str) -> str:
    return f"<!-- section: {name} -->\n{body}\n<!-- end of section: {name} -->"


@pytest.fixture
def results(tmp_path: Path) -> Path:
    return tmp_path / "RESULTS.md"


def test_a_missing_file_is_made_with_a_heading(results: Path) -> None:
    replace_section("one-area", "fast", results)
    text = results.read_text(encoding="utf-8")
    assert text.startswith("# Results\n")
    assert text.endswith(f"\n\n{marked('one-area', 'fast')}\n")


def test_a_section_that_is_new_stands_last(results: Path) -> None:
    replace_section("one", "1", results)
    replace_section("two", "2", results)
    text = results.read_text(encoding="utf-8")
    assert text.endswith(f"{marked('one', '1')}\n\n{marked('two', '2')}\n")


def test_a_section_is_replaced_where_it_stands(results: Path) -> None:
    around = "before\n\n{}\nbetween\n" + marked("two", "2") + "\nafter"
    results.write_text(around.format(marked("one", "old\nolder")), "utf-8")
    replace_section("one", "\nnew\n", results)
    assert results.read_text(encoding="utf-8") == around.format(marked("one", "new"))


@given(first=bodies, second=bodies, other=bodies)
def test_writing_twice_leaves_the_last_and_the_other(
    tmp_path_factory: pytest.TempPathFactory, first: str, second: str, other: str
) -> None:
    results = tmp_path_factory.mktemp("results") / "RESULTS.md"
    replace_section("one", first, results)
    replace_section("two", other, results)
    replace_section("one", second, results)
    once = results.read_bytes()
    replace_section("one", second, results)
    assert results.read_bytes() == once
    assert marked("one", second.strip()) in once.decode()
    assert marked("two", other.strip()) in once.decode()


@pytest.mark.parametrize(
    "text",
    [
        "<!-- section: one -->\n",
        "<!-- end of section: one -->\n",
        "<!-- end of section: one -->\n<!-- section: one -->\n",
        f"{marked('one', '1')}\n{marked('one', '2')}\n",
        marked("one", marked("two", "2")),
    ],
)
def test_markers_that_do_not_fit_are_refused_and_the_file_stays(results: Path, text: str) -> None:
    results.write_text(text, "utf-8")
    with pytest.raises(ValueError, match="section"):
        replace_section("one", "new", results)
    assert results.read_text(encoding="utf-8") == text
    assert [it.name for it in results.parent.iterdir()] == ["RESULTS.md"]


def test_a_body_with_a_marker_and_a_name_that_is_none_are_refused(results: Path) -> None:
    with pytest.raises(ValueError, match="marker"):
        replace_section("one", marked("two", "2"), results)
    with pytest.raises(ValueError, match="no name"):
        replace_section("One area", "new", results)
    assert not results.exists()


def test_the_file_keeps_its_mode_and_no_other_file_is_left(results: Path) -> None:
    replace_section("one", "1", results)
    results.chmod(0o640)
    replace_section("one", "2", results)
    assert stat.S_IMODE(results.stat().st_mode) == 0o640
    assert [it.name for it in results.parent.iterdir()] == ["RESULTS.md"]


def test_when_writing_fails_the_old_file_stays_alone(results: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    replace_section("one", "1", results)
    old = results.read_bytes()

    def fails(self: Path, target: Path) -> Path:
        raise OSError("no space left")

    monkeypatch.setattr(Path, "replace", fails)
    with pytest.raises(OSError, match="no space"):
        replace_section("one", "2", results)
    assert results.read_bytes() == old
    assert [it.name for it in results.parent.iterdir()] == ["RESULTS.md"]
