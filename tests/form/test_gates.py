"""What counts as a screening question: the first member of an `all`, for what is read behind it alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from lagesbild_rules import find_ruleset
from lagesbild_rules.form import form_bytes, gates
from lagesbild_rules.ruleset import Condition, CriterionRef, FiniteCompare, LevelRef, Ruleset, parse_ruleset
from tests.form.made import TORG, answers, form, row

_CRITERION = "{{claim: {{en: {id}}}, source: s, when: {{indicator: {id}, equals: true}}}}"


def _ruleset(levels: str, more: str = "") -> Ruleset:
    ids = "abcde"
    indicators = "\n".join(f"  {it}: {{truth: true, title: {{en: {it.upper()}}}}}" for it in ids)
    criteria = "\n".join(f"  {it}_: {_CRITERION.format(id=it)}" for it in ids)
    return parse_ruleset(
        "format: lagesbild-ruleset/1\nid: drawn.gates\nversion: 1\nstatus: draft\neffective: {from: 2024-01-01}\n"
        "title: {en: Gates}\nsources: {s: {title: S}}\nreadings:\n"
        "  on: {value: 1, admissible: [0, 1], because: {en: B}}\n"
        f"indicators:\n{indicators}\ncriteria:\n{criteria}\n{more}"
        f"classifications:\n  c:\n    levels:\n      - {{id: zero}}\n{levels}"
    )


def _behind(ruleset: Ruleset) -> dict[str, tuple[Condition, ...]]:
    return {id_: its for id_, its in gates(ruleset).items() if its}


A, B = CriterionRef("a_"), CriterionRef("b_")


@pytest.mark.parametrize(
    ("levels", "behind"),
    [
        ("      - {id: l, when: {all: [a_, b_, c_]}}\n", {"b": (A,), "c": (A,)}),
        ("      - {id: l, when: {any: [a_, b_]}}\n", {}),
        ("      - {id: l, when: {all: [a_]}}\n", {}),
        # Nested: the outermost first.
        ("      - {id: l, when: {all: [a_, {all: [b_, c_]}]}}\n", {"b": (A,), "c": (A, B)}),
        # Inside `any`, `not` and a count the gate of the `all` around them holds.
        ("      - {id: l, when: {all: [a_, {any: [b_, {not: c_}]}, {at_least: 1, of: [d_, e_]}]}}\n",
         {"b": (A,), "c": (A,), "d": (A,), "e": (A,)}),
        # Read in another place too, there without the gate.
        ("      - {id: l, when: {all: [a_, b_, c_]}}\n      - {id: m, when: b_}\n", {"c": (A,)}),
        # Shown in support of a level: an answer of its own.
        ("      - {id: l, when: {all: [a_, b_, c_]}, supporting: [c_]}\n", {"b": (A,)}),
        # The gate of one place is not that of the other.
        ("      - {id: l, when: {all: [a_, c_]}}\n      - {id: m, when: {all: [b_, c_]}}\n", {}),
        # A switch by a reading reads no question, so it is no gate.
        ("      - {id: l, when: {all: [{value: on, equals: 1}, b_]}}\n", {}),
        # Its own question is never behind a gate.
        ("      - {id: l, when: {all: [a_, a_, b_]}}\n", {"b": (A,)}),
        # References are followed.
        ("      - {id: l, when: {all: [a_, b_]}}\n      - {id: m, when: {all: [{level: c.l}, c_]}}\n",
         {"b": (A,), "c": (LevelRef("c", "l"),)}),
    ],
)  # fmt: skip
def test_a_gate_is_the_first_member_of_every_all_that_leads_to_a_question(
    levels: str, behind: dict[str, tuple[Condition, ...]]
) -> None:
    assert _behind(_ruleset(levels)) == behind


def test_a_reference_to_a_classification_leads_to_each_of_its_levels() -> None:
    more = "  up: {claim: {en: Up}, source: s, when: {classification: c, at_least: l}}\n"
    found = _behind(_ruleset("      - {id: l, when: {all: [a_, b_]}}\n      - {id: m, when: {all: [a_, c_]}}\n", more))
    assert found == {"b": (A,), "c": (A,)}


def test_a_condition_that_stands_first_itself_is_a_gate() -> None:
    (gate,) = gates(_ruleset("      - {id: l, when: {all: [{indicator: a, equals: true}, b_]}}\n"))["b"]
    assert isinstance(gate, FiniteCompare)


def test_in_the_shipped_text_the_delimited_area_screens() -> None:
    found = gates(find_ruleset("noa.utsatta-omraden", as_of="2024-06-01"))
    assert found["open_drug_trade"] == (CriterionRef("geographically_delimited"),)
    assert found["imminent_risk"] == (LevelRef("utsatthet", "utsatt_omrade"),)
    assert found["delimited"] == found["insecurity"] == found["police_difficulty"] == ()


def test_the_form_says_when_a_question_may_be_left_blank(tmp_path: Path) -> None:
    import io

    import openpyxl

    sheet = openpyxl.load_workbook(io.BytesIO(form_bytes(form())))["Svar"]
    assert sheet[f"E{row('disturbed')}"].value == "Ja eller nej."
    assert sheet[f"E{row('trade')}"].value == "Välj ur listan. Får lämnas tom om svaret på fråga 1 är «Nej»."
    assert sheet[f"E{row('noise')}"].value == "Tal i dB, högst 2 decimaler."


@pytest.mark.parametrize(("screen", "closed"), [("Nej", {"trade", "income", "tenure"}), ("Ja", set()), (None, set())])
def test_blank_behind_a_closed_gate_is_told_apart(screen: str | None, closed: set[str], tmp_path: Path) -> None:
    found = answers(tmp_path / "f.xlsx", {f"F{row('disturbed')}": screen}, areas=["A"])
    assert {it.indicator for it in found.blank if it.closed} == closed
    assert len(found.blank) == len(TORG.indicators) - (screen is not None)


def test_an_answer_behind_a_closed_gate_is_kept(tmp_path: Path) -> None:
    cells = {f"F{row('disturbed')}": "Nej", f"F{row('trade')}": "Stort problem"}
    found = answers(tmp_path / "f.xlsx", cells, areas=["A"])
    assert [(it.indicator, it.low) for it in found.observations] == [("disturbed", "false"), ("trade", "stort")]
