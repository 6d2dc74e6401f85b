"""Signatures required: a ruleset is used only when a policy accepts whose signatures are there."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from lagesbild_rules.day import Day
from lagesbild_rules.errors import Place, Problem, SignatureError, printable, quoted
from lagesbild_rules.files import read_bytes
from lagesbild_rules.record._dsse import ENVELOPE, MOST_BYTES, Envelope, read_envelope
from lagesbild_rules.record._model import RulesetMark
from lagesbild_rules.record._policy import Policy
from lagesbild_rules.record._signatures import SignatureCheck, Signatures, verify_by_policy, verify_signatures
from lagesbild_rules.record._statement import Statement, ruleset_statement, statement_of
from lagesbild_rules.ruleset import LOCK, Locked, Ruleset, parse_lock


def envelope_beside(path: str | os.PathLike[str]) -> Envelope | None:
    """Return the envelope beside the file at *path*, ``<file>.dsse.json``; nothing where there is none.

    Raises ``SignatureError`` when it cannot be read.
    """
    beside = Path(f"{os.fspath(path)}{ENVELOPE}")
    return read_envelope(read_bytes(beside, SignatureError, MOST_BYTES + 1), str(beside)) if beside.exists() else None


def require_signed(ruleset: Ruleset, policy: Policy, *, day: Day, envelopes: Iterable[Envelope] = ()) -> Signatures:
    """Return the signatures by which *policy* accepts *ruleset* on *day*.

    They are looked for in *envelopes*, in the envelope beside the text, and in that of a lock in a folder above it
    that holds the text's digests. Raises ``SignatureError`` that tells what is missing when none of them is enough.
    """
    subject, place = ruleset_statement(ruleset), ruleset.place.path
    tried: list[Signatures] = []
    for envelope in (*envelopes, *_beside(place)):
        found = verify_by_policy(subject, envelope, policy, day=day)
        if found.hold:
            return found
        tried.append(found)
    for lock, _, envelope in _locks(place, subject.ruleset):
        found = _by_lock(subject, lock, envelope, policy, day)
        if found.hold:
            return found
        tried.append(found)
    nearest = max(tried, key=lambda it: it.holding, default=verify_by_policy(subject, None, policy, day=day))
    raise SignatureError([_refused(ruleset, nearest, policy)])


def signatures_of(ruleset: Ruleset, name: str, envelopes: Iterable[Envelope] = ()) -> dict[str, bytes]:
    """Return what signs *ruleset* as files, by names under which ``require_signed`` finds them beside a copy *name*.

    They are the first of *envelopes* that is over it, else the envelope beside its text; and the nearest signed lock
    that holds its digests. What is there is returned, whether anyone accepts it or not.
    """
    subject, place = ruleset_statement(ruleset), ruleset.place.path
    found: dict[str, bytes] = {}
    for it in (*envelopes, *_beside(place)):
        if it.statement.is_of(subject):
            found[f"{name}{ENVELOPE}"] = it.text.encode()
            break
    for _, data, envelope in _locks(place, subject.ruleset):
        found |= {LOCK: data, f"{LOCK}{ENVELOPE}": envelope.text.encode()}
        break
    return found


def _beside(path: str) -> Iterator[Envelope]:
    envelope = envelope_beside(path) if path else None
    if envelope is not None:
        yield envelope


def _locks(path: str, mark: RulesetMark | None) -> Iterator[tuple[Statement, bytes, Envelope]]:
    """Yield each signed lock in a folder above the text at *path* that holds the digests of *mark*, nearest first."""
    assert mark is not None
    for folder in Path(path).absolute().parents if path else ():
        lock = folder / LOCK
        if not (lock.is_file() and (envelope := envelope_beside(lock))):
            continue
        data = read_bytes(lock, SignatureError)
        statement = statement_of(data, str(lock))
        if statement.kind == "lock" and any(_is_of(it, mark) for it in parse_lock(data.decode(), str(lock))):
            yield statement, data, envelope


def _is_of(it: Locked, mark: RulesetMark) -> bool:
    one = it.id, it.effective_from, it.version, it.logic, it.wording
    return one == (mark.id, mark.effective_from, mark.version, mark.logic, mark.wording)


def _by_lock(subject: Statement, lock: Statement, envelope: Envelope, policy: Policy, day: Day) -> Signatures:
    """Return how the signatures over *lock* stand by the rule for the ruleset that it holds."""
    rule = policy.rule("text", subject.rulesets[0])
    if rule is None:
        return verify_by_policy(subject, None, policy, day=day)
    signers = [policy.signers[id] for id in rule.signers]
    return verify_signatures(lock, envelope, signers, needed=rule.needed, day=day)


def _refused(ruleset: Ruleset, it: Signatures, policy: Policy) -> Problem:
    name = quoted(ruleset.reference, 100)
    wanted = f"{it.needed} {'signature is' if it.needed == 1 else 'signatures are'} needed"
    who = "; ".join(_stands(one) for one in it.checks)
    match it.lacks[0]:
        case "no_rule":
            finding = f"no rule of the policy is for {quoted(ruleset.id)}"
            help = f"add one to {printable(policy.place.path, 200) or 'the policy'}, if its signers are to be trusted"
        case "no_envelope":
            finding = f"{name} is not signed: {wanted}, and no envelope stands beside its text"
            beside = quoted(f"{Path(ruleset.place.path).name}{ENVELOPE}", 100)
            help = f"put {beside} beside it, as its publisher gave it out, or name it with `--signatures`"
        case "of_another":
            finding = f"{name} is not what was signed: {_differing(it)}"
            help = "get the text and its envelope once more from its publisher"
        case _:
            finding = f"{name} lacks signatures: {wanted}, and {it.holding} hold{'s' if it.holding == 1 else ''}: {who}"
            help = "get the envelope once more from its publisher, or ask who is missing to sign"
    return Problem(Place(ruleset.place.path or ruleset.reference), "LR884", finding, help)


def _differing(it: Signatures) -> str:
    one, other = it.said, it.subject
    if one is None or one.ruleset is None or other.ruleset is None:
        return "the envelope is of something else"
    names = ("id", "effective_from", "effective_until", "version", "logic", "wording")
    changed = [name for name in names if getattr(one.ruleset, name) != getattr(other.ruleset, name)]
    return f"its {', '.join(changed)} differ{'s' if len(changed) == 1 else ''}"


def _stands(it: SignatureCheck) -> str:
    said = {
        "holds": "holds",
        "differs": "is not this key's over this",
        "unknown_key": "is by a key that the rule does not name",
        "revoked": "is by a revoked key",
        "not_valid": "is by a key that was not valid then",
        "to_come": "states a day that has not come",
        "absent": "is missing",
    }
    return f"that of {quoted(it.name or it.keyid, 80)} {said[it.standing]}"
