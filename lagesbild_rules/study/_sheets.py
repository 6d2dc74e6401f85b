"""Results in words of one language: a table with a title and a lead, and the facts that show it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import groupby

from attrs import frozen

from lagesbild_rules.explanation import Values, enumerated, explain
from lagesbild_rules.study._coverage import Coverage, Coverages
from lagesbild_rules.study._mutation import FATES, Mutation, Tried
from lagesbild_rules.study._phrases import said
from lagesbild_rules.study._power import Powers
from lagesbild_rules.study._proof import TOLD, Proof, Proofs, Verdict, Witness
from lagesbild_rules.study._regions import LogicDiff
from lagesbild_rules.text import Language


@frozen
class Shown:
    """Witnesses of one thing side by side: a line for each fact, and under it what comes out."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...]


@frozen
class Sheet:
    """A result as people read it; ``numbers`` are the columns that stand to the right."""

    title: str
    lead: tuple[str, ...]
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    shown: tuple[Shown, ...] = ()
    numbers: frozenset[int] = frozenset()


def proofs_sheet(found: Proofs, language: Language) -> Sheet:
    """Return *found* in words: every claim, and the witnesses of those that were refuted."""
    if found.other:
        title = said("proofs_pair", language, ruleset=found.ruleset.reference, other=found.other.reference)
    else:
        title = said("proofs", language, ruleset=found.ruleset.reference)
    counts = {it.value: sum(one.verdict is it for one in found.proofs) for it in Verdict}
    lead = said("proofs_lead", language, **counts), said("proofs_fail" if found.fails else "proofs_hold", language)
    refuted = [it for it in found.proofs if it.verdict is Verdict.REFUTED and it.witnesses]
    return Sheet(
        title,
        lead,
        tuple(said(id_, language) for id_ in ("c_verdict", "c_claim", "c_subject", "c_names")),
        tuple(_grouped(_proof_row(it, language) for it in _ordered(found.proofs))),
        tuple(_shown(f"{claim_text(it, language)}: {it.subject}", it.witnesses, language) for it in refuted),
    )


def claim_text(it: Proof, language: Language) -> str:
    """Return the claim of *it* in words."""
    return said("no_facts_level" if it.claim == "no_facts" and it.asked else it.claim, language)


def _proof_row(it: Proof, language: Language) -> tuple[str, str, str, str]:
    verdict = said(f"v_{it.verdict.value}", language)
    if it.verdict is Verdict.REFUTED and it.claim in TOLD and not it.asked:
        verdict = f"{verdict} {said('told', language)}"
    names = [said(f"n_{name}", language) for name in it.names] if it.claim == "criterion_needed" else list(it.names)
    return verdict, claim_text(it, language), it.subject, ", ".join([*names, *_reread(it.witnesses)])


def _ordered(proofs: Sequence[Proof]) -> list[Proof]:
    """Return *proofs* claim by claim, in each what was refuted first."""
    claims = list(dict.fromkeys(it.claim for it in proofs))
    verdicts = (Verdict.REFUTED, Verdict.GAVE_UP, Verdict.PROVEN, Verdict.NOT_APPLICABLE)
    return sorted(proofs, key=lambda it: (claims.index(it.claim), verdicts.index(it.verdict)))


def _grouped(rows: Iterable[tuple[str, str, str, str]]) -> Iterator[tuple[str, ...]]:
    """Yield *rows*, those of one verdict and claim about which there is nothing else to say as one."""
    for (verdict, claim, names), same in groupby(rows, lambda row: (row[0], row[1], row[3])):
        subjects = [row[2] for row in same]
        if names:
            yield from ((verdict, claim, subject, names) for subject in subjects)
        else:
            yield verdict, claim, ", ".join(subjects), names


def _reread(witnesses: Sequence[Witness]) -> list[str]:
    return list(dict.fromkeys(text for it in witnesses for text in it.reread()))


def _shown(title: str, witnesses: Sequence[Witness], language: Language) -> Shown:
    """Return *witnesses* of one or two rulesets side by side: facts in which they differ first, then what comes out.

    A fact that one ruleset does not ask for is left empty.
    """
    facts = [_facts(it, language) for it in witnesses]
    rows = [(id_, *(it.get(id_, "") for it in facts)) for id_ in dict.fromkeys(id_ for it in facts for id_ in it)]
    rows.sort(key=lambda row: len(set(row[1:])) == 1)
    answers = [_answers(it, language) for it in witnesses]
    rows += [(id_, *(it.get(id_, "") for it in answers)) for id_ in dict.fromkeys(id_ for it in answers for id_ in it)]
    reread = _reread(witnesses)
    notes = [f"{said('witness_readings', language)}: {', '.join(reread)}"] if reread else []
    notes += [said("witness_no_cells", language)] if not all(it.cells for it in witnesses) else []
    many = len(witnesses) > 1
    headings = [said("witness_value", language), *([str(number) for number in range(2, len(witnesses) + 1)])]
    if many:
        headings[0] = "1"
    return Shown(title, (said("witness_facts", language), *headings), tuple(rows), tuple(notes))


def _facts(it: Witness, language: Language) -> dict[str, str]:
    values = Values(it.assessment.ruleset, language)
    return {id_: values.fact(id_, fact) for id_, fact in it.assessment.facts.items()}


