"""What a good text becomes: every key has its place, types come from declarations; and no text breaks the reader."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lagesbild_rules import assess
from lagesbild_rules.errors import UNPRINTABLE, Problem, QuestionError, RulesetError
from lagesbild_rules.facts import CategoryKind, Evidence, NumberKind, ScaleKind, TruthKind
from lagesbild_rules.ruleset import (
    All,
    Any,
    Case,
    Citation,
    ClassificationRef,
    Count,
    CriterionRef,
    Difference,
    FiniteCompare,
    IndicatorValue,
    LevelRef,
    Literal,
    Mean,
    Name,
    Not,
    NumberCompare,
    Operator,
    Source,
    Sum,
    Times,
    catalogue,
    load_cases,
    load_ruleset,
    logic_digest,
    parse_ruleset,
)
from lagesbild_rules.text import Text
from lagesbild_rules.truth import Truth
from tests.errors.fragments import RULESET, whole

FULL = """\
format: lagesbild-ruleset/1
id: exempel.allt-som_finns
version: 3
status: trial
effective: {from: 2019-06-01, until: 2021-12-01, certainty: month}
title: {sv: Allt, en: Everything}
owner: exempelenheten
sources:
  rapport: {title: Rapport, reference: X 1/2019, published: 2019-06, evidence: secondary}
parameters:
  income_limit: {value: 055.50, unit: percent, source: rapport, locator: s. 12, title: {sv: Gräns}}
  tenures: {value: [rental, "0114"]}
  limits: {value: [1, 2.50]}
readings:
  counts_from:
    value: problem
    admissible: [litet_problem, problem]
    because: {sv: Öppet, en: Open}
    unit: steg
    title: {en: Counts from}
    source: rapport
    locator: s. 3
    quote: ”minst”
    evidence: inferred
  support_needed: {value: 2, admissible: [1, 2]}
  unused: {value: 7, admissible: [7]}
scales:
  problem: {steps: [inget_problem, litet_problem, problem], titles: {problem: {sv: Problem, en: Problem}}}
indicators:
  trade:
    scale: problem
    title: {sv: Handel, en: Trade}
    worse: high
    changeable: false
    group: drugs
    handling: secret
    evidence: {max_age: 1 year, at_least_grade: B2, when_sources_disagree: worst}
  income: {number: {unit: percent, decimals: 1, min: 0, max: 200.0, precision: 0.05}}
  rooms: {number: {unit: rooms, decimals: 0}}
  delimited: {truth: true}
  tenure: {category: [rental, "0114"], titles: {rental: {sv: Hyresrätt}}}
evidence: {max_age: 24 months, at_least_grade: C3, when_sources_disagree: span}
criteria:
  a:
    claim: {sv: Påstående, en: Claim}
    source: rapport
    locator: avsnitt 1
    quote: orden
    evidence: derived
    modality: required
    known_misreadings: [{sv: Ett}, {en: Two}]
    when: {indicator: trade, at_least: counts_from, missing_as: false}
  b: {claim: {sv: B}, source: rapport, when: {all: [a, {not: {indicator: delimited, equals: true}}]}}
  c:
    claim: {sv: C}
    source: rapport
    when:
      any:
        - {indicator: tenure, one_of: tenures}
        - {indicator: tenure, one_of: [rental]}
        - {indicator: income, one_of: limits}
        - {value: {sum: [{indicator: income}, {times: [-2, {indicator: rooms}]}]}, above: {mean: [income_limit, 1]}}
        - {value: {difference: [{indicator: income}, 1]}, at_most: 3, missing_as: true}
classifications:
  need:
    title: {sv: Behov}
    nested: true
    levels:
      - {id: low, title: {sv: Lågt}}
      - {id: middle, when: {at_least: support_needed, of: [a, b, c]}, supporting: [c]}
      - id: high
        title: {sv: Högt}
        claim: {sv: Nivån}
        source: rapport
        locator: s. 9
        quote: högt
        evidence: primary
        when: {all: [{level: need.middle}, {at_most: 0, of: [b]}]}
  other: {levels: [{id: no}, {id: yes, when: {classification: need, at_least: middle}}]}
