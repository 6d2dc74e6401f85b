"""What is told of classifications, levels, conditions, criteria and indicators."""

from __future__ import annotations

from lagesbild_rules.explanation._diff_side import Side
from lagesbild_rules.explanation._diff_told import CONDITION_PARTS, Told, when_of
from lagesbild_rules.explanation._phrases import capital
from lagesbild_rules.explanation._steps import asked_by
from lagesbild_rules.ruleset import (
    ASPECTS,
    Aspect,
    Change,
    ChangeKind,
    Classification,
    Condition,
    Criterion,
    CriterionRef,
    Level,
    Role,
    Spot,
    members,
)

_ADDED, _DROPPED, _RENAMED = ChangeKind.ADDED, ChangeKind.DROPPED, ChangeKind.RENAMED
_ROLES = {"required": "required", "one_of": "any_of", "supporting": "supporting"}
"""The modality that says the same as a role."""


def tell_ladders(told: Told) -> None:
    """Tell of classifications and levels that came, went, were renamed or change places."""
    for change in told.take_itself("classification", _ADDED):
        lines = list(_ladder(change.after, told.new)) if isinstance(change.after, Classification) else []
        told.tell(told.say("d_classification_added", what=told.name(change)), [change], lines)
    for change in told.take_itself("classification", _DROPPED):
        told.tell(told.say("d_classification_dropped", what=told.name(change)), [change])
    for change in told.take_itself("level", _DROPPED):
        words = told.say("d_level_dropped", level=told.name(change), place=_place(change.where[0], told.old))
        told.tell(words, [change])
    for change in told.take_itself("level", _ADDED):
        lines = [capital(_requires(change.after, told.new))] if isinstance(change.after, Level) else []
        words = told.say("d_level_added", level=told.name(change), place=_place(change.where[1], told.new))
        told.tell(words, [change], lines)
    for sort in ("classification", "level"):
        for change in told.take(lambda it, sort=sort: it.spot.sort == sort and it.kind is _RENAMED):  # type: ignore[misc]
            _tell_renamed(told, change)
    for change in told.take(lambda it: it.part == "levels"):
        before, after = told.matters(change)
        what = told.say("d_order", what=told.name(change))
        told.tell(told.say("d_now", what=what, before=before, after=after), [change])


def _tell_renamed(told: Told, change: Change) -> None:
    title = told.take_at(change, "title")
    before, after = told.matters(change)
    if not title or told.is_other(title[0]):
        ids = [spot.id.rpartition(".")[2] for spot in change.where if spot]
        told.tell(told.say("d_renamed", what=told.name(change), before=ids[0], after=ids[1]), [change, *title])
        return
    words = told.say(f"d_{change.spot.sort}_renamed", before=before, after=after)
    end = told.same_condition(change) if change.spot.sort == "level" else ""
    told.tell(words + end, [change, *title])


def _ladder(classification: Classification, side: Side) -> list[str]:
    levels = [(it, side.level(f"{classification.id}.{it.id}")) for it in classification.levels]
    return [side.say("d_of", what=title, part=_requires(level, side)) for level, title in levels]


def _requires(level: Level, side: Side) -> str:
    return side.say("d_requires", what=side.inline(level.when)) if level.when else side.say("d_requires_nothing")


def _place(spot: Spot | None, side: Side) -> str:
    assert spot is not None
    name, _, level = spot.id.partition(".")
    ladder = side.ruleset.classifications[name]
    rank = ladder.rank(level)
    titles = [side.level(f"{name}.{it.id}") for it in ladder.levels]
    low, high = titles[rank - 1] if rank else None, titles[rank + 1] if rank + 1 < len(titles) else None
    if low and high:
        return side.say("d_between", low=low, high=high)
    return side.say("d_top", low=low) if low else side.say("d_bottom", high=high) if high else side.say("d_only")


def tell_conditions(told: Told) -> None:
    """Tell of conditions, those of one criterion or level together, and of the criteria shown as support."""
    for sort in ("level", "criterion"):
        spots = dict.fromkeys(it.spot for it in told.left if it.spot.sort == sort)
        for spot in spots:
            for aspect in ASPECTS:
                _tell_condition(told, spot, aspect)
        for spot in spots:
            for aspect in ASPECTS:
                _tell_support(told, spot, aspect)


