"""The benchmark of watching runs, writes a section of its own, and compares what is comparable."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("durable.engine", reason="durable-rules is not installed: it needs a C compiler")

from benchmarks import watching
from benchmarks._work import areas, ruleset
from lagesbild_rules import assess
from lagesbild_rules.evaluation.durable._network import UNKNOWN, network


def test_it_writes_its_section(tmp_path: Path) -> None:
    results = tmp_path / "RESULTS.md"
    watching.main(["--quick", "--results", str(results)])
    text = results.read_text(encoding="utf-8")
    assert "<!-- section: watching -->" in text
    assert "| **an area by the engine `durable`** |" in text
    assert "Memory: 2,000 facts on 50 areas" in text
    assert " 0 areas other than by `assess`" in text


def test_the_bare_contender_finds_what_the_reference_finds() -> None:
    rules = ruleset()
    it = network(rules)
    bare = watching.Bare(it)
    for area in areas(rules, 30, seed=9):
        bare.known = [UNKNOWN] * it.nodes
        decided = watching.arrived(it, area.facts)
        for node, truth in decided:
            bare.known[node] = truth
        state = bare.open(area.name)
        bare.tell(state, bare.ready(decided))
        bare.close(state)
        assert it.truths(bare.known) == assess(rules, area.facts, as_of=watching.AS_OF).truths


def test_one_fact_in_a_hundred_is_corrected() -> None:
    rules = ruleset()
    some = areas(rules, 200, seed=1)
    told = watching.arrivals(rules, some, 7)
    known = sum(not fact.causes for area in some for fact in area.facts.values())
    assert 0.005 < (len(told) - known) / known < 0.02
    assert any(it.anew for it in told)
