"""What differs between two rulesets, as readers see it: the shipped periods word for word, and laws for all others."""

from __future__ import annotations

import json
from datetime import date
from io import StringIO
from pathlib import Path
from random import Random
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from syrupy.assertion import SnapshotAssertion

from lagesbild_rules.errors import FactsError
from lagesbild_rules.explanation import (
    AreasDiff,
    DiffDocument,
    areas_text,
    compare_areas,
    diff_document,
    read_for_both,
)
from lagesbild_rules.report import diff_json, diff_markdown
from lagesbild_rules.report._console_diff import print_diff
from lagesbild_rules.ruleset import Ruleset, diff, load_ruleset, parse_ruleset, resolve, shipped_rulesets
from lagesbild_rules.testing import ruleset_texts
from lagesbild_rules.text import LANGUAGES, Language
from tests.cli.schemas import fits
from tests.ruleset.mutants import SHIPPED, changed, shipped
from tests.ruleset.small import BASE, edited

from .hostile import HOSTILE, PLAIN, ruleset
from .test_markdown import TAGS, seen

PERIODS = [
    ("noa.utsatta-omraden", "2017-06-01", "2019-06-01"),
    ("noa.utsatta-omraden", "2019-06-01", "2021-12-01"),
    ("noa.utsatta-omraden", "2021-12-01", "2023-12-01"),
    ("noa.utsatta-omraden", "2023-12-01", "2025-12-01"),
    ("dk.udsatte-boligomraader", "2010-10-01", "2014-02-01"),
    ("dk.udsatte-boligomraader", "2014-02-01", "2018-12-01"),
    ("dk.udsatte-boligomraader", "2018-12-01", "2021-12-01"),
]
DAY = date(2025, 12, 31)
AREAS = shipped_rulesets().parent / "docs" / "examples" / "constructed" / "areas.csv"


def period(id: str, begins: str) -> Ruleset:
    return resolve(f"{id}@{begins}", as_of=DAY)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("id", "before", "after"), PERIODS)
def test_shipped_periods_word_for_word(
    id: str, before: str, after: str, language: Language, snapshot: SnapshotAssertion
) -> None:
    assert diff_markdown(diff_document(diff(period(id, before), period(id, after)), language)) == snapshot


def test_the_console_word_for_word(snapshot: SnapshotAssertion) -> None:
    found = diff(period("noa.utsatta-omraden", "2023-12-01"), period("noa.utsatta-omraden", "2025-12-01"))
    out = StringIO()
    print_diff(diff_document(found, "sv", areas(found.before, found.after, AREAS, "sv")), out, width=100, color=False)
    assert "\n".join(line.rstrip() for line in out.getvalue().split("\n")) == snapshot


def told_once(before: Ruleset, after: Ruleset) -> dict[Language, DiffDocument]:
    """Return the documents in both languages, held to telling each change once and fitting the schema."""
    found = diff(before, after)
    documents: dict[Language, DiffDocument] = {it: diff_document(found, it) for it in LANGUAGES}
    for document in documents.values():
        told = [change for section in document.sections for item in section.items for change in item.changes]
        assert len(told) == len(found.changes)
        assert all(item.text and item.changes for section in document.sections for item in section.items)
        assert json.loads(diff_json(document))["title"] == document.title
        assert diff_markdown(document).startswith("# ")
        print_diff(document, StringIO(), width=80)
    return documents


@given(st.sampled_from(SHIPPED), st.randoms(use_true_random=False), st.integers(1, 5))
def test_every_change_of_a_shipped_text_is_told_once(path: Path, chance: Random, times: int) -> None:
    told_once(load_ruleset(path), changed(shipped(path), chance, times))


@given(ruleset_texts(closed_world=True), ruleset_texts(closed_world=True))
def test_every_change_between_any_two_is_told_once(one: str, other: str) -> None:
    told_once(parse_ruleset(one), parse_ruleset(other))


@pytest.mark.parametrize(("id", "before", "after"), PERIODS)
def test_the_json_fits_its_schema(id: str, before: str, after: str) -> None:
    for document in told_once(period(id, before), period(id, after)).values():
        fits(json.loads(diff_json(document)), "ruleset-diff")


@pytest.mark.parametrize("path", SHIPPED, ids=str)
def test_a_text_does_not_differ_from_itself(path: Path) -> None:
    for document in told_once(load_ruleset(path), load_ruleset(path)).values():
        assert document.sections == []
        assert document.summary in ("Ingenting skiljer dem åt.", "Nothing differs between them.")


