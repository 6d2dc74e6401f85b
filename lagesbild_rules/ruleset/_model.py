"""A ruleset: what a published text says, with what it leaves open told apart as readings."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Literal, TypeVar, cast

from attrs import Factory, evolve, field, frozen

from lagesbild_rules.errors import Place, Problem, QuestionError, listed, quoted, suggestion
from lagesbild_rules.exact import plain
from lagesbild_rules.facts import Evidence, Indicator, Scale
from lagesbild_rules.ruleset._conditions import Condition
from lagesbild_rules.text import Text

Status = Literal["draft", "trial", "in_force", "repealed"]
Certainty = Literal["day", "month", "year"]
EvidenceMark = Literal["primary", "secondary", "media", "derived", "inferred"]
Modality = Literal["required", "any_of", "supporting", "graded", "effect"]
Value = Decimal | str | tuple[Decimal | str, ...]
"""What a parameter or a reading holds: a number, a step, a code or a truth, or a list of them."""

_place = field(default=Place(), eq=False, repr=False, kw_only=True)
_T = TypeVar("_T")


@frozen
class Period:
    """When a text is in force: from a day, up to but not including another; open when ``until`` is absent."""

    from_: date
    until: date | None = None
    certainty: Certainty = "day"

    def covers(self, day: date) -> bool:
        return self.from_ <= day and (self.until is None or day < self.until)

    def __str__(self) -> str:
        return f"{self.from_}–{self.until or ''}"


@frozen
class Source:
    """A publication that a ruleset rests on."""

    id: str
    title: str
    reference: str | None = None
    published: str | None = None
    evidence: EvidenceMark | None = None


@frozen
class Citation:
    """Where something stands in a source, and in which words."""

    source: str | None = None
    locator: str | None = None
    quote: str | None = None
    evidence: EvidenceMark | None = None


@frozen
class Parameter:
    """A value that the source states."""

    id: str
    value: Value
    unit: str | None = None
    title: Text = Text()
    citation: Citation = Citation()
    place: Place = _place


@frozen
class Reading:
    """A value that the source leaves open: ours, one of a finite list of ``admissible`` alternatives."""

    id: str
    value: Value
    admissible: tuple[Value, ...]
    because: Text = Text()
    unit: str | None = None
    title: Text = Text()
    citation: Citation = Citation()
    place: Place = _place


@frozen
class Criterion:
    """One claim of the text and the condition under which it holds."""

    id: str
    claim: Text
    citation: Citation
    when: Condition
    modality: Modality | None = None
    known_misreadings: tuple[Text, ...] = ()
    place: Place = _place


@frozen
class Level:
    """One step of a classification; the mildest has no ``when`` and always holds."""

    id: str
    title: Text
    when: Condition | None = None
    supporting: tuple[str, ...] = ()
    claim: Text = Text()
    citation: Citation = Citation()
    place: Place = _place


@frozen
class Classification:
    """An ordered ladder of levels, mildest first."""

    id: str
    title: Text
    levels: tuple[Level, ...]
    nested: bool = False
    place: Place = _place

    def rank(self, level: str) -> int:
        """Return the position of *level*, 0 for the mildest; ``KeyError`` when it is none of them."""
        for position, it in enumerate(self.levels):
            if it.id == level:
                return position
        raise KeyError(level)


class _Derived:
    """What other rooms work out from a ruleset once and keep with it; left behind when it is copied or pickled."""

    def __init__(self) -> None:
        self.kept: dict[Callable[..., object], object] = {}

    def __reduce__(self) -> tuple[type[_Derived], tuple[()]]:
        return _Derived, ()


@frozen
class Ruleset:
    """One period's text as data. It is immutable and may be shared between threads."""

    id: str
    version: int
    status: Status
    effective: Period
    title: Text
    sources: Mapping[str, Source]
    indicators: Mapping[str, Indicator]
    criteria: Mapping[str, Criterion]
    classifications: Mapping[str, Classification]
    owner: str | None = None
    parameters: Mapping[str, Parameter] = Factory(dict)
    readings: Mapping[str, Reading] = Factory(dict)
    scales: Mapping[str, Scale] = Factory(dict)
    evidence: Evidence = Evidence()
    place: Place = _place
    _derived: _Derived = field(factory=_Derived, init=False, eq=False, repr=False)

    @property
    def reference(self) -> str:
        """The name that picks out this period's text: ``id@effective-from``."""
        return f"{self.id}@{self.effective.from_}"

    def value(self, name: str) -> Value:
        """Return the value of the parameter or reading *name*."""
        return self.parameters[name].value if name in self.parameters else self.readings[name].value

    def derived(self, build: Callable[[Ruleset], _T]) -> _T:
        """Return ``build(self)``, worked out at the first call and kept with this ruleset."""
        kept = self._derived.kept
        if build not in kept:
            kept.setdefault(build, build(self))
        return cast(_T, kept[build])

    def with_readings(self, chosen: Mapping[str, object]) -> Ruleset:
        """Return the same text read otherwise: each reading in *chosen* takes that admissible value.

        Raises ``QuestionError`` for a reading that the text does not have or a value it does not admit.
        """
        problems: list[Problem] = []
        readings = dict(self.readings)
        for id_, wanted in chosen.items():
            if id_ not in readings:
                help = suggestion(id_, readings)
                problems.append(Problem(self.place, "LR502", f"no reading {quoted(id_)} in {self.reference}", help))
                continue
            by_text = {value_text(value): value for value in readings[id_].admissible}
            text = value_text(cast(Value, wanted)) if isinstance(wanted, Decimal | str | tuple) else str(wanted)
            if text not in by_text:
                finding = f"{quoted(text)} is not admissible for the reading {quoted(id_)}"
                problems.append(Problem(self.place, "LR208", finding, f"write {listed(by_text)}"))
                continue
            readings[id_] = evolve(readings[id_], value=by_text[text])
        if problems:
            raise QuestionError(problems)
        return evolve(self, readings=readings)


def value_text(value: Value) -> str:
    """Return *value* as one line of plain text."""
    match value:
        case Decimal():
            return plain(value)
        case str():
            return value
        case _:
            return ", ".join(map(value_text, value))
