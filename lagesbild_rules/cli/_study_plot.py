"""What the commands of ``study`` that draw SVG share."""

from __future__ import annotations

from pathlib import Path

import click

from lagesbild_rules.cli._options import Decorator, output


def _ends_right(_: click.Context, __: click.Parameter, path: Path | None) -> Path | None:
    if path is not None and path.suffix.lower() != ".svg":
        raise click.BadParameter(f"{path.name!r} does not end in .svg")
    return path


svg_option: Decorator = click.option(
    "--plot",
    metavar="FILE.svg",
    type=click.Path(path_type=Path),
    callback=_ends_right,
    help="Draw it too, as SVG with a title and a description.",
)


def write_svg(path: Path, text: str) -> None:
    """Write the picture *text* to *path*."""
    with output(path) as file:
        file.write(text)
