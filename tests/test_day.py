"""A day and a time as they are given: read, or told to be none, whatever they are."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from lagesbild_rules.day import as_day, as_time
from lagesbild_rules.errors import QuestionError

NONE_OF_THEM: list[Any] = ["", "2024-13-01", "2024-1-1", "today", [], {}, 20240101, 1.5, None, True]


@pytest.mark.parametrize("value", NONE_OF_THEM)
def test_what_is_no_day_is_told(value: Any) -> None:
    with pytest.raises(QuestionError, match=r"LR111 .* is not a date"):
        as_day(value)


@pytest.mark.parametrize("value", NONE_OF_THEM)
def test_what_is_no_time_is_told(value: Any) -> None:
    with pytest.raises(QuestionError, match=r"LR111 .* is not a time"):
        as_time(value)


def test_a_day_is_its_first_moment_and_a_time_has_a_zone() -> None:
    assert as_day("2024-02-29") == date(2024, 2, 29)
    assert as_time("2024-02-29") == as_time(date(2024, 2, 29)) == datetime(2024, 2, 29, tzinfo=UTC)
    assert as_time("2024-02-29T23:30:00-01:00") == datetime(2024, 3, 1, 0, 30, tzinfo=UTC)
    assert as_time(datetime(2024, 2, 29, 12)) == datetime(2024, 2, 29, 12, tzinfo=UTC)  # noqa: DTZ001 - it has none
