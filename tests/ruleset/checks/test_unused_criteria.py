"""RC02: a criterion that nothing rests on."""

from __future__ import annotations

from .texts import CLEAN, Shelf, changed, found, place, told

NOWHERE = changed(CLEAN, ("all: [disorder_occurs, dark, unattended]", "all: [disorder_occurs, dark]"))


def test_a_criterion_in_no_condition_is_found(shelf: Shelf) -> None:
    findings = found("RC02", [shelf.put(NOWHERE)])
    assert told(findings) == [(place(NOWHERE, "unattended:"), "nothing rests on the criterion `unattended`")]
    assert findings[0].help == "name it in a `when`, list it as `supporting` of a level, or remove it"


def test_supporting_is_a_use(shelf: Shelf) -> None:
    text = changed(
        NOWHERE, ("all: [disorder_occurs, dark]}", "all: [disorder_occurs, dark]}\n        supporting: [unattended]")
    )
    assert found("RC02", [shelf.put(text)]) == []


def test_another_criterion_is_a_use(shelf: Shelf) -> None:
    text = changed(
        NOWHERE, ("{indicator: lamps, above: lamp_limit}", "{any: [{indicator: lamps, above: lamp_limit}, unattended]}")
    )
    assert found("RC02", [shelf.put(text)]) == []
