"""RC03: periods that overlap or leave a gap.

What it does
    Compares the periods of the texts of one id that are in force or repealed.

Why it is unwise
    On a day in two periods no text can be chosen; on a day in a gap none is there.

What to do
    End each period with ``until`` on the day on which the next begins, or add the text of the days between.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from lagesbild_rules.errors import quoted
from lagesbild_rules.ruleset._model import Ruleset
from lagesbild_rules.ruleset.checks._model import Finding
from lagesbild_rules.ruleset.checks._places import where

CODE = "RC03"


def check(rulesets: Sequence[Ruleset]) -> Iterator[Finding]:
    chosen = [it for it in rulesets if it.status in ("in_force", "repealed")]
    ordered = sorted(chosen, key=lambda it: (it.id, it.effective.from_))
    for _, group in groupby(ordered, key=lambda it: it.id):
        latest, *texts = group
        for later in texts:
            yield from _between(latest, later)
            ends, until = latest.effective.until, later.effective.until
            if ends is not None and (until is None or until > ends):
                latest = later


def _between(earlier: Ruleset, later: Ruleset) -> Iterator[Finding]:
    """Yield what is wrong from *earlier*, whose period ends last so far, to *later*."""
    until, from_ = earlier.effective.until, later.effective.from_
    place = where(earlier, "effective", "until" if until else "from")
    if until is None or until > from_:
        finding = f"the period {earlier.effective} of {quoted(earlier.id)} overlaps {later.effective}"
        same_day = "keep one of them in force, or let one begin later"
        yield Finding(place, CODE, finding, f"write `until: {from_}`" if earlier.effective.from_ < from_ else same_day)
    elif until < from_:
        finding = f"no text of {quoted(earlier.id)} is in force from {until} to {from_}"
        yield Finding(place, CODE, finding, f"write `until: {from_}`, or add the text of the days between")
