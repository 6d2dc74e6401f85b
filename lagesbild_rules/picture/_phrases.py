"""What is said of pictures, Swedish beside English."""

from __future__ import annotations

from typing import Final

from lagesbild_rules.text import Language, Text

PHRASES: Final[dict[str, Text]] = {
    # the page
    "title": Text("Lägesbild {as_of}: {of}", "Picture of {as_of}: {of}"),
    "lead_areas": Text("{n} områden den {as_of}.", "{n} areas on {as_of}."),
    "lead_areas_1": Text("1 område den {as_of}.", "1 area on {as_of}."),
    "lead_ruleset": Text("Regelverk: {reference}, version {version}.", "Ruleset: {reference}, version {version}."),
    "lead_known_at": Text("Så som det var registrerat {known_at}.", "As it was recorded by {known_at}."),
    "lead_publication": Text(
        "Publicerad lista: {title}, {publisher}. Villkor: {terms}",
        "Published list: {title}, {publisher}. Terms: {terms}",
    ),
    "proposal": Text(
        "En beräknad klass är ett förslag. Beslutet fattas av människor och står bredvid, aldrig i dess ställe.",
        "A computed class is a proposal. The decision is made by people and stands beside it, never in its place.",
    ),
    "audience_internal": Text("För internt bruk.", "For internal use."),
    "audience_open": Text(
        "Öppen version: bygger på öppna uppgifter, regelverket och de publicerade klasserna, och på inget annat.",
        "Open version: it rests on open facts, the ruleset and the published classes, and on nothing else.",
    ),
    "no_ranking": Text(
        "Områdena står i ordning efter sitt namn i underlaget. Inget här rangordnar eller poängsätter dem: vad som ska "
        "göras först är inte räknat ut.",
        "Areas stand in the order of their names in the input. Nothing here ranks them or gives them a score: "
        "what is to be done first was not worked out.",
    ),
    "more": Text("… och {n} till; allt står i {file}.", "… and {n} more; all of it is in {file}."),
    "and_more": Text("och {n} till", "and {n} more"),
    # counts
    "h_counts": Text("{title}: områden per nivå", "{title}: areas on each level"),
    "h_counts_by": Text("{title}, {by}", "{title}, {by}"),
    "by_region": Text("per region", "by region"),
    "by_police_area": Text("per polisområde", "by police area"),
    "by_local_police_area": Text("per lokalpolisområde", "by local police area"),
    "by_municipality": Text("per kommun", "by municipality"),
    "group_none": Text("(ingen uppgift)", "(not given)"),
    "c_level": Text("Nivå", "Level"),
    "c_standing": Text("Gäller", "Stands"),
    "c_proposed": Text("Beräknat", "Computed"),
    "c_total": Text("Alla", "All"),
    "c_open": Text("Öppna", "Open"),
    "c_grouping": Text("Indelning", "Grouping"),
    "c_group": Text("Grupp", "Group"),
    "c_number": Text("Antal", "Number"),
    "c_counted": Text("Räknat på", "Counted"),
    "counted_standing": Text("gällande nivå", "levels that stand"),
    "counted_proposed": Text("beräknat förslag", "computed proposals"),
    "all_areas": Text("alla områden", "all areas"),
    "total": Text("Summa", "Total"),
    "open_levels": Text("öppet: {levels}", "open: {levels}"),
    "counts_note": Text(
        "Ett öppet område räknas som öppet med sina möjliga nivåer, aldrig som det mildaste av dem.",
        "An open area is counted as open with the levels possible, never as the mildest of them.",
    ),
    # undecided
    "h_undecided": Text("Öppna områden och vad som skulle avgöra dem", "Open areas and what would settle them"),
    "c_area": Text("Område", "Area"),
    "c_name": Text("Namn", "Name"),
    "c_possible": Text("Möjliga nivåer", "Levels possible"),
    "c_matters": Text("Beror på", "Depends on"),
    "c_quickest": Text("Kan ensamma avgöra", "Can settle it alone"),
    "c_decided": Text("Beslutat", "Decided"),
    "settling_open_note": Text(
        "Vad som skulle avgöra ett område är räknat på öppna uppgifter, och står bara där dessa ensamma ger den "
        "publicerade klassen; det som inte är öppet nämns inte.",
        "What would settle an area was worked out from open facts, and stands only where these alone give the "
        "published class; what is not open is not named.",
    ),
    # robustness
    "h_robustness": Text("Hur klasserna vilar på våra tolkningar", "How the classes rest on our readings"),
    "robust": Text(
        "{robust} av {all} områden får samma nivåer under varje tillåten tolkning.",
        "{robust} of {all} areas come out the same under every admissible reading.",
    ),
    "robust_left_out": Text(
        "Om {n} områden sägs inget: deras publicerade klass följer inte av öppna uppgifter ensamma.",
        "Nothing is said of {n} areas: their published class does not follow from open facts alone.",
    ),
    "c_reading": Text("Tolkning", "Reading"),
    "c_areas": Text("Områden", "Areas"),
    "c_classification": Text("Klassning", "Classification"),
    # completeness
    "h_completeness": Text("Hur fullständigt underlaget är", "How complete the input is"),
    "c_unit": Text("Enhet", "Unit"),
    "c_indicator": Text("Uppgift", "Indicator"),
    "c_asked": Text("Frågade", "Asked"),
    "c_answered": Text("Besvarade", "Answered"),
    "c_stale": Text("För gamla", "Stale"),
    "c_below_grade": Text("Under kravet", "Below grade"),
    "c_conflicting": Text("Oense", "Differ"),
    "c_not_dated": Text("Ej daterade", "Not dated"),
    "c_not_graded": Text("Ej graderade", "Not graded"),
    "c_without_note": Text("Utan not", "No note"),
    "c_old": Text("Gamla", "Old"),
    "c_same_answer": Text("Samma svar", "Same answer"),
    "c_oldest": Text("Äldsta", "Oldest"),
    "n_of_all": Text("{n} av {all}", "{n} of {all}"),
    "unit_none": Text("(ingen enhet)", "(no unit)"),
    "all_indicators": Text("(alla)", "(all)"),
    "completeness_note": Text(
        "Mått på svaren, inte på enheten: samma svar, inga noter eller gamla uppgifter kan ha goda skäl.",
        "Measures of the answers, not of the unit: equal answers, no notes or old facts can have good reasons.",
    ),
    "completeness_open_note": Text(
        "Bara öppna uppgifter är räknade; om andra finns sägs inte.",
        "Open facts alone are counted; whether there are others is not told.",
    ),
    # decisions
    "h_decisions": Text("Beslut bredvid förslagen", "Decisions beside the proposals"),
    "decisions_count": Text(
        "{all} beslut: {same} som förslaget, {milder} mildare, {more_serious} allvarligare, {settled} där förslaget är "
        "öppet.",
        "{all} decisions: {same} as proposed, {milder} milder, {more_serious} more serious, {settled} where the "
        "proposal is open.",
    ),
    "c_difference": Text("Mot förslaget", "Against the proposal"),
    "c_date": Text("Datum", "Date"),
    "c_role": Text("Roll", "Role"),
    "c_second_approver": Text("Andra godkännare", "Second approver"),
    "c_motive": Text("Motiv", "Motive"),
    "same": Text("samma", "the same"),
    "milder": Text("mildare", "milder"),
    "more_serious": Text("allvarligare", "more serious"),
    "settled": Text("förslaget är öppet", "the proposal is open"),
    # the table for those who act
    "t_areas": Text("Områden", "Areas"),
    "t_counts": Text("Antal", "Counts"),
    "t_undecided": Text("Öppna", "Open"),
    "t_completeness": Text("Underlag", "Input"),
    "t_decisions": Text("Beslut", "Decisions"),
    "t_about": Text("Om", "About"),
    "c_municipality": Text("Kommun", "Municipality"),
    "c_municipality_code": Text("Kommunkod", "Municipality code"),
    "c_local_police_area": Text("Lokalpolisområde", "Local police area"),
    "c_police_area": Text("Polisområde", "Police area"),
    "c_region": Text("Region", "Region"),
    "c_class": Text("{title}", "{title}"),
    "c_class_level": Text("{title}: nivå (id)", "{title}: level (id)"),
    "c_class_possible": Text("{title}: möjliga nivåer (id)", "{title}: levels possible (ids)"),
    "c_class_by": Text("{title}: avgjort genom", "{title}: settled by"),
    "c_class_proposed": Text("{title}: beräknat förslag", "{title}: computed proposal"),
    "c_class_drivers": Text("{title}: avgörande kriterier", "{title}: criteria that decide"),
    "c_class_driver_ids": Text("{title}: avgörande kriterier (id)", "{title}: criteria that decide (ids)"),
    "c_class_settled_by": Text("{title}: öppet, beror på", "{title}: open, depends on"),
    "c_class_robust": Text("{title}: robust", "{title}: robust"),
    "c_class_rests_on": Text("{title}: vilar på tolkningarna", "{title}: rests on the readings"),
    "c_change": Text("Förändring", "Change"),
    "by_decision": Text("beslut", "decision"),
    "by_computing": Text("beräkning", "computing"),
    "by_publication": Text("publicering", "publication"),
    "yes": Text("ja", "yes"),
    "no": Text("nej", "no"),
    "or": Text("eller", "or"),
    "driver": Text("{claim} ({truth})", "{claim} ({truth})"),
    "driver_jointly": Text("{claim} ({truth}, tillsammans med andra)", "{claim} ({truth}, together with others)"),
    "true": Text("uppfyllt", "met"),
    "false": Text("inte uppfyllt", "not met"),
    "unknown": Text("inte avgjort", "undecided"),
    "about_drivers": Text(
        "Avgörande kriterier: ett annat svar på kriteriet ensamt skulle ändra vilka nivåer som är möjliga. Där inget "
        "ensamt kriterium gör det står de som nivåerna nämner och som tillsammans avgör dem.",
        "Criteria that decide: another answer to the criterion alone would change which levels are possible. Where no "
        "criterion does so alone, those stand there that the levels name and that settle them together.",
    ),
    "about_drivers_of": Text(
        "Kriterier, öppna uppgifter och robusthet gäller det beräknade förslaget, också där ett beslut står bredvid.",
        "Criteria, what is open and robustness are of the computed proposal, also where a decision stands beside it.",
    ),
    "about_drivers_open": Text(
        "Kriterier och robusthet är räknade på öppna uppgifter, och står bara där dessa ensamma ger den publicerade "
        "klassen.",
        "Criteria and robustness were worked out from open facts, and stand only where these alone give the published "
        "class.",
    ),
    "about_robust": Text(
        "Robust: samma nivåer under varje tillåten tolkning av det som källan lämnar öppet.",
        "Robust: the same levels under every admissible reading of what the source leaves open.",
    ),
    "about_change": Text(
        "Förändring: mot en annan bild, där en sådan är given; annars tom.",
        "Change: against another picture where one was given; else empty.",
    ),
}


def told(id: str, language: Language, /, **words: object) -> str:
    """Return the phrase *id* in *language* with *words* put in."""
    return PHRASES[id].in_(language).format(**words)
