"""The open picture is a function of open observations, the ruleset and the published classes alone, in every file."""

from __future__ import annotations

from datetime import date

import pytest
from attrs import evolve
from hypothesis import assume, event, given, settings
from hypothesis import strategies as st

from lagesbild_rules import Ruleset
from lagesbild_rules.facts import Area, Handling, Observation, is_open, resolve
from lagesbild_rules.picture import Decision, Picture, picture, summary
from lagesbild_rules.report import picture_files, picture_workbook
from lagesbild_rules.testing import handled, observations, rulesets
from lagesbild_rules.testing._observations import DAY

from .texts import AREAS, ROWS, STREETS, decision, row

NAMES = ("one", "two")
OBSERVED = rulesets(closed_world=True).flatmap(handled)
UNMARKED: st.SearchStrategy[Handling] = st.sampled_from(("open", "restricted"))


def files(made: Picture, unmarked: Handling, language: str = "sv") -> dict[str, bytes]:
    """Return every file of the open picture."""
    told = summary(made, audience="open", unmarked=unmarked)
    return dict(picture_files(told, language))  # type: ignore[arg-type]


@st.composite
def differing(draw: st.DrawFn, ruleset: Ruleset, unmarked: Handling) -> tuple[list[Observation], list[Observation]]:
    """Draw two lists of observations of two areas that hold the same open ones."""
    one, other = ([it for name in NAMES for it in draw(observations(ruleset, area=name, most=5))] for _ in range(2))
    opened = [it for it in one if is_open(it, ruleset.indicators[it.indicator], unmarked)]
    closed = [it for it in other if not is_open(it, ruleset.indicators[it.indicator], unmarked)]
    return one, draw(st.permutations([*opened, *closed]))


@given(st.data(), OBSERVED, UNMARKED)
@settings(max_examples=30)
def test_two_pictures_that_differ_only_in_what_is_closed_are_the_same_bytes(
    data: st.DataObject, ruleset: Ruleset, unmarked: Handling
) -> None:
    both = data.draw(differing(ruleset, unmarked))
    areas = [Area(name, local_police_area="north") for name in NAMES[: data.draw(st.integers(0, 2))]]
    (name, ladder), *_ = ruleset.classifications.items()
    said = [
        Decision(area, name, date(2024, 1, 1), data.draw(st.sampled_from(ladder.levels)).id, "head", "an inner motive")
        for area in NAMES
        if data.draw(st.booleans())
    ]
    made = []
    for found in both:
        rows = resolve(found, ruleset.indicators, ruleset.evidence, as_of=DAY, areas=NAMES)
        known = areas if len(areas) == len(NAMES) else ()
        made.append(picture(ruleset, rows, as_of=DAY, areas=known, decisions=said))
    standing = [[{of: it.standing(of) for of in ruleset.classifications} for it in one.areas] for one in made]
    assume(standing[0] == standing[1])
    event("differ" if made[0] != made[1] else "equal")
    proposals = [[it.possible for it in one.areas] for one in made]
    event("other proposals" if proposals[0] != proposals[1] else "the same proposals")
    first, second = (files(it, unmarked) for it in made)
    assert first == second


def test_proposals_beside_a_decision_never_show() -> None:
    """The decision hides the proposal: it may come of what is secret."""
    said = decision("torget", day="2024-01-01")
    secret = [row("torget", lamps="1", dusk="dim", threats=threats) for threats in ("ja", "nej", "")]
    made = [files(picture(STREETS, [it], as_of=DAY, decisions=[said]), "restricted") for it in secret]
    assert made[0] == made[1] == made[2]


def test_motives_roles_and_what_is_closed_stand_in_no_open_file() -> None:
    said = decision("torget", "calm", "2024-01-01", motive="an inner motive", second_approver="the other head")
    made = picture(STREETS, ROWS, as_of=DAY, areas=AREAS, decisions=[said])
    inside = b"".join(dict(picture_files(summary(made), "en")).values())
    outside = b"".join(files(made, "restricted", "en").values())
    for word in (b"an inner motive", b"head of unit", b"the other head", b"Threats", b"People are afraid"):
        assert word in inside
    for word in (b"an inner motive", b"head of unit", b"the other head", b"Threats", b"Noise"):
        assert word not in outside
    assert "decisions.csv" not in files(made, "restricted")


def test_what_open_facts_alone_do_not_give_is_not_explained_by_them() -> None:
    told = summary(picture(STREETS, ROWS, as_of=DAY), audience="open")
    assert told.told["storgatan"]["state"].standing == ("grave",)
    assert told.told["storgatan"]["state"].brief is None
    assert told.robustness[0].left_out == 2
    assert told.told["backen"]["state"].brief is not None
    (parken,) = told.undecided
    assert parken.settling is not None
    assert "threats" not in parken.settling.matters


def test_completeness_is_of_what_may_be_open_alone() -> None:
    closed = summary(picture(STREETS, ROWS, as_of=DAY), audience="open")
    assert {it.indicator for it in closed.completeness} == {None, "lamps", "dusk"}
    unmarked = summary(picture(STREETS, ROWS, as_of=DAY), audience="open", unmarked="open")
    assert {it.indicator for it in unmarked.completeness} == {None, "lamps", "dusk", "noise"}


def test_where_all_is_open_everything_but_decisions_is_told() -> None:
    bare = evolve(STREETS, indicators={id_: evolve(it, handling="open") for id_, it in STREETS.indicators.items()})
    made = picture(bare, ROWS, as_of=DAY, areas=AREAS)
    inside, outside = summary(made), summary(made, audience="open")
    assert outside.told == inside.told
    assert outside.counts == inside.counts
    assert outside.robustness == inside.robustness
    assert outside.completeness == inside.completeness
    assert outside.undecided == inside.undecided


@given(st.data(), OBSERVED)
@settings(max_examples=5)
def test_the_workbook_shows_no_more_than_the_tables(data: st.DataObject, ruleset: Ruleset) -> None:
    pytest.importorskip("openpyxl")
    both = data.draw(differing(ruleset, "restricted"))
    made = [
        picture(ruleset, resolve(it, ruleset.indicators, ruleset.evidence, as_of=DAY, areas=NAMES), as_of=DAY)
        for it in both
    ]
    assume([it.possible for it in made[0].areas] == [it.possible for it in made[1].areas])
    books = [picture_workbook(summary(it, audience="open"), "en") for it in made]
    assert books[0] == books[1]
