"""The file of results: one section for each benchmark, each replaced without touching the others."""

from __future__ import annotations

import os
import re
import tempfile
from pathlib import Path

RESULTS = Path(__file__).with_name("RESULTS.md")

_HEAD = "# Results\n\nWritten by the benchmarks themselves, each its own section. Read the ratios: machines differ.\n"
_NAME = re.compile(r"[a-z][a-z0-9-]*")
_MARK = re.compile(r"^<!-- (?:section|end of section): .* -->$", re.MULTILINE)


def replace_section(name: str, body: str, path: Path = RESULTS) -> None:
    """Put *body* between the markers of the section *name* in the file at *path*, all else left as it was.

    A file or a section that is not there yet is added at the end. The file is replaced in one step: a reader sees the
    old text or the new one. Raises ``ValueError`` for a name that is no word, a body that holds a marker, and a file
    where the markers of *name* do not stand once each, in order and with no other marker between them.
    """
    if not _NAME.fullmatch(name):
        raise ValueError(f"`{name}` is no name of a section: small letters, digits and hyphens")
    if _MARK.search(body):
        raise ValueError("the body holds the marker of a section")
    begin, end = f"<!-- section: {name} -->", f"<!-- end of section: {name} -->"
    text = path.read_text(encoding="utf-8") if path.exists() else _HEAD
    section = f"{begin}\n{body.strip()}\n{end}"
    lines = text.split("\n")
    counts = lines.count(begin), lines.count(end)
    if counts == (0, 0):
        text = f"{text.rstrip()}\n\n{section}\n"
    elif counts == (1, 1) and lines.index(begin) < lines.index(end):
        first, last = lines.index(begin), lines.index(end)
        if any(map(_MARK.fullmatch, lines[first + 1 : last])):
            raise ValueError(f"another section stands inside the section `{name}`")
        before, after = lines[:first], lines[last + 1 :]
        text = "\n".join([*before, section, *after])
    else:
        raise ValueError(f"the markers of the section `{name}` do not stand once each and in order")
    _write(path, text)


def _write(path: Path, text: str) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    fresh = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        fresh.chmod(path.stat().st_mode if path.exists() else 0o644)
        fresh.replace(path)
    except BaseException:
        fresh.unlink(missing_ok=True)
        raise
