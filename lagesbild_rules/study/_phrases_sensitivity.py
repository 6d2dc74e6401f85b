"""What reports of sensitivity and attribution say, Swedish beside English."""

from __future__ import annotations

from typing import Final

from lagesbild_rules.text import Language, Text

PHRASES: Final[dict[str, Text]] = {
    "title": Text("Känslighet i {ruleset}: {part}", "Sensitivity of {ruleset}: {part}"),
    # variations
    "readings": Text("läsningar", "readings"),
    "readings_lead": Text(
        "Varje läsning för sig över sina tillåtna värden, allt annat som valt. {areas} områden.",
        "Each reading alone over its admissible values, all else as chosen. {areas} areas.",
    ),
    "parameters": Text("värden som angavs", "values that were given"),
    "parameters_lead": Text(
        "Varje namn för sig över de värden som angavs, allt annat som valt. {areas} områden.",
        "Each name alone over the values that were given, all else as chosen. {areas} areas.",
    ),
    "dropped": Text("utan ett kriterium", "without one criterion"),
    "dropped_lead": Text(
        "Varje kriterium för sig taget som uppfyllt, som ej uppfyllt och utelämnat ur de listor som nämner det. "
        "{areas} områden.",
        "Each criterion alone taken as met, as not met, and left out of the lists that name it. {areas} areas.",
    ),
    "others": Text("{others} andra ändringar flyttar inget.", "{others} other changes move nothing."),
    "not_applicable": Text(
        "Kan inte utelämnas, eftersom en nivå skulle sakna villkor: {names}.",
        "Cannot be left out, since a level would have no condition: {names}.",
    ),
    "c_name": Text("Namn", "Name"),
    "c_value": Text("Värde", "Value"),
    "c_moved": Text("Flyttar", "Move"),
    "c_share": Text("Andel", "Share"),
    "c_flows": Text("Från → till", "From → to"),
    "true": Text("uppfyllt", "met"),
    "false": Text("ej uppfyllt", "not met"),
    "left_out": Text("utelämnat", "left out"),
    # combinations
    "combinations": Text("alla tillsammans", "all together"),
    "combinations_all": Text(
        "Alla {exist} kombinationer av {names}. I {same} av dem är hela listan oförändrad.",
        "All {exist} combinations of {names}. In {same} of them the whole list is unchanged.",
    ),
    "combinations_sampled": Text(
        "{looked_at} kombinationer dragna ur {exist} av {names} (frö {seed}). I {same} av dem är hela listan "
        "oförändrad. Intervallen är 95 %.",
        "{looked_at} combinations drawn from {exist} of {names} (seed {seed}). In {same} of them the whole list is "
        "unchanged. The intervals are 95 %.",
    ),
    "areas_shown": Text(
        "De {shown} områden som flyttar oftast visas; {more} till flyttar i något fall.",
        "The {shown} areas that move most often are shown; {more} more move in some case.",
    ),
    "c_area": Text("Område", "Area"),
    "c_interval": Text("Intervall", "Interval"),
    # intervals
    "intervals": Text("där hela listan är oförändrad", "where the whole list is unchanged"),
    "intervals_lead": Text(
        "För varje tal: värdena kring det valda under vilka inget område får andra möjliga nivåer. Gränserna är "
        "exakta.",
        "For each number: the values around the chosen one under which no area gets other possible levels. The ends "
        "are exact.",
    ),
    "intervals_at_least": Text(
        "Minst så långt: sökningen avbröts vid {names}.", "At least so far: the search stopped at {names}."
    ),
    "intervals_squared": Text(
        "Inte sökt, eftersom talet multipliceras med sig självt: {names}.",
        "Not looked for, since the number multiplies itself: {names}.",
    ),
    "whole": Text("heltal", "whole numbers"),
    "c_chosen": Text("Valt", "Chosen"),
    "c_unchanged": Text("Oförändrat", "Unchanged"),
    "c_below": Text("Flyttar under", "Move below"),
    "c_above": Text("Flyttar över", "Move above"),
    # assessors
    "assessors": Text("bedömare som svarar annorlunda", "assessors who answer otherwise"),
    "assessors_lead": Text(
        "Varje svar på en skala flyttas ett steg med sannolikheten {probability}, hälften åt vardera hållet; vid "
        "skalans ände stannar det. {answers} svar, {repetitions} upprepningar, frö {seed}.",
        "Each answer on a scale moves one step with probability {probability}, half each way; at the end of the scale "
        "it stays. {answers} answers, {repetitions} repetitions, seed {seed}.",
    ),
    "assessors_all": Text(
        "Möjliga nivåer blir andra i {share} av bedömningarna ({interval}); i {unchanged} av upprepningarna är hela "
        "listan oförändrad. Områden som ändras på en gång: lägst {low}, median {median}, högst {high}.",
        "Possible levels come out otherwise in {share} of the assessments ({interval}); in {unchanged} of the "
        "repetitions the whole list is unchanged. Areas that change at once: at least {low}, median {median}, "
        "at most {high}.",
    ),
    "assessors_none": Text(
        "Tabellen har inga svar på skalor, så inget kan flyttas.",
        "The table has no answers on scales, so nothing can move.",
    ),
    "assessors_model": Text(
        "Det är en modell av bedömare, inte en mätning av dem.", "It is a model of assessors, no measurement of them."
    ),
    # Sobol
    "sobol": Text("Sobolindex", "Sobol indices"),
    "sobol_ranks": Text(
        "Nivåerna räknas här som rangtal med lika långa steg, enbart för detta mått; ingen klass beräknas ur rangtal.",
        "Levels count as ranks with steps of equal length here, for this measure alone; no class is computed from "
        "ranks.",
    ),
    "sobol_lead": Text(
        "Andel av rangtalets varians, medel över {areas} områden, när talen dras jämnt och oberoende ur sina "
        "intervall ({samples} i grunden, frö {seed}). ± är 95 %.",
        "Share of the variance of the rank, the mean over {areas} areas, when the numbers are drawn evenly and "
        "independently from their ranges ({samples} in the base, seed {seed}). ± is 95 %.",
    ),
    "sobol_left_out": Text("Varieras inte: {names}.", "Not varied: {names}."),
    "sobol_nothing": Text("Inget kontinuerligt tal att variera.", "No continuous number to vary."),
    "counts": Text("räknar villkor", "counts conditions"),
    "factor": Text("är en faktor", "is a factor"),
    "no_range": Text("utan intervall", "without a range"),
    "switch": Text("är en omkopplare", "is a switch"),
    "too_wide": Text("för vitt intervall", "too wide a range"),
    "unused": Text("används inte", "unused"),
    "c_classification": Text("Klassning", "Classification"),
    "c_rank_of": Text("Rangtal för", "Rank of"),
    "c_range": Text("Intervall", "Range"),
    "c_first": Text("Ensamt", "Alone"),
    "c_total": Text("Totalt", "In total"),
    "mildest": Text("mildaste möjliga", "mildest possible"),
    "most_serious": Text("allvarligaste möjliga", "most serious possible"),
    "constant": Text("rangtalet ändras aldrig", "the rank never changes"),
    # attribution
    "attribution": Text("Vad som flyttar områden: {before} → {after}", "What moves areas: {before} → {after}"),
    "attribution_lead": Text(
        "{moved} av {areas} områden får andra möjliga nivåer. Ändringarnas andelar summerar till det.",
        "{moved} of {areas} areas get other possible levels. The shares of the edits sum to that.",
    ),
    "attribution_exact": Text(
        "Exakta Shapleyvärden över alla delmängder av ändringarna.",
        "Exact Shapley values over all subsets of the edits.",
    ),
    "attribution_sampled": Text(
        "Shapleyvärden skattade ur {permutations} ordningsföljder (frö {seed}); intervallen är 95 %.",
        "Shapley values estimated from {permutations} orders (seed {seed}); the intervals are 95 %.",
    ),
    "attribution_none": Text("Inga ändringar rör logiken.", "No edit touches the logic."),
    "c_edit": Text("Ändring", "Edit"),
    "c_areas": Text("Områden", "Areas"),
    "c_way": Text("Upp / ned / annat", "Up / down / other"),
    "t_constant": Text("värde", "value"),
    "t_indicator": Text("indikator", "indicator"),
    "t_evidence": Text("hur observationer räknas", "how observations count"),
    "t_criterion": Text("kriterium", "criterion"),
    "t_level": Text("nivå", "level"),
    "t_ladder": Text("nivåerna i", "the levels of"),
    # plots
    "axis_moved": Text("områden som flyttar", "areas that move"),
    "axis_flips": Text("andel av upprepningarna", "share of the repetitions"),
    "axis_credit": Text("områden", "areas"),
    "nothing_moves": Text("Inget flyttar.", "Nothing moves."),
}


def told(id: str, language: Language, **words: object) -> str:
    """Return the phrase *id* in *language*, its gaps filled with *words*."""
    return PHRASES[id].in_(language).format(**words)
