"""What could change an answer, on the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from lagesbild_rules.explanation import BoundaryText, ClassText, EnvelopeText, FactText, changes_text, phrase
from lagesbild_rules.text import Language

_QUIET = "dim"


def against(it: ClassText, language: Language) -> Iterator[RenderableType]:
    """Yield what argues against the answer, and how many other reasons there are for it."""
    if it.reasons_text:
        yield Padding(Text(it.reasons_text, _QUIET), (0, 2), expand=False)
    if it.against:
        yield Text(f"\n{phrase('h_against', language)}", "bold")
        yield bullets(Text(one.text) for one in it.against)


def open_questions(it: ClassText, language: Language) -> Iterator[RenderableType]:
    """Yield what holds the class open, what could settle it, and what is unknown without mattering."""
    if it.lacks:
        yield Text(f"\n{phrase('h_lacks', language)}", "bold")
        yield bullets(map(fact_line, it.lacks))
    for words in (it.quickest_text, it.reachable_text):
        if words:
            yield Padding(Text(words), (0, 2), expand=False)
    if it.indifferent:
        yield Text(f"\n{phrase('h_indifferent', language)}", "bold")
        yield Padding(Text(", ".join(one.title for one in it.indifferent)), (0, 2), expand=False)


def boundaries(ways: list[BoundaryText], language: Language) -> Iterator[RenderableType]:
    """Yield the smallest changes of facts that lead to another level."""
    if ways:
        yield Text(f"\n{phrase('h_boundaries', language)}", "bold")
    for way in ways:
        yield Padding(Text(way.text), (0, 2), expand=False)
        yield bullets(Text(changes_text(changes)) for changes in way.changes)
        if way.note:
            yield Padding(Text(way.note, _QUIET), (0, 4), expand=False)


def envelope(it: EnvelopeText | None, language: Language) -> Iterator[RenderableType]:
    """Yield how far the answer rests on our readings."""
    if it is None:
        return
    yield Text(f"\n{phrase('h_envelope', language)}", "bold")
    yield Padding(Text(it.text), (0, 2), expand=False)
    if not it.robust:
        yield bullets(Text(outcome.text) for outcome in it.outcomes)
        yield bullets(Text(change.text) for change in it.changes)


def fact_line(it: FactText) -> Text:
    """Return one fact on a line, with how many observations it rests on."""
    line = Text.assemble((f"{it.title}: ", "bold"), it.text)
    if it.grounds_text:
        line.append(f" – {it.grounds_text}", _QUIET)
    return line


def bullets(lines: Iterable[Text]) -> Padding:
    """Return *lines* as a list whose longer lines go on under their own beginning."""
    table = Table.grid(padding=(0, 1))
    for line in lines:
        table.add_row("•", line)
    return Padding(table, (0, 0, 0, 2), expand=False)
