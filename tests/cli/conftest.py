"""The command line run inside the test, through the same entry point as the command itself."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from attrs import frozen

from lagesbild_rules.cli import main

ROOT = Path(__file__).resolve().parents[2]
AREAS = ROOT / "docs" / "examples" / "constructed" / "areas.csv"


@frozen
class Done:
    """What a command printed, and its exit code."""

    out: str
    err: str
    code: int

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()


Run = Callable[..., Done]


@pytest.fixture(autouse=True)
def _width(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    for name in ("FORCE_COLOR", "NO_COLOR", "TTY_COMPATIBLE"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run ``lagesbild`` with the given words."""

    def run(*words: object) -> Done:
        capsys.readouterr()
        with pytest.raises(SystemExit) as stopped:
            main([str(word) for word in words])
        out, err = capsys.readouterr()
        return Done(out, err, int(stopped.value.code or 0))

    return run


@pytest.fixture
def constructed() -> tuple[str, ...]:
    """The constructed areas, the ruleset and the day: the first words after ``assess`` or ``explain``."""
    return str(AREAS), "--ruleset", "noa.utsatta-omraden", "--as-of", "2024-12-31"


RULESET = """\
format: lagesbild-ruleset/1
id: konstruerat.torg
version: 1
status: {status}
effective: {{from: {from_}, until: {until}}}
title: {{sv: Torg (konstruerat), en: Squares (constructed)}}
sources: {{none: {{title: Konstruerad, evidence: inferred}}}}
indicators:
  staffed: {{truth: true, title: {{sv: Bemannat, en: Staffed}}}}
criteria:
  attended: {{claim: {{sv: Bemannat., en: Staffed.}}, source: none, when: {{indicator: staffed, equals: true}}}}
classifications:
  lage:
    title: {{sv: Läge, en: State}}
    levels:
      - {{id: tomt, title: {{sv: Tomt, en: Empty}}}}
      - {{id: bemannat, title: {{sv: Bemannat, en: Staffed}}, when: attended}}
"""


@pytest.fixture
def text(tmp_path: Path) -> Callable[..., Path]:
    """Write a small ruleset under ``rulesets/konstruerat/torg`` in the temporary folder."""

    def text(name: str = "2024-01-01", *, status: str = "in_force", until: str = "2025-01-01") -> Path:
        path = tmp_path / "rulesets" / "konstruerat" / "torg" / f"{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(RULESET.format(status=status, from_="2024-01-01", until=until), encoding="utf-8")
        return path

    return text


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """A table for the small ruleset."""
    path = tmp_path / "torg.csv"
    path.write_text("area,staffed\nSagotorget (konstruerat),ja\nPåhittsplan (konstruerat),\n", encoding="utf-8")
    return path
