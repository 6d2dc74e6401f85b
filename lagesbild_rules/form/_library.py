"""The library for workbooks, loaded where it is used."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from lagesbild_rules.errors import Place, Problem, QuestionError


def openpyxl(name: str) -> Any:
    """Return openpyxl; raises ``QuestionError`` when it is not installed, saying that *name* needs it."""
    try:
        return import_module("openpyxl")
    except ModuleNotFoundError as it:
        if it.name != "openpyxl":
            raise
        place, help = Place("lagesbild_rules.form"), "install `lagesbild-rules[form]`"
        raise QuestionError([Problem(place, "LR505", f"`{name}` needs openpyxl", help)]) from None
