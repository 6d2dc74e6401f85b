"""A withdrawal is written beside the observation, once, with time, unit and what corrects it."""

from __future__ import annotations

import pytest

from lagesbild_rules.errors import FactsError, QuestionError
from lagesbild_rules.facts import Why
from lagesbild_rules.facts.store import Store

from .made import INDICATORS, UNIT, on, said


def test_a_withdrawn_observation_counted_until_then(store: Store) -> None:
    store.add([said("a"), said("b", "large")], at=on(1), unit=UNIT)
    store.withdraw("a", at=on(3), unit="another", superseded_by="b", note="avskrift")
    (one, other) = store.stored()
    assert (one.observation.withdrawn, one.observation.superseded_by, one.standing) == (on(3), "b", "superseded")
    assert (other.standing, other.added_by, other.unit) == ("in_force", UNIT, UNIT)
    change = store.changes()[-1]
    assert (change.at, change.unit, change.what, change.note, change.added, change.marked) == (
        on(3), "another", "withdraw", "avskrift", 0, ("a",)
    )  # fmt: skip
    (now,) = store.facts(INDICATORS, as_of="2024-02-01")
    (then,) = store.facts(INDICATORS, as_of="2024-02-01", known_at=on(2))
    assert (now["trade"].low, now["trade"].high) == ("large", "large")
    assert (then["trade"].low, then["trade"].high) == ("small", "large")
    assert [it.why for it in now.grounds["trade"].set_aside] == [(Why.WITHDRAWN, Why.SUPERSEDED)]


def test_what_is_withdrawn_may_be_corrected_afterwards_and_the_other_way_round(store: Store) -> None:
    store.add([said("a"), said("b"), said("c", superseded_by="b")], at=on(1), unit=UNIT)
    store.withdraw("a", at=on(2), unit=UNIT)
    store.withdraw("a", at=on(3), unit=UNIT, superseded_by="b")
    store.withdraw("c", at=on(4), unit=UNIT)
    found = {it.id: (it.withdrawn, it.superseded_by) for it in store.observations()}
    assert found == {"a": (on(2), "b"), "b": (False, None), "c": (on(4), "b")}
    assert [it.superseded_by for it in store.observations(known_at=on(2, 12))] == [None, None, "b"]


@pytest.mark.parametrize(
    ("id_", "by", "code", "finding"),
    [
        ("gone", None, "LR715", "`gone` is withdrawn already"),
        ("old", "gone", "LR715", "`old` is superseded by `new` already"),
        ("old", None, "LR715", "`old` is superseded by `new` already"),
        ("nwe", None, "LR714", "no observation `nwe` in the store"),
        ("new", "nowhere", "LR714", "no observation `nowhere` in the store"),
        ("new", "old", "LR704", "corrections go in a circle: `new` → `old` → `new`"),
        ("new", "new", "LR704", "corrections go in a circle: `new` → `new`"),
    ],
)
def test_what_says_nothing_new_or_leads_nowhere_is_refused(
    store: Store, id_: str, by: str | None, code: str, finding: str
) -> None:
    store.add([said("gone", withdrawn=True), said("old", superseded_by="new", withdrawn=on(1)), said("new")],
              at=on(1), unit=UNIT)  # fmt: skip
    with pytest.raises(QuestionError) as caught:
        store.withdraw(id_, at=on(2), unit=UNIT, superseded_by=by)
    assert [(it.code, it.finding) for it in caught.value.problems] == [(code, finding)]
    assert len(store.changes()) == 1


def test_the_nearest_id_is_suggested(store: Store) -> None:
    store.add([said(f"observation-{no}") for no in range(30)], at=on(1), unit=UNIT)
    with pytest.raises(QuestionError, match="did you mean `observation-29`"):
        store.withdraw("obsevration-29", at=on(2), unit=UNIT)
    with pytest.raises(QuestionError, match="see all with `lagesbild store list`"):
        store.withdraw("x", at=on(2), unit=UNIT)


def test_a_note_names_no_person(store: Store) -> None:
    store.add([said("a")], at=on(1), unit=UNIT)
    with pytest.raises(FactsError) as caught:
        store.withdraw("a", at=on(2), unit="", note="enligt 811218-9876")
    assert [(str(it.place), it.code) for it in caught.value.problems] == [("unit", "LR718"), ("note", "LR705")]
