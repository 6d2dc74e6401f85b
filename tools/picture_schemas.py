"""JSON Schemas of pictures and of what people decided."""

from __future__ import annotations

import typing
from typing import Any

import attrs

from lagesbild_rules.facts import AREA_COLUMNS, Completeness
from lagesbild_rules.picture import DECISION_COLUMNS, FORMAT, Grouping, Towards
from lagesbild_rules.truth import Truth

Schema = dict[str, Any]

_ID: Schema = {"type": "string", "pattern": "^[a-z][a-z0-9_]*$"}
_DATE: Schema = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
_DIGEST: Schema = {"type": "string", "pattern": "^sha256:[0-9a-f]{64}$"}
_COUNT: Schema = {"type": "integer", "minimum": 0}
_TEXT: Schema = {"type": ["string", "null"]}
_WORD: Schema = {"type": "string", "minLength": 1}
_IDS: Schema = {"type": "array", "items": _ID}
_LEVELS: Schema = {**_IDS, "minItems": 1}


def schemas() -> dict[str, Schema]:
    """Return the schema of a picture, and that of a row of decisions."""
    row = dict.fromkeys(DECISION_COLUMNS, _TEXT) | {"area": _WORD, "level": _WORD, "role": _WORD, "date": _DATE}
    return {
        "picture": {
            "description": "All areas on one day: what `lagesbild picture` writes as picture.json.",
            **_picture(),
        },
        "decision-row": {
            "description": "A line of a JSON Lines table of decisions, as `lagesbild picture --decisions` reads it.",
            **_object(row, ("classification", "motive", "second_approver")),
        },
    }


def _object(properties: Schema, optional: tuple[str, ...] = ()) -> Schema:
    required = [it for it in properties if it not in optional]
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def _or_null(it: Schema) -> Schema:
    return {"anyOf": [it, {"type": "null"}]}


def _array(it: Schema) -> Schema:
    return {"type": "array", "items": it}


def _by_id(it: Schema) -> Schema:
    return {"type": "object", "propertyNames": _ID, "additionalProperties": it}


def _picture() -> Schema:
    text = _object({"sv": _TEXT, "en": _TEXT})
    level = _object({"id": _ID, "title": text})
    return _object(
        {
            "format": {"const": FORMAT},
            "audience": {"enum": ["internal", "open"]},
            "name": {"type": "string"},
            "as_of": _DATE,
            "known_at": _TEXT,
            "ruleset": _or_null(
                _object(
                    {
                        "id": {"type": "string"},
                        "effective_from": _DATE,
                        "version": {"type": "integer", "minimum": 1},
                        "logic": _DIGEST,
                        "wording": _DIGEST,
                    }
                )
            ),
            "publication": _or_null(
                _object(
                    {
                        "title": {"type": "string"},
                        "publisher": {"type": "string"},
                        "reference": _TEXT,
                        "terms": text,
                        "note": text,
                        "via": _TEXT,
                        "certainty": {"enum": ["day", "month", "year"]},
                    }
                )
            ),
            "classifications": _by_id(_object({"title": text, "levels": {**_array(level), "minItems": 1}})),
            "summary": _summary(),
            "areas": _array(_area()),
            "receipt": {"type": ["object", "null"]},
        }
    )


def _area() -> Schema:
    places: Schema = dict.fromkeys(AREA_COLUMNS, _TEXT)
    places |= {"area": _WORD, "valid_from": _or_null(_DATE), "valid_until": _or_null(_DATE), "trend": _TEXT}
    driver = _object({"criterion": _ID, "truth": {"enum": [it.value for it in Truth]}, "alone": {"type": "boolean"}})
    settling = _object(
        {
            "reachable": _LEVELS,
            "matters": _IDS,
            "indifferent": _IDS,
            "quickest": _array(_LEVELS),
            "complete": {"type": "boolean"},
        }
    )
    decision = _object({"date": _DATE, "level": _ID, "role": _WORD, "motive": _TEXT, "second_approver": _TEXT})
    outcome = _object(
        {
            "level": _or_null(_ID),
            "possible": _LEVELS,
            "decision": _or_null(decision),
            "drivers": _or_null(_array(driver)),
            "rests_on": _or_null(_IDS),
            "otherwise": _or_null(_array(_LEVELS)),
            "settling": _or_null(settling),
        }
    )
    return _object({**places, "classifications": _by_id(outcome)})


def _summary() -> Schema:
    open_ = _object({"possible": {**_IDS, "minItems": 2}, "areas": {"type": "integer", "minimum": 1}})
    count = _object(
        {
            "classification": _ID,
            "grouping": {"enum": list(typing.get_args(Grouping))},
            "group": _TEXT,
            "total": _COUNT,
            "levels": _by_id(_COUNT),
            "open": _array(open_),
        }
    )
    robustness = _object(
        {
            "classification": _ID,
            "robust": _COUNT,
            "not_robust": _COUNT,
            "left_out": _COUNT,
            "readings": _by_id({"type": "integer", "minimum": 1}),
        }
    )
    unit: Schema = {it.name: _COUNT for it in attrs.fields(Completeness)}
    unit |= {"unit": {"type": "string"}, "indicator": _or_null(_ID), "same_answer": _TEXT, "oldest": _or_null(_DATE)}
    difference = _object(
        {
            "area": _WORD,
            "classification": _ID,
            "proposed": _LEVELS,
            "decided": _ID,
            "towards": {"enum": list(typing.get_args(Towards))},
        }
    )
    return _object(
        {
            "counts": _array(count),
            "proposed": _array(count),
            "robustness": _array(robustness),
            "completeness": _array(_object(unit)),
            "decisions": _array(difference),
        }
    )
