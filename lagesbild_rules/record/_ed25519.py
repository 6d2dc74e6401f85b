"""Ed25519 (RFC 8032) by cryptography, which no other module knows: keys, their texts, signatures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from attrs import field, frozen

from lagesbild_rules.canonical import digest_of_bytes
from lagesbild_rules.errors import Place, Problem, SignatureError

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

NOWHERE: Final = Place()
LENGTH: Final = 64
"""How many bytes a signature has."""
_LOCKED: Final = b"-----BEGIN ENCRYPTED PRIVATE KEY-----"
_P: Final = 2**255 - 19
_SMALL: Final = frozenset(
    {
        *(0, 1, _P - 1, _P, _P + 1),
        int.from_bytes(bytes.fromhex("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"), "little"),
        int.from_bytes(bytes.fromhex("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"), "little"),
    }
)
"""The y of every point of small order: under such a key some signatures hold for any message."""


@frozen
class PublicKey:
    """What a signature is held to; ``raw`` are its 32 bytes."""

    raw: bytes

    @property
    def id(self) -> str:
        """The digest of the key as SubjectPublicKeyInfo (DER)."""
        from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

        return digest_of_bytes(self._key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo))

    @property
    def pem(self) -> str:
        """The key as SubjectPublicKeyInfo (PEM)."""
        from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

        return self._key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()

    def holds(self, signature: bytes, message: bytes) -> bool:
        """Return whether *signature* is one of this key over *message*."""
        from cryptography.exceptions import InvalidSignature

        try:
            self._key().verify(signature, message)
        except InvalidSignature:
            return False
        return True

    def _key(self) -> Ed25519PublicKey:
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

        return Ed25519PublicKey.from_public_bytes(self.raw)


@frozen
class PrivateKey:
    """What signs. Nothing of it is shown but the public key that belongs to it."""

    public: PublicKey
    _key: Ed25519PrivateKey = field(repr=False, eq=False)

    def sign(self, message: bytes) -> bytes:
        """Return this key's signature over *message*, always the same."""
        return self._key.sign(message)

    def pem(self, passphrase: bytes | None = None) -> bytes:
        """Return the key as PKCS#8 (PEM), locked by *passphrase* where one is given."""
        from cryptography.hazmat.primitives.serialization import (
            BestAvailableEncryption,
            Encoding,
            NoEncryption,
            PrivateFormat,
        )

        lock = NoEncryption() if passphrase is None else BestAvailableEncryption(passphrase)
        return self._key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, lock)


def new_key() -> PrivateKey:
    """Return a new key out of the system's randomness."""
    need_cryptography()
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return _private(Ed25519PrivateKey.generate())


def is_locked(pem: bytes) -> bool:
    """Return whether it takes a passphrase to read the private key *pem*."""
    return _LOCKED in pem


def private_key(pem: bytes, passphrase: bytes | None = None, place: Place = NOWHERE) -> PrivateKey:
    """Return the private key that *pem* is, in PKCS#8; a key that is not locked takes no notice of *passphrase*.

    Raises ``SignatureError`` for anything else, for a key of another algorithm, and when *passphrase* does not fit.
    """
    need_cryptography()
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    locked = is_locked(pem)
    if locked and not passphrase:
        help = "give its passphrase with `--passphrase-file` or in `LAGESBILD_PASSPHRASE`"
        raise unusable(place, "the key is locked by a passphrase", help)
    try:
        found = load_pem_private_key(pem, passphrase if locked else None)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        if locked:
            raise unusable(place, "the passphrase does not open the key", "check the passphrase") from None
        raise unusable(place, "this is no private key", "name the private key that `key new` made") from None
    if not isinstance(found, Ed25519PrivateKey):
        raise unusable(place, "the private key is of another algorithm than Ed25519", "make one with `key new`")
    return _private(found)


def public_key(pem: bytes, place: Place = NOWHERE) -> PublicKey:
    """Return the public key that *pem* is, in SubjectPublicKeyInfo.

    Raises ``SignatureError`` for anything else, and for a key of another algorithm or of small order.
    """
    need_cryptography()
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_public_key

    try:
        found = load_pem_public_key(pem)
    except (ValueError, UnsupportedAlgorithm):
        raise unusable(place, "this is no public key", "name the public key that `key new` made") from None
    if not isinstance(found, Ed25519PublicKey):
        help = "ask the signer for the key that `key new` made"
        raise unusable(place, "the public key is of another algorithm than Ed25519", help)
    raw = found.public_bytes(Encoding.Raw, PublicFormat.Raw)
    if int.from_bytes(raw, "little") & (2**255 - 1) in _SMALL:
        raise unusable(place, "the public key is of small order: anyone could sign by it", "ask for another key")
    return PublicKey(raw)


def need_cryptography() -> None:
    """Raise ``SignatureError`` when cryptography is not installed."""
    try:
        import cryptography  # noqa: F401
    except ImportError:
        help = "install `lagesbild-rules[sign]`"
        place = Place("lagesbild_rules.record")
        raise SignatureError([Problem(place, "LR505", "signatures need cryptography", help)]) from None


def unusable(place: Place, finding: str, help: str) -> SignatureError:
    """Return the error that a key cannot be used."""
    return SignatureError([Problem(place, "LR880", finding, help)])


def _private(key: Ed25519PrivateKey) -> PrivateKey:
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    return PrivateKey(PublicKey(key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)), key)
