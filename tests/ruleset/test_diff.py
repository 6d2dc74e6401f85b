"""What differs between two rulesets: all of it, nothing else, and the same both ways."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from lagesbild_rules.ruleset import (
    ASPECTS,
    Change,
    ChangeKind,
    Ruleset,
    RulesetDiff,
    diff,
    load_ruleset,
    logic_digest,
    parse_ruleset,
    wording_digest,
)
from lagesbild_rules.testing import ruleset_texts

from .mutants import SHIPPED, changed, shipped
from .small import BASE, edited

RANDOMS = st.randoms(use_true_random=False)
TEXTS = {path: shipped(path) for path in SHIPPED}


def holds(before: Ruleset, after: Ruleset) -> RulesetDiff:
    """Return the diff of two rulesets, held to all that ``diff`` promises."""
    found = diff(before, after)
    moved = logic_digest(before) != logic_digest(after), wording_digest(before) != wording_digest(after)
    assert any(it.logic for it in found.changes) is moved[0]
    assert bool(found.changes) is any(moved)
    back = [it.reversed() for it in diff(after, before).changes]
    for change in found.changes:
        back.remove(change)
    assert back == []
    assert [it.reversed().reversed() for it in found.changes] == list(found.changes)
    weights = [ASPECTS.index(it.aspect) for it in found.changes]
    assert weights == sorted(weights)
    return found


@given(st.sampled_from(SHIPPED), RANDOMS, st.integers(1, 5))
def test_all_that_differs_is_found_in_shipped_texts(path: Path, chance: Random, times: int) -> None:
    holds(load_ruleset(path), changed(TEXTS[path], chance, times))


@given(ruleset_texts(closed_world=True), RANDOMS, st.integers(1, 5))
def test_all_that_differs_is_found_in_drawn_texts(text: str, chance: Random, times: int) -> None:
    holds(parse_ruleset(text), changed(json.loads(text), chance, times))


@given(ruleset_texts(closed_world=True), ruleset_texts(closed_world=True))
def test_all_that_differs_is_found_between_any_two(one: str, other: str) -> None:
    holds(parse_ruleset(one), parse_ruleset(other))


@pytest.mark.parametrize("one", SHIPPED, ids=str)
@pytest.mark.parametrize("other", SHIPPED, ids=str)
def test_all_that_differs_is_found_between_shipped_texts(one: Path, other: Path) -> None:
    assert bool(holds(load_ruleset(one), load_ruleset(other)).changes) is (one != other)


@given(ruleset_texts(closed_world=True), RANDOMS)
def test_the_same_text_twice_does_not_differ_however_it_is_ordered(text: str, chance: Random) -> None:
    data = json.loads(text)
    keys = list(data)
    chance.shuffle(keys)
    assert diff(parse_ruleset(text), parse_ruleset(json.dumps({key: data[key] for key in keys}))).changes == ()


# What is said of one change, case by case, on a small text.


def told(*steps: tuple[str, Any]) -> list[str]:
    """Return what differs when each path of BASE is given its value: kind, part, where, and by how much."""
    found = holds(edited(), edited(*steps))
    return [
        " ".join((it.kind.value, it.part, it.spot.sort, it.spot.id, "" if it.shift is None else str(it.shift))).strip()
        for it in found.changes
    ]


GRAVE, WORST = "classifications/k/levels/1", "classifications/k/levels/2"
COUNT = f"{GRAVE}/when/all/1"


A = BASE["criteria"]["a"]["when"]


@pytest.mark.parametrize(
    ("path", "value", "change"),
    [
        ("criteria/a/when/above", "60", "changed threshold criterion a 10"),
        ("criteria/c/when/below", "6.5", "changed threshold criterion c -0.5"),
        ("criteria/b/when/at_least", "much", "changed threshold criterion b 1"),
        ("criteria/a/when", {"indicator": "share", "at_least": "limit"}, "changed operator criterion a"),
        ("criteria/a/when", {"indicator": "rate", "above": "limit"}, "changed measured criterion a"),
        ("criteria/a/when", {"indicator": "share", "below": "60"}, "changed requirement criterion a"),
        ("criteria/a/when", {"indicator": "rate", "below": "60"}, "changed condition criterion a"),
        ("criteria/a/when/missing_as", "false", "changed missing_as criterion a"),
        ("criteria/a/when", {"not": A}, "changed negation criterion a"),
        ("criteria/a/when", {"any": ["b", A]}, "added member criterion a"),
        ("criteria/a/when", {"all": [A]}, "changed connective criterion a"),
        (f"{COUNT}/at_least", "2", "changed count level k.grave 1"),
        (f"{COUNT}/of", ["c", "b"], "reordered members level k.grave"),
        (f"{COUNT}/of", ["b", "c", "d"], "added member level k.grave"),
        (f"{COUNT}/of", ["b"], "dropped member level k.grave"),
        (COUNT, {"any": ["b", "c"]}, "changed connective level k.grave"),
        (f"{GRAVE}/when/all/0", "d", "changed named level k.grave"),
        (f"{GRAVE}/supporting", None, "dropped supporting level k.grave"),
        (f"{GRAVE}/title", {"en": "Grave"}, "changed title level k.grave"),
        (f"{WORST}/id", "acute", "renamed itself level k.acute"),
        (WORST, None, "dropped itself level k.worst"),
        ("classifications/k/nested", "true", "changed nested classification k"),
        ("criteria/a/modality", "supporting", "changed modality criterion a"),
        ("criteria/a/quote", "Så står det.", "changed quote criterion a"),
        ("parameters/limit/value", "45.5", "changed value parameter limit -4.5"),
        ("readings/from_step/value", "much", "changed value reading from_step 1"),
        ("readings/from_step/admissible", ["some"], "dropped admissible reading from_step"),
        ("readings/from_step/because", {"sv": "Därför."}, "changed because reading from_step"),
        ("indicators/share/number/decimals", "2", "changed decimals indicator share 1"),
        ("indicators/share/number/min", None, "changed min indicator share"),
        ("indicators/share/handling", "secret", "changed handling indicator share"),
        ("sources/t", {"title": "Annan"}, "added itself source t"),
        ("effective/until", "2021-01-01", "changed until ruleset konstruerat.litet@2020-01-01"),
        ("status", "repealed", "changed status ruleset konstruerat.litet@2020-01-01"),
    ],
)
def test_the_smallest_thing_that_changed_is_told(path: str, value: object, change: str) -> None:
    assert told((path, value)) == [change]


def test_a_criterion_moves_to_the_support_of_its_level_or_to_another_level() -> None:
    gone = (f"{GRAVE}/when/all/0", None)
    assert told(gone, (f"{GRAVE}/supporting", ["d", "a"])) == ["moved role level k.grave"]
    assert told(gone, (f"{WORST}/when/all", [{"level": "k.grave"}, "c", "a"])) == ["moved role level k.worst"]
    assert told(gone) == ["dropped member level k.grave"]


def test_a_threshold_that_becomes_a_reading_of_ours_is_told_as_that() -> None:
    reading = {"value": "50", "admissible": ["50", "55"], "unit": "percent"}
    ours = ("readings/limit", {**reading, "title": {"sv": "Gräns"}})
    assert told(("parameters", {}), ours) == ["changed whose reading limit"]
    assert told(("readings/limit_of_ours", reading), ("criteria/a/when/above", "limit_of_ours")) == [
        "changed threshold criterion a 0",
        "added itself reading limit_of_ours",
    ]


def test_a_threshold_in_another_unit_is_neither_raised_nor_lowered() -> None:
    found = told(("parameters/limit/value", "500"), ("parameters/limit/unit", "per_mille"))
    assert found == ["changed value parameter limit", "changed unit parameter limit"]


def test_what_has_another_id_and_the_same_content_is_renamed() -> None:
    text = json.dumps(BASE).replace('"a"', '"first"').replace('"limit"', '"least_share"').replace('"share"', '"part"')
    found = holds(parse_ruleset(json.dumps(BASE)), parse_ruleset(text))
    assert [(it.kind, it.spot.id) for it in found.changes] == [
        (ChangeKind.RENAMED, "first"),
        (ChangeKind.RENAMED, "part"),
        (ChangeKind.RENAMED, "least_share"),
    ]


def test_what_is_the_same_as_two_others_is_renamed_to_neither() -> None:
    twin = {"claim": {"sv": "E."}, "source": "s", "when": BASE["criteria"]["d"]["when"]}
    data = {**BASE, "criteria": {**BASE["criteria"], "e": twin, "f": {**twin, "claim": {"sv": "F."}}}}
    del data["criteria"]["d"]
    data = json.loads(json.dumps(data).replace('"supporting": ["d"]', '"supporting": ["e"]'))
    found = holds(parse_ruleset(json.dumps(BASE)), parse_ruleset(json.dumps(data)))
    assert all(it.kind is not ChangeKind.RENAMED for it in found.changes)


@given(ruleset_texts(), st.decimals(-99, 99, places=2), st.decimals(-99, 99, places=2))
def test_a_number_that_moved_tells_by_how_much(text: str, one: Decimal, other: Decimal) -> None:
    assume(one != other)
    data = json.loads(text)
    data["parameters"] = {**data.get("parameters", {}), "moved": {"value": f"{one:f}"}}
    before = parse_ruleset(json.dumps(data))
    data["parameters"]["moved"]["value"] = f"{other:f}"
    (change,) = diff(before, parse_ruleset(json.dumps(data))).changes
    assert isinstance(change, Change)
    assert change.shift == other - one
