"""The pytest plugin: cases as tests, only where asked for, and told in full when they fail."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import lagesbild_rules.testing  # noqa: F401 - pytester unloads what is first loaded inside it, which PyYAML does not bear

pytest_plugins = ["pytester"]

RULESET = """\
format: lagesbild-ruleset/1
id: exempel.torg
version: 1
status: in_force
effective: {from: 2024-01-01}
title: {sv: Torg, en: Squares}
sources: {memo: {title: Promemoria}}
indicators:
  lamps:
    number: {unit: percent, decimals: 0, min: 0, max: 100}
    title: {sv: Trasiga lampor, en: Broken lamps}
criteria:
  dark:
    claim: {sv: Torget är mörkt, en: The square is dark}
    source: memo
    when:
      all:
        - {indicator: lamps, above: 20}
        - {indicator: lamps, below: 90}
classifications:
  state:
    title: {sv: Läge, en: State}
    levels:
      - {id: calm, title: {sv: Lugnt torg, en: Calm square}}
      - {id: exposed, title: {sv: Utsatt torg, en: Exposed square}, when: dark}
"""

HOLDS = """\
- case: Above the limit
  as_of: 2024-06-30
  facts: {lamps: 21}
  expect: {criteria: {dark: true}, classifications: {state: exposed}}
"""
FAILS = """\
- case: At the limit
  as_of: 2024-06-30
  facts: {lamps: 20}
  expect: {criteria: {dark: true}}
