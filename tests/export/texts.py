"""Small rulesets of a test's own."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from lagesbild_rules import Ruleset
from lagesbild_rules.ruleset import parse_ruleset

NUMBER = {"number": {"unit": "percent", "decimals": 1}}


def ruleset(
    indicators: Mapping[str, Any], criteria: Mapping[str, Any], levels: Mapping[str, Any] | None = None, **more: Any
) -> Ruleset:
    """Return a ruleset of *criteria*, each a condition, with one classification of a mildest level and *levels*."""
    data = {
        "format": "lagesbild-ruleset/1",
        "id": "test.export",
        "version": 1,
        "status": "draft",
        "effective": {"from": "2020-01-01"},
        "title": {"sv": "Ett prov", "en": "A test"},
        "sources": {"report": {"title": "A report"}},
        "indicators": indicators,
        "criteria": {
            id_: when if "claim" in when else {"claim": {"en": f"The claim {id_}"}, "source": "report", "when": when}
            for id_, when in criteria.items()
        },
        "classifications": {
            "status": {
                "title": {"en": "Status"},
                "levels": [
                    {"id": "mildest"},
                    *({"id": id_, "title": {"en": id_}, "when": when} for id_, when in (levels or {}).items()),
                ],
            }
        },
        **more,
    }
    return parse_ruleset(json.dumps(data))
