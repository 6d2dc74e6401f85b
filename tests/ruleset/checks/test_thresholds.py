"""RC05: a threshold that separates nothing."""

from __future__ import annotations

import pytest

from lagesbild_rules.ruleset import Finding

from .texts import CLEAN, Shelf, changed, found, place, told, under

LAMPS = "{indicator: lamps, above: lamp_limit}"
RANGE = "`lamps` (from 0 to 100 percent)"


def of(shelf: Shelf, condition: str) -> list[Finding]:
    """Return what is found with *condition* in place of that of `dark`."""
    return found("RC05", [shelf.put(changed(CLEAN, (LAMPS, condition)))])


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        ("{indicator: lamps, above: 100}", f"`above: 100` (100) never holds for {RANGE}"),
        ("{indicator: lamps, at_least: 100.5}", f"`at_least: 100.5` (100.5) never holds for {RANGE}"),
        ("{indicator: lamps, at_least: 0.0}", f"`at_least: 0` (0) always holds for {RANGE}"),
        ("{indicator: lamps, below: 0}", f"`below: 0` (0) never holds for {RANGE}"),
        ("{indicator: lamps, at_most: 100}", f"`at_most: 100` (100) always holds for {RANGE}"),
        ("{indicator: lamps, equals: -1}", f"`equals: -1` (-1) never holds for {RANGE}"),
        ("{indicator: lamps, one_of: [5, 120]}", f"`one_of` (120) never holds for {RANGE}"),
        (
            "{value: {sum: [{indicator: lamps}, {indicator: lamps}]}, above: 200}",
            "the comparison never holds within the range of `lamps`",
        ),
        ("{indicator: lamps, above: 33.33}", "the limit 33.33 lies between two values of `lamps`, which has 1 decimal"),
        (
            "{value: {difference: [50, {indicator: lamps}]}, above: 16.67}",
            "the limit 33.33 lies between two values of `lamps`, which has 1 decimal",
        ),
        ("{indicator: disorder, at_least: inget_problem}", "`at_least: inget_problem` always holds for `disorder`"),
        ("{indicator: disorder, above: problem}", "`above: problem` never holds for `disorder`"),
        ("{indicator: disorder, below: inget_problem}", "`below: inget_problem` never holds for `disorder`"),
        ("{indicator: disorder, at_most: problem}", "`at_most: problem` always holds for `disorder`"),
        ("{indicator: warden, one_of: [true, false]}", "`one_of` always holds for `warden`"),
        ("{at_least: 0, of: [disorder_occurs]}", "`at_least: 0` always holds for a list of 1"),
        ("{at_most: 2, of: [disorder_occurs, unattended]}", "`at_most: 2` always holds for a list of 2"),
    ],
)
def test_a_limit_in_the_comparison_is_found_there(shelf: Shelf, condition: str, words: str) -> None:
    findings = of(shelf, condition)
    assert told(findings) == [(place(changed(CLEAN, (LAMPS, condition)), condition), words)]


def test_the_next_step_is_named(shelf: Shelf) -> None:
    (outside,) = of(shelf, "{indicator: lamps, above: 100}")
    assert outside.help == "write a limit that some values reach and others do not, or widen `min` and `max`"
    (between,) = of(shelf, "{indicator: lamps, above: 33.33}")
    assert between.help == "write it with 1 decimal, or declare more `decimals`"
    (step,) = of(shelf, "{indicator: disorder, above: problem}")
    assert step.help == "write a value that some answers reach and others do not"


def test_a_parameter_is_found_where_it_has_its_value(shelf: Shelf) -> None:
    text = changed(CLEAN, ("lamp_limit: {value: 20,", "lamp_limit: {value: 120,"))
    findings = found("RC05", [shelf.put(text)])
    assert told(findings) == [(place(text, "value: 120"), f"`above: lamp_limit` (120) never holds for {RANGE}")]


def test_an_admissible_value_is_found_where_it_stands_and_names_what_it_makes_of_the_comparison(shelf: Shelf) -> None:
    text = changed(CLEAN, ("[litet_problem, problem]\n    because", "[inget_problem, problem]\n    because"))
    findings = found("RC05", [shelf.put(text)])
    words = "`at_least: disorder_from` always holds for `disorder` where `disorder_from` is read as `inget_problem`"
    assert told(findings) == [(place(text, "inget_problem, problem]\n"), words)]


def test_one_value_that_spoils_several_indicators_is_found_once(shelf: Shelf) -> None:
    text = changed(
        CLEAN,
        (
            "value: problem\n    admissible: [litet_problem, problem]",
            "value: inget_problem\n    admissible: [inget_problem]",
        ),
        under("indicators", "  noise: {scale: problem}\n  litter: {scale: problem}\n"),
        (
            "when: {indicator: disorder, at_least: disorder_from}",
            "when:\n      any:\n"
            + "".join(
                f"        - {{indicator: {it}, at_least: disorder_from}}\n" for it in ("disorder", "noise", "litter")
            ),
        ),
    )
    findings = found("RC05", [shelf.put(text)])
    words = "`at_least: disorder_from` always holds for `disorder`, `noise` and `litter`"
    assert told(findings) == [(place(text, "value: inget_problem"), words)]


def test_an_admissible_number_inside_an_expression_is_found(shelf: Shelf) -> None:
    text = changed(
        CLEAN,
        (LAMPS, "{value: {sum: [{indicator: lamps}, more]}, above: lamp_limit}"),
        under("readings", "  more: {value: 0, admissible: [0, 30], because: {sv: A, en: A}}\n"),
    )
    findings = found("RC05", [shelf.put(text)])
    words = "the comparison always holds within the range of `lamps` where `more` is read as `30`"
    assert told(findings) == [(place(text, "30], because"), words)]


@pytest.mark.parametrize(
    "condition",
    [
        "{indicator: lamps, at_least: 100}",
        "{indicator: lamps, above: 99.9}",
        "{indicator: lamps, at_most: 0}",
        "{indicator: lamps, above: 33.30}",
        "{indicator: lamps, one_of: [5, 7.5]}",
        "{value: {mean: [{indicator: lamps}, {indicator: dust}]}, at_least: 33.33}",
        "{value: {times: [3, {indicator: dust}]}, at_least: 10}",
        "{indicator: dust, above: -5}",
        "{value: 1, equals: 0}",
        "{indicator: disorder, at_least: problem}",
        "{indicator: disorder, above: litet_problem}",
        "{at_least: 1, of: [disorder_occurs]}",
        "{at_least: none_needed, of: [disorder_occurs]}",
    ],
)
def test_a_limit_that_separates_is_let_be(shelf: Shelf, condition: str) -> None:
    text = changed(
        CLEAN,
        (LAMPS, condition),
        under("indicators", "  dust: {number: {unit: gram, decimals: 0}}\n"),
        under("readings", "  none_needed: {value: 0, admissible: [0, 1], because: {sv: A, en: A}}\n"),
    )
    assert found("RC05", [shelf.put(text)]) == []
