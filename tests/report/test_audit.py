"""An audit as a page, on paper and as data: whole, reachable, the same bytes, and no text of users ever markup."""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from functools import cache
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from lagesbild_rules.errors import QuestionError
from lagesbild_rules.report import audit_html, audit_json, audit_pdf
from lagesbild_rules.report._html_audit import MOST_ROWS, MOST_SHOWN
from lagesbild_rules.study import Audit, AuditPage, audit_page
from lagesbild_rules.text import Language
from tests.cli.schemas import fits
from tests.study.audits import berlin, faulty, hostile, police, questions

from .test_html import EVIL, Element, Read, flat, read
from .test_pdf import bare, opened, structure, words

pytestmark = pytest.mark.xdist_group("audits")

AUDITS = {"berlin": berlin, "police": police, "questions": questions, "faulty": faulty}
SHOWN: list[tuple[str, Language]] = [("berlin", "en"), ("police", "sv"), ("questions", "en"), ("faulty", "sv")]


@cache
def page(name: str, language: Language) -> AuditPage:
    return audit_page(AUDITS[name](), language)


@cache
def seen(name: str, language: Language) -> Read:
    return read(audit_html(page(name, language)))


@cache
def paper(name: str, language: Language) -> bytes:
    return audit_pdf(AUDITS[name](), page(name, language))


each = pytest.mark.parametrize(("name", "language"), SHOWN)


@each
def test_a_page_asks_for_nothing_and_runs_nothing(name: str, language: Language) -> None:
    found = seen(name, language)
    used = {it.tag for it in found.every} | {attribute for it in found.every for attribute in it.attributes}
    assert not used & {"script", "link", "img", "iframe", "object", "embed", "form", "base", "src", "srcset", "action"}
    assert not [it for it in used if it.startswith("on")]
    assert "foreignObject" not in found.source
    addresses = set(re.findall(r"https?://[^\"' <]+", found.source))
    assert addresses == set()
    assert len(found.all("style")) == 1


@each
def test_every_id_is_one_and_every_link_leads_to_it(name: str, language: Language) -> None:
    found = seen(name, language)
    ids = [it.attributes["id"] or "" for it in found.every if "id" in it.attributes]
    assert len(ids) == len(set(ids))
    led = [it.attributes["href"] or "" for it in found.every if "href" in it.attributes]
    led += [f"#{it}" for it in re.findall(r"url\(#([^)]+)\)", found.source)]
    assert {it for it in led if it[1:] not in ids} == set()
    named = [it.attributes["aria-labelledby"] or "" for it in found.every if "aria-labelledby" in it.attributes]
    assert {part for it in named for part in it.split()} <= set(ids)


