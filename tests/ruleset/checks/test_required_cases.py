"""RC08: a case that is wanted is missing."""

from __future__ import annotations

import pytest

from .texts import CASES, CLEAN, PATH, Shelf, changed, found, place, told, under

WRITE = "write one in the folder `cases` beside the text, on a day of its period"
BOTH = "write one for each: at the limit and just beside it"

FIRST = "- case: Nothing is known"


def words(shelf: Shelf, *pairs: tuple[str, str], cases: str = CASES) -> list[str]:
    """Return the words of what is found in the clean text, changed by *pairs*, with *cases*."""
    return [it.finding for it in found("RC08", [shelf.put(changed(CLEAN, *pairs), cases=cases)])]


def test_a_truth_that_no_case_expects_is_found_at_its_criterion(shelf: Shelf) -> None:
    cases = changed(
        CASES,
        ("unattended: unknown", "dark: unknown"),
        ("dark: unknown, ", ""),
        ("unattended: false", "dark: true"),
        ("dark: true, ", ""),
    )
    findings = found("RC08", [shelf.put(CLEAN, cases=cases)])
    assert told(findings) == [(place(CLEAN, "unattended:"), "no case expects `unattended` to be false or unknown")]
    assert findings[0].help == WRITE


def test_a_boundary_that_no_case_tries_is_found_at_its_comparison(shelf: Shelf) -> None:
    findings = found("RC08", [shelf.put(CLEAN, cases=changed(CASES, ("lamps: 20.1", "lamps: 20.2")))])
    at = place(CLEAN, "{indicator: lamps")
    assert told(findings) == [(at, "no case that expects `dark` has `lamps: 20.1`")]
    assert findings[0].help == BOTH


@pytest.mark.parametrize(
    ("old", "new", "missing"),
    [
        ("lamps: 20, ", "", "no case that expects `dark` has `lamps: 20`"),
        ("lamps: 20, ", "lamps: 19.9, ", "no case that expects `dark` has `lamps: 20`"),
        (
            "disorder: problem",
            "disorder: litet_problem",
            "no case that expects `disorder_occurs` has `disorder: problem`",
        ),
        ("Litet problem", "Inget problem", "no case that expects `disorder_occurs` has `disorder: litet_problem`"),
    ],
)
def test_each_side_of_a_boundary_is_wanted(shelf: Shelf, old: str, new: str, missing: str) -> None:
    assert words(shelf, cases=changed(CASES, (old, new))) == [missing]


def test_a_case_that_expects_nothing_of_the_criterion_does_not_try_it(shelf: Shelf) -> None:
    cases = f"{CASES}{changed(FIRST, ('Nothing', 'Little'))}\n"
    cases += "  as_of: 2024-06-30\n  facts: {lamps: 20.1}\n  expect: {classifications: {state: [exposed, urgent]}}\n"
    cases = changed(cases, ("lamps: 20.1, ", "lamps: 30, "))
    assert words(shelf, cases=cases) == ["no case that expects `dark` has `lamps: 20.1`"]


@pytest.mark.parametrize(
    ("condition", "wanted"),
    [
        ("{indicator: lamps, at_least: lamp_limit}", "`lamps: 20` or `lamps: 19.9`"),
        ("{indicator: lamps, above: lamp_limit}", "`lamps: 20` or `lamps: 20.1`"),
        ("{indicator: lamps, at_most: lamp_limit}", "`lamps: 20` or `lamps: 20.1`"),
        ("{indicator: lamps, below: lamp_limit}", "`lamps: 20` or `lamps: 19.9`"),
        ("{indicator: lamps, equals: lamp_limit}", "`lamps: 20` or `lamps: 19.9`"),
        ("{indicator: lamps, equals: 0}", "`lamps: 0` or `lamps: 0.1`"),
        ("{indicator: lamps, above: 33.33}", "`lamps: 33.4` or `lamps: 33.3`"),
        ("{indicator: lamps, at_least: 0}", "`lamps: 0`"),
        ("{value: {difference: [100, {indicator: lamps}]}, above: 20}", "`lamps: 80` or `lamps: 79.9`"),
        ("{indicator: rounded, at_least: 20}", "`rounded: 20`, `rounded: 20.1` or `rounded: 19.8`"),
        ("{indicator: rounded, above: 20}", "`rounded: 20`, `rounded: 20.2` or `rounded: 19.9`"),
        (
            "{indicator: lamps, at_least: {times: [3, {indicator: rounded}]}}",
            "`lamps` and `rounded` exactly at the limit, `lamps` and `rounded` just where it holds"
            " or `lamps` and `rounded` just where it does not hold",
        ),
        (
            "{indicator: disorder, equals: litet_problem}",
            "`disorder: inget_problem`, `disorder: litet_problem` or `disorder: problem`",
        ),
        (
            "{indicator: disorder, one_of: [inget_problem, problem]}",
            "`disorder: inget_problem`, `disorder: litet_problem` or `disorder: problem`",
        ),
        ("{indicator: disorder, above: litet_problem}", "`disorder: litet_problem` or `disorder: problem`"),
    ],
)
def test_the_values_wanted_are_named(shelf: Shelf, condition: str, wanted: str) -> None:
    """No case knows anything here."""
    rounded = "  rounded: {number: {unit: percent, decimals: 1, min: 0, max: 100, precision: 0.1}}\n"
    text = changed(CLEAN, ("{indicator: lamps, above: lamp_limit}", condition), under("indicators", rounded))
    findings = found("RC08", [shelf.put(text, cases=CASES.partition("- case: At")[0])])
    at = place(text, condition)
    assert [it.finding for it in findings if (it.place.line, it.place.column) == at] == [
        f"no case that expects `dark` has {wanted}"
    ]


