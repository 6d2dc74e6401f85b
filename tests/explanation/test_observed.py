"""Observations in words: source, days, grade, basis, handling, and every reason why one was set aside."""

from __future__ import annotations

import json

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from lagesbild_rules import assess, document, explain
from lagesbild_rules.explanation import Document, FactText
from lagesbild_rules.facts import Why, handling_of, resolve
from lagesbild_rules.report import explanation_json
from lagesbild_rules.ruleset import Ruleset
from lagesbild_rules.testing import handled, observations, rulesets
from lagesbild_rules.testing._observations import DAY
from tests.cli.schemas import fits
from tests.report.observed import OBSERVATIONS, observed


def fact(said: Document, indicator: str) -> FactText:
    return next(it for it in said.facts if it.indicator == indicator)


SWEDISH = {
    "delimited": [
        "Ja: Registerenheten; gäller från 2023-01-01 till 2025-01-01; grad A1; registeruppgift; öppen; räknas"
    ],
    "open_drug_trade": [
        "«Stort problem»: Polisområde Norr; registrerad 2024-03-01 10:30 UTC; grad B2; bedömning; "
        "anmärkning: se [promemorian]; räknas",
        "«Litet problem»: källa ej angiven; gäller från 2019-05-01; grad X4; enkät; öppen; "
        "åsidosatt: för gammal, under kravet på tillförlitlighet",
    ],
    "reluctance_to_testify": [
        "Från «Problem» till «Stort problem»: källa ej angiven; ej daterad; ej graderad; iakttagelse; öppen; räknas",
        "«Litet problem»: källa ej angiven; ej daterad; källan C, uppgiften ej graderad; grund ej angiven; o-1; "
        "åsidosatt: ersatt av o-2",
    ],
    "extremism": [
        "«Litet problem»: källa ej angiven; gäller från 2024-02-01; källan ej graderad, uppgiften 3; mätning; "
        "sekretess (OSL 18:2); åsidosatt: återkallad",
    ],
}


def test_every_part_is_told() -> None:
    said = document(explain(observed()), "sv")
    for indicator, texts in SWEDISH.items():
        assert [it.text for it in fact(said, indicator).observations] == texts


@pytest.mark.parametrize(
    ("language", "indicator", "text", "summary"),
    [
        ("sv", "extremism", "uppgift saknas", "ingen observation räknas; 1 åsidosatt (återkallad)"),
        (
            "sv",
            "parallel_structures",
            "uppgiften är för gammal, källan når inte upp till kravet på tillförlitlighet",
            "ingen observation räknas; 1 åsidosatt (för gammal, under kravet på tillförlitlighet)",
        ),
        ("en", "extremism", "missing", "no observation counts; 1 set aside (withdrawn)"),
        ("en", "delimited", "yes", "1 observation counts"),
    ],
)
def test_an_unknown_fact_tells_what_was_set_aside_and_why(
    language: str, indicator: str, text: str, summary: str
) -> None:
    it = fact(document(explain(observed()), language), indicator)
    assert (it.text, it.grounds_text) == (text, summary)


def test_facts_that_came_without_observations_are_said_to_be_neither_dated_nor_graded() -> None:
    assert document(explain(observed()), "en").facts_note is None
    it = document(explain(observed(extremism="Inget problem")), "en")
    assert it.facts_note is not None
    assert "not dated and not graded" in it.facts_note
    assert (fact(it, "extremism").observations, fact(it, "extremism").grounds_text) == ([], None)
    closed = document(explain(observed((), extremism="Inget problem"), audience="open"), "en")
    assert closed.facts_note is None


def test_the_newest_comes_first_and_what_counts_before_what_does_not() -> None:
    again = [evolve(OBSERVATIONS[2], recorded_at=f"2024-0{month}-01") for month in (2, 7, 5)]
    it = fact(document(explain(observed((*OBSERVATIONS, *again))), "sv"), "open_drug_trade")
    assert [one.recorded_at for one in it.observations if one.counts] == [
        "2024-07-01T00:00:00Z",
        "2024-05-01T00:00:00Z",
        "2024-03-01T10:30:00Z",
        "2024-02-01T00:00:00Z",
    ]
    assert [one.counts for one in it.observations] == [True] * 4 + [False]


@given(st.data(), rulesets().flatmap(handled), st.sampled_from(("sv", "en")))
def test_every_observation_is_told_once_and_fits_the_schema(
    data: st.DataObject, ruleset: Ruleset, language: str
) -> None:
    said = data.draw(observations(ruleset))
    (made,) = resolve(said, ruleset.indicators, ruleset.evidence, as_of=DAY, areas=["somewhere"])
    told = document(explain(assess(ruleset, made, as_of=DAY)), language)
    fits(json.loads(explanation_json(told)), "explanation")
    for it in told.facts:
        own = {one.id: one for one in said if one.indicator == it.indicator}
        assert {one.id for one in it.observations} == own.keys()
        assert len(it.observations) == len({one for one in said if one.indicator == it.indicator})
        assert (it.grounds_text is None) == (not own)
        for one in it.observations:
            assert one.counts == (not one.why) == (not one.set_aside)
            assert set(one.why) <= {why.value for why in Why}
            wanted = {handling_of(mine, ruleset.indicators[it.indicator]) for mine in said if mine.id == one.id}
            assert one.handling in wanted
            for part in (one.value, one.grade_text, one.basis_text, *one.set_aside, one.note or "", one.id or ""):
                assert part in one.text or part == one.id
