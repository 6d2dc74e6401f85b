"""An explanation as one HTML file, for the screen and for paper."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from lagesbild_rules.explanation import ClassText, Document, LevelText, phrase
from lagesbild_rules.record import Receipt
from lagesbild_rules.report._html_ledger import Ledger, constants
from lagesbild_rules.report._html_observations import observations
from lagesbild_rules.report._html_outlook import outlook
from lagesbild_rules.report._html_parts import (
    STANDINGS,
    code,
    colophon,
    contents,
    mark,
    page,
    receipt_part,
    section,
    table,
    tag,
    with_receipt,
)
from lagesbild_rules.report._marks import lined
from lagesbild_rules.text import Language


def html(document: Document, receipt: Receipt | None = None) -> str:
    """Return *document* as one self-contained page: no script, no address outside it, the same bytes every time.

    Its *receipt* is embedded as JSON, with the digest of the page around it.
    """
    return with_receipt(_Layout(lined(document), receipt).whole(), receipt)


class _Layout:
    def __init__(self, document: Document, receipt: Receipt | None) -> None:
        self.document, self.receipt = document, receipt
        self.language: Language = "sv" if document.language == "sv" else "en"
        self.ledger = Ledger(document.criteria, self.language)
        self.titles = {it.indicator: it.title for it in document.facts}

    def say(self, id: str) -> str:
        return phrase(id, self.language)

    def whole(self) -> str:
        answers = [self._answer(it) for it in self.document.classifications]
        parts = [self._classification(it) for it in self.document.classifications]
        if self.document.criteria:
            parts.append(section("ledger", self.say("h_ledger"), *self.ledger.entries()))
        if self.document.constants:
            parts.append(
                section("thresholds", self.say("h_constants"), constants(self.document.constants, self.language))
            )
        parts.append(self._facts())
        if self.document.withheld:
            parts.append(self._withheld())
        parts.append(section("ruleset", self.say("h_ruleset"), colophon(self.document.ruleset, self.language)))
        if self.receipt is not None:
            parts.append(receipt_part(self.receipt, self.language))
        listed = [(it.get("id", ""), it[0].text or "") for it in parts]
        return page(
            self.language,
            self.document.title,
            self._head(),
            contents(self.language, listed),
            tag("main", *answers, *parts, id="content", tabindex="-1"),
            tag("footer", tag("p", self.document.proposal)),
        )

    def _head(self) -> Element:
        it = self.document.ruleset
        day = f"{self.say('l_as_of')} {self.document.as_of}. {self.say('h_ruleset')}: "
        return tag(
            "header",
            tag("p", it.title, class_="label"),
            tag("h1", self.document.title),
            tag(
                "p",
                day,
                code(f"{it.id}@{it.effective_from}"),
                f", {self.say('l_version')} {it.version}, {it.status}.",
                class_="meta",
            ),
            tag("p", self.document.proposal, class_="notice"),
            tag("p", self.document.audience_text, class_="notice") if self.document.audience_text else None,
        )

    def _answer(self, it: ClassText) -> Element:
        rungs = [self._rung(level, it) for level in reversed(it.levels)]
        ladder = tag("ol", *rungs, class_="ladder", aria_label=self.say("h_ladder"))
        return tag("div", tag("p", it.headline, class_="headline"), ladder, class_="answer")

    def _rung(self, it: LevelText, answer: ClassText) -> Element:
        """Return one level as the answer has it, which open facts alone may not show."""
        standing, text = it.standing, it.text
        if it.id == answer.level and standing != "class":
            standing, text = "class", f"{self.say('class')} {text}"
        elif it.id not in answer.possible and standing == "possible":
            standing = "unshown"
        sign = mark(STANDINGS[standing], self.language, shown=False) if standing in STANDINGS else None
        named = tag("span", sign, " ", tag("strong", it.title))
        return tag("li", named, tag("span", text, class_="standing"), class_=f"rung {standing}")

    def _classification(self, it: ClassText) -> Element:
        id_ = f"class-{it.id}"
        deep = section(f"{id_}-levels", self.say("h_levels"), *self.ledger.levels(it.levels), level=3)
        return section(id_, it.title, *outlook(it, self.titles, self.language), deep)

    def _facts(self) -> Element:
        rows = ((it.title, it.text) for it in self.document.facts)
        body = table([self.say("c_indicator"), self.say("c_known")], rows)
        note = tag("p", self.document.facts_note, class_="quiet") if self.document.facts_note else None
        return section("facts", self.say("h_facts"), body, note, *observations(self.document, self.language))

    def _withheld(self) -> Element:
        rows = ((it.title, it.text) for it in self.document.withheld)
        body = table([self.say("c_indicator"), self.say("c_handling")], rows)
        return section("withheld", self.say("h_withheld"), tag("p", self.say("withheld_note")), body)
