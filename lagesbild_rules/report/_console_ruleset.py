"""A ruleset's page on the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import IO

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.text import Text
from rich.tree import Tree

from lagesbild_rules.explanation import (
    CitationText,
    CriterionPage,
    IndicatorPage,
    LevelPage,
    RulesetPage,
    RuleText,
    capital,
    phrase,
)
from lagesbild_rules.report._console import console, constant_tree, source_text, table_of
from lagesbild_rules.report._marks import lined
from lagesbild_rules.text import Language

_QUIET = "dim"


def print_ruleset(page: RulesetPage, file: IO[str], *, width: int | None = None, color: bool | None = None) -> None:
    """Write *page* to *file*, at most *width* columns wide; colour follows the terminal unless *color* is given."""
    console(file, width, color).print(_Layout(lined(page)).whole())


class _Layout:
    def __init__(self, page: RulesetPage) -> None:
        self.page = page
        self.language: Language = "sv" if page.language == "sv" else "en"

    def say(self, id: str) -> str:
        return phrase(id, self.language)

    def whole(self) -> Group:
        parts: list[RenderableType] = [self._head()]
        for classification in self.page.classifications:
            parts += [self._heading(classification.title), Text(f"{self.say('h_ladder')}\n", _QUIET)]
            parts += map(self._level, classification.levels)
        parts += [self._heading(self.say("h_criteria")), *map(self._criterion, self.page.criteria)]
        if self.page.constants:
            parts += [self._heading(self.say("h_constants"))]
            parts += [constant_tree(it, self.language) for it in self.page.constants]
        parts += [self._heading(self.say("h_indicators")), self._indicators()]
        parts += [self._heading(self.say("h_sources")), self._sources()]
        return Group(*parts)

    def _head(self) -> Panel:
        it = self.page.ruleset
        period = f"{it.effective_from}–{it.effective_until or ''}"
        line = f"{it.id}@{it.effective_from}, {self.say('l_version')} {it.version}, {it.status}, {period}"
        return Panel(Text(line), title=Text(it.title, "bold"), title_align="left", padding=(1, 2))

    def _heading(self, words: str) -> Text:
        return Text(f"\n{words}\n", "bold underline")

    def _level(self, it: LevelPage) -> Padding:
        tree = Tree(Text(it.title, "bold"), guide_style=_QUIET)
        if it.claim:
            tree.add(Text(it.claim))
        if it.rule is None:
            tree.add(Text(self.say("l_mildest")))
        else:
            self._grow(tree, it.rule)
        if it.supporting:
            branch = tree.add(Text(capital(self.say("m_supporting")), _QUIET))
            for claim in it.supporting:
                branch.add(Text(claim, _QUIET))
        return self._cited(tree, it.citation)

    def _criterion(self, it: CriterionPage) -> Padding:
        role = f" – {it.modality_text}" if it.modality_text else ""
        tree = Tree(Text.assemble((it.claim, "bold"), role, (f" [{it.id}]", _QUIET)), guide_style=_QUIET)
        self._grow(tree, it.rule)
        for misreading in it.known_misreadings:
            tree.add(Text(f"{self.say('l_misreading')}: {misreading}", _QUIET))
        return self._cited(tree, it.citation)

    def _grow(self, tree: Tree, rule: RuleText) -> None:
        text = Text(rule.text)
        if rule.criterion:
            text.append(f" [{rule.criterion}]", _QUIET)
        branch = tree.add(text)
        for member in rule.members:
            self._grow(branch, member)

    def _cited(self, tree: Tree, it: CitationText) -> Padding:
        source = source_text(it)
        if it.quote:
            tree.add(Text(f"«{it.quote}» {source}", f"italic {_QUIET}"))
        elif source:
            tree.add(Text(f"{self.say('c_source')}: {source}", _QUIET))
        return Padding(tree, (0, 2, 1, 2), expand=False)

    def _indicators(self) -> RenderableType:
        rows = ((it.title, it.id, it.values, ", ".join(self._marks(it)) or "–") for it in self.page.indicators)
        return self._table(("c_indicator", "c_id", "c_values", "c_handling"), rows, ids=1)

    def _marks(self, it: IndicatorPage) -> Iterator[str]:
        if it.handling_text:
            yield it.handling_text
        if not it.changeable:
            yield self.say("unchangeable")

    def _sources(self) -> RenderableType:
        rows = (
            (it.title, it.reference or "–", it.published or "–", it.evidence_text or "–") for it in self.page.sources
        )
        return self._table(("c_title", "c_reference", "c_published", "c_source"), rows)

    def _table(self, headings: Iterable[str], rows: Iterable[Sequence[str]], ids: int | None = None) -> RenderableType:
        return table_of([self.say(it) for it in headings], rows, ids=ids)
