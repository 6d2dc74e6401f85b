"""Watching: in whatever order facts arrive, are corrected and withdrawn, the answer is what `assess` says."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from lagesbild_rules import Assessment, Cause, FactSet, LagesbildError, Outcome, Ruleset, Truth, assess
from lagesbild_rules.evaluation.durable import Changed, Watch
from lagesbild_rules.facts import Fact, FiniteFact, NumberFact, unknown
from lagesbild_rules.ruleset import FiniteCompare, NumberCompare, parse_ruleset
from lagesbild_rules.testing import facts, ruleset_texts
from tests.evaluation.texts import DAY, criteria_ruleset

AREAS = ("first", "second", "third")
Telling = tuple[str, str, Fact]


@st.composite
def tellings(draw: DrawFn) -> tuple[Ruleset, list[Telling]]:
    """Draw a ruleset, and what is told of three areas: facts, others in their place, and withdrawals."""
    ruleset = parse_ruleset(draw(ruleset_texts(closed_world=True)))
    pool = [draw(facts(ruleset)) for _ in range(3)]
    telling = st.tuples(st.sampled_from(AREAS), st.sampled_from(sorted(ruleset.indicators)), st.integers(0, 3))
    told = []
    for area, id_, source in draw(st.lists(telling, min_size=1, max_size=30)):
        fact = pool[source][id_] if source < 3 else unknown(ruleset.indicators[id_].kind)
        told.append((area, id_, fact))
    return ruleset, told


def _said(found: Assessment) -> tuple[object, ...]:
    return found.truths, dict(found.classifications), found.facts, found.as_of, found.known_at


@given(tellings(), st.integers(1, 3))
def test_after_each_fact_the_area_is_what_assess_says(question: tuple[Ruleset, list[Telling]], live: int) -> None:
    ruleset, told = question
    known = {area: FactSet.of(area, ruleset.indicators, {}) for area in AREAS}
    with Watch(ruleset, as_of=DAY, live_states=live) as watch:
        for area, id_, fact in told:
            before = assess(ruleset, known[area], as_of=DAY)
            changed = watch.tell(area, id_, fact)
            known[area] = known[area].replace({id_: fact})
            after = assess(ruleset, known[area], as_of=DAY)
            assert _said(watch.assessment(area)) == _said(after)
            _check(changed, id_, before, after)
        assert set(watch.areas) == {area for area, _, _ in told}
        for area in AREAS:
            assert _said(watch.assessment(area)) == _said(assess(ruleset, known[area], as_of=DAY))


def _check(changed: Changed | None, indicator: str, before: Assessment, after: Assessment) -> None:
    """Hold *changed* to what two assessments differ in, and its chain to the program."""
    criteria = {id_: (before.criteria[id_], t) for id_, t in after.criteria.items() if before.criteria[id_] is not t}
    classes = {
        name: (before.classifications[name], it)
        for name, it in after.classifications.items()
        if before.classifications[name] != it
    }
    if not criteria and not classes:
        assert changed is None
        return
    assert changed is not None
    assert (changed.area, changed.indicator) == (after.area, indicator)
    assert (changed.before, changed.after) == (before.facts[indicator], after.facts[indicator])
    assert changed.criteria == criteria
    assert changed.classifications == classes
    program = after.program
    told = [program.at[it.condition] for it in changed.chain]
    assert len(told) == len(set(told))
    for n, (position, it) in enumerate(zip(told, changed.chain, strict=True)):
        assert (it.before, it.after) == (before.truths[position], after.truths[position])
        assert it.before is not it.after
        assert it.criteria == tuple(id_ for id_, at in program.criteria if at == position)
        if not isinstance(it.condition, NumberCompare | FiniteCompare):
            assert set(told[:n]) & set(program.inputs[position]), "what it was derived from stands before it"
    assert {id_ for it in changed.chain for id_ in it.criteria} >= set(criteria)
    assert {name for it in changed.chain for name, _ in it.levels} >= set(classes)


@given(tellings(), st.randoms(use_true_random=False))
def test_the_order_of_arrival_does_not_matter(question: tuple[Ruleset, list[Telling]], chance: object) -> None:
    ruleset, told = question
    last = {(area, id_): fact for area, id_, fact in told}
    mixed = list(last.items())
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    with Watch(ruleset, as_of=DAY) as one, Watch(ruleset, as_of=DAY, live_states=1) as other:
        for area, id_, fact in told:
            one.tell(area, id_, fact)
        for (area, id_), fact in mixed:
            other.tell(area, id_, fact)
        for area in AREAS:
            assert _said(one.assessment(area)) == _said(other.assessment(area))


RULESET = criteria_ruleset(
    {
        "grave": "{any: [{indicator: problem, at_least: rough}, {indicator: fear, at_least: rough}]}",
        "many": "{indicator: people, at_least: 100}",
        "calm_by_silence": "{indicator: delimited, equals: true, missing_as: true}",
        "untouched": "{indicator: tenure, equals: owned}",
    },
    "[{id: mild}, {id: bad, when: {all: [grave, many]}}]",
)


def test_a_change_says_which_fact_changed_what_and_by_which_chain() -> None:
    seen: list[Changed] = []
    with Watch(RULESET, as_of=DAY, on_change=seen.append) as watch:
        watch.tell("there", "people", 120)
        changed = watch.tell("there", "fear", "grave")
    assert changed is seen[-1]
    assert changed.area == "there"
    assert changed.before == unknown(RULESET.indicators["fear"].kind)
    assert changed.after == FiniteFact(("grave",))
    assert changed.criteria == {"grave": (Truth.UNKNOWN, Truth.TRUE)}
    assert changed.classifications == {"c": (Outcome(("mild", "bad")), Outcome(("bad",)))}
    assert [(it.criteria, it.levels, it.after) for it in changed.chain] == [
        ((), (), Truth.TRUE),
        (("grave",), (), Truth.TRUE),
        ((), (("c", "bad"),), Truth.TRUE),
    ]


def test_what_changes_no_class_and_no_criterion_is_no_change() -> None:
    with Watch(RULESET, as_of=DAY) as watch:
        assert watch.tell("there", "fear", "grave") is not None
        assert watch.tell("there", "problem", "calm") is None
        assert watch.tell("there", "problem", "calm") is None
        assert watch.tell("there", "x", "1") is None
        assert watch.assessment("there").facts["x"] == NumberFact(Decimal(1), Decimal(1))


def test_a_missing_fact_that_arrives_takes_back_what_its_absence_said() -> None:
    with Watch(RULESET, as_of=DAY) as watch:
        watch.tell("there", "x", 1)
        assert watch.assessment("there").criteria["calm_by_silence"] is Truth.TRUE
        changed = watch.tell("there", "delimited", False)
        assert changed is not None
        assert changed.criteria == {"calm_by_silence": (Truth.TRUE, Truth.FALSE)}
        changed = watch.withdraw("there", "delimited")
        assert changed is not None
        assert changed.criteria == {"calm_by_silence": (Truth.FALSE, Truth.TRUE)}


def test_a_row_is_taken_whole_or_not_at_all() -> None:
    seen: list[Changed] = []
    with Watch(RULESET, as_of=DAY, on_change=seen.append) as watch:
        with pytest.raises(LagesbildError) as raised:
            watch.put("", {"people": "many", "fear": "grave", "feer": "grave"})
        assert [it.code for it in raised.value.problems] == ["LR305", "LR308", "LR301"]
        assert watch.areas == ()
        changes = watch.put(" there ", {"people": 120, "fear": "grave", "x": None})
        assert [it.indicator for it in changes] == ["people", "fear"]
        assert list(changes) == seen
        assert watch.areas == ("there",)
        assert watch.assessment(" there ").classifications["c"].level == "bad"


@pytest.mark.parametrize(
    ("indicator", "fact"),
    [("x", FiniteFact(("1",))), ("fear", NumberFact(None, None)), ("fear", FiniteFact(("loud",)))],
)
def test_a_fact_of_another_kind_is_refused(indicator: str, fact: Fact) -> None:
    with Watch(RULESET, as_of=DAY) as watch, pytest.raises(LagesbildError, match="LR307 the fact given is none of"):
        watch.tell("there", indicator, fact)


def test_a_wider_fact_takes_back_what_was_derived() -> None:
    with Watch(RULESET, as_of=DAY) as watch:
        watch.put("there", {"people": 120, "fear": "grave"})
        changed = watch.tell("there", "people", NumberFact(Decimal(50), Decimal(150), (Cause.CONFLICTING,)))
        assert changed is not None
        assert changed.classifications == {"c": (Outcome(("bad",)), Outcome(("mild", "bad")))}
        assert [it.after for it in changed.chain] == [Truth.UNKNOWN, Truth.UNKNOWN]


def test_an_area_that_was_never_named_is_asked_about_all_the_same() -> None:
    with Watch(RULESET, as_of=DAY, live_states=1) as watch:
        assert _said(watch.assessment("nowhere")) == _said(assess(RULESET, {"area": "nowhere"}, as_of=DAY))
        assert watch.areas == ()
        with pytest.raises(LagesbildError, match="LR305"):
            watch.assessment(" ")


def test_what_a_callback_raises_reaches_the_caller_and_the_facts_are_kept() -> None:
    def refuse(_: Changed) -> None:
        raise LookupError("not now")

    with Watch(RULESET, as_of=DAY, on_change=refuse) as watch:
        with pytest.raises(LookupError, match="not now"):
            watch.put("there", {"people": 120, "fear": "grave"})
        assert watch.assessment("there").classifications["c"].level == "bad"


def test_a_callback_may_tell_further_facts() -> None:
    def follow(changed: Changed) -> None:
        if changed.indicator == "people":
            watch.tell(changed.area, "fear", "grave")

    with Watch(RULESET, as_of=DAY, on_change=follow) as watch:
        watch.tell("there", "people", 120)
        assert watch.assessment("there").classifications["c"].level == "bad"


def test_a_closed_watch_answers_and_takes_nothing_more() -> None:
    with Watch(RULESET, as_of=DAY) as watch:
        watch.tell("there", "people", 120)
    watch.close()
    assert watch.assessment("there").criteria["many"] is Truth.TRUE
    with pytest.raises(ValueError, match="the watch is closed"):
        watch.tell("there", "people", 1)


def _interrupted(call: Callable[..., object], times: int) -> Callable[..., object]:
    """Return *call* broken off at its so many-th use, as by Ctrl-C."""
    left = iter(range(times))

    def once(*arguments: object) -> object:
        if next(left, None) is None:
            raise KeyboardInterrupt
        return call(*arguments)

    return once


@pytest.mark.parametrize("name", ["assert_fact", "start_action_for_state", "complete_and_start_action"])
@pytest.mark.parametrize("times", [0, 1])
def test_broken_off_within_the_library_a_watch_goes_on(monkeypatch: pytest.MonkeyPatch, name: str, times: int) -> None:
    from durable.engine import durable_rules_engine as engine

    with Watch(RULESET, as_of=DAY) as watch:
        watch.put("there", {"people": 120, "problem": "calm"})
        with monkeypatch.context() as patch:
            patch.setattr(engine, name, _interrupted(getattr(engine, name), times))
            with pytest.raises(KeyboardInterrupt):
                _put_all(watch, {"fear": "grave", "people": 100})
        watch.put("there", {"fear": "grave"})
        watch.put("here", {"fear": "calm"})
        for area in watch.areas:
            facts = watch.assessment(area).facts
            assert _said(watch.assessment(area)) == _said(assess(RULESET, facts, as_of=DAY))
        assert watch.assessment("there").classifications["c"].level == "bad"


def _put_all(watch: Watch, row: dict[str, str | int]) -> None:
    for area in ("there", "here"):
        watch.put(area, row)


def test_many_more_areas_than_live_states() -> None:
    with Watch(RULESET, as_of=DAY, live_states=7) as watch:
        for row in _rows(1500):
            watch.put(str(row["area"]), {id_: cell for id_, cell in row.items() if id_ != "area"})
        assert len(watch.areas) == 1500
        for row in _rows(1500):
            assert watch.assessment(str(row["area"])).truths == assess(RULESET, row, as_of=DAY).truths


def test_as_many_live_states_as_are_safe() -> None:
    with Watch(RULESET, as_of=DAY, live_states=1000) as watch:
        for _ in range(2):
            for row in _rows(1500):
                watch.put(str(row["area"]), {id_: cell for id_, cell in row.items() if id_ != "area"})
        assert all(watch.assessment(it).classifications["c"].level for it in watch.areas)


def _rows(count: int) -> Sequence[dict[str, str | int]]:
    steps = ("calm", "uneasy", "rough", "grave")
    return [{"area": f"area {n}", "fear": steps[n % 4], "problem": "calm", "people": n % 200} for n in range(count)]
