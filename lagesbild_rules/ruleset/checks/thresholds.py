"""RC05: a threshold that separates nothing.

What it does
    Finds comparisons that hold for every value of their indicator, or for none: a limit outside ``min`` and ``max``,
    «at least» the first step of a scale, «above» the last. Each admissible value of a reading is tried in its place.
    Finds limits with more decimals than the indicator has, which no value can meet exactly, and counts that ask for
    none of their members or allow all of them.

Why it is unwise
    The comparison looks like a test and is none; most often the limit, the unit or the operator is a slip. A
    boundary that no value reaches makes «at least» and «above» the same without saying so.

What to do
    Mend the limit, the operator, or the range that the indicator declares; take an admissible value away that
    makes no sense.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from attrs import evolve, frozen

from lagesbild_rules.errors import Place, printable, quoted
from lagesbild_rules.exact import plain
from lagesbild_rules.facts import NumberKind
from lagesbild_rules.ruleset._circles import defined
from lagesbild_rules.ruleset._conditions import (
    Compare,
    Condition,
    Count,
    FiniteCompare,
    IndicatorValue,
    Literal,
    Name,
    NumberCompare,
    Operator,
    walk,
)
from lagesbild_rules.ruleset._model import Ruleset, value_text
from lagesbild_rules.ruleset.checks._answers import holds_for
from lagesbild_rules.ruleset.checks._limits import (
    Gap,
    Values,
    alternatives,
    gaps,
    names,
    number_kind,
    number_text,
    values_of,
)
from lagesbild_rules.ruleset.checks._model import Finding
from lagesbild_rules.ruleset.checks._places import where
from lagesbild_rules.ruleset.checks._words import said
from lagesbild_rules.truth import Truth

CODE = "RC05"


@frozen
class _Found:
    """A finding without its place, about one indicator or several: ``before`` it and ``after`` it."""

    before: str
    subject: str
    help: str
    after: str = ""


def check(rulesets: Sequence[Ruleset]) -> Iterator[Finding]:
    for ruleset in rulesets:
        found: dict[tuple[Place, _Found], dict[str, None]] = {}
        for when in defined(ruleset.criteria, ruleset.classifications).values():
            for it in walk(when) if when else ():
                for place, one in _of(it, ruleset):
                    found.setdefault((place, evolve(one, subject="")), {})[one.subject] = None
        for (place, one), subjects in found.items():
            yield Finding(place, CODE, f"{one.before}{said(subjects, 'and')}{one.after}", one.help)


def _of(condition: Condition, ruleset: Ruleset) -> Iterator[tuple[Place, _Found]]:
    match condition:
        case NumberCompare() | FiniteCompare():
            yield from _compared(condition, ruleset)
        case Count():
            yield from _counted(condition, ruleset)


def _compared(compare: Compare, ruleset: Ruleset) -> Iterator[tuple[Place, _Found]]:
    """Yield what is wrong with the values in use; where nothing is, with each alternative that is admissible."""
    now = list(_found(compare, ruleset, values_of(ruleset)))
    for it in now:
        yield _place(compare, ruleset), it
    for name, position, values in () if now else alternatives(ruleset, names(compare)):
        for it in _found(compare, ruleset, values):
            place = where(ruleset, "readings", name, "admissible", position, near=ruleset.readings[name].place)
            read = f" where {quoted(name)} is read as {quoted(value_text(values[name]))}"
            yield place, evolve(it, after=read)


def _found(compare: Compare, ruleset: Ruleset, values: Values) -> Iterator[_Found]:
    if isinstance(compare, NumberCompare):
        for gap in gaps(compare, values):
            if gap.weights:
                yield from _found_in_number(compare, gap, ruleset)
        return
    kind = ruleset.indicators[compare.indicator].kind
    assert not isinstance(kind, NumberKind)
    holding = holds_for(compare, ruleset, values)
    if not holding or holding >= {*kind.values}:
        often = "always" if holding else "never"
        help = "write a value that some answers reach and others do not"
        yield _Found(f"{_label(compare)} {often} holds for ", quoted(compare.indicator), help)


def _found_in_number(compare: NumberCompare, gap: Gap, ruleset: Ruleset) -> Iterator[_Found]:
    verdict = gap.verdict(*gap.span(ruleset.indicators))
    id_, weight = next(iter(gap.weights.items()))
    limit = -gap.constant / weight
    kind = number_kind(ruleset.indicators[id_])
    if verdict is not Truth.UNKNOWN:
        often = "always" if verdict is Truth.TRUE else "never"
        help = "write a limit that some values reach and others do not, or widen `min` and `max`"
        if isinstance(compare.left, IndicatorValue) and len(gap.weights) == 1:
            before = f"{_label(compare)} ({number_text(limit)}) {often} holds for "
            yield _Found(before, f"{quoted(id_)} ({_range(kind)})", help)
        else:
            before = f"the comparison {often} holds within the range of "
            yield _Found(before, said(map(quoted, gap.weights), "and"), help)
    elif len(gap.weights) == 1 and abs(weight) == 1 and (limit * 10**kind.decimals).denominator != 1:
        decimals = {0: "no decimals", 1: "1 decimal"}.get(kind.decimals, f"{kind.decimals} decimals")
        help = f"write it with {decimals}, or declare more `decimals`"
        subject = f"{quoted(id_)}, which has {decimals}"
        yield _Found(f"the limit {number_text(limit)} lies between two values of ", subject, help)


def _counted(count: Count, ruleset: Ruleset) -> Iterator[tuple[Place, _Found]]:
    if isinstance(count.k, Name) and count.k.id in ruleset.readings:
        return  # a reading may well ask for none: that is how it is switched off
    k = ruleset.value(count.k.id) if isinstance(count.k, Name) else count.k.value
    if k == (0 if count.operator is Operator.AT_LEAST else len(count.members)):
        assert isinstance(k, Decimal)
        before = f"`{count.operator.value}: {plain(k)}` always holds for "
        help = "write a number that some areas reach and others do not"
        yield count.place, _Found(before, f"a list of {len(count.members)}", help)


def _place(compare: Compare, ruleset: Ruleset) -> Place:
    """Return where the limit is written: at a parameter or reading of its own, else in the comparison."""
    used = compare.right[0]
    if not isinstance(used, Name) or len(compare.right) > 1:
        return compare.place
    declared = "parameters" if used.id in ruleset.parameters else "readings"
    return where(ruleset, declared, used.id, "value", near=compare.place)


def _label(compare: Compare) -> str:
    match compare.right:
        case (Name(id_),):
            right = printable(id_)
        case (Literal(value),):
            right = printable(value_text(value))
        case _:
            return f"`{compare.operator.value}`"
    return f"`{compare.operator.value}: {right}`"


def _range(kind: NumberKind) -> str:
    ends = [f"{word} {plain(end)}" for word, end in (("from", kind.min), ("to", kind.max)) if end is not None]
    return f"{' '.join(ends)} {printable(kind.unit)}"
