"""Keys of constructed roles, the same in every run, and what is signed by them."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from lagesbild_rules.record import PrivateKey, private_key


def key_of(seed: bytes) -> PrivateKey:
    """Return the key whose 32 secret bytes are *seed*."""
    made = Ed25519PrivateKey.from_private_bytes(seed)
    return private_key(made.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))


PUBLISHER: Final = key_of(sha256(b"publisher (constructed)").digest())
SECOND: Final = key_of(sha256(b"second role (constructed)").digest())
OTHER: Final = key_of(sha256(b"nobody known (constructed)").digest())

ROLES: Final = {"publisher": PUBLISHER, "second": SECOND, "other": OTHER}


def policy_text(rules: str, *, names: tuple[str, ...] = ("publisher", "second"), more: str = "") -> str:
    """Return a policy with *rules*, lines of YAML, and the signers *names*; *more* stands under the last of them."""
    signers = "".join(
        f"  {it}:\n    name: The {it} (constructed)\n    key: |\n{_indented(ROLES[it].public.pem)}" for it in names
    )
    return f"format: lagesbild-policy/1\nsigners:\n{signers}{more}accept:\n{rules}"


def written(key: PrivateKey, name: Path) -> Path:
    """Write *key* to ``name.key`` and ``name.pub``, without asking anything; return *name*."""
    private = name.with_suffix(".key")
    private.touch(mode=0o600)
    private.write_bytes(key.pem())
    name.with_suffix(".pub").write_text(key.public.pem, encoding="utf-8")
    return name


def _indented(pem: str) -> str:
    return "".join(f"      {line}\n" for line in pem.splitlines())
