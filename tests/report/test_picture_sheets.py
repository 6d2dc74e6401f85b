"""Sheets of municipalities, the PDFs, and the names of their files."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pypdf
import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from lagesbild_rules.picture import read_picture, summary
from lagesbild_rules.record import carried, verify
from lagesbild_rules.report import is_page, picture_pages, picture_pdf
from lagesbild_rules.report._file_names import LONGEST, file_names
from lagesbild_rules.report._picture_areas import area_texts
from lagesbild_rules.report._picture_bars import percent
from lagesbild_rules.report._picture_sheets import municipalities

from .hostile import HOSTILE, PLAIN
from .pictures import beside, beside_listed, hostile, invented, listed, told
from .test_html import flat, read

DEVICES = {"con", "prn", "aux", "nul", *(f"{it}{n}" for it in ("com", "lpt") for n in range(10))}


@given(st.lists(st.text(max_size=90) | st.sampled_from(["CON", "nul", "../x", "Malmö", "MALMÖ", "malmo", "", "区"])))
def test_file_names_are_safe_and_differ(names: list[str]) -> None:
    made = file_names(names)
    assert len(made) == len(names) == len(set(made))
    for it in made:
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", it)
        assert len(it) <= LONGEST + 12
        assert it not in DEVICES
        assert is_page(f"municipalities/{it}.html")


@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_a_share_is_rounded_once(part: int, whole: int) -> None:
    assert abs(float(percent(part, whole)) - 100 * part / whole) <= 0.00501


@pytest.mark.parametrize(
    "name", ["../index.html", "municipalities/../x.html", "other/x.html", "index.htm", "a/b/c.pdf"]
)
def test_other_files_are_not_ours(name: str) -> None:
    assert not is_page(name)


def test_every_area_stands_on_the_sheet_of_its_municipality() -> None:
    pages = dict(picture_pages(told(), "sv", index=False, sheets=True))
    every, known = municipalities(told()), {it.area.name for it in invented().areas}
    assert set(pages) == {f"municipalities/{it.file}.html" for it in every}
    assert [it.name for it in every] == ["Ekby", "Åby", "Öby"]
    for it in every:
        page = read(pages[f"municipalities/{it.file}.html"].decode())
        names = [one.text for one in page.all("h3") if one.text in known]
        assert sorted(names) == sorted(a.area.name or "" for a in invented().areas if a.area.municipality == it.name)
        assert not page.all("script")


def test_a_sheet_tells_what_would_lead_out_and_not_what_would_lead_further_in() -> None:
    pages = dict(picture_pages(told(), "sv", index=False, sheets=True))
    text = flat(" ".join(read(it.decode()).words for it in pages.values()))
    down, up = set(), set()
    for area in area_texts(told(), "sv"):
        assert area.document is not None
        for way in area.document.classifications[0].boundaries:
            (up if way.direction == "up" else down).update([way.text])
    assert down
    assert up
    assert all(it in text for it in down)
    assert not [it for it in up - down if it in text]


def test_areas_of_one_name_in_two_municipalities_have_two_sheets() -> None:
    whole = invented()
    first, second = whole.areas[:2]
    both = [
        evolve(it, area=evolve(it.area, municipality="Samma", municipality_code=code), decisions={})
        for it, code in ((first, "0001"), (second, "0002"))
    ]
    nowhere = evolve(
        whole.areas[2], area=evolve(whole.areas[2].area, municipality=None, municipality_code=None), decisions={}
    )
    found = dict(picture_pages(summary(evolve(whole, areas=(*both, nowhere))), "en", sheets=True))
    assert set(found) == {"index.html", "municipalities/0001-samma.html", "municipalities/0002-samma.html"}


def text_of(data: bytes) -> str:
    return re.sub(r"\s", "", "".join(it.extract_text() for it in pypdf.PdfReader(io.BytesIO(data)).pages))


def test_the_whole_and_its_sheets_as_pdf() -> None:
    first, again = (dict(picture_pages(told(), "sv", sheets=True, pdf=True, beside=beside())) for _ in range(2))
    assert first == again
    assert {it for it in first if it.endswith(".pdf")} == {
        "picture.pdf",
        *(f"municipalities/{it.file}.pdf" for it in municipalities(told())),
    }
    said = text_of(first["picture.pdf"])
    for area in area_texts(told(), "sv"):
        assert area.document is not None
        wanted = [area.name, area.levels[0].headline, *(it.text for it in area.document.classifications[0].boundaries)]
        assert not [it for it in wanted if re.sub(r"\s", "", it) not in said]
    for name, data in first.items():
        if name.endswith(".pdf"):
            root = pypdf.PdfReader(io.BytesIO(data)).trailer["/Root"]
            assert root["/MarkInfo"]["/Marked"]
            assert b"pdfuaid" in root["/Metadata"].get_data()
    (found,) = carried(first["picture.pdf"])
    assert verify(found).identical


def test_a_sheet_carries_its_part_of_the_picture(tmp_path: Path) -> None:
    pages = dict(picture_pages(told("open"), "en", index=False, sheets=True, pdf=True))
    data = pages["municipalities/9001-ekby.pdf"]
    (held,) = pypdf.PdfReader(io.BytesIO(data)).attachments["picture.json"]
    file = tmp_path / "picture.json"
    file.write_bytes(held)
    part = read_picture(file)
    assert {it.area.municipality for it in part.areas} == {"Ekby"}
    assert "samordnare" not in held.decode()


def test_a_list_with_its_map_as_pdf() -> None:
    data = picture_pdf(listed(), "sv", beside=beside_listed())
    assert "Karta" in text_of(data)
    assert "Granängsringen" in text_of(data)


@pytest.mark.parametrize(("given_", "plain"), list(zip(HOSTILE, PLAIN, strict=True))[1::6])
def test_hostile_text_is_text_on_paper(given_: str, plain: str) -> None:
    data = picture_pdf(hostile(given_, plain), "sv")
    assert text_of(data).count(re.sub(r"\s", "", plain)) > 5


def test_no_page_is_made_that_is_not_asked_for() -> None:
    assert list(picture_pages(told(), index=False)) == []
