"""Comparisons and series of pictures as people read them: word for word, and text from users is text."""

from __future__ import annotations

import json
import re
from io import StringIO
from itertools import product
from pathlib import Path
from string import Formatter
from xml.etree.ElementTree import fromstring

import pytest
from syrupy.assertion import SnapshotAssertion

import lagesbild_rules
from lagesbild_rules.facts import Area, Lineage
from lagesbild_rules.picture import (
    COMPARE_PHRASES,
    ComparisonText,
    Ladder,
    Picture,
    PictureArea,
    Rung,
    compare,
    comparison_text,
    published,
    published_names,
    series,
    series_text,
)
from lagesbild_rules.report import (
    COMPARISON_COLUMNS,
    SERIES_COLUMNS,
    _svg_series,
    comparison_html,
    comparison_json,
    comparison_markdown,
    comparison_rows,
    series_html,
    series_markdown,
    series_plot,
    series_rows,
)
from lagesbild_rules.report._console_comparison import print_comparison, print_series
from lagesbild_rules.text import LANGUAGES, Language, Text
from tests.cli.schemas import fits
from tests.picture.made import NEW, OLD, made

from .hostile import HOSTILE, PLAIN
from .test_markdown import TAGS, seen

LAST = published("published:2023"), published("published:2025")
EVERY = series(map(published, published_names()))


