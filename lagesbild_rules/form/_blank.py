"""What was left blank, and what the screening questions let be blank."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from lagesbild_rules.errors import Place
from lagesbild_rules.evaluation import assess
from lagesbild_rules.facts import FactSet, Observation, stated_fact
from lagesbild_rules.form._gates import gates
from lagesbild_rules.form._model import Blank, Form
from lagesbild_rules.truth import Truth


def blank(
    form: Form, observations: Sequence[Observation], left_out: Mapping[tuple[str, str], tuple[Place, ...]]
) -> Iterator[Blank]:
    """Yield every question that has no answer, and whether a gate that the form's own answers close lets it be so."""
    ruleset = form.ruleset
    by_area: dict[str, dict[str, Observation]] = {}
    for it in observations:
        by_area.setdefault(it.area, {})[it.indicator] = it
    for area in form.areas:
        said = by_area.get(area.id, {})
        facts = {id_: stated_fact(it, ruleset.indicators[id_].kind) for id_, it in said.items()}
        found = assess(ruleset, FactSet.of(area.id, ruleset.indicators, facts), as_of=form.valid_from)
        for id_ in ruleset.indicators:
            if id_ not in said:
                closed = any(found.truth(gate) is Truth.FALSE for gate in gates(ruleset)[id_])
                yield Blank(area.id, id_, closed, left_out.get((area.id, id_), ()))
