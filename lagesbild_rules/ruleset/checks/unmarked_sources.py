"""RC12: a source without a mark of evidence.

What it does
    Finds sources that do not say how near they are to the original: ``evidence`` is missing.

Why it is unwise
    Every explanation shows how well a criterion is supported. A source without a mark leaves the reader to guess
    whether the publication itself was seen or a newspaper's account of it.

What to do
    Add ``evidence``: ``primary`` for the publication itself, ``secondary`` for a page that reproduces it, ``media``,
    ``derived`` for what was computed from it, ``inferred`` for what was concluded.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lagesbild_rules.errors import quoted
from lagesbild_rules.ruleset._model import Ruleset
from lagesbild_rules.ruleset.checks._model import Finding
from lagesbild_rules.ruleset.checks._places import where

CODE = "RC12"
_HELP = "add `evidence: primary`, `secondary`, `media`, `derived` or `inferred`"


def check(rulesets: Sequence[Ruleset]) -> Iterator[Finding]:
    for ruleset in rulesets:
        for source in ruleset.sources.values():
            if source.evidence is None:
                place = where(ruleset, "sources", source.id)
                yield Finding(place, CODE, f"the source {quoted(source.id)} has no mark of evidence", _HELP)
