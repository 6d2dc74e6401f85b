"""JSON Schemas (2020-12) of what the command line reads and writes."""

from __future__ import annotations

import json
import types
import typing
from collections.abc import Mapping
from typing import Any

import attrs
import picture_schemas
import record_schemas
import round_schemas
import ruleset_schema
import sensitivity_schemas

from lagesbild_rules.explanation import DiffDocument, Document, Move, RulesetPage
from lagesbild_rules.facts import (
    BASES,
    HANDLINGS,
    INFORMATION_GRADES,
    LONG_COLUMNS,
    SOURCE_GRADES,
    Cause,
    Completeness,
    Why,
)
from lagesbild_rules.facts import CODES as OBSERVATION_CODES
from lagesbild_rules.facts.store import Standing
from lagesbild_rules.picture import ComparisonText, SeriesText
from lagesbild_rules.ruleset import ASPECTS, ChangeKind, Part, Sort
from lagesbild_rules.study import (
    AGREEMENT_COLUMNS,
    BACKTEST_COLUMNS,
    COVERAGE_COLUMNS,
    FATES,
    GROUNDS,
    MUTANT_COLUMNS,
    POWER_COLUMNS,
    PROOF_COLUMNS,
    REGION_COLUMNS,
    STANDINGS,
    Agreement,
    CriterionCount,
    Figure,
    Input,
    Sampling,
)
from lagesbild_rules.truth import Truth

Schema = dict[str, Any]

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_TRUTH: Schema = {"enum": [it.value for it in Truth]}
_CAUSE: Schema = {"enum": [it.value for it in Cause]}
_ID: Schema = {"type": "string", "pattern": "^[a-z][a-z0-9_]*$"}
_DATE: Schema = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
_TIME: Schema = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]{8,15}Z$"}
_DIGEST: Schema = {"type": "string", "pattern": "^sha256:[0-9a-f]{64}$"}
_SHOWN_CAUSE: Schema = {"enum": [*(it.value for it in Cause), "withheld"]}
_NARROWED: dict[str, Schema] = {
    "audience": {"enum": ["internal", "open"]},
    "towards": {"enum": ["milder", "more_serious"]},
    "direction": {"enum": ["down", "up", "out"]},
    "mattered": {"enum": ["decisive", "in_reason", "irrelevant"]},
    "handling": {"enum": ["open", "restricted", "secret", "unmarked", None]},
    "truth": _TRUTH,
    "language": {"enum": ["sv", "en"]},
    "standing": {"enum": ["class", "possible", "passed", "excluded"]},
    "kind": {"enum": ["compare", "all", "any", "not", "at_least", "at_most", "criterion", "level", "classification"]},
    "modality": {"enum": ["required", "any_of", "supporting", "graded", "effect", None]},
    "evidence": {"enum": ["primary", "secondary", "media", "derived", "inferred", None]},
    "whose": {"enum": ["parameter", "reading"]},
    "aspect": {"enum": list(ASPECTS)},
    "change": {"enum": [it.value for it in ChangeKind]},
    "part": {"enum": list(typing.get_args(Part))},
    "sort": {"enum": list(typing.get_args(Sort))},
    "move": {"enum": list(typing.get_args(Move))},
    "causes": {"type": "array", "items": _SHOWN_CAUSE},
    "why": {"type": "array", "items": {"enum": [it.value for it in Why]}},
    "basis": {"enum": [*BASES, None]},
    "down_to": {"enum": ["A1", "B2", "C3", "X4", None]},
    "as_of": _DATE,
    "effective_from": _DATE,
    "logic": _DIGEST,
    "wording": _DIGEST,
}
"""Fields that take fewer values than their type says, by name."""
_COLUMN: dict[str, Schema] = {
    "text": {"type": ["string", "null"]},
    "texts": {"type": "array", "items": {"type": "string"}},
    "truth": {"type": ["boolean", "null"]},
    "whole": {"type": ["integer", "null"]},
    "number": {"type": ["number", "null"]},
}
"""The columns of a result of a study, by the kind of their values."""


