"""The open explanation is a function of open observations, the ruleset and the published class alone."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from attrs import evolve
from hypothesis import assume, event, given, settings
from hypothesis import strategies as st

from lagesbild_rules import Assessment, assess, document, explain
from lagesbild_rules.explanation import Document
from lagesbild_rules.facts import Cause, FiniteFact, Handling, Observation, Why, is_open, resolve
from lagesbild_rules.report import explanation_json, html, markdown, pdf
from lagesbild_rules.report._console import print_explanation
from lagesbild_rules.ruleset import Ruleset, parse_ruleset
from lagesbild_rules.testing import facts, handled, observations, rulesets
from lagesbild_rules.testing._observations import DAY
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
        assert formats(said[0]) == formats(said[1])


def formats(said: Document) -> tuple[str, ...]:
    printed = io.StringIO()
    print_explanation(said, printed, width=100, color=False)
    return explanation_json(said), markdown(said), html(said), printed.getvalue()


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


# observations

OBSERVED = rulesets(closed_world=True).flatmap(handled)
UNMARKED: st.SearchStrategy[Handling] = st.sampled_from(("open", "restricted"))
TIMES = st.none() | st.sampled_from([datetime(2024, 2, 29, 12, tzinfo=UTC) - timedelta(days) for days in (0, 1, 7)])


def asked(ruleset: Ruleset, said: list[Observation], known_at: datetime | None) -> Assessment:
    (made,) = resolve(said, ruleset.indicators, ruleset.evidence, as_of=DAY, known_at=known_at, areas=["somewhere"])
    return assess(ruleset, made, as_of=DAY, known_at=known_at)


@st.composite
def differing(draw: st.DrawFn, ruleset: Ruleset, unmarked: Handling) -> tuple[list[Observation], list[Observation]]:
    """Draw two lists of observations that hold the same open ones, in another order; some the other may correct."""
    one = draw(observations(ruleset))
    other = draw(st.just([]) | observations(ruleset))
    is_open_ = {it for it in one if is_open(it, ruleset.indicators[it.indicator], unmarked)}
    closed = [it for it in other if not is_open(it, ruleset.indicators[it.indicator], unmarked)]
    return one, draw(st.permutations([*(it for it in one if it in is_open_), *closed]))


@given(st.data(), OBSERVED, UNMARKED, TIMES)
def test_observations_that_are_not_open_never_show(
    data: st.DataObject, ruleset: Ruleset, unmarked: Handling, known_at: datetime | None
) -> None:
    one, other = data.draw(differing(ruleset, unmarked))
    first, second = (asked(ruleset, it, known_at) for it in (one, other))
    assume(first.classifications == second.classifications)
    event("differ" if set(one) != set(other) else "equal")
    language = data.draw(st.sampled_from(("sv", "en")))
    said = [document(explain(it, audience="open", unmarked=unmarked), language) for it in (first, second)]
    assert said[0] == said[1]
    assert formats(said[0]) == formats(said[1])


@given(st.data(), OBSERVED, UNMARKED, TIMES)
def test_all_but_the_published_class_is_what_open_observations_say_alone(
    data: st.DataObject, ruleset: Ruleset, unmarked: Handling, known_at: datetime | None
) -> None:
    """So whatever class is published: nothing else is taken from observations that are not open."""
    one, other = data.draw(differing(ruleset, unmarked))
    explained = [explain(asked(ruleset, it, known_at), audience="open", unmarked=unmarked) for it in (one, other)]
    assert evolve(explained[0], published=None) == evolve(explained[1], published=None)
    event("another class" if explained[0].published != explained[1].published else "the same class")


@given(st.data(), OBSERVED, TIMES)
def test_open_observations_alone_are_explained_as_they_are_inside(
    data: st.DataObject, ruleset: Ruleset, known_at: datetime | None
) -> None:
    bare = evolve(ruleset, indicators={id_: evolve(it, handling=None) for id_, it in ruleset.indicators.items()})
    said = [evolve(it, handling="open") for it in data.draw(observations(bare))]
    assessment = asked(bare, said, known_at)
    inside, outside = explain(assessment), explain(assessment, audience="open", unmarked="restricted")
    assert outside.assessment == inside.assessment
    assert outside.classifications == inside.classifications
    assert outside.ledger == inside.ledger
    assert set(outside.withheld) == bare.indicators.keys() - assessment.facts.grounds.keys()


@given(st.data(), OBSERVED)
@settings(max_examples=5)
def test_paper_shows_no_more_of_observations_than_the_page(data: st.DataObject, ruleset: Ruleset) -> None:
    pytest.importorskip("typst")
    one, other = data.draw(differing(ruleset, "restricted"))
    first, second = (asked(ruleset, it, None) for it in (one, other))
    assume(first.classifications == second.classifications)
    papers = [pdf(document(explain(it, audience="open"), "sv")) for it in (first, second)]
    assert papers[0] == papers[1]


LAMPS = parse_ruleset("""\
format: lagesbild-ruleset/1
id: konstruerat.lykta
version: 1
status: trial
effective: {from: 2020-01-01}
title: {en: Lamps}
sources: {memo: {title: Memo}}
indicators:
  unmarked: {truth: true}
  shown: {truth: true, handling: open}
  hidden: {truth: true, handling: restricted}
