"""A folder of several files that appears whole, or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from attrs import frozen

from lagesbild_rules.errors import Place, Problem, QuestionError, listed, quoted
from lagesbild_rules.files import left_over, replacing_folder


@frozen
class Written:
    """A file to be: its name, with `/` where it stands in a folder within, and its bytes."""

    name: str
    data: bytes


def folder_is_fresh(folder: Path, ours: Callable[[str], bool], *, force: bool) -> None:
    """Raise ``QuestionError`` when *folder* holds something, or with *force* something other than *ours*."""
    folder_is_free(folder, ours)
    if not force and folder.exists() and any(folder.iterdir()):
        help = "name a folder that is not there yet, or add `--force` to replace what it holds"
        raise QuestionError([Problem(Place(str(folder)), "LR771", "the folder holds an earlier picture", help)])


def folder_is_free(folder: Path, ours: Callable[[str], bool]) -> None:
    """Raise ``QuestionError`` when *folder* is a file, or holds other files than *ours*."""
    if not folder.exists():
        if not folder.absolute().parent.is_dir():
            finding = f"there is no folder {quoted(str(folder.parent))} to put it in"
            raise QuestionError([Problem(Place(str(folder)), "LR506", finding, "make that folder first")])
        return
    if not folder.is_dir():
        help = "name a folder that is not there yet"
        raise QuestionError([Problem(Place(str(folder)), "LR771", "this is a file and not a folder", help)])
    others = sorted(_others(folder, folder, ours))
    if others:
        finding = f"the folder holds {listed(others[:3])}, which would be lost"
        help = "name a folder that is not there yet, or one that only holds an earlier report"
        raise QuestionError([Problem(Place(str(folder)), "LR771", finding, help)])


def _others(folder: Path, whole: Path, ours: Callable[[str], bool]) -> Iterator[str]:
    for it in folder.iterdir():
        name = it.relative_to(whole).as_posix()
        if it.is_dir() and not it.is_symlink():
            yield from _others(it, whole, ours)
        elif not it.is_file() or not (ours(name) or left_over(it.relative_to(whole))):
            yield name


def write_folder(folder: Path, files: Iterable[Written], ours: Callable[[str], bool]) -> None:
    """Write *files* beside *folder* and let them take its place when all are whole; an earlier report is replaced.

    Raises ``QuestionError`` when they cannot be written, or *folder* holds other files than *ours* by then.
    """
    with replacing_folder(folder, QuestionError, lambda: folder_is_free(folder, ours)) as part:
        for it in files:
            (part / it.name).parent.mkdir(parents=True, exist_ok=True)
            (part / it.name).write_bytes(it.data)
