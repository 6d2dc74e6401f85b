"""Canonical JSON, held to another implementation of the standard."""

from __future__ import annotations

import math
from typing import Any

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from lagesbild_rules.canonical import Json, canonical, digest_of

WHOLE = st.integers(-(2**53) + 1, 2**53 - 1)
TEXTS = st.text(max_size=6) | st.sampled_from(["\ue000", "\U00010000", "\x7f\u2028<", '\b\t\n\f\r"\\\x1f'])
SCALARS = st.none() | st.booleans() | WHOLE | st.floats(allow_nan=False, allow_infinity=False) | TEXTS
VALUES = st.recursive(SCALARS, lambda it: st.lists(it, max_size=3) | st.dictionaries(TEXTS, it, max_size=4))


@given(VALUES)
def test_canonical_json_is_that_of_the_standard(value: Any) -> None:
    assert canonical(value) == rfc8785.dumps(value)


@given(st.dictionaries(TEXTS, VALUES, max_size=5), st.randoms())
def test_the_order_of_keys_changes_nothing(value: dict[str, Any], random: Any) -> None:
    keys = list(value)
    random.shuffle(keys)
    assert digest_of({key: value[key] for key in keys}) == digest_of(value)


@pytest.mark.parametrize("number", [1e21, 1e-7, 123456789012345680000.0, 5e-324, -0.0, 1e20, 0.000001, 1.5e300])
def test_numbers_are_written_as_the_standard_writes_them(number: float) -> None:
    assert canonical(number) == rfc8785.dumps(number)


@pytest.mark.parametrize("value", [math.nan, math.inf, 2**53, -(2**53), "\ud800", {"\udfff": 1}])
def test_what_json_cannot_say_for_certain_is_refused(value: Json) -> None:
    with pytest.raises(ValueError, match=r".+"):
        canonical(value)
