"""Comparisons and series of pictures as markdown. Text from users is escaped, so that it stays text."""

from __future__ import annotations

from collections.abc import Iterator

from lagesbild_rules.picture import AreaMoved, ClassMoves, ComparisonText, PictureText, SeriesText
from lagesbild_rules.report import _comparison_tables as tables
from lagesbild_rules.report._markdown import escaped, table
from lagesbild_rules.text import Language


def comparison_markdown(document: ComparisonText) -> str:
    """Return *document* as markdown with headings, lists and tables."""
    return "\n".join(_Layout("sv" if document.language == "sv" else "en").comparison(document)) + "\n"


def series_markdown(document: SeriesText) -> str:
    """Return *document* as markdown with headings and tables."""
    return "\n".join(_Layout("sv" if document.language == "sv" else "en").series(document)) + "\n"


class _Layout:
    def __init__(self, language: Language) -> None:
        self.language: Language = language

    def say(self, id: str) -> str:
        return tables.words(id, self.language)

    def comparison(self, it: ComparisonText) -> Iterator[str]:
        yield f"# {escaped(it.title)}\n"
        for name, picture in ((self.say("before"), it.before), (self.say("after"), it.after)):
            yield from self._picture(name, picture)
        yield from (f"\n*{escaped(one)}*" for one in it.notices)
        for one in it.classifications:
            yield from self._classification(one)
        yield f"\n## {self.say('h_technical')}\n"
        yield self.say("technical_note" if it.technical else "none_technical")
        yield ""
        yield from (f"- {escaped(one.text)}" for one in it.technical)
        if it.findings:
            yield f"\n## {self.say('h_findings')}\n"
            yield from (f"- {escaped(one)}" for one in it.findings)

    def series(self, it: SeriesText) -> Iterator[str]:
        yield f"# {escaped(it.title)}\n"
        for picture in it.pictures:
            yield from self._picture(picture.label, picture)
        yield from (f"\n*{escaped(one)}*" for one in it.notices)
        for one in it.classifications:
            yield f"\n## {escaped(one.title)}\n"
            for heading, grid in (
                ("series_totals", tables.series_levels(it, one, self.language)),
                ("series_moves", tables.series_steps(one, self.language)),
                ("series_flows", tables.series_flows(one, self.language)),
            ):
                yield f"\n### {self.say(heading)}\n"
                yield from self._table(grid)

    def _picture(self, name: str, it: PictureText) -> Iterator[str]:
        first, *rest = tables.about(it)
        yield f"- **{escaped(name)}:** {escaped(first)}"
        yield from (f"  - {escaped(line)}" for line in rest)

    def _table(self, it: tables.Grid) -> Iterator[str]:
        yield from table([escaped(one) for one in it.headings], it.rows)

    def _classification(self, it: ClassMoves) -> Iterator[str]:
        yield f"\n## {escaped(it.title)}\n"
        yield f"**{escaped(it.summary)}**\n"
        yield from self._table(tables.levels(it, self.language))
        yield f"\n{escaped(it.sum_text)}\n"
        yield f"### {self.say('h_flows')}\n"
        yield from self._table(tables.flows(it, self.language))
        for move in it.moves:
            yield f"\n### {move.title} ({move.text})\n"
            if move.note:
                yield f"{escaped(move.note)}\n"
            for one in it.areas:
                if one.moved == move.moved and (move.moved != "unchanged" or one.proposal or one.crossing):
                    yield from self._area(one)
        if it.verdicts:
            yield f"\n### {self.say('h_crossing')}\n"
            yield from (f"- {escaped(one)}" for one in it.verdicts)

    def _area(self, it: AreaMoved) -> Iterator[str]:
        yield f"- {escaped(it.text)}"
        yield from (f"  - {escaped(one)}" for one in (it.trend_text, it.proposal and it.proposal.text) if one)
        if it.crossing:
            yield f"  - {escaped(it.crossing.text)}"
            yield f"  - {escaped(it.crossing.cells_text)}"
            for leg in it.crossing.legs:
                yield f"  - {self.say(f'{leg.first}_first')}: {escaped(leg.text)}"
                yield from (f"    - {escaped(one.text)}" for one in leg.through)
