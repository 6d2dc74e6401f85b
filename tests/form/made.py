"""A constructed ruleset with a question of each kind and a screening question, and forms filled in as people do."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import openpyxl

from lagesbild_rules.form import Answers, Form, form_bytes, read_form
from lagesbild_rules.ruleset import Ruleset, parse_ruleset

TEXT = """\
format: lagesbild-ruleset/1
id: konstruerat.torg
version: 2
status: in_force
effective: {from: 2024-01-01, until: 2026-01-01}
title: {sv: Torg (konstruerat), en: Squares (constructed)}
sources: {promemoria: {title: Konstruerad promemoria, reference: X 1/2024, evidence: inferred}}
scales:
  problem:
    steps: [inget, litet, stort]
    titles:
      inget: {sv: Inget problem, en: No problem}
      litet: {sv: "Litet, men ett problem", en: "Small, but a problem"}
      stort: {sv: Stort problem, en: Large problem}
indicators:
  disturbed: {truth: true, title: {sv: Ordningen störs, en: Order is disturbed}, group: screen}
  trade: {scale: problem, title: {sv: Öppen handel, en: Open trade}, worse: high, group: kinds_of_it}
  income: {number: {unit: procent, decimals: 1, min: 0, max: 200}, title: {sv: Inkomst, en: Income}}
  tenure:
    category: [rental, owned, "0114"]
    titles: {rental: {sv: Hyresrätt, en: Rental}}
    title: {sv: =Upplåtelse, en: =Tenure}
  noise: {number: {unit: dB, decimals: 2, precision: 0.05}, title: {sv: Buller, en: Noise}}
  visits: {number: {unit: besök, decimals: 0, min: 0}, title: {sv: Besök, en: Visits}}
criteria:
  disorder: {claim: {sv: Det stör., en: It disturbs.}, source: promemoria, when: {indicator: disturbed, equals: true}}
  traded:
    claim: {sv: Handel pågår., en: There is trade.}
    source: promemoria
    locator: s. 4
    quote: handel pågår öppet
    modality: required
    known_misreadings: [{sv: Handel i butik är ingen öppen handel., en: Trade in shops is no open trade.}]
    when: {indicator: trade, at_least: litet}
  poor: {claim: {sv: Lågt., en: Low.}, source: promemoria, when: {indicator: income, below: 55}}
  rented: {claim: {sv: Hyrs., en: Rented.}, source: promemoria, when: {indicator: tenure, equals: rental}}
  loud: {claim: {sv: Högt., en: Loud.}, source: promemoria, when: {indicator: noise, above: 70}}
classifications:
  lage:
    title: {sv: Läge, en: State}
    levels:
      - {id: lugnt, title: {sv: Lugnt, en: Calm}}
      - id: oroligt
        title: {sv: Oroligt, en: Uneasy}
        when: {all: [disorder, traded, {any: [poor, rented]}]}
"""
TORG: Ruleset = parse_ruleset(TEXT)
AREAS = ("Sagotorget (konstruerat)", "Påhittsplan (konstruerat)")
AT = "2024-12-01T09:00Z"
QUESTIONS = tuple(TORG.indicators)


def form(**changed: Any) -> Form:
    said = {
        "ruleset": TORG, "unit": "LPO Sagostad (konstruerad)", "areas": AREAS,
        "valid_from": "2024-01-01", "valid_until": "2025-01-01",
    }  # fmt: skip
    return Form(**(said | changed))


def changed(path: Path, data: bytes, change: Callable[[openpyxl.Workbook], object]) -> Path:
    """Write to *path* the workbook *data* after *change*."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    change(book)
    book.save(path)
    return path


def filled(path: Path, it: Form, cells: Mapping[str, object], sheet: str = "Svar") -> Path:
    """Write to *path* the form *it* with *cells* filled in."""

    def fill(book: openpyxl.Workbook) -> None:
        for cell, value in cells.items():
            book[sheet][cell].value = value

    return changed(path, form_bytes(it), fill)


def answers(path: Path, cells: Mapping[str, object], **changed: Any) -> Answers:
    """Return what the form with *cells* filled in says."""
    it = form(**changed)
    sheet = "Svar" if it.language == "sv" else "Answers"
    return read_form(filled(path, it, cells, sheet), it.ruleset, recorded_at=AT)


def row(indicator: str, area: int = 0) -> int:
    """Return the row of the question about *indicator* and the *area*-th area."""
    return 2 + area * len(QUESTIONS) + QUESTIONS.index(indicator)
