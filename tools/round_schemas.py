"""JSON Schemas of rounds: how all units stand, and a unit's page."""

from __future__ import annotations

from typing import Any, get_args

from lagesbild_rules.facts import AREA_COLUMNS, Cause
from lagesbild_rules.picture import UnitStanding

Schema = dict[str, Any]

_DATE: Schema = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
_TIME: Schema = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]{8,15}Z$"}
_TEXT: Schema = {"type": "string"}
_TEXTS: Schema = {"type": "array", "items": _TEXT}
_COUNT: Schema = {"type": "integer", "minimum": 0}
_AUDIENCE: Schema = {"enum": ["internal", "open"]}


def schemas() -> dict[str, Schema]:
    """Return the schemas by their names."""
    head = {"round": _TEXT, "ruleset": _TEXT, "as_of": _DATE, "due": _DATE}
    frozen = _object({"at": _TIME, "by": _TEXT, "missing": _TEXTS, "digest": _digest()})
    status = _object(
        {
            **head,
            "day": _DATE,
            "audience": _AUDIENCE,
            "frozen": _or_null(frozen),
            "units": {"type": "array", "items": _unit()},
            "beside": {"type": "array", "items": _beside()},
        }
    )
    answer = _object(
        {
            "fact": _fact(),
            "units": _TEXTS,
            "notes": _COUNT,
            "before": _or_null(_fact()),
            "change": {"enum": ["same", "changed", "new", "gone", None]},
        }
    )
    area = _object(
        {
            "area": _object({name: _or_null(_TEXT) for name in AREA_COLUMNS}),
            "answered": _COUNT,
            "before": _or_null(_TEXT),
            "forerunners": _TEXTS,
            "answers": {"type": "object", "additionalProperties": answer},
            "beside": _or_null(_beside()),
        }
    )
    page = _object(
        {
            **head,
            "audience": _AUDIENCE,
            "previous": _or_null(_TEXT),
            "status": _unit(),
            "areas": {"type": "array", "items": area},
        }
    )
    return {
        "round-status": {"description": "What `lagesbild round status --format json` writes.", **status},
        "round-unit": {"description": "What `lagesbild round unit --format json` writes.", **page},
    }


def _object(properties: Schema) -> Schema:
    names = list(properties)
    return {"type": "object", "properties": properties, "required": names, "additionalProperties": False}


def _or_null(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


def _digest() -> Schema:
    return {"type": "string", "pattern": "^sha256:[0-9a-f]{64}$"}


def _unit() -> Schema:
    change = _or_null(_object({"at": _TIME, "by": _TEXT, "reason": _or_null(_TEXT)}))
    counts = ("areas", "areas_answered", "asked", "answered", "conflicting")
    return _object(
        {
            "unit": _TEXT,
            "standing": {"enum": list(get_args(UnitStanding))},
            **dict.fromkeys(counts, _COUNT),
            "sent": change,
            "returned": change,
            "times_returned": _COUNT,
            "late": _COUNT,
        }
    )


def _beside() -> Schema:
    facts = {"type": "array", "items": _fact()}
    by_unit = {"type": "object", "additionalProperties": facts}
    stated = {"type": "object", "additionalProperties": by_unit}
    return _object({"area": _TEXT, "units": _TEXTS, "differing": _TEXTS, "stated": stated})


def _fact() -> Schema:
    causes = {"type": "array", "items": {"enum": [it.value for it in Cause]}}
    end = _or_null(_TEXT)
    return {
        "anyOf": [_object({"low": end, "high": end, "causes": causes}), _object({"codes": _TEXTS, "causes": causes})]
    }
