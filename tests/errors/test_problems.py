"""How a problem is printed: place, code, finding, next step, on one line or two that any terminal can show."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lagesbild_rules.errors import (
    UNPRINTABLE,
    CatalogueError,
    FactsError,
    LagesbildError,
    Place,
    Problem,
    QuestionError,
    RulesetError,
    listed,
    nearest,
    printable,
    quoted,
    suggestion,
)


@pytest.mark.parametrize(
    ("place", "printed"),
    [
        (Place("a/b.yaml", 31, 9), "a/b.yaml:31:9"),
        (Place("f.csv", 3, "median_income"), "f.csv:3:median_income"),
        (Place("<row>", None, "median_income"), "<row>:median_income"),
        (Place("f.csv"), "f.csv"),
        (Place(), "<input>"),
        (Place("a\nb", 1, "c\x1b[31m"), "a\\u000ab:1:c\\u001b[31m"),
        (Place("f.csv", 1, "x" * 100), f"f.csv:1:{'x' * 60}…"),
    ],
)
def test_a_place_is_path_line_and_column(place: Place, printed: str) -> None:
    assert str(place) == printed


def test_a_problem_is_place_code_and_finding_and_under_them_the_next_step() -> None:
    place = Place("a.yaml", 31, 9)
    assert str(Problem(place, "LR103", "unknown comparison `minst`", "write `at_least`")) == (
        "a.yaml:31:9: LR103 unknown comparison `minst`\n  help: write `at_least`"
    )
    assert str(Problem(place, "LR103", "unknown comparison `minst`")) == "a.yaml:31:9: LR103 unknown comparison `minst`"


def test_a_code_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="LR999"):
        Problem(Place(), "LR999", "anything")


@pytest.mark.parametrize("kind", [LagesbildError, RulesetError, FactsError, CatalogueError, QuestionError])
def test_an_error_holds_all_its_problems_also_after_pickling(kind: type[LagesbildError]) -> None:
    problems = (Problem(Place("a", 1, 2), "LR101", "one"), Problem(Place("a", 2, "b"), "LR102", "two", "three"))
    for error in (kind(problems), pickle.loads(pickle.dumps(kind(iter(problems))))):
        assert type(error) is kind
        assert error.problems == problems
        assert str(error) == "a:1:2: LR101 one\na:2:b: LR102 two\n  help: three"


def test_words_are_listed_with_an_or_and_not_too_many_of_them() -> None:
    assert [listed(it) for it in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == [
        "nothing", "`a`", "`a` or `b`", "`a`, `b` or `c`"
    ]  # fmt: skip
    assert listed("abcde", limit=3) == "`a`, `b`, `c` or 2 more"


def test_the_nearest_word_is_suggested_whatever_its_letter_case() -> None:
    steps = ["inget_problem", "litet_problem", "Problem"]
    assert suggestion("PROBLEM", steps) == "did you mean `Problem`?"
    assert suggestion("xyz", steps) == "write `inget_problem`, `litet_problem` or `Problem`"
    assert suggestion("xyz", []) == "remove it"
    assert nearest("problm", steps, "its values are") == (
        "did you mean `Problem`? its values are `inget_problem`, `litet_problem` or `Problem`"
    )
    assert nearest("problm", ["problem"], "its values are") == "did you mean `problem`?"
    assert nearest("step_1", [f"step_{n}" for n in range(13)], "its values are") == "did you mean `step_1`?"


@given(st.text(st.characters(exclude_categories=[])), st.integers(1, 100))
def test_any_text_is_shown_on_one_line_of_bounded_length(text: str, limit: int) -> None:
    shown = printable(text, limit)
    assert quoted(text, limit) == f"`{shown}`"
    assert len(shown.splitlines()) <= 1
    assert not UNPRINTABLE.search(shown)
    assert len(shown) <= 6 * limit + 1


@given(st.text("aå_ 1é\u0130ß"), st.lists(st.text("aå_ 1é\u0130ß"), max_size=20))
def test_a_suggestion_is_one_of_the_choices(word: str, choices: list[str]) -> None:
    said = suggestion(word, choices)
    assert said == "remove it" if not choices else any(quoted(it) in said for it in choices)
