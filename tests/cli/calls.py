"""A call of every command, on the small constructed inputs that those use which are stopped."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import click

from lagesbild_rules.cli import lagesbild
from lagesbild_rules.cli._log_kept import commands_of
from lagesbild_rules.picture import add_answers, freeze
from tests.faults.commands import COMMANDS as THAT_WRITE
from tests.faults.made import make_inputs

COMMANDS: Final[Mapping[str, click.Command]] = dict(commands_of(lagesbild))
"""Every command under the words that call it."""
_TORG: Final = ("--ruleset", "torg.yaml", "--as-of", "2024-06-01")
_ROLE: Final = ("--unit", "Område 1", "--role", "chef", "--at", "2024-03-02")
_OWN: Final[Mapping[str, tuple[str, ...]]] = {
    "compare": ("compare", "wide.csv", "wide.csv", *_TORG, "--out", "out/it.md", "--format", "markdown"),
    "explain": ("explain", "wide.csv", "--area", "Sagotorget 1", *_TORG, "--format", "json", "--out", "out/it.json"),
    "facts check": ("facts", "check", "wide.csv", *_TORG),
    "geometry export": ("geometry", "export", "published:2025", "out/list.geojson", "--picture", "published:2025"),
    "geometry check": ("geometry", "check", "published:2025"),
    "key new": ("key", "new", "out/unit"),
    "log verify": ("log", "verify", "log.jsonl"),
    "picture": ("picture", "wide.csv", *_TORG, "--no-pages", "--out", "out/picture"),
    "round add": ("round", "add", "round", "long.csv", "--at", "2024-03-01"),
    "round check": ("round", "check", "frozen"),
    "round freeze": ("round", "freeze", "round", "--role", "chef", "--although-missing", "--at", "2024-03-02"),
    "round return": ("round", "return", "handed", *_ROLE, "--reason", "fyll i"),
    "round send": ("round", "send", "handed", *_ROLE),
    "rulesets check": ("rulesets", "check", "texts"),
    "rulesets diff": ("rulesets", "diff", "torg.yaml", "other.yaml", "--facts", "wide.csv", "--as-of", "2024-06-01",
                      "--out", "out/it.md", "--format", "markdown"),
    "rulesets list": ("rulesets", "list", "--rulesets", "texts"),
    "rulesets test": ("rulesets", "test", "texts"),
    "store add": ("store", "add", "long.csv", "--store", "store.duckdb", *_TORG, "--unit", "Enhet 2",
                  "--at", "2024-04-01"),
    "study audit": ("study", "audit", "--facts", "wide.csv", *_TORG, "--out", "out/audit"),
    "study coverage": ("study", "coverage", "torg.yaml", "--facts", "wide.csv", "--as-of", "2024-06-01"),
    "study diff": ("study", "diff", "torg.yaml", "other.yaml", "--facts", "wide.csv", "--as-of", "2024-06-01"),
    "watch": ("watch", "facts.jsonl", *_TORG),
}  # fmt: skip
"""Calls that the others lack, or that read more than those."""
STARTS: Final[Mapping[str, tuple[str, str]]] = {
    "rulesets lock": ("unlocked", "out/unlocked"),
    "rulesets publish": ("texts", "out/texts"),
    "sign": ("signed", "out/signed"),
    "store withdraw": ("store.duckdb", "out/store.duckdb"),
}
"""What has to be copied before a call, and to where."""


def call_of(path: str) -> tuple[str, ...]:
    """Return how the command *path* is called."""
    words = tuple(path.split())
    return _OWN.get(path) or next(it.words for it in THAT_WRITE if it.words[: len(words)] == words)


def make_all_inputs(folder: Path) -> None:
    """Write what all calls read into *folder*, and make the folder that they write to."""
    make_inputs(folder)
    (folder / "facts.jsonl").write_text('{"area": "Sagotorget 1", "staffed": true}\n', encoding="utf-8")
    rows = (folder / "long.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    of_round = ("area,", *(f"Sagotorget {it}," for it in range(3)))
    (folder / "long.csv").write_text("".join(it for it in rows if it.startswith(of_round)), encoding="utf-8")
    (folder / "unit.csv").write_text(
        "area,indicator,value,reported_by,valid_from\nSagotorget 1,noise,Lite,Område 1,2024-02-01\n", encoding="utf-8"
    )
    for name in ("handed", "frozen"):
        shutil.copytree(folder / "round", folder / name)
        add_answers(folder / name, [folder / "unit.csv"], at="2024-03-01")
    freeze(folder / "frozen", role="chef", at="2024-03-02", although_missing=True)
    (folder / "out").mkdir()
