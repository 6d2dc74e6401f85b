"""Which rulesets a command is about: all of them, or those that were named."""

from __future__ import annotations

from pathlib import Path

import click

from lagesbild_rules.cli._options import Decorator
from lagesbild_rules.errors import CatalogueError, Place, Problem, quoted, suggestion
from lagesbild_rules.ruleset import catalogue, texts_in

targets_argument: Decorator = click.argument("targets", nargs=-1, metavar="[TARGETS]...")


def texts_of(targets: tuple[str, ...], folders: tuple[Path, ...]) -> list[Path]:
    """Return the files of the rulesets that *targets* name: ids, ``id@effective-from``, files or folders."""
    if not targets:
        return list(dict.fromkeys(it.path for it in catalogue(folders)))
    found: dict[Path, None] = {}
    problems: list[Problem] = []
    for target in targets:
        path = Path(target)
        if path.is_dir():
            found |= dict.fromkeys(texts_in(path))
        elif path.suffix in (".yaml", ".yml") or path.is_file():
            found[path] = None
        else:
            entries = catalogue(folders)
            named = [it.path for it in entries if target in (it.id, it.reference)]
            found |= dict.fromkeys(named)
            if not named:
                known = dict.fromkeys(name for it in entries for name in (it.id, it.reference))
                problems.append(
                    Problem(Place(target), "LR401", f"no ruleset {quoted(target)}", suggestion(target, known))
                )
    if problems:
        raise CatalogueError(problems)
    return list(found)
