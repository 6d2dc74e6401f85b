"""Workbooks of facts that lie about their size, lead out of themselves or hold more than cells."""

from __future__ import annotations

import io
import struct
from collections.abc import Mapping
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from lagesbild_rules.errors import FactsError
from lagesbild_rules.facts import Observation, read_observations, write_observations
from lagesbild_rules.limits import limited
from tests.form.made import AREAS, TORG

SAID = Observation(area=AREAS[0], indicator="disturbed", low="true")
SHEET = "xl/worksheets/sheet1.xml"


def packed(path: Path, parts: Mapping[str, str]) -> Path:
    made = io.BytesIO()
    write_observations(made, [SAID], kind="xlsx")
    with ZipFile(made) as old, ZipFile(path, "w", ZIP_DEFLATED) as new:
        held = {it: old.read(it).decode() for it in old.namelist()}
        for name, text in {**held, **parts}.items():
            new.writestr(name, text)
    return path


def refused(path: Path) -> str:
    with pytest.raises(FactsError) as caught:
        read_observations(path, TORG.indicators)
    return caught.value.problems[0].code


def test_a_size_that_lies_is_found_before_more_is_unpacked(tmp_path: Path) -> None:
    path = packed(tmp_path / "f.xlsx", {"xl/big.bin": "\0" * 5_000_000})
    with limited(max_unpacked_bytes=1_000_000):
        assert refused(path) == "LR318"
    data = path.read_bytes()
    lie = data.replace(struct.pack("<L", 5_000_000), struct.pack("<L", 5))
    assert lie != data
    path.write_bytes(lie)
    with limited(max_unpacked_bytes=1_000_000):
        assert refused(path) == "LR316"


def test_a_link_to_another_workbook_leads_nowhere(tmp_path: Path) -> None:
    path = packed(
        tmp_path / "f.xlsx",
        {
            "xl/externalLinks/externalLink1.xml": (
                '<externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
                '<externalBook r:id="rId1" '
                'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"/>'
                "</externalLink>"
            ),
            "xl/externalLinks/_rels/externalLink1.xml.rels": (
                '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship '
                'Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/externalLinkPath" '
                'Target="file:///etc/passwd" TargetMode="External"/></Relationships>'
            ),
        },
    )
    assert read_observations(path, TORG.indicators).rows == (SAID,)


@pytest.mark.parametrize(
    ("part", "text"),
    [
        (
            SHEET,
            '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><worksheet>&e;</worksheet>',
        ),
        ("xl/vbaProject.bin", "x"),
        ("xl/macrosheets/sheet1.xml", "<x/>"),
        (SHEET, "<worksheet"),
    ],
)
def test_entities_and_macros_are_refused(part: str, text: str, tmp_path: Path) -> None:
    assert refused(packed(tmp_path / "f.xlsx", {part: text})) == "LR316"


def test_a_cell_under_no_letter_is_told(tmp_path: Path) -> None:
    with ZipFile(packed(tmp_path / "f.xlsx", {})) as book:
        sheet = book.read(SHEET).decode()
    assert 'r="A2"' in sheet
    assert refused(packed(tmp_path / "f.xlsx", {SHEET: sheet.replace('r="A2"', 'r="H@2"')})) == "LR316"
