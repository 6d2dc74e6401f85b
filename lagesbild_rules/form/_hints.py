"""When a question may be left blank, in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from lagesbild_rules.evaluation import wanted
from lagesbild_rules.facts import Kind
from lagesbild_rules.form._gates import gates, questions_of, single
from lagesbild_rules.form._model import Form
from lagesbild_rules.form._phrases import phrase
from lagesbild_rules.ruleset import Condition, CriterionRef, LevelRef
from lagesbild_rules.text import Language


def hint(form: Form, indicator: str, choices: Callable[[Kind, Language], dict[str, str]]) -> Iterator[str]:
    """Yield a sentence for each gate that the question about *indicator* stands behind."""
    for gate in gates(form.ruleset)[indicator]:
        yield from _sentence(form, gate, choices)


def _sentence(form: Form, gate: Condition, choices: Callable[[Kind, Language], dict[str, str]]) -> Iterator[str]:
    ruleset, language = form.ruleset, form.language
    numbers = numbered(form, gate)
    if compare := single(gate, ruleset):
        opening = wanted(compare, ruleset)
        words = [
            it
            for it, value in choices(ruleset.indicators[compare.indicator].kind, language).items()
            if value not in opening
        ]
        if words:
            yield phrase("gate_answer", language, number=numbers, answers=either(words, language))
        return
    claim = ""
    match gate:
        case CriterionRef(id_):
            claim = ruleset.criteria[id_].claim.in_(language)
        case LevelRef(name, id_):
            ladder = ruleset.classifications[name]
            level = ladder.levels[ladder.rank(id_)]
            claim = level.claim.in_(language) or level.title.in_(language)
    if claim:
        said = phrase("quote", language, text=" ".join(claim.split()).rstrip("."))
        yield phrase("gate_claim", language, claim=said, numbers=numbers)
    else:
        yield phrase("gate_rest", language, numbers=numbers)


def numbered(form: Form, condition: Condition | None) -> str:
    """Return the numbers of the questions that *condition* reads, as ``2–5, 7``."""
    at = {id_: number for number, id_ in enumerate(form.ruleset.indicators, start=1)}
    return runs([at[id_] for id_ in questions_of(condition, form.ruleset)])


def runs(numbers: Sequence[int]) -> str:
    """Return *numbers*, which rise, with runs of three or more drawn together.

    >>> runs([1, 2, 3, 5, 7, 8])
    '1–3, 5, 7, 8'
    """
    parts: list[list[int]] = []
    for it in numbers:
        if parts and parts[-1][-1] == it - 1:
            parts[-1].append(it)
        else:
            parts.append([it])
    shown = [f"{it[0]}–{it[-1]}" if len(it) > 2 else ", ".join(map(str, it)) for it in parts]
    return ", ".join(shown)


def either(words: Sequence[str], language: Language) -> str:
    """Return *words* quoted, with «or» before the last."""
    quoted = [phrase("quote", language, text=it) for it in words]
    if len(quoted) == 1:
        return quoted[0]
    return phrase("or", language, these=", ".join(quoted[:-1]), last=quoted[-1])
