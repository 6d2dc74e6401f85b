"""Canonical JSON (RFC 8785): one text, and so one digest, for one value, however it was written."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from hashlib import sha256
from json.encoder import encode_basestring
from math import isfinite
from typing import Final

Json = Mapping[str, "Json"] | Sequence["Json"] | str | int | float | bool | None
"""What JSON can say."""

_MOST: Final = 2**53 - 1
"""The largest whole number that every reader of JSON holds exactly."""


def canonical(value: Json) -> bytes:
    """Return *value* as canonical JSON: the same bytes for the same value, in whatever order its keys stand.

    Raises ``ValueError`` for what JSON cannot say for certain: a number that is not finite, a whole number beyond
    2⁵³ − 1, half a character.

    >>> canonical({"ö": [1.0, True, "<\\n"], "a": None})
    b'{"a":null,"\\xc3\\xb6":[1,true,"<\\\\n"]}'
    """
    said: list[str] = []
    _write(value, said.append)
    return "".join(said).encode()


def digest_of(value: Json) -> str:
    """Return ``sha256:…`` over *value* as canonical JSON; raises ``ValueError`` as ``canonical`` does."""
    return digest_of_bytes(canonical(value))


def digest_of_bytes(data: bytes) -> str:
    """Return ``sha256:…`` over *data*."""
    return f"sha256:{sha256(data).hexdigest()}"


def _write(value: Json, say: Callable[[str], None]) -> None:
    match value:
        case str():
            say(encode_basestring(value))
        case None | bool():
            say("null" if value is None else "true" if value else "false")
        case int():
            if abs(value) > _MOST:
                raise ValueError(f"{value} is beyond what every reader of JSON holds exactly")
            say(str(value))
        case float():
            say(_number(value))
        case Mapping():
            before = "{"
            for key in sorted(value, key=_units):
                say(f"{before}{encode_basestring(key)}:")
                _write(value[key], say)
                before = ","
            say("}" if value else "{}")
        case _:
            before = "["
            for it in value:
                say(before)
                _write(it, say)
                before = ","
            say("]" if value else "[]")


def _units(key: str) -> bytes:
    """Return what keys are put in order by: their UTF-16 units."""
    return key.encode("utf-16-be")


def _number(number: float) -> str:
    """Return *number* as ECMAScript writes it: its shortest digits, with an exponent where it is far from 1."""
    if not isfinite(number):
        raise ValueError(f"{number} is no number of JSON")
    if not number:
        return "0"
    sign, digits, exponent = Decimal(repr(number)).normalize().as_tuple()
    assert isinstance(exponent, int)
    text, minus = "".join(map(str, digits)), "-" if sign else ""
    before = len(text) + exponent
    if len(text) <= before <= 21:
        return f"{minus}{text}{'0' * exponent}"
    if 0 < before <= 21:
        return f"{minus}{text[:before]}.{text[before:]}"
    if -6 < before <= 0:
        return f"{minus}0.{'0' * -before}{text}"
    rest = f".{text[1:]}" if len(text) > 1 else ""
    return f"{minus}{text[0]}{rest}e{'+' if before > 0 else '-'}{abs(before - 1)}"
