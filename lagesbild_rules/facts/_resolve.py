"""From observations to facts: one fact for each area and indicator, with what it rests on and what was set aside.

What counts is worked out in this order, each step on what the one before it left:

1. what was recorded by ``known_at``; anything later is as if it did not exist;
2. what was not withdrawn or superseded by then, holds on ``as_of``, is no older than ``max_age`` and no lower graded
   than ``at_least_grade``;
3. where the statements that are left differ, what ``when_sources_disagree`` makes of them. Codes have no order: of
   them none is the worst, and all that are stated are kept.

Nothing left: the fact is the whole range, because of what was set aside as stale or below grade, else missing.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Final, assert_never

from attrs import evolve

from lagesbild_rules.day import Day, as_day, as_time
from lagesbild_rules.facts._model import (
    AgeUnit,
    CategoryKind,
    Cause,
    Evidence,
    Fact,
    FactSet,
    FiniteFact,
    Grounds,
    Indicator,
    Kind,
    NumberFact,
    NumberKind,
    ScaleKind,
    SetAside,
    TruthKind,
    Why,
    Worse,
    known,
    unknown,
)
from lagesbild_rules.facts._observation import Observation

NO_RULES: Final = Evidence()
"""No age is too great and no grade too low; statements that differ are spanned."""


def resolve(
    observations: Iterable[Observation],
    indicators: Mapping[str, Indicator],
    evidence: Evidence = NO_RULES,
    *,
    as_of: Day,
    known_at: datetime | None = None,
    areas: Iterable[str] = (),
) -> tuple[FactSet, ...]:
    """Return what *observations* say of each area on *as_of*, as far as it was recorded by *known_at*.

    The order of observations changes no fact. The areas stand as first named: those of *areas* first, which need no
    observation, then those that an observation known by then speaks of. An *evidence* rule that an indicator has
    itself goes before the general one. Each fact's observations are its set's ``grounds``.

    Raises ``KeyError`` for an observation of something that is no indicator.
    """
    day = as_day(as_of)
    sorted_out: dict[str, dict[str, list[Observation]]] = {area: {} for area in areas}
    for it in known_by(observations, known_at):
        sorted_out.setdefault(it.area, {}).setdefault(it.indicator, []).append(it)
    rules = {id_: rules_for(it, evidence) for id_, it in indicators.items()}
    return tuple(_of_area(area, found, indicators, rules, day) for area, found in sorted_out.items())


def _of_area(
    area: str,
    found: Mapping[str, list[Observation]],
    indicators: Mapping[str, Indicator],
    rules: Mapping[str, Evidence],
    day: date,
) -> FactSet:
    facts: dict[str, Fact] = {}
    grounds: dict[str, Grounds] = {}
    for id_, said in found.items():
        facts[id_], grounds[id_] = resolve_one(said, indicators[id_], rules[id_], day)
    return FactSet.of(area, indicators, facts, grounds)


def rules_for(indicator: Indicator, evidence: Evidence) -> Evidence:
    """Return the rules of evidence for *indicator*: its own, and the general ones where it has none."""
    own = indicator.evidence
    return Evidence(
        own.max_age or evidence.max_age,
        own.at_least_grade or evidence.at_least_grade,
        own.when_sources_disagree or evidence.when_sources_disagree,
    )


def known_by(observations: Iterable[Observation], known_at: datetime | None) -> list[Observation]:
    """Return what was recorded by *known_at*, without what became of it later; each observation once.

    A correction that is not among *observations* counts as known: when it was recorded cannot be told. One that is
    there goes along as ``corrected_by``.
    """
    every = list(dict.fromkeys(observations))
    if known_at is None:
        return every
    known_at = as_time(known_at)
    by_id: dict[str, list[Observation]] = {}
    for it in every:
        if it.observation_id is not None:
            by_id.setdefault(it.observation_id, []).append(it)
    kept = []
    for it in every:
        if is_later(it, known_at):
            continue
        if isinstance(it.withdrawn, datetime) and it.withdrawn > known_at:
            it = evolve(it, withdrawn=False)  # noqa: PLW2901
        corrections = by_id.get(it.superseded_by, ()) if it.superseded_by is not None else ()
        if corrections:
            to_come = all(is_later(one, known_at) for one in corrections)
            named = None if to_come else it.superseded_by
            it = evolve(it, superseded_by=named, corrected_by=tuple(corrections))  # noqa: PLW2901
        kept.append(it)
    return kept


def is_later(it: Observation, known_at: datetime) -> bool:
    """Return whether *it* was recorded after *known_at*; what does not say when counts as known."""
    return it.recorded_at is not None and it.recorded_at > known_at


def resolve_one(
    observations: Iterable[Observation], indicator: Indicator, rules: Evidence, day: date
) -> tuple[Fact, Grounds]:
    """Return the fact that *observations* of one area and *indicator* give on *day*, and what it rests on."""
    usable: list[Observation] = []
    aside: list[SetAside] = []
    for it in sorted(observations, key=_order):
        why = tuple(_why_not(it, rules, day))
        if why:
            aside.append(SetAside(it, why))
        else:
            usable.append(it)
    if not usable:
        reasons = {reason for it in aside if not _GONE.intersection(it.why) for reason in it.why}
        causes = [_CAUSES[reason] for reason in (Why.STALE, Why.BELOW_GRADE) if reason in reasons]
        return unknown(indicator.kind, *causes), Grounds((), tuple(aside))
    kept, fact, lost = _agreed(usable, indicator, rules)
    passed_over = [SetAside(it, (lost,)) for it in usable if it not in kept]
    return fact, Grounds(tuple(kept), (*aside, *passed_over))


_NEVER: Final = datetime.min.replace(tzinfo=UTC)
_CAUSES: Final = {Why.STALE: Cause.STALE, Why.BELOW_GRADE: Cause.BELOW_GRADE}
_GONE: Final = frozenset({Why.WITHDRAWN, Why.SUPERSEDED, Why.NOT_VALID})
"""What was set aside for one of these said nothing on the day, however old or graded."""


def _order(it: Observation) -> tuple[str, ...]:
    return (it.id, *it.key, str(it.withdrawn), it.superseded_by or "")


def _why_not(it: Observation, rules: Evidence, day: date) -> Iterable[Why]:
    if it.withdrawn is not False:
        yield Why.WITHDRAWN
    if it.superseded_by is not None:
        yield Why.SUPERSEDED
    if (it.valid_from and day < it.valid_from) or (it.valid_until and day >= it.valid_until):
        yield Why.NOT_VALID
    if rules.max_age and it.date and day > later(it.date, *rules.max_age):
        yield Why.STALE
    if rules.at_least_grade and not _reaches(it, rules.at_least_grade):
        yield Why.BELOW_GRADE


def later(day: date, number: int, unit: AgeUnit) -> date:
    """Return *day* moved so far on; a day that the month does not have becomes its last one.

    >>> later(date(2024, 2, 29), 12, "months"), later(date(9999, 1, 1), 5, "years")
    (datetime.date(2025, 2, 28), datetime.date(9999, 12, 31))
    """
    try:
        match unit:
            case "days" | "weeks":
                return day + timedelta(days=number * (7 if unit == "weeks" else 1))
            case "months" | "years":
                years, month = divmod(day.month - 1 + number * (12 if unit == "years" else 1), 12)
                year = day.year + years
                return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
            case _:
                assert_never(unit)
    except (ValueError, OverflowError):
        return date.max


def _reaches(it: Observation, least: str) -> bool:
    """Return whether the grade of *it*, as far as it has one, is in no part lower than *least*."""
    return (it.source_grade or "A") <= least[0] and (it.information_grade or "1") <= least[1]


def _agreed(usable: list[Observation], indicator: Indicator, rules: Evidence) -> tuple[list[Observation], Fact, Why]:
    kind, way = indicator.kind, rules.when_sources_disagree or "span"
    stated = [stated_fact(it, kind) for it in usable]
    if way == "span" or (isinstance(kind, CategoryKind) and way == "worst") or all(it == stated[0] for it in stated):
        return usable, _spanned(kind, stated), Why.OLDER
    match way:
        case "newest":
            kept = _undominated(usable, lambda one, other: _age(one) < _age(other))
            return kept, _spanned(kind, [stated_fact(it, kind) for it in kept]), Why.OLDER
        case "best_graded":
            kept = _undominated(usable, _lower_graded)
            return kept, _spanned(kind, [stated_fact(it, kind) for it in kept]), Why.LOWER_GRADED
        case "worst":
            worst = _worst(kind, stated, indicator.worse or "high")
            kept = [it for it, fact in zip(usable, stated, strict=True) if _touches(fact, worst)]
            return kept, worst, Why.MILDER
        case _:
            assert_never(way)


def _undominated(
    usable: Sequence[Observation], dominated: Callable[[Observation, Observation], bool]
) -> list[Observation]:
    return [it for it in usable if not any(dominated(it, other) for other in usable)]


def _age(it: Observation) -> tuple[date, datetime]:
    return it.date or date.min, it.recorded_at or _NEVER


def _lower_graded(it: Observation, other: Observation) -> bool:
    """Return whether *other* is better graded in one part and no worse in the other; both grades must be whole."""
    one, two = (it.source_grade, it.information_grade), (other.source_grade, other.information_grade)
    if None in one or None in two or one == two:
        return False
    return str(two[0]) <= str(one[0]) and str(two[1]) <= str(one[1])


def stated_fact(it: Observation, kind: Kind) -> Fact:
    """Return the fact that *it* alone states: its ends widened by the ``precision`` of a number."""
    low, high = known(kind, it.low), known(kind, it.high)
    return low if low == high else evolve(_spanned(kind, [low, high]), causes=(Cause.ROUNDED,))


def _spanned(kind: Kind, facts: Sequence[Fact]) -> Fact:
    """Return the smallest fact that holds all of *facts*: `conflicting` when they are not the same."""
    first = facts[0]
    if all(it == first for it in facts):
        return first
    causes = _causes(facts, Cause.CONFLICTING)
    match kind:
        case NumberKind():
            lows, highs = _ends(facts)
            return NumberFact(min(lows), max(highs), causes)
        case CategoryKind(values):
            said = {value for it in facts if isinstance(it, FiniteFact) for value in it.values}
            return FiniteFact(tuple(value for value in values if value in said), causes)
        case ScaleKind() | TruthKind():
            ranks = [kind.values.index(v) for it in facts if isinstance(it, FiniteFact) for v in (it.low, it.high)]
            return FiniteFact(kind.values[min(ranks) : max(ranks) + 1], causes)
        case _:
            assert_never(kind)


def _worst(kind: Kind, facts: Sequence[Fact], worse: Worse) -> Fact:
    """Return the worst that *facts* can mean together: from the worst of their ends to the worst of the others."""
    pick: Callable[..., Decimal] = max if worse == "high" else min
    if isinstance(kind, NumberKind):
        lows, highs = _ends(facts)
        low, high = pick(lows), pick(highs)
        return NumberFact(low, high, () if low == high else _causes(facts))
    rank: Callable[..., int] = max if worse == "high" else min
    finite = [it for it in facts if isinstance(it, FiniteFact)]
    first, last = (rank(kind.values.index(getattr(it, end)) for it in finite) for end in ("low", "high"))
    return FiniteFact(kind.values[first : last + 1], () if first == last else _causes(facts))


def _touches(fact: Fact, worst: Fact) -> bool:
    """Return whether an end of *fact* is an end of *worst*."""
    return fact.low == worst.low or fact.high == worst.high


def _ends(facts: Sequence[Fact]) -> tuple[list[Decimal], list[Decimal]]:
    numbers = [it for it in facts if isinstance(it, NumberFact)]
    return [it.low for it in numbers if it.low is not None], [it.high for it in numbers if it.high is not None]


def _causes(facts: Iterable[Fact], *more: Cause) -> tuple[Cause, ...]:
    found = {*more, *(cause for it in facts for cause in it.causes)}
    return tuple(it for it in Cause if it in found)
