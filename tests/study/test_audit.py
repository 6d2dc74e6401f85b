"""Audits: every chapter is there or says why not, every number is its study's own, every ground is named."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from attrs import evolve

from lagesbild_rules import find_ruleset
from lagesbild_rules.errors import QuestionError
from lagesbild_rules.study import (
    CHAPTERS,
    GROUNDS,
    STANDINGS,
    Audit,
    Chapter,
    Verdict,
    agreement,
    assess_cases,
    audit,
    audit_page,
    backtest,
    cases_beside,
    coverage,
    mutation,
    prove,
    read_published,
)
from lagesbild_rules.study._phrases_audit import AUDIT_PHRASES
from lagesbild_rules.text import Language

from .audits import BERLIN_LIST, berlin, faulty, police, questions
from .texts import edited

pytestmark = pytest.mark.xdist_group("audits")

AUDITS = {"berlin": berlin, "police": police, "questions": questions, "faulty": faulty}
LEFT_OUT = {
    "berlin": {"diff", "agreement"},
    "police": {"areas", "sensitivity", "agreement", "backtest"},
    "questions": {"readings", "diff", "areas", "sensitivity", "backtest"},
    "faulty": {"diff", "areas", "sensitivity", "agreement", "backtest"},
}
LANGUAGES: tuple[Language, ...] = ("sv", "en")


def chapter(made: Callable[[], Audit], id: str, language: Language = "en") -> Chapter:
    (found,) = [it for it in audit_page(made(), language).chapters if it.id == id]
    return found


def texts(it: Chapter, standing: str) -> list[str]:
    return [one.text for one in it.statements if one.standing == standing]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", AUDITS)
def test_a_chapter_has_something_to_say_or_says_why_not(name: str, language: Language) -> None:
    page = audit_page(AUDITS[name](), language)
    assert len(page.chapters) == len(CHAPTERS)
    assert {it.id for it in page.chapters if it.left_out} == LEFT_OUT[name]
    for it in page.chapters:
        assert it.title
        assert it.asks
        if it.left_out is None:
            assert it.statements
        else:
            assert (it.statements, it.tables, it.shown, it.plots, it.data) == ((), (), (), (), ())


@pytest.mark.parametrize("name", AUDITS)
def test_both_languages_say_the_same_things_on_the_same_grounds(name: str) -> None:
    sv, en = (audit_page(AUDITS[name](), it) for it in LANGUAGES)
    for one, other in zip(sv.chapters, en.chapters, strict=True):
        assert [(it.ground, it.standing) for it in one.statements] == [
            (it.ground, it.standing) for it in other.statements
        ]
        assert [it.name for it in one.data] == [it.name for it in other.data]
        for mine, yours in zip(one.statements, other.statements, strict=True):
            numbers = [re.findall(r"\d+", re.sub(r"(?<=\d)[.,](?=\d)", "", it.text)) for it in (mine, yours)]
            assert numbers[0] == numbers[1]
    assert sv.title != en.title


@pytest.mark.parametrize("name", AUDITS)
def test_every_statement_is_counted_once(name: str) -> None:
    page = audit_page(AUDITS[name](), "en")
    statements = [one for it in page.chapters for one in it.statements]
    assert sum(len(page.statements(it)) for it in STANDINGS) == len(statements)
    assert sum(page.count(it) for it in GROUNDS) == len(statements)
    holds, fails, open_ = (len(page.statements(it)) for it in ("holds", "fails", "open"))
    assert page.lead() == (
        f"Of {holds + fails} things that should hold {holds} do, and {fails} do not. {open_} could not be settled."
    )


def test_phrases_have_the_same_gaps_in_both_languages() -> None:
    for id_, text in AUDIT_PHRASES.items():
        assert text.sv, id_
        assert text.en, id_
        assert sorted(re.findall(r"{\w+}", text.sv)) == sorted(re.findall(r"{\w+}", text.en)), id_


def test_what_is_said_of_proofs_is_what_is_proven() -> None:
    found = prove(police().ruleset)
    said = chapter(police, "proofs")
    decides = [it for it in found.proofs if it.claim == "criterion_decides"]
    asked = [it for it in decides if it.verdict is not Verdict.NOT_APPLICABLE]
    proven = [it for it in asked if it.verdict is Verdict.PROVEN]
    assert f"The criterion can decide: proven of {len(proven)} out of {len(asked)}." in texts(said, "holds")
    assert {it.ground for it in said.statements} == {"proven"}
    assert [row["verdict"] for row in said.data[0].rows] == [it.verdict.value for it in found.proofs]


def test_what_is_refuted_does_not_hold_and_is_shown() -> None:
    said = chapter(faulty, "proofs")
    assert "The level can be reached: refuted of lage.svart." in texts(said, "fails")
    assert "The level can be reached: proven of 2 out of 3." in texts(said, "holds")
    fails = [it for it in prove(faulty().ruleset).proofs if it.fails]
    assert len(said.shown) >= sum(bool(it.witnesses) for it in fails)


def test_a_claim_that_hangs_on_a_reading_does_not_hold() -> None:
    said = chapter(police, "readings")
    (text,) = texts(said, "fails")
    assert "utsatthet.sarskilt_utsatt_omrade" in text
    assert any("sarskilt_presupposes_utsatt=0" in note for it in said.shown for note in it.notes)
    own = prove(police().ruleset)
    assert [it.verdict for it in own.proofs if it.claim == "nested"] == [Verdict.PROVEN]


def test_what_was_not_settled_in_time_is_left_open() -> None:
    found = police()
    proofs = evolve(found.proofs, proofs=tuple(evolve(it, verdict=Verdict.GAVE_UP) for it in found.proofs.proofs))
    said = chapter(lambda: evolve(found, proofs=proofs), "proofs")
    assert texts(said, "holds") == texts(said, "fails") == []
    assert all("not settled in time" in it for it in texts(said, "open"))
    tried = tuple(evolve(it, fate="gave_up") for it in found.mutation.tried)
    said = chapter(lambda: evolve(found, mutation=evolve(found.mutation, tried=tried)), "mutants")
    assert texts(said, "open") == [f"Of {len(tried)} changes it is not settled whether they make a difference."]


def test_what_is_said_of_cases_is_what_they_do() -> None:
    ruleset, cases = berlin().ruleset, cases_beside(berlin().ruleset)
    n, all_ = coverage(ruleset, assess_cases(ruleset, cases)).share()
    assert texts(chapter(berlin, "coverage"), "holds") == [
        f"The cases cover {n} of the {all_} criteria and comparisons that can be covered."
    ]
    found = mutation(ruleset, cases)
    others = len(found.tried) - found.count("equivalent")
    said = chapter(berlin, "mutants")
    assert texts(said, "holds") == [
        f"The cases notice {found.count('caught')} of {others} changes that can be noticed."
    ]
    assert texts(said, "told") == [f"{found.count('equivalent')} changes are proven to change no answer."]


def test_without_cases_nothing_is_covered_and_that_is_said() -> None:
    said = chapter(faulty, "coverage")
    assert "There are no cases beside the ruleset." in texts(said, "fails")
    assert texts(said, "holds") == []
    assert texts(chapter(faulty, "mutants"), "holds") == []
    assert said.shown


def test_what_is_said_of_areas_is_what_was_assessed() -> None:
    assessments = berlin().assessments or ()
    decided = sum(it.classifications["status"].level is not None for it in assessments)
    said = chapter(berlin, "areas")
    assert f"Status: {decided} of {len(assessments)} areas get a decided class on 2021-12-31." in texts(said, "told")
    assert sum(row["areas"] for row in said.data[0].rows if row["classification"] == "status") == len(assessments)


def test_what_the_list_hangs_on_is_told_as_it_was_found() -> None:
    found = berlin().sensitivity
    assert found is not None
    assert found.dropped is not None
    said = chapter(berlin, "sensitivity")
    criteria = {it.name for it in found.dropped.found}
    idle = criteria - {it.name for it in found.dropped.found if it.moved}
    assert f"{len(idle)} of {len(criteria)} criteria change no area" in " ".join(it.text for it in said.statements)
    assert {it.name for it in said.data} == {f"sensitivity-{name}" for name, rows in found.rows().items() if rows}
    assert found.assessors is None  # Berlin has no answers on scales
    assert not any(it.ground == "sampled" for it in said.statements)


def test_what_is_said_of_the_list_is_what_the_backtest_found() -> None:
    found = backtest(berlin().assessments or (), read_published(BERLIN_LIST, berlin().ruleset))
    said = chapter(berlin, "backtest")
    one = found.classifications[0]
    assert f"Status: {one.count('same')} of {len(one.areas)} areas compared come out as published." in texts(
        said, "holds"
    )
    assert any(it.startswith(f"Status: {one.count('open')} of ") for it in texts(said, "open"))
    (sampled, _) = [it for it in said.statements if it.ground == "sampled"]
    assert f"{one.same.value:.3f} [{one.same.low:.3f}; {one.same.high:.3f}]" in sampled.text
    assert said.plots[0].svg.startswith("<?xml")


def test_a_class_that_contradicts_the_list_does_not_hold() -> None:
    found = berlin()
    assert found.backtest
    other = {"hoch": "mittel", "mittel": "hoch"}
    status = read_published(BERLIN_LIST, found.ruleset).levels["status"]
    turned = {"status": {area: other.get(level, level) for area, level in status.items()}}
    listed = evolve(read_published(BERLIN_LIST, found.ruleset), levels=turned)
    against = backtest(found.assessments or (), listed)
    said = chapter(lambda: evolve(found, backtest=against), "backtest")
    wrong, all_ = len(against.classifications[0].contradicted), len(against.classifications[0].areas)
    assert wrong > 400
    assert texts(said, "fails") == [f"Status: {wrong} of {all_} areas compared cannot come out as published."]
    assert texts(said, "holds") == []


def test_what_is_said_of_agreement_is_what_was_found() -> None:
    found = questions().agreement
    assert found
    said = chapter(questions, "agreement")
    alphas = [it for it in found.pairs if it.alpha is not None]
    sampled = [it.text for it in said.statements if it.ground == "sampled"]
    assert len(sampled) == len(alphas) > 0
    for text, it in zip(sampled, alphas, strict=True):
        assert f"{it.alpha:.3f}".replace("-", "−") in text
        assert f"({it.areas} areas)" in text
    assert agreement([], questions().ruleset, as_of="2024-12-31").pairs == ()


def test_a_list_without_facts_says_what_is_missing() -> None:
    ruleset = berlin().ruleset
    found = audit(ruleset, published=read_published(BERLIN_LIST, ruleset))
    left = chapter(lambda: found, "backtest").left_out
    assert left == "A published list was given, but no facts to compute classes from (`--facts`)."


def test_against_itself_nothing_differs() -> None:
    found = audit(edited(), before=edited())
    assert "The same facts always get the same level." in texts(chapter(lambda: found, "diff"), "told")
    moved = chapter(police, "diff")
    assert any(it.endswith("areas get another class.") for it in texts(moved, "told"))
    assert texts(moved, "fails") == []


@pytest.mark.parametrize("name", AUDITS)
def test_every_threshold_and_limit_says_whose_it_is(name: str) -> None:
    page, ruleset = audit_page(AUDITS[name](), "en"), AUDITS[name]().ruleset
    whose = {it.id: it.whose for it in page.constants}
    assert whose == {**dict.fromkeys(ruleset.parameters, "parameter"), **dict.fromkeys(ruleset.readings, "reading")}
    assert {row[2] for row in page.limits.rows} == {"ours"}
    assumed = chapter(AUDITS[name], "assumed")
    assert {it.ground for it in assumed.statements} == {"assumed"}
    if ruleset.readings:
        assert f"{len(ruleset.readings)} readings are ours" in assumed.statements[0].text


def test_an_audit_is_the_same_twice_but_for_time() -> None:
    once, again = (audit_page(it, "sv") for it in (faulty(), faulty.__wrapped__()))
    assert once == again


def test_what_the_studies_refuse_an_audit_refuses() -> None:
    ruleset = find_ruleset("berlin.mss", as_of="2021-12-31")
    with pytest.raises(QuestionError) as raised:
        audit(ruleset, facts=[], published=read_published(BERLIN_LIST, ruleset))
    assert [it.code for it in raised.value.problems] == ["LR759"]
