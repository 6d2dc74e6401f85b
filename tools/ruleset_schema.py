"""JSON Schema (2020-12) of the formats ``lagesbild-ruleset/1`` and of cases, made from the model and the reader.

Editors read YAML with the types of YAML 1.2: a number may come as a number or as text, so both are taken.
"""

from __future__ import annotations

from typing import Any, get_args

from lagesbild_rules.facts import AgeUnit, Disagreement, Handling, Worse
from lagesbild_rules.ruleset import FORMAT, KEYS, Operator
from lagesbild_rules.ruleset import _model as model
from lagesbild_rules.truth import Truth

Schema = dict[str, Any]

ID = "^[a-z][a-z0-9_]*$"
_NUMBER = r"^[-+]?[0-9]+(\.[0-9]+)?$"


def schemas() -> dict[str, Schema]:
    """Return the schemas of a ruleset and of a file of cases."""
    return {"ruleset": _ruleset(), "cases": _cases()}


def _keys(name: str, **properties: Schema) -> Schema:
    """Return an object with the keys that the reader takes under *name*; each must have its schema here."""
    required, optional = KEYS[name]
    unknown = properties.keys() ^ {*required, *optional}
    if unknown:
        raise ValueError(f"{name}: the reader and the schema differ in {sorted(unknown)}")
    return {
        "type": "object",
        "properties": {key: properties[key] for key in (*required, *optional)},
        "required": list(required),
        "additionalProperties": False,
    }


def _map(values: Schema) -> Schema:
    return {"type": "object", "propertyNames": {"pattern": ID}, "additionalProperties": values, "minProperties": 1}


def _list(items: Schema, least: int = 1) -> Schema:
    return {"type": "array", "items": items, "minItems": least}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def _enum(values: object) -> Schema:
    return {"enum": list(get_args(values))}


_TEXT: Schema = {"type": "string", "pattern": r"\S"}
_DATE: Schema = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
_DIGITS: Schema = {"anyOf": [{"type": "number"}, {"type": "string", "pattern": _NUMBER}]}
_SCALAR: Schema = {"anyOf": [{"type": "number"}, {"type": "boolean"}, _TEXT]}
_NAME: Schema = {"type": "string", "pattern": ID}


def _whole(least: int) -> Schema:
    return {"anyOf": [{"type": "integer", "minimum": least}, {"type": "string", "pattern": "^[0-9]+$"}]}


def _true_or_false() -> Schema:
    return {"anyOf": [{"type": "boolean"}, {"enum": ["true", "false"]}]}


def _citation() -> dict[str, Schema]:
    return {"source": _NAME, "locator": _TEXT, "quote": _TEXT, "evidence": _enum(model.EvidenceMark)}


def _ruleset() -> Schema:
    body = _keys(
        "ruleset",
        format={"const": FORMAT},
        id={"type": "string", "pattern": r"^[a-z][a-z0-9_-]*(\.[a-z][a-z0-9_-]*)*$"},
        version=_whole(1),
        status=_enum(model.Status),
        effective=_keys("effective", **{"from": _DATE, "until": _DATE, "certainty": _enum(model.Certainty)}),
        title=_ref("text"),
        owner=_TEXT,
        sources=_map(_ref("source")),
        parameters=_map(_ref("parameter")),
        readings=_map(_ref("reading")),
        scales=_map(_ref("scale")),
        indicators=_map(_ref("indicator")),
        evidence=_ref("evidence"),
        criteria=_map(_ref("criterion")),
        classifications=_map(_ref("classification")),
    )
    return {"description": "A ruleset: one period's text as data.", **body, "$defs": _definitions()}


def _definitions() -> dict[str, Schema]:
    year = {"anyOf": [{"type": "integer"}, {"type": "string", "pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"}]}
    constant: dict[str, Schema] = {"unit": _TEXT, "title": _ref("text"), **_citation()}
    value: Schema = {"anyOf": [_SCALAR, _list(_SCALAR)]}
    ages = "|".join(it[:-1] for it in get_args(AgeUnit))
    return {
        "text": _keys("text", sv=_TEXT, en=_TEXT) | {"minProperties": 1},
        "source": _keys("source", title=_TEXT, reference=_TEXT, published=year, evidence=_enum(model.EvidenceMark)),
        "parameter": _keys("parameter", value=value, **constant),
        "reading": _keys("reading", value=value, admissible=_list(value), because=_ref("text"), **constant),
        "scale": _keys("scale", steps=_list(_NAME), titles=_map(_ref("text"))),
        "indicator": _indicator(),
        "evidence": _keys(
            "evidence",
            max_age={
                "type": "string",
                "pattern": f"^[0-9]{{1,4}} ({ages})s?$",
            },
            at_least_grade={"type": "string", "pattern": "^[ABCX][1-4]$"},
            when_sources_disagree=_enum(Disagreement),
        ),
        "criterion": _keys(
            "criterion",
            claim=_ref("text"),
            when=_ref("condition"),
            modality=_enum(model.Modality),
            known_misreadings=_list(_ref("text")),
            **_citation(),
        ),
        "classification": _keys(
            "classification", title=_ref("text"), nested=_true_or_false(), levels=_list(_ref("level"))
        ),
        "level": _keys(
            "level",
            id=_NAME,
            title=_ref("text"),
            when=_ref("condition"),
            supporting=_list(_NAME),
            claim=_ref("text"),
            **_citation(),
        ),
        "condition": _condition(),
        "expression": _expression(),
    }


