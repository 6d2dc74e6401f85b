"""An explanation as PDF: tagged for those who hear it, fixed for archives, the same bytes every time."""

from __future__ import annotations

import io
import json
import os
import pty
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any
from unicodedata import normalize
from xml.etree import ElementTree

import pypdf
import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf.generic import ContentStream

from lagesbild_rules import LagesbildError, assess, document, explain
from lagesbild_rules.explanation import PHRASES, Document
from lagesbild_rules.report import explanation_json, html, pdf
from lagesbild_rules.testing import facts, rulesets

from .hostile import assessment
from .test_html import AREAS, DOCUMENTS, EVIL, NOA, RECEIPT, exit_code, flat, said

MARGINS = (65, 775)
"""Between the running foot and the running head, in points from the bottom of the page."""


@cache
def made(name: str) -> bytes:
    return pdf(DOCUMENTS[name])


def opened(data: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(data), strict=True)


@pytest.fixture(params=DOCUMENTS, ids=str)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def bare(text: str) -> str:
    """Return *text* without white space and places where a line may be broken."""
    return re.sub(r"[\s\u200b]", "", text)


@lru_cache(maxsize=64)
def words(data: bytes) -> str:
    """Return the text between head and foot of all pages, without white space."""
    found: list[str] = []

    def visit(text: str, page: list[float], line: list[float], *_: Any) -> None:
        height = page[1] * line[4] + page[3] * line[5] + page[5]
        if MARGINS[0] < height < MARGINS[1]:
            found.append(text)

    for page in opened(data).pages:
        page.extract_text(visitor_text=visit)
    return bare("".join(found))


def structure(data: bytes) -> Iterator[tuple[str, Any]]:
    """Yield the kind of each element of the tree of tags, with the element."""
    waiting = [opened(data).trailer["/Root"]["/StructTreeRoot"]["/K"]]
    while waiting:
        it = waiting.pop().get_object()
        if isinstance(it, list):
            waiting += reversed(it)
        elif isinstance(it, dict) and "/S" in it:
            yield it["/S"], it
            if "/K" in it:
                waiting.append(it["/K"])


def test_it_says_what_it_conforms_to(name: str) -> None:
    root = opened(made(name)).trailer["/Root"]
    xmp = ElementTree.fromstring(root["/Metadata"].get_object().get_data())
    held = {it.tag: it.text for it in xmp.iter()}
    assert held["{http://www.aiim.org/pdfua/ns/id/}part"] == "1"
    assert held["{http://www.aiim.org/pdfa/ns/id/}part"] == "3"
    assert held["{http://www.aiim.org/pdfa/ns/id/}conformance"] == "A"
    assert root["/MarkInfo"]["/Marked"] is True or root["/MarkInfo"]["/Marked"].value is True
    assert root["/Lang"] == DOCUMENTS[name].language
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value is True


def test_its_title_and_day_are_those_of_the_explanation(name: str) -> None:
    about = opened(made(name)).metadata
    assert about is not None
    assert flat(about.title or "") == flat(DOCUMENTS[name].title)
    day = DOCUMENTS[name].as_of.replace("-", "")
    assert about["/CreationDate"] == about["/ModDate"] == f"D:{day}000000Z"
    assert "/Author" not in about


def test_the_explanation_is_attached_as_data(name: str) -> None:
    reader = opened(made(name))
    ((filename, (data,)),) = reader.attachments.items()
    assert filename == "explanation.json"
    assert data == explanation_json(DOCUMENTS[name]).encode()
    (held,) = reader.trailer["/Root"]["/AF"]
    assert held["/AFRelationship"] == "/Data"


def test_every_mark_on_a_page_is_tagged_or_an_artifact(name: str) -> None:
    reader = opened(made(name))
    for page in reader.pages:
        assert page["/Tabs"] == "/S"
        depth, shown = 0, 0
        for _, operator in ContentStream(page.get_contents(), reader).operations:
            depth += {b"BDC": 1, b"BMC": 1, b"EMC": -1}.get(operator, 0)
            if operator in {b"Tj", b"TJ", b"'", b'"', b"f", b"f*", b"S", b"B"}:
                assert depth > 0
                shown += 1
        assert depth == 0
        assert shown > 0


