"""The sheet of instructions: what the form is, and how to answer it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from lagesbild_rules.facts import BASES, HANDLINGS, INFORMATION_GRADES, SOURCE_GRADES
from lagesbild_rules.form._model import Form
from lagesbild_rules.form._phrases import phrase
from lagesbild_rules.ruleset import logic_digest

_Look = Literal["title", "heading", "label", "text"]
_MOST_AREAS = 60


def instructions(form: Form) -> Iterator[tuple[tuple[str, _Look], ...]]:
    """Yield the rows of the sheet: what stands in each of its two columns."""
    language = form.language

    def said(id_: str, **values: object) -> str:
        return phrase(id_, language, **values)

    ruleset = form.ruleset
    yield ((said("title", ruleset=" ".join(ruleset.title.in_(language).split())), "title"),)
    yield ()
    facts = {
        "l_unit": form.unit,
        "l_period": period(form),
        "l_areas": _areas(form),
        "l_ruleset": said("version", reference=ruleset.reference, version=ruleset.version),
        "l_force": str(ruleset.effective),
        "l_digest": logic_digest(ruleset),
    }
    for id_, text in facts.items():
        yield ((said(id_), "label"), (text, "text"))
    for heading, texts in _SECTIONS:
        yield ()
        label: tuple[str, _Look] = (said(heading), "heading")
        for text in texts:
            yield (label, (said(text, answers=said("s_answers")) if text == "how_rows" else said(text), "text"))
            label = ("", "label")
        if not texts:
            yield (label,)
        codes = {"h_basis": ("b_", "d_", BASES), "h_handling": ("o_", "e_", HANDLINGS)}
        if heading in codes:
            word, meaning, ids = codes[heading]
            for id_ in ids:
                yield ((said(f"{word}{id_}"), "label"), (said(f"{meaning}{id_}"), "text"))
        if heading == "h_grades":
            for grade in (*SOURCE_GRADES, *INFORMATION_GRADES):
                yield ((grade, "label"), (said(f"g_{grade}"), "text"))


_SECTIONS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("h_what", ("what",)),
    ("h_areas_only", ("areas_only",)),
    ("h_how", ("how_rows", "how_until", "how_numbers", "how_screen")),
    ("h_unknown", ("unknown",)),
    ("h_thresholds", ("thresholds",)),
    ("h_basis", ()),
    ("h_grades", ("grades",)),
    ("h_handling", ("handling",)),
    ("h_return", ("return",)),
)


def period(form: Form) -> str:
    """Return the period of the answers in words."""
    if form.valid_until is None:
        return phrase("period_open", form.language, from_=form.valid_from)
    return phrase("period", form.language, from_=form.valid_from, until=form.valid_until)


def _areas(form: Form) -> str:
    names = [str(it) for it in form.areas]
    return ", ".join(names) if len(names) <= _MOST_AREAS else f"{', '.join(names[:_MOST_AREAS])}, … ({len(names)})"
