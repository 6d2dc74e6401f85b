"""A picture has every area that exists on the day once, as ``assess`` classes it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from attrs import evolve

from lagesbild_rules import FactTable, assess, read_facts
from lagesbild_rules.errors import FactsError
from lagesbild_rules.facts import Area, Observation
from lagesbild_rules.facts.store import Store
from lagesbild_rules.picture import Mark, left_out, picture
from lagesbild_rules.ruleset import logic_digest

from .texts import AREAS, DAY, ROWS, STREETS, ids, row

HEADER = "area,lamps,dusk,threats\n"


def test_every_area_is_there_as_assess_classes_it_in_the_order_of_ids() -> None:
    made = picture(STREETS, ROWS, as_of=DAY)
    assert ids(made.areas) == ["backen", "parken", "storgatan", "torget"]
    for it in made.areas:
        own = next(one for one in ROWS if one["area"] == it.id)
        said = assess(STREETS, own, as_of=DAY)
        assert it.assessment == said
        assert it.possible == {"state": said.classifications["state"].possible}
    assert made.area("parken").possible["state"] == ("exposed", "grave")
    assert made.area("backen").proposed("state") == "calm"
    with pytest.raises(KeyError):
        made.area("nowhere")


def test_the_order_of_input_changes_nothing() -> None:
    assert picture(STREETS, ROWS, as_of=DAY, areas=AREAS) == picture(STREETS, ROWS[::-1], as_of=DAY, areas=AREAS[::-1])


def test_facts_come_as_rows_a_path_a_table_that_was_read_or_an_arrow_table(tmp_path: Path) -> None:
    pa = pytest.importorskip("pyarrow")
    path = tmp_path / "facts.csv"
    path.write_text(HEADER + "backen,5,light,nej\nparken,0,,\n", encoding="utf-8")
    by_rows = picture(
        STREETS, [row("backen", lamps="5", dusk="light", threats="nej"), row("parken", lamps="0")], as_of=DAY
    )
    table = read_facts(path, STREETS.indicators)
    assert isinstance(table, FactTable)
    arrow = pa.table(
        {"area": ["backen", "parken"], "lamps": ["5", "0"], "dusk": ["light", None], "threats": ["nej", None]}
    )
    for given in (path, str(path), table, table.rows, arrow):
        assert picture(STREETS, given, as_of=DAY) == by_rows


def test_an_open_store_tells_what_was_known_then(tmp_path: Path) -> None:
    pytest.importorskip("duckdb")
    early, late = datetime(2024, 1, 1, tzinfo=UTC), datetime(2024, 3, 1, tzinfo=UTC)
    with Store.create(tmp_path / "s.duckdb") as store:
        store.add([Observation(area="backen", indicator="dusk", low="black")], at=early, unit="north")
        store.add([Observation(area="backen", indicator="threats", low="false")], at=late, unit="north")
        now = picture(STREETS, store, as_of=DAY)
        then = picture(STREETS, store, as_of=DAY, known_at=datetime(2024, 2, 1, tzinfo=UTC), areas=AREAS)
    assert now.area("backen").possible["state"] == ("exposed",)
    assert then.area("backen").possible["state"] == ("exposed", "grave")
    assert then.known_at == datetime(2024, 2, 1, tzinfo=UTC)
    assert ids(then.areas) == sorted(it.area for it in AREAS)
    assert picture(STREETS, tmp_path / "s.duckdb", as_of=DAY) == now


def test_an_area_that_no_fact_speaks_of_is_there_and_open() -> None:
    made = picture(STREETS, ROWS, as_of=DAY, areas=AREAS)
    assert made.area("kajen").possible["state"] == ("calm", "exposed", "grave")
    assert made.area("torget").area.municipality == "Åby"


def test_an_area_that_does_not_exist_on_the_day_is_left_out_and_told() -> None:
    gone = (*AREAS[1:], evolve(AREAS[0], valid_until=date(2020, 1, 1)))
    made = picture(STREETS, ROWS, as_of=DAY, areas=gone)
    assert "storgatan" not in ids(made.areas)
    (finding,) = left_out(
        [it.assessment.facts for it in picture(STREETS, ROWS, as_of=DAY).areas if it.assessment], gone, DAY
    )
    assert (finding.code, "`storgatan`" in finding.finding) == ("LR732", True)


def test_of_two_periods_the_one_of_the_day_says_where_the_area_is() -> None:
    moved = [
        Area("backen", municipality="Åby", valid_until=date(2022, 1, 1)),
        Area("backen", municipality="Ängby", valid_from=date(2022, 1, 1)),
    ]
    assert picture(STREETS, ROWS[1:2], as_of=DAY, areas=moved).area("backen").area.municipality == "Ängby"
    assert picture(STREETS, ROWS[1:2], as_of="2021-01-01", areas=moved).area("backen").area.municipality == "Åby"


def test_unknown_areas_and_areas_twice_are_told_at_once() -> None:
    with pytest.raises(FactsError) as raised:
        picture(STREETS, [*ROWS, ROWS[0], row("bakken")], as_of=DAY, areas=AREAS)
    assert [(it.code, it.help) for it in raised.value.problems] == [
        ("LR306", "keep one of them"),
        ("LR840", "did you mean `backen`?"),
    ]


def test_a_picture_says_what_it_was_made_of() -> None:
    made = picture(STREETS, ROWS, as_of=DAY)
    assert made.name == "konstruerat.gator@2020-01-01 2024-06-30"
    assert made.under == Mark.of(STREETS)
    assert made.under.logic == logic_digest(STREETS)
    assert picture(STREETS, [], as_of=DAY, name="spring").name == "spring"
    assert picture(STREETS, [], as_of=DAY).areas == ()
