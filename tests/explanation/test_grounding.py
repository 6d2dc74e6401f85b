"""The verdict by basis and by grade is what comes out when facts are made anew of only those observations."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from lagesbild_rules import Assessment, assess, document, explain
from lagesbild_rules.explanation import Grounding
from lagesbild_rules.facts import BASES, Fact, Observation, known_by, resolve
from lagesbild_rules.ruleset import Ruleset, parse_ruleset
from lagesbild_rules.testing import facts, handled, observations, rulesets
from lagesbild_rules.testing._observations import DAY

TIMES = st.none() | st.just(datetime(2024, 2, 28, 12, tzinfo=UTC))
GRADES = ("A1", "B2", "C3", "X4", None)


def grounding(it: Assessment, name: str) -> Grounding:
    (found,) = [one.grounding for one in explain(it).classifications if one.id == name]
    assert found is not None
    return found


def reaches(it: Observation, least: str | None) -> bool:
    if least is None:
        return True
    parts = (it.source_grade, it.information_grade)
    return None not in parts and all(
        "ABCX1234".index(part or "") <= "ABCX1234".index(a) for part, a in zip(parts, least, strict=True)
    )


@given(st.data(), rulesets(closed_world=True).flatmap(handled), TIMES)
def test_every_verdict_is_what_is_assessed_anew(
    data: st.DataObject, ruleset: Ruleset, known_at: datetime | None
) -> None:
    said = known_by(data.draw(observations(ruleset)), known_at)
    drawn = data.draw(facts(ruleset))
    spoken_of = {it.indicator for it in said}
    bare: dict[str, Fact] = {id_: drawn[id_] for id_ in drawn if id_ not in spoken_of}
    bare = bare if data.draw(st.booleans()) else {}

    def outcomes(counts: Callable[[Observation], bool], *, bare_too: bool) -> dict[str, tuple[str, ...]]:
        counted = filter(counts, said)
        (made,) = resolve(counted, ruleset.indicators, ruleset.evidence, as_of=DAY, areas=["somewhere"])
        again = assess(ruleset, made.replace(bare if bare_too else {}), as_of=DAY)
        return {name: it.possible for name, it in again.classifications.items()}

    (made,) = resolve(said, ruleset.indicators, ruleset.evidence, as_of=DAY, areas=["somewhere"])
    assessment = assess(ruleset, made.replace(bare), as_of=DAY)
    by_basis = {
        basis: outcomes(lambda it, n=n: it.basis in (*BASES, None)[: n + 1], bare_too=basis is None)  # type: ignore[misc]
        for n, basis in enumerate((*BASES, None))
    }
    by_grade = {least: outcomes(lambda it, a=least: reaches(it, a), bare_too=least is None) for least in GRADES}  # type: ignore[misc]
    unassessed = outcomes(lambda it: it.basis != "assessment", bare_too=True)
    nothing = outcomes(lambda _: False, bare_too=False)
    for one in explain(assessment).classifications:
        if not said:
            assert one.grounding is None
            continue
        found, own = grounding(assessment, one.id), one.possible
        for told, brute in ((found.by_basis, by_basis), (found.by_grade, by_grade)):
            steps = dict(told)
            assert list(steps) == [it for it in brute if it in steps]
            last: tuple[str, ...] | None = None
            for step, outcome in brute.items():
                last = steps.get(step, last)
                assert last == outcome[one.id]
            assert last == own
        assert found.register_alone == (by_basis["register"][one.id] == own)
        assert found.needs_assessments == (unassessed[one.id] != own)
        assert found.down_to == next(it for it in GRADES if by_grade[it][one.id] == own)
        assert found.on_nothing == (nothing[one.id] == own)
        event(f"on nothing: {found.on_nothing}, register alone: {found.register_alone}, grade: {found.down_to}")


LAMPS = parse_ruleset("""\
format: lagesbild-ruleset/1
id: konstruerat.lykta
version: 1
status: trial
effective: {from: 2020-01-01}
title: {en: Lamps}
sources: {memo: {title: Memo}}
evidence: {when_sources_disagree: newest}
indicators:
  dark: {truth: true}
  loud: {truth: true}
criteria:
  is_dark: {claim: {en: It is dark}, source: memo, when: {indicator: dark, equals: true}}
  is_loud: {claim: {en: It is loud}, source: memo, when: {indicator: loud, equals: true}}
classifications:
  state:
    levels:
      - {id: calm, title: {sv: Lugnt, en: Calm}}
      - {id: exposed, title: {sv: Utsatt, en: Exposed}, when: {any: [is_dark, is_loud]}}
