"""An explanation on the terminal. Text from users is ``Text``, never markup."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import IO

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from lagesbild_rules.evaluation import Assessment, Outcome
from lagesbild_rules.explanation import (
    CitationText,
    ClassText,
    ConstantText,
    CriterionText,
    Document,
    LevelText,
    StepText,
    capital,
    enumerated,
    phrase,
)
from lagesbild_rules.record import Receipt, receipt_text
from lagesbild_rules.report._console_observations import facts, grounding
from lagesbild_rules.report._console_outlook import (
    against,
    boundaries,
    bullets,
    envelope,
    fact_line,
    open_questions,
)
from lagesbild_rules.report._json import Classed
from lagesbild_rules.report._marks import MARKS, Detail, lined, one_line
from lagesbild_rules.ruleset import Classification, Entry, Ruleset
from lagesbild_rules.text import Language

_QUIET = "dim"
_STYLES = {"true": "bold green", "false": "bold red", "unknown": "bold yellow", "passed": _QUIET}
_STANDINGS = {"class": "true", "possible": "unknown", "passed": "passed", "excluded": "false"}


def print_explanation(
    document: Document,
    file: IO[str],
    *,
    receipt: Receipt | None = None,
    detail: Detail = "full",
    width: int | None = None,
    color: bool | None = None,
) -> None:
    """Write *document* to *file*, at most *width* columns wide; colour follows the terminal unless *color* is given.

    Last come the digests of its *receipt*.
    """
    out, layout = console(file, width, color), _Layout(lined(document), detail)
    out.print(layout.whole())
    if receipt is not None:
        out.print(receipt_part(receipt, layout.language))


def receipt_part(receipt: Receipt, language: Language) -> Group:
    """Return the digests of *receipt*, its own last, under their heading."""
    it = receipt_text(receipt, language, own=True)
    rows = [Text.assemble((f"{name}: ", _QUIET), value, overflow="fold") for name, value in it.rows]
    note = Padding(Text(it.note, _QUIET), (1, 2, 0, 2), expand=False)
    return Group(
        Text(f"\n{it.heading}\n", "bold underline"), *(Padding(row, (0, 2), expand=False) for row in rows), note
    )


def console(file: IO[str], width: int | None = None, color: bool | None = None) -> Console:
    """Return a console that shows text as it is: no markup, no emoji codes, no colouring of its own."""
    return _Console(
        file=file,
        width=width,
        highlight=False,
        emoji=False,
        markup=False,
        force_terminal=color,
        color_system="auto" if color is not False else None,
    )


class _Console(Console):
    def on_broken_pipe(self) -> None:
        """Let the caller see that the pipe is closed, where rich would exit."""
        raise  # noqa: PLE0704 - rich calls this while the BrokenPipeError is handled


def print_assessments(
    ruleset: Ruleset,
    assessments: Sequence[Assessment | Classed],
    language: Language,
    file: IO[str],
    *,
    width: int | None = None,
) -> None:
    """Write one row an area (its levels, or those still possible) and how many areas have each level."""
    headings = [phrase("c_area", language), *(_title(it, language) for it in ruleset.classifications.values())]
    rows: Iterable[list[str | Text]] = (
        [it.area, *(_outcome(ruleset, name, outcome, language) for name, outcome in it.classifications.items())]
        for it in assessments
    )
    out = console(file, width)
    out.print(table_of(headings, rows))
    for name, classification in ruleset.classifications.items():
        counts = Counter(it.classifications[name].level for it in assessments)
        out.print(Text(f"\n{_title(classification, language)}", "bold"))
        for level in reversed(classification.levels):
            out.print(Text(f"{counts[level.id]:7} {one_line(level.title.in_(language) or level.id)}"))
        out.print(Text(f"{counts[None]:7} {phrase('undecided_class', language)}"))


def print_catalogue(entries: Sequence[Entry], language: Language, file: IO[str], *, width: int | None = None) -> None:
    """Write the texts of each id under it: from, until, status, version, title."""
    out = console(file, width)
    headings = [capital(phrase(it, language)) for it in ("l_from", "l_until", "c_status", "l_version", "c_title")]
    for id_, texts in groupby(entries, key=lambda it: it.id):
        rows = (
            (
                str(it.effective.from_),
                str(it.effective.until or "–"),
                phrase(f"s_{it.status}", language),
                str(it.version),
                one_line(it.title.in_(language)),
            )
            for it in texts
        )
        table = table_of(headings, rows)
        out.print(Text(id_, "bold"))
        out.print(Padding(table, (0, 0, 1, 2), expand=False))


def _title(classification: Classification, language: Language) -> str:
    return one_line(classification.title.in_(language) or classification.id)


def _outcome(ruleset: Ruleset, name: str, outcome: Outcome, language: Language) -> Text:
    ladder = ruleset.classifications[name].levels
    levels = {level.id: one_line(level.title.in_(language) or level.id) for level in ladder}
    if outcome.level is not None:
        return Text(levels[outcome.level])
    titles = enumerated([levels[it] for it in outcome.possible], language, "or")
    return Text(f"{MARKS['unknown']} {titles}", _STYLES["unknown"])


def table_of(headings: Sequence[str], rows: Iterable[Sequence[str | Text]], *, ids: int | None = None) -> Table:
    """Return a table of *rows*; the column at *ids* is never broken, so that what stands there can be copied."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for position, heading in enumerate(headings):
        table.add_column(Text(heading), overflow="fold", no_wrap=position == ids)
    for row in rows:
        table.add_row(*(it if isinstance(it, Text) else Text(it) for it in row))
    return table


