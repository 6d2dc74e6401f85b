"""A feature as it stands in a file: its columns, and its rings or why it has none."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NoReturn

from attrs import frozen

from lagesbild_rules.errors import FactsError, Place, Problem
from lagesbild_rules.picture.geo._model import GeometryLimits, Ring

Rings = tuple[tuple[Ring, ...], ...]
"""Polygons, each its outline and then its holes."""


@frozen
class Feature:
    """The feature that is the *number*-th, from 1, of its file; ``wrong`` says why it is no polygon."""

    number: int
    columns: Mapping[str, Any]
    rings: Rings = ()
    wrong: str | None = None


@frozen
class Features:
    """All features of a file with the names of their columns, and the coordinate system: a name or WKT."""

    every: tuple[Feature, ...]
    columns: tuple[str, ...]
    system: str


def no_geometry(shown: str, finding: str, help: str) -> FactsError:
    """Return the error that a file is no file of geometry that can be read."""
    return FactsError([Problem(Place(shown), "LR860", finding, help)])


def beyond(shown: str, what: str, setting: str, limits: GeometryLimits) -> NoReturn:
    """Raise the error that a file holds more of *what* than the limit named *setting* allows."""
    finding = f"the file holds more {what} than `{setting}` allows ({getattr(limits, setting)})"
    help = f"divide it or simplify it, or raise `{setting}` of `GeometryLimits` if it is meant to be as large"
    raise FactsError([Problem(Place(shown), "LR861", finding, help)])
