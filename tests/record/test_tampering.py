"""Tampering by generation: every field of every kind of receipt, every stretch of a page and of a PDF."""

from __future__ import annotations

import copy
import io
import json
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Final

import pypdf
import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from lagesbild_rules import LagesbildError, assess, document, explain
from lagesbild_rules.canonical import canonical, digest_of
from lagesbild_rules.record import ATTACHED, SLOT, carried, receipt_of
from lagesbild_rules.report import explanation_json, html, pdf

from .test_receipts import KINDS
from .torg import FACTS, OBSERVATIONS, one, verified

Path_ = tuple[str | int, ...]


def places(value: Any, path: Path_ = ()) -> Iterator[Path_]:
    """Yield the path to everything in *value*, branches and leaves."""
    if path:
        yield path
    each = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, it in each:
        yield from places(it, (*path, key))


def tampered(data: dict[str, Any]) -> Iterator[tuple[Path_, str, dict[str, Any]]]:
    """Yield *data* with one thing changed: each leaf made another, each key or item dropped, two items swapped."""
    for path in places(data):
        at, (*way, last) = copy.deepcopy(data), path
        held = at
        for key in way:
            held = held[key]  # type: ignore[index]
        value: Any = held[last]  # type: ignore[index]
        for word, other in _others(value):
            held[last] = other  # type: ignore[index]
            yield path, word, copy.deepcopy(at)
        held[last] = value  # type: ignore[index]
        if isinstance(value, list) and len(value) > 1 and value[0] != value[1]:
            held[last] = [value[1], value[0], *value[2:]]  # type: ignore[index]
            yield path, "swapped", copy.deepcopy(at)
            held[last] = value  # type: ignore[index]
        del held[last]  # type: ignore[arg-type]
        yield path, "dropped", at


def _others(value: Any) -> Iterator[tuple[str, Any]]:
    match value:
        case None:
            yield "given", "x"
        case bool():
            yield "turned", not value
        case int():
            yield "more", value + 1
        case str():
            yield "another letter", value[:-1] + ("0" if value[-1:] != "0" else "1")
            yield "longer", value + "0"
            yield "null", None
        case [] | {}:
            yield "null", None
        case list():
            yield "emptied", []
        case _:
            yield "null", None


def found_out(data: dict[str, Any], name: str) -> bool:
    """Return whether verifying tells that *data* is not what it should be, or that it cannot be read."""
    try:
        return not verified(data, OBSERVATIONS if name.startswith("observed") else FACTS).identical
    except LagesbildError:
        return True


@pytest.mark.parametrize("name", KINDS)
def test_every_single_field_is_found(name: str) -> None:
    assert not found_out(KINDS[name], name)
    tried = list(tampered(KINDS[name]))
    assert len(tried) > 40
    assert [(path, word) for path, word, data in tried if not found_out(data, name)] == []


FREE: Final = {"as_of", "known_at", "engine", "library", "document", "arguments", "inputs", "digest"}
"""What facts alone do not speak of: who changes it and makes every digest anew is found by a signature only."""


@pytest.mark.parametrize(
    "name", ["wide internal of many", "observed internal", "observed open", "wide internal picture"]
)
def test_who_makes_the_digests_anew_is_found_against_the_facts(name: str) -> None:
    """All but what facts do not speak of, and decisions, which are taken as they stand."""
    missed = set()
    for path, word, data in tampered(KINDS[name]):
        if isinstance(data.get("result"), Mapping):
            data["result_digest"] = digest_of(data["result"])
        data["digest"] = digest_of({key: it for key, it in data.items() if key != "digest"})
        if not found_out(data, name):
            missed.add((path, word))
    assert missed
    assert {path for path, _ in missed if path[0] not in FREE | {"result_digest"} and "decided" not in path} == set()


@cache
def pages() -> dict[str, bytes]:
    made: dict[str, bytes] = {}
    for audience in ("internal", "open"):
        said = document(explain(one(OBSERVATIONS), audience=audience), "sv")
        receipt = receipt_of(one(OBSERVATIONS), audience=audience)
        made[f"{audience}.html"] = html(said, receipt).encode()
        made[f"{audience}.json"] = explanation_json(said, receipt).encode()
    made["internal.pdf"] = pdf(document(explain(one(OBSERVATIONS)), "sv"), receipt_of(one(OBSERVATIONS)))
    return made


def broken(data: bytes) -> bool:
    """Return whether it is told that *data* is not as it was written; its facts are not looked at."""
    try:
        return not verified(*carried(data)).identical
    except LagesbildError:
        return True


PAGES = ["internal.html", "open.html", "internal.json", "open.json", "internal.pdf"]


