"""The page of the command line, made from the commands themselves."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import click

from lagesbild_rules.cli import lagesbild

PAGE = "docs/reference/cli.md"

_HEAD = """\
<!-- Made by tools/cli_pages.py from the commands; do not edit. -->
# Command line

What `--format` asks for alone goes to standard output; everything else goes to standard error.

| exit code | meaning |
| --- | --- |
| 0 | done; also when the reader of a pipe goes away |
| 1 | the answer is «no»: a check found something, a case failed |
| 2 | the input or the usage is wrong |
| 130 | interrupted (Ctrl-C) |
| 143 | asked to end (SIGTERM) |

`REF` names a ruleset: an id (the text in force on the day `--as-of`), `id@effective-from` (that text, whatever its
status and whatever the day), or the path of a file: anything that ends in `.yaml` or `.yml`, holds a `/`, or is a file.
"""


def files() -> dict[str, str]:
    """Return the text of the page under its path in the repository."""
    lines = [_HEAD]
    for path, it in _commands(lagesbild, "lagesbild"):
        lines += _section(path, it)
    return {PAGE: "\n".join(lines).rstrip("\n") + "\n"}


def _commands(it: click.Command, path: str) -> Iterator[tuple[str, click.Command]]:
    yield path, it
    if isinstance(it, click.Group):
        for name in sorted(it.list_commands(click.Context(it))):
            inner = it.get_command(click.Context(it), name)
            assert inner is not None
            yield from _commands(inner, f"{path} {name}")


def _section(path: str, it: click.Command) -> Iterator[str]:
    yield f"## `{path}`\n"
    yield f"{_escaped(' '.join((it.help or '').split()))}\n"
    if isinstance(it, click.Group):
        yield from (
            f"- [`{path} {name}`](#{path.replace(' ', '-')}-{name})"
            for name in sorted(it.list_commands(click.Context(it)))
        )
        yield ""
        shared = [each for each in it.params if isinstance(each, click.Option) and each.envvar]
        if shared:
            yield "Options before the name of a command, which the environment may give too:\n"
            yield "| option | environment | value | default | meaning |"
            yield "| --- | --- | --- | --- | --- |"
            for each in shared:
                option, *rest = _row(each)
                yield f"| {' | '.join((option, f'`{each.envvar}`', *rest))} |"
            yield ""
        return
    arguments = [each for each in it.params if isinstance(each, click.Argument)]
    words = [path, "[OPTIONS]", *(each.make_metavar(click.Context(it)) for each in arguments)]
    yield f"Usage: `{' '.join(words)}`\n"
    yield "| option | value | default | meaning |"
    yield "| --- | --- | --- | --- |"
    for each in it.params:
        if isinstance(each, click.Option):
            yield f"| {' | '.join(_row(each))} |"
    yield ""


def _row(it: click.Option) -> Iterator[str]:
    repeated = ", may be repeated" if it.multiple else ""
    yield ", ".join(f"`{name}`" for name in (*it.opts, *it.secondary_opts))
    yield f"{_value(it)}{repeated}"
    text = " ".join((it.help or "").split())
    said, _, default = text.partition("[default: ")
    yield _escaped(default.rstrip("]")) if default else "**required**" if it.required else _default(it)
    yield _escaped(said.strip().removesuffix("; may be repeated.")) or "–"


def _value(it: click.Option) -> str:
    if it.is_flag:
        return "–"
    if isinstance(it.type, click.Choice):
        return ", ".join(f"`{word}`" for word in it.type.choices)
    return f"`{it.metavar or it.type.name}`"


def _default(it: click.Option) -> str:
    default: Any = it.default
    return f"`{default}`" if it.show_default and isinstance(default, str) else "–"


def _escaped(text: str) -> str:
    return text.replace("|", "\\|").replace("[", "\\[")