@each
def test_the_contents_lead_to_every_part_and_headings_go_down_one_level(name: str, language: Language) -> None:
    found = seen(name, language)
    listed = [it.attributes["href"] for it in found.all("nav")[0].walk() if it.tag == "a"]
    (main,) = found.all("main")
    assert listed == [f"#{it.attributes['id']}" for it in main.parts if isinstance(it, Element) and it.tag == "section"]
    levels = [int(it.tag[1]) for it in found.all("h1", "h2", "h3", "h4", "h5")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(below - above <= 1 for above, below in pairwise(levels))


@each
def test_a_picture_has_its_words(name: str, language: Language) -> None:
    drawn = [it for it in seen(name, language).all("svg") if it.attributes.get("role") == "img"]
    plots = [it for one in page(name, language).chapters for it in one.plots]
    assert len(drawn) == len(plots) > 0
    for it, plot in zip(drawn, plots, strict=True):
        title, desc = (one for one in it.parts if isinstance(one, Element) and one.tag in {"title", "desc"})
        assert (title.text, flat(desc.text)) == (plot.title, flat(plot.described))


@each
def test_the_page_says_all_that_was_found(name: str, language: Language) -> None:
    found, it = seen(name, language).words, page(name, language)
    assert flat(it.lead()) in found
    for one in it.chapters:
        assert one.title in found
        if one.left_out:
            assert flat(one.left_out) in found
        for statement in one.statements:
            assert flat(statement.text) in found
        for table in (*one.tables, *one.shown[:MOST_SHOWN]):
            for row in table.rows[:MOST_ROWS]:
                assert all(flat(cell) in found for cell in row)
    for text in (it.ruleset.logic, it.ruleset.wording, f"{it.ruleset.id}@{it.ruleset.effective_from}"):
        assert text in found
    for threshold in it.constants:
        assert threshold.whose_text in found


@each
def test_what_is_first_is_the_summary_and_all_statements_are_in_it(name: str, language: Language) -> None:
    (main,) = seen(name, language).all("main")
    first = next(it for it in main.parts if isinstance(it, Element))
    assert first.attributes["id"] == "summary"
    told = flat(first.text)
    for one in page(name, language).chapters:
        for it in one.statements:
            assert flat(it.text) in told
            assert page(name, language).words[f"ground_{it.ground}"] in told


@each
def test_tables_have_headings_with_scope(name: str, language: Language) -> None:
    tables = seen(name, language).all("table")
    assert tables
    for it in tables:
        heads = [one for one in it.walk() if one.tag == "th"]
        assert {one.attributes["scope"] for one in heads} <= {"col", "row"}
        assert all(one.attributes.get("scope") for one in heads)


@each
def test_the_paper_says_what_it_conforms_to(name: str, language: Language) -> None:
    root = opened(paper(name, language)).trailer["/Root"]
    held = {it.tag: it.text for it in ElementTree.fromstring(root["/Metadata"].get_object().get_data()).iter()}
    assert held["{http://www.aiim.org/pdfua/ns/id/}part"] == "1"
    assert held["{http://www.aiim.org/pdfa/ns/id/}part"] == "3"
    assert held["{http://www.aiim.org/pdfa/ns/id/}conformance"] == "A"
    assert root["/Lang"] == language
    about = opened(paper(name, language)).metadata
    assert about is not None
    assert about["/CreationDate"] == f"D:{str(AUDITS[name]().as_of).replace('-', '')}000000Z"


@each
def test_the_paper_is_tagged_in_order(name: str, language: Language) -> None:
    kinds = list(structure(paper(name, language)))
    levels = [int(kind[2:]) for kind, _ in kinds if re.fullmatch(r"/H\d", kind)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(below - above <= 1 for above, below in pairwise(levels))
    figures = [it for kind, it in kinds if kind == "/Figure"]
    plots = [it for one in page(name, language).chapters for it in one.plots]
    assert [flat(it["/Alt"]) for it in figures] == [flat(f"{it.title}. {it.described}") for it in plots]


@each
def test_the_paper_says_every_statement_and_holds_the_data(name: str, language: Language) -> None:
    said = words(paper(name, language))
    for one in page(name, language).chapters:
        for it in one.statements:
            assert bare(it.text) in said
        if one.left_out:
            assert bare(one.left_out) in said
    ((filename, (data,)),) = opened(paper(name, language)).attachments.items()
    assert filename == "audit.json"
    assert data == audit_json(AUDITS[name](), page(name, language)).encode()


@each
def test_the_data_fit_their_schema_and_hold_every_statement(name: str, language: Language) -> None:
    found = json.loads(audit_json(AUDITS[name](), page(name, language)))
    fits(found, "audit")
    for one, it in zip(found["chapters"], page(name, language).chapters, strict=True):
        assert [said["text"] for said in one["statements"]] == [said.text for said in it.statements]
        assert {key: len(rows) for key, rows in one["data"].items()} == {rows.name: len(rows.rows) for rows in it.data}
        assert len(one["shown"]) == len(it.shown)


@each
def test_the_same_bytes_twice(name: str, language: Language) -> None:
    again = audit_page(AUDITS[name](), language)
    assert audit_html(again) == seen(name, language).source
    assert audit_pdf(AUDITS[name](), again) == paper(name, language)
    assert audit_json(AUDITS[name](), again) == audit_json(AUDITS[name](), page(name, language))


@cache
def hostile_page(text: str) -> tuple[Audit, AuditPage]:
    return hostile(text), audit_page(hostile(text), "sv")


@cache
def harmless_kinds() -> Counter[str]:
    return Counter(kind for kind, _ in structure(audit_pdf(*hostile_page("x"))))


@pytest.mark.parametrize(("given", "plain"), EVIL, ids=[it[0] for it in EVIL])
def test_hostile_text_is_shown_as_it_is_and_changes_no_markup(given: str, plain: str) -> None:
    harmless = hostile_page("x")
    made = hostile_page(given)
    found, other = (read(audit_html(it)) for _, it in (made, harmless))
    assert [it for it in found.shape if it[0] not in {"use", "g", "path", "defs", "wbr"}] == [
        it for it in other.shape if it[0] not in {"use", "g", "path", "defs", "wbr"}
    ]
    assert found.words.count(flat(plain)) >= 5
    hostile_paper = audit_pdf(*made)
    assert Counter(kind for kind, _ in structure(hostile_paper)) == harmless_kinds()
    assert words(hostile_paper).count(bare(plain)) >= 3


def test_without_typst_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(QuestionError) as raised:
        audit_pdf(faulty(), page("faulty", "sv"))
    assert [it.code for it in raised.value.problems] == ["LR505"]
