"""Results of sensitivity as tables, words and pictures."""

from __future__ import annotations

import re
from string import Formatter
from xml.etree import ElementTree

import pytest

from lagesbild_rules.errors import QuestionError
from lagesbild_rules.study import (
    PARTS,
    Sensitivity,
    Share,
    attribution,
    attribution_sheet,
    attribution_svg,
    sensitivity,
    sensitivity_sheets,
    sensitivity_svg,
)
from lagesbild_rules.study._phrases_sensitivity import PHRASES
from lagesbild_rules.study._shares import wilson
from lagesbild_rules.text import Language

from .places import edited, places
from .test_attribution import CHANGED, pairs


@pytest.fixture(scope="module")
def found() -> Sensitivity:
    ruleset = edited(("classifications/lage/levels/2/when", {"not": "feared"}))
    over = {"limit": ["10", "30"]}
    return sensitivity(
        ruleset, places(ruleset), over=over, flip=0.2, repetitions=100, with_sobol=True, samples=64, seed=1
    )


def test_every_part_is_an_arrow_table_with_its_columns(found: Sensitivity) -> None:
    for name, columns in PARTS.items():
        part = getattr(found, name)
        assert part.table().column_names == list(columns)
        assert part.table().num_rows == len(found.rows()[name]) > 0
    assert found.dropped is not None
    assert found.dropped.moved().num_rows == sum(len(it.moved) for it in found.dropped.found)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_part_is_told_in_words(found: Sensitivity, language: Language) -> None:
    sheets = sensitivity_sheets(found, language)
    assert len(sheets) == len(PARTS)
    for it in sheets:
        assert it.rows
        assert all(len(row) == len(it.headings) for row in it.rows)
        assert "{" not in it.title + "".join(it.lead)
    ranks = sheets[-1].lead[0]
    assert ("ingen klass beräknas ur rangtal" if language == "sv" else "no class is computed from ranks") in ranks


def test_intervals_are_written_as_mathematics_writes_them(found: Sensitivity) -> None:
    (sheet,) = [it for it in sensitivity_sheets(found, "en") if "unchanged" in it.title]
    rows = {row[0]: row[2] for row in sheet.rows}
    assert re.fullmatch(r"[\[(]\S+; \S+[\])]", rows["limit"])
    assert rows["needed"].endswith("whole numbers")


@pytest.mark.parametrize("language", ["sv", "en"])
def test_pictures_are_the_same_bytes_and_tell_what_they_show(found: Sensitivity, language: Language) -> None:
    before = edited()
    drawn = attribution(before, CHANGED, pairs(before, CHANGED), most=1, permutations=9)
    for made in (lambda: sensitivity_svg(found, language), lambda: attribution_svg(drawn, language)):
        text = made()
        assert text == made()
        assert not re.search(r"\d{4}-\d{2}-\d{2}T", text)
        root = ElementTree.fromstring(text)
        space = "{http://www.w3.org/2000/svg}"
        title, description = root.find(f"{space}title"), root.find(f"{space}desc")
        assert title is not None
        assert description is not None
        assert title.text
        assert len(description.text or "") > 40
        assert root.get("role") == "img"
    assert "A " in sensitivity_svg(found, language)


def test_a_picture_of_nothing_says_so() -> None:
    before = edited()
    assert "Nothing moves." in attribution_svg(attribution(before, before, pairs(before, before)), "en")
    assert (
        "No edit touches the logic." in attribution_sheet(attribution(before, before, pairs(before, before)), "en").lead
    )


def test_text_from_users_is_text_in_a_picture() -> None:
    ruleset = edited()
    rows = places(ruleset, [{"area": "<b>$x^2$ & å", "broken": "20", "trade": "none_at_all"}])
    text = sensitivity_svg(sensitivity(ruleset, rows, parts=["combinations"]), "en")
    assert "<b>" not in text
    ElementTree.fromstring(text)


def test_without_matplotlib_it_says_what_to_install(found: Sensitivity, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "matplotlib", None)
    with pytest.raises(QuestionError, match="LR505 a plot needs matplotlib"):
        sensitivity_svg(found, "en")


def test_sampled_values_are_told_with_their_interval() -> None:
    before = edited()
    drawn = attribution(before, CHANGED, pairs(before, CHANGED), most=1, permutations=9)
    sheet = attribution_sheet(drawn, "en")
    assert "9 orders (seed 0)" in sheet.lead[1]
    assert all(re.search(r"\(.+–.+\)", row[1]) for row in sheet.rows)


@pytest.mark.parametrize("id", PHRASES)
def test_a_phrase_takes_the_same_words_in_both_languages(id: str) -> None:
    phrase = PHRASES[id]
    words = [{name for _, name, _, _ in Formatter().parse(it or "") if name} for it in (phrase.sv, phrase.en)]
    assert phrase.sv
    assert phrase.en
    assert words[0] == words[1]


@pytest.mark.parametrize(
    ("hits", "of", "low", "high"), [(0, 10, 0.0, 0.2775), (10, 10, 0.7225, 1.0), (5, 10, 0.2366, 0.7634)]
)
def test_wilson_gives_the_published_intervals(hits: int, of: int, low: float, high: float) -> None:
    assert [round(it, 4) for it in wilson(hits, of)] == [low, high]


def test_an_exact_share_has_no_width() -> None:
    assert Share(1, 4, sampled=False).interval == (0.25, 0.25)
    assert Share(0, 0).value == 0.0
