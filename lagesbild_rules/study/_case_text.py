"""Witnesses written as cases of a ruleset: constructed facts beside the answers that the ruleset gives today."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import yaml
from attrs import evolve

from lagesbild_rules.evaluation import Assessment
from lagesbild_rules.facts import Cause, cell_for
from lagesbild_rules.ruleset import CASES, Case, Ruleset, load_cases
from lagesbild_rules.study._proof import Witness
from lagesbild_rules.testing import run_case


def cases_beside(ruleset: Ruleset) -> tuple[Case, ...]:
    """Return the cases of *ruleset*'s period in the folder ``cases`` beside its file; none where there is no folder.

    Raises ``RulesetError`` with every problem of the files there.
    """
    folder = Path(ruleset.place.path).parent / CASES
    if not ruleset.place.path or not folder.is_dir():
        return ()
    return tuple(it for it in load_cases(folder) if ruleset.effective.covers(it.as_of))


def assess_cases(ruleset: Ruleset, cases: Iterable[Case]) -> list[Assessment]:
    """Return what *ruleset* says of each of *cases*, whose sentence becomes the name of the area.

    Raises ``RulesetError`` for a case whose facts or names do not fit the ruleset.
    """
    found = ((it.case, run_case(ruleset, it).assessment) for it in cases)
    return [evolve(it, facts=evolve(it.facts, area=sentence)) for sentence, it in found]


def case_texts(witnesses: Iterable[tuple[str, Witness]]) -> str:
    """Return a file of cases in YAML, one for each sentence and witness that cells can state; no text where none can.

    What is expected is what the ruleset answers: read it before it is kept, since it may be what is wrong.
    """
    cases = [_case(sentence, it.assessment) for sentence, it in witnesses if it.cells and not it.readings]
    head = "# All cases are constructed, and expect what the ruleset answered when they were written.\n\n"
    return (head if cases else "") + "\n".join(
        yaml.safe_dump([it], allow_unicode=True, sort_keys=False, width=110, default_flow_style=False) for it in cases
    )


def _case(sentence: str, it: Assessment) -> dict[str, Any]:
    facts = {
        id_: cell_for(it.facts.indicators[id_], fact)
        for id_, fact in it.facts.items()
        if Cause.MISSING not in fact.causes
    }
    return {
        "case": sentence,
        "as_of": str(it.as_of),
        "facts": facts,
        "expect": {
            "criteria": {id_: truth.value for id_, truth in it.criteria.items()},
            "classifications": {name: _levels(one.possible) for name, one in it.classifications.items()},
        },
    }


def _levels(possible: Sequence[str]) -> str | list[str]:
    return possible[0] if len(possible) == 1 else list(possible)