@pytest.mark.parametrize(
    ("facts", "missing"),
    [
        (["lamps: 3.0, rounded: 1.0", "lamps: 3.4, rounded: 1.0", "lamps: 2.6, rounded: 1.0"], []),
        (["lamps: 3.0, rounded: 1.0", "lamps: 4.0, rounded: 1.0", "lamps: 2.6, rounded: 1.0"], ["just where it holds"]),
        (["lamps: 3.4, rounded: 1.0", "lamps: 2.6, rounded: 1.0", "lamps: 3.0"], ["exactly at the limit"]),
    ],
)
def test_a_boundary_of_two_indicators_is_a_line(shelf: Shelf, facts: list[str], missing: list[str]) -> None:
    rounded = "  rounded: {number: {unit: percent, decimals: 1, min: 0, max: 100, precision: 0.1}}\n"
    text = changed(
        CLEAN,
        ("{indicator: lamps, above: lamp_limit}", "{indicator: lamps, at_least: {times: [3, {indicator: rounded}]}}"),
        under("indicators", rounded),
    )
    cases = CASES + "".join(
        f"- case: A line\n  as_of: 2024-06-30\n  facts: {{{it}}}\n  expect: {{criteria: {{dark: true}}}}\n"
        for it in facts
    )
    wanted = [f"no case that expects `dark` has `lamps` and `rounded` {it}" for it in missing]
    assert [it.finding for it in found("RC08", [shelf.put(text, cases=cases)])] == wanted


@pytest.mark.parametrize(
    ("condition", "possible"),
    [
        ("{value: none_needed, equals: 0}", {"true"}),
        ("{all: [{indicator: warden, equals: true}, {value: none_needed, equals: 1}]}", {"false"}),
        ("{indicator: warden, equals: true, missing_as: true}", {"true", "false"}),
        ("{indicator: lamps, at_least: 0}", {"true"}),
        ("{indicator: disorder, above: problem}", {"false"}),
        ("{at_least: none_needed, of: [disorder_occurs]}", {"true"}),
        ("{at_most: 0, of: [{indicator: warden, equals: true}, {value: 1, equals: 1}]}", {"false"}),
        ("{not: {classification: state, at_least: calm}}", {"false"}),
        ("{any: [{classification: state, below: calm}, {level: state.calm}]}", {"true"}),
        ("{indicator: rounded, above: 5, missing_as: false}", {"true", "false", "unknown"}),
    ],
)
def test_only_what_a_criterion_can_be_is_wanted(shelf: Shelf, condition: str, possible: set[str]) -> None:
    text = changed(
        CLEAN,
        ("{indicator: lamps, above: lamp_limit}", condition),
        ("any: [disorder_occurs, dark]", "any: [disorder_occurs]"),
        ("all: [disorder_occurs, dark, unattended]", "all: [disorder_occurs, unattended]"),
        under("indicators", "  rounded: {number: {unit: percent, decimals: 1, precision: 0.1}}\n"),
        under("readings", "  none_needed: {value: 0, admissible: [0, 1], because: {sv: A, en: A}}\n"),
    )
    cases = changed(CASES, ("dark: unknown, ", ""), ("dark: false, ", ""), ("dark: true, ", ""))
    (finding,) = [
        it for it in found("RC08", [shelf.put(text, cases=cases)]) if it.finding.startswith("no case expects")
    ]
    said = finding.finding.removeprefix("no case expects `dark` to be ").replace(" or ", ", ")
    assert set(said.split(", ")) == possible


def test_a_text_without_cases_is_found_once(shelf: Shelf) -> None:
    findings = found("RC08", [shelf.put(CLEAN, cases=None)])
    assert told(findings) == [(place(CLEAN, "from: 2024"), "no case is on a day of the period 2024-01-01–")]
    assert findings[0].help == WRITE


def test_a_case_belongs_to_the_text_in_force_on_its_day(shelf: Shelf) -> None:
    earlier = shelf.put(
        changed(CLEAN, ("from: 2024-01-01", "from: 2023-01-01, until: 2024-01-01")), PATH.replace("2024", "2023"), None
    )
    later = shelf.put(CLEAN)
    assert [it.place.path for it in found("RC08", [earlier, later])] == [earlier.place.path]


def test_cases_that_cannot_be_read_are_found_once_and_ask_for_nothing_more(shelf: Shelf) -> None:
    ruleset = shelf.put(CLEAN, cases=changed(CASES, ("as_of: 2024-06-30\n  facts: {}", "as_of: sommaren\n  facts: {}")))
    findings = found("RC08", [ruleset, ruleset])
    assert told(findings) == [((2, 10), "the cases cannot be read: `as_of` is `sommaren`, not a date")]
    assert findings[0].help == "mend it; `lagesbild rulesets test` lists all that is wrong"


def test_a_cell_that_cannot_be_read_tries_nothing(shelf: Shelf) -> None:
    cases = changed(CASES, ("lamps: 20.1", "lamps: 20.15, lamp: 3"))
    assert words(shelf, cases=cases) == ["no case that expects `dark` has `lamps: 20.1`"]
