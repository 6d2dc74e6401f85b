"""RC15: a word that looks like another."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lagesbild_rules.errors import Place
from lagesbild_rules.ruleset.checks.mixed_scripts import _found

from .texts import CLEAN, Shelf, changed, found, told


@pytest.mark.parametrize(
    ("word", "code"), [("n\u0430rkotika", "U+0430"), ("br\u03bftt", "U+03BF"), ("\uff41tt", "U+FF41")]
)
def test_a_word_of_two_scripts_that_look_alike_is_found(shelf: Shelf, word: str, code: str) -> None:
    text = changed(CLEAN, ("promemoria", f"promemoria {word}"))
    findings = found("RC15", [shelf.put(text)])
    assert {it.finding for it in findings} == {
        f"the word `{word}` mixes Latin letters with ones that look like them: {code}"
    }
    lines = text.split("\n")
    assert all(lines[(it.place.line or 0) - 1][int(it.place.column or 0) - 1 :].startswith(word) for it in findings)


@pytest.mark.parametrize("sign", ["\u200b", "\u200f", "\u2060", "\u00ad"])
def test_a_character_that_does_not_show_is_found(shelf: Shelf, sign: str) -> None:
    findings = found("RC15", [shelf.put(changed(CLEAN, ("promemoria", f"prome{sign}moria")))])
    assert {it[1] for it in told(findings)} == {f"the character U+{ord(sign):04X} does not show"}


@pytest.mark.parametrize("word", ["Öppen", "kΩ", "Δt", "µg", "Москва", "Αθήνα", "naïve", "ﬁ"])
def test_words_of_one_script_and_units_are_let_be(word: str) -> None:
    assert list(_found(f"title: {word} and more", Place())) == []


@given(st.text(st.characters(max_codepoint=0x24F)))
def test_latin_texts_are_let_be_whatever_they_say(line: str) -> None:
    assert [it for it in _found(line, Place()) if "mixes" in it.finding] == []