def files() -> dict[str, str]:
    """Return the text of every schema under its path in the repository."""
    made = {
        "facts-row": _facts_row(),
        "observation-row": _observation_row(),
        "completeness": _completeness(),
        **{name: record_schemas.carrying(it) for name, it in round_schemas.schemas().items()},
        "assessment": _assessment(),
        "explanation": record_schemas.carrying(
            _of(Document, "One area explained, in one language: what `lagesbild explain` writes as JSON.")
        ),
        "ruleset-page": _of(RulesetPage, "A ruleset in words of one language: what `lagesbild rulesets show` writes."),
        "ruleset-diff": _of(DiffDocument, "What differs between two rulesets: what `lagesbild rulesets diff` writes."),
        "comparison": record_schemas.carrying(
            _of(ComparisonText, "Two pictures compared, in one language: what `lagesbild compare` writes.")
        ),
        "picture-series": record_schemas.carrying(
            _of(SeriesText, "A series of pictures: what `lagesbild compare --series` writes as JSON.")
        ),
        "watch-change": _watch_change(),
        **picture_schemas.schemas(),
        "catalogue": _catalogue(),
        "stored-observation": _stored_observation(),
        "store-change": _store_change(),
        **{name: _carrying(it) for name, it in _studies().items()},
        "agreement": record_schemas.carrying(
            _of(Agreement, "How far assessors agree: what `lagesbild study agreement` writes as JSON.")
        ),
        "backtest": record_schemas.carrying(_backtest()),
        "audit": record_schemas.carrying(_audit()),
        **record_schemas.schemas(),
        **ruleset_schema.schemas(),
        **{name: _carrying(it) for name, it in sensitivity_schemas.schemas().items()},
    }
    return {
        f"lagesbild_rules/schemas/{name}.schema.json": json.dumps(
            {"$schema": _DRAFT, "title": name, **schema}, ensure_ascii=False, indent=2
        )
        + "\n"
        for name, schema in made.items()
    }


def _carrying(schema: Schema) -> Schema:
    """Return *schema* of an object or of rows, which carry their receipt."""
    return record_schemas.carrying_last(schema) if "items" in schema else record_schemas.carrying(schema)


def _object(properties: Schema, optional: tuple[str, ...] = ()) -> Schema:
    required = [it for it in properties if it not in optional]
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def _stored_observation() -> Schema:
    text: Schema = {"type": ["string", "null"]}
    named = {
        **dict.fromkeys(LONG_COLUMNS, text),
        **{column: {"type": "string", "minLength": 1} for column in ("area", "indicator", "observation_id")},
        "source_grade": {"enum": [*SOURCE_GRADES, None]},
        "information_grade": {"enum": [*INFORMATION_GRADES, None]},
        "basis": {"enum": [*BASES, None]},
        "handling": {"enum": [*HANDLINGS, None]},
    }
    return {
        "description": "An observation in a store: one line of what `lagesbild store list` writes.",
        **_object(
            {
                "standing": {"enum": list(typing.get_args(Standing))},
                **named,
                "added_at": _TIME,
                "added_by": {"type": "string"},
                "change": {"type": "integer", "minimum": 1},
            }
        ),
    }


def _store_change() -> Schema:
    return {
        "description": "A change of a store: one line of what `lagesbild store list --changes` writes.",
        **_object(
            {
                "number": {"type": "integer", "minimum": 1},
                "at": _TIME,
                "unit": {"type": "string"},
                "what": {"enum": ["add", "withdraw"]},
                "added": {"type": "integer", "minimum": 0},
                "marked": {"type": "array", "items": {"type": "string"}},
                "note": {"type": ["string", "null"]},
            }
        ),
    }


def _facts_row() -> Schema:
    cell: Schema = {
        "description": "A step, code or title; a number, in text or plain; true or false; null or nothing for missing.",
        "type": ["string", "number", "boolean", "null"],
    }
    return {
        "description": "A line of a JSON Lines table of facts: the area, and a cell for each indicator that is known.",
        "type": "object",
        "properties": {"area": {"type": ["string", "integer"], "minLength": 1}},
        "required": ["area"],
        "propertyNames": _ID,
        "additionalProperties": cell,
    }


