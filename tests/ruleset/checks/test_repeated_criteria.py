"""RC04: a criterion repeated under another name."""

from __future__ import annotations

import pytest

from .texts import CLEAN, Shelf, changed, found, place, told, under


def with_two(one: str, other: str) -> str:
    """Return the clean text with the conditions of `dark` and `unattended` written as *one* and *other*."""
    return changed(
        CLEAN,
        ("when: {indicator: lamps, above: lamp_limit}", f"when: {one}"),
        ("when: {indicator: warden, equals: false}", f"when: {other}"),
    )


LAMPS = "{indicator: lamps, above: lamp_limit}"
WARDEN = "{indicator: warden, equals: false}"
DISORDER = "{indicator: disorder, at_least: problem}"


def test_the_same_condition_is_found_at_the_later_criterion(shelf: Shelf) -> None:
    text = with_two(LAMPS, LAMPS)
    findings = found("RC04", [shelf.put(text)])
    line = place(text, "  dark:")[0]
    assert told(findings) == [(place(text, "unattended:"), f"the criterion `unattended` repeats `dark` in line {line}")]
    assert findings[0].help == "keep one, or write `when: dark`"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (LAMPS, "{indicator: lamps, above: 20.0}"),
        (LAMPS, "{not: {indicator: lamps, at_most: 20}}"),
        (LAMPS, "{any: [{all: [{value: {indicator: lamps}, above: 20}]}]}"),
        (f"{{all: [{LAMPS}, {WARDEN}]}}", f"{{all: [{WARDEN}, {LAMPS}]}}"),
        (f"{{all: [{LAMPS}, {WARDEN}]}}", f"{{at_least: 2, of: [{WARDEN}, {LAMPS}]}}"),
        (f"{{any: [{LAMPS}, {WARDEN}]}}", f"{{at_least: 1, of: [{WARDEN}, {LAMPS}]}}"),
        (f"{{at_most: 1, of: [{LAMPS}, {WARDEN}]}}", f"{{not: {{all: [{WARDEN}, {LAMPS}]}}}}"),
        (f"{{all: [{LAMPS}, {{all: [{WARDEN}, {DISORDER}]}}]}}", f"{{all: [{DISORDER}, {LAMPS}, {WARDEN}]}}"),
        (DISORDER, "{indicator: disorder, above: litet_problem}"),
        (DISORDER, "{not: {indicator: disorder, one_of: [litet_problem, inget_problem]}}"),
        ("{indicator: lamps, below: 5, missing_as: true}", "{not: {indicator: lamps, at_least: 5, missing_as: false}}"),
        (
            f"{{at_least: 2, of: [{LAMPS}, {WARDEN}, {DISORDER}]}}",
            f"{{at_least: 2, of: [{DISORDER}, {{any: [{WARDEN}]}}, {LAMPS}]}}",
        ),
        ("{indicator: lamps, one_of: some_counts}", "{indicator: lamps, one_of: [3, 1.0]}"),
        (
            "{value: {sum: [{indicator: lamps}, 3]}, equals: disorder_count}",
            "{value: {sum: [3, {indicator: lamps}]}, equals: disorder_count}",
        ),
    ],
)
def test_another_way_to_write_it_is_the_same(shelf: Shelf, one: str, other: str) -> None:
    text = changed(
        with_two(one, other),
        under("parameters", "  some_counts: {value: [1, 3], source: memo}\n"),
        under("readings", "  disorder_count: {value: 5, admissible: [5], because: {sv: A, en: A}}\n"),
    )
    assert [it.code for it in found("RC04", [shelf.put(text)])] == ["RC04"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (LAMPS, "{indicator: lamps, at_least: lamp_limit}"),
        (LAMPS, "{indicator: lamps, above: 21}"),
        (LAMPS, "{indicator: lamps, above: lamp_limit, missing_as: false}"),
        ("{indicator: lamps, below: 5, missing_as: true}", "{not: {indicator: lamps, at_least: 5, missing_as: true}}"),
        ("{indicator: disorder, at_least: disorder_now}", "{indicator: disorder, equals: disorder_from}"),
        (f"{{all: [{LAMPS}, {WARDEN}]}}", f"{{any: [{LAMPS}, {WARDEN}]}}"),
        (
            f"{{at_least: 2, of: [{LAMPS}, {WARDEN}, {DISORDER}]}}",
            f"{{at_most: 2, of: [{LAMPS}, {WARDEN}, {DISORDER}]}}",
        ),
        (
            f"{{at_least: 2, of: [{LAMPS}, {WARDEN}, {DISORDER}, {{any: [{DISORDER}]}}]}}",
            f"{{at_least: 2, of: [{LAMPS}, {WARDEN}, {DISORDER}]}}",
        ),
        (
            "{value: {difference: [{indicator: lamps}, 3]}, above: 0}",
            "{value: {difference: [3, {indicator: lamps}]}, above: 0}",
        ),
    ],
)
def test_another_condition_is_let_be(shelf: Shelf, one: str, other: str) -> None:
    reading = "  disorder_now: {value: problem, admissible: [problem], because: {sv: A, en: A}}\n"
    text = changed(with_two(one, other), under("readings", reading))
    assert found("RC04", [shelf.put(text)]) == []


def test_a_criterion_that_names_the_other_is_let_be(shelf: Shelf) -> None:
    assert found("RC04", [shelf.put(with_two(LAMPS, "dark"))]) == []


def test_references_to_a_classification_are_compared_by_name(shelf: Shelf) -> None:
    other = """\
  other:
    title: {sv: Annat, en: Other}
    levels:
      - {id: none, title: {sv: Inget, en: None}}
      - {id: some, title: {sv: Något, en: Some}, when: disorder_occurs}
"""
    same = with_two("{classification: other, below: some}", "{not: {classification: other, at_least: some}}")
    assert [it.code for it in found("RC04", [shelf.put(same + other)])] == ["RC04"]
    differs = with_two("{classification: other, below: some}", "{classification: other, at_least: some}")
    assert found("RC04", [shelf.put(differs + other)]) == []


def test_a_reading_with_the_same_value_is_let_be(shelf: Shelf) -> None:
    """It may be read otherwise."""
    text = with_two("{indicator: disorder, at_least: problem}", WARDEN)
    assert found("RC04", [shelf.put(text)]) == []
