"""A small ruleset, and the same with some of its text put otherwise."""

from __future__ import annotations

import json
from typing import Any

from lagesbild_rules.ruleset import Ruleset, parse_ruleset

BASE: dict[str, Any] = {
    "format": "lagesbild-ruleset/1",
    "id": "konstruerat.litet",
    "version": "1",
    "status": "in_force",
    "effective": {"from": "2020-01-01"},
    "title": {"sv": "Litet"},
    "sources": {"s": {"title": "Källa"}},
    "parameters": {"limit": {"value": "50", "unit": "percent", "title": {"sv": "Gräns"}}},
    "readings": {"from_step": {"value": "some", "admissible": ["some", "much"], "because": {"sv": "Så."}}},
    "scales": {"amount": {"steps": ["none_at_all", "some", "much"]}},
    "indicators": {
        "share": {"number": {"unit": "percent", "decimals": "1", "min": "0"}, "title": {"sv": "Andel"}},
        "rate": {"number": {"unit": "percent", "decimals": "1"}, "title": {"sv": "Kvot"}},
        "trade": {"scale": "amount", "title": {"sv": "Handel"}},
    },
    "criteria": {
        "a": {
            "claim": {"sv": "A."},
            "source": "s",
            "modality": "required",
            "when": {"indicator": "share", "above": "limit"},
        },
        "b": {"claim": {"sv": "B."}, "source": "s", "when": {"indicator": "trade", "at_least": "from_step"}},
        "c": {"claim": {"sv": "C."}, "source": "s", "when": {"indicator": "rate", "below": "7"}},
        "d": {"claim": {"sv": "D."}, "source": "s", "when": {"indicator": "rate", "above": "20"}},
    },
    "classifications": {
        "k": {
            "title": {"sv": "Klass"},
            "levels": [
                {"id": "mild"},
                {"id": "grave", "when": {"all": ["a", {"at_least": "1", "of": ["b", "c"]}]}, "supporting": ["d"]},
                {"id": "worst", "when": {"all": [{"level": "k.grave"}, "c"]}},
            ],
        }
    },
}


def edited(*steps: tuple[str, Any]) -> Ruleset:
    """Return the small ruleset with the value of each path replaced; what is given ``None`` is taken away."""
    data = json.loads(json.dumps(BASE))
    for path, value in steps:
        *way, last = path.split("/")
        node = data
        for key in way:
            node = node[int(key)] if isinstance(node, list) else node[key]
        at = int(last) if isinstance(node, list) else last
        if value is None:
            del node[at]
        else:
            node[at] = json.loads(json.dumps(value))
    return parse_ruleset(json.dumps(data))
