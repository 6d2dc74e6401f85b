"""Every sentence and word that an explanation uses, Swedish beside English."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from lagesbild_rules.exact import plain
from lagesbild_rules.explanation._completeness_phrases import COMPLETENESS_PHRASES
from lagesbild_rules.explanation._diff_phrases import DIFF_PHRASES
from lagesbild_rules.explanation._ground_phrases import GROUND_PHRASES
from lagesbild_rules.explanation._store_phrases import STORE_PHRASES
from lagesbild_rules.explanation._units import unit_of_one, unit_of_several
from lagesbild_rules.text import Language, Text

PHRASES: Final[dict[str, Text]] = {
    # the whole
    "title": Text("Förklaring till klassningen av {area}", "Explanation of the class of {area}"),
    "proposal": Text(
        "Detta är ett beräknat förslag och inget beslut. Beslutet fattas av människor.",
        "This is a computed proposal, not a decision. The decision is made by people.",
    ),
    "decided": Text("Beräknad klass för {area}: {level}.", "Computed class of {area}: {level}."),
    "undecided": Text(
        "Klassen för {area} går inte att avgöra. Möjliga nivåer: {levels}.",
        "The class of {area} cannot be decided. Possible levels: {levels}.",
    ),
    "decided_in": Text(
        "Beräknad klass för {area} i «{classification}»: {level}.",
        "Computed class of {area} in “{classification}”: {level}.",
    ),
    "undecided_in": Text(
        "Klassen för {area} i «{classification}» går inte att avgöra. Möjliga nivåer: {levels}.",
        "The class of {area} in “{classification}” cannot be decided. Possible levels: {levels}.",
    ),
    "undecided_class": Text("Inte avgjord", "Undecided"),
    # headings
    "h_ruleset": Text("Regelverk", "Ruleset"),
    "h_rests_on": Text("Svaret vilar på", "The answer rests on"),
    "h_rests_on_note": Text(
        "Dessa uppgifter räcker ensamma för svaret. Tas någon av dem bort räcker de övriga inte.",
        "These facts alone suffice for the answer. If any one of them is taken away, the others do not.",
    ),
    "h_rests_on_nothing": Text(
        "Svaret vilar inte på någon uppgift: det följer av regelverket ensamt.",
        "The answer rests on no fact: it follows from the ruleset alone.",
    ),
    "h_lacks": Text("Det som håller frågan öppen", "What holds the question open"),
    "h_levels": Text("Nivå för nivå, den allvarligaste först", "Level by level, the most serious first"),
    "h_ledger": Text("Alla kriterier", "Every criterion"),
    "h_constants": Text("Källans värden och våra tolkningar", "The source's values and our readings"),
    "h_facts": Text("Uppgifter", "Facts"),
    "c_indicator": Text("Indikator", "Indicator"),
    "c_known": Text("Vad som är känt", "What is known"),
    "c_role": Text("Roll", "Role"),
    "c_source": Text("Källa", "Source"),
    "c_threshold": Text("Namn", "Name"),
    "c_value": Text("Värde", "Value"),
    "c_whose": Text("Vems", "Whose"),
    "c_alternatives": Text("Andra tillåtna värden", "Other admissible values"),
    "c_because": Text("Skäl", "Reason"),
    "l_asked_by": Text("Ingår i villkoret för", "Part of the condition of"),
    "l_supports": Text("Visas som stöd för", "Shown in support of"),
    "l_misreading": Text("Känd feltolkning", "Known misreading"),
    "l_as_of": Text("Avser", "As of"),
    "l_from": Text("från", "from"),
    "l_until": Text("till", "until"),
    "l_version": Text("version", "version"),
    # the open audience
    "audience_open": Text(
        "Detta är den öppna förklaringen. Den bygger på öppna uppgifter, regelverket och den klass som kom ut.",
        "This is the open explanation. It rests on open facts, the ruleset and the class that came out.",
    ),
    "open_partial": Text(
        "De öppna uppgifterna ensamma lämnar dessa nivåer möjliga: {levels}. Övriga uppgifter lämnas inte ut.",
        "The open facts alone leave these levels possible: {levels}. Other facts are not disclosed.",
    ),
    "open_true": Text("Villkoret är uppfyllt redan av öppna uppgifter.", "The condition is met by open facts already."),
    "open_false": Text(
        "Villkoret är inte uppfyllt enligt öppna uppgifter.", "The condition is not met according to open facts."
    ),
    "open_unknown": Text(
        "Villkoret kan inte visas med öppna uppgifter.", "The condition cannot be shown by open facts."
    ),
    "h_withheld": Text("Uppgifter som inte lämnas ut", "Facts that are not disclosed"),
    "withheld_note": Text(
        "Vilka de är följer av regelverket och de öppna uppgifterna. Det säger inget om vad som finns.",
        "Which they are follows from the ruleset and the open facts. It says nothing of what exists.",
    ),
    "withheld": Text("lämnas inte ut", "not disclosed"),
    "withheld_restricted": Text("begränsad enligt regelverket", "restricted by the ruleset"),
    "withheld_secret": Text("sekretess enligt regelverket", "secret by the ruleset"),
    "withheld_unmarked": Text(
        "regelverket säger inget om hanteringen, så uppgiften räknas som begränsad",
        "the ruleset says nothing of its handling, so it counts as restricted",
    ),
    # what could change the answer
    "h_against": Text("Det som talar emot", "What argues against"),
    "h_boundaries": Text("Vad som skulle leda till en annan nivå", "What would lead to another level"),
    "h_envelope": Text("Hur svaret beror på våra tolkningar", "How far the answer rests on our readings"),
    "h_indifferent": Text(
        "Inte känt exakt, men det saknar betydelse för svaret",
        "Not known exactly, but that is of no account for the answer",
    ),
    "one_more_reason": Text(
        "Det finns en annan uppsättning uppgifter som räcker lika väl.",
        "There is one other set of facts that would do as well.",
    ),
    "more_reasons": Text(
        "Det finns {n} andra uppsättningar uppgifter som räcker lika väl.",
        "There are {n} other sets of facts that would do as well.",
    ),
    "perhaps_more_reasons": Text(
        "Det finns minst {n} andra uppsättningar uppgifter som räcker lika väl.",
        "There are at least {n} other sets of facts that would do as well.",
    ),
    "one_reason_of_perhaps_more": Text(
        "Det kan finnas andra uppsättningar uppgifter som räcker lika väl.",
        "There may be other sets of facts that would do as well.",
    ),
    "towards_milder": Text(
        "{claim}: inte uppfyllt, vilket talar för en mildare nivå",
        "{claim}: not met, which argues for a milder level",
    ),
    "towards_more_serious": Text(
        "{claim}: uppfyllt, vilket talar för en allvarligare nivå",
        "{claim}: met, which argues for a more serious level",
    ),
    "reachable": Text(
        "Hur det okända än faller ut kan det bara leda till {levels}.",
        "However the unknown turns out, it can lead only to {levels}.",
    ),
    "reachable_cut": Text(
        "Vilka nivåer det okända faktiskt kan leda till har inte räknats ut: fallen är för många.",
        "Which levels the unknown can in fact lead to was not worked out: there are too many cases.",
    ),
    "quickest": Text(
        "Beroende på hur de faller ut kan dessa avgöra klassen ensamma: {sets}.",
        "Depending on how they turn out, these can settle the class alone: {sets}.",
    ),
    "way_to": Text("till «{level}»", "to “{level}”"),
    "way_all_the_way": Text("ända till «{level}»", "all the way to “{level}”"),
    "way_one": Text("Detta skulle leda {to}:", "This would lead {to}:"),
    "way_any": Text("Något av detta skulle leda {to}:", "Any one of these would lead {to}:"),
    "way_together": Text("{n} ändringar tillsammans skulle leda {to}:", "{n} changes together would lead {to}:"),
    "way_together_any": Text(
        "{n} ändringar tillsammans skulle leda {to}, på något av dessa sätt:",
        "{n} changes together would lead {to}, in any of these ways:",
    ),
    "way_closed": Text("Inget som kan ändras leder till «{level}».", "Nothing that can be changed leads to “{level}”."),
    "way_far": Text(
        "För «{level}» krävs minst {n} ändringar tillsammans. Vilka har inte räknats ut.",
        "For “{level}” at least {n} changes together are needed. Which was not worked out.",
    ),
    "way_more": Text("Det kan finnas fler sätt som är lika små.", "There may be other ways as small."),
    "change_to": Text("{title}: {to} i stället för {now}", "{title}: {to} instead of {now}"),
    "change_known": Text("{title}: visar sig vara {to}", "{title}: proves to be {to}"),
    "envelope_none": Text(
        "Regelverket lämnar inget öppet: svaret beror inte på någon tolkning.",
        "The ruleset leaves nothing open: the answer rests on no reading.",
    ),
    "envelope_robust": Text(
        "Robust: svaret är detsamma under alla {n} tillåtna kombinationer av tolkningar.",
        "Robust: the answer is the same under all {n} admissible combinations of readings.",
    ),
    "envelope_depends": Text("Svaret beror på hur vi tolkar: {names}.", "The answer depends on how we read: {names}."),
    "reading_as": Text("{name} läses som {value}", "{name} is read as {value}"),
    "reading_leads": Text("Om {changes} blir svaret {levels}", "If {changes}, the answer is {levels}"),
    "under_combinations": Text(
        "{levels}: {n} av {all} tillåtna kombinationer",
        "{levels}: {n} of {all} admissible combinations",
    ),
    "c_mattered": Text("Betydelse", "Weight"),
    "mattered_decisive": Text(
        "avgörande (ett annat svar här ger ett annat utfall)",
        "decisive (another answer here gives another outcome)",
    ),
    "mattered_in_reason": Text("ingår i skälen", "among the reasons"),
    "mattered_irrelevant": Text("utan betydelse för svaret", "of no account for the answer"),
    # standing of a level
    "class": Text("Nivån gäller.", "The level holds."),
    "class_mildest": Text(
        "Nivån gäller, eftersom ingen allvarligare nivå gör det.",
        "The level holds, since no more serious one does.",
    ),
    "possible": Text(
        "Nivån kan inte uteslutas: det är inte avgjort om villkoret är uppfyllt.",
        "The level cannot be ruled out: whether its condition is met is undecided.",
    ),
    "possible_true": Text(
        "Nivån kan vara den rätta: villkoret är uppfyllt, men en allvarligare nivå kan inte uteslutas.",
        "The level may be the right one: its condition is met, but a more serious level cannot be ruled out.",
    ),
    "possible_mildest": Text(
        "Nivån gäller om ingen allvarligare nivå gör det.", "The level holds if no more serious one does."
    ),
    "passed": Text("En allvarligare nivå gäller.", "A more serious level holds."),
    "excluded": Text(
        "Nivån gäller inte: villkoret är inte uppfyllt.", "The level does not hold: its condition is not met."
    ),
    # a ruleset's page
    "h_criteria": Text("Kriterier", "Criteria"),
    "h_indicators": Text("Indikatorer", "Indicators"),
    "h_sources": Text("Källor", "Sources"),
    "h_ladder": Text("Nivåer, den mildaste först", "Levels, the mildest first"),
    "c_area": Text("Område", "Area"),
    "c_id": Text("Namn i regelverket", "Id"),
    "c_status": Text("Status", "Status"),
    "c_title": Text("Titel", "Title"),
    "c_values": Text("Värden", "Values"),
    "c_handling": Text("Hantering", "Handling"),
    "c_reference": Text("Beteckning", "Reference"),
    "c_published": Text("Utgiven", "Published"),
    "l_mildest": Text("Gäller när ingen allvarligare nivå gör det.", "Holds when no more serious level does."),
    "rule": Text("{subject}: {wanted}", "{subject}: {wanted}"),
    "rule_closed": Text(" (saknas uppgift räknas villkoret som {answer})", " (where missing, counted as {answer})"),
    "number_kind": Text("tal{unit}, {decimals}", "a number{unit}, {decimals}"),
    "number_unit": Text(" ({unit})", " ({unit})"),
    "decimals_0": Text("utan decimaler", "without decimals"),
    "decimals_1": Text("högst 1 decimal", "at most 1 decimal"),
    "decimals": Text("högst {n} decimaler", "at most {n} decimals"),
    "rounded_by": Text("avrundat: känt på ±{low} när", "rounded: known to within ±{low}"),
    "h_open": Text("öppen", "open"),
    "h_restricted": Text("begränsad", "restricted"),
    "h_secret": Text("sekretess", "secret"),
    "unchangeable": Text("kan inte ändras", "cannot be changed"),
    # pages: HTML and PDF
    "skip": Text("Hoppa till innehållet", "Skip to the content"),
    "h_contents": Text("Innehåll", "Contents"),
    "c_period": Text("Gäller", "In force"),
    "c_logic_digest": Text("Kontrollsumma för logiken", "Digest of the logic"),
    "c_wording_digest": Text("Kontrollsumma för ordalydelsen", "Digest of the wording"),
    "one_way": Text("Sätt {n}", "Way {n}"),
    "page_of": Text("Sida {n} av {total}", "Page {n} of {total}"),
    "attached": Text(
        "Samma förklaring ligger bifogad som data i denna fil: {name}.",
        "The same explanation is attached to this file as data: {name}.",
    ),
    # truths
    "true": Text("uppfyllt", "met"),
    "false": Text("inte uppfyllt", "not met"),
    "unknown": Text("inte avgjort", "undecided"),
    # causes
    "missing": Text("uppgift saknas", "missing"),
    "conflicting": Text("källorna går isär", "sources disagree"),
    "stale": Text("uppgiften är för gammal", "too old"),
    "below_grade": Text("källan når inte upp till kravet på tillförlitlighet", "below the required source grade"),
    "rounded": Text("avrundat värde", "rounded value"),
    # conditions
    "all": Text("alla dessa {n} villkor", "all of these {n} conditions"),
    "both": Text("båda dessa villkor", "both of these conditions"),
    "any": Text("minst ett av dessa {n} villkor", "at least one of these {n} conditions"),
    "only_one": Text("detta villkor", "this condition"),
    "not": Text("detta villkor får inte vara uppfyllt", "this condition must not be met"),
    "count_at_least": Text("minst {k} av dessa {n} villkor", "at least {k} of these {n} conditions"),
    "count_at_most": Text("högst {k} av dessa {n} villkor", "at most {k} of these {n} conditions"),
    "of_which_true": Text(", varav {m} är uppfyllda", ", of which {m} are met"),
    "of_which_true_1": Text(", varav 1 är uppfyllt", ", of which 1 is met"),
    "of_which_false": Text(", varav {m} inte är uppfyllda", ", of which {m} are not met"),
    "of_which_false_1": Text(", varav 1 inte är uppfyllt", ", of which 1 is not met"),
    "of_which_unknown": Text(", varav {m} inte är avgjorda", ", of which {m} are undecided"),
    "of_which_unknown_1": Text(", varav 1 inte är avgjort", ", of which 1 is undecided"),
    "always": Text("gäller alltid", "always holds"),
    "level_ref": Text("villkoret för «{level}»", "the condition of “{level}”"),
    "upwards": Text("«{level}» eller en allvarligare nivå", "“{level}” or a more serious level"),
    "not_upwards": Text("varken «{level}» eller en allvarligare nivå", "neither “{level}” nor a more serious level"),
    "compare": Text(
        "{subject}: {value}. Kräver {wanted}{margin}{closed}", "{subject}: {value}. Requires {wanted}{margin}{closed}"
    ),
    "at_least": Text("minst {limit}", "at least {limit}"),
    "above": Text("över {limit}", "above {limit}"),
    "at_most": Text("högst {limit}", "at most {limit}"),
    "below": Text("under {limit}", "below {limit}"),
    "equals": Text("{limit}", "{limit}"),
    "equals_number": Text("exakt {limit}", "exactly {limit}"),
    "one_of": Text("något av {limit}", "one of {limit}"),
    "closed": Text(
        " (uppgift saknas; regelverket räknar då villkoret som {answer})",
        " (missing; the ruleset then counts the condition as {answer})",
    ),
    "margin_on": Text(", precis på gränsen", ", exactly on the limit"),
    "margin_above": Text(", {size} över gränsen", ", {size} above the limit"),
    "margin_below": Text(", {size} under gränsen", ", {size} below the limit"),
    "margin_span": Text(", från {low} till {high} gränsen", ", from {low} to {high} the limit"),
    "margin_from": Text(", från {low} gränsen och uppåt", ", from {low} the limit upwards"),
    "margin_to": Text(", upp till {high} gränsen", ", up to {high} the limit"),
    "side_on": Text("precis på", "exactly on"),
    "side_above": Text("{size} över", "{size} above"),
    "side_below": Text("{size} under", "{size} below"),
    "step": Text("{n} steg", "{n} step"),
    "steps": Text("{n} steg", "{n} steps"),
    "point": Text("{n} procentenhet", "{n} percentage point"),
    "points": Text("{n} procentenheter", "{n} percentage points"),
    "about": Text("cirka {n}", "about {n}"),
    # whose a threshold is
    "whose_parameter": Text("anges i källan", "stated in the source"),
    "whose_reading": Text("vår tolkning", "our reading"),
    "whose_short_parameter": Text("källans värde {id}", "the source's value {id}"),
    "whose_short_reading": Text("vår tolkning {id}", "our reading {id}"),
    # values
    "span": Text("från {low} till {high}", "from {low} to {high}"),
    "from": Text("minst {low}", "at least {low}"),
    "to": Text("högst {high}", "at most {high}"),
    "or": Text("eller", "or"),
    "and": Text("och", "and"),
    "quoted": Text("«{text}»", "“{text}”"),
    "truth_true": Text("ja", "yes"),
    "truth_false": Text("nej", "no"),
    # expressions
    "sum": Text("summan av {terms}", "the sum of {terms}"),
    "mean": Text("medelvärdet av {terms}", "the mean of {terms}"),
    "difference": Text("{left} minus {right}", "{left} minus {right}"),
    "times": Text("{factor} × {term}", "{factor} × {term}"),
    # how something is known
    "e_primary": Text("ur källan själv", "from the source itself"),
    "e_secondary": Text("ur en andrahandskälla", "from a secondary source"),
    "e_media": Text("ur medier", "from the media"),
    "e_derived": Text("härlett genom räkning", "derived by arithmetic"),
    "e_inferred": Text("slutsats, inte källans ord", "inferred, not in the source's words"),
    "m_required": Text("krävs", "required"),
    "m_any_of": Text("ett av flera som räcker", "one of several that suffice"),
    "m_supporting": Text("stöd, krävs aldrig", "support, never required"),
    "m_graded": Text("graderat stöd", "graded support"),
    "m_effect": Text("beskriven följd, krävs aldrig", "a consequence described, never required"),
    "s_draft": Text("utkast", "draft"),
    "s_trial": Text("på prov", "on trial"),
    "s_in_force": Text("i kraft", "in force"),
    "s_repealed": Text("upphävt", "repealed"),
    # observations, and what comes out when only some count
    **GROUND_PHRASES,
    # what differs between two rulesets
    **COMPLETENESS_PHRASES,
    **DIFF_PHRASES,
    **STORE_PHRASES,
}


def phrase(id: str, language: Language, /, **words: object) -> str:
    """Return the phrase *id* in *language* with *words* put in."""
    return PHRASES[id].in_(language).format(**words)


def number(value: Decimal, language: Language) -> str:
    """Return *value* as a reader of *language* writes it.

    >>> number(Decimal("-0.50"), "sv"), number(Decimal("-0.50"), "en")
    ('−0,5', '−0.5')
    """
    text = plain(value).replace("-", "\N{MINUS SIGN}")
    return text.replace(".", ",") if language == "sv" else text


def whole(value: int, language: Language) -> str:
    """Return a whole number with its thousands apart.

    >>> whole(104976, "sv"), whole(104976, "en")
    ('104\\xa0976', '104,976')
    """
    return f"{value:,}".replace(",", "\N{NO-BREAK SPACE}" if language == "sv" else ",")


def quantity(value: Decimal, unit: str | None, language: Language) -> str:
    """Return *value* with its unit: percent as its sign, a bare index as nothing.

    >>> quantity(Decimal("51.3"), "percent", "sv"), quantity(Decimal("1"), "persons", "en")
    ('51,3\\xa0%', '1\\xa0person')
    """
    said = unit_of_one(unit, language) if abs(value) == 1 else unit_of_several(unit, language)
    space = "" if said == "%" and language == "en" else "\N{NO-BREAK SPACE}"
    return f"{number(value, language)}{space}{said}" if said else number(value, language)


def enumerated(parts: list[str], language: Language, last: str = "and") -> str:
    """Return *parts* as «a, b och c»."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {phrase(last, language)} {parts[-1]}"


def capital(text: str) -> str:
    """Return *text* with its first letter large."""
    return text[:1].upper() + text[1:]
