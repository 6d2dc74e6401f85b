"""RC04: a criterion repeated under another name.

What it does
    Finds criteria of one text whose conditions are the same, up to the order of members and the way it is written.
    A criterion that refers to another by name is no repetition.

Why it is unwise
    What is one thing to the logic looks like two to a reader, counts twice in a list «at least k of», and is
    changed in one place and forgotten in the other.

What to do
    Keep one. Where the source says it twice, let one criterion refer to the other: ``when: the_other``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lagesbild_rules.errors import printable, quoted
from lagesbild_rules.ruleset._model import Criterion, Ruleset
from lagesbild_rules.ruleset.checks._model import Finding
from lagesbild_rules.ruleset.checks._same import Form, Forms

CODE = "RC04"


def check(rulesets: Sequence[Ruleset]) -> Iterator[Finding]:
    for ruleset in rulesets:
        forms = Forms(ruleset, follow=False)
        seen: dict[Form, Criterion] = {}
        for criterion in ruleset.criteria.values():
            form = forms.of(criterion.when)
            first = seen.setdefault(form, criterion)
            if first is not criterion and form[0] != "reference":
                line = f" in line {first.place.line}" if first.place.line else ""
                finding = f"the criterion {quoted(criterion.id)} repeats {quoted(first.id)}{line}"
                yield Finding(criterion.place, CODE, finding, f"keep one, or write `when: {printable(first.id)}`")
