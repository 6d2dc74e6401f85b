"""Texts of rulesets changed at one place by chance: what a new period, a correction or a slip of the pen may be."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator, MutableMapping, MutableSequence
from pathlib import Path
from random import Random
from typing import Any

import yaml

from lagesbild_rules.errors import RulesetError
from lagesbild_rules.ruleset import Ruleset, parse_ruleset, shipped_rulesets, texts_in

OPERATORS = ("at_least", "above", "at_most", "below", "equals")
CONNECTIVES = ("all", "any")
WORDS = {
    "status": ("draft", "trial", "in_force", "repealed"),
    "certainty": ("day", "month", "year"),
    "evidence": ("primary", "secondary", "media", "derived", "inferred"),
    "modality": ("required", "any_of", "supporting", "graded", "effect"),
    "worse": ("high", "low"),
    "handling": ("open", "restricted", "secret"),
    "changeable": ("true", "false"),
    "nested": ("true", "false"),
    "missing_as": ("true", "false"),
    "max_age": ("12 months", "24 months", "90 days"),
    "at_least_grade": ("B2", "C3"),
    "when_sources_disagree": ("span", "newest", "best_graded"),
    "until": ("2031-01-01", "2032-01-01"),
    "equals": ("true", "false", "0", "1"),
}
NEW_KEYS = (
    "quote",
    "locator",
    "evidence",
    "modality",
    "worse",
    "handling",
    "changeable",
    "missing_as",
    "group",
    "unit",
)
NEW_KEYS += (
    "nested",
    "owner",
    "reference",
    "published",
    "until",
    "precision",
    "min",
    "max",
    "max_age",
    "at_least_grade",
)

SHIPPED = tuple(sorted(texts_in(shipped_rulesets())))


def shipped(path: Path) -> Any:
    """Return the text at *path* as plain data, every scalar as it is written."""
    return yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)


def mutant(data: Any, chance: Random) -> str:
    """Return *data* as a text in which one place was changed; it may be one that cannot be read."""
    text = json.dumps(data, ensure_ascii=False)
    for _ in range(20):
        found = json.loads(text)
        holder, key = chance.choice(list(_nodes(found)))
        chance.choice(_WAYS)(found, holder, key, chance)
        if (changed := json.dumps(found, ensure_ascii=False)) != text:
            return changed
    return text


def changed(data: Any, chance: Random, times: int) -> Ruleset:
    """Return the ruleset of *data* changed at that many places at most: what cannot be read then is taken back."""
    ruleset = parse_ruleset(json.dumps(data, ensure_ascii=False))
    for _ in range(times):
        text = mutant(data, chance)
        try:
            ruleset, data = parse_ruleset(text), json.loads(text)
        except RulesetError:
            continue
    return ruleset


def _nodes(data: Any) -> Iterator[tuple[Any, Any]]:
    for key in list(data) if isinstance(data, MutableMapping) else range(len(data)):
        yield data, key
        if not isinstance(data[key], str):
            yield from _nodes(data[key])


def _drop(data: Any, holder: Any, key: Any, chance: Random) -> None:
    del holder[key]


def _repeat(data: Any, holder: Any, key: Any, chance: Random) -> None:
    if isinstance(holder, MutableSequence):
        holder.insert(chance.randrange(len(holder) + 1), copy.deepcopy(holder[key]))
    else:
        holder[f"{key}_too"] = copy.deepcopy(holder[key])


def _rename(data: Any, holder: Any, key: Any, chance: Random) -> None:
    """Give what *key* names another name, here and wherever it is named."""
    old = key if isinstance(key, str) else holder[key]
    if isinstance(old, str):
        text = (
            json.dumps(data, ensure_ascii=False)
            .replace(f'"{old}"', f'"{old}_anew"')
            .replace(f'.{old}"', f'.{old}_anew"')
        )
        data.clear()
        data.update(json.loads(text))


def _reorder(data: Any, holder: Any, key: Any, chance: Random) -> None:
    if isinstance(holder, MutableSequence):
        chance.shuffle(holder)
    elif isinstance(holder[key], MutableSequence):
        chance.shuffle(holder[key])


def _reword(data: Any, holder: Any, key: Any, chance: Random) -> None:
    if not isinstance(holder[key], str):
        return
    if key in WORDS:
        holder[key] = chance.choice(WORDS[key])
        return
    beside = [found[name] for found, name in _nodes(data) if name == key and isinstance(found[name], str)]
    number = holder[key].lstrip("-").replace(".", "", 1)
    if number.isdigit():
        holder[key] = chance.choice([str(int(float(holder[key])) + 1), f"{holder[key]}5", f"{holder[key]}0", "1", "0"])
    else:
        holder[key] = chance.choice([*beside, f"{holder[key]} igen"])


def _restate(data: Any, holder: Any, key: Any, chance: Random) -> None:
    """Change a condition: its operator, its connective, or what it stands under."""
    node = holder[key]
    if isinstance(key, str) and key in OPERATORS:
        holder[chance.choice(OPERATORS)] = holder.pop(key)
    elif isinstance(key, str) and key in CONNECTIVES:
        holder[chance.choice(CONNECTIVES)] = holder.pop(key)
    elif key == "when" or (isinstance(holder, MutableSequence) and isinstance(node, str | dict)):
        other = copy.deepcopy(chance.choice([found[name] for found, name in _nodes(data) if name == "when"]))
        count = {"at_least": "1", "of": [node, other]}
        holder[key] = chance.choice(
            [{"not": node}, {"all": [node]}, {"any": [node, other]}, {"all": [other, node]}, count, other]
        )


def _swap(data: Any, holder: Any, key: Any, chance: Random) -> None:
    """Put in the place of one thing another of the same name, or add something under a new key."""
    beside = [(found, name) for found, name in _nodes(data) if name == key and isinstance(name, str)]
    if isinstance(holder[key], MutableMapping) and chance.random() < 0.5:
        name = chance.choice(NEW_KEYS)
        holder[key][name] = chance.choice(WORDS.get(name, ("ett", "2")))
    elif beside:
        other, name = chance.choice(beside)
        holder[key] = copy.deepcopy(other[name])
    elif isinstance(holder, MutableMapping):
        other = chance.choice(list(holder))
        holder[key], holder[other] = holder[other], holder[key]


_WAYS = (_drop, _repeat, _rename, _reorder, _reword, _reword, _restate, _restate, _swap)
