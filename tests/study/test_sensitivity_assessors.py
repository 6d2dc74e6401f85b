"""Assessors who answer otherwise: the shares are those that counting every way to answer gives."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from math import sqrt

import pytest

from lagesbild_rules.errors import QuestionError
from lagesbild_rules.facts import Cause, FactSet, FiniteFact, ScaleKind, known, unknown
from lagesbild_rules.ruleset import Ruleset
from lagesbild_rules.study import Flips, flips
from lagesbild_rules.study import _assessors as assessors

from .places import edited, places, possible


def exactly(ruleset: Ruleset, row: FactSet, probability: Fraction) -> Fraction:
    """Return the probability that the possible levels of *row* are others, by counting every way to answer."""
    scales = [
        id_
        for id_, it in ruleset.indicators.items()
        if isinstance(it.kind, ScaleKind) and isinstance(fact := row[id_], FiniteFact) and fact.exact
    ]
    (base,) = possible(ruleset, [row])
    total = Fraction(0)
    for moves in product((-1, 0, 1), repeat=len(scales)):
        weight = Fraction(1)
        changed = {}
        for id_, move in zip(scales, moves, strict=True):
            weight *= probability / 2 if move else 1 - probability
            kind, fact = ruleset.indicators[id_].kind, row[id_]
            assert isinstance(kind, ScaleKind)
            assert isinstance(fact, FiniteFact)
            rank = min(max(kind.values.index(fact.low) + move, 0), len(kind.values) - 1)
            changed[id_] = known(kind, kind.values[rank])
        if possible(ruleset, [row.replace(changed)]) != [base]:
            total += weight
    return total


def with_spans(ruleset: Ruleset) -> list[FactSet]:
    """Return the places, one of them with a span of steps and one with a stale answer."""
    rows = places(ruleset)
    kind = ruleset.indicators["threats"].kind
    rows[0] = rows[0].replace({"threats": FiniteFact(("some", "much"), (Cause.CONFLICTING,))})
    rows[1] = rows[1].replace({"threats": unknown(kind, Cause.STALE)})
    return rows


@pytest.mark.parametrize("spans", [False, True])
@pytest.mark.parametrize("probability", [Fraction(1, 5), Fraction(1)])
def test_shares_are_those_of_counting_every_way_to_answer(spans: bool, probability: Fraction) -> None:
    ruleset = edited()
    rows = with_spans(ruleset) if spans else places(ruleset)
    repetitions = 40_000
    found = flips(ruleset, rows, probability=float(probability), repetitions=repetitions, seed=4)
    wanted = [exactly(ruleset, row, probability) for row in rows]
    assert any(0 < it < 1 for it in wanted)
    for (area, shares), share in zip(found.areas, wanted, strict=True):
        assert share in (0, 1) or shares[-1].hits
        spread = sqrt(float(share * (1 - share)) / repetitions)
        assert abs(shares[-1].value - float(share)) <= 4.5 * spread, area
    mean = float(sum(wanted)) / len(rows)
    low, high = found.in_all.interval
    assert low - 0.002 <= mean <= high + 0.002
    none = Fraction(1)
    for it in wanted:
        none *= 1 - it
    assert abs(found.unchanged.value - float(none)) <= 4.5 * sqrt(0.25 / repetitions)


def test_nobody_errs_at_probability_0() -> None:
    ruleset = edited()
    found = flips(ruleset, places(ruleset), probability=0, repetitions=50)
    assert (found.in_all.hits, found.unchanged.hits, found.at_once) == (0, 50, (0, 0, 0))


def test_missing_answers_and_spans_stay_as_they_are() -> None:
    ruleset = edited()
    rows = with_spans(ruleset)
    found = flips(ruleset, rows, probability=1, repetitions=200)
    answers = [row[id_] for row in rows for id_ in ("trade", "threats")]
    assert found.answers == sum(isinstance(it, FiniteFact) and it.exact for it in answers)
    blank = [FactSet.of(it.area, ruleset.indicators, {"broken": it["broken"]}) for it in rows]
    assert flips(ruleset, blank, probability=1, repetitions=200).in_all.hits == 0


def _all(**changed: object) -> Flips:
    ruleset = edited()
    given: dict[str, object] = {"probability": 0.3, "repetitions": 500, "seed": 1, **changed}
    return flips(ruleset, with_spans(ruleset), **given)  # type: ignore[arg-type]


def test_the_seed_decides_and_threads_do_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assessors, "ROWS", 64)
    assert _all() == _all(threads=3)
    assert _all() != _all(seed=2)


def test_tables_larger_than_a_block_are_taken_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assessors, "ROWS", 2)
    ruleset = edited()
    rows = with_spans(ruleset)
    found = flips(ruleset, rows, probability=0.5, repetitions=3000, seed=9)
    for (area, shares), row in zip(found.areas, rows, strict=True):
        share = float(exactly(ruleset, row, Fraction(1, 2)))
        assert abs(shares[-1].value - share) <= 4.5 * sqrt(max(share * (1 - share), 1e-9) / 3000), area
    assert found.at_once[0] <= found.at_once[1] <= found.at_once[2] <= len(rows)
    assert found.in_all.hits == sum(shares[-1].hits for _, shares in found.areas)


def test_the_bar_counts_every_assessment() -> None:
    from collections.abc import Iterator
    from contextlib import contextmanager

    seen: list[int] = []

    @contextmanager
    def progress(size: int, description: str) -> Iterator[object]:
        seen.append(-size)
        yield lambda step=1: seen.append(step)

    ruleset = edited()
    flips(ruleset, places(ruleset), probability=0.1, repetitions=100, progress=progress)  # type: ignore[arg-type]
    assert sum(seen) == 0
    assert seen[0] == -500


def test_the_table_has_a_row_for_each_area_and_classification_and_for_any() -> None:
    found = _all()
    table = found.table()
    assert table.num_rows == 5 * 2
    assert table.column("classification").to_pylist()[:2] == ["lage", None]
    assert table.column("flips").to_pylist()[0] == table.column("flips").to_pylist()[1]


@pytest.mark.parametrize("wrong", [{"probability": 1.1}, {"probability": -0.1}, {"repetitions": 0}])
def test_no_experiment_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(QuestionError, match="LR531"):
        _all(**wrong)
