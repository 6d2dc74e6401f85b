"""The hidden sheet: what the form is, and a digest of every text in it, so that a change is found where it stands.

It is no signature: who rewrites every digest can make a form, as who has the ruleset can. It finds what happens to
forms on their way: rows moved, texts written over, a sheet removed, a copy made for another unit by hand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from typing import Final

from lagesbild_rules.canonical import canonical, digest_of
from lagesbild_rules.form._layout import Sheet
from lagesbild_rules.form._model import FORMAT, Form
from lagesbild_rules.ruleset import logic_digest, wording_digest

SHEET: Final = "lagesbild_form"
"""The name of the hidden sheet: key, value and check of the row in the columns A, B and C."""

DIGEST: Final = "digest"
"""The key of the last row: the digest of all rows before it."""

_TEXTS: Final = "texts"
_CELL: Final = re.compile(r"([A-Z]+)([0-9]+)")


def head(form: Form) -> Iterator[tuple[str, str]]:
    """Yield what the form is, as keys and values."""
    ruleset = form.ruleset
    yield "format", FORMAT
    yield "ruleset", ruleset.id
    yield "effective_from", str(ruleset.effective.from_)
    yield "version", str(ruleset.version)
    yield "logic", logic_digest(ruleset)
    yield "wording", wording_digest(ruleset)
    yield "language", form.language
    yield "unit", form.unit
    yield "valid_from", str(form.valid_from)
    yield "valid_until", str(form.valid_until or "")
    for number, area in enumerate(form.areas, start=1):
        yield f"area.{number}", area.id
        yield f"name.{number}", area.name or ""


def form_digest(form: Form) -> str:
    """Return ``sha256:…`` over what the form is: two for the same unit, areas, period and ruleset have the same."""
    return _digest(head(form))


def sealed(form: Form, sheets: Iterable[Sheet]) -> Iterator[tuple[str, str, str]]:
    """Yield the rows of the hidden sheet: key, value, check."""
    rows = [*head(form), *_texts(sheets)]
    for key, value in rows:
        yield key, value, check(key, value)
    yield DIGEST, (total := _digest(rows)), check(DIGEST, total)


def _texts(sheets: Iterable[Sheet]) -> Iterator[tuple[str, str]]:
    for sheet in sheets:
        rows: dict[int, list[str]] = {}
        for cell, it in sheet.cells.items():
            letters, row = split(cell)
            rows.setdefault(row, []).append(f"{letters}:{text_digest(sheet.name, cell, it.text)}")
        for row, digests in rows.items():
            yield f"{_TEXTS}:{sheet.name}!{row}", " ".join(digests)


def split(cell: str) -> tuple[str, int]:
    """Return the letters and the row of *cell*.

    >>> split("AB12")
    ('AB', 12)
    """
    found = _CELL.fullmatch(cell)
    assert found is not None
    return found[1], int(found[2])


def unsealed_texts(rows: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """Return by sheet and cell the digest of the text that stands there; *rows* are whole."""
    found: dict[str, dict[str, str]] = {}
    for key, value in rows.items():
        if key.startswith(f"{_TEXTS}:"):
            sheet, _, row = key.removeprefix(f"{_TEXTS}:").rpartition("!")
            pairs = (it.split(":") for it in value.split())
            found.setdefault(sheet, {}).update({f"{letters}{row}": digest for letters, digest in pairs})
    return found


def total(rows: Mapping[str, str]) -> str:
    """Return the digest of all *rows* but the last."""
    return _digest((key, value) for key, value in rows.items() if key != DIGEST)


def check(key: str, value: str) -> str:
    return sha256(canonical([key, value])).hexdigest()[:16]


def text_digest(sheet: str, cell: str, text: str) -> str:
    """Return the digest of *text* where it stands. Spaces count as one, since programs differ in how they keep them."""
    return sha256(canonical([sheet, cell, " ".join(text.split())])).hexdigest()[:16]


def _digest(rows: Iterable[tuple[str, str]]) -> str:
    return digest_of([[key, value] for key, value in rows])
