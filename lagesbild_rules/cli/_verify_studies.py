"""Studies made again, for ``lagesbild verify``: from the texts that a receipt names and the inputs that are given."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from attrs import evolve, frozen

from lagesbild_rules.cli._compare_receipts import COMPARE, SERIES
from lagesbild_rules.cli._log_sources import file_digest
from lagesbild_rules.cli._round_receipts import STATUS, UNIT, Looked
from lagesbild_rules.cli._round_shown import pages_of, status_of
from lagesbild_rules.cli._study_diff import diff_data, diff_words
from lagesbild_rules.cli._study_options import untimed
from lagesbild_rules.cli._study_receipts import COMMAND, cases_digest, facts_of_both
from lagesbild_rules.cli._verify_compared import Given, compared, in_series, language_of
from lagesbild_rules.day import as_day, as_time
from lagesbild_rules.facts import HANDLINGS, Handling
from lagesbild_rules.picture import read_round, round_observations
from lagesbild_rules.record import Carried, Receipt, Remade, study_facts
from lagesbild_rules.report import round_data, unit_page_data
from lagesbild_rules.ruleset import Ruleset
from lagesbild_rules.study import (
    PAIR_CLAIMS,
    Settings,
    Verdict,
    attribution,
    cases_beside,
    power,
    prove,
    prove_pair,
    read_pairs,
    study_diff,
)

MOST_SECONDS: Final = 600.0
"""The most that one question to the solver may take, whatever a receipt asks for."""

MOST_ORDERS: Final = 100_000
"""The most orders of edits that are drawn again."""


@frozen
class StudiesAgain:
    """Makes the studies again that are made quickly, and holds of all others the inputs to their digests.

    What a receipt says never chooses a file: those are *facts*, *areas* and *inputs*, by their roles.
    """

    facts: Path | None = None
    inputs: Mapping[str, Path] = {}
    areas: Path | None = None

    def __call__(self, found: Carried, texts: tuple[Ruleset, ...]) -> Remade:
        """Return the study in *found* made again. Raises ``LagesbildError`` when an input cannot be read."""
        it = found.receipt
        make = _MADE.get(it.arguments.get(COMMAND, ""))
        roles = {mark.role for mark in it.inputs}
        files = {role: file_digest(path) for role, path in self.inputs.items() if role in roles}
        digests = {role: digest for role, digest in files.items() if digest is not None}
        if "cases" in roles and texts:
            digests["cases"] = cases_digest(cases_beside(texts[0]))
        if make is None:
            return Remade(inputs=digests)
        try:
            made = make(self, it, texts)
        except _NotAsked:
            return Remade(inputs=digests)
        return evolve(made, inputs={**digests, **made.inputs})

    @property
    def given(self) -> Given:
        return Given(self.inputs, self.areas)


def roles_of(it: Receipt) -> set[str]:
    """Return the roles of what can be given to make *it* again."""
    own = {"round"} if it.arguments.get(COMMAND) in (STATUS, UNIT) else set()
    return own | {mark.role for mark in it.inputs}


class _NotAsked(Exception):
    """The arguments of a receipt are not such as the command takes: nothing can be made of them."""


def _argument(it: Receipt, name: str, fallback: Any) -> Any:
    """Return what *it* was asked with as *name*, of the type of *fallback*."""
    said = it.arguments.get(name)
    if said is None:
        return fallback
    try:
        value = said if isinstance(fallback, str) else json.loads(said)
    except (ValueError, RecursionError):
        raise _NotAsked from None
    if isinstance(fallback, float) and isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    if type(value) is not type(fallback):
        raise _NotAsked
    if isinstance(value, list) and not all(isinstance(one, str) for one in value):
        raise _NotAsked
    return value


def _settings(it: Receipt) -> Settings:
    seconds, seed = _argument(it, "seconds", 10.0), _argument(it, "seed", 0)
    if not seconds > 0 or not 0 <= seed < 2**31:
        raise _NotAsked
    flags = (_argument(it, name, False) for name in ("all_readings", "incomplete"))
    return Settings(min(seconds, MOST_SECONDS), seed, *flags)


def _power(_: StudiesAgain, __: Receipt, texts: tuple[Ruleset, ...]) -> Remade:
    (ruleset,) = _texts(texts, 1)
    return Remade(result=power(ruleset).rows())


def _prove(_: StudiesAgain, it: Receipt, texts: tuple[Ruleset, ...]) -> Remade:
    settings, wanted = _settings(it), _argument(it, "want", [])
    if len(texts) == 2 and set(wanted) <= set(PAIR_CLAIMS):
        found = prove_pair(*texts, settings, wanted=wanted)
    else:
        (ruleset,) = _texts(texts, 1)
        found = prove(ruleset, settings, no_facts=tuple(_argument(it, "no_facts", [])))
    if any(one.verdict is Verdict.GAVE_UP for one in found.proofs):
        return Remade()  # this machine is slower, or busier
    return Remade(result=untimed(found.rows()))


def _diff(self: StudiesAgain, it: Receipt, texts: tuple[Ruleset, ...]) -> Remade:
    before, after = _texts(texts, 2)
    settings, language = _settings(it), language_of(it)
    if it.facts is None:
        found = study_diff(before, after, settings=settings)
        return Remade(result=diff_data(found, diff_words(found, language)), worded=True)
    if self.facts is None:
        return Remade()
    day = as_day(it.as_of)
    table = read_pairs(self.facts, before, after, day, None)
    found = study_diff(before, after, table, as_of=day, settings=settings)
    mark = study_facts(facts_of_both(self.facts, before, after, day))
    return Remade(mark, result=diff_data(found, diff_words(found, language)), worded=True)


def _attribution(self: StudiesAgain, it: Receipt, texts: tuple[Ruleset, ...]) -> Remade:
    before, after = _texts(texts, 2)
    most, permutations = _argument(it, "most_exact", 10), _argument(it, "permutations", 200)
    if self.facts is None or not (0 <= most <= 20 and 2 <= permutations <= MOST_ORDERS):
        return Remade()
    day, known_at = as_day(it.as_of), None if it.known_at is None else as_time(it.known_at)
    table = read_pairs(self.facts, before, after, day, known_at)
    seed = _settings(it).seed
    found = attribution(before, after, table, most=most, permutations=permutations, seed=seed)
    return Remade(study_facts(facts_of_both(self.facts, before, after, day, known_at)), result=found.rows())


def _compare(self: StudiesAgain, it: Receipt, texts: tuple[Ruleset, ...]) -> Remade:
    return compared(self.given, it, texts)


def _series(self: StudiesAgain, it: Receipt, texts: tuple[Ruleset, ...]) -> Remade:
    return in_series(self.given, it, texts)


def _round(self: StudiesAgain, it: Receipt, _: tuple[Ruleset, ...]) -> Remade:
    """Look at the round again that is given as the facts, or as the input `round`."""
    path = self.inputs.get("round", self.facts)
    if path is None:
        return Remade()
    unmarked: Handling = said if (said := it.arguments.get("unmarked")) in HANDLINGS else "restricted"
    seen, before = read_round(path), self.inputs.get("previous")
    previous = None if before is None else (held := read_round(before), round_observations(held))
    day = as_day(_argument(it, "day", it.as_of))
    looked = Looked(seen, round_observations(seen), day, it.audience, unmarked, previous)
    digests = {mark.role: mark.digest for mark in looked.inputs()}
    if it.arguments[COMMAND] == STATUS:
        return Remade(looked.facts(), digests, round_data(status_of(looked)))
    unit = _argument(it, "unit", "")
    if unit not in seen.units:
        raise _NotAsked
    if any(mark.role == "previous" for mark in it.inputs) and previous is None:
        return Remade(looked.facts(unit), digests)
    (page,) = pages_of(looked, [unit])
    return Remade(looked.facts(unit), digests, unit_page_data(page))


def _texts(texts: Sequence[Ruleset], count: int) -> Sequence[Ruleset]:
    if len(texts) != count:
        raise _NotAsked
    return texts


_MADE: Final[Mapping[str, Callable[[StudiesAgain, Receipt, tuple[Ruleset, ...]], Remade]]] = {
    "study power": _power,
    "study prove": _prove,
    "study diff": _diff,
    "study attribution": _attribution,
    COMPARE: _compare,
    SERIES: _series,
    STATUS: _round,
    UNIT: _round,
}
"""The studies that are made again, by their commands; of all others the inputs alone are looked at."""
