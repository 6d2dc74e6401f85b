"""The catalogue: which rulesets there are, and which of them is in force on a day."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from attrs import evolve, frozen

from lagesbild_rules.day import Day, as_day
from lagesbild_rules.errors import (
    CatalogueError,
    Place,
    Problem,
    QuestionError,
    RulesetError,
    printable,
    quoted,
    suggestion,
)
from lagesbild_rules.files import left_over, read_text
from lagesbild_rules.ruleset import _yaml
from lagesbild_rules.ruleset._digest import logic_digest
from lagesbild_rules.ruleset._from_yaml import load_ruleset, parse_ruleset
from lagesbild_rules.ruleset._keys import HEAD
from lagesbild_rules.ruleset._model import Period, Ruleset, Status
from lagesbild_rules.ruleset._read_head import read_header
from lagesbild_rules.text import Text

_SHOWN: Final = 12

ENTRY_POINTS: Final = "lagesbild_rules.rulesets"
"""The entry-point group by which other packages offer their rulesets."""

CASES: Final = "cases"
"""The folder of a ruleset's cases, which stands beside its texts."""

_CHOSEN: Final = ("in_force", "repealed")
_REPLACED: Final = re.compile(r".*\.v[0-9]+")
_SAYS_OURS: Final = re.compile(r"^[^\s#].*:\s*[\"']?lagesbild-ruleset/", re.MULTILINE)

Folder = str | os.PathLike[str]


@frozen
class Entry:
    """One text of the catalogue, known by its head."""

    id: str
    version: int
    status: Status
    effective: Period
    title: Text
    path: Path

    @property
    def reference(self) -> str:
        return f"{self.id}@{self.effective.from_}"


