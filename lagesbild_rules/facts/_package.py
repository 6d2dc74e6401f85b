"""Workbooks as they come in from others: what is inside is looked over before anything of it is opened."""

from __future__ import annotations

import io
from typing import Final
from xml.parsers import expat
from zipfile import ZipFile

from attrs import define, frozen

from lagesbild_rules.errors import FactsError, Place, Problem, quoted
from lagesbild_rules.limits import USUAL

_XML: Final = (".xml", ".rels", ".vml")
_MACROS: Final = ("vbaProject", "vbaData", "macrosheets/", "activeX/")
_RANGES: Final = ("mergeCell", "hyperlink")
"""Elements that stand for every cell of a range: they are opened cell by cell."""
_ALL: Final = 1 << 34
"""All cells that a sheet can have."""


@frozen
class Limits:
    """How large a workbook may be before it is opened: bytes when unpacked, and cells of all its sheets."""

    max_unpacked_bytes: int = USUAL.max_unpacked_bytes
    max_cells: int = USUAL.max_cells


def looked_over(data: bytes, shown: str, limits: Limits) -> None:
    """Raise ``FactsError`` when *data* is no workbook, holds macros or entities, or is larger than *limits*."""
    try:
        with ZipFile(io.BytesIO(data)) as package:
            entries = package.infolist()
            macros = [it.filename for it in entries if any(word in it.filename for word in _MACROS)]
            if macros:
                raise _refused(shown, "LR316", f"the workbook holds macros: {quoted(macros[0])}", "save it as .xlsx")
            unpacked = max(len(data), sum(it.file_size for it in entries))
            if unpacked > limits.max_unpacked_bytes:
                raise _beyond(
                    shown, f"{unpacked} bytes when unpacked, more", "max_unpacked_bytes", limits.max_unpacked_bytes
                )
            left = _Count(limits.max_cells)
            for it in entries:
                _look_at(package.read(it), it.filename, shown, left)
            if left.cells < 0:
                raise _beyond(shown, "more cells", "max_cells", limits.max_cells)
    except FactsError:
        raise
    except Exception as it:
        # Besides BadZipFile what unpacks it has errors of its own: of zlib, of struct, of the codecs of names.
        raise not_a_workbook(shown, str(it)) from None


def not_a_workbook(shown: str, why: str) -> FactsError:
    """Return the error that the file is no workbook, because of *why*."""
    return _refused(shown, "LR316", f"not a workbook that can be read: {why.lower()}", "save it as .xlsx")


@define
class _Count:
    cells: int


class _Entity(Exception):
    pass


def _look_at(part: bytes, name: str, shown: str, left: _Count) -> None:
    """Count the cells of one part of the package. A document type is refused before any entity is read."""
    parser = expat.ParserCreate(namespace_separator=" ")

    def doctype(*_: object) -> None:
        raise _Entity

    def start(tag: str, attributes: dict[str, str]) -> None:
        kind = tag.rpartition(" ")[2]
        if kind == "c":
            left.cells -= 1
        elif kind in _RANGES:
            left.cells -= _extent(attributes.get("ref", ""))

    parser.StartDoctypeDeclHandler, parser.StartElementHandler = doctype, start
    try:
        parser.Parse(part, True)
    except _Entity:
        raise _refused(shown, "LR316", f"{quoted(name)} declares a document type", "save it as .xlsx anew") from None
    except expat.ExpatError as it:
        if name.endswith(_XML):
            raise not_a_workbook(shown, f"{name}: {it}") from None


def _extent(ref: str) -> int:
    from openpyxl.utils import range_boundaries

    try:
        left, top, right, bottom = range_boundaries(ref)
    except (ValueError, TypeError):
        return _ALL
    return (right - left + 1) * (bottom - top + 1) if None not in (left, top, right, bottom) else _ALL


def _beyond(shown: str, what: str, setting: str, most: int) -> FactsError:
    finding = f"the workbook has {what} than `{setting}` allows ({most})"
    return _refused(
        shown, "LR318", finding, f"divide it, or raise `{setting}` of `Limits` if it is meant to be as large"
    )


def _refused(shown: str, code: str, finding: str, help: str) -> FactsError:
    return FactsError([Problem(Place(shown), code, finding, help)])
