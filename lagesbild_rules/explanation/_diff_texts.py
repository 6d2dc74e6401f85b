"""What is told of words and sources, and of every field that nothing else tells of."""

from __future__ import annotations

from typing import Final

from lagesbild_rules.explanation._citations import Citations
from lagesbild_rules.explanation._diff_side import Side
from lagesbild_rules.explanation._diff_told import Told
from lagesbild_rules.ruleset import Change, ChangeKind, Citation, Part, Sort, Spot

_TEXTS: Final[tuple[Part, ...]] = ("claim", "quote", "misreading", "because", "title", "titles")
_CITED: Final[tuple[Part, ...]] = ("source", "locator", "evidence")
_CITING: Final[tuple[Sort, ...]] = ("level", "criterion", "parameter", "reading")
_NAMED: Final = 3
"""So many things are named when the same is told of them; of more it is told how many they are."""


def tell_renamed(told: Told) -> None:
    """Tell of what has another id: criteria whose words are new too, with the source's words, then the rest."""
    for change in told.take(lambda it: it.kind is ChangeKind.RENAMED):
        claim = told.take_at(change, "claim") if change.spot.sort == "criterion" else []
        old, new = change.where
        assert old is not None
        assert new is not None
        if claim and not told.is_other(claim[0]):
            quote = told.take_at(change, "quote")
            words = told.say("d_replaced", before=told.old.name(old), after=told.new.name(new))
            told.tell(words + told.same_condition(change), [change, *claim, *quote], (), *_quoted(told, quote))
        else:
            words = told.say("d_renamed", what=_called(told, change), before=old.id, after=new.id)
            told.tell(words, [change, *claim])


def tell_texts(told: Told) -> None:
    """Tell of claims with the source's words, of misreadings, reasons and titles, each as it was and as it is."""
    for change in told.take(lambda it: it.part == "claim" and not told.is_other(it)):
        quote = told.take_at(change, "quote")
        was, now = (
            told.new.quoted((words or told.say("d_nothing")).removesuffix(".")) for words in told.matters(change)
        )
        what = told.name(change) if change.spot.sort == "level" else ""
        words = told.say("d_reads" if what else "d_criterion_reads", what=what, before=was, after=now)
        told.tell(words, [change, *quote], (), *_quoted(told, quote))
    for part in _TEXTS:
        for change in told.take(lambda it: it.part == part and it.spot.sort not in ("ruleset", "source")):  # noqa: B023
            old, new = _quoted(told, [change]) if part == "quote" else told.matters(change)
            before, after = _trimmed(old, new) if old and new and part != "quote" else (old, new)
            id_ = {ChangeKind.ADDED: "d_new", ChangeKind.DROPPED: "d_gone"}.get(change.kind, "d_of")
            part_words = told.say(f"p_{part}", value=_titled(change))
            if told.is_other(change):
                part_words = told.say("d_in_other", part=part_words)
            told.tell(told.say(id_, what=_called(told, change), part=part_words), [change], (), before, after)


def _quoted(told: Told, quote: list[Change]) -> tuple[str | None, str | None]:
    before, after = told.matters(quote[0]) if quote else (None, None)
    return before and told.new.quoted(before), after and told.new.quoted(after)


def _called(told: Told, change: Change) -> str:
    """Return the name of the thing that changed, with its sort where the name is an id."""
    if change.spot.sort in ("parameter", "reading"):
        return told.new.constant_called(change.spot.id)
    return told.name(change)


def _trimmed(before: str, after: str) -> tuple[str, str]:
    """Return two texts without the sentences that both begin with, and those that both end with.

    >>> _trimmed("It is so. The limit is 1. Ours.", "It is so. The limit is 2. Ours.")
    ('… The limit is 1. …', '… The limit is 2. …')
    """
    old, new = before.split(". "), after.split(". ")
    start = 0
    while start < min(len(old), len(new)) - 1 and old[start] == new[start]:
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start - 1 and old[-1 - end] == new[-1 - end]:
        end += 1
    first, last = "… " if start else "", ". …" if end else ""
    was, now = (f"{first}{'. '.join(it[start : len(it) - end])}{last}" for it in (old, new))
    return was, now


def _titled(change: Change) -> str:
    return getattr(change.after or change.before, "value", "") if change.part == "titles" else ""


