"""The JSON Schema of rulesets and cases takes what the reader takes, and refuses what it refuses by form alone."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator

from lagesbild_rules.errors import RulesetError
from lagesbild_rules.ruleset import _yaml, parse_ruleset, shipped_rulesets
from lagesbild_rules.testing import ruleset_texts

SHIPPED = sorted(shipped_rulesets().glob("*/*/*.yaml"))
CASES = sorted(shipped_rulesets().glob("*/*/cases/*.yaml"))


def validator(name: str) -> Draft202012Validator:
    schema = json.loads(files("lagesbild_rules").joinpath(f"schemas/{name}.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


RULESET, CASE = validator("ruleset"), validator("cases")


def as_an_editor_reads(node: _yaml.Node) -> Any:
    """Return *node* with the types that YAML 1.2 gives plain scalars."""
    match node:
        case _yaml.Scalar(text):
            if re.fullmatch(r"[-+]?[0-9]+", text):
                return int(text)
            if re.fullmatch(r"[-+]?[0-9]+\.[0-9]+", text):
                return float(text)
            return {"true": True, "false": False, "": None}.get(text, text)
        case _yaml.Sequence(items):
            return [as_an_editor_reads(it) for it in items]
        case _:
            return {key: as_an_editor_reads(it) for key, it in node.items.items()}


def as_text(node: _yaml.Node) -> Any:
    match node:
        case _yaml.Scalar(text):
            return text
        case _yaml.Sequence(items):
            return [as_text(it) for it in items]
        case _:
            return {key: as_text(it) for key, it in node.items.items()}


@pytest.mark.parametrize("path", SHIPPED, ids=lambda it: f"{it.parent.name}-{it.stem}")
def test_every_shipped_ruleset_fits(path: Path) -> None:
    node = _yaml.parse(path.read_text(encoding="utf-8"), str(path), [])
    assert list(RULESET.iter_errors(as_an_editor_reads(node))) == []
    assert list(RULESET.iter_errors(as_text(node))) == []


@pytest.mark.parametrize("path", CASES, ids=lambda it: f"{it.parent.parent.name}-{it.stem}")
def test_every_shipped_file_of_cases_fits(path: Path) -> None:
    node = _yaml.parse(path.read_text(encoding="utf-8"), str(path), [])
    assert list(CASE.iter_errors(as_an_editor_reads(node))) == []


@given(ruleset_texts(closed_world=True))
def test_every_text_that_the_reader_takes_fits(text: str) -> None:
    assert list(RULESET.iter_errors(as_text(_yaml.parse(text, "<text>", [])))) == []


TEXT = (shipped_rulesets() / "noa/utsatta-omraden/2019-06-01.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("format: lagesbild-ruleset/1", "format: lagesbild-ruleset/2"),
        ("id: noa.utsatta-omraden", "id: Noa.Utsatta"),
        ("version: 1", "version: first"),
        ("status: repealed", "status: gone"),
        ("from: 2019-06-01", "from: June 2019"),
        ("from: 2019-06-01", "form: 2019-06-01"),
        ("claim:", "claims:"),
        ("at_least: influence_from", "minst: influence_from"),
        ("at_least: influence_from", "at_least: influence_from, at_most: influence_from"),
        ("modality: required", "modality: must"),
        ("nested: true", "nested: perhaps"),
        ("when_sources_disagree: span", "when_sources_disagree: mean"),
        ("max_age: 24 months", "max_age: two years"),
        ("truth: true", "truth: false"),
    ],
)
def test_what_the_reader_refuses_by_its_form_does_not_fit(old: str, new: str) -> None:
    assert old in TEXT
    text = TEXT.replace(old, new, 1)
    with pytest.raises(RulesetError):
        parse_ruleset(text)
    assert list(RULESET.iter_errors(as_an_editor_reads(_yaml.parse(text, "<text>", []))))


@pytest.mark.parametrize(
    "case",
    [
        {"as_of": "2024-01-01", "facts": {}, "expect": {"criteria": {"a": "true"}}},
        {"case": "a", "as_of": "2024", "facts": {}, "expect": {"criteria": {"a": "true"}}},
        {"case": "a", "as_of": "2024-01-01", "facts": {}, "expect": {}},
        {"case": "a", "as_of": "2024-01-01", "facts": {}, "expect": {"criteria": {"a": "maybe"}}},
        {"case": "a", "as_of": "2024-01-01", "facts": {}, "expect": {"classes": {"a": "b"}}},
    ],
)
def test_a_case_that_is_not_whole_does_not_fit(case: dict[str, object]) -> None:
    assert list(CASE.iter_errors(case))
