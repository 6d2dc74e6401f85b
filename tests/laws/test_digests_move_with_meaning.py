"""The digests of a ruleset move when its logic or its wording does, and with nothing else."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from decimal import Decimal
from random import Random
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from lagesbild_rules import Ruleset
from lagesbild_rules.exact import MOST_DIGITS, digits
from lagesbild_rules.ruleset import logic_digest, parse_ruleset, wording_digest
from lagesbild_rules.testing import ruleset_texts

from .questions import with_criteria
from .test_order_changes_nothing import ORDERS, reordered

WHOLE = ("format", "version", "effective", "decimals")
"""Keys whose values are no numbers of the reader's, or are written as whole ones alone."""


def digests(text: str) -> tuple[str, str]:
    ruleset: Ruleset = parse_ruleset(text)
    return logic_digest(ruleset), wording_digest(ruleset)


def lengthened(data: Any) -> Any:
    """Return *data* with a 0 put after the last decimal of every number."""
    match data:
        case dict():
            return {key: it if key in WHOLE else lengthened(it) for key, it in data.items()}
        case list():
            return [lengthened(it) for it in data]
        case str() if re.fullmatch(r"[-+]?\d+(\.\d+)?", data) and digits(data) < MOST_DIGITS:
            return f"{data}0" if "." in data else f"{data}.0"
    return data


@given(ruleset_texts(closed_world=True), ORDERS, st.sampled_from([None, 2, 7]))
def test_order_of_keys_and_indentation_move_no_digest(text: str, order: Random, indent: int | None) -> None:
    assert digests(json.dumps(reordered(json.loads(text), order), indent=indent)) == digests(text)


@given(ruleset_texts(closed_world=True))
def test_zeros_after_the_last_decimal_move_no_digest(text: str) -> None:
    assume('"1.0"' not in text)  # a code, where "1.00" would be another one
    assert digests(json.dumps(lengthened(json.loads(text)))) == digests(text)


LAW = {"indicator": "law", "below": "of_law"}
THRESHOLDS = st.decimals(-100, 100, places=2) | st.sampled_from([Decimal("12.50"), Decimal("12.5")])


@given(ruleset_texts(), THRESHOLDS, THRESHOLDS)
def test_a_threshold_moves_the_logic_alone(text: str, one: Decimal, other: Decimal) -> None:
    before, after = (digests(with_criteria(text, {"law": {"value": "0", "below": f"{it:f}"}})) for it in (one, other))
    assert (before[0] == after[0]) is (one == other)
    assert before[1] == after[1]


@pytest.mark.parametrize("what", ["title", "claim", "version", "status", "effective"])
@settings(max_examples=5)
@given(ruleset_texts())
def test_what_changes_no_outcome_moves_the_wording_alone(what: str, text: str) -> None:
    data = json.loads(text)
    match what:
        case "title":
            data["title"]["sv"] += " i ny form"
        case "claim":
            next(iter(data["criteria"].values()))["claim"]["en"] += ", put otherwise"
        case "version":
            data["version"] = "2"
        case "status":
            data["status"] = "trial"
        case "effective":
            data["effective"]["until"] = "2021-01-01"
    before, after = digests(text), digests(json.dumps(data))
    assert before[0] == after[0]
    assert before[1] != after[1]


CHANGES: dict[str, Callable[[Any], Any]] = {
    "a condition denied": lambda data: data["criteria"]["law"].update(
        {"when": {"not": data["criteria"]["law"]["when"]}}
    ),
    "a world closed": lambda data: data["criteria"]["law"]["when"]["all"][0].update({"missing_as": "false"}),
    "an operator": lambda data: data["criteria"]["law"]["when"]["all"][0].update({"above": "of_law"}),
    "a value read otherwise": lambda data: data["readings"]["of_law"].update({"value": "2"}),
    "one more admissible value": lambda data: data["readings"]["of_law"]["admissible"].append("3"),
    "a parameter": lambda data: data["parameters"]["by_law"].update({"value": "2"}),
    "a bound": lambda data: data["indicators"]["law"]["number"].update({"min": "0"}),
    "a precision": lambda data: data["indicators"]["law"]["number"].update({"precision": "0.5"}),
    "decimals": lambda data: data["indicators"]["law"]["number"].update({"decimals": "2"}),
    "a code": lambda data: data["indicators"]["code_of_law"]["category"].append("third"),
    "an age": lambda data: data.update({"evidence": {"max_age": "2 years"}}),
    "the order of levels": lambda data: data["classifications"]["law"]["levels"].append(
        data["classifications"]["law"]["levels"].pop(1)
    ),
}


@pytest.mark.parametrize("what", CHANGES)
@settings(max_examples=5)
@given(ruleset_texts(closed_world=True))
def test_what_can_change_an_outcome_moves_the_logic(what: str, text: str) -> None:
    data = json.loads(with_criteria(text, {"law": {"all": [LAW, {"value": "by_law", "equals": "1"}]}}))
    data["readings"]["of_law"] = {"value": "1", "admissible": ["1", "2"]}
    data["parameters"] = {**data.get("parameters", {}), "by_law": {"value": "1"}}
    data["indicators"]["law"] = {"number": {"unit": "one", "decimals": "1"}}
    data["indicators"]["code_of_law"] = {"category": ["first", "second"]}
    levels = [{"id": "low"}, {"id": "middle", "when": LAW}, {"id": "high", "when": {"not": LAW}}]
    data["classifications"]["law"] = {"levels": levels}
    before = digests(json.dumps(data))
    changed = json.loads(json.dumps(data))
    if what == "an operator":
        del changed["criteria"]["law"]["when"]["all"][0]["below"]
    CHANGES[what](changed)
    assert digests(json.dumps(changed))[0] != before[0]
