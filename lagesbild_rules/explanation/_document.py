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
class ObservationText:
    """One observation behind a fact: in words, and part by part; dates and times as ISO text.

    ``counts`` tells whether the fact rests on it; if not, ``why`` and in words ``set_aside`` tell every reason.
    ``handling`` is the stricter of its own and its indicator's; null where neither says it. For the open audience
    ``id``, ``note`` and ``handling_ground`` are null.
    """

    text: str
    value: str
    reported_by: str | None
    valid_from: str | None
    valid_until: str | None
    recorded_at: str | None
    grade: str | None
    grade_text: str
    basis: str | None
    basis_text: str
    handling: str | None
    handling_ground: str | None
    note: str | None
    id: str | None
    counts: bool
    why: list[str]
    set_aside: list[str]


@frozen
class FactText:
    """What is known of one indicator. ``low`` and ``high`` are null where a number is unbounded or for codes.

    ``observations`` are those it rests on and then those set aside, the newest first in each; ``grounds_text`` counts
    them. A fact that came without observations has none and null.
    """

    indicator: str
    title: str
    text: str
    low: str | None
    high: str | None
    codes: list[str] | None
    causes: list[str]
    observations: list[ObservationText]
    grounds_text: str | None


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
class AgainstText:
    """A criterion that argues for a milder or a more serious level."""

    criterion: str
    towards: str
    text: str


@frozen
class ChangeText:
    """One indicator's new value in a change of facts."""

    indicator: str
    title: str
    to: str
    text: str
    distance_text: str | None


@frozen
class BoundaryText:
    """The smallest changes of facts that lead to one other level; each change is a list of indicators' new values."""

    direction: str
    level: str
    level_title: str
    text: str
    changes: list[list[ChangeText]]
    note: str | None
    complete: bool
    at_least: int


@frozen
class OutcomeText:
    """The levels possible under so many combinations of readings."""

    possible: list[str]
    text: str
    combinations: int


@frozen
class ReadingChangeText:
    """A smallest change of readings that gives another outcome."""

    text: str
    readings: dict[str, str]
    possible: list[str]


@frozen
class EnvelopeText:
    """What comes out under all admissible readings; the chosen one's outcome first."""

    text: str
    robust: bool
    combinations: int
    depends_on: list[str]
    outcomes: list[OutcomeText]
    changes: list[ReadingChangeText]


@frozen
class GroundText:
    """What comes out when so much counts: ``counts`` is a basis or a least grade, null for what states none."""

    counts: str | None
    counts_text: str
    possible: list[str]
    outcome_text: str


@frozen
class GroundingText:
    """The verdict by basis and by grade: in sentences, as answers, and step by step."""

    texts: list[str]
    register_alone: bool
    needs_assessments: bool
    down_to: str | None
    on_nothing: bool
    by_basis: list[GroundText]
    by_grade: list[GroundText]


@frozen
class ClassText:
    """One classification: headline, the facts that suffice, what holds it open or argues against it, every level.

    ``rests_on`` is the smallest reason, ``other_reasons`` are the next ones, ``reasons_total`` tells how many there
    are in all. ``lacks`` are the facts whose being unknown holds the class open; ``indifferent`` are not known exactly
    and cannot matter; ``quickest`` are the smallest sets of ids that would settle the class if they turned out so.
    """

    id: str
    title: str
    level: str | None
    possible: list[str]
    headline: str
    rests_on_text: str
    rests_on: list[FactText]
    other_reasons: list[list[str]]
    reasons_total: int
    reasons_complete: bool
    reasons_text: str | None
    against: list[AgainstText]
    reachable: list[str]
    reachable_text: str | None
    lacks: list[FactText]
    indifferent: list[FactText]
    quickest: list[list[str]]
    quickest_text: str | None
    levels: list[LevelText]
    boundaries: list[BoundaryText]
    envelope: EnvelopeText | None
    grounding: GroundingText | None


@frozen
class CriterionText:
    """One line of the ledger."""

    id: str
    claim: str
    truth: str
    truth_text: str
    mattered: str
    mattered_text: str
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
class WithheldText:
    """An indicator whose facts are not open, and how the ruleset says they are handled."""

    indicator: str
    title: str
    handling: str
    text: str


@frozen
class Document:
    """A whole explanation in one language for one audience.

    ``facts_note`` says, where it is so, that facts that came without observations are neither dated nor graded.
    """

    language: str
    audience: str
    audience_text: str | None
    area: str
    as_of: str
    title: str
    proposal: str
    ruleset: RulesetText
    classifications: list[ClassText]
    criteria: list[CriterionText]
    constants: list[ConstantText]
    facts: list[FactText]
    facts_note: str | None
    withheld: list[WithheldText]
