"""A picture as a page: one file that asks for nothing, equal in content to every explanation, open where it may be."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Mapping
from itertools import pairwise
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from lagesbild_rules.explanation import PHRASES, Document
from lagesbild_rules.facts import Area, is_open, resolve
from lagesbild_rules.picture import REPORT_PHRASES, PictureArea, PictureSummary, picture, summary
from lagesbild_rules.record import carried, verify
from lagesbild_rules.report import picture_html, picture_pages
from lagesbild_rules.report._picture_areas import area_texts, listed
from lagesbild_rules.report._picture_data import APART, NOTHING, STANDINGS, TRUTHS
from lagesbild_rules.testing import facts, handled, observations, rulesets

from .hostile import HOSTILE, PLAIN
from .pictures import berlin, beside, beside_listed, changes, hostile, invented, told
from .pictures import listed as published_list
from .test_html import Element, Read, flat, read, said

PAGES = {
    "internal": lambda: picture_html(told(), "sv", beside=beside()),
    "open": lambda: picture_html(told("open"), "en"),
    "two-classes": lambda: picture_html(berlin(), "en"),
    "published": lambda: picture_html(published_list(), "sv", beside=beside_listed()),
    "hostile": lambda: picture_html(hostile(HOSTILE[3], PLAIN[3]), "sv"),
}
SOURCES: dict[str, str] = {}


def source(name: str) -> str:
    if name not in SOURCES:
        SOURCES[name] = PAGES[name]()
    return SOURCES[name]


@pytest.fixture(params=PAGES, ids=str)
def seen(request: pytest.FixtureRequest) -> Read:
    return read(source(request.param))


def digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def test_a_page_runs_its_own_script_and_nothing_else(seen: Read) -> None:
    (style,) = ["".join(map(str, it.parts)) for it in seen.all("style")]
    scripts = {it.attributes.get("type"): "".join(map(str, it.parts)) for it in seen.all("script")}
    assert set(scripts) <= {None, "application/json"}
    policy = seen.all("meta")[1].attributes
    assert policy["http-equiv"] == "Content-Security-Policy"
    assert (policy["content"] or "").split("; ") == [
        "default-src 'none'",
        f"style-src {digest(style)}",
        f"script-src {digest(scripts[None])}",
        "base-uri 'none'",
        "form-action 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
    ]
    names = {name for it in seen.every for name in it.attributes}
    assert not {it for it in names if it.startswith("on")} | names & {"style", "src", "srcset", "action"}
    assert not {it.tag for it in seen.every} & {"link", "img", "iframe", "object", "embed", "form", "base"}
    code = scripts[None].replace("http://www.w3.org/2000/svg", "")
    assert not re.search(r"innerHTML|insertAdjacent|document\.write|eval|fetch|XMLHttp|import\(|https?:", code)
    assert not re.search(r"url\((?!#)|@import|@font-face|https?:", style)


def test_every_link_leads_to_a_place_on_the_page(seen: Read) -> None:
    ids = [it.attributes["id"] for it in seen.every if "id" in it.attributes]
    assert len(ids) == len(set(ids))
    links = [it.attributes["href"] or "" for it in seen.all("a")]
    assert {it for it in links if it[:1] != "#" or it[1:] not in ids} == set()
    named = {one for it in seen.every for one in (it.attributes.get("aria-labelledby") or "").split()}
    assert named | {it.attributes["for"] for it in seen.all("label")} <= set(ids)


def test_headings_go_down_one_level_at_a_time(seen: Read) -> None:
    levels = [int(it.tag[1]) for it in seen.all("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(below - above <= 1 for above, below in pairwise(levels))


def test_the_same_bytes_every_time() -> None:
    again = picture_html(told(), "sv", beside=beside())
    assert again == source("internal")
    whole = invented()
    turned = summary(evolve(whole, areas=whole.areas[::-1]))
    assert [it.id for it in listed(turned.picture)] == [it.id for it in listed(whole)]


# --- equal in content


class Decoded:
    """The data of a page read back, as its script does it."""

    def __init__(self, page: Read) -> None:
        (block,) = [it for it in page.all("script") if it.attributes.get("id") == "explained"]
        self.data: dict[str, Any] = json.loads("".join(map(str, block.parts)))
        self.areas = self.data["areas"]

    def row(self, number: int) -> list[Any]:
        found: list[Any] = self.data["rows"][number]
        return found

    def text(self, number: int) -> str | None:
        return None if number == NOTHING else self.data["texts"][number]

    def step(self, number: int) -> object:
        truth, compare, text, criterion, thresholds, *members = self.row(number)
        return TRUTHS[truth], bool(compare), self.text(text), self.text(criterion), [*map(self.text, thresholds)], [
            self.step(it) for it in members
        ]  # fmt: skip

    def every(self, area: str) -> set[str]:
        """Return every text of an area, observations put together again."""
        found: set[str] = set()
        answers, criteria, known, withheld, note = self.areas[area]

        def walk(it: object) -> None:
            if isinstance(it, list | tuple):
                for one in it:
                    walk(one)
            elif isinstance(it, str):
                found.add(it)

        for number in self.row(criteria):
            truth, mattered, step = self.row(number)
            found.add(self.text(mattered) or "")
            walk(self.step(step))
            assert TRUTHS[truth]
        for number in self.row(known):
            title, text, grounds, *seen = self.row(number)
            found |= {self.text(it) or "" for it in (title, text, grounds)}
            found |= {APART.join(self.text(it) or "" for it in self.row(one)[1:]) for one in seen}
        for number in self.row(withheld):
            found |= {self.text(it) or "" for it in self.row(number)}
        found.add(self.text(note) or "")
        for number in self.row(answers):
            more, reasons, envelope, grounding, levels = self.row(number)
            found |= {self.text(it) or "" for it in (more, *self.row(reasons))}
            if envelope != NOTHING:
                _, outcomes, changed = self.row(envelope)
                found |= {self.text(self.row(it)[0]) or "" for it in outcomes} | {self.text(it) or "" for it in changed}
            if grounding != NOTHING:
                texts, *ways = self.row(grounding)
                found |= {self.text(it) or "" for it in texts}
                found |= {self.text(it) or "" for way in ways for one in way for it in self.row(one)}
            for one in self.row(levels):
                standing, text, path = self.row(one)
                assert STANDINGS[standing]
                found.add(self.text(text) or "")
                if path != NOTHING:
                    walk(self.step(path))
        return found


def untold(page: Read, summary: PictureSummary, language: Any) -> set[str]:
    """Return what explanations of *summary* say and neither an area's own part nor the common parts of *page* do."""
    common = flat(" ".join(it.text for it in page.all("main")[0].walk() if it.attributes.get("id") in COMMON))
    decoded = Decoded(page)
    entries = {it.attributes["id"]: flat(it.text) for it in page.all("details") if "area" in it.classes}
    missing: set[str] = set()
    for area in area_texts(summary, language):
        assert area.document is not None
        own = "\n".join(flat(it) for it in decoded.every(str(area.number)))
        for text in told_by(area.document):
            one = flat(text)
            if one not in own and one not in entries[area.anchor] and one not in common:
                missing.add(one)
    return missing


