"""Days: dates come in as dates or as ISO text, never from a clock."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

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
    except (TypeError, ValueError):  # also a list or a number, as damaged JSON may have it
        pass
    raise QuestionError([Problem(Place("as_of"), "LR111", f"{quoted(str(value))} is not a date", "write YYYY-MM-DD")])


def as_time(value: datetime | date | str) -> datetime:
    """Return *value* as a time in UTC; a day is its first moment, and a time without a zone is in UTC.

    Raises ``QuestionError`` when it is none.
    """
    try:
        if isinstance(value, str):
            found = datetime.fromisoformat(value) if _ISO_TIME.fullmatch(value) else None
        elif isinstance(value, datetime):
            found = value
        else:
            found = datetime(value.year, value.month, value.day, tzinfo=UTC)
    except (AttributeError, TypeError, ValueError):
        found = None
    if found is None:
        help = "write YYYY-MM-DD, or YYYY-MM-DDThh:mm:ss with the zone, as `Z` or `+01:00`"
        raise QuestionError([Problem(Place("time"), "LR111", f"{quoted(str(value))} is not a time", help)])
    return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)


_ISO_TIME = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
    r"([T ][0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]{1,6})?)?(Z|[+-][0-9]{2}:?[0-9]{2})?)?"
)
