"""What the commands of ``study`` that draw intervals share: seed, resamples, plot, and how reports are written."""

from __future__ import annotations

from pathlib import Path

import click

from lagesbild_rules.cli._options import Decorator, output
from lagesbild_rules.errors import Place, Problem, QuestionError, quoted
from lagesbild_rules.report import report_markdown
from lagesbild_rules.study import ReportPage

seed_option: Decorator = click.option(
    "--seed", type=click.IntRange(min=0), default=0, show_default=True, help="The same seed draws the same intervals."
)
resamples_option: Decorator = click.option(
    "--resamples",
    type=click.IntRange(1, 1_000_000),
    default=2000,
    show_default=True,
    help="How many times areas are drawn anew for the intervals.",
)
plot_option: Decorator = click.option(
    "--plot", metavar="FILE", type=click.Path(path_type=Path), help="Draw it too, as SVG in FILE."
)


def words_of(texts: tuple[str, ...], option: str) -> dict[str, str]:
    """Return the pairs that *texts*, each `one=other`, are; raises ``QuestionError`` for those that are none."""
    problems = []
    found: dict[str, str] = {}
    for text in texts:
        left, sign, right = text.rpartition("=")
        if not sign or not left.strip() or not right.strip():
            help = f"write `{option} {'NAME=ID,ID' if option == '--group' else 'ONE=OTHER'}`"
            problems.append(Problem(Place(option), "LR757", f"{quoted(text)} is not two words joined by `=`", help))
        elif left.strip() in found:
            finding = f"{quoted(left.strip())} is given twice"
            problems.append(Problem(Place(option), "LR757", finding, "give it once"))
        else:
            found[left.strip()] = right.strip()
    if problems:
        raise QuestionError(problems)
    return found


def must_be_svg(plot: Path | None) -> None:
    """Raise ``QuestionError`` when *plot* is to be a file of another kind than SVG."""
    if plot is not None and plot.suffix.lower() != ".svg":
        finding = f"{quoted(plot.suffix)} is no kind of plot made here" if plot.suffix else "the plot has no ending"
        raise QuestionError([Problem(Place(str(plot)), "LR758", finding, "name a file that ends in `.svg`")])


def write_plot(plot: Path | None, text: str) -> None:
    """Write the picture *text* where one was asked for."""
    if plot is not None:
        with output(plot) as file:
            file.write(text)


def write_page(format_: str, out: Path | None, page: ReportPage) -> None:
    """Write *page* for people, as console text or markdown."""
    with output(out) as file:
        if format_ == "markdown":
            file.write(report_markdown(page))
        else:
            from lagesbild_rules.report._console_study_report import print_report  # rich is loaded only where it prints

            print_report(page, file)
