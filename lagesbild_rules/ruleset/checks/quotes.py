"""RC07: a citation that cannot be looked up.

What it does
    Finds a quote without a locator, a quote or locator without a source, and a parameter without a source.

Why it is unwise
    Every value and every quoted word is to be found in its publication by somebody who doubts it. A parameter is
    what a source states; without one it is a choice of ours.

What to do
    Add ``source`` and ``locator``: the page, section or table where it stands. Make a parameter that no source
    states a reading.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lagesbild_rules.errors import Place, quoted
from lagesbild_rules.ruleset._model import Citation, Ruleset
from lagesbild_rules.ruleset.checks._model import Finding
from lagesbild_rules.ruleset.checks._places import where

CODE = "RC07"


def check(rulesets: Sequence[Ruleset]) -> Iterator[Finding]:
    for ruleset in rulesets:
        for path, what, citation, near in _citations(ruleset):
            if citation.source is None:
                given = "quote" if citation.quote else "locator" if citation.locator else None
                if given:
                    place = where(ruleset, *path, given, near=near)
                    finding = f"the {given} of {what} names no source"
                    yield Finding(place, CODE, finding, "add `source: …`, one of those under `sources`")
                elif path[0] == "parameters":
                    help = "add `source: …`, or make it a reading if no source states it"
                    yield Finding(where(ruleset, *path, near=near), CODE, f"{what} names no source", help)
            if citation.quote and not citation.locator:
                place = where(ruleset, *path, "quote", near=near)
                help = "add `locator: …`: the page, section or table where it stands"
                yield Finding(place, CODE, f"the quote of {what} has no locator", help)


def _citations(ruleset: Ruleset) -> Iterator[tuple[tuple[str | int, ...], str, Citation, Place]]:
    for parameter in ruleset.parameters.values():
        what = f"the parameter {quoted(parameter.id)}"
        yield ("parameters", parameter.id), what, parameter.citation, parameter.place
    for reading in ruleset.readings.values():
        yield ("readings", reading.id), f"the reading {quoted(reading.id)}", reading.citation, reading.place
    for criterion in ruleset.criteria.values():
        yield ("criteria", criterion.id), f"the criterion {quoted(criterion.id)}", criterion.citation, criterion.place
    for classification in ruleset.classifications.values():
        for position, level in enumerate(classification.levels):
            path = ("classifications", classification.id, "levels", position)
            yield path, f"the level {quoted(level.id)}", level.citation, level.place
