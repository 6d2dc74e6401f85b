"""Facts with the observations behind them, and the verdict by basis and by grade, on the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from lagesbild_rules.explanation import Document, GroundingText, phrase
from lagesbild_rules.report._console_outlook import bullets, fact_line
from lagesbild_rules.text import Language

_QUIET = "dim"


def facts(document: Document, language: Language) -> Iterator[RenderableType]:
    """Yield every fact: those without observations in a table, and then each other with its observations."""
    bare = [it for it in document.facts if it.grounds_text is None]
    if bare:
        yield _table(("c_indicator", "c_known"), ((it.title, it.text) for it in bare), language)
    if document.facts_note:
        yield Text(f"\n{document.facts_note}", _QUIET)
    for it in document.facts:
        if it.grounds_text is not None:
            tree = Tree(fact_line(it), guide_style=_QUIET)
            for one in it.observations:
                tree.add(Text(one.text, "" if one.counts else _QUIET))
            yield Padding(tree, (1, 2, 0, 0), expand=False)


def grounding(it: GroundingText | None, language: Language) -> Iterator[RenderableType]:
    """Yield whether the answer holds on register facts alone, without assessments and down to which grade."""
    if it is None:
        return
    yield Text(f"\n{phrase('h_grounding', language)}", "bold")
    yield bullets(map(Text, it.texts))
    if not it.on_nothing:
        for each in (it.by_basis, it.by_grade):
            rows = ((one.counts_text, one.outcome_text) for one in each)
            yield Padding(_table(("c_counted", "c_outcome"), rows, language), (1, 0, 0, 4), expand=False)


def _table(headings: tuple[str, str], rows: Iterable[tuple[str, str]], language: Language) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for heading in headings:
        table.add_column(Text(phrase(heading, language)), overflow="fold")
    for row in rows:
        table.add_row(*map(Text, row))
    return table
