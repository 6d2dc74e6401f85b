"""JSON Schemas of what `lagesbild study sensitivity` and `study attribution` write."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lagesbild_rules.study import ATTRIBUTION_COLUMNS, PARTS

Schema = dict[str, Any]

_KINDS: dict[str, Schema] = {
    "text": {"type": ["string", "null"]},
    "texts": {"type": "array", "items": {"type": "string"}},
    "truth": {"type": ["boolean", "null"]},
    "whole": {"type": ["integer", "null"]},
    "number": {"type": ["number", "null"]},
}


def schemas() -> dict[str, Schema]:
    """Return the schemas by name."""
    head: Schema = {
        "ruleset": {"type": "string"},
        "areas": {"type": "integer", "minimum": 0},
        "seed": {"type": "integer", "minimum": 0},
    }
    parts = {name: _rows(columns) for name, columns in PARTS.items()}
    return {
        "study-sensitivity": {
            "description": "What `lagesbild study sensitivity` writes: the rows of each part that there is.",
            "type": "object",
            "properties": {**head, **parts},
            "required": list(head),
            "additionalProperties": False,
        },
        "study-attribution": {
            "description": "What `lagesbild study attribution` writes.",
            **_rows(ATTRIBUTION_COLUMNS),
        },
    }


def _rows(columns: Mapping[str, str]) -> Schema:
    row = {
        "type": "object",
        "properties": {name: _KINDS[kind] for name, kind in columns.items()},
        "required": list(columns),
        "additionalProperties": False,
    }
    return {"type": "array", "items": row}
