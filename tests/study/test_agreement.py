"""Agreement from observations: who is compared with whom, what is left out, and what is told of units."""

from __future__ import annotations

import random
import runpy
import sys
from collections.abc import Iterable
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from attrs import evolve

from lagesbild_rules import load_ruleset
from lagesbild_rules.errors import QuestionError
from lagesbild_rules.facts import CategoryKind, Observation, TruthKind, read_observations
from lagesbild_rules.ruleset import Ruleset
from lagesbild_rules.study import Agreement, PairAgreement, Sampling, agreement, agreement_page, agreement_svg

EXAMPLES = Path(__file__).parents[2] / "docs" / "examples" / "agreement"
STEPS = ("inget_problem", "litet_problem", "problem", "stort_problem", "mycket_stort_problem")
DAY = "2024-12-31"
FEW = Sampling(100)


@pytest.fixture(scope="module")
def ruleset() -> Ruleset:
    return load_ruleset(EXAMPLES / "questions.yaml")


@pytest.fixture(scope="module")
def observations(ruleset: Ruleset) -> tuple[Observation, ...]:
    return read_observations(EXAMPLES / "observations.csv", ruleset.indicators).rows


def answer(area: str, unit: str, place: int, question: str = "insecurity", **rest: object) -> Observation:
    return Observation(area=area, indicator=question, low=STEPS[place], reported_by=unit, **rest)  # type: ignore[arg-type]


def of(found: Agreement, id: str) -> PairAgreement:
    (it,) = [it for it in found.pairs if it.id == id]
    return it


def figures(it: PairAgreement) -> tuple[object, ...]:
    return (
        it.areas,
        it.pairs,
        it.equal,
        it.kappa,
        it.kappa_quadratic,
        it.fleiss,
        it.alpha,
        it.alpha_low,
        it.alpha_high,
    )


def test_the_example_is_what_its_script_constructs() -> None:
    rows = runpy.run_path(str(EXAMPLES / "construct.py"))["rows"]()
    assert len(rows) == len((EXAMPLES / "observations.csv").read_text(encoding="utf-8").splitlines()) - 1


def test_two_assessors_by_hand(ruleset: Ruleset) -> None:
    said = [(0, 0), (1, 1), (2, 1), (3, 3), (4, 3), (2, 2)]
    both = [answer(f"A{n}", unit, p) for n, it in enumerate(said) for unit, p in zip("xy", it, strict=True)]
    it = of(agreement(both, ruleset, as_of=DAY, sampling=FEW), "insecurity")
    assert (it.assessors, it.areas, it.answers, it.pairs) == (2, 6, 12, 6)
    assert it.equal == pytest.approx(4 / 6)
    # By chance: x gives the steps 1, 1, 2, 1, 1 times and y 1, 2, 1, 2, 0 times: (1 + 2 + 2 + 2) / 36.
    assert it.kappa == pytest.approx((4 / 6 - 7 / 36) / (1 - 7 / 36))
    assert (it.fleiss_areas, it.fleiss_answers) == (6, 2)
    assert it.notes == ("few_areas",)


def test_the_order_of_observations_changes_nothing(ruleset: Ruleset, observations: tuple[Observation, ...]) -> None:
    mixed = list(observations)
    random.Random(4).shuffle(mixed)
    assert agreement(mixed, ruleset, as_of=DAY, sampling=FEW) == agreement(
        observations, ruleset, as_of=DAY, sampling=FEW
    )


def test_what_assessors_are_called_changes_no_agreement(
    ruleset: Ruleset, observations: tuple[Observation, ...]
) -> None:
    names = {"Enhet Norr": "C", "Enhet Söder": "B", "Enhet Väster": "A", "Registret": "R"}
    renamed = [evolve(it, reported_by=names[it.reported_by or ""]) for it in observations]
    one, other = (agreement(it, ruleset, as_of=DAY, sampling=FEW) for it in (observations, renamed))
    assert [figures(it) for it in one.pairs] == [pytest.approx(figures(it)) for it in other.pairs]
    assert [it.alpha for it in one.groups] == pytest.approx([it.alpha for it in other.groups])
    told = {names[it.unit]: (it.answers, it.severity, it.offset) for it in one.units}
    assert told == {it.unit: pytest.approx((it.answers, it.severity, it.offset)) for it in other.units}


