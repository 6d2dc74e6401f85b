"""Receipts and verifications in words of one language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from attrs import frozen

from lagesbild_rules.canonical import Json, canonical
from lagesbild_rules.errors import printable
from lagesbild_rules.record._model import Receipt
from lagesbild_rules.record._phrases import RECORD_PHRASES, put
from lagesbild_rules.record._portable import portable
from lagesbild_rules.record._verification import Difference, Verification
from lagesbild_rules.text import Language

_LONGEST: Final = 300
"""How much of a value is told; all of it stands in the JSON."""


@frozen
class CheckText:
    """How one thing stands, in words."""

    what: str
    standing: str
    why: str | None
    what_text: str
    standing_text: str
    why_text: str | None


@frozen
class DifferenceText:
    """One thing that is not as the receipt says, in words; ``said`` and ``found`` are as JSON has them."""

    what: str
    path: list[str]
    area: str | None
    indicator: str | None
    said: Json
    found: Json
    text: str


@frozen
class VerificationText:
    """What verifying one receipt came to, in words: of what it is, how each thing stands, and every difference."""

    identical: bool
    carrier: str
    line: int | None
    kind: str
    audience: str
    digest: str
    title: str
    headline: str
    checks: list[CheckText]
    differences: list[DifferenceText]


@frozen
class ReceiptText:
    """A receipt as names with what they stand for, under a heading."""

    heading: str
    note: str
    rows: list[tuple[str, str]]


def receipt_text(it: Receipt, language: Language, *, own: bool = False) -> ReceiptText:
    """Return what a page shows of its receipt *it*; with its *own* digest where no page carries the receipt."""
    return ReceiptText(put("h_receipt", language), put("receipt_note", language), list(_rows(it, language, own)))


def _rows(it: Receipt, language: Language, own: bool) -> Iterator[tuple[str, str]]:
    for mark in it.rulesets:
        yield put("r_logic", language, name=mark.name), mark.logic
        yield put("r_wording", language, name=mark.name), mark.wording
    if it.facts is not None:
        yield put("r_facts_open" if it.audience == "open" else "r_facts", language), it.facts.root
        if it.facts.areas > 1:
            yield put("r_areas", language), str(it.facts.areas)
    yield put("r_result", language), it.result_digest
    if it.known_at is not None:
        yield put("r_known_at", language), it.known_at
    yield put("r_made_by", language), put("r_made_by_value", language, library=it.library, engine=it.engine)
    if own:
        yield put("r_receipt", language), it.digest


def verification_text(it: Verification, language: Language) -> VerificationText:
    """Return *it* in words of *language*."""
    receipt = it.receipt
    return VerificationText(
        it.identical,
        it.carrier,
        it.place.line,
        receipt.kind,
        receipt.audience,
        receipt.digest,
        _title(receipt, language),
        put("identical" if it.identical else "differs", language),
        [
            CheckText(
                one.what,
                one.standing,
                one.why,
                put(f"c_{one.what}", language),
                put(f"s_{one.standing}", language),
                None if one.why is None else put(f"w_{one.why}", language),
            )
            for one in it.checks
        ],
        [
            DifferenceText(
                one.what, list(one.path), one.area, one.indicator, one.said, one.found, _difference(one, language)
            )
            for one in it.differences
        ],
    )


def _title(it: Receipt, language: Language) -> str:
    area = it.facts.area.area if it.facts and it.facts.area else ""
    areas = it.facts.areas if it.facts else 0
    match it.rulesets:
        case ():
            ruleset = put("nothing", language)
        case (before, after):
            ruleset = put("both", language, before=before.name, after=after.name)
        case several:
            ruleset = ", ".join(one.name for one in several)
    known = f"of_{it.arguments.get('command', '')}" if it.kind == "study" else f"of_{it.kind}"
    of = known if known in RECORD_PHRASES else f"of_{it.kind}"
    what = put(of, language, area=area, areas=areas, ruleset=ruleset)
    named = not it.rulesets or ruleset in what
    return put("asked_of_none" if named else "asked", language, what=what, day=it.as_of, ruleset=ruleset)


def _difference(it: Difference, language: Language) -> str:
    words: dict[str, Any] = {
        "said": _text(it.said, language),
        "found": _text(it.found, language),
        "area": it.area,
        "indicator": it.indicator,
        "name": it.path[-1],
        "field": it.path[-1],
        "path": ".".join(it.path),
    }
    return put(_phrase(it), language, **words)


def _phrase(it: Difference) -> str:
    match it.what, it.path:
        case _, ("digest" | "result_digest" | "document" as field,):
            return f"d_{field}"
        case "document", _:
            return "d_bytes"
        case "ruleset", _:
            return "d_ruleset"
        case "facts", ("facts", "area", "indicators", _, "fact"):
            return "d_fact"
        case "facts", ("facts", "area", "indicators", *_):
            return "d_observations"
        case "facts", ("facts", "indicators", *_):
            return "d_column"
        case "facts", ("facts", "area", "area"):
            return "d_no_area"
        case "facts", ("facts", "root") if it.area is not None:
            return "d_others"
        case "facts", ("facts", "root" | "areas" as field):
            return f"d_{field}"
        case "facts", ("result", *_):
            return "d_area"
        case "inputs", _:
            return "d_input"
        case "result", ("answer", *_):
            return "d_answer"
        case "result", (*_, "classifications", _):
            return "d_class"
        case "result", (*_, "criteria", _):
            return "d_criterion"
    return "d_other"


def _text(said: Any, language: Language) -> str:
    """Return a value of a receipt as people read it: a fact by its ends, a class by its levels."""
    match said:
        case None:
            return put("nothing", language)
        case str():
            return printable(said, _LONGEST)
        case {"possible": [*levels]}:
            named = f" {put('or', language)} ".join(map(str, levels))
            return f"{named} ({said['decided']})" if isinstance(said.get("decided"), str) else named
        case {"causes": [*causes]}:
            return _fact(said, causes)
        case _:
            return printable(canonical(portable(said)).decode(), _LONGEST)


def _fact(said: Mapping[str, Any], causes: list[Any]) -> str:
    codes, low, high = said.get("codes"), said.get("low"), said.get("high")
    if isinstance(codes, list):
        value = ", ".join(map(str, codes))
    else:
        value = str(low) if low == high and low is not None else f"{low or '−∞'} – {high or '∞'}"
    return f"{value} ({', '.join(map(str, causes))})" if causes else value
