"""Markdown shows the text of users as text: rendered again, it says what it said, and nothing has become markup."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from lagesbild_rules.explanation import document, explain, ruleset_page
from lagesbild_rules.report import markdown, ruleset_markdown
from lagesbild_rules.report._markdown import escaped

from .hostile import HOSTILE, PLAIN, assessment, ruleset
from .observed import observed

PAIRS = list(zip(HOSTILE, PLAIN, strict=True))
RENDER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
TAGS = {
    *("h1", "h2", "h3", "h4", "p", "strong", "em", "code", "ul", "li", "blockquote"),
    *("table", "thead", "tbody", "tr", "th", "td"),
}


class _Seen(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: set[str] = set()
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def seen(text: str) -> tuple[set[str], str]:
    """Return the tags and the words of *text* as a reader's program shows it."""
    found = _Seen()
    found.feed(RENDER.render(text))
    return found.tags, "".join(found.text)


@pytest.mark.parametrize(("given_", "plain"), PAIRS, ids=HOSTILE)
def test_an_explanation_says_hostile_text_as_it_is(given_: str, plain: str) -> None:
    tags, words = seen(markdown(document(explain(assessment(given_)), "sv")))
    assert tags <= TAGS
    flat = " ".join(words.split())
    assert flat.count(" ".join(plain.split())) >= 20


@pytest.mark.parametrize(("given_", "plain"), PAIRS, ids=HOSTILE)
def test_a_page_of_a_ruleset_says_hostile_text_as_it_is(given_: str, plain: str) -> None:
    tags, words = seen(ruleset_markdown(ruleset_page(ruleset(given_), "sv")))
    assert tags <= TAGS
    assert " ".join(words.split()).count(" ".join(plain.split())) >= 20


def test_a_line_of_a_text_cannot_pass_for_a_line_of_the_answer() -> None:
    plain = markdown(document(explain(assessment("x")), "sv"))
    hostile = markdown(document(explain(assessment("rad ett\\n# rad två")), "sv"))
    assert len(hostile.splitlines()) == len(plain.splitlines())


@pytest.mark.parametrize("area", ["[brå] | <b>", "# Område", "*Område*"])
def test_the_name_of_an_area_is_text(area: str) -> None:
    tags, words = seen(markdown(document(explain(assessment("x", area)), "sv")))
    assert tags <= TAGS
    assert f"Förklaring till klassningen av {area}" in words


@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Cf", "Zl", "Zp"]), min_size=1, max_size=30))
def test_escaped_text_is_shown_as_it_is(text: str) -> None:
    shown = " ".join(text.split())
    if not shown:
        return
    wanted = html.escape(shown, quote=False).replace('"', "&quot;")
    assert RENDER.render(escaped(text)) == f"<p>{wanted}</p>\n"
    row = RENDER.render(f"| x |\n| --- |\n| {escaped(text)} |\n")
    assert re.findall(r"<td>(.*)</td>", row) == [wanted]


@pytest.mark.parametrize("language", ["sv", "en"])
def test_observations_and_the_verdict_by_basis_are_told_whole(language: str) -> None:
    told = document(explain(observed()), language)
    tags, words = seen(markdown(told))
    assert tags <= TAGS
    texts = [one.text for it in told.facts for one in it.observations]
    assert len(texts) == 8
    for it in told.classifications:
        assert it.grounding is not None
        texts += [*it.grounding.texts, *(one.outcome_text for one in (*it.grounding.by_basis, *it.grounding.by_grade))]
    assert [text for text in texts if text not in words] == []
