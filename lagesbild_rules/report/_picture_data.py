"""The deep parts of every area's explanation as data inside the page: each text and each line once, whoever shares it.

Five hundred explanations laid out are some forty megabytes, nearly all of it repeated: the same claim, the same
condition with the same answer. So a text stands once in ``texts`` and a line (a step, a criterion, a fact, a level)
once in ``rows``, as numbers of the texts and rows in it; an area is a few rows. The page's script lays an area out when
it is opened. What the script shows besides, claims and citations, stands in the page once for all areas.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Final

from lagesbild_rules.explanation import (
    ClassText,
    CriterionText,
    Document,
    EnvelopeText,
    FactText,
    GroundingText,
    LevelText,
    StepText,
)

TRUTHS: Final = ("true", "false", "unknown")
STANDINGS: Final = ("class", "possible", "passed", "excluded")
NOTHING: Final = -1
"""Stands where there is no text or row."""
APART: Final = "; "
"""What stands between the parts of an observation's text; the script joins them by it again."""
Row = tuple["int | Row", ...]


class Pool:
    """Holds each text and each row once."""

    def __init__(self) -> None:
        self.texts: dict[str, int] = {}
        self.rows: dict[Row, int] = {}

    def text(self, it: str | None) -> int:
        return NOTHING if it is None else self.texts.setdefault(it, len(self.texts))

    def row(self, *parts: int | Row) -> int:
        return self.rows.setdefault(parts, len(self.rows))

    def area(self, it: Document) -> Row:
        """Return *it* as answers, criteria, facts with what is not disclosed, and the note on facts."""
        titles = {one.indicator: one.title for one in it.facts}
        return (
            self.row(*(self._answer(one, titles) for one in it.classifications)),
            self.row(*map(self._criterion, it.criteria)),
            self.row(*map(self._fact, it.facts)),
            self.row(*(self.row(self.text(one.title), self.text(one.text)) for one in it.withheld)),
            self.text(it.facts_note),
        )

    def _texts(self, each: Iterable[str]) -> Row:
        return tuple(map(self.text, each))

    def _answer(self, it: ClassText, titles: dict[str, str]) -> int:
        reasons = [self.text(", ".join(titles.get(id_, id_) for id_ in reason)) for reason in it.other_reasons]
        return self.row(
            self.text(it.reasons_text),
            self.row(*reasons),
            NOTHING if it.envelope is None or it.envelope.robust else self._envelope(it.envelope),
            NOTHING if it.grounding is None else self._grounding(it.grounding),
            self.row(*map(self._level, it.levels)),
        )

    def _envelope(self, it: EnvelopeText) -> int:
        outcomes = [self.row(self.text(one.text), one.combinations) for one in it.outcomes]
        return self.row(it.combinations, tuple(outcomes), self._texts(one.text for one in it.changes))

    def _grounding(self, it: GroundingText) -> int:
        each = () if it.on_nothing else (it.by_basis, it.by_grade)
        ways = (tuple(self.row(self.text(one.counts_text), self.text(one.outcome_text)) for one in by) for by in each)
        return self.row(self._texts(it.texts), *ways)

    def _level(self, it: LevelText) -> int:
        path = self._step(it.path) if it.path is not None and it.standing != "passed" else NOTHING
        return self.row(STANDINGS.index(it.standing), self.text(it.text), path)

    def _criterion(self, it: CriterionText) -> int:
        return self.row(TRUTHS.index(it.truth), self.text(it.mattered_text), self._step(it.step))

    def _step(self, it: StepText) -> int:
        """Return a step's row: truth, whether it is a comparison, text, criterion, thresholds, and its members."""
        return self.row(
            TRUTHS.index(it.truth),
            int(it.kind == "compare"),
            self.text(it.text),
            self.text(it.criterion),
            self._texts(it.thresholds),
            *map(self._step, it.members),
        )

    def _fact(self, it: FactText) -> int:
        # what several observations say in the same words (unit, grade, basis, note) stands once
        seen = [self.row(int(one.counts), *self._texts(one.text.split(APART))) for one in it.observations]
        return self.row(self.text(it.title), self.text(it.text), self.text(it.grounds_text), *seen)

    def json(self, **more: object) -> str:
        """Return all of it, and *more*, as JSON that can stand inside a page: nothing in it can end its element."""
        made = {**more, "texts": list(self.texts), "rows": list(self.rows)}
        return inside_page(json.dumps(made, ensure_ascii=False, separators=(",", ":")))


def inside_page(text: str) -> str:
    """Return JSON whose every `<`, `>` and `&`, and each line separator, is written as an escape.

    >>> inside_page('"</script><!-- &amp;"')
    '"\\\\u003c/script\\\\u003e\\\\u003c!-- \\\\u0026amp;"'
    """
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text
