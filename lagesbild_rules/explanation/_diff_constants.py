"""What is told of parameters and readings: how high, whose, and which other values are admissible."""

from __future__ import annotations

from lagesbild_rules.explanation._diff_side import Side
from lagesbild_rules.explanation._diff_told import Told
from lagesbild_rules.explanation._phrases import capital
from lagesbild_rules.ruleset import Change, ChangeKind, Reading


def tell_constants(told: Told) -> None:
    """Tell of values and readings: those whose owner changed, those that moved, those that came or went."""
    for change in told.take(lambda it: it.part == "whose"):
        _tell_whose(told, change)
    for change in told.take(lambda it: it.part == "value"):
        _tell_value(told, change)
    for change in list(told.left):
        if change.part == "admissible" and change in told.left:
            changes = told.take_at(change, "admissible")
            told.tell(
                told.say("d_of", what=told.new.constant_called(change.spot.id), part=_admissible(told, change)), changes
            )
    for kind, side, words in ((ChangeKind.ADDED, told.new, "added"), (ChangeKind.DROPPED, told.old, "dropped")):
        for sort, one, many in (("parameter", "d_value", "d_values"), ("reading", "d_reading", "d_readings")):
            changes = told.take(lambda it: it.part == "itself" and it.kind is kind and it.spot.sort == sort)  # noqa: B023
            told.tell_list(
                f"{one}_{words}", f"{many}_{words}", changes, [_constant(it.spot.id, side) for it in changes]
            )


def _tell_whose(told: Told, change: Change) -> None:
    rest = told.take_at(
        change, "value", "unit", "title", "because", "admissible", "source", "locator", "quote", "evidence"
    )
    before, after = (
        side.say("d_with", what=side.constant_value(spot.id), notes=side.say(f"whose_{_sort(side, spot.id)}"))
        for side, spot in zip((told.old, told.new), change.where, strict=True)
        if spot
    )
    words = told.say("d_now", what=told.new.constant_title(change.spot.id), before=before, after=after)
    told.tell(words, [change, *rest])


def _sort(side: Side, id: str) -> str:
    return "reading" if id in side.ruleset.readings else "parameter"


def _tell_value(told: Told, change: Change) -> None:
    rest = told.take_at(change, "unit", "admissible")
    title = told.take_at(change, "title")
    old, new = change.where
    assert old is not None
    assert new is not None
    before, after = told.old.constant_value(old.id), told.new.constant_value(new.id)
    called = told.new.constant_called(new.id)
    if title and not told.is_other(title[0]):
        titles = told.old.constant_title(old.id), told.new.constant_title(new.id)
        before, after = (
            told.say("d_of", what=what, part=part) for what, part in zip(titles, (before, after), strict=True)
        )
        words = told.say("d_instead", before=before, after=after)
    elif change.shift:
        it = told.new.constant(new.id)
        by = told.lines.by(change.shift, it.unit, steps=isinstance(it.value, str))
        words = told.lines.moved(called, by, change.shift, before, after)
    else:
        words = told.say("d_changed", what=called, before=before, after=after)
    lines = [capital(_admissible(told, it)) for it in rest if it.part == "admissible"]
    told.tell(words, [change, *rest, *title], lines[:1])


def _admissible(told: Told, change: Change) -> str:
    old, new = change.where
    assert old is not None
    assert new is not None
    before, after = told.old.listed(told.old.admissible(old.id)), told.new.listed(told.new.admissible(new.id))
    return told.say("d_admissible", before=before, after=after)


def _constant(id: str, side: Side) -> str:
    it = side.constant(id)
    title = side.constant_title(id)
    called = title if it.title.in_(side.language) else side.with_use(title, id)
    value = side.constant_value(id)
    if isinstance(it, Reading):
        value = side.say("d_admissible_are", value=value, admissible=side.listed(side.admissible(id)))
    return side.say("d_of", what=called, part=value)
