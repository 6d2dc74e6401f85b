"""Every command called once while a log is kept: the log tells of all that was read, or nothing was."""

from __future__ import annotations

import json
import shutil
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

import pytest

from lagesbild_rules import load_ruleset
from lagesbild_rules.cli._log_policy import DOINGS, WITHOUT_FACTS
from lagesbild_rules.cli._log_sources import file_digest
from lagesbild_rules.record import RulesetMark

from .calls import COMMANDS, STARTS, call_of, make_all_inputs
from .conftest import Run

WHO: Final = ("--log-unit", "noa", "--log-role", "analytiker", "--log-at", "2026-01-02T03:04:05Z")
TEXTS: Final = {
    **{it: it for it in ("torg.yaml", "other.yaml")},
    **{it: f"{it}/ruleset.yaml" for it in ("round", "handed", "frozen")},
}
"""What holds a ruleset, and where."""
NO_FACTS: Final = {
    "torg.yaml",
    "other.yaml",
    "texts",
    "out/texts",
    "out/unlocked",
    "office.key",
    "log.jsonl",
    "areas.csv",
}
"""Inputs in which no fact stands: rulesets, keys, the log itself; areas without anything about them."""
DIGESTS_ALONE: Final = {"round check": "frozen", "sign": "out/signed/receipts.jsonl"}
"""What is read to tell a digest of it, and nothing that stands in it."""


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("inputs")
    make_all_inputs(folder)
    return folder


def digest(path: Path) -> str | None:
    return file_digest(path) if path.is_dir() else f"sha256:{sha256(path.read_bytes()).hexdigest()}"


def entries(log: Path) -> list[dict[str, Any]]:
    lines = log.read_text(encoding="utf-8").splitlines() if log.exists() else []
    return [it for it in map(json.loads, lines) if it["what"] == "entry"]


@pytest.mark.parametrize("path", COMMANDS)
def test_the_log_tells_of_what_a_call_reads(
    path: str, run: Run, inputs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, log, words = tmp_path / "run", tmp_path / "kept.jsonl", call_of(path)
    shutil.copytree(inputs, here)
    if path in STARTS:
        start, to = STARTS[path]
        (shutil.copytree if (here / start).is_dir() else shutil.copy)(here / start, here / to)
    monkeypatch.chdir(here)
    named = words[len(path.split()) :]
    read = {it: digest(here / it) for it in named if (here / it).exists() and it not in NO_FACTS}
    done = run("--log", log, *WHO, *words)
    assert done.code == 0 or path == "rulesets check", done.err
    if path in WITHOUT_FACTS:
        assert entries(log) == []
        assert set(read) <= {DIGESTS_ALONE.get(path)}
        return
    (entry,) = entries(log)
    assert entry["command"] == path
    told = {it["digest"] for it in entry["sources"]}
    assert {name: it for name, it in read.items() if it not in told} == {}
    assert read or any(it["published"] for it in entry["sources"])
    assert set(entry["kinds"]) >= set(DOINGS[path].kinds)
    assert entry["to"] == (
        "file" if any(it.startswith("out/") for it in words) and path != "store withdraw" else "shown"
    )
    logics = {RulesetMark.of(load_ruleset(inputs / TEXTS[it])).logic for it in named if it in TEXTS}
    assert {it["logic"] for it in entry["rulesets"]} == logics
