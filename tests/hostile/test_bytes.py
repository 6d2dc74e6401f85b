"""Bytes that mean harm, given to every reader as its file: it takes them or says what is wrong, and soon."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Final

import pytest

from tests.fuzz.readers import READERS, tried

DEEP: Final = 20_000
NASTY: Final[dict[str, bytes]] = {
    "nothing": b"",
    "a zero byte": b"area,note\nx,\x00\n",
    "zero bytes": bytes(4096),
    "a broken UTF-8": b"area,note\nx,\xff\xfe\n",
    "an overlong UTF-8": b"area,note\nx,\xc0\xaf\n",
    "half a character": b"area,note\nx,\xed\xa0\x80\n",
    "half a character in JSON": rb'{"area": "\ud800", "format": "\udfff"}',
    "UTF-16": "area,note\nx,y\n".encode("utf-16"),
    "UTF-32": "area,note\nx,y\n".encode("utf-32"),
    "deep lists": b"[" * DEEP,
    "deep objects": b'{"a":' * DEEP,
    "deep lists in YAML": b"a: " + b"[" * DEEP,
    "deep indentation in YAML": b"\n".join(b" " * it + b"a:" for it in range(400)),
    "deep dashes in YAML": b"- " * DEEP + b"a",
    "a billion laughs": b"a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c]\n",
    "a Python object in YAML": b"a: !!python/object/apply:os.system [echo]\n",
    "a giant scalar": b"area: " + b"x" * 300_000,
    "a giant key": b"? " + b"x" * 200_000 + b"\n: y\n",
    "a giant number": b'{"area": "x", "income": ' + b"9" * 100_000 + b', "as_of": ' + b"9" * 100_000 + b"}",
    "a giant number in a table": b"area,income\nx," + b"9" * 100_000 + b"\n",
    "a giant exponent": b'{"area": "x", "income": 1e999999999, "format": 1e999999999}',
    "a giant exponent in a table": b"area,income,noise\nx,1e999999999,1E-999999999\n",
    "no number": b'{"area": "x", "income": NaN, "as_of": -Infinity}',
    "an open quotation": b'area,note\nx,"' + b"y" * 200_000,
    "many columns": b",".join(b"c%d" % it for it in range(20_000)) + b"\n",
    "many separators": b";" * 100_000 + b"\n" + b"," * 100_000,
    "an external entity": b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>',
    "a page without an end": b'<!doctype html><script type="application/json" id="lagesbild-receipt">{' * 2000,
    "many ends of a PDF": b"%PDF-1.7\n/Type/Filespec/F(receipt.json)/UF(receipt.json)/EF<</F 1 0 R\n"
    + b"trailer\n<<" * 20_000 + b"\n%lagesbild-receipt\n1 0 obj\n<</Length 2>>\nstream\n{}",
}  # fmt: skip


@pytest.mark.parametrize("what", NASTY)
def test_harmful_bytes_are_told_by_every_reader_and_soon(what: str, tmp_path: Path) -> None:
    for name in READERS:
        before = time.process_time()
        tried(name, tmp_path, b"head\n" + NASTY[what] if name == "round" else NASTY[what])
        assert time.process_time() - before < 20, name


@pytest.mark.parametrize("key", ["format", "name", "as_of", "areas", "classifications", "ruleset"])
@pytest.mark.parametrize("value", [1e308, [], {}, [[]], "\ud800", True, None, -1])
def test_a_key_of_a_picture_that_holds_something_else_is_told(key: str, value: object, tmp_path: Path) -> None:
    said = {"format": "lagesbild-picture/1", "name": "x", "as_of": "2024-01-01", "classifications": {}, "areas": []}
    assert tried("picture", tmp_path, json.dumps({**said, key: value}).encode()) in (True, False)
