"""Computed classes against published lists: two real ones, and what is told of differences."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pyarrow as pa
import pytest

from lagesbild_rules import Ruleset, assess, find_ruleset, load_ruleset, read_facts
from lagesbild_rules.errors import FactsError, QuestionError
from lagesbild_rules.evaluation import outcomes_given, outcomes_if
from lagesbild_rules.ruleset import parse_ruleset, shipped_rulesets
from lagesbild_rules.study import Backtest, Sampling, backtest, backtest_page, backtest_svg, read_published
from lagesbild_rules.truth import Truth

EXAMPLES = Path(__file__).parents[2] / "docs" / "examples"
FATES = ("same", "differs", "open", "excluded")


def berlin(ruleset: Ruleset) -> Backtest:
    table = read_facts(EXAMPLES / "berlin" / "mss2021_facts.csv", ruleset.indicators)
    published = read_published(EXAMPLES / "berlin" / "mss2021_published.csv", ruleset)
    return backtest([assess(ruleset, row, as_of="2021-12-31") for row in table.rows], published)


@cache
def rounded() -> Backtest:
    return berlin(find_ruleset("berlin.mss", as_of="2021-12-31"))


@cache
def exact() -> Backtest:
    text = (shipped_rulesets() / "berlin" / "mss" / "2021-01-01.yaml").read_text(encoding="utf-8")
    return berlin(parse_ruleset(text.replace(", precision: 0.005", "")))


@cache
def area_types(precise: bool = False) -> Backtest:
    path = EXAMPLES / "scb" / "area-types.yaml"
    text = path.read_text(encoding="utf-8")
    ruleset = parse_ruleset(text.replace(", precision: 0.5", "")) if precise else load_ruleset(path)
    table = read_facts(EXAMPLES / "scb" / "regso2022_facts.csv", ruleset.indicators)
    published = read_published(
        EXAMPLES / "scb" / "regso2022_published.csv",
        ruleset,
        columns={"area": "regso_2020_code", "area_type": "area_type_1_5"},
        words={str(number): f"type_{number}" for number in range(1, 6)},
    )
    return backtest([assess(ruleset, row, as_of="2022-12-31") for row in table.rows], published)


def test_berlin_as_rounded() -> None:
    for it in rounded().classifications:
        assert [it.count(fate) for fate in FATES] == [533, 0, 3, 0]
        assert len(it.without) == 6
        assert (it.unlisted, it.unassessed, it.contradicted) == ((), (), ())
        assert it.same.value == it.kappa.value == it.kappa_quadratic.value == 1
    status, dynamics = rounded().classifications
    assert status.matrix == ((74, 0, 0, 0), (0, 364, 0, 0), (0, 0, 46, 0), (0, 0, 0, 49), (1, 2, 0, 0))
    assert dynamics.matrix == ((47, 0, 0), (0, 435, 0), (0, 0, 51), (1, 1, 1))


def test_berlin_with_the_decimals_taken_as_exact_names_the_criteria_that_differ() -> None:
    status, dynamics = exact().classifications
    assert [status.count(fate) for fate in FATES] == [535, 1, 0, 0]
    assert [dynamics.count(fate) for fate in FATES] == [534, 2, 0, 0]
    found = {row["area"]: row for row in exact().rows() if row["causes"]}
    assert {area: (row["causes"], row["margins"]) for area, row in found.items()} == {
        "09501838": (["status_medium_or_lower=false"], ["status_index: +0 index"]),
        "04200310": (["dynamics_negative=true"], ["dynamic_index: +0 index"]),
        "04300414": (["dynamics_stable_or_negative=false"], ["dynamic_index: +0 index"]),
    }
    assert status.same.value == pytest.approx(535 / 536)
    assert status.same.low is not None
    assert status.same.low < 535 / 536


def test_the_area_types_agree_as_far_as_the_approximation_goes() -> None:
    (it,) = area_types().classifications
    assert len(it.areas) == 3363
    assert [it.count(fate) for fate in FATES] == [3099, 53, 211, 0]
    assert [sum(row[column] for row in it.matrix) for column in range(5)] == [289, 1770, 855, 289, 160]
    assert it.same.value == pytest.approx(3099 / 3152)
    assert {one.criterion: one.areas for one in it.criteria} == {
        "above_mean": 24,
        "above_two": 13,
        "above_one": 11,
        "above_one_below": 5,
    }
    (precise,) = area_types(precise=True).classifications
    assert [precise.count(fate) for fate in FATES] == [3224, 139, 0, 0]


def test_the_cuts_of_the_example_are_those_of_its_facts() -> None:
    (ruleset,) = {id(area_types().ruleset): area_types().ruleset}.values()
    rows = read_facts(EXAMPLES / "scb" / "regso2022_facts.csv", ruleset.indicators).rows
    index = [sum(float((it.low + it.high) / 2) for it in row.facts.values()) / 3 for row in rows]  # type: ignore[operator]
    mean = sum(index) / len(index)
    deviation = (sum((it - mean) ** 2 for it in index) / len(index)) ** 0.5
    cuts = {"two_above": 2, "one_above": 1, "average": 0, "one_below": -1}
    # The shares at the ends of the range are kept inside it, which moves the middle of their span a little.
    for name, times in cuts.items():
        assert float(str(ruleset.value(name))) == pytest.approx(mean + times * deviation, abs=0.005)


@pytest.mark.parametrize("found", [rounded, exact, area_types])
def test_what_is_told_fits_together(found) -> None:  # type: ignore[no-untyped-def]
    made: Backtest = found()
    for it in made.classifications:
        assert sum(map(sum, it.matrix)) == len(it.areas) == sum(it.count(fate) for fate in FATES)
        assert sum(it.matrix[place][place] for place in range(len(it.levels))) == it.count("same")
        for one in it.areas:
            assert (one.fate in {"same", "open"}) == (one.published in one.possible)
            assert bool(one.causes) == (one.fate in {"differs", "excluded"})


def test_every_cause_gives_the_published_class_and_no_fewer_criteria_do() -> None:
    made = area_types()
    facts = read_facts(EXAMPLES / "scb" / "regso2022_facts.csv", made.ruleset.indicators)
    by_area = {row.area: row for row in facts.rows}
    (it,) = made.classifications
    for one in it.contradicted:
        assessment = assess(made.ruleset, by_area[one.area], as_of="2022-12-31")
        for cause in one.causes:
            answers = {turn.criterion: turn.answer for turn in cause.turns}
            assert outcomes_given(assessment, answers)["area_type"] == (one.published,)
            assert all(assessment.criteria[turn.criterion] is turn.truth for turn in cause.turns)
            assert len(cause.turns) == 1


TWO = """
format: lagesbild-ruleset/1
id: exempel.tva
version: 1
status: trial
effective: {from: 2020-01-01}
title: {sv: Två, en: Two}
sources: {own: {title: Own, evidence: inferred}}
indicators:
  one: {truth: true, title: {sv: Ett, en: One}}
  two: {truth: true, title: {sv: Två, en: Two}}
