"""Every sentence and word that an explanation uses, Swedish beside English."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from lagesbild_rules.exact import plain
from lagesbild_rules.text import Language, Text

PHRASES: Final[dict[str, Text]] = {
    # the whole
    "title": Text("Förklaring för {area}", "Explanation for {area}"),
    "proposal": Text(
        "Detta är ett beräknat förslag. Beslutet fattas av människor och står bredvid, aldrig i dess ställe.",
        "This is a computed proposal. The decision is made by people and stands beside it, never in its place.",
    ),
    "decided": Text("{area} klassas som {level}.", "{area} is classed as {level}."),
    "undecided": Text(
        "Klassen för {area} går inte att avgöra. Möjliga nivåer: {levels}.",
        "The class of {area} cannot be decided. Possible levels: {levels}.",
    ),
    # headings
    "h_ruleset": Text("Regelverk", "Ruleset"),
    "h_rests_on": Text("Svaret vilar på", "The answer rests on"),
    "h_rests_on_note": Text(
        "Dessa uppgifter räcker ensamma för svaret; ingen av dem kan tas bort.",
        "These facts alone suffice for the answer; none of them can be taken away.",
    ),
    "h_rests_on_nothing": Text(
        "Svaret vilar inte på någon uppgift: det följer av regelverket ensamt.",
        "The answer rests on no fact: it follows from the ruleset alone.",
    ),
    "h_lacks": Text("Det som håller frågan öppen", "What holds the question open"),
    "h_levels": Text("Nivå för nivå, den allvarligaste först", "Level by level, the most serious first"),
    "h_ledger": Text("Alla kriterier", "Every criterion"),
    "h_constants": Text("Gränsvärden och vems de är", "Thresholds and whose they are"),
    "h_facts": Text("Uppgifter", "Facts"),
    "c_indicator": Text("Indikator", "Indicator"),
    "c_known": Text("Vad som är känt", "What is known"),
    "c_level": Text("Nivå", "Level"),
    "c_criterion": Text("Kriterium", "Criterion"),
    "c_answer": Text("Svar", "Answer"),
    "c_role": Text("Roll", "Role"),
    "c_source": Text("Källa", "Source"),
    "c_why": Text("Varför", "Why"),
    "c_threshold": Text("Gränsvärde", "Threshold"),
    "c_value": Text("Värde", "Value"),
    "c_whose": Text("Vems", "Whose"),
    "c_alternatives": Text("Andra möjliga värden", "Other admissible values"),
    "c_because": Text("Skäl", "Reason"),
    "l_quote": Text("Källans ord", "The source's words"),
    "l_asked_by": Text("Krävs för", "Asked for by"),
    "l_supports": Text("Visas som stöd för", "Shown in support of"),
    "l_misreading": Text("Känd felläsning", "Known misreading"),
    "l_as_of": Text("Gäller per", "As of"),
    "l_from": Text("från", "from"),
    "l_until": Text("till", "until"),
    "l_version": Text("version", "version"),
    "l_line": Text("rad", "line"),
    # standing of a level
    "class": Text("Nivån gäller.", "The level holds."),
    "class_mildest": Text(
        "Nivån gäller: ingen allvarligare nivå gör det.", "The level holds: no more serious one does."
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
    "l_mildest": Text("Gäller när ingen annan nivå gör det.", "Holds when no other level does."),
    "rule": Text("{subject}: {wanted}", "{subject}: {wanted}"),
    "rule_closed": Text(" (saknas uppgift räknas villkoret som {answer})", " (where missing, counted as {answer})"),
    "number_kind": Text("tal i {unit}, högst {decimals} decimaler", "a number in {unit}, at most {decimals} decimals"),
    "rounded_by": Text("avrundat till ±{low}", "rounded to ±{low}"),
    "h_open": Text("öppen", "open"),
    "h_restricted": Text("begränsad", "restricted"),
    "h_secret": Text("sekretess", "secret"),
    "unchangeable": Text("kan inte ändras", "cannot be changed"),
    # truths
    "true": Text("uppfyllt", "met"),
    "false": Text("inte uppfyllt", "not met"),
    "unknown": Text("inte avgjort", "undecided"),
    # causes
    "missing": Text("uppgift saknas", "missing"),
    "conflicting": Text("källorna säger olika", "sources disagree"),
    "stale": Text("uppgiften är för gammal", "too old"),
    "below_grade": Text("källan når inte upp till kravet på tillförlitlighet", "below the required source grade"),
    "rounded": Text("avrundat värde", "rounded value"),
    # conditions
    "all": Text("alla av dessa {n}", "all of these {n}"),
    "any": Text("minst ett av dessa {n}", "at least one of these {n}"),
    "not": Text("inte detta", "not this"),
    "count_at_least": Text("minst {k} av dessa {n}", "at least {k} of these {n}"),
    "count_at_most": Text("högst {k} av dessa {n}", "at most {k} of these {n}"),
    "always": Text("gäller alltid", "always holds"),
    "level_ref": Text("villkoret för {level}", "the condition of {level}"),
    "upwards": Text("{level} eller en allvarligare nivå", "{level} or a more serious level"),
    "not_upwards": Text("varken {level} eller en allvarligare nivå", "neither {level} nor a more serious level"),
    "compare": Text(
        "{subject}: {value}. Kräver {wanted}{margin}{closed}", "{subject}: {value}. Requires {wanted}{margin}{closed}"
    ),
    "at_least": Text("minst {limit}", "at least {limit}"),
    "above": Text("över {limit}", "above {limit}"),
    "at_most": Text("högst {limit}", "at most {limit}"),
    "below": Text("under {limit}", "below {limit}"),
    "equals": Text("{limit}", "{limit}"),
    "one_of": Text("något av {limit}", "one of {limit}"),
    "closed": Text(
        " (uppgift saknas; regelverket räknar då villkoret som {answer})",
        " (missing; the ruleset then counts the condition as {answer})",
    ),
    "margin_on": Text(", precis på gränsen", ", exactly on the limit"),
    "margin_above": Text(", {size} över", ", {size} above"),
    "margin_below": Text(", {size} under", ", {size} below"),
    "margin_span": Text(", från {low} till {high}", ", from {low} to {high}"),
    "side_on": Text("på gränsen", "on the limit"),
    "side_above": Text("{size} över", "{size} above"),
    "side_below": Text("{size} under", "{size} below"),
    "side_open": Text("obegränsat", "unbounded"),
    "step": Text("{n} steg", "{n} step"),
    "steps": Text("{n} steg", "{n} steps"),
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
}


_SIGNS: Final = {"percent": "%", "procent": "%", "index": "", "": ""}


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


def quantity(value: Decimal, unit: str | None, language: Language) -> str:
    """Return *value* with its unit: percent as its sign, a bare index as nothing.

    >>> quantity(Decimal("51.3"), "percent", "sv"), quantity(Decimal("1"), "index", "en")
    ('51,3\\xa0%', '1')
    """
    sign = _SIGNS.get(unit or "", unit)
    return f"{number(value, language)}\N{NO-BREAK SPACE}{sign}" if sign else number(value, language)


def enumerated(parts: list[str], language: Language, last: str = "and") -> str:
    """Return *parts* as «a, b och c»."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {phrase(last, language)} {parts[-1]}"


def capital(text: str) -> str:
    """Return *text* with its first letter large."""
    return text[:1].upper() + text[1:]
