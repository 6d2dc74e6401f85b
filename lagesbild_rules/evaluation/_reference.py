"""The reference engine: the definition that every other engine is held to.

A ruleset becomes one function of straight lines, one line for each distinct condition, in an order in which each
line stands after those it rests on. Running it once and keeping what every line says is the whole evaluation. For
`all: [a, b]` whose members are lines 0 and 1 the line reads

    t2 = F if t0 is F or t1 is F else U if t0 is U or t1 is U else T

Lines hold numbers of lines and of constants, never text of the ruleset.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from attrs import frozen

from lagesbild_rules.day import Day, as_day
from lagesbild_rules.errors import Place, Problem, QuestionError
from lagesbild_rules.evaluation._comparisons import count_of, wanted
from lagesbild_rules.evaluation._model import Assessment, Outcome
from lagesbild_rules.evaluation._program import Program, outcome_of, program
from lagesbild_rules.evaluation._verdicts import FALSE, TRUE, UNKNOWN, Facts, FiniteTruths, closing, verdict
from lagesbild_rules.facts import Cell, FactSet, facts_from_row
from lagesbild_rules.ruleset import All, Any, Condition, Count, FiniteCompare, Not, NumberCompare, Operator, Ruleset
from lagesbild_rules.truth import Truth


def assess(
    ruleset: Ruleset, facts: FactSet | Mapping[str, Cell], as_of: Day, known_at: datetime | None = None
) -> Assessment:
    """Return what *ruleset* says about *facts*, every step kept."""
    facts = facts_for(ruleset, facts)
    compiled = ruleset.derived(_compiled)
    truths = compiled.run(facts.facts)
    classes = {name: outcomes[pick(truths)] for name, pick, outcomes in compiled.ladders}
    return Assessment(ruleset, facts, as_day(as_of), known_at, truths, classes)


def facts_for(ruleset: Ruleset, facts: FactSet | Mapping[str, Cell]) -> FactSet:
    """Return *facts* ready to be assessed by *ruleset*: those of a row, or a set made for the same indicators."""
    if not isinstance(facts, FactSet):
        return facts_from_row(facts, ruleset.indicators)
    if facts.indicators is not ruleset.indicators and facts.indicators != ruleset.indicators:
        raise QuestionError([_other_indicators(ruleset, facts)])
    return facts


@frozen
class _Compiled:
    run: Callable[[Facts], tuple[Truth, ...]]
    ladders: tuple[tuple[str, Callable[[Sequence[Truth]], tuple[Truth, ...]], _Outcomes], ...]


class _Outcomes(dict[tuple[Truth, ...], Outcome]):
    """The outcome of a classification by the truths of its levels; worked out when first asked for."""

    def __init__(self, levels: tuple[str, ...]) -> None:
        super().__init__()
        self.levels = levels

    def __missing__(self, truths: tuple[Truth, ...]) -> Outcome:
        return self.setdefault(truths, Outcome(outcome_of(self.levels, truths)))


def _compiled(ruleset: Ruleset) -> _Compiled:
    it = program(ruleset)
    constants: dict[str, object] = {"T": TRUE, "F": FALSE, "U": UNKNOWN}
    body = "\n    ".join([*_lines(it, ruleset, constants), f"return {_tuple(range(len(it.conditions)))}"])
    exec(compile(f"def run(facts):\n    {body}", "<ruleset>", "exec"), constants)
    run: Callable[[Facts], tuple[Truth, ...]] = constants["run"]  # type: ignore[assignment]
    ladders = []
    for name, ladder in it.ladders:
        pick = eval(f"lambda truths: ({''.join(f'truths[{position}],' for _, position in ladder)})")
        ladders.append((name, pick, _Outcomes(tuple(level for level, _ in ladder))))
    return _Compiled(run, tuple(ladders))


def _lines(it: Program, ruleset: Ruleset, constants: dict[str, object]) -> list[str]:
    """Return a line for each condition; what the lines name beside each other is put into *constants*."""
    lines = []
    for number, (condition, before) in enumerate(zip(it.conditions, it.inputs, strict=True)):
        lines.append(f"t{number} = {_line(condition, before, number, ruleset, constants)}")
    return lines


def _line(
    condition: Condition, before: tuple[int, ...], number: int, ruleset: Ruleset, constants: dict[str, object]
) -> str:
    match condition:
        case NumberCompare() | FiniteCompare() if condition.missing_as is not None:
            constants[f"c{number}"] = closing(condition, ruleset)
            return f"c{number}(facts, t{before[0]})"
        case FiniteCompare():
            constants[f"i{number}"] = condition.indicator
            constants[f"c{number}"] = FiniteTruths(wanted(condition, ruleset))
            return f"c{number}[facts[i{number}].possible]"
        case NumberCompare():
            constants[f"c{number}"] = verdict(condition, ruleset)
            return f"c{number}(facts)"
        case All():
            return f"F if {_some(before, 'F')} else U if {_some(before, 'U')} else T"
        case Any():
            return f"T if {_some(before, 'T')} else U if {_some(before, 'U')} else F"
        case Not():
            return f"F if t{before[0]} is T else T if t{before[0]} is F else U"
        case Count(operator, k):
            least = count_of(k, ruleset) + (operator is Operator.AT_MOST)
            yes, no = ("T", "F") if operator is Operator.AT_LEAST else ("F", "T")
            members = _tuple(before)
            reached = f"{members}.count(T) >= {least}"
            missed = f"{members}.count(F) > {len(before) - least}"
            return f"{yes} if {reached} else {no} if {missed} else U"
        case _:
            raise TypeError(f"{condition!r} stands for another condition and has no line")


def _some(before: tuple[int, ...], truth: str) -> str:
    return " or ".join(f"t{position} is {truth}" for position in before) or "False"


def _tuple(positions: Sequence[int]) -> str:
    return f"({''.join(f't{position}, ' for position in positions)})"


def _other_indicators(ruleset: Ruleset, facts: FactSet) -> Problem:
    finding = f"the facts of `{facts.area}` were read for other indicators than those of {ruleset.reference}"
    return Problem(Place("facts"), "LR503", finding, "read them with the `indicators` of this ruleset")
