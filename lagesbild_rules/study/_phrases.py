"""What reports of studies say, Swedish beside English."""

from __future__ import annotations

from typing import Final

from lagesbild_rules.text import Language, Text

PHRASES: Final[dict[str, Text]] = {
    # proofs
    "proofs": Text("Bevis om {ruleset}", "Proofs about {ruleset}"),
    "proofs_pair": Text("Bevis om {ruleset} och {other}", "Proofs about {ruleset} and {other}"),
    "proofs_lead": Text(
        "{proven} bevisade, {refuted} motbevisade, {gave_up} oavgjorda inom tiden, {not_applicable} ej tillämpliga.",
        "{proven} proven, {refuted} refuted, {gave_up} not settled in time, {not_applicable} not applicable.",
    ),
    "proofs_hold": Text("Allt som ska gälla gäller.", "All that should hold does."),
    "proofs_fail": Text("Det finns sådant som ska gälla och inte gör det.", "Something that should hold does not."),
    "v_proven": Text("bevisat", "proven"),
    "v_refuted": Text("motbevisat", "refuted"),
    "v_not_applicable": Text("ej tillämpligt", "not applicable"),
    "v_gave_up": Text("gav upp", "gave up"),
    "c_verdict": Text("Utfall", "Verdict"),
    "c_claim": Text("Påstående", "Claim"),
    "c_subject": Text("Om", "About"),
    "c_names": Text("Som det gäller", "Concerning"),
    "level_reachable": Text("Nivån kan nås", "The level can be reached"),
    "criterion_decides": Text("Kriteriet kan avgöra", "The criterion can decide"),
    "criterion_needed": Text("Kriteriet behövs", "The criterion is needed"),
    "criterion_not_implied": Text("Kriteriet följer inte av ett annat", "The criterion follows from no other"),
    "nested": Text("Nivån medför den under", "The level implies the one below"),
    "worse_never_milder": Text("Sämre värde ger aldrig mildare nivå", "A worse value never gives a milder level"),
    "no_facts": Text("Utan uppgifter avgörs inget", "No facts decide nothing"),
    "no_facts_level": Text("Utan uppgifter blir det nivån", "No facts give the level"),
    "equivalent": Text("Likvärdiga", "Equivalent"),
    "never_milder": Text("Den andra är aldrig mildare", "The second is never milder"),
    "never_more_serious": Text("Den andra är aldrig allvarligare", "The second is never more serious"),
    "disjoint": Text("Aldrig båda över lägsta nivån", "Never both above the mildest level"),
    "n_true": Text("kan ersättas med «alltid»", "can be replaced by “always”"),
    "n_false": Text("kan ersättas med «aldrig»", "can be replaced by “never”"),
    "told": Text("(upplysning)", "(for information)"),
    "witness_facts": Text("Uppgift", "Fact"),
    "witness_value": Text("Värde", "Value"),
    "witness_rests_on": Text("räcker", "suffices"),
    "witness_readings": Text("Läst som", "Read as"),
    "witness_no_cells": Text(
        "Avrundade tal: inga celler i en tabell säger just detta.",
        "Rounded numbers: no cells of a table state just this.",
    ),
    # diff
    "logic": Text("Logik: hur samma uppgifter klassas", "Logic: how the same facts are classed"),
    "logic_lead_same": Text("Samma uppgifter får alltid samma nivå.", "The same facts always get the same level."),
    "logic_lead": Text(
        "Andelar av de celler som trösklarna delar uppgifternas rum i.",
        "Shares of the cells into which the thresholds cut the space of facts.",
    ),
    "logic_uncounted": Text("Cellerna är för många för att räknas.", "The cells are too many to be counted."),
    "logic_apart": Text("Uppgifter som bara den ena frågar efter: {names}.", "Facts that one alone asks for: {names}."),
    "c_classification": Text("Klassning", "Classification"),
    "c_before": Text("Före", "Before"),
    "c_after": Text("Efter", "After"),
    "c_cells": Text("Celler", "Cells"),
    "c_share": Text("Andel", "Share"),
    "c_move": Text("Nivå", "Level"),
    "same": Text("lika", "same"),
    "other": Text("olika", "differs"),
    # power
    "power": Text("Kriteriernas makt i {ruleset}", "Power of criteria in {ruleset}"),
    "power_lead": Text(
        "Hur ofta klassen hänger på kriteriets svar: bland alla svar (Banzhaf), och bland {cells} celler.",
        "How often the class hangs on the criterion's answer: among all answers (Banzhaf), and among {cells} cells.",
    ),
    "power_uncounted": Text(
        "Hur ofta klassen hänger på kriteriets svar, bland alla svar (Banzhaf). Cellerna är för många för att räknas.",
        "How often the class hangs on the criterion's answer, among all answers (Banzhaf). The cells are too many.",
    ),
    "c_criterion": Text("Kriterium", "Criterion"),
    "c_banzhaf": Text("Banzhaf", "Banzhaf"),
    "c_in_cells": Text("Av cellerna", "Of the cells"),
    # coverage
    "coverage": Text("Täckning av {ruleset}", "Coverage of {ruleset}"),
    "coverage_lead": Text(
        "Fallen täcker {criteria} av {all_criteria} kriterier och {comparisons} av {all_comparisons} jämförelser.",
        "The cases cover {criteria} of {all_criteria} criteria and {comparisons} of {all_comparisons} comparisons.",
    ),
    "c_kind": Text("Slag", "Kind"),
    "criterion": Text("kriterium", "criterion"),
    "comparison": Text("jämförelse", "comparison"),
    "c_cases": Text("Fall: gäller / ej", "Cases: holds / not"),
    "c_areas": Text("Områden: gäller / ej", "Areas: holds / not"),
    "c_covered": Text("Täckt", "Covered"),
    "covered": Text("ja", "yes"),
    "uncovered": Text("nej", "no"),
    "uncoverable": Text("kan inte täckas", "cannot be covered"),
    "unsettled": Text("nej, oavgjort om det går", "no, not settled whether it can be"),
    "c_never": Text("I områdena", "In the areas"),
    "never": Text("avgör aldrig", "never decisive"),
    # mutation
    "mutation": Text("Muterade {ruleset}", "Mutants of {ruleset}"),
    "mutation_lead": Text(
        "{caught} av {others} fångade av fallen; {equivalent} bevisat likvärdiga, {survived} överlever, "
        "{gave_up} oavgjorda.",
        "{caught} of {others} caught by the cases; {equivalent} proven equivalent, {survived} survive, "
        "{gave_up} not settled.",
    ),
    "c_mutant": Text("Ändring", "Change"),
    "c_fate": Text("Utfall", "Fate"),
    "c_by": Text("Fångad av", "Caught by"),
    "f_caught": Text("fångad", "caught"),
    "f_equivalent": Text("likvärdig", "equivalent"),
    "f_survived": Text("överlever", "survives"),
    "f_gave_up": Text("gav upp", "gave up"),
}


def said(id: str, language: Language, **words: object) -> str:
    """Return the phrase *id* in *language*, its gaps filled with *words*."""
    return PHRASES[id].in_(language).format(**words)
