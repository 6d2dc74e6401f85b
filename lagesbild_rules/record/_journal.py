"""A journal that entries are added to: each is on the disk before ``log`` returns, and chained to the one before."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path

from attrs import field, frozen

from lagesbild_rules.canonical import Json, digest_of_bytes
from lagesbild_rules.day import as_time
from lagesbild_rules.errors import LogError, Place, Problem, printable
from lagesbild_rules.facts import names_a_person
from lagesbild_rules.record._journal_file import WAIT, locked, tail_of, write
from lagesbild_rules.record._journal_line import MOST, entry_data, line_of
from lagesbild_rules.record._journal_model import LOG_FORMAT, LineKind, LogEntry, LogHead

_LONGEST = 200
"""So many characters a unit or a role has at most."""


def _stripped(text: str) -> str:
    return text.strip()


@frozen
class Journal:
    """A log at *path*, begun with its first entry, in which *unit* and *role* tell what they do.

    Several processes and threads may log to one file: each waits for the other, up to *wait* seconds. It keeps nothing
    open, so it may be used after a fork and from threads.

    Raises ``LogError`` where the unit or the role is empty, or names a person by number.
    """

    path: Path = field(converter=Path)
    unit: str = field(kw_only=True, converter=_stripped)
    role: str = field(kw_only=True, converter=_stripped)
    wait: float = field(default=WAIT, kw_only=True)

    def __attrs_post_init__(self) -> None:
        problems = []
        for name, text in (("unit", self.unit), ("role", self.role)):
            if not text:
                finding = f"the log wants the {name} of who does what it tells"
                problems.append(
                    _unnamed(name, finding, f"name the {name}, never a person; on the command line by `--log-{name}`")
                )
            elif len(text) > _LONGEST or printable(text, _LONGEST) != text:
                finding = f"the {name} is longer than {_LONGEST} characters, or holds some that do not show"
                problems.append(_unnamed(name, finding, f"name the {name} in a few words"))
            elif names_a_person(text):
                finding = f"the {name} holds a personal identity or coordination number"
                problems.append(
                    _unnamed(name, finding, f"name the {name}, never a person; on the command line by `--log-{name}`")
                )
        if problems:
            raise LogError(problems)

    def log(self, entry: LogEntry, *, at: datetime | date | str) -> LogHead:
        """Append *entry* and return its number and digest; when that returns, it is on the disk.

        Raises ``LogError`` when it cannot be logged, when it names a person by number, or when the file is no log.
        What was half written after the last whole line is taken away first, and a line of its own tells so.
        """
        named = (*entry.areas, *entry.units, *entry.observations)
        if any(map(names_a_person, named)):
            finding = "what is to be logged holds a personal identity or coordination number"
            raise LogError([_unnamed("entry", finding, "take it out: names are those of areas and units")])
        return self._append("entry", entry_data(entry), at)

    def outcome(self, of: LogHead, exit: int, *, at: datetime | date | str) -> LogHead:
        """Append how that ended which the entry *of* told of: with which exit code."""
        return self._append("outcome", {"of": of.number, "exit": exit}, at)

    def _append(self, what: LineKind, said: Mapping[str, Json], at: datetime | date | str) -> LogHead:
        time = as_time(at).isoformat().replace("+00:00", "Z")
        with locked(self.path, write=True, wait=self.wait) as descriptor:
            last, half = tail_of(descriptor, self.path)
            told: list[tuple[LineKind, Mapping[str, Json]]] = []
            if last is None:
                told.append(("begin", {"format": LOG_FORMAT}))
            if half:
                told.append(("repair", {"bytes": len(half), "digest": digest_of_bytes(half)}))
            head, lines = None if last is None else last.head, b""
            for kind, data in (*told, (what, said)):
                line = line_of(kind, head, at=time, unit=self.unit, role=self.role, said=data)
                if len(line) > MOST:
                    finding = f"the entry is longer than {MOST} bytes"
                    place = Place(os.fspath(self.path))
                    raise LogError([Problem(place, "LR887", finding, "do it in several steps")])
                number = 0 if head is None else head.number + 1
                head, lines = LogHead(number, digest_of_bytes(line)), lines + line + b"\n"
            write(descriptor, self.path, lines, half=len(half))
        assert head is not None
        return head


def _unnamed(place: str, finding: str, help: str) -> Problem:
    return Problem(Place(place), "LR888", finding, help)
