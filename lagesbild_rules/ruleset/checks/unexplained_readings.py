"""RC13: a reading without its reason.

What it does
    Finds readings without ``because``.

Why it is unwise
    A reading is a choice of ours where the source leaves a value open. Without a reason nobody can agree or
    disagree with it, and it passes for the source's own.

What to do
    Add ``because: {sv: …, en: …}``: what the source says, what it leaves open, and why this value.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lagesbild_rules.errors import quoted
from lagesbild_rules.ruleset._model import Ruleset
from lagesbild_rules.ruleset.checks._model import Finding
from lagesbild_rules.text import Text

CODE = "RC13"
_HELP = "add `because: {sv: …, en: …}`: what the source leaves open, and why this value"


def check(rulesets: Sequence[Ruleset]) -> Iterator[Finding]:
    for ruleset in rulesets:
        for reading in ruleset.readings.values():
            if reading.because == Text():
                yield Finding(reading.place, CODE, f"the reading {quoted(reading.id)} gives no reason", _HELP)