def _indicator() -> Schema:
    number = _keys("number", unit=_TEXT, decimals=_whole(0), min=_DIGITS, max=_DIGITS, precision=_DIGITS)
    kinds: dict[str, Schema] = {
        "scale": _NAME,
        "number": number,
        "truth": {"anyOf": [{"const": True}, {"const": "true"}]},
        "category": _list(_SCALAR),
    }
    body = _keys(
        "indicator",
        **kinds,
        title=_ref("text"),
        titles={"type": "object", "additionalProperties": _ref("text")},
        worse=_enum(Worse),
        changeable=_true_or_false(),
        group=_TEXT,
        handling=_enum(Handling),
        evidence=_ref("evidence"),
    )
    return body | {"oneOf": [{"required": [kind]} for kind in kinds]}


def _condition() -> Schema:
    members = _list(_ref("condition"))
    k = {"anyOf": [_whole(0), _NAME]}
    level = {"type": "string", "pattern": r"^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$"}
    right: Schema = {"anyOf": [_SCALAR, _list(_ref("expression")), _ref("expression")]}
    compared: dict[str, Schema] = {it.value: right for it in Operator}
    operators = [{"required": [it.value]} for it in Operator]

    def shape(required: list[str], **properties: Schema) -> Schema:
        return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}

    return {
        "anyOf": [
            {"description": "the id of a criterion", **_NAME},
            shape(["all"], all=members),
            shape(["any"], any=members),
            shape(["not"], **{"not": _ref("condition")}),
            shape(["at_least", "of"], at_least=k, of=members | {"uniqueItems": True}),
            shape(["at_most", "of"], at_most=k, of=members | {"uniqueItems": True}),
            shape(["level"], level=level),
            shape(["classification", "at_least"], classification=_NAME, at_least=_NAME),
            shape(["classification", "below"], classification=_NAME, below=_NAME),
            shape(["indicator"], indicator=_NAME, missing_as=_true_or_false(), **compared) | {"oneOf": operators},
            shape(["value"], value=_ref("expression"), missing_as=_true_or_false(), **compared) | {"oneOf": operators},
        ]
    }


def _expression() -> Schema:
    terms = _list(_ref("expression"))
    pair = {"type": "array", "prefixItems": [_ref("expression")] * 2, "items": False, "minItems": 2}
    scaled = {"type": "array", "prefixItems": [_SCALAR, _ref("expression")], "items": False, "minItems": 2}
    one = {"indicator": _NAME, "sum": terms, "mean": terms, "difference": pair, "times": scaled}
    shapes: list[Schema] = [
        {"type": "object", "properties": {key: schema}, "required": [key], "additionalProperties": False}
        for key, schema in one.items()
    ]
    return {"anyOf": [_SCALAR, *shapes]}


def _cases() -> Schema:
    truths = {"anyOf": [{"type": "boolean"}, {"enum": [it.value for it in Truth]}]}
    cell: Schema = {"anyOf": [{"type": "null"}, {"type": "string"}, _SCALAR]}
    case = _keys(
        "case",
        case=_TEXT,
        as_of=_DATE,
        facts={"type": "object", "propertyNames": {"pattern": ID}, "additionalProperties": cell},
        expect=_keys(
            "expect",
            criteria=_map(truths),
            classifications=_map({"anyOf": [_NAME, _list(_NAME)]}),
        )
        | {"minProperties": 1},
        rests_on=_list(_NAME, 0),
        lacks=_list(_NAME, 0),
    )
    return {
        "description": "Cases of a ruleset: one, or a list of them.",
        "anyOf": [_ref("case"), _list(_ref("case"))],
        "$defs": {"case": case},
    }
