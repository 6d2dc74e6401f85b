"""What is told of a round: standings and lateness on a day, units side by side, a unit's page, and what is open."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import get_args

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from lagesbild_rules.facts import Observation
from lagesbild_rules.picture import (
    Round,
    add_answers,
    read_round,
    round_observations,
    round_status,
    send,
    send_back,
    status_page,
    unit_pages,
    unit_report,
)
from lagesbild_rules.picture._round_phrases import ROUND_PHRASES
from lagesbild_rules.report import report_html, report_markdown, round_json, unit_page_json
from lagesbild_rules.text import LANGUAGES
from tests.cli.schemas import fits

from .rounds import AT, LINEAGE, NORTH, SOUTH, WEST, begun, said, table

ROLE = "områdeschef"


@pytest.fixture(scope="module")
def collected(tmp_path_factory: pytest.TempPathFactory) -> Round:
    """Return a round in which north has sent late, south has its answers back, and west is silent."""
    folder = tmp_path_factory.mktemp("collected")
    made = begun(folder)
    answers = table(
        folder,
        said("n1", "open_drug_trade", "problem", NORTH),
        said("n1", "extremism", "problem", NORTH),
        said("n1", "open_drug_trade", "stort_problem", SOUTH),
        said("n1", "extremism", "problem", SOUTH),
        said("n1", "insecurity", "problem", SOUTH),
        said("n2", "delimited", "true", NORTH, handling="secret", handling_ground="OSL 18:2"),
        said("n2", "public_violence", "problem", NORTH, valid_from=date(2022, 1, 1)),
        said("s1", "delimited", "true", SOUTH, note="sett"),
    )
    add_answers(made.path, [answers], at=AT)
    send_back(made.path, SOUTH, role="Noa", reason="fråga 4 | <b>saknas</b>", at="2025-11-12")
    return send(made.path, NORTH, role=ROLE, at="2025-12-03T10:00Z")


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Round:
    folder = tmp_path_factory.mktemp("before")
    made = begun(folder, "r23", day="2023-12-31", due="2023-11-30")
    then = {"valid_from": date(2023, 9, 1)}
    answers = table(
        folder,
        said("n1", "open_drug_trade", "litet_problem", NORTH, **then),
        said("n1", "insecurity", "problem", NORTH, **then),
        said("n1", "normalisation", "true", NORTH, **then),
        said("n1", "imminent_risk", "true", NORTH, **then),
        said("w0", "delimited", "true", WEST, **then),
    )
    return add_answers(made.path, [answers], at="2023-11-01")[0]


def status(it: Round, day: str, **options: object) -> dict[str, object]:
    told = round_status(it, round_observations(it), day=day, **options)  # type: ignore[arg-type]
    return {one.unit: one for one in told.units}


def test_late_is_counted_from_the_day_due_to_the_day_sent_or_asked_about(collected: Round) -> None:
    found = {
        day: {unit: (one.standing, one.late) for unit, one in status(collected, day).items()}  # type: ignore[attr-defined]
        for day in ("2025-11-09", "2025-11-11", "2025-11-30", "2025-12-02", "2025-12-24")
    }
    assert found == {
        "2025-11-09": {NORTH: ("nothing", 0), SOUTH: ("nothing", 0), WEST: ("nothing", 0)},
        "2025-11-11": {NORTH: ("complete", 0), SOUTH: ("complete", 0), WEST: ("nothing", 0)},
        "2025-11-30": {NORTH: ("complete", 0), SOUTH: ("returned", 0), WEST: ("nothing", 0)},
        "2025-12-02": {NORTH: ("complete", 2), SOUTH: ("returned", 2), WEST: ("nothing", 2)},
        "2025-12-24": {NORTH: ("sent", 3), SOUTH: ("returned", 24), WEST: ("nothing", 24)},
    }


def test_counts_are_of_areas_and_of_answers(collected: Round) -> None:
    one = status(collected, "2025-12-24")[NORTH]
    assert (one.areas, one.areas_answered, one.asked, one.answered, one.conflicting) == (2, 2, 36, 4, 1)  # type: ignore[attr-defined]


def test_units_that_report_one_area_stand_side_by_side(collected: Round) -> None:
    (one,) = round_status(collected, round_observations(collected), day="2025-12-24").beside
    assert (one.area, one.units, one.differing) == ("n1", (NORTH, SOUTH), ("open_drug_trade",))
    assert {unit: [it.low for it in said] for unit, said in one.stated["open_drug_trade"].items()} == {
        NORTH: ["problem"],
        SOUTH: ["stort_problem"],
    }
    assert set(one.stated["insecurity"]) == {SOUTH}


def test_a_page_tells_answers_gaps_and_changes(collected: Round, before: Round) -> None:
    (north, west) = unit_pages(
        collected,
        [NORTH, WEST],
        round_observations(collected),
        day="2025-12-24",
        previous=(before, round_observations(before)),
    )
    first, second = north.areas
    changes = {it.indicator: it.change for it in first.answers if it.change}
    assert changes == {
        "open_drug_trade": "changed",
        "insecurity": "same",
        "extremism": "new",
        "normalisation": "gone",
    }
    assert first.answered == 3
    assert first.beside is not None
    assert (second.answered, second.beside, second.before, second.forerunners) == (1, None, "n2", ())
    stale = {it.indicator: [cause.value for cause in it.fact.causes] for it in second.answers}
    assert (stale["public_violence"], stale["delimited"]) == (["stale"], [])
    (renamed,) = west.areas
    assert renamed.before == "w0"
    assert {it.indicator: it.change for it in renamed.answers if it.change} == {"delimited": "gone"}


def test_an_area_of_several_forerunners_is_compared_with_none(tmp_path: Path, before: Round) -> None:
    lineage = (*LINEAGE, evolve(LINEAGE[0], from_area="n2", kind="merge"))
    made = begun(tmp_path, lineage=lineage)
    told = (before, round_observations(before))
    (page,) = unit_pages(made, [WEST], (), day="2025-12-24", previous=told)
    assert (page.areas[0].before, page.areas[0].forerunners) == (None, ("w0", "n2"))
    assert all(it.change is None for it in page.areas[0].answers)
    assert "Has several forerunners (w0 and n2)" in report_markdown(unit_report(page, "en"))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("audience", ["internal", "open"])
def test_pages_are_said_in_both_languages_and_fit_their_schemas(
    collected: Round, before: Round, language: str, audience: str
) -> None:
    import json

    every = round_observations(collected)
    told = round_status(collected, every, day="2025-12-24", audience=audience)  # type: ignore[arg-type]
    fits(json.loads(round_json(told)), "round-status")
    pages = unit_pages(
        collected, collected.units, every, day="2025-12-24", previous=(before, round_observations(before)),
        audience=audience,  # type: ignore[arg-type]
    )  # fmt: skip
    texts = [report_html(status_page(told, language), language)]  # type: ignore[arg-type]
    for page in pages:
        fits(json.loads(unit_page_json(page)), "round-unit")
        texts.append(report_html(unit_report(page, language), language))  # type: ignore[arg-type]
    assert all("<script" not in it and "<b>saknas" not in it and "http" not in it.partition("<main")[2] for it in texts)
    assert ("&lt;b&gt;saknas" in texts[0]) is (audience == "internal")
    assert ("utsatt område" in texts[1].lower()) is False  # no class on a page that is checked before sending


def test_every_phrase_is_used_and_there_in_both_languages() -> None:
    source = "".join(
        (Path(__file__).parents[2] / "lagesbild_rules" / "picture" / f"{name}.py").read_text(encoding="utf-8")
        for name in ("_round_words",)
    )
    made = ("s_", "why_", "ch_")
    for id_, text in ROUND_PHRASES.items():
        assert text.sv
        assert text.en
        assert f'"{id_}"' in source or id_.startswith(made) or id_ in get_args(str) or id_ in {"internal", "open"}, id_


SECRET = st.builds(
    said,
    st.sampled_from(["n1", "n2", "s1", "w1"]),
    st.just("insecurity"),
    st.sampled_from(["inget_problem", "mycket_stort_problem"]),
    st.sampled_from([NORTH, SOUTH, WEST, "Registret"]),
    handling=st.just("secret"),
    handling_ground=st.just("OSL 18:2"),
    valid_from=st.sampled_from([date(2020, 1, 1), date(2025, 9, 1)]),
    note=st.none() | st.just("hemlig"),
)


@given(st.lists(SECRET, max_size=6))
def test_what_is_open_does_not_depend_on_what_is_not(collected: Round, hidden: list[Observation]) -> None:
    every = round_observations(collected)

    def told(observations: tuple[Observation, ...]) -> list[str]:
        status = round_status(collected, observations, day="2025-12-24", audience="open")
        pages = unit_pages(collected, collected.units, observations, day="2025-12-24", audience="open")
        return [
            round_json(status),
            *map(unit_page_json, pages),
            *(report_markdown(unit_report(it, "sv")) for it in pages),
        ]

    assert told((*every, *hidden)) == told(tuple(it for it in every if it.handling == "open"))


def test_an_open_version_keeps_silent_about_who_added_what(tmp_path: Path) -> None:
    made = begun(tmp_path)
    hidden = said("w1", "delimited", "true", WEST, handling="secret", handling_ground="OSL 18:2")
    add_answers(made.path, [table(tmp_path, hidden)], at=AT)
    after = read_round(made.path)
    assert status(after, "2025-12-24")[WEST].standing == "complete"  # type: ignore[attr-defined]
    empty = begun(tmp_path, "r26")
    (one, other) = (
        round_json(round_status(it, round_observations(it), day="2025-12-24", audience="open")) for it in (after, empty)
    )
    assert one == other.replace("r26", "r25")


def test_the_day_is_a_day_in_utc(tmp_path: Path) -> None:
    made = begun(tmp_path)
    evening = datetime(2025, 11, 30, 23, 30, tzinfo=UTC)
    add_answers(made.path, [table(tmp_path, said("s1", "delimited", "true", SOUTH))], at=evening)
    after = send(made.path, SOUTH, role=ROLE, at=evening)
    assert status(after, "2025-12-24")[SOUTH].late == 0  # type: ignore[attr-defined]