criteria:
  first: {claim: {sv: F, en: F}, source: own, when: {indicator: one, equals: true}}
  second: {claim: {sv: S, en: S}, source: own, when: {indicator: two, equals: true}}
classifications:
  need:
    levels:
      - {id: low, title: {sv: Låg, en: Low}}
      - {id: high, title: {sv: Hög, en: High}, when: {all: [first, second]}}
"""


def of_two(rows: list[dict[str, str]], listed: dict[str, str]) -> Backtest:
    ruleset = parse_ruleset(TWO)
    published = read_published(pa.table({"area": list(listed), "need": list(listed.values())}), ruleset)
    return backtest([assess(ruleset, row, as_of="2021-01-01") for row in rows], published, sampling=Sampling(50))


def test_a_cause_may_take_two_criteria_or_one_of_two() -> None:
    rows = [
        {"area": "A", "one": "false", "two": "false"},
        {"area": "B", "one": "true", "two": "true"},
        {"area": "C", "one": "false"},
        {"area": "D", "two": "true"},
    ]
    made = of_two(rows, {"A": "High", "B": "Låg", "C": "high", "D": "high", "E": "low"})
    found = {row["area"]: (row["fate"], row["causes"]) for row in made.rows()}
    assert found == {
        "A": ("differs", ["first=true + second=true"]),
        "B": ("differs", ["first=false", "second=false"]),
        "C": ("differs", ["first=true + second=true"]),
        "D": ("open", []),
    }
    (it,) = made.classifications
    assert it.unassessed == ("E",)
    assert [(one.criterion, one.areas, one.alone, one.more_serious, one.milder) for one in it.criteria] == [
        ("first", 3, 1, 1, 2),
        ("second", 3, 1, 1, 2),
    ]


def test_an_undecided_class_is_neither_right_nor_wrong() -> None:
    (it,) = of_two([{"area": "D", "two": "true"}], {"D": "high"}).classifications
    assert it.count("open") == 1
    assert (it.same.value, it.kappa.value, it.kappa_linear.value) == (None, None, None)
    assert it.matrix == ((0, 0), (0, 0), (0, 1))


def test_several_answers_at_once_are_as_one_after_the_other() -> None:
    ruleset = parse_ruleset(TWO)
    assessment = assess(ruleset, {"area": "A", "one": "false", "two": "false"}, as_of="2021-01-01")
    assert outcomes_if(assessment, "first", Truth.TRUE) == {"need": ("low",)}
    assert outcomes_given(assessment, {"first": Truth.TRUE, "second": Truth.TRUE}) == {"need": ("high",)}
    assert outcomes_given(assessment, {}) == {"need": ("low",)}


def test_a_list_of_another_layout_is_read_by_its_columns_and_words() -> None:
    ruleset = parse_ruleset(TWO)
    table = pa.table({"code": ["A", "B", "C", ""], "class": ["ja", "NEJ", "", "ja"], "year": [1, 2, 3, 4]})
    with pytest.raises(FactsError) as caught:
        read_published(table, ruleset, columns={"area": "code", "need": "class"}, words={"ja": "high"})
    assert [it.code for it in caught.value.problems] == ["LR754", "LR305"]
    found = read_published(
        table.slice(0, 3), ruleset, columns={"area": "code", "need": "class"}, words={"ja": "high", "nej": "low"}
    )
    assert found.levels == {"need": {"A": "high", "B": "low"}}
    assert found.without == {"need": ("C",)}
    assert read_published(pa.table({"area": ["A"], "level": ["low"]}), ruleset).levels == {"need": {"A": "low"}}


@pytest.mark.parametrize(
    ("columns", "options", "codes"),
    [
        ({"area": ["A"], "x": ["low"]}, {}, ["LR755"]),
        ({"code": ["A"], "need": ["low"]}, {}, ["LR755"]),
        ({"area": ["A"], "need": ["low"]}, {"columns": {"need": "ned"}}, ["LR755"]),
        ({"area": ["A"], "need": ["low"]}, {"columns": {"needs": "need"}}, ["LR755"]),
        ({"area": ["A"], "need": ["low"]}, {"words": {"låg": "lowest"}}, ["LR754"]),
        ({"area": ["A", "A"], "need": ["low", "low"]}, {}, ["LR756"]),
    ],
)
def test_a_list_that_cannot_be_read_is_refused(columns, options, codes) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(FactsError) as caught:
        read_published(pa.table(columns), parse_ruleset(TWO), **options)
    assert [it.code for it in caught.value.problems] == codes


def test_no_common_area_is_an_error() -> None:
    for rows in ([], [{"area": "B"}]):
        with pytest.raises(QuestionError) as caught:
            of_two(rows, {"A": "low"})
        assert [it.code for it in caught.value.problems] == ["LR759"]


def test_tables_are_arrow() -> None:
    made = exact()
    assert made.table().num_rows == 2 * 536
    matrix = made.matrix_table().to_pylist()
    assert sum(row["areas"] for row in matrix) == 2 * 536
    assert {row["computed"] for row in matrix} >= {None, "mittel"}


def test_a_plot_holds_every_number_and_is_the_same_each_time() -> None:
    text = backtest_svg(area_types(), "sv")
    assert text == backtest_svg(area_types(), "sv")
    assert 'role="img"' in text
    assert "Områdestyp 4: Områdestyp 5 2, Områdestyp 4 1669, Områdestyp 3 14" in text
    for row in area_types().classifications[0].matrix:
        assert all(f">{number}</text>" in text for number in row)


def test_the_page_lists_some_areas_and_counts_the_rest() -> None:
    page = backtest_page(area_types(), "en")
    areas = page.tables[-1]
    assert len(areas.rows) == 20
    assert areas.notes == ("33 more areas; json and csv hold all.",)
