"""What the commands under test read: a small constructed ruleset, tables of facts, a dataset, a form and a store."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Final

from lagesbild_rules.canonical import canonical
from lagesbild_rules.day import as_day, as_time
from lagesbild_rules.evaluation import assess
from lagesbild_rules.facts import Observation, read_areas, read_facts, write_facts, write_observations
from lagesbild_rules.facts.store import Store
from lagesbild_rules.form import Area, Form, write_form
from lagesbild_rules.picture import new_round
from lagesbild_rules.record import Journal, LogEntry, new_key, receipts_of, write_keys
from lagesbild_rules.ruleset import load_ruleset, write_lock

RULESET: Final = """\
format: lagesbild-ruleset/1
id: konstruerat.torg
version: 1
status: in_force
effective: {from: 2024-01-01}
title: {sv: Torg (konstruerat), en: Squares (constructed)}
sources: {none: {title: Konstruerad, evidence: inferred}}
scales:
  noise:
    steps: [none, some, loud]
    titles: {none: {sv: Inget, en: None}, some: {sv: Lite, en: Some}, loud: {sv: Högt, en: Loud}}
indicators:
  staffed: {truth: true, title: {sv: Bemannat, en: Staffed}}
  noise: {scale: noise, worse: high, title: {sv: Buller, en: Noise}}
criteria:
  attended: {claim: {sv: Bemannat., en: Staffed.}, source: none, when: {indicator: staffed, equals: true}}
  loud: {claim: {sv: Buller., en: Noise.}, source: none, when: {indicator: noise, at_least: some}}
classifications:
  lage:
    title: {sv: Läge, en: State}
    levels:
      - {id: tomt, title: {sv: Tomt, en: Empty}}
      - {id: bemannat, title: {sv: Bemannat, en: Staffed}, when: {any: [attended, loud]}}
"""
FIRST: Final = """\
# Changelog: `konstruerat.torg`

## 2024-01-01, version 1
- **Kind**: new period
- **Period**: from 2024-01-01, no end
- **Criteria**: all
- **Why**: the first text
"""
TEXT: Final = "texts/konstruerat/torg/2024-01-01.yaml"


def make_inputs(folder: Path) -> None:
    """Write everything that is only read into *folder*."""
    (folder / "torg.yaml").write_text(RULESET, encoding="utf-8")
    stricter = RULESET.replace("at_least: some", "at_least: loud")
    (folder / "other.yaml").write_text(stricter, encoding="utf-8")
    ruleset = load_ruleset(folder / "torg.yaml")
    rows = "".join(f"Sagotorget {it},{'ja' if it % 3 else ''},{'Lite' if it % 2 else 'Högt'}\n" for it in range(12))
    (folder / "wide.csv").write_text(f"area,staffed,noise\n{rows}", encoding="utf-8")
    facts = read_facts(folder / "wide.csv", ruleset.indicators).rows
    write_facts(folder / "wide.parquet", facts)
    (folder / "parts").mkdir()
    for number in range(3):
        write_facts(folder / "parts" / f"{number}.parquet", facts[number * 4 : number * 4 + 4])
    observations = [
        Observation(area=f"Sagotorget {area}", indicator="noise", low=("none", "loud")[(area + unit) % 5 > 0],
                    valid_from=as_day("2024-02-01"),
                    reported_by=f"Enhet {unit}", basis="assessment", observation_id=f"o{area}-{unit}")
        for area in range(6) for unit in range(2)
    ]  # fmt: skip
    write_observations(folder / "long.csv", observations)
    published = "".join(f"{it.area},{'bemannat' if number % 4 else 'tomt'}\n" for number, it in enumerate(facts))
    (folder / "published.csv").write_text(f"area,lage\n{published}", encoding="utf-8")
    write_form(Form(ruleset=ruleset, unit="Enhet 1", areas=(Area("Sagotorget 1"),), valid_from="2024-02-01"),
               folder / "form.xlsx")  # fmt: skip
    (folder / "mixed.csv").write_text("area,staffed,noise\nSagotorget 1,ja,Lite\n", encoding="utf-8")
    with Store.create(folder / "store.duckdb") as store:
        store.add(observations[:3], at=as_time("2024-03-01"), unit="Enhet 1")
    with (folder / "receipts.jsonl").open("wb") as file:
        for it in receipts_of([assess(ruleset, row, as_of="2024-06-01") for row in facts], engine="reference"):
            file.write(canonical(it.data) + b"\n")
    write_keys(folder / "office", new_key())
    (folder / "keys").mkdir()
    (folder / "signed").mkdir()
    shutil.copy(folder / "receipts.jsonl", folder / "signed")
    Journal(folder / "log.jsonl", unit="Enhet 1", role="analytiker").log(LogEntry(("read",), "assess"), at="2024-06-01")
    rows = "".join(f"Sagotorget {it},Sagotorget {it},Område 1,2020-01-01\n" for it in range(3))
    (folder / "areas.csv").write_text(f"area,name,local_police_area,valid_from\n{rows}", encoding="utf-8")
    new_round(folder / "round", ruleset, read_areas(folder / "areas.csv"), as_of="2024-06-01", due="2024-05-01")
    texts = folder / TEXT
    texts.parent.mkdir(parents=True)
    texts.write_text(RULESET, encoding="utf-8")
    texts.with_name("CHANGELOG.md").write_text(FIRST, encoding="utf-8")
    unlocked = folder / "unlocked"
    shutil.copytree(folder / "texts", unlocked)
    write_lock(folder / "texts")
