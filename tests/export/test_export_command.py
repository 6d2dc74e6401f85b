"""``lagesbild rulesets export``: a whole file, or none and a reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from lagesbild_rules.cli import main
from lagesbild_rules.export import DIALECTS, Dialect, dmn, sql_view
from lagesbild_rules.ruleset import find_ruleset, load_ruleset, shipped_rulesets

NOA = "noa.utsatta-omraden"
TEXT = shipped_rulesets() / "noa" / "utsatta-omraden" / "2021-12-01.yaml"


def run(*arguments: str | Path) -> int | str | None:
    with pytest.raises(SystemExit) as ended:
        main(["rulesets", "export", *map(str, arguments)])
    return ended.value.code or 0


def test_a_reference_of_one_text_needs_no_day(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(f"{NOA}@2021-12-01", "--dmn", tmp_path / "by-name.dmn") == 0
    assert run(TEXT, "--dmn", tmp_path / "by-path.dmn") == 0
    written = {it.read_bytes() for it in tmp_path.iterdir()}
    assert written == {dmn(load_ruleset(TEXT)).encode()}
    assert capfd.readouterr() == ("", "")


def test_an_id_is_the_text_in_force_on_the_day(tmp_path: Path) -> None:
    out = tmp_path / "model.dmn"
    assert run(NOA, "--as-of", "2018-01-01", "--dmn", out) == 0
    assert out.read_text(encoding="utf-8") == dmn(find_ruleset(NOA, as_of="2018-01-01"))


def test_without_a_day_it_is_today_and_says_so(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(NOA, "--dmn", tmp_path / "model.dmn") == 0
    assert "as of 20" in capfd.readouterr().err


def test_a_ruleset_of_another_folder(tmp_path: Path) -> None:
    folder = tmp_path / "rules"
    folder.mkdir()
    text = TEXT.read_text(encoding="utf-8").replace(f"id: {NOA}", "id: else.where", 1)
    (folder / "2021-12-01.yaml").write_text(text, encoding="utf-8")
    assert run("else.where@2021-12-01", "--rulesets", folder, "--dmn", tmp_path / "model.dmn") == 0
    assert 'name="else.where@2021-12-01"' in (tmp_path / "model.dmn").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["no.such", "--as-of", "2021-12-31"], "LR401"),
        ([NOA, "--as-of", "1999-01-01"], "LR402"),
        ([NOA, "--as-of", "yesterday"], "LR111"),
    ],
)
def test_a_ruleset_that_is_not_there_leaves_the_file_as_it_was(
    arguments: list[str], said: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "model.dmn"
    out.write_text("before", encoding="utf-8")
    assert run(*arguments, "--dmn", out) == 2
    assert out.read_text(encoding="utf-8") == "before"
    assert said in capfd.readouterr().err


def test_a_folder_that_is_not_there_is_an_error_without_a_trace(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(TEXT, "--dmn", tmp_path / "nowhere" / "model.dmn") == 2
    assert "LR506" in capfd.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_what_to_write_must_be_said_and_be_one_thing(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    for arguments in ([], ["--sql", "--dialect", "duckdb", "--dmn", tmp_path / "model.dmn"]):
        assert run(TEXT, *arguments) == 2
        assert "--dmn FILE, or --sql" in capfd.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--sql"], "--dialect duckdb, postgres, spark, tsql, oracle"),
        (["--sql", "--dialect", "mysql"], "mysql"),
        (["--dmn", "model.dmn", "--dialect", "duckdb"], "--dialect is for --sql"),
        (["--dmn", "model.dmn", "--intervals"], "--intervals is for --sql"),
        (["--dmn", "model.dmn", "--out", "x"], "--out is for --sql"),
        (["--sql", "--dialect", "duckdb", "--table", "my facts"], "LR812"),
        (["--sql", "--dialect", "duckdb", "--view", "a.b.c.d"], "LR812"),
    ],
)
def test_options_that_do_not_fit_are_refused(
    arguments: list[str], said: str, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(TEXT, *arguments) == 2
    out, err = capfd.readouterr()
    assert said in err
    assert out == ""


@pytest.mark.parametrize("dialect", DIALECTS)
def test_a_view_goes_to_standard_output_or_a_file(
    dialect: Dialect, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    ruleset = load_ruleset(TEXT)
    assert run(TEXT, "--sql", "--dialect", dialect) == 0
    assert capfd.readouterr() == (sql_view(ruleset, dialect=dialect).text, "")
    file = tmp_path / "view.sql"
    named = ["--table", "own.areas", "--view", "classes", "--intervals", "--out", file]
    assert run(TEXT, "--sql", "--dialect", dialect, *named) == 0
    wanted = sql_view(ruleset, dialect=dialect, table="own.areas", view="classes", intervals=True).text
    assert file.read_text(encoding="utf-8") == wanted
    assert capfd.readouterr() == ("", "")
