"""RC03: periods that overlap or leave a gap.

What it does
    Compares the periods of the texts of one id that are in force or repealed.

Why it is unwise
    On a day in two periods no text can be chosen; on a day in a gap none is there.

What to do
    End each period with ``until`` on the day on which the next begins.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from lagesbild_rules.ruleset._model import Ruleset
from lagesbild_rules.ruleset.checks._model import Finding

CODE = "RC03"


def check(rulesets: Sequence[Ruleset]) -> Iterator[Finding]:
    chosen = [it for it in rulesets if it.status in ("in_force", "repealed")]
    ordered = sorted(chosen, key=lambda it: (it.id, it.effective.from_))
    for id_, texts in groupby(ordered, key=lambda it: it.id):
        for earlier, later in pairwise(texts):
            until, from_ = earlier.effective.until, later.effective.from_
            if until is None or until > from_:
                finding = f"the period {earlier.effective} of `{id_}` overlaps that of {later.reference}"
                yield Finding(earlier.place, CODE, finding, f"write `until: {from_}`")
            elif until < from_:
                finding = f"no text of `{id_}` is in force from {until} to {from_}"
                yield Finding(earlier.place, CODE, finding, f"write `until: {from_}`, or say in the text why")
