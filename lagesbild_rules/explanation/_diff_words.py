"""From what differs between two rulesets to the document that says it in one language."""

from __future__ import annotations

from lagesbild_rules.explanation._citations import Citations
from lagesbild_rules.explanation._diff_constants import tell_constants
from lagesbild_rules.explanation._diff_document import AreasDiff, DiffDocument, DiffSection
from lagesbild_rules.explanation._diff_rules import tell_conditions, tell_criteria, tell_ladders, tell_nested
from lagesbild_rules.explanation._diff_texts import tell_citations, tell_renamed, tell_rest, tell_sources, tell_texts
from lagesbild_rules.explanation._diff_told import Told, moves_an_answer
from lagesbild_rules.explanation._phrases import phrase
from lagesbild_rules.ruleset import RulesetDiff
from lagesbild_rules.text import Language

_TELLING = (
    tell_ladders, tell_conditions, tell_criteria, tell_nested, tell_constants,
    tell_renamed, tell_texts, tell_citations, tell_sources, tell_rest,
)  # fmt: skip


def diff_document(diff: RulesetDiff, language: Language = "sv", areas: AreasDiff | None = None) -> DiffDocument:
    """Return *diff* in words of *language*: each change told once, the weightiest first, *areas* last."""
    told = Told(diff, language)
    for tell in _TELLING:
        tell(told)
    return DiffDocument(
        language,
        _title(diff, language),
        Citations(diff.before, language).ruleset(),
        Citations(diff.after, language).ruleset(),
        phrase(_summary(diff), language),
        [DiffSection(aspect, phrase(f"d_{aspect}", language), items) for aspect, items in told.items.items() if items],
        areas,
    )


def _title(diff: RulesetDiff, language: Language) -> str:
    """Name both texts by their titles, by their references where these are the same, and by their versions."""
    texts = diff.before, diff.after
    names = [it.title.in_(language) for it in texts]
    if names[0] == names[1]:
        names = [it.reference for it in texts]
    if names[0] == names[1]:
        names = [f"{it.reference}, {phrase('l_version', language)} {it.version}" for it in texts]
    before, after = (phrase("quoted", language, text=name) for name in names)
    return phrase("d_title", language, before=before, after=after)


def _summary(diff: RulesetDiff) -> str:
    if not diff.changes:
        return "d_nothing_differs"
    return "d_other_rules" if any(map(moves_an_answer, diff.changes)) else "d_same_rules"
