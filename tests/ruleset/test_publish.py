"""Publishing: the replaced text stays, the changelog and the lock say what happened, and nothing is half done."""

from __future__ import annotations

from pathlib import Path

import pytest

from lagesbild_rules import find_ruleset
from lagesbild_rules.errors import RulesetError
from lagesbild_rules.ruleset import (
    ChangeEntry,
    catalogue,
    find_by_digest,
    load_ruleset,
    lock_problems,
    logic_digest,
    publish,
)

ENTRY = ChangeEntry("correction", "`many_convicted`", "The limit was read wrongly.")


def changed(folder: Path, name: str, tmp_path: Path, *edits: tuple[str, str]) -> Path:
    text = (folder / name).read_text(encoding="utf-8")
    for old, new in edits:
        assert old in text
        text = text.replace(old, new, 1)
    path = tmp_path / "new.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def contents(folder: Path) -> dict[str, bytes]:
    return {str(it.relative_to(folder)): it.read_bytes() for it in folder.rglob("*") if it.is_file()}


def test_a_correction_becomes_the_next_version_and_the_old_text_stays(folder: Path, tmp_path: Path) -> None:
    name = "dk/udsatte-boligomraader/2014-02-01.yaml"
    old_text, old = (folder / name).read_bytes(), load_ruleset(folder / name)
    publish(changed(folder, name, tmp_path, ("value: 2.70", "value: 2.80")), folder, ENTRY)
    new = load_ruleset(folder / name)
    assert new.version == 2
    assert logic_digest(new) != logic_digest(old)
    assert (folder / name).with_name("2014-02-01.v1.yaml").read_bytes() == old_text
    assert lock_problems(folder) == []
    changelog = (folder / name).with_name("CHANGELOG.md").read_text(encoding="utf-8")
    entry = changelog[changelog.index("## ") :]
    assert entry.startswith(
        "## 2014-02-01, version 2\n- **Kind**: correction\n- **Period**: from 2014-02-01 until 2018-12-01\n"
        "- **Criteria**: `many_convicted`\n- **Why**: The limit was read wrongly.\n\n"
    )
    assert find_by_digest(logic_digest(old), folders=[folder]) == old
    listed = [it for it in catalogue([folder]) if it.path.is_relative_to(folder) and "2014" in it.path.name]
    assert [it.version for it in listed] == [2]


def test_a_new_period_ends_the_one_before_it(folder: Path, tmp_path: Path) -> None:
    name = "noa/utsatta-omraden/2025-12-01.yaml"
    text = changed(folder, name, tmp_path, ("2025-12-01", "2027-12-01"))
    publish(text, folder, ChangeEntry("new period", "none changed.", "A new picture."))
    assert lock_problems(folder) == []
    earlier, later = (load_ruleset(folder / f"noa/utsatta-omraden/{day}-12-01.yaml") for day in (2025, 2027))
    assert (earlier.version, str(earlier.effective.until)) == (2, "2027-12-01")
    assert (later.version, later.effective.until) == (1, None)


def test_the_text_keeps_its_comments_and_layout(folder: Path, tmp_path: Path) -> None:
    name = "berlin/mss/2021-01-01.yaml"
    before = (folder / name).read_text(encoding="utf-8")
    text = changed(folder, name, tmp_path, ("2021-01-01", "2023-01-01"))
    publish(text, folder, ChangeEntry("new period", "none changed.", "A new edition."))
    after = (folder / name).read_text(encoding="utf-8")
    assert after.replace("version: 2", "version: 1").replace("\n  until: 2023-01-01", "") == before


@pytest.mark.parametrize(
    ("edits", "code"),
    [
        ((), "LR606"),
        ((("status: in_force", "status: draft"),), "LR606"),
        ((("at_least: status_medium_from", "at_lest: status_medium_from"),), "LR103"),
    ],
)
def test_what_cannot_be_published_is_refused_and_nothing_is_written(
    folder: Path, tmp_path: Path, edits: tuple[tuple[str, str], ...], code: str
) -> None:
    text = changed(folder, "berlin/mss/2021-01-01.yaml", tmp_path, *edits)
    before = contents(folder)
    with pytest.raises(RulesetError) as found:
        publish(text, folder, ENTRY)
    assert [it.code for it in found.value.problems] == [code]
    assert contents(folder) == before


def test_a_text_edited_in_place_is_refused(folder: Path) -> None:
    path = folder / "berlin/mss/2021-01-01.yaml"
    with pytest.raises(RulesetError, match="stands where it is to be published"):
        publish(path, folder, ENTRY)


def test_a_folder_that_is_not_as_locked_is_refused(folder: Path, tmp_path: Path) -> None:
    text = changed(folder, "berlin/mss/2021-01-01.yaml", tmp_path, ("value: 1.5", "value: 1.6"), ("[1.5]", "[1.6]"))
    (folder / "dk/udsatte-boligomraader/2010-10-01.yaml").unlink()
    before = contents(folder)
    with pytest.raises(RulesetError, match="LR602"):
        publish(text, folder, ENTRY)
    assert contents(folder) == before


def test_published_texts_are_chosen_by_their_day(folder: Path) -> None:
    with pytest.raises(Exception, match="LR403"):
        find_ruleset("berlin.mss", as_of="2022-01-01", folders=[folder])
