"""Sensitivity and attribution as pictures: SVG with text, title and description, the same bytes for the same result.

Nothing is told by colour: every bar bears its number.
"""

from __future__ import annotations

import html
import io
import re
from collections.abc import Sequence
from typing import Any, Final

from attrs import frozen

from lagesbild_rules.errors import Place, Problem, QuestionError
from lagesbild_rules.study._attribution import Attribution
from lagesbild_rules.study._attribution_sheet import edit_text
from lagesbild_rules.study._figures import settle
from lagesbild_rules.study._phrases_sensitivity import told
from lagesbild_rules.study._sensitivity import Sensitivity
from lagesbild_rules.study._sensitivity_sheets import SHOWN, fraction, percent
from lagesbild_rules.study._varied import Variations
from lagesbild_rules.text import Language

_INK: Final = "#1a1a1a"
_BAR: Final = "#7fa7cf"


@frozen
class _Bar:
    name: str
    length: float
    text: str
    interval: tuple[float, float] | None = None


@frozen
class _Panel:
    title: str
    axis: str
    bars: tuple[_Bar, ...]

    def told(self) -> str:
        """Return the panel as text."""
        return f"{self.title}: " + "; ".join(f"{it.name} {it.text}" for it in self.bars)


def sensitivity_svg(found: Sensitivity, language: Language) -> str:
    """Return a picture of how many areas each change moves, and of the areas that flip most often.

    Raises ``QuestionError`` where matplotlib is not installed.
    """
    panels = [
        panel
        for it in (found.readings, found.parameters, found.dropped)
        if it is not None and (panel := _variations(it, language))
    ]
    for part, many in (
        ("combinations", found.combinations and [(area, it) for area, it in found.combinations.areas]),
        ("assessors", found.assessors and [(area, shares[-1]) for area, shares in found.assessors.areas]),
    ):
        bars = [
            _Bar(area, it.value, percent(it.value, language), it.interval)
            for area, it in sorted(many or (), key=lambda it: -it[1].hits)[:SHOWN]
            if it.hits
        ]
        if bars:
            panels.append(_Panel(told(part, language), told("axis_flips", language), tuple(bars)))
    title = told("title", language, ruleset=found.ruleset.reference, part=", ".join(it.title for it in panels))
    return _svg(title, panels, language)


def _variations(it: Variations, language: Language) -> _Panel | None:
    bars = tuple(
        _Bar(
            f"{one.name}: {told(one.value, language) if it.part == 'dropped' else one.value}",
            len(one.moved),
            str(len(one.moved)),
        )
        for one in it.found
        if one.moved
    )
    return _Panel(told(it.part, language), told("axis_moved", language), bars) if bars else None


def attribution_svg(found: Attribution, language: Language) -> str:
    """Return a picture of how many areas each edit moves, with intervals where they were sampled.

    Raises ``QuestionError`` where matplotlib is not installed.
    """
    bars = []
    for edit, credits in zip(found.edits, found.credits, strict=True):
        it = credits[None, "moved"]
        interval = None if found.permutations is None else (it.low, it.high)
        bars.append(_Bar(edit_text(edit, language), float(it.value), fraction(it.value, language), interval))
    bars.sort(key=lambda it: -it.length)
    title = told("attribution", language, before=found.before.reference, after=found.after.reference)
    return _svg(title, [_Panel(title, told("axis_credit", language), tuple(bars))] if bars else [], language)


def _svg(title: str, panels: Sequence[_Panel], language: Language) -> str:
    try:
        import matplotlib as mpl
        from matplotlib.figure import Figure
    except ModuleNotFoundError:
        help = "install `lagesbild-rules[study]`"
        raise QuestionError([Problem(Place("plot"), "LR505", "a plot needs matplotlib", help)]) from None
    description = ". ".join(it.told() for it in panels) or told("nothing_moves", language)
    # No pyplot, whose figures are global; text from users is never mathematics.
    settings: Any = {"svg.hashsalt": "lagesbild", "svg.fonttype": "none", "text.parse_math": False}
    said = io.StringIO()
    with mpl.rc_context(settings):
        heights = [max(1, len(it.bars)) for it in panels] or [1]
        figure = Figure(figsize=(9, 1.0 + 0.9 * len(heights) + 0.3 * sum(heights)), layout="constrained")
        axes = figure.subplots(len(heights), 1, squeeze=False, height_ratios=heights)[:, 0]
        if not panels:
            axes[0].set_axis_off()
            axes[0].text(0.5, 0.5, description, ha="center", va="center")
        for axis, panel in zip(axes, panels, strict=False):
            _draw(axis, panel)
        settle(figure)
        figure.savefig(said, format="svg", metadata={"Date": None, "Creator": None})
    inside = f"<title>{html.escape(title)}</title>\n <desc>{html.escape(description)}</desc>"
    return re.sub(r"(<svg [^>]*)>", lambda it: f'{it[1]} role="img">\n {inside}', said.getvalue(), count=1)


def _draw(axis: Any, panel: _Panel) -> None:
    places = range(len(panel.bars))
    axis.barh(places, [it.length for it in panel.bars], color=_BAR, edgecolor=_INK, linewidth=0.6)
    for place, it in zip(places, panel.bars, strict=True):
        if it.interval is not None:
            axis.plot(it.interval, [place, place], color=_INK, linewidth=1.5)
        axis.annotate(
            it.text, (max(0.0, it.length, *(it.interval or ())), place), (4, 0), textcoords="offset points", va="center"
        )
    axis.set_yticks(places, [it.name for it in panel.bars])
    axis.invert_yaxis()
    axis.margins(x=0.12)
    axis.axvline(0, color=_INK, linewidth=0.8)
    axis.set_title(panel.title)
    axis.set_xlabel(panel.axis)
