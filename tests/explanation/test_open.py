"""The open explanation is a function of open facts, the ruleset and the published class alone."""

from __future__ import annotations

import io

import pytest
from attrs import evolve
from hypothesis import assume, event, given, settings
from hypothesis import strategies as st

from lagesbild_rules import assess, document, explain
from lagesbild_rules.report import explanation_json, html, markdown, pdf
from lagesbild_rules.report._console import print_explanation
from lagesbild_rules.ruleset import Ruleset
from lagesbild_rules.testing import facts, rulesets
from tests.explanation.brute import AS_OF


@st.composite
def marked(draw: st.DrawFn) -> Ruleset:
    """Draw a ruleset whose indicators are handled in all ways."""
    ruleset = draw(rulesets(closed_world=True))
    handled = st.sampled_from(("open", "restricted", "secret", None))
    return evolve(
        ruleset, indicators={id_: evolve(it, handling=draw(handled)) for id_, it in ruleset.indicators.items()}
    )


@given(st.data(), marked(), st.sampled_from(("open", "restricted")))
def test_what_is_not_open_never_shows(data: st.DataObject, ruleset: Ruleset, unmarked: str) -> None:
    one = data.draw(facts(ruleset))
    other = data.draw(facts(ruleset))
    closed = {id_: other[id_] for id_, it in ruleset.indicators.items() if (it.handling or unmarked) != "open"}
    two = one.replace(closed)
    first, second = (assess(ruleset, it, as_of=AS_OF) for it in (one, two))
    assume(first.classifications == second.classifications)
    event("differ" if one != two else "equal")
    for language in ("sv", "en"):
        said = [document(explain(it, audience="open", unmarked=unmarked), language) for it in (first, second)]
        assert said[0] == said[1]
        assert explanation_json(said[0]) == explanation_json(said[1])
        assert markdown(said[0]) == markdown(said[1])
        assert html(said[0]) == html(said[1])
        printed = [io.StringIO(), io.StringIO()]
        for it, file in zip(said, printed, strict=True):
            print_explanation(it, file, width=100, color=False)
        assert printed[0].getvalue() == printed[1].getvalue()


@given(st.data(), marked())
def test_the_open_explanation_shows_the_published_class_and_every_open_fact(
    data: st.DataObject, ruleset: Ruleset
) -> None:
    held = data.draw(facts(ruleset))
    assessment = assess(ruleset, held, as_of=AS_OF)
    said = document(explain(assessment, audience="open"), "en")
    for it in said.classifications:
        assert tuple(it.possible) == assessment.classifications[it.id].possible
    inside = document(explain(assessment), "en")
    withheld = {it.indicator for it in said.withheld}
    assert withheld == {id_ for id_, it in ruleset.indicators.items() if it.handling != "open"}
    shown = {it.indicator: it for it in said.facts}
    for it in inside.facts:
        if it.indicator in withheld:
            assert shown[it.indicator].causes == ["withheld"]
            assert shown[it.indicator].text == "not disclosed"
        else:
            assert shown[it.indicator] == it


@given(st.data(), marked())
def test_all_open_is_the_internal_explanation(data: st.DataObject, ruleset: Ruleset) -> None:
    bare = evolve(ruleset, indicators={id_: evolve(it, handling="open") for id_, it in ruleset.indicators.items()})
    assessment = assess(bare, data.draw(facts(bare)), as_of=AS_OF)
    inside, outside = explain(assessment), explain(assessment, audience="open")
    assert outside.classifications == inside.classifications
    assert outside.ledger == inside.ledger
    assert not outside.withheld


@given(st.data(), marked())
@settings(max_examples=5)
def test_paper_shows_no_more_than_the_page(data: st.DataObject, ruleset: Ruleset) -> None:
    pytest.importorskip("typst")
    one, other = data.draw(facts(ruleset)), data.draw(facts(ruleset))
    closed = {id_: other[id_] for id_, it in ruleset.indicators.items() if it.handling != "open"}
    first, second = (assess(ruleset, it, as_of=AS_OF) for it in (one, one.replace(closed)))
    assume(first.classifications == second.classifications)
    papers = [pdf(document(explain(it, audience="open"), "sv")) for it in (first, second)]
    assert papers[0] == papers[1]
