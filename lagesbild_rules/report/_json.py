"""Assessments and explanations as JSON, and assessments as rows of a table."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import cattrs
from attrs import frozen

from lagesbild_rules.evaluation import Answer, Assessment, Outcome
from lagesbild_rules.explanation import DiffDocument, Document, RulesetPage
from lagesbild_rules.facts import FactSet, fact_data
from lagesbild_rules.record import Receipt, in_json
from lagesbild_rules.ruleset import Ruleset, logic_digest
from lagesbild_rules.truth import Truth


@frozen
class Classed:
    """An area and what came out for it; what a table for people shows of an assessment."""

    area: str
    classifications: Mapping[str, Outcome]


def assessment_data(assessment: Assessment) -> dict[str, object]:
    """Return *assessment* as plain data, in the order and with the keys of ``assessment.schema.json``."""
    return _answer_data(assessment.ruleset, assessment.as_of, assessment.facts, Answer.of(assessment))


def _answer_data(ruleset: Ruleset, as_of: date, facts: FactSet, answer: Answer) -> dict[str, object]:
    outcomes = {name: Outcome(possible) for name, possible in answer.possible.items()}
    return {
        "area": facts.area,
        "as_of": str(as_of),
        "ruleset": ruleset_data(ruleset),
        "classifications": {name: outcome_data(it) for name, it in outcomes.items()},
        "criteria": {id_: truth.value for id_, truth in answer.criteria.items()},
        "facts": {id_: fact_data(ruleset.indicators[id_], fact) for id_, fact in facts.items()},
    }


def assessment_line(assessment: Assessment) -> str:
    """Return *assessment* as one line of JSON, without the line's end."""
    return json.dumps(assessment_data(assessment), ensure_ascii=False)


def answer_line(ruleset: Ruleset, as_of: date, facts: FactSet, answer: Answer) -> str:
    """Return the *answer* of an engine as the line that ``assessment_line`` makes of an assessment."""
    return json.dumps(_answer_data(ruleset, as_of, facts, answer), ensure_ascii=False)


def explanation_json(document: Document, receipt: Receipt | None = None) -> str:
    """Return *document* as indented JSON that fits ``explanation.schema.json``, its *receipt* under the last key."""
    return json.dumps(received(cattrs.unstructure(document), receipt), ensure_ascii=False, indent=2)


def received(data: dict[str, Any], receipt: Receipt | None) -> dict[str, Any]:
    """Return *data* with its *receipt* under the last key, which holds the digest of the rest; as it is for none."""
    return data if receipt is None else in_json(data, receipt)


def ruleset_json(page: RulesetPage) -> str:
    """Return *page* as indented JSON that fits ``ruleset-page.schema.json``."""
    return json.dumps(cattrs.unstructure(page), ensure_ascii=False, indent=2)


def diff_json(document: DiffDocument) -> str:
    """Return *document* as indented JSON that fits ``ruleset-diff.schema.json``."""
    return json.dumps(cattrs.unstructure(document), ensure_ascii=False, indent=2)


def table_columns(ruleset: Ruleset) -> list[str]:
    """Return the columns of a table of assessments: area, levels, possible levels, criteria."""
    columns = ["area"]
    for name, classification in ruleset.classifications.items():
        columns.append(f"{name}.level")
        columns += [f"{name}.possible.{level.id}" for level in classification.levels]
    return [*columns, *ruleset.criteria]


def table_row(assessment: Assessment) -> dict[str, str | bool | None]:
    """Return *assessment* under ``table_columns``: truths as true, false or nothing."""
    row: dict[str, str | bool | None] = {"area": assessment.area}
    for name, outcome in assessment.classifications.items():
        row[f"{name}.level"] = outcome.level
        for level in assessment.ruleset.classifications[name].levels:
            row[f"{name}.possible.{level.id}"] = level.id in outcome.possible
    answers: Mapping[Truth, bool | None] = {Truth.TRUE: True, Truth.FALSE: False, Truth.UNKNOWN: None}
    return row | {id_: answers[truth] for id_, truth in assessment.criteria.items()}


def csv_cells(row: Iterable[str | bool | None]) -> list[str]:
    """Return the cells of *row* as CSV holds them: true, false, text, or nothing."""
    return [str(cell).lower() if isinstance(cell, bool) else cell or "" for cell in row]


def ruleset_data(ruleset: Ruleset) -> dict[str, object]:
    """Return what identifies *ruleset*, as plain data."""
    return {
        "id": ruleset.id,
        "effective_from": str(ruleset.effective.from_),
        "version": ruleset.version,
        "logic": logic_digest(ruleset),
    }


def outcome_data(outcome: Outcome) -> dict[str, object]:
    """Return *outcome* as plain data."""
    return {"level": outcome.level, "possible": list(outcome.possible)}
