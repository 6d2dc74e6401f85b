"""What is said of agreement and of comparisons with a published list, Swedish beside English."""

from __future__ import annotations

from typing import Final

from lagesbild_rules.text import Language, Text

AGREEMENT_PHRASES: Final[dict[str, Text]] = {
    # agreement
    "agreement": Text("Samstämmighet mellan bedömare, {ruleset}", "Agreement between assessors, {ruleset}"),
    "agreement_units": Text(
        "Bedömare är enheter som har svarat om samma områden. Avser {day}.",
        "Assessors are units that answered about the same areas. As of {day}.",
    ),
    "agreement_rounds": Text(
        "Varje enhet jämförs med sig själv från ett kalenderår till ett annat, till och med {day}. Skillnader kan vara "
        "ändrade förhållanden lika väl som ändrad bedömning.",
        "Each unit is compared with itself from one calendar year to another, up to {day}. Differences can be changed "
        "conditions as well as changed judgement.",
    ),
    "sampled": Text(
        "Intervallen täcker {confidence} procent: percentiler av {resamples} omdragningar av områden, frö {seed}.",
        "Intervals cover {confidence} per cent: percentiles of {resamples} resamples of areas, seed {seed}.",
    ),
    "no_judgement": Text(
        "Talen beskriver svar. De säger inte vem som har rätt, och inget av dem är ett betyg på en enhet.",
        "The figures describe answers. They do not say who is right, and none of them is a mark given to a unit.",
    ),
    "h_pairs": Text("Svar om samma område", "Answers about the same area"),
    "c_asked": Text("Fråga", "Question"),
    "c_areas": Text("Områden", "Areas"),
    "c_pairs": Text("Par", "Pairs"),
    "c_equal": Text("Lika, %", "Equal, %"),
    "c_kappa": Text("Cohens κ", "Cohen's κ"),
    "c_weighted": Text("κ linjär / kvadratisk", "κ linear / quadratic"),
    "c_fleiss": Text("Fleiss κ", "Fleiss' κ"),
    "c_alpha": Text("Krippendorffs α", "Krippendorff's α"),
    "c_cronbach": Text("Cronbachs α", "Cronbach's α"),
    "c_not_exact": Text("Spann", "Spans"),
    "c_notes": Text("Anmärkning", "Note"),
    "scope_group": Text("gruppen {id}", "the group {id}"),
    "scope_scale": Text("alla på skalan {id}", "all on the scale {id}"),
    "no_variation": Text("alla svar lika: odefinierat", "all answers equal: undefined"),
    "no_interval": Text("för ofta odefinierat för ett intervall", "undefined too often for an interval"),
    "few_areas": Text("få områden", "few areas"),
    "no_cases": Text("ingen har besvarat hela gruppen", "nobody answered the whole group"),
    "nothing_twice": Text(
        "Inget område har exakta svar från två bedömare, så ingen samstämmighet kan räknas ut.",
        "No area has exact answers of two assessors, so no agreement can be worked out.",
    ),
    "single": Text("Besvarade av högst en bedömare om varje område: {names}.", "Answered by one at most: {names}."),
    "not_used": Text(
        "{n} observationer utan enhet och {m} utan dag är inte med.",
        "{n} observations without a unit and {m} without a day are left out.",
    ),
    "h_groups": Text("Frågegrupper", "Question groups"),
    "c_group": Text("Grupp", "Group"),
    "c_cases": Text("Fall", "Cases"),
    "c_item_rest": Text("Samband med resten", "Item–rest correlation"),
    "c_without": Text("α utan frågan", "α without it"),
    "turned": Text("{title} (vänd)", "{title} (turned)"),
    "ranks": Text(
        "Cronbachs alfa räknar stegens ordningsnummer som tal. Det är metodens antagande; ingen klass räknas ut så.",
        "Cronbach's alpha takes the places of steps as numbers. That is the method's assumption; no class is worked "
        "out so.",
    ),
    "h_units": Text("Hur enheter svarar", "How units answer"),
    "c_unit": Text("Enhet", "Unit"),
    "c_answers": Text("Svar / områden", "Answers / areas"),
    "c_commonest": Text("Vanligaste svar", "Commonest answer"),
    "c_steps": Text("Steg", "Steps"),
    "c_uniform": Text("Rakt igenom", "Throughout"),
    "c_severity": Text("Medelläge", "Mean place"),
    "c_offset": Text("Mot väntat", "Against expected"),
    "style_note": Text(
        "Rakt igenom: områden som fått ett och samma svar på alla frågor, av dem med minst fem svar; det kan ha goda "
        "skäl. Medelläge: 0 är mildast och 1 allvarligast.",
        "Throughout: areas with one and the same answer to every question, of those with five or more; that can have "
        "good reasons. Mean place: 0 is the mildest and 1 the most serious.",
    ),
    "h_burden": Text("Svar mot områdenas belastning", "Answers against the burden of areas"),
    "burden_of": Text("Belastning mätt med: {names}.", "Burden measured by: {names}."),
    "burden_none": Text(
        "Ingen belastning: inga indikatorer vilar på register eller mätning enbart, och inga angavs.",
        "No burden: no indicators rest on registers or measurements alone, and none were given.",
    ),
    "c_slope": Text("Lutning", "Slope"),
    "c_value": Text("Värde", "Value"),
    "within": Text("inom enheter", "within units"),
    "between": Text("mellan enheters medel", "between the means of units"),
    "difference": Text("skillnad", "difference"),
    "burden_note": Text(
        "Med en gemensam måttstock är lutningarna lika. En mindre lutning mellan enheter än inom dem är hur svar i "
        "förhållande till den egna belastningen ser ut; det kan ha andra skäl.",
        "With a common standard the slopes are alike. A smaller slope between units than within them is what answers "
        "relative to a unit's own burden look like; there can be other reasons.",
    ),
    "commonest": Text("{step}, {share} %", "{step}, {share} %"),
    "of": Text("{n}/{all}", "{n}/{all}"),
    # comparison with a list
    "backtest": Text("{ruleset} mot en publicerad lista", "{ruleset} against a published list"),
    "backtest_lead": Text(
        "Avser {day}. Oavgjorda klasser räknas varken som rätt eller fel.",
        "As of {day}. Undecided classes are counted neither as right nor as wrong.",
    ),
    "fates": Text(
        "{same} områden som publicerat, {differs} annorlunda, {open} oavgjorda med den publicerade nivån bland de "
        "möjliga, {excluded} oavgjorda utan den.",
        "{same} areas as published, {differs} otherwise, {open} undecided with the published level among the possible "
        "ones, {excluded} undecided without it.",
    ),
    "left_out": Text(
        "Ej jämförda: {without} områden utan publicerad klass, {unlisted} som inte står på listan, {unassessed} som "
        "bara står där.",
        "Not compared: {without} areas without a published class, {unlisted} that are not on the list, {unassessed} "
        "that are on it alone.",
    ),
    "h_matrix": Text(
        "{title}: beräknad (rader) mot publicerad (kolumner)", "{title}: computed (rows), published (columns)"
    ),
    "c_computed": Text("Beräknad", "Computed"),
    "undecided": Text("Oavgjord", "Undecided"),
    "h_figures": Text("Mått på de avgjorda", "Figures of the decided"),
    "c_figure": Text("Mått", "Figure"),
    "same": Text("Lika, andel", "Equal, share"),
    "kappa": Text("Cohens κ", "Cohen's κ"),
    "kappa_linear": Text("κ, linjära vikter", "κ, linear weights"),
    "kappa_quadratic": Text("κ, kvadratiska vikter", "κ, quadratic weights"),
    "no_width": Text(
        "Inget skilde sig, och därför saknar intervallen bredd: det som inte hänt kan inte dras om.",
        "Nothing differed, and so the intervals have no width: what did not happen cannot be drawn anew.",
    ),
    "h_criteria": Text("Kriterier som orsakar skillnaderna", "Criteria that cause the differences"),
    "c_criterion": Text("Kriterium", "Criterion"),
    "c_alone": Text("Ensamt", "Alone"),
    "c_more_serious": Text("Beräknat allvarligare", "Computed more serious"),
    "c_milder": Text("Beräknat mildare", "Computed milder"),
    "h_differ": Text("Områden som skiljer sig", "Areas that differ"),
    "c_area": Text("Område", "Area"),
    "c_published": Text("Publicerad", "Published"),
    "c_cause": Text("Annat svar som ger den publicerade", "Other answer that gives the published"),
    "c_margin": Text("Marginal", "Margin"),
    "cause_none": Text("inget hittat", "none found"),
    "answer_true": Text("{id}: uppfyllt", "{id}: met"),
    "answer_false": Text("{id}: inte uppfyllt", "{id}: not met"),
    "more_areas": Text("Ytterligare {n} områden; alla står i json och csv.", "{n} more areas; json and csv hold all."),
    "or": Text("eller", "or"),
    "and": Text("och", "and"),
    # plots
    "plot_alpha": Text("Krippendorffs α för varje fråga", "Krippendorff's α of each question"),
    "plot_alpha_desc": Text(
        "Punkter med streck för intervallet, en rad för varje fråga, grupp och skala: {rows}.",
        "Dots with a line for the interval, a row for each question, group and scale: {rows}.",
    ),
    "plot_matrix": Text("Beräknad mot publicerad klass", "Computed against published class"),
    "plot_matrix_desc": Text(
        "Antal områden i varje ruta, beräknad klass nedåt och publicerad åt höger. {rows}.",
        "Number of areas in each cell, computed class down and published across. {rows}.",
    ),
    "undefined": Text("odefinierat", "undefined"),
}


def told(id: str, language: Language, /, **words: object) -> str:
    """Return the phrase *id* in *language*, with *words* put in."""
    return AGREEMENT_PHRASES[id].in_(language).format(**words)


def decimal(value: float | None, language: Language, digits: int = 3) -> str:
    """Return *value* rounded, with the decimal sign of *language*; a dash for nothing.

    >>> decimal(-0.0004, "sv"), decimal(-0.5, "sv", 2), decimal(None, "en")
    ('0,000', '−0,50', '–')
    """
    if value is None:
        return "–"
    text = f"{value:.{digits}f}"
    text = text.removeprefix("-") if not text.strip("-0.") else text.replace("-", "−")
    return text.replace(".", ",") if language == "sv" else text


def ranged(value: float | None, low: float | None, high: float | None, language: Language) -> str:
    """Return *value* with its interval in brackets, where it has one."""
    if low is None or high is None:
        return decimal(value, language)
    return f"{decimal(value, language)} [{decimal(low, language)}; {decimal(high, language)}]"
