"""What is written beside each shape: where the area belongs, its classes, and what the caller adds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Final, Literal

from lagesbild_rules.errors import Place, Problem, QuestionError, quoted
from lagesbild_rules.picture._model import Picture, PictureArea

Audience = Literal["internal", "open"]
Value = str | int | bool | Decimal | None
Columns = Mapping[str, Mapping[str, Value]]
"""Further columns: by name, the value of each area that has one."""

BELONGING: Final = (
    *("area", "name", "municipality_code", "municipality", "local_police_area", "police_area", "region"),
)


def columns_of(picture: Picture, audience: Audience = "internal", further: Columns | None = None) -> Columns:
    """Return the columns of *picture*: where each area belongs, and three or two for each classification.

    For `c` they are `c_level` (what was computed or published; empty when open), `c_possible` (all possible levels)
    and `c_decided` (what people decided). To the audience `open` only what is made public is told: the standing
    class in `c_level` and `c_possible`, and no *further* columns. Raises ``QuestionError`` for those, and for one of
    a name that is taken.
    """
    made: dict[str, dict[str, Value]] = {name: {} for name in BELONGING}
    for it in picture.areas:
        for name in BELONGING:
            made[name][it.id] = getattr(it.area, name)
        for classification in picture.ladders:
            for name, value in _classes(it, classification, audience):
                made.setdefault(name, {})[it.id] = value
    problems = list(_problems(made, audience, further or {}))
    if problems:
        raise QuestionError(problems)
    return {**made, **(further or {})}


def _classes(it: PictureArea, classification: str, audience: Audience) -> Iterator[tuple[str, Value]]:
    open_ = audience == "open"
    possible = it.standing(classification) if open_ else it.possible[classification]
    yield f"{classification}_level", possible[0] if len(possible) == 1 else None
    yield f"{classification}_possible", "; ".join(possible)
    if not open_:
        decision = it.decisions.get(classification)
        yield f"{classification}_decided", None if decision is None else decision.level


def _problems(made: Columns, audience: Audience, further: Columns) -> Iterator[Problem]:
    taken = {name.casefold() for name in made} | {"fid", "geom", "geometry", "id"}
    for name in further:
        place = Place("<columns>", None, name)
        if audience == "open":
            finding = f"the column {quoted(name)} is not told to the audience `open`"
            yield Problem(place, "LR869", finding, "leave it out, or write for `internal`")
        elif not name or name.casefold() in taken:
            yield Problem(place, "LR869", f"the name {quoted(name)} is taken", "give the column another name")
        taken.add(name.casefold())
