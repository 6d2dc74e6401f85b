"""An oracle for ``resolve``: its docstring as it reads, naive and slow, sharing nothing with it.

A fact is a pair of ends, fractions or positions on the scale, or a set of codes, with its causes; nothing is sorted
but ends.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from fractions import Fraction

from lagesbild_rules.facts import CategoryKind, Evidence, Fact, Indicator, NumberFact, NumberKind, Observation

Ends = tuple[Fraction | None, Fraction | None] | frozenset[str]
Found = tuple[Ends, frozenset[str]]

GRADE_ORDER = {"A": 0, "B": 1, "C": 2, "X": 3, "1": 0, "2": 1, "3": 2, "4": 3}


def resolution(
    said: Sequence[Observation],
    every: Sequence[Observation],
    indicator: Indicator,
    general: Evidence,
    day: date,
    known_at: datetime | None,
) -> tuple[Found, list[Observation], list[tuple[Observation, set[str]]]]:
    """Return the fact that *said* of one area and *indicator* gives, what it rests on, and what is set aside."""
    own = indicator.evidence
    age = own.max_age if own.max_age is not None else general.max_age
    least = own.at_least_grade if own.at_least_grade is not None else general.at_least_grade
    way = own.when_sources_disagree if own.when_sources_disagree is not None else general.when_sources_disagree
    usable, aside = [], []
    for it in said:
        if after(it, known_at):
            continue
        why = set()
        if it.withdrawn is True or (isinstance(it.withdrawn, datetime) and not (known_at and it.withdrawn > known_at)):
            why.add("withdrawn")
        if it.superseded_by is not None:
            corrections = [one for one in every if one.observation_id == it.superseded_by]
            if not corrections or any(not after(one, known_at) for one in corrections):
                why.add("superseded")
        if not ((it.valid_from is None or it.valid_from <= day) and (it.valid_until is None or day < it.valid_until)):
            why.add("not_valid")
        dated = it.valid_from if it.valid_from is not None else it.recorded_at.date() if it.recorded_at else None
        if age is not None and dated is not None and day > moved(dated, *age):
            why.add("stale")
        parts = [part for part in (it.source_grade, it.information_grade) if part is not None]
        if least is not None and any(GRADE_ORDER[part] > GRADE_ORDER[least[part in "1234"]] for part in parts):
            why.add("below_grade")
        if why:
            aside.append((it, why))
        else:
            usable.append(it)
    if not usable:
        causes = {
            word
            for _, why in aside
            if not why & {"withdrawn", "superseded", "not_valid"}
            for word in why & {"stale", "below_grade"}
        }
        return (whole(indicator), frozenset(causes or {"missing"})), [], aside
    stated = [(it, ends(it, indicator)) for it in usable]
    kept, lost = stated, ""
    if len({one for _, one in stated}) > 1:
        if way == "newest":
            best = max(moment(it) for it, _ in stated)
            kept, lost = [(it, one) for it, one in stated if moment(it) == best], "older"
        elif way == "best_graded":
            kept = [(it, one) for it, one in stated if not any(better(other, it) for other, _ in stated)]
            lost = "lower_graded"
        elif way == "worst" and not isinstance(indicator.kind, CategoryKind):
            return worst(stated, indicator, aside)
    aside += [(it, {lost}) for it, one in stated if (it, one) not in kept]
    return spanned([one for _, one in kept]), [it for it, _ in kept], aside


def after(it: Observation, known_at: datetime | None) -> bool:
    return known_at is not None and it.recorded_at is not None and it.recorded_at > known_at


def moved(day: date, number: int, unit: str) -> date:
    """Return *day* so much later, counted month by month; where the month lacks the day, its last one."""
    if unit in ("days", "weeks"):
        return day + timedelta(days=number * {"days": 1, "weeks": 7}[unit])
    months = day.year * 12 + day.month - 1 + number * {"months": 1, "years": 12}[unit]
    for number_of_day in range(day.day, 0, -1):
        try:
            return date(months // 12, months % 12 + 1, number_of_day)
        except ValueError:
            continue
    raise AssertionError("every month has a first day")


def moment(it: Observation) -> tuple[date, str]:
    day = it.valid_from or (it.recorded_at.date() if it.recorded_at else date(1, 1, 1))
    return day, it.recorded_at.isoformat() if it.recorded_at else ""


def better(one: Observation, other: Observation) -> bool:
    parts = (one.source_grade, other.source_grade), (one.information_grade, other.information_grade)
    pairs = [(GRADE_ORDER.get(a or "", -1), GRADE_ORDER.get(b or "", -1)) for a, b in parts]
    if any(-1 in pair for pair in pairs):
        return False
    return all(a <= b for a, b in pairs) and any(a < b for a, b in pairs)


def whole(indicator: Indicator) -> Ends:
    kind = indicator.kind
    if isinstance(kind, NumberKind):
        return tuple(None if end is None else Fraction(end) for end in (kind.min, kind.max))  # type: ignore[return-value]
    if isinstance(kind, CategoryKind):
        return frozenset(kind.values)
    return Fraction(0), Fraction(len(kind.values) - 1)


def ends(it: Observation, indicator: Indicator) -> Ends:
    kind = indicator.kind
    if isinstance(kind, CategoryKind):
        return frozenset({str(it.low)})
    if not isinstance(kind, NumberKind):
        return Fraction(kind.values.index(str(it.low))), Fraction(kind.values.index(str(it.high)))
    p = Fraction(kind.precision or 0)
    low, high = Fraction(it.low) - p, Fraction(it.high) + p
    if kind.min is not None:
        low = max(low, Fraction(kind.min))
    if kind.max is not None:
        high = min(high, Fraction(kind.max))
    return low, high


def spanned(stated: list[Ends]) -> Found:
    differ = {"conflicting"} if len(set(stated)) > 1 else set()
    if isinstance(stated[0], frozenset):
        return frozenset().union(*stated), frozenset(differ)  # type: ignore[arg-type]
    pairs = [it for it in stated if isinstance(it, tuple)]
    rounded = {"rounded"} if any(low != high for low, high in pairs) else set()
    lows, highs = [it[0] for it in pairs if it[0] is not None], [it[1] for it in pairs if it[1] is not None]
    return (min(lows), max(highs)), frozenset(differ | rounded)


def worst(
    stated: list[tuple[Observation, Ends]], indicator: Indicator, aside: list[tuple[Observation, set[str]]]
) -> tuple[Found, list[Observation], list[tuple[Observation, set[str]]]]:
    pick = max if indicator.worse == "high" else min
    pairs = [(it, one) for it, one in stated if isinstance(one, tuple)]
    low, high = (pick(one[end] for _, one in pairs if one[end] is not None) for end in (0, 1))
    kept = [it for it, one in pairs if one[0] == low or one[1] == high]
    aside += [(it, {"milder"}) for it, _ in pairs if it not in kept]
    return ((low, high), frozenset({"rounded"} if low != high else ())), kept, aside


def as_found(fact: Fact, indicator: Indicator) -> Found:
    """Return *fact* as the oracle writes it."""
    causes = frozenset(it.value for it in fact.causes)
    kind = indicator.kind
    if isinstance(fact, NumberFact):
        low, high = (None if it is None else Fraction(it) for it in (fact.low, fact.high))
        return (low, high), causes
    if isinstance(kind, CategoryKind):
        return frozenset(fact.values), causes
    assert not isinstance(kind, NumberKind)
    ranks = [kind.values.index(it) for it in fact.values]
    assert ranks == list(range(ranks[0], ranks[-1] + 1))
    return (Fraction(ranks[0]), Fraction(ranks[-1])), causes