def _fact() -> Schema:
    end: Schema = {"type": ["string", "null"]}
    causes: Schema = {"type": "array", "items": _CAUSE}
    codes: Schema = {"type": "array", "items": {"type": "string"}, "minItems": 1}
    return {
        "anyOf": [_object({"low": end, "high": end, "causes": causes}), _object({"codes": codes, "causes": causes})]
    }


def _outcome() -> Schema:
    return _object(
        {"level": {"anyOf": [_ID, {"type": "null"}]}, "possible": {"type": "array", "items": _ID, "minItems": 1}}
    )


def _identity() -> Schema:
    return _object(
        {
            "id": {"type": "string"},
            "effective_from": _DATE,
            "version": {"type": "integer", "minimum": 1},
            "logic": _DIGEST,
        }
    )


def _assessment() -> Schema:
    return {
        "description": "One area classed: one line of what `lagesbild assess --format jsonl` writes.",
        **_object(
            {
                "area": {"type": "string", "minLength": 1},
                "as_of": _DATE,
                "ruleset": _identity(),
                "classifications": {"type": "object", "propertyNames": _ID, "additionalProperties": _outcome()},
                "criteria": {"type": "object", "propertyNames": _ID, "additionalProperties": _TRUTH},
                "facts": {"type": "object", "propertyNames": _ID, "additionalProperties": _fact()},
            }
        ),
    }


def _watch_change() -> Schema:
    words: Schema = {"type": "object", "propertyNames": _ID, "additionalProperties": {"type": "string"}}
    derived = _object(
        {
            "condition": {"type": "string", "minLength": 1},
            "before": _TRUTH,
            "after": _TRUTH,
            "criteria": words,
            "levels": {"type": "object", "propertyNames": _ID, "additionalProperties": words},
        }
    )
    outcomes = _object({"before": _outcome(), "after": _outcome()})
    truths = _object({"before": _TRUTH, "after": _TRUTH})
    return {
        "description": "What one fact changed: one line of what `lagesbild watch` writes.",
        **_object(
            {
                "line": {"type": "integer", "minimum": 1},
                "area": {"type": "string", "minLength": 1},
                "as_of": _DATE,
                "ruleset": _identity(),
                "indicator": _ID,
                "before": _fact(),
                "after": _fact(),
                "classifications": {"type": "object", "propertyNames": _ID, "additionalProperties": outcomes},
                "criteria": {"type": "object", "propertyNames": _ID, "additionalProperties": truths},
                "chain": {"type": "array", "items": derived, "minItems": 1},
            }
        ),
    }


def _observation_row() -> Schema:
    text: Schema = {"type": ["string", "null"]}
    value: Schema = {"description": "A cell as in a wide table.", "type": ["string", "number", "boolean", "null"]}
    codes: dict[str, Schema] = {name: {"enum": [*choices, None]} for name, choices in OBSERVATION_CODES.items()}
    day: Schema = {"anyOf": [_DATE, {"type": "null"}]}
    columns = dict.fromkeys(LONG_COLUMNS, text) | codes | dict.fromkeys(("value", "low", "high"), value)
    columns |= {"valid_from": day, "valid_until": day, "withdrawn": {"type": ["string", "boolean", "null"]}}
    columns |= {"area": {"type": "string", "minLength": 1}, "indicator": _ID}
    optional = tuple(it for it in LONG_COLUMNS if it not in {"area", "indicator"})
    ends = [{"required": ["value"]}, {"required": ["low", "high"]}]
    return {
        "description": "One observation: one line of a long table of facts.",
        **_object(columns, optional),
        "anyOf": ends,
    }


def _completeness() -> Schema:
    counts: Schema = {"type": "integer", "minimum": 0}
    row: Schema = {it.name: counts for it in attrs.fields(Completeness)}
    row |= {"unit": {"type": "string"}, "indicator": {"anyOf": [_ID, {"type": "null"}]}}
    row |= {"same_answer": {"type": ["string", "null"]}, "oldest": {"anyOf": [_DATE, {"type": "null"}]}}
    description = "What `lagesbild facts completeness --format json` writes: units, each with its indicators after it."
    return {"description": description, "type": "array", "items": _object(row)}


