"""What all areas of a picture have in common: criteria, limits and the ruleset, or how a list was published."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from lagesbild_rules.explanation import phrase, ruleset_page
from lagesbild_rules.picture import Picture, PictureSummary, picture_phrase, report_phrase
from lagesbild_rules.report._html_ledger import constants
from lagesbild_rules.report._html_parts import colophon, pairs, section, tag
from lagesbild_rules.report._html_ruleset import RulesetLayout
from lagesbild_rules.report._marks import lined
from lagesbild_rules.text import Language


def notices(summary: PictureSummary, language: Language) -> list[str]:
    """Return what a reader is told before all else: that it is a proposal, whose the readings are, who may read it."""
    if summary.picture.publication is not None:
        return [report_phrase("p_list", language)]
    inside = summary.audience == "internal"
    last = picture_phrase("audience_internal", language) if inside else report_phrase("p_open", language)
    return [report_phrase("p_proposal", language), report_phrase("p_readings", language), last]


def under(picture: Picture, language: Language) -> Iterator[Element]:
    """Yield what stands once for all areas of *picture*."""
    if picture.ruleset is not None:
        said = lined(ruleset_page(picture.ruleset, language))
        layout = RulesetLayout(said)
        yield section("criteria", report_phrase("p_criteria", language), *map(layout.criterion, said.criteria))
        if said.constants:
            yield section("thresholds", phrase("h_constants", language), constants(said.constants, language))
        levels = (layout.classification(it, level=3) for it in said.classifications)
        yield section("ruleset", report_phrase("p_ruleset", language), colophon(said.ruleset, language), *levels)
    it = picture.publication
    if it is not None:
        rows = [
            (phrase("c_title", language), it.title),
            (report_phrase("p_publisher", language), it.publisher),
            (report_phrase("p_reference", language), it.reference),
            (report_phrase("p_terms", language), it.terms.in_(language)),
            (report_phrase("p_note", language), it.note.in_(language)),
        ]
        shown = ((name, tag("span", lined(value))) for name, value in rows if value)
        yield section("publication", report_phrase("p_publication", language), pairs(shown))
