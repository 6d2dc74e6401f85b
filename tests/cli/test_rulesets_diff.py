"""``lagesbild rulesets diff``."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from .conftest import AREAS, Run
from .schemas import fits

OLD, NEW = "noa.utsatta-omraden@2023-12-01", "noa.utsatta-omraden@2025-12-01"


def test_a_difference_is_information(run: Run) -> None:
    done = run("rulesets", "diff", OLD, NEW)
    assert (done.code, done.err) == (0, "")
    assert "Nivån Riskområde utgår; den låg mellan Utsatt område och Särskilt utsatt område" in done.out
    assert run("rulesets", "diff", OLD, OLD).code == 0


@pytest.mark.parametrize(
    ("language", "words"), [("sv", "Nivån Riskområde utgår"), ("en", "The level Risk area is gone")]
)
@pytest.mark.parametrize("format_", ["console", "markdown", "json"])
def test_every_format_in_both_languages(run: Run, format_: str, language: str, words: str) -> None:
    done = run("rulesets", "diff", OLD, NEW, "--format", format_, "--lang", language)
    assert (done.code, done.err) == (0, "")
    assert words in done.out
    if format_ == "json":
        fits(json.loads(done.out), "ruleset-diff")


@pytest.mark.parametrize("format_", ["console", "markdown", "json"])
def test_with_facts_the_areas_are_told_too(run: Run, format_: str) -> None:
    done = run(
        "rulesets", "diff", OLD, NEW, "--facts", AREAS, "--as-of", "2025-12-31", "--format", format_, "--lang", "en"
    )
    assert (done.code, done.err) == (0, "")
    assert "Påhittsberget (konstruerat): Risk area → Vulnerable area" in done.out
    if format_ == "json":
        found = json.loads(done.out)
        fits(found, "ruleset-diff")
        assert (found["areas"]["areas"], found["areas"]["changed"]) == (5, 2)


def test_the_day_of_the_facts_is_today_unless_it_is_said(run: Run) -> None:
    assert "(today; choose another day with --as-of)" in run("rulesets", "diff", OLD, NEW, "--facts", AREAS).err


def test_an_id_alone_means_the_text_in_force_on_the_day(run: Run) -> None:
    said = run("rulesets", "diff", "noa.utsatta-omraden", NEW, "--as-of", "2024-06-30", "--format", "json")
    assert said.out == run("rulesets", "diff", OLD, NEW, "--format", "json").out


def test_paths_and_further_folders(run: Run, text: Callable[..., Path], tmp_path: Path) -> None:
    path = text()
    changed = tmp_path / "changed.yaml"
    changed.write_text(path.read_text(encoding="utf-8").replace("equals: true", "equals: false"), encoding="utf-8")
    done = run(
        "rulesets", "diff", "konstruerat.torg@2024-01-01", changed, "--rulesets", tmp_path / "rulesets", "--lang", "en"
    )
    assert (done.code, done.err) == (0, "")
    assert "The condition of “Staffed”" in done.out
    assert "no instead of yes" in done.out or "from yes to no" in done.out


def test_it_is_written_to_a_file(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "diff.md"
    done = run("rulesets", "diff", OLD, NEW, "--format", "markdown", "--out", out)
    assert (done.code, done.out) == (0, "")
    assert out.read_text(encoding="utf-8").startswith("# Vad som skiljer «Utsatta områden 2025»")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ((OLD, "noa.utsatta-omraden@2024-01-01"), "LR402"),
        ((OLD, "noa.utsatta"), "LR401"),
        ((OLD, "nowhere.yaml"), "LR001"),
        ((OLD, NEW, "--facts", "nowhere.csv"), "LR001"),
        ((OLD, NEW, "--as-of", "yesterday"), "LR111"),
    ],
)
def test_wrong_input_ends_with_2(run: Run, words: tuple[str, ...], code: str) -> None:
    done = run("rulesets", "diff", *words)
    assert (done.code, done.out) == (2, "")
    assert code in done.err


def test_a_column_that_neither_ruleset_knows_is_an_error(run: Run, tmp_path: Path) -> None:
    table = tmp_path / "table.csv"
    table.write_text("area,imminent_risk,criminal_presence\nEtt,ja,ja\n", encoding="utf-8")
    done = run("rulesets", "diff", OLD, NEW, "--facts", table, "--as-of", "2025-12-31")
    assert (done.code, done.out) == (2, "")
    assert "LR301 unknown column `criminal_presence`" in done.err
    assert run("rulesets", "diff", "noa.utsatta-omraden@2017-06-01", OLD, "--facts", table).code == 0
