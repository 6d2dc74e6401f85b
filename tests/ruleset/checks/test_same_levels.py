"""RC09: a level that no area can ever have."""

from __future__ import annotations

import pytest

from .texts import CLEAN, Shelf, changed, found, place, told

EXPOSED, URGENT = "{any: [disorder_occurs, dark]}", "{all: [disorder_occurs, dark, unattended]}"


def with_two(exposed: str, urgent: str) -> str:
    return changed(CLEAN, (EXPOSED, "@1"), (URGENT, "@2"), ("@1", exposed), ("@2", urgent))


@pytest.mark.parametrize(
    ("exposed", "urgent"),
    [
        (EXPOSED, "{any: [dark, disorder_occurs]}"),
        (EXPOSED, "{all: [{level: state.exposed}]}"),
        (EXPOSED, "{any: [{indicator: lamps, above: 20}, disorder_occurs]}"),
        (URGENT, "{all: [{all: [unattended, dark]}, disorder_occurs]}"),
        ("{all: [{level: state.calm}, dark]}", "dark"),
        ("dark", "{all: [{level: state.exposed}, {indicator: lamps, above: lamp_limit}]}"),
    ],
)
def test_levels_with_the_same_condition_are_found_at_the_more_serious(shelf: Shelf, exposed: str, urgent: str) -> None:
    text = with_two(exposed, urgent)
    findings = found("RC09", [shelf.put(text)])
    words = "`exposed` and `urgent` have the same condition, so the class is never `exposed`"
    assert told(findings) == [(place(text, "id: urgent"), words)]
    assert findings[0].help == "let `urgent` ask for something more, or remove one of them"


@pytest.mark.parametrize(
    ("exposed", "urgent"),
    [
        (URGENT, "{all: [dark, unattended]}"),
        ("dark", "{any: [dark, unattended]}"),
        (EXPOSED, "{any: [{level: state.exposed}, unattended]}"),
    ],
)
def test_a_level_that_never_holds_alone_is_found(shelf: Shelf, exposed: str, urgent: str) -> None:
    findings = found("RC09", [shelf.put(with_two(exposed, urgent))])
    assert [it.finding for it in findings] == [
        "`urgent` holds wherever `exposed` does, so the class is never `exposed`"
    ]


@pytest.mark.parametrize(
    ("exposed", "urgent"),
    [
        (EXPOSED, URGENT),
        ("dark", "unattended"),
        (EXPOSED, "{all: [{classification: other, at_least: some}, dark]}"),
        ("{indicator: disorder, at_least: disorder_from}", "{indicator: disorder, at_least: problem}"),
    ],
)
def test_levels_that_differ_are_let_be(shelf: Shelf, exposed: str, urgent: str) -> None:
    text = with_two(exposed, urgent) + (
        "  other:\n"
        "    title: {sv: Annat, en: Other}\n"
        "    levels:\n"
        "      - {id: none, title: {sv: Inget, en: None}}\n"
        "      - {id: some, title: {sv: Något, en: Some}, when: {not: unattended}}\n"
    )
    assert found("RC09", [shelf.put(text)]) == []


def test_a_reference_to_a_classification_is_followed(shelf: Shelf) -> None:
    text = CLEAN + (
        "  other:\n"
        "    title: {sv: Annat, en: Other}\n"
        "    levels:\n"
        "      - {id: none, title: {sv: Inget, en: None}}\n"
        "      - {id: some, title: {sv: Något, en: Some}, when: {classification: state, at_least: exposed}}\n"
        f"      - {{id: more, title: {{sv: Mer, en: More}}, when: {{any: [{URGENT}, dark, disorder_occurs]}}}}\n"
    )
    assert [it.place.line for it in found("RC09", [shelf.put(text)])] == [place(text, "id: more")[0]]
