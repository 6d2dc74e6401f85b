"""Tampering by generation: whatever is changed in what is signed, or in its envelope, is found by the signature."""

from __future__ import annotations

import copy
import json
from base64 import b64decode, b64encode
from collections.abc import Iterator
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any, Final

import pytest
import yaml
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from lagesbild_rules import LagesbildError, Ruleset
from lagesbild_rules.canonical import canonical, digest_of
from lagesbild_rules.record import (
    PAYLOAD_TYPE,
    Envelope,
    Statement,
    pae,
    read_envelope,
    ruleset_statement,
    sign,
    statement_of,
    verify_signatures,
)
from lagesbild_rules.ruleset import KEYS, parse_ruleset, shipped_rulesets
from tests.record.test_receipts import KINDS
from tests.record.test_tampering import FREE, PAGES, found_out, pages, tampered
from tests.record.torg import RULESETS

from .keys import OTHER, PUBLISHER, SECOND, policy_text

ROOT: Final = Path(__file__).parents[3]
EVERY: Final = (
    (ROOT / "tests/errors/ruleset.yaml").read_text(encoding="utf-8")
    + "owner: A unit (constructed)\n"
    + "evidence: {max_age: 12 months, at_least_grade: B2, when_sources_disagree: span}\n"
)
"""A ruleset with every section."""
TEXTS: Final = {"every section": EVERY}
if settings().max_examples >= 1000:
    more = sorted([*RULESETS.rglob("????-??-??.yaml"), *(ROOT / "rulesets/dk").rglob("????-??-??.yaml")])
    TEXTS |= {it.stem: it.read_text(encoding="utf-8") for it in more if "cases" not in it.parts}
BOTH: Final = (PUBLISHER.public, SECOND.public)


def found(data: bytes, name: str, envelope: Envelope) -> bool:
    """Return whether *data*, under that *name*, is found not to be what both keys signed."""
    try:
        subject = statement_of(data, name)
    except LagesbildError:
        return True
    return not verify_signatures(subject, envelope, BOTH).hold


def envelope_of(data: bytes, name: str) -> Envelope:
    envelope = sign(statement_of(data, name), PUBLISHER, SECOND)
    assert not found(data, name, envelope)
    return envelope


def means_the_same(text: str, as_: Ruleset) -> bool:
    """Return whether *text* says just what *as_* does, whatever the order of the values that a reading admits."""
    try:
        other = parse_ruleset(text)
    except LagesbildError:
        return False
    return _in_order(other) == _in_order(as_) and ruleset_statement(other) == ruleset_statement(as_)


def _in_order(it: Ruleset) -> Ruleset:
    return evolve(
        it,
        readings={
            id: evolve(one, admissible=tuple(sorted(one.admissible, key=str))) for id, one in it.readings.items()
        },
    )


@pytest.mark.parametrize("name", TEXTS)
def test_every_field_of_a_ruleset_is_found(name: str) -> None:
    text = TEXTS[name]
    ruleset, data = parse_ruleset(text), yaml.load(text, Loader=yaml.BaseLoader)
    envelope = envelope_of(text.encode(), "text.yaml")
    assert name != "every section" or set(chain(*KEYS["ruleset"])) == set(data)
    laid_out = yaml.safe_dump(data, sort_keys=True, allow_unicode=True).encode()
    assert not found(laid_out, "text.yaml", envelope)
    tried = missed = 0
    for path, word, other in tampered(data):
        tried += 1
        changed = yaml.safe_dump(other, allow_unicode=True)
        if not found(changed.encode(), "text.yaml", envelope):
            missed += 1
            assert means_the_same(changed, ruleset), (path, word)
    assert tried > 100
    assert missed < tried / 20


@given(data=st.data())
def test_every_changed_byte_of_a_ruleset_is_found_or_changes_nothing_that_it_says(data: st.DataObject) -> None:
    text, envelope = _every()
    at = data.draw(st.integers(0, len(text) - 1))
    byte = bytes([data.draw(st.integers(0, 255))])
    other = data.draw(st.sampled_from([text[:at] + byte + text[at + 1 :], text[:at] + byte + text[at:], text[:at]]))
    if not found(other, "text.yaml", envelope):
        assert means_the_same(other.decode("utf-8-sig"), parse_ruleset(text.decode()))