def test_spans_conflicts_and_what_is_withdrawn_or_stale_are_no_answers(ruleset: Ruleset) -> None:
    good = [answer(f"A{n}", unit, n % 5) for n in range(12) for unit in "xy"]
    span = Observation(area="B", indicator="insecurity", low=STEPS[1], high=STEPS[2], reported_by="x")
    torn = [answer("C", "x", 1), answer("C", "x", 2), answer("C", "y", 1)]
    gone = [answer("D", "x", 1, withdrawn=True), answer("D", "y", 4)]
    late = [answer("E", "x", 1, valid_from=date(2025, 1, 1)), answer("E", "y", 4)]
    found = agreement([*good, span, answer("B", "y", 1), *torn, *gone, *late], ruleset, as_of=DAY, sampling=FEW)
    it = of(found, "insecurity")
    assert (it.areas, it.pairs, it.not_exact, it.equal) == (12, 12, 2, 1.0)


def test_observations_without_a_unit_are_counted_and_left_out(ruleset: Ruleset) -> None:
    found = agreement(
        [answer("A", "x", 1), evolve(answer("A", "y", 1), reported_by=None)], ruleset, as_of=DAY, sampling=FEW
    )
    assert (found.without_unit, found.pairs, found.single) == (1, (), ("insecurity",))
    assert "Inget område har exakta svar" in "".join(agreement_page(found, ruleset, "sv").tables[0].notes)


def test_units_can_be_compared_with_themselves_from_year_to_year(ruleset: Ruleset) -> None:
    def rounds() -> Iterable[Observation]:
        for number in range(12):
            for unit in ("x", "y"):
                for year in (2022, 2023, 2024):
                    place = (number + (unit == "y")) % 5
                    yield answer(f"A{number}", unit, place, valid_from=date(year, 3, 1 + number))
        yield answer("A0", "x", 1)

    found = agreement(rounds(), ruleset, as_of=DAY, between="rounds", sampling=FEW)
    it = of(found, "insecurity")
    assert (it.assessors, it.areas, it.answers, it.equal, it.alpha) == (3, 12, 72, 1.0, pytest.approx(1))
    assert found.undated == 1
    until = agreement(rounds(), ruleset, as_of="2023-12-31", between="rounds", sampling=FEW)
    assert of(until, "insecurity").assessors == 2


def test_equal_answers_everywhere_leave_alpha_undefined(ruleset: Ruleset) -> None:
    found = agreement([answer(f"A{n}", unit, 2) for n in range(12) for unit in "xy"], ruleset, as_of=DAY, sampling=FEW)
    it = of(found, "insecurity")
    assert (it.equal, it.alpha, it.alpha_low, it.kappa, it.fleiss, it.notes) == (
        *(1.0, None, None, None, None),
        ("no_variation",),
    )


