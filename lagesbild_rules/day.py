"""Days: dates come in as dates or as ISO text, never from a clock."""

from __future__ import annotations

import re
from datetime import date, datetime

from lagesbild_rules.errors import Place, Problem, QuestionError, quoted

Day = date | str
"""A day: a ``date``, or text as ``2021-12-31``."""

_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def as_day(value: Day) -> date:
    """Return *value* as a date; raises ``QuestionError`` when it is none."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        if _ISO.fullmatch(value):
            return date.fromisoformat(value)
    except ValueError:
        pass
    raise QuestionError([Problem(Place("as_of"), "LR111", f"{quoted(str(value))} is not a date", "write YYYY-MM-DD")])
