"""Comparisons and series of pictures on the terminal. Text from users is ``Text``, never markup."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from lagesbild_rules.picture import AreaMoved, ClassMoves, ClassSeries, ComparisonText, PictureText, SeriesText
from lagesbild_rules.report import _comparison_tables as tables
from lagesbild_rules.report._console import console, table_of
from lagesbild_rules.report._marks import lined
from lagesbild_rules.text import Language


def print_comparison(
    document: ComparisonText, file: IO[str], *, width: int | None = None, color: bool | None = None
) -> None:
    """Write *document* to *file*, at most *width* columns wide; colour follows the terminal unless *color* is given."""
    it = lined(document)
    console(file, width, color).print(Group(*_Layout("sv" if it.language == "sv" else "en").comparison(it)))


def print_series(document: SeriesText, file: IO[str], *, width: int | None = None, color: bool | None = None) -> None:
    """Write *document* to *file* as ``print_comparison`` does."""
    it = lined(document)
    console(file, width, color).print(Group(*_Layout("sv" if it.language == "sv" else "en").series(it)))


class _Layout:
    def __init__(self, language: Language) -> None:
        self.language: Language = language

    def say(self, id: str) -> str:
        return tables.words(id, self.language)

    def comparison(self, it: ComparisonText) -> Iterator[RenderableType]:
        yield self._head(it.title, [(self.say("before"), it.before), (self.say("after"), it.after)], it.notices)
        for one in it.classifications:
            yield from self._classification(one)
        yield self._heading(self.say("h_technical"))
        if it.technical:
            yield Padding(Text(self.say("technical_note")), (0, 2, 1, 2), expand=False)
        yield from (_bullet("•", one.text) for one in it.technical)
        if not it.technical:
            yield Padding(Text(self.say("none_technical")), (0, 2), expand=False)
        if it.findings:
            yield self._heading(self.say("h_findings"))
            yield from (_bullet("•", one) for one in it.findings)

    def series(self, it: SeriesText) -> Iterator[RenderableType]:
        yield self._head(it.title, [(one.label, one) for one in it.pictures], it.notices)
        for one in it.classifications:
            yield from self._series(it, one)

    def _series(self, document: SeriesText, it: ClassSeries) -> Iterator[RenderableType]:
        yield self._heading(f"{it.title}: {self.say('series_totals').lower()}")
        yield _table(tables.series_levels(document, it, self.language))
        yield self._heading(self.say("series_moves"))
        yield _table(tables.series_steps(it, self.language))
        yield self._heading(self.say("series_flows"))
        yield _table(tables.series_flows(it, self.language))

    def _head(self, title: str, pictures: list[tuple[str, PictureText]], notices: list[str]) -> Panel:
        lines = Text.assemble((f"{title}\n\n", "bold"))
        for name, it in pictures:
            lines.append(f"{name}: ", "bold")
            lines.append(f"{it.text}\n")
        lines.append("\n".join(notices), "italic")
        return Panel(lines, padding=(1, 2))

    def _classification(self, it: ClassMoves) -> Iterator[RenderableType]:
        yield self._heading(it.title)
        yield Padding(Text(it.summary), (0, 2, 1, 2), expand=False)
        yield _table(tables.levels(it, self.language))
        yield Padding(Text(it.sum_text), (1, 2, 0, 2), expand=False)
        yield self._heading(self.say("h_flows"))
        yield _table(tables.flows(it, self.language))
        for move in it.moves:
            yield Text.assemble((f"\n{move.title}", "bold"), f" ({move.text})")
            if move.note:
                yield Padding(Text(move.note, "italic"), (0, 2), expand=False)
            shown = [one for one in it.areas if one.moved == move.moved]
            yield from (self._area(one) for one in shown if move.moved != "unchanged" or one.proposal or one.crossing)
        if it.verdicts:
            yield self._heading(self.say("h_crossing"))
            yield from (_bullet("•", one) for one in it.verdicts)

    def _heading(self, title: str) -> Text:
        return Text(f"\n{title}\n", "bold underline")

    def _area(self, it: AreaMoved) -> RenderableType:
        lines: list[RenderableType] = [_bullet("•", it.text)]
        lines += [_deeper(_bullet("–", one), 2) for one in (it.trend_text, it.proposal and it.proposal.text) if one]
        if it.crossing:
            lines += [_deeper(_bullet("–", one), 2) for one in (it.crossing.text, it.crossing.cells_text)]
            for leg in it.crossing.legs:
                order = self.say(f"{leg.first}_first")
                lines.append(_deeper(_bullet("–", f"{order}: {leg.text}"), 2))
                lines += [_deeper(_bullet("–", one.text), 4) for one in leg.through]
        return Group(*lines)


def _table(it: tables.Grid) -> Padding:
    return Padding(table_of(it.headings, it.rows), (0, 2), expand=False)


def _bullet(mark: str, words: str) -> Padding:
    grid = Table.grid(padding=(0, 1, 0, 0))
    grid.add_row(Text(mark), Text(words, overflow="fold"))
    return Padding(grid, (0, 2), expand=False)


def _deeper(it: Padding, by: int) -> Padding:
    return Padding(it, (0, 0, 0, by), expand=False)
