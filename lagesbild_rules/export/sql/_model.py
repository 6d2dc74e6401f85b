"""What an export to SQL is: two views as text, and what is known of the dialects they are written in."""

from __future__ import annotations

from typing import Final, Literal

from attrs import frozen

Dialect = Literal["duckdb", "postgres", "spark", "tsql", "oracle"]


@frozen
class SqlView:
    """A ruleset as SQL: ``statement`` creates the view ``name``, ``problems`` the view of what it leaves out."""

    dialect: Dialect
    name: str
    statement: str
    problems: str

    @property
    def text(self) -> str:
        """Both statements as a script."""
        end = "\nGO\n" if self.dialect == "tsql" else ";\n"
        return f"{self.problems}{end}\n{self.statement}{end}"


@frozen
class Abilities:
    """What a dialect can hold. ``None`` is no limit that matters here.

    ``digits``: of the exact numbers that never round. ``columns``: of one step or view. ``name``: the most bytes (in
    Spark and T-SQL characters) of a name. ``booleans``: has columns of that type. ``materialized``: is told to work
    out each step once, since it would else put a step's text in place of its name. ``folds``: how a name that stands
    without quotes is kept. ``cases``: columns whose names differ in case alone are two.
    """

    title: str
    digits: int | None
    columns: int | None
    name: int | None
    booleans: bool = True
    materialized: bool = False
    folds: Literal["lower", "upper", "as it is"] = "as it is"
    cases: bool = False


ABILITIES: Final[dict[Dialect, Abilities]] = {
    "duckdb": Abilities("DuckDB", digits=38, columns=None, name=None),
    "postgres": Abilities(
        "PostgreSQL", digits=None, columns=1600, name=63, materialized=True, folds="lower", cases=True
    ),
    "spark": Abilities("Spark", digits=38, columns=None, name=255),
    "tsql": Abilities("SQL Server", digits=38, columns=1024, name=128, booleans=False),
    "oracle": Abilities("Oracle", digits=38, columns=1000, name=128, booleans=False, folds="upper", cases=True),
}
