"""The lock: what moves which digest, and what the check finds."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from lagesbild_rules.errors import RulesetError
from lagesbild_rules.ruleset import (
    LOCK,
    find_by_digest,
    load_ruleset,
    lock_problems,
    logic_digest,
    parse_ruleset,
    shipped_rulesets,
    wording_digest,
    write_lock,
)

TEXT = (shipped_rulesets() / "noa/utsatta-omraden/2019-06-01.yaml").read_text(encoding="utf-8")
DANISH = (shipped_rulesets() / "dk/udsatte-boligomraader/2014-02-01.yaml").read_text(encoding="utf-8")


def edited(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def digests(text: str) -> tuple[str, str]:
    ruleset = parse_ruleset(text)
    return logic_digest(ruleset), wording_digest(ruleset)


def test_the_shipped_rulesets_are_what_their_lock_keeps() -> None:
    assert lock_problems(shipped_rulesets()) == []


@pytest.mark.parametrize(
    ("old", "new", "logic", "wording"),
    [
        ("    value: problem\n", "    value: stort_problem\n", True, False),
        ("status: repealed", "status: in_force", False, True),
        ("until: 2021-12-01", "until: 2021-11-01", False, True),
        ("title:\n  sv: Utsatta områden 2019", "title:\n  sv: Utsatta områden", False, True),
        ("version: 1", "version: 2", False, True),
        ("modality: required", "modality: graded", False, True),
    ],
)
def test_a_change_moves_the_digest_it_belongs_to(old: str, new: str, logic: bool, wording: bool) -> None:
    assert old in TEXT
    before, after = digests(TEXT), digests(TEXT.replace(old, new, 1))
    assert (before[0] != after[0], before[1] != after[1]) == (logic, wording)


def test_how_a_number_is_written_moves_nothing() -> None:
    assert "value: 2.70" in DANISH
    assert digests(DANISH) == digests(DANISH.replace("value: 2.70", "value: 2.7"))
    assert digests(DANISH) != digests(DANISH.replace("value: 2.70", "value: 2.71"))


def test_a_moved_threshold_is_found_and_not_locked_over(folder: Path) -> None:
    path = folder / "dk/udsatte-boligomraader/2014-02-01.yaml"
    edited(path, "value: 2.70", "value: 2.80")
    (problem,) = lock_problems(folder)
    assert (problem.code, problem.place.path) == ("LR601", str(path))
    assert (
        problem.finding == "the logic of dk.udsatte-boligomraader@2014-02-01 version 1 moved while its version did not"
    )
    before = (folder / LOCK).read_bytes()
    with pytest.raises(RulesetError, match="LR601"):
        write_lock(folder)
    assert (folder / LOCK).read_bytes() == before


def test_a_text_that_vanished_is_found(folder: Path) -> None:
    (folder / "berlin/mss/2021-01-01.yaml").unlink()
    assert [it.code for it in lock_problems(folder)] == ["LR602"]


def test_a_higher_version_without_the_replaced_text_is_found(folder: Path) -> None:
    path = folder / "berlin/mss/2021-01-01.yaml"
    edited(path, "version: 1", "version: 2")
    assert {it.code for it in lock_problems(folder)} == {"LR602", "LR603", "LR604"}


def test_a_new_version_without_a_changelog_entry_fails(folder: Path) -> None:
    path = folder / "berlin/mss/2021-01-01.yaml"
    shutil.copy(path, path.with_name("2021-01-01.v1.yaml"))
    edited(path, "version: 1", "version: 2")
    problems = {it.code: it for it in lock_problems(folder)}
    assert problems.keys() == {"LR603", "LR604"}
    assert "version 2" in problems["LR604"].finding


@pytest.mark.parametrize("field", ["Kind", "Period", "Criteria", "Why"])
def test_an_entry_that_lacks_a_field_fails(folder: Path, field: str) -> None:
    edited(folder / "berlin/mss/CHANGELOG.md", f"- **{field}**:", f"- **Not{field}**:")
    (problem,) = lock_problems(folder)
    assert problem.code == "LR604"
    assert f"`{field}`" in problem.finding


def test_an_entry_whose_period_is_another_fails(folder: Path) -> None:
    words = "from 2018-12-01 until 2021-12-01"
    edited(folder / "dk/udsatte-boligomraader/CHANGELOG.md", words, "from 2018-12-01, no end")
    (problem,) = lock_problems(folder)
    assert problem.code == "LR604"
    assert problem.help == f"write `{words}`"


def test_a_draft_may_change_freely(folder: Path) -> None:
    path = folder / "berlin/mss/2030-01-01.yaml"
    shutil.copy(folder / "berlin/mss/2021-01-01.yaml", path)
    edited(path, "status: in_force", "status: draft")
    edited(path, "from: 2021-01-01", "from: 2030-01-01")
    assert lock_problems(folder) == []


@pytest.mark.parametrize(
    "text", ["{", "[]", '{"format": "x"}', '{"format": "lagesbild-lock/1", "texts": [{}]}', "[" * 9999]
)
def test_a_lock_that_cannot_be_read_is_said(folder: Path, text: str) -> None:
    (folder / LOCK).write_text(text, encoding="utf-8")
    with pytest.raises(RulesetError) as found:
        lock_problems(folder)
    assert [it.code for it in found.value.problems] == ["LR605"]


def test_the_lock_holds_every_text_once(folder: Path) -> None:
    kept = json.loads((folder / LOCK).read_text(encoding="utf-8"))["texts"]
    names = [(it["id"], it["effective_from"], it["version"]) for it in kept]
    assert (
        len(names)
        == len(set(names))
        == len(list(folder.rglob("????-??-??.yaml"))) - len(list(folder.rglob("cases/????-??-??.yaml")))
    )


def test_a_text_is_found_by_its_digest() -> None:
    ruleset = load_ruleset(shipped_rulesets() / "berlin/mss/2021-01-01.yaml")
    assert find_by_digest(logic_digest(ruleset)) == ruleset
