"""RC13: a reading without its reason."""

from __future__ import annotations

from .texts import BECAUSE, CLEAN, Shelf, changed, found, place, told


def test_a_reading_without_a_reason_is_found(shelf: Shelf) -> None:
    text = changed(CLEAN, (BECAUSE, ""))
    findings = found("RC13", [shelf.put(text)])
    assert told(findings) == [(place(text, "disorder_from:\n"), "the reading `disorder_from` gives no reason")]
    assert findings[0].help == "add `because: {sv: …, en: …}`: what the source leaves open, and why this value"


def test_a_reason_in_one_language_is_a_reason(shelf: Shelf) -> None:
    assert found("RC13", [shelf.put(changed(CLEAN, (BECAUSE, "    because: {en: The memo is silent.}\n")))]) == []
