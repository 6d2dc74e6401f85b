"""RC07: a citation that cannot be looked up."""

from __future__ import annotations

import pytest

from .texts import CLEAN, Shelf, changed, found, place, told

FIND = "add `locator: …`: the page, section or table where it stands"
NAME = "add `source: …`, one of those under `sources`"


@pytest.mark.parametrize(
    ("pair", "at", "words", "help"),
    [
        (("    locator: stycke 2\n", ""), "quote:", "the quote of the criterion `dark` has no locator", FIND),
        (
            ("Exposed square}\n", "Exposed square}\n        source: memo\n        quote: ett utsatt torg\n"),
            "quote: ett",
            "the quote of the level `exposed` has no locator",
            FIND,
        ),
        (
            ("Exposed square}\n", "Exposed square}\n        locator: sidan 3\n        quote: ett utsatt torg\n"),
            "quote: ett",
            "the quote of the level `exposed` names no source",
            NAME,
        ),
        (
            ("value: problem\n", "value: problem\n    locator: sidan 4\n"),
            "locator: sidan 4",
            "the locator of the reading `disorder_from` names no source",
            NAME,
        ),
        (
            ("unit: percent, source: memo, locator: stycke 2}", "unit: percent}"),
            "lamp_limit: {",
            "the parameter `lamp_limit` names no source",
            "add `source: …`, or make it a reading if no source states it",
        ),
    ],
)
def test_what_cannot_be_looked_up_is_found(shelf: Shelf, pair: tuple[str, str], at: str, words: str, help: str) -> None:
    text = changed(CLEAN, pair)
    findings = found("RC07", [shelf.put(text)])
    assert told(findings) == [(place(text, at), words)]
    assert findings[0].help == help


def test_a_source_alone_and_a_mark_of_evidence_alone_are_let_be(shelf: Shelf) -> None:
    text = changed(
        CLEAN,
        ("value: problem\n", "value: problem\n    evidence: inferred\n"),
        ("    locator: stycke 2\n    quote: för många trasiga lampor\n", ""),
    )
    assert found("RC07", [shelf.put(text)]) == []
