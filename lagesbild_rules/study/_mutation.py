"""Mutation: whether the cases of a ruleset notice that it was spoilt, and whom they let pass."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any, Final, Literal

from attrs import evolve, frozen

from lagesbild_rules.evaluation import Assessment
from lagesbild_rules.progress import Progress, quiet
from lagesbild_rules.ruleset import Case, Ruleset
from lagesbild_rules.study._formulas import Formula, classes_differ
from lagesbild_rules.study._mutants import Mutant, mutants
from lagesbild_rules.study._proof import Witness
from lagesbild_rules.study._prover import Prover, Session, Settings, View
from lagesbild_rules.study._space import GaveUp
from lagesbild_rules.study._tables import arrow_table
from lagesbild_rules.testing import run_case

Fate = Literal["caught", "equivalent", "survived", "gave_up"]
"""What becomes of a mutant: a case fails; no row of facts tells it from the ruleset; one does; that is not settled."""
FATES: Final[tuple[Fate, ...]] = ("caught", "equivalent", "survived", "gave_up")


@frozen
class Tried:
    """A mutant and its fate: the case that caught it, or for a survivor the facts that tell it from the ruleset.

    ``witnesses`` are those facts as the ruleset assesses them and as the mutant does.
    """

    mutant: Mutant
    fate: Fate
    case: str | None = None
    witnesses: tuple[Witness, ...] = ()


@frozen
class Mutation:
    """The fates of all mutants of *ruleset*."""

    ruleset: Ruleset
    tried: tuple[Tried, ...]

    def count(self, fate: Fate) -> int:
        return sum(it.fate == fate for it in self.tried)

    @property
    def score(self) -> Fraction | None:
        """The share of mutants that were caught, those proven equivalent left out; nothing when there are no others."""
        others = len(self.tried) - self.count("equivalent")
        return Fraction(self.count("caught"), others) if others else None

    def rows(self) -> list[dict[str, Any]]:
        return [
            {
                "ruleset": self.ruleset.reference,
                "mutant": it.mutant.what,
                "fate": it.fate,
                "case": it.case,
                "witness": it.witnesses[0].assessment.area if it.witnesses else None,
            }
            for it in self.tried
        ]

    def table(self) -> Any:
        """Return the rows as an Arrow table. Raises ``QuestionError`` where pyarrow is not installed."""
        return arrow_table(self.rows(), MUTANT_COLUMNS)


MUTANT_COLUMNS: Final[Mapping[str, str]] = {
    "ruleset": "text",
    "mutant": "text",
    "fate": "text",
    "case": "text",
    "witness": "text",
}


def mutation(
    ruleset: Ruleset, cases: Sequence[Case], settings: Settings | None = None, progress: Progress = quiet
) -> Mutation:
    """Return what becomes of every mutant of *ruleset* when *cases*, all of its period, are run against it.

    A mutant that no case catches is equivalent when it is proven that it answers every row of a wide table alike,
    empty cells among them: the same truth of each criterion, the same possible levels.
    """
    made = list(mutants(ruleset))
    tried = []
    with progress(len(made), "mutants") as advance:
        for it in made:
            tried.append(_tried(ruleset, it, cases, settings or Settings()))
            advance()
    return Mutation(ruleset, tuple(tried))


def _tried(ruleset: Ruleset, mutant: Mutant, cases: Sequence[Case], settings: Settings) -> Tried:
    for case in cases:
        if not run_case(mutant.ruleset, case).passed:
            return Tried(mutant, "caught", case.case)
    try:
        found = told_apart(ruleset, mutant.ruleset, settings, f"told from: {mutant.what}")
    except GaveUp:
        return Tried(mutant, "gave_up")
    return Tried(mutant, "survived", None, found) if found else Tried(mutant, "equivalent")


def told_apart(one: Ruleset, other: Ruleset, settings: Settings, name: str) -> tuple[Witness, ...]:
    """Return a row of facts that *one* and *other*, of the same names, answer otherwise, as either does; else nothing.

    A row without an empty cell is preferred. Raises ``GaveUp``.
    """
    views = View(one, "one"), View(other, "other")

    def build(session: Session) -> Iterable[Any]:
        space = session.space
        some, others = (session.answers(view) for view in views)
        pairs = [(some.criteria[it], others.criteria[it]) for it in one.criteria]
        differ = [_differ(session, mine, yours) for mine, yours in pairs]
        differ += [classes_differ(space, some.levels[it], others.levels[it]) for it in one.classifications]
        yield space.any(differ)

    def check(found: Sequence[Assessment]) -> bool:
        some, others = found
        return some.criteria != others.criteria or some.classifications != others.classifications

    indicators = list(one.indicators.values())
    for incomplete in (False, True):
        prover = Prover(evolve(settings, incomplete=incomplete, all_readings=False), indicators)
        found = prover.find(name, views, build, check)
        if found and found[0].cells:
            return found
    return ()


def _differ(session: Session, one: Formula, other: Formula) -> Any:
    z3 = session.space.z3
    return session.space.any([z3.Xor(one.true, other.true), z3.Xor(one.not_false, other.not_false)])
