"""JSON Schemas (2020-12) of what the command line reads and writes."""

from __future__ import annotations

import json
import types
import typing
from typing import Any

import attrs
import ruleset_schema

from lagesbild_rules.explanation import DiffDocument, Document, Move, RulesetPage
from lagesbild_rules.facts import Cause
from lagesbild_rules.ruleset import ASPECTS, ChangeKind, Part, Sort
from lagesbild_rules.study import FATES, Agreement, CriterionCount, Figure, Sampling
from lagesbild_rules.truth import Truth

Schema = dict[str, Any]

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_TRUTH: Schema = {"enum": [it.value for it in Truth]}
_CAUSE: Schema = {"enum": [it.value for it in Cause]}
_ID: Schema = {"type": "string", "pattern": "^[a-z][a-z0-9_]*$"}
_DATE: Schema = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
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
    "as_of": _DATE,
    "effective_from": _DATE,
    "logic": _DIGEST,
    "wording": _DIGEST,
}
"""Fields that take fewer values than their type says, by name."""


def files() -> dict[str, str]:
    """Return the text of every schema under its path in the repository."""
    made = {
        "facts-row": _facts_row(),
        "assessment": _assessment(),
        "explanation": _of(Document, "One area explained, in one language: what `lagesbild explain` writes as JSON."),
        "ruleset-page": _of(RulesetPage, "A ruleset in words of one language: what `lagesbild rulesets show` writes."),
        "ruleset-diff": _of(DiffDocument, "What differs between two rulesets: what `lagesbild rulesets diff` writes."),
        "catalogue": _catalogue(),
        "agreement": _of(Agreement, "How far assessors agree: what `lagesbild study agreement` writes as JSON."),
        "backtest": _backtest(),
        **ruleset_schema.schemas(),
    }
    return {
        f"lagesbild_rules/schemas/{name}.schema.json": json.dumps(
            {"$schema": _DRAFT, "title": name, **schema}, ensure_ascii=False, indent=2
        )
        + "\n"
        for name, schema in made.items()
    }


def _object(properties: Schema, optional: tuple[str, ...] = ()) -> Schema:
    required = [it for it in properties if it not in optional]
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


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


def _assessment() -> Schema:
    end: Schema = {"type": ["string", "null"]}
    fact = {
        "anyOf": [
            _object({"low": end, "high": end, "causes": {"type": "array", "items": _CAUSE}}),
            _object(
                {
                    "codes": {"type": "array", "items": {"type": "string"}, "minItems": 1},
                    "causes": {"type": "array", "items": _CAUSE},
                }
            ),
        ]
    }
    outcome = _object(
        {"level": {"anyOf": [_ID, {"type": "null"}]}, "possible": {"type": "array", "items": _ID, "minItems": 1}}
    )
    ruleset = _object(
        {
            "id": {"type": "string"},
            "effective_from": _DATE,
            "version": {"type": "integer", "minimum": 1},
            "logic": _DIGEST,
        }
    )
    return {
        "description": "One area classed: one line of what `lagesbild assess --format jsonl` writes.",
        **_object(
            {
                "area": {"type": "string", "minLength": 1},
                "as_of": _DATE,
                "ruleset": ruleset,
                "classifications": {"type": "object", "propertyNames": _ID, "additionalProperties": outcome},
                "criteria": {"type": "object", "propertyNames": _ID, "additionalProperties": _TRUTH},
                "facts": {"type": "object", "propertyNames": _ID, "additionalProperties": fact},
            }
        ),
    }


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
    if isinstance(hint, types.UnionType):
        return {"anyOf": [_type(it, definitions) for it in typing.get_args(hint)]}
    _attrs(hint, definitions)
    return {"$ref": f"#/$defs/{hint.__name__}"}
