"""Every sentence and word of a comparison of pictures, Swedish beside English."""

from __future__ import annotations

from typing import Final

from lagesbild_rules.text import Language, Text

COMPARE_PHRASES: Final[dict[str, Text]] = {
    # the whole
    "title": Text("Från {before} till {after}", "From {before} to {after}"),
    "label": Text("Jämförelse av lägesbilder", "Comparison of pictures"),
    "notice_standing": Text(
        "Det som jämförs är den nivå som gäller: den beslutade där ett beslut finns, annars den publicerade eller "
        "beräknade. En beräknad klass är ett förslag och inget beslut.",
        "What is compared is the level that stands: the one decided where there is a decision, else the one published "
        "or computed. A computed class is a proposal, not a decision.",
    ),
    "notice_open": Text(
        "Detta är den öppna jämförelsen. Den bygger på öppna uppgifter, regelverken och den klass som är publicerad.",
        "This is the open comparison. It rests on open facts, the rulesets and the class that is published.",
    ),
    "summary": Text(
        "På listan fanns {before} områden och nu {after}. {entered} tillkom, {left} lämnade listan, {up} blev "
        "allvarligare och {down} mildare.",
        "There were {before} areas on the list and now there are {after}. {entered} entered, {left} left, {up} became "
        "more serious and {down} milder.",
    ),
    "summary_technical": Text(
        "Tekniska ändringar (delade och sammanslagna områden) ger {n}.",
        "Technical changes (areas split and merged) give {n}.",
    ),
    "summary_abolished": Text(
        "Bytte nivå bara för att deras egen är avskaffad ({levels}): {areas}; det är ingen förbättring.",
        "Changed level only because their own is abolished ({levels}): {areas}; that is no improvement.",
    ),
    "summary_undecided": Text("Inte avgjorda: {before} förut, {after} nu.", "Undecided: {before} before, {after} now."),
    # the two pictures
    "before": Text("Tidigare", "Before"),
    "after": Text("Senare", "After"),
    "list_of": Text(
        "{title}. Lista publicerad av {publisher}, {day}. Villkor: {terms}",
        "{title}. List published by {publisher}, {day}. Terms: {terms}",
    ),
    "list_label": Text("listan {year}", "the {year} list"),
    "under": Text(
        "{areas} områden per {day} enligt {ruleset} (version {version})",
        "{areas} areas as of {day} under {ruleset} (version {version})",
    ),
    "picture_of": Text("{areas} områden per {day}", "{areas} areas as of {day}"),
    "day_year": Text("{year} (dagen är inte känd)", "{year} (the day is not known)"),
    "day_month": Text("{month} (dagen är inte känd)", "{month} (the day is not known)"),
    # headings
    "h_totals": Text("Antal per nivå", "Number on each level"),
    "h_sum": Text("Hur summan går ihop", "How the total adds up"),
    "h_flows": Text("Från nivå till nivå", "From level to level"),
    "h_changes": Text("Områden som ändrats", "Areas that changed"),
    "h_technical": Text("Tekniska ändringar", "Technical changes"),
    "h_crossing": Text("Uppgifter eller regler", "Facts or rules"),
    "h_findings": Text("Det som inte går ihop", "What does not fit"),
    "h_pictures": Text("Lägesbilderna", "The pictures"),
    "c_level": Text("Nivå", "Level"),
    "c_difference": Text("Skillnad", "Difference"),
    "c_number": Text("Antal", "Number"),
    "c_what": Text("Vad som hänt", "What happened"),
    "on_list": Text("På listan", "On the list"),
    "undecided": Text("Inte avgjorda", "Undecided"),
    "not_there": Text("Finns inte", "Not there"),
    "none_technical": Text(
        "Inga områden delades, slogs ihop eller bytte namn.", "No area was split, merged or renamed."
    ),
    "technical_note": Text(
        "Delningar, sammanslagningar och namnbyten ändrar antalet områden utan att något område har ändrats. Varje del "
        "av ett delat område jämförs med helheten.",
        "Splits, merges and renames change the number of areas without any area having changed. Each part of an area "
        "that was split is compared with the whole.",
    ),
    # terms of the sum
    "t_before": Text("På listan förut", "On the list before"),
    "t_splits": Text("Fler genom delning", "More by splitting"),
    "t_merges": Text("Färre genom sammanslagning", "Fewer by merging"),
    "t_after": Text("På listan nu", "On the list now"),
    # moves
    "m_entered": Text("Nya på listan", "Entered the list"),
    "m_left": Text("Lämnade listan", "Left the list"),
    "m_up": Text("Till allvarligare nivå", "To a more serious level"),
    "m_down": Text("Till mildare nivå", "To a milder level"),
    "m_level_abolished": Text("Nivån avskaffad", "Level abolished"),
    "m_level_new": Text("Ny nivå", "New level"),
    "m_opened": Text("Inte längre avgjorda", "No longer decided"),
    "m_settled": Text("Nu avgjorda", "Now decided"),
    "m_open": Text("Fortfarande inte avgjorda", "Still undecided"),
    "m_added": Text("Bara i den senare lägesbilden", "In the later picture alone"),
    "m_dropped": Text("Bara i den tidigare lägesbilden", "In the earlier picture alone"),
    "m_unchanged": Text("Oförändrade", "Unchanged"),
    "note_level_abolished": Text(
        "Nivån finns inte i den senare lägesbilden: {levels}. Att området står på nivån under är ingen förbättring och "
        "räknas inte som mildare.",
        "The level does not exist in the later picture: {levels}. That the area stands on the level below is no "
        "improvement and is not counted as milder.",
    ),
    "note_level_new": Text(
        "Nivån finns inte i den tidigare lägesbilden: {levels}. Att området står där är ingen försämring och räknas "
        "inte som allvarligare.",
        "The level does not exist in the earlier picture: {levels}. That the area stands there is no deterioration and "
        "is not counted as more serious.",
    ),
    "counted_one": Text("1 område", "1 area"),
    "counted": Text("{areas} områden", "{areas} areas"),
    "counted_parts": Text(
        "{areas} områden, med delarna för sig {changes}", "{areas} areas, {changes} with their parts apart"
    ),
    # one area
    "change": Text("{area}: {was} → {now}", "{area}: {was} → {now}"),
    "part_of": Text("{after} (förut del av {before})", "{after} (formerly part of {before})"),
    "merged_into": Text("{before} (nu del av {after})", "{before} (now part of {after})"),
    "renamed": Text("{after} (förut {before})", "{after} (formerly {before})"),
    "proposed": Text(
        "Det beräknade förslaget: {was} → {now} ({moved}).", "The computed proposal: {was} → {now} ({moved})."
    ),
    "or": Text("eller", "or"),
    "and": Text("och", "and"),
    "trend": Text("Trend mot året innan: {trend}.", "Trend against the year before: {trend}."),
    "trend_positive": Text("positiv", "positive"),
    "trend_stable": Text("stabil", "stable"),
    "trend_negative": Text("negativ", "negative"),
    "trend_new": Text("Ny på listan och därför utan trend.", "New on the list, and so without a trend."),
    # technical changes
    "k_rename": Text("{before} heter nu {after}", "{before} is now called {after}"),
    "k_split": Text("{before} delades i {after}", "{before} was split into {after}"),
    "k_merge": Text("{before} slogs ihop till {after}", "{before} were merged into {after}"),
    "k_redrawn": Text("{before} ritades om till {after}", "{before} were redrawn as {after}"),
    "o_editorial": Text(
        "redaktionell uppgift: listorna säger det inte själva", "editorial: the lists do not say it themselves"
    ),
    "o_declared": Text("enligt den tabell som gavs", "by the table that was given"),
    "o_overlap": Text("enligt överlappande gränser", "by overlap of boundaries"),
    "technical": Text("{what} ({origin}).", "{what} ({origin})."),
    # facts or rules
    "crossing_note": Text(
        "De gamla uppgifterna prövas också enligt de nya reglerna, och de nya uppgifterna enligt de gamla. Båda "
        "ordningarna visas. Ingen andel räknas fram: ger de olika svar går orsakerna inte att skilja åt.",
        "The old facts are also judged by the new rules, and the new facts by the old ones. Both orders are shown. No "
        "share is worked out: where they answer differently the causes cannot be told apart.",
    ),
    "crossing_open": Text("Detta vilar på öppna uppgifter ensamma.", "This rests on open facts alone."),
    "crossing_decided": Text(
        "Orsakerna gäller den beräknade klassen, inte beslutet.",
        "The causes are of the computed class, not the decision.",
    ),
    "v_facts": Text(
        "Uppgifterna ändrade klassen; reglerna gjorde det inte.", "The facts moved the class; the rules did not."
    ),
    "v_rules": Text(
        "Reglerna ändrade klassen; uppgifterna gjorde det inte.", "The rules moved the class; the facts did not."
    ),
    "v_both": Text(
        "Både uppgifterna och reglerna ändrade klassen, likadant i båda ordningarna.",
        "Both the facts and the rules moved the class, alike in both orders.",
    ),
    "v_order": Text(
        "Vad som ändrade klassen beror på ordningen: uppgifter och regler går inte att skilja åt.",
        "What moved the class depends on the order: facts and rules cannot be told apart.",
    ),
    "v_counts": Text("{verdict} Antal: {n}.", "{verdict} Number: {n}."),
    "cells": Text(
        "Gamla uppgifter, gamla regler: {was}. Gamla uppgifter, nya regler: {old_under_new}. "
        "Nya uppgifter, gamla regler: {new_under_old}. Nya uppgifter, nya regler: {now}.",
        "Old facts, old rules: {was}. Old facts, new rules: {old_under_new}. "
        "New facts, old rules: {new_under_old}. New facts, new rules: {now}.",
    ),
    "facts_first": Text("Uppgifterna först", "Facts first"),
    "rules_first": Text("Reglerna först", "Rules first"),
    "leg_facts": Text("uppgifterna: {was} → {now} ({moved})", "the facts: {was} → {now} ({moved})"),
    "leg_rules": Text("reglerna: {was} → {now} ({moved})", "the rules: {was} → {now} ({moved})"),
    # series
    "series": Text("Från {first} till {last}", "From {first} to {last}"),
    "series_label": Text("Serie av lägesbilder", "Series of pictures"),
    "series_totals": Text("Antal områden på varje nivå", "Number of areas on each level"),
    "series_moves": Text("Vad som hände mellan lägesbilderna", "What happened between the pictures"),
    "series_flows": Text("Flöden mellan nivåer", "Flows between levels"),
    "series_step": Text("{before} → {after}", "{before} → {after}"),
    "series_technical": Text("Tekniskt", "Technical"),
    "series_plot": Text(
        "Områden på varje nivå och hur de gick från en lägesbild till nästa",
        "Areas on each level, and how they went from one picture to the next",
    ),
    "series_column": Text("{picture}: {levels}.", "{picture}: {levels}."),
    "series_flow": Text("{n} från {was} till {now}", "{n} from {was} to {now}"),
    "series_between": Text("Till {picture}: {flows}.", "To {picture}: {flows}."),
}


def said(id: str, language: Language, /, **words: object) -> str:
    """Return the phrase *id* of a comparison in *language* with *words* put in."""
    return COMPARE_PHRASES[id].in_(language).format(**words)


def joined(parts: list[str], language: Language, last: str = "and") -> str:
    """Return *parts* as «a, b och c».

    >>> joined(["a", "b", "c"], "sv"), joined(["a"], "en"), joined(["a", "b"], "en", "or")
    ('a, b och c', 'a', 'a or b')
    """
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {said(last, language)} {parts[-1]}"


def signed(number: int) -> str:
    """Return *number* with its sign.

    >>> signed(6), signed(-2), signed(0)
    ('+6', '−2', '±0')
    """
    return f"{'+' if number > 0 else '−' if number < 0 else '±'}{abs(number)}"