@pytest.mark.parametrize(("given_", "plain"), list(zip(HOSTILE, PLAIN, strict=True)), ids=HOSTILE)
def test_hostile_text_is_told_as_it_is(given_: str, plain: str) -> None:
    found = diff(ruleset("vanligt"), ruleset(given_))
    document = diff_document(found, "sv")
    tags, words = seen(diff_markdown(document))
    assert tags <= TAGS
    assert " ".join(words.split()).count(" ".join(plain.split())) >= 10
    out = StringIO()
    print_diff(document, out, width=2000, color=False)
    assert out.getvalue().count(plain) >= 10


# One change in one sentence.

A, LADDER = BASE["criteria"]["a"]["when"], BASE["classifications"]["k"]["levels"]
FIRST, GRAVE, WORST = (f"classifications/k/levels/{rank}" for rank in range(3))


@pytest.mark.parametrize(
    "steps",
    [
        [("criteria/c/when/below", "6.5")],
        [("criteria/c/when/below", "8")],
        [("criteria/b/when/at_least", "much")],
        [("criteria/a/when/above", {"indicator": "rate"})],
        [("criteria/a/when", {**A, "missing_as": "false"})],
        [("criteria/a/when", {"indicator": "share", "at_least": "limit"})],
        [("criteria/a/when", {"indicator": "rate", "above": "limit"})],
        [("criteria/a/when", {"not": A})],
        [("criteria/a/when", {"all": [A]})],
        [("criteria/a/when", {"any": [A, "b"]})],
        [("criteria/a/when", {"all": [A, "b"]})],
        [(f"{GRAVE}/when/all/1/at_least", "2")],
        [(f"{GRAVE}/when/all/1/of", ["b", "c", "d"])],
        [(f"{GRAVE}/when/all/1", {"any": ["b", "c"]})],
        [(f"{GRAVE}/when/all/0", "d")],
        [(f"{GRAVE}/when/all/0", {"any": ["a", "d"]})],
        [(f"{GRAVE}/when", {"any": ["a", {"not": {"all": ["b", "c"]}}]})],
        [(f"{WORST}/when/all/1", None)],
        [(f"{WORST}/when/all", [{"level": "k.grave"}, "c", "a"])],
        [(f"{WORST}/when/all", [{"level": "k.grave"}, "c", {"not": "d"}])],
        [(f"{WORST}/when/all", [{"level": "k.grave"}, "c", {"any": ["a", "d"]}])],
        [(f"{GRAVE}/when/all/0", None), (f"{GRAVE}/supporting", ["d", "a"])],
        [(f"{GRAVE}/when/all/0", None), (f"{WORST}/when/all/1", "a")],
        [(f"{GRAVE}/supporting", None)],
        [("criteria/a/modality", "graded")],
        [("classifications/k/levels", [{"id": "mild"}])],
        [("classifications/k/levels", LADDER[::-1]), (f"{WORST}/when", "a"), (f"{FIRST}/when", None)],
        [(f"{WORST}/id", "acute")],
        [("parameters/limit/value", "45.5")],
        [("parameters/limit/value", "500"), ("parameters/limit/unit", "per_mille")],
        [("readings/from_step/value", "much")],
        [("readings/from_step/admissible", ["some"])],
        [("indicators/share/number/min", "1")],
        [("indicators/share", {"truth": "true"}), ("criteria/a/when", "b")],
        [("evidence", {"max_age": "24 months", "at_least_grade": "C3"})],
        [("effective/until", "2021-01-01")],
    ],
    ids=lambda steps: " ".join(f"{path}={value}" for path, value in steps),
)  # fmt: skip
def test_one_change_word_for_word(steps: list[tuple[str, Any]], snapshot: SnapshotAssertion) -> None:
    said = []
    for document in told_once(edited(), edited(*steps)).values():
        for item in (item for section in document.sections for item in section.items):
            words = [*item.lines, *(it for it in (item.before, item.after) if it is not None)]
            said += [item.text, *(f"  {line}" for line in words)]
    assert "\n".join(said) == snapshot


def test_a_condition_that_is_the_same_may_rest_on_something_else() -> None:
    steps = [(f"{WORST}/id", "acute"), (f"{WORST}/title", {"sv": "Akut"})]
    before = edited((f"{WORST}/title", {"sv": "Värst"}))
    (same,) = told_once(before, edited(*steps))["sv"].sections[0].items
    assert same.text == "Nivån Värst heter nu Akut; villkoret är detsamma"
    moved = told_once(before, edited(*steps, ("criteria/c/when/below", "8"), ("parameters/limit/value", "51")))["sv"]
    assert moved.sections[0].items[0].text == (
        "Nivån Värst heter nu Akut; villkoret är detsamma, men det vilar på något som är ändrat: «C» och «Gräns»"
    )


