"""The same text with other values: each parameter and reading over some, alone and together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import product
from math import prod
from typing import Any, cast

from attrs import evolve

from lagesbild_rules.errors import Problem, QuestionError, quoted, suggestion
from lagesbild_rules.exact import is_number
from lagesbild_rules.ruleset import Ruleset, Value, value_text
from lagesbild_rules.study._admissible import misfits


def with_values(ruleset: Ruleset, values: Mapping[str, Value]) -> Ruleset:
    """Return *ruleset* with other *values* of parameters and readings, whether the text admits them or not.

    Raises ``QuestionError`` for a name that it does not have and a value that its conditions cannot take.
    """
    problems = []
    for id_ in values:
        if id_ not in ruleset.parameters and id_ not in ruleset.readings:
            finding = f"no parameter or reading {quoted(id_)} in {ruleset.reference}"
            help = suggestion(id_, [*ruleset.parameters, *ruleset.readings])
            problems.append(Problem(ruleset.place, "LR502", finding, help))
    if problems:
        raise QuestionError(problems)
    made = put(ruleset, values)
    for it in misfits(made):
        wrong = [id_ for sort, id_ in it.things if sort == "constant" and id_ in values]
        for id_ in wrong:
            finding = f"{quoted(id_)} cannot be {quoted(value_text(values[id_]))}: {it.finding}"
            problems.append(Problem(ruleset.place, "LR208", finding, "give values of the same kind"))
    if problems:
        raise QuestionError(list(dict.fromkeys(problems)))
    return made


def put(ruleset: Ruleset, values: Mapping[str, Value]) -> Ruleset:
    """Return *ruleset* with *values* that are known to fit."""
    own = {id_: it for id_, it in values.items() if id_ in ruleset.parameters}
    read = {id_: it for id_, it in values.items() if id_ not in ruleset.parameters}
    return evolve(
        ruleset,
        parameters={
            **ruleset.parameters,
            **{id_: evolve(ruleset.parameters[id_], value=it) for id_, it in own.items()},
        },
        readings={**ruleset.readings, **{id_: evolve(ruleset.readings[id_], value=it) for id_, it in read.items()}},
    )


def asked_values(ruleset: Ruleset, vary: Mapping[str, Sequence[Any]]) -> dict[str, tuple[Value, ...]]:
    """Return *vary* with each value in the kind that the ruleset holds under that name.

    Raises ``QuestionError`` as ``with_values`` does, for all of them at once.
    """
    found: dict[str, tuple[Value, ...]] = {}
    problems: list[Problem] = []
    for id_, given in vary.items():
        number = id_ in {*ruleset.parameters, *ruleset.readings} and isinstance(ruleset.value(id_), Decimal)
        values = tuple(dict.fromkeys(_typed(it, number) for it in given))
        for it in values:
            try:
                with_values(ruleset, {id_: it})
            except QuestionError as wrong:
                problems += [one for one in wrong.problems if one not in problems]
        found[id_] = values
    if problems:
        raise QuestionError(problems)
    return found


def _typed(it: Any, number: bool) -> Value:
    if isinstance(it, list | tuple):
        return cast(Value, tuple(_typed(one, number) for one in it))
    if isinstance(it, Decimal) or not number:
        return cast(Value, it if isinstance(it, Decimal | str) else str(it))
    text = str(it).strip()
    return Decimal(text) if is_number(text) else text


def alone(ruleset: Ruleset, over: Mapping[str, Sequence[Value]]) -> Iterator[tuple[str, Value]]:
    """Yield each name with each of its values that is not the chosen one, all else as it is."""
    for id_, values in over.items():
        chosen = value_text(ruleset.value(id_))
        yield from ((id_, it) for it in values if value_text(it) != chosen)


def how_many(over: Mapping[str, Sequence[Value]]) -> int:
    """Return the number of combinations of *over*."""
    return prod(len(it) for it in over.values())


def together(over: Mapping[str, Sequence[Value]]) -> Iterator[dict[str, Value]]:
    """Yield every combination of *over*."""
    for it in product(*over.values()):
        yield dict(zip(over, it, strict=True))
