"""DMN: a ruleset as a decision model that any engine of the standard can run."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final
from xml.etree import ElementTree as ET

from lagesbild_rules.errors import Problem, RulesetError
from lagesbild_rules.export._feel import formula, outcome
from lagesbild_rules.export._formula import Formula, string
from lagesbild_rules.export._names import (
    classification_name,
    decision_name,
    fact_name,
    fact_type,
    source_name,
    value_type,
)
from lagesbild_rules.export._notes import (
    both,
    criterion_notes,
    indicator_notes,
    level_notes,
    ruleset_notes,
    source_notes,
    xml_text,
)
from lagesbild_rules.export._numbers import unsayable
from lagesbild_rules.facts import Indicator, NumberKind, TruthKind
from lagesbild_rules.ruleset import (
    Classification,
    Condition,
    CriterionRef,
    Defined,
    NumberCompare,
    Ruleset,
    in_order,
    walk,
)
from lagesbild_rules.text import Text

NAMESPACE: Final = "https://www.omg.org/spec/DMN/20191111/MODEL/"
"""DMN 1.3."""

MEANING: Final = """\
A decision is true, false, or null where it is unknown. `possible` holds the levels that the facts leave open, mildest \
first; `level` is null while there are several. A class computed so is a proposal.
Inputs: null says that a fact is missing. A number is {low, high}, an interval with both its ends in it, and an end \
that is null is unbounded. A step, a code or a truth is the list of those still possible; exactly known, a list of one.
Numbers are FEEL's, of 34 digits: give no fact of more, and expect no exact answer where a sum needs more."""


def dmn(ruleset: Ruleset) -> str:
    """Return *ruleset* as the XML of a DMN 1.3 model; the same ruleset gives the same text.

    Each indicator becomes an input, each criterion and level a decision that is true, false or null (unknown), each
    classification a decision ``{possible, level}``. Thresholds stand in it as the ruleset reads them.

    Raises ``RulesetError`` with every comparison that DMN cannot hold: one that weighs indicators by numbers of more
    than 34 digits.
    """
    if problems := list(_unsayable(ruleset)):
        raise RulesetError(problems)
    attributes = {
        "xmlns": NAMESPACE,
        "id": f"ruleset_{ruleset.id}",
        "name": ruleset.reference,
        "label": both(ruleset.title),
        "namespace": f"urn:lagesbild-rules:{ruleset.id}:{ruleset.effective.from_}:v{ruleset.version}",
        "exporter": "lagesbild_rules",
    }
    root = ET.Element("definitions", {key: xml_text(value) for key, value in attributes.items()})
    _add(root, "description", ruleset_notes(ruleset, MEANING))
    for indicator in ruleset.indicators.values():
        _declare(root, indicator)
    _declare_outcome(root)
    for indicator in ruleset.indicators.values():
        _input(root, indicator)
    for source in ruleset.sources.values():
        named = _named(root, "knowledgeSource", source_name(source.id), Text(source.title))
        _add(named, "description", source_notes(source))
    for it in in_order(ruleset.criteria, ruleset.classifications):
        _truth_decision(root, it, ruleset)
    for classification in ruleset.classifications.values():
        _class_decision(root, classification)
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _unsayable(ruleset: Ruleset) -> Iterator[Problem]:
    whens = [it.when for it in ruleset.criteria.values()]
    whens += [level.when for it in ruleset.classifications.values() for level in it.levels if level.when]
    for when in whens:
        for it in walk(when):
            if isinstance(it, NumberCompare):
                yield from unsayable(it, ruleset)


def _declare(root: ET.Element, indicator: Indicator) -> None:
    """Add the types of *indicator*, unless another indicator of the same scale has added them."""
    kind, name = indicator.kind, fact_type(indicator)
    if any(it.get("name") == name for it in root.iter("itemDefinition")):
        return
    if isinstance(kind, NumberKind):
        whole = _add(root, "itemDefinition", name=name)
        for end in ("low", "high"):
            _add(_add(whole, "itemComponent", name=end), "typeRef", value_type(indicator))
        return
    if not isinstance(kind, TruthKind):
        value = _add(root, "itemDefinition", name=value_type(indicator))
        _add(value, "typeRef", "string")
        _add(_add(value, "allowedValues"), "text", ", ".join(map(string, kind.values)))
    _add(_add(root, "itemDefinition", name=name, isCollection="true"), "typeRef", value_type(indicator))


def _declare_outcome(root: ET.Element) -> None:
    whole = _add(root, "itemDefinition", name="outcome")
    _add(_add(whole, "itemComponent", name="possible", isCollection="true"), "typeRef", "string")
    _add(_add(whole, "itemComponent", name="level"), "typeRef", "string")


def _input(root: ET.Element, indicator: Indicator) -> None:
    name = fact_name(indicator.id)
    it = _named(root, "inputData", name, indicator.title)
    _add(it, "description", indicator_notes(indicator))
    _add(it, "variable", name=name, typeRef=fact_type(indicator))


def _truth_decision(root: ET.Element, it: Defined, ruleset: Ruleset) -> None:
    when: Condition | None
    if isinstance(it, CriterionRef):
        criterion = ruleset.criteria[it.id]
        question, notes, when = criterion.claim, criterion_notes(criterion, ruleset), criterion.when
        source = criterion.citation.source
    else:
        ladder = ruleset.classifications[it.classification]
        level = ladder.levels[ladder.rank(it.level)]
        question, notes, when = level.title, level_notes(level, ruleset), level.when
        source = level.citation.source
    element = _decision(root, decision_name(it), question, notes, "true, false, or null where it is unknown")
    _logic(element, decision_name(it), "boolean", formula(when, ruleset), source if source in ruleset.sources else None)


def _class_decision(root: ET.Element, classification: Classification) -> None:
    name = classification_name(classification.id)
    levels = ", ".join(level.id for level in classification.levels)
    answers = f"possible: of {levels}, those that the facts leave open; level: the one that is left, or null"
    element = _decision(root, name, classification.title, f"levels, mildest first: {levels}", answers)
    _logic(element, name, "outcome", outcome(classification))


def _decision(root: ET.Element, name: str, question: Text, notes: str, answers: str) -> ET.Element:
    it = _named(root, "decision", name, question)
    _add(it, "description", notes)
    _add(it, "question", both(question) or name)
    _add(it, "allowedAnswers", answers)
    return it


def _logic(decision: ET.Element, name: str, type_: str, it: Formula, source: str | None = None) -> None:
    """Add what *decision* requires and how it is worked out, in the order that the schema asks for."""
    _add(decision, "variable", name=name, typeRef=type_)
    for read in it.reads:
        required = "requiredInput" if read.startswith("fact_") else "requiredDecision"
        _add(_add(decision, "informationRequirement"), required, href=f"#{read}")
    if source:
        _add(_add(decision, "authorityRequirement"), "requiredAuthority", href=f"#{source_name(source)}")
    _add(_add(decision, "literalExpression"), "text", it.text)


def _named(root: ET.Element, tag: str, name: str, title: Text) -> ET.Element:
    return _add(root, tag, id=name, name=name, label=both(title) or name)


def _add(parent: ET.Element, tag: str, text: str | None = None, /, **attributes: str) -> ET.Element:
    element = ET.SubElement(parent, tag, {key: xml_text(value) for key, value in attributes.items()})
    element.text = None if text is None else xml_text(text)
    return element
