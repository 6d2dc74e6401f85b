"""Published examples: RFC 8032, section 7.1, and the one in the protocol of DSSE; and points of small order."""

from __future__ import annotations

from base64 import b64decode

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, SECP256R1, EllipticCurvePublicNumbers
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

from lagesbild_rules import LagesbildError
from lagesbild_rules.record import PublicKey, pae, public_key
from lagesbild_rules.record._ed25519 import _P, _SMALL

from .keys import PUBLISHER, key_of

RFC_8032 = {
    "1": (
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe2"
        "4655141438e7a100b",
    ),
    "2": (
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302ae"
        "eb00d291612bb0c00",
    ),
    "3": (
        "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28"
        "dc027beceea1ec40a",
    ),
}
ORDER = 2**252 + 27742317777372353535851937790883648493


@pytest.mark.parametrize("number", RFC_8032)
def test_ed25519_signs_as_its_standard_says(number: str) -> None:
    secret, public, message, signature = (bytes.fromhex(it) for it in RFC_8032[number])
    key = key_of(secret)
    assert key.public.raw == public
    assert key.sign(message) == signature
    assert key.public.holds(signature, message)
    for at in range(64):
        changed = signature[:at] + bytes([signature[at] ^ 1]) + signature[at + 1 :]
        assert not key.public.holds(changed, message)


def test_a_signature_has_one_form_alone() -> None:
    signature = PUBLISHER.sign(b"once")
    s = int.from_bytes(signature[32:], "little")
    assert not PUBLISHER.public.holds(signature[:32] + (s + ORDER).to_bytes(32, "little"), b"once")
    assert not PUBLISHER.public.holds(signature + b"\x00", b"once")
    assert not PUBLISHER.public.holds(signature[:63], b"once")


def test_the_encoding_is_the_one_that_the_example_of_dsse_is_signed_in() -> None:
    encoded = pae("http://example.com/HelloWorld", b"hello world")
    assert encoded == b"DSSEv1 29 http://example.com/HelloWorld 11 hello world"
    raw = b64decode("A3JqsQGtVsJ2O2xqrI5IcnXip5GToJ3F+FnZ+O88SjtR6rDAajabZKciJTfUiHqJPcIAriEGAHTVeCUjW2JIZA==")
    x = 46950820868899156662930047687818585632848591499744589407958293238635476079160
    y = 5640078356564379163099075877009565129882514886557779369047442380624545832820
    r, s = (int.from_bytes(it, "big") for it in (raw[:32], raw[32:]))
    key = EllipticCurvePublicNumbers(x, y, SECP256R1()).public_key()
    key.verify(encode_dss_signature(r, s), encoded, ECDSA(SHA256()))  # raises when it is not


def test_lengths_are_of_bytes_and_no_two_pairs_have_one_encoding() -> None:
    assert pae("ö", "ö".encode()) == b"DSSEv1 2 \xc3\xb6 2 \xc3\xb6"
    assert pae("a 1", b"b") != pae("a", b"1 b")
    assert pae("", b"") == b"DSSEv1 0  0 "


def _times_eight(y: int) -> tuple[int, int]:
    """Return eight times the point with that *y*, on the curve of RFC 8032."""
    d = -121665 * pow(121666, -1, _P) % _P
    square = (y * y - 1) * pow(d * y * y + 1, -1, _P) % _P
    x = pow(square, (_P + 3) // 8, _P)
    if x * x % _P != square:
        x = x * pow(2, (_P - 1) // 4, _P) % _P
    assert x * x % _P == square
    for _ in range(3):
        over = d * x * x * y * y
        x, y = 2 * x * y * pow(1 + over, -1, _P) % _P, (y * y + x * x) * pow(1 - over, -1, _P) % _P
    return x, y


@pytest.mark.parametrize("y", sorted(_SMALL))
def test_keys_of_small_order_are_refused(y: int) -> None:
    assert _times_eight(y % _P) == (0, 1)
    for sign in (0, 1):
        raw = (y | sign << 255).to_bytes(32, "little")
        with pytest.raises(LagesbildError, match=r"LR880 .*small order"):
            public_key(PublicKey(raw).pem.encode())


def test_a_key_as_any_other_is_of_large_order() -> None:
    assert _times_eight(int.from_bytes(PUBLISHER.public.raw, "little") & (2**255 - 1)) != (0, 1)
    assert public_key(PUBLISHER.public.pem.encode()) == PUBLISHER.public
