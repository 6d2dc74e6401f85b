"""The engine `durable` on rulesets at the edge of what the library takes, and in several threads."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lagesbild_rules import FactSet, Ruleset, assess, document, explain
from lagesbild_rules.evaluation.durable import DurableEngine, Watch
from lagesbild_rules.facts import Cell
from lagesbild_rules.ruleset import parse_ruleset
from lagesbild_rules.testing import facts, ruleset_texts
from tests.evaluation.test_durable_limits import _numbers as numbers
from tests.evaluation.texts import DAY, criteria_ruleset


@given(st.data())
def test_an_assessment_is_the_references_step_by_step(data: st.DataObject) -> None:
    ruleset = parse_ruleset(data.draw(ruleset_texts(closed_world=True)))
    known = data.draw(facts(ruleset))
    assert assess(ruleset, known, as_of=DAY, engine="durable") == assess(ruleset, known, as_of=DAY)


def test_an_assessment_can_be_explained() -> None:
    ruleset = criteria_ruleset({"it": "{any: [{indicator: x, above: 0}, {indicator: y, above: 0}]}"})
    row: dict[str, Cell] = {"area": "there", "x": 1}
    said = [
        document(explain(assess(ruleset, row, as_of=DAY, engine=engine)), "en") for engine in ("durable", "reference")
    ]
    assert said[0] == said[1]


def _wide(members: int) -> Ruleset:
    """Return a ruleset that counts so many members, in every way."""
    head = "\n".join(f"  i{n}: {{truth: true}}" for n in range(members))
    of = ", ".join(f"{{indicator: i{n}, equals: true}}" for n in range(members))
    ways = {"all": f"{{all: [{of}]}}", "any": f"{{any: [{of}]}}"}
    for k in (2, min(17, members), members // 2, members - 1):
        ways[f"at_least_{k}"] = f"{{at_least: {k}, of: [{of}]}}"
        ways[f"at_most_{k}"] = f"{{at_most: {k}, of: [{of}]}}"
    criteria = "\n".join(f"  {id_}: {{claim: {{en: It}}, source: none, when: {when}}}" for id_, when in ways.items())
    return parse_ruleset(
        "format: lagesbild-ruleset/1\nid: unit.wide\nversion: 1\nstatus: draft\neffective: {from: 2020-01-01}\n"
        f"title: {{en: Wide}}\nsources: {{none: {{title: None}}}}\nindicators:\n{head}\ncriteria:\n{criteria}\n"
        "classifications: {c: {levels: [{id: every}]}}\n"
    )


@pytest.mark.parametrize("members", [16, 17, 64, 65, 100, 300])
def test_a_count_may_have_many_members(members: int) -> None:
    ruleset, chance = _wide(members), Random(members)
    with Watch(ruleset, as_of=DAY) as watch:
        for share in (0, 0.1, 0.5, 0.9, 1):
            told = {f"i{n}": chance.random() < share for n in range(members) if chance.random() < 0.9}
            row: dict[str, Cell] = {"area": f"{share}", **told}
            wanted = assess(ruleset, row, as_of=DAY)
            assert assess(ruleset, row, as_of=DAY, engine="durable") == wanted
            for id_, cell in chance.sample(list(told.items()), len(told)):
                watch.tell(f"{share}", id_, cell)
            assert watch.assessment(f"{share}") == wanted


def test_a_ruleset_may_have_more_rules_than_the_library_takes_at_once() -> None:
    pairs: dict[str, object] = {f"p{n}": {"all": [f"c{n}", {"not": f"c{n + 1}"}]} for n in range(700)}
    pairs["some"] = {"any": [f"p{n}" for n in range(700)]}
    pairs["few"] = {"at_most": 1, "of": [f"p{n}" for n in range(0, 700, 7)]}
    ruleset = numbers(701, pairs)
    with Watch(ruleset, as_of=DAY, live_states=2) as watch:
        for value in (-1, 0, 350, 699, 701, 10_000):
            row: dict[str, Cell] = {"area": f"area {value}", "x": value}
            wanted = assess(ruleset, row, as_of=DAY)
            assert assess(ruleset, row, as_of=DAY, engine="durable") == wanted
            watch.tell(f"area {value}", "x", value)
            assert watch.assessment(f"area {value}") == wanted


def test_a_truth_may_be_heard_by_more_rules_than_a_fact_can_carry() -> None:
    pairs: dict[str, object] = {f"p{n}": {"all": ["c0", f"c{n}"]} for n in range(1, 101)}
    ruleset = numbers(101, pairs)
    for value in (-1, 50, 200):
        row: dict[str, Cell] = {"area": "there", "x": value}
        assert assess(ruleset, row, as_of=DAY, engine="durable") == assess(ruleset, row, as_of=DAY)


def test_deep_conditions_chain_to_the_end() -> None:
    chain: dict[str, object] = {"d0": {"all": ["c0", "c1"]}}
    chain |= {f"d{n}": {"all" if n % 2 else "any": [f"d{n - 1}", {"not": "c2"}]} for n in range(1, 400)}
    ruleset = numbers(3, chain)
    for value in (0, 2, 3):
        row: dict[str, Cell] = {"area": "there", "x": value}
        assert assess(ruleset, row, as_of=DAY, engine="durable") == assess(ruleset, row, as_of=DAY)


def _areas(ruleset: Ruleset, count: int) -> list[FactSet]:
    chance = Random(5)
    rows = [{"area": f"area {n}", "x": chance.randrange(-1, 702)} for n in range(count)]
    return [assess(ruleset, row, as_of=DAY).facts for row in rows]


def test_several_threads_may_ask_at_once() -> None:
    ruleset = numbers(30, {f"p{n}": {"at_least": 2, "of": ["c0", f"c{n}", "c29"]} for n in range(1, 29)})
    rows = _areas(ruleset, 200)
    wanted = [assess(ruleset, row, as_of=DAY).truths for row in rows]
    with ThreadPoolExecutor(8) as pool:
        found = pool.map(lambda row: assess(ruleset, row, as_of=DAY, engine="durable").truths, rows)
        assert list(found) == wanted
        engine = DurableEngine()
        both = list(pool.map(lambda _: engine.answers(ruleset, rows), range(4)))
    assert both[0] == both[1] == both[2] == both[3]


def test_several_threads_may_tell_facts_at_once() -> None:
    ruleset = numbers(30, {f"p{n}": {"at_least": 2, "of": ["c0", f"c{n}", "c29"]} for n in range(1, 29)})
    rows = _areas(ruleset, 200)
    with Watch(ruleset, as_of=DAY, live_states=5) as watch, ThreadPoolExecutor(8) as pool:
        for _ in range(3):
            list(pool.map(lambda row: watch.tell(row.area, "x", row["x"]), rows))
        assert sorted(watch.areas) == sorted(row.area for row in rows)
        for row in rows:
            assert watch.assessment(row.area).truths == assess(ruleset, row, as_of=DAY).truths


def test_a_fault_leaves_the_engine_usable(monkeypatch: pytest.MonkeyPatch) -> None:
    from durable.engine import durable_rules_engine as engine

    ruleset = criteria_ruleset({"it": "{any: [{indicator: x, above: 0}, {indicator: y, above: 0}]}"})
    row: dict[str, Cell] = {"area": "there", "x": 1}
    assert assess(ruleset, row, as_of=DAY, engine="durable") == assess(ruleset, row, as_of=DAY)
    with monkeypatch.context() as patch:
        patch.setattr(engine, "assert_fact", lambda *_: (2, 1))
        with pytest.raises(RuntimeError, match="durable-rules answers 2 to fact 1 of state 1"):
            assess(ruleset, row, as_of=DAY, engine="durable")
    assert assess(ruleset, row, as_of=DAY, engine="durable") == assess(ruleset, row, as_of=DAY)
