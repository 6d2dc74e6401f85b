"""Which names of one text stand for which of another: the same id, or one that was given another name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Final, TypeVar

from attrs import evolve

from lagesbild_rules.canonical import canonical
from lagesbild_rules.exact import plain
from lagesbild_rules.facts import Indicator, NumberKind, Scale
from lagesbild_rules.ruleset._conditions import (
    All,
    Any,
    ClassificationRef,
    Condition,
    Count,
    CriterionRef,
    Difference,
    Expression,
    FiniteCompare,
    IndicatorValue,
    LevelRef,
    Literal,
    Mean,
    Name,
    Not,
    NumberCompare,
    Sum,
    Times,
)
from lagesbild_rules.ruleset._diff_model import NewNames
from lagesbild_rules.ruleset._digest import condition_data
from lagesbild_rules.ruleset._model import Criterion, Level, Parameter, Reading, Ruleset, Source, value_text
from lagesbild_rules.text import Text

_T = TypeVar("_T")
_K = TypeVar("_K")

_ALWAYS: Final = b"always"


def find_names(before: Ruleset, after: Ruleset) -> NewNames:
    """Return what was given another name from *before* to *after*, as far as one answer alone is possible.

    Criteria and levels are known again by their condition, else by their words; all else by its title and content.
    Swapping the texts gives the same pairs the other way round.
    """
    names = NewNames(
        indicators=_paired(before.indicators, after.indicators, _indicator_key),
        constants=_paired(before.parameters, after.parameters, _constant_key)
        | _paired(before.readings, after.readings, _constant_key),
        scales=_paired(before.scales, after.scales, _scale_key),
        sources=_paired(before.sources, after.sources, _source_key),
        classifications=_paired(before.classifications, after.classifications, lambda it: _words(it.title)),
    )
    names = _by_condition(names, before, after)
    criteria = _paired(before.criteria, after.criteria, _claim, names.criteria)
    levels = _paired_levels(names, before, after, lambda it: _words(it.title), lambda it: _words(it.title))
    return _by_condition(evolve(names, criteria={**names.criteria, **criteria}, levels=levels), before, after)


def counterpart(names: Mapping[_K, _K], known: Mapping[_K, object], id: _K) -> _K | None:
    """Return what stands among *known* for *id*: the name it was given, or the same; ``None`` when it is gone."""
    now = names.get(id, id)
    return now if now in known else None


def renamed(condition: Condition, names: NewNames) -> Condition:
    """Return *condition* of the earlier text in the names of the later one."""
    match condition:
        case NumberCompare(left, _, right):
            return evolve(
                condition,
                left=renamed_expression(left, names),
                right=tuple(renamed_expression(it, names) for it in right),
            )
        case FiniteCompare(indicator, _, right):
            now = names.indicators.get(indicator, indicator)
            return evolve(condition, indicator=now, right=tuple(_leaf(it, names) for it in right))
        case All(members) | Any(members):
            return evolve(condition, members=tuple(renamed(it, names) for it in members))
        case Count(_, k, members):
            return evolve(condition, k=_leaf(k, names), members=tuple(renamed(it, names) for it in members))
        case Not(member):
            return evolve(condition, member=renamed(member, names))
        case CriterionRef(id_):
            return evolve(condition, id=names.criteria.get(id_, id_))
        case LevelRef(classification, level) | ClassificationRef(classification, _, level):
            return evolve(
                condition,
                classification=names.classifications.get(classification, classification),
                level=names.levels.get((classification, level), level),
            )


def renamed_expression(expression: Expression, names: NewNames) -> Expression:
    """Return *expression* in the names of the later text."""
    match expression:
        case Literal() | Name():
            return _leaf(expression, names)
        case IndicatorValue(id_):
            return IndicatorValue(names.indicators.get(id_, id_))
        case Sum(terms) | Mean(terms):
            return type(expression)(tuple(renamed_expression(it, names) for it in terms))
        case Difference(left, right):
            return Difference(renamed_expression(left, names), renamed_expression(right, names))
        case Times(factor, term):
            return Times(_leaf(factor, names), renamed_expression(term, names))


def _leaf(leaf: Literal | Name, names: NewNames) -> Literal | Name:
    return Name(names.constants.get(leaf.id, leaf.id)) if isinstance(leaf, Name) else leaf


def _by_condition(names: NewNames, before: Ruleset, after: Ruleset) -> NewNames:
    """Return *names* with the criteria and levels that are known again by their condition, until no more are."""
    while (more := _one_round(names, before, after)) != names:
        names = more
    return names


def _one_round(names: NewNames, before: Ruleset, after: Ruleset) -> NewNames:
    was, became = _condition_key(names), _condition_key(NewNames())
    criteria = _paired(
        before.criteria, after.criteria, lambda it: was(it.when), names.criteria, lambda it: became(it.when)
    )
    levels = _paired_levels(names, before, after, lambda it: was(it.when), lambda it: became(it.when))
    return evolve(names, criteria={**names.criteria, **criteria}, levels=levels)


def _condition_key(names: NewNames) -> Callable[[Condition | None], object]:
    return lambda when: canonical(condition_data(renamed(when, names))) if when else _ALWAYS


def _paired_levels(
    names: NewNames,
    before: Ruleset,
    after: Ruleset,
    key_before: Callable[[Level], object],
    key_after: Callable[[Level], object],
) -> dict[tuple[str, str], str]:
    levels = dict(names.levels)
    for name, classification in before.classifications.items():
        now = counterpart(names.classifications, after.classifications, name)
        if now is not None:
            taken = {level: to for (of, level), to in names.levels.items() if of == name}
            ladder, ladder_now = (
                {it.id: it for it in one.levels} for one in (classification, after.classifications[now])
            )
            found = _paired(ladder, ladder_now, key_before, taken, key_after)
            levels |= {(name, level): to for level, to in found.items()}
    return levels


def _paired(
    before: Mapping[str, _T],
    after: Mapping[str, _T],
    key: Callable[[_T], object],
    taken: Mapping[str, str] | None = None,
    key_after: Callable[[_T], object] | None = None,
) -> dict[str, str]:
    """Return the names only in *before* beside those only in *after* that alone have the same key; ``None`` is none."""
    already = taken or {}
    gone = {id_: key(it) for id_, it in before.items() if id_ not in after and id_ not in already}
    new = {
        id_: (key_after or key)(it) for id_, it in after.items() if id_ not in before and id_ not in already.values()
    }
    times_gone, times_new = Counter(gone.values()), Counter(new.values())
    by_key = {found: id_ for id_, found in new.items() if found is not None and times_new[found] == 1}
    return {id_: by_key[found] for id_, found in gone.items() if found in by_key and times_gone[found] == 1}


def _words(text: Text) -> object:
    return (text.sv, text.en) if text != Text() else None


def _claim(criterion: Criterion) -> object:
    return _words(criterion.claim)


def _indicator_key(it: Indicator) -> object:
    if it.title == Text():
        return None
    kind = it.kind
    if isinstance(kind, NumberKind):
        bounds = tuple(None if end is None else plain(end) for end in (kind.min, kind.max, kind.precision))
        return (kind.unit, kind.decimals, bounds, _words(it.title))
    return (type(kind).__name__, kind.values, _words(it.title))


def _constant_key(it: Parameter | Reading) -> object:
    because = it.because if isinstance(it, Reading) else Text()
    if it.title == Text() and because == Text():
        return None
    return (value_text(it.value), it.unit, _words(it.title), _words(because))


def _scale_key(it: Scale) -> object:
    titles = tuple((value, _words(title)) for value, title in sorted(it.titles.items(), key=lambda pair: pair[0]))
    return (it.steps, titles)


def _source_key(it: Source) -> object:
    return it.title
