"""Criteria that moved: asked for by another level than before, or in another role."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, Literal

from attrs import frozen

from lagesbild_rules.ruleset._conditions import All, Condition, CriterionRef, Not, Reference, members, walk
from lagesbild_rules.ruleset._diff_model import Change, ChangeKind, NewNames, Role, Spot
from lagesbild_rules.ruleset._model import Ruleset

_Where = tuple[Spot | None, Spot | None]
_RoleName = Literal["required", "one_of", "excluded", "supporting"]
_STRONGEST: Final[tuple[_RoleName, ...]] = ("required", "one_of", "excluded")


@frozen
class _End:
    """One end of a move: the change that tells of it, and whether that change tells of nothing else."""

    position: int
    where: _Where
    role: Role
    alone: bool


def with_moves(changes: tuple[Change, ...], before: Ruleset, after: Ruleset, names: NewNames) -> tuple[Change, ...]:
    """Return *changes* where what left one place and came to another one is told as one change.

    A criterion that left the condition or the support of a level, and came to one other place alone, has ``moved``.
    One reference that took the place of another in the same group is a change of what is ``named`` there.
    """
    gone, come = _ends(changes, before, ChangeKind.DROPPED), _ends(changes, after, ChangeKind.ADDED)
    told: dict[int, Change | None] = {}
    for criterion, sources in gone.items():
        targets = come.get(names.criteria.get(criterion, criterion), [])
        if len(sources) == len(targets) == 1 and _is_move(sources[0], targets[0], before, after):
            told |= _move(changes, sources[0], targets[0])
    moved = [it for i, change in enumerate(changes) if (it := told.get(i, change)) is not None]
    return tuple(_with_named(moved))


def _is_move(source: _End, target: _End, before: Ruleset, after: Ruleset) -> bool:
    same_level = source.where == target.where
    if not (source.alone or target.alone) or (same_level and source.role.name == target.role.name):
        return False
    # what the condition asked for twice, and asks for still, has not moved away from it
    stays = _asks(after, source.where[1], target.role.criterion) and not (
        same_level and target.role.name != "supporting"
    )
    was_there = _asks(before, target.where[0], source.role.criterion)
    return not stays and not (was_there and not (same_level and source.role.name != "supporting"))


def _move(changes: tuple[Change, ...], source: _End, target: _End) -> dict[int, Change | None]:
    logic = changes[source.position].logic or changes[target.position].logic
    where = (source.where[0], target.where[1])
    first, *rest = [it.position for it in (source, target) if it.alone]
    move = Change(ChangeKind.MOVED, "role", where, source.role, target.role, logic=logic)
    return {first: move, **dict.fromkeys(rest)}


def _ends(changes: tuple[Change, ...], ruleset: Ruleset, kind: ChangeKind) -> dict[str, list[_End]]:
    """Return by criterion the changes of *kind* that take it from a level of *ruleset*, or bring it to one."""
    found: dict[str, list[_End]] = {}
    side = 0 if kind is ChangeKind.DROPPED else 1
    for position, change in enumerate(changes):
        spot, moved = change.where[side], (change.before, change.after)[side]
        if change.kind is not kind or spot is None or spot.sort != "level":
            continue
        if change.part == "supporting" and isinstance(moved, str):
            role = Role(moved, spot.id, "supporting")
            found.setdefault(moved, []).append(_End(position, change.where, role, alone=True))
        elif change.part == "member" and isinstance(moved, Condition):
            for id_ in dict.fromkeys(it.id for it in walk(moved) if isinstance(it, CriterionRef)):
                role = Role(id_, spot.id, _role(_when(ruleset, spot), id_))
                end = _End(position, change.where, role, alone=isinstance(moved, CriterionRef))
                found.setdefault(id_, []).append(end)
    return found


def _with_named(changes: list[Change]) -> Iterator[Change]:
    """Yield *changes*, where one reference dropped from a group and one added to it are told together."""
    by_group: dict[object, list[Change]] = {}
    for it in changes:
        if it.part == "member":
            by_group.setdefault((it.where, it.group), []).append(it)
    for it in changes:
        beside = by_group.get((it.where, it.group), []) if it.part == "member" else []
        was, now = (beside[0].before, beside[1].after) if len(beside) == 2 else (None, None)
        if not isinstance(was, Reference) or not isinstance(now, Reference):
            yield it
        elif it is beside[0]:
            yield Change(ChangeKind.CHANGED, "named", it.where, was, now, group=it.group, logic=True)


def _asks(ruleset: Ruleset, spot: Spot | None, criterion: str) -> bool:
    when = _when(ruleset, spot) if spot else None
    return when is not None and CriterionRef(criterion) in walk(when)


def _role(when: Condition | None, criterion: str) -> _RoleName:
    """Return the strongest role that *criterion* has in *when*, which names it."""
    found = set(_roles(when, criterion, "required")) if when else set()
    return next(it for it in _STRONGEST if it in found)


def _roles(condition: Condition, criterion: str, role: _RoleName) -> Iterator[_RoleName]:
    if condition == CriterionRef(criterion):
        yield role
    inner: _RoleName = role if isinstance(condition, All) else "excluded" if isinstance(condition, Not) else "one_of"
    for it in members(condition):
        yield from _roles(it, criterion, "excluded" if role == "excluded" else inner)


def _when(ruleset: Ruleset, spot: Spot) -> Condition | None:
    name, _, level = spot.id.partition(".")
    ladder = ruleset.classifications[name]
    return ladder.levels[ladder.rank(level)].when
