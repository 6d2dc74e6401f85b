"""Where feelin 8.2 is not FEEL: each gap is held here, so that a version without it is noticed."""

from __future__ import annotations

import re

import pytest

from lagesbild_rules.export import dmn

from .engines import Feelin
from .texts import ruleset

MODEL = dmn(ruleset({"x": {"truth": "true"}}, {"c": {"indicator": "x", "equals": "true"}}))


def said_of(expression: str, feelin: Feelin) -> object:
    """Return what feelin makes of *expression* in place of a criterion's own."""
    part = re.compile(r'(id="criterion_c".*?<text>).*?(</text>)', re.DOTALL)
    model = part.sub(lambda it: it[1] + expression.replace("<", "&lt;") + it[2], MODEL, count=1)
    return feelin.run(model, [{"fact_x": None}])[0]["criterion_c"]


@pytest.mark.parametrize(
    ("expression", "said", "right"),
    [
        ("0.1 + 0.2 = 0.3", False, True),  # numbers are binary floats
        ("3 * 0.1 > 0.3", True, False),
        ("count([false, true][item = false])", 0, 1),  # a filter gives no `item` that is false or null
        ("count([null][item = null])", 0, 1),
    ],
)
def test_a_gap_of_feelin(expression: str, said: object, right: object, feelin: Feelin) -> None:
    assert said_of(expression, feelin) == said != right


@pytest.mark.parametrize(
    ("expression", "right"),
    [
        ("null and false", False),
        ("null or false", None),
        ("not(null)", None),
        ("sum(for it in [false, null] return if it = false then 1 else 0)", 1),
        ("null != false", True),
    ],
)
def test_what_the_export_leans_on_feelin_does_as_feel_has_it(expression: str, right: object, feelin: Feelin) -> None:
    assert said_of(expression, feelin) == right
