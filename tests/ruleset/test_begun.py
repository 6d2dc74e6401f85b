"""A publication that is interrupted is finished later, or was never begun; its note is no way to write elsewhere."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from lagesbild_rules.errors import RulesetError
from lagesbild_rules.ruleset import ChangeEntry, lock_problems, publish, write_lock
from tests.faults.made import FIRST, RULESET

ENTRY = ChangeEntry("correction", "none changed.", "Another owner.")
NAME = "konstruerat/torg/2024-01-01.yaml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one small text, locked."""
    folder = tmp_path / "rulesets"
    text = folder / NAME
    text.parent.mkdir(parents=True)
    text.write_text(RULESET, encoding="utf-8")
    text.with_name("CHANGELOG.md").write_text(FIRST, encoding="utf-8")
    write_lock(folder)
    return folder


def contents(folder: Path) -> dict[str, str]:
    return {str(it.relative_to(folder)): it.read_text("utf-8") for it in sorted(folder.rglob("*")) if it.is_file()}


def text_to_publish(tmp_path: Path) -> Path:
    path = tmp_path / "new.yaml"
    path.write_text(RULESET.replace("status: in_force", "status: in_force\nowner: another"), encoding="utf-8")
    return path


class Stopped(BaseException):
    """The computer goes out."""


@pytest.mark.parametrize("after", range(5))
def test_a_publication_that_is_stopped_is_finished_by_the_lock(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    """Whichever file was the last to be written: afterwards all is as if nothing had happened, or all is new."""
    new, old, left = text_to_publish(tmp_path), contents(folder), after
    replace = Path.replace

    def stops(self: Path, target: Path) -> Path:
        nonlocal left
        if left == 0:
            raise Stopped
        left -= 1
        return replace(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", stops)
        try:
            publish(new, folder, ENTRY)
        except Stopped:
            pass
        else:
            pytest.fail("five files are written: a note, three texts, the lock")
    if after == 0:
        assert contents(folder) == old
        return
    assert ("LR830" if after < 4 else "LR603") in {it.code for it in lock_problems(folder)}
    write_lock(folder)
    assert lock_problems(folder) == []
    now = contents(folder)
    assert set(now) - set(old) == {NAME.replace(".yaml", ".v1.yaml")}
    assert "owner: another" in now[NAME]
    assert now[NAME.replace(".yaml", ".v1.yaml")] == old[NAME]


def test_nothing_is_published_until_what_was_begun_is_finished(folder: Path, tmp_path: Path) -> None:
    new = text_to_publish(tmp_path)
    (folder / ".publishing.json").write_text(json.dumps({"format": "lagesbild-publishing/1", "texts": {}}))
    with pytest.raises(RulesetError, match=r"LR830 a publication was begun and not finished") as caught:
        publish(new, folder, ENTRY)
    assert "finish it with `lagesbild rulesets lock`" in str(caught.value)
    write_lock(folder)
    publish(new, folder, ENTRY)


@pytest.mark.parametrize(
    "note",
    [
        "",
        "{",
        "[]",
        "null",
        '{"format": "lagesbild-publishing/2", "texts": {}}',
        '{"format": "lagesbild-publishing/1", "texts": []}',
        '{"format": "lagesbild-publishing/1", "texts": {"a/b.yaml": 1}}',
        *(
            json.dumps({"format": "lagesbild-publishing/1", "texts": {"a/fine.yaml": "x", name: "x"}})
            for name in (
                *("../a.yaml", "a/../../b.yaml", "/tmp/a.yaml", "..\\b.yaml"),
                *("a/b.py", ".hidden.yaml", "lock.json", ""),
            )
        ),
    ],
)  # fmt: skip
def test_a_note_that_is_damaged_or_names_another_file_writes_nothing(folder: Path, note: str) -> None:
    (folder / ".publishing.json").write_text(note)
    before, around = contents(folder), sorted(folder.parent.iterdir())
    with pytest.raises(RulesetError) as caught:
        write_lock(folder)
    assert {it.code for it in caught.value.problems} <= {"LR830", "LR005"}
    assert contents(folder) == before
    assert sorted(folder.parent.iterdir()) == around


def test_a_link_in_the_folder_leads_nowhere_else(folder: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (folder / "link").symlink_to(outside)
    note = {"format": "lagesbild-publishing/1", "texts": {"link/a.yaml": "x"}}
    (folder / ".publishing.json").write_text(json.dumps(note))
    with pytest.raises(RulesetError, match="LR830"):
        write_lock(folder)
    assert list(outside.iterdir()) == []
