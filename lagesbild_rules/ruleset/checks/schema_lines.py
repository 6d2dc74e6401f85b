"""RC14: no line that names the schema.

What it does
    Looks for ``# yaml-language-server: $schema=…`` among the comments at the top of the file.

Why it is unwise
    With the line an editor completes keys and marks mistakes while the text is being written; without it they are
    found only when somebody runs a command.

What to do
    Write the line first in the file, with the path or address of ``ruleset.schema.json``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from lagesbild_rules.errors import Place
from lagesbild_rules.ruleset._model import Ruleset
from lagesbild_rules.ruleset.checks._model import Finding
from lagesbild_rules.ruleset.checks._places import text_of

CODE = "RC14"
_LINE = re.compile(r"\s*#\s*yaml-language-server:\s*\$schema=\S+\s*")
_HELP = "write `# yaml-language-server: $schema=…/ruleset.schema.json` as the first line"


def check(rulesets: Sequence[Ruleset]) -> Iterator[Finding]:
    for ruleset in rulesets:
        text = text_of(ruleset)
        if text is None:
            continue
        top = takewhile(lambda line: not line.strip() or line.lstrip().startswith("#"), text.splitlines())
        if not any(_LINE.fullmatch(line) for line in top):
            place = Place(ruleset.place.path, 1, 1)
            yield Finding(place, CODE, "no line at the top names the schema", _HELP)
