"""A log of what was done with facts on the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import IO

from lagesbild_rules.record import LogLine, log_headings, log_rows
from lagesbild_rules.report._console import console, table_of
from lagesbild_rules.report._marks import one_line
from lagesbild_rules.text import Language


def print_log(
    lines: Iterable[LogLine],
    ended: Mapping[int, int],
    language: Language,
    file: IO[str],
    *,
    width: int | None = None,
) -> None:
    """Write a row for each of *lines*, with the exit codes of those that *ended* otherwise than well."""
    rows = (tuple(map(one_line, row)) for row in log_rows(lines, ended, language))
    console(file, width).print(table_of(log_headings(language), rows))
