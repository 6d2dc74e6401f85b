"""What is told of a picture: counts that add up, what ``explain`` says of each area, and nothing ranked."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from lagesbild_rules import Ruleset, assess, explain
from lagesbild_rules.explanation import brief
from lagesbild_rules.facts import Area
from lagesbild_rules.picture import explained, picture, picture_page, picture_tables, published, summary
from lagesbild_rules.testing import facts, rulesets
from lagesbild_rules.truth import Truth

from .texts import AREAS, DAY, ROWS, STREETS, decision, ids

TOLD = summary(picture(STREETS, ROWS, as_of=DAY, areas=AREAS, decisions=[decision()]))


@given(st.data(), rulesets(closed_world=True))
def test_the_brief_is_what_explain_says(data: st.DataObject, ruleset: Ruleset) -> None:
    assessment = assess(ruleset, data.draw(facts(ruleset)), as_of=DAY)
    said, full = brief(assessment), explain(assessment)
    decisive = {it.criterion for it in full.ledger if it.mattered == "decisive"}
    assert {it.criterion for one in said.values() for it in one.drivers if it.alone} == decisive
    for it in full.classifications:
        own = said[it.id]
        assert own.possible == it.possible
        assert own.settling == (it.settling if it.level is None else None)
        assert it.envelope is not None
        assert own.rests_on == it.envelope.depends_on
        assert own.robust == it.envelope.robust
        assert all(one.truth is assessment.criteria[one.criterion] for one in own.drivers)


@given(st.data(), rulesets(closed_world=True), st.integers(0, 6))
def test_counts_add_up_in_every_grouping_and_open_areas_are_open(
    data: st.DataObject, ruleset: Ruleset, number: int
) -> None:
    names = [f"area {n}" for n in range(number)]
    rows = [data.draw(facts(ruleset, area=name)) for name in names]
    places = st.sampled_from((None, "one", "two"))
    areas = [Area(name, region=data.draw(places), local_police_area=data.draw(places)) for name in names]
    made = picture(ruleset, rows, as_of=DAY, areas=areas)
    told = summary(made)
    assert told.counts == told.proposed
    for name in ruleset.classifications:
        open_areas = [it.id for it in made.areas if len(it.possible[name]) > 1]
        assert [it.area for it in told.undecided if it.classification == name] == open_areas
        for grouping in {it.grouping for it in told.counts}:
            counts = [it for it in told.counts if (it.classification, it.grouping) == (name, grouping)]
            assert sum(it.total for it in counts) == number
            assert sum(sum(it.open.values()) for it in counts) == len(open_areas)
            assert all(it.total == sum(it.levels.values()) + sum(it.open.values()) for it in counts)


def test_groups_are_counted_with_what_stands_and_apart_what_was_computed() -> None:
    regions = {it.group: (dict(it.levels), dict(it.open)) for it in TOLD.counts if it.grouping == "region"}
    assert regions == {
        "Nord": ({"calm": 1, "exposed": 0, "grave": 1}, {}),
        "Syd": ({"calm": 0, "exposed": 2, "grave": 0}, {}),
        None: ({"calm": 0, "exposed": 0, "grave": 0}, {("calm", "exposed", "grave"): 1}),
    }
    proposed = {it.group: dict(it.open) for it in TOLD.proposed if it.grouping == "region"}
    assert proposed["Syd"] == {("exposed", "grave"): 1}
    assert {it.grouping for it in TOLD.counts} == {"all", "region", "police_area", "local_police_area", "municipality"}


def test_what_would_settle_an_open_area_is_told_also_when_people_decided_it() -> None:
    kajen, parken = TOLD.undecided
    assert (parken.area, parken.decided, kajen.area, kajen.decided) == ("parken", "exposed", "kajen", None)
    assert parken.settling is not None
    assert parken.settling.matters == ("threats",)
    assert parken.settling.quickest == (("threats",),)


def test_a_class_that_rests_on_a_reading_is_told_with_the_reading() -> None:
    (it,) = TOLD.robustness
    assert it.areas == {"torget": ("dark_from",)}
    assert it.readings == {"dark_from": 1}
    assert (it.robust, it.left_out) == (4, 0)


def test_drivers_are_those_that_decide_alone_or_those_that_decide_together() -> None:
    found = {id_: one["state"].brief for id_, one in TOLD.told.items()}
    drivers = {id_: [(it.criterion, it.truth, it.alone) for it in one.drivers] for id_, one in found.items() if one}
    assert drivers["torget"] == [
        ("few_lamps", Truth.TRUE, True),
        ("dark", Truth.TRUE, True),
        ("feared", Truth.FALSE, True),
    ]
    assert drivers["storgatan"] == [("dark", Truth.TRUE, True), ("feared", Truth.TRUE, True)]
    assert drivers["backen"] == [
        ("few_lamps", Truth.FALSE, True),
        ("black", Truth.FALSE, True),
        ("dark", Truth.FALSE, True),
    ]


def test_completeness_is_counted_by_local_police_area() -> None:
    whole = {it.unit: (it.answered, it.asked) for it in TOLD.completeness if it.indicator is None}
    assert whole == {"": (0, 4), "LPO Nord": (7, 8), "LPO Syd": (4, 8)}


def test_areas_stand_in_the_order_of_their_ids_whatever_their_class() -> None:
    areas = picture_tables(TOLD, "en")[0]
    assert [it[0] for it in areas.rows] == ids(TOLD.picture.areas)
    assert any("Nothing here ranks them" in it for it in picture_page(TOLD, "en").lead)
    assert not [it for it in areas.columns if "rank" in it or "score" in it or "priority" in it]


def test_changes_stand_in_the_table_where_they_are_given() -> None:
    areas = picture_tables(TOLD, "sv", changes={"torget": "upp från Lugnt"})[0]
    assert {it[0]: it[-1] for it in areas.rows if it[-1]} == {"torget": "upp från Lugnt"}


def test_long_tables_are_cut_on_the_page_and_say_where_all_stands() -> None:
    many = [{"area": f"a{n:03}"} for n in range(50)]
    page = picture_page(summary(picture(STREETS, many, as_of=DAY)), "en")
    undecided = next(it for it in page.tables if it.title.startswith("Open areas"))
    assert len(undecided.rows) == 20
    assert undecided.notes[0] == "… and 30 more; all of it is in undecided.csv."


def test_a_published_list_is_counted_and_nothing_else_is_told_of_it() -> None:
    told = summary(published("published:2025"))
    assert told.count("utsatthet").total == 65
    assert (told.completeness, told.undecided, told.decisions) == ((), (), ())
    assert all(it.brief is None for one in told.told.values() for it in one.values())
    assert picture_page(told, "sv").lead[1].startswith("Publicerad lista:")


def test_an_area_is_explained_with_the_class_that_stands_for_everyone() -> None:
    it = TOLD.picture.area("parken")
    inside, outside = explained(it), explained(it, audience="open")
    assert inside is not None
    assert outside is not None
    assert inside.classifications[0].possible == ("exposed", "grave")
    assert outside.published == {"state": ("exposed",)}
    assert explained(published("published:2025").areas[0]) is None