def tell_citations(told: Told) -> None:
    """Tell of where things stand in the sources: of all that went from one place to another in one sentence."""
    by_words: dict[tuple[str, str, str], list[tuple[Change, list[Change]]]] = {}
    for first in list(told.left):
        if first in told.left and first.part in _CITED and first.spot.sort in _CITING:
            changes = told.take_at(first, *_CITED)
            parts = {it.part for it in changes}
            id_ = "d_cited" if "source" in parts else "d_located" if "locator" in parts else "d_known"
            ends = zip((told.old, told.new), first.where, strict=True)
            before, after = (_cited(side, spot, id_) for side, spot in ends if spot)
            by_words.setdefault((id_, before, after), []).append((first, changes))
    for (id_, before, after), found in by_words.items():
        what = _named(told, [first for first, _ in found])
        words = told.say(id_, what=what, before=before, after=after)
        if id_ != "d_known":
            words = told.say("d_now", what=words, before=before, after=after)
        told.tell(words, [it for _, changes in found for it in changes])


def _cited(side: Side, spot: Spot, id: str) -> str:
    """Return the source and how it is known, or of these what *id* tells of."""
    said = Citations(side.ruleset, side.language).of(_citation(side, spot))
    if id == "d_located":
        return said.locator or side.say("d_nothing")
    known = said.evidence_text or side.say("d_nothing")
    if id == "d_known" or said.source is None:
        return known
    source = side.quoted(said.source)
    return side.say("d_with", what=source, notes=known) if said.evidence_text else source


def _citation(side: Side, spot: Spot) -> Citation:
    if spot.sort == "criterion":
        return side.ruleset.criteria[spot.id].citation
    if spot.sort == "level":
        name, _, level = spot.id.partition(".")
        ladder = side.ruleset.classifications[name]
        return ladder.levels[ladder.rank(level)].citation
    return side.constant(spot.id).citation


def _named(told: Told, changes: list[Change]) -> str:
    """Return the things that changed by name, or how many they are of each sort."""
    if len(changes) <= _NAMED:
        return told.new.listed([told.name(it) for it in changes])
    counts = {sort: sum(it.spot.sort == sort for it in changes) for sort in _CITING}
    return told.new.listed(
        [told.say(f"d_of_{sort}" if n == 1 else f"d_of_{sort}s", n=n) for sort, n in counts.items() if n]
    )


def tell_sources(told: Told) -> None:
    """Tell of the sources that came or went."""
    for kind, side, words in ((ChangeKind.ADDED, told.new, "added"), (ChangeKind.DROPPED, told.old, "dropped")):
        changes = told.take_itself("source", kind)
        said = []
        for change in changes:
            it = side.ruleset.sources[change.spot.id]
            said.append(
                side.say("d_with", what=side.quoted(it.title), notes=it.reference)
                if it.reference
                else told.name(change)
            )
        told.tell_list(f"d_source_{words}", f"d_sources_{words}", changes, said)


def tell_rest(told: Told) -> None:
    """Tell of all that is left: each field as it was and as it is, the same of several things in one sentence."""
    by_words: dict[tuple[Part, str, str], list[Change]] = {}
    for change in told.take(lambda _: True):
        nothing = told.say("d_until_further" if change.part == "until" else "d_nothing")
        before, after = (words or nothing for words in told.matters(change))
        by_words.setdefault((change.part, before, after), []).append(change)
    for (part, before, after), changes in by_words.items():
        if part == "itself":
            id_ = "d_new" if changes[0].kind is ChangeKind.ADDED else "d_gone"
            for change in changes:
                told.tell(told.say(id_, what=told.say(f"p_{change.spot.sort}"), part=told.name(change)), [change])
            continue
        said = told.say(f"p_{part}", value=_titled(changes[0]))
        if changes[0].spot.sort != "ruleset":
            said = told.say("d_of", what=_named_all(told, changes), part=said)
        if changes[0].kind is ChangeKind.REORDERED:
            told.tell(told.say("d_reordered", what=_named_all(told, changes), part=said), changes)
        else:
            told.tell(told.say("d_now", what=said, before=before, after=after), changes)


def _named_all(told: Told, changes: list[Change]) -> str:
    return told.new.listed([told.name(it) for it in changes])
