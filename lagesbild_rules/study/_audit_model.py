"""An audit of a ruleset: the results it is made of, and how its chapters say them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final, Literal, get_args

from attrs import Factory, frozen

from lagesbild_rules.evaluation import Assessment
from lagesbild_rules.explanation import ConstantText, RulesetText
from lagesbild_rules.pages import ReportTable
from lagesbild_rules.ruleset import Case, Ruleset
from lagesbild_rules.study._agreement_model import Agreement
from lagesbild_rules.study._backtest_model import Backtest
from lagesbild_rules.study._coverage import Coverages
from lagesbild_rules.study._diff import StudyDiff
from lagesbild_rules.study._mutation import Mutation
from lagesbild_rules.study._power import Powers
from lagesbild_rules.study._proof import Proofs
from lagesbild_rules.study._sensitivity import Sensitivity
from lagesbild_rules.study._statistics import Sampling
from lagesbild_rules.text import Language

Ground = Literal["proven", "counted", "sampled", "assumed"]
"""What a statement rests on: a proof or facts that refute it; a count of all there is; resamples; a choice."""
GROUNDS: Final[tuple[Ground, ...]] = get_args(Ground)

Standing = Literal["fails", "open", "holds", "told"]
"""What should hold does not; it could not be settled; it holds; it is told, and nothing is asked of it."""
STANDINGS: Final[tuple[Standing, ...]] = get_args(Standing)


Role = Literal["facts", "published", "observations"]


@frozen
class Input:
    """A file that the audit rests on: what for, its name, and the digest of its bytes."""

    role: Role
    name: str
    digest: str


@frozen
class Audit:
    """All that was found of one ruleset; what was not given is ``None``, and its chapter says so."""

    ruleset: Ruleset
    as_of: date
    seed: int
    seconds: float
    inputs: tuple[Input, ...]
    cases: tuple[Case, ...]
    proofs: Proofs
    every_reading: Proofs | None
    """The same claims under every admissible combination of readings; nothing where there is no reading."""
    diff: StudyDiff | None
    pair: Proofs | None
    coverage: Coverages
    mutation: Mutation
    powers: Powers
    assessments: tuple[Assessment, ...] | None
    agreement: Agreement | None
    backtest: Backtest | None
    sensitivity: Sensitivity | None
    listed: bool
    """Whether a published list was given."""
    sampling: Sampling


@frozen
class Statement:
    """One thing that the audit says."""

    ground: Ground
    standing: Standing
    text: str


@frozen
class Plot:
    """A picture as SVG, and what it shows in words."""

    title: str
    described: str
    svg: str


@frozen
class Rows:
    """A result as data: the columns with the kind of their values, and the rows."""

    name: str
    columns: Mapping[str, str]
    rows: Sequence[Mapping[str, Any]]


@frozen
class Chapter:
    """One question that was put to the ruleset. ``left_out`` says why there is no answer; then the rest is empty.

    ``shown`` are the facts that anyone can assess again, a table each.
    """

    id: str
    title: str
    asks: str
    left_out: str | None = None
    statements: tuple[Statement, ...] = ()
    tables: tuple[ReportTable, ...] = ()
    shown: tuple[ReportTable, ...] = ()
    plots: tuple[Plot, ...] = ()
    data: tuple[Rows, ...] = ()


@frozen
class AuditPage:
    """An audit in words of one language."""

    language: Language
    title: str
    ruleset: RulesetText
    about: tuple[tuple[str, str], ...]
    chapters: tuple[Chapter, ...]
    constants: tuple[ConstantText, ...]
    limits: ReportTable
    """What the audit itself was bound by, and whose choice each is."""
    words: Mapping[str, str] = Factory(dict)
    """The headings and labels of the page."""

    def statements(self, standing: Standing) -> tuple[tuple[Chapter, Statement], ...]:
        """Return every statement of that standing with its chapter."""
        return tuple((it, one) for it in self.chapters for one in it.statements if one.standing == standing)

    def lead(self) -> str:
        """Return how many statements hold, do not, and could not be settled, in a sentence."""
        counts = {it: len(self.statements(it)) for it in STANDINGS}
        return self.words["lead"].format(all=counts["holds"] + counts["fails"], **counts)

    def count(self, ground: Ground) -> int:
        """Return how many statements rest on *ground*."""
        return sum(one.ground == ground for it in self.chapters for one in it.statements)
