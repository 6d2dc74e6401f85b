"""The bill of materials that the wheel carries: what the library asks for, and with which version that is tested.

Made of pyproject.toml and constraints.txt alone, so that it is the same everywhere; CycloneDX 1.6 as JSON.
"""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any, Final
from uuid import UUID, uuid5

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT: Final = Path(__file__).resolve().parent.parent
PATH: Final = "tools/lagesbild-rules.cdx.json"
_SPACE: Final = UUID("6ba7b811-9dad-11d1-80b4-00c04fd430c8")  # the name space of URLs


def files() -> dict[str, str]:
    """Return the bill of materials under its path."""
    return {PATH: json.dumps(_bill(), ensure_ascii=False, indent=2) + "\n"}


def _bill() -> dict[str, Any]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pairs = (line.split("==") for line in lines if "==" in line)
    tested = {canonicalize_name(name): version for name, version in pairs}
    asked: dict[str, dict[str, Any]] = {}
    for extra, texts in (("", project["dependencies"]), *project["optional-dependencies"].items()):
        for text in texts:
            it = Requirement(text)
            if canonicalize_name(it.name) != project["name"]:
                one = asked.setdefault(canonicalize_name(it.name), {"ranges": {}, "extras": []})
                one["ranges"][str(it.specifier)] = None
                one["extras"].append(extra)
    own = _purl(project["name"], project["version"])
    components = [_component(name, tested.get(name), **asked[name]) for name in sorted(asked)]
    needed = [it["bom-ref"] for it in components]
    bill: dict[str, Any] = {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "lifecycles": [{"phase": "pre-build"}],
            "component": {
                "type": "library",
                "bom-ref": own,
                "name": project["name"],
                "version": project["version"],
                "description": project["description"],
                "licenses": [{"license": {"id": project["license"]}}],
                "purl": own,
            },
        },
        "components": components,
        "dependencies": [{"ref": own, "dependsOn": needed}, *({"ref": it} for it in needed)],
        # What these libraries ask for in turn is theirs to say.
        "compositions": [
            {"aggregate": "complete", "dependencies": [own]},
            {"aggregate": "unknown", "dependencies": needed},
        ],
    }
    number = uuid5(_SPACE, json.dumps(bill, sort_keys=True))
    return {**dict(list(bill.items())[:3]), "serialNumber": number.urn, **dict(list(bill.items())[3:])}


def _component(name: str, version: str | None, ranges: dict[str, None], extras: list[str]) -> dict[str, Any]:
    purl = _purl(name, version)
    by = [{"name": "lagesbild:extra", "value": it} for it in sorted(set(extras)) if it]
    return {
        "type": "library",
        "bom-ref": purl,
        "name": name,
        **({"version": version} if version else {}),
        "scope": "required" if "" in extras else "optional",
        "purl": purl,
        "properties": [*({"name": "lagesbild:asked", "value": it} for it in ranges), *by],
    }


def _purl(name: str, version: str | None) -> str:
    return f"pkg:pypi/{name}@{version}" if version else f"pkg:pypi/{name}"
