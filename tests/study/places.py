"""Constructed places to vary: scales, a truth, numbers in sums, means and products, a count and a switch."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from lagesbild_rules.evaluation import ReferenceEngine
from lagesbild_rules.facts import FactSet, facts_from_row
from lagesbild_rules.ruleset import Ruleset, parse_ruleset

PLACES: dict[str, Any] = {
    "format": "lagesbild-ruleset/1",
    "id": "konstruerat.platser",
    "version": "1",
    "status": "trial",
    "effective": {"from": "2024-01-01"},
    "title": {"sv": "Platser (konstruerat)", "en": "Places (constructed)"},
    "sources": {"none": {"title": "Konstruerad", "evidence": "inferred"}},
    "parameters": {
        "limit": {"value": "20", "source": "none", "title": {"en": "Where dark begins"}},
        "weight": {"value": "2", "source": "none"},
    },
    "readings": {
        "needed": {"value": "1", "admissible": ["1", "2"], "because": {"en": "The text is silent."}},
        "from_step": {"value": "some", "admissible": ["some", "much"], "because": {"en": "The text is silent."}},
    },
    "scales": {"amount": {"steps": ["none_at_all", "some", "much"]}},
    "indicators": {
        "broken": {"number": {"unit": "percent", "decimals": "1", "min": "0", "max": "100"}, "worse": "high"},
        "dim": {"number": {"unit": "percent", "decimals": "1"}, "worse": "high"},
        "trade": {"scale": "amount", "worse": "high"},
        "threats": {"scale": "amount", "worse": "high"},
        "staffed": {"truth": "true", "worse": "low"},
    },
    "criteria": {
        "dark": {"claim": {"en": "Dark."}, "source": "none", "when": {"indicator": "broken", "at_least": "limit"}},
        "gloomy": {
            "claim": {"en": "Gloomy."},
            "source": "none",
            "when": {
                "value": {"mean": [{"indicator": "broken"}, {"indicator": "dim"}, "10"]},
                "above": {"times": ["weight", {"indicator": "dim"}]},
            },
        },
        "sold": {"claim": {"en": "Sold."}, "source": "none", "when": {"indicator": "trade", "at_least": "from_step"}},
        "feared": {"claim": {"en": "Feared."}, "source": "none", "when": {"indicator": "threats", "at_least": "much"}},
        "alone": {"claim": {"en": "Alone."}, "source": "none", "when": {"indicator": "staffed", "equals": "false"}},
    },
    "classifications": {
        "lage": {
            "title": {"en": "State"},
            "levels": [
                {"id": "lugnt", "title": {"en": "Calm"}},
                {
                    "id": "utsatt",
                    "title": {"en": "Exposed"},
                    "when": {"at_least": "needed", "of": ["dark", "sold", "gloomy"]},
                },
                {
                    "id": "svart",
                    "title": {"en": "Grave"},
                    "when": {"all": [{"level": "lage.utsatt"}, {"any": ["feared", "alone"]}]},
                },
            ],
        }
    },
}

ROWS = (
    {"area": "A", "broken": "20", "dim": "5", "trade": "none_at_all", "threats": "much", "staffed": "true"},
    {"area": "B", "broken": "19.5", "dim": "30", "trade": "some", "threats": "none_at_all", "staffed": "false"},
    {"area": "C", "broken": "", "dim": "-4", "trade": "much", "threats": "", "staffed": "true"},
    {"area": "D", "broken": "3", "dim": "12.5", "trade": "", "threats": "some", "staffed": ""},
    {"area": "E", "broken": "70", "dim": "", "trade": "none_at_all", "threats": "some", "staffed": "true"},
)


def edited(*steps: tuple[str, Any]) -> Ruleset:
    """Return the ruleset with the value of each path replaced, or added; ``None`` takes it away."""
    data = json.loads(json.dumps(PLACES))
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


def places(ruleset: Ruleset, rows: Sequence[dict[str, str]] = ROWS) -> list[FactSet]:
    """Return the facts of the constructed places."""
    return [facts_from_row(row, ruleset.indicators) for row in rows]


def possible(ruleset: Ruleset, rows: Sequence[FactSet]) -> list[dict[str, tuple[str, ...]]]:
    """Return the possible levels of each area, by the reference engine."""
    return [dict(it.possible) for it in ReferenceEngine().answers(ruleset, rows)]


def moved(before: Ruleset, after: Ruleset, rows: Sequence[FactSet]) -> tuple[str, ...]:
    """Return the areas whose possible levels differ, by the reference engine."""
    pairs = zip(rows, possible(before, rows), possible(after, rows), strict=True)
    return tuple(row.area for row, was, now in pairs if was != now)
