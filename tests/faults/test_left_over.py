"""What a kill leaves beside a file or a folder is nobody's input: every command that reads a folder passes over it."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Final

import pytest
from click.testing import CliRunner

from lagesbild_rules.cli import lagesbild
from lagesbild_rules.files import hidden, left_over
from lagesbild_rules.ruleset import LOCK
from tests.cli.conftest import Done, Run, run

from .made import make_inputs
from .runs import state

__all__ = ["run"]

_TORG: Final = ("--ruleset", "konstruerat.torg", "--rulesets", "texts", "--as-of", "2024-06-01")
_DAY: Final = ("--day", "2024-05-01")
READ_FOLDERS: Final = (
    ("assess", "parts", *_TORG, "--out", "out"),
    ("compare", "picture", "picture", "--format", "json"),
    ("explain", "frozen", "--area", "Sagotorget 1", *_TORG, "--format", "json"),
    ("facts", "check", "round", *_TORG),
    ("geometry", "export", "published:2025", "out.geojson", "--picture", "picture"),
    ("picture", "wide.csv", *_TORG, "--no-pages", "--out", "picture", "--force"),
    ("round", "add", "round", "long.csv", "--at", "2024-03-01"),
    ("round", "check", "frozen"),
    ("round", "freeze", "round", "--role", "chef", "--although-missing", "--at", "2024-03-02"),
    ("round", "status", "round", *_DAY, "--format", "json"),
    ("round", "unit", "round", "--unit", "Område 1", "--previous", "frozen", *_DAY, "--format", "json"),
    ("rulesets", "check", "texts"),
    ("rulesets", "list", "--rulesets", "texts", "--format", "json"),
    ("rulesets", "lock", "--check", "--rulesets", "texts"),
    ("rulesets", "publish", "other.yaml", "--rulesets", "texts", "--kind", "correction", "--criteria", "`loud`",
     "--why", "It was read wrongly."),
    ("rulesets", "test", "texts"),
    ("store", "add", "long.csv", "--store", "store.duckdb", *_TORG, "--unit", "Enhet 2", "--at", "2024-04-01"),
    ("verify", "receipts.jsonl", "--rulesets", "texts", "--format", "json"),
)  # fmt: skip
"""A call of each command that reads a folder, or a file in a folder with others."""


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("inputs")
    make_inputs(folder)
    rows = (folder / "long.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    asked = ("area,", *(f"Sagotorget {it}," for it in range(3)))
    (folder / "long.csv").write_text("".join(it for it in rows if it.startswith(asked)), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def pair(inputs: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Two folders with the same inputs, in the second of which everything that can be left was left by a kill."""
    clean = tmp_path_factory.mktemp("folders") / "clean"
    shutil.copytree(inputs, clean)
    done = (
        ("picture", "wide.csv", *_TORG, "--no-pages", "--out", "picture"),
        ("round", "add", "frozen", "long.csv", "--at", "2024-03-01"),
        ("round", "freeze", "frozen", "--role", "chef", "--although-missing", "--at", "2024-03-02"),
    )
    shutil.copytree(clean / "round", clean / "frozen")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(clean)
        for words in done:
            assert CliRunner().invoke(lagesbild, list(words)).exit_code == 0
    left = clean.with_name("left")
    shutil.copytree(clean, left)
    everything = sorted(left.rglob("*"), key=lambda it: -len(it.parts))
    for it in everything:
        for ending in ("part", "old") if it.is_dir() else ("part",):
            away = hidden(it, ending)
            shutil.copytree(it, away) if it.is_dir() else shutil.copy(it, away)
    return clean, left


def outcome(run: Run, words: tuple[str, ...], folder: Path, within: Path) -> tuple[Done, object]:
    """Return what *words* print and leave, run in a copy of *folder* that is always in the same place."""
    here = within / "run"
    shutil.rmtree(here, ignore_errors=True)
    shutil.copytree(folder, here)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(here)
        done = run(*words)
    held = {
        name: data for name, data in (state(here) or {}).items()
        if not left_over(Path(name)) and not name.endswith(".duckdb")
    }  # fmt: skip
    return done, held


@pytest.mark.parametrize("words", READ_FOLDERS, ids=lambda it: " ".join(it[:2]))
def test_a_command_answers_as_if_nothing_were_left(
    words: tuple[str, ...], pair: tuple[Path, Path], run: Run, tmp_path: Path
) -> None:
    clean, left = pair
    expected, found = (outcome(run, words, it, tmp_path) for it in (clean, left))
    assert expected[0].code in (0, 1), expected[0].err
    assert found == expected


def test_what_is_left_may_be_removed_from_a_frozen_round_too(pair: tuple[Path, Path], tmp_path: Path, run: Run) -> None:
    _, left = pair
    shutil.copytree(left / "round", tmp_path / "round")
    frozen = ("round", "freeze", tmp_path / "round", "--role", "chef", "--although-missing", "--at", "2024-03-02")
    assert run(*frozen).code == 0
    gone = [it for it in (tmp_path / "round").iterdir() if left_over(Path(it.name))]
    assert gone
    for it in gone:
        shutil.rmtree(it) if it.is_dir() else it.unlink()
    assert run("round", "check", tmp_path / "round").code == 0


def test_only_what_a_command_of_ours_may_leave_is_passed_over() -> None:
    for name in (".a.yaml.0f.part", "x/.round.0f.part/ruleset.yaml", ".picture.0f.old/a.csv"):
        assert left_over(Path(name)), name
    for name in ("a.part", ".a.yaml", ".hidden/a.yaml", "part", "x.old/a.csv", LOCK):
        assert not left_over(Path(name)), name
