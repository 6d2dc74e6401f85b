"""A sound constructed ruleset, and the same with a fault planted in it."""

from __future__ import annotations

import json
from typing import Any

from lagesbild_rules.ruleset import Ruleset, parse_ruleset

SOUND: dict[str, Any] = {
    "format": "lagesbild-ruleset/1",
    "id": "konstruerat.torg",
    "version": "1",
    "status": "trial",
    "effective": {"from": "2024-01-01"},
    "title": {"sv": "Torg (konstruerat)", "en": "Squares (constructed)"},
    "sources": {"none": {"title": "Konstruerad", "evidence": "inferred"}},
    "readings": {"needed": {"value": "1", "admissible": ["1", "2"], "because": {"en": "The text is silent."}}},
    "scales": {"amount": {"steps": ["none_at_all", "some", "much"]}},
    "indicators": {
        "broken": {"number": {"unit": "percent", "decimals": "1", "min": "0", "max": "100"}, "worse": "high"},
        "trade": {"scale": "amount", "worse": "high"},
        "threats": {"scale": "amount", "worse": "high"},
        "staffed": {"truth": "true", "worse": "low"},
    },
    "criteria": {
        "dark": {"claim": {"en": "Dark."}, "source": "none", "when": {"indicator": "broken", "at_least": "20"}},
        "sold": {"claim": {"en": "Sold."}, "source": "none", "when": {"indicator": "trade", "at_least": "some"}},
        "feared": {"claim": {"en": "Feared."}, "source": "none", "when": {"indicator": "threats", "at_least": "much"}},
        "alone": {"claim": {"en": "Alone."}, "source": "none", "when": {"indicator": "staffed", "equals": "false"}},
    },
    "classifications": {
        "lage": {
            "title": {"en": "State"},
            "nested": "true",
            "levels": [
                {"id": "lugnt"},
                {"id": "utsatt", "title": {"en": "Exposed"}, "when": {"at_least": "needed", "of": ["dark", "sold"]}},
                {
                    "id": "svart",
                    "title": {"en": "Grave"},
                    "when": {"all": [{"level": "lage.utsatt"}, {"any": ["feared", "alone"]}]},
                },
            ],
        }
    },
}


def edited(*steps: tuple[str, Any]) -> Ruleset:
    """Return the sound ruleset with the value of each path replaced, or added; ``None`` takes it away."""
    data = json.loads(json.dumps(SOUND))
    for path, value in steps:
        *way, last = path.split("/")
        node = data
        for key in way:
            node = node[int(key)] if isinstance(node, list) else node.setdefault(key, {})
        at: Any = int(last) if isinstance(node, list) else last
        if value is None:
            del node[at]
        else:
            node[at] = value
    return parse_ruleset(json.dumps(data))


LEVELS = "classifications/lage/levels"
GRAVE = f"{LEVELS}/2/when"
