"""Every sentence and word that the page, the PDF and the sheets of a picture use, Swedish beside English."""

from __future__ import annotations

from typing import Final

from lagesbild_rules.text import Language, Text

REPORT_PHRASES: Final[dict[str, Text]] = {
    # the whole
    "p_label": Text("Lägesbild", "Picture"),
    "p_title": Text("Lägesbild {day}", "Picture of {day}"),
    "p_lead": Text("{n} områden, klassade {day} enligt «{ruleset}».", "{n} areas, classed {day} under “{ruleset}”."),
    "p_lead_list": Text("{n} områden på listan «{title}», {day}.", "{n} areas on the list “{title}”, {day}."),
    "p_known_at": Text("Det som var registrerat {time}.", "What was recorded by {time}."),
    "p_proposal": Text(
        "Klasserna är beräknade förslag och inga beslut. Besluten fattas av människor och står bredvid förslagen.",
        "The classes are computed proposals, not decisions. Decisions are made by people and stand beside them.",
    ),
    "p_readings": Text(
        "Där källan inte anger något värde är gränserna våra tolkningar, utmärkta som våra. Inget rangordnas.",
        "Where the source states no value the limits are our readings, marked as ours. Nothing is ranked.",
    ),
    "p_open": Text(
        "Detta är den öppna lägesbilden. Den bygger på öppna uppgifter, regelverket och den klass som kom ut. "
        "Allt som räknas här är räknat på öppna uppgifter.",
        "This is the open picture. It rests on open facts, the ruleset and the class that came out. "
        "Whatever is counted here is counted on open facts.",
    ),
    "p_list": Text(
        "Detta är en publicerad lista. Den som inte står på listan finns inte här, och inga skäl är publicerade.",
        "This is a published list. What is not on the list is not here, and no reasons are published.",
    ),
    "p_list_short": Text("Publicerad lista.", "Published list."),
    # headings
    "p_overview": Text("Översikt", "Overview"),
    "p_map": Text("Karta", "Map"),
    "p_places": Text("Var områdena ligger", "Where the areas lie"),
    "p_changes": Text("Ändringar", "Changes"),
    "p_undecided": Text("Inte avgjorda", "Undecided"),
    "p_decisions": Text("Beslut och förslag", "Decisions and proposals"),
    "p_robustness": Text("Hur mycket som vilar på våra tolkningar", "How much rests on our readings"),
    "p_completeness": Text("Hur fullständigt underlaget är", "How complete the input is"),
    "p_areas": Text("Alla områden", "All areas"),
    "p_criteria": Text("Kriterierna och deras källor", "The criteria and their sources"),
    "p_ruleset": Text("Regelverk", "Ruleset"),
    "p_publication": Text("Publicering", "Publication"),
    "p_by_region": Text("Per region", "By region"),
    "p_by_police_area": Text("Per polisområde", "By police area"),
    "p_by_local_police_area": Text("Per lokalpolisområde", "By local police area"),
    "p_by_municipality": Text("Per kommun", "By municipality"),
    # places
    "p_region": Text("Region", "Region"),
    "p_police_area": Text("Polisområde", "Police area"),
    "p_local_police_area": Text("Lokalpolisområde", "Local police area"),
    "p_municipality": Text("Kommun", "Municipality"),
    "p_nowhere": Text("inte angivet", "not stated"),
    # columns
    "p_area": Text("Område", "Area"),
    "p_all": Text("Alla", "All"),
    "p_level": Text("Nivå", "Level"),
    "p_possible": Text("Möjliga nivåer", "Possible levels"),
    "p_technical": Text("Delade, sammanslagna och omdöpta ({n})", "Split, merged and renamed ({n})"),
    "p_findings": Text("Det som inte går ihop", "What does not fit together"),
    "p_settles": Text("Vad som skulle avgöra", "What would settle it"),
    "p_proposed": Text("Förslag", "Proposal"),
    "p_decided": Text("Beslut", "Decision"),
    "p_by": Text("Beslutat av", "Decided by"),
    "p_motive": Text("Motiv", "Motive"),
    "p_reading": Text("Tolkning", "Reading"),
    "p_depending": Text("Områden vars klass beror på den", "Areas whose class depends on it"),
    "p_trend": Text("Utveckling", "Trend"),
    "p_trend_positive": Text("positiv", "positive"),
    "p_trend_stable": Text("oförändrad", "stable"),
    "p_trend_negative": Text("negativ", "negative"),
    "p_reference": Text("Beteckning", "Reference"),
    "p_publisher": Text("Utgivare", "Publisher"),
    "p_terms": Text("Villkor", "Terms"),
    "p_note": Text("Anmärkning", "Note"),
    # sentences of the parts
    "p_undecided_none": Text("Alla områden är avgjorda.", "Every area is decided."),
    "p_undecided_n": Text(
        "{n} av {all} områden är inte avgjorda: för dem är flera nivåer möjliga.",
        "{n} of {all} areas are undecided: several levels are possible for them.",
    ),
    "p_settle_all": Text("Alla dessa tillsammans avgör klassen: {facts}.", "All of these together settle it: {facts}."),
    "p_settle_open": Text(
        "Vad som skulle avgöra klassen framgår inte av öppna uppgifter.",
        "What would settle the class does not follow from open facts.",
    ),
    "p_settle_nothing": Text(
        "Inget som saknas kan avgöra klassen: uppgifterna är kända och lämnar ändå flera nivåer möjliga.",
        "Nothing that is missing can settle the class: the facts are known and still leave several levels possible.",
    ),
    "p_settle_alone": Text(
        "Beroende på hur de faller ut kan dessa avgöra den ensamma: {facts}.",
        "Depending on how they turn out, these can settle it alone: {facts}.",
    ),
    "p_decided_as": Text("beslut: {level}", "decided: {level}"),
    "p_stands": Text("Gäller", "Stands"),
    "p_computed": Text("Beräknat", "Computed"),
    "p_decisions_none": Text("Inget beslut är fört till lägesbilden.", "No decision is entered in the picture."),
    "p_decided_by": Text("{role}, {day}", "{role}, {day}"),
    "p_approved_too": Text("{role}, {day}; även godkänt av {second}", "{role}, {day}; approved too by {second}"),
    "p_motive_of": Text("Motiv: {motive}", "Motive: {motive}"),
    "p_robust_n": Text(
        "{n} av {all} områden får samma svar under alla tillåtna tolkningar. {other} beror på hur vi tolkar.",
        "{n} of {all} areas have the same answer under all admissible readings. {other} depend on how we read.",
    ),
    "p_robust_no_readings": Text(
        "Regelverket lämnar inget öppet: inget svar beror på någon tolkning.",
        "The ruleset leaves nothing open: no answer rests on a reading.",
    ),
    "p_complete_n": Text(
        "{known} av {all} frågor om områdena är besvarade ({share}).",
        "{known} of {all} questions on the areas are answered ({share}).",
    ),
    # the list and its filters
    "p_filter": Text("Sök och filtrera", "Search and filter"),
    "p_search": Text("Sök område, kommun eller lokalpolisområde", "Search area, municipality or local police area"),
    "p_any": Text("alla", "all"),
    "p_state": Text("Läge", "State"),
    "p_state_undecided": Text("inte avgjorda", "undecided"),
    "p_state_decided": Text("med beslut", "with a decision"),
    "p_state_differs": Text("beslut som skiljer sig från förslaget", "decision differs from the proposal"),
    "p_state_readings": Text("beror på våra tolkningar", "depends on our readings"),
    "p_state_changed": Text("ändrade", "changed"),
    "p_clear": Text("Rensa", "Clear"),
    "p_open_all": Text("Öppna alla som visas", "Open all shown"),
    "p_close_all": Text("Stäng alla", "Close all"),
    "p_shown": Text("{n} av {all} områden visas.", "{n} of {all} areas shown."),
    "p_none_shown": Text("Inget område stämmer med valen.", "No area matches."),
    "p_ordered": Text(
        "I ordning efter region, kommun och namn. Ordningen säger inget om hur allvarligt läget är. Det som ett svar "
        "vilar på är så få uppgifter som ensamma räcker för det: tas någon av dem bort räcker de övriga inte.",
        "In order of region, municipality and name. The order says nothing of how serious the situation is. What an "
        "answer rests on is as few facts as suffice for it alone: if any one is taken away, the others do not.",
    ),
    "p_sheet": Text("Blad", "Sheet"),
    "p_areas_n": Text("{n} områden", "{n} areas"),
    # one area
    "p_class_decided": Text("Beslutad nivå: {level}.", "Level decided: {level}."),
    "p_class_proposed": Text("Beräknat förslag: {level}.", "Computed proposal: {level}."),
    "p_class_open": Text("Inte avgjort. Möjliga nivåer: {levels}.", "Undecided. Possible levels: {levels}."),
    "p_class_published": Text("Publicerad nivå: {level}.", "Published level: {level}."),
    "p_unlike": Text("Förslaget är ett annat: {levels}.", "The proposal is another: {levels}."),
    "p_alike": Text("Förslaget är detsamma.", "The proposal is the same."),
    "p_badge_decided": Text("beslut", "decided"),
    "p_badge_differs": Text("annat än förslaget", "other than proposed"),
    "p_badge_readings": Text("beror på tolkning", "rests on readings"),
    "p_badge_undecided": Text("inte avgjord", "undecided"),
    "p_badge_changed": Text("ändrad", "changed"),
    "p_deep": Text("Alla nivåer, kriterier och uppgifter", "Every level, criterion and fact"),
    "p_truth_true": Text("Uppfyllda kriterier ({n})", "Criteria met ({n})"),
    "p_truth_false": Text("Inte uppfyllda ({n})", "Not met ({n})"),
    "p_truth_unknown": Text("Inte avgjorda ({n})", "Undecided ({n})"),
    "p_wording": Text("ordalydelse och källa", "wording and source"),
    "p_no_reasons": Text("Inga skäl är publicerade.", "No reasons are published."),
    # sheets
    "s_label": Text("Underlag till kommun", "Sheet for a municipality"),
    "s_title": Text("{municipality}: områden i lägesbilden {day}", "{municipality}: areas in the picture of {day}"),
    "s_lead": Text(
        "{n} områden. För varje område: nivån, skälen, det som talar emot, det som inte är känt, och vad som skulle "
        "leda därifrån.",
        "{n} areas. For each: the level, the reasons, what argues against, what is not known, and what would lead out.",
    ),
    "s_lead_1": Text(
        "Ett område: nivån, skälen, det som talar emot, det som inte är känt, och vad som skulle leda därifrån.",
        "One area: the level, the reasons, what argues against, what is not known, and what would lead out.",
    ),
    "s_out": Text("Vad som skulle leda därifrån", "What would lead out"),
    "p_attached": Text(
        "Lägesbilden ligger bifogad som data i denna fil: {name}.",
        "The picture is attached to this file as data: {name}.",
    ),
}


def report_phrase(id: str, language: Language, /, **words: object) -> str:
    """Return the phrase *id* of a picture's page in *language* with *words* put in."""
    return REPORT_PHRASES[id].in_(language).format(**words)
