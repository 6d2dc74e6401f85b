"""Cases: facts beside the answers that a ruleset owes them."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from attrs import Factory, field, frozen

from lagesbild_rules.errors import Place, Problem, RulesetError, quoted
from lagesbild_rules.files import read_text
from lagesbild_rules.ruleset import _yaml
from lagesbild_rules.ruleset._keys import KEYS
from lagesbild_rules.ruleset._text_reader import TextReader
from lagesbild_rules.truth import Truth


@frozen
class Case:
    """One sentence, the facts it speaks of, and what is to come out.

    ``classifications`` holds the possible levels, mildest first: one where the class is decided.
    ``rests_on`` are the indicators of one reason, ``lacks`` those whose being unknown holds the class open.
    """

    case: str
    as_of: date
    facts: Mapping[str, str]
    criteria: Mapping[str, Truth] = Factory(dict)
    classifications: Mapping[str, tuple[str, ...]] = Factory(dict)
    rests_on: frozenset[str] | None = None
    lacks: frozenset[str] | None = None
    place: Place = field(default=Place(), eq=False, kw_only=True)


def load_cases(path: str | os.PathLike[str]) -> tuple[Case, ...]:
    """Return the cases in the file at *path* (one mapping, or a list of them), or in all files of a folder.

    Raises ``RulesetError`` with every problem of every file.
    """
    files = sorted(Path(path).glob("*.yaml")) if Path(path).is_dir() else [Path(path)]
    problems: list[Problem] = []
    cases: list[Case | None] = []
    for file in files:
        reader = TextReader()
        try:
            node = _yaml.parse(read_text(file, RulesetError, "max_ruleset_bytes"), str(file), reader.problems)
        except RulesetError as it:
            problems.extend(it.problems)
            continue
        items = reader.items(node, "the file of cases") if isinstance(node, _yaml.Sequence) else (node,)
        cases.extend(_case(reader, item) for item in items)
        problems.extend(reader.in_order())
    if problems:
        raise RulesetError(problems)
    return tuple(it for it in cases if it is not None)


def _case(reader: TextReader, node: _yaml.Node) -> Case | None:
    found = reader.fields(node, "a case", *KEYS["case"])
    wanted = found.get("expect")
    expect = reader.fields(wanted, "`expect`", *KEYS["expect"]) if wanted else {}
    if isinstance(wanted, _yaml.Mapping) and not wanted.items:
        reader.report(wanted.place, "LR114", "the case expects nothing", "write `criteria` or `classifications`")
    sentence = reader.optional_text(found.get("case"), "the sentence of the case")
    day = reader.day(found["as_of"], "`as_of`") if "as_of" in found else None
    facts = _facts(reader, found.get("facts"))
    criteria: dict[str, Truth] = {}
    truths = tuple(it.value for it in Truth)
    for id_, inner, _ in reader.entries(expect.get("criteria"), "`criteria`"):
        if word := reader.word(inner, "truth", truths):
            criteria[id_] = Truth(word)
    classifications: dict[str, tuple[str, ...]] = {}
    for id_, inner, _ in reader.entries(expect.get("classifications"), "`classifications`"):
        items = reader.items(inner, quoted(id_)) if isinstance(inner, _yaml.Sequence) else (inner,)
        levels = [reader.text(item, "the id of a level") for item in items]
        classifications[id_] = tuple(level for level in levels if level)
    if sentence is None or day is None:
        return None
    rests_on, lacks = (_ids(reader, found.get(key), f"`{key}`") for key in ("rests_on", "lacks"))
    return Case(sentence, day, facts, criteria, classifications, rests_on, lacks, place=node.place)


def _facts(reader: TextReader, node: _yaml.Node | None) -> dict[str, str]:
    facts = {}
    for id_, inner, _ in reader.entries(node, "`facts`"):
        if isinstance(inner, _yaml.Scalar):
            facts[id_] = inner.text
        else:
            reader.report(inner.place, "LR108", f"the fact {quoted(id_)} is no single cell", "write it as in a table")
    return facts


def _ids(reader: TextReader, node: _yaml.Node | None, what: str) -> frozenset[str] | None:
    if node is None:
        return None
    return frozenset(text for item in reader.items(node, what, 0) if (text := reader.text(item, what)))
