"""Observations behind the facts, and the verdict by basis and by grade, in HTML."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from lagesbild_rules.explanation import Document, FactText, GroundingText, ObservationText, phrase
from lagesbild_rules.report._html_parts import Part, folded, items, table, tag
from lagesbild_rules.text import Language


def observations(document: Document, language: Language) -> Iterator[Element]:
    """Yield the facts that have observations, folded: each with those it rests on and those set aside."""
    behind = [it for it in document.facts if it.grounds_text is not None]
    if behind:
        yield tag("h3", phrase("h_observations", language))
    for it in behind:
        summary: list[Part] = [tag("h4", it.title), tag("span", fact_text(it), class_="standing")]
        yield folded(summary, tag("ul", *map(_one, it.observations), class_="observations"), class_="fact")


def fact_text(it: FactText) -> str:
    """Return what is known, with how many observations it rests on."""
    return f"{it.text} ({it.grounds_text})" if it.grounds_text else it.text


def _one(it: ObservationText) -> Element:
    return tag("li", it.text, class_=None if it.counts else "aside")


def verdict(it: GroundingText, language: Language) -> Iterator[Part]:
    """Yield whether the answer holds on register facts alone, without assessments and down to which grade."""
    yield items(it.texts)
    if not it.on_nothing:
        headings = [phrase(id_, language) for id_ in ("c_counted", "c_outcome")]
        for each in (it.by_basis, it.by_grade):
            yield table(headings, ((one.counts_text, one.outcome_text) for one in each))
