"""Results as pictures: power of criteria, and regions of a difference, as bars."""

from __future__ import annotations

import io
import os
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any, Final

from lagesbild_rules.errors import Place, Problem, QuestionError, listed, quoted
from lagesbild_rules.explanation import Values
from lagesbild_rules.files import replacing
from lagesbild_rules.study._figures import settle
from lagesbild_rules.study._phrases import said
from lagesbild_rules.study._power import Powers
from lagesbild_rules.study._regions import LogicDiff
from lagesbild_rules.text import Language

PLOTS: Final[tuple[str, ...]] = (".svg", ".png", ".pdf")
"""The endings of pictures that are written."""
Panel = tuple[str, Sequence[str], Sequence[Sequence[Fraction]]]
"""A title, the names of its bars, and for each label a share for each name."""
_COLOURS: Final = ("#1f5a96", "#d98c21")
"""Told apart in grey and by most who see few colours."""


def power_plot(found: Powers, path: str | os.PathLike[str], language: Language) -> None:
    """Draw the power of every criterion, a panel for each classification, and write it to *path*.

    The same result gives the same bytes. Raises ``QuestionError`` for an ending that is not among ``PLOTS``, and where
    matplotlib is not installed.
    """
    _draw(*_power(found, language), Path(path))


def power_svg(found: Powers, language: Language) -> str:
    """Return the same picture as ``power_plot`` as the text of an SVG, its letters drawn."""
    written = io.StringIO()
    _draw(*_power(found, language), written)
    return written.getvalue()


def _power(found: Powers, language: Language) -> tuple[str, list[Panel], list[str]]:
    names = list(dict.fromkeys(it.classification for it in found.powers))
    criteria = list(dict.fromkeys(it.criterion for it in found.powers))
    labels = [said("c_banzhaf", language), *([said("c_in_cells", language)] if found.cells is not None else [])]
    panels: list[Panel] = []
    for name in names:
        own = [it for it in found.powers if it.classification == name]
        bars = [[it.banzhaf for it in own], [it.cells or Fraction(0) for it in own]][: len(labels)]
        panels.append((name, criteria, bars))
    return said("power", language, ruleset=found.ruleset.reference), panels, labels


def regions_plot(found: LogicDiff, path: str | os.PathLike[str], language: Language) -> None:
    """Draw the share of every region that was counted, a panel for each classification, and write it to *path*.

    As ``power_plot`` does.
    """
    panels = []
    for names in dict.fromkeys(it.classification for it in found.regions):
        own = [it for it in found.regions if it.classification == names and it.share is not None]
        levels = [
            f"{Values(found.before, language).level(names[0], it.before)} → "
            f"{Values(found.after, language).level(names[1], it.after)}"
            for it in own
        ]
        shares = [[it.share or Fraction(0) if it.same is same else Fraction(0) for it in own] for same in (True, False)]
        panels.append((names[1], levels, shares))
    title = f"{found.before.reference} → {found.after.reference}"
    _draw(title, panels, [said("same", language), said("other", language)], Path(path), beside=False)


def _draw(
    title: str,
    panels: Sequence[Panel],
    labels: Sequence[str],
    path: Path | io.StringIO,
    *,
    beside: bool = True,
) -> None:
    """Draw bars for each name of each panel: those of several labels *beside* each other, or in one place."""
    place, ending = (str(path), path.suffix.lower()) if isinstance(path, Path) else ("plot", ".svg")
    if ending not in PLOTS:
        finding = f"{quoted(Path(place).suffix)} is no kind of picture known here"
        raise QuestionError([Problem(Place(place), "LR007", finding, f"name it {listed(PLOTS)}")])
    try:
        import matplotlib as mpl
        from matplotlib.figure import Figure
    except ModuleNotFoundError:
        help = "install `lagesbild-rules[study]`"
        raise QuestionError([Problem(Place(place), "LR505", "a picture needs matplotlib", help)]) from None
    rows = max((len(names) for _, names, _ in panels), default=1)
    # No pyplot, whose figures are global; text from users is never mathematics.
    with mpl.rc_context({"svg.hashsalt": "lagesbild", "text.parse_math": False}):
        figure = Figure(figsize=(9, 1.2 + 0.38 * rows * max(1, len(panels))), layout="constrained")
        figure.suptitle(title)
        for axes, (name, names, bars) in zip(_axes(figure, len(panels)), panels, strict=True):
            height = 0.8 / len(bars) if beside else 0.8
            for number, (label, shares) in enumerate(zip(labels, bars, strict=True)):
                moved = (number - (len(bars) - 1) / 2) * height if beside else 0
                places = [place + moved for place in range(len(names))]
                widths = [float(it) * 100 for it in shares]
                axes.barh(places, widths, height, label=label, color=_COLOURS[number])
            axes.set_yticks(range(len(names)), names)
            axes.invert_yaxis()
            axes.set_title(name)
            axes.set_xlabel("%")
        handles, shown = figure.axes[0].get_legend_handles_labels() if panels else ([], [])
        figure.legend(handles, shown, loc="outside lower center", ncols=len(labels))
        dated: dict[str, Any] = {".svg": {"Date": None}, ".pdf": {"CreationDate": None}}
        _save(figure, path, ending, dated.get(ending))


def _axes(figure: Any, number: int) -> list[Any]:
    return list(figure.subplots(max(1, number), 1, squeeze=False)[:, 0][:number])


def _save(figure: Any, path: Path | io.StringIO, ending: str, metadata: dict[str, Any] | None) -> None:
    settle(figure)
    if isinstance(path, io.StringIO):
        figure.savefig(path, format="svg", metadata=metadata)
        return
    with replacing(path, QuestionError, binary=True) as file:
        figure.savefig(file, format=ending.removeprefix("."), metadata=metadata)