def shipped_rulesets() -> Path:
    """Return the folder of the rulesets that come with the library, installed or in a checkout."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "_rulesets"
    return installed if installed.is_dir() else package.parent / "rulesets"


def installed_rulesets() -> tuple[Path, ...]:
    """Return the folders of rulesets that installed packages offer in the entry-point group ``ENTRY_POINTS``.

    An entry point names a package whose folder holds the texts. Raises ``CatalogueError`` when it has no folder.
    """
    from importlib.metadata import entry_points  # slow to load, and needed only where rulesets are looked for

    folders = []
    for offer in sorted(entry_points(group=ENTRY_POINTS), key=lambda it: (it.name, it.value)):
        try:
            spec = find_spec(offer.module)
        except ImportError:
            spec = None
        where = [Path(it) for it in (spec.submodule_search_locations if spec else None) or ()]
        if not where or not where[0].is_dir():
            finding = f"the entry point {quoted(offer.name)} names {quoted(offer.value)}, which has no folder"
            help = f"name a package that holds rulesets in the group `{ENTRY_POINTS}`"
            raise CatalogueError([Problem(Place(offer.value), "LR001", finding, help)])
        folders.append(where[0])
    return tuple(folders)


def catalogue(folders: Iterable[Folder] = ()) -> tuple[Entry, ...]:
    """Return every ruleset that is shipped, installed or lies in *folders*, ordered by id and period.

    Raises ``RulesetError`` when the head of a text cannot be read, and ``CatalogueError`` for no folder.
    """
    entries: dict[Path, Entry] = {}
    problems: list[Problem] = []
    for folder in (shipped_rulesets(), *installed_rulesets(), *map(Path, folders)):
        if not folder.is_dir():
            finding = "there is no such folder of rulesets"
            raise CatalogueError([Problem(Place(str(folder)), "LR001", finding, "name a folder that holds rulesets")])
        for path in texts_in(folder):
            try:
                if entry := _entry(path):
                    entries.setdefault(path.resolve(), entry)
            except RulesetError as it:
                problems.extend(it.problems)
    if problems:
        raise RulesetError(dict.fromkeys(problems))
    return tuple(sorted(entries.values(), key=lambda it: (it.id, it.effective.from_, it.version)))


def find_ruleset(id: str, *, as_of: Day, folders: Iterable[Folder] = ()) -> Ruleset:
    """Return the text of *id* in force on the day *as_of*, among those shipped, installed and in *folders*.

    Texts that are ``draft`` or ``trial`` are never chosen so: name them as ``id@effective-from`` or load them.
    Raises ``CatalogueError`` when no text is in force on that day, or more than one.
    """
    day = as_day(as_of)
    periods = _of_id(id, folders)
    found = [it for it in periods if it.status in _CHOSEN and it.effective.covers(day)]
    if len(found) == 1:
        return load_ruleset(found[0].path)
    if found:
        finding = f"{len(found)} texts of {quoted(id)} are in force on {day}: {_paths(found)}"
        help = "end one period with `until`, or load one by its path"
        raise CatalogueError([Problem(Place(id), "LR403", finding, help)])
    listing = "; ".join(f"{it.status} {it.effective}" for it in periods[:_SHOWN])
    help = "choose a day in a period that is in_force or repealed, or name a text as `id@effective-from`"
    finding = f"no text of {quoted(id)} is in force on {day}, only {listing}"
    raise CatalogueError([Problem(Place(id), "LR402", finding, help)])


def resolve(reference: str, *, as_of: Day, folders: Iterable[Folder] = ()) -> Ruleset:
    """Return the ruleset that *reference* names: an id, an ``id@effective-from``, or the path of a file."""
    if _is_path(reference):
        return load_ruleset(reference)
    id_, _, from_ = reference.partition("@")
    if not from_:
        return find_ruleset(id_, as_of=as_of, folders=folders)
    try:
        day: date = as_day(from_)
    except QuestionError as it:
        raise QuestionError([evolve(problem, place=Place(reference)) for problem in it.problems]) from None
    periods = _of_id(id_, folders)
    found = [it for it in periods if it.effective.from_ == day]
    if len(found) == 1:
        return load_ruleset(found[0].path)
    if found:
        finding = f"{len(found)} texts of {quoted(id_)} begin on {day}: {_paths(found)}"
        raise CatalogueError([Problem(Place(reference), "LR403", finding, "load one by its path")])
    help = suggestion(reference, [it.reference for it in periods])
    raise CatalogueError([Problem(Place(reference), "LR402", f"no text of {quoted(id_)} begins on {day}", help)])


def names_a_text(reference: str) -> bool:
    """Return whether *reference* picks out one text whatever the day: a path, or an ``id@effective-from``."""
    return _is_path(reference) or "@" in reference


def _is_path(reference: str) -> bool:
    return reference.endswith((".yaml", ".yml")) or os.sep in reference or os.path.isfile(reference)  # noqa: PTH113 - Path raises


def _of_id(id_: str, folders: Iterable[Folder]) -> list[Entry]:
    entries = catalogue(folders)
    found = [it for it in entries if it.id == id_]
    if not found:
        help = suggestion(id_, dict.fromkeys(it.id for it in entries))
        raise CatalogueError([Problem(Place(id_), "LR401", f"no ruleset {quoted(id_)}", help)])
    return found


def texts_in(folder: Path) -> Iterator[Path]:
    """Yield the YAML files under *folder* that may be rulesets: neither cases nor texts that were replaced."""
    yield from (path for path in every_text_in(folder) if not _REPLACED.fullmatch(path.stem))


def every_text_in(folder: Path) -> Iterator[Path]:
    """Yield the YAML files under *folder* that may be rulesets, those that were replaced too, but not cases."""
    for path in sorted(folder.rglob("*.yaml")):
        within = path.relative_to(folder)
        if CASES not in within.parts[:-1] and not left_over(within):
            yield path


def find_by_digest(digest: str, *, folders: Iterable[Folder] = ()) -> Ruleset:
    """Return the text whose ``logic`` digest is *digest*, be it in force, repealed or replaced.

    Texts with equal logic answer alike, whichever of them is returned. Raises ``CatalogueError`` for none.
    """
    for folder in (shipped_rulesets(), *installed_rulesets(), *map(Path, folders)):
        for path in every_text_in(folder):
            if _entry(path) and logic_digest(ruleset := load_ruleset(path)) == digest:
                return ruleset
    help = "name the folder that holds it with `--rulesets`"
    raise CatalogueError([Problem(Place(digest), "LR401", f"no ruleset whose logic is {quoted(digest, 80)}", help)])


def editions(id: str, from_: str, *, folders: Iterable[Folder] = ()) -> tuple[Ruleset, ...]:
    """Return every text of *id* that begins on the day *from_*, those that were replaced too, the newest first."""
    found: dict[Path, Ruleset] = {}
    for folder in (shipped_rulesets(), *installed_rulesets(), *map(Path, folders)):
        for path in every_text_in(folder):
            entry = _entry(path)
            if entry and entry.id == id and str(entry.effective.from_) == from_:
                found.setdefault(path.resolve(), load_ruleset(path))
    return tuple(sorted(found.values(), key=lambda it: -it.version))


def _entry(path: Path) -> Entry | None:
    """Return what the head of the text at *path* says; ``None`` for a YAML text that is no ruleset of ours."""
    text = read_text(path, RulesetError, "max_ruleset_bytes")
    head = read_header(dict(_head(text, path)), str(path))
    if head is None and _SAYS_OURS.search(text):
        parse_ruleset(text, str(path))
    return Entry(*head, path=path) if head else None


def _head(text: str, path: Path) -> Iterator[tuple[str, _yaml.Node]]:
    wanted = set(HEAD)
    for key, node in _yaml.top_keys(text, str(path)):
        if key in wanted:
            wanted.discard(key)
            yield key, node
        if not wanted:
            return


def _paths(entries: list[Entry]) -> str:
    return ", ".join(f"{printable(str(it.path), 200)} ({it.effective})" for it in entries[:_SHOWN])
