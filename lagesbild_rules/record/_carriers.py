"""What carries a receipt: a JSON text, an HTML page or a PDF. It is put in here, and found again.

``document`` in the receipt is the digest of all that carries it, so that no byte of a page can change unnoticed.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final, Literal

from attrs import evolve, field, frozen

from lagesbild_rules.canonical import Json, canonical, digest_of_bytes
from lagesbild_rules.errors import Place, Problem, ReceiptError
from lagesbild_rules.record._model import Receipt
from lagesbild_rules.record._pdf import from_pdf, with_receipt
from lagesbild_rules.record._portable import portable_digest
from lagesbild_rules.record._read import RECEIPTS, read_receipt

Carrier = Literal["receipt", "json", "html", "pdf"]

KEY: Final = "receipt"
"""The key of a JSON text that holds its receipt."""
_OPEN: Final = '<script type="application/json" id="lagesbild-receipt">'
_CLOSE: Final = "</script>"
SLOT: Final = _OPEN + _CLOSE
"""Where an HTML page takes its receipt; it stands there once, and a page whose receipt is blanked holds it so."""


@frozen
class Carried:
    """A receipt as it was found: what carries it, the digest of that with the receipt blanked, and what stands there.

    ``intact`` tells whether the receipt stands there in the very bytes in which it is written. ``result`` is the
    digest of a study's result, where the carrier holds it, and ``data`` that result itself.
    """

    receipt: Receipt
    digest: str
    carrier: Carrier
    place: Place
    document: str | None = None
    intact: bool = True
    result: str | None = None
    data: Json = field(default=None, repr=False)


def in_json(data: Mapping[str, Any], receipt: Receipt) -> dict[str, Any]:
    """Return *data* with its receipt under the last key, ``receipt``."""
    return {**data, KEY: evolve(receipt, document=portable_digest(data)).data}


def in_rows(rows: Sequence[Mapping[str, Any]], receipt: Receipt) -> list[dict[str, Any]]:
    """Return *rows* with their receipt under the last key of the last one; where there is none, none carries it."""
    every = [dict(it) for it in rows]
    if every:
        every[-1][KEY] = evolve(receipt, document=portable_digest(every)).data
    return every


def in_html(page: str, receipt: Receipt) -> str:
    """Return *page*, which holds ``SLOT`` once, with its receipt in it."""
    assert page.count(SLOT) == 1
    held = _embedded(evolve(receipt, document=digest_of_bytes(page.encode())).data)
    return page.replace(SLOT, f"{_OPEN}{held}{_CLOSE}")


def in_pdf(data: bytes, receipt: Receipt) -> bytes:
    """Return the PDF *data*, to which an empty ``receipt.json`` is attached, with its receipt in that attachment."""
    made = with_receipt(data, canonical(evolve(receipt, document=digest_of_bytes(data)).data), receipt.as_of)
    assert made is not None
    return made


def carried(data: bytes, path: str = "") -> tuple[Carried, ...]:
    """Return every receipt in *data*, the bytes of a file: of a page one, of JSON Lines one each line.

    Raises ``ReceiptError`` when there is none, or one cannot be read.
    """
    if data.startswith(b"%PDF-"):
        return (_from_pdf(data, Place(path)),)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _none(Place(path)) from None
    if text.lstrip().startswith("<"):
        return (_from_html(text, data, Place(path)),)
    found = []
    for said, place in _texts(text, path):
        try:
            found.append(_from_json(said, place))
        except RecursionError:  # nothing that is written here is nested so deep
            raise _none(place) from None
    return tuple(found)


def _from_pdf(data: bytes, place: Place) -> Carried:
    found = from_pdf(data)
    if found is None:
        raise _none(place)
    page, held = found
    said = loaded(held, place)
    receipt, digest = _read(said, place)
    intact = with_receipt(page, canonical(said), receipt.as_of) == data
    return Carried(receipt, digest, "pdf", place, digest_of_bytes(page), intact)


def _from_html(text: str, data: bytes, place: Place) -> Carried:
    before, opened, rest = text.partition(_OPEN)
    held, closed, after = rest.partition(_CLOSE)
    if not opened or not closed:
        raise _none(place)
    said = loaded(held, place)
    receipt, digest = _read(said, place)
    page = f"{before}{SLOT}{after}".encode()
    if data.startswith(b"\xef\xbb\xbf"):
        page = b"\xef\xbb\xbf" + page
    intact = held == _embedded(said) and _OPEN not in after
    return Carried(receipt, digest, "html", place, digest_of_bytes(page), intact)


def _from_json(said: Json, place: Place) -> Carried:
    parted = _parted(said)
    if parted is not None:
        data, held = parted
        receipt, digest = _read(held, place)
        document = portable_digest(data)
        result = (document, data) if receipt.kind == "study" else (None, None)
        return Carried(receipt, digest, "json", place, document, True, *result)
    receipt, digest = _read(said, place)
    return Carried(receipt, digest, "receipt", place)


def _parted(said: Json) -> tuple[Json, Json] | None:
    """Return what a JSON text says and the receipt that it carries, apart; nothing where it carries none."""
    match said:
        case Mapping() if KEY in said and not str(said.get("format")).startswith(RECEIPTS):
            return {key: it for key, it in said.items() if key != KEY}, said[KEY]
        case [*before, Mapping() as last] if KEY in last:
            return [*before, {key: it for key, it in last.items() if key != KEY}], last[KEY]
        case _:
            return None


def _texts(text: str, path: str) -> list[tuple[Json, Place]]:
    """Return the JSON text that *text* is, or the one that each of its lines is."""
    lines = [(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
    if len(lines) > 1 and all(line.startswith("{") for _, line in lines):
        return [(loaded(line, Place(path, number)), Place(path, number)) for number, line in lines]
    return [(loaded(text, Place(path)), Place(path))]


def loaded(text: str | bytes, place: Place) -> Json:
    """Return the JSON text *text* as data; raises ``ReceiptError`` when it is none, or a key stands twice."""
    try:
        return json.loads(text, object_pairs_hook=_once)  # type: ignore[no-any-return]
    except _Twice as it:
        finding = f"the key `{it.args[0]}` stands twice"
        raise ReceiptError([Problem(place, "LR822", finding, "get it once more from where it came")]) from None
    except (ValueError, RecursionError):
        raise _none(place) from None


class _Twice(Exception):
    """A key that stands twice: readers would not agree which of its values holds."""


def _once(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    made = dict(pairs)
    if len(made) < len(pairs):
        keys = [key for key, _ in pairs]
        raise _Twice(next(key for key in keys if keys.count(key) > 1))
    return made


def _read(said: Json, place: Place) -> tuple[Receipt, str]:
    receipt = read_receipt(said, place)
    assert isinstance(said, Mapping)
    return receipt, str(said["digest"])


def _embedded(said: Json) -> str:
    """Return *said* as canonical JSON in which nothing can pass for markup."""
    text = canonical(said).decode()
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def _none(place: Place) -> ReceiptError:
    help = "name a receipt, or a JSON text, HTML page or PDF that lagesbild wrote with one"
    return ReceiptError([Problem(place, "LR820", "there is no receipt in it", help)])
