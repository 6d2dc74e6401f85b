"""A picture as tables for those who act on it: areas in their order, nothing ranked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

import attrs
from attrs import frozen

from lagesbild_rules.facts import Completeness
from lagesbild_rules.picture._model import PictureArea
from lagesbild_rules.picture._summary_model import Count, PictureSummary, Told
from lagesbild_rules.picture._words import Words
from lagesbild_rules.text import Language

Cell = str | int | None
PLACES: Final = ("name", "municipality_code", "municipality", "local_police_area", "police_area", "region")
_OF_CLASS: Final = (
    "",
    "level",
    "possible",
    "by",
    "proposed",
    "drivers",
    "driver_ids",
    "settled_by",
    "robust",
    "rests_on",
)
_INSIDE: Final = frozenset({"by", "proposed"})


@frozen
class PictureTable:
    """A table by its name: ``columns`` are for programs, ``headings`` for people, in the same order."""

    name: str
    title: str
    columns: tuple[str, ...]
    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def picture_tables(
    summary: PictureSummary, language: Language, *, changes: Mapping[str, str] | None = None
) -> tuple[PictureTable, ...]:
    """Return the tables of *summary*: areas, counts, what is open, completeness; decisions for the internal audience.

    *changes* tells of an area, by its id, how it stands against another picture.
    """
    words = Words(summary, language)
    made = [
        _areas(words, changes),
        _counts(words),
        _undecided(words),
        _completeness(words),
    ]
    return (*made, _decisions(words)) if summary.audience == "internal" else tuple(made)


def about(summary: PictureSummary, language: Language) -> tuple[str, ...]:
    """Return what has to be known of the tables, a sentence a line: what they rest on, and that nothing is ranked."""
    words, picture = Words(summary, language), summary.picture
    inside = summary.audience == "internal"
    lines = [
        words.say("title", as_of=picture.as_of, of=words.source()),
        *lead(words),
        words.say("counts_note"),
        words.say("about_drivers"),
        words.say("about_drivers_of" if inside else "about_drivers_open"),
        words.say("about_robust"),
        words.say("about_change"),
        words.say("completeness_note"),
    ]
    return tuple(lines if inside else [*lines, words.say("completeness_open_note"), words.say("settling_open_note")])


def lead(words: Words) -> Iterator[str]:
    """Yield what is said of the whole: the day, the ruleset or list, the audience, and that nothing is ranked."""
    it = words.picture
    yield words.say("lead_areas_1" if len(it.areas) == 1 else "lead_areas", n=len(it.areas), as_of=it.as_of)
    if it.under is not None:
        yield words.say("lead_ruleset", reference=it.under.reference, version=it.under.version)
    if it.known_at is not None:
        yield words.say("lead_known_at", known_at=it.known_at.isoformat().replace("+00:00", "Z"))
    if it.publication is not None:
        said = it.publication
        terms = said.terms.in_(words.language)
        yield words.say("lead_publication", title=said.title, publisher=said.publisher, terms=terms)
    else:
        yield words.say(f"audience_{words.summary.audience}")
        yield words.say("proposal")
    yield words.say("no_ranking")


def _table(words: Words, name: str, columns: dict[str, str], rows: Iterator[tuple[Cell, ...]]) -> PictureTable:
    return PictureTable(name, words.say(f"t_{name}"), tuple(columns), tuple(columns.values()), tuple(rows))


def _areas(words: Words, changes: Mapping[str, str] | None) -> PictureTable:
    inside = words.summary.audience == "internal"
    parts = [it for it in _OF_CLASS if inside or it not in _INSIDE]
    columns = {"area": words.say("c_area"), **{it: words.say(f"c_{it}") for it in PLACES}}
    for name in words.picture.ladders:
        title = words.classification(name)
        for part in parts:
            heading = words.say(f"c_class_{part}" if part else "c_class", title=title)
            columns[f"{name}.{part}" if part else name] = heading
    columns["change"] = words.say("c_change")

    def rows() -> Iterator[tuple[Cell, ...]]:
        for it in words.picture.areas:
            told = words.summary.told[it.id]
            classes: list[Cell] = []
            for name in words.picture.ladders:
                cells = _of_class(words, it, name, told[name]) if name in told else {}
                classes += [cells.get(part) for part in parts]
            places = [getattr(it.area, place) for place in PLACES]
            yield (it.id, *places, *classes, (changes or {}).get(it.id))

    return _table(words, "areas", columns, rows())


def _of_class(words: Words, it: PictureArea, name: str, told: Told) -> dict[str, Cell]:
    standing, brief = told.standing, told.brief
    by = "decision" if name in it.decisions else "computing" if it.assessment else "publication"
    cells: dict[str, Cell] = {
        "": words.standing(name, standing),
        "level": standing[0] if len(standing) == 1 else None,
        "possible": "; ".join(standing),
        "by": words.say(f"by_{by}"),
        "proposed": words.standing(name, it.possible[name]),
    }
    if told.settling is not None:
        cells["settled_by"] = words.indicators(told.settling.matters)
    if brief is not None:
        cells |= {
            "drivers": "; ".join(map(words.driver, brief.drivers)),
            "driver_ids": "; ".join(one.criterion for one in brief.drivers),
            "robust": words.say("yes" if brief.robust else "no"),
            "rests_on": "; ".join(map(words.reading, brief.rests_on)),
        }
    return cells


def _counts(words: Words) -> PictureTable:
    keys = ("classification", "counted", "grouping", "group", "level", "possible", "number")
    names = {"level": "c_level", "possible": "c_possible"}
    columns = {it: words.say(names.get(it, f"c_{it}")) for it in keys}

    def rows() -> Iterator[tuple[Cell, ...]]:
        for counted, counts in (("standing", words.summary.counts), ("proposed", words.summary.proposed)):
            for it in counts:
                head = (it.classification, words.say(f"counted_{counted}"), grouping(words, it), it.group)
                for level, number in it.levels.items():
                    yield (*head, words.level(it.classification, level), level, number)
                for possible, number in it.open.items():
                    yield (*head, words.standing(it.classification, possible), "; ".join(possible), number)

    return _table(words, "counts", columns, rows())


def grouping(words: Words, it: Count) -> str:
    """Return what *it* counts, as `by region`."""
    return words.say("all_areas" if it.grouping == "all" else f"by_{it.grouping}")


def _undecided(words: Words) -> PictureTable:
    keys = ("area", "name", "classification", "possible", "matters", "quickest")
    inside = words.summary.audience == "internal"
    columns = {it: words.say(f"c_{it}") for it in (*keys, "decided")[: None if inside else -1]}
    names = {it.id: it.area.name for it in words.picture.areas}

    def rows() -> Iterator[tuple[Cell, ...]]:
        for it in words.summary.undecided:
            row = (it.area, names[it.area], it.classification, words.levels(it.classification, it.possible))
            settles = it.settling
            matters = words.indicators(settles.matters) if settles else None
            quickest = [" + ".join(map(words.indicator, ids)) for ids in settles.quickest] if settles else []
            decided = words.level(it.classification, it.decided) if it.decided else None
            yield (*row, matters, f" {words.say('or')} ".join(quickest), decided)[: len(columns)]

    return _table(words, "undecided", columns, rows())


def _completeness(words: Words) -> PictureTable:
    keys = [it.name for it in attrs.fields(Completeness)]

    def rows() -> Iterator[tuple[Cell, ...]]:
        for it in words.summary.completeness:
            shown: dict[str, Cell] = {
                "indicator": it.indicator and words.indicator(it.indicator),
                "same_answer": it.same_answer and step(words, it.same_answer),
                "oldest": str(it.oldest) if it.oldest else None,
            }
            yield tuple(shown[key] if key in shown else getattr(it, key) for key in keys)

    return _table(words, "completeness", {it: words.say(f"c_{it}") for it in keys}, rows())


def step(words: Words, id: str) -> str:
    """Return the title of the step *id* of a scale of the ruleset."""
    ruleset = words.picture.ruleset
    scales = ruleset.scales.values() if ruleset else ()
    titles = [it.titles[id].in_(words.language) for it in scales if id in it.steps and id in it.titles]
    return titles[0] if titles else id


def _decisions(words: Words) -> PictureTable:
    keys = ("area", "name", "classification", "proposed", "decided", "difference")
    more = ("date", "role", "second_approver", "motive")
    names = {it.id: it.area.name for it in words.picture.areas}

    def rows() -> Iterator[tuple[Cell, ...]]:
        for it in words.summary.decisions:
            said = it.decision
            name = said.classification
            proposed, decided = words.standing(name, it.proposed), words.level(name, said.level)
            yield (
                *(said.area, names[said.area], name, proposed, decided, words.say(it.towards)),
                *(str(said.date), said.role, said.second_approver, said.motive),
            )

    return _table(words, "decisions", {it: words.say(f"c_{it}") for it in (*keys, *more)}, rows())
