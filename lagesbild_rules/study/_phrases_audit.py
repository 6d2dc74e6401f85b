"""What an audit says, Swedish beside English."""

from __future__ import annotations

from typing import Final

from lagesbild_rules.text import Language, Text

AUDIT_PHRASES: Final[dict[str, Text]] = {
    # the page
    "title": Text("Granskning av {title}", "Audit of {title}"),
    "label": Text("Granskning av en metod", "Audit of a method"),
    "proposal": Text(
        "Granskningen säger vad regelverket gör. Om det är rätt att göra så avgör den som läser.",
        "The audit says what the ruleset does. Whether it is right to do so is for the reader to decide.",
    ),
    "lead": Text(
        "Av {all} saker som ska gälla gäller {holds}, {fails} gäller inte. {open} kunde inte avgöras.",
        "Of {all} things that should hold {holds} do, and {fails} do not. {open} could not be settled.",
    ),
    "h_summary": Text("Sammanfattning", "Summary"),
    "h_grounds": Text("Vad påståendena vilar på", "What the statements rest on"),
    "h_audited": Text("Vad som granskats", "What was audited"),
    "h_limits": Text("Gränser som granskningen satt", "Limits that the audit set"),
    "h_constants": Text(
        "Trösklar: källans värden och våra tolkningar", "Thresholds: the source's values and our readings"
    ),
    "h_left_out": Text("Inte granskat", "Not audited"),
    "h_shown": Text("Uppgifter som visar det ({n})", "Facts that show it ({n})"),
    "more_shown": Text("Ytterligare {n} exempel står i audit.json.", "{n} more examples stand in audit.json."),
    "more_rows": Text("Ytterligare {n} rader står i audit.json.", "{n} more rows stand in audit.json."),
    "constants_none": Text("Regelverket har inga namngivna trösklar.", "The ruleset has no named thresholds."),
    "standing_fails": Text("Gäller inte", "Does not hold"),
    "standing_open": Text("Kunde inte avgöras", "Could not be settled"),
    "standing_holds": Text("Gäller", "Holds"),
    "standing_told": Text("Upplysningar", "For information"),
    "none_fails": Text("Inget som ska gälla är motbevisat.", "Nothing that should hold is refuted."),
    "none_open": Text("Inget är lämnat oavgjort.", "Nothing is left unsettled."),
    "none_holds": Text("Inget.", "Nothing."),
    "none_told": Text("Inga.", "None."),
    "ground_proven": Text("bevisat", "proven"),
    "ground_counted": Text("räknat exakt", "counted exactly"),
    "ground_sampled": Text("stickprov", "sampled"),
    "ground_assumed": Text("antaget", "assumed"),
    "what_proven": Text(
        "Gäller för alla tänkbara uppgifter, eller motbevisas av uppgifter som referensmotorn klassat på nytt.",
        "Holds for all facts that can be thought of, or is refuted by facts that the reference engine classed anew.",
    ),
    "what_counted": Text(
        "Räknat bland allt som finns: fall, ändringar, celler, områden. Säger inget om det som inte räknades.",
        "Counted among all there is: cases, changes, cells, areas. Says nothing of what was not counted.",
    ),
    "what_sampled": Text(
        "Intervallen kommer av {resamples} omdragningar av områden, frö {seed}, och täcker {confidence} procent.",
        "Intervals come of {resamples} resamples of areas, seed {seed}, and cover {confidence} per cent.",
    ),
    "what_assumed": Text(
        "Val som regelverket eller granskningen gjort och som inget av det övriga prövar.",
        "Choices of the ruleset or of the audit, which nothing else here tests.",
    ),
    "c_ground": Text("Grund", "Ground"),
    "c_statements": Text("Påståenden", "Statements"),
    "c_meaning": Text("Vad det betyder", "What it means"),
    "c_limit": Text("Gräns", "Limit"),
    "c_value": Text("Värde", "Value"),
    "c_whose": Text("Vems", "Whose"),
    "ours": Text("vår", "ours"),
    "data": Text(
        "Alla tal i rapporten står som data i audit.json och i tabellerna bredvid.",
        "All numbers of the report stand as data in audit.json and in the tables beside it.",
    ),
    "attached": Text(
        "Samma granskning ligger bifogad som data i denna fil: {name}.",
        "The same audit is attached to this file as data: {name}.",
    ),
    # what was audited
    "in_facts": Text("Uppgifter om områden", "Facts about areas"),
    "in_published": Text("Publicerad lista", "Published list"),
    "in_observations": Text("Observationer", "Observations"),
    "in_before": Text("Texten före", "The text before"),
    "in_cases": Text("Fall bredvid regelverket", "Cases beside the ruleset"),
    "in_day": Text("Dagen som områden klassas för", "The day for which areas are classed"),
    # limits
    "l_seconds": Text(
        "Längsta tid för en fråga till lösaren; därefter «oavgjort»",
        "The most time for one question to the solver; then “not settled”",
    ),
    "l_seconds_value": Text("{n} s", "{n} s"),
    "l_resamples": Text("Omdragningar för intervall", "Resamples for intervals"),
    "l_confidence": Text("Det som intervallen täcker", "What intervals cover"),
    "l_seed": Text("Frö", "Seed"),
    "l_turned": Text(
        "Kriterier som vänds samtidigt i jämförelsen med en lista", "Criteria turned at once against a list"
    ),
    "l_undefined": Text(
        "Andel odefinierade omdragningar från vilken inget intervall ges",
        "Share of undefined resamples above which no interval is given",
    ),
    "at_most": Text("högst {n}", "at most {n}"),
    # proofs
    "proofs": Text("Bevis", "Proofs"),
    "proofs_asks": Text(
        "Gäller det som ska gälla för alla uppgifter, inte bara för dem någon tänkt på?",
        "Does what should hold do so for all facts, not only for those that someone thought of?",
    ),
    "claim_holds": Text("{claim}: bevisat för {n} av {all}.", "{claim}: proven of {n} out of {all}."),
    "claim_fails": Text("{claim}: motbevisat för {names}.", "{claim}: refuted of {names}."),
    "claim_open": Text("{claim}: inte avgjort inom tiden för {names}.", "{claim}: not settled in time of {names}."),
    "claim_told": Text(
        "{claim}: bevisat för {n} av {all}, motbevisat för {names}. Det behöver inte vara ett fel.",
        "{claim}: proven of {n} out of {all}, refuted of {names}. That need not be a fault.",
    ),
    # readings
    "readings": Text("Våra tolkningar", "Our readings"),
    "readings_asks": Text(
        "Hänger det bevisade på hur vi läst det som källan lämnar öppet?",
        "Does what is proven hang on how we read what the source leaves open?",
    ),
    "readings_none": Text(
        "Regelverket har inga tolkningar: källan lämnar inget öppet som påverkar klassen.",
        "The ruleset has no readings: the source leaves nothing open that affects the class.",
    ),
    "readings_hold": Text(
        "{claim}: gäller för {n} av {all} under varje tillåten kombination av tolkningar.",
        "{claim}: holds of {n} out of {all} under every admissible combination of readings.",
    ),
    "readings_fail": Text(
        "{claim}: gäller {names} bara under vissa tolkningar.",
        "{claim}: holds of {names} under some readings only.",
    ),
    # diff
    "diff": Text("Mot texten före", "Against the text before"),
    "diff_asks": Text(
        "Vilka uppgifter klassas annorlunda än av texten före?",
        "Which facts are classed otherwise than by the text before?",
    ),
    "diff_none": Text("Ingen tidigare text angavs (`--before`).", "No earlier text was given (`--before`)."),
    "diff_same": Text("Samma uppgifter får alltid samma nivå.", "The same facts always get the same level."),
    "diff_share": Text(
        "{name}: {share} av de celler som trösklarna delar uppgifternas rum i får en annan nivå.",
        "{name}: {share} of the cells into which the thresholds cut the space of facts get another level.",
    ),
    "diff_regions": Text(
        "{name}: {n} övergångar till en annan nivå finns.", "{name}: there are {n} ways from one level to another."
    ),
    "diff_gave_up": Text(
        "{n} övergångar kunde inte avgöras inom tiden.", "{n} ways from one level to another were not settled in time."
    ),
    "pair_holds": Text("{claim} ({name}): bevisat.", "{claim} ({name}): proven."),
    "pair_fails": Text("{claim} ({name}): motbevisat.", "{claim} ({name}): refuted."),
    "pair_open": Text("{claim} ({name}): inte avgjort inom tiden.", "{claim} ({name}): not settled in time."),
    "diff_areas": Text(
        "{changed} av {areas} områden får en annan klass.", "{changed} of {areas} areas get another class."
    ),
    # coverage
    "coverage": Text("Fallens täckning", "What the cases cover"),
    "coverage_asks": Text(
        "Visar fallen att varje kriterium och jämförelse spelar roll (MC/DC)?",
        "Do the cases show that each criterion and comparison matters (MC/DC)?",
    ),
    "coverage_share": Text(
        "Fallen täcker {n} av {all} kriterier och jämförelser som kan täckas.",
        "The cases cover {n} of the {all} criteria and comparisons that can be covered.",
    ),
    "coverage_never": Text(
        "{n} kan inte täckas av några uppgifter: {names}.", "{n} can be covered by no facts: {names}."
    ),
    "coverage_open": Text(
        "För {n} är det inte avgjort om de kan täckas: {names}.",
        "Of {n} it is not settled whether they can be covered: {names}.",
    ),
    "coverage_areas": Text(
        "I {areas} områden avgör {n} av {all} kriterier och jämförelser aldrig en klass.",
        "In {areas} areas {n} of {all} criteria and comparisons never decide a class.",
    ),
    "no_cases": Text("Det finns inga fall bredvid regelverket.", "There are no cases beside the ruleset."),
    # mutants
    "mutants": Text("Ändringar som fallen ska märka", "Changes that the cases should notice"),
    "mutants_asks": Text(
        "Om någon råkar ändra regelverket på ett ställe, märks det då av fallen?",
        "If someone happened to change the ruleset in one place, would the cases notice?",
    ),
    "mutants_caught": Text(
        "Fallen märker {n} av {all} ändringar som kan märkas.",
        "The cases notice {n} of {all} changes that can be noticed.",
    ),
    "mutants_equal": Text(
        "{n} ändringar är bevisat utan verkan på varje svar.", "{n} changes are proven to change no answer."
    ),
    "mutants_open": Text(
        "För {n} ändringar är det inte avgjort om de gör någon skillnad.",
        "Of {n} changes it is not settled whether they make a difference.",
    ),
    # power
    "power": Text("Kriteriernas makt", "The power of criteria"),
    "power_asks": Text(
        "Hur ofta hänger klassen på vart och ett av kriterierna?", "How often does the class hang on each criterion?"
    ),
    "power_most": Text(
        "{name}: mest hänger på «{criterion}» ({share} av alla svar).",
        "{name}: most hangs on “{criterion}” ({share} of all answers).",
    ),
    "power_zero": Text("Ingen klass hänger någonsin på {names}.", "No class ever hangs on {names}."),
    "power_assumed": Text(
        "Alla svar och celler väger lika: måtten säger hur regelverket är byggt, inte hur ofta något händer.",
        "All answers and cells weigh alike: the figures say how the ruleset is built, not how often something happens.",
    ),
    "plot_power": Text("Stapel för varje kriterium: {rows}.", "A bar for each criterion: {rows}."),
    # areas
    "areas": Text("Områdena", "The areas"),
    "areas_asks": Text(
        "Vad blir det av de områden vars uppgifter gavs?", "What becomes of the areas whose facts were given?"
    ),
    "areas_none": Text("Inga uppgifter om områden angavs (`--facts`).", "No facts about areas were given (`--facts`)."),
    "areas_empty": Text("Tabellen med uppgifter har inga rader.", "The table of facts has no rows."),
    "areas_decided": Text(
        "{name}: {n} av {all} områden får en bestämd klass den {day}.",
        "{name}: {n} of {all} areas get a decided class on {day}.",
    ),
    "areas_open": Text(
        "{name}: {n} av {all} områden är oavgjorda, för att uppgifter saknas eller inte räcker.",
        "{name}: {n} of {all} areas are undecided, since facts are missing or do not suffice.",
    ),
    # sensitivity
    "sensitivity": Text("Vad listan hänger på", "What the list hangs on"),
    "sensitivity_asks": Text(
        "Vad skulle ändra utfallet: en annan tolkning, ett kriterium mindre, svar som slår fel?",
        "What would change the outcome: another reading, one criterion less, answers that err?",
    ),
    "sensitivity_readings": Text(
        "{n} av {all} tillåtna värden på tolkningarna, ett i taget, ger något område andra möjliga nivåer.",
        "{n} of {all} admissible values of readings, one at a time, give some area other possible levels.",
    ),
    "sensitivity_together": Text(
        "I {n} av {all} kombinationer av tillåtna värden är hela listan som nu.",
        "In {n} of {all} combinations of admissible values the whole list is as it is now.",
    ),
    "sensitivity_sampled": Text(
        "I {n} av {all} dragna kombinationer av tillåtna värden är hela listan som nu ({low}–{high}).",
        "In {n} of {all} drawn combinations of admissible values the whole list is as it is now ({low}–{high}).",
    ),
    "sensitivity_dropped": Text(
        "{n} av {all} kriterier ändrar inget område, hur de än besvaras eller lämnas därhän.",
        "{n} of {all} criteria change no area, however they are answered or left aside.",
    ),
    "sensitivity_flips": Text(
        "Om varje svar på en skala flyttas ett steg med sannolikheten {p} blir de möjliga nivåerna andra i {share} "
        "({low}–{high}) av {n} bedömningar.",
        "If every answer on a scale moves a step with the probability {p}, the possible levels are others in {share} "
        "({low}–{high}) of {n} assessments.",
    ),
    "sensitivity_assumed": Text(
        "Sannolikheten {p} är vald av oss; hur ofta svar slår fel är inte uppmätt.",
        "The probability {p} is a choice of ours; how often answers err was not measured.",
    ),
    "c_classification": Text("Klassning", "Classification"),
    "c_level": Text("Nivå", "Level"),
    "c_areas": Text("Områden", "Areas"),
    "undecided": Text("Oavgjord", "Undecided"),
    "h_levels": Text("Områden på varje nivå", "Areas at each level"),
    # agreement
    "agreement": Text("Överensstämmelse mellan dem som svarar", "Agreement between those who answer"),
    "agreement_asks": Text(
        "Svarar olika enheter lika om samma områden?", "Do different units answer alike about the same areas?"
    ),
    "agreement_none": Text(
        "Inga observationer från flera enheter angavs (`--observations`).",
        "No observations of several units were given (`--observations`).",
    ),
    "agreement_nothing": Text(
        "Inget område har svar från två enheter på samma fråga.",
        "No area has answers of two units to the same question.",
    ),
    "agreement_alpha": Text(
        "{name}: Krippendorffs α {value} ({areas} områden).", "{name}: Krippendorff's α {value} ({areas} areas)."
    ),
    "agreement_undefined": Text("{name}: Krippendorffs α är odefinierat.", "{name}: Krippendorff's α is undefined."),
    "agreement_assumed": Text(
        "Ingen gräns för god överensstämmelse är satt här: den får läsaren sätta.",
        "No limit for good agreement is set here: that is for the reader.",
    ),
    # backtest
    "backtest": Text("Mot en publicerad lista", "Against a published list"),
    "backtest_asks": Text(
        "Blir de beräknade klasserna de som publicerades?", "Do the computed classes come out as published?"
    ),
    "backtest_none": Text(
        "Ingen publicerad lista angavs (`--published`).", "No published list was given (`--published`)."
    ),
    "backtest_no_facts": Text(
        "En publicerad lista angavs, men inga uppgifter att räkna klasser av (`--facts`).",
        "A published list was given, but no facts to compute classes from (`--facts`).",
    ),
    "backtest_same": Text(
        "{name}: {n} av {all} jämförda områden får den publicerade klassen.",
        "{name}: {n} of {all} areas compared come out as published.",
    ),
    "backtest_differ": Text(
        "{name}: {n} av {all} jämförda områden kan inte få den publicerade klassen.",
        "{name}: {n} of {all} areas compared cannot come out as published.",
    ),
    "backtest_open": Text(
        "{name}: {n} av {all} jämförda områden är oavgjorda, med den publicerade nivån bland de möjliga.",
        "{name}: {n} of {all} areas compared are undecided, with the published level among the possible ones.",
    ),
    "backtest_left": Text(
        "{name}: {n} områden är inte jämförda: de saknar publicerad eller beräknad klass.",
        "{name}: {n} areas are not compared: they lack a published or a computed class.",
    ),
    "backtest_share": Text(
        "{name}: andelen lika bland de avgjorda är {value}; Cohens κ {kappa}.",
        "{name}: the share alike among the decided is {value}; Cohen's κ {kappa}.",
    ),
    # assumed
    "assumed": Text("Antaganden", "Assumptions"),
    "assumed_asks": Text(
        "Vad bygger granskningen på som den inte själv prövar?",
        "What does the audit build on that it does not test itself?",
    ),
    "a_readings": Text(
        "{n} tolkningar är våra: källan lämnar öppet vad de ska vara ({names}).",
        "{n} readings are ours: the source leaves open what they are ({names}).",
    ),
    "a_parameters": Text(
        "{n} värden anges i källan och är tagna därifrån ({names}).",
        "{n} values are stated in the source and taken from it ({names}).",
    ),
    "a_literals": Text(
        "{n} jämförelser har ett tal eller steg utan namn; vems det är sägs inte.",
        "{n} comparisons hold a number or step without a name; whose it is is not said.",
    ),
    "a_proofs": Text(
        "Bevisen gäller kompletta uppgifter och de valda tolkningarna, om inte annat sägs.",
        "Proofs are about complete facts and the readings chosen, unless it says otherwise.",
    ),
    "a_closed": Text(
        "{n} jämförelser svarar trots att uppgiften saknas (`missing_as`).",
        "{n} comparisons answer although the fact is missing (`missing_as`).",
    ),
    "a_facts": Text(
        "Uppgifterna om områden är tagna som de står i tabellen; om de är sanna prövas inte.",
        "Facts about areas are taken as the table has them; whether they are true is not tested.",
    ),
    "a_secondary": Text(
        "{n} av {all} kriterier vilar på annat än en primärkälla ({names}).",
        "{n} of {all} criteria rest on something other than a primary source ({names}).",
    ),
}


def put(id: str, language: Language, /, **words: object) -> str:
    """Return the phrase *id* in *language*, its gaps filled with *words*."""
    return AUDIT_PHRASES[id].in_(language).format(**words)
