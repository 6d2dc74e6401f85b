"""Two receipts held beside each other: every place at which they say different things."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from lagesbild_rules.canonical import Json
from lagesbild_rules.record._verification import Difference, What

_PLACE: frozenset[str] = frozenset({"areas", "root", "index", "blind", "path"})
"""What the facts of other areas decide too."""


def facts_differences(said: Mapping[str, Any] | None, found: Mapping[str, Any] | None) -> list[Difference]:
    """Return where the facts found are not those that a receipt says, both as its key ``facts`` holds them.

    Where an area's own facts are the same and the root is not, the one difference is the root: others' facts are not
    the same, or there are more or fewer areas.
    """
    if said is None or found is None:
        return [] if said == found else [Difference("facts", ("facts",), _known(said), _known(found))]
    area = (said["area"] or {}).get("area")
    every = list(leaves(said, found, ("facts",)))
    own = [it for it in every if not _PLACE & {*it[0][1:3]}]
    named = [it for it in every if it[0] in (("facts", "root"), ("facts", "areas"))]
    kept = [*own, *(named if not own or not said["area"] else [])] or every
    return [_difference(it, area) for it in kept]


def leaves(said: Json, found: Json, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Json, Json]]:
    """Yield every place under *path* at which *said* and *found* differ: as deep as both are of the same shape."""
    if isinstance(said, Mapping) and isinstance(found, Mapping):
        for key in dict.fromkeys((*said, *found)):
            yield from leaves(said.get(key), found.get(key), (*path, str(key)))
    elif said != found:
        yield path, said, found


def result_differences(
    said: Mapping[str, Any], found: Mapping[str, Any], area: str | None = None
) -> Iterator[Difference]:
    """Yield where what came out now is not what a receipt says, both as its key ``result`` holds them."""
    if "areas" not in said or "areas" not in found:
        for path, one, other in leaves(said, found, ("result",)):
            yield Difference("result", path, one, other, area)
        return
    before, after = (_by_area(side["areas"]) for side in (said, found))
    for name in sorted({*before, *after}):
        for path, one, other in leaves(before.get(name), after.get(name), ("result", "areas", name)):
            what: What = "facts" if path[3:4] == ("facts",) else "result"
            yield Difference(what, path, _known(one), _known(other), name)


def _by_area(areas: object) -> dict[str, Json]:
    """Return what is said of each area; the order in which they stand is told where it is not by name."""
    listed = [it for it in areas if isinstance(it, Mapping)] if isinstance(areas, list) else []
    return {str(it.get("area")): it for it in listed}


def _difference(it: tuple[tuple[str, ...], Json, Json], area: str | None) -> Difference:
    path, said, found = it
    at = path.index("indicators") + 1 if "indicators" in path else len(path)
    return Difference("facts", path, said, found, area, path[at] if at < len(path) else None)


def _known(said: Json) -> Json:
    """Return *said*, of which a whole branch is told by its area or by nothing."""
    return said.get("area") if isinstance(said, Mapping) else said
