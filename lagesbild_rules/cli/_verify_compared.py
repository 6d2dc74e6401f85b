"""Comparisons and series made again from published lists by name, and from the files that are given."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from attrs import evolve, frozen

from lagesbild_rules.canonical import Json
from lagesbild_rules.cli._compare import proposed_by
from lagesbild_rules.cli._compare_pictures import Asked, Settings, one_picture, two_pictures
from lagesbild_rules.cli._compare_receipts import SIDES, Beneath, compare_receipt, series_receipt
from lagesbild_rules.day import as_time
from lagesbild_rules.facts import HANDLINGS, Handling, read_areas, read_lineage
from lagesbild_rules.picture import (
    PUBLISHED,
    compare,
    comparison_text,
    series,
    series_text,
)
from lagesbild_rules.record import Receipt, Remade
from lagesbild_rules.report import comparison_data
from lagesbild_rules.ruleset import Ruleset
from lagesbild_rules.text import Language


@frozen
class Given:
    """What is given to make an answer again: inputs by their roles, and the table of areas."""

    inputs: Mapping[str, Path] = {}
    areas: Path | None = None

    def lacks(self, it: Receipt) -> bool:
        """Return whether a file that *it* rests on is not given; a published list comes with the library."""
        return any(
            mark.role not in self.inputs and not it.arguments.get(mark.role, "").startswith(PUBLISHED)
            for mark in it.inputs
        )

    def asked(self, it: Receipt, role: str, letter: str, texts: list[Ruleset]) -> Asked:
        """Return the picture that *it* has as *role*, under the next of *texts* where it had a ruleset."""
        said = it.arguments.get(role, "")
        if said.startswith(PUBLISHED):
            return Asked(said, letter)
        text = texts.pop(0).place.path if said != "picture" and texts else None
        return Asked(str(self.inputs[role]), letter, text, it.arguments.get(f"{role}_as_of"))


def compared(given: Given, it: Receipt, texts: tuple[Ruleset, ...]) -> Remade:
    """Return the comparison in *it* made again; nothing where a file is not given that it rests on."""
    given = evolve(given, inputs={**({"areas": given.areas} if given.areas else {}), **given.inputs})
    if given.lacks(it) or not all(role in it.arguments for role in SIDES):
        return Remade()
    left = list(texts)
    asked = (given.asked(it, SIDES[0], "a", left), given.asked(it, SIDES[1], "b", left))
    roles = {mark.role for mark in it.inputs}
    files = {role: given.inputs[role] if role in roles else None for role in ("lineage", "areas")}
    drawn = (_drawn(given, it, "geometry_before"), _drawn(given, it, "geometry_after"))
    beneath = Beneath(
        files["lineage"],
        files["areas"],
        drawn,
        it.arguments.get("area_column", "area"),
        None if it.known_at is None else as_time(it.known_at),
        it.arguments.get("skip_bad_rows") == "true",
        it.audience,
        _unmarked(it),
    )
    areas = read_areas(beneath.areas) if beneath.areas else ()
    lineage = read_lineage(beneath.lineage) if beneath.lineage else None
    before, after, further = two_pictures(asked, Settings(beneath.known_at, areas, beneath.skip_bad_rows))
    both = drawn[0] and drawn[1]
    found = compare(
        before,
        after,
        lineage=lineage,
        proposed=proposed_by(drawn[0] or "", drawn[1] or "", beneath.column, after.as_of, lineage) if both else (),
        further=further,
        audience=it.audience,
        unmarked=beneath.unmarked,
    )
    language = language_of(it)
    result = comparison_data(comparison_text(found, language))
    return _remade(result, compare_receipt(result, asked, (before, after), beneath, language))


def in_series(given: Given, it: Receipt, texts: tuple[Ruleset, ...]) -> Remade:
    """Return the series in *it* made again; nothing where a file is not given that it rests on."""
    roles = sorted(
        (mark.role for mark in it.inputs if mark.role.removeprefix("picture-").isdecimal()),
        key=lambda role: (len(role), role),
    )
    if given.lacks(it) or not roles:
        return Remade()
    left = list(texts)
    asked = [given.asked(it, role, "", left) for role in roles]
    lineage = given.inputs["lineage"] if any(mark.role == "lineage" for mark in it.inputs) else None
    every = [one_picture(one, Settings()) for one in asked]
    language = language_of(it)
    result = comparison_data(series_text(series(every, lineage=read_lineage(lineage) if lineage else None), language))
    return _remade(result, series_receipt(result, asked, every, lineage, language))


def _remade(result: Json, receipt: Receipt) -> Remade:
    return Remade(inputs={mark.role: mark.digest for mark in receipt.inputs}, result=result, worded=True)


def _drawn(given: Given, it: Receipt, role: str) -> str | None:
    said = it.arguments.get(role, "")
    if said.startswith(PUBLISHED):
        return said
    path = given.inputs.get(role) if any(mark.role == role for mark in it.inputs) else None
    return None if path is None else str(path)


def language_of(it: Receipt) -> Language:
    """Return the language that *it* was asked with."""
    return "en" if it.arguments.get("language") == "en" else "sv"


def _unmarked(it: Receipt) -> Handling:
    said = it.arguments.get("unmarked")
    return said if said in HANDLINGS else "restricted"
