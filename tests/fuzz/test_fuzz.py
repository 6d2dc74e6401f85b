"""Every reader takes what is in its corpus, and what a short fuzzing makes of it, or says what is wrong with it."""

from __future__ import annotations

import random
from importlib.util import find_spec
from pathlib import Path
from typing import Final

import pytest
from hypothesis import settings

from tests.fuzz.__main__ import run
from tests.fuzz.readers import READERS, tried
from tests.fuzz.seeds import CORPUS

SOAK: Final = settings().max_examples >= 1000
ROUNDS: Final = 1500 if SOAK else 8
ODD: Final = (
    b"\0", b"\xff", b"\xed\xa0\x80", b"\r", b"\n", b'"', b"'", b",", b";", b"\t", b"[", b"{", b"}", b"&a", b"*a",
    b"!!x", b"-1", b"1e999999999", b"9" * 5000, b"NaN", b"null", b"true", b"[]", b"{}", b'"\\ud800"', "\u202e".encode(),
    b"0000-00-00", b"9999-12-31", b"<", b"&#0;", b"\xef\xbb\xbf",
)  # fmt: skip


def mutated(data: bytes, other: bytes, chance: random.Random) -> bytes:
    """Return *data* with a few bytes changed, put in, taken out, doubled, or taken from *other*."""
    made = bytearray(data)
    for _ in range(chance.randint(1, 4)):
        start = chance.randint(0, len(made))
        end = min(len(made), start + chance.choice((1, 2, 8, 64, 1000)))
        match chance.randrange(6):
            case 0:
                made[start:end] = b""
            case 1:
                made[start:start] = chance.choice(ODD)
            case 2:
                made[start:end] = chance.choice(ODD)
            case 3:
                made[start:start] = made[start:end] * chance.choice((1, 2, 50))
            case 4 if start < len(made):
                made[start] ^= 1 << chance.randrange(8)
            case _:
                at = chance.randint(0, len(other))
                made[start:end] = other[at : at + 64]
    return bytes(made[:50_000])


def test_every_reader_has_a_corpus_and_all_of_it_is_small() -> None:
    assert {it.name for it in CORPUS.iterdir()} == {*READERS}
    assert sum(it.stat().st_size for it in CORPUS.rglob("*") if it.is_file()) < 300_000


@pytest.mark.parametrize("name", READERS)
def test_what_is_in_the_corpus_is_taken_or_told(name: str, tmp_path: Path) -> None:
    taken = [tried(name, tmp_path, it.read_bytes()) for it in sorted((CORPUS / name).iterdir())]
    assert any(taken) or name in {"store", "round"}  # which are more than one file, or too large to keep


@pytest.mark.parametrize("name", READERS)
def test_what_a_short_fuzzing_makes_of_it_is_taken_or_told(name: str, tmp_path: Path) -> None:
    chance = random.Random(name)
    every = [it.read_bytes() for it in sorted((CORPUS / name).iterdir())]
    for _ in range(ROUNDS):
        data = mutated(chance.choice(every), chance.choice(every), chance)
        try:
            tried(name, tmp_path, data)
        except BaseException:
            (tmp_path / "finding").write_bytes(data)
            raise


if SOAK and find_spec("atheris"):

    @pytest.mark.parametrize("name", READERS)
    def test_what_branches_lead_to_is_taken_or_told(name: str) -> None:
        runs, code, said = run(name, seconds=30)
        assert runs > 100
        assert code == 0, said[-3000:]
