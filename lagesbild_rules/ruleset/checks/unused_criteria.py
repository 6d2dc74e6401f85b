"""RC02: a criterion that nothing rests on.

What it does
    Finds criteria that stand in no other ``when`` and in no level's ``supporting``.

Why it is unwise
    The criterion is computed and shown, but decides nothing and is shown beside no level: a reader cannot tell
    whether it was left out by mistake.

What to do
    Name it in the ``when`` of a level or of another criterion, list it as ``supporting`` of a level, or remove it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lagesbild_rules.errors import quoted
from lagesbild_rules.ruleset._circles import defined
from lagesbild_rules.ruleset._conditions import CriterionRef, walk
from lagesbild_rules.ruleset._model import Ruleset
from lagesbild_rules.ruleset.checks._model import Finding

CODE = "RC02"
_HELP = "name it in a `when`, list it as `supporting` of a level, or remove it"


def check(rulesets: Sequence[Ruleset]) -> Iterator[Finding]:
    for ruleset in rulesets:
        conditions = defined(ruleset.criteria, ruleset.classifications).values()
        used = {it.id for when in conditions if when for it in walk(when) if isinstance(it, CriterionRef)}
        for classification in ruleset.classifications.values():
            used.update(*(level.supporting for level in classification.levels))
        for id_, criterion in ruleset.criteria.items():
            if id_ not in used:
                yield Finding(criterion.place, CODE, f"nothing rests on the criterion {quoted(id_)}", _HELP)
