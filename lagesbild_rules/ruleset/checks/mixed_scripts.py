"""RC15: a word that looks like another.

What it does
    Looks in the text for words in which a Latin letter stands beside one of another script that looks like a Latin one
    (Cyrillic ``а``, Greek ``ο``, a wide ``ａ``), and for characters that take no room or turn the reading direction.

Why it is unwise
    A reader sees one word and a search, a comparison or a copy finds another. In a claim or a quote it can make a text
    pass for one that it is not.

What to do
    Write the word in letters of one script, and remove what does not show.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Final

from lagesbild_rules.errors import Place, quoted
from lagesbild_rules.ruleset._model import Ruleset
from lagesbild_rules.ruleset.checks._model import Finding
from lagesbild_rules.ruleset.checks._places import text_of

CODE = "RC15"
_WORD: Final = re.compile(r"[^\W\d_]+")
_HIDDEN: Final = re.compile("[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_OTHERS: Final = ("CYRILLIC ", "ARMENIAN ", "CHEROKEE ", "COPTIC ", "FULLWIDTH ", "MATHEMATICAL ")
_GREEK: Final = frozenset("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧαινορυχ")
"""Greek letters that look like Latin ones; others, as Ω and Δ, stand in units and are seen for what they are."""


def check(rulesets: Sequence[Ruleset]) -> Iterator[Finding]:
    for ruleset in rulesets:
        text = text_of(ruleset)
        if text is None or text.isascii():
            continue
        for number, line in enumerate(text.split("\n"), 1):
            if not line.isascii():
                yield from _found(line, Place(ruleset.place.path, number))


def _found(line: str, place: Place) -> Iterator[Finding]:
    for it in _HIDDEN.finditer(line):
        at = Place(place.path, place.line, it.start() + 1)
        yield Finding(at, CODE, f"the character U+{ord(it[0]):04X} does not show", "remove it")
    for word in _WORD.finditer(line):
        odd = [letter for letter in word[0] if _looks_latin(letter)]
        if odd and any(unicodedata.name(letter, "").startswith("LATIN ") for letter in word[0]):
            named = ", ".join(f"U+{ord(letter):04X}" for letter in dict.fromkeys(odd))
            at = Place(place.path, place.line, word.start() + 1)
            finding = f"the word {quoted(word[0])} mixes Latin letters with ones that look like them: {named}"
            yield Finding(at, CODE, finding, "write it in letters of one script")


def _looks_latin(letter: str) -> bool:
    return letter in _GREEK or (not letter.isascii() and unicodedata.name(letter, "").startswith(_OTHERS))
