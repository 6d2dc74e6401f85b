"""The sheet of definitions: what is tried, in the source's words, and which questions bear on it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from lagesbild_rules.form._hints import numbered
from lagesbild_rules.form._model import Form
from lagesbild_rules.form._phrases import phrase
from lagesbild_rules.ruleset import Citation, Condition
from lagesbild_rules.text import Text

_Look = Literal["header", "fixed", "question"]
_Row = tuple[tuple[str, _Look], ...]


def definitions(form: Form) -> Iterator[_Row]:
    """Yield the rows of the sheet: the levels of each classification, then the criteria."""
    columns = ("c_claim", "c_quote", "c_source", "c_questions", "c_modality", "c_misreadings")
    yield tuple((phrase(it, form.language), "header") for it in columns)
    for classification in form.ruleset.classifications.values():
        for level in classification.levels:
            title = phrase("level", form.language, title=_line(level.title, form) or level.id)
            claim = _line(level.claim, form)
            words = f"{title}. {claim}" if claim else title
            yield _row(form, words, level.citation, level.when)
    for it in form.ruleset.criteria.values():
        modality = phrase(f"m_{it.modality}", form.language) if it.modality else ""
        misread = " ".join(_line(each, form) for each in it.known_misreadings)
        yield _row(form, _line(it.claim, form) or it.id, it.citation, it.when, modality, misread)


def _row(
    form: Form, words: str, citation: Citation, when: Condition | None, modality: str = "", misread: str = ""
) -> _Row:
    quote = phrase("quote", form.language, text=" ".join(citation.quote.split())) if citation.quote else ""
    texts = (quote, _source(form, citation), numbered(form, when), modality, misread)
    return ((words, "question"), *((it or phrase("none", form.language), "fixed") for it in texts))


def _source(form: Form, citation: Citation) -> str:
    source = form.ruleset.sources.get(citation.source or "")
    parts = (source and source.title, source and source.reference, source and source.published, citation.locator)
    return ", ".join(" ".join(it.split()) for it in parts if it)


def _line(text: Text, form: Form) -> str:
    return " ".join(text.in_(form.language).split())
