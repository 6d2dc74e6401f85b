"""``lagesbild study``: what each command prints, writes and exits with."""

from __future__ import annotations

import csv
import json
import sys
from io import StringIO
from pathlib import Path

import pytest

from lagesbild_rules.cli._progress import progress
from lagesbild_rules.facts import read_facts
from lagesbild_rules.ruleset import load_cases, load_ruleset
from lagesbild_rules.testing import run_case
from tests.study.texts import GRAVE, SOUND

from .conftest import AREAS, Run
from .schemas import fits

NOA = "noa.utsatta-omraden@2023-12-01"
LATER = "noa.utsatta-omraden@2025-12-01"
SHADOWED = {"all": [{"level": "lage.utsatt"}, "alone", {"any": ["feared", "alone"]}]}


@pytest.fixture
def square(tmp_path: Path) -> Path:
    """A sound constructed ruleset in a file."""
    return _written(tmp_path / "torg" / "2024-01-01.yaml")


def _written(path: Path, grave: object = None, limit: str = "20") -> Path:
    data = json.loads(json.dumps(SOUND))
    if grave is not None:
        data["classifications"]["lage"]["levels"][2]["when"] = grave
    data["criteria"]["dark"]["when"]["at_least"] = limit
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(data), encoding="utf-8")
    return path


def test_prove_exits_with_0_when_all_holds_and_with_1_when_something_does_not(
    run: Run, square: Path, tmp_path: Path
) -> None:
    done = run("study", "prove", square, "--lang", "en")
    assert (done.code, done.err) == (0, "")
    assert "All that should hold does." in done.lines
    done = run("study", "prove", _written(tmp_path / "bad.yaml", SHADOWED), "--lang", "en")
    assert done.code == 1
    assert any("refuted" in it and "The criterion can decide" in it and "feared" in it for it in done.lines)


@pytest.mark.parametrize(
    ("words", "schema"),
    [
        (("prove", NOA), "study-proofs"),
        (("prove", NOA, "--against", LATER), "study-proofs"),
        (("prove", NOA, "--all-readings"), "study-proofs"),
        (("power", NOA), "study-power"),
        (("coverage", "noa.utsatta-omraden@2017-06-01"), "study-coverage"),
        (("coverage", NOA, "--facts", AREAS, "--as-of", "2024-12-31"), "study-coverage"),
        (("mutants", "berlin.mss@2021-01-01"), "study-mutants"),
        (("diff", NOA, LATER), "study-diff"),
        (("diff", NOA, LATER, "--facts", AREAS, "--as-of", "2025-12-31"), "study-diff"),
    ],
    ids=lambda it: "-".join(map(str, it[:1])) if isinstance(it, tuple) else it,
)
def test_json_fits_its_schema_and_csv_has_the_same_rows(run: Run, words: tuple[object, ...], schema: str) -> None:
    made = json.loads(run("study", *words, "--format", "json").out)
    fits(made, schema)
    rows = made["regions"] if schema == "study-diff" else made
    assert rows
    table = list(csv.DictReader(StringIO(run("study", *words, "--format", "csv").out)))
    assert len(table) == len(rows)
    assert list(table[0]) == list(rows[0])


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("format_", ["console", "markdown"])
@pytest.mark.parametrize(
    "words",
    [("prove", NOA), ("power", NOA), ("coverage", NOA), ("mutants", "berlin.mss@2021-01-01"), ("diff", NOA, LATER)],
)
def test_people_can_read_it_in_both_languages(run: Run, words: tuple[str, ...], format_: str, language: str) -> None:
    done = run("study", *words, "--format", format_, "--lang", language)
    assert done.out
    assert "{" not in done.out


def test_witnesses_are_saved_as_a_table_that_gives_the_same_levels(run: Run, square: Path, tmp_path: Path) -> None:
    run("study", "prove", square, "--save-witnesses", tmp_path / "seen")
    rows = read_facts(tmp_path / "seen" / "witnesses.csv", load_ruleset(square).indicators).rows
    shown = {it.area for it in rows}
    assert "level_reachable lage.svart" in shown
    lines = run("assess", tmp_path / "seen" / "witnesses.csv", "--ruleset", square, "--format", "jsonl").lines
    levels = {it["area"]: it["classifications"]["lage"]["level"] for it in map(json.loads, lines)}
    assert levels["level_reachable lage.svart"] == "svart"
    assert levels["level_reachable lage.utsatt"] == "utsatt"


def test_a_witness_under_another_reading_is_told_and_not_in_the_table(run: Run, tmp_path: Path) -> None:
    done = run("study", "prove", LATER, "--all-readings", "--save-witnesses", tmp_path)
    assert (
        "not in the table: nested utsatthet.sarskilt_utsatt_omrade: read as sarskilt_presupposes_utsatt=0" in done.err
    )
    assert "nested" not in (tmp_path / "witnesses.csv").read_text(encoding="utf-8")


