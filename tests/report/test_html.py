"""An explanation as HTML: one file that asks for nothing, whose every text is text, in the reader's order."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from attrs import evolve, field, frozen, mutable
from hypothesis import given, settings
from hypothesis import strategies as st

from lagesbild_rules import Assessment, assess, document, explain, find_ruleset, read_facts
from lagesbild_rules.cli import main
from lagesbild_rules.explanation import (
    PHRASES,
    Document,
    EnvelopeText,
    GroundingText,
    RulesetPage,
    StepText,
    ruleset_page,
)
from lagesbild_rules.record import receipt_of
from lagesbild_rules.report import Notebook, html, load_ipython_extension, ruleset_html
from lagesbild_rules.ruleset import catalogue
from lagesbild_rules.testing import facts, rulesets

from .hostile import HOSTILE, PLAIN, assessment, ruleset
from .observed import observed

ROOT = Path(__file__).resolve().parents[2]
AREAS = ROOT / "docs" / "examples" / "constructed" / "areas.csv"
BERLIN = ROOT / "docs" / "examples" / "berlin" / "mss2021_facts.csv"
NOA = ("noa.utsatta-omraden", "2024-12-31")

EVIL = [
    *zip(HOSTILE, PLAIN, strict=True),
    ("#set page(height: 1pt)", "#set page(height: 1pt)"),
    ("$x$ #eval(1) @ref <label> #sys", "$x$ #eval(1) @ref <label> #sys"),
    ('\\"\\" onload=\\"x', '"" onload="x'),
    ("</style></title></details><!-- --> ]]>", "</style></title></details><!-- --> ]]>"),
]
"""As they stand in YAML, and as a reader is to see them."""

VOID = {"input", "meta", "wbr"}


@mutable
class Element:
    """One element of a page with what is in it."""

    tag: str
    attributes: dict[str, str | None]
    parts: list[Element | str] = field(factory=list)

    def walk(self) -> Iterator[Element]:
        yield self
        for part in self.parts:
            if isinstance(part, Element):
                yield from part.walk()

    @property
    def text(self) -> str:
        said = "".join(part if isinstance(part, str) else part.text for part in self.parts if part)
        return said if self.tag not in {"style", "script"} else ""

    @property
    def classes(self) -> list[str]:
        return (self.attributes.get("class") or "").split()


class _Reader(HTMLParser):
    """Reads strictly: every element is closed by its own end, in order."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("", {})
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names))
        element = Element(tag, dict(attrs))
        self.open[-1].parts.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert tag not in VOID
        assert self.open.pop().tag == tag

    def handle_data(self, data: str) -> None:
        self.open[-1].parts.append(data)


@frozen
class Read:
    """A page as it is read."""

    source: str
    root: Element

    @property
    def every(self) -> list[Element]:
        return list(self.root.walk())

    def all(self, *tags: str) -> list[Element]:
        return [it for it in self.every if it.tag in tags]

    @property
    def words(self) -> str:
        (body,) = self.all("body")
        return flat(body.text)

    @property
    def shape(self) -> list[tuple[str, tuple[str, ...]]]:
        return [(it.tag, tuple(sorted(it.attributes))) for it in self.every]


def read(source: str) -> Read:
    reader = _Reader()
    reader.feed(source)
    reader.close()
    assert reader.open == [reader.root]
    return Read(source, reader.root)


def flat(text: str) -> str:
    return " ".join(text.split())


def explained(path: Path, area: str, ruleset: str, day: str, language: str, audience: str = "internal") -> Document:
    return document(explain(assessed(path, area, ruleset, day), audience=audience), language)


def assessed(table: Path, area: str, ruleset: str, day: str) -> Assessment:
    found = find_ruleset(ruleset, as_of=day)
    (row,) = [it for it in read_facts(table, found.indicators).rows if it.area == area]
    return assess(found, row, as_of=day)


RECEIPT = receipt_of(assessed(AREAS, "Påhittsberget (konstruerat)", *NOA))
"""That of the document `decided-sv`."""


