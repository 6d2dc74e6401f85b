"""Proofs: a claim about a ruleset, its verdict, and facts that anyone can assess again to see it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from enum import Enum
from typing import Any, Final, Literal

from attrs import Factory, field, frozen

from lagesbild_rules.evaluation import Assessment
from lagesbild_rules.ruleset import Ruleset, Value, value_text
from lagesbild_rules.study._tables import arrow_table

Claim = Literal[
    "level_reachable",
    "criterion_decides",
    "criterion_needed",
    "criterion_not_implied",
    "nested",
    "worse_never_milder",
    "no_facts",
    "equivalent",
    "never_milder",
    "never_more_serious",
    "disjoint",
]

PAIR_CLAIMS: Final[tuple[Claim, ...]] = ("equivalent", "never_milder", "never_more_serious", "disjoint")
"""Claims about two rulesets: what the second says beside the first."""

TOLD: Final[frozenset[Claim]] = frozenset({"criterion_not_implied", "no_facts", *PAIR_CLAIMS})
"""Claims that need not hold of a good ruleset, unless they are asked for: they are told and fail nothing."""


class Verdict(Enum):
    """How a claim turned out. ``GAVE_UP``: the solver found neither a proof nor a counter-example within its time."""

    PROVEN = "proven"
    REFUTED = "refuted"
    NOT_APPLICABLE = "not_applicable"
    GAVE_UP = "gave_up"


@frozen
class Witness:
    """Facts that show a verdict, as the reference engine assessed them, and how readings were read where that matters.

    ``cells`` says that a row of a wide table is read as these facts; only of a number with ``precision`` it may be
    that no cell states what is meant.
    """

    assessment: Assessment
    cells: bool
    readings: Mapping[str, Value] = Factory(dict)

    def reread(self) -> list[str]:
        """Return the readings that differ from the ruleset's own, as ``id=value``."""
        return [f"{id_}={value_text(value)}" for id_, value in self.readings.items()]


@frozen
class Proof:
    """One claim about one subject. ``witnesses`` show why it holds (that something exists) or why it does not."""

    claim: Claim
    subject: str
    verdict: Verdict
    witnesses: tuple[Witness, ...] = ()
    names: tuple[str, ...] = ()
    """What the verdict is about besides: criteria that imply the subject, levels left without facts, readings."""
    seconds: float = field(default=0.0, eq=False)
    asked: bool = False

    @property
    def fails(self) -> bool:
        """Whether something that should hold does not."""
        return self.verdict is Verdict.REFUTED and (self.asked or self.claim not in TOLD)


@frozen
class Proofs(Sequence[Proof]):
    """All that was proven and refuted of *ruleset*, or of it and *other*."""

    ruleset: Ruleset
    proofs: tuple[Proof, ...]
    other: Ruleset | None = None

    def __getitem__(self, index: Any) -> Any:
        return self.proofs[index]

    def __len__(self) -> int:
        return len(self.proofs)

    def __iter__(self) -> Iterator[Proof]:
        return iter(self.proofs)

    @property
    def fails(self) -> bool:
        return any(it.fails for it in self.proofs)

    def rows(self) -> list[dict[str, Any]]:
        """Return a row for each proof, in plain values."""
        return [
            {
                "ruleset": self.ruleset.reference,
                "other": self.other.reference if self.other else None,
                "claim": it.claim,
                "subject": it.subject,
                "verdict": it.verdict.value,
                "fails": it.fails,
                "names": list(it.names),
                "witnesses": [one.assessment.area for one in it.witnesses],
                "readings": sorted({text for one in it.witnesses for text in one.reread()}),
                "seconds": it.seconds,
            }
            for it in self.proofs
        ]

    def table(self) -> Any:
        """Return the rows as an Arrow table. Raises ``QuestionError`` where pyarrow is not installed."""
        return arrow_table(self.rows(), PROOF_COLUMNS)


PROOF_COLUMNS: Final[Mapping[str, str]] = {
    "ruleset": "text",
    "other": "text",
    "claim": "text",
    "subject": "text",
    "verdict": "text",
    "fails": "truth",
    "names": "texts",
    "witnesses": "texts",
    "readings": "texts",
    "seconds": "number",
}
"""The columns of a table of proofs, each with the kind of its values."""
