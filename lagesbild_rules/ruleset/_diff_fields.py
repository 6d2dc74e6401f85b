"""What differs between two rulesets, definition by definition and field by field."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Final, TypeVar

from lagesbild_rules.facts import CategoryKind, Evidence, Indicator, Kind, NumberKind, Scale
from lagesbild_rules.ruleset._conditions import FiniteCompare, Name, walk
from lagesbild_rules.ruleset._diff_conditions import condition_changes, number_shift, step_shift
from lagesbild_rules.ruleset._diff_model import (
    Change,
    ChangeKind,
    Definition,
    Matter,
    NewNames,
    Part,
    Sort,
    Spot,
    Titled,
)
from lagesbild_rules.ruleset._diff_names import counterpart
from lagesbild_rules.ruleset._model import (
    Citation,
    Classification,
    Criterion,
    Level,
    Parameter,
    Reading,
    Ruleset,
    Source,
    Value,
    value_text,
)
from lagesbild_rules.text import Text

_T = TypeVar("_T", Classification, Criterion, Level, Parameter | Reading, Indicator, Scale, Source)
_Where = tuple[Spot | None, Spot | None]
_ADDED, _DROPPED, _CHANGED = ChangeKind.ADDED, ChangeKind.DROPPED, ChangeKind.CHANGED

_OF_WORDING: Final[frozenset[Sort]] = frozenset({"scale", "source"})
_IN_LOGIC: Final[tuple[Part, ...]] = (
    "kind", "steps", "codes", "decimals", "min", "max", "precision", "worse",
    "max_age", "at_least_grade", "when_sources_disagree",
)  # fmt: skip


class Fields:
    """Compares two rulesets whose ``names`` are known; criteria that moved are told as dropped here, added there."""

    def __init__(self, before: Ruleset, after: Ruleset, names: NewNames) -> None:
        self.before, self.after, self.names = before, after, names

    def changes(self) -> Iterator[Change]:
        """Yield every change, in the order of the texts."""
        before, after, names = self.before, self.after, self.names
        yield from _each(
            "classification", before.classifications, after.classifications, names.classifications, self._classification
        )
        yield from _each("criterion", before.criteria, after.criteria, names.criteria, self._criterion)
        yield from _each("indicator", before.indicators, after.indicators, names.indicators, self._indicator)
        yield from self._constants()
        yield from _each("scale", before.scales, after.scales, names.scales, self._scale)
        yield from _each("source", before.sources, after.sources, names.sources, self._source)
        yield from self._head()

    def _head(self) -> Iterator[Change]:
        was, now = self.before, self.after
        where = (Spot("ruleset", was.reference), Spot("ruleset", now.reference))
        yield from _field(where, "id", was.id, now.id)
        yield from _field(where, "title", was.title, now.title)
        yield from _field(where, "from", was.effective.from_, now.effective.from_)
        yield from _field(where, "until", was.effective.until, now.effective.until)
        yield from _field(where, "certainty", was.effective.certainty, now.effective.certainty)
        yield from _field(where, "status", was.status, now.status)
        yield from _field(where, "version", was.version, now.version)
        yield from _field(where, "owner", was.owner, now.owner)
        yield from self._evidence(where, was.evidence, now.evidence)

    def _classification(self, where: _Where, was: Classification, now: Classification) -> Iterator[Change]:
        yield from _field(where, "title", was.title, now.title)
        yield from _field(where, "nested", was.nested, now.nested)
        renamed = {level: to for (name, level), to in self.names.levels.items() if name == was.id}
        old, new = {it.id: it for it in was.levels}, {it.id: it for it in now.levels}
        order = [to for level in old if (to := counterpart(renamed, new, level)) is not None]
        if order != [level for level in new if level in order]:
            yield Change(ChangeKind.REORDERED, "levels", where, tuple(old), tuple(new), logic=True)
        yield from _each("level", old, new, renamed, self._level, (f"{was.id}.", f"{now.id}."))

    def _level(self, where: _Where, was: Level, now: Level) -> Iterator[Change]:
        yield from condition_changes(self.before, self.after, self.names, where, (was.when, now.when))
        yield from self._supporting(where, was.supporting, now.supporting)
        yield from _field(where, "title", was.title, now.title)
        yield from _field(where, "claim", was.claim, now.claim)
        yield from self._citation(where, was.citation, now.citation)

    def _supporting(self, where: _Where, was: tuple[str, ...], now: tuple[str, ...]) -> Iterator[Change]:
        known_as = [self.names.criteria.get(id_, id_) for id_ in was]
        gone, come = Counter(known_as) - Counter(now), Counter(now) - Counter(known_as)
        for id_, known in zip(was, known_as, strict=True):
            if gone[known]:
                gone[known] -= 1
                yield Change(_DROPPED, "supporting", where, id_, None, logic=False)
        for id_ in now:
            if come[id_]:
                come[id_] -= 1
                yield Change(_ADDED, "supporting", where, None, id_, logic=False)
        if known_as != list(now) and Counter(known_as) == Counter(now):
            yield Change(ChangeKind.REORDERED, "supporting", where, was, now, logic=False)

    def _criterion(self, where: _Where, was: Criterion, now: Criterion) -> Iterator[Change]:
        yield from condition_changes(self.before, self.after, self.names, where, (was.when, now.when))
        yield from _field(where, "modality", was.modality, now.modality)
        yield from _field(where, "claim", was.claim, now.claim)
        yield from self._citation(where, was.citation, now.citation)
        yield from _misreadings(where, was.known_misreadings, now.known_misreadings)

    def _citation(self, where: _Where, was: Citation, now: Citation) -> Iterator[Change]:
        if self.names.sources.get(was.source or "", was.source) != now.source:
            yield Change(_CHANGED, "source", where, was.source, now.source, logic=False)
        yield from _field(where, "locator", was.locator, now.locator)
        yield from _field(where, "quote", was.quote, now.quote)
        yield from _field(where, "evidence", was.evidence, now.evidence)

    def _indicator(self, where: _Where, was: Indicator, now: Indicator) -> Iterator[Change]:
        yield from self._kind(where, was.kind, now.kind)
        yield from _field(where, "worse", was.worse, now.worse)
        yield from self._evidence(where, was.evidence, now.evidence)
        yield from _field(where, "title", was.title, now.title)
        yield from _field(where, "changeable", was.changeable, now.changeable)
        yield from _field(where, "group", was.group, now.group)
        yield from _field(where, "handling", was.handling, now.handling)

    def _kind(self, where: _Where, was: Kind, now: Kind) -> Iterator[Change]:
        if isinstance(was, NumberKind) and isinstance(now, NumberKind):
            yield from _field(where, "decimals", was.decimals, now.decimals)
            for part, old, new in (
                ("min", was.min, now.min),
                ("max", was.max, now.max),
                ("precision", was.precision, now.precision),
            ):
                yield from _field(where, part, old, new)  # type: ignore[arg-type] # they are parts
            yield from _field(where, "unit", was.unit, now.unit)
        elif type(was) is not type(now) or isinstance(was, NumberKind) or isinstance(now, NumberKind):
            yield Change(_CHANGED, "kind", where, was, now, logic=True)
        else:
            yield from _field(where, "codes" if isinstance(now, CategoryKind) else "steps", was.values, now.values)
        if isinstance(was, CategoryKind) and isinstance(now, CategoryKind):
            yield from _titles(where, was.titles, now.titles)

    def _evidence(self, where: _Where, was: Evidence, now: Evidence) -> Iterator[Change]:
        yield from _field(where, "max_age", was.max_age, now.max_age)
        yield from _field(where, "at_least_grade", was.at_least_grade, now.at_least_grade)
        yield from _field(where, "when_sources_disagree", was.when_sources_disagree, now.when_sources_disagree)

    def _constants(self) -> Iterator[Change]:
        old: dict[str, Parameter | Reading] = {**self.before.parameters, **self.before.readings}
        new: dict[str, Parameter | Reading] = {**self.after.parameters, **self.after.readings}
        yield from _each("parameter", old, new, self.names.constants, self._constant)

    def _constant(self, where: _Where, was: Parameter | Reading, now: Parameter | Reading) -> Iterator[Change]:
        if type(was) is not type(now):
            yield Change(_CHANGED, "whose", where, was, now, logic=True)
        if _plain(was.value) != _plain(now.value):
            yield Change(_CHANGED, "value", where, was.value, now.value, self._shift(was, now), logic=True)
        yield from _field(where, "unit", was.unit, now.unit)
        if isinstance(was, Reading) and isinstance(now, Reading):
            yield from _admissible(where, was.admissible, now.admissible)
            yield from _field(where, "because", was.because, now.because)
        yield from _field(where, "title", was.title, now.title)
        yield from self._citation(where, was.citation, now.citation)

    def _shift(self, was: Parameter | Reading, now: Parameter | Reading) -> Decimal | None:
        kinds = kind_beside(self.before, was.id), kind_beside(self.after, now.id)
        if kinds[0] is not None and kinds[1] is not None:
            return step_shift((kinds[0], kinds[1]), was.value, now.value)
        return number_shift(was.value, now.value) if was.unit == now.unit else None

    def _scale(self, where: _Where, was: Scale, now: Scale) -> Iterator[Change]:
        yield from _titles(where, was.titles, now.titles)

    def _source(self, where: _Where, was: Source, now: Source) -> Iterator[Change]:
        yield from _field(where, "title", was.title, now.title)
        yield from _field(where, "reference", was.reference, now.reference)
        yield from _field(where, "published", was.published, now.published)
        yield from _field(where, "evidence", was.evidence, now.evidence)


def kind_beside(ruleset: Ruleset, name: str) -> Kind | None:
    """Return the kind of the scale, truth or category that the parameter or reading *name* is compared with."""
    conditions = [it.when for it in ruleset.criteria.values()]
    conditions += [it.when for ladder in ruleset.classifications.values() for it in ladder.levels if it.when]
    for condition in conditions:
        for it in walk(condition):
            if isinstance(it, FiniteCompare) and Name(name) in it.right:
                return ruleset.indicators[it.indicator].kind
    return None


def _each(
    sort: Sort,
    before: Mapping[str, _T],
    after: Mapping[str, _T],
    renamed: Mapping[str, str],
    inside: Callable[[_Where, _T, _T], Iterator[Change]],
    prefixes: tuple[str, str] = ("", ""),
) -> Iterator[Change]:
    """Yield what was dropped, renamed or added, and what changed *inside* the rest."""
    logic = sort not in _OF_WORDING
    kept = {id_: counterpart(renamed, after, id_) for id_ in before}
    for id_, was in before.items():
        spot, known = _spot(sort, was, prefixes[0]), kept[id_]
        if known is None:
            yield Change(_DROPPED, "itself", (spot, None), was, None, logic=logic)
            continue
        now = after[known]
        where = (spot, _spot(sort, now, prefixes[1]))
        if known != id_:
            yield Change(ChangeKind.RENAMED, "itself", where, was, now, logic=logic)
        yield from inside(where, was, now)
    for id_, now in after.items():
        if id_ not in kept.values():
            yield Change(_ADDED, "itself", (None, _spot(sort, now, prefixes[1])), None, now, logic=logic)


def _spot(sort: Sort, it: Definition, prefix: str) -> Spot:
    return Spot("reading" if isinstance(it, Reading) else sort, prefix + it.id)


def _field(where: _Where, part: Part, was: Matter, now: Matter) -> Iterator[Change]:
    if was != now:
        shift = None
        if isinstance(was, Decimal) and isinstance(now, Decimal):
            shift = number_shift(was, now)
        elif part == "decimals" and isinstance(was, int) and isinstance(now, int):
            shift = Decimal(now - was)
        yield Change(_CHANGED, part, where, was, now, shift, logic=part in _IN_LOGIC)


def _titles(where: _Where, was: Mapping[str, Text], now: Mapping[str, Text]) -> Iterator[Change]:
    for value in {**was, **now}:
        old = Titled(value, was[value]) if value in was else None
        new = Titled(value, now[value]) if value in now else None
        if old != new:
            kind = _ADDED if old is None else _DROPPED if new is None else _CHANGED
            yield Change(kind, "titles", where, old, new, logic=False)


def _admissible(where: _Where, was: tuple[Value, ...], now: tuple[Value, ...]) -> Iterator[Change]:
    old, new = Counter(map(_plain, was)), Counter(map(_plain, now))
    for value in was:
        if old[_plain(value)] > new[_plain(value)]:
            old[_plain(value)] -= 1
            yield Change(_DROPPED, "admissible", where, value, None, logic=True)
    for value in now:
        if new[_plain(value)] > old[_plain(value)]:
            new[_plain(value)] -= 1
            yield Change(_ADDED, "admissible", where, None, value, logic=True)


def _misreadings(where: _Where, was: tuple[Text, ...], now: tuple[Text, ...]) -> Iterator[Change]:
    if Counter(was) == Counter(now):
        if was != now:
            yield Change(ChangeKind.REORDERED, "misreadings", where, logic=False)
        return
    gone, come = ([it for it in one if it not in other] for one, other in ((was, now), (now, was)))
    if len(gone) == len(come) == 1 and was.index(gone[0]) == now.index(come[0]):
        yield Change(_CHANGED, "misreading", where, gone[0], come[0], logic=False)
        return
    for words in gone:
        yield Change(_DROPPED, "misreading", where, words, None, logic=False)
    for words in come:
        yield Change(_ADDED, "misreading", where, None, words, logic=False)
    if not gone and not come:
        yield Change(_CHANGED, "misreadings", where, len(was), len(now), logic=False)


def _plain(value: Value) -> object:
    return tuple(map(value_text, value)) if isinstance(value, tuple) else value_text(value)
