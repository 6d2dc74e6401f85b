"""What is told of an area, one line at a time: long rows, wide rows, and what is wrong with either."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from lagesbild_rules import Cause, FactSet, LagesbildError, Place
from lagesbild_rules.facts import (
    CategoryKind,
    Fact,
    FiniteFact,
    Indicator,
    NumberFact,
    NumberKind,
    Scale,
    ScaleKind,
    TruthKind,
    read_change,
    read_changed_line,
    unknown,
)
from lagesbild_rules.text import Text

INDICATORS = {
    it.id: it
    for it in (
        Indicator("income", NumberKind("percent", 1, Decimal(0), None, Decimal("0.5"))),
        Indicator("problem", ScaleKind(Scale("problem", ("calm", "uneasy", "grave"), {"calm": Text("Lugnt", "Calm")}))),
        Indicator("delimited", TruthKind()),
        Indicator("tenure", CategoryKind(("rental", "owned"))),
    )
}
ROUNDED = (Cause.ROUNDED,)


def told(line: str) -> tuple[str, dict[str, Fact]]:
    return read_changed_line(line, Place("<stdin>", 7), INDICATORS)


def number(low: str | None, high: str | None, *causes: Cause) -> NumberFact:
    return NumberFact(None if low is None else Decimal(low), None if high is None else Decimal(high), causes)


@pytest.mark.parametrize(
    ("said", "fact"),
    [
        ('"indicator": "problem", "value": "lugnt"', FiniteFact(("calm",))),
        ('"indicator": "income", "value": 51.3', number("50.8", "51.8", *ROUNDED)),
        ('"indicator": " income ", "low": 51.3, "high": "60.0"', number("51.3", "60", *ROUNDED)),
        ('"indicator": "income", "low": 51.3, "high": 51.3', number("51.3", "51.3")),
        ('"indicator": "income", "low": 51.3', number("51.3", None, *ROUNDED)),
        ('"indicator": "income", "high": 9, "low": null', number("0", "9", *ROUNDED)),
        ('"indicator": "income", "high": "", "low": null', number("0", None, Cause.MISSING)),
        ('"indicator": "problem", "low": "uneasy", "high": "grave"', FiniteFact(("uneasy", "grave"), ROUNDED)),
        ('"indicator": "problem", "high": "calm"', FiniteFact(("calm",))),
        ('"indicator": "problem", "low": "calm"', unknown(INDICATORS["problem"].kind)),
        ('"indicator": "delimited", "low": true', FiniteFact(("true",))),
        ('"indicator": "tenure", "value": "owned", "withdrawn": false', FiniteFact(("owned",))),
        ('"indicator": "tenure", "value": "owned", "withdrawn": true', unknown(INDICATORS["tenure"].kind)),
        ('"indicator": "tenure", "withdrawn": "ja"', unknown(INDICATORS["tenure"].kind)),
        ('"indicator": "tenure", "value": null', unknown(INDICATORS["tenure"].kind)),
        ('"indicator": "tenure", "value": "owned", "note": "by phone", "basis": "survey"', FiniteFact(("owned",))),
        ('"indicator": "tenure", "value": "owned", "valid_from": "", "source_grade": null', FiniteFact(("owned",))),
    ],
)
def test_a_long_row_tells_one_fact(said: str, fact: Fact) -> None:
    area, facts = told(f'{{"area": " Åby ", {said}}}')
    assert area == "Åby"
    assert list(facts.values()) == [fact]


def test_a_wide_row_tells_what_it_names() -> None:
    area, facts = told('{"area": 12, "problem": "grave", "income": null}')
    assert area == "12"
    assert facts == {"problem": FiniteFact(("grave",)), "income": unknown(INDICATORS["income"].kind)}
    assert told('{"area": "Åby"}') == ("Åby", {})


def test_an_indicator_may_be_called_indicator() -> None:
    own = {"indicator": Indicator("indicator", TruthKind())}
    assert read_changed_line('{"area": "Åby", "indicator": true}', Place(), own) == (
        "Åby",
        {"indicator": FiniteFact(("true",))},
    )


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("{", "7:2: LR312"),
        ("[]", "7: LR312"),
        ('{"area": "Åby", "problem": "calm", "problem": "grave"}', "7:problem: LR303"),
        ('{"problem": "calm"}', "7:area: LR305"),
        ('{"area": "Åby", "problm": "calm"}', "7:problm: LR301"),
        ('{"area": "Åby", "problem": "loud", "tenure": "let"}', "7:problem: LR307 7:tenure: LR307"),
        ('{"area": "Åby", "indicator": "problm", "value": "calm"}', "7:indicator: LR301"),
        ('{"area": "Åby", "indicator": 5, "value": "calm"}', "7:indicator: LR301"),
        ('{"area": "Åby", "indicator": "problem"}', "7:value: LR302"),
        ('{"area": "Åby", "indicator": "problem", "withdrawn": false}', "7:value: LR302"),
        ('{"area": "Åby", "indicator": "problem", "withdrawn": "maybe"}', "7:value: LR307"),
        ('{"area": "Åby", "indicator": "problem", "value": "calm", "low": "calm"}', "7:value: LR307"),
        ('{"area": "Åby", "indicator": "problem", "low": "grave", "high": "calm"}', "7:value: LR307"),
        ('{"area": "Åby", "indicator": "income", "low": 2, "high": 1.5}', "7:value: LR307"),
        ('{"area": "Åby", "indicator": "income", "low": -1}', "7:value: LR310"),
        ('{"area": "Åby", "indicator": "tenure", "low": "rental"}', "7:value: LR307"),
        ('{"area": "Åby", "indicator": "problem", "value": "calm", "income": 5}', "7:income: LR301"),
        (
            '{"area": "", "indicator": "problem", "value": "loud", "valid_from": "2020-01-01", "source_grade": "A1"}',
            "7:valid_from: LR805 7:source_grade: LR805 7:value: LR307 7:area: LR305",
        ),
    ],
)
def test_all_that_is_wrong_with_a_line_is_told_at_once(line: str, wanted: str) -> None:
    with pytest.raises(LagesbildError) as raised:
        told(line)
    assert [f"{it.place}: {it.code}" for it in raised.value.problems] == [
        f"<stdin>:{it}" for it in wanted.replace(" 7", "\n7").split("\n")
    ]
    assert all(it.help for it in raised.value.problems)


def test_ready_facts_are_taken_as_they_are() -> None:
    given: dict[str, Any] = dict(FactSet.of("Åby", INDICATORS, {}).facts)
    given["problem"] = FiniteFact(("calm", "grave"), (Cause.CONFLICTING,))
    assert read_change("Åby", given, INDICATORS, lambda column: Place("", None, column)) == ("Åby", given)
