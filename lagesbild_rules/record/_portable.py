"""The digest of a JSON value that every reader holds alike, whole numbers of any size among it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from lagesbild_rules.canonical import Json, digest_of

_MOST: Final = 2**53 - 1


def portable_digest(data: Json) -> str:
    """Return the digest over *data*, in which a whole number beyond 2⁵³ − 1 counts as its decimal text."""
    return digest_of(portable(data))


def portable(data: Json) -> Json:
    """Return *data* with whole numbers as text that not every reader of JSON holds exactly."""
    match data:
        case Mapping():
            return {key: portable(it) for key, it in data.items()}
        case list() | tuple():
            return [portable(it) for it in data]
        case int() if abs(data) > _MOST:
            return str(data)
        case _:
            return data
