"""What a fact changed, as a line of JSON."""

from __future__ import annotations

import json
from datetime import date

from lagesbild_rules.evaluation.durable import Changed, Derived
from lagesbild_rules.explanation import Values
from lagesbild_rules.facts import fact_data
from lagesbild_rules.report._json import outcome_data, ruleset_data
from lagesbild_rules.ruleset import Ruleset
from lagesbild_rules.text import Language


def changed_line(changed: Changed, ruleset: Ruleset, as_of: date, language: Language, line: int) -> str:
    """Return *changed*, which came of the *line* that was read, as JSON that fits ``watch-change.schema.json``."""
    indicator = ruleset.indicators[changed.indicator]
    values = Values(ruleset, language)
    told = {
        "line": line,
        "area": changed.area,
        "as_of": str(as_of),
        "ruleset": ruleset_data(ruleset),
        "indicator": changed.indicator,
        "before": fact_data(indicator, changed.before),
        "after": fact_data(indicator, changed.after),
        "classifications": {
            name: {"before": outcome_data(before), "after": outcome_data(after)}
            for name, (before, after) in changed.classifications.items()
        },
        "criteria": {
            id_: {"before": before.value, "after": after.value} for id_, (before, after) in changed.criteria.items()
        },
        "chain": [_derived(it, values) for it in changed.chain],
    }
    return json.dumps(told, ensure_ascii=False)


def _derived(it: Derived, values: Values) -> dict[str, object]:
    return {
        "condition": values.rule(it.condition),
        "before": it.before.value,
        "after": it.after.value,
        "criteria": {id_: values.claim(id_) for id_ in it.criteria},
        "levels": {
            name: {level: values.level(name, level) for of, level in it.levels if of == name} for name, _ in it.levels
        },
    }
