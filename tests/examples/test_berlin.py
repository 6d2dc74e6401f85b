"""Berlin's published classes: the real list that the library is held to."""

from __future__ import annotations

import csv
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from lagesbild_rules import Assessment, Cause, assess, document, explain, find_ruleset, read_facts
from lagesbild_rules.ruleset import Ruleset, logic_digest, parse_ruleset, shipped_rulesets

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "examples" / "berlin"
DAY = "2021-12-31"
CLASSIFICATIONS = ("status", "dynamics")


@cache
def published() -> dict[str, dict[str, str]]:
    with (FOLDER / "mss2021_published.csv").open(encoding="utf-8", newline="") as file:
        return {row["area"]: row for row in csv.DictReader(file)}


@cache
def shipped() -> Ruleset:
    return find_ruleset("berlin.mss", as_of=DAY)


@cache
def exact() -> Ruleset:
    """The shipped ruleset in a copy without ``precision``: the published decimals taken as exact."""
    text = (shipped_rulesets() / "berlin" / "mss" / "2021-01-01.yaml").read_text(encoding="utf-8")
    assert text.count(", precision: 0.005") == 2
    copy = parse_ruleset(text.replace(", precision: 0.005", ""))
    assert logic_digest(copy) != logic_digest(shipped())
    return copy


def assessed(ruleset: Ruleset) -> list[Assessment]:
    table = read_facts(FOLDER / "mss2021_facts.csv", ruleset.indicators)
    return [assess(ruleset, row, as_of=DAY) for row in table.rows]


def with_values(ruleset: Ruleset) -> list[Assessment]:
    return [it for it in assessed(ruleset) if published()[it.area]["status"]]


def test_every_area_is_there() -> None:
    found = assessed(shipped())
    assert [it.area for it in found] == list(published())
    assert (len(found), len(with_values(shipped()))) == (542, 536)


@pytest.mark.parametrize(("name", "equal"), [("status", 535), ("dynamics", 534)])
def test_with_the_decimals_taken_as_exact(name: str, equal: int) -> None:
    found = with_values(exact())
    assert all(it.classifications[name].level is not None for it in found)
    differing = [it for it in found if it.classifications[name].level != published()[it.area][name]]
    assert len(found) - len(differing) == equal
    index = {"status": "status_index", "dynamics": "dynamic_index"}[name]
    assert {abs(it.facts[index].low) for it in differing} == {1}  # type: ignore[arg-type]


@pytest.mark.parametrize("name", CLASSIFICATIONS)
def test_with_the_rounding_that_the_ruleset_declares(name: str) -> None:
    found = with_values(shipped())
    agreeing = [it for it in found if published()[it.area][name] in it.classifications[name].possible]
    assert len(agreeing) == len(found) == 536
    decided = [it for it in found if it.classifications[name].level is not None]
    assert [it.area for it in decided if it.classifications[name].level != published()[it.area][name]] == []
    assert len(found) - len(decided) == 3


@pytest.mark.parametrize("name", CLASSIFICATIONS)
@pytest.mark.parametrize(("language", "word"), [("sv", "avrundat värde"), ("en", "rounded value")])
def test_the_explanation_of_an_undecided_one_names_rounding_as_the_cause(name: str, language: str, word: str) -> None:
    undecided = [it for it in with_values(shipped()) if it.classifications[name].level is None]
    assert len(undecided) == 3
    for it in undecided:
        said = document(explain(it), "sv" if language == "sv" else "en")
        (classification,) = [each for each in said.classifications if each.id == name]
        assert classification.level is None
        (lacking,) = classification.lacks
        assert lacking.causes == [Cause.ROUNDED.value]
        assert word in lacking.text


def test_an_area_without_values_may_have_every_class() -> None:
    without = [it for it in assessed(shipped()) if not published()[it.area]["status"]]
    assert len(without) == 6
    for it in without:
        assert all(fact.causes == (Cause.MISSING,) for fact in it.facts.values())
        for name, classification in shipped().classifications.items():
            assert it.classifications[name].possible == tuple(level.id for level in classification.levels)
        for classification in explain(it).classifications:
            assert set(classification.settling.matters) == {
                {"status": "status_index", "dynamics": "dynamic_index"}[classification.id]
            }


def test_the_classes_counted() -> None:
    counts = Counter(it.classifications["status"].level for it in assessed(exact()) if published()[it.area]["status"])
    listed = Counter(row["status"] for row in published().values() if row["status"])
    assert sum(counts.values()) == sum(listed.values()) == 536
    assert sum((counts - listed).values()) == 1
