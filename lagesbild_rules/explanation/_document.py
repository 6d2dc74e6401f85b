"""An explanation put into words in one language: what every format shows. Plain data, ready for JSON."""

from __future__ import annotations

from attrs import frozen


@frozen
class StepText:
    """One condition in words, with what it rests on. ``line`` is where it stands in the ruleset's text."""

    kind: str
    truth: str
    text: str
    line: int | None
    criterion: str | None
    reads: list[str]
    causes: list[str]
    thresholds: list[str]
    closed_world: bool
    members: list[StepText]


@frozen
class CitationText:
    """Where something stands, and how it is known."""

    source: str | None
    reference: str | None
    locator: str | None
    quote: str | None
    evidence: str | None
    evidence_text: str | None


@frozen
class FactText:
    """What is known of one indicator. ``low`` and ``high`` are null where a number is unbounded or for codes."""

    indicator: str
    title: str
    text: str
    low: str | None
    high: str | None
    codes: list[str] | None
    causes: list[str]


@frozen
class LevelText:
    """One level: how it stands, in words, and the path that makes it so."""

    id: str
    title: str
    standing: str
    truth: str
    text: str
    claim: str | None
    citation: CitationText
    path: StepText | None


@frozen
class ClassText:
    """One classification: headline, the facts that suffice, what holds it open, and every level."""

    id: str
    title: str
    level: str | None
    possible: list[str]
    headline: str
    rests_on: list[FactText]
    lacks: list[FactText]
    levels: list[LevelText]


@frozen
class CriterionText:
    """One line of the ledger."""

    id: str
    claim: str
    truth: str
    truth_text: str
    modality: str | None
    modality_text: str | None
    citation: CitationText
    known_misreadings: list[str]
    asked_by: list[str]
    supports: list[str]
    step: StepText


@frozen
class ConstantText:
    """A parameter or a reading: its value and whose it is."""

    id: str
    title: str
    whose: str
    whose_text: str
    value: str
    value_text: str
    admissible: list[str]
    because: str | None
    citation: CitationText


@frozen
class RulesetText:
    """Which text answered."""

    id: str
    effective_from: str
    effective_until: str | None
    version: int
    status: str
    title: str
    logic: str
    wording: str


@frozen
class Document:
    """A whole explanation in one language."""

    language: str
    area: str
    as_of: str
    title: str
    proposal: str
    ruleset: RulesetText
    classifications: list[ClassText]
    criteria: list[CriterionText]
    constants: list[ConstantText]
    facts: list[FactText]
