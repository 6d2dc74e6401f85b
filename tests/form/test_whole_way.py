"""From forms to a store, to Parquet, to facts, and nothing is changed on the way.

As many units answer as the profile of Hypothesis tries examples, at most 97: all of them in a soak.
"""

from __future__ import annotations

import io
from pathlib import Path
from random import Random

import openpyxl
from hypothesis import settings

from lagesbild_rules import assess, read_facts
from lagesbild_rules.facts import (
    Observation,
    read_observations,
    resolve,
    write_observations,
)
from lagesbild_rules.facts.store import Store
from lagesbild_rules.form import Form, form_bytes, read_form
from lagesbild_rules.ruleset import Ruleset, parse_ruleset

STEPS = ("inget", "litet", "mellan", "stort")
INDICATORS = [f"i{n}" for n in range(24)]
AREAS, ROUNDS = 5, (2021, 2022, 2023, 2024)
UNITS = 97 if settings().max_examples >= 1000 else 3


def ruleset() -> Ruleset:
    indicators = "".join(f"  {id_}: {{scale: problem, title: {{sv: Fråga {id_}}}}}\n" for id_ in INDICATORS)
    criteria = "".join(
        f"  c_{id_}: {{claim: {{sv: {id_}}}, source: pm, when: {{indicator: {id_}, at_least: mellan}}}}\n"
        for id_ in INDICATORS
    )
    return parse_ruleset(
        "format: lagesbild-ruleset/1\nid: konstruerat.rundor\nversion: 1\nstatus: in_force\n"
        "effective: {from: 2021-01-01}\ntitle: {sv: Rundor (konstruerat)}\nsources: {pm: {title: Konstruerad}}\n"
        f"scales: {{problem: {{steps: [{', '.join(STEPS)}]}}}}\nindicators:\n{indicators}criteria:\n{criteria}"
        "classifications:\n  lage:\n    levels:\n      - {id: lugnt}\n"
        f"      - {{id: oroligt, when: {{at_least: 8, of: [{', '.join(f'c_{it}' for it in INDICATORS)}]}}}}\n"
    )


def answered(path: Path, rules: Ruleset, unit: int, year: int, draw: Random) -> tuple[Observation, ...]:
    """Write a form as a unit fills it in, and return what is read from it."""
    form = Form(
        ruleset=rules,
        unit=f"LPO {unit} (konstruerat)",
        areas=tuple(f"Område {unit}.{n} (konstruerat)" for n in range(AREAS)),
        valid_from=f"{year}-01-01",
        valid_until=f"{year + 1}-01-01",
    )
    book = openpyxl.load_workbook(io.BytesIO(form_bytes(form)))
    sheet = book["Svar"]
    for row in range(2, 2 + AREAS * len(INDICATORS)):
        sheet[f"F{row}"] = draw.choice(STEPS)
    book.save(path)
    read = read_form(path, rules, recorded_at=f"{year}-06-01")
    assert len(read.observations) == AREAS * len(INDICATORS)
    return read.observations


def test_forms_store_and_parquet_change_nothing(tmp_path: Path) -> None:
    rules, draw = ruleset(), Random(7)
    given: list[Observation] = []
    with Store.create(tmp_path / "kept.duckdb") as store:
        for year in ROUNDS:
            for unit in range(UNITS):
                said = answered(tmp_path / "form.xlsx", rules, unit, year, draw)
                store.add(said, at=said[0].recorded_at, unit=f"LPO {unit} (konstruerat)")
                given += said
        kept = list(store.observations())
    assert len(given) == UNITS * AREAS * len(INDICATORS) * len(ROUNDS)
    assert kept == given
    write_observations(tmp_path / "kept.parquet", kept)
    assert list(read_observations(tmp_path / "kept.parquet", rules.indicators).rows) == given
    for year in ROUNDS:
        day = f"{year}-07-01"
        wanted = resolve(given, rules.indicators, as_of=day)
        for path in ("kept.duckdb", "kept.parquet"):
            facts = read_facts(tmp_path / path, rules.indicators, as_of=day).rows
            assert [assess(rules, it, as_of=day) for it in facts] == [assess(rules, it, as_of=day) for it in wanted]
            assert [it.grounds for it in facts] == [it.grounds for it in wanted]