""")


def lamp(basis: Any, grade: str | None, value: str = "true", indicator: str = "dark", **more: Any) -> Observation:
    parts: dict[str, Any] = {} if grade is None else {"source_grade": grade[0], "information_grade": grade[1]}
    return Observation(area="torget", indicator=indicator, low=value, basis=basis, **parts, **more)


def asked(*said: Observation, **bare: str) -> Assessment:
    (made,) = resolve(said, LAMPS.indicators, LAMPS.evidence, as_of="2024-06-30", areas=["torget"])
    cells = assess(LAMPS, {"area": "torget", **bare}, as_of="2024-06-30").facts
    return assess(LAMPS, made.replace({id_: cells[id_] for id_ in bare}), as_of="2024-06-30")


@pytest.mark.parametrize(
    ("said", "sentences"),
    [
        (
            [("register", "A1"), ("assessment", "C3")],
            [
                "The class holds on register facts alone.",
                "The class holds without assessments.",
                "The class holds on facts of grade A1 alone.",
            ],
        ),
        (
            [("assessment", "C2")],
            [
                "The class does not hold on register facts alone.",
                "The class holds only with assessments.",
                "The class holds down to grade C3: facts of at least that grade suffice, those of at least B2 do not.",
            ],
        ),
        (
            [("measurement", "X1")],
            [
                "The class does not hold on register facts alone.",
                "The class holds without assessments.",
                "The class holds down to grade X4: all graded facts suffice, those of at least C3 do not.",
            ],
        ),
        (
            [(None, None)],
            [
                "The class does not hold on register facts alone.",
                "The class holds without assessments.",
                "The class holds only when facts that are not wholly graded count too.",
            ],
        ),
    ],
)
def test_the_verdict_in_words(said: list[tuple[Any, str | None]], sentences: list[str]) -> None:
    it = asked(*(lamp(basis, grade) for basis, grade in said))
    (one,) = document(explain(it), "en").classifications
    assert one.grounding is not None
    assert one.grounding.texts == sentences
    (one,) = document(explain(it), "sv").classifications
    assert one.grounding is not None
    assert one.grounding.texts[0].startswith("Klassen håller ")


def test_what_comes_out_may_go_and_come_again() -> None:
    """Of the newest statement, one that is let in later may be followed by one that says the first again."""
    it = asked(
        lamp("register", "A1", "true", valid_from=date(2024, 1, 1)),
        lamp("measurement", "B2", "false", valid_from=date(2024, 2, 1)),
        lamp("assessment", "C3", "true", valid_from=date(2024, 3, 1)),
        lamp("register", "A1", "false", "loud"),
    )
    found = grounding(it, "state")
    assert found.by_basis == (("register", ("exposed",)), ("measurement", ("calm",)), ("assessment", ("exposed",)))
    assert found.by_grade == (("A1", ("exposed",)), ("B2", ("calm",)), ("C3", ("exposed",)))
    assert (found.register_alone, found.needs_assessments, found.down_to) == (True, True, "A1")


def test_a_bare_fact_states_neither_basis_nor_grade() -> None:
    found = grounding(asked(lamp("register", "A1", "false"), loud="ja"), "state")
    assert found.by_basis == (("register", ("calm", "exposed")), (None, ("exposed",)))
    assert found.by_grade == (("A1", ("calm", "exposed")), (None, ("exposed",)))
    assert (found.register_alone, found.needs_assessments, found.down_to) == (False, False, None)


def test_what_is_gone_lets_nothing_in() -> None:
    it = asked(lamp("register", "A1"), lamp("survey", "B2", "false", withdrawn=True))
    assert grounding(it, "state").by_basis == (("register", ("exposed",)),)


def test_an_answer_that_rests_on_nothing_is_told_so() -> None:
    it = asked(lamp("register", "A1", "false"))
    found = grounding(it, "state")
    assert found.on_nothing
    (one,) = document(explain(it), "sv").classifications
    assert one.grounding is not None
    assert one.grounding.texts == ["Svaret följer utan någon uppgift: grund och grad saknar betydelse."]


def test_there_is_none_for_bare_facts_nor_in_a_headline() -> None:
    assert explain(asked(dark="ja")).classifications[0].grounding is None
    assert document(explain(asked(dark="ja")), "sv").classifications[0].grounding is None
    assert explain(asked(lamp("register", "A1")), depth="headline").classifications[0].grounding is None
