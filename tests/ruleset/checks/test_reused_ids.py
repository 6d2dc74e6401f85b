"""RC10: an id of an earlier period, used again for something else."""

from __future__ import annotations

import pytest

from lagesbild_rules import Ruleset

from .texts import CLEAN, EXPOSED, PATH, Shelf, changed, found, place, told, under

LATER = changed(CLEAN, ("from: 2024-01-01", "from: 2025-01-01"))


def two(shelf: Shelf, earlier: str, later: str) -> list[Ruleset]:
    """Return both texts, the later one first."""
    texts = ((later, PATH.replace("2024", "2025")), (earlier, PATH))
    return [shelf.put(text, path, None) for text, path in texts]


@pytest.mark.parametrize(
    ("pairs", "at", "words"),
    [
        (
            [("unit: percent, decimals", "unit: lamps, decimals")],
            "lamps: {number",
            "`lamps` was in `percent`, is in `lamps`",
        ),
        (
            [
                ("lamps: {number: {unit: percent, decimals: 1, min: 0, max: 100}", "lamps: {truth: true"),
                ("{indicator: lamps, above: lamp_limit}", "{indicator: lamps, equals: true}"),
            ],
            "lamps: {truth",
            "`lamps` was a number, is a truth",
        ),
        ([("worse: high", "worse: low")], "disorder: {scale", "`disorder` was worse when high, is worse when low"),
        (
            [("steps: [inget_problem, litet_problem, problem]", "steps: [problem, litet_problem, inget_problem]")],
            "problem:\n    steps",
            "`problem` has its steps in another order",
        ),
        (
            [
                ("      - id: exposed", "      - id: watched"),
                ("      - {id: calm", "      - {id: still"),
                ("id: urgent", "id: acute"),
            ],
            "state:",
            "`state` has no level in common with what it was",
        ),
        (
            [
                ("      - id: exposed", "      - id: urgent"),
                ("      - id: urgent\n        title: {sv: P", "      - id: exposed\n        title: {sv: P"),
            ],
            "state:",
            "`state` has its levels in another order",
        ),
        (
            [
                ("  unattended:\n", "  lonely:\n"),
                ("dark, unattended]", "dark, lonely]"),
                ("disorder_from:", "unattended:"),
                ("at_least: disorder_from", "at_least: unattended"),
            ],
            "unattended:",
            "`unattended` was a criterion, is a parameter or reading",
        ),
        (
            [
                ("  unattended:\n", "  lonely:\n"),
                ("dark, unattended]", "dark, lonely]"),
                ("sv: Ingen har uppsikt, en: Nobody looks after it", "sv: Ensamt, en: Lonely"),
                ("sv: Störningar förekommer, en: Disorder occurs", "sv: Ingen har uppsikt, en: Nobody looks after it"),
            ],
            "disorder_occurs:",
            "`disorder_occurs` says what `unattended` said",
        ),
    ],
)
def test_what_is_certainly_something_else_is_found(
    shelf: Shelf, pairs: list[tuple[str, str]], at: str, words: str
) -> None:
    later = LATER
    for pair in pairs:
        later = changed(later, pair)
    findings = found("RC10", two(shelf, CLEAN, later))
    assert told(findings) == [(place(later, at), f"{words}: it meant something else in exempel.torg@2024-01-01")]
    assert findings[0].help == "give the new one an id of its own"


def test_a_value_that_was_a_number_and_is_a_word(shelf: Shelf) -> None:
    later = changed(
        LATER,
        ("above: lamp_limit", "above: 20"),
        ("value: problem\n    admissible: [litet_problem, problem]", "value: 2\n    admissible: [2]"),
        ("at_least: disorder_from", "at_least: problem"),
    )
    (finding,) = found("RC10", two(shelf, CLEAN, later))
    assert finding.finding.startswith("`disorder_from` was a word, is a number: ")


def test_codes_and_steps_that_have_nothing_in_common(shelf: Shelf) -> None:
    kinds = (
        "  form: {category: [rund, rak]}\n  noise: {scale: problem}\n",
        "  form: {category: [hel, halv]}\n  noise: {scale: level}\n",
    )
    earlier, later = (changed(it, under("indicators", kind)) for it, kind in zip((CLEAN, LATER), kinds, strict=True))
    later = changed(later, under("scales", "  level: {steps: [low, high]}\n"))
    assert [it.finding.partition(":")[0] for it in found("RC10", two(shelf, earlier, later))] == [
        "`form` has no code in common with what it was",
        "`noise` has no step in common with what it was",
    ]


def test_the_text_before_is_the_last_that_had_the_id(shelf: Shelf) -> None:
    middle = changed(
        CLEAN,
        ("from: 2024-01-01", "from: 2024-06-01"),
        ("  warden: {truth", "  guard: {truth"),
        ("indicator: warden", "indicator: guard"),
    )
    later = changed(LATER, ("warden: {truth: true", "warden: {scale: problem"), ("equals: false", "equals: problem"))
    rulesets = [*two(shelf, CLEAN, later), shelf.put(middle, PATH.replace("01-01", "06-01"), None)]
    (finding,) = found("RC10", rulesets)
    assert finding.finding.endswith("it meant something else in exempel.torg@2024-01-01")


def test_a_ruleset_that_evolves_is_let_be(shelf: Shelf) -> None:
    later = changed(
        LATER,
        ("value: 20", "value: 25"),
        ("steps: [inget_problem, litet_problem, problem]", "steps: [inget_problem, litet_problem, problem, kris]"),
        ("title: {sv: Trasiga lampor, en: Broken lamps}", "title: {sv: Lampor som inte lyser, en: Lamps that are out}"),
        ("max: 100", "max: 200"),
        ("claim: {sv: Torget är mörkt, en: The square is dark}", "claim: {sv: Det är mörkt, en: It is dark}"),
        ("when: {indicator: warden, equals: false}", "when: {indicator: disorder, at_least: kris}"),
        (EXPOSED, ""),
        ("disorder_from:\n", "disorder_now:\n"),
        ("at_least: disorder_from", "at_least: disorder_now"),
    )
    assert found("RC10", two(shelf, CLEAN, later)) == []


def test_a_parameter_may_become_a_reading(shelf: Shelf) -> None:
    later = changed(
        LATER,
        ("parameters:\n  lamp_limit: {value: 20, unit: percent, source: memo, locator: stycke 2}\n", ""),
        under("readings", "  lamp_limit: {value: 20, admissible: [20, 25], because: {sv: A, en: A}}\n"),
    )
    assert found("RC10", two(shelf, CLEAN, later)) == []


def test_another_ruleset_is_let_be(shelf: Shelf) -> None:
    later = changed(LATER, ("id: exempel.torg", "id: exempel.park"), ("worse: high", "worse: low"))
    assert found("RC10", two(shelf, CLEAN, later)) == []
