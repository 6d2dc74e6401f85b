"""Where something stands in the text of a ruleset, for what the model keeps no place of.

The file is read again, but only once a check has found something.
"""

from __future__ import annotations

from lagesbild_rules.errors import Place, RulesetError
from lagesbild_rules.files import read_text
from lagesbild_rules.ruleset import _yaml
from lagesbild_rules.ruleset._model import Ruleset


def where(ruleset: Ruleset, *path: str | int, near: Place | None = None) -> Place:
    """Return the place of the key or list member that *path* leads to, or of the last on the way that is there.

    Where the text cannot be read again it is *near*, else the place of the ruleset.
    """
    node = ruleset.derived(_root)
    if node is None:
        return near or ruleset.place
    found = node.place
    for step in path:
        match node, step:
            case _yaml.Mapping(items, keys), str() if step in items:
                node, found = items[step], keys[step]
            case _yaml.Sequence(items=members), int() if step < len(members):
                node = members[step]
                found = node.place
            case _:
                break
    return found


def text_of(ruleset: Ruleset) -> str | None:
    """Return the text of the file that *ruleset* was read from; ``None`` when there is none."""
    return ruleset.derived(_text)


def _text(ruleset: Ruleset) -> str | None:
    try:
        return read_text(ruleset.place.path, RulesetError, "max_ruleset_bytes")
    except RulesetError:
        return None


def _root(ruleset: Ruleset) -> _yaml.Node | None:
    text = text_of(ruleset)
    try:
        return None if text is None else _yaml.parse(text, ruleset.place.path, [])
    except RulesetError:
        return None
