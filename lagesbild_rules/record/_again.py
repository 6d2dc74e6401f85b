"""What a receipt is held to: its text, and the answer made again from facts; each made once for many receipts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from lagesbild_rules.day import as_day, as_time
from lagesbild_rules.errors import CatalogueError, Place, Problem, quoted
from lagesbild_rules.evaluation import Assessment, assess
from lagesbild_rules.facts import HANDLINGS, FactSet, Handling
from lagesbild_rules.record._carriers import Carried
from lagesbild_rules.record._from_assessments import PART, picture_receipt, receipt_of, receipts_of, study_facts
from lagesbild_rules.record._model import FactsMark, Receipt, RulesetMark
from lagesbild_rules.record._remade import Remade, Studies
from lagesbild_rules.ruleset import Ruleset, editions

Facts = Callable[[Ruleset, date, datetime | None], Sequence[FactSet]]
"""Reads facts of a ruleset's indicators: what held on a day, as it was known at a time."""


class Again:
    """Finds texts in *folders* and makes answers again from *facts*, and studies by *studies*."""

    def __init__(self, folders: tuple[Any, ...], facts: Facts | None, studies: Studies | None = None) -> None:
        self.folders, self.facts, self.studies = folders, facts, studies
        self._texts: dict[tuple[str, str], tuple[Ruleset, ...]] = {}
        self._assessed: dict[tuple[Any, ...], list[Assessment]] = {}
        self._marks: dict[tuple[Any, ...], dict[str, FactsMark]] = {}

    @property
    def reads(self) -> bool:
        """Whether there are facts to make answers from."""
        return self.facts is not None

    def text(self, mark: RulesetMark, path: str) -> Ruleset:
        """Return the text of which *mark* is, else the one most like it that begins on the same day.

        Raises ``CatalogueError`` when there is none.
        """
        key = mark.id, mark.effective_from
        if key not in self._texts:
            self._texts[key] = editions(*key, folders=self.folders)
        if not self._texts[key]:
            finding = f"no text of {quoted(mark.id)} that begins on {quoted(mark.effective_from)} is here"
            help = "name the folder that holds it with `--rulesets`"
            raise CatalogueError([Problem(Place(path), "LR401", finding, help)])
        return max(self._texts[key], key=lambda it: _likeness(RulesetMark.of(it), mark))

    def made(self, ruleset: Ruleset, it: Receipt, decided: Mapping[str, Mapping[str, str]]) -> Receipt | None:
        """Return the receipt that *it* would be by the facts here; nothing where they lack its area."""
        every, unmarked = self._assessments(ruleset, it), _unmarked(it)
        if it.kind == "picture":
            return picture_receipt(
                ruleset,
                _of_part(it, every),
                as_of=as_day(it.as_of),
                known_at=_moment(it),
                audience=it.audience,
                unmarked=unmarked,
                engine=it.engine,
                decided=decided,
                part=it.arguments.get(PART),
            )
        assert it.facts is not None
        area = it.facts.area.area if it.facts.area else ""
        own = next((one for one in every if one.area == area), None)
        if own is None:
            return None
        made = receipt_of(own, audience=it.audience, unmarked=unmarked, engine=it.engine, decided=decided.get(area, {}))
        if it.facts.areas == 1:
            return made
        key = *_question(ruleset, it), it.audience, unmarked
        if key not in self._marks:
            all_ = receipts_of(every, audience=it.audience, unmarked=unmarked)
            self._marks[key] = {one.area: mark.facts for one, mark in zip(every, all_, strict=True) if mark.facts}
        return made.with_facts(self._marks[key][area])

    def study_facts(self, ruleset: Ruleset, it: Receipt) -> FactsMark:
        """Return the mark of the facts here, as a study has it."""
        return study_facts(one.facts for one in self._assessments(ruleset, it))

    def study(self, found: Carried, texts: tuple[Ruleset, ...]) -> Remade:
        """Return the study in *found* made again of *texts*, as far as it can be."""
        return Remade() if self.studies is None else self.studies(found, texts)

    def _assessments(self, ruleset: Ruleset, it: Receipt) -> list[Assessment]:
        assert self.facts is not None
        key = _question(ruleset, it)
        if key not in self._assessed:
            day, moment = as_day(it.as_of), _moment(it)
            rows = self.facts(ruleset, day, moment)
            self._assessed[key] = [assess(ruleset, row, as_of=day, known_at=moment) for row in rows]
        return self._assessed[key]


def _of_part(it: Receipt, every: list[Assessment]) -> list[Assessment]:
    """Return those of *every* that *it* is of: all of them, but for a part of a picture."""
    if PART not in it.arguments or it.result is None:
        return every
    named = {one["area"] for one in it.result["areas"]}
    return [one for one in every if one.area in named]


def _question(ruleset: Ruleset, it: Receipt) -> tuple[Any, ...]:
    mark = RulesetMark.of(ruleset)
    return mark.logic, mark.wording, it.as_of, it.known_at


def _moment(it: Receipt) -> datetime | None:
    return None if it.known_at is None else as_time(it.known_at)


def _unmarked(it: Receipt) -> Handling:
    said = it.arguments.get("unmarked")
    return said if said in HANDLINGS else "restricted"


def _likeness(one: RulesetMark, mark: RulesetMark) -> tuple[bool, ...]:
    """Return how like two texts of one day are: equal digests count before an equal version."""
    return one.logic == mark.logic, one.wording == mark.wording, one.version == mark.version
