"""``lagesbild rulesets list``, ``show``, ``check`` and ``test``."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from lagesbild_rules.ruleset import catalogue

from .conftest import Run
from .schemas import fits

SHIPPED = [it.reference for it in catalogue()]


def test_list_as_json(run: Run) -> None:
    done = run("rulesets", "list", "--format", "json", "--lang", "en")
    assert (done.code, done.err) == (0, "")
    found = json.loads(done.out)
    fits(found, "catalogue")
    assert [f"{it['id']}@{it['effective_from']}" for it in found] == SHIPPED
    assert [it["title"] for it in found if it["id"] == "noa.utsatta-omraden"][:2] == [
        "Vulnerable areas 2017",
        "Vulnerable areas 2019",
    ]


@pytest.mark.parametrize(("language", "words"), [("sv", ("i kraft", "upphävt")), ("en", ("in force", "repealed"))])
def test_list_as_a_table(run: Run, language: str, words: tuple[str, ...]) -> None:
    done = run("rulesets", "list", "--lang", language)
    assert (done.code, done.err) == (0, "")
    for reference in SHIPPED:
        id_, _, from_ = reference.partition("@")
        assert id_ in done.lines
        assert f"  {from_}  " in done.out
    assert all(f"  {word}  " in done.out for word in words)


def test_list_with_a_folder_of_more(run: Run, text: Callable[..., Path], tmp_path: Path) -> None:
    text()
    done = run("rulesets", "list", "--rulesets", tmp_path / "rulesets", "--lang", "en")
    assert "konstruerat.torg" in done.lines
    assert "Squares (constructed)" in done.out
    missing = run("rulesets", "list", "--rulesets", tmp_path / "none")
    assert (missing.code, missing.out) == (2, "")
    assert "LR001 there is no such folder of rulesets" in missing.err


@pytest.mark.parametrize("reference", SHIPPED)
@pytest.mark.parametrize("language", ["sv", "en"])
def test_show_as_json_fits_its_schema(run: Run, reference: str, language: str) -> None:
    done = run("rulesets", "show", reference, "--format", "json", "--lang", language)
    assert (done.code, done.err) == (0, "")
    found = json.loads(done.out)
    fits(found, "ruleset-page")
    assert f"{found['ruleset']['id']}@{found['ruleset']['effective_from']}" == reference
    assert found["language"] == language


@pytest.mark.parametrize("format_", ["console", "markdown"])
def test_show_says_quotes_and_whose_each_value_is(run: Run, format_: str) -> None:
    done = run("rulesets", "show", "noa.utsatta-omraden@2019-06-01", "--format", format_)
    assert (done.code, done.err) == (0, "")
    flat = " ".join(done.out.replace("│", " ").split())
    assert "«karaktäriseras av en låg socioekonomisk status»" in flat
    assert "ur en andrahandskälla" in flat
    assert "vår tolkning" in flat
    assert "Andra tillåtna värden" in flat


def test_show_by_id_takes_the_text_of_the_day(run: Run) -> None:
    asked = ("rulesets", "show", "noa.utsatta-omraden", "--format", "json")
    found = json.loads(run(*asked, "--as-of", "2020-01-01").out)
    assert found["ruleset"]["effective_from"] == "2019-06-01"
    today = run(*asked)
    assert "(today; choose another day with --as-of)" in today.err
    assert json.loads(today.out)["ruleset"]["id"] == "noa.utsatta-omraden"


def test_show_to_a_file(run: Run, tmp_path: Path) -> None:
    asked = ("rulesets", "show", "berlin.mss@2021-01-01", "--format", "markdown")
    done = run(*asked, "--out", tmp_path / "berlin.md")
    assert (done.code, done.out, done.err) == (0, "", "")
    assert (tmp_path / "berlin.md").read_text(encoding="utf-8") == run(*asked).out


def test_show_something_unknown(run: Run) -> None:
    done = run("rulesets", "show", "berlin.ms", "--as-of", "2021-12-31")
    assert (done.code, done.out) == (2, "")
    assert "LR401 no ruleset `berlin.ms`\n  help: did you mean `berlin.mss`?" in done.err


def test_check_finds_nothing_in_what_is_shipped(run: Run) -> None:
    done = run("rulesets", "check")
    assert (done.code, done.err) == (0, "")
    assert done.out == f"{len(SHIPPED)} rulesets checked, 0 findings\n"


def test_check_lists_findings_and_ends_with_1(run: Run, text: Callable[..., Path]) -> None:
    path = text()
    path.write_text(path.read_text(encoding="utf-8").replace("sources: {", "sources: {never: {title: Never}, "))
    done = run("rulesets", "check", path)
    assert (done.code, done.err) == (1, "")
    (found,) = [line for line in done.lines if " RC01 " in line]
    assert found.startswith(f"{path}:")
    assert found.endswith(" RC01 nothing uses the source `never`")
    assert done.lines[-1].startswith("1 ruleset checked, ")


def test_check_tells_what_cannot_be_read_and_ends_with_2(run: Run, text: Callable[..., Path], tmp_path: Path) -> None:
    path = text()
    (tmp_path / "broken.yaml").write_text("format: lagesbild-ruleset/1\nid: a.b\nid: a.c\n", encoding="utf-8")
    done = run("rulesets", "check", path, tmp_path / "broken.yaml")
    assert done.code == 2
    assert done.lines[-1].startswith("1 ruleset checked, ")
    assert f"{tmp_path / 'broken.yaml'}:3:1: LR102 the key `id` stands twice" in done.err
    assert "LR107" in done.err


CASE = "case: {case}\nas_of: 2024-06-30\nfacts: {{staffed: {cell}}}\nexpect: {{classifications: {{lage: {level}}}}}\n"


def _case(path: Path, name: str, case: str, cell: str, level: str) -> None:
    folder = path.parent / "cases"
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.yaml").write_text(CASE.format(case=case, cell=cell, level=level), encoding="utf-8")


def test_test_passes_on_what_is_shipped(run: Run) -> None:
    done = run("rulesets", "test")
    assert (done.code, done.err) == (0, "")
    assert done.lines[-1].endswith(" passed, 0 failed")
    assert all(any(line.startswith(f"{reference}: ") for line in done.lines) for reference in SHIPPED)


def test_test_tells_a_failed_case_with_its_path_and_ends_with_1(run: Run, text: Callable[..., Path]) -> None:
    path = text()
    _case(path, "good", "A warden is there", "ja", "bemannat")
    _case(path, "bad", "A warden is there all the same", "nej", "bemannat")
    done = run("rulesets", "test", path.parent)
    assert (done.code, done.err) == (1, "")
    assert done.lines[-1] == "1 passed, 1 failed"
    bad = path.parent / "cases" / "bad.yaml"
    assert f"{bad}:1:1: failed: A warden is there all the same (konstruerat.torg@2024-01-01)" in done.lines
    assert "  lage: expected bemannat, found tomt" in done.lines
    assert "konstruerat.torg@2024-01-01: 2 cases, 1 passed" in done.lines


def test_test_refuses_a_case_that_names_what_is_not_there(run: Run, text: Callable[..., Path]) -> None:
    path = text()
    _case(path, "wrong", "A level that is none", "ja", "bemanat")
    done = run("rulesets", "test", path.parent)
    assert (done.code, done.out) == (2, "")
    assert "LR201 no level `bemanat` in konstruerat.torg@2024-01-01\n  help: did you mean `bemannat`?" in done.err


@pytest.mark.parametrize("command", ["check", "test"])
def test_an_unknown_target(run: Run, command: str) -> None:
    done = run("rulesets", command, "berlin.ms", "noa.utsatta")
    assert (done.code, done.out) == (2, "")
    assert "berlin.ms: LR401 no ruleset `berlin.ms`\n  help: did you mean `berlin.mss`?" in done.err
    assert "noa.utsatta: LR401" in done.err


@pytest.mark.parametrize("target", ["berlin.mss", "berlin.mss@2021-01-01"])
def test_a_target_by_name(run: Run, target: str) -> None:
    assert run("rulesets", "check", target).out == "1 ruleset checked, 0 findings\n"
    assert run("rulesets", "test", target).lines[-1].endswith(" passed, 0 failed")