def documents() -> Iterator[tuple[str, Document]]:
    for language in ("sv", "en"):
        yield f"decided-{language}", explained(AREAS, "Påhittsberget (konstruerat)", *NOA, language)
        yield f"undecided-{language}", explained(AREAS, "Drömstaden (konstruerat)", *NOA, language)
    yield "open", explained(AREAS, "Fantasilunda (konstruerat)", *NOA, "sv", "open")
    yield "observed", document(explain(observed()), "sv")
    yield "observed-open", document(explain(observed(), audience="open"), "en")
    yield "two-classes", explained(BERLIN, "01100101", "berlin.mss", "2021-12-31", "sv")
    hostile = document(explain(assessment("[brå] <b>")), "sv")
    yield "headline", document(explain(assessment("x"), depth="headline"), "sv")
    yield "hostile", hostile


DOCUMENTS = dict(documents())
PAGES = {
    f"{it.id}@{it.effective.from_}-{language}": ruleset_page(find_ruleset(it.id, as_of=it.effective.from_), language)
    for it in catalogue()
    for language in ("sv", "en")
}
SOURCES = {name: html(it) for name, it in DOCUMENTS.items()} | {
    name: ruleset_html(it) for name, it in list(PAGES.items())[::3]
}
SOURCES["received"] = html(DOCUMENTS["decided-sv"], RECEIPT)


@pytest.fixture(params=SOURCES, ids=str)
def seen(request: pytest.FixtureRequest) -> Read:
    return read(SOURCES[request.param])


def test_a_page_asks_for_nothing_and_runs_nothing(seen: Read) -> None:
    used = {it.tag for it in seen.every} | {name for it in seen.every for name in it.attributes}
    kept = [it.attributes for it in seen.all("script")]
    assert kept in ([], [{"type": "application/json", "id": "lagesbild-receipt"}])
    assert not used & {"link", "img", "iframe", "object", "embed", "form", "base", "src", "srcset", "action"}
    assert not [name for name in used if name.startswith("on")]
    (style,) = seen.all("style")
    assert not re.search(r"url\(|@import|@font-face|expression|https?:", "".join(map(str, style.parts)))
    assert all(re.fullmatch(r"width:\d+\.\d%", it.attributes.get("style") or "width:0.0%") for it in seen.every)


def test_the_policy_stands_before_everything_that_it_rules(seen: Read) -> None:
    (head,) = seen.all("head")
    metas = [it.attributes for it in head.parts if isinstance(it, Element)][:2]
    assert metas[0] == {"charset": "utf-8"}
    assert metas[1]["content"] == "default-src 'none'; style-src 'unsafe-inline'"
    assert metas[1]["http-equiv"] == "Content-Security-Policy"
    assert seen.source.startswith("<!DOCTYPE html>\n<html lang=")


def test_every_link_leads_to_a_place_on_the_page(seen: Read) -> None:
    ids = [it.attributes["id"] for it in seen.every if "id" in it.attributes]
    assert len(ids) == len(set(ids))
    links = [it.attributes["href"] or "" for it in seen.all("a")]
    assert links
    assert {it for it in links if it[:1] != "#" or it[1:] not in ids} == set()
    named = {it.attributes["aria-labelledby"] for it in seen.every if "aria-labelledby" in it.attributes}
    assert named <= set(ids)