"""


def test_every_key_of_the_format_has_its_place() -> None:
    it = parse_ruleset(FULL)
    assert (it.reference, it.version, it.status) == ("exempel.allt-som_finns@2019-06-01", 3, "trial")
    assert (it.effective.until, it.effective.certainty, it.owner) == (date(2021, 12, 1), "month", "exempelenheten")
    assert (it.title, it.title.in_("en")) == (Text("Allt", "Everything"), "Everything")
    assert it.sources == {"rapport": Source("rapport", "Rapport", "X 1/2019", "2019-06", "secondary")}

    limit, counts = it.parameters["income_limit"], it.readings["counts_from"]
    assert (limit.value, limit.unit, limit.title.sv, limit.citation) == (
        Decimal("55.5"), "percent", "Gräns", Citation("rapport", "s. 12")
    )  # fmt: skip
    assert it.value("tenures") == ("rental", "0114")
    assert it.value("limits") == (Decimal(1), Decimal("2.5"))
    assert (counts.value, counts.admissible) == ("problem", ("litet_problem", "problem"))
    assert (counts.because, counts.unit, counts.title.en) == (Text("Öppet", "Open"), "steg", "Counts from")
    assert counts.citation == Citation("rapport", "s. 3", "”minst”", "inferred")
    assert it.value("unused") == Decimal(7)

    trade, income = it.indicators["trade"], it.indicators["income"]
    assert trade.kind == ScaleKind(it.scales["problem"])
    assert it.scales["problem"].titles == {"problem": Text("Problem", "Problem")}
    assert (trade.worse, trade.changeable, trade.group, trade.handling) == ("high", False, "drugs", "secret")
    assert trade.evidence == Evidence((1, "years"), "B2", "worst")
    assert it.evidence == Evidence((24, "months"), "C3", "span")
    assert income.kind == NumberKind("percent", 1, Decimal(0), Decimal(200), Decimal("0.05"))
    assert it.indicators["delimited"].kind == TruthKind()
    assert it.indicators["tenure"].kind == CategoryKind(("rental", "0114"), {"rental": Text("Hyresrätt")})

    a = it.criteria["a"]
    assert (a.claim, a.modality, a.known_misreadings) == (
        Text("Påstående", "Claim"), "required", (Text("Ett"), Text(None, "Two"))
    )  # fmt: skip
    assert a.citation == Citation("rapport", "avsnitt 1", "orden", "derived")
    need = it.classifications["need"]
    low, middle, high = need.levels
    assert (need.title.sv, need.nested, low.when, middle.supporting) == ("Behov", True, None, ("c",))
    assert (high.claim.sv, high.citation) == ("Nivån", Citation("rapport", "s. 9", "högt", "primary"))
    assert not it.classifications["other"].nested


def test_every_condition_has_its_node() -> None:
    it = parse_ruleset(FULL)
    assert it.criteria["a"].when == FiniteCompare("trade", Operator.AT_LEAST, (Name("counts_from"),), False)
    assert it.criteria["b"].when == All(
        (CriterionRef("a"), Not(FiniteCompare("delimited", Operator.EQUALS, (Literal("true"),))))
    )
    left = Sum((IndicatorValue("income"), Times(Literal(Decimal(-2)), IndicatorValue("rooms"))))
    assert it.criteria["c"].when == Any(
        (
            FiniteCompare("tenure", Operator.ONE_OF, (Name("tenures"),)),
            FiniteCompare("tenure", Operator.ONE_OF, (Literal("rental"),)),
            NumberCompare(IndicatorValue("income"), Operator.ONE_OF, (Name("limits"),)),
            NumberCompare(left, Operator.ABOVE, (Mean((Name("income_limit"), Literal(Decimal(1)))),)),
            NumberCompare(
                Difference(IndicatorValue("income"), Literal(Decimal(1))),
                Operator.AT_MOST,
                (Literal(Decimal(3)),),
                True,
            ),
        )
    )
    _, middle, high = it.classifications["need"].levels
    needed = (CriterionRef("a"), CriterionRef("b"), CriterionRef("c"))
    assert middle.when == Count(Operator.AT_LEAST, Name("support_needed"), needed)
    assert high.when == All(
        (LevelRef("need", "middle"), Count(Operator.AT_MOST, Literal(Decimal(0)), (CriterionRef("b"),)))
    )
    assert it.classifications["other"].levels[1].when == ClassificationRef("need", Operator.AT_LEAST, "middle")


def test_a_place_is_the_line_and_column_of_the_key() -> None:
    it = parse_ruleset(FULL, "r.yaml")
    places = [it.criteria["a"].place, it.indicators["tenure"].place, it.readings["counts_from"].place]
    for place, key in zip(places, ["a:", "tenure:", "counts_from:"], strict=True):
        line = FULL.splitlines().index(next(it for it in FULL.splitlines() if it.startswith(f"  {key}"))) + 1
        assert str(place) == f"r.yaml:{line}:3"


@pytest.mark.parametrize("spelling", ["0114", '"0114"', "'0114'", "  0114  "])
def test_a_code_stays_the_text_that_it_is(spelling: str) -> None:
    condition = f"{{indicator: tenure, equals: {spelling}}}"
    it = parse_ruleset(whole(f"criteria: {{low_income: {{claim: {{en: A}}, source: rapport, when: {condition}}}}}"))
    assert it.criteria["low_income"].when == FiniteCompare("tenure", Operator.EQUALS, (Literal("0114"),))


def test_a_parameter_is_a_code_or_a_number_by_its_use_not_by_its_looks() -> None:
    fragment = """\
