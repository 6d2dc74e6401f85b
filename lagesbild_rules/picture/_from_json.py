"""A picture read back from the file ``picture.json`` in which it was kept."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final, TypeVar, cast, get_args

import attrs

from lagesbild_rules.day import as_day, as_time
from lagesbild_rules.errors import FactsError, LagesbildError, Place, Problem, QuestionError, quoted
from lagesbild_rules.facts import AREA_COLUMNS, Area
from lagesbild_rules.files import read_text
from lagesbild_rules.picture._decided import problems_of
from lagesbild_rules.picture._model import Decision, Ladder, Mark, Picture, PictureArea, Publication, Rung
from lagesbild_rules.ruleset import Certainty, Ruleset, logic_digest
from lagesbild_rules.text import Text

_DAYS: Final = ("valid_from", "valid_until")
FORMAT: Final = "lagesbild-picture/1"
_T = TypeVar("_T")


def read_picture(path: str | os.PathLike[str], *, ruleset: Ruleset | None = None) -> Picture:
    """Return the picture kept at *path*: its ladders, areas, levels and decisions, without facts or assessments.

    With *ruleset* the picture has to be made under that very logic, and is given the ruleset. Raises ``FactsError``
    with what first makes the file no picture, ``QuestionError`` when it was made under another ruleset.
    """
    shown, text = os.fspath(path), read_text(path, FactsError)
    try:
        found = _picture(_Object(json.loads(text), ""))
    except _Wrong as it:
        raise FactsError([_problem(shown, it.finding, it.help)]) from None
    except json.JSONDecodeError as it:
        at = Place(shown, it.lineno, it.colno)
        raise FactsError([Problem(at, "LR848", f"not JSON: {it.msg.lower()}", _HELP)]) from None
    except ValueError:  # what Python says of a whole number of thousands of digits
        raise FactsError([_problem(shown, "not a picture: a number is too long", _HELP)]) from None
    except RecursionError:
        raise FactsError([_problem(shown, "not a picture: nested too deep", _HELP)]) from None
    except LagesbildError as it:
        raise FactsError([_problem(shown, each.finding, each.help or _HELP) for each in it.problems]) from None
    if ruleset is None:
        return found
    if found.under is None or found.under.logic != logic_digest(ruleset):
        raise QuestionError([_other_ruleset(shown, found, ruleset)])
    return attrs.evolve(found, ruleset=ruleset)


_HELP: Final = "name the `picture.json` that `lagesbild picture` wrote, unchanged"


def _problem(shown: str, finding: str, help: str) -> Problem:
    return Problem(Place(shown), "LR848", finding, help)


def _other_ruleset(shown: str, found: Picture, ruleset: Ruleset) -> Problem:
    if found.under is None:
        made = "of a published list, under no ruleset"
    elif found.under.reference == ruleset.reference:
        made = f"under another text of {quoted(found.under.reference)}, version {found.under.version}"
    else:
        made = f"under {quoted(found.under.reference)}"
    finding = f"the picture was made {made}, not under {quoted(ruleset.reference)} version {ruleset.version}"
    return Problem(Place(shown), "LR849", finding, "ask with the ruleset it was made under, or make the picture anew")


class _Wrong(Exception):
    def __init__(self, finding: str, help: str = _HELP) -> None:
        super().__init__(finding)
        self.finding, self.help = finding, help


class _Object:
    """A JSON object whose values are taken by what they have to be; ``where`` says where it stands."""

    def __init__(self, value: object, where: str) -> None:
        if not isinstance(value, dict):
            said = "is missing" if value is None else "is no object"
            raise _Wrong(f"{quoted(where)} {said}" if where else "not a picture: no JSON object")
        self.value, self.where = value, where

    def at(self, key: str) -> str:
        return f"{self.where}.{key}" if self.where else key

    def take(self, key: str, kind: type[_T]) -> _T:
        found = self.value.get(key)
        if not isinstance(found, kind) or (isinstance(found, bool) and kind is int):
            raise _Wrong(f"{quoted(self.at(key))} is {'missing' if found is None else 'not what it has to be'}")
        return found

    def text(self, key: str) -> str | None:
        return None if self.value.get(key) is None else self.take(key, str)

    def day(self, key: str) -> date:
        try:
            return as_day(self.take(key, str))
        except QuestionError as it:
            raise _Wrong(f"{quoted(self.at(key))}: {it.problems[0].finding}") from None

    def object(self, key: str) -> _Object:
        return _Object(self.value.get(key), self.at(key))

    def objects(self, key: str) -> dict[str, _Object]:
        inner = self.object(key)
        return {name: inner.object(name) for name in inner.value}

    def list_of(self, key: str, make: Callable[[Any, str], _T]) -> list[_T]:
        return [make(it, f"{self.at(key)}[{number}]") for number, it in enumerate(self.take(key, list))]


def _picture(it: _Object) -> Picture:
    if it.value.get("format") != FORMAT:
        said = quoted(str(it.value.get("format")))
        raise _Wrong("not a picture: it has no `format`" if "format" not in it.value else f"a picture of format {said}")
    ladders = {name: _ladder(name, one) for name, one in it.objects("classifications").items()}
    areas = it.list_of("areas", lambda value, where: _area(_Object(value, where), ladders))
    ids = [one.id for one in areas]
    if len(set(ids)) < len(ids):
        raise _Wrong(f"the area {quoted(next(one for one in ids if ids.count(one) > 1))} stands twice")
    known = it.text("known_at")
    return Picture(
        it.take("name", str),
        it.day("as_of"),
        ladders,
        tuple(sorted(areas, key=lambda one: one.id)),
        known_at=None if known is None else as_time(known),
        publication=None if it.value.get("publication") is None else _publication(it.object("publication")),
        under=None if it.value.get("ruleset") is None else _mark(it.object("ruleset")),
    )


def _mark(it: _Object) -> Mark:
    texts = (it.take(key, str) for key in ("logic", "wording"))
    return Mark(it.take("id", str), it.day("effective_from"), it.take("version", int), *texts)


def _publication(it: _Object) -> Publication:
    certainty = it.take("certainty", str)
    if certainty not in get_args(Certainty):
        raise _Wrong(f"{quoted(it.at('certainty'))} is not what it has to be")
    return Publication(
        it.take("title", str),
        it.take("publisher", str),
        it.text("reference"),
        _text(it.object("terms")),
        _text(it.object("note")),
        it.text("via"),
        cast(Certainty, certainty),
    )


def _text(it: _Object) -> Text:
    return Text(it.text("sv"), it.text("en"))


def _ladder(name: str, it: _Object) -> Ladder:
    def rung(value: object, where: str) -> Rung:
        level = _Object(value, where)
        return Rung(level.take("id", str), _text(level.object("title")))

    levels = it.list_of("levels", rung)
    if not levels or len({one.id for one in levels}) < len(levels):
        raise _Wrong(f"{quoted(it.at('levels'))} is no ladder: it needs levels, each once")
    return Ladder(name, _text(it.object("title")), tuple(levels))


def _area(it: _Object, ladders: Mapping[str, Ladder]) -> PictureArea:
    said: dict[str, Any] = {key: it.text(key) for key in AREA_COLUMNS if key not in _DAYS}
    said |= {key: it.day(key) for key in _DAYS if it.value.get(key) is not None}
    area = Area(**{**said, "area": it.take("area", str)})
    possible: dict[str, tuple[str, ...]] = {}
    decisions: dict[str, Decision] = {}
    for name, one in it.objects("classifications").items():
        if name not in ladders:
            raise _Wrong(f"{quoted(one.where)} is no classification of the picture")
        possible[name] = _possible(one, ladders[name])
        if one.value.get("decision") is not None:
            decisions[name] = _decision(one.object("decision"), area.area, name, ladders)
    return PictureArea(area, possible, None, decisions, it.text("trend"))


def _possible(it: _Object, ladder: Ladder) -> tuple[str, ...]:
    levels = tuple(it.take("possible", list))
    order = [one.id for one in ladder.levels]
    if not levels or any(one not in order for one in levels) or list(levels) != [one for one in order if one in levels]:
        raise _Wrong(f"{quoted(it.at('possible'))} holds no levels of the ladder, mildest first")
    return levels


def _decision(it: _Object, area: str, name: str, ladders: Mapping[str, Ladder]) -> Decision:
    level, role = it.take("level", str), it.take("role", str)
    made = Decision(area, name, it.day("date"), level, role, it.text("motive"), it.text("second_approver"))
    for problem in problems_of(made, ladders):
        raise _Wrong(f"{quoted(it.where)}: {problem.finding}", problem.help or _HELP)
    return made
