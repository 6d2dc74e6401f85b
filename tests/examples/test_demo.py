"""The demo runs from where a user stands, and says what README says."""

from __future__ import annotations

import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from tests.docs.runner import matches, recipe

pytestmark = pytest.mark.xdist_group("demo")

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


@cache
def demo() -> str:
    """Return what ``make demo`` says, run as the Makefile runs it; the whole takes long, and is run once."""
    return _said(ROOT, *recipe("demo"))


def _said(folder: Path, *words: str) -> str:
    done = subprocess.run([sys.executable, *words], cwd=folder, capture_output=True, encoding="utf-8", check=True)
    assert done.stderr == ""
    return done.stdout


def test_what_readme_shows_is_what_the_demo_says() -> None:
    (shown,) = re.findall(r"\$ make demo\n(.*?)```", README, re.DOTALL)
    assert len(shown.splitlines()) > 10
    assert matches(shown, demo())


def test_the_commands_are_written_as_a_user_would_type_them(tmp_path: Path) -> None:
    commands = [line for line in demo().splitlines() if line.startswith("$ ")]
    assert len(commands) == 7
    assert all(line.startswith("$ lagesbild ") for line in commands)
    assert all("docs/examples/constructed/areas.csv" in line for line in commands[1:3])
    assert str(ROOT) not in demo()
    elsewhere = ["examples/demo.py", "--out", str(tmp_path), "--areas", "4", "--local-police-areas", "4"]
    beside = [line for line in _said(ROOT / "docs", *elsewhere).splitlines() if line.startswith("$ ")]
    assert len(beside) == len(commands)
    assert " examples/constructed/areas.csv " in beside[1]


@pytest.mark.parametrize(
    "words",
    [
        "noa.utsatta-omraden",
        "status: 533 areas as published, 3 left open with the published class",
        "dynamics: 533 areas as published, 3 left open with the published class",
        "0 contradicted; 6 areas have no values",
        "(rounded value)",
        "Constructed areas (invented names and values)",
        "Beräknad klass för Påhittsberget (konstruerat): Riskområde.",
        "Detta är ett beräknat förslag och inget beslut.",
        "vår tolkning",
    ],
)
def test_the_demo_shows_the_main_job(words: str) -> None:
    assert words in " ".join(demo().replace("│", " ").split())


def test_the_demo_makes_two_pictures_compares_them_and_tells_where_the_pages_lie() -> None:
    *_, pages = demo().partition("\nPages:\n")
    paths = [ROOT / line.strip() for line in pages.splitlines()]
    assert len(paths) >= 3
    for path in paths:
        assert "konstruerat" in path.read_text(encoding="utf-8")
    assert {"comparison.html", "picture.md"} <= {path.name for path in paths}


def test_every_constructed_area_says_so() -> None:
    text = (ROOT / "docs" / "examples" / "constructed" / "areas.csv").read_text(encoding="utf-8")
    assert all("(konstruerat)" in line for line in text.splitlines()[1:])