def _tell_condition(told: Told, spot: Spot, aspect: Aspect) -> None:
    changes = told.take(lambda it: it.spot == spot and it.part in CONDITION_PARTS and it.aspect == aspect)
    if not changes:
        return
    name = told.name(changes[0])
    said = [it for it in changes if it.part != "role"]
    where = next((it.where for it in said), changes[0].where)
    sides = zip((told.diff.before, told.diff.after), where, strict=True)
    was, now = (when_of(ruleset, spot) if spot else None for ruleset, spot in sides)
    whens = was, now
    modality = [it for change in changes for it in _modality(told, change)]
    if was and now and _whole(said, was, now, changes):
        lines = told.lines.of([it for it in changes if it.part == "role"], whens)
        for through, criteria in told.lines.elsewhere(was, whens, added=False):
            lines.append(told.say("d_whole_still", what=told.new.listed(criteria), through=through))
        before, after = told.old.inline(was), told.new.inline(now)
        told.tell(told.say("d_new_condition", what=name), [*changes, *modality], map(capital, lines), before, after)
        return
    lines = told.lines.of(changes, whens)
    words = told.say("d_condition", what=name) if said else name
    if len(lines) == 1:
        told.tell(told.say("d_of", what=words, part=lines[0]), [*changes, *modality])
    else:
        told.tell(words, [*changes, *modality], [capital(it) for it in lines])


def _whole(said: list[Change], was: Condition, now: Condition, changes: list[Change]) -> bool:
    """Return whether nothing of *was* is left in *now*, as far as *changes* tell."""
    if any(it.part == "condition" and it.before == was and it.after == now for it in said):
        return True
    outer = [it for it in said if it.part == "member" and it.group == (was, now)]
    roles = [it for it in changes if isinstance(it.before, Role) and isinstance(it.after, Role)]
    gone = [it.before for it in outer] + [
        CriterionRef(it.before.criterion) for it in roles if isinstance(it.before, Role)
    ]
    come = [it.after for it in outer] + [CriterionRef(it.after.criterion) for it in roles if isinstance(it.after, Role)]
    every = all(it in gone for it in members(was)) and all(it in come for it in members(now))
    return every and any(it.kind is _ADDED for it in outer) and any(it.kind is _DROPPED for it in outer)


def _modality(told: Told, change: Change) -> list[Change]:
    """Return the change of modality that says the same as *change* does of the role of a criterion."""
    if not isinstance(change.before, Role) or not isinstance(change.after, Role):
        return []
    wanted = _ROLES.get(change.before.name), _ROLES.get(change.after.name)
    criterion = change.after.criterion
    return told.take(lambda it: it.part == "modality" and it.spot.id == criterion and (it.before, it.after) == wanted)


def _tell_support(told: Told, spot: Spot, aspect: Aspect) -> None:
    changes = told.take(lambda it: it.spot == spot and it.part == "supporting" and it.aspect == aspect)
    for kind, id_ in ((_ADDED, "d_supports"), (_DROPPED, "d_supports_not")):
        found = [it for it in changes if it.kind is kind]
        if found:
            claims = [words for it in found for words in told.matters(it) if words]
            line = told.say(id_, what=told.new.listed(claims))
            told.tell(told.say("d_of", what=told.name(found[0]), part=line), found)
    for change in changes:
        if change.kind is ChangeKind.REORDERED:
            told.tell(told.say("d_reordered", what=told.name(change), part=told.say("p_supporting")), [change])


def tell_criteria(told: Told) -> None:
    """Tell of criteria that came or went, with their role and the levels that they are for."""
    for kind, side, words in ((_ADDED, told.new, "added"), (_DROPPED, told.old, "dropped")):
        changes = told.take_itself("criterion", kind)
        said = [_criterion(it, side) for change in changes for it in (change.after or change.before,) if it]
        told.tell_list(f"d_criterion_{words}", f"d_criteria_{words}", changes, said)
    for kind, words in ((_ADDED, "added"), (_DROPPED, "dropped")):
        changes = told.take_itself("indicator", kind)
        said = [told.name(it) for it in changes]
        if changes:
            one = "d_indicator" if len(said) == 1 else "d_indicators"
            told.tell(f"{told.say(f'{one}_{words}')}: {told.new.listed(said)}", changes)


def tell_nested(told: Told) -> None:
    """Tell of ladders that are, or are no longer, declared to build on each other."""
    for change in told.take(lambda it: it.part == "nested"):
        told.tell(told.say("d_nested" if change.after else "d_not_nested", what=told.name(change)), [change])


def _criterion(it: object, side: Side) -> str:
    assert isinstance(it, Criterion)
    notes = [side.say(f"m_{it.modality}")] if it.modality else []
    levels = [
        side.level(f"{ladder.id}.{level.id}")
        for ladder in side.ruleset.classifications.values()
        for level in ladder.levels
        if it.id in level.supporting or it.id in asked_by(level.when, side.ruleset)
    ]
    notes += [side.listed(levels)] if levels else []
    claim = side.quoted(side.values.claim(it.id))
    return side.say("d_with", what=claim, notes="; ".join(notes)) if notes else claim
