"""Every sentence and word of a questionnaire, Swedish beside English.

The words for basis and handling are read back from filled forms: another word for one of them is another format.
"""

from __future__ import annotations

from typing import Final

from lagesbild_rules.text import Language, Text

PHRASES: Final[dict[str, Text]] = {
    # sheets
    "s_instructions": Text("Instruktion", "Instructions"),
    "s_answers": Text("Svar", "Answers"),
    "s_definitions": Text("Definitioner", "Definitions"),
    "s_lists": Text("Listor", "Lists"),
    # what it is
    "title": Text("Frågeformulär: {ruleset}", "Questionnaire: {ruleset}"),
    "l_unit": Text("Besvaras av", "Answered by"),
    "l_period": Text("Svaren gäller", "The answers hold"),
    "l_areas": Text("Områden", "Areas"),
    "l_ruleset": Text("Regelverk", "Ruleset"),
    "l_force": Text("Regelverkets period", "Period of the ruleset"),
    "l_digest": Text("Kontrollsumma", "Digest"),
    "period": Text("från och med {from_} till (inte med) {until}", "from {from_} until (not including) {until}"),
    "period_open": Text("från och med {from_}, tills vidare", "from {from_} onwards"),
    "version": Text("{reference}, version {version}", "{reference}, version {version}"),
    # instructions
    "h_what": Text("Vad formuläret är", "What this form is"),
    "what": Text(
        "Formuläret ställer regelverkets frågor om varje område i listan. Svaren blir observationer: uppgifter med "
        "källa, tid och grad som regelverket sedan räknar med. Det som räknas fram är ett förslag; beslut fattas av "
        "människor.",
        "The form asks the ruleset's questions about each area of the list. The answers become observations: "
        "statements with source, time and grade that the ruleset then counts with. What it computes is a proposal; "
        "decisions are made by people.",
    ),
    "h_areas_only": Text("Bara om områden", "About areas only"),
    "areas_only": Text(
        "Frågorna gäller områden, aldrig enskilda personer. Skriv inga namn, personnummer eller annat som pekar ut "
        "någon, inte heller i anteckningar. Den som svarar är en enhet, inte en person.",
        "The questions are about areas, never about individuals. Write no names, personal identity numbers or "
        "anything else that points to somebody, not in notes either. The one who answers is a unit, not a person.",
    ),
    "h_how": Text("Så svarar ni", "How to answer"),
    "how_rows": Text(
        "Svaren skrivs på bladet «{answers}», en rad för varje område och fråga. Bara de celler som är avsedda för "
        "svar går att ändra: kolumnerna vars rubrik slutar med «✎». Välj ur listan där det finns en.",
        "Answers are written on the sheet “{answers}”, one row for each area and question. Only cells meant for "
        "answers can be changed: the columns whose heading ends with “✎”. Choose from the list where there is one.",
    ),
    "how_until": Text(
        "Är svaret inte exakt känt: skriv det lägsta som är möjligt i «Svar» och det högsta i «Till». Annars lämnas "
        "«Till» tom.",
        "Where the answer is not known exactly: write the least that is possible under “Answer” and the greatest "
        "under “To”. Else leave “To” blank.",
    ),
    "how_numbers": Text(
        "Tal skrivs med siffror, utan mellanslag, enhet eller procenttecken, med högst så många decimaler som frågan "
        "anger. Formler, datum och inklistrade celler från andra ark tas inte emot.",
        "Numbers are written in digits, without spaces, unit or per cent sign, with at most as many decimals as the "
        "question says. Formulas, dates and cells pasted from other sheets are not accepted.",
    ),
    "how_screen": Text(
        "Där det står att en fråga får lämnas tom beror det på en tidigare fråga: när den besvaras så behövs inte "
        "svaret. Ett svar som ändå ges tas till vara.",
        "Where it says that a question may be left blank, that depends on an earlier question: when it is answered "
        "so, the answer is not needed. An answer that is given all the same is kept.",
    ),
    "h_unknown": Text("Det ni inte vet", "What you do not know"),
    "unknown": Text(
        "Lämna cellen tom när svaret inte är känt. Tomt betyder «inte känt», aldrig «nej», «inget problem» eller "
        "noll: inget fylls i åt er. Skriv inte «vet ej», «-» eller liknande.",
        "Leave the cell blank when the answer is not known. Blank means “not known”, never “no”, “no problem” or "
        "zero: nothing is filled in for you. Do not write “don't know”, “-” or the like.",
    ),
    "h_thresholds": Text("Gränser", "Limits"),
    "thresholds": Text(
        "Från vilket svar något räknas framgår inte här, så att gränsen inte styr svaret. Gränser som källan inte "
        "anger är regelverkets tolkningar, inte källans, och redovisas där de avgör.",
        "From which answer something counts is not shown here, so that the limit does not steer the answer. Limits "
        "that the source does not state are readings of the ruleset, not the source's, and are shown where they "
        "decide.",
    ),
    "h_basis": Text("Grund: vad svaret vilar på", "Basis: what the answer rests on"),
    "b_register": Text("Register", "Register"),
    "b_measurement": Text("Mätning", "Measurement"),
    "b_observation": Text("Iakttagelse", "Observation"),
    "b_survey": Text("Enkät", "Survey"),
    "b_assessment": Text("Bedömning", "Assessment"),
    "d_register": Text(
        "uppgift ur ett register eller verksamhetssystem", "taken from a register or a system of record"
    ),
    "d_measurement": Text("något som har mätts eller räknats", "something measured or counted"),
    "d_observation": Text("något som har iakttagits på platsen", "something observed on the spot"),
    "d_survey": Text("svar på en enkät eller intervjuer", "answers to a survey or interviews"),
    "d_assessment": Text("en egen bedömning: hålls isär från fakta", "a judgement of your own: kept apart from facts"),
    "h_grades": Text("Grader (Europolförordningen 2016/794, art. 29)", "Grades (Europol Regulation 2016/794, art. 29)"),
    "grades": Text(
        "Källans tillförlitlighet anges med en bokstav och uppgiftens riktighet med en siffra. De är koder och räknas "
        "aldrig om till tal. Artikelns fulla ordalydelse gäller.",
        "The reliability of the source is given by a letter and the accuracy of the information by a digit. They are "
        "codes and never turned into numbers. The full wording of the article applies.",
    ),
    "g_A": Text("källan: inga tvivel om tillförlitligheten", "source: no doubt about its reliability"),
    "g_B": Text("källan: näst högsta graden", "source: the second highest grade"),
    "g_C": Text("källan: lägsta graden som kan bedömas", "source: the lowest grade that can be assessed"),
    "g_X": Text("källan: tillförlitligheten kan inte bedömas", "source: its reliability cannot be assessed"),
    "g_1": Text("uppgiften: inga tvivel om riktigheten", "information: no doubt about its accuracy"),
    "g_2": Text("uppgiften: näst högsta graden", "information: the second highest grade"),
    "g_3": Text("uppgiften: näst lägsta graden", "information: the second lowest grade"),
    "g_4": Text("uppgiften: inte bekräftad", "information: not corroborated"),
    "h_handling": Text("Hantering", "Handling"),
    "handling": Text(
        "Lämnas cellen tom gäller det regelverket säger om frågan, annars begränsad. Sekretess kräver lagrum.",
        "Left blank, what the ruleset says of the question applies, else restricted. Secret needs its legal ground.",
    ),
    "o_open": Text("Öppen", "Open"),
    "o_restricted": Text("Begränsad", "Restricted"),
    "o_secret": Text("Sekretess", "Secret"),
    "e_open": Text("får visas för alla", "may be shown to everyone"),
    "e_restricted": Text("får visas inom verksamheten", "may be shown inside the organisation"),
    "e_secret": Text("sekretess enligt angivet lagrum, som OSL 18:2", "secret on the legal ground given, as OSL 18:2"),
    "h_return": Text("När formuläret är klart", "When the form is done"),
    "return": Text(
        "Spara det som .xlsx, under vilket namn som helst, och lämna tillbaka det. Texter, rader och blad ska vara "
        "orörda: den som läser in formuläret får annars veta vilken cell som har ändrats.",
        "Save it as .xlsx, under any name, and return it. Texts, rows and sheets are to be left as they are: who reads "
        "the form is otherwise told which cell was changed.",
    ),
    # answers
    "c_area": Text("Område", "Area"),
    "c_number": Text("Nr", "No."),
    "c_group": Text("Grupp", "Group"),
    "c_question": Text("Fråga", "Question"),
    "c_how": Text("Så svarar ni", "How to answer"),
    "c_answer": Text("Svar ✎", "Answer ✎"),
    "c_until": Text("Till ✎", "To ✎"),
    "c_basis": Text("Grund ✎", "Basis ✎"),
    "c_source_grade": Text("Källa A–X ✎", "Source A–X ✎"),
    "c_information_grade": Text("Uppgift 1–4 ✎", "Information 1–4 ✎"),
    "c_handling": Text("Hantering ✎", "Handling ✎"),
    "c_handling_ground": Text("Lagrum ✎", "Legal ground ✎"),
    "c_note": Text("Anteckning ✎", "Note ✎"),
    "none": Text("–", "–"),
    "yes": Text("Ja", "Yes"),
    "no": Text("Nej", "No"),
    "a_truth": Text("Ja eller nej.", "Yes or no."),
    "a_choice": Text("Välj ur listan.", "Choose from the list."),
    "a_number": Text("Tal i {unit}, {decimals}{bounds}.", "A number in {unit}, {decimals}{bounds}."),
    "a_whole": Text("utan decimaler", "without decimals"),
    "a_one_decimal": Text("högst 1 decimal", "at most 1 decimal"),
    "a_decimals": Text("högst {n} decimaler", "at most {n} decimals"),
    "a_min": Text(", minst {min}", ", at least {min}"),
    "a_max": Text(", högst {max}", ", at most {max}"),
    "a_between": Text(", från {min} till {max}", ", from {min} to {max}"),
    "a_wrong": Text("Det går inte att svara så", "This is no answer"),
    "gate_answer": Text(
        "Får lämnas tom om svaret på fråga {number} är {answers}.",
        "May be left blank if the answer to question {number} is {answers}.",
    ),
    "gate_claim": Text(
        "Får lämnas tom om detta inte stämmer: {claim} (fråga {numbers}).",
        "May be left blank if this does not hold: {claim} (question {numbers}).",
    ),
    "gate_rest": Text(
        "Får lämnas tom om svaren på fråga {numbers} redan utesluter det som frågan prövar.",
        "May be left blank if the answers to question {numbers} already rule out what this one tries.",
    ),
    "quote": Text("«{text}»", "“{text}”"),
    "or": Text("{these} eller {last}", "{these} or {last}"),
    # definitions
    "c_claim": Text("Vad som prövas", "What is tried"),
    "c_quote": Text("Källans ord", "The source's words"),
    "c_source": Text("Källa och ställe", "Source and place"),
    "c_questions": Text("Frågor", "Questions"),
    "c_modality": Text("Hur orden binder", "How the words bind"),
    "c_misreadings": Text("Kända feltolkningar", "Known misreadings"),
    "m_required": Text("krävs", "required"),
    "m_any_of": Text("något av flera krävs", "one of several is required"),
    "m_supporting": Text("stöd, krävs aldrig", "support, never required"),
    "m_graded": Text("i viss mån", "to some extent"),
    "m_effect": Text("beskriven följd, krävs aldrig", "a consequence described, never required"),
    "level": Text("Nivå: {title}", "Level: {title}"),
    # paper
    "page": Text("Sida &P av &N", "Page &P of &N"),
}


def phrase(id_: str, language: Language, **values: object) -> str:
    """Return the phrase *id_* in *language* with *values* put in."""
    text = PHRASES[id_].in_(language)
    return text.format(**values) if values else text
