"""The bill of materials is what CycloneDX says a bill is, to its schema and to a library that reads it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from copy import deepcopy
from typing import Any, Final

import pytest
from cyclonedx.model.bom import Bom
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from .conftest import ROOT

FILE: Final = ROOT / "tools" / "lagesbild-rules.cdx.json"
SCHEMA: Final = JsonStrictValidator(SchemaVersion.V1_6)
WRONG: Final = {"a key that no bill has": "x"}


@pytest.fixture
def bill() -> dict[str, Any]:
    found = json.loads(FILE.read_text(encoding="utf-8"))
    assert isinstance(found, dict)
    return found


def test_the_bill_is_one_by_the_strict_schema(bill: dict[str, Any]) -> None:
    assert bill["specVersion"] == SchemaVersion.V1_6.to_version()
    assert SCHEMA.validate_str(FILE.read_text(encoding="utf-8")) is None


def objects(it: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Yield where each object in *it* is, of a list the first."""
    if isinstance(it, dict):
        yield path
        for key, inner in it.items():
            yield from objects(inner, (*path, key))
    elif isinstance(it, list) and it:
        yield from objects(it[0], (*path, 0))


def test_the_schema_looks_into_every_object_of_the_bill(bill: dict[str, Any]) -> None:
    """A key that does not belong there is found, wherever it stands: nothing is valid because nobody looks."""
    places = list(objects(bill))
    assert {"metadata", "components", "dependencies", "compositions"} <= {it[0] for it in places if it}
    for place in places:
        spoilt = deepcopy(bill)
        inner: Any = spoilt
        for key in place:
            inner = inner[key]
        inner |= WRONG
        assert SCHEMA.validate_str(json.dumps(spoilt)) is not None, place


@pytest.mark.parametrize("name", ["bomFormat", "metadata", "serialNumber", "components", "dependencies"])
def test_a_value_that_is_none_of_its_kind_is_found(bill: dict[str, Any], name: str) -> None:
    assert SCHEMA.validate_str(json.dumps(bill | {name: "x"})) is not None


def test_a_library_reads_the_same_from_it(bill: dict[str, Any]) -> None:
    """What a scanner would do: names, versions and package addresses come out, and each refers to what is there."""
    found = Bom.from_json(bill)
    assert found.validate()
    read = {(it.name, it.version, str(it.purl), str(it.bom_ref)) for it in found.components}
    assert read == {(it["name"], it.get("version"), it["purl"], it["bom-ref"]) for it in bill["components"]}
    assert len(read) == len(bill["components"])
    own = found.metadata.component
    assert own is not None
    assert [str(it.ref) for it in found.dependencies if it.dependencies] == [str(own.bom_ref)]
