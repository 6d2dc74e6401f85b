"""SQL: a ruleset as a view in a database of the user's own."""

from __future__ import annotations

from typing import get_args

from lagesbild_rules.errors import Place, Problem, QuestionError, quoted, suggestion
from lagesbild_rules.export.sql._model import Dialect, SqlView
from lagesbild_rules.ruleset import Ruleset

__all__ = ["DIALECTS", "Dialect", "SqlView", "sql_view"]

DIALECTS: tuple[Dialect, ...] = get_args(Dialect)
"""The dialects of SQL that a view can be written in."""


def sql_view(
    ruleset: Ruleset,
    *,
    dialect: Dialect,
    table: str = "facts",
    view: str | None = None,
    intervals: bool = False,
) -> SqlView:
    """Return *ruleset* as a view over *table*, and the view of the rows that it cannot take; the same text every time.

    The table has one row an area: the column ``area`` and a cell for each indicator, NULL where it is missing; with
    *intervals* columns for the least and greatest value that each may have. *view* is the name of the view, by
    default made of the ruleset's id and its first day.

    Raises ``RulesetError`` with everything that the dialect cannot hold exactly or name, ``QuestionError`` for a name
    of a table or view that is not plain, and when sqlglot is not installed.
    """
    if dialect not in DIALECTS:
        help = suggestion(str(dialect), DIALECTS)
        raise QuestionError([Problem(Place("<dialect>"), "LR812", f"no dialect {quoted(str(dialect))}", help)])
    try:
        from lagesbild_rules.export.sql._view import build
    except ModuleNotFoundError as it:
        if it.name != "sqlglot":
            raise
        help = "install `lagesbild-rules[sql]`"
        problem = Problem(Place("lagesbild_rules.export"), "LR505", "`sql_view` needs sqlglot", help)
        raise QuestionError([problem]) from None
    return build(ruleset, dialect, table, view, intervals=intervals)
