"""Chapters of an audit about the ruleset itself: proofs, readings, the text before, cases, mutants, power."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any, Final

from attrs import evolve

from lagesbild_rules.explanation import Values
from lagesbild_rules.pages import ReportTable
from lagesbild_rules.ruleset import Ruleset
from lagesbild_rules.study._audit_model import Audit, Chapter, Plot, Rows, Statement
from lagesbild_rules.study._coverage import COVERAGE_COLUMNS
from lagesbild_rules.study._mutation import MUTANT_COLUMNS
from lagesbild_rules.study._phrases_audit import put
from lagesbild_rules.study._plots import power_svg
from lagesbild_rules.study._power import POWER_COLUMNS
from lagesbild_rules.study._proof import PROOF_COLUMNS, TOLD, Proof, Proofs, Verdict
from lagesbild_rules.study._regions import REGION_COLUMNS
from lagesbild_rules.study._sheets import (
    Sheet,
    claim_text,
    coverage_sheet,
    logic_sheet,
    mutation_sheet,
    percent,
    power_sheet,
    proofs_sheet,
)
from lagesbild_rules.text import Language

_UNTIMED: Final = {name: kind for name, kind in PROOF_COLUMNS.items() if name != "seconds"}
"""How long a proof took differs from run to run, and is no part of an audit."""
_UNIVERSAL: Final = ("nested", "worse_never_milder")
"""Claims that hold of all facts: under every reading they say more than under one."""


def proofs_chapter(audit: Audit, language: Language) -> Chapter:
    """Return what was proven and refuted of the ruleset under its own readings."""
    found = audit.proofs
    statements = [it for claim in _claims(found) for it in _claim(claim, language)]
    return _chapter("proofs", language, statements, proofs_sheet(found, language), [_proof_rows("proofs", found)])


def readings_chapter(audit: Audit, language: Language) -> Chapter:
    """Return which universal claims hold whatever the readings, and which only under some."""
    found = audit.every_reading
    if found is None:
        return left_out("readings", language, "readings_none")
    kept = Proofs(found.ruleset, tuple(it for it in found.proofs if it.claim in _UNIVERSAL))
    own = {(it.claim, it.subject): it.verdict for it in audit.proofs.proofs}
    statements: list[Statement] = []
    for claim in _claims(kept):
        name, all_ = claim_text(claim[0], language), [it for it in claim if it.verdict is not Verdict.NOT_APPLICABLE]
        held, failing, open_ = _split(all_)
        hanging = [it for it in failing if own[it.claim, it.subject] is Verdict.PROVEN]
        if held:
            text = put("readings_hold", language, claim=name, n=len(held), all=len(all_))
            statements.append(Statement("proven", "holds", text))
        if hanging:
            text = put("readings_fail", language, claim=name, names=_subjects(hanging))
            statements.append(Statement("proven", "fails", text))
        if open_:
            statements.append(_open(claim[0], open_, language))
    return _chapter("readings", language, statements, proofs_sheet(kept, language), [_proof_rows("readings", kept)])


def diff_chapter(audit: Audit, language: Language) -> Chapter:
    """Return how the ruleset stands to the text before it."""
    if audit.diff is None or audit.pair is None:
        return left_out("diff", language, "diff_none")
    logic, statements = audit.diff.logic, []
    if logic.equivalent:
        statements.append(Statement("proven", "told", put("diff_same", language)))
    for it in audit.pair.proofs:
        ids = {Verdict.PROVEN: "pair_holds", Verdict.REFUTED: "pair_fails", Verdict.GAVE_UP: "pair_open"}
        if it.verdict in ids:
            text = put(ids[it.verdict], language, claim=claim_text(it, language), name=it.subject)
            standing = "open" if it.verdict is Verdict.GAVE_UP else "told"
            statements.append(Statement("proven", standing, text))  # type: ignore[arg-type]
    for names in dict.fromkeys(it.classification for it in logic.regions):
        other = [it for it in logic.regions if it.classification == names and not it.same and not it.gave_up]
        name, shares = titled(audit.ruleset, names[1], language), [it.share for it in other]
        if None in shares:
            text = put("diff_regions", language, name=name, n=len(other))
            statements.append(Statement("proven", "told", text))
        else:
            share = percent(sum(filter(None, shares), Fraction(0)), language)
            statements.append(Statement("counted", "told", put("diff_share", language, name=name, share=share)))
    if unsettled := sum(it.gave_up for it in logic.regions):
        statements.append(Statement("proven", "open", put("diff_gave_up", language, n=unsettled)))
    if audit.diff.population is not None:
        moved = audit.diff.population
        text = put("diff_areas", language, changed=moved.changed, areas=moved.areas)
        statements.append(Statement("counted", "told", text))
    data = [_proof_rows("diff-claims", audit.pair), Rows("diff-regions", REGION_COLUMNS, logic.rows())]
    made = _chapter("diff", language, statements, logic_sheet(logic, language), data)
    return evolve(made, tables=(sheet_table(proofs_sheet(audit.pair, language)), *made.tables))


def coverage_chapter(audit: Audit, language: Language) -> Chapter:
    """Return what the cases cover, what nothing can, and what never decides in the areas."""
    found = audit.coverage
    covered, all_ = found.share()
    never = [str(it.subject) for it in found.subjects if it.possible is False]
    unsettled = [str(it.subject) for it in found.subjects if not it.cases.covered and it.possible is None]
    statements = []
    if not audit.cases:
        statements.append(Statement("counted", "fails", put("no_cases", language)))
    missing = covered + len(unsettled) < all_
    text = put("coverage_share", language, n=covered, all=all_)
    statements.append(Statement("counted", "fails" if missing else "holds", text))
    for id_, names in (("coverage_never", never), ("coverage_open", unsettled)):
        if names:
            text = put(id_, language, n=len(names), names=", ".join(names))
            statements.append(Statement("proven", "open" if id_ == "coverage_open" else "told", text))
    idle = [it for it in found.subjects if it.areas and not (it.areas.true or it.areas.false)]
    if audit.assessments:
        counts = {"n": len(idle), "all": len(found.subjects), "areas": len(audit.assessments)}
        statements.append(Statement("counted", "told", put("coverage_areas", language, **counts)))
    data = [Rows("coverage", COVERAGE_COLUMNS, found.rows())]
    return _chapter("coverage", language, statements, coverage_sheet(found, language), data)


def mutants_chapter(audit: Audit, language: Language) -> Chapter:
    """Return how many changes of the ruleset the cases notice."""
    found = audit.mutation
    caught, equal, open_ = (found.count(it) for it in ("caught", "equivalent", "gave_up"))
    can_be = len(found.tried) - equal - open_
    text = put("mutants_caught", language, n=caught, all=can_be)
    statements = [Statement("counted", "holds" if caught == can_be else "fails", text)]
    if equal:
        statements.append(Statement("proven", "told", put("mutants_equal", language, n=equal)))
    if open_:
        statements.append(Statement("proven", "open", put("mutants_open", language, n=open_)))
    data = [Rows("mutants", MUTANT_COLUMNS, found.rows())]
    return _chapter("mutants", language, statements, mutation_sheet(found, language), data)


def power_chapter(audit: Audit, language: Language) -> Chapter:
    """Return how often the class hangs on each criterion."""
    found, values = audit.powers, Values(audit.ruleset, language)
    statements = []
    for name in audit.ruleset.classifications:
        own = [it for it in found.powers if it.classification == name]
        title = titled(audit.ruleset, name, language)
        if own and (most := max(own, key=lambda it: it.banzhaf)).banzhaf:
            share = percent(most.banzhaf, language)
            words = {"name": title, "criterion": values.claim(most.criterion), "share": share}
            statements.append(Statement("counted", "told", put("power_most", language, **words)))
    weighs = {it.criterion for it in found.powers if it.banzhaf}
    if idle := dict.fromkeys(it.criterion for it in found.powers if it.criterion not in weighs):
        statements.append(Statement("counted", "told", put("power_zero", language, names=", ".join(idle))))
    statements.append(Statement("assumed", "told", put("power_assumed", language)))
    sheet = power_sheet(found, language)
    rows = "; ".join(f"{row[0]}, {row[1]} {row[2]}" for row in sheet.rows)
    plots = (Plot(sheet.title, put("plot_power", language, rows=rows), power_svg(found, language)),)
    made = _chapter("power", language, statements, sheet, [Rows("power", POWER_COLUMNS, found.rows())])
    return evolve(made, plots=plots if found.powers else ())


def _chapter(
    id: str, language: Language, statements: Sequence[Statement], sheet: Sheet, data: Sequence[Rows]
) -> Chapter:
    tables = (sheet_table(sheet),) if sheet.rows else ()
    shown = tuple(ReportTable(it.title, it.headings, it.rows, frozenset(), it.notes) for it in sheet.shown)
    asks = put(f"{id}_asks", language)
    return Chapter(id, put(id, language), asks, None, tuple(statements), tables, shown, (), tuple(data))


def sheet_table(sheet: Sheet) -> ReportTable:
    """Return *sheet* as a table of a report."""
    return ReportTable(sheet.title, sheet.headings, sheet.rows, sheet.numbers, sheet.lead)


def left_out(id: str, language: Language, why: str) -> Chapter:
    """Return a chapter that only says *why* there is nothing in it."""
    return Chapter(id, put(id, language), put(f"{id}_asks", language), put(why, language))


def titled(ruleset: Ruleset, classification: str, language: Language) -> str:
    """Return the title of a classification, or its id where it has none."""
    return ruleset.classifications[classification].title.in_(language) or classification


def _claims(found: Proofs) -> list[list[Proof]]:
    """Return the proofs of each claim, those that were asked for apart."""
    grouped: dict[tuple[str, bool], list[Proof]] = {}
    for it in found.proofs:
        grouped.setdefault((it.claim, it.asked), []).append(it)
    return list(grouped.values())


def _claim(found: Sequence[Proof], language: Language) -> Iterator[Statement]:
    asked = [it for it in found if it.verdict is not Verdict.NOT_APPLICABLE]
    held, failing, open_ = _split(asked)
    counts: dict[str, object] = {"claim": claim_text(found[0], language), "n": len(held), "all": len(asked)}
    told = found[0].claim in TOLD and not found[0].asked
    if failing and told:
        yield Statement("proven", "told", put("claim_told", language, **counts, names=_subjects(failing)))
    elif held:
        yield Statement("proven", "told" if told else "holds", put("claim_holds", language, **counts))
    if failing and not told:
        yield Statement("proven", "fails", put("claim_fails", language, **counts, names=_subjects(failing)))
    if open_:
        yield _open(found[0], open_, language)


def _open(one: Proof, open_: Sequence[Proof], language: Language) -> Statement:
    text = put("claim_open", language, claim=claim_text(one, language), names=_subjects(open_))
    return Statement("proven", "open", text)


def _split(found: Sequence[Proof]) -> tuple[list[Proof], ...]:
    verdicts = (Verdict.PROVEN, Verdict.REFUTED, Verdict.GAVE_UP)
    return tuple([it for it in found if it.verdict is verdict] for verdict in verdicts)


def _subjects(found: Iterable[Proof]) -> str:
    return ", ".join(it.subject for it in found)


def _proof_rows(name: str, found: Proofs) -> Rows:
    rows: list[Mapping[str, Any]] = [{key: row[key] for key in _UNTIMED} for row in found.rows()]
    return Rows(name, _UNTIMED, rows)
