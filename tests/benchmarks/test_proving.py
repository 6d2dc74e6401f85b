"""The benchmark of proofs runs, and writes a section of its own."""

from __future__ import annotations

from pathlib import Path

from benchmarks import proving


def test_it_writes_its_section(tmp_path: Path) -> None:
    results = tmp_path / "RESULTS.md"
    proving.main(["--rulesets", "1", "--results", str(results)])
    text = results.read_text(encoding="utf-8")
    assert "<!-- section: proving -->" in text
    (row,) = (it for it in text.splitlines() if it.startswith("| berlin.mss@2021-01-01 |"))
    proofs, *_, score = (it.strip() for it in row.strip("|").split("|")[1:])
    assert int(proofs) > 20
    assert score == "100%"


def test_every_shipped_ruleset_is_measured() -> None:
    assert {it.id for it in proving.shipped()} == {"berlin.mss", "dk.udsatte-boligomraader", "noa.utsatta-omraden"}