def _catalogue() -> Schema:
    entry = _object(
        {
            "id": {"type": "string"},
            "effective_from": _DATE,
            "effective_until": {"anyOf": [_DATE, {"type": "null"}]},
            "version": {"type": "integer", "minimum": 1},
            "status": {"enum": ["draft", "trial", "in_force", "repealed"]},
            "title": {"type": "string"},
        }
    )
    return {"description": "What `lagesbild rulesets list --format json` writes.", "type": "array", "items": entry}


def _studies() -> dict[str, Schema]:
    def rows(columns: Mapping[str, str]) -> Schema:
        return {"type": "array", "items": _object({name: _COLUMN[kind] for name, kind in columns.items()})}

    text = _of(DiffDocument, "What differs as text.")
    edits = sensitivity_schemas.schemas()["study-attribution"]
    attribution = {"anyOf": [{key: it for key, it in edits.items() if key != "description"}, {"type": "null"}]}
    parts = {key: it for key, it in text.items() if key != "$defs"}
    diff = _object({"text": parts, "regions": rows(REGION_COLUMNS), "attribution": attribution})
    return {
        "study-proofs": {
            "description": "What `lagesbild study prove` writes; `seconds` is null: equal input gives equal bytes.",
            **rows(PROOF_COLUMNS),
        },
        "study-power": {"description": "What `lagesbild study power` writes.", **rows(POWER_COLUMNS)},
        "study-coverage": {"description": "What `lagesbild study coverage` writes.", **rows(COVERAGE_COLUMNS)},
        "study-mutants": {"description": "What `lagesbild study mutants` writes.", **rows(MUTANT_COLUMNS)},
        "study-diff": {"description": "What `lagesbild study diff` writes.", **diff, "$defs": text["$defs"]},
    }


def _backtest() -> Schema:
    definitions: dict[str, Schema] = {}
    level: Schema = {"anyOf": [_ID, {"type": "null"}]}
    texts: Schema = {"type": "array", "items": {"type": "string"}}
    levels: Schema = {"type": "array", "items": _ID, "minItems": 1}
    whole: Schema = {"type": "integer", "minimum": 0}
    area = {
        "area": {"type": "string", "minLength": 1},
        "published": _ID,
        "level": level,
        "possible": levels,
        "fate": {"enum": list(FATES)},
        "causes": {"description": "As `criterion=answer`, several joined by ` + `.", **texts},
        "margins": texts,
        "complete": {"type": "boolean"},
    }
    one = {
        "classification": _ID,
        "levels": levels,
        "matrix": {
            "description": "A row for each computed level and last for the undecided; a column for each published one.",
            "type": "array",
            "items": {"type": "array", "items": whole},
        },
        "counts": _object(dict.fromkeys(FATES, whole)),
        **dict.fromkeys(("same", "kappa", "kappa_linear", "kappa_quadratic"), _type(Figure, definitions)),
        "criteria": {"type": "array", "items": _type(CriterionCount, definitions)},
        **dict.fromkeys(("without", "unlisted", "unassessed"), texts),
        "areas": {"type": "array", "items": _object(area)},
    }
    made = {
        "ruleset": {"type": "string"},
        "as_of": _DATE,
        "sampling": _type(Sampling, definitions),
        "classifications": {"type": "array", "items": _object(one)},
    }
    description = "Computed classes against a published list: what `lagesbild study backtest` writes as JSON."
    return {"description": description, **_object(made), "$defs": dict(sorted(definitions.items()))}


