"""The tables of comparisons and series, alike in every format: headings, and rows of text."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from lagesbild_rules.picture import COMPARE_PHRASES, MOVED, ClassMoves, ClassSeries, PictureText, SeriesText, signed
from lagesbild_rules.text import Language


@frozen
class Grid:
    """A table: its headings and rows, the first cell of each row its heading."""

    headings: Sequence[str]
    rows: Sequence[Sequence[str]]


def words(id: str, language: Language) -> str:
    return COMPARE_PHRASES[id].in_(language)


def levels(it: ClassMoves, language: Language) -> Grid:
    """Return how many areas stand on each level, before and after."""
    headings = [words(id_, language) for id_ in ("c_level", "before", "after", "c_difference")]
    rows = [
        (
            one.title,
            _count(one.before),
            _count(one.after),
            "–" if one.before is None or one.after is None else signed(one.after - one.before),
        )
        for one in it.levels
    ]
    total = it.sum[0].number, it.sum[-1].number
    return Grid(
        headings, [*rows, (words("on_list", language), str(total[0]), str(total[1]), signed(total[1] - total[0]))]
    )


def sum_of(it: ClassMoves, language: Language) -> Grid:
    """Return the terms of the sum, each with its sign."""
    first, *steps, last = it.sum
    rows = [(first.title, str(first.number)), *((one.title, signed(one.number)) for one in steps)]
    return Grid([words("c_what", language), words("c_number", language)], [*rows, (last.title, str(last.number))])


def flows(it: ClassMoves, language: Language) -> Grid:
    """Return how many changes go from which levels to which."""
    headings = [words(id_, language) for id_ in ("before", "after", "c_number")]
    return Grid(headings, [(one.was_text, one.now_text, str(one.changes)) for one in it.flows])


def series_levels(document: SeriesText, it: ClassSeries, language: Language) -> Grid:
    """Return the number on each level in each picture."""
    headings = [words("c_level", language), *(_label(one) for one in document.pictures)]
    rows = [(one.title, *map(_count, one.areas)) for one in it.levels]
    return Grid(headings, [*rows, (words("on_list", language), *map(str, it.on_list))])


def series_steps(it: ClassSeries, language: Language) -> Grid:
    """Return what happened between the pictures: a column for each step, a row for each kind of change."""
    moves = [moved for moved in MOVED if any(moved in step.counts for step in it.steps)]
    headings = [words("c_what", language), *(step.label for step in it.steps)]
    rows = [(words(f"m_{moved}", language), *(str(step.counts.get(moved, 0)) for step in it.steps)) for moved in moves]
    technical = (words("series_technical", language), *(signed(step.technical) for step in it.steps))
    return Grid(headings, [*rows, technical])


def series_flows(it: ClassSeries, language: Language) -> Grid:
    """Return every flow between levels, a row for each pair of levels and a column for each step."""
    pairs = dict.fromkeys((one.was_text, one.now_text) for one in it.flows)
    counted = {(one.before, one.was_text, one.now_text): one.changes for one in it.flows}
    headings = [words("before", language), words("after", language), *(step.label for step in it.steps)]
    rows = [(was, now, *(str(counted.get((step.before, was, now), 0)) for step in it.steps)) for was, now in pairs]
    return Grid(headings, rows)


def about(it: PictureText) -> list[str]:
    """Return what is told of a picture, a line each."""
    return [line for line in (it.text, it.via and f"via {it.via}", it.note) if line]


def _label(it: PictureText) -> str:
    return it.label


def _count(number: int | None) -> str:
    return "–" if number is None else str(number)
