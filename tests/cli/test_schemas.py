"""The schemas are valid, and are no looser than they look."""

from __future__ import annotations

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator, ValidationError

from .conftest import Run
from .schemas import NAMES, fits, schema


def test_the_schemas_are_there() -> None:
    assert {"assessment", "catalogue", "explanation", "facts-row", "ruleset-page"} <= set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_is_valid_and_says_what_it_describes(name: str) -> None:
    Draft202012Validator.check_schema(schema(name))
    assert schema(name)["description"]


@pytest.mark.parametrize(
    "change",
    [
        {"area": ""},
        {"as_of": "2024-1-1"},
        {"more": 1},
        {"criteria": {"low_status": True}},
        {"facts": {"open_drug_trade": {"low": "problem", "high": "problem"}}},
        {"facts": {"open_drug_trade": {"low": 1, "high": 1, "causes": []}}},
        {"facts": {"tenure": {"codes": [], "causes": ["missing"]}}},
        {"classifications": {"utsatthet": {"level": None, "possible": []}}},
    ],
    ids=str,
)
def test_the_schema_of_a_line_refuses_another_shape(
    run: Run, constructed: tuple[str, ...], change: dict[str, Any]
) -> None:
    line = json.loads(run("assess", *constructed).lines[0])
    fits(line, "assessment")
    with pytest.raises(ValidationError):
        fits({**line, **change}, "assessment")


@pytest.mark.parametrize("missing", ["area", "ruleset", "facts"])
def test_the_schema_of_a_line_wants_every_key(run: Run, constructed: tuple[str, ...], missing: str) -> None:
    line = json.loads(run("assess", *constructed).lines[0])
    del line[missing]
    with pytest.raises(ValidationError):
        fits(line, "assessment")
