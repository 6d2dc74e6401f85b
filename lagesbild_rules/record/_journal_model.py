"""What a journal holds: who did what with which facts, one line each, every line chained to the one before it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, Literal

from attrs import frozen

from lagesbild_rules.record._model import RulesetMark

LOG_FORMAT: Final = "lagesbild-log/1"
HEAD_FORMAT: Final = "lagesbild-log-head/1"

LogKind = Literal["add", "change", "read", "disclose", "combine", "withdraw"]
"""What is done with facts: Directive (EU) 2016/680, article 25, names just these."""

LineKind = Literal["begin", "entry", "outcome", "repair"]
"""What a line is: the beginning of a log, something done, how that ended, or a half-written line taken away."""


@frozen
class Source:
    """What was read: what for, the digest of its bytes, how many areas are in it, or which published list it is.

    ``digest`` and ``areas`` are ``None`` where that cannot be told beforehand: of a pipe, or of what is no table.
    """

    role: str
    digest: str | None = None
    areas: int | None = None
    published: str | None = None


@frozen
class LogEntry:
    """What is done with facts, told before it is done. No fact is in it, and no name of a person.

    ``areas``, ``units`` and ``observations`` are those that the doing itself is about by name, as the one area that is
    explained; of a whole table the number of its areas is in ``sources``.
    """

    kinds: tuple[LogKind, ...]
    command: str
    audience: Literal["internal", "open"] | None = None
    to: Literal["shown", "file"] = "shown"
    as_of: str | None = None
    sources: tuple[Source, ...] = ()
    rulesets: tuple[RulesetMark, ...] = ()
    areas: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    observations: tuple[str, ...] = ()


@frozen
class LogHead:
    """Which line of a log is the last, and its digest: kept elsewhere, it holds all lines up to it."""

    number: int
    digest: str

    @property
    def data(self) -> dict[str, str | int]:
        """The head as plain data."""
        return {"format": HEAD_FORMAT, "number": self.number, "digest": self.digest}


@frozen
class LogLine:
    """One line of a log as it stands there: ``raw`` are its bytes, ``said`` what is particular to its kind."""

    number: int
    at: str
    unit: str
    role: str
    what: LineKind
    said: Mapping[str, Any]
    raw: bytes
    digest: str

    @property
    def kinds(self) -> tuple[LogKind, ...]:
        """What was done; nothing for lines about the log itself."""
        return tuple(self.said["kinds"]) if self.what == "entry" else ()

    @property
    def head(self) -> LogHead:
        return LogHead(self.number, self.digest)