def printed(document: ComparisonText, width: int = 100) -> str:
    out = StringIO()
    print_comparison(document, out, width=width, color=False)
    return "\n".join(line.rstrip() for line in out.getvalue().split("\n"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_last_two_lists_word_for_word(language: Language, snapshot: SnapshotAssertion) -> None:
    said = comparison_text(compare(*LAST), language)
    assert printed(said) == snapshot(name=f"console-{language}")
    assert comparison_markdown(said) == snapshot(name=f"markdown-{language}")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_series_word_for_word(language: Language, snapshot: SnapshotAssertion) -> None:
    said = series_text(EVERY, language)
    out = StringIO()
    print_series(said, out, width=120, color=False)
    assert "\n".join(line.rstrip() for line in out.getvalue().split("\n")) == snapshot(name=f"console-{language}")
    assert series_markdown(said) == snapshot(name=f"markdown-{language}")
    assert said.classifications[0].described == snapshot(name=f"described-{language}")


@pytest.mark.parametrize("language", LANGUAGES)
def test_json_fits_its_schema_and_holds_every_change(language: Language) -> None:
    found = json.loads(comparison_json(comparison_text(compare(*LAST), language)))
    fits(found, "comparison")
    (one,) = found["classifications"]
    assert len(one["areas"]) == 66
    assert sum(it["changes"] for it in one["flows"]) == sum(it["changes"] for it in one["moves"]) == 66
    assert sum(it["number"] for it in one["sum"][:-1]) == one["sum"][-1]["number"] == 65
    fits(json.loads(comparison_json(series_text(EVERY, language))), "picture-series")


def test_rows_are_those_of_the_columns() -> None:
    rows = list(comparison_rows(comparison_text(compare(*LAST))))
    assert {tuple(it) for it in rows} == {COMPARISON_COLUMNS}
    assert len(rows) == 66
    flows = list(series_rows(series_text(EVERY)))
    assert {tuple(it) for it in flows} == {SERIES_COLUMNS}
    assert sum(it["changes"] for it in flows) == 318


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_drawing_is_told_in_words_and_asks_for_nothing(language: Language) -> None:
    said = series_text(EVERY, language)
    (one,) = said.classifications
    plot = series_plot(said, one)
    drawn = fromstring(plot.svg)
    name = "{http://www.w3.org/2000/svg}"
    assert drawn.get("role") == "img"
    assert drawn.get("aria-labelledby") == "title desc"
    assert [drawn.findtext(f"{name}{it}") for it in ("title", "desc")] == [plot.title, plot.described]
    numbers = [it.text for it in drawn.iter(f"{name}text")]
    for level, place in product(one.levels, range(6)):
        if level.areas[place]:
            assert str(level.areas[place]) in numbers
    boxes = len([it for it in drawn.iter(f"{name}rect") if it.get("y") and it.get("width") != "14"])
    assert boxes == sum(bool(count) for level in one.levels for count in level.areas) == 17
    listed = [it for it in one.flows if "ej_listad" not in (*(it.was or ()), *(it.now or ()))]
    assert len(list(drawn.iter(f"{name}path"))) == len(listed)
    assert set(re.findall(r"https?://[^\"<]+", plot.svg)) == {"http://www.w3.org/2000/svg"}
    assert plot.svg == series_plot(said, one).svg


def test_letters_are_told_from_what_they_stand_on() -> None:
    """The contrast of WCAG 2.1, at least 4.5, of every fill that a box may have."""

    def light(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        red, green, blue = (it / 12.92 if it <= 0.03928 else ((it + 0.055) / 1.055) ** 2.4 for it in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    for fill in _svg_series._FILLS:
        ink = "#ffffff" if fill in _svg_series._DARK else "#000000"
        low, high = sorted((light(fill), light(ink)))
        assert (high + 0.05) / (low + 0.05) >= 4.5


def test_bands_stay_inside_their_boxes() -> None:
    """Where areas were split a level gives more parts than it has areas."""
    said = series_text(EVERY)
    svg = series_plot(said, said.classifications[0]).svg
    boxes = re.findall(r'<rect width="46" height="([\d.]+)" x="([\d.]+)" y="([\d.]+)"', svg)
    spans = [(float(x), float(y), float(y) + float(height)) for height, x, y in boxes]
    assert len(spans) == 17
    for x0, top, x1, right, low in re.findall(
        r'd="M([\d.]+) ([\d.]+)C[\d.]+ [\d.]+ [\d.]+ [\d.]+ ([\d.]+) ([\d.]+)V([\d.]+)', svg
    ):
        begins = [it for it in spans if abs(it[0] + 46 - float(x0)) < 0.2 and it[1] - 0.2 <= float(top) <= it[2] + 0.2]
        ends = [
            it
            for it in spans
            if abs(it[0] - float(x1)) < 0.2 and it[1] - 0.2 <= float(right) <= float(low) <= it[2] + 0.2
        ]
        assert len(begins) == len(ends) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_ask_for_nothing(language: Language) -> None:
    for text in (comparison_html(comparison_text(compare(*LAST), language)), series_html(series_text(EVERY, language))):
        assert text.startswith("<!DOCTYPE html>")
        assert f'<html lang="{language}">' in text
        assert re.findall(r"(?:src|href)=\"(?!#)", text) == []
        assert "<script" not in text
        assert "url(" not in text


@pytest.mark.parametrize(("given_", "plain"), list(zip(HOSTILE, PLAIN, strict=True)), ids=HOSTILE)
def test_hostile_text_is_told_as_it_is(given_: str, plain: str) -> None:
    text = given_.replace("\\\\", "\\").replace("\\n", "\n")
    steps = Ladder(
        "k", Text(text, text), (Rung("a", Text("a", "a")), Rung("b", Text(text, text)), Rung("c", Text("c")))
    )
    two = [
        Picture(
            text,
            day,
            {"k": steps},
            (PictureArea(Area(f"{text} {day}", text, "0000", text), {"k": (level,)}, trend=text),),
        )
        for day, level in ((OLD, "b"), (NEW, "c"))
    ]
    lines = [Lineage(two[0].areas[0].id, two[1].areas[0].id, NEW, "rename"), Lineage("x", text, NEW, "rename")]
    said = comparison_text(compare(two[0], two[1], lineage=lines), "sv")
    tags, words = seen(comparison_markdown(said))
    assert tags <= TAGS
    assert " ".join(words.split()).count(" ".join(plain.split())) >= 6
    assert printed(said, 2000).count(plain) >= 6
    html = comparison_html(said)
    assert "<script" not in html
    told = series_text(series(two, lineage=lines), "sv")
    fromstring(series_plot(told, told.classifications[0]).svg)
    assert "<script" not in series_html(told)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_change_has_words(language: Language) -> None:
    before = made(
        OLD, {"a": "none", "b": "mild risk", "c": "mild", "d": "risk", "e": "mild risk", "f": "mild", "h": "mild"}
    )
    after = made(
        NEW, {"a": "risk grave", "b": "risk", "c": "mild risk", "d": "none", "e": "mild risk", "g": "mild", "i": "mild"}
    )
    lines = [Lineage("f", "i", NEW, "merge"), Lineage("h", "i", NEW, "merge")]
    said = comparison_text(compare(before, after, lineage=lines), language)
    (one,) = said.classifications
    moved = {it.moved for it in one.moves}
    assert moved == {"entered", "left", "opened", "settled", "open", "added", "unchanged"}
    assert one.levels[-1].title in ("Inte avgjorda", "Undecided")
    assert (one.sum_text.split(" ")[0], one.sum[-1].number) == ("6", 6)
    for text in (printed(said), comparison_markdown(said), comparison_html(said)):
        assert all(it.title in text for it in one.moves)
    fits(json.loads(comparison_json(said)), "comparison")


SOURCE = "\n".join(
    path.read_text(encoding="utf-8").partition("\n}\n\n\n")[2 if path.name == "_compare_phrases.py" else 0]
    for path in Path(lagesbild_rules.__path__[0]).rglob("*.py")
    if re.search("compar|series", path.name)
)
NAMED = set(re.findall(r"[\"']([a-z_]+)[\"']", SOURCE))
BEGIN = tuple(re.findall(r"\bf[\"']([a-z_]+_)[{]", SOURCE))
END = tuple(re.findall(r"\bf[\"'][{][a-z_.]+[}](_[a-z]+)[\"']", SOURCE))


@pytest.mark.parametrize("id", COMPARE_PHRASES)
def test_a_phrase_is_used_and_takes_the_same_words_in_both_languages(id: str) -> None:
    it = COMPARE_PHRASES[id]
    assert it.sv is not None
    assert it.en is not None
    names = [{name for _, name, _, _ in Formatter().parse(text) if name} for text in (it.sv, it.en)]
    assert names[0] == names[1]
    assert id in NAMED or id.startswith(BEGIN) or id.endswith(END)
