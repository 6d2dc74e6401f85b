"""What durable-rules cannot take is said before it is touched, on every Python and whether or not it is installed."""

from __future__ import annotations

import json
import sys

import pytest

from lagesbild_rules import FactSet, LagesbildError, Ruleset, Truth, assess
from lagesbild_rules.evaluation.durable import DurableEngine, Watch
from lagesbild_rules.evaluation.durable._library import MOST_STATES, RULES_IN_A_FACT
from lagesbild_rules.evaluation.durable._network import MOST_MEMBERS, MOST_NODES, RULES_IN_A_PART, network
from lagesbild_rules.ruleset import parse_ruleset

from .texts import DAY, criteria_ruleset

SMALL = criteria_ruleset({"it": "{indicator: x, above: 0}"})


def _numbers(count: int, of: dict[str, object]) -> Ruleset:
    """Return a ruleset with a criterion for each of so many comparisons, and the conditions *of* them."""
    criteria: dict[str, object] = {f"c{n}": {"indicator": "x", "above": n} for n in range(count)}
    told = {"claim": {"en": "Claim"}, "source": "none"}
    return parse_ruleset(
        json.dumps(
            {
                "format": "lagesbild-ruleset/1",
                "id": "unit.limits",
                "version": 1,
                "status": "draft",
                "effective": {"from": "2020-01-01"},
                "title": {"en": "Limits"},
                "sources": {"none": {"title": "None"}},
                "indicators": {"x": {"number": {"unit": "one", "decimals": 0}}},
                "criteria": {id_: {**told, "when": when} for id_, when in {**criteria, **of}.items()},
                "classifications": {"c": {"levels": [{"id": "every"}]}},
            }
        )
    )


def _codes(ruleset: Ruleset) -> list[str]:
    with pytest.raises(LagesbildError) as raised:
        assess(ruleset, {"area": "there"}, as_of=DAY, engine="durable")
    return [it.code for it in raised.value.problems]


def test_too_many_conditions_are_refused() -> None:
    assert _codes(_numbers(MOST_NODES + 1, {})) == ["LR801"]


def test_too_many_members_are_refused() -> None:
    every = [f"c{n}" for n in range(1000)]
    wide: dict[str, object] = {f"w{k}": {"at_least": k, "of": every} for k in range(1, MOST_MEMBERS // 1000 + 2)}
    assert _codes(_numbers(1000, wide)) == ["LR801"]
    assert network(_numbers(1000, dict(list(wide.items())[:-1]))).nodes == 1000 + MOST_MEMBERS // 1000


@pytest.mark.parametrize("number", [0, -1, MOST_STATES + 1, 1024, 10**9])
def test_live_states_are_bounded(number: int) -> None:
    with pytest.raises(LagesbildError, match="LR804"):
        Watch(SMALL, as_of=DAY, live_states=number)


def test_a_python_that_it_cannot_be_loaded_on_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 13, 0, "final", 0))
    for call in (
        lambda: Watch(SMALL, as_of=DAY),
        lambda: assess(SMALL, {"area": "there"}, as_of=DAY, engine="durable"),
        lambda: DurableEngine().answers(SMALL, [FactSet.of("there", SMALL.indicators, {})]),
    ):
        with pytest.raises(LagesbildError, match=r"LR802 the engine `durable` does not run on Python 3\.13"):
            call()


def test_a_library_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 11, 0, "final", 0))
    monkeypatch.setitem(sys.modules, "durable", None)
    with pytest.raises(LagesbildError, match=r"LR505 .*\n  help: install `lagesbild-rules\[durable\]`"):
        Watch(SMALL, as_of=DAY)


def test_an_engine_that_does_not_exist_is_named() -> None:
    with pytest.raises(LagesbildError, match="LR803 no engine `durabel` for one area\n  help: did you mean `durable`"):
        assess(SMALL, {"area": "there"}, as_of=DAY, engine="durabel")  # type: ignore[arg-type]


def _hash(text: str) -> int:
    """The hash by which the library tells names apart: FNV-1a of 32 bits."""
    found = 2166136261
    for byte in text.encode():
        found = (found ^ byte) * 16777619 & 0xFFFFFFFF
    return found


def test_no_two_names_that_the_library_meets_have_one_hash() -> None:
    states = [str(n) for n in range(1, MOST_STATES + 1)]
    assert len({_hash(it) for it in states}) == MOST_STATES
    # a state has facts with numbers, never more than members, and one of the library's own
    most = MOST_MEMBERS + 1
    own = [str(n) for n in range(1, most + 1)] + [f"sid-{it}" for it in states]
    assert len({_hash(it) for it in own}) == most + MOST_STATES
    properties = ["s", "$s", "sid", "id", *(f"r{n}" for n in range(1, RULES_IN_A_PART + 1))]
    assert len({_hash(it) for it in properties}) == RULES_IN_A_PART + 4


def test_rules_are_divided_into_parts_that_the_library_takes() -> None:
    pairs: dict[str, object] = {f"p{n}": {"all": [f"c{n}", f"c{n + 1}"]} for n in range(600)}
    found = network(_numbers(601, pairs))
    assert RULES_IN_A_PART + 1 < 511
    assert RULES_IN_A_FACT + 1 < 64
    assert [len(it) for it in found.parts] == [250, 250, 250, 250, 200]


def test_what_depends_on_nothing_is_no_node() -> None:
    ruleset = criteria_ruleset(
        {
            "always": "{at_least: 0, of: [{indicator: x, above: 0}]}",
            "never": "{not: always}",
            "same": "{all: [{indicator: x, above: 0}]}",
            "twice": "{at_least: 2, of: [same, {not: {not: same}}, {indicator: y, above: 0}]}",
        }
    )
    found = network(ruleset)
    unknown = [Truth.UNKNOWN] * found.nodes
    truths = dict(zip(ruleset.criteria, _criteria(ruleset, found.truths(unknown)), strict=True))
    assert truths == {
        "always": Truth.TRUE,
        "never": Truth.FALSE,
        "same": Truth.UNKNOWN,
        "twice": Truth.UNKNOWN,
    }
    assert sum(map(len, found.parts)) == 4  # `twice`, and what tells `same` a second time


def _criteria(ruleset: Ruleset, truths: tuple[Truth, ...]) -> list[Truth]:
    from lagesbild_rules.evaluation import program

    return [truths[position] for _, position in program(ruleset).criteria]
