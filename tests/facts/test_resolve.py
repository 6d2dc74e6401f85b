"""From observations to facts: what counts, what is set aside and why, and what differing statements make together."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from attrs import evolve
from hypothesis import event, given
from hypothesis import strategies as st

from lagesbild_rules.facts import (
    BASES,
    CategoryKind,
    Cause,
    Evidence,
    Fact,
    FiniteFact,
    Grounds,
    Indicator,
    NumberFact,
    NumberKind,
    Observation,
    Scale,
    ScaleKind,
    TruthKind,
    Why,
    handling_of,
    is_open,
    later,
    resolve,
    resolve_one,
    unknown,
)
from lagesbild_rules.ruleset import Ruleset
from lagesbild_rules.testing import handled, observations, rulesets
from lagesbild_rules.testing._observations import DAY

from .resolution import as_found, resolution

RULESETS = rulesets().flatmap(handled)
TIMES = st.none() | st.sampled_from(
    [datetime(2024, 2, 29, hour, tzinfo=UTC) + timedelta(days) for days in (-365, -8, -2, -1, 0, 1) for hour in (0, 12)]
)

SCALE = Indicator("s", ScaleKind(Scale("s", ("calm", "uneasy", "rough", "grave"))), worse="high")
NUMBER = Indicator("n", NumberKind("percent", 1, Decimal(0), Decimal(100)), worse="high")
CODES = Indicator("c", CategoryKind(("rental", "cooperative", "owned")))
TRUTH = Indicator("t", TruthKind())
DAY_ = date(2024, 6, 30)


def obs(indicator: Indicator, low: str, high: str | None = None, **more: Any) -> Observation:
    ends = [Decimal(it) if indicator is NUMBER else it for it in (low, high or low)]
    return Observation(area="torget", indicator=indicator.id, low=ends[0], high=ends[1], **more)


def one(indicator: Indicator, *said: Observation, day: date = DAY_, **rules: Any) -> tuple[Fact, Grounds]:
    return resolve_one(said, indicator, Evidence(**rules), day)


def reasons(grounds: Grounds) -> dict[str | None, tuple[Why, ...]]:
    return {it.observation.observation_id: it.why for it in grounds.set_aside}


# laws


@given(st.data(), RULESETS, TIMES)
def test_equals_the_docstring_read_aloud(data: st.DataObject, ruleset: Ruleset, known_at: datetime | None) -> None:
    said = data.draw(observations(ruleset))
    for facts in resolve(said, ruleset.indicators, ruleset.evidence, as_of=DAY, known_at=known_at):
        for id_, indicator in ruleset.indicators.items():
            of_it = [it for it in dict.fromkeys(said) if it.indicator == id_]
            found, kept, aside = resolution(of_it, said, indicator, ruleset.evidence, DAY, known_at)
            assert as_found(facts[id_], indicator) == found
            grounds = facts.grounds.get(id_, Grounds(()))
            for cause in facts[id_].causes:
                event(cause.value)
            assert Counter(it.key for it in grounds.rests_on) == Counter(it.key for it in kept)
            told = Counter((it.observation.key, frozenset(why.value for why in it.why)) for it in grounds.set_aside)
            assert told == Counter((it.key, frozenset(why)) for it, why in aside)


@given(st.data(), RULESETS, TIMES)
def test_order_changes_neither_facts_nor_grounds(
    data: st.DataObject, ruleset: Ruleset, known_at: datetime | None
) -> None:
    said = data.draw(observations(ruleset))
    other = data.draw(st.permutations(said))
    first, second = (
        resolve(it, ruleset.indicators, ruleset.evidence, as_of=DAY, known_at=known_at) for it in (said, other)
    )
    assert first == second
    assert resolve(said, ruleset.indicators, ruleset.evidence, as_of=DAY, known_at=known_at) == first
    assert resolve(said + other, ruleset.indicators, ruleset.evidence, as_of=DAY, known_at=known_at) == first


@given(st.data(), RULESETS, TIMES.filter(bool))
def test_what_is_recorded_later_changes_nothing(data: st.DataObject, ruleset: Ruleset, known_at: datetime) -> None:
    said = data.draw(observations(ruleset))
    named = {it.superseded_by for it in said}
    coming = [
        evolve(it, recorded_at=known_at + timedelta(data.draw(st.sampled_from((1, 400)))))
        for it in data.draw(observations(ruleset))
        if it.observation_id not in named
    ]
    event("more" if coming else "nothing")
    first, second = (
        resolve(it, ruleset.indicators, ruleset.evidence, as_of=DAY, known_at=known_at, areas=["somewhere"])
        for it in (said, [*said, *coming])
    )
    assert first == second


@given(st.data(), RULESETS, TIMES.filter(bool))
def test_a_day_is_replayed_as_it_was(data: st.DataObject, ruleset: Ruleset, known_at: datetime) -> None:
    """What the whole log says of a time is what the log as it stood then says without being asked of a time."""
    said = data.draw(observations(ruleset))
    recorded: dict[str | None, list[datetime | None]] = {}
    for it in said:
        recorded.setdefault(it.observation_id, []).append(it.recorded_at)

    def as_it_stood(it: Observation) -> Observation:
        if isinstance(it.withdrawn, datetime) and it.withdrawn > known_at:
            it = evolve(it, withdrawn=False)
        times = recorded.get(it.superseded_by, []) if it.superseded_by else []
        unmade = bool(times) and all(time is not None and time > known_at for time in times)
        return evolve(it, superseded_by=None) if unmade else it

    then = [as_it_stood(it) for it in said if it.recorded_at is None or it.recorded_at <= known_at]
    first = resolve(said, ruleset.indicators, ruleset.evidence, as_of=DAY, known_at=known_at, areas=["somewhere"])
    second = resolve(then, ruleset.indicators, ruleset.evidence, as_of=DAY, areas=["somewhere"])
    assert [it.facts for it in first] == [it.facts for it in second]


@given(st.data(), RULESETS)
def test_an_indicators_own_rules_go_before_the_general_ones(data: st.DataObject, ruleset: Ruleset) -> None:
    said = data.draw(observations(ruleset))
    spelled_out = {
        id_: evolve(
            it,
            evidence=Evidence(
                *(
                    getattr(it.evidence, name) or getattr(ruleset.evidence, name)
                    for name in ("max_age", "at_least_grade", "when_sources_disagree")
                )
            ),
        )
        for id_, it in ruleset.indicators.items()
    }
    first = resolve(said, ruleset.indicators, ruleset.evidence, as_of=DAY)
    second = resolve(said, spelled_out, as_of=DAY)
    assert [(it.facts, it.grounds) for it in first] == [(it.facts, it.grounds) for it in second]


@given(st.data(), RULESETS)
def test_an_observation_set_aside_for_itself_could_as_well_be_absent(data: st.DataObject, ruleset: Ruleset) -> None:
    """But for the cause of a fact that nothing is left of."""
    said = data.draw(observations(ruleset))
    for facts in resolve(said, ruleset.indicators, ruleset.evidence, as_of=DAY):
        for id_, grounds in facts.grounds.items():
            if grounds.rests_on:
                passed = {Why.OLDER, Why.LOWER_GRADED, Why.MILDER}
                counted = [it for it in grounds.all if it in grounds.rests_on or passed.intersection(_why(grounds, it))]
                fact, again = resolve_one(counted, ruleset.indicators[id_], _rules(ruleset, id_), DAY)
                assert (fact, again.rests_on) == (facts[id_], grounds.rests_on)


def _why(grounds: Grounds, it: Observation) -> tuple[Why, ...]:
    return next((one.why for one in grounds.set_aside if one.observation is it), ())


def _rules(ruleset: Ruleset, id_: str) -> Evidence:
    own, general = ruleset.indicators[id_].evidence, ruleset.evidence
    return Evidence(
        own.max_age or general.max_age,
        own.at_least_grade or general.at_least_grade,
        own.when_sources_disagree or general.when_sources_disagree,
    )


# the door


def test_areas_stand_as_first_named_and_need_no_observation() -> None:
    said = [evolve(obs(SCALE, "calm"), area=area) for area in ("b", "a")]
    found = resolve(said, {"s": SCALE, "t": TRUTH}, as_of=DAY_, areas=["c", "a"])
    assert [it.area for it in found] == ["c", "a", "b"]
    assert not found[0].grounds
    assert found[0]["s"] == unknown(SCALE.kind)
    assert list(found[1].grounds) == ["s"]
    with pytest.raises(KeyError):
        resolve([obs(NUMBER, "1")], {"s": SCALE}, as_of=DAY_)


def test_an_area_known_only_later_is_not_there() -> None:
    said = [obs(SCALE, "calm", recorded_at="2024-05-01")]
    assert resolve(said, {"s": SCALE}, as_of=DAY_, known_at=datetime(2024, 4, 30, tzinfo=UTC)) == ()
    assert len(resolve(said, {"s": SCALE}, as_of=DAY_, known_at=datetime(2024, 5, 1))) == 1  # noqa: DTZ001


# ages and periods


@pytest.mark.parametrize(
    ("valid_from", "age", "day", "stale"),
    [
        ("2024-06-01", (30, "days"), "2024-07-01", False),
        ("2024-06-01", (30, "days"), "2024-07-02", True),
        ("2024-06-01", (2, "weeks"), "2024-06-15", False),
        ("2024-06-01", (2, "weeks"), "2024-06-16", True),
        ("2024-01-31", (1, "months"), "2024-02-29", False),
        ("2024-01-31", (1, "months"), "2024-03-01", True),
        ("2023-01-31", (1, "months"), "2023-02-28", False),
        ("2024-02-29", (1, "years"), "2025-02-28", False),
        ("2024-02-29", (1, "years"), "2025-03-01", True),
        ("2024-02-29", (48, "months"), "2028-02-29", False),
        ("2022-06-30", (24, "months"), "2024-06-30", False),
        ("2022-06-29", (24, "months"), "2024-06-30", True),
        ("2022-12-31", (2, "months"), "2023-02-28", False),
    ],
)
def test_a_fact_is_too_old_from_the_day_after_its_greatest_age(
    valid_from: str, age: tuple[int, Any], day: str, stale: bool
) -> None:
    said = obs(SCALE, "calm", valid_from=date.fromisoformat(valid_from))
    fact, grounds = one(SCALE, said, day=date.fromisoformat(day), max_age=age)
    assert fact == (unknown(SCALE.kind, Cause.STALE) if stale else FiniteFact(("calm",)))
    assert bool(grounds.set_aside) is stale


def test_age_is_counted_from_when_it_began_to_hold_else_from_when_it_was_recorded() -> None:
    old = obs(SCALE, "calm", valid_from=date(2020, 1, 1), recorded_at="2024-06-29")
    fresh = obs(SCALE, "calm", recorded_at="2024-06-01T23:59:59")
    undated = obs(SCALE, "calm", valid_until=date(2030, 1, 1))
    stale = [one(SCALE, it, max_age=(1, "months"))[0].causes == (Cause.STALE,) for it in (old, fresh, undated)]
    assert stale == [True, False, False]


@pytest.mark.parametrize(("day", "holds"), [(1, False), (2, True), (3, True), (4, False)])
def test_a_period_holds_its_first_day_and_not_its_last(day: int, holds: bool) -> None:
    said = obs(SCALE, "calm", valid_from=date(2024, 6, 2), valid_until=date(2024, 6, 4))
    fact, grounds = one(SCALE, said, day=date(2024, 6, day))
    assert fact == (FiniteFact(("calm",)) if holds else unknown(SCALE.kind))
    assert [it.why for it in grounds.set_aside] == ([] if holds else [(Why.NOT_VALID,)])


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(1, 600))
def test_months_and_years_end_where_the_calendar_does(day: date, number: int) -> None:
    found = later(day, number, "months")
    assert (found.year * 12 + found.month) - (day.year * 12 + day.month) == number
    assert found.day == day.day or (found.day < day.day and (found + timedelta(1)).day == 1)
    assert later(day, number, "years") == later(day, number * 12, "months")


def test_an_age_beyond_the_calendar_is_never_passed() -> None:
    said = obs(SCALE, "calm", valid_from=date(1, 1, 1))
    for unit in ("days", "weeks", "months", "years"):
        assert later(date(2024, 1, 31), 10**9, unit) == date.max
        assert one(SCALE, said, max_age=(10**9, unit))[0] == FiniteFact(("calm",))


# grades


@pytest.mark.parametrize(
    ("source", "information", "least", "counts"),
    [
        ("C", "3", "C3", True),
        ("A", "4", "C3", False),
        ("X", "1", "C3", False),
        ("B", "2", "C3", True),
        (None, "4", "C3", False),
        (None, "3", "C3", True),
        ("X", None, "C3", False),
        (None, None, "A1", True),
        ("A", "1", "A1", True),
        ("A", "2", "A1", False),
    ],
)
def test_grades_are_compared_part_by_part_and_what_is_not_graded_is_not_below(
    source: Any, information: Any, least: str, counts: bool
) -> None:
    said = obs(SCALE, "calm", source_grade=source, information_grade=information)
    fact, _ = one(SCALE, said, at_least_grade=least)
    assert fact == (FiniteFact(("calm",)) if counts else unknown(SCALE.kind, Cause.BELOW_GRADE))


def test_nothing_left_tells_why_but_not_for_what_said_nothing_on_the_day() -> None:
    old = {"valid_from": date(2020, 1, 1)}
    rules: dict[str, Any] = {"max_age": (1, "years"), "at_least_grade": "B2"}
    stale, low = obs(SCALE, "calm", **old), obs(SCALE, "calm", source_grade="X", information_grade="4")
    assert one(SCALE, stale, low, **rules)[0] == unknown(SCALE.kind, Cause.STALE, Cause.BELOW_GRADE)
    gone = [
        evolve(stale, withdrawn=True),
        evolve(stale, superseded_by="x"),
        evolve(stale, valid_until=date(2021, 1, 1)),
    ]
    fact, grounds = one(SCALE, *gone, **rules)
    assert fact == unknown(SCALE.kind, Cause.MISSING)
    assert all(Why.STALE in it.why and len(it.why) == 2 for it in grounds.set_aside)
    assert one(SCALE, stale, obs(SCALE, "grave"), **rules)[0] == FiniteFact(("grave",))


# withdrawals and corrections


def at(day: int) -> datetime:
    return datetime(2024, 6, day, tzinfo=UTC)


@pytest.mark.parametrize(("known_at", "value"), [(1, "calm"), (2, "calm"), (3, None), (None, None)])
def test_a_withdrawal_counts_from_when_it_was_made(known_at: int | None, value: str | None) -> None:
    said = obs(SCALE, "calm", recorded_at=at(1), withdrawn=at(3))
    (facts,) = resolve([said], {"s": SCALE}, as_of=DAY_, known_at=known_at and at(known_at))
    assert facts["s"] == (FiniteFact((value,)) if value else unknown(SCALE.kind))


@pytest.mark.parametrize(("known_at", "value"), [(1, "calm"), (2, "calm"), (3, "rough"), (4, "grave"), (None, "grave")])
def test_a_chain_of_corrections_is_followed_as_it_was_made(known_at: int | None, value: str) -> None:
    said = [
        obs(SCALE, "calm", observation_id="1", superseded_by="2", recorded_at=at(1)),
        obs(SCALE, "rough", observation_id="2", superseded_by="3", recorded_at=at(3)),
        obs(SCALE, "grave", observation_id="3", recorded_at=at(4)),
    ]
    (facts,) = resolve(said, {"s": SCALE}, as_of=DAY_, known_at=known_at and at(known_at))
    assert facts["s"] == FiniteFact((value,))


def test_a_correction_that_is_not_there_counts_as_made() -> None:
    said = obs(SCALE, "calm", observation_id="1", superseded_by="2", recorded_at=at(1))
    for known_at in (None, at(2)):
        (facts,) = resolve([said], {"s": SCALE}, as_of=DAY_, known_at=known_at)
        assert reasons(facts.grounds["s"]) == {"1": (Why.SUPERSEDED,)}
    undated = obs(SCALE, "grave", observation_id="2")
    (facts,) = resolve([said, undated], {"s": SCALE}, as_of=DAY_, known_at=at(2))
    assert facts["s"] == FiniteFact(("grave",))


@pytest.mark.parametrize("turned", [False, True])
def test_of_two_corrections_with_one_id_the_first_recorded_counts(turned: bool) -> None:
    said = [
        obs(SCALE, "calm", observation_id="1", superseded_by="2", recorded_at=at(1)),
        obs(SCALE, "rough", observation_id="2", recorded_at=at(2)),
        obs(SCALE, "rough", observation_id="2", recorded_at=at(9)),
    ]
    (facts,) = resolve(said[:: -1 if turned else 1], {"s": SCALE}, as_of=DAY_, known_at=at(3))
    assert reasons(facts.grounds["s"]) == {"1": (Why.SUPERSEDED,)}


def test_a_correction_of_another_area_counts() -> None:
    said = [
        obs(SCALE, "calm", observation_id="1", superseded_by="2", recorded_at=at(1)),
        evolve(obs(SCALE, "calm", observation_id="2", recorded_at=at(5)), area="ringen"),
    ]
    before, after = (resolve(said, {"s": SCALE}, as_of=DAY_, known_at=at(day)) for day in (4, 5))
    assert [it.area for it in before] == ["torget"]
    assert before[0]["s"] == FiniteFact(("calm",))
    assert [(it.area, it["s"].causes) for it in after] == [("torget", (Cause.MISSING,)), ("ringen", ())]


# statements that differ


def test_statements_that_agree_are_one_fact_whatever_the_rule() -> None:
    said = [obs(SCALE, "rough", reported_by=it, source_grade=grade) for it, grade in (("a", "A"), ("b", "X"))]
    for way in (None, "span", "newest", "best_graded", "worst"):
        fact, grounds = one(SCALE, *said, when_sources_disagree=way)
        assert fact == FiniteFact(("rough",))
        assert len(grounds.rests_on) == 2


def test_a_span_holds_all_that_is_stated() -> None:
    fact, _ = one(NUMBER, obs(NUMBER, "3"), obs(NUMBER, "7", "8"))
    assert fact == NumberFact(Decimal(3), Decimal(8), (Cause.CONFLICTING, Cause.ROUNDED))
    fact, _ = one(SCALE, obs(SCALE, "calm"), obs(SCALE, "rough"))
    assert fact == FiniteFact(("calm", "uneasy", "rough"), (Cause.CONFLICTING,))
    fact, _ = one(TRUTH, obs(TRUTH, "true"), obs(TRUTH, "false"))
    assert fact == FiniteFact(("false", "true"), (Cause.CONFLICTING,))


def test_the_span_of_one_source_is_rounded() -> None:
    assert one(NUMBER, obs(NUMBER, "3", "4"))[0] == NumberFact(Decimal(3), Decimal(4), (Cause.ROUNDED,))
    assert one(SCALE, obs(SCALE, "calm", "uneasy"))[0] == FiniteFact(("calm", "uneasy"), (Cause.ROUNDED,))
    precise = evolve(NUMBER, kind=NumberKind("percent", 1, Decimal(0), precision=Decimal("0.5")))
    assert one(precise, obs(NUMBER, "0.2", "4"))[0] == NumberFact(Decimal(0), Decimal("4.5"), (Cause.ROUNDED,))


@pytest.mark.parametrize("way", [None, "span", "worst"])
def test_codes_that_differ_are_all_possible_and_no_more(way: Any) -> None:
    indicator = evolve(CODES, worse="high")
    said = [obs(CODES, "owned"), obs(CODES, "rental")]
    fact, grounds = one(indicator, *said, when_sources_disagree=way)
    assert fact == FiniteFact(("rental", "owned"), (Cause.CONFLICTING,))
    assert len(grounds.rests_on) == 2


def test_the_newest_counts_and_ties_are_spanned() -> None:
    said = [
        obs(SCALE, "calm", observation_id="1", valid_from=date(2024, 6, 1)),
        obs(SCALE, "uneasy", observation_id="2", valid_from=date(2024, 6, 2), recorded_at=at(4)),
        obs(SCALE, "rough", observation_id="3", valid_from=date(2024, 6, 2), recorded_at=at(5)),
        obs(SCALE, "grave", observation_id="4", valid_from=date(2024, 6, 2), recorded_at=at(5)),
        obs(SCALE, "calm", observation_id="5"),
    ]
    fact, grounds = one(SCALE, *said, when_sources_disagree="newest")
    assert fact == FiniteFact(("rough", "grave"), (Cause.CONFLICTING,))
    assert reasons(grounds) == dict.fromkeys("125", (Why.OLDER,))
    assert one(SCALE, *said[:3], when_sources_disagree="newest")[0] == FiniteFact(("rough",))


def test_the_undominated_are_the_best_graded_and_what_is_not_wholly_graded_beats_and_loses_to_none() -> None:
    def graded(value: str, grade: str) -> Observation:
        parts: Any = [None if it == "?" else it for it in grade]
        return obs(SCALE, value, observation_id=grade, source_grade=parts[0], information_grade=parts[1])

    fact, grounds = one(SCALE, graded("calm", "B2"), graded("grave", "C3"), when_sources_disagree="best_graded")
    assert fact == FiniteFact(("calm",))
    assert reasons(grounds) == {"C3": (Why.LOWER_GRADED,)}
    fact, grounds = one(SCALE, graded("calm", "A4"), graded("rough", "C1"), when_sources_disagree="best_graded")
    assert fact == FiniteFact(("calm", "uneasy", "rough"), (Cause.CONFLICTING,))
    fact, grounds = one(
        SCALE, graded("calm", "A1"), graded("uneasy", "X?"), graded("grave", "A2"), when_sources_disagree="best_graded"
    )
    assert fact == FiniteFact(("calm", "uneasy"), (Cause.CONFLICTING,))
    assert reasons(grounds) == {"A2": (Why.LOWER_GRADED,)}


@pytest.mark.parametrize(("worse", "ends"), [("high", ("4", "8")), ("low", ("2", "5"))])
def test_the_worst_is_the_worst_of_each_end(worse: Any, ends: tuple[str, str]) -> None:
    indicator = evolve(NUMBER, worse=worse)
    said = [
        obs(NUMBER, "2", "8", observation_id="wide"),
        obs(NUMBER, "4", "5", observation_id="narrow"),
        obs(NUMBER, "3", "6", observation_id="between"),
    ]
    fact, grounds = one(indicator, *said, when_sources_disagree="worst")
    assert (fact.low, fact.high) == tuple(map(Decimal, ends))
    assert fact.causes == (Cause.ROUNDED,)
    assert reasons(grounds) == {"between": (Why.MILDER,)}


@pytest.mark.parametrize(("worse", "value"), [("high", "grave"), ("low", "calm")])
def test_the_worst_of_exact_statements_is_exact(worse: Any, value: str) -> None:
    said = [obs(SCALE, it) for it in ("calm", "rough", "grave")]
    assert one(evolve(SCALE, worse=worse), *said, when_sources_disagree="worst")[0] == FiniteFact((value,))


# handling


@pytest.mark.parametrize("indicator", [None, "open", "restricted", "secret"])
@pytest.mark.parametrize("own", [None, "open", "restricted", "secret"])
@pytest.mark.parametrize("unmarked", ["open", "restricted"])
def test_the_stricter_handling_counts(own: Any, indicator: Any, unmarked: Any) -> None:
    said = obs(SCALE, "calm", handling=own, handling_ground="OSL 18:2")
    marked = evolve(SCALE, handling=indicator)
    strict = {"secret", "restricted"} & {own, indicator}
    wanted = "secret" if "secret" in strict else "restricted" if strict else "open" if own or indicator else None
    assert handling_of(said, marked) == wanted
    assert is_open(said, marked, unmarked) == ((wanted or unmarked) == "open")


def test_every_basis_is_taken() -> None:
    assert [obs(SCALE, "calm", basis=it).basis for it in BASES] == list(BASES)
