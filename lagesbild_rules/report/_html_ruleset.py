"""A ruleset's page as one HTML file, in the style of the explanations."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from lagesbild_rules.explanation import (
    ClassPage,
    CriterionPage,
    IndicatorPage,
    LevelPage,
    RulesetPage,
    RuleText,
    phrase,
)
from lagesbild_rules.report._html_ledger import constants, linked, misreadings
from lagesbild_rules.report._html_parts import (
    Part,
    cited,
    code,
    colophon,
    contents,
    folded,
    items,
    page,
    pairs,
    section,
    table,
    tag,
)
from lagesbild_rules.report._marks import lined
from lagesbild_rules.text import Language


def ruleset_html(page: RulesetPage) -> str:
    """Return *page* as one self-contained file: no script, no address outside it, the same bytes every time."""
    return RulesetLayout(lined(page)).whole()


class RulesetLayout:
    """Lays out a ruleset's page, and its parts for pages that hold them."""

    def __init__(self, page: RulesetPage) -> None:
        self.page = page
        self.language: Language = "sv" if page.language == "sv" else "en"

    def say(self, id: str) -> str:
        return phrase(id, self.language)

    def whole(self) -> str:
        it = self.page
        parts = [self.classification(each) for each in it.classifications]
        parts.append(section("criteria", self.say("h_criteria"), *map(self.criterion, it.criteria)))
        if it.constants:
            parts.append(section("thresholds", self.say("h_constants"), constants(it.constants, self.language)))
        parts += [self._indicators(), self._sources()]
        parts.append(section("ruleset", self.say("h_ruleset"), colophon(it.ruleset, self.language)))
        listed = [(each.get("id", ""), each[0].text or "") for each in parts]
        main = tag("main", *parts, id="content", tabindex="-1")
        return page(self.language, it.ruleset.title, self._head(), contents(self.language, listed), main)

    def _head(self) -> Element:
        it = self.page.ruleset
        period = f"{it.effective_from}–{it.effective_until or ''}"
        line = f", {self.say('l_version')} {it.version}, {it.status}, {period}"
        named = tag("p", code(f"{it.id}@{it.effective_from}"), line, class_="meta")
        return tag("header", tag("p", self.say("h_ruleset"), class_="label"), tag("h1", it.title), named)

    def classification(self, it: ClassPage, level: int = 2) -> Element:
        note = tag("p", f"{self.say('h_ladder')}.", class_="quiet")
        return section(
            f"class-{it.id}", it.title, note, *(self._level(one, level + 1) for one in it.levels), level=level
        )

    def _level(self, it: LevelPage, depth: int) -> Element:
        supporting = items(it.supporting)
        inside = [
            tag("p", it.claim) if it.claim else None,
            self._rules(it.rule) if it.rule else tag("p", self.say("l_mildest")),
            tag("p", f"{self.say('m_supporting')}:", class_="quiet") if supporting is not None else None,
            supporting,
            cited(it.citation, self.language),
        ]
        return folded([tag(f"h{depth}", it.title)], *inside, class_="level", open="")

    def criterion(self, it: CriterionPage) -> Element:
        role = tag("span", it.modality_text, class_="standing") if it.modality_text else None
        inside = [
            self._rules(it.rule),
            cited(it.citation, self.language),
            misreadings(it.known_misreadings, self.language),
            pairs([(self.say("c_id"), code(it.id))], "pairs notes"),
        ]
        return folded([tag("h3", it.claim), role], *inside, class_="criterion", id=f"criterion-{it.id}")

    def _rules(self, rule: RuleText) -> Element:
        return tag("ul", self._rule(rule), class_="steps rules")

    def _rule(self, rule: RuleText) -> Element:
        said: list[Part] = [*linked(rule.text, rule.thresholds)]
        if rule.criterion:
            said += [" ", tag("a", rule.criterion, href=f"#criterion-{rule.criterion}", class_="id")]
        members = tag("ul", *map(self._rule, rule.members)) if rule.members else None
        return tag("li", tag("span", *said, class_="said"), members)

    def _indicators(self) -> Element:
        headings = [self.say(it) for it in ("c_indicator", "c_values", "c_handling")]
        rows = (
            (
                tag("span", it.title, " ", code(it.id)),
                it.values,
                self._handling(it),
            )
            for it in self.page.indicators
        )
        return section("indicators", self.say("h_indicators"), table(headings, rows))

    def _handling(self, it: IndicatorPage) -> str:
        words = (it.handling_text, None if it.changeable else self.say("unchangeable"))
        return ", ".join(word for word in words if word) or "–"

    def _sources(self) -> Element:
        headings = [self.say(it) for it in ("c_title", "c_reference", "c_published", "c_source")]
        rows = (
            (it.title, it.reference or "–", it.published or "–", it.evidence_text or "–") for it in self.page.sources
        )
        return section("sources", self.say("h_sources"), table(headings, rows))
