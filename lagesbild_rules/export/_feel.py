"""The conditions of a ruleset in FEEL, the expression language of DMN, where null is unknown.

FEEL's own ``and``, ``or`` and ``not`` are strong Kleene's. All else says its nulls itself: no comparison and no sum
meets one, so nothing rests on what an engine makes of ``null >= 5``.
"""

from __future__ import annotations

from typing import assert_never

from lagesbild_rules.evaluation import closed_truth, count_of, wanted
from lagesbild_rules.export._formula import (
    Formula,
    at_least,
    chain,
    context,
    listed,
    negated,
    string,
    together,
    truth,
)
from lagesbild_rules.export._names import decision_name, fact_name
from lagesbild_rules.export._numbers import number_formula
from lagesbild_rules.facts import NumberKind, TruthKind, unknown
from lagesbild_rules.ruleset import (
    All,
    Any,
    Classification,
    ClassificationRef,
    Condition,
    Count,
    CriterionRef,
    FiniteCompare,
    LevelRef,
    Not,
    NumberCompare,
    Operator,
    Ruleset,
)


def formula(condition: Condition | None, ruleset: Ruleset) -> Formula:
    """Return *condition* in FEEL: true, false, or null where it is unknown. No condition is true."""
    match condition:
        case None:
            return Formula("true")
        case NumberCompare() | FiniteCompare():
            return _compare(condition, ruleset)
        case All(members):
            return together("and", [formula(it, ruleset) for it in members])
        case Any(members):
            return together("or", [formula(it, ruleset) for it in members])
        case Not(member):
            return negated(formula(member, ruleset))
        case Count(operator, k, members):
            formulas, count = [formula(it, ruleset) for it in members], count_of(k, ruleset)
            if operator is Operator.AT_LEAST:
                return at_least(count, formulas)
            return negated(at_least(count + 1, formulas))
        case CriterionRef() | LevelRef():
            name = decision_name(condition)
            return Formula(name, (name,))
        case ClassificationRef(name, operator, level):
            ladder = ruleset.classifications[name]
            upwards = [formula(LevelRef(name, it.id), ruleset) for it in ladder.levels[ladder.rank(level) :]]
            some = together("or", upwards)
            return some if operator is Operator.AT_LEAST else negated(some)
        case _:
            assert_never(condition)


def outcome(classification: Classification) -> Formula:
    """Return the class in FEEL: the possible levels, mildest first, and the level when one alone is left."""
    levels = [(level.id, decision_name(LevelRef(classification.id, level.id))) for level in classification.levels]
    parts = []
    for rank, (level, name) in enumerate(levels):
        true_above = [f"{above} = true" for _, above in levels[rank + 1 :]]
        open_ = " and ".join([f"{name} != false", *([f"not({' or '.join(true_above)})"] if true_above else [])])
        parts.append(f"if {open_} then [{string(level)}] else []")
    possible = "concatenate(\n  " + ",\n  ".join(parts) + "\n)"
    entries = {"possible": possible, "level": "if count(possible) = 1 then possible[1] else null"}
    return Formula(context(entries), tuple(name for _, name in levels))


def _compare(compare: NumberCompare | FiniteCompare, ruleset: Ruleset) -> Formula:
    nothing = {id_: unknown(it.kind) for id_, it in ruleset.indicators.items()}
    when_missing = closed_truth(compare, ruleset, nothing)
    if isinstance(compare, NumberCompare):
        return number_formula(compare, ruleset, when_missing)
    name, kind = fact_name(compare.indicator), ruleset.indicators[compare.indicator].kind
    assert not isinstance(kind, NumberKind)
    holds = wanted(compare, ruleset)
    inside, outside = ([it for it in kind.values if (it in holds) is side] for side in (True, False))
    if not inside or not outside:
        return Formula(truth(bool(inside)))

    def every(values: list[str]) -> str:
        among = listed(values if isinstance(kind, TruthKind) else map(string, values))
        return f"every possible in {name} satisfies list contains({among}, possible)"

    branches = {
        f"{name} = null": truth(when_missing),
        f"count({name}) = 0": "null",
        every(inside): "true",
        every(outside): "false",
    }
    return Formula(chain(branches, "null"), (name,))