def _answers(it: Witness, language: Language) -> dict[str, str]:
    """Return under each classification the level that comes out, and the facts that suffice for it."""
    found = {}
    for one in explain(it.assessment, depth="headline").classifications:
        titles = [Values(it.assessment.ruleset, language).level(one.id, level) for level in one.possible]
        found[f"→ {one.id}"] = enumerated(titles, language, "or")
        reasons = one.reasons.sets
        found[f"   {said('witness_rests_on', language)}"] = ", ".join(reasons[0]) if reasons else ""
    return found


def logic_sheet(found: LogicDiff, language: Language) -> Sheet:
    """Return the regions of *found* in words, with the facts that show each that differs."""
    lead = [said("logic_lead_same", language)] if found.equivalent else []
    counted = all(it.cells is not None for it in found.regions)
    lead.append(said("logic_lead" if counted else "logic_uncounted", language))
    if found.apart:
        lead.append(said("logic_apart", language, names=", ".join(found.apart)))
    rows = []
    for it in found.regions:
        levels = (
            Values(ruleset, language).level(name, level)
            for ruleset, name, level in zip(
                (found.before, found.after), it.classification, (it.before, it.after), strict=True
            )
        )
        move = said("v_gave_up" if it.gave_up else "same" if it.same else "other", language)
        cells = "" if it.cells is None else str(it.cells)
        rows.append((it.classification[1], *levels, move, cells, percent(it.share, language)))
    headings = ("c_classification", "c_before", "c_after", "c_move", "c_cells", "c_share")
    shown = [
        _shown(f"{row[1]} → {row[2]}", it.witnesses, language)
        for it, row in zip(found.regions, rows, strict=True)
        if it.witnesses
    ]
    return Sheet(
        said("logic", language),
        tuple(lead),
        tuple(said(id_, language) for id_ in headings),
        tuple(rows),
        tuple(shown),
        frozenset({4, 5}),
    )


def power_sheet(found: Powers, language: Language) -> Sheet:
    """Return *found* in words: every criterion with its power."""
    title = said("power", language, ruleset=found.ruleset.reference)
    lead = said("power_uncounted", language)
    if found.cells is not None:
        lead = said("power_lead", language, cells=found.cells)
    rows = tuple(
        (it.classification, it.criterion, percent(it.banzhaf, language), percent(it.cells, language))
        for it in found.powers
    )
    headings = ("c_classification", "c_criterion", "c_banzhaf", "c_in_cells")
    return Sheet(title, (lead,), tuple(said(id_, language) for id_ in headings), rows, (), frozenset({2, 3}))


def coverage_sheet(found: Coverages, language: Language) -> Sheet:
    """Return *found* in words: every subject, and a pair of facts for each that the cases leave out."""
    criteria, comparisons = found.share("criterion"), found.share("comparison")
    lead = said(
        "coverage_lead",
        language,
        criteria=criteria[0],
        all_criteria=criteria[1],
        comparisons=comparisons[0],
        all_comparisons=comparisons[1],
    )
    areas = any(it.areas for it in found.subjects)
    headings = ["c_kind", "c_subject", "c_cases", "c_covered", *(["c_areas", "c_never"] if areas else [])]
    return Sheet(
        said("coverage", language, ruleset=found.ruleset.reference),
        (lead,),
        tuple(said(id_, language) for id_ in headings),
        tuple(tuple(_coverage_row(it, language)) for it in found.subjects),
        tuple(_shown(str(it.subject), it.made, language) for it in found.subjects if it.made),
    )


def _coverage_row(it: Coverage, language: Language) -> Iterator[str]:
    yield said(it.subject.kind, language)
    yield str(it.subject)
    yield f"{it.cases.true} / {it.cases.false}"
    words = {True: "uncovered", False: "uncoverable", None: "unsettled"}
    yield said("covered" if it.cases.covered else words[it.possible], language)
    if it.areas:
        yield f"{it.areas.true} / {it.areas.false}"
        yield "" if it.areas.true or it.areas.false else said("never", language)


def mutation_sheet(found: Mutation, language: Language) -> Sheet:
    """Return *found* in words: the mutants that were not caught, and the facts that tell survivors apart."""
    fates = {fate: found.count(fate) for fate in FATES}
    lead = said("mutation_lead", language, others=len(found.tried) - fates["equivalent"], **fates)
    left = [it for it in found.tried if it.fate != "caught"]
    return Sheet(
        said("mutation", language, ruleset=found.ruleset.reference),
        (lead,),
        tuple(said(id_, language) for id_ in ("c_fate", "c_mutant")),
        tuple((said(f"f_{it.fate}", language), it.mutant.what) for it in left),
        tuple(_survivor(it, language) for it in left if it.witnesses),
    )


def _survivor(it: Tried, language: Language) -> Shown:
    return _shown(it.mutant.what, it.witnesses, language)


def percent(share: Fraction | None, language: Language) -> str:
    """Return *share* in per cent with two decimals; one that is not 0 is never shown as 0, nor one below 1 as 100."""
    if share is None:
        return ""
    shown = round(share * 10_000)
    if share and not shown:
        return said_number("<0.01%", language)
    if share < 1 and shown == 10_000:
        return said_number(">99.99%", language)
    return said_number(f"{shown / 100:.2f}%", language)


def said_number(text: str, language: Language) -> str:
    """Return *text* as numbers are written in *language*."""
    return text.replace(".", ",").replace("%", "\u00a0%") if language == "sv" else text
