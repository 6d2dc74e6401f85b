"""The deep parts of an explanation in HTML: level by level, every criterion, every threshold."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from lagesbild_rules.explanation import ConstantText, CriterionText, LevelText, StepText, phrase
from lagesbild_rules.report._html_parts import (
    STANDINGS,
    Part,
    cited,
    code,
    folded,
    items,
    mark,
    pairs,
    source_of,
    table,
    tag,
)
from lagesbild_rules.text import Language


class Ledger:
    """Lays out levels and criteria in *language*; a criterion that has its own entry is linked to it."""

    def __init__(self, criteria: list[CriterionText], language: Language) -> None:
        self.criteria, self.language = criteria, language
        self.known = {it.id for it in criteria}

    def levels(self, each: list[LevelText]) -> Iterator[Element]:
        """Yield each level, folded: how it stands, the path that makes it so, and the source's words."""
        for it in each:
            heading = tag("h4", mark(STANDINGS[it.standing], self.language, shown=False), " ", it.title)
            path = it.path if it.standing != "passed" else None
            inside = [
                tag("p", it.claim) if it.claim else None,
                self._steps(path, set()) if path is not None else None,
                cited(it.citation, self.language),
            ]
            summary: list[Part] = [heading, tag("span", it.text, class_="standing")]
            if any(part is not None for part in inside):
                yield folded(summary, *inside, class_=f"level {it.standing}")
            else:
                yield tag("div", *summary, class_=f"level {it.standing}")

    def entries(self) -> Iterator[Element]:
        """Yield how many criteria are met, not met and undecided, and then every one, folded."""
        counts = Counter(it.truth for it in self.criteria)
        truths = ("true", "false", "unknown")
        told = (tag("span", mark(truth, self.language), f" {counts[truth]}") for truth in truths)
        yield tag("p", *told, class_="counts")
        yield from map(self._entry, self.criteria)

    def _entry(self, it: CriterionText) -> Element:
        summary = [
            tag("h3", it.claim),
            tag("span", mark(it.truth, self.language), " ", tag("span", it.mattered_text), class_="standing"),
        ]
        rows = [
            ("c_id", code(it.id)),
            ("c_role", it.modality_text),
            ("l_asked_by", ", ".join(it.asked_by)),
            ("l_supports", ", ".join(it.supports)),
        ]
        inside = [
            self._steps(it.step, {it.id}),
            cited(it.citation, self.language),
            misreadings(it.known_misreadings, self.language),
            pairs(((phrase(id_, self.language), said) for id_, said in rows if said), "pairs notes"),
        ]
        return folded(summary, *inside, class_=f"criterion {it.truth} {it.mattered}", id=f"criterion-{it.id}")

    def _steps(self, step: StepText, seen: set[str]) -> Element:
        return tag("ul", self._step(step, seen), class_="steps")

    def _step(self, step: StepText, seen: set[str]) -> Element:
        """Return *step* with its members; what a criterion rests on is laid out where it stands first."""
        said: list[Part] = [mark(step.truth, self.language, shown=False), " ", *linked(step.text, step.thresholds)]
        if step.kind != "compare":
            said.append(tag("span", f" – {phrase(step.truth, self.language)}", aria_hidden="true", class_="truth"))
        if step.criterion:
            linked_to = f"#criterion-{step.criterion}" if step.criterion in self.known else None
            said += [" ", tag("a" if linked_to else "code", step.criterion, href=linked_to, class_="id")]
        known = step.criterion in seen
        seen |= {step.criterion} if step.criterion else set()
        members = [] if known else [self._step(member, seen) for member in step.members]
        return tag("li", tag("span", *said, class_="said"), tag("ul", *members) if members else None)


def misreadings(each: list[str], language: Language) -> Element | None:
    """Return known misreadings as a list; nothing when there are none."""
    name = f"{phrase('l_misreading', language)}: "
    return items((tag("span", tag("b", name), words) for words in each), "misread")


def linked(text: str, thresholds: list[str]) -> Iterator[Part]:
    """Yield *text* with each name of a threshold in it as a link to where its value is explained."""
    if not thresholds:
        yield text
        return
    for part in re.split(rf"\b({'|'.join(map(re.escape, thresholds))})\b", text):
        yield tag("a", part, href=f"#threshold-{part}", class_="id") if part in thresholds else part


def constants(each: list[ConstantText], language: Language) -> Element:
    """Return every parameter and reading: value, whose it is, other admissible values, and why."""
    headings = [phrase(it, language) for it in ("c_threshold", "c_value", "c_whose", "c_alternatives", "c_because")]
    return table(headings, map(_constant, each), [f"threshold-{it.id}" for it in each], "wide")


def _constant(it: ConstantText) -> tuple[Part, ...]:
    others, why = ", ".join(it.admissible), it.because or source_of(it.citation)
    return _name(it), it.value_text, it.whose_text, others or "–", why or "–"


def _name(it: ConstantText) -> Element:
    return code(it.id) if it.title == it.id else tag("span", it.title, " ", code(it.id))
