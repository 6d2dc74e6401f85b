"""RC06: a text that is shown, but is missing in Swedish or English."""

from __future__ import annotations

import pytest

from .texts import BECAUSE, CLEAN, Shelf, changed, found, place, told


@pytest.mark.parametrize(
    ("pair", "at", "words", "help"),
    [
        ((", en: Squares (constructed)", ""), "title: {sv: Torg (", "the title is missing in English", "add `en: …`"),
        (
            ("because: {sv: Promemorian säger inte hur stora störningar., en", "because: {en"),
            "because: {en",
            "`because` of the reading `disorder_from` is missing in Swedish",
            "add `sv: …`",
        ),
        (
            ("locator: stycke 2}", "locator: stycke 2, title: {en: Limit}}"),
            "title: {en: Limit}",
            "the title of the parameter `lamp_limit` is missing in Swedish",
            "add `sv: …`",
        ),
        (
            (", en: Small problem", ""),
            "litet_problem: {",
            "the title of the step `litet_problem` of `problem` is missing in English",
            "add `en: …`",
        ),
        (
            ("      problem: {sv: Problem, en: Problem}\n", ""),
            "titles:",
            "the title of the step `problem` of `problem` is missing",
            "add `problem: {sv: …, en: …}`",
        ),
        (
            (", title: {sv: Torgvärd, en: Warden}", ""),
            "warden: {truth",
            "the title of the indicator `warden` is missing",
            "add `title: {sv: …, en: …}`",
        ),
        (
            ("warden: {truth: true", "form: {category: [rund], title: {sv: Form, en: Form}}\n  warden: {truth: true"),
            "form: {category",
            "the title of the code `rund` of `form` is missing",
            "add `rund: {sv: …, en: …}`",
        ),
        (
            (", en: Disorder occurs", ""),
            "claim: {sv: Störningar",
            "the claim of the criterion `disorder_occurs` is missing in English",
            "add `en: …`",
        ),
        (
            (", en: Read as at least 20", ""),
            "{sv: Läst",
            "a misreading of the criterion `dark` is missing in English",
            "add `en: …`",
        ),
        (
            ("    title: {sv: Läge, en: State}\n", ""),
            "state:",
            "the title of the classification `state` is missing",
            "add `title: {sv: …, en: …}`",
        ),
        (
            (", en: Priority square", ""),
            "title: {sv: Prioriterat",
            "the title of the level `urgent` is missing in English",
            "add `en: …`",
        ),
        (
            (", en: Priority square}", ", en: Priority square}\n        claim: {en: Look here}"),
            "claim: {en: Look",
            "the claim of the level `urgent` is missing in Swedish",
            "add `sv: …`",
        ),
    ],
)
def test_each_text_that_is_shown_is_wanted_in_both(
    shelf: Shelf, pair: tuple[str, str], at: str, words: str, help: str
) -> None:
    text = changed(CLEAN, pair)
    findings = found("RC06", [shelf.put(text)])
    assert told(findings) == [(place(text, at), words)]
    assert findings[0].help == help


def test_parameters_readings_and_claims_of_levels_may_go_without(shelf: Shelf) -> None:
    assert found("RC06", [shelf.put(changed(CLEAN, (BECAUSE, "")))]) == []
