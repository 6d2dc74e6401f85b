"""The edits that lead from one ruleset to another, and the rulesets that come of making only some of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from graphlib import CycleError
from typing import Final, TypeVar

from attrs import evolve, frozen

from lagesbild_rules.facts import FactSet, Indicator, NumberKind
from lagesbild_rules.ruleset import (
    Classification,
    ClassificationRef,
    Condition,
    CriterionRef,
    Level,
    LevelRef,
    Parameter,
    Reading,
    Ruleset,
    diff,
    in_order,
    renamed,
    value_text,
    walk,
)
from lagesbild_rules.study._admissible import Thing, misfits
from lagesbild_rules.study._outcomes import Areas

_T = TypeVar("_T")

EVIDENCE: Final[Thing] = ("evidence", "")
"""The edit of how observations become facts, for every indicator that says nothing of it itself."""


@frozen
class Edit:
    """What is changed together: things that have no meaning with only some of them changed.

    ``before`` and ``after`` are the values where one parameter or reading is all of it.
    """

    things: tuple[Thing, ...]
    before: str | None = None
    after: str | None = None

    def __str__(self) -> str:
        name = ", ".join(f"{sort} {id_}".strip() for sort, id_ in self.things)
        return name if self.before is None else f"{name}: {self.before} → {self.after}"


class Inseparable(Exception):
    """Some things cannot be changed without the others."""

    def __init__(self, things: frozenset[Thing]) -> None:
        super().__init__(things)
        self.things = things


class Hybrids:
    """The rulesets between *before* and *after*, both in the names of the later one.

    What only one of them defines can be named in all of them. What nothing names, seen from the classifications that
    both have, is left out.
    """

    def __init__(self, before: Ruleset, after: Ruleset) -> None:
        self.names = diff(before, after).names
        self.before, self.after = self._in_later_names(before), after
        self.things = tuple(self._differing(before))

    def _in_later_names(self, it: Ruleset) -> Ruleset:
        names = self.names

        def level(classification: str, one: Level) -> Level:
            id_ = names.levels.get((classification, one.id), one.id)
            return evolve(one, id=id_, when=one.when and renamed(one.when, names))

        ladders = {
            names.classifications.get(name, name): evolve(
                ladder, levels=tuple(level(name, one) for one in ladder.levels)
            )
            for name, ladder in it.classifications.items()
        }
        return evolve(
            it,
            indicators={names.indicators.get(id_, id_): one for id_, one in it.indicators.items()},
            parameters={names.constants.get(id_, id_): one for id_, one in it.parameters.items()},
            readings={names.constants.get(id_, id_): one for id_, one in it.readings.items()},
            criteria={
                names.criteria.get(id_, id_): evolve(one, when=renamed(one.when, names))
                for id_, one in it.criteria.items()
            },
            classifications=ladders,
        )

    def _differing(self, before: Ruleset) -> Iterator[Thing]:
        was, now = self.before, self.after
        olds, news = _constants(was), _constants(now)
        yield from (("constant", id_) for id_ in olds if id_ in news and olds[id_].value != news[id_].value)
        general = before.evidence != now.evidence
        shared = [id_ for id_ in was.indicators if id_ in now.indicators]
        own = [id_ for id_ in shared if _of_facts(was.indicators[id_]) != _of_facts(now.indicators[id_])]
        yield from (("indicator", id_) for id_ in own)
        if general and len(own) < len(shared):
            yield EVIDENCE
        for id_, one in was.criteria.items():
            if id_ in now.criteria and one.when != now.criteria[id_].when:
                yield ("criterion", id_)
        for name, ladder in was.classifications.items():
            if name not in now.classifications:
                continue
            levels = {it.id: it for it in now.classifications[name].levels}
            if [it.id for it in ladder.levels] != list(levels):
                yield ("ladder", name)
            for it in ladder.levels:
                if it.id in levels and it.when != levels[it.id].when:
                    yield ("level", f"{name}.{it.id}")

    def edit(self, group: Sequence[Thing]) -> Edit:
        """Return the edit of a *group* of things."""
        if len(group) == 1 and group[0][0] == "constant":
            values = (value_text(_constants(it)[group[0][1]].value) for it in (self.before, self.after))
            return Edit(tuple(group), *values)
        return Edit(tuple(group))

    def common(self) -> dict[str, tuple[str, ...]]:
        """Return the classifications that both have, each with all levels: those of the later one first."""
        found = {}
        for name, ladder in self.after.classifications.items():
            if name in self.before.classifications:
                both = (*ladder.levels, *self.before.classifications[name].levels)
                found[name] = tuple(dict.fromkeys(it.id for it in both))
        return found

    def ruleset(self, made: frozenset[Thing]) -> Ruleset:
        """Return the ruleset in which the edits of *made* are made, and no others.

        Raises ``Inseparable`` where that has no meaning.
        """
        was, now = self.before, self.after

        def pick(sort: str, old: Mapping[str, _T], new: Mapping[str, _T]) -> dict[str, _T]:
            return {
                id_: new[id_] if id_ in new and (id_ not in old or (sort, id_) in made) else old[id_]
                for id_ in {**old, **new}
            }

        constants = pick("constant", _constants(was), _constants(now))
        hybrid = evolve(
            now,
            indicators=pick("indicator", was.indicators, now.indicators),
            parameters={id_: it for id_, it in constants.items() if isinstance(it, Parameter)},
            readings={id_: it for id_, it in constants.items() if isinstance(it, Reading)},
            criteria=pick("criterion", was.criteria, now.criteria),
            classifications={name: self._ladder(name, made) for name in {**was.classifications, **now.classifications}},
        )
        hybrid = _named(hybrid, self.common())
        for it in misfits(hybrid):
            raise Inseparable(self._to_join(it.things))
        try:
            in_order(hybrid.criteria, hybrid.classifications)
        except CycleError as circle:
            things = tuple(
                ("criterion", it.id) if isinstance(it, CriterionRef) else ("level", f"{it.classification}.{it.level}")
                for it in circle.args[1]
                if isinstance(it, CriterionRef | LevelRef)
            )
            raise Inseparable(self._to_join(things)) from None
        return hybrid

    def _ladder(self, name: str, made: frozenset[Thing]) -> Classification:
        olds, news = (it.classifications.get(name) for it in (self.before, self.after))
        if olds is None or news is None:
            only = olds or news
            assert only is not None
            return only
        old, new = ({it.id: it for it in ladder.levels} for ladder in (olds, news))
        order = new if ("ladder", name) in made else old
        levels = tuple(
            new[id_] if id_ in new and (id_ not in old or ("level", f"{name}.{id_}") in made) else old[id_]
            for id_ in order
        )
        return evolve(news, levels=levels)

    def switches(self, indicator: str) -> Thing:
        """Return the edit by which the facts of *indicator* become those that the later ruleset asks for."""
        own = "indicator", indicator
        return own if own in self.things else EVIDENCE

    def _to_join(self, things: Sequence[Thing]) -> frozenset[Thing]:
        ours = frozenset(things) & frozenset(self.things)
        return ours if len(ours) > 1 else frozenset(self.things)

    def facts(self, pairs: Sequence[tuple[FactSet, FactSet]]) -> Facts:
        """Return *pairs*, what is known of each area as either ruleset asks for it, for any of the rulesets between."""
        back = self.names.indicators
        olds = [
            FactSet.of(was.area, self.before.indicators, {back.get(id_, id_): it for id_, it in was.facts.items()})
            for was, _ in pairs
        ]
        return Facts(
            Areas.of(_silent(self.before), olds), Areas.of(_silent(self.after), [now for _, now in pairs]), self
        )


@frozen(eq=False)
class Facts:
    """The facts of the same areas as two rulesets ask for them."""

    before: Areas
    after: Areas
    hybrids: Hybrids

    def for_(self, ruleset: Ruleset, made: frozenset[Thing]) -> Areas:
        """Return the facts as they are when the edits of *made* are made."""
        import pyarrow as pa

        columns = {"area": self.before.batch.column("area")}
        for id_ in ruleset.indicators:
            later = id_ not in self.before.indicators or self.hybrids.switches(id_) in made
            side = self.after if later and id_ in self.after.indicators else self.before
            columns[id_] = side.batch.column(id_)
        return Areas(ruleset.indicators, pa.RecordBatch.from_pydict(columns))


def _named(ruleset: Ruleset, classifications: Iterable[str]) -> Ruleset:
    """Return *ruleset* with the criteria and classifications alone that *classifications* rest on."""
    ladders, criteria = dict.fromkeys(classifications), dict[str, None]()
    ahead: list[Condition] = [it.when for name in ladders for it in ruleset.classifications[name].levels if it.when]
    for condition in ahead:
        for it in walk(condition):
            match it:
                case CriterionRef(id_) if id_ not in criteria:
                    criteria[id_] = None
                    ahead.append(ruleset.criteria[id_].when)
                case LevelRef(name, _) | ClassificationRef(name, _, _) if name not in ladders:
                    ladders[name] = None
                    ahead += [level.when for level in ruleset.classifications[name].levels if level.when]
                case _:
                    pass
    return evolve(
        ruleset,
        criteria={id_: it for id_, it in ruleset.criteria.items() if id_ in criteria},
        classifications={name: it for name, it in ruleset.classifications.items() if name in ladders},
    )


def _silent(ruleset: Ruleset) -> Ruleset:
    """Return *ruleset* without conditions: its facts are laid out, nothing is asked of them yet."""
    return evolve(ruleset, criteria={}, classifications={})


def _constants(ruleset: Ruleset) -> dict[str, Parameter | Reading]:
    return {**ruleset.parameters, **ruleset.readings}


def _of_facts(it: Indicator) -> object:
    """Return what of an indicator has to do with what its facts are."""
    kind = it.kind
    if isinstance(kind, NumberKind):
        return type(kind), kind.decimals, kind.min, kind.max, kind.precision, it.evidence, it.worse
    return type(kind), kind.values, it.evidence, it.worse
