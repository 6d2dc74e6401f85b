"""Envelopes of signatures: DSSE, version 1 of its protocol, written as JSON and read strictly."""

from __future__ import annotations

import re
from base64 import b64decode, b64encode, urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterable, Mapping
from typing import Any, Final

from attrs import evolve, frozen

from lagesbild_rules.canonical import canonical
from lagesbild_rules.errors import Place, Problem, ReceiptError, SignatureError, quoted
from lagesbild_rules.record._carriers import loaded
from lagesbild_rules.record._ed25519 import LENGTH, PrivateKey
from lagesbild_rules.record._statement import STATEMENT_FORMAT, Statement, read_statement

PAYLOAD_TYPE: Final = "application/vnd.lagesbild.signed.v1+json"
ENVELOPE: Final = ".dsse.json"
"""What the name of an envelope ends in; the rest is the name of the file that is signed, beside which it stands."""
MOST_BYTES: Final = 2**20
"""The largest envelope that is read."""
NOWHERE: Final = Place()

_KEYS: Final = {"payload", "payloadType", "signatures"}
_KEY_ID: Final = re.compile(r"sha256:[0-9a-f]{64}")
_AGAIN: Final = "get it once more from where it came"


@frozen
class Signature:
    """One key's signature: the key's id, and 64 bytes."""

    keyid: str
    sig: bytes


@frozen
class Envelope:
    """A statement and the signatures over it, of each key one."""

    statement: Statement
    signatures: tuple[Signature, ...]

    @property
    def signed(self) -> bytes:
        """The bytes that every signature is over."""
        return pae(PAYLOAD_TYPE, self.statement.body)

    @property
    def text(self) -> str:
        """The envelope as JSON on one line."""
        signatures = [{"keyid": it.keyid, "sig": b64encode(it.sig).decode()} for it in self.signatures]
        payload = b64encode(self.statement.body).decode()
        return canonical({"payload": payload, "payloadType": PAYLOAD_TYPE, "signatures": signatures}).decode() + "\n"


def pae(payload_type: str, body: bytes) -> bytes:
    """Return the pre-authentication encoding of DSSE v1: type and body, each behind its length.

    >>> pae("http://example.com/HelloWorld", b"hello world")
    b'DSSEv1 29 http://example.com/HelloWorld 11 hello world'
    """
    kind = payload_type.encode()
    return b"DSSEv1 %d %b %d %b" % (len(kind), kind, len(body), body)


def sign(what: Statement | Envelope, *keys: PrivateKey) -> Envelope:
    """Return *what* signed by *keys*: a statement put into an envelope, or an envelope with further signatures.

    What a key has signed already it signs anew. The same keys over the same statement give the same bytes.
    """
    it = what if isinstance(what, Envelope) else Envelope(what, ())
    made = {one.keyid: one for one in it.signatures}
    for key in keys:
        made[key.public.id] = Signature(key.public.id, key.sign(it.signed))
    return evolve(it, signatures=tuple(made.values()))


def read_envelope(data: bytes, path: str = "") -> Envelope:
    """Return the envelope that *data* is. Whether its signatures hold is not looked into.

    Raises ``SignatureError`` when it is none, or one of another format; when a key of it is missing, unknown or
    twice; when base64 is written otherwise than by its standard; and when one key signs twice.
    """
    place = Place(path)
    try:
        said = loaded(data, place)
    except ReceiptError as it:
        twice = next((problem.finding for problem in it.problems if problem.code == "LR822"), None)
        raise _unusable(place, twice or "this is no JSON text") from None
    if not isinstance(said, Mapping) or set(said) != _KEYS or not isinstance(said["signatures"], list):
        raise _unusable(place, "this is no envelope: it wants `payload`, `payloadType` and `signatures` alone")
    if said["payloadType"] != PAYLOAD_TYPE:
        finding = f"the payload is of the type {quoted(str(said['payloadType']))}, and only {quoted(PAYLOAD_TYPE)}"
        raise _unusable(place, f"{finding} is known here", "name an envelope that `lagesbild sign` wrote")
    body = _bytes_of(said["payload"])
    if body is None:
        raise _unusable(place, "the payload is no base64, padded and without other characters")
    statement = read_statement(body)
    if statement is None:
        finding = f"the payload is no statement in the format {STATEMENT_FORMAT}"
        raise _unusable(place, finding, "a newer version of lagesbild-rules may read it")
    return Envelope(statement, tuple(_signatures(said["signatures"], place)))


def _signatures(said: Iterable[Any], place: Place) -> Iterable[Signature]:
    known: set[str] = set()
    for number, it in enumerate(said, 1):
        if not isinstance(it, Mapping) or set(it) != {"keyid", "sig"}:
            raise _unusable(place, f"signature {number} wants `keyid` and `sig` alone")
        keyid, sig = it["keyid"], _bytes_of(it["sig"])
        if not isinstance(keyid, str) or not _KEY_ID.fullmatch(keyid):
            raise _unusable(place, f"the `keyid` of signature {number} is no digest of a key")
        if sig is None or len(sig) != LENGTH:
            raise _unusable(place, f"the `sig` of signature {number} is no base64 of {LENGTH} bytes")
        if keyid in known:
            raise _unusable(place, f"the key {keyid} signs twice")
        known.add(keyid)
        yield Signature(keyid, sig)
    if not known:
        raise _unusable(place, "there is no signature in it")


def _bytes_of(text: object) -> bytes | None:
    """Return what *text* holds in base64 of the one alphabet or the other; nothing when it could be written shorter."""
    if not isinstance(text, str) or not text.isascii():
        return None
    for read, write in ((b64decode, b64encode), (urlsafe_b64decode, urlsafe_b64encode)):
        try:
            found = read(text)
        except ValueError:
            continue
        if write(found).decode() == text:
            return found
    return None


def _unusable(place: Place, finding: str, help: str = _AGAIN) -> SignatureError:
    return SignatureError([Problem(place, "LR882", finding, help)])