COMMON = {"criteria", "thresholds", "ruleset", "areas"}


def told_by(it: Document) -> set[str]:
    """Return what the document tells, without what a picture says in words of its own: class, day, what reasons are."""
    own = {it.title, it.proposal, it.audience_text, it.as_of, *(one.headline for one in it.classifications)}
    own |= {PHRASES["h_rests_on_note"].sv, PHRASES["h_rests_on_note"].en}
    return {text for text in said(it) if text not in own}


@pytest.mark.parametrize("name", ["internal", "open", "two-classes"])
def test_a_page_says_all_that_every_explanation_says(name: str) -> None:
    of = {"internal": told(), "open": told("open"), "two-classes": berlin()}[name]
    assert untold(read(source(name)), of, "sv" if name == "internal" else "en") == set()


@settings(max_examples=15)
@given(st.data(), rulesets())
def test_any_picture_says_all_that_its_explanations_say(data: st.DataObject, of: Any) -> None:
    rows = [data.draw(facts(of, area=f"område {number}")) for number in range(3)]
    audience = data.draw(st.sampled_from(["internal", "open"]))
    found = summary(picture(of, rows, as_of="2024-06-30"), audience=audience)
    assert untold(read(picture_html(found, "sv")), found, "sv") == set()


def test_steps_keep_their_shape() -> None:
    decoded = Decoded(read(source("internal")))

    def shape(it: Any) -> object:
        return it.truth, it.kind == "compare", it.text, it.criterion, it.thresholds, [*map(shape, it.members)]

    for area in area_texts(told(), "sv"):
        assert area.document is not None
        found = [decoded.step(decoded.row(it)[2]) for it in decoded.row(decoded.areas[str(area.number)][1])]
        assert found == [shape(it.step) for it in area.document.criteria]


def test_every_area_can_be_read_without_its_script() -> None:
    page = read(source("internal"))
    for area in area_texts(told(), "sv"):
        (entry,) = [it for it in page.all("details") if it.attributes.get("id") == area.anchor]
        words = flat(entry.text)
        assert area.document is not None
        (answer,) = area.document.classifications
        wanted = [area.name, area.levels[0].headline, *(it.title for it in answer.lacks)]
        wanted += [it.text for it in (*answer.against, *answer.boundaries)] + [
            it.claim for it in area.document.criteria
        ]
        wanted += [f"{it.title}: {it.text}" for it in (*answer.rests_on, *area.document.facts)]
        assert not [it for it in wanted if flat(it) not in words]


def test_what_is_the_same_for_all_areas_stands_once() -> None:
    text = source("internal")
    (area, *_) = area_texts(told(), "sv")
    assert area.document is not None
    quotes = {it.citation.quote for it in area.document.criteria if it.citation.quote and len(it.citation.quote) > 60}
    assert quotes
    assert all(text.count(it) <= 2 for it in quotes)


# --- what stands on it