@cache
def _every() -> tuple[bytes, Envelope]:
    text = EVERY.encode()
    return text, envelope_of(text, "text.yaml")


def test_a_ruleset_is_never_taken_for_a_file_nor_a_file_for_a_ruleset() -> None:
    text, envelope = _every()
    assert found(text, "text.txt", envelope)
    as_file = sign(statement_of(text, "text.txt"), PUBLISHER, SECOND)
    assert found(text, "text.yaml", as_file)
    assert statement_of(b'{"format": "lagesbild-lock/1"}').kind == "lock"
    assert statement_of('{"format": "lagesbild-lock/1"}'.encode("utf-16")).kind == "file"  # no reader of locks takes it


def test_every_field_of_a_lock_is_found() -> None:
    lock = (shipped_rulesets() / "lock.json").read_bytes()
    envelope = envelope_of(lock, "lock.json")
    assert envelope.statement.kind == "lock"
    for number, (path, word, other) in enumerate(tampered(json.loads(lock))):
        if number % 7 == 0:
            assert found(json.dumps(other, ensure_ascii=False, indent=2).encode(), "lock.json", envelope), (path, word)
    for at in range(0, len(lock), 29):
        assert found(lock[:at] + bytes([lock[at] ^ 1]) + lock[at + 1 :], "lock.json", envelope), at


@pytest.mark.parametrize("name", KINDS)
def test_every_field_of_a_receipt_is_found_although_every_digest_is_made_anew(name: str) -> None:
    data = canonical(KINDS[name])
    envelope = _receipt(name)
    assert envelope.statement.kind == "answer"
    for path, word, other in tampered(KINDS[name]):
        if isinstance(other.get("result"), dict):
            other["result_digest"] = digest_of(other["result"])
        other["digest"] = digest_of({key: it for key, it in other.items() if key != "digest"})
        if canonical(other) != data:  # but for the digests, which are made anew
            assert found(canonical(other), "receipt.json", envelope), (path, word)


FORGED: Final[dict[str, Any]] = {
    "as_of": "2023-07-01",
    "known_at": "2024-01-01T00:00:00Z",
    "engine": "another",
    "library": "9.9.9",
    "document": f"sha256:{'1' * 64}",
    "arguments": {"seed": "2"},
    "inputs": [{"role": "published", "digest": f"sha256:{'1' * 64}"}],
}
"""What a receipt alone cannot protect, made otherwise with care."""


def forged() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Yield every receipt with one thing forged that facts do not speak of, all digests made anew."""
    for name, said in KINDS.items():
        for field, value in FORGED.items():
            yield name, field, {**copy.deepcopy(said), field: value}
        for path, _, other in tampered(said):
            if path[-1] == "decided" and "result" in path:
                yield name, "decided", other


def test_what_facts_do_not_speak_of_is_found() -> None:
    """Each of these fields passes a check against the facts in some kind of receipt, and none passes the signature."""
    passed = set()
    for name, field, other in forged():
        if isinstance(other["result"], dict):
            other["result_digest"] = digest_of(other["result"])
        other["digest"] = digest_of({key: it for key, it in other.items() if key != "digest"})
        if not found_out(other, name):
            passed.add(field)
        assert found(canonical(other), "receipt.json", _receipt(name)), field
    assert passed == {*FORGED, "decided"} == {*FREE, "decided"} - {"digest"}


@cache
def _receipt(name: str) -> Envelope:
    return envelope_of(canonical(KINDS[name]), "receipt.json")


@pytest.mark.parametrize("name", PAGES)
def test_every_stretch_of_a_page_is_found(name: str) -> None:
    page = pages()[name]
    envelope = envelope_of(page, name)
    assert envelope.statement.kind == "answer"
    step = max(1, len(page) // (40 if name.endswith(".json") else 100))
    for at in range(0, len(page), step):
        for other in (
            page[:at] + bytes([page[at] ^ 1]) + page[at + 1 :],
            page[:at] + page[at + 1 :],
            page[:at] + page[at : at + 1] + page[at:],
        ):
            assert found(other, name, envelope) or other == page, at
    assert found(page + b"\n", name, envelope)


@given(data=st.data())
def test_any_changed_byte_of_a_page_is_found(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(["internal.html", "open.html"]))
    page, envelope = pages()[name], _page(name)
    at = data.draw(st.integers(0, len(page) - 1))
    byte = data.draw(st.integers(0, 255).filter(lambda it: it != page[at]))
    assert found(page[:at] + bytes([byte]) + page[at + 1 :], name, envelope)


@cache
def _page(name: str) -> Envelope:
    return envelope_of(pages()[name], name)


def test_every_byte_of_a_policy_is_found() -> None:
    policy = policy_text('  - {rulesets: ["*"], signers: [publisher, second], needed: 2}\n').encode()
    envelope = envelope_of(policy, "policy.yaml")
    assert envelope.statement.kind == "file"
    for at in range(len(policy)):
        assert found(policy[:at] + bytes([policy[at] ^ 1]) + policy[at + 1 :], "policy.yaml", envelope), at
        assert found(policy[:at] + policy[at + 1 :], "policy.yaml", envelope), at


def holds(text: bytes, subject: Statement) -> Envelope | None:
    """Return the envelope that *text* is when both keys' signatures in it hold over *subject*."""
    try:
        envelope = read_envelope(text)
    except LagesbildError:
        return None
    return envelope if verify_signatures(subject, envelope, BOTH).hold else None


