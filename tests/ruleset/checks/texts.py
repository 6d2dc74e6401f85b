"""A ruleset and its cases that no check finds anything in, and ways to spoil them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from lagesbild_rules import Ruleset, load_ruleset
from lagesbild_rules.ruleset import CHECKS, Finding

PATH = "rulesets/exempel/torg/2024-01-01.yaml"

CLEAN = """\
# yaml-language-server: $schema=ruleset.schema.json
format: lagesbild-ruleset/1
id: exempel.torg
version: 1
status: in_force
effective: {from: 2024-01-01}
title: {sv: Torg (konstruerat), en: Squares (constructed)}

sources:
  memo: {title: Konstruerad promemoria, evidence: inferred}

parameters:
  lamp_limit: {value: 20, unit: percent, source: memo, locator: stycke 2}

readings:
  disorder_from:
    value: problem
    admissible: [litet_problem, problem]
    because: {sv: Promemorian säger inte hur stora störningar., en: The memo does not say how much disorder.}

scales:
  problem:
    steps: [inget_problem, litet_problem, problem]
    titles:
      inget_problem: {sv: Inget problem, en: No problem}
      litet_problem: {sv: Litet problem, en: Small problem}
      problem: {sv: Problem, en: Problem}

indicators:
  disorder: {scale: problem, title: {sv: Ordningsstörningar, en: Disorder}, worse: high}
  lamps: {number: {unit: percent, decimals: 1, min: 0, max: 100}, title: {sv: Trasiga lampor, en: Broken lamps}}
  warden: {truth: true, title: {sv: Torgvärd, en: Warden}}

criteria:
  disorder_occurs:
    claim: {sv: Störningar förekommer, en: Disorder occurs}
    source: memo
    when: {indicator: disorder, at_least: disorder_from}
  dark:
    claim: {sv: Torget är mörkt, en: The square is dark}
    source: memo
    locator: stycke 2
    quote: för många trasiga lampor
    known_misreadings:
      - {sv: Läst som minst 20, en: Read as at least 20}
    when: {indicator: lamps, above: lamp_limit}
  unattended:
    claim: {sv: Ingen har uppsikt, en: Nobody looks after it}
    source: memo
    when: {indicator: warden, equals: false}

classifications:
  state:
    title: {sv: Läge, en: State}
    levels:
      - {id: calm, title: {sv: Lugnt torg, en: Calm square}}
      - id: exposed
        title: {sv: Utsatt torg, en: Exposed square}
        when: {any: [disorder_occurs, dark]}
      - id: urgent
        title: {sv: Prioriterat torg, en: Priority square}
        when: {all: [disorder_occurs, dark, unattended]}
"""

BECAUSE = (
    "    because: {sv: Promemorian säger inte hur stora störningar., en: The memo does not say how much disorder.}\n"
)

EXPOSED = """\
      - id: exposed
        title: {sv: Utsatt torg, en: Exposed square}
        when: {any: [disorder_occurs, dark]}
"""

CASES = """\
- case: Nothing is known
  as_of: 2024-06-30
  facts: {}
  expect: {criteria: {disorder_occurs: unknown, dark: unknown, unattended: unknown}}
- case: At the limits
  as_of: 2024-06-30
  facts: {disorder: problem, lamps: 20, warden: nej}
  expect: {criteria: {disorder_occurs: true, dark: false, unattended: true}}
- case: Just beside them
  as_of: 2024-06-30
  facts: {disorder: Litet problem, lamps: 20.1, warden: ja}
  expect: {criteria: {disorder_occurs: false, dark: true, unattended: false}}
"""


def changed(text: str, *pairs: tuple[str, str]) -> str:
    """Return *text* with the first of each pair, which stands in it once, replaced by the second."""
    for old, new in pairs:
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in the text"
        text = text.replace(old, new)
    return text


def under(section: str, lines: str) -> tuple[str, str]:
    """Return the change that puts *lines* first under *section*."""
    return f"\n{section}:\n", f"\n{section}:\n{lines}"


def place(text: str, fragment: str) -> tuple[int, int]:
    """Return line and column of *fragment*, which stands in *text* once."""
    assert text.count(fragment) == 1, f"{fragment!r} stands {text.count(fragment)} times in the text"
    start = text.index(fragment)
    return text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start)


class Shelf:
    """A folder to put rulesets in."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def put(self, text: str, path: str = PATH, cases: str | None = CASES) -> Ruleset:
        """Return the ruleset of *text*, written to *path* with *cases* beside it."""
        file = self.put_file(path, text)
        if cases is not None:
            beside = Path(path)
            self.put_file(str(beside.parent / "cases" / beside.name), cases)
        return load_ruleset(file)

    def put_file(self, path: str, text: str) -> Path:
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        return file


def found(code: str, rulesets: Sequence[Ruleset]) -> list[Finding]:
    """Return what the check *code* finds in *rulesets*."""
    (check,) = (check for check in CHECKS if code == check.CODE)
    return list(check.check(rulesets))


def told(findings: Sequence[Finding]) -> list[tuple[tuple[int | None, object], str]]:
    """Return line and column, and words, of *findings*."""
    return [((it.place.line, it.place.column), it.finding) for it in findings]
