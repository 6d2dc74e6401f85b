"""What is added stays as it was, once; what contradicts it is refused, all at once, and then nothing is added."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from attrs import evolve

import lagesbild_rules.facts.store as room
from lagesbild_rules.errors import FactsError, Place
from lagesbild_rules.facts import Observation
from lagesbild_rules.facts.store import Added, Store

from .made import UNIT, many, on, said


def codes(error: FactsError) -> list[tuple[str, str]]:
    return [(str(it.place), it.code) for it in error.problems]


def rows(store: Store) -> list[tuple[object, ...]]:
    """Return every row of every table."""
    with store._connection.cursor() as own:
        return [
            (name, *row)
            for name in ("store", "change", "observation", "mark")
            for row in own.execute(f"SELECT * FROM {name}").fetchall()
        ]


def test_what_is_added_is_there_as_it_was(store: Store) -> None:
    whole = Observation(
        area="Sagodalen",
        indicator="income",
        low=Decimal("12.50"),
        high=Decimal("13"),
        valid_from=datetime(1, 1, 1, tzinfo=UTC).date(),
        valid_until=datetime(9999, 12, 31, tzinfo=UTC).date(),
        recorded_at=datetime(2023, 12, 31, 23, 59, 59, 999999, tzinfo=UTC),
        withdrawn=True,
        superseded_by="b",
        source_grade="X",
        information_grade="4",
        basis="register",
        handling="secret",
        handling_ground="OSL 18:2",
        reported_by=UNIT,
        note='radbrytning\n, "citat" och \0 å',
        observation_id="a",
    )
    other = evolve(whole, superseded_by=None, withdrawn=on(3, 4), observation_id="b", low=Decimal("-0.01"))
    assert store.add([whole, other], at=on(1), unit=UNIT) == Added(2, 0, 0)
    assert list(store.observations()) == [whole, other]
    assert [it.place for it in store.observations()] == [Place(str(store.path))] * 2
    (change,) = store.changes()
    assert (change.number, change.at, change.unit, change.what, change.added, change.marked) == (
        1, on(1), UNIT, "add", 2, ()
    )  # fmt: skip


def test_it_is_recorded_when_it_is_added_unless_it_says_when(store: Store) -> None:
    store.add([said("a"), said("b", recorded_at=on(1))], at=on(2), unit=UNIT)
    assert [it.recorded_at for it in store.observations()] == [on(2), on(1)]


def test_the_same_again_adds_nothing_and_is_no_change(store: Store) -> None:
    given = [said("a"), said(None), said(None, "large"), said("b", recorded_at=on(1)), said(None)]
    assert store.add(given, at=on(2), unit=UNIT) == Added(4, 1)
    before = rows(store)
    assert store.add(given, at=on(3), unit="another") == Added(0, 5)
    assert store.add(reversed(given), at=on(3), unit="another") == Added(0, 5)
    assert store.add(list(store.observations()), at=on(3), unit=UNIT) == Added(0, 4)
    assert store.add([], at=on(3), unit=UNIT) == Added(0, 0)
    assert rows(store) == before


def test_a_number_is_the_same_however_its_zeros_are_written(store: Store) -> None:
    one, other = (said("a", Decimal(it), "income") for it in ("12.50", "12.5"))
    assert store.add([one], at=on(1), unit=UNIT) == Added(1, 0)
    assert store.add([other], at=on(1), unit=UNIT) == Added(0, 1)


def test_text_that_looks_like_a_number_is_another_value(store: Store) -> None:
    store.add([said("a", "1", "income")], at=on(1), unit=UNIT)
    with pytest.raises(FactsError, match="another `low`") as caught:
        store.add([said("a", Decimal(1), "income")], at=on(1), unit=UNIT)
    assert codes(caught.value) == [("<observation>:observation_id", "LR707")]


def test_an_id_with_other_content_is_refused_and_nothing_is_added(store: Store) -> None:
    store.add([said("a"), said("b")], at=on(1), unit=UNIT)
    before = rows(store)
    at = [Place("file.csv", it) for it in range(2, 9)]
    given = [
        said("new", place=at[0]),
        said("a", "large", note="x", place=at[1]),
        said("b", recorded_at=on(1, 1), place=at[2]),
        said("c", place=at[3]),
        said("c", area="Luftslottet", place=at[4]),
        said("d", superseded_by="nowhere", place=at[5]),
        said("e", superseded_by="e2", place=at[6]),
    ]
    with pytest.raises(FactsError) as caught:
        store.add(given, at=on(2), unit=UNIT)
    assert codes(caught.value) == [
        ("file.csv:3:observation_id", "LR707"),
        ("file.csv:4:observation_id", "LR707"),
        ("file.csv:6:observation_id", "LR707"),
        ("file.csv:7:superseded_by", "LR704"),
        ("file.csv:8:superseded_by", "LR704"),
    ]
    said_ = [it.finding for it in caught.value.problems]
    assert said_[0] == f"`a` says something else in the store `{store.path}`: another `low`, `high`, `note`"
    assert said_[1] == f"`b` says something else in the store `{store.path}`: another `recorded_at`"
    assert said_[2] == "`c` says something else at file.csv:5: another `area`"
    assert rows(store) == before


def test_a_time_of_recording_that_was_filled_in_is_not_contradicted_by_silence(store: Store) -> None:
    store.add([said("a")], at=on(1), unit=UNIT)
    assert store.add([said("a")], at=on(2), unit=UNIT) == Added(0, 1)
    assert store.add([said("a", recorded_at=on(1))], at=on(2), unit=UNIT) == Added(0, 1)


def test_a_row_that_states_anew_what_became_of_an_observation_marks_it(store: Store) -> None:
    store.add([said("a"), said("b"), said("c")], at=on(1), unit=UNIT)
    given = [
        said("a", superseded_by="a2"),
        said("a2", "large"),
        said("b", withdrawn=True),
        said("c", withdrawn=on(2), superseded_by="a2"),
    ]
    assert store.add(given, at=on(5), unit="another") == Added(1, 3, 3)
    found = {it.id: (it.withdrawn, it.superseded_by) for it in store.observations()}
    assert found == {
        "a": (False, "a2"), "b": (on(5), None), "c": (on(2), "a2"), "a2": (False, None)
    }  # fmt: skip
    assert [(it.unit, it.added, it.marked) for it in store.changes()] == [
        (UNIT, 3, ()), ("another", 1, ("a", "b", "c"))
    ]  # fmt: skip
    before = rows(store)
    assert store.add(given, at=on(6), unit=UNIT) == Added(0, 4, 0)
    # What was added first says less, and takes nothing back.
    assert store.add([said("a"), said("b"), said("c")], at=on(6), unit=UNIT) == Added(0, 3, 0)
    assert rows(store) == before


def test_what_became_of_it_is_recorded_once(store: Store) -> None:
    store.add([said("a"), said("b"), said("c"), said("d", withdrawn=True)], at=on(1), unit=UNIT)
    store.add([said("a", withdrawn=on(2), superseded_by="b")], at=on(3), unit=UNIT)
    before = rows(store)
    given = [
        said("a", withdrawn=on(3), superseded_by="c", place=Place("f", 1)),
        said("c", superseded_by="a", place=Place("f", 2)),
        said("c", superseded_by="b", place=Place("f", 3)),
        said("d", withdrawn=on(1), place=Place("f", 4)),
    ]
    with pytest.raises(FactsError) as caught:
        store.add(given, at=on(4), unit=UNIT)
    assert codes(caught.value) == [
        ("f:1:withdrawn", "LR707"), ("f:1:superseded_by", "LR707"), ("f:3:superseded_by", "LR707"),
        ("f:4:withdrawn", "LR707"),
    ]  # fmt: skip
    assert rows(store) == before


@pytest.mark.parametrize("later", [False, True])
def test_corrections_that_go_in_a_circle_are_refused(store: Store, later: bool) -> None:
    links = {"a": "b", "b": "c", "c": "a"}
    if later:
        store.add([said(it) for it in links], at=on(1), unit=UNIT)
    given = [said(id_, superseded_by=other, place=Place("f", no)) for no, (id_, other) in enumerate(links.items())]
    with pytest.raises(FactsError, match="circle: `a` → `b` → `c` → `a`") as caught:
        store.add(given, at=on(1), unit=UNIT)
    assert codes(caught.value) == [("f:0:superseded_by", "LR704")]
    store.add([*given[:2], said("c")], at=on(1), unit=UNIT)
    with pytest.raises(FactsError, match="circle: `c` → `a` → `b` → `c`"):
        store.add(given[2:], at=on(2), unit=UNIT)


def test_what_supersedes_itself_by_its_derived_id_is_a_circle(store: Store) -> None:
    with pytest.raises(FactsError, match=r"circle: `(o-.*)` → `\1`"):
        store.add([evolve(said(None), superseded_by=said(None).id)], at=on(2), unit=UNIT)


def test_a_change_wants_a_unit_that_is_no_person(store: Store) -> None:
    for unit, code in ((" ", "LR718"), ("811218-9876", "LR705")):
        with pytest.raises(FactsError) as caught:
            store.add([said("a")], at=on(1), unit=unit)
        assert codes(caught.value) == [("unit", code)]
    assert rows(store)[1:] == []


def test_half_of_a_character_is_refused_with_its_place(store: Store) -> None:
    with pytest.raises(FactsError) as caught:
        store.add([said("a"), said("b", note="\ud800å", place=Place("f", 3))], at=on(1), unit=UNIT)
    assert codes(caught.value) == [("f:3:note", "LR706")]
    assert rows(store)[1:] == []


def test_more_rows_than_are_held_at_a_time(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lagesbild_rules.facts.store._rows.BATCH", 7)
    monkeypatch.setattr("lagesbild_rules.facts.store._store.BATCH", 7)
    given = many(30)
    assert store.add(iter(given), at=on(1), unit=UNIT) == Added(30, 0)
    assert [it.id for it in store.observations()] == [it.id for it in given]


def test_rows_that_are_there_are_never_touched(store: Store) -> None:
    kept: list[tuple[object, ...]] = []
    steps = (
        lambda: store.add([said("a"), said("b")], at=on(1), unit=UNIT),
        lambda: store.withdraw("a", at=on(2), unit=UNIT, note="fel område"),
        lambda: store.add([said("c"), said("b", superseded_by="c")], at=on(3), unit=UNIT),
        lambda: store.withdraw("b", at=on(4), unit=UNIT),
        lambda: store.add([said("c")], at=on(5), unit=UNIT),
    )
    for step in steps:
        step()
        now = rows(store)
        assert [it for it in now if it in kept] == kept
        kept = now
    assert len(kept) == 1 + 4 + 3 + 3


def test_the_code_holds_no_statement_that_changes_or_deletes() -> None:
    folder = Path(room.__path__[0])
    written = "\n".join(it.read_text(encoding="utf-8") for it in folder.glob("*.py"))
    assert "INSERT INTO observation" in written
    assert re.findall(r"\b(UPDATE|DELETE|TRUNCATE|DROP|MERGE|ALTER|OR REPLACE|ON CONFLICT)\b", written) == []
