"""RC09: a level that no area can ever have.

What it does
    Compares the conditions of each classification's levels, references followed. It finds two levels with the same
    condition, and a level whose condition holds only where that of a level above it holds too. What takes more than
    comparing the parts of the conditions is left to ``study``.

Why it is unwise
    The class is the most serious level that holds, so the milder of the two is never the answer: the ladder has
    fewer steps than it shows.

What to do
    Let the more serious level ask for something that the milder one does not, or remove one of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lagesbild_rules.errors import quoted
from lagesbild_rules.ruleset._model import Ruleset
from lagesbild_rules.ruleset.checks._model import Finding
from lagesbild_rules.ruleset.checks._same import Forms, implies

CODE = "RC09"


def check(rulesets: Sequence[Ruleset]) -> Iterator[Finding]:
    for ruleset in rulesets:
        forms = Forms(ruleset, follow=True)
        for classification in ruleset.classifications.values():
            ladder = [(level, forms.of(level.when)) for level in classification.levels if level.when]
            for position, (level, form) in enumerate(ladder):
                for above, other in ladder[position + 1 :]:
                    if not implies(form, other):
                        continue
                    never = f"so the class is never {quoted(level.id)}"
                    if form == other:
                        finding = f"{quoted(level.id)} and {quoted(above.id)} have the same condition, {never}"
                    else:
                        finding = f"{quoted(above.id)} holds wherever {quoted(level.id)} does, {never}"
                    help = f"let {quoted(above.id)} ask for something more, or remove one of them"
                    yield Finding(above.place, CODE, finding, help)
