"""The console shows the text of users as text: no markup, no line of its own, whatever the width."""

from __future__ import annotations

import io

import pytest

from lagesbild_rules.explanation import document, explain, ruleset_page
from lagesbild_rules.report._console import print_assessments, print_catalogue, print_explanation
from lagesbild_rules.report._console_ruleset import print_ruleset
from lagesbild_rules.ruleset import catalogue

from .hostile import HOSTILE, PLAIN, assessment, ruleset
from .observed import observed

PAIRS = list(zip(HOSTILE, PLAIN, strict=True))


def explained(text: str, *, width: int = 400, color: bool | None = False) -> str:
    out = io.StringIO()
    print_explanation(document(explain(assessment(text)), "sv"), out, width=width, color=color)
    return out.getvalue()


def shown(text: str, width: int = 400) -> str:
    out = io.StringIO()
    print_ruleset(ruleset_page(ruleset(text), "sv"), out, width=width, color=False)
    return out.getvalue()


@pytest.mark.parametrize(("given", "plain"), PAIRS, ids=HOSTILE)
def test_an_explanation_says_hostile_text_as_it_is(given: str, plain: str) -> None:
    assert explained(given).count(plain) >= 20
    assert len(explained(given).splitlines()) == len(explained("x").splitlines())


@pytest.mark.parametrize(("given", "plain"), PAIRS, ids=HOSTILE)
def test_a_page_of_a_ruleset_says_hostile_text_as_it_is(given: str, plain: str) -> None:
    assert shown(given).count(plain) >= 20
    assert len(shown(given).splitlines()) == len(shown("x").splitlines())


@pytest.mark.parametrize(("given", "plain"), PAIRS, ids=HOSTILE)
def test_the_table_of_areas_says_hostile_text_as_it_is(given: str, plain: str) -> None:
    out = io.StringIO()
    print_assessments(ruleset(given), [assessment(given, "[brå] <b>")], "sv", out, width=400)
    first, second, *_ = out.getvalue().splitlines()
    assert plain in first
    assert second.startswith(f"[brå] <b>  ? {plain} eller x{plain}")
    assert len(out.getvalue().splitlines()) == 7


def test_the_list_of_rulesets_keeps_brackets() -> None:
    out = io.StringIO()
    print_catalogue(catalogue(), "sv", out, width=200)
    assert "Utsatta områden 2019" in out.getvalue()
    assert "\x1b" not in out.getvalue()


@pytest.mark.parametrize("width", [20, 40, 80])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    for text in (explained("ett ganska långt stycke text, utan slut", width=width), shown("x", width=width)):
        assert max(len(line.rstrip()) for line in text.splitlines()) <= width


def test_colour_follows_what_is_asked_for() -> None:
    assert "\x1b[" not in explained("x", color=False)
    assert "\x1b[" in explained("x", color=True)


def test_a_mark_never_stands_without_its_word() -> None:
    for line in explained("x").splitlines():
        if line.lstrip("│├└─ ").startswith(("✔ ", "✘ ", "? ")):
            assert any(word in line for word in ("uppfyllt", "inte avgjort", "Nivån", "Kräver"))


@pytest.mark.parametrize("detail", ["headline", "criteria", "full"])
def test_a_fact_tells_how_many_observations_it_rests_on_and_in_full_each_of_them(detail: str) -> None:
    out, told = io.StringIO(), document(explain(observed()), "sv")
    print_explanation(told, out, detail=detail, width=400, color=False)
    (fact,) = [it for it in told.facts if it.indicator == "open_drug_trade"]
    lines = [line.strip(" •") for line in out.getvalue().splitlines()]
    assert (
        f"{fact.title}: {fact.text} – 1 observation räknas; 1 åsidosatt (för gammal, under kravet på tillförlitlighet)"
        in lines
    )
    assert sum(it.text in out.getvalue() for it in fact.observations) == (2 if detail == "full" else 0)
    (classification,) = told.classifications
    assert classification.grounding is not None
    told_of = sum(text in out.getvalue() for text in classification.grounding.texts)
    assert told_of == (0 if detail == "headline" else 3)


def test_what_holds_the_question_open_tells_what_was_set_aside() -> None:
    out = io.StringIO()
    print_explanation(document(explain(observed()), "sv"), out, detail="headline", width=400, color=False)
    lacking = out.getvalue().partition("Det som håller frågan öppen")[2]
    assert "ingen observation räknas; 1 åsidosatt (återkallad)" in lacking
