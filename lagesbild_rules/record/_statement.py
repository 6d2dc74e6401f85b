"""What a signature is over: a statement of which text, lock, answer or file is meant, by its digest."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import PurePath
from typing import Any, Final, Literal, get_args

import attrs
from attrs import evolve, frozen

from lagesbild_rules.canonical import Json, canonical, digest_of, digest_of_bytes
from lagesbild_rules.day import Day, as_day
from lagesbild_rules.errors import QuestionError, ReceiptError
from lagesbild_rules.record._carriers import carried
from lagesbild_rules.record._model import RulesetMark
from lagesbild_rules.ruleset import LOCK_FORMAT, Ruleset, parse_ruleset

STATEMENT_FORMAT: Final = "lagesbild-signed/1"

SignedKind = Literal["ruleset", "lock", "answer", "file"]
"""The text of a ruleset; a lock; what carries a receipt; any other file."""
SIGNED_KINDS: Final[tuple[SignedKind, ...]] = get_args(SignedKind)

_TEXTS: Final = frozenset({".yaml", ".yml"})
_OURS: Final = re.compile(r"^[^\s#].*:\s*[\"']?lagesbild-ruleset/", re.MULTILINE)
_DIGEST: Final = re.compile(r"sha256:[0-9a-f]{64}")
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@frozen
class Statement:
    """What is signed. Of a ruleset ``digest`` is over its mark, which holds both its digests; else over all bytes.

    ``at`` is the day that the signer states, if any: no clock is read. ``rulesets`` are the ids of those it is about,
    as they stand in the file itself; they are no part of what is signed.
    """

    kind: SignedKind
    digest: str
    ruleset: RulesetMark | None = None
    at: str | None = None
    rulesets: tuple[str, ...] = attrs.field(default=(), eq=False)

    @property
    def data(self) -> dict[str, Json]:
        """The statement as plain data."""
        mark = None if self.ruleset is None else attrs.asdict(self.ruleset)
        return {"format": STATEMENT_FORMAT, "kind": self.kind, "digest": self.digest, "ruleset": mark, "at": self.at}

    @property
    def body(self) -> bytes:
        """The statement in the bytes that are signed: canonical JSON."""
        return canonical(self.data)

    def is_of(self, other: Statement) -> bool:
        """Return whether this and *other* are about the same, whenever they were signed."""
        return evolve(self, at=None) == evolve(other, at=None)


def ruleset_statement(ruleset: Ruleset, *, at: Day | None = None) -> Statement:
    """Return the statement of what *ruleset* says: its period, its version and both its digests, however laid out."""
    mark = RulesetMark.of(ruleset)
    return Statement("ruleset", digest_of(attrs.asdict(mark)), mark, _day(at), (ruleset.id,))


def statement_of(data: bytes, path: str = "", *, at: Day | None = None) -> Statement:
    """Return the statement of the file at *path* that holds *data*: of a ruleset of what it says, else of its bytes.

    Raises ``RulesetError`` when it calls itself a ruleset and cannot be read, and ``ReceiptError`` when a receipt in
    it cannot.
    """
    if PurePath(path).suffix.lower() in _TEXTS and _OURS.search(text := _text(data)):
        return ruleset_statement(parse_ruleset(text, path), at=at)
    digest = digest_of_bytes(data)
    if _is_lock(data):
        return Statement("lock", digest, at=_day(at))
    try:
        receipts = [it.receipt for it in carried(data, path)]
    except ReceiptError as it:
        if {problem.code for problem in it.problems} != {"LR820"}:
            raise
        return Statement("file", digest, at=_day(at))
    return Statement("answer", digest, at=_day(at), rulesets=_ids(mark for it in receipts for mark in it.rulesets))


def read_statement(body: bytes) -> Statement | None:
    """Return the statement that *body* is in just the bytes in which it is signed; nothing when it is none."""
    try:
        said: Any = json.loads(body)
        mark, at = said["ruleset"], said["at"]
        if said["kind"] not in SIGNED_KINDS or not _DIGEST.fullmatch(said["digest"]) or not (at is None or _is_day(at)):
            return None
        found = Statement(said["kind"], said["digest"], None if mark is None else RulesetMark(**mark), at)
        same = found.body == body
    except (ValueError, TypeError, KeyError, RecursionError, AttributeError):
        return None
    return found if same and _is_whole(found) else None


def _is_whole(it: Statement) -> bool:
    if it.ruleset is None:
        return it.kind != "ruleset"
    return it.kind == "ruleset" and it.digest == digest_of(attrs.asdict(it.ruleset))


def _is_day(text: str) -> bool:
    try:
        return _DAY.fullmatch(text) is not None and str(as_day(text)) == text
    except QuestionError:
        return False


def _day(at: Day | None) -> str | None:
    return None if at is None else str(as_day(at))


def _ids(marks: Iterable[RulesetMark]) -> tuple[str, ...]:
    return tuple(sorted({it.id for it in marks}))


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return ""


def _is_lock(data: bytes) -> bool:
    try:
        said = json.loads(data.decode())
    except (ValueError, RecursionError):
        return False
    return isinstance(said, dict) and said.get("format") == LOCK_FORMAT