def _audit() -> Schema:
    definitions: dict[str, Schema] = {}
    text: Schema = {"type": "string"}
    texts: Schema = {"type": "array", "items": text}
    untimed = {name: kind for name, kind in PROOF_COLUMNS.items() if name != "seconds"}
    columns: dict[str, Mapping[str, str]] = {
        **dict.fromkeys(("proofs", "readings", "diff-claims"), untimed),
        "diff-regions": REGION_COLUMNS,
        "coverage": COVERAGE_COLUMNS,
        "mutants": MUTANT_COLUMNS,
        "power": POWER_COLUMNS,
        "areas": {"classification": "text", "level": "text", "areas": "whole"},
        "agreement": AGREEMENT_COLUMNS,
        "backtest": BACKTEST_COLUMNS,
    }
    data = {name: {"type": "array", "items": _object(_cells(kinds))} for name, kinds in columns.items()}
    parts = sensitivity_schemas.schemas()["study-sensitivity"]["properties"]
    data |= {f"sensitivity-{name}": parts[name] for name in sensitivity_schemas.PARTS}
    statement = {"ground": {"enum": list(GROUNDS)}, "standing": {"enum": list(STANDINGS)}, "text": text}
    shown = {"title": text, "headings": texts, "rows": {"type": "array", "items": texts}, "notes": texts}
    chapter = {
        "id": _ID,
        "title": text,
        "left_out": {"type": ["string", "null"]},
        "statements": {"type": "array", "items": _object(statement)},
        "data": _object(data, tuple(data)),
        "shown": {"type": "array", "items": _object(shown)},
    }
    ruleset = {**_identity()["properties"], "wording": _DIGEST, "effective_until": {"anyOf": [_DATE, {"type": "null"}]}}
    whose: Schema = {"enum": ["parameter", "reading"]}
    made = {
        "ruleset": _object(ruleset),
        "language": {"enum": ["sv", "en"]},
        "as_of": _DATE,
        "seed": {"type": "integer", "minimum": 0},
        "seconds": {"type": "number", "exclusiveMinimum": 0},
        "sampling": _type(Sampling, definitions),
        "cases": {"type": "integer", "minimum": 0},
        "inputs": {"type": "array", "items": _type(Input, definitions)},
        "thresholds": {"type": "array", "items": _object({"id": _ID, "value": text, "whose": whose})},
        "chapters": {"type": "array", "items": _object(chapter)},
    }
    description = "An audit of a ruleset: what `lagesbild study audit` writes as audit.json."
    return {"description": description, **_object(made), "$defs": dict(sorted(definitions.items()))}


def _cells(columns: Mapping[str, str]) -> Schema:
    return {name: _COLUMN[kind] for name, kind in columns.items()}


def _of(cls: type, description: str) -> Schema:
    definitions: dict[str, Schema] = {}
    top = _attrs(cls, definitions)
    rest = {name: schema for name, schema in sorted(definitions.items()) if name != cls.__name__}
    return {"description": description, **top, "$defs": rest}


def _attrs(cls: type, definitions: dict[str, Schema]) -> Schema:
    if cls.__name__ not in definitions:
        definitions[cls.__name__] = {}
        hints = typing.get_type_hints(cls)
        properties = {it.name: _NARROWED.get(it.name) or _type(hints[it.name], definitions) for it in attrs.fields(cls)}
        summary = (cls.__doc__ or "").partition("\n")[0]
        definitions[cls.__name__] = {"description": summary, **_object(properties)} if summary else _object(properties)
    return definitions[cls.__name__]


def _type(hint: Any, definitions: dict[str, Schema]) -> Schema:
    simple: dict[Any, Schema] = {
        str: {"type": "string"},
        int: {"type": "integer"},
        bool: {"type": "boolean"},
        float: {"type": "number"},
        type(None): {"type": "null"},
    }
    if hint in simple:
        return simple[hint]
    if typing.get_origin(hint) in {list, tuple}:
        return {"type": "array", "items": _type(typing.get_args(hint)[0], definitions)}
    if typing.get_origin(hint) is typing.Literal:
        return {"enum": list(typing.get_args(hint))}
    if typing.get_origin(hint) is dict:
        return {"type": "object", "additionalProperties": _type(typing.get_args(hint)[1], definitions)}
    if isinstance(hint, types.UnionType) or typing.get_origin(hint) is typing.Union:
        return {"anyOf": [_type(it, definitions) for it in typing.get_args(hint)]}
    _attrs(hint, definitions)
    return {"$ref": f"#/$defs/{hint.__name__}"}