def test_every_byte_of_an_envelope_is_found_or_changes_nothing_that_it_holds() -> None:
    text, envelope = _every()
    whole, subject = envelope.text.encode(), statement_of(text, "text.yaml")
    assert holds(whole, subject) == envelope
    alike = []
    for at in range(len(whole)):
        for byte in {whole[at] ^ 1, whole[at] ^ 32, 0x20, 0x22, 0x2D, 0x41, 0x5F} - {whole[at]}:
            other = holds(whole[:at] + bytes([byte]) + whole[at + 1 :], subject)
            if other is not None:
                assert other == envelope
                alike.append(at)
        cut = holds(whole[:at] + whole[at + 1 :], subject)
        assert cut is None or (cut == envelope and at == len(whole) - 1)
    # the end of the line, and the one sign of its text that is another in the other alphabet
    assert all(at == len(whole) - 1 or whole[at] in b"+/" for at in alike)


def test_every_leaf_of_an_envelope_and_of_its_payload_is_found() -> None:
    text, envelope = _every()
    said, subject = json.loads(envelope.text), statement_of(text, "text.yaml")
    for path, word, other in tampered(said):
        if word != "swapped":  # the order of signatures says nothing
            assert holds(json.dumps(other).encode(), subject) is None, (path, word)
    for path, word, other in tampered(json.loads(b64decode(said["payload"]))):
        payload = b64encode(canonical(other)).decode()
        assert holds(json.dumps({**said, "payload": payload}).encode(), subject) is None, (path, word)


def made(**changed: Any) -> dict[str, Any]:
    said: dict[str, Any] = json.loads(_every()[1].text)
    return {**said, **changed}


def refused(said: dict[str, Any], finding: str) -> None:
    with pytest.raises(LagesbildError, match=f"LR882 .*{finding}"):
        read_envelope(json.dumps(said).encode())


def test_what_is_no_envelope_of_ours_is_refused() -> None:
    one, two = made()["signatures"]
    refused(made(payloadType="application/vnd.in-toto+json"), "the type `application/vnd.in-toto")
    refused(made(payloadType=None), "the type")
    refused(made(signatures=[]), "no signature")
    refused(made(signatures=[one, two, one]), "signs twice")
    refused(made(signatures=[{**one, "alg": "none"}]), "`keyid` and `sig` alone")
    refused(made(signatures=[{**one, "sig": b64encode(b"short").decode()}]), "64 bytes")
    refused(made(signatures=[{**one, "keyid": one["keyid"].upper()}]), "digest of a key")
    refused(made(extra=1), "no envelope")
    refused(made(payload=b64encode(b'{"format":"lagesbild-signed/2"}').decode()), "no statement")
    with pytest.raises(LagesbildError, match=r"LR882 .*stands twice"):
        read_envelope(json.dumps(made()).replace('"payload":', '"payload": "", "payload":', 1).encode())
    for data in (b"", b"[" * 5000, b"\xff\xfe", b"null", b"{}"):
        with pytest.raises(LagesbildError, match="LR882"):
            read_envelope(data)


