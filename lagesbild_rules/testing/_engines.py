"""Conformance of engines: whatever the reference says, another engine must say too."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from random import Random
from typing import Final, Literal

from attrs import define, frozen
from hypothesis import given, note, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from lagesbild_rules.errors import LagesbildError
from lagesbild_rules.evaluation import Answer, Engine, ReferenceEngine
from lagesbild_rules.facts import FactSet, facts_from_row
from lagesbild_rules.ruleset import CASES, Ruleset, load_cases, load_ruleset, parse_ruleset, shipped_rulesets, texts_in
from lagesbild_rules.testing._strategies import facts, ruleset_texts

_DRAWN: Final = 6
"""So many areas are drawn for a ruleset; the others take each of their facts from one of these."""


@frozen
class Gap:
    """Rulesets that an engine does not take, and why. It must refuse every one of them, and no other."""

    state: Literal["not_yet", "never"]
    engine: str
    reason: str
    applies: Callable[[Ruleset], bool]


def not_yet(engine: str, reason: str, applies: Callable[[Ruleset], bool]) -> Gap:
    """Return the gap of *engine* in rulesets to which *applies* says yes, meant to be closed."""
    return Gap("not_yet", engine, reason, applies)


def never(engine: str, reason: str, applies: Callable[[Ruleset], bool]) -> Gap:
    """Return the gap of *engine* in rulesets to which *applies* says yes, which is to stay."""
    return Gap("never", engine, reason, applies)


@define
class Conformance:
    """How much an engine was asked; every answer was the reference's."""

    engine: str
    rulesets: int = 0
    areas: int = 0
    cases: int = 0
    refused: int = 0


def check_engine(
    engine: Engine, *, areas: int = 50, rulesets: int | None = None, gaps: Sequence[Gap] = ()
) -> Conformance:
    """Hold *engine* to the reference on all shipped cases and on drawn *rulesets* with so many *areas* each.

    Where it is not said, as many rulesets are drawn as the loaded profile of Hypothesis has ``max_examples``. Raises
    ``AssertionError`` with the smallest difference found: ruleset, facts, and both answers. A ruleset that one of
    *gaps* describes must be refused with a ``LagesbildError``; answered all the same, the gap is closed and its mark
    is an error.
    """
    done = Conformance(engine.name)
    own = [it for it in gaps if it.engine == engine.name]
    for ruleset, rows in shipped_questions():
        done.cases += len(rows)
        _check(engine, ruleset, rows, own, done)

    @settings(max_examples=settings().max_examples if rulesets is None else rulesets)
    @given(drawn_questions(areas))
    def drawn(question: tuple[Ruleset, list[FactSet]]) -> None:
        ruleset, rows = question
        done.rulesets += 1
        done.areas += len(rows)
        _check(engine, ruleset, rows, own, done)

    drawn()
    return done


def shipped_questions() -> Iterator[tuple[Ruleset, list[FactSet]]]:
    """Yield every shipped ruleset with the facts of the cases that are put to it."""
    for path in texts_in(shipped_rulesets()):
        ruleset = load_ruleset(path)
        cases = [it for it in load_cases(path.parent / CASES) if ruleset.effective.covers(it.as_of)]
        rows = [facts_from_row({"area": f"case {n}", **it.facts}, ruleset.indicators) for n, it in enumerate(cases)]
        yield ruleset, rows


@st.composite
def drawn_questions(draw: DrawFn, areas: int = 50) -> tuple[Ruleset, list[FactSet]]:
    """Draw a ruleset of any kind, ``missing_as`` among it, and the facts of so many *areas*."""
    text = draw(ruleset_texts(closed_world=True))
    note(text)
    ruleset = parse_ruleset(text)
    rows = [draw(facts(ruleset, area=f"area {n}")) for n in range(min(areas, _DRAWN))]
    chance = Random(draw(st.integers(0, 2**32 - 1)))
    for n in range(len(rows), areas):
        mixed = {id_: chance.choice(rows[:_DRAWN])[id_] for id_ in ruleset.indicators}
        rows.append(FactSet.of(f"area {n}", ruleset.indicators, mixed))
    return ruleset, rows


def _check(engine: Engine, ruleset: Ruleset, rows: list[FactSet], gaps: list[Gap], done: Conformance) -> None:
    gap = next((it for it in gaps if it.applies(ruleset)), None)
    try:
        found = engine.answers(ruleset, rows)
    except LagesbildError as it:
        if gap is None:
            raise AssertionError(f"{engine.name} refuses {ruleset.reference}, which no gap describes: {it}") from it
        done.refused += 1
        return
    assert gap is None, f"{engine.name} answers {ruleset.reference}: take away the mark «{gap.state}: {gap.reason}»"
    assert len(found) == len(rows), f"{engine.name} gives {len(found)} answers for {len(rows)} areas"
    for row, wanted, answer in zip(rows, ReferenceEngine().answers(ruleset, rows), found, strict=True):
        assert _plain(answer) == _plain(wanted), f"{engine.name} differs on {row}"


def _plain(answer: Answer) -> tuple[dict[str, object], dict[str, object]]:
    return dict(answer.criteria), dict(answer.possible)