criteria:
  dark: {claim: {en: It is dark}, source: memo, when: {indicator: unmarked, equals: true}}
classifications:
  state: {levels: [{id: calm}, {id: exposed, when: dark}]}
""")


def lamp(indicator: str = "unmarked", value: str = "true", **more: Any) -> Observation:
    return Observation(area="somewhere", indicator=indicator, low=value, **{"handling": "open", **more})


def opened(*said: Observation, known_at: datetime | None = None, unmarked: Handling = "restricted") -> Assessment:
    return explain(asked(LAMPS, list(said), known_at), audience="open", unmarked=unmarked).assessment


def test_an_open_observation_opens_what_the_ruleset_does_not_mark_and_nothing_else() -> None:
    made = [lamp(id_) for id_ in ("unmarked", "shown", "hidden")]
    explained = explain(asked(LAMPS, made, None), audience="open")
    assert explained.withheld == ("hidden",)
    assert list(explained.assessment.facts.grounds) == ["unmarked", "shown"]
    unsaid = [evolve(it, handling=None) for it in made]
    assert explain(asked(LAMPS, unsaid, None), audience="open").withheld == ("unmarked", "hidden")
    assert explain(asked(LAMPS, unsaid, None), audience="open", unmarked="open").withheld == ("hidden",)


def test_a_closed_observation_of_an_open_indicator_reads_as_none() -> None:
    secret = lamp("shown", handling="secret", handling_ground="OSL 18:2")
    with_it, without = opened(secret), opened()
    assert with_it == without
    assert with_it.facts["shown"].causes == (Cause.MISSING,)
    both = opened(secret, lamp("shown", "false"))
    assert both.facts["shown"] == FiniteFact(("false",))


def test_a_closed_correction_is_not_looked_at() -> None:
    day = datetime(2024, 2, 1, tzinfo=UTC)
    said = lamp(observation_id="1", superseded_by="2", recorded_at=day)
    later = lamp(value="false", observation_id="2", recorded_at=day + timedelta(9), handling="restricted")
    for known_at in (None, day, day + timedelta(9)):
        found = opened(said, later, known_at=known_at)
        assert found == opened(said, known_at=known_at)
        (aside,) = found.facts.grounds["unmarked"].set_aside
        assert aside.why == (Why.SUPERSEDED,)
    shown = evolve(later, handling="open")
    assert opened(said, shown, known_at=day).facts["unmarked"] == FiniteFact(("true",))
    assert opened(said, shown, later, known_at=day).facts["unmarked"] == FiniteFact(("true",))
    assert opened(said, shown, known_at=day + timedelta(9)).facts["unmarked"] == FiniteFact(("false",))


def test_ids_notes_and_grounds_stay_inside() -> None:
    said = [
        lamp(observation_id="dnr-1", superseded_by="dnr-2", note="an inner note", handling_ground="OSL 18:2"),
        lamp(reported_by="the north unit", valid_from=date(2024, 1, 1), note="an inner note"),
    ]
    for language in ("sv", "en"):
        shown = formats(document(explain(asked(LAMPS, said, None), audience="open"), language))
        assert all("the north unit" in it and "2024-01-01" in it for it in shown)
        assert not [it for it in shown if "dnr" in it or "inner note" in it or "OSL" in it]
        inside = formats(document(explain(asked(LAMPS, said, None)), language))
        assert all("dnr-2" in it and "inner note" in it and "OSL 18:2" in it for it in inside)
