"""One line of a log: made as canonical JSON, and taken only when it is just that and of the shape of its kind."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import Any, Final, get_args

from lagesbild_rules.canonical import Json, canonical, digest_of_bytes
from lagesbild_rules.record._journal_model import LOG_FORMAT, LineKind, LogEntry, LogHead, LogKind, LogLine

START: Final = b'{"at":"'
"""What the first line begins with, and each that is about the log itself."""
ANY_START: Final = b'{"a'
"""What every line begins with."""
MOST: Final = 1 << 20
"""So many bytes a line has at most."""

_DIGEST: Final = re.compile(r"sha256:[0-9a-f]{64}")
_TIME: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,6})?Z")

_Is = Callable[[Any], bool]


def line_of(
    what: LineKind, before: LogHead | None, *, at: str, unit: str, role: str, said: Mapping[str, Json]
) -> bytes:
    """Return the line that follows on *before*, the first one where there is none, without its line feed."""
    number, previous = (0, None) if before is None else (before.number + 1, before.digest)
    common: dict[str, Json] = {
        "at": at,
        "unit": unit,
        "role": role,
        "number": number,
        "previous": previous,
        "what": what,
    }
    return canonical({**common, **said})


def entry_data(entry: LogEntry) -> dict[str, Json]:
    """Return what is particular to the line of *entry*."""
    import cattrs  # loaded only where a log is written

    found: dict[str, Json] = cattrs.unstructure(entry)
    return found


def parse_line(raw: bytes) -> tuple[LogLine, str | None] | None:
    """Return the line that *raw* is, with the digest it follows on; nothing when no log was ever written so."""
    try:
        data = json.loads(raw)
        if not isinstance(data, dict) or canonical(data) != raw:
            return None
    except (ValueError, RecursionError):
        return None
    what = data.get("what")
    particular = _SHAPES.get(what) if isinstance(what, str) else None
    if particular is None or not _fits(data, {**_COMMON, **particular}):
        return None
    if (data["number"] == 0) != (data["previous"] is None) or (data["number"] == 0) != (data["what"] == "begin"):
        return None
    said = {name: data[name] for name in particular}
    own = {name: data[name] for name in ("number", "at", "unit", "role", "what")}
    return LogLine(**own, said=said, raw=raw, digest=digest_of_bytes(raw)), data["previous"]


def is_digest(text: str) -> bool:
    """Return whether *text* is a digest as logs write them."""
    return _DIGEST.fullmatch(text) is not None


def _fits(data: Any, shape: Mapping[str, _Is]) -> bool:
    return isinstance(data, dict) and data.keys() == shape.keys() and all(test(data[it]) for it, test in shape.items())


def _text(it: Any) -> bool:
    return isinstance(it, str)


def _whole(it: Any) -> bool:
    return isinstance(it, int) and not isinstance(it, bool) and it >= 0


def _or_null(test: _Is) -> _Is:
    return lambda it: it is None or test(it)


def _each(test: _Is) -> _Is:
    return lambda it: isinstance(it, list) and all(map(test, it))


def _one_of(*words: str) -> _Is:
    return lambda it: isinstance(it, str) and it in words


def _like(pattern: re.Pattern[str]) -> _Is:
    return lambda it: isinstance(it, str) and pattern.fullmatch(it) is not None


_COMMON: Final[Mapping[str, _Is]] = {
    "at": _like(_TIME),
    "unit": _text,
    "role": _text,
    "number": _whole,
    "previous": _or_null(_like(_DIGEST)),
    "what": _one_of(*get_args(LineKind)),
}
_SOURCE: Final[Mapping[str, _Is]] = {
    "role": _text,
    "digest": _or_null(_like(_DIGEST)),
    "areas": _or_null(_whole),
    "published": _or_null(_text),
}
_RULESET: Final[Mapping[str, _Is]] = {
    "id": _text,
    "effective_from": _text,
    "effective_until": _or_null(_text),
    "version": _whole,
    "logic": _like(_DIGEST),
    "wording": _like(_DIGEST),
}
_SHAPES: Final[Mapping[str, dict[str, _Is]]] = {
    "begin": {"format": _one_of(LOG_FORMAT)},
    "entry": {
        "kinds": _each(_one_of(*get_args(LogKind))),
        "command": _text,
        "audience": _or_null(_one_of("internal", "open")),
        "to": _one_of("shown", "file"),
        "as_of": _or_null(_text),
        "sources": _each(lambda it: _fits(it, _SOURCE)),
        "rulesets": _each(lambda it: _fits(it, _RULESET)),
        "areas": _each(_text),
        "units": _each(_text),
        "observations": _each(_text),
    },
    "outcome": {"of": _whole, "exit": _whole},
    "repair": {"bytes": _whole, "digest": _like(_DIGEST)},
}
