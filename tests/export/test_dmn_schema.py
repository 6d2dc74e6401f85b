"""Every exported model is valid by the standard's own schema, DMN 1.3, as dmn-moddle (MIT) ships it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
import xmlschema
from attrs import evolve
from hypothesis import given

from lagesbild_rules import Ruleset
from lagesbild_rules.export import DmnInput, dmn
from lagesbild_rules.facts import CategoryKind
from lagesbild_rules.ruleset import load_ruleset, shipped_rulesets, texts_in
from lagesbild_rules.testing import rulesets
from lagesbild_rules.text import Text

from .engines import DMN, Feelin, model_of, schema_file
from .texts import ruleset

Errors = Callable[[str], list[str]]

NASTY = "\"]]>&<é\\u0041\\' 𝄞 \u202e{}\n\t'--><text/>"
NOT_XML = "\x00\x0b\ufffe\r"


@pytest.fixture(scope="session")
def errors() -> Errors:
    """Return what the schema finds wrong in a model."""
    schema = xmlschema.XMLSchema(schema_file())
    return lambda xml: [str(it.reason) for it in schema.iter_errors(ET.fromstring(xml))]


@pytest.mark.parametrize("path", list(texts_in(shipped_rulesets())), ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_the_model_of_every_shipped_ruleset_is_valid(path: Path, errors: Errors) -> None:
    assert errors(dmn(load_ruleset(path))) == []


@given(rulesets(closed_world=True))
def test_the_model_of_every_drawn_ruleset_is_valid(errors: Errors, drawn: Ruleset) -> None:
    model = model_of(drawn)
    assert model is None or errors(model) == []


@pytest.mark.parametrize(
    ("written", "spoilt"),
    [
        (' namespace="urn:', ' nothing="urn:'),
        ("<question>", "<question/><question>"),
        ('id="fact_x"', 'id="criterion_c"'),
        ('id="fact_x"', 'id="7"'),
    ],
)
def test_the_schema_does_find_fault(written: str, spoilt: str, errors: Errors) -> None:
    model = dmn(ruleset({"x": {"truth": "true"}}, {"c": {"indicator": "x", "equals": "true"}}))
    assert errors(model) == []
    assert written in model
    assert errors(model.replace(written, spoilt, 1)) != []


def test_words_and_codes_of_any_characters_stay_words_and_codes(errors: Errors, feelin: Feelin) -> None:
    plain = ruleset({"x": {"category": ["a", "b"]}}, {"c": {"indicator": "x", "equals": "a"}})
    code = NASTY + NOT_XML
    kind = CategoryKind((code, "b"))
    claim = Text(f"sv {NASTY}{NOT_XML}", f"en {NASTY}")
    when = evolve(plain.criteria["c"].when, right=(evolve(plain.criteria["c"].when.right[0], value=code),))  # type: ignore[union-attr]
    nasty = evolve(
        plain,
        title=claim,
        indicators={"x": evolve(plain.indicators["x"], kind=kind, title=claim)},
        criteria={"c": evolve(plain.criteria["c"], claim=claim, when=when)},
    )
    model = dmn(nasty)
    assert errors(model) == []
    root = ET.fromstring(model)
    tags = {"description", "itemDefinition", "inputData", "knowledgeSource", "decision"}
    assert {it.tag for it in root} == {DMN + it for it in tags}
    description = root.findtext(f"{DMN}decision[@id='criterion_c']/{DMN}description")
    assert str(description).startswith('sv "]]>&<é\\u0041')
    given_: list[dict[str, DmnInput]] = [{"fact_x": [code]}, {"fact_x": ["b"]}, {"fact_x": ["b", code]}]
    assert [it["criterion_c"] for it in feelin.run(model, given_)] == [True, False, None]
