"""RC11: a file that stands elsewhere than its id and period say.

What it does
    Compares the path of a text with ``<publisher>/<name>/<effective.from>.yaml``, where the folders are the parts
    of its id. A file outside a tree of rulesets is let be: one that stands neither in those folders, nor under a
    folder ``rulesets``, nor with the right name in a folder of its publisher.

Why it is unwise
    People and tools look a text up by its path. A text in another folder has other cases beside it, and a file
    named for another day is taken for another period.

What to do
    Move or rename the file, or mend ``id`` or ``effective.from``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from lagesbild_rules.errors import quoted
from lagesbild_rules.ruleset._model import Ruleset
from lagesbild_rules.ruleset.checks._model import Finding
from lagesbild_rules.ruleset.checks._places import text_of, where

CODE = "RC11"
_TREE = "rulesets"


def check(rulesets: Sequence[Ruleset]) -> Iterator[Finding]:
    for ruleset in rulesets:
        if text_of(ruleset) is None:
            continue
        path = Path(ruleset.place.path).resolve()
        wanted = ruleset.id.split(".")
        above = list(path.parent.parts)
        folders, above = above[-len(wanted) :], above[: -len(wanted)]
        named = path.stem in (str(ruleset.effective.from_), f"{ruleset.effective.from_}.v{ruleset.version}")
        right = folders == wanted
        if not (right or above[-1:] == [_TREE] or (len(wanted) > 1 and folders[:1] == wanted[:1] and named)):
            continue
        if not right:
            finding = f"the text of {quoted(ruleset.id)} stands in the folder {quoted('/'.join(folders))}"
            yield Finding(where(ruleset, "id"), CODE, finding, f"move it to {quoted('/'.join(wanted))}")
        if not named:
            from_ = ruleset.effective.from_
            finding = f"the text that is in force from {from_} stands in the file {quoted(path.name)}"
            yield Finding(where(ruleset, "effective", "from"), CODE, finding, f"name the file `{from_}.yaml`")