"""


@pytest.fixture
def rulesets(pytester: pytest.Pytester) -> Path:
    """Return a folder with one ruleset, one test module beside it, and no cases yet."""
    folder = pytester.path / "rulesets" / "exempel" / "torg"
    (folder / "cases").mkdir(parents=True)
    (folder / "2024-01-01.yaml").write_text(RULESET, encoding="utf-8")
    pytester.makepyfile("def test_something(): pass")
    return folder


def write(rulesets: Path, cases: str, name: str = "limits.yaml") -> None:
    (rulesets / "cases" / name).write_text(cases, encoding="utf-8")


def run(pytester: pytest.Pytester, *arguments: str) -> pytest.RunResult:
    return pytester.runpytest("-p", "no:cacheprovider", "-p", "no:randomly", *arguments)


def test_nobody_is_disturbed_who_does_not_ask(pytester: pytest.Pytester, rulesets: Path) -> None:
    write(rulesets, FAILS)
    run(pytester).assert_outcomes(passed=1)


def test_the_option_adds_the_cases_of_a_folder(pytester: pytest.Pytester, rulesets: Path) -> None:
    write(rulesets, HOLDS)
    result = run(pytester, "-v", "--lagesbild-rulesets", "rulesets", "test_the_option_adds_the_cases_of_a_folder.py")
    result.assert_outcomes(passed=2)
    result.stdout.fnmatch_lines(["rulesets/exempel/torg/cases/limits.yaml::Above the limit PASSED*"])


def test_a_folder_that_is_collected_anyway_is_not_run_twice(pytester: pytest.Pytester, rulesets: Path) -> None:
    write(rulesets, HOLDS)
    run(pytester, "--lagesbild-rulesets", "rulesets").assert_outcomes(passed=2)
    run(pytester, "--lagesbild-rulesets", "rulesets", "rulesets/exempel").assert_outcomes(passed=1)


def test_the_ini_value_makes_tests_of_what_is_collected(pytester: pytest.Pytester, rulesets: Path) -> None:
    write(rulesets, HOLDS)
    pytester.makeini("[pytest]\nlagesbild_rulesets = rulesets\n")
    run(pytester, "rulesets").assert_outcomes(passed=1)
    run(pytester, "test_the_ini_value_makes_tests_of_what_is_collected.py").assert_outcomes(passed=1)


def test_other_cases_are_let_be(pytester: pytest.Pytester, rulesets: Path) -> None:
    write(rulesets, FAILS)
    other = pytester.mkdir("other") / "cases"
    other.mkdir()
    (other / "something.yaml").write_text("of: another kind\n", encoding="utf-8")
    (rulesets / "cases" / "notes.yml").write_text("no cases\n", encoding="utf-8")
    run(pytester, "--lagesbild-rulesets", "other").assert_outcomes(passed=1)


def test_one_case_can_be_chosen(pytester: pytest.Pytester, rulesets: Path) -> None:
    write(rulesets, HOLDS + FAILS)
    arguments = ("--lagesbild-rulesets", "rulesets/exempel")
    run(pytester, *arguments, "-k", "Above").assert_outcomes(passed=1, deselected=2)
    run(pytester, *arguments, "rulesets/exempel/torg/cases/limits.yaml::Above the limit").assert_outcomes(passed=1)


def test_a_failure_shows_expected_and_found_and_the_path(pytester: pytest.Pytester, rulesets: Path) -> None:
    write(rulesets, HOLDS + FAILS)
    result = run(pytester, "--lagesbild-rulesets", "rulesets")
    result.assert_outcomes(passed=2, failed=1)
    result.stdout.fnmatch_lines(
        [
            "*At the limit*",
            "dark: expected true, found false",
            "  false: *(line 17)",
            "    false: *20*(line 18)",
            "    true: *90*(line 19)",
            "*limits.yaml:5:3, put to exempel.torg@2024-01-01",
            "FAILED rulesets/exempel/torg/cases/limits.yaml::At the limit - dark: expected*",
        ]
    )
    assert "Traceback" not in result.stdout.str()
    assert "_lagesbild_pytestplugin.py" not in result.stdout.str()


def test_what_is_wrong_with_a_case_is_told_as_it_is_elsewhere(pytester: pytest.Pytester, rulesets: Path) -> None:
    write(rulesets, HOLDS.replace("dark: true", "drak: true").replace("lamps: 21", "lamps: 210"))
    result = run(pytester, "--lagesbild-rulesets", "rulesets")
    result.assert_outcomes(passed=1, failed=1)
    result.stdout.fnmatch_lines(["*LR310 `210` is above the `max` of 100 percent", "*LR201 no criterion `drak`*"])


@pytest.mark.parametrize(
    ("day", "until", "words"),
    [
        ("2023-06-30", "", "no text beside it is in force on 2023-06-30"),
        ("2024-06-30", "2", "2 texts beside it are in force on 2024-06-30: *01-01.yaml, *02-01.yaml"),
    ],
)
def test_a_case_has_one_text(pytester: pytest.Pytester, rulesets: Path, day: str, until: str, words: str) -> None:
    write(rulesets, HOLDS.replace("2024-06-30", day))
    if until:
        (rulesets / "2024-02-01.yaml").write_text(RULESET.replace("2024-01-01", "2024-02-01"), encoding="utf-8")
    result = run(pytester, "--lagesbild-rulesets", "rulesets")
    result.assert_outcomes(passed=1, failed=1)
    result.stdout.fnmatch_lines([words])


@pytest.mark.parametrize("spoilt", ["cases", "ruleset"])
def test_a_file_that_cannot_be_read_is_an_error_of_its_own(
    pytester: pytest.Pytester, rulesets: Path, spoilt: str
) -> None:
    write(rulesets, HOLDS if spoilt == "ruleset" else HOLDS.replace("as_of", "as_off"))
    if spoilt == "ruleset":
        (rulesets / "2024-01-01.yaml").write_text(RULESET.replace("above: 20", "abowe: 20"), encoding="utf-8")
    result = run(pytester, "--lagesbild-rulesets", "rulesets")
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(["*LR103 unknown comparison `abowe`" if spoilt == "ruleset" else "*LR106 unknown key*"])


def test_sentences_said_twice_keep_apart(pytester: pytest.Pytester, rulesets: Path) -> None:
    write(rulesets, HOLDS + HOLDS.replace("Above the", "Above   the") + HOLDS.replace("Above the limit", "a::b"))
    result = run(pytester, "--lagesbild-rulesets", "rulesets", "--collect-only", "-q")
    result.stdout.fnmatch_lines(["*::Above the limit", "*::Above the limit (line 5)", "*::a:b"])


def test_a_folder_that_is_not_there_is_wrong_usage(pytester: pytest.Pytester, rulesets: Path) -> None:
    result = run(pytester, "--lagesbild-rulesets", "rulsets")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(["*--lagesbild-rulesets: there is no folder *rulsets"])


def test_workers_share_the_cases(pytester: pytest.Pytester, rulesets: Path) -> None:
    write(rulesets, HOLDS + FAILS)
    result = pytester.runpytest_subprocess("-p", "no:cacheprovider", "-n", "2", "--lagesbild-rulesets", "rulesets")
    result.assert_outcomes(passed=2, failed=1)


def test_loading_the_plugin_loads_nothing_heavy() -> None:
    """What draws, measures or generates is imported when it is used."""
    heavy = ["hypothesis", "numpy", "pyarrow", "rich", "click", "lagesbild_rules.cli", "lagesbild_rules.report"]
    code = f"import sys, _lagesbild_pytestplugin; print([it for it in {heavy} if it in sys.modules])"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout == "[]\n"
