"""Every phrase is in both languages, takes the same words in both, and is used."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path
from string import Formatter

import pytest

import lagesbild_rules
from lagesbild_rules.explanation import PHRASES
from lagesbild_rules.explanation._phrases import quantity
from lagesbild_rules.report._marks import one_line

SOURCE = "\n".join(
    path.read_text(encoding="utf-8")
    for path in sorted(Path(lagesbild_rules.__path__[0]).rglob("*.py"))
    if not path.name.endswith("_phrases.py")
)
PUT_TOGETHER = re.findall(r"[\"'(]f[\"']([a-z_]+_)[{]", SOURCE)
"""How ids begin that are put together where they are used, as ``f"of_which_{truth}"``."""
WORDS = {"true", "false", "unknown", "missing", "conflicting", "stale", "below_grade", "rounded"}


@pytest.mark.parametrize("id", PHRASES)
def test_a_phrase_is_used(id: str) -> None:
    named = re.search(rf"[\"']{id}[\"']", SOURCE) is not None
    assert named or id in WORDS or id.startswith(tuple(PUT_TOGETHER)) or id.removesuffix("_in") in PHRASES


def _words(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("id", PHRASES)
def test_a_phrase_takes_the_same_words_in_both_languages(id: str) -> None:
    phrase = PHRASES[id]
    assert phrase.sv is not None
    assert phrase.en is not None
    assert _words(phrase.sv) == _words(phrase.en)
    assert phrase.sv == phrase.sv.rstrip()
    assert "  " not in phrase.sv + phrase.en


def test_what_does_not_show_is_written_out() -> None:
    assert one_line("om\u2028bruten\u2029text\x85här\r\n igen") == "om bruten text här igen"
    assert (
        one_line("bak\u202efram, \x1b[31mrött, noll\u200bbredd") == "bak\\u202efram, \\u001b[31mrött, noll\\u200bbredd"
    )


@pytest.mark.parametrize(
    ("value", "unit", "swedish", "english"),
    [
        ("51.30", "percent", "51,3\xa0%", "51.3%"),
        ("-0.5", "index", "−0,5", "−0.5"),
        ("1", "persons", "1\xa0person", "1\xa0person"),
        ("2", "persons", "2\xa0personer", "2\xa0persons"),
        ("1", "years", "1\xa0år", "1\xa0year"),
        ("270", "per_10000", "270\xa0per 10\xa0000", "270\xa0per 10,000"),
        ("7", "buses", "7\xa0buses", "7\xa0buses"),
        ("7", None, "7", "7"),
    ],
)
def test_quantities_read_as_people_write_them(value: str, unit: str | None, swedish: str, english: str) -> None:
    assert (quantity(Decimal(value), unit, "sv"), quantity(Decimal(value), unit, "en")) == (swedish, english)
