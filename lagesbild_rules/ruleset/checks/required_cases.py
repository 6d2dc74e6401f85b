"""RC08: a case that is wanted is missing.

What it does
    Reads the cases beside the text whose day is in its period. It asks for each criterion to be expected true, false
    and unknown, as far as it can be each of them; and for each threshold, among the cases that expect its criterion
    (or the classification of its level), for one exactly at the limit and one just beside it, on the other side:
    for a number at the last declared decimal, for a scale at the step next to it.

Why it is unwise
    Nearly every mistake in a ruleset shows at a boundary or where something is not known: «over» read as «at
    least», an answer that is missing taken for no. Without these cases a later change slips through unseen.

What to do
    Write the case in the folder ``cases`` beside the text, and run ``lagesbild rulesets test``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from lagesbild_rules.errors import RulesetError, quoted
from lagesbild_rules.ruleset._case import Case, load_cases
from lagesbild_rules.ruleset._catalogue import CASES
from lagesbild_rules.ruleset._circles import defined
from lagesbild_rules.ruleset._conditions import CriterionRef, FiniteCompare, LevelRef, NumberCompare, walk
from lagesbild_rules.ruleset._model import Ruleset
from lagesbild_rules.ruleset.checks._answers import possible_truths
from lagesbild_rules.ruleset.checks._boundaries import Known, Wanted, boundary, known_in
from lagesbild_rules.ruleset.checks._model import Finding
from lagesbild_rules.ruleset.checks._places import text_of, where
from lagesbild_rules.ruleset.checks._words import said
from lagesbild_rules.truth import Truth

CODE = "RC08"
_WRITE = "write one in the folder `cases` beside the text, on a day of its period"


def check(rulesets: Sequence[Ruleset]) -> Iterator[Finding]:
    folders: dict[Path, tuple[Case, ...] | Finding] = {}
    for ruleset in rulesets:
        if text_of(ruleset) is None:
            continue
        folder = Path(ruleset.place.path).parent / CASES
        if folder not in folders:
            folders[folder] = found = _cases_in(folder)
            if isinstance(found, Finding):
                yield found
        cases = folders[folder]
        if not isinstance(cases, Finding):
            yield from _of(ruleset, [it for it in cases if ruleset.effective.covers(it.as_of)])


def _cases_in(folder: Path) -> tuple[Case, ...] | Finding:
    try:
        return load_cases(folder) if folder.is_dir() else ()
    except RulesetError as it:
        first = it.problems[0]
        help = "mend it; `lagesbild rulesets test` lists all that is wrong"
        return Finding(first.place, CODE, f"the cases cannot be read: {first.finding}", help)


def _of(ruleset: Ruleset, cases: Sequence[Case]) -> Iterator[Finding]:
    if not cases:
        place = where(ruleset, "effective", "from")
        yield Finding(place, CODE, f"no case is on a day of the period {ruleset.effective}", _WRITE)
        return
    for id_, truths in possible_truths(ruleset).items():
        expected = {case.criteria.get(id_) for case in cases}
        missing = [it.value for it in Truth if it in truths - expected]
        if missing:
            finding = f"no case expects {quoted(id_)} to be {said(missing)}"
            yield Finding(ruleset.criteria[id_].place, CODE, finding, _WRITE)
    known = [(case, known_in(case, ruleset)) for case in cases]
    for owner, when in defined(ruleset.criteria, ruleset.classifications).items():
        expecting = [it for case, it in known if _expects(case, owner)]
        for compare in walk(when) if when else ():
            if isinstance(compare, NumberCompare | FiniteCompare):
                missed = _missed(boundary(compare, ruleset), expecting)
                if missed:
                    who = owner.id if isinstance(owner, CriterionRef) else owner.classification
                    finding = f"no case that expects {quoted(who)} has {said(missed)}"
                    yield Finding(compare.place, CODE, finding, "write one for each: at the limit and just beside it")


def _missed(wanted: Iterator[Wanted], known: Sequence[Known]) -> list[str]:
    return list(dict.fromkeys(it.words for it in wanted if not any(map(it.met, known))))


def _expects(case: Case, owner: CriterionRef | LevelRef) -> bool:
    return (
        owner.id in case.criteria if isinstance(owner, CriterionRef) else owner.classification in case.classifications
    )
