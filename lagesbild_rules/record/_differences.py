"""Two receipts held beside each other: every place at which they say different things."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from lagesbild_rules.canonical import Json
from lagesbild_rules.record._portable import portable_digest
from lagesbild_rules.record._verification import Difference, What

_TREE: Final = ("facts", "root")


def facts_differences(said: Mapping[str, Any], found: Mapping[str, Any]) -> Iterator[Difference]:
    """Yield where the facts found are not those that a receipt says, both as its key ``facts`` holds them.

    One difference for each indicator. The root and an area's place under it follow from the facts of all areas: they
    are told where an area's own facts are the same.
    """
    one = said["area"] or {}
    own = [*_indicators(said, found), *_columns(said, found)]
    yield from own
    if said["areas"] != found["areas"]:
        yield Difference("facts", ("facts", "areas"), said["areas"], found["areas"])
    if said["root"] != found["root"]:
        if not (own and one):
            yield Difference("facts", _TREE, said["root"], found["root"], one.get("area"))
    elif not own:
        for path, before, after in leaves(said, found, ("facts",)):
            yield Difference("facts", path, before, after, one.get("area"))


def _indicators(said: Mapping[str, Any], found: Mapping[str, Any]) -> Iterator[Difference]:
    """Yield the indicators of one area that differ: by their facts, else by the observations behind them."""
    if not said["area"] or not found["area"]:
        return
    area, before, after = said["area"]["area"], said["area"]["indicators"], found["area"]["indicators"]
    for id_ in dict.fromkeys((*before, *after)):
        one, other = (side.get(id_) or {} for side in (before, after))
        if one != other:
            field = "fact" if one.get("fact") != other.get("fact") else "digest"
            path = ("facts", "area", "indicators", id_, field)
            yield Difference("facts", path, one.get(field), other.get(field), area, id_)


def _columns(said: Mapping[str, Any], found: Mapping[str, Any]) -> Iterator[Difference]:
    before, after = (side["indicators"] or {} for side in (said, found))
    for id_ in dict.fromkeys((*before, *after)):
        if before.get(id_) != after.get(id_):
            yield Difference("facts", ("facts", "indicators", id_), before.get(id_), after.get(id_), None, id_)


def leaves(said: Json, found: Json, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Json, Json]]:
    """Yield every place under *path* at which *said* and *found* differ: as deep as both are of the same shape."""
    if isinstance(said, Mapping) and isinstance(found, Mapping):
        for key in dict.fromkeys((*said, *found)):
            yield from leaves(said.get(key), found.get(key), (*path, str(key)))
    elif said != found:
        yield path, said, found


def answer_differences(said: Json, found: Json, path: tuple[str, ...] = ("answer",)) -> Iterator[Difference]:
    """Yield where a study that was made again came to something else: each leaf of both, items of lists in order.

    What only one of them has is told whole, as null where it is not.
    """
    before, after = _parts(said), _parts(found)
    if before is None or after is None or isinstance(said, Mapping) != isinstance(found, Mapping):
        if portable_digest(said) != portable_digest(found):
            yield Difference("result", path, said, found)
        return
    for key in dict.fromkeys((*before, *after)):
        if key in before and key in after:
            yield from answer_differences(before[key], after[key], (*path, key))
        else:
            yield Difference("result", (*path, key), before.get(key), after.get(key))


def _parts(value: Json) -> dict[str, Json] | None:
    """Return what *value* is made of, by key or by place; nothing for a leaf."""
    match value:
        case Mapping():
            return {str(key): it for key, it in value.items()}
        case list() | tuple():
            return {str(at): it for at, it in enumerate(value)}
        case _:
            return None


def result_differences(
    said: Mapping[str, Any], found: Mapping[str, Any], area: str | None = None
) -> Iterator[Difference]:
    """Yield where what came out now is not what a receipt says, both as its key ``result`` holds them.

    One difference for each class and criterion.
    """
    if "areas" not in found:
        yield from _classes(said, found, ("result",), area)
        return
    before, after = _by_area(said.get("areas")), _by_area(found["areas"])
    for name in sorted({*before, *after}):
        one, other = before.get(name, {}), after.get(name, {})
        path = ("result", "areas", name)
        if one.get("facts") != other.get("facts"):
            yield Difference("facts", (*path, "facts"), one.get("facts"), other.get("facts"), name)
        yield from _classes(one, other, path, name)


def _classes(
    said: Mapping[str, Any], found: Mapping[str, Any], path: tuple[str, ...], area: str | None
) -> Iterator[Difference]:
    what: What = "result"
    for part in ("classifications", "criteria"):
        before, after = (side.get(part) or {} for side in (said, found))
        if not isinstance(before, Mapping):
            yield Difference(what, (*path, part), before, after, area)
            continue
        for id_ in dict.fromkeys((*before, *after)):
            if before.get(id_) != after.get(id_):
                yield Difference(what, (*path, part, str(id_)), before.get(id_), after.get(id_), area)
    for key in {*said, *found} - {"classifications", "criteria", "area", "facts"}:
        yield Difference(what, (*path, key), said.get(key), found.get(key), area)


def _by_area(areas: object) -> dict[str, Mapping[str, Any]]:
    listed = [it for it in areas if isinstance(it, Mapping)] if isinstance(areas, list) else []
    return {str(it.get("area")): it for it in listed}
