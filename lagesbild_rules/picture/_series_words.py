"""From a series of pictures to the document that tells it in one language."""

from __future__ import annotations

import itertools
from collections import Counter

from lagesbild_rules.explanation import capital
from lagesbild_rules.picture._compare_phrases import joined, said
from lagesbild_rules.picture._comparison import ClassComparison
from lagesbild_rules.picture._comparison_document import ClassSeries, SeriesFlow, SeriesLevel, SeriesStep, SeriesText
from lagesbild_rules.picture._comparison_words import levels_text, picture_text
from lagesbild_rules.picture._model import Ladder
from lagesbild_rules.picture._series import Series
from lagesbild_rules.text import Language


def series_text(found: Series, language: Language = "sv") -> SeriesText:
    """Return *found* in words of *language*: numbers on each level, what happened between, and every flow."""
    pictures = [picture_text(it, language) for it in found.pictures]
    first, last = pictures[0].label, pictures[-1].label
    return SeriesText(
        language,
        said("series", language, first=first, last=last),
        [said("notice_standing", language), said("technical_note", language)],
        pictures,
        [_classification(found, id_, language) for id_ in found.pictures[0].ladders if _throughout(found, id_)],
    )


def _throughout(found: Series, id_: str) -> bool:
    """Return whether every step has the classification under this name."""
    return all(id_ in it.classifications and it.classifications[id_].rungs.after.id == id_ for it in found.steps)


def _classification(found: Series, id_: str, language: Language) -> ClassSeries:
    ladders = [it.ladders[id_] for it in found.pictures]
    steps = [it.classifications[id_] for it in found.steps]
    places = [(step, 0) for step in steps[:1]] + [(step, 1) for step in steps]
    levels = [
        SeriesLevel(
            level,
            title,
            [
                step.at(side, level) if _has(ladder, level) else None
                for (step, side), ladder in zip(places, ladders, strict=True)
            ],
        )
        for level, title in _every_level(ladders, language)
    ]
    undecided = [step.at(side, None) for step, side in places]
    if any(undecided):
        levels.append(SeriesLevel("", said("undecided", language), list(undecided)))
    on_list = [steps[0].total.before, *(it.total.after for it in steps)]
    names = [it.name for it in found.pictures]
    labels = [picture_text(it, language).label for it in found.pictures]
    flows = [
        flow for step, two in zip(steps, itertools.pairwise(names), strict=True) for flow in _flows(step, two, language)
    ]
    told = [
        SeriesStep(
            was,
            now,
            said("series_step", language, before=labels[place], after=labels[place + 1]),
            [step.total.before, step.total.after],
            step.total.technical,
            {moved: count for moved, count in step.counts.items() if count},
        )
        for place, (step, was, now) in enumerate(zip(steps, names, names[1:], strict=False))
    ]
    title = ladders[-1].title.in_(language) or id_
    return ClassSeries(id_, title, levels, on_list, told, flows, _described(levels, flows, names, labels, language))


def _has(ladder: Ladder, level: str) -> bool:
    return any(it.id == level for it in ladder.levels)


def _every_level(ladders: list[Ladder], language: Language) -> list[tuple[str, str]]:
    """Return every level of any ladder above the first, the most serious first."""
    order: list[str] = []
    titles: dict[str, str] = {}
    for ladder in ladders:
        place = 0
        for it in ladder.levels:
            titles[it.id] = it.title.in_(language) or it.id
            if it.id in order:
                place = order.index(it.id) + 1
            else:
                order.insert(place, it.id)
                place += 1
    first = {it.levels[0].id for it in ladders}
    return [(it, titles[it]) for it in reversed(order) if it not in first]


def _flows(step: ClassComparison, names: tuple[str, str], language: Language) -> list[SeriesFlow]:
    counted = Counter((it.was, it.now, it.moved) for it in step.changes)
    ladders = step.rungs.before, step.rungs.after

    def order(flow: tuple[object, ...]) -> tuple[object, ...]:
        return tuple(
            (levels is None, [-ladder.rank(one) for one in levels or ()])  # type: ignore[attr-defined]
            for ladder, levels in zip(ladders, flow[:2], strict=True)
        )

    return [
        SeriesFlow(
            *names,
            None if was is None else list(was),
            None if now is None else list(now),
            levels_text(ladders[0], was, language),
            levels_text(ladders[1], now, language),
            moved,
            counted[was, now, moved],
        )
        for was, now, moved in sorted(counted, key=order)
    ]


def _described(
    levels: list[SeriesLevel], flows: list[SeriesFlow], names: list[str], labels: list[str], language: Language
) -> str:
    """Return what the plot shows, in words: the numbers of each picture, and every flow that changes level."""
    parts = []
    for place, name in enumerate(names):
        counts = [f"{it.title} {it.areas[place]}" for it in levels if it.areas[place] is not None]
        moving = [it for it in flows if it.after == name and it.moved != "unchanged"]
        if place and moving:
            said_flows = [
                said("series_flow", language, n=it.changes, was=it.was_text, now=it.now_text) for it in moving
            ]
            parts.append(said("series_between", language, picture=labels[place], flows=joined(said_flows, language)))
        parts.append(said("series_column", language, picture=capital(labels[place]), levels=joined(counts, language)))
    return " ".join(parts)
