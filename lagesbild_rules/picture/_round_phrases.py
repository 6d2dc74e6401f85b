"""What is said of rounds of collection, Swedish beside English."""

from __future__ import annotations

from typing import Final

from lagesbild_rules.text import Language, Text

ROUND_PHRASES: Final[dict[str, Text]] = {
    # the whole round
    "title": Text("Insamlingen {name} den {day}", "The round {name} on {day}"),
    "asked": Text(
        "Läget den {as_of} efterfrågas enligt {reference}. Svaren ska vara inne senast den {due}.",
        "Asked for is how things stand on {as_of}, by {reference}. Answers are due on {due}.",
    ),
    "counts": Text("{n} enheter: {each}.", "{n} units: {each}."),
    "late_count": Text("Sena: {n}.", "Late: {n}."),
    "frozen": Text(
        "Fryst den {at} av {by}. Kvitto för allt i den: {digest}",
        "Frozen on {at} by {by}. Receipt for all of it: {digest}",
    ),
    "frozen_missing": Text("Hade inte sänt när den frystes: {units}.", "Had not sent when it was frozen: {units}."),
    "internal": Text("För internt bruk.", "For internal use."),
    "open": Text(
        "Öppen version: bygger på öppna observationer, och på om och när en enhet sände eller fick tillbaka sina svar.",
        "Open version: it rests on open observations, and on whether and when a unit sent or got back its answers.",
    ),
    "h_units": Text("Enheter", "Units"),
    "h_beside": Text("Områden som flera enheter har svarat om", "Areas that several units answered about"),
    "beside_note": Text(
        "Enheternas svar står bredvid varandra på deras sidor. Vilket som gäller avgörs inte här.",
        "What they answered stands side by side on the units' pages. Which of it counts is not decided here.",
    ),
    "c_unit": Text("Enhet", "Unit"),
    "c_standing": Text("Läge", "Standing"),
    "c_areas": Text("Områden", "Areas"),
    "c_answers": Text("Svar", "Answers"),
    "c_conflicting": Text("Oeniga", "Differing"),
    "c_late": Text("Dagar sen", "Days late"),
    "c_said": Text("Senast", "Last"),
    "c_area": Text("Område", "Area"),
    "c_units": Text("Enheter", "Units"),
    "c_differ": Text("Frågor där de skiljer sig", "Questions on which they differ"),
    "c_differ_short": Text("Skillnad", "Difference"),
    "of": Text("{n} av {all}", "{n} of {all}"),
    "s_nothing": Text("inga svar", "no answers"),
    "s_partly": Text("delvis", "partly"),
    "s_complete": Text("komplett", "complete"),
    "s_returned": Text("återlämnad", "returned"),
    "s_sent": Text("insänd", "sent"),
    "sent_on": Text("insänd {on} av {by}", "sent on {on} by {by}"),
    "returned_on": Text("återlämnad {on} av {by}", "returned on {on} by {by}"),
    "for_reason": Text("{what}: {reason}", "{what}: {reason}"),
    # a unit's page
    "unit_title": Text("{unit}: svaren i insamlingen {name}", "{unit}: its answers in the round {name}"),
    "unit_standing": Text(
        "Läge: {standing}. Besvarade områden: {areas}. Svar: {answers}.",
        "Standing: {standing}. Areas with answers: {areas}. Answers: {answers}.",
    ),
    "unit_late": Text("Svaren är {n} dagar sena.", "The answers are {n} days late."),
    "check": Text(
        "Att kontrollera före insändning. En tom fråga betyder «vet inte», aldrig «nej». Ingen klass visas här: vad "
        "som kommer ut ska inte styra svaren.",
        "To be checked before sending. A blank means “not known”, never “no”. No class is shown: what comes out is not "
        "to steer the answers.",
    ),
    "changes": Text(
        "Sedan insamlingen {name}: {changed} ändrade svar, {new} nya, {gone} som inte längre finns, {same} lika.",
        "Since the round {name}: {changed} answers changed, {new} new, {gone} no longer there, {same} the same.",
    ),
    "h_open": Text("Att se över", "To look at"),
    "c_question": Text("Fråga", "Question"),
    "c_why": Text("Varför", "Why"),
    "c_answer": Text("Svar", "Answer"),
    "c_by": Text("Av", "By"),
    "c_before": Text("Förra gången", "Last time"),
    "c_change": Text("Ändring", "Change"),
    "h_area": Text("{area}: {n} av {all} frågor besvarade", "{area}: {n} of {all} questions answered"),
    "h_area_beside": Text(
        "{area}: flera enheters svar bredvid varandra", "{area}: several units' answers side by side"
    ),
    "note_before": Text("Jämförs med {area}.", "Compared with {area}."),
    "note_forerunners": Text(
        "Har flera föregångare ({areas}); svaren jämförs inte.",
        "Has several forerunners ({areas}); answers are not compared.",
    ),
    "note_new": Text("Fanns inte i förra insamlingen.", "Was not in the last round."),
    "not_answered": Text("inte besvarad", "not answered"),
    "why_missing": Text("saknas", "missing"),
    "why_conflicting": Text("olika svar", "answers differ"),
    "why_stale": Text("för gammalt", "too old"),
    "why_below_grade": Text("för lågt graderat", "graded too low"),
    "why_rounded": Text("ett spann", "a span"),
    "ch_same": Text("lika", "same"),
    "ch_changed": Text("ändrat", "changed"),
    "ch_new": Text("nytt", "new"),
    "ch_gone": Text("borta", "gone"),
    "differs": Text("skiljer sig", "they differ"),
    "none_open": Text("Inget står öppet.", "Nothing is open."),
}


def round_phrase(id: str, language: Language, /, **words: object) -> str:
    """Return the phrase *id* in *language* with *words* put in."""
    return ROUND_PHRASES[id].in_(language).format(**words)
