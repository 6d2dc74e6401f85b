"""A whole condition in one line."""

from __future__ import annotations

from lagesbild_rules.explanation._phrases import enumerated
from lagesbild_rules.explanation._values import Values
from lagesbild_rules.ruleset import All, Any, Condition, Count, CriterionRef, Name, Not, NumberCompare, leaves


def inline(condition: Condition, values: Values, *, inside: bool = False) -> str:
    """Return *condition* in words, its members in it; a group *inside* another one stands in brackets."""
    match condition:
        case CriterionRef(id_):
            return values.say("quoted", text=values.claim(id_))
        case NumberCompare(left=Name(id_)) if all(isinstance(it, Name) for it in leaves(condition.left)):
            name, wanted = values.whose(id_), values.wanted(condition)
            return values.say(
                "d_switch", name=name, wanted=wanted, value=values.constant(id_, values.ruleset.value(id_))
            )
        case Not(member):
            return values.say("d_not", what=inline(member, values, inside=True))
        case All(members) | Any(members) | Count(members=members):
            last = "or" if isinstance(condition, Any) else "and"
            said = enumerated([inline(it, values, inside=True) for it in members], values.language, last)
            said = f"{values.rule(condition)}: {said}" if isinstance(condition, Count) else said
            return f"({said})" if inside and len(members) > 1 else said
        case _:
            return values.rule(condition)
