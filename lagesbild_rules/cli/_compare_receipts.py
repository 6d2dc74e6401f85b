"""The receipts of comparisons and series: what each picture was, and what descent was told by."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from attrs import frozen

from lagesbild_rules.canonical import Json, digest_of
from lagesbild_rules.cli._compare_pictures import Asked
from lagesbild_rules.cli._log_sources import file_digest
from lagesbild_rules.cli._study_receipts import asked_with, file_marks
from lagesbild_rules.explanation import Audience
from lagesbild_rules.facts import Handling
from lagesbild_rules.picture import PUBLISHED, Picture
from lagesbild_rules.picture.geo import Geometry, Ring, published_geometry
from lagesbild_rules.record import InputMark, Receipt, picture_receipt, study_receipt
from lagesbild_rules.ruleset import Ruleset
from lagesbild_rules.text import Language

COMPARE, SERIES = "compare", "compare --series"
SIDES = ("before", "after")
"""The roles of the pictures of a comparison; those of a series are `picture-1` and so on."""


@frozen
class Beneath:
    """What a comparison was asked with, apart from its pictures."""

    lineage: Path | None = None
    areas: Path | None = None
    geometry: tuple[str | None, str | None] = (None, None)
    column: str = "area"
    known_at: datetime | None = None
    skip_bad_rows: bool = False
    audience: Audience = "internal"
    unmarked: Handling = "restricted"


def compare_receipt(
    result: Json, asked: Sequence[Asked], pictures: Sequence[Picture], beneath: Beneath, language: Language
) -> Receipt:
    """Return the receipt of the comparison of two *pictures* that came to *result*.

    For the open audience it rests on nothing but what is open of either.
    """
    sides = list(zip(SIDES, asked, pictures, strict=True))
    drawn = dict(zip(("geometry_before", "geometry_after"), beneath.geometry, strict=True))
    inputs = [
        *(one for role, it, picture in sides for one in _marks(role, it, picture, beneath)),
        *file_marks(lineage=beneath.lineage, areas=beneath.areas),
        *(_geometry(role, it) for role, it in drawn.items() if it),
    ]
    return study_receipt(
        _rulesets(pictures),
        result,
        as_of=pictures[1].as_of,
        known_at=beneath.known_at,
        arguments=asked_with(
            COMPARE,
            language=language,
            **{role: it.word if it.is_list else it.kind for role, it, _ in sides},
            **{f"{role}_as_of": str(picture.as_of) for role, it, picture in sides if it.of_facts},
            **{role: it for role, it in drawn.items() if it and it.startswith(PUBLISHED)},
            area_column=beneath.column if any(drawn.values()) else None,
            skip_bad_rows=beneath.skip_bad_rows,
            unmarked=beneath.unmarked if beneath.audience == "open" else None,
        ),
        inputs=inputs,
        audience=beneath.audience,
    )


def series_receipt(
    result: Json, asked: Sequence[Asked], pictures: Sequence[Picture], lineage: Path | None, language: Language
) -> Receipt:
    """Return the receipt of the series of *pictures* that came to *result*."""
    beneath = Beneath()
    roles = [f"picture-{number}" for number in range(1, len(asked) + 1)]
    sides = list(zip(roles, asked, pictures, strict=True))
    inputs = [one for role, it, picture in sides for one in _marks(role, it, picture, beneath)]
    names = {role: it.word if it.is_list else it.kind for role, it, _ in sides}
    return study_receipt(
        _rulesets(pictures),
        result,
        as_of=pictures[-1].as_of,
        arguments=asked_with(SERIES, language=language, **names),
        inputs=[*inputs, *file_marks(lineage=lineage)],
    )


def told_digest(picture: Picture) -> str:
    """Return the digest over what *picture* makes public: its name, its day, and what stands for each area."""
    areas: list[Json] = [[it.id, {id_: list(it.standing(id_)) for id_ in it.possible}] for it in picture.areas]
    return digest_of({"name": picture.name, "as_of": str(picture.as_of), "areas": areas})


def _marks(role: str, it: Asked, picture: Picture, beneath: Beneath) -> Iterator[InputMark]:
    """Yield the mark of one side: of a list over what it tells, of a file over its bytes; of what is open alone."""
    if it.is_list:
        yield InputMark(role, told_digest(picture))
    elif beneath.audience == "internal":
        digest = file_digest(it.kept or Path(it.word))
        if digest is not None:
            yield InputMark(role, digest)
    elif picture.ruleset is not None and all(one.assessment for one in picture.areas):
        yield InputMark(role, _open_digest(picture, picture.ruleset, beneath))
    else:
        yield InputMark(role, told_digest(picture))


def _open_digest(picture: Picture, ruleset: Ruleset, beneath: Beneath) -> str:
    """Return the ``result_digest`` of the receipt that the open picture carries."""
    return picture_receipt(
        ruleset,
        (it.assessment for it in picture.areas if it.assessment),
        as_of=picture.as_of,
        known_at=picture.known_at,
        audience="open",
        unmarked=beneath.unmarked,
    ).result_digest


def _geometry(role: str, name: str) -> InputMark:
    if name.startswith(PUBLISHED):
        return InputMark(role, geometry_digest(published_geometry(name)))
    digest = file_digest(Path(name))
    assert digest is not None
    return InputMark(role, digest)


def geometry_digest(it: Geometry) -> str:
    """Return the digest over where the areas of *it* lie, to the centimetre."""
    return digest_of([[one.area, [list(map(_ring, part.rings)) for part in one.polygons]] for one in it])


def _ring(points: Ring) -> list[list[float]]:
    return [[round(east, 2), round(north, 2)] for east, north in points]


def _rulesets(pictures: Sequence[Picture]) -> list[Ruleset]:
    return [it.ruleset for it in pictures if it.ruleset is not None]
