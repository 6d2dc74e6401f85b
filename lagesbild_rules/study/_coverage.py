"""Coverage: which criteria and comparisons cases, and real areas, show to matter; and cases for those they do not.

The measure is masking MC/DC: a subject is covered by two facts in which it is answered differently, the class hangs
on it in both, and the class differs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from attrs import frozen

from lagesbild_rules.evaluation import Assessment
from lagesbild_rules.facts import NumberKind
from lagesbild_rules.progress import Progress, quiet
from lagesbild_rules.ruleset import Classification, Compare, Ruleset
from lagesbild_rules.study._formulas import Formula, classes_differ, decided
from lagesbild_rules.study._proof import Witness
from lagesbild_rules.study._prover import Prover, Session, Settings, View
from lagesbild_rules.study._space import GaveUp
from lagesbild_rules.study._subjects import Subject, decisive, pair_of, subjects
from lagesbild_rules.study._tables import arrow_table
from lagesbild_rules.study._walk import Answers, answers


@frozen
class Seen:
    """In how many of some facts the class hangs on the subject while it holds, and while it does not."""

    true: int
    false: int
    pair: tuple[str, str] | None
    """The names of two of them that cover the subject, the one in which it holds first."""

    @property
    def covered(self) -> bool:
        return self.pair is not None


@frozen
class Coverage:
    """How one subject is covered by cases, and by areas where some were given.

    ``made`` is a pair of witnesses that would cover it, for a subject that the cases leave out; ``possible`` is false
    when it is proven that no facts can, and unknown (``None``) when that was not asked or not settled in time.
    """

    subject: Subject
    cases: Seen
    areas: Seen | None
    made: tuple[Witness, ...] = ()
    possible: bool | None = None


@frozen
class Coverages:
    """The coverage of every subject of *ruleset*."""

    ruleset: Ruleset
    subjects: tuple[Coverage, ...]

    def share(self, kind: str | None = None) -> tuple[int, int]:
        """Return how many subjects of *kind* (of any) the cases cover, and how many can be covered."""
        asked = [it for it in self.subjects if kind in (None, it.subject.kind) and it.possible is not False]
        return sum(it.cases.covered for it in asked), len(asked)

    def rows(self) -> list[dict[str, Any]]:
        return [
            {
                "ruleset": self.ruleset.reference,
                "kind": it.subject.kind,
                "subject": str(it.subject),
                "cases_true": it.cases.true,
                "cases_false": it.cases.false,
                "covered_by_cases": it.cases.covered,
                "areas_true": it.areas.true if it.areas else None,
                "areas_false": it.areas.false if it.areas else None,
                "covered_by_areas": it.areas.covered if it.areas else None,
                "decisive_in_no_area": not (it.areas.true or it.areas.false) if it.areas else None,
                "can_be_covered": True if it.cases.covered else it.possible,
            }
            for it in self.subjects
        ]

    def table(self) -> Any:
        """Return the rows as an Arrow table. Raises ``QuestionError`` where pyarrow is not installed."""
        return arrow_table(self.rows(), COVERAGE_COLUMNS)


COVERAGE_COLUMNS: Final[Mapping[str, str]] = {
    "ruleset": "text",
    "kind": "text",
    "subject": "text",
    "cases_true": "whole",
    "cases_false": "whole",
    "covered_by_cases": "truth",
    "areas_true": "whole",
    "areas_false": "whole",
    "covered_by_areas": "truth",
    "decisive_in_no_area": "truth",
    "can_be_covered": "truth",
}


def coverage(
    ruleset: Ruleset,
    cases: Sequence[Assessment],
    areas: Sequence[Assessment] | None = None,
    settings: Settings | None = None,
    progress: Progress = quiet,
) -> Coverages:
    """Return how *cases*, and *areas* where given, cover each subject of *ruleset*; all are assessed by it.

    For a subject that the cases leave out, facts that cover it are sought, or it is proven that there are none.
    """
    prover = Prover(settings or Settings(), list(ruleset.indicators.values()))
    asked = subjects(ruleset)
    found = []
    with progress(len(asked), "coverage") as advance:
        for subject in asked:
            by_cases = _seen(cases, subject)
            made: tuple[Witness, ...] = ()
            possible: bool | None = None
            if not by_cases.covered:
                try:
                    made = _made(ruleset, subject, prover)
                    possible = bool(made)
                except GaveUp:
                    possible = None
            found.append(Coverage(subject, by_cases, None if areas is None else _seen(areas, subject), made, possible))
            advance()
    return Coverages(ruleset, tuple(found))


def _seen(assessments: Sequence[Assessment], subject: Subject) -> Seen:
    each = [list(decisive(it, subject)) for it in assessments]
    hangs = [found[0].answer for found in each if found]
    pair = pair_of([it for found in each for it in found])
    return Seen(hangs.count(True), hangs.count(False), (pair[0].area, pair[1].area) if pair else None)


def _made(ruleset: Ruleset, subject: Subject, prover: Prover) -> tuple[Witness, ...]:
    """Return a pair of facts that cover *subject* and differ in as few indicators as can be; none if there is none."""
    holds = View(ruleset, "holds")
    fails = View(ruleset, "fails", {id_: f"{id_} (fails)" for id_ in ruleset.indicators})
    for name, ladder in ruleset.classifications.items():

        def build(session: Session, name: str = name, ladder: Classification = ladder) -> Iterable[Any]:
            space = session.space
            both = [session.answers(view) for view in (holds, fails)]
            for view, base, answer in zip((holds, fails), both, (True, False), strict=True):
                own = _own(session, view, base, subject)
                yield own.true if answer else space.z3.Not(own.not_false)
                turned = answers(
                    ruleset, session.formulas(view), {subject.condition: session.formulas(view).negation(own)}
                )
                yield classes_differ(space, base.levels[name], turned.levels[name])
            levels = [it.id for it in ladder.levels]
            pairs = [(one, other) for one in levels for other in levels if one != other]
            yield space.any(
                [
                    space.all([decided(space, it.levels[name], level) for it, level in zip(both, pair, strict=True)])
                    for pair in pairs
                ]
            )

        def check(found: Sequence[Assessment], name: str = name) -> bool:
            shown = [it for one in found for it in decisive(one, subject) if it.classification == name]
            return pair_of(shown) is not None

        views = [holds, fails]
        made = prover.find(f"{subject}", views, build, check, lambda session: _apart(session, ruleset, holds, fails))
        if made is not None:
            return made
    return ()


def _own(session: Session, view: View, base: Answers[Formula], subject: Subject) -> Formula:
    condition = subject.condition
    if isinstance(condition, Compare):
        return session.formulas(view).compare(condition)
    return base.criteria[condition.id]


def _apart(session: Session, ruleset: Ruleset, one: View, other: View) -> Iterator[Any]:
    """Yield for each indicator whether it is known otherwise in *one* than in *other*."""
    space = session.space
    for id_, it in ruleset.indicators.items():
        keys = one.key(id_), other.key(id_)
        if isinstance(it.kind, NumberKind):
            if keys[0] in space.numbers and keys[1] in space.numbers:
                yield space.numbers[keys[0]].value != space.numbers[keys[1]].value
        elif keys[0] in space.finites and keys[1] in space.finites:
            values = zip(space.finites[keys[0]][1], space.finites[keys[1]][1], strict=True)
            yield space.any([space.z3.Xor(mine, yours) for mine, yours in values])
