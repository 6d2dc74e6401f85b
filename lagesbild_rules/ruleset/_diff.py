"""From two rulesets to all that differs between them."""

from __future__ import annotations

from lagesbild_rules.ruleset._diff_fields import Fields
from lagesbild_rules.ruleset._diff_model import ASPECTS, RulesetDiff
from lagesbild_rules.ruleset._diff_moves import with_moves
from lagesbild_rules.ruleset._diff_names import find_names
from lagesbild_rules.ruleset._model import Ruleset


def diff(before: Ruleset, after: Ruleset) -> RulesetDiff:
    """Return all that differs between *before* and *after*: nothing when both digests are the same, else something.

    A change tells by ``logic`` whether it moves the logic digest; there is such a change exactly when that digest
    moved. What differs from *after* to *before* is the same, each change reversed.
    """
    names = find_names(before, after)
    changes = with_moves(tuple(Fields(before, after, names).changes()), before, after, names)
    return RulesetDiff(before, after, names, tuple(sorted(changes, key=lambda it: ASPECTS.index(it.aspect))))
