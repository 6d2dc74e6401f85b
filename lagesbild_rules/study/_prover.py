"""Questions put to the solver, and their answers as facts that the reference engine has assessed again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal
from typing import Any, Final

from attrs import define, field, frozen

from lagesbild_rules.evaluation import Assessment, assess
from lagesbild_rules.facts import Fact, FactSet, FiniteFact, Indicator, NumberFact, NumberKind, known, unknown
from lagesbild_rules.ruleset import Ruleset, Value
from lagesbild_rules.study._formulas import Formula, Formulas
from lagesbild_rules.study._proof import Witness
from lagesbild_rules.study._space import Domain, Space, is_precise
from lagesbild_rules.study._walk import Answers
from lagesbild_rules.truth import Truth

_WIDE: Final = Context(prec=100)


class EngineDisagrees(AssertionError):
    """The reference engine does not find what the solver says: a fault of this library, never of a ruleset."""


@frozen
class Settings:
    """How proofs are sought.

    ``seconds`` bounds each question to the solver: what is not answered by then is «gave up». ``seed`` chooses among
    the witnesses. With ``all_readings`` every admissible combination of readings is thought of, with ``incomplete``
    every row of a wide table, cells left empty too.
    """

    seconds: float = 10.0
    seed: int = 0
    all_readings: bool = False
    incomplete: bool = False


@frozen
class View:
    """A ruleset as it is asked about: the variable of each indicator by ``keys``, else the indicator's own id."""

    ruleset: Ruleset
    name: str = ""
    keys: Mapping[str, str] = field(factory=dict)
    readings: str = ""

    def key(self, indicator: str) -> str:
        return self.keys.get(indicator, indicator)


@define
class Session:
    """One space with the formulas of every view that is asked about in it."""

    settings: Settings
    domain: Domain
    space: Space = field(init=False)
    made: dict[str, Formulas] = field(factory=dict)
    said: dict[str, Answers[Formula]] = field(factory=dict)

    def __attrs_post_init__(self) -> None:
        self.space = Space(self.domain, self.settings.seconds, self.settings.seed)

    def formulas(self, view: View) -> Formulas:
        if view.name not in self.made:
            opened = view.readings if self.settings.all_readings else None
            self.made[view.name] = Formulas(view.ruleset, self.space, view.key, opened)
        return self.made[view.name]

    def answers(self, view: View) -> Answers[Formula]:
        """Return what *view* says, worked out once."""
        if view.name not in self.said:
            self.said[view.name] = self.formulas(view).answers()
        return self.said[view.name]

    def reread(self) -> list[Any]:
        """Return for each reading that is open whether it is another one than the ruleset's own."""
        found: dict[str, Any] = {}
        for it in self.made.values():
            for id_, reading in it.ruleset.readings.items():
                key = f"{it.open_readings}{id_}"
                if key in self.space.choices:
                    own = reading.admissible.index(reading.value)
                    found[key] = self.space.z3.Not(self.space.choices[key][own])
        return list(found.values())


Build = Callable[[Session], Iterable[Any]]
"""From a session to the formulas that are to hold together."""
Check = Callable[[Sequence[Assessment]], bool]
"""Whether the reference's assessments of a witness, one for each view, show what was asked for."""


@define
class Prover:
    """Finds facts, or proves that there are none. Raises ``GaveUp`` when the solver does neither in its time."""

    settings: Settings
    indicators: Sequence[Indicator]
    pool: list[Mapping[str, Truth]] = field(factory=list)
    """What the criteria are for every witness found, but for those that read the ruleset otherwise."""
    _sessions: dict[Domain, Session] = field(factory=dict)

    def session(self, domain: Domain) -> Session:
        if domain not in self._sessions:
            self._sessions[domain] = Session(self.settings, domain)
        return self._sessions[domain]

    def find(
        self, name: str, views: Sequence[View], build: Build, check: Check, few: Build = lambda _: ()
    ) -> tuple[Witness, ...] | None:
        """Return facts for each of *views*, for which what *build* makes holds; nothing when there are none.

        As few as possible of what *few* makes hold. Where numbers have ``precision``, facts that cells can state are
        preferred. *name* names the areas.
        """
        domain: Domain = "rows" if self.settings.incomplete else "values"
        found = self._found(domain, build, few)
        if found is None:
            return None
        if domain == "values" and any(is_precise(it.kind) for it in self.indicators):
            stated = self._found("filled", build, few)
            domain, found = ("filled", stated) if stated is not None else (domain, found)
        witnesses = tuple(
            _witness(found, view, domain, f"{name} ({number})" if len(views) > 1 else name)
            for number, view in enumerate(views, 1)
        )
        if not check([it.assessment for it in witnesses]):
            raise EngineDisagrees(f"{name}: {[dict(it.assessment.facts) for it in witnesses]}")
        self.pool += [it.assessment.criteria for it in witnesses if not it.readings]
        return witnesses

    def _found(self, domain: Domain, build: Build, few: Build) -> dict[str, Any] | None:
        session = self.session(domain)
        wanted = list(build(session))
        return session.space.find(*wanted, few=[*session.reread(), *few(session)])


def _witness(found: Mapping[str, Any], view: View, domain: Domain, area: str) -> Witness:
    ruleset = view.ruleset
    readings: dict[str, Value] = {}
    for id_, reading in ruleset.readings.items():
        index = found.get(f"reading {view.readings}{id_}")
        if index is not None and reading.admissible[index] != reading.value:
            readings[id_] = reading.admissible[index]
    facts = FactSet.of(
        area,
        ruleset.indicators,
        {id_: _fact(it, found, view.key(id_), domain) for id_, it in ruleset.indicators.items()},
    )
    read = ruleset.with_readings(readings) if readings else ruleset
    cells = domain != "values" or not any(is_precise(it.kind) for it in ruleset.indicators.values())
    return Witness(assess(read, facts, as_of=ruleset.effective.from_), cells, readings)


def _fact(indicator: Indicator, found: Mapping[str, Any], key: str, domain: Domain) -> Fact:
    """Return the fact that was found; where nothing hinges on it, the mildest value, or an empty cell."""
    kind = indicator.kind
    if domain == "rows" and found.get(key) is None:
        return unknown(kind)
    if isinstance(kind, NumberKind):
        value = found[key] if key in found else _some(kind)
        return NumberFact(value, value) if domain == "values" else known(kind, value)
    return FiniteFact((found.get(key, kind.values[0]),))


def _some(kind: NumberKind) -> Decimal:
    """Return a number of *kind*: zero, or the number of its grid that is nearest to it."""
    step = Decimal(1).scaleb(-kind.decimals)
    if kind.min is not None and kind.min > 0:
        return kind.min.quantize(step, ROUND_CEILING, _WIDE)
    if kind.max is not None and kind.max < 0:
        return kind.max.quantize(step, ROUND_FLOOR, _WIDE)
    return Decimal(0)
