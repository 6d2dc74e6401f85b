"""Why an area moved: old facts under new rules and the reverse, in both orders, with nothing made up between them."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from lagesbild_rules import assess
from lagesbild_rules.facts import FactSet
from lagesbild_rules.picture import ClassComparison, Crossing, Picture, compare, comparison_text, picture
from lagesbild_rules.report import comparison_html, comparison_json, comparison_markdown, comparison_rows
from lagesbild_rules.ruleset import Ruleset, parse_ruleset
from lagesbild_rules.testing import facts, rulesets
from lagesbild_rules.truth import Truth
from tests.report.test_comparison import printed

from .made import NEW, OLD

TEXT = (Path(__file__).parent / "rules.yaml").read_text(encoding="utf-8")
BEFORE = parse_ruleset(TEXT)


def later(*edits: tuple[str, str]) -> Ruleset:
    text = TEXT.replace("2020-01-01", "2021-01-01")
    for old, new in edits:
        assert old in text
        text = text.replace(old, new)
    return parse_ruleset(text)


RISK = "      - {id: risk, title: {sv: Risk, en: Risk}, when: {all: [many, uneasy]}}\n"
GONE = later((RISK, ""))
HIGHER = later(("events, at_least: 10", "events, at_least: 20"))


def areas(ruleset: Ruleset, day: date, **cells: Any) -> Picture:
    return picture(ruleset, [{"area": "a", **cells}], as_of=day)


def one(before: Picture, after: Picture, **more: Any) -> tuple[ClassComparison, Crossing | None]:
    found = compare(before, after, **more).classifications["need"]
    (change,) = found.changes
    return found, change.crossing


def test_facts_alone() -> None:
    _, it = one(
        areas(BEFORE, OLD, events="5", tips="0", calm="ja"), areas(later(), NEW, events="15", tips="0", calm="ja")
    )
    assert it is not None
    assert it.verdict == "facts"
    assert (it.was, it.old_under_new, it.new_under_old, it.now) == (("none",), ("none",), ("mild",), ("mild",))
    assert [leg.what for leg in (*it.facts_first, *it.rules_first)] == ["facts", "rules", "rules", "facts"]
    assert [leg.moved for leg in it.facts_first] == ["entered", "unchanged"]
    (through,) = it.facts_first[0].through
    assert (through.before, through.truth_before, through.truth_after) == ("many", Truth.FALSE, Truth.TRUE)


def test_rules_alone_and_a_level_that_is_gone() -> None:
    same = {"events": "15", "tips": "0", "calm": "nej"}
    found, it = one(areas(BEFORE, OLD, **same), areas(GONE, NEW, **same))
    assert it is not None
    assert (it.verdict, found.counts["level_abolished"], found.counts["down"]) == ("rules", 1, 0)
    assert [leg.moved for leg in it.rules_first] == ["level_abolished", "unchanged"]


def test_rules_alone_through_a_criterion() -> None:
    same = {"events": "15", "tips": "0", "calm": "ja"}
    _, it = one(areas(BEFORE, OLD, **same), areas(HIGHER, NEW, **same))
    assert it is not None
    assert (it.verdict, [leg.moved for leg in it.rules_first]) == ("rules", ["left", "unchanged"])
    assert [leg.before for leg in it.rules_first[0].through] == ["many"]


def test_both_alike_in_both_orders() -> None:
    _, it = one(
        areas(BEFORE, OLD, events="15", tips="0", calm="nej"), areas(GONE, NEW, events="15", tips="15", calm="nej")
    )
    assert it is not None
    assert it.verdict == "order"  # the facts lift it, and then no level is abolished for it
    assert [leg.moved for leg in it.facts_first] == ["up", "unchanged"]
    assert [leg.moved for leg in it.rules_first] == ["level_abolished", "up"]
    _, it = one(
        areas(BEFORE, OLD, events="25", tips="0", calm="nej"),
        areas(later((RISK, RISK.replace("[many, uneasy]", "[many, told]"))), NEW, events="5", tips="0", calm="nej"),
    )
    assert it is not None
    assert it.verdict == "order"


def test_facts_and_rules_that_cancel_out_are_shown() -> None:
    found, it = one(
        areas(BEFORE, OLD, events="15", tips="0", calm="ja"), areas(HIGHER, NEW, events="25", tips="0", calm="ja")
    )
    assert (found.counts["unchanged"], it and it.verdict) == (1, "order")
    assert it is not None
    assert [leg.moved for leg in it.facts_first] == ["unchanged", "unchanged"]
    assert [leg.moved for leg in it.rules_first] == ["left", "entered"]


def test_nothing_moved_is_not_told() -> None:
    same = {"events": "5", "tips": "0", "calm": "ja"}
    assert one(areas(BEFORE, OLD, **same), areas(HIGHER, NEW, **same))[1] is None


def test_what_one_ruleset_alone_asks_for_is_missing_unless_it_is_given() -> None:
    asks = later(
        ("  calm: {truth", "  noise: {truth: true, title: {sv: Buller, en: Noise}}\n  calm: {truth"),
        ("{indicator: calm, equals: false}", "{indicator: noise, equals: true}"),
    )
    before = areas(BEFORE, OLD, events="15", tips="0", calm="nej")
    after = areas(asks, NEW, events="15", tips="0", noise="ja", calm="ja")
    _, it = one(before, after)
    assert it is not None
    assert it.old_under_new == ("mild", "risk")  # nobody said whether there was noise
    more = FactSet.of("a", {"noise": asks.indicators["noise"]}, {"noise": after.areas[0].assessment.facts["noise"]})  # type: ignore[union-attr]
    _, told = one(before, after, further=({"a": more}, {}))
    assert told is not None
    assert told.old_under_new == ("risk",)


def test_an_indicator_of_another_kind_is_missing() -> None:
    other = later(
        ("calm: {truth: true", "calm: {category: [calm, loud]"), ("calm, equals: false", "calm, equals: loud")
    )
    _, it = one(
        areas(BEFORE, OLD, events="15", tips="0", calm="nej"), areas(other, NEW, events="15", tips="0", calm="loud")
    )
    assert it is not None
    assert it.old_under_new == it.new_under_old == ("mild", "risk")


def test_a_picture_without_assessments_moves_without_why() -> None:
    listed = Picture("kept", OLD, areas(BEFORE, OLD, events="5", tips="0", calm="ja").ladders, ())
    assert compare(listed, areas(GONE, NEW, events="5", tips="0", calm="ja")).diff is None


@given(st.data(), rulesets())
@settings(max_examples=25)
def test_the_corners_are_assessments_and_both_ways_end_where_they_should(data: st.DataObject, ruleset: Ruleset) -> None:
    old, new = data.draw(facts(ruleset)), data.draw(facts(ruleset))
    was, now = (picture(ruleset, [it.only(frozenset(it))], as_of=day) for it, day in ((old, OLD), (new, NEW)))
    if was.areas[0].id != now.areas[0].id:
        return
    for id_, it in compare(was, now).classifications.items():
        (change,) = it.changes
        if change.crossing is None:
            continue
        cross = change.crossing
        assert cross.verdict == "facts"  # the rules are the same
        assert cross.was == cross.old_under_new == assess(ruleset, old, as_of=OLD).classifications[id_].possible
        assert cross.now == cross.new_under_old == assess(ruleset, new, as_of=NEW).classifications[id_].possible
        assert cross.facts_first[0].moved == change.moved


CELLS = st.fixed_dictionaries(
    {
        "events": st.sampled_from(["", "5", "15", "25"]),
        "tips": st.sampled_from(["", "5", "15"]),
        "calm": st.sampled_from(["", "ja", "nej"]),
    }
)


@given(
    CELLS, CELLS, st.sampled_from(["", "5", "15"]), st.sampled_from(["", "5", "15"]), st.sampled_from([GONE, HIGHER])
)
def test_the_open_comparison_is_a_function_of_open_facts_and_the_published_class(
    old: dict[str, str], new: dict[str, str], secret_old: str, secret_new: str, rules: Ruleset
) -> None:
    one_ = areas(BEFORE, OLD, **old), areas(rules, NEW, **new)
    two = areas(BEFORE, OLD, **{**old, "tips": secret_old}), areas(rules, NEW, **{**new, "tips": secret_new})
    if [it.areas[0].possible for it in one_] != [it.areas[0].possible for it in two]:
        return
    event("differ" if (old["tips"], new["tips"]) != (secret_old, secret_new) else "equal")
    for language in ("sv", "en"):
        said = [comparison_text(compare(*it, audience="open"), language) for it in (one_, two)]
        assert said[0] == said[1]
        for form in (comparison_json, comparison_markdown, comparison_html, printed):
            assert form(said[0]) == form(said[1])
        assert list(comparison_rows(said[0])) == list(comparison_rows(said[1]))


def test_what_is_secret_under_either_ruleset_is_crossed_openly_by_neither() -> None:
    opened = later(("title: {sv: Tips, en: Tips}, handling: secret", "title: {sv: Tips, en: Tips}, handling: open"))
    found = [
        one(
            areas(BEFORE, OLD, events="15", tips=tips, calm="ja"),
            areas(opened, NEW, events="15", tips="0", calm="ja"),
            audience="open",
        )[1]
        for tips in ("15", "5")
    ]
    assert found[0] == found[1]


@pytest.mark.parametrize("audience", ["internal", "open"])
def test_the_words_say_on_what_it_rests(audience: Any) -> None:
    same = {"events": "15", "tips": "0", "calm": "ja"}
    found = compare(areas(BEFORE, OLD, **same), areas(HIGHER, NEW, **same), audience=audience)
    said = comparison_markdown(comparison_text(found, "en"))
    assert "The rules moved the class; the facts did not." in said
    assert ("This rests on open facts alone." in said) == (audience == "open")