def test_both_sides_of_a_pair_are_saved(run: Run, square: Path, tmp_path: Path) -> None:
    other = _written(tmp_path / "other" / "2024-01-02.yaml", limit="21")
    other.write_text(other.read_text(encoding="utf-8").replace("2024-01-01", "2024-01-02"), encoding="utf-8")
    run("study", "prove", square, "--against", other, "--save-witnesses", tmp_path / "seen")
    for name in ("witnesses", "witnesses-other"):
        rows = read_facts(tmp_path / "seen" / f"{name}.csv", load_ruleset(square).indicators).rows
        assert {it.area.partition(" (")[0] for it in rows} == {
            "equivalent lage",
            "never_milder lage",
            "disjoint lage",
        }


@pytest.mark.parametrize(
    ("claim", "code"), [("equivalent", 1), ("never-milder", 1), ("never-more-serious", 0), ("disjoint", 1)]
)
def test_what_is_wanted_of_two_rulesets_decides_the_exit_code(
    run: Run, square: Path, tmp_path: Path, claim: str, code: int
) -> None:
    other = _written(tmp_path / "other.yaml", limit="20.1")
    assert run("study", "prove", square, "--against", other).code == 0
    assert run("study", "prove", square, "--against", other, "--want", claim).code == code


def test_no_facts_must_give_the_level_that_is_named(run: Run, square: Path) -> None:
    assert run("study", "prove", square, "--no-facts", "lage.lugnt").code == 1
    done = run("study", "prove", square, "--no-facts", "lage.lugn")
    assert done.code == 2
    assert "LR521 no level `lage.lugn`" in done.err
    assert "did you mean `lage.lugnt`?" in done.err


@pytest.mark.parametrize("words", [("--want", "equivalent"), ("--against", NOA, "--no-facts", "utsatthet.ej_listad")])
def test_options_that_do_not_go_together_are_refused(run: Run, words: tuple[str, ...]) -> None:
    assert run("study", "prove", NOA, *words).code == 2


def test_coverage_writes_cases_that_close_the_gap(run: Run, square: Path) -> None:
    cases = square.parent / "cases" / "made.yaml"
    cases.parent.mkdir()
    assert run("study", "coverage", square, "--fail-under", "100").code == 1
    run("study", "coverage", square, "--write", cases)
    assert all(run_case(load_ruleset(square), it).passed for it in load_cases(cases))
    done = run("study", "coverage", square, "--fail-under", "100", "--write", square.parent / "more.yaml")
    assert done.code == 0
    assert "nothing is left out" in done.err
    assert not (square.parent / "more.yaml").exists()


def test_mutants_writes_cases_that_catch_the_survivors(run: Run, square: Path) -> None:
    cases = square.parent / "cases" / "made.yaml"
    cases.parent.mkdir()
    assert run("study", "mutants", square, "--fail-under", "100").code == 1
    assert run("study", "mutants", square, "--write", cases).code == 0
    done = run("study", "mutants", square, "--fail-under", "100", "--format", "json")
    assert done.code == 0
    assert {it["fate"] for it in json.loads(done.out)} == {"caught"}


def test_the_diff_shows_text_logic_and_areas(run: Run) -> None:
    done = run("study", "diff", NOA, LATER, "--facts", AREAS, "--as-of", "2025-12-31", "--lang", "en")
    for heading in ("Structure", "Areas that get another class", "Logic: how the same facts are classed"):
        assert heading in done.lines
    assert any("18.31%" in it for it in done.lines)
    assert done.code == 0
    asked = ("study", "diff", NOA, LATER, "--facts", AREAS, "--as-of", "2025-12-31", "--format", "json")
    whole = json.loads(run(*asked).out)
    moved = [it["areas"] for it in whole["attribution"] if it["way"] == "moved" and it["classification"] is None]
    assert sum(moved) == whole["text"]["areas"]["changed"] > 0


@pytest.mark.parametrize("words", [("power", NOA), ("diff", NOA, LATER)])
def test_a_picture_is_drawn_beside_the_table(run: Run, tmp_path: Path, words: tuple[str, ...]) -> None:
    done = run("study", *words, "--plot", tmp_path / "drawn.svg")
    assert done.out
    assert (tmp_path / "drawn.svg").read_text(encoding="utf-8").startswith("<?xml")
    assert run("study", *words, "--plot", tmp_path / "drawn.gif").code == 2


def test_markdown_keeps_text_from_users_text(run: Run, square: Path) -> None:
    out = run("study", "power", square, "--format", "markdown", "--lang", "en").out
    assert "| lage | dark |" in out
    assert "needed\\_" not in out


def test_without_the_solver_it_says_what_to_install(run: Run, square: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "z3", None)
    done = run("study", "prove", square)
    assert done.code == 2
    assert "LR505 proofs need z3" in done.err
    assert "install `lagesbild-rules[study]`" in done.err


def test_without_a_terminal_no_bar_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    with progress(2, "proofs") as advance:
        advance()
        advance(1)
    assert capsys.readouterr() == ("", "")


def test_on_a_terminal_a_bar_is_shown_on_standard_error(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    with progress(2, "proofs [brå]") as advance:
        advance()
        advance()
    out, err = capsys.readouterr()
    assert out == ""
    assert "proofs [brå]" in err


def test_the_grave_level_of_the_constructed_ruleset_is_where_the_tests_think() -> None:
    assert GRAVE.endswith("levels/2/when")
    assert SOUND["classifications"]["lage"]["levels"][2]["id"] == "svart"
