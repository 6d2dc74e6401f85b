"""Signatures held to what they should be over, and to who may sign."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final, Literal, get_args

from attrs import frozen

from lagesbild_rules.day import Day, as_day
from lagesbild_rules.record._dsse import Envelope, Signature
from lagesbild_rules.record._ed25519 import PublicKey
from lagesbild_rules.record._policy import Policy, Rule, Signer, Use, may_sign
from lagesbild_rules.record._statement import Statement

SignatureStanding = Literal["holds", "differs", "unknown_key", "revoked", "not_valid", "to_come", "absent"]
"""It holds; it is not this key's over this; nobody named the key; what the policy says against it; nobody signed."""
SIGNATURE_STANDINGS: Final[tuple[SignatureStanding, ...]] = get_args(SignatureStanding)

Lack = Literal["no_envelope", "of_another", "no_rule", "differs", "too_few"]
"""Why signatures are not accepted."""
LACKS: Final[tuple[Lack, ...]] = get_args(Lack)


@frozen
class SignatureCheck:
    """How one key's signature stands; ``name`` is whose key it is, where that is known."""

    keyid: str
    name: str | None
    standing: SignatureStanding


@frozen
class Signatures:
    """What verifying signatures came to: how each stands, how many are needed, and what is lacking, if anything.

    ``subject`` is what the file is, ``said`` what the envelope is over.
    """

    subject: Statement
    said: Statement | None
    checks: tuple[SignatureCheck, ...]
    needed: int
    lacks: tuple[Lack, ...]

    @property
    def hold(self) -> bool:
        """Whether all that is needed is there and holds."""
        return not self.lacks

    @property
    def holding(self) -> int:
        """How many signatures hold."""
        return sum(it.standing == "holds" for it in self.checks)


def verify_signatures(
    subject: Statement, envelope: Envelope | None, signers: Iterable[Signer | PublicKey], *, needed: int | None = None,
    day: Day | None = None,
) -> Signatures:  # fmt: skip
    """Return how the signatures in *envelope* over *subject* stand, of which so many of *signers* are *needed*: all.

    A signature that a signer's key does not confirm counts against all others: something was changed. One by a key
    that is not among *signers* counts for nothing. *day* is that of the check: a key that is valid for a time alone
    has to have signed in that time, by the day stated in the statement, else on that of the check.
    """
    every = [it if isinstance(it, Signer) else Signer(it.id, it) for it in signers]
    wanted = len({it.key for it in every}) if needed is None else needed
    if envelope is None:
        checks = [SignatureCheck(it.key.id, it.name, "absent") for it in every]
        return Signatures(subject, None, tuple(checks), wanted, ("no_envelope",))
    by_id = {it.key.id: it for it in every}
    on = None if day is None else as_day(day)
    checks = [_check(one, envelope, by_id.get(one.keyid), on) for one in envelope.signatures]
    there = {one.keyid for one in envelope.signatures}
    checks += [SignatureCheck(id, it.name, "absent") for id, it in by_id.items() if id not in there]
    lacks: list[Lack] = []
    if not envelope.statement.is_of(subject):
        lacks.append("of_another")
    if any(it.standing == "differs" for it in checks):
        lacks.append("differs")
    if sum(it.standing == "holds" for it in checks) < max(wanted, 1):
        lacks.append("too_few")
    return Signatures(subject, envelope.statement, tuple(checks), wanted, tuple(lacks))


def verify_by_policy(subject: Statement, envelope: Envelope | None, policy: Policy, *, day: Day) -> Signatures:
    """Return how the signatures in *envelope* over *subject* stand by *policy* on *day*.

    The text of a ruleset takes the rule for its id, an answer those for the ids in its receipts, each of them; a lock
    and any other file a rule for every ruleset, ``*``, by which texts are accepted.
    """
    use: Use = "answer" if subject.kind == "answer" else "text"
    rules = [policy.rule(use, id) for id in subject.rulesets or ("",)]
    found = [_by_rule(subject, envelope, policy, rule, as_day(day)) for rule in dict.fromkeys(rules)]
    return next((it for it in found if not it.hold), found[0])


def _by_rule(subject: Statement, envelope: Envelope | None, policy: Policy, rule: Rule | None, day: date) -> Signatures:
    if rule is None:
        said = None if envelope is None else envelope.statement
        return Signatures(subject, said, (), 1, ("no_rule",))
    signers = [policy.signers[id] for id in rule.signers]
    return verify_signatures(subject, envelope, signers, needed=rule.needed, day=day)


def _check(it: Signature, envelope: Envelope, signer: Signer | None, day: date | None) -> SignatureCheck:
    if signer is None:
        return SignatureCheck(it.keyid, None, "unknown_key")
    if not signer.key.holds(it.sig, envelope.signed):
        return SignatureCheck(it.keyid, signer.name, "differs")
    return SignatureCheck(it.keyid, signer.name, may_sign(signer, envelope.statement.at, day))
