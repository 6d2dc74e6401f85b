"""The folder of a round: made in one step, read whole, its changes one file each and none ever replaced."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from attrs import asdict, evolve

from lagesbild_rules.day import Day, as_day, as_time
from lagesbild_rules.errors import FactsError, Place, Problem, QuestionError, quoted
from lagesbild_rules.facts import AREA_COLUMNS, LINEAGE_COLUMNS, Area, Lineage, read_areas, read_lineage
from lagesbild_rules.files import hidden, read_text, replacing
from lagesbild_rules.picture._round import Round, RoundChange, Seal
from lagesbild_rules.picture._round_seal import SEAL, STORE, refuse_tampered
from lagesbild_rules.record import Envelope, signatures_of
from lagesbild_rules.rows import CsvRows
from lagesbild_rules.ruleset import Ruleset, load_ruleset, logic_digest

FORMAT: Final = "lagesbild-round/1"
HEAD: Final = "round.json"
TEXT: Final = "ruleset.yaml"
CHANGES: Final = "changes"
ANSWERS: Final = "observations.csv"
"""What a frozen round keeps its observations in; until then they are in its store."""


def new_round(
    path: str | os.PathLike[str],
    ruleset: Ruleset,
    areas: Iterable[Area],
    *,
    as_of: Day,
    due: Day,
    name: str | None = None,
    lineage: Iterable[Lineage] = (),
    envelopes: Iterable[Envelope] = (),
) -> Round:
    """Make a round in the folder *path*, which must not be there, and return it.

    It keeps a copy of the text of *ruleset* and of what signs it (in *envelopes*, or beside it), of *areas* and of
    *lineage*. Its units are the local police areas of the
    areas that exist on *as_of*. Raises ``LagesbildError`` with every problem: something stands there already, an area
    without its local police area, no area at all.
    """
    folder, day, last = Path(path), as_day(as_of), as_day(due)
    every = tuple(areas)
    there = [it for it in every if it.exists_on(day)]
    problems = [_homeless(it) for it in there if not it.local_police_area]
    if not there:
        finding = f"no area exists on {day}"
        problems.append(Problem(Place(str(folder)), "LR878", finding, "name the table of areas of that day"))
    if folder.exists() or folder.is_symlink():
        problems.append(_taken(folder))
    if not folder.absolute().parent.is_dir():
        finding = f"there is no folder {quoted(str(folder.parent), 200)} to put it in"
        problems.append(Problem(Place(str(folder)), "LR506", finding, "make that folder first"))
    if problems:
        raise QuestionError(problems)
    head = {
        "format": FORMAT,
        "name": name or folder.name,
        "ruleset": {
            "id": ruleset.id,
            "effective_from": str(ruleset.effective.from_),
            "version": ruleset.version,
            "logic": logic_digest(ruleset),
        },
        "as_of": str(day),
        "due": str(last),
    }
    part = hidden(folder, "part")
    try:
        (part / CHANGES).mkdir(parents=True)
        (part / HEAD).write_text(json.dumps(head, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
        shutil.copyfile(ruleset.place.path, part / TEXT)
        for signature, data in signatures_of(ruleset, TEXT, envelopes).items():
            (part / signature).write_bytes(data)
        _write_table(part / "areas.csv", AREA_COLUMNS, every)
        _write_table(part / "lineage.csv", LINEAGE_COLUMNS, lineage)
        _make_store(part / STORE)
        os.rename(part, folder)  # noqa: PTH104 - as Path.rename it would replace an empty folder too
    except OSError as it:
        if folder.exists():
            raise QuestionError([_taken(folder)]) from None
        reason = (it.strerror or str(it)).lower()
        finding = f"the round cannot be written: {reason}"
        raise QuestionError([Problem(Place(str(folder)), "LR506", finding, "check the folder above it")]) from None
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return read_round(folder)


def is_round(path: str | os.PathLike[str]) -> bool:
    """Return whether *path* is the folder of a round."""
    return (Path(path) / HEAD).is_file()


def read_round(path: str | os.PathLike[str], *, checked: bool = True) -> Round:
    """Return the round in the folder *path*.

    Raises ``LagesbildError`` when it is none, when its ruleset is not the one it was begun with, and for a frozen one
    in which anything was changed since, unless it is not to be *checked*.
    """
    folder = Path(path)
    if not is_round(folder):
        finding = "this is no round" if folder.exists() else "there is no such folder"
        raise QuestionError([_no_round(folder, finding)])
    seal = _seal(folder)
    if seal is not None and checked:
        refuse_tampered(folder, seal)
    head = _json(folder / HEAD)
    if head.get("format") != FORMAT:
        raise QuestionError([_no_round(folder, f"its format is {quoted(str(head.get('format')))}, known is {FORMAT}")])
    ruleset = load_ruleset(folder / TEXT)
    try:
        day, due, name, logic = as_day(head["as_of"]), as_day(head["due"]), str(head["name"]), head["ruleset"]["logic"]
        changes = tuple(_change(it) for it in sorted((folder / CHANGES).glob("*.json")))
    except (KeyError, TypeError, ValueError, QuestionError):
        raise QuestionError([_no_round(folder, "it is damaged")]) from None
    if logic != logic_digest(ruleset):
        finding = f"its ruleset {quoted(ruleset.reference)} is not the text that it was begun with"
        raise QuestionError([_no_round(folder, finding)])
    areas = {it.area: it for it in read_areas(folder / "areas.csv") if it.exists_on(day)}
    units: dict[str, list[str]] = {}
    for area in areas.values():
        units.setdefault(str(area.local_police_area), []).append(area.area)
    lineage = _lineage(folder / "lineage.csv")
    shown = {unit: tuple(units[unit]) for unit in sorted(units)}
    return Round(folder, name, ruleset, day, due, areas, shown, lineage, changes, seal)


def append(it: Round, change: RoundChange) -> Round:
    """Return *it* with *change*, which is numbered after the last and stays as it is from then on.

    Raises ``QuestionError`` when another one got that number first.
    """
    numbered = evolve(change, number=len(it.changes) + 1)
    said = {**asdict(numbered), "at": numbered.at.isoformat()}
    target = it.path / CHANGES / f"{numbered.number:06}.json"
    part = hidden(target, "part")
    try:
        with replacing(part, QuestionError) as file:
            file.write(json.dumps(said, ensure_ascii=False, indent=2) + "\n")
        os.link(part, target)  # unlike a renaming, replaces nothing
    except FileExistsError:
        finding = "the round was changed at the same time"
        raise QuestionError([Problem(Place(str(it.path)), "LR879", finding, "try again")]) from None
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    return evolve(it, changes=(*it.changes, numbered))


def _change(path: Path) -> RoundChange:
    said = _json(path)
    lists = {name: tuple(said[name]) for name in ("units", "files")}
    return RoundChange(**{**said, **lists, "at": as_time(said["at"])})


def _seal(folder: Path) -> Seal | None:
    path = folder / SEAL
    if not path.exists():
        return None
    said = _json(path)
    try:
        return Seal(as_time(said["at"]), said["by"], tuple(said["missing"]), dict(said["files"]), said["digest"])
    except (KeyError, TypeError, ValueError, QuestionError):
        raise QuestionError([_no_round(folder, "its seal is damaged")]) from None


def _json(path: Path) -> Mapping[str, Any]:
    try:
        found = json.loads(read_text(path, QuestionError))
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise QuestionError([_no_round(path.parent, f"{quoted(path.name)} in it is damaged")])
    return found


def _lineage(path: Path) -> tuple[Lineage, ...]:
    try:
        return read_lineage(path)
    except FactsError:
        if len(read_text(path, FactsError).splitlines()) == 1:
            return ()  # no line under the heading
        raise


def _write_table(path: Path, columns: tuple[str, ...], rows: Iterable[object]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = CsvRows(file)
        writer.row(columns)
        for row in rows:
            cells = (getattr(row, column) for column in columns)
            writer.row("" if cell is None else str(cell) for cell in cells)


def _make_store(path: Path) -> None:
    from lagesbild_rules.facts.store import Store  # duckdb is loaded only where a store is opened

    Store.create(path).close()


def _homeless(it: Area) -> Problem:
    place = Place(it.place.path or "<areas>", it.place.line, "local_police_area")
    finding = f"the area {quoted(it.area)} has no local police area"
    return Problem(place, "LR878", finding, "name the unit that reports it")


def _taken(folder: Path) -> Problem:
    help = "choose another name; a round is never replaced"
    return Problem(Place(str(folder)), "LR871", "something stands there already", help)


def _no_round(folder: Path, finding: str) -> Problem:
    return Problem(Place(str(folder)), "LR870", finding, "name a folder that `lagesbild round new` made")
