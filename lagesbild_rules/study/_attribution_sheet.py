"""Attribution in words of one language."""

from __future__ import annotations

from fractions import Fraction

from lagesbild_rules.study._attribution import Attribution, Credit
from lagesbild_rules.study._edits import Edit
from lagesbild_rules.study._phrases_sensitivity import told
from lagesbild_rules.study._sensitivity_sheets import fraction, value
from lagesbild_rules.study._sheets import Sheet
from lagesbild_rules.text import Language


def attribution_sheet(found: Attribution, language: Language) -> Sheet:
    """Return *found* in words: every edit with how many areas it moves, the weightiest first."""
    title = told("attribution", language, before=found.before.reference, after=found.after.reference)
    lead = [told("attribution_lead", language, moved=found.moved, areas=found.areas)]
    if not found.edits:
        lead.append(told("attribution_none", language))
    elif found.permutations is None:
        lead.append(told("attribution_exact", language))
    else:
        lead.append(told("attribution_sampled", language, permutations=found.permutations, seed=found.seed))
    names = list(dict.fromkeys(name for name, _ in found.totals if name is not None))
    rows = []
    for edit, credits in sorted(
        zip(found.edits, found.credits, strict=True), key=lambda it: -it[1][None, "moved"].value
    ):
        ways = [
            f"{fraction(credits[name, 'up'].value, language)} / {fraction(credits[name, 'down'].value, language)} / "
            f"{fraction(credits[name, 'other'].value, language)}"
            for name in names
        ]
        rows.append((edit_text(edit, language), _credit(credits[None, "moved"], found, language), *ways))
    headings = [told("c_edit", language), told("c_areas", language)]
    headings += [f"{name}: {told('c_way', language).lower()}" for name in names]
    numbers = frozenset(range(1, len(headings)))
    return Sheet(title, tuple(lead), tuple(headings), tuple(rows), (), numbers)


def edit_text(edit: Edit, language: Language) -> str:
    """Return what *edit* changes."""
    things = ", ".join(f"{told(f't_{sort}', language)} {id_}".strip() for sort, id_ in edit.things)
    if edit.before is None or edit.after is None:
        return things
    return f"{things}: {value(edit.before, language)} → {value(edit.after, language)}"


def _credit(it: Credit, found: Attribution, language: Language) -> str:
    mean = fraction(it.value, language)
    if found.permutations is None:
        return mean
    ends = [fraction(Fraction(end), language) for end in (it.low, it.high)]
    return f"{mean} ({ends[0]}–{ends[1]})"
