"""What verifying signatures came to, in words of one language."""

from __future__ import annotations

from attrs import frozen

from lagesbild_rules.record._phrases import put
from lagesbild_rules.record._signatures import Signatures
from lagesbild_rules.text import Language


@frozen
class SignatureText:
    """How one key's signature stands, in words; ``name`` is whose key it is, where that is known."""

    keyid: str
    name: str | None
    standing: str
    standing_text: str


@frozen
class LackText:
    """Something that is lacking, in words."""

    lack: str
    text: str


@frozen
class SignaturesText:
    """What verifying signatures came to, in words: what is signed, how each signature stands, what is lacking."""

    hold: bool
    kind: str
    digest: str
    at: str | None
    needed: int
    title: str
    headline: str
    signatures: list[SignatureText]
    lacks: list[LackText]


def signatures_text(it: Signatures, language: Language) -> SignaturesText:
    """Return *it* in words of *language*."""
    subject, at = it.subject, None if it.said is None else it.said.at
    name = f"{subject.ruleset.name} version {subject.ruleset.version}" if subject.ruleset else ""
    what = put(f"k_{subject.kind}", language, name=name)
    return SignaturesText(
        it.hold,
        subject.kind,
        subject.digest,
        at,
        it.needed,
        what if at is None else put("signed_on", language, what=what, at=at),
        put("signed_hold" if it.hold else "signed_lack", language),
        [SignatureText(one.keyid, one.name, one.standing, put(f"g_{one.standing}", language)) for one in it.checks],
        [LackText(one, put(f"l_{one}", language, needed=it.needed, holding=it.holding)) for one in it.lacks],
    )
