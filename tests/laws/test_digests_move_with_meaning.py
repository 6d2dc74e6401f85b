"""The digests of a ruleset move when its logic or its wording does, and with nothing else."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from random import Random
from typing import Any

from hypothesis import assume, given
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


THRESHOLDS = st.decimals(-100, 100, places=2) | st.sampled_from([Decimal("12.50"), Decimal("12.5")])


@given(ruleset_texts(), THRESHOLDS, THRESHOLDS)
def test_a_threshold_moves_the_logic_alone(text: str, one: Decimal, other: Decimal) -> None:
    before, after = (digests(with_criteria(text, {"law": {"value": "0", "below": f"{it:f}"}})) for it in (one, other))
    assert (before[0] == after[0]) is (one == other)
    assert before[1] == after[1]


@given(ruleset_texts(), st.sampled_from(["title", "claim", "version", "status", "effective"]))
def test_what_changes_no_outcome_moves_the_wording_alone(text: str, what: str) -> None:
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


@given(ruleset_texts(closed_world=True), st.sampled_from(["not", "missing_as", "admissible", "bounds"]))
def test_what_can_change_an_outcome_moves_the_logic(text: str, what: str) -> None:
    data = json.loads(text)
    criterion = next(iter(data["criteria"].values()))
    data["readings"] = {**data.get("readings", {}), "law": {"value": "1", "admissible": ["1", "2"]}}
    data["indicators"]["law"] = {"number": {"unit": "one", "decimals": "1"}}
    criterion["when"] = {"all": [criterion["when"], {"indicator": "law", "below": "law_limit"}]}
    data["readings"]["law_limit"] = {"value": "1", "admissible": ["1", "2"]}
    before = digests(json.dumps(data))
    match what:
        case "not":
            criterion["when"] = {"not": criterion["when"]}
        case "missing_as":
            criterion["when"]["all"][1]["missing_as"] = "false"
        case "admissible":
            data["readings"]["law_limit"]["admissible"].append("3")
        case "bounds":
            data["indicators"]["law"]["number"]["precision"] = "0.5"
    after = digests(json.dumps(data))
    assert before[0] != after[0]