@pytest.mark.parametrize(
    ("steps", "same"),
    [
        ([("criteria/a/claim", {"sv": "Å."})], True),
        ([("criteria/e", {"claim": {"sv": "E."}, "source": "s", "when": A})], True),
        ([("readings/from_step/admissible", ["some"])], True),
        ([("criteria/a/when", {**A, "missing_as": "true"})], False),
        ([("parameters/limit/value", "51")], False),
        ([(WORST, None)], False),
    ],
)
def test_the_summary_says_whether_a_class_can_change(steps: list[tuple[str, Any]], same: bool) -> None:
    document = told_once(edited(), edited(*steps))["en"]
    assert (document.summary == "Nothing that differs can give an area another class.") is same


def test_words_that_changed_in_the_other_language_are_shown_in_it() -> None:
    before, after = (edited(("criteria/a/claim", {"sv": "A.", "en": words})) for words in ("An A.", "The A."))
    (item,) = told_once(before, after)["sv"].sections[0].items
    assert (item.text, item.before, item.after) == ("«A»: påståendet, på engelska", "An A.", "The A.")


# What it does to areas.

DANISH = """\
area,residents,outside_work_or_education_2y,convicted_share_2y,national_convicted_share_2y,basic_education_only,\
income_vs_region,non_western,years_as_ghetto
Sagodalen (konstruerat),1200,45,3,0.9,62,54,55,5
Fantasilunda (konstruerat),1200,45,3,0.9,62,54,45,0
Drömstaden (konstruerat),900,45,3,0.9,62,54,55,0
Påhittsberget (konstruerat),1200,35,2,,62,60,35,0
"""


def areas(before: Ruleset, after: Ruleset, path: Path, language: Language = "sv") -> AreasDiff:
    found = diff(before, after)
    return areas_text(compare_areas(found, read_for_both(path, before, after), DAY), found, language)


@pytest.fixture
def danish(tmp_path: Path) -> Path:
    path = tmp_path / "danish.csv"
    path.write_text(DANISH, encoding="utf-8")
    return path


def test_a_level_that_is_abolished_is_told_from_a_milder_class() -> None:
    found = areas(period("noa.utsatta-omraden", "2023-12-01"), period("noa.utsatta-omraden", "2025-12-01"), AREAS)
    assert (found.areas, found.changed) == (5, 2)
    assert [(it.area, it.move, it.before, it.after) for it in found.changes] == [
        ("Påhittsberget (konstruerat)", "abolished", ["riskomrade"], ["utsatt_omrade"]),
        (
            "Drömstaden (konstruerat)",
            "abolished",
            ["riskomrade", "sarskilt_utsatt_omrade"],
            ["utsatt_omrade", "sarskilt_utsatt_omrade"],
        ),
    ]


def test_a_level_under_a_new_name_is_no_other_class(danish: Path) -> None:
    id_ = "dk.udsatte-boligomraader"
    found = areas(period(id_, "2018-12-01"), period(id_, "2021-12-01"), danish)
    assert found.changes == []
    assert sorted((it.move, *it.before, *it.after, str(it.count)) for it in found.counts) == [
        ("classification_added", "ej_forebyggelsesomraade", "2"),
        ("classification_added", "forebyggelsesomraade", "2"),
        ("renamed", "haardt_ghettoomraade", "omdannelsesomraade", "1"),
    ]


def test_a_column_that_one_text_knows_is_left_out_for_the_other(danish: Path) -> None:
    id_ = "dk.udsatte-boligomraader"
    before, after = period(id_, "2014-02-01"), period(id_, "2018-12-01")
    for was, now in read_for_both(danish, before, after):
        assert (set(was), set(now)) == (set(before.indicators), set(after.indicators))


def test_a_column_that_neither_knows_is_an_error(danish: Path) -> None:
    danish.write_text(DANISH.replace("residents", "inhabitants"), encoding="utf-8")
    with pytest.raises(FactsError, match="LR301 unknown column `inhabitants`"):
        read_for_both(danish, *(period("dk.udsatte-boligomraader", it) for it in ("2018-12-01", "2021-12-01")))


SMALL = """\
format: lagesbild-ruleset/1
id: konstruerat.litet
version: 1
status: in_force
effective: {{from: 2020-01-01}}
title: {{sv: Litet}}
sources: {{s: {{title: Källa}}}}
indicators:
  share: {{number: {{unit: percent, decimals: {decimals}}}}}
  {truth}: {{truth: true}}
criteria:
  a: {{claim: {{sv: Hög andel.}}, source: s, when: {{indicator: share, above: {limit}}}}}
  b: {{claim: {{sv: Sant.}}, source: s, when: {{indicator: {truth}, equals: true}}}}
classifications:
  k:
    title: {{sv: Klass}}
    levels:
      - {{id: mild, title: {{sv: Mild}}}}
      - {{id: grave, title: {{sv: Svår}}, when: {when}}}
"""


