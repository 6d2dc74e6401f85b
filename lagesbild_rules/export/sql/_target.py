"""The database that a view is written for: its names, its truths, its exact numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from attrs import frozen
from sqlglot import exp

from lagesbild_rules.errors import UNPRINTABLE, Place, Problem, quoted
from lagesbild_rules.export.sql._digits import Digits
from lagesbild_rules.export.sql._model import ABILITIES, Abilities, Dialect
from lagesbild_rules.export.sql._terms import Term, case, column, equal, name, whole

STEP: Final = "lr_"
"""What the names of a view's own steps begin with."""

_PLAIN: Final = re.compile("[A-Za-z_][A-Za-z0-9_]*")


@frozen
class Target:
    """Writes what dialects write each in their way."""

    dialect: Dialect

    @property
    def can(self) -> Abilities:
        return ABILITIES[self.dialect]

    def folded(self, words: str) -> str:
        """Return *words* as the database keeps a name that was declared without quotes; others are kept as they are."""
        if not _PLAIN.fullmatch(words):
            return words
        return {"upper": words.upper(), "lower": words.lower()}.get(self.can.folds, words)

    def given(self, words: str) -> Term:
        """Return the column *words* of the table that is read."""
        return column(self.folded(words))

    def table(self, words: str) -> exp.Table:
        """Return the table or view *words*: its name, before it perhaps a schema, before that a catalogue."""
        *before, last = (name(self.folded(it)) for it in words.split("."))
        schema, catalogue = [*reversed(before), None, None][:2]
        return exp.Table(this=last, db=schema, catalog=catalogue)

    def holds(self, flag: Term) -> Term:
        return equal(flag, exp.true() if self.can.booleans else whole(1))

    def fails(self, flag: Term) -> Term:
        return equal(flag, exp.false() if self.can.booleans else whole(0))

    def truth(self, number: Term) -> Term:
        """Return 1 and 0 as the truths of the database, where it has a type for them."""
        if not self.can.booleans:
            return number
        return case([(equal(number, whole(1)), exp.true()), (equal(number.copy(), whole(0)), exp.false())])

    def letters(self, cell: Term) -> Term:
        """Return the text *cell* so that letters equal themselves alone: SQL Server would take A for a."""
        return exp.Collate(this=cell, expression=exp.var("Latin1_General_BIN2")) if self.dialect == "tsql" else cell

    def exact(self, term: Term, size: Digits) -> Term:
        """Return *term* as an exact number of that *size*; PostgreSQL's have any size."""
        text = "DECIMAL" if self.can.digits is None else f"DECIMAL({size.all}, {size.after})"
        return exp.Cast(this=term, to=exp.DataType.build(text))

    def holds_digits(self, needed: int) -> bool:
        return self.can.digits is None or needed <= self.can.digits

    def unnamable(self, names: Sequence[str], place: Place) -> Iterator[Problem]:
        """Yield a problem for each of *names* that cannot be a column, all of them in one table."""
        seen: dict[str, str] = {}
        for it in names:
            finding = ""
            other = seen.setdefault(it if self.can.cases else it.casefold(), it)
            size = len(it.encode()) if self.dialect == "postgres" else len(it)
            if self.can.name is not None and size > self.can.name:
                finding = f"has {size} characters, and {self.can.title} takes {self.can.name}"
            elif UNPRINTABLE.search(it):
                finding = "holds a character that does not show"
            elif other != it:
                finding = f"is the same as {quoted(other)} to {self.can.title}"
            if finding:
                yield Problem(place, "LR812", f"the column {quoted(it, 80)} {finding}", "change the id or the code")

    def unnamed(self, words: str, what: str, reserved: str | None = None) -> Iterator[Problem]:
        """Yield a problem when *words* is no plain name of a table or view."""
        parts = words.split(".")
        place = Place(f"--{what}")
        if not 1 <= len(parts) <= 3 or not all(map(_PLAIN.fullmatch, parts)):
            help = "write letters a–z, digits and underscores, and a point after a schema"
            yield Problem(place, "LR812", f"{quoted(words)} is no plain name of a {what}", help)
        elif reserved is not None and parts[-1].lower().startswith(reserved):
            finding = f"the {what} {quoted(words)} begins with `{reserved}`, as the steps of the view do"
            yield Problem(place, "LR812", finding, "read it through a view of another name")
        elif self.can.name is not None and max(map(len, parts)) > self.can.name:
            finding = f"the {what} {quoted(words)} has a name longer than {self.can.title} takes"
            yield Problem(place, "LR812", finding, f"write at most {self.can.name} characters")
