"""What stands in an exported model: the same bytes every time, every claim and owner, and no name twice."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from lagesbild_rules import Ruleset, assess
from lagesbild_rules.export import dmn, dmn_inputs
from lagesbild_rules.ruleset import (
    find_ruleset,
    load_ruleset,
    logic_digest,
    shipped_rulesets,
    texts_in,
    value_text,
    wording_digest,
)

from .engines import DMN, Feelin, reference
from .texts import NUMBER, ruleset

TEXTS = tuple(texts_in(shipped_rulesets()))
EVERY_TEXT = pytest.mark.parametrize("path", TEXTS, ids=lambda it: f"{it.parent.name}-{it.stem}")

NOA = find_ruleset("noa.utsatta-omraden", as_of="2021-12-31")


def description(model: ET.Element, id_: str) -> list[str]:
    return str(model.findtext(f"{DMN}*[@id='{id_}']/{DMN}description")).splitlines()


@EVERY_TEXT
def test_the_same_text_gives_the_same_model_wherever_it_lies(path: Path, tmp_path: Path) -> None:
    copy = shutil.copy(path, tmp_path)
    assert dmn(load_ruleset(copy)) == dmn(load_ruleset(path))


def test_another_process_with_another_hash_seed_gives_the_same_bytes() -> None:
    code = "import sys; from lagesbild_rules.export import dmn; from lagesbild_rules.ruleset import load_ruleset;"
    code += "[print(dmn(load_ruleset(it))) for it in sys.argv[1:]]"
    command = [sys.executable, "-X", "utf8", "-c", code, *map(str, TEXTS)]
    said = {
        subprocess.run(command, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True).stdout
        for seed in ("1", "2", "3")
    }
    assert len(said) == 1
    assert len(*said) > 100_000


@EVERY_TEXT
def test_the_model_says_which_text_it_is(path: Path) -> None:
    text = load_ruleset(path)
    root = ET.fromstring(dmn(text))
    assert root.attrib["name"] == text.reference
    assert root.attrib["namespace"] == f"urn:lagesbild-rules:{text.id}:{text.effective.from_}:v{text.version}"
    lines = str(root.findtext(f"{DMN}description")).splitlines()
    assert f"logic: {logic_digest(text)}" in lines
    assert f"wording: {wording_digest(text)}" in lines


@EVERY_TEXT
def test_there_is_one_input_an_indicator_and_one_decision_a_criterion_a_level_and_a_classification(path: Path) -> None:
    text = load_ruleset(path)
    root = ET.fromstring(dmn(text))
    ladders = text.classifications.values()
    decisions = {f"criterion_{id_}" for id_ in text.criteria}
    decisions |= {f"level_{it.id}_IS_{level.id}" for it in ladders for level in it.levels}
    decisions |= {f"classification_{id_}" for id_ in text.classifications}
    found = {tag: [it.attrib["id"] for it in root.findall(DMN + tag)] for tag in ("inputData", "decision")}
    assert found["inputData"] == [f"fact_{id_}" for id_ in text.indicators]
    assert sorted(found["decision"]) == sorted(decisions)


@EVERY_TEXT
def test_a_decision_stands_after_all_that_it_requires(path: Path) -> None:
    seen: set[str] = set()
    for it in ET.fromstring(dmn(load_ruleset(path))):
        assert {f"#{id_}" for id_ in seen} >= {found.attrib["href"] for found in it.iter() if "href" in found.attrib}
        seen.add(it.attrib.get("id", ""))


@EVERY_TEXT
def test_every_criterion_keeps_its_claim_quote_source_locator_and_misreadings(path: Path) -> None:
    text = load_ruleset(path)
    root = ET.fromstring(dmn(text))
    for it in text.criteria.values():
        said = "\n".join(description(root, f"criterion_{it.id}"))
        source = text.sources[it.citation.source or ""]
        words = [it.claim.sv, it.claim.en, it.citation.quote, source.title, source.reference, it.citation.locator]
        words += [word for misreading in it.known_misreadings for word in (misreading.sv, misreading.en)]
        assert [word for word in words if word and word not in said] == []


def test_each_threshold_says_whose_it_is() -> None:
    root = ET.fromstring(dmn(NOA))
    said = "\n".join(str(it.text) for it in root.iter(f"{DMN}description"))
    for id_, reading in NOA.readings.items():
        assert f"reading (left open by the source): {id_} = {value_text(reading.value)}" in said
    parameter = ruleset(
        {"x": NUMBER},
        {"c": {"indicator": "x", "below": "limit"}},
        parameters={"limit": {"value": "55", "unit": "percent", "source": "report", "locator": "p. 12"}},
    )
    assert description(ET.fromstring(dmn(parameter)), "criterion_c")[-2:] == [
        "parameter (stated by the source): limit = 55 percent",
        "  source: A report, p. 12",
    ]


def test_a_locator_without_a_source_is_kept() -> None:
    text = ruleset(
        {"x": NUMBER},
        {"c": {"indicator": "x", "below": "limit"}},
        parameters={"limit": {"value": "55", "locator": "p. 12"}},
    )
    assert description(ET.fromstring(dmn(text)), "criterion_c")[-1] == "  locator: p. 12"


def test_another_reading_gives_another_model() -> None:
    text = ruleset(
        {"x": NUMBER},
        {"c": {"indicator": "x", "below": "limit"}},
        readings={"limit": {"value": "5", "admissible": ["5", "6"]}},
    )
    assert "fact_x.high &lt; 6 then true" in dmn(text.with_readings({"limit": "6"}))
    assert "fact_x.high &lt; 6" not in dmn(text)


def names(text: Ruleset) -> list[str]:
    return [it.attrib["name"] for it in ET.fromstring(dmn(text)).iter() if "id" in it.attrib]


def test_one_id_in_every_place_gives_names_that_differ() -> None:
    text = ruleset(
        {"a": {"truth": "true"}, "a_is_b": {"truth": "true"}, "count": NUMBER, "if": {"truth": "true"}},
        {
            "a": {"indicator": "a", "equals": "true"},
            "a_is_b": {"all": ["a", {"indicator": "a_is_b", "equals": "true"}]},
            "not": {"any": [{"indicator": "count", "above": "1"}, {"indicator": "if", "equals": "true"}]},
        },
        {"a": "a", "is_b": {"at_least": "1", "of": ["a", "not"]}},
    )
    assert len(names(text)) == len(set(names(text)))


FEEL_WORDS = ("if", "then", "in", "not", "and", "count", "item", "null", "date", "of", "list", "function", "possible")


def test_ids_that_are_words_of_feel_are_names_like_any_other(feelin: Feelin) -> None:
    text = ruleset(
        {id_: {"truth": "true"} for id_ in FEEL_WORDS} | {"sum": NUMBER, "low": NUMBER},
        {id_: {"indicator": id_, "equals": "true"} for id_ in FEEL_WORDS}
        | {"sum": {"value": {"difference": [{"indicator": "sum"}, {"indicator": "low"}]}, "above": "0"}},
        {"every": {"at_least": "3", "of": [*FEEL_WORDS, "sum"]}, "some": {"all": ["in", {"not": "null"}]}},
    )
    row = {"area": "here", "in": True, "if": True, "sum": 2, "low": 1, "null": False}
    answer = assess(text, row, as_of="2020-01-01")
    assert feelin.run(dmn(text), [dmn_inputs(answer.facts)]) == [reference(answer)]
    assert answer.classifications["status"].level == "some"


def test_a_scale_of_several_indicators_is_declared_once() -> None:
    text = ruleset(
        {"x": {"scale": "s"}, "y": {"scale": "s"}, "z": {"category": ["01", "1"]}},
        {"c": {"all": [{"indicator": it, "equals": "grave"} for it in ("x", "y")]}},
        scales={"s": {"steps": ["calm", "grave"], "titles": {it: {"en": it} for it in ("calm", "grave")}}},
    )
    root = ET.fromstring(dmn(text))
    declared = {it.attrib["name"]: it for it in root.findall(f"{DMN}itemDefinition")}
    assert list(declared) == ["step_s", "possible_step_s", "code_z", "possible_code_z", "outcome"]
    assert declared["code_z"].findtext(f"{DMN}allowedValues/{DMN}text") == '"01", "1"'
