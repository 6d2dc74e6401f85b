"""All checks together: their shape, their order, and that what is shipped is clean."""

from __future__ import annotations

import re

import pytest

from lagesbild_rules.errors import Place
from lagesbild_rules.ruleset import CHECKS, Finding, catalogue, check, load_ruleset, parse_ruleset
from lagesbild_rules.ruleset import checks as package

from .texts import CLEAN, PATH, Shelf, changed

HEADINGS = ["What it does", "Why it is unwise", "What to do"]


@pytest.mark.parametrize("it", CHECKS, ids=lambda it: it.CODE)
def test_a_check_says_what_it_does_why_and_what_to_do(it: package.Check) -> None:
    first, *sections = re.split(r"\n\n(?=\S)", (it.__doc__ or "").strip())
    assert re.fullmatch(rf"{it.CODE}: [^.\n]+\.", first)
    assert [section.partition("\n")[0] for section in sections] == HEADINGS
    for section in sections:
        lines = section.splitlines()[1:]
        assert lines
        assert all(not line or line.startswith("    ") for line in lines)


def test_codes_are_given_once_and_in_order() -> None:
    codes = [it.CODE for it in CHECKS]
    assert codes == [f"RC{number:02}" for number in range(1, len(codes) + 1)]


def test_no_module_is_forgotten() -> None:
    modules = {name for name in vars(package) if not name.startswith("_") and hasattr(vars(package)[name], "CODE")}
    assert len(modules) == len(CHECKS)


def test_shipped_rulesets_are_clean() -> None:
    assert check([load_ruleset(it.path) for it in catalogue()]) == []


def test_nothing_is_found_in_a_clean_text(shelf: Shelf) -> None:
    assert check([shelf.put(CLEAN)]) == []


def test_a_text_without_a_file_is_checked_for_what_it_says() -> None:
    ruleset = parse_ruleset(changed(CLEAN, (", en: Warden}", "}"), ("evidence: inferred", "reference: X")))
    title = ruleset.indicators["warden"].place
    assert check([ruleset]) == [
        Finding(ruleset.place, "RC12", "the source `memo` has no mark of evidence", package.unmarked_sources._HELP),
        Finding(title, "RC06", "the title of the indicator `warden` is missing in English", "add `en: …`"),
    ]


def test_a_text_that_was_spoilt_since_it_was_read_is_checked_for_what_it_said(shelf: Shelf) -> None:
    ruleset = shelf.put(changed(CLEAN, (", en: Warden}", "}"), ("evidence: inferred", "reference: X")))
    shelf.put_file(PATH, "sources: [\n")
    places = {it.code: it.place for it in check([ruleset])}
    assert places["RC06"] == ruleset.indicators["warden"].place
    assert places["RC12"] == ruleset.place


def test_findings_come_in_the_order_of_the_text(shelf: Shelf) -> None:
    text = changed(
        CLEAN, ("# yaml-language-server: $schema=ruleset.schema.json\n", "\n"), ("evidence: inferred", "reference: X")
    )
    ruleset = shelf.put(changed(text, ("    title: {sv: Läge, en: State}\n", "    title: {sv: Läge}\n")))
    findings = check([ruleset])
    assert [it.code for it in findings] == ["RC14", "RC12", "RC06"]
    assert [it.place.line for it in findings] == sorted(it.place.line or 0 for it in findings)


def test_a_finding_reads_like_an_error() -> None:
    finding = Finding(Place("a.yaml", 3, 7), "RC99", "something is unwise", "do it otherwise")
    assert str(finding) == "a.yaml:3:7: RC99 something is unwise\n  help: do it otherwise"


SPOILT = [
    ("evidence: inferred", "reference: X"),
    ("title: {sv: Läge, en: State}", "title: {sv: Läge}"),
    ("    locator: stycke 2\n    quote", "    quote"),
    ("admissible: [litet_problem,", "admissible: [inget_problem,"),
    ("any: [disorder_occurs, dark]", "any: [dark]"),
    ("id: exempel.torg", "id: exempel.annat"),
]


@pytest.mark.parametrize("pair", SPOILT, ids=lambda pair: pair[0])
def test_a_finding_is_lower_case_without_full_stop_and_has_place_and_help(shelf: Shelf, pair: tuple[str, str]) -> None:
    findings = check([shelf.put(changed(CLEAN, pair), cases=None)])
    assert findings
    for it in findings:
        assert it.place.line, it
        assert it.place.column, it
        for words in (it.finding, it.help):
            assert re.match(r"[a-z`]", words), it
            assert not words.endswith("."), it