parameters: {code: {value: 0114}, number: {value: 0114}}
criteria:
  low_income: {claim: {en: A}, source: rapport, when: {indicator: tenure, equals: code}}
  number_too: {claim: {en: A}, source: rapport, when: {indicator: median_income, below: number}}
"""
    it = parse_ruleset(whole(fragment))
    assert (it.value("code"), it.value("number")) == ("0114", Decimal(114))


@pytest.mark.parametrize("word", ["no", "off", "on", "y", "null", "~", "2019-01-01", "1_000", "0x1F", "12:30"])
def test_yaml_converts_no_word(word: str) -> None:
    it = parse_ruleset(whole(f"indicators: {{x: {{category: [{word}]}}, median_income: {{number: "
                             f"{{unit: {word}, decimals: 1}}}}}}"))  # fmt: skip
    assert it.indicators["x"].kind == CategoryKind((word,))
    assert it.indicators["median_income"].kind == NumberKind(word, 1)


def test_the_order_of_keys_changes_no_logic() -> None:
    sections = whole("").lstrip().split("\n\n")
    for head in permutations(sections[1:4]):
        text = "\n\n".join([*sections[4:], *head, sections[0]])
        assert logic_digest(parse_ruleset(text)) == logic_digest(load_ruleset(RULESET))


def test_with_readings_reads_the_same_text_otherwise() -> None:
    it = parse_ruleset(FULL, "r.yaml")
    other = it.with_readings({"counts_from": "litet_problem", "support_needed": 1})
    assert (other.value("counts_from"), other.value("support_needed")) == ("litet_problem", Decimal(1))
    assert it.value("counts_from") == "problem"
    assert it.with_readings({"support_needed": Decimal("1.0")}) == it.with_readings({"support_needed": "1"})
    facts = {"area": "A", "trade": "litet_problem"}
    truths = [assess(each, facts, as_of="2020-01-01").criteria["a"] for each in (it, other)]
    assert truths == [Truth.FALSE, Truth.TRUE]


def test_with_readings_refuses_what_the_text_does_not_admit_all_at_once() -> None:
    with pytest.raises(QuestionError) as caught:
        parse_ruleset(FULL, "r").with_readings({"count_from": "problem", "support_needed": 3, "unused": 7})
    assert str(caught.value) == (
        "r:1:1: LR502 no reading `count_from` in exempel.allt-som_finns@2019-06-01\n"
        "  help: did you mean `counts_from`?\n"
        "r:1:1: LR208 `3` is not admissible for the reading `support_needed`\n  help: write `1` or `2`"
    )


CASE = """\
case: A sentence
as_of: 2021-12-31
facts: {trade: Problem, code: 0114, empty: , income: "12.5"}
expect: {criteria: {a: true, b: unknown}, classifications: {need: low, other: [no, yes]}}
rests_on: [trade, income]
lacks: []
"""


def test_cases_are_one_mapping_or_a_list_or_a_folder(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(CASE)
    (tmp_path / "b.yaml").write_text("".join(f"- {it}" if it.startswith("case") else f"  {it}"
                                             for it in (CASE * 2).splitlines(keepends=True)))  # fmt: skip
    (one,) = load_cases(tmp_path / "a.yaml")
    assert (one.case, one.as_of) == ("A sentence", date(2021, 12, 31))
    assert one.facts == {"trade": "Problem", "code": "0114", "empty": "", "income": "12.5"}
    assert one.criteria == {"a": Truth.TRUE, "b": Truth.UNKNOWN}
    assert one.classifications == {"need": ("low",), "other": ("no", "yes")}
    assert (one.rests_on, one.lacks) == (frozenset({"trade", "income"}), frozenset())
    assert load_cases(tmp_path / "b.yaml") == (one, one)
    assert load_cases(tmp_path) == (one, one, one)
    assert [it.place.line for it in load_cases(tmp_path / "b.yaml")] == [1, 7]


TEXTS = sorted(
    {it.path.read_text(encoding="utf-8") for it in catalogue()} | {RULESET.read_text(encoding="utf-8"), FULL}, key=len
)
_SIGNS = st.sampled_from("{}[]:,#&*!|>'\"%@`-? \t\n\x00\x1b\x85\u2028\u202e\ud800\ufeff0aÅ~")


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """A ruleset with characters or lines deleted, doubled, swapped or put in."""
    text = draw(st.sampled_from(TEXTS))
    for _ in range(draw(st.integers(1, 4))):
        parts: list[str] = text.splitlines(keepends=True) if draw(st.booleans()) else list(text)
        if not parts:
            return text
        at, other = (draw(st.integers(0, len(parts) - 1)) for _ in range(2))
        match draw(st.sampled_from(["delete", "double", "swap", "put in"])):
            case "delete":
                del parts[at]
            case "double":
                parts.insert(other, parts[at])
            case "swap":
                parts[at], parts[other] = parts[other], parts[at]
            case _:
                parts.insert(at, draw(_SIGNS))
        text = "".join(parts)
    return text


@given(st.text() | st.text(_SIGNS) | mutated())
def test_no_text_breaks_the_reader(text: str) -> None:
    """Either it can be assessed, or each problem is one or two printable lines of bounded length, in its place."""
    problems: tuple[Problem, ...] = ()
    try:
        assessment = assess(parse_ruleset(text), {"area": "A"}, as_of="2021-12-31")
    except RulesetError as it:
        problems = it.problems
    assert problems or all(it.possible for it in assessment.classifications.values())
    for problem in problems:
        finding, *help = str(problem).split("\n")
        assert len(help) <= 1
        assert not UNPRINTABLE.search("".join([finding, *help]))
        assert len(str(problem)) < 1500
        assert problem.code == "LR005" or (problem.place.line, problem.place.column) >= (1, 1)


@given(st.text() | st.text("case:as_of facts{}[]-1\n,\"&*!#'").map(CASE.__add__) | st.permutations(CASE).map("".join))
def test_no_text_breaks_the_reader_of_cases(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.getbasetemp() / "cases.yaml"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    try:
        found: tuple[Case | Problem, ...] = load_cases(path)
    except RulesetError as it:
        found = it.problems
    assert found
