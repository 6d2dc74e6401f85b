"""Results as pictures: SVG with text, a title and a description, the same bytes for the same result.

Nothing is told by colour alone: intervals are lines, and each cell of a matrix holds its number.
"""

from __future__ import annotations

import html
import io
import re
from collections.abc import Callable
from typing import Any

from lagesbild_rules.errors import Place, Problem, QuestionError
from lagesbild_rules.explanation import Values
from lagesbild_rules.ruleset import Ruleset
from lagesbild_rules.study._agreement_model import Agreement
from lagesbild_rules.study._agreement_words import agreement_page
from lagesbild_rules.study._backtest_model import Backtest
from lagesbild_rules.study._figures import settle
from lagesbild_rules.study._phrases_agreement import ranged, told
from lagesbild_rules.text import Language

_INK = "#1a1a1a"
_LINE = "#005a9c"


def agreement_svg(found: Agreement, ruleset: Ruleset, language: Language, *, drawn: bool = False) -> str:
    """Return a picture of Krippendorff's alpha of each question, group and scale, with its interval.

    Letters are text, or shapes that need no typeface where they are to be *drawn*.
    """
    names = [row[0] for row in agreement_page(found, ruleset, language).tables[0].rows]
    shown = [(name, it) for name, it in zip(names, found.pairs, strict=True) if it.alpha is not None]
    described = "; ".join(
        f"{name} {ranged(it.alpha, it.alpha_low, it.alpha_high, language)}" for name, it in shown
    ) or told("undefined", language)

    def draw(figure: Any) -> None:
        axes = figure.add_subplot()
        for place, (_, it) in enumerate(shown):
            if it.alpha_low is not None and it.alpha_high is not None:
                axes.plot([it.alpha_low, it.alpha_high], [place, place], color=_LINE, linewidth=2)
            axes.plot([it.alpha], [place], "o", color=_INK)
        axes.set_yticks(range(len(shown)), [name for name, _ in shown])
        axes.invert_yaxis()
        axes.axvline(0, color=_INK, linewidth=0.8, linestyle=":")
        lows = [it.alpha_low if it.alpha_low is not None else it.alpha or 0.0 for _, it in shown]
        axes.set_xlim(min(-0.05, *(low - 0.05 for low in lows)) if lows else -0.05, 1.05)
        axes.set_xlabel(told("c_alpha", language))

    return _svg(
        told("plot_alpha", language),
        told("plot_alpha_desc", language, rows=described),
        (8.0, 1.2 + 0.35 * max(len(shown), 1)),
        draw,
        drawn,
    )


def backtest_svg(found: Backtest, language: Language, *, drawn: bool = False) -> str:
    """Return a picture of the matrix of each classification: the number of areas in each cell.

    Letters are as in ``agreement_svg``.
    """
    values, classes = Values(found.ruleset, language), found.classifications
    described = []
    for one in classes:
        published = [values.level(one.classification, it) for it in one.levels]
        for name, row in zip([*published, told("undecided", language)], one.matrix, strict=True):
            cells = ", ".join(f"{level} {number}" for level, number in zip(published, row, strict=True) if number)
            described.append(f"{name}: {cells or 0}")

    def draw(figure: Any) -> None:
        for place, one in enumerate(classes, 1):
            axes = figure.add_subplot(1, len(classes), place)
            most = max((number for row in one.matrix for number in row), default=0) or 1
            shades = [[number / most for number in row] for row in one.matrix]
            edges = [[at - 0.5 for at in range(size + 1)] for size in (len(one.levels), len(one.matrix))]
            axes.pcolormesh(*edges, shades, cmap="Blues", vmin=0, vmax=1.6, edgecolors="white")
            axes.invert_yaxis()
            axes.set_aspect("equal")
            for y, row in enumerate(one.matrix):
                for x, number in enumerate(row):
                    axes.text(x, y, str(number), ha="center", va="center", color=_INK)
            names = [values.level(one.classification, it) for it in one.levels]
            axes.set_xticks(range(len(names)), names, rotation=30, ha="right")
            axes.set_yticks(range(len(names) + 1), [*names, told("undecided", language)])
            axes.set_xlabel(told("c_published", language))
            axes.set_ylabel(told("c_computed", language))
            title = found.ruleset.classifications[one.classification].title.in_(language)
            axes.set_title(title or one.classification)

    size = (5.5 * max(len(classes), 1), 2.0 + 0.6 * max((len(it.matrix) for it in classes), default=1))
    rows = ". ".join(described)
    return _svg(told("plot_matrix", language), told("plot_matrix_desc", language, rows=rows), size, draw, drawn)


def _svg(title: str, description: str, size: tuple[float, float], draw: Callable[[Any], None], drawn: bool) -> str:
    """Return what *draw* draws as SVG, with a title and a description for those who do not see it."""
    try:
        import matplotlib as mpl
        from matplotlib.figure import Figure
    except ModuleNotFoundError:
        help = "install `lagesbild-rules[study]`"
        raise QuestionError([Problem(Place("plot"), "LR505", "a plot needs matplotlib", help)]) from None
    settings: Any = {"svg.hashsalt": "lagesbild", "font.size": 10, "font.family": "sans-serif"}
    # Text from users is never mathematics.
    settings |= {"svg.fonttype": "path" if drawn else "none", "text.parse_math": False}
    said = io.StringIO()
    with mpl.rc_context(settings):
        figure = Figure(figsize=size, layout="constrained")
        draw(figure)
        figure.suptitle(title)
        settle(figure)
        figure.savefig(said, format="svg", metadata={"Date": None, "Creator": None})
    inside = f"<title>{html.escape(title)}</title>\n <desc>{html.escape(description)}</desc>"
    return re.sub(r"(<svg [^>]*)>", lambda it: f'{it[1]} role="img">\n {inside}', said.getvalue(), count=1)