@pytest.mark.parametrize("how", ["not padded", "spaced", "longer bits", "line end", "other signs", "mixed"])
def test_base64_has_one_form(how: str) -> None:
    sig = made()["signatures"][0]["sig"]
    assert sig.endswith("==")
    other = {
        "not padded": sig.rstrip("="),
        "spaced": f" {sig}",
        "longer bits": sig[:-3] + chr(ord(sig[-3]) + 1) + "==",  # the same bytes to a reader that does not look
        "line end": f"{sig}\n",
        "other signs": f"{sig[:4]}!{sig[5:]}",
        "mixed": "+_" + sig[2:],
    }[how]
    one, two = made()["signatures"]
    refused(made(signatures=[{**one, "sig": other}, two]), "no base64")


def test_both_alphabets_of_base64_are_read_as_the_protocol_wants_it() -> None:
    said = made()
    other = copy.deepcopy(said)
    other["payload"] = said["payload"].replace("+", "-").replace("/", "_")
    for it in other["signatures"]:
        it["sig"] = it["sig"].replace("+", "-").replace("/", "_")
    assert read_envelope(json.dumps(other, indent=4).encode()) == read_envelope(json.dumps(said).encode())


def test_a_signature_over_other_bytes_of_the_same_statement_does_not_hold() -> None:
    """What is signed is type and payload in the encoding of DSSE: neither alone, nor the payload of another type."""
    text, envelope = _every()
    body, subject = envelope.statement.body, statement_of(text, "text.yaml")
    for message in (body, b64encode(body), pae("application/json", body), pae(PAYLOAD_TYPE.upper(), body)):
        forged = made(signatures=[{"keyid": PUBLISHER.public.id, "sig": b64encode(PUBLISHER.sign(message)).decode()}])
        found = verify_signatures(subject, read_envelope(json.dumps(forged).encode()), [PUBLISHER.public])
        assert [it.standing for it in found.checks] == ["differs"]
        assert found.lacks == ("differs", "too_few")


def test_a_signature_by_another_key_counts_for_nothing_whatever_it_calls_itself() -> None:
    text, _ = _every()
    subject = statement_of(text, "text.yaml")
    by_other = sign(subject, OTHER)
    found = verify_signatures(subject, by_other, [PUBLISHER.public])
    assert {it.standing for it in found.checks} == {"unknown_key", "absent"}
    assert found.lacks == ("too_few",)
    named = json.loads(by_other.text)
    named["signatures"][0]["keyid"] = PUBLISHER.public.id
    found = verify_signatures(subject, read_envelope(json.dumps(named).encode()), [PUBLISHER.public])
    assert found.lacks == ("differs", "too_few")
    assert not verify_signatures(subject, by_other, []).hold
    assert verify_signatures(subject, sign(by_other, PUBLISHER), [PUBLISHER.public]).hold


def test_signing_is_the_same_each_time_and_a_key_signs_once() -> None:
    text, envelope = _every()
    assert sign(statement_of(text, "text.yaml"), PUBLISHER, SECOND).text == envelope.text
    assert sign(envelope, PUBLISHER) == envelope
    assert read_envelope(envelope.text.encode()) == envelope


ANYTHING: Final = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=5)
    | st.sampled_from(["ruleset", "file"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@given(data=st.data())
def test_whatever_stands_in_an_envelope_is_read_or_refused(data: st.DataObject) -> None:
    said = made()
    payload = json.loads(b64decode(said["payload"]))
    where = data.draw(st.sampled_from(["bytes", "envelope", "signature", "payload", "mark"]))
    held: Any = {"envelope": said, "signature": said["signatures"][0], "payload": payload, "mark": payload["ruleset"]}
    if where == "bytes":
        whole = data.draw(st.binary(max_size=60))
    else:
        held[where][data.draw(st.sampled_from(sorted(held[where])))] = data.draw(ANYTHING)
        if where in ("payload", "mark"):
            said["payload"] = b64encode(json.dumps(payload).encode()).decode()
        whole = json.dumps(said).encode()
    assert refusal(whole) in (None, {"LR882"})


def refusal(data: bytes) -> set[str] | None:
    """Return the codes with which *data* is refused; nothing when it is read."""
    try:
        read_envelope(data)
    except LagesbildError as it:
        return {problem.code for problem in it.problems}
    return None