@pytest.mark.parametrize("name", PAGES)
def test_a_page_that_nobody_touched_verifies(name: str) -> None:
    found = verified(*carried(pages()[name]))
    assert found.differences == ()
    assert found.carrier == name.partition(".")[2]
    standing = {it.what: it.standing for it in found.checks}
    assert standing["document"] == standing["receipt"] == standing["ruleset"] == "same"


@pytest.mark.parametrize("name", [it for it in PAGES if not it.endswith(".json")])
@given(data=st.data())
def test_every_changed_byte_of_a_page_is_found(name: str, data: st.DataObject) -> None:
    assert broken(changed(pages()[name], data))


def changed(page: bytes, data: st.DataObject) -> bytes:
    """Return *page* with a stretch of it changed, most often where the receipt stands."""
    held = page.rindex(b"lagesbild-receipt")
    near = st.integers(max(0, held - 60), min(len(page) - 1, held + 6000))
    at = data.draw(st.integers(0, len(page) - 1) | near | st.integers(len(page) - 300, len(page) - 1))
    what = data.draw(st.sampled_from(["changed", "dropped", "doubled", "cut", "added"]))
    byte = bytes([data.draw(st.integers(0, 255).filter(lambda it: it != page[at]))])
    length = data.draw(st.integers(1, 400))
    return {
        "changed": page[:at] + byte + page[at + 1 :],
        "dropped": page[:at] + page[at + length :],
        "doubled": page[: at + length] + page[at:],
        "cut": page[: at - len(page)],
        "added": page[:at] + byte + page[at:],
    }[what]


def test_what_a_pdf_carries_of_its_receipt_is_found_byte_by_byte() -> None:
    page = pages()["internal.pdf"]
    start = page.rindex(b"\n%lagesbild-receipt")
    receipt = range(start + 400, len(page) - 400)
    for at in sorted({*range(start, len(page))} - {*receipt} | {*receipt[::29]}):
        assert broken(page[:at] + bytes([page[at] ^ 1]) + page[at + 1 :]), at


@pytest.mark.parametrize("name", ["internal.json", "open.json"])
def test_every_value_of_a_json_output_is_found(name: str) -> None:
    data = json.loads(pages()[name])
    rest = {key: it for key, it in data.items() if key != "receipt"}
    for number, (path, word, other) in enumerate(tampered(rest)):
        if number % 59 == 0:
            assert broken(json.dumps({**other, "receipt": data["receipt"]}).encode()), (path, word)
    laid_out = json.dumps(dict(reversed(data.items())), indent=8, ensure_ascii=True).encode()
    assert not broken(laid_out)
    twice = pages()[name].replace(b'"area": ', b'"area": "annan", "area": ', 1)
    assert broken(twice)


def test_a_second_receipt_in_a_page_is_found() -> None:
    page = pages()["internal.html"].decode()
    other = html(document(explain(one(FACTS)), "sv"), receipt_of(one(FACTS)))
    start = other.index(SLOT[:-9])
    second = other[start : other.index("</script>", start) + 9]
    assert broken(page.replace("</body>", f"{second}</body>").encode())
    assert broken(page.replace(SLOT[:-9], second + SLOT[:-9]).encode())


def test_a_pdf_holds_its_receipt_as_an_attachment_that_others_read() -> None:
    page = pages()["internal.pdf"]
    reader = pypdf.PdfReader(io.BytesIO(page), strict=True)
    (held,) = reader.attachments[ATTACHED]
    assert json.loads(held)["document"] == carried(page)[0].document
    assert canonical(json.loads(held)) == held
    assert set(reader.attachments) == {ATTACHED, "explanation.json"}
    (named,) = [it.get_object() for it in reader.trailer["/Root"]["/AF"] if it.get_object()["/F"] == ATTACHED]
    stream = named["/EF"]["/F"].get_object()
    assert stream["/Subtype"] == "/application/json"
    assert stream["/Params"]["/Size"] == len(held)
    assert named["/AFRelationship"] == "/Supplement"


def test_the_same_answer_gives_the_same_bytes() -> None:
    again = pages.__wrapped__()
    assert again == pages()


def test_text_from_users_cannot_end_the_place_of_a_receipt() -> None:
    name = '</script><script type="application/json" id="lagesbild-receipt">{}</script>'
    evil = assess(one().ruleset, evolve(one().facts, area=name), as_of=one().as_of)
    page = html(document(explain(evil), "sv"), receipt_of(evil)).encode()
    assert not broken(page)
    assert page.count(b"<script") == page.count(b"</script") == 1
    (found,) = carried(page)
    assert found.receipt.facts
    assert found.receipt.facts.area
    assert found.receipt.facts.area.area == name
