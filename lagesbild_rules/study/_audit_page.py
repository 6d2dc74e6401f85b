"""An audit in words: its chapters in order, what it assumed, and what it was bound by."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from lagesbild_rules.explanation import ruleset_page
from lagesbild_rules.facts import ScaleKind
from lagesbild_rules.pages import ReportTable
from lagesbild_rules.ruleset import (
    Compare,
    FiniteCompare,
    Literal,
    NumberCompare,
    Ruleset,
    leaves,
    walk,
)
from lagesbild_rules.study._audit_areas import agreement_chapter, areas_chapter, backtest_chapter
from lagesbild_rules.study._audit_chapters import (
    coverage_chapter,
    diff_chapter,
    mutants_chapter,
    power_chapter,
    proofs_chapter,
    readings_chapter,
)
from lagesbild_rules.study._audit_model import GROUNDS, STANDINGS, Audit, AuditPage, Chapter, Statement
from lagesbild_rules.study._audit_sensitivity import sensitivity_chapter
from lagesbild_rules.study._backtest import MOST_TURNED
from lagesbild_rules.study._phrases_agreement import decimal
from lagesbild_rules.study._phrases_audit import AUDIT_PHRASES, put
from lagesbild_rules.study._statistics import MOST_UNDEFINED
from lagesbild_rules.text import Language


def assumed_chapter(audit: Audit, language: Language) -> Chapter:
    """Return what the audit builds on and does not test."""
    statements = tuple(Statement("assumed", "told", text) for text in _assumptions(audit, language))
    return Chapter("assumed", put("assumed", language), put("assumed_asks", language), None, statements)


CHAPTERS: Final[tuple[Callable[[Audit, Language], Chapter], ...]] = (
    proofs_chapter,
    readings_chapter,
    diff_chapter,
    coverage_chapter,
    mutants_chapter,
    power_chapter,
    areas_chapter,
    sensitivity_chapter,
    agreement_chapter,
    backtest_chapter,
    assumed_chapter,
)
"""The chapters of an audit in their order; a further study adds a field to ``Audit`` and its chapter here."""


def audit_page(audit: Audit, language: Language = "sv") -> AuditPage:
    """Return *audit* in words of *language*: every chapter, also those that only say why they are left out."""
    told = ruleset_page(audit.ruleset, language)
    words = {id_: AUDIT_PHRASES[id_].in_(language) for id_ in _WORDS}
    for ground in GROUNDS:
        words |= {f"ground_{ground}": put(f"ground_{ground}", language)}
        words |= {f"what_{ground}": put(f"what_{ground}", language, **_sampling(audit))}
    for standing in STANDINGS:
        words |= {f"{it}_{standing}": put(f"{it}_{standing}", language) for it in ("standing", "none")}
    return AuditPage(
        language,
        put("title", language, title=told.ruleset.title or audit.ruleset.id),
        told.ruleset,
        tuple(_about(audit, language)),
        tuple(chapter(audit, language) for chapter in CHAPTERS),
        tuple(told.constants),
        _limits(audit, language),
        words,
    )


_WORDS: Final = (
    *(
        "label",
        "lead",
        "proposal",
        "h_summary",
        "h_grounds",
        "h_audited",
        "h_limits",
        "h_constants",
        "h_left_out",
        "h_shown",
    ),
    *("more_shown", "more_rows", "constants_none", "c_ground", "c_statements", "c_meaning", "data", "attached"),
)


def _sampling(audit: Audit) -> dict[str, object]:
    it = audit.sampling
    return {"resamples": it.resamples, "seed": it.seed, "confidence": f"{100 * it.confidence:g}"}


def _about(audit: Audit, language: Language) -> Iterator[tuple[str, str]]:
    yield put("in_cases", language), str(len(audit.cases))
    if audit.assessments is not None or audit.agreement is not None:
        yield put("in_day", language), str(audit.as_of)
    for it in audit.inputs:
        yield put(f"in_{it.role}", language), f"{it.name}, {it.digest}"
    if audit.diff is not None:
        yield put("in_before", language), audit.diff.logic.before.reference


def _limits(audit: Audit, language: Language) -> ReportTable:
    it = audit.sampling
    rows = (
        ("l_seconds", put("l_seconds_value", language, n=f"{audit.seconds:g}")),
        ("l_seed", str(audit.seed)),
        ("l_resamples", str(it.resamples)),
        ("l_confidence", f"{100 * it.confidence:g} %"),
        ("l_turned", put("at_most", language, n=MOST_TURNED)),
        ("l_undefined", f"{decimal(100 * MOST_UNDEFINED, language, 0)} %"),
    )
    headings = tuple(put(id_, language) for id_ in ("c_limit", "c_value", "c_whose"))
    ours = put("ours", language)
    shown = tuple((put(id_, language), value, ours) for id_, value in rows)
    return ReportTable(put("h_limits", language), headings, shown)


def _assumptions(audit: Audit, language: Language) -> Iterator[str]:
    ruleset = audit.ruleset
    for id_, ids in (("a_readings", ruleset.readings), ("a_parameters", ruleset.parameters)):
        if ids:
            yield put(id_, language, n=len(ids), names=", ".join(ids))
    compares = list(_compares(ruleset))
    if unnamed := sum(_unnamed(it, ruleset) for it in compares):
        yield put("a_literals", language, n=unnamed)
    if closed := sum(it.missing_as is not None for it in compares):
        yield put("a_closed", language, n=closed)
    sources = ruleset.sources
    marks = {
        id_: it.citation.evidence or (sources[it.citation.source].evidence if it.citation.source else None)
        for id_, it in ruleset.criteria.items()
    }
    if other := [id_ for id_, mark in marks.items() if mark != "primary"]:
        yield put("a_secondary", language, n=len(other), all=len(marks), names=", ".join(other))
    yield put("a_proofs", language)
    if audit.assessments is not None:
        yield put("a_facts", language)


def _compares(ruleset: Ruleset) -> Iterator[Compare]:
    """Yield every distinct comparison of the ruleset."""
    whens = [it.when for it in ruleset.criteria.values()]
    whens += [level.when for it in ruleset.classifications.values() for level in it.levels if level.when is not None]
    yield from dict.fromkeys(it for when in whens for it in walk(when) if isinstance(it, Compare))


def _unnamed(it: Compare, ruleset: Ruleset) -> bool:
    """Return whether a limit of *it* is written as such and not as a parameter or reading."""
    match it:
        case NumberCompare():
            return any(isinstance(leaf, Literal) for right in it.right for leaf in leaves(right))
        case FiniteCompare():
            scale = isinstance(ruleset.indicators[it.indicator].kind, ScaleKind)
            return scale and any(isinstance(one, Literal) for one in it.right)
