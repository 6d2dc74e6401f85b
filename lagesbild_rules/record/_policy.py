"""Policies: whose signatures a system accepts for which rulesets, in the format ``lagesbild-policy/1``."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from datetime import date
from typing import Final, Literal, get_args

from attrs import field, frozen

from lagesbild_rules.errors import LagesbildError, Place, SignatureError, nearest, quoted
from lagesbild_rules.files import read_text
from lagesbild_rules.record._ed25519 import PublicKey, public_key
from lagesbild_rules.ruleset import Node, Period, TextReader, parse_yaml

POLICY_FORMAT: Final = "lagesbild-policy/1"

Use = Literal["text", "answer"]
"""What a rule is for: the text of a ruleset, or what was answered by it."""
USES: Final[tuple[Use, ...]] = get_args(Use)

_PATTERN: Final = re.compile(r"[a-z0-9_.*-]+")


@frozen
class Signer:
    """A role or an organisation, never a person, and the key by which it signs.

    ``valid`` are the days on which the key may sign; nothing for all. What a ``revoked`` key signs is never accepted.
    """

    name: str
    key: PublicKey
    valid: Period | None = None
    revoked: bool = False


@frozen
class Rule:
    """How many of which signers it takes for the rulesets whose ids fit one of the patterns: ``*`` is any text."""

    rulesets: tuple[str, ...]
    use: Use
    signers: tuple[str, ...]
    needed: int

    def is_for(self, use: Use, id: str) -> bool:
        """Return whether the rule is for that use of the ruleset *id*."""
        return use == self.use and any(_fits(pattern, id) for pattern in self.rulesets)


@frozen
class Policy:
    """Signers by their ids, and rules, of which the first that is for a ruleset holds."""

    signers: Mapping[str, Signer]
    rules: tuple[Rule, ...]
    place: Place = field(default=Place(), eq=False)

    def rule(self, use: Use, id: str) -> Rule | None:
        """Return the rule for that use of the ruleset *id*; nothing when there is none, and nothing is accepted."""
        return next((it for it in self.rules if it.is_for(use, id)), None)


def read_policy(path: str | os.PathLike[str]) -> Policy:
    """Return the policy in the file at *path*, YAML or JSON; raises ``SignatureError`` as ``parse_policy`` does."""
    return parse_policy(read_text(path, SignatureError), os.fspath(path))


def parse_policy(text: str, path: str = "<text>") -> Policy:
    """Return the policy that *text* is; *path* is the name that its problems bear.

    Raises ``SignatureError`` with every problem, each with line and column: an unknown key, a key of another algorithm
    or one that two signers share, a signer that no one declared, more signatures needed than there are signers.
    """
    reader = TextReader()
    try:
        node = parse_yaml(text, path, reader.problems)
    except LagesbildError as it:
        raise SignatureError(it.problems) from None
    found = reader.fields(node, "the policy", ("format", "signers", "accept"))
    if (said := found.get("format")) is not None and (name := reader.text(said, "`format`")) not in (
        None,
        POLICY_FORMAT,
    ):
        help = f"write `{POLICY_FORMAT}`, or get a newer version of lagesbild-rules"
        reader.report(said.place, "LR883", f"the policy is in the format {quoted(str(name))}, not known here", help)
    signers = _signers(reader, found.get("signers"))
    rules = (
        [_rule(reader, it, signers) for it in reader.items(found["accept"], "`accept`")] if "accept" in found else []
    )
    if reader.problems:
        raise SignatureError(reader.in_order())
    kept = {id: it for id, it in signers.items() if it is not None}
    return Policy(kept, tuple(rules), Place(path))


def _signers(reader: TextReader, node: Node | None) -> dict[str, Signer | None]:
    made: dict[str, Signer | None] = {}
    keys: dict[PublicKey, str] = {}
    for id, inner, place in reader.entries(node, "`signers`"):
        it = made[id] = _signer(reader, inner)
        if it is not None and (other := keys.setdefault(it.key, id)) != id:
            finding = f"{quoted(id)} has the same key as {quoted(other)}, and would count as a second signer"
            reader.report(place, "LR883", finding, "give each signer a key of its own")
    return made


def _signer(reader: TextReader, node: Node) -> Signer | None:
    found = reader.fields(node, "a signer", ("name", "key"), ("valid", "revoked"))
    name = reader.optional_text(found.get("name"), "`name`")
    key = _key(reader, found["key"]) if "key" in found else None
    valid = _valid(reader, found["valid"]) if "valid" in found else None
    revoked = reader.truth(found["revoked"], "`revoked`") if "revoked" in found else False
    return None if name is None or key is None else Signer(name, key, valid, bool(revoked))


def _key(reader: TextReader, node: Node) -> PublicKey | None:
    text = reader.text(node, "`key`")
    if text is None:
        return None
    try:
        return public_key(f"{text}\n".encode(), node.place)
    except SignatureError as it:
        if any(problem.code == "LR505" for problem in it.problems):
            raise
        reader.problems.extend(it.problems)
        return None


def _valid(reader: TextReader, node: Node) -> Period | None:
    found = reader.fields(node, "`valid`", ("from",), ("until",))
    from_ = reader.day(found["from"], "`from`") if "from" in found else None
    until = reader.day(found["until"], "`until`") if "until" in found else None
    if from_ is not None and until is not None and until <= from_:
        reader.report(
            node.place, "LR883", f"the key is valid until {until}, before {from_}", "write the later day last"
        )
    return None if from_ is None else Period(from_, until)


def _rule(reader: TextReader, node: Node, signers: Mapping[str, Signer | None]) -> Rule:
    found = reader.fields(node, "a rule", ("rulesets", "signers"), ("use", "needed"))
    patterns = [it for it in _texts(reader, found.get("rulesets"), "`rulesets`") if _is_pattern(reader, it)]
    use = reader.word(found.get("use"), "use", USES) or "text"
    named = _texts(reader, found.get("signers"), "`signers`")
    for text, place in named:
        if text not in signers:
            help = nearest(text, signers, "the signers are")
            reader.report(place, "LR883", f"no signer is called {quoted(text)}", help)
    ids = tuple(dict.fromkeys(text for text, _ in named))
    needed = reader.whole(found["needed"], "`needed`", 1, 1000) if "needed" in found else 1
    if needed is not None and ids and needed > len(ids):
        finding = f"{needed} signatures are needed, and {len(ids)} may sign"
        reader.report(found["needed"].place, "LR883", finding, "name more signers, or need fewer")
    return Rule(tuple(text for text, _ in patterns), use, ids, needed or 1)


def _texts(reader: TextReader, node: Node | None, what: str) -> list[tuple[str, Place]]:
    items = () if node is None else reader.items(node, what)
    read = [(reader.text(it, f"a member of {what}"), it.place) for it in items]
    return [(text, place) for text, place in read if text is not None]


def _is_pattern(reader: TextReader, it: tuple[str, Place]) -> bool:
    text, place = it
    if _PATTERN.fullmatch(text):
        return True
    reader.report(place, "LR883", f"{quoted(text)} is no pattern of ids", "write an id, `*` for any text in it")
    return False


def _fits(pattern: str, id: str) -> bool:
    """Return whether *id* is *pattern*, in which ``*`` stands for any text. It takes no longer than both are long."""
    first, *rest = pattern.split("*")
    if not rest:
        return pattern == id
    if not id.startswith(first):
        return False
    at = len(first)
    *middle, last = rest
    for part in middle:
        at = id.find(part, at)
        if at < 0:
            return False
        at += len(part)
    return len(id) - at >= len(last) and id.endswith(last)


def may_sign(signer: Signer, at: str | None, day: date | None) -> Literal["holds", "revoked", "not_valid", "to_come"]:
    """Return whether what *signer* signed counts: on the day stated in it, else on the *day* of the check."""
    if signer.revoked:
        return "revoked"
    signed_on = day if at is None else date.fromisoformat(at)
    if day is not None and signed_on is not None and signed_on > day:
        return "to_come"
    if signer.valid is None or (signed_on is not None and signer.valid.covers(signed_on)):
        return "holds"
    return "not_valid"