def test_decisions_stand_beside_the_proposals_and_are_told_to_those_inside_alone() -> None:
    words = read(source("internal")).words
    assert words.count("samordnare, 2024-12-01; även godkänt av avdelningschef") >= 2
    assert "Motiv: Läget har förändrats sedan i höstas." in words
    opened = source("open")
    for hidden in ("samordnare", "höstas", "avdelningschef", "2024-12-01"):
        assert hidden not in opened


def test_counts_are_those_of_the_summary() -> None:
    page, counts = read(source("internal")), told().count("utsatthet")
    numbers = [it.text for it in page.every if "number" in it.classes]
    opened = sum(counts.open.values())
    assert numbers == [*(str(it) for it in list(counts.levels.values())[::-1]), *([str(opened)] if opened else [])]
    regions = next(it for it in page.all("table") if "Region Dimman" in it.text)
    rows = [
        [flat(cell.text) for cell in row.parts if isinstance(cell, Element)]
        for row in regions.walk()
        if row.tag == "tr"
    ]
    found = {it.group: it.total for it in told().counts if it.grouping == "region"}
    assert {row[0]: int(row[-1].removeprefix("Alla")) for row in rows[1:]} == found


def test_changes_lead_to_the_areas() -> None:
    page = read(source("internal"))
    (part,) = [it for it in page.all("section") if it.attributes.get("id") == "changes"]
    moved = next(it for it in changes().classifications[0].areas if it.moved != "unchanged")
    link = next(it for it in part.walk() if it.tag == "a" and it.text == moved.text)
    (entry,) = [it for it in page.all("details") if f"#{it.attributes.get('id')}" == link.attributes["href"]]
    assert "changed" in (entry.attributes["data-state"] or "").split()


def test_a_page_proves_itself() -> None:
    for text, holds in (
        (source("internal"), True),
        (source("internal").replace("Påhittsberget", "Påhittsdalen"), False),
    ):
        (found,) = carried(text.encode())
        assert verify(found).identical == holds


def test_every_phrase_is_in_both_languages_with_the_same_words_put_in() -> None:
    for it in REPORT_PHRASES.values():
        assert it.sv
        assert it.en
        assert sorted(re.findall(r"{\w+}", it.sv)) == sorted(re.findall(r"{\w+}", it.en))


# --- the open audience


@settings(max_examples=20)
@given(st.data())
def test_an_open_page_is_a_function_of_what_is_open(data: st.DataObject) -> None:
    of = data.draw(rulesets().flatmap(handled))
    given_ = data.draw(observations(of))
    kept = [it for it in given_ if is_open(it, of.indicators[it.indicator], "restricted")]
    pages = []
    for each in (given_, kept):
        rows = resolve(each, of.indicators, of.evidence, as_of="2024-06-30", areas=["somewhere"])
        made = picture(of, list(rows), as_of="2024-06-30", areas=[Area("somewhere", municipality="Ekby")])
        pages.append(made)
    closed, opened = pages
    levels = closed.areas[0].possible
    same = evolve(opened, areas=tuple(_published(it, levels) for it in opened.areas))
    first, second = (dict(picture_pages(summary(it, audience="open"), "en", sheets=True)) for it in (closed, same))
    assert first == second


def _published(it: PictureArea, levels: Mapping[str, tuple[str, ...]]) -> PictureArea:
    """Return *it* with the classes that came out of everything."""
    return evolve(it, possible=levels)


def test_an_open_page_holds_no_closed_text() -> None:
    text = source("open")
    assert "promemorian" not in text
    assert "OSL 18:2" not in text
    assert "o-1" not in text


# --- hostile text


@pytest.mark.parametrize(("given_", "plain"), list(zip(HOSTILE, PLAIN, strict=True))[::3])
def test_hostile_text_is_text(given_: str, plain: str) -> None:
    found, calm = (read(picture_html(hostile(*it), "sv")) for it in ((given_, plain), ("x", "x")))
    assert found.words.count(flat(plain)) >= 20
    assert [it.tag for it in found.every] == [it.tag for it in calm.every]


@settings(max_examples=25)
@given(st.text(alphabet=st.sampled_from("<>&\"'/\\ab-!\u2028\u202e\ud800\x00{}`é"), min_size=1, max_size=12))
def test_any_name_of_an_area_is_text(name: str) -> None:
    whole = invented()
    first = whole.areas[0]
    renamed = evolve(first, area=evolve(first.area, name=f"a{name}", municipality=f"b{name}", region=f"c{name}"))
    page = read(picture_html(summary(evolve(whole, areas=(renamed,))), "sv"))
    assert [it.tag for it in page.all("script")] == ["script"] * 3
    assert len([it for it in page.all("details") if "area" in it.classes]) == 1
    assert not re.search("[\x00-\x08\u202a-\u202e\ud800-\udfff]", page.source)


def test_a_picture_of_nothing_is_a_page() -> None:
    empty = summary(evolve(invented(), areas=()))
    page = read(picture_html(empty, "en"))
    assert len(page.all("h1")) == 1
