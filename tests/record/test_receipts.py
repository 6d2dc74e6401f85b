"""Receipts: the same for the same input, each area's on its own, and none that says more than it may."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import rfc8785
from attrs import evolve
from hypothesis import assume, event, given
from hypothesis import strategies as st

from lagesbild_rules import Assessment, LagesbildError, Ruleset, assess
from lagesbild_rules.canonical import canonical
from lagesbild_rules.facts import Handling, Observation, fact_data, fact_of, resolve
from lagesbild_rules.record import (
    AreaMark,
    InputMark,
    Receipt,
    picture_receipt,
    read_receipt,
    receipt_of,
    receipts_of,
    study_receipt,
)
from lagesbild_rules.record._facts import blinds_of, root_of
from lagesbild_rules.testing import facts, handled, observations, rulesets
from lagesbild_rules.testing._observations import DAY as DRAWN_DAY
from tests.cli.schemas import fits
from tests.explanation.test_open import UNMARKED, asked, differing

from .torg import DAY, FACTS, OBSERVATIONS, SOUTH, assessed, one, torg, verified

OBSERVED = rulesets(closed_world=True).flatmap(handled)
AUDIENCES = ("internal", "open")


def every_kind() -> dict[str, Any]:
    """Return a receipt of every kind and audience, as plain data."""
    made: dict[str, Any] = {"study without facts": study_receipt([], {}, as_of=DAY)}
    for name, path in (("wide", FACTS), ("observed", OBSERVATIONS)):
        decided = {SOUTH: {"lage": "lugnt"}}
        for audience in AUDIENCES:
            made[f"{name} {audience}"] = receipt_of(one(path), audience=audience)
            made[f"{name} {audience} of many"] = receipts_of(assessed(path), audience=audience, decided=decided)[0]
            made[f"{name} {audience} picture"] = picture_receipt(
                torg(), assessed(path), as_of=DAY, audience=audience, decided=decided
            )
        made[f"{name} study"] = study_receipt(
            [torg(), torg()],
            {"figure": 0.5},
            as_of=DAY,
            facts=[it.facts for it in assessed(path)],
            arguments={"seed": "1"},
            inputs=[InputMark("published", f"sha256:{'0' * 64}")],
        )
    return {name: json.loads(canonical(it.data)) for name, it in made.items()}


KINDS = every_kind()


def area_of(receipt: Receipt) -> AreaMark:
    assert receipt.facts
    assert receipt.facts.area
    return receipt.facts.area


@pytest.mark.parametrize("name", KINDS)
def test_a_receipt_is_read_back_as_it_was_and_fits_its_schema(name: str) -> None:
    data = KINDS[name]
    fits(data, "receipt")
    receipt = read_receipt(data)
    assert canonical(receipt.data) == canonical(data) == rfc8785.dumps(data)
    assert receipt.digest == data["digest"]


@pytest.mark.parametrize("name", [it for it in KINDS if it != "study without facts"])
def test_a_receipt_verifies_with_and_without_its_facts(name: str) -> None:
    path = OBSERVATIONS if name.startswith("observed") else FACTS
    for given_ in (None, path):
        found = verified(KINDS[name], given_)
        assert found.differences == ()
        assert found.identical


def test_no_path_clock_or_name_is_in_a_receipt(tmp_path: Path) -> None:
    elsewhere = tmp_path / "annan.csv"
    elsewhere.write_bytes(FACTS.read_bytes())
    assert [it.data for it in receipts_of(assessed(FACTS))] == [it.data for it in receipts_of(assessed(elsewhere))]
    text = canonical(list(KINDS.values())).decode()
    assert str(tmp_path) not in text
    assert "museum" not in text
    assert "/" not in text.replace("lagesbild-receipt/1", "")


@given(st.data(), OBSERVED, st.sampled_from(AUDIENCES))
def test_the_order_of_input_changes_no_receipt(data: st.DataObject, ruleset: Ruleset, audience: Any) -> None:
    said = [it for area in ("a", "b", "c") for it in data.draw(observations(ruleset, area=area, most=4))]
    made = [
        resolve(order, ruleset.indicators, ruleset.evidence, as_of=DRAWN_DAY, areas=areas)
        for order, areas in ((said, "abc"), (data.draw(st.permutations(said)), "cab"))
    ]
    first, second = ([assess(ruleset, it, as_of=DRAWN_DAY) for it in each] for each in made)
    receipts = [receipts_of(each, audience=audience) for each in (first, second)]
    of_first, of_second = ({area_of(it).area: it.data for it in each} for each in receipts)
    assert of_first == of_second
    pictures = [picture_receipt(ruleset, it, as_of=DRAWN_DAY, audience=audience).data for it in (first, second)]
    assert pictures[0] == pictures[1]


@given(st.data(), OBSERVED, UNMARKED)
def test_the_open_receipt_is_the_same_whatever_is_not_open(
    data: st.DataObject, ruleset: Ruleset, unmarked: Handling
) -> None:
    said, other = data.draw(differing(ruleset, unmarked))
    known_at = data.draw(st.none() | st.just(datetime(2024, 2, 22, 12, tzinfo=UTC)))
    first, second = (asked(ruleset, it, known_at) for it in (said, other))
    decided = {name: data.draw(st.sampled_from(it.possible)) for name, it in first.classifications.items()}
    if data.draw(st.booleans()):
        decided = {}
        assume(first.classifications == second.classifications)
    event("decided" if decided else "computed")
    event("differ" if first.facts != second.facts else "equal facts")
    receipts = [receipt_of(it, audience="open", unmarked=unmarked, decided=decided) for it in (first, second)]
    assert canonical(receipts[0].data) == canonical(receipts[1].data)
    pictures = [
        picture_receipt(
            ruleset,
            [it],
            as_of=DRAWN_DAY,
            known_at=known_at,
            audience="open",
            unmarked=unmarked,
            decided={it.area: decided},
        )
        for it in (first, second)
    ]
    assert canonical(pictures[0].data) == canonical(pictures[1].data)


def _resolved(said: list[Observation]) -> Assessment:
    ruleset = torg()
    (made,) = resolve(said, ruleset.indicators, ruleset.evidence, as_of=DAY, areas=[SOUTH])
    return assess(ruleset, made, as_of=DAY)


@pytest.mark.parametrize(
    ("change", "moves_open"),
    [
        ({"note": "en annan lampa"}, False),
        ({"handling_ground": "OSL 18:2"}, False),
        ({"observation_id": "o99"}, False),
        ({"low": "77.5", "high": "77.5"}, True),
        ({"valid_from": DAY - timedelta(1)}, True),
        ({"reported_by": "parkförvaltningen"}, True),
        ({"source_grade": "C"}, True),
    ],
    ids=str,
)
def test_a_digest_for_everyone_is_over_no_more_than_a_page_shows(change: dict[str, Any], moves_open: bool) -> None:
    change = {key: Decimal(it) if key in ("low", "high") else it for key, it in change.items()}
    said = [it for mark in one(OBSERVATIONS).facts.grounds.values() for it in mark.all]
    (lamp,) = [it for it in said if it.observation_id == "o3"]
    other = [evolve(it, **change) if it is lamp else it for it in said]
    first, second = _resolved(said), _resolved(other)
    assert first.classifications == second.classifications
    assert receipt_of(first).digest != receipt_of(second).digest
    assert (receipt_of(first, audience="open").digest != receipt_of(second, audience="open").digest) is moves_open


def test_a_neighbours_hash_cannot_be_tried_without_the_facts_of_all() -> None:
    """Guess a neighbour's few answers: its leaf is found by who knows all other areas' digests, and by nobody else."""
    digests = {area: f"sha256:{area * 64}" for area in "abc"}
    blinds = blinds_of(digests)
    assert blinds["b"] == blinds_of(dict(reversed(digests.items())))["b"]
    for area in digests:
        moved = blinds_of({**digests, area: f"sha256:{'f' * 64}"})
        assert all(moved[it] != blinds[it] for it in digests)


@given(st.data(), rulesets())
def test_facts_as_plain_data_are_read_back(data: st.DataObject, ruleset: Ruleset) -> None:
    said = data.draw(facts(ruleset))
    for id_, fact in said.items():
        indicator = ruleset.indicators[id_]
        plain = fact_data(indicator, fact)
        assert fact_data(indicator, fact_of(indicator, plain)) == plain


@given(st.data(), rulesets(), st.integers(1, 5))
def test_each_area_leads_to_the_one_root_by_its_receipt_alone(data: st.DataObject, ruleset: Ruleset, size: int) -> None:
    every = [evolve(data.draw(facts(ruleset)), area=f"area {number}") for number in range(size)]
    made = receipts_of([assess(ruleset, it, as_of=DAY) for it in every])
    roots = {it.facts.root for it in made if it.facts}
    assert len(roots) == 1
    assert {root_of(it.facts) for it in made if it.facts} == roots
    alone = [receipt_of(assess(ruleset, it, as_of=DAY)) for it in every]
    for whole, single in zip(made, alone, strict=True):
        assert area_of(whole).indicators == area_of(single).indicators
        assert whole.result == single.result


def test_what_has_no_receipt_together_is_refused() -> None:
    first = one()
    later = assess(first.ruleset, first.facts, as_of=DAY + timedelta(1))
    with pytest.raises(LagesbildError, match="LR823 the assessments are of several rulesets, days"):
        receipts_of([first, later])
    with pytest.raises(LagesbildError, match="LR823 the area `Södra torget"):
        receipts_of([first, first])
    with pytest.raises(LagesbildError, match="LR823"):
        picture_receipt(first.ruleset, [first], as_of=DAY + timedelta(1))
    assert receipts_of([]) == ()
    empty = picture_receipt(first.ruleset, [], as_of=DAY)
    assert empty.facts
    assert empty.facts.areas == 0
