"""What is read and written, held to the schemas that come with the package."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

from jsonschema import Draft202012Validator

FOLDER = files("lagesbild_rules") / "schemas"
NAMES = sorted(it.name.removesuffix(".schema.json") for it in FOLDER.iterdir() if it.name.endswith(".json"))


def schema(name: str) -> dict[str, Any]:
    """Return the schema *name*."""
    found: dict[str, Any] = json.loads((FOLDER / f"{name}.schema.json").read_text(encoding="utf-8"))
    return found


def fits(value: object, name: str) -> None:
    """Fail with the first thing in *value* that the schema *name* does not allow."""
    Draft202012Validator(schema(name)).validate(value)