def test_headings_go_down_one_level_at_a_time(seen: Read) -> None:
    levels = [int(it.tag[1]) for it in seen.all("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(below - above <= 1 for above, below in pairwise(levels))
    assert all(it.text.strip() for it in seen.all("h1", "h2", "h3", "h4"))


def test_landmarks_and_the_way_past_them(seen: Read) -> None:
    (body,) = seen.all("body")
    first = next(it for it in body.parts if isinstance(it, Element))
    assert (first.tag, first.attributes["href"]) == ("a", "#content")
    assert [len(seen.all(tag)) for tag in ("header", "nav", "main")] == [1, 1, 1]
    (main_,) = seen.all("main")
    assert main_.attributes["id"] == "content"
    listed = [it.attributes["href"] for it in seen.all("nav")[0].walk() if it.tag == "a"]
    regions = [f"#{it.attributes['id']}" for it in main_.parts if isinstance(it, Element) and it.tag == "section"]
    assert listed == regions


def test_every_cell_has_its_headings(seen: Read) -> None:
    tables = seen.all("table")
    assert tables
    for table in tables:
        rows = [[it for it in row.parts if isinstance(it, Element)] for row in table.walk() if row.tag == "tr"]
        top, *below = rows
        assert {(it.tag, it.attributes["scope"]) for it in top} == {("th", "col")}
        for first, *rest in below:
            assert (first.tag, first.attributes["scope"]) == ("th", "row")
            assert {it.tag for it in rest} == {"td"}
            names = [flat(it.parts[0].text) for it in rest if isinstance(it.parts[0], Element)]
            assert names == [flat(it.text) for it in top[1:]]


def test_a_mark_never_stands_without_its_word(seen: Read) -> None:
    marks = [it for it in seen.every if "mark" in it.classes]
    words = {PHRASES[id_].in_(language) for id_ in ("true", "false", "unknown", "passed") for language in ("sv", "en")}
    for mark in marks:
        sign, word = (it for it in mark.parts if isinstance(it, Element))
        assert sign.attributes["aria-hidden"] == "true"
        assert word.text in words


SHOWN = {"text", "title", "headline", "claim", "quote", "locator", "because", "logic", "wording", "as_of", "proposal"}
SHOWN |= {"facts_note"}


def said(it: object) -> Iterator[str]:
    """Yield every text of a document that is for its reader."""
    if isinstance(it, StepText):
        yield it.text
        for member in it.members:
            yield from said(member)
        return
    if isinstance(it, GroundingText):
        yield from it.texts
        if it.on_nothing:
            return
    shown = ("text",) if isinstance(it, EnvelopeText) and it.robust else getattr(it, "__slots__", ())
    for name in shown:
        value = getattr(it, name, None)
        if isinstance(value, str) and (name in SHOWN or name.endswith("_text")):
            yield value
        elif name not in {"levels", "path"} and not isinstance(value, str):
            for each in value if isinstance(value, list) else [value]:
                yield from said(each)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_page_says_all_that_the_document_says(name: str) -> None:
    words = read(SOURCES[name]).words
    missing = {text for text in said(DOCUMENTS[name]) if flat(text) not in words}
    assert missing == set()


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_reader_s_order(name: str) -> None:
    it = DOCUMENTS[name].classifications[0]
    words = read(SOURCES[name]).words
    order = ["h_rests_on", "h_against", "h_lacks", "h_indifferent", "h_boundaries"]
    order += ["h_envelope", "h_grounding", "h_levels"]
    headings = [PHRASES[id_].in_(DOCUMENTS[name].language) for id_ in order]
    places = [words.find(flat(text)) for text in (it.headline, *headings) if flat(text) in words]
    assert len(places) >= 3
    assert places == sorted(places)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_ladder_marks_the_answer_and_nothing_else(name: str) -> None:
    ladders = [it for it in read(SOURCES[name]).all("ol") if "ladder" in it.classes]
    for answer, ladder in zip(DOCUMENTS[name].classifications, ladders, strict=True):
        rungs = [it for it in ladder.walk() if it.tag == "li"]
        assert all(level.title in rung.text for level, rung in zip(reversed(answer.levels), rungs, strict=True))
        stands = dict(zip([it.id for it in reversed(answer.levels)], [it.classes[1] for it in rungs], strict=True))
        assert [id_ for id_, it in stands.items() if it == "class"] == ([answer.level] if answer.level else [])
        assert [id_ for id_, it in stands.items() if it == "possible"] == ([] if answer.level else answer.possible)


@pytest.mark.parametrize(("given_", "plain"), EVIL, ids=[it[0] for it in EVIL])
def test_hostile_text_is_shown_as_it_is_and_changes_no_markup(given_: str, plain: str) -> None:
    for make in (
        lambda text: html(document(explain(assessment(text)), "sv")),
        lambda text: ruleset_html(ruleset_page(ruleset(text), "sv")),
    ):
        found = read(make(given_))
        assert found.words.count(flat(plain)) >= 20
        assert found.shape == read(make("x")).shape


@pytest.mark.parametrize("area", ["<b>x</b>", "\u202etxet\u2066", "a\x00b", "\ud800", "rad\n<h1>två", "]]>"])
def test_the_name_of_an_area_is_text(area: str) -> None:
    about = DOCUMENTS["hostile"]
    found = read(html(evolve(about, area=area, title=f"Om {area}")))
    assert found.shape == read(SOURCES["hostile"]).shape
    assert not re.search("[\x00-\x08\u202a-\u202e\u2066-\u2069\ud800-\udfff]", found.source)


@settings(max_examples=25)
@given(st.data(), rulesets())
def test_every_explanation_makes_a_page(data: st.DataObject, of: object) -> None:
    made = assess(of, data.draw(facts(of)), as_of="2024-06-30")
    audience = data.draw(st.sampled_from(["internal", "open"]))
    said_ = document(explain(made, audience=audience), data.draw(st.sampled_from(["sv", "en"])))
    found = read(html(said_))
    assert len(found.all("h1")) == 1
    assert html(said_) == found.source


def test_the_same_bytes_in_another_process() -> None:
    script = (
        "import sys, hashlib; sys.path.insert(0, 'tests');"
        "from report.test_html import SOURCES; "
        "print(hashlib.sha256(repr(SOURCES).encode('utf-8', 'backslashreplace')).hexdigest())"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", script],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": "C"},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo"))
    }
    assert len(found) == 1


@pytest.mark.parametrize("name", ["decided-sv", "hostile"])
def test_a_notebook_shows_the_page_in_a_frame_of_its_own(name: str) -> None:
    shown = Notebook(DOCUMENTS[name])._repr_html_()
    (frame,) = read(shown).all("iframe")
    assert frame.attributes["sandbox"] == ""
    assert frame.attributes["srcdoc"] == SOURCES[name]
    assert flat(frame.attributes["title"] or "") == flat(DOCUMENTS[name].title)


def test_a_notebook_puts_an_explanation_into_words() -> None:
    explanation = explain(assessment("x"))
    for language in ("sv", "en"):
        wanted = html(document(explanation, language))
        assert unescape(Notebook(explanation, language)._repr_html_()).count(wanted) == 1
    page = ruleset_page(ruleset("x"), "sv")
    assert unescape(Notebook(page)._repr_html_()).count(ruleset_html(page)) == 1


class _Shell:
    """As much of IPython's shell as an extension is given to register with."""

    def __init__(self) -> None:
        self.shows: dict[type, object] = {}
        self.formatters = {"text/html": self}

    @property
    def display_formatter(self) -> _Shell:
        return self

    def for_type(self, kind: type, shown: object) -> None:
        self.shows[kind] = shown


def test_the_extension_shows_plain_values() -> None:
    shell = _Shell()
    load_ipython_extension(shell)
    about = DOCUMENTS["decided-sv"]
    assert {it.__name__ for it in shell.shows} == {"Explanation", "Document", "RulesetPage"}
    assert shell.shows[Document](about) == Notebook(about)._repr_html_()
    assert isinstance(next(iter(PAGES.values())), RulesetPage)


def exit_code(words: list[str]) -> int:
    with pytest.raises(SystemExit) as stopped:
        main(words)
    return int(stopped.value.code or 0)


def test_the_command_line_writes_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["explain", str(AREAS), "--ruleset", NOA[0], "--as-of", NOA[1], "--format", "html"]
    asked += ["--area", "Påhittsberget (konstruerat)"]
    for words in (asked, [*asked, "--out", str(tmp_path / "x.html")]):
        assert exit_code(words) == 0
    page = html(DOCUMENTS["decided-sv"], RECEIPT)
    assert capsys.readouterr().out == page
    assert (tmp_path / "x.html").read_text("utf-8") == page


def test_the_command_line_shows_a_ruleset_in_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert exit_code(["rulesets", "show", NOA[0], "--as-of", NOA[1], "--format", "html", "--lang", "en"]) == 0
    assert capsys.readouterr().out == ruleset_html(ruleset_page(find_ruleset(NOA[0], as_of=NOA[1]), "en"))
