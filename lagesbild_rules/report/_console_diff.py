"""What differs between two rulesets, on the terminal. Text from users is ``Text``, never markup."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from lagesbild_rules.explanation import AreaChange, AreasDiff, DiffDocument, DiffItem, RulesetText, phrase
from lagesbild_rules.report._console import console, table_of
from lagesbild_rules.report._marks import lined
from lagesbild_rules.text import Language


def print_diff(document: DiffDocument, file: IO[str], *, width: int | None = None, color: bool | None = None) -> None:
    """Write *document* to *file*, at most *width* columns wide; colour follows the terminal unless *color* is given."""
    console(file, width, color).print(_Layout(lined(document)).whole())


class _Layout:
    def __init__(self, document: DiffDocument) -> None:
        self.document = document
        self.language: Language = "sv" if document.language == "sv" else "en"

    def say(self, id: str) -> str:
        return phrase(id, self.language)

    def whole(self) -> Group:
        return Group(*self._parts())

    def _parts(self) -> Iterator[RenderableType]:
        yield self._head()
        for section in self.document.sections:
            yield self._heading(section.title)
            yield from map(self._item, section.items)
        if self.document.areas:
            yield from self._areas(self.document.areas)

    def _head(self) -> Panel:
        lines = Text.assemble((f"{self.document.title}\n\n", "bold"))
        for id_, ruleset in (("d_before", self.document.before), ("d_after", self.document.after)):
            lines.append(f"{self.say(id_)}: ", "bold")
            lines.append(f"{self._ruleset(ruleset)}\n")
        lines.append(self.document.summary)
        return Panel(lines, padding=(1, 2))

    def _ruleset(self, it: RulesetText) -> str:
        return f"{it.id}@{it.effective_from}, {self.say('l_version')} {it.version}, {it.status}"

    def _heading(self, title: str) -> Text:
        return Text(f"\n{title}\n", "bold underline")

    def _item(self, it: DiffItem) -> Padding:
        lines: list[RenderableType] = [self._bullet("•", it.text)]
        lines += [Padding(self._bullet("–", line), (0, 0, 0, 2), expand=False) for line in it.lines]
        for id_, words in (("d_before", it.before), ("d_after", it.after)):
            if words is not None:
                text = Text.assemble((f"{self.say(id_)}: ", "bold"), (words, "italic"))
                lines.append(Padding(text, (0, 0, 0, 4), expand=False))
        return Padding(Group(*lines), (0, 2), expand=False)

    def _bullet(self, mark: str, words: str) -> Table:
        grid = Table.grid(padding=(0, 1, 0, 0))
        grid.add_row(Text(mark), Text(words, overflow="fold"))
        return grid

    def _areas(self, it: AreasDiff) -> Iterator[RenderableType]:
        yield self._heading(it.title)
        yield Padding(Text(it.text), (0, 2), expand=False)
        if it.counts:
            headings = [self.say(id_) for id_ in ("c_count", "d_before", "d_after", "c_what")]
            rows = [(str(row.count), row.before_text, row.after_text, row.text) for row in it.counts]
            yield Padding(table_of(headings, rows), (1, 2), expand=False)
        yield from map(self._area, it.changes)

    def _area(self, it: AreaChange) -> Padding:
        lines: list[RenderableType] = [self._bullet("•", it.text)]
        lines += [Padding(self._bullet("–", through.text), (0, 0, 0, 2), expand=False) for through in it.through]
        return Padding(Group(*lines), (0, 2), expand=False)
