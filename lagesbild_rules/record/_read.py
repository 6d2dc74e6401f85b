"""Receipts read: strictly, so that nothing in one goes unread."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, Final

from lagesbild_rules.canonical import Json, canonical
from lagesbild_rules.errors import Place, Problem, ReceiptError, printable, quoted
from lagesbild_rules.record._model import FORMAT, Receipt

NOWHERE: Final = Place()
RECEIPTS: Final = "lagesbild-receipt/"
"""How the format of every receipt begins, of whatever version."""
_NEWER: Final = "a newer version of lagesbild-rules may read it"
_AGAIN: Final = "get it once more from where it came"


def read_receipt(data: Json, place: Place = NOWHERE) -> Receipt:
    """Return the receipt that *data* is. What it says is not looked into: ``verify`` does that.

    Raises ``ReceiptError`` when it is none, when it is in a format that is not known here, and when a key is missing,
    unknown or holds another kind of value.
    """
    said = data.get("format") if isinstance(data, Mapping) else None
    if not isinstance(data, Mapping) or not isinstance(said, str) or not said.startswith(RECEIPTS):
        finding = "there is no receipt in it"
        help = "name a receipt, or a JSON text, HTML page or PDF that lagesbild wrote with one"
        raise ReceiptError([Problem(place, "LR820", finding, help)])
    if said != FORMAT:
        finding = f"the receipt is in the format {quoted(said)}, and only {quoted(FORMAT)} is known here"
        raise ReceiptError([Problem(place, "LR821", finding, _NEWER)])
    receipt = _structured(data, place)
    try:
        whole = canonical({key: it for key, it in data.items() if key != "digest"})
        same = isinstance(data.get("digest"), str) and canonical(
            {key: it for key, it in receipt.data.items() if key != "digest"}
        )
    except (ValueError, TypeError):
        same = whole = b""
    if not same or same != whole:
        raise _unreadable("a key is missing, or holds another kind of value", place)
    if not _whole(receipt):
        raise _unreadable(f"a receipt of the kind {receipt.kind} lacks a part", place)
    return receipt


def _whole(it: Receipt) -> bool:
    """Return whether a receipt has every part that its kind has: without them there would be nothing to verify."""
    if it.kind == "study":
        return it.result is None and (it.facts is None or (it.facts.area is None and it.facts.indicators is not None))
    if it.result is None or it.facts is None or len(it.rulesets) != 1:
        return False
    one, every = it.facts.area is not None, it.facts.indicators is not None
    if it.kind == "assessment":
        return one and not every
    areas = it.result.get("areas")
    listed = [one.get("area") for one in areas if isinstance(one, Mapping)] if isinstance(areas, list) else []
    in_order = all(isinstance(name, str) for name in listed) and listed == sorted(set(listed))
    return every and not one and in_order and isinstance(areas, list) and len(listed) == len(areas)


def _structured(data: Mapping[str, Any], place: Place) -> Receipt:
    import cattrs  # loaded only where a receipt is read

    said = {key: it for key, it in data.items() if key not in ("format", "digest")}
    try:
        made: Receipt = _converter().structure(said, Receipt)
        return made
    except cattrs.BaseValidationError as it:
        raise _unreadable("; ".join(cattrs.transform_error(it)[:3]), place) from None
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise _unreadable("it has another shape", place) from None


@cache
def _converter() -> Any:
    import cattrs

    return cattrs.Converter(forbid_extra_keys=True)


def _unreadable(why: str, place: Place) -> ReceiptError:
    return ReceiptError([Problem(place, "LR822", f"the receipt cannot be read: {printable(why, 300)}", _AGAIN)])
