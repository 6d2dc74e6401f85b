"""The receipts of how a round stands, and of a unit's page: by whose answers, as they were known on which day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import attrs
from attrs import frozen

from lagesbild_rules.canonical import Json, digest_of
from lagesbild_rules.cli._study_receipts import asked_with
from lagesbild_rules.explanation import Audience
from lagesbild_rules.facts import FactSet, Handling, Observation
from lagesbild_rules.picture import Round, round_facts
from lagesbild_rules.record import FactsMark, InputMark, Receipt, study_facts, study_receipt

STATUS, UNIT = "round status", "round unit"


@frozen
class Looked:
    """A round with its answers, looked at on a day for an audience; and the round before, where one is told."""

    round: Round
    observations: tuple[Observation, ...]
    day: date
    audience: Audience = "internal"
    unmarked: Handling = "restricted"
    previous: tuple[Round, tuple[Observation, ...]] | None = None

    def facts(self, unit: str | None = None) -> FactsMark:
        """Return the mark of what the answers say of all areas, or of those of *unit*."""
        own = None if unit is None else set(self.round.unit(unit))
        rows = round_facts(self.round, self.observations, self.audience, self.unmarked, known_on=self.day)
        return self._mark(tuple(it for it in rows if own is None or it.area in own))

    def inputs(self) -> Iterator[InputMark]:
        """Yield what else is told: the changes until the day, which are not for everyone, and the round before."""
        if self.audience == "internal":
            yield InputMark("changes", self._changes())
        if self.previous is not None:
            rows = round_facts(*self.previous, self.audience, self.unmarked)
            yield InputMark("previous", self._mark(rows).root)

    def receipt(self, command: str, result: Json, unit: str | None = None) -> Receipt:
        """Return the receipt of what *command* told, of *unit* where it is about one."""
        made = study_receipt(
            [self.round.ruleset],
            result,
            as_of=self.round.as_of,
            arguments=asked_with(
                command,
                day=str(self.day),
                unit=unit,
                unmarked=self.unmarked if self.audience == "open" else None,
            ),
            inputs=self.inputs(),
            audience=self.audience,
        )
        return made.with_facts(self.facts(unit))

    def _mark(self, rows: tuple[FactSet, ...]) -> FactsMark:
        return study_facts(rows, self.audience)

    def _changes(self) -> str:
        told = [attrs.asdict(it) for it in self.round.changes if it.at.date() <= self.day]
        return digest_of([{**it, "at": it["at"].isoformat()} for it in told])
