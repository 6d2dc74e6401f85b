"""What the laws ask: a drawn ruleset, perhaps with claims of the law's own, and facts."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from attrs import field, frozen
from hypothesis import note
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from lagesbild_rules import Assessment, FactSet, Ruleset, Truth, assess
from lagesbild_rules.ruleset import Condition, parse_ruleset, walk
from lagesbild_rules.testing import facts, ruleset_texts

DAY = "2020-06-01"
"""The day of every question: no law depends on it."""


@frozen
class Question:
    """A ruleset with its text, and facts to ask it about. The text is noted where it is drawn, not shown again."""

    text: str = field(repr=False)
    ruleset: Ruleset = field(repr=False)
    facts: FactSet

    def answer(self) -> Assessment:
        return assess(self.ruleset, self.facts, as_of=DAY)

    def criteria(self) -> dict[str, Truth]:
        return self.answer().criteria


@st.composite
def questions(draw: DrawFn, *, closed_world: bool = False) -> Question:
    """Draw a ruleset and facts."""
    return _asked(draw, draw(ruleset_texts(closed_world=closed_world)))


@st.composite
def surveys(draw: DrawFn, *, closed_world: bool = False) -> list[Question]:
    """Draw a ruleset and the facts of three areas, which are three questions."""
    first = draw(questions(closed_world=closed_world))
    return [first, *(Question(first.text, first.ruleset, draw(facts(first.ruleset))) for _ in range(2))]


@st.composite
def claims(
    draw: DrawFn,
    arity: int,
    build: Callable[..., Mapping[str, Any]],
    *,
    readings: Mapping[str, Any] = MappingProxyType({}),
) -> Question:
    """Draw a ruleset to which the criteria are added that *build* makes of *arity* drawn conditions, and facts."""
    text = draw(ruleset_texts(closed_world=True))
    conditions = whens(json.loads(text))
    members = {f"m{position}": draw(st.sampled_from(conditions)) for position in range(arity)}
    return _asked(draw, with_criteria(text, {**members, **build(*members)}, readings))


def _asked(draw: DrawFn, text: str) -> Question:
    ruleset = noted(text)
    return Question(text, ruleset, draw(facts(ruleset)))


def noted(text: str) -> Ruleset:
    """Return the ruleset that *text* holds; the text is shown with an example that fails."""
    note(text)
    return parse_ruleset(text)


def with_criteria(text: str, conditions: Mapping[str, Any], readings: Mapping[str, Any] = MappingProxyType({})) -> str:
    """Return the drawn *text* with a criterion added for each of *conditions*, and with more *readings*."""
    data = json.loads(text)
    data["readings"] = {**data.get("readings", {}), **readings}
    for id_, when in conditions.items():
        data["criteria"][id_] = {"claim": {"en": f"The claim {id_}"}, "source": "chance", "when": when}
    return json.dumps(data, ensure_ascii=False, indent=1)


def whens(data: Any) -> list[Any]:
    """Return every condition that stands in a drawn text, innermost ones too."""
    found: list[Any] = []
    match data:
        case {"when": when, **rest}:
            found += [when, *whens(when), *whens(rest)]
        case {"all": members} | {"any": members} | {"of": members}:
            found += [*members, *whens(members)]
        case {"not": member}:
            found += [member, *whens(member)]
        case dict():
            found += whens([*data.values()])
        case list():
            found += [it for inner in data for it in whens(inner)]
    return found


def conditions_of(ruleset: Ruleset) -> list[Condition]:
    """Return every condition of *ruleset*, innermost ones too."""
    whens = [it.when for it in ruleset.criteria.values()]
    whens += [level.when for it in ruleset.classifications.values() for level in it.levels if level.when]
    return [it for when in whens for it in walk(when)]