def constant_tree(it: ConstantText, language: Language) -> Padding:
    """Return one parameter or reading: its value and whose it is, the other admissible values, reason and source."""
    id_ = f" [{it.id}]" if it.id != it.title else ""
    label = Text.assemble((it.title, "bold"), (id_, _QUIET), f": {it.value_text} – {it.whose_text}")
    tree = Tree(label, guide_style=_QUIET)
    source = source_text(it.citation)
    for heading, words in (
        ("c_alternatives", ", ".join(it.admissible)),
        ("c_because", it.because or ""),
        ("c_source", source),
    ):
        if words:
            tree.add(Text(f"{phrase(heading, language)}: {words}"))
    return Padding(tree, (0, 2, 1, 2), expand=False)


def source_text(citation: CitationText) -> str:
    """Return where something stands and how it is known, as one line."""
    parts = [citation.source, citation.reference, citation.locator, citation.evidence_text]
    return "; ".join(it for it in parts if it)


class _Layout:
    def __init__(self, document: Document, detail: Detail) -> None:
        self.document, self.detail = document, detail
        self.language: Language = "sv" if document.language == "sv" else "en"
        self.seen: set[str] = set()

    def say(self, id: str) -> str:
        return phrase(id, self.language)

    def whole(self) -> Group:
        parts: list[RenderableType] = [self._head()]
        for it in self.document.classifications:
            parts += self._classification(it)
        if self.detail != "full":
            return Group(*parts)
        parts += [self._heading("h_ledger"), *map(self._criterion, self.document.criteria)]
        if self.document.constants:
            parts += [self._heading("h_constants")]
            parts += [constant_tree(it, self.language) for it in self.document.constants]
        parts += [self._heading("h_facts"), *facts(self.document, self.language)]
        if self.document.withheld:
            parts += [self._heading("h_withheld"), Text(f"{self.say('withheld_note')}\n"), self._withheld()]
        return Group(*parts)

    def _head(self) -> Panel:
        ruleset = self.document.ruleset
        lines = Text()
        for it in self.document.classifications:
            lines.append(f"{it.headline}\n", "bold")
        lines.append(f"{self.say('l_as_of')} {self.document.as_of}. ")
        lines.append(f"{self.say('h_ruleset')}: {ruleset.title} ({ruleset.id}@{ruleset.effective_from}, ")
        lines.append(f"{self.say('l_version')} {ruleset.version}, {ruleset.status}).\n")
        lines.append(self.document.proposal, "italic")
        if self.document.audience_text:
            lines.append(f"\n{self.document.audience_text}", "italic")
        return Panel(lines, title=Text(self.document.title, "bold"), title_align="left", padding=(1, 2))

    def _heading(self, id: str) -> Text:
        return Text(f"\n{self.say(id)}\n", "bold underline")

    def _classification(self, it: ClassText) -> list[RenderableType]:
        parts: list[RenderableType] = [Text(f"\n{it.title}\n", "bold underline")]
        parts.append(Text(self.say("h_rests_on"), "bold"))
        if it.rests_on:
            parts += [Text(self.say("h_rests_on_note"), _QUIET), bullets(map(fact_line, it.rests_on))]
        else:
            parts.append(Padding(Text(self.say("h_rests_on_nothing")), (0, 2), expand=False))
        parts += [*against(it, self.language), *open_questions(it, self.language)]
        if self.detail == "headline":
            return parts
        parts += [*boundaries(it.boundaries, self.language), *envelope(it.envelope, self.language)]
        parts += grounding(it.grounding, self.language)
        parts.append(Text(f"\n{self.say('h_levels')}", "bold"))
        parts += [self._level(level) for level in it.levels]
        return parts

    def _mark(self, truth: str) -> tuple[str, str]:
        return f"{MARKS[truth]} ", _STYLES[truth]

    def _level(self, it: LevelText) -> Padding:
        label = Text.assemble(self._mark(_STANDINGS[it.standing]), (f"{it.title}. ", "bold"), it.text)
        tree = Tree(label, guide_style=_QUIET)
        if it.path is not None and it.standing != "passed":
            self.seen = set()
            self._grow(tree, it.path)
        if it.citation.quote:
            tree.add(self._quote(it.citation))
        return Padding(tree, (0, 2, 1, 2), expand=False)

    def _grow(self, tree: Tree, step: StepText) -> None:
        """Add *step* and its members; what a criterion rests on is laid out where it stands first."""
        branch = tree.add(self._step(step))
        if step.criterion is not None:
            if step.criterion in self.seen:
                return
            self.seen.add(step.criterion)
        for member in step.members:
            self._grow(branch, member)

    def _step(self, step: StepText) -> Text:
        text = Text.assemble(self._mark(step.truth), step.text)
        if step.kind != "compare":
            text.append(f" – {self.say(step.truth)}", _QUIET)
        if step.criterion:
            text.append(f" [{step.criterion}]", _QUIET)
        return text

    def _quote(self, citation: CitationText) -> Text:
        return Text(f"«{citation.quote}» {source_text(citation)}", f"italic {_QUIET}")

    def _criterion(self, it: CriterionText) -> Padding:
        label = Text.assemble(self._mark(it.truth), (it.claim, "bold"), f" – {it.truth_text}", (f" [{it.id}]", _QUIET))
        tree = Tree(label, guide_style=_QUIET)
        self.seen = {it.id}
        self._grow(tree, it.step)
        notes = [f"{self.say('c_mattered')}: {it.mattered_text}"]
        notes += [f"{self.say('c_role')}: {it.modality_text}"] if it.modality_text else []
        notes += [f"{self.say('l_asked_by')}: {', '.join(it.asked_by)}"] if it.asked_by else []
        notes += [f"{self.say('l_supports')}: {', '.join(it.supports)}"] if it.supports else []
        if notes:
            tree.add(Text(". ".join(notes), _QUIET))
        source = source_text(it.citation)
        tree.add(self._quote(it.citation) if it.citation.quote else Text(f"{self.say('c_source')}: {source}", _QUIET))
        for misreading in it.known_misreadings:
            tree.add(Text(f"{self.say('l_misreading')}: {misreading}", _QUIET))
        return Padding(tree, (0, 2, 1, 2), expand=False)

    def _withheld(self) -> Table:
        headings = [self.say("c_indicator"), self.say("c_handling")]
        return table_of(headings, [(it.title, it.text) for it in self.document.withheld])
