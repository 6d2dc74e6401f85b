"""Laws of circuits: claims are what strong Kleene logic makes of those they rest on, whatever is shared or left out."""

from __future__ import annotations

from itertools import product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from lagesbild_rules.evaluation.columnar._bits import flags, packed
from lagesbild_rules.evaluation.columnar._circuit import CERTAIN, Circuit, Claim
from lagesbild_rules.evaluation.columnar._order import Order
from lagesbild_rules.evaluation.columnar._stretch import Stretch

SOURCES = 4
ROWS = [*product((True, False, None), repeat=SOURCES)]
"""Every way in which four claims can be true, false or unknown."""

Formula = tuple[str, int, tuple["Formula", ...]]

formulas = st.recursive(
    st.tuples(st.just("source"), st.integers(0, SOURCES), st.just(())),
    lambda inner: st.one_of(
        st.tuples(st.just("not"), st.just(0), st.tuples(inner)),
        st.tuples(st.sampled_from(["every", "some"]), st.just(0), st.lists(inner, max_size=4).map(tuple)),
        st.integers(0, 9).flatmap(
            lambda least: st.tuples(st.just("count"), st.just(least), st.lists(inner, max_size=8).map(tuple))
        ),
    ),
    max_leaves=30,
)


def wired(it: Formula, circuit: Circuit, sources: list[Claim]) -> Claim:
    """Return the claim of a formula; after all sources stands what is certain."""
    kind, number, members = it
    inner = [wired(member, circuit, sources) for member in members]
    if kind == "source":
        return [*sources, CERTAIN][number]
    if kind == "not":
        return inner[0][::-1]
    return circuit.count(inner, number) if kind == "count" else getattr(circuit, kind)(inner)  # type: ignore[no-any-return]


def meant(it: Formula, row: tuple[bool | None, ...]) -> bool | None:
    """Return what a formula means by definition."""
    kind, number, members = it
    inner = [meant(member, row) for member in members]
    if kind == "source":
        return [*row, True][number]
    if kind == "not":
        return None if inner[0] is None else not inner[0]
    least = {"every": len(inner), "some": 1, "count": number}[kind]
    if inner.count(True) >= least:
        return True
    return False if inner.count(True) + inner.count(None) < least else None


def _said(circuit: Circuit, claims: list[Claim]) -> list[list[bool | None]]:
    order = Order.of(circuit, claims)
    found = []
    for true, false in order.truths(Stretch(len(ROWS), {})):
        both = zip(flags(true, len(ROWS)).tolist(), flags(false, len(ROWS)).tolist(), strict=True)
        found.append([True if t else False if f else None for t, f in both])
        assert not (true & false).any()
    return found


def _sources(circuit: Circuit) -> list[Claim]:
    columns = [[row[number] for row in ROWS] for number in range(SOURCES)]
    planes = [tuple(packed(np.array([it is side for it in column])) for side in (True, False)) for column in columns]
    return [circuit.source(lambda _, it=it: it) for it in planes]  # type: ignore[misc]


@given(st.lists(formulas, min_size=1, max_size=3))
def test_a_claim_is_what_its_formula_means(given_: list[Formula]) -> None:
    circuit = Circuit()
    sources = _sources(circuit)
    said = _said(circuit, [wired(it, circuit, sources) for it in given_])
    assert said == [[meant(it, row) for row in ROWS] for it in given_]


def test_what_no_claim_needs_is_left_out_and_its_place_taken() -> None:
    circuit = Circuit()
    a, b, c, d = _sources(circuit)
    wanted = circuit.every([circuit.some([a, b]), circuit.some([c, d])])
    circuit.count([a, b, c, d], 3)
    order = Order.of(circuit, [wanted])
    assert len(order.work) == 4 + 6
    assert order.places == 2 + 2 * 4


def test_equal_gates_are_one() -> None:
    circuit = Circuit()
    a, b, c, _ = _sources(circuit)
    assert circuit.count([a, b, c], 2) == circuit.count([a, b, c], 2)
    assert circuit.every([a, b]) == circuit.some([a[::-1], b[::-1]])[::-1]
    assert circuit.some([a, CERTAIN]) == CERTAIN
    assert circuit.every([a, CERTAIN]) == a
