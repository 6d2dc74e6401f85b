"""From filled questionnaires to observations: each is first held to what it was when it was made."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterable
from datetime import datetime

from lagesbild_rules.day import as_time
from lagesbild_rules.errors import FactsError, Place, Problem, printable
from lagesbild_rules.facts import Limits
from lagesbild_rules.form._answers import Reading, read_row
from lagesbild_rules.form._blank import blank
from lagesbild_rules.form._from_workbook import read_workbook
from lagesbild_rules.form._intact import intact
from lagesbild_rules.form._layout import asked
from lagesbild_rules.form._model import LIMITS, Answers
from lagesbild_rules.form._seal import form_digest
from lagesbild_rules.ruleset import Ruleset

_log = logging.getLogger(__name__)

Path = str | os.PathLike[str]


def read_form(path: Path, ruleset: Ruleset, *, recorded_at: datetime | str, limits: Limits = LIMITS) -> Answers:
    """Return what the filled questionnaire at *path* says, recorded at *recorded_at*.

    Each answer is an observation by the form's unit in the form's period. Its id is made of the form and the answer:
    the same form read again gives the same ids, a changed answer another one. A blank is no observation.

    Raises ``FactsError`` with all problems: a file that is no questionnaire, one made for another ruleset, one in
    which anything but answers was changed, answers that are none; each at its sheet and cell.
    """
    shown = os.fspath(path)
    pages = read_workbook(path, limits)
    it = intact(pages, ruleset, shown)
    cells = pages[it.answers].cells
    reading = Reading(it.form, form_digest(it.form), shown, it.answers, as_time(recorded_at))
    rows = {(row.area.id, row.indicator.id): read_row(reading, row, cells) for row in asked(it.form)}
    if problems := [problem for row in rows.values() for problem in row.problems]:
        raise FactsError(problems)
    observations = tuple(row.observation for row in rows.values() if row.observation is not None)
    left_out = {key: row.left_out for key, row in rows.items() if row.left_out}
    _log.info("read %d answers from %s", len(observations), shown)
    return Answers(shown, it.form, observations, tuple(blank(it.form, observations, left_out)))


def read_forms(
    paths: Iterable[Path], ruleset: Ruleset, *, recorded_at: datetime | str, limits: Limits = LIMITS
) -> tuple[Answers, ...]:
    """Return what each of the questionnaires at *paths* says, in their order.

    Raises ``FactsError`` with the problems of all of them, and when two files are the same questionnaire: which of
    them counts, nobody but the unit can tell.
    """
    found: list[Answers] = []
    problems: list[Problem] = []
    seen: dict[str, str] = {}
    for path in paths:
        try:
            answers = read_form(path, ruleset, recorded_at=recorded_at, limits=limits)
        except FactsError as it:
            problems.extend(it.problems)
            continue
        first = seen.setdefault(form_digest(answers.form), answers.path)
        if first != answers.path or any(it.path == answers.path for it in found):
            finding = f"it is the same questionnaire as {printable(first, 200)}: one unit, period and list of areas"
            problems.append(Problem(Place(answers.path), "LR727", finding, "keep the one that the unit means"))
        found.append(answers)
    if problems:
        raise FactsError(problems)
    return tuple(found)