def test_numbers_truths_and_codes_have_figures_of_their_kind(ruleset: Ruleset) -> None:
    numbers = [
        Observation(area=f"A{n}", indicator="reported_crimes", low=Decimal(n + (unit == "y")), reported_by=unit)
        for n in range(12)
        for unit in "xy"
    ]
    it = of(agreement(numbers, ruleset, as_of=DAY, sampling=FEW), "reported_crimes")
    assert (it.metric, it.equal, it.kappa, it.fleiss, it.fleiss_areas) == ("interval", 0.0, None, None, 0)
    assert it.alpha == pytest.approx(1 - 24 * 23 / sum((one - other) ** 2 for one in VALUES for other in VALUES))
    truth = evolve(ruleset.indicators["insecurity"], kind=TruthKind())
    code = evolve(ruleset.indicators["insecurity"], kind=CategoryKind(("red", "green", "blue")))
    for indicator, values in ((truth, ("false", "true")), (code, ("red", "green", "blue"))):
        other = evolve(ruleset, indicators={**ruleset.indicators, "insecurity": indicator})
        said = [
            Observation(area=f"A{n}", indicator="insecurity", low=values[n % len(values)], reported_by=unit)
            for n in range(12)
            for unit in "xy"
        ]
        it = of(agreement(said, other, as_of=DAY, sampling=FEW), "insecurity")
        assert (it.metric, it.kappa, it.kappa_linear, it.alpha) == (
            *("nominal", pytest.approx(1), None),
            pytest.approx(1),
        )


VALUES = [n + one for n in range(12) for one in (0, 1)]


def test_a_unit_that_answers_against_its_own_norm_is_seen(
    ruleset: Ruleset, observations: tuple[Observation, ...]
) -> None:
    found = agreement(observations, ruleset, as_of=DAY)
    relation = found.burden
    assert relation is not None
    assert relation.indicators == ("reported_crimes",)
    assert relation.within == pytest.approx(1, abs=0.15)
    assert relation.difference_high is not None
    assert relation.difference_high < 0
    offsets = {it.unit: it for it in found.units}
    west, south = offsets["Enhet Väster"], offsets["Enhet Söder"]
    assert west.offset_high is not None
    assert west.offset_high < 0
    assert south.offset_low is not None
    assert south.offset_low > 0
    # All whose burden is known: the offset is what lies between the mean place and what was expected.
    assert west.severity is not None
    assert west.expected is not None
    assert west.offset == pytest.approx(west.severity - west.expected)


def test_units_on_one_standard_have_no_offset(ruleset: Ruleset) -> None:
    chance, said = random.Random(3), []
    for number in range(60):
        burden = number / 60
        said.append(
            Observation(
                area=f"A{number}",
                indicator="reported_crimes",
                low=Decimal(number),
                reported_by="R",
                basis="register",
            )
        )
        place = min(4, max(0, round(4 * burden + chance.gauss(0, 0.5))))
        said.append(answer(f"A{number}", "low" if number < 30 else "high", place))
    found = agreement(said, ruleset, as_of=DAY)
    assert found.burden is not None
    for it in found.units:
        assert it.offset_low is not None
        assert it.offset_high is not None
        assert it.offset_low <= 0 <= it.offset_high
    assert (found.burden.difference_low or 0) <= 0 <= (found.burden.difference_high or 0)


def test_one_answer_throughout_is_counted(ruleset: Ruleset) -> None:
    questions = ("open_drug_trade", "public_violence", "direct_pressure", "insecurity", "reduced_reporting")
    flat = [answer(f"A{n}", "flat", 2, question) for n in range(4) for question in questions]
    mixed = [answer(f"A{n}", "mixed", n + (q % 2), question) for n in range(3) for q, question in enumerate(questions)]
    found = {it.unit: it for it in agreement([*flat, *mixed], ruleset, as_of=DAY, sampling=FEW).units}
    assert (found["flat"].same_share, found["flat"].same_step, found["flat"].steps_used) == (1.0, "problem", 1)
    assert (found["flat"].uniform_areas, found["flat"].long_areas) == (4, 4)
    assert (found["mixed"].uniform_areas, found["mixed"].long_areas) == (0, 3)
    assert found["flat"].burden is None
    mixed_share = found["mixed"]
    assert mixed_share.same_share_low is not None
    assert mixed_share.same_share is not None
    assert mixed_share.same_share_high is not None
    assert mixed_share.same_share_low <= mixed_share.same_share <= mixed_share.same_share_high


