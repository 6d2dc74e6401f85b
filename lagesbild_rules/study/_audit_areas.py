"""Chapters of an audit about what was given besides the ruleset: areas, answers of units, a published list."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lagesbild_rules.explanation import Values
from lagesbild_rules.pages import ReportTable
from lagesbild_rules.study._agreement_model import AGREEMENT_COLUMNS
from lagesbild_rules.study._agreement_words import agreement_page
from lagesbild_rules.study._audit_chapters import left_out, titled
from lagesbild_rules.study._audit_model import Audit, Chapter, Plot, Rows, Statement
from lagesbild_rules.study._backtest_model import BACKTEST_COLUMNS, ClassBacktest
from lagesbild_rules.study._backtest_words import backtest_page
from lagesbild_rules.study._phrases_agreement import ranged, told
from lagesbild_rules.study._phrases_audit import put
from lagesbild_rules.study._plots_agreement import agreement_svg, backtest_svg
from lagesbild_rules.text import Language

AREA_COLUMNS: Final = {"classification": "text", "level": "text", "areas": "whole"}


def areas_chapter(audit: Audit, language: Language) -> Chapter:
    """Return how many of the areas get each level, and how many are undecided."""
    if audit.assessments is None:
        return left_out("areas", language, "areas_none")
    if not audit.assessments:
        return left_out("areas", language, "areas_empty")
    values, all_ = Values(audit.ruleset, language), len(audit.assessments)
    statements: list[Statement] = []
    rows, data = [], []
    for name, ladder in audit.ruleset.classifications.items():
        levels = [it.classifications[name].level for it in audit.assessments]
        title, open_ = titled(audit.ruleset, name, language), levels.count(None)
        text = put("areas_decided", language, name=title, n=all_ - open_, all=all_, day=audit.as_of)
        statements.append(Statement("counted", "told", text))
        if open_:
            text = put("areas_open", language, name=title, n=open_, all=all_)
            statements.append(Statement("counted", "open", text))
        for level in (*(it.id for it in ladder.levels), None):
            word = put("undecided", language) if level is None else values.level(name, level)
            rows.append((title, word, str(levels.count(level))))
            data.append({"classification": name, "level": level, "areas": levels.count(level)})
    headings = tuple(put(it, language) for it in ("c_classification", "c_level", "c_areas"))
    table = ReportTable(put("h_levels", language), headings, tuple(rows), frozenset({2}))
    asks = put("areas_asks", language)
    kept = (Rows("areas", AREA_COLUMNS, data),)
    return Chapter("areas", put("areas", language), asks, None, tuple(statements), (table,), data=kept)


def agreement_chapter(audit: Audit, language: Language) -> Chapter:
    """Return how far the units agree about the same areas."""
    found = audit.agreement
    if found is None:
        return left_out("agreement", language, "agreement_none")
    page = agreement_page(found, audit.ruleset, language)
    statements: list[Statement] = []
    for it, row in zip(found.pairs, page.tables[0].rows, strict=True):
        if it.alpha is None:
            text = put("agreement_undefined", language, name=row[0])
            statements.append(Statement("counted", "open", text))
        else:
            value = ranged(it.alpha, it.alpha_low, it.alpha_high, language)
            text = put("agreement_alpha", language, name=row[0], value=value, areas=it.areas)
            statements.append(Statement("sampled", "told", text))
    if not found.pairs:
        statements.append(Statement("counted", "open", put("agreement_nothing", language)))
    statements.append(Statement("assumed", "told", put("agreement_assumed", language)))
    described = "; ".join(it.text for it in statements[:-1])
    shown = any(it.alpha is not None for it in found.pairs)
    plot = Plot(told("plot_alpha", language), described, agreement_svg(found, audit.ruleset, language, drawn=True))
    return Chapter(
        "agreement",
        put("agreement", language),
        put("agreement_asks", language),
        None,
        tuple(statements),
        page.tables,
        plots=(plot,) if shown else (),
        data=(Rows("agreement", AGREEMENT_COLUMNS, found.rows()),),
    )


def backtest_chapter(audit: Audit, language: Language) -> Chapter:
    """Return how the computed classes compare with the published ones."""
    found = audit.backtest
    if found is None:
        return left_out("backtest", language, "backtest_no_facts" if audit.listed else "backtest_none")
    page = backtest_page(found, language)
    statements = [it for one in found.classifications for it in _backtest(audit, one, language)]
    described = told("plot_matrix_desc", language, rows="; ".join(it.text for it in statements))
    plot = Plot(told("plot_matrix", language), described, backtest_svg(found, language, drawn=True))
    return Chapter(
        "backtest",
        put("backtest", language),
        put("backtest_asks", language),
        None,
        tuple(statements),
        page.tables,
        plots=(plot,),
        data=(Rows("backtest", BACKTEST_COLUMNS, found.rows()),),
    )


def _backtest(audit: Audit, one: ClassBacktest, language: Language) -> Iterator[Statement]:
    name, all_ = titled(audit.ruleset, one.classification, language), len(one.areas)
    same, contradicted, open_ = one.count("same"), len(one.contradicted), one.count("open")
    text = put("backtest_same", language, name=name, n=same, all=all_)
    yield Statement("counted", "told" if contradicted else "holds", text)
    if contradicted:
        text = put("backtest_differ", language, name=name, n=contradicted, all=all_)
        yield Statement("counted", "fails", text)
    if open_:
        yield Statement("counted", "open", put("backtest_open", language, name=name, n=open_, all=all_))
    if left := len(one.without) + len(one.unlisted) + len(one.unassessed):
        yield Statement("counted", "told", put("backtest_left", language, name=name, n=left))
    if one.same.value is not None:
        shares = {
            id_: ranged(it.value, it.low, it.high, language) for id_, it in (("value", one.same), ("kappa", one.kappa))
        }
        yield Statement("sampled", "told", put("backtest_share", language, name=name, **shares))