def test_headings_go_down_one_level_at_a_time(name: str) -> None:
    levels = [int(kind[2:]) for kind, _ in structure(made(name)) if re.fullmatch(r"/H\d", kind)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(below - above <= 1 for above, below in pairwise(levels))


def test_every_table_has_a_head_for_each_column(name: str) -> None:
    tables = [it for kind, it in structure(made(name)) if kind == "/Table"]
    assert tables
    for table in tables:
        parts = [it.get_object() for it in table["/K"]]
        assert [it["/S"] for it in parts] == ["/THead", "/TBody"]
        rows = [[cell.get_object() for cell in row.get_object()["/K"]] for part in parts for row in part["/K"]]
        assert {it["/S"] for it in rows[0]} == {"/TH"}
        assert {it["/A"][0]["/Scope"] if isinstance(it["/A"], list) else it["/A"]["/Scope"] for it in rows[0]} == {
            "/Column"
        }
        assert {len(row) for row in rows} == {len(rows[0])}


def test_every_typeface_travels_with_it(name: str) -> None:
    for page in opened(made(name)).pages:
        for font in page["/Resources"]["/Font"].values():
            (inner,) = font.get_object()["/DescendantFonts"]
            described = inner.get_object()["/FontDescriptor"].get_object()
            assert {"/FontFile2", "/FontFile3"} & set(described)
            assert "/ToUnicode" in font.get_object()


def test_it_says_all_that_the_document_says(name: str) -> None:
    found = words(made(name))
    missing = {text for text in said(DOCUMENTS[name]) if bare(text) not in found}
    assert missing == set()


def test_every_page_is_numbered_and_names_the_area_and_the_day(name: str) -> None:
    about = DOCUMENTS[name]
    pages = opened(made(name)).pages
    language = "sv" if about.language == "sv" else "en"
    for number, page in enumerate(pages, 1):
        text = flat(page.extract_text())
        assert PHRASES["page_of"].in_(language).format(n=number, total=len(pages)) in text
        assert flat(about.title) in text
        assert about.as_of in text


def test_the_same_bytes_again_and_in_another_process(tmp_path: Path) -> None:
    assert pdf(DOCUMENTS["decided-sv"]) == made("decided-sv")
    asked = ["explain", str(AREAS), "--ruleset", NOA[0], "--as-of", NOA[1], "--area", "Påhittsberget (konstruerat)"]
    command = [sys.executable, "-c", "from lagesbild_rules.cli import main; main()", *asked, "--format", "pdf"]
    changed = {"PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "HOME": str(tmp_path), "SOURCE_DATE_EPOCH": "1"}
    done = subprocess.run(command, cwd=tmp_path, env={**os.environ, **changed}, capture_output=True, check=True)
    assert done.stdout == pdf(DOCUMENTS["decided-sv"], RECEIPT)
    assert done.stderr == b""


@cache
def harmless_kinds() -> Counter[str]:
    return Counter(kind for kind, _ in structure(pdf(document(explain(assessment("x")), "sv"))))


@pytest.mark.parametrize(("given_", "plain"), EVIL, ids=[it[0] for it in EVIL])
def test_hostile_text_is_shown_as_it_is_and_changes_no_markup(given_: str, plain: str) -> None:
    hostile = pdf(document(explain(assessment(given_)), "sv"))
    assert words(hostile).count(bare(plain)) >= 20
    assert Counter(kind for kind, _ in structure(hostile)) == harmless_kinds()
    assert len(opened(hostile).attachments) == 1


def titled(title: str) -> Document:
    return evolve(DOCUMENTS["headline"], title=title)


@pytest.mark.parametrize("text", ["中文", "😀 ok", "שלום", "مرحبا", "\u202e", "a\x00b", "\u0e33"])
def test_a_character_without_a_shape_is_written_out(text: str) -> None:
    found = pdf(titled(f"Om {text}."))
    shown = "".join(it if it in "ok ab" else f"\\u{ord(it):04x}" for it in text)
    assert bare(f"Om {shown}.") in words(found)


@settings(max_examples=25)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
def test_any_text_can_be_shown(text: str) -> None:
    assert opened(pdf(titled(f"Om {text}"))).pages[0].extract_text()


def test_every_character_that_is_let_through_has_a_shape() -> None:
    from lagesbild_rules.report._typst import UNSHOWN

    let_through = [chr(code) for code in range(0x20, 0x3000) if not UNSHOWN.search(chr(code))]
    assert len(let_through) > 1500
    found = normalize("NFC", words(pdf(titled(" ".join(let_through)))))
    assert [it for it in let_through if normalize("NFC", it.strip()) not in found] == []


@settings(max_examples=15)
@given(st.data(), rulesets())
def test_every_explanation_makes_a_pdf(data: st.DataObject, of: Any) -> None:
    asked = assess(of, data.draw(facts(of)), as_of="2024-06-30")
    audience = data.draw(st.sampled_from(["internal", "open"]))
    it = document(explain(asked, audience=audience), data.draw(st.sampled_from(["sv", "en"])))
    first = pdf(it)
    assert json.loads(opened(first).attachments["explanation.json"][0]) == json.loads(explanation_json(it))
    assert pdf(it) == first


def test_long_texts_run_over_pages() -> None:
    about = DOCUMENTS["decided-sv"]
    long = "ord " * 4000
    first, *rest = about.criteria
    quoted = evolve(first, claim=long, citation=evolve(first.citation, quote=long))
    constants = [evolve(it, because=long) for it in about.constants[:1]]
    it = evolve(about, criteria=[quoted, *rest], constants=constants)
    assert words(pdf(it)).count("ord") >= 3 * 4000
    assert len(html(it)) > 3 * len(long)


def test_without_typst_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(LagesbildError) as raised:
        pdf(DOCUMENTS["headline"])
    (problem,) = raised.value.problems
    assert problem.code == "LR505"
    assert problem.help == "install `lagesbild-rules[report]`"


def asked_for(format_: str = "pdf") -> list[str]:
    asked = ["explain", str(AREAS), "--ruleset", NOA[0], "--as-of", NOA[1], "--format", format_]
    return [*asked, "--area", "Påhittsberget (konstruerat)"]


def test_the_command_line_writes_it_whole(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert exit_code([*asked_for(), "--out", str(tmp_path / "x.pdf")]) == 0
    paper = pdf(DOCUMENTS["decided-sv"], RECEIPT)
    assert (tmp_path / "x.pdf").read_bytes() == paper
    assert exit_code(asked_for()) == 0
    assert capsysbinary.readouterr() == (paper, b"")


def test_a_terminal_is_not_filled_with_it() -> None:
    terminal, end = pty.openpty()
    command = [sys.executable, "-c", "from lagesbild_rules.cli import main; main()", *asked_for()]
    done = subprocess.run(command, stdout=end, stderr=subprocess.PIPE, check=False, text=True)
    os.close(end)
    os.close(terminal)
    assert done.returncode == 2
    assert done.stderr.splitlines() == [
        "--format pdf: LR506 a terminal cannot show a PDF",
        "  help: write it to a file: add `--out explanation.pdf`",
    ]


def test_no_file_is_left_behind_where_typst_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    assert exit_code([*asked_for(), "--out", str(tmp_path / "x.pdf")]) == 2
    assert list(tmp_path.iterdir()) == []
