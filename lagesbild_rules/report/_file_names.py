"""Names of files made of names that people gave: safe on every system, and never the same for two."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Final

LONGEST: Final = 60
"""The most letters of a name that are kept; systems allow 255 bytes for the whole."""
_DEVICES: Final = re.compile(r"con|prn|aux|nul|conin|conout|clock|com[0-9]?|lpt[0-9]?")
_APART: Final = str.maketrans({"æ": "ae", "ø": "o", "ß": "ss", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "œ": "oe"})


def file_names(names: Sequence[str]) -> list[str]:
    """Return a name for each of *names*, in their order: small letters, figures and hyphens, all different.

    Letters lose their marks. A name of which nothing is left is `unnamed`; the name of a device gets an ending; what
    would be the same name as an earlier one gets a number.

    >>> file_names(["Malmö", "MALMÖ", "../../etc/passwd", "CON", "区", "Upplands Väsby"])
    ['malmo', 'malmo-2', 'etc-passwd', 'con-file', 'unnamed', 'upplands-vasby']
    """
    made: list[str] = []
    taken: set[str] = set()
    for name in names:
        base, number = _plain(name), 1
        while (found := base if number == 1 else f"{base}-{number}") in taken:
            number += 1
        taken.add(found)
        made.append(found)
    return made


def _plain(name: str) -> str:
    apart = unicodedata.normalize("NFKD", name.casefold().translate(_APART))
    base = re.sub(r"[^a-z0-9]+", "-", re.sub(r"[\u0300-\u036f]", "", apart)).strip("-")[:LONGEST].strip("-")
    if not base:
        return "unnamed"
    return f"{base}-file" if _DEVICES.fullmatch(base) else base
