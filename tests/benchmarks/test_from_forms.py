"""The benchmark from forms to pages runs, and writes a section of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import from_forms


def test_it_writes_its_section(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("openpyxl")
    pytest.importorskip("typst")
    monkeypatch.setattr(from_forms, "opened", lambda page: 0.5 if page.stat().st_size else None)
    results = tmp_path / "RESULTS.md"
    from_forms.main(["--areas", "12", "--fewer", "8", "--units", "4", "--results", str(results)])
    text = results.read_text(encoding="utf-8")
    assert "<!-- section: from-forms -->" in text
    assert all(f"\n| {step} |" in text for step in from_forms.STEPS)
    assert "Chromium opens it in 0.50 s (met)" in text
