"""``key new`` writes two files: stopped in between it leaves none, or a private key that makes the other one again."""

from __future__ import annotations

from pathlib import Path

import pytest

from lagesbild_rules.record import read_private_key, read_public_key
from tests.cli.conftest import Run, run

from .campaign import Rig, wrongs_of_whole
from .commands import KEYS

__all__ = ["run"]


def kept(folder: Path, found: dict[str, str]) -> Path:
    """Write what was found, as it was found, into *folder*."""
    folder.mkdir()
    for name, data in found.items():
        (folder / name).touch(mode=0o600)
        (folder / name).write_bytes(bytes.fromhex(data))
    return folder


def test_killed_before_any_step_it_leaves_none_or_what_can_be_used(faults: Rig, tmp_path: Path, run: Run) -> None:
    whole = faults.whole(KEYS)
    assert wrongs_of_whole(whole) == []
    seen: list[list[str]] = []
    (tmp_path / "text").write_text("text", encoding="utf-8")
    for at in range(1, whole["steps"] + 1):
        found = faults.run(KEYS, "kill", at)
        assert found["code"] == -9
        names = sorted(found["after"])
        if names not in seen:
            seen.append(names)
        folder = kept(tmp_path / str(at), found["after"])
        private, public = folder / "unit.key", folder / "unit.pub"
        if not names:
            assert run("key", "new", folder / "unit").code == 0
        elif names == ["unit.key"]:
            again = run("key", "new", folder / "unit")
            assert again.code == 2
            assert f"help: make that one again with `lagesbild key show {private} --out {public}`" in again.err
            assert run("key", "show", private, "--out", public).code == 0
        assert read_public_key(public) == read_private_key(private).public
        assert run("sign", tmp_path / "text", "--key", private, "--replace").code == 0
        assert run("verify", tmp_path / "text", "--key", public).code == 0
    assert seen == [[], ["unit.key"], ["unit.key", "unit.pub"]]


@pytest.mark.parametrize(("fault", "code"), [("interrupt", 130), ("terminate", 143)])
def test_a_signal_that_is_heard_leaves_no_key_or_both(faults: Rig, fault: str, code: int) -> None:
    for at in range(1, faults.whole(KEYS)["steps"] + 1):
        found = faults.run(KEYS, fault, at)
        assert (found["code"], found["left"]) == (code, []), at
        assert sorted(found["after"]) in ([], ["unit.key", "unit.pub"]), at
