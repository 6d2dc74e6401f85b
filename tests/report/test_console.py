"""The console shows the text of users as text: no markup, no line of its own, whatever the width."""

from __future__ import annotations

import io

import pytest

from lagesbild_rules.explanation import document, explain, ruleset_page
from lagesbild_rules.report._console import print_assessments, print_catalogue, print_explanation
from lagesbild_rules.report._console_ruleset import print_ruleset
from lagesbild_rules.ruleset import catalogue

from .hostile import HOSTILE, PLAIN, assessment, ruleset

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
