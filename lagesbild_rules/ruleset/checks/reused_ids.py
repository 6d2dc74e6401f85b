"""RC10: an id of an earlier period, used again for something else.

What it does
    Compares the texts of one ruleset over its periods, and finds what is certain: an indicator of another kind or
    in another unit, with steps in another order or no step or code in common, or whose ``worse`` is turned round; a
    parameter or reading that was a number and is a word; a classification whose levels have changed places or have
    none in common; an id that was an indicator and is a criterion, and the like; a criterion or indicator that now
    says, word for word, what another one said that is gone. A criterion may well be measured otherwise, and a limit
    or a title be changed: that is how a ruleset evolves, and nothing is said of it.

Why it is unwise
    Tables of facts, comparisons over the years and explanations follow ids. One that has changed its meaning makes
    an old answer look like a new one.

What to do
    Give the new thing an id of its own, or give the old one back its meaning.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import groupby

from lagesbild_rules.errors import quoted
from lagesbild_rules.facts import CategoryKind, Indicator, Kind, NumberKind, Scale, ScaleKind, TruthKind
from lagesbild_rules.ruleset._model import Classification, Criterion, Parameter, Reading, Ruleset, Value
from lagesbild_rules.ruleset.checks._model import Finding
from lagesbild_rules.ruleset.checks._places import where
from lagesbild_rules.text import Text

CODE = "RC10"

_Item = Indicator | Scale | Criterion | Classification | Parameter | Reading
_Names = Mapping[str, Mapping[str, _Item]]
"""What a text declares, by what it is and by id."""

_A = {
    "indicator": "an indicator",
    "criterion": "a criterion",
    "classification": "a classification",
    "constant": "a parameter or reading",
}
"""What an id can be. The name of a scale is not among them: it may be that of something else too."""


def check(rulesets: Sequence[Ruleset]) -> Iterator[Finding]:
    ordered = sorted(rulesets, key=lambda it: (it.id, it.effective.from_, it.version))
    for _, texts in groupby(ordered, key=lambda it: it.id):
        earlier: list[tuple[Ruleset, _Names]] = []
        for ruleset in texts:
            names = _names(ruleset)
            for what, items in names.items():
                for id_, item in items.items():
                    if said := _other_meaning(what, id_, names, earlier):
                        place = where(ruleset, "scales", id_) if isinstance(item, Scale) else item.place
                        yield Finding(place, CODE, f"{quoted(id_)} {said}", "give the new one an id of its own")
            earlier.insert(0, (ruleset, names))


def _names(ruleset: Ruleset) -> _Names:
    return {
        "indicator": ruleset.indicators,
        "scale": ruleset.scales,
        "criterion": ruleset.criteria,
        "classification": ruleset.classifications,
        "constant": {**ruleset.parameters, **ruleset.readings},
    }


def _other_meaning(what: str, id_: str, names: _Names, earlier: Sequence[tuple[Ruleset, _Names]]) -> str | None:
    """Return how *id_* differs from what it was the last time before, where it is certain to be something else."""
    for ruleset, before in earlier:
        others = [it for it in _A if what in _A and it != what and id_ in before[it] and id_ not in names[it]]
        if id_ in before[what]:
            was = _change(before[what][id_], names[what][id_]) or _taken_over(what, id_, names, before)
        elif others:
            was = f"was {_A[others[0]]}, is {_A[what]}"
        else:
            continue
        return was and f"{was}: it meant something else in {ruleset.reference}"
    return None


def _change(before: _Item, now: _Item) -> str | None:
    match before, now:
        case Indicator(), Indicator():
            return _kind_change(before.kind, now.kind) or _worse_change(before, now)
        case Scale(), Scale():
            return _order_change("step", before.steps, now.steps)
        case Classification(), Classification():
            return _order_change("level", [it.id for it in before.levels], [it.id for it in now.levels])
        case ((Parameter() | Reading()), (Parameter() | Reading())):
            was, is_ = _sort_of(before.value), _sort_of(now.value)
            return None if was == is_ else f"was {was}, is {is_}"
    return None


def _kind_change(before: Kind, now: Kind) -> str | None:
    match before, now:
        case NumberKind(), NumberKind():
            return None if before.unit == now.unit else f"was in {quoted(before.unit)}, is in {quoted(now.unit)}"
        case ScaleKind(), ScaleKind():  # one scale under one name is looked at where it is declared
            return None if before.scale.id == now.scale.id else _order_change("step", before.values, now.values)
        case CategoryKind(), CategoryKind():
            return None if {*before.values} & {*now.values} else "has no code in common with what it was"
        case TruthKind(), TruthKind():
            return None
    return f"was {_KINDS[type(before)]}, is {_KINDS[type(now)]}"


_KINDS: Mapping[type, str] = {
    NumberKind: "a number",
    ScaleKind: "a scale",
    CategoryKind: "a category",
    TruthKind: "a truth",
}


def _sort_of(value: Value) -> str:
    first = value[0] if isinstance(value, tuple) else value
    return "a number" if isinstance(first, Decimal) else "a word"


def _worse_change(before: Indicator, now: Indicator) -> str | None:
    if before.worse is None or now.worse is None or before.worse == now.worse:
        return None
    return f"was worse when {before.worse}, is worse when {now.worse}"


def _order_change(what: str, before: Sequence[str], now: Sequence[str]) -> str | None:
    kept = [it for it in now if it in before]
    if not kept:
        return f"has no {what} in common with what it was"
    return None if kept == [it for it in before if it in now] else f"has its {what}s in another order"


def _taken_over(what: str, id_: str, names: _Names, before: _Names) -> str | None:
    """Return that *id_* has taken over the very words of another id, which is gone."""
    words = _words(names[what][id_])
    if words in (None, _words(before[what][id_])):
        return None
    gone = [other for other, it in before[what].items() if other not in names[what] and _words(it) == words]
    return f"says what {quoted(gone[0])} said" if gone else None


def _words(item: _Item) -> Text | None:
    words = item.claim if isinstance(item, Criterion) else item.title if isinstance(item, Indicator) else Text()
    return words if words != Text() else None
