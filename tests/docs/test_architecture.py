"""The page on the architecture names every room, in the order in which import-linter holds them."""

from __future__ import annotations

import re
import tomllib

from .blocks import ROOT

PAGE = (ROOT / "docs/explanation/architecture.md").read_text(encoding="utf-8")
PACKAGE = ROOT / "lagesbild_rules"


def _rows() -> list[list[str]]:
    return [re.findall(r"`(\w+)`", row) for row in re.findall(r"(?m)^\| (`[^|]*) \|", PAGE)]


def test_rooms_stand_in_the_order_of_the_layers() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    (layers,) = [it["layers"] for it in settings["tool"]["importlinter"]["contracts"] if it["type"] == "layers"]
    assert _rows() == [re.findall(r"lagesbild_rules\.(\w+)", layer) for layer in layers]


def test_every_room_is_named() -> None:
    rooms = {it.parent.name for it in PACKAGE.glob("*/__init__.py")} | {it.stem for it in PACKAGE.glob("*.py")}
    assert {name for row in _rows() for name in row} == rooms - {"__init__"}


def test_every_module_that_is_named_is_there() -> None:
    named = re.findall(r"`(\w+/_\w+\.py)`", PAGE)
    assert named
    assert [it for it in named if not (PACKAGE / it).is_file()] == []
