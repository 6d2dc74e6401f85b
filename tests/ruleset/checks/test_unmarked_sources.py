"""RC12: a source without a mark of evidence."""

from __future__ import annotations

from .texts import CLEAN, Shelf, changed, found, place, told


def test_a_source_without_a_mark_is_found(shelf: Shelf) -> None:
    text = changed(CLEAN, ("promemoria, evidence: inferred", "promemoria"))
    findings = found("RC12", [shelf.put(text)])
    assert told(findings) == [(place(text, "memo: {title"), "the source `memo` has no mark of evidence")]
    assert findings[0].help == "add `evidence: primary`, `secondary`, `media`, `derived` or `inferred`"


def test_a_marked_source_is_let_be(shelf: Shelf) -> None:
    assert found("RC12", [shelf.put(CLEAN)]) == []
