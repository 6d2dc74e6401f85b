"""Every reader takes what is in its corpus, and what a short fuzzing makes of it, or says what is wrong with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fuzz.readers import READERS, tried
from tests.fuzz.seeds import CORPUS


def test_every_reader_has_a_corpus_and_all_of_it_is_small() -> None:
    assert {it.name for it in CORPUS.iterdir()} == {*READERS}
    assert sum(it.stat().st_size for it in CORPUS.rglob("*") if it.is_file()) < 300_000


@pytest.mark.parametrize("name", READERS)
def test_what_is_in_the_corpus_is_taken_or_told(name: str, tmp_path: Path) -> None:
    for it in sorted((CORPUS / name).iterdir()):
        tried(name, tmp_path, it.read_bytes())