def test_a_year_is_a_case_of_its_own_when_rounds_are_compared(ruleset: Ruleset) -> None:
    questions = ("open_drug_trade", "public_violence", "direct_pressure", "insecurity", "reduced_reporting")
    said = [
        answer("A", "x", place, question, valid_from=date(year, 3, 1))
        for year, place in ((2023, 1), (2024, 3))
        for question in questions
    ]
    (it,) = agreement(said, ruleset, as_of=DAY, between="rounds", sampling=FEW).units
    assert (it.unit, it.areas, it.answers, it.uniform_areas, it.long_areas) == ("x", 1, 10, 2, 2)


@pytest.mark.parametrize(("library", "needs"), [("numpy", "agreement"), ("matplotlib", "plot")])
def test_a_missing_library_is_told(library: str, needs: str, ruleset: Ruleset, monkeypatch: pytest.MonkeyPatch) -> None:
    found = agreement([], ruleset, as_of=DAY, sampling=FEW)
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(QuestionError) as caught:
        agreement([], ruleset, as_of=DAY) if needs == "agreement" else agreement_svg(found, ruleset, "sv")
    assert [it.code for it in caught.value.problems] == ["LR505"]


def test_a_question_whose_low_end_is_worse_is_turned_in_its_group(ruleset: Ruleset) -> None:
    turned = evolve(ruleset.indicators["insecurity"], worse="low")
    other = evolve(ruleset, indicators={**ruleset.indicators, "insecurity": turned})
    said = []
    for number in range(20):
        said += [answer(f"A{number}", "x", number % 5), answer(f"A{number}", "x", 4 - number % 5, "reduced_reporting")]
    groups = {"both": ("insecurity", "reduced_reporting")}
    straight = agreement(said, ruleset, as_of=DAY, groups=groups, sampling=FEW)
    right = agreement(said, other, as_of=DAY, groups=groups, sampling=FEW)
    assert straight.items[0].item_rest == pytest.approx(-1)
    assert right.items[0].item_rest == pytest.approx(1)
    assert right.groups[0].alpha == pytest.approx(1)
    assert [it.turned for it in right.items] == [True, False]


def test_everything_wrong_with_groups_and_burden_is_told_at_once(ruleset: Ruleset) -> None:
    with pytest.raises(QuestionError) as caught:
        agreement(
            [],
            ruleset,
            as_of=DAY,
            groups={"one": ("insecurty", "reported_crimes", "insecurity", "insecurity"), "two": ("insecurity",)},
            burden=("crime",),
        )
    assert [it.code for it in caught.value.problems] == ["LR751", "LR751", "LR751", "LR751", "LR752"]


def test_tables_are_arrow(ruleset: Ruleset, observations: tuple[Observation, ...]) -> None:
    found = agreement(observations, ruleset, as_of=DAY, sampling=FEW)
    assert found.table().num_rows == len(found.pairs) == 8
    assert found.table().column("alpha").to_pylist() == [it.alpha for it in found.pairs]
    assert [it.num_rows for it in (found.group_table(), found.item_table(), found.unit_table())] == [2, 5, 3]


def test_a_plot_is_the_same_each_time_and_says_what_it_shows(
    ruleset: Ruleset, observations: tuple[Observation, ...]
) -> None:
    found = agreement(observations, ruleset, as_of=DAY, sampling=FEW)
    text = agreement_svg(found, ruleset, "en")
    assert text == agreement_svg(found, ruleset, "en")
    assert "<title>Krippendorff&#x27;s α of each question</title>" in text
    assert "Open drug trade 0.622 [" in text
    assert ">Open drug trade</text>" in text
    assert "dc:date" not in text


def test_progress_is_told(ruleset: Ruleset, observations: tuple[Observation, ...]) -> None:
    told: list[int] = []

    @contextmanager
    def progress(size: int, description: str):  # type: ignore[no-untyped-def]
        told.append(size)
        yield lambda step=1: told.append(-step)

    agreement(observations, ruleset, as_of=DAY, sampling=FEW, progress=progress)
    assert told[0] == 2500
    assert sum(told) == 0
