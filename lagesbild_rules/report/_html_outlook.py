"""What an answer rests on and what could change it, in HTML: reasons, the contrary, the unknown, ways, readings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element

from lagesbild_rules.explanation import (
    BoundaryText,
    ChangeText,
    ClassText,
    EnvelopeText,
    FactText,
    OutcomeText,
    changes_text,
    phrase,
)
from lagesbild_rules.report._html_observations import fact_text, verdict
from lagesbild_rules.report._html_parts import Part, folded, items, pairs, section, tag
from lagesbild_rules.text import Language


def outlook(it: ClassText, titles: Mapping[str, str], language: Language) -> Iterator[Element]:
    """Yield what *it* rests on, what argues against, what is unknown, what would change it, and our readings."""
    id_ = f"class-{it.id}"
    yield section(f"{id_}-reasons", phrase("h_rests_on", language), *_reasons(it, titles), level=3)
    if it.against:
        told = items((one.text for one in it.against), "against")
        yield section(f"{id_}-against", phrase("h_against", language), told, level=3)
    yield from _unknown(it, id_, language)
    if it.boundaries:
        ways = [part for way in it.boundaries for part in _way(way, language)]
        yield section(f"{id_}-ways", phrase("h_boundaries", language), *ways, level=3)
    if it.envelope:
        yield section(f"{id_}-readings", phrase("h_envelope", language), *_readings(it.envelope), level=3)
    if it.grounding:
        said = verdict(it.grounding, language)
        yield section(f"{id_}-grounding", phrase("h_grounding", language), *said, level=3)


def _reasons(it: ClassText, titles: Mapping[str, str]) -> Iterator[Part]:
    yield tag("p", it.rests_on_text, class_="quiet" if it.rests_on else None)
    if it.rests_on:
        yield _facts(it.rests_on)
    others = items(", ".join(titles.get(id_, id_) for id_ in reason) for reason in it.other_reasons)
    if it.reasons_text and others is not None:
        yield folded([it.reasons_text], others)
    elif it.reasons_text:
        yield tag("p", it.reasons_text)


def _unknown(it: ClassText, id_: str, language: Language) -> Iterator[Element]:
    words = [tag("p", said) for said in (it.quickest_text, it.reachable_text) if said]
    if it.lacks or words:
        lacking = _facts(it.lacks) if it.lacks else None
        yield section(f"{id_}-lacks", phrase("h_lacks", language), lacking, *words, level=3)
    if it.indifferent:
        told = items(one.title for one in it.indifferent)
        yield section(f"{id_}-indifferent", phrase("h_indifferent", language), told, level=3)


def _facts(facts: list[FactText]) -> Element:
    return pairs(((it.title, fact_text(it)) for it in facts), "pairs facts")


def _way(way: BoundaryText, language: Language) -> Iterator[Part]:
    yield tag("p", way.text, class_="way")
    if all(len(changes) == 1 for changes in way.changes):
        yield items((changes_text(changes) for changes in way.changes), "plan")
    else:
        plans = [_plan(number, changes, language) for number, changes in enumerate(way.changes, 1)]
        yield tag("div", *plans, class_="plans")
    if way.note:
        yield tag("p", way.note, class_="quiet")


def _plan(number: int, changes: list[ChangeText], language: Language) -> Element:
    each = items((changes_text([change]) for change in changes), "plan")
    return tag("div", tag("p", phrase("one_way", language, n=number), class_="label"), each)


def _readings(it: EnvelopeText) -> Iterator[Part]:
    yield tag("p", it.text)
    if not it.robust:
        yield items((_outcome(outcome, it.combinations) for outcome in it.outcomes), "outcomes")
        yield items(change.text for change in it.changes)


def _outcome(it: OutcomeText, combinations: int) -> Element:
    bar = tag(
        "span",
        tag("span", style=f"width:{100 * it.combinations / combinations:.1f}%"),
        class_="bar",
        aria_hidden="true",
    )
    return tag("span", it.text, bar)
