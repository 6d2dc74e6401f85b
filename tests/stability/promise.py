"""What `docs/explanation/stability.md` promises, read from the library as it is; ``python -m tests.stability.promise``.

The promise is kept in `promise.json` beside this file. The command writes it anew: do that for what is new, and for
what goes only when a release has warned of it.
"""

from __future__ import annotations

import inspect
import json
from collections.abc import Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any, Final

import click

import lagesbild_rules
from lagesbild_rules.cli import lagesbild
from lagesbild_rules.cli._log_kept import commands_of
from lagesbild_rules.errors import CODES

KEPT: Final = Path(__file__).with_name("promise.json")
PACKAGE: Final = Path(lagesbild_rules.__path__[0])
ROOMS: Final = sorted(it.parent.name for it in PACKAGE.glob("*/__init__.py"))
READ: Final = frozenset({"ruleset", "cases", "facts-row", "observation-row"})
"""Schemas of what others write and we read: a field that becomes required breaks them, elsewhere one that goes."""

Promise = dict[str, dict[str, list[str]]]
"""For each kind of promise, what is named, and what is promised of it."""


def now() -> Promise:
    """Return what could be promised of the library as it is."""
    return {
        "names": dict(sorted(_names())),
        "schemas": dict(sorted(_schemas())),
        "commands": {path: _parameters(it) for path, it in sorted(commands_of(lagesbild))},
        "error codes": {code: [title] for code, title in CODES.items()},
    }


def _names() -> Iterator[tuple[str, list[str]]]:
    for room in ("", *ROOMS):
        module = import_module(f"lagesbild_rules.{room}" if room else "lagesbild_rules")
        for name in module.__all__:
            yield f"{module.__name__}.{name}", _signature(getattr(module, name))


def _signature(it: Any) -> list[str]:
    """Return the parameters of what can be called, in order: `name`, `name=` with a default, `*` before keywords."""
    if not callable(it):
        return []
    try:
        parameters = inspect.signature(it).parameters.values()
    except (TypeError, ValueError):
        return []
    found, star = [], False
    for one in parameters:
        if one.kind is one.KEYWORD_ONLY and not star:
            found.append("*")
            star = True
        star = star or one.kind is one.VAR_POSITIONAL
        mark = {one.VAR_POSITIONAL: "*", one.VAR_KEYWORD: "**"}.get(one.kind, "")
        found.append(f"{mark}{one.name}{'=' if one.default is not one.empty else ''}")
    return found


def _schemas() -> Iterator[tuple[str, list[str]]]:
    for path in PACKAGE.glob("schemas/*.schema.json"):
        name = path.name.removesuffix(".schema.json")
        yield name, sorted(_required(json.loads(path.read_text(encoding="utf-8")), ""))


def _required(node: Any, pointer: str) -> Iterator[str]:
    if isinstance(node, Mapping):
        if isinstance(node.get("required"), list):
            yield from (f"{pointer}/{it}" for it in node["required"])
        for key, it in node.items():
            yield from _required(it, f"{pointer}/{key}")
    elif isinstance(node, list):
        for index, it in enumerate(node):
            yield from _required(it, f"{pointer}/{index}")


def _parameters(command: click.Command) -> list[str]:
    own = [it for it in command.params if isinstance(it, click.Argument)]
    options = sorted(
        f"{opt}{'' if it.required else '='}"
        for it in command.params if isinstance(it, click.Option) for opt in (*it.opts, *it.secondary_opts)
    )  # fmt: skip
    return [*(f"{it.make_metavar(click.Context(command))}" for it in own), *options]


def broken(promised: Promise, found: Promise) -> list[str]:
    """Return every promise that *found* does not keep, each with what it was."""
    wrong = []
    for kind, named in promised.items():
        for name, was in named.items():
            if name not in found.get(kind, {}):
                wrong.append(f"{kind}: {name} is gone")
                continue
            rule = {"names": _breaks_call, "commands": _breaks_call, "schemas": _breaks_schema}.get(kind, _differs)
            if rule(name, was, found[kind][name]):
                wrong.append(f"{kind}: {name} was {was}, and is {found[kind][name]}")
    return wrong


def added(promised: Promise, found: Promise) -> list[str]:
    """Return what is there and not promised yet."""
    return [
        f"{kind}: {name}"
        for kind, named in found.items()
        for name, it in named.items()
        if promised.get(kind, {}).get(name) != it
    ]


def _differs(_: str, was: list[str], is_: list[str]) -> bool:
    return was != is_


def _breaks_call(_: str, was: list[str], is_: list[str]) -> bool:
    """Return whether a call that was right is wrong now: what is new must be optional, and come last."""
    cut = is_.index("*") if "*" in is_ else len(is_)
    before, after = was[: was.index("*")] if "*" in was else was, was[was.index("*") :] if "*" in was else []
    left = [it for it in is_[:cut] if it in before] == before and is_[: len(before)] == before
    kept = all(it in is_ or f"{it}=" in is_ for it in after)
    fresh = [it for it in is_ if it not in was and it.removesuffix("=") not in was]
    return not (left and kept and all(it.endswith("=") or it.startswith("*") for it in fresh))


def _breaks_schema(name: str, was: list[str], is_: list[str]) -> bool:
    return bool(set(is_) - set(was)) if name in READ else bool(set(was) - set(is_))


def kept() -> Promise:
    """Return what is promised."""
    promised: Promise = json.loads(KEPT.read_text(encoding="utf-8"))
    return promised


def written(promise: Promise) -> str:
    """Return *promise* as JSON, a line for each name."""
    kinds = []
    for kind, named in promise.items():
        lines = ",\n".join(f"  {json.dumps(name)}: {json.dumps(it, ensure_ascii=False)}" for name, it in named.items())
        kinds.append(f" {json.dumps(kind)}: {{\n{lines}\n }}")
    return "{\n" + ",\n".join(kinds) + "\n}\n"


if __name__ == "__main__":
    KEPT.write_text(written(now()), encoding="utf-8")