def small(*, decimals: int = 1, limit: int = 50, when: str = "a", truth: str = "yes") -> Ruleset:
    return parse_ruleset(SMALL.format(decimals=decimals, limit=limit, when=when, truth=truth))


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "table.csv"
    path.write_text("area,share,yes\nEtt,55,nej\nTvå,70,nej\nTre,40,ja\nFyra,,ja\n", encoding="utf-8")
    return path


def test_an_area_goes_through_the_criterion_whose_truth_differs(table: Path) -> None:
    (change,) = areas(small(), small(limit=60), table).changes
    assert (change.area, change.move) == ("Ett", "down")
    assert [it.text for it in change.through] == ["«Hög andel»: uppfyllt → inte uppfyllt"]
    (back,) = areas(small(limit=60), small(), table).changes
    assert back.move == "up"
    assert [it.text for it in back.through] == ["«Hög andel»: inte uppfyllt → uppfyllt"]


def test_an_area_goes_through_the_criterion_that_is_asked_for_anew(table: Path) -> None:
    found = areas(small(), small(when="{all: [a, b]}"), table)
    assert [(it.area, it.move) for it in found.changes] == [("Ett", "down"), ("Två", "down")]
    assert {it.text for change in found.changes for it in change.through} == {"«Sant»: krävs inte → inte uppfyllt"}


def test_a_criterion_that_answers_as_before_may_decide_anew(table: Path) -> None:
    found = areas(small(when="{any: [a, b]}"), small(when="{all: [a, b]}"), table)
    assert [(it.area, it.move) for it in found.changes] == [
        ("Ett", "down"),
        ("Två", "down"),
        ("Tre", "down"),
        ("Fyra", "opened"),
    ]
    assert [it.text for it in found.changes[0].through] == ["«Sant»: inte uppfyllt, som förut, men avgör nu"]
    assert [it.text for it in found.changes[3].through] == ["«Hög andel»: inte avgjort, som förut, men avgör nu"]


def test_a_new_level_is_told_with_the_criteria_that_are_new_in_it(table: Path) -> None:
    before, after = small(), small(when="a}\n      - {id: worst, title: {sv: Värst}, when: {all: [a, {not: b}]}")
    found = areas(before, after, table)
    assert [(it.area, it.move, it.after) for it in found.changes] == [
        ("Ett", "new", ["worst"]),
        ("Två", "new", ["worst"]),
    ]
    back = areas(after, before, table)
    assert {(it.move, it.text) for it in back.changes} == {
        ("abolished", "Ett: Värst → Svår; nivån finns inte längre: Värst"),
        ("abolished", "Två: Värst → Svår; nivån finns inte längre: Värst"),
    }


def test_a_classification_that_goes_is_counted_and_changes_no_class(table: Path) -> None:
    more = small().classifications["k"]
    before = evolve(small(), classifications={"k": more, "l": evolve(more, id="l")})
    found = areas(before, small(), table)
    assert found.changes == []
    assert {(it.move, it.before_text, it.after_text, it.count) for it in found.counts} == {
        ("classification_dropped", "Svår", "–", 2),
        ("classification_dropped", "Mild", "–", 1),
        ("classification_dropped", "Mild eller Svår", "–", 1),
    }


def test_what_is_no_longer_open_is_settled(table: Path) -> None:
    (change,) = [it for it in areas(small(), small(when="{any: [a, b]}"), table).changes if it.area == "Fyra"]
    assert (change.move, change.before, change.after) == ("settled", ["mild", "grave"], ["grave"])


def test_an_indicator_of_another_kind_in_each_is_read_for_each(table: Path) -> None:
    assert [it.move for it in areas(small(decimals=1), small(decimals=2, limit=60), table).changes] == ["down"]
    table.write_text("area,share,yes\nEtt,55.55,nej\n", encoding="utf-8")
    with pytest.raises(FactsError, match="LR309"):
        areas(small(decimals=1), small(decimals=2), table)


def test_counts_add_up(table: Path) -> None:
    found = areas(small(when="{any: [a, b]}"), small(when="{all: [a, b]}"), table)
    assert sum(it.count for it in found.counts) == len(found.changes) == 4
    assert found.text == "4 av 4 områden, bedömda på samma uppgifter (gäller per 2025-12-31)."
