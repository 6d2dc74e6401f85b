"""Cases of rulesets run: what was expected beside what was found, with the path that led there."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from attrs import frozen

from lagesbild_rules.errors import FactsError, LagesbildError, Place, Problem, RulesetError, quoted, suggestion
from lagesbild_rules.evaluation import Assessment, assess
from lagesbild_rules.explanation import Step, Values, explain
from lagesbild_rules.facts import facts_from_row
from lagesbild_rules.ruleset import (
    CASES,
    Case,
    FiniteCompare,
    NumberCompare,
    Ruleset,
    load_cases,
    load_ruleset,
    texts_in,
)
from lagesbild_rules.truth import Truth


@frozen
class Failure:
    """One expectation that is not met. ``subject`` is a criterion, a classification, ``rests_on`` or ``lacks``."""

    subject: str
    expected: str
    found: str


@frozen
class CaseResult:
    """A case run against the text in force on its day; it passed when there are no ``failures``."""

    case: Case
    ruleset: Ruleset
    assessment: Assessment
    failures: tuple[Failure, ...]

    @property
    def passed(self) -> bool:
        return not self.failures


@frozen
class CasesReport:
    """All cases of one folder of rulesets."""

    folder: Path
    rulesets: tuple[Ruleset, ...]
    results: tuple[CaseResult, ...]

    @property
    def failed(self) -> tuple[CaseResult, ...]:
        return tuple(it for it in self.results if not it.passed)

    def unexercised(self, ruleset: Ruleset) -> dict[str, tuple[Truth, ...]]:
        """Return each criterion of *ruleset* with the truths that no case expects of it, where there are any."""
        expected: dict[str, set[Truth]] = {id_: set() for id_ in ruleset.criteria}
        for result in self.results:
            if result.ruleset is ruleset:
                for id_, truth in result.case.criteria.items():
                    expected[id_].add(truth)
        missing = {id_: tuple(it for it in Truth if it not in truths) for id_, truths in expected.items()}
        return {id_: truths for id_, truths in missing.items() if truths}


def run_case(ruleset: Ruleset, case: Case) -> CaseResult:
    """Return how *ruleset* answers *case*.

    Raises ``RulesetError`` with every problem of a case that names what the ruleset does not have.
    """
    problems = list(_unknown_names(ruleset, case))
    try:
        facts = facts_from_row({"area": "case", **case.facts}, ruleset.indicators, place=_place_in(case))
    except FactsError as it:
        raise RulesetError([*it.problems, *problems]) from None
    if problems:
        raise RulesetError(problems)
    assessment = assess(ruleset, facts, as_of=case.as_of)
    return CaseResult(case, ruleset, assessment, tuple(_failures(case, assessment)))


def run_cases(texts: Iterable[str | os.PathLike[str]]) -> tuple[CasesReport, ...]:
    """Return how the rulesets in the files *texts* answer the cases that stand beside them, one report a folder.

    Each case is put to the text in force on its day; a case whose day is in no period of *texts* is left out when
    another text of the folder has it. Raises ``RulesetError`` with every problem of texts and cases.
    """
    by_folder: dict[Path, list[Path]] = {}
    for path in map(Path, texts):
        by_folder.setdefault(path.parent, []).append(path)
    problems: list[Problem] = []
    reports = tuple(_report(folder, paths, problems) for folder, paths in by_folder.items())
    if problems:
        raise RulesetError(problems)
    return reports


def _report(folder: Path, paths: list[Path], problems: list[Problem]) -> CasesReport:
    rulesets: list[Ruleset] = []
    results: list[CaseResult] = []
    for path in paths:
        with _noted(problems):
            rulesets.append(load_ruleset(path))
    cases: tuple[Case, ...] = ()
    if (folder / CASES).is_dir():
        with _noted(problems):
            cases = load_cases(folder / CASES)
    whole = set(paths) >= set(texts_in(folder))
    for case in cases if len(rulesets) == len(paths) else ():
        found = [it for it in rulesets if it.effective.covers(case.as_of)]
        if len(found) > 1 or (not found and whole):
            finding = f"{len(found) or 'no'} texts in `{folder}` are in force on {case.as_of}"
            problems.append(Problem(case.place, "LR504", finding, "choose a day in exactly one of their periods"))
        elif found:
            with _noted(problems):
                results.append(run_case(found[0], case))
    return CasesReport(folder, tuple(rulesets), tuple(results))


@contextmanager
def _noted(problems: list[Problem]) -> Iterator[None]:
    try:
        yield
    except LagesbildError as it:
        problems.extend(it.problems)


def _place_in(case: Case) -> Callable[[str], Place]:
    return lambda column: Place(case.place.path, case.place.line, column)


def _unknown_names(ruleset: Ruleset, case: Case) -> Iterator[Problem]:
    def unknown(what: str, id_: str, known: Iterable[str]) -> Problem:
        return Problem(case.place, "LR201", f"no {what} {quoted(id_)} in {ruleset.reference}", suggestion(id_, known))

    for id_ in case.criteria:
        if id_ not in ruleset.criteria:
            yield unknown("criterion", id_, ruleset.criteria)
    for name, levels in case.classifications.items():
        if name not in ruleset.classifications:
            yield unknown("classification", name, ruleset.classifications)
            continue
        known = [level.id for level in ruleset.classifications[name].levels]
        for level in levels:
            if level not in known:
                yield unknown("level", level, known)
    for id_ in sorted((case.rests_on or frozenset()) | (case.lacks or frozenset())):
        if id_ not in ruleset.indicators:
            yield unknown("indicator", id_, ruleset.indicators)


def _failures(case: Case, assessment: Assessment) -> Iterator[Failure]:
    for id_, truth in case.criteria.items():
        if assessment.criteria[id_] is not truth:
            yield Failure(id_, truth.value, assessment.criteria[id_].value)
    for name, levels in case.classifications.items():
        possible = assessment.classifications[name].possible
        if possible != levels:
            yield Failure(name, " | ".join(levels), " | ".join(possible))
    if case.rests_on is None and case.lacks is None:
        return
    asked = [
        it
        for it in explain(assessment, depth="headline").classifications
        if it.id in case.classifications or len(assessment.classifications) == 1
    ]
    reasons = [frozenset(reason) for it in asked for reason in it.reasons.sets]
    if case.rests_on is not None and case.rests_on not in reasons:
        yield Failure("rests_on", _ids(case.rests_on), " or ".join(map(_ids, reasons)))
    if case.lacks is not None:
        lacking = frozenset(id_ for it in asked for id_ in it.settling.matters)
        if lacking != case.lacks:
            yield Failure("lacks", _ids(case.lacks), _ids(lacking))


def _ids(ids: Iterable[str]) -> str:
    return ", ".join(sorted(ids)) or "nothing"


def path_lines(result: CaseResult, failure: Failure) -> Iterator[str]:
    """Yield the steps that led to what was found of a criterion or a classification, one line each, indented."""
    explained = explain(result.assessment)
    entries = [it.step for it in explained.ledger if it.criterion == failure.subject]
    for classification in explained.classifications:
        if classification.id == failure.subject:
            entries += [it.path for it in classification.levels if it.path]
    values = Values(result.ruleset, "en")
    for step in entries:
        yield from _lines(step, values, result.assessment, 0)


def _lines(step: Step, values: Values, assessment: Assessment, depth: int) -> Iterator[str]:
    condition = step.condition
    if isinstance(condition, NumberCompare | FiniteCompare):
        said = values.comparison(step, condition, assessment.facts)
    else:
        said = values.rule(condition)
    line = f" (line {condition.place.line})" if condition.place.line else ""
    yield f"{'  ' * depth}{step.truth.value}: {said}{line}"
    for member in step.members:
        yield from _lines(member, values, assessment, depth + 1)
