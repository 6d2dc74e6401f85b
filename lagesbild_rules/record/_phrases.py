"""The phrases of receipts and of what verifying them came to, Swedish beside English."""

from __future__ import annotations

from typing import Final

from lagesbild_rules.text import Language, Text

RECORD_PHRASES: Final[dict[str, Text]] = {
    "h_receipt": Text("Kvitto", "Receipt"),
    "receipt_note": Text(
        "Med kvittot kan svaret prövas i efterhand: «lagesbild verify» räknar om det utan nät.",
        "By its receipt the answer can be checked later: «lagesbild verify» works it out again, offline.",
    ),
    "r_logic": Text("Kontrollsumma för logiken i {name}", "Digest of the logic of {name}"),
    "r_wording": Text("Kontrollsumma för ordalydelsen i {name}", "Digest of the wording of {name}"),
    "r_facts": Text("Kontrollsumma för uppgifterna", "Digest of the facts"),
    "r_facts_open": Text("Kontrollsumma för de öppna uppgifterna", "Digest of the open facts"),
    "r_areas": Text("Områden under den summan", "Areas under that digest"),
    "r_result": Text("Kontrollsumma för resultatet", "Digest of the result"),
    "r_known_at": Text("Känt till och med", "Known by"),
    "r_made_by": Text("Uträknat av", "Worked out by"),
    "r_made_by_value": Text("lagesbild-rules {library}, motor {engine}", "lagesbild-rules {library}, engine {engine}"),
    "r_receipt": Text("Kvittots kontrollsumma", "Digest of the receipt"),
    "identical": Text("Identiskt", "Identical"),
    "differs": Text("Skiljer sig", "Differs"),
    "of_assessment": Text("kvitto på bedömningen av {area}", "receipt of the assessment of {area}"),
    "of_picture": Text("kvitto på lägesbilden av {areas} områden", "receipt of the picture of {areas} areas"),
    "of_study": Text("kvitto på en studie av {ruleset}", "receipt of a study of {ruleset}"),
    "of_study agreement": Text("kvitto på samstämmigheten om {ruleset}", "receipt of the agreement about {ruleset}"),
    "of_study attribution": Text(
        "kvitto på vilka ändringar mellan {ruleset} som flyttar områden",
        "receipt of which edits between {ruleset} move areas",
    ),
    "of_study audit": Text("kvitto på granskningen av {ruleset}", "receipt of the audit of {ruleset}"),
    "of_study backtest": Text(
        "kvitto på hur {ruleset} står mot en offentlig lista", "receipt of {ruleset} held against a published list"
    ),
    "of_study coverage": Text("kvitto på fallens täckning av {ruleset}", "receipt of the coverage of {ruleset}"),
    "of_study diff": Text("kvitto på vad som skiljer mellan {ruleset}", "receipt of what differs between {ruleset}"),
    "of_study mutants": Text("kvitto på mutanterna av {ruleset}", "receipt of the mutants of {ruleset}"),
    "of_study power": Text("kvitto på kriteriernas tyngd i {ruleset}", "receipt of the power in {ruleset}"),
    "of_study prove": Text("kvitto på bevisen om {ruleset}", "receipt of the proofs about {ruleset}"),
    "of_study sensitivity": Text("kvitto på känsligheten hos {ruleset}", "receipt of the sensitivity of {ruleset}"),
    "of_compare": Text("kvitto på en jämförelse av två lägesbilder", "receipt of a comparison of two pictures"),
    "of_compare --series": Text("kvitto på en serie av lägesbilder", "receipt of a series of pictures"),
    "of_round status": Text("kvitto på hur en omgång står", "receipt of how a round stands"),
    "of_round unit": Text("kvitto på en enhets sida i en omgång", "receipt of a unit's page of a round"),
    "both": Text("{before} och {after}", "{before} and {after}"),
    "asked_of_none": Text("{what}, {day}", "{what}, {day}"),
    "asked": Text("{what}, {day}, {ruleset}", "{what}, {day}, {ruleset}"),
    "c_receipt": Text("Kvittot självt", "The receipt itself"),
    "c_document": Text("Sidan som bär det", "The page that carries it"),
    "c_ruleset": Text("Regelverket", "The ruleset"),
    "c_facts": Text("Uppgifterna", "The facts"),
    "c_inputs": Text("Underlagen", "The inputs"),
    "c_result": Text("Resultatet", "The result"),
    "s_same": Text("detsamma", "the same"),
    "s_differs": Text("skiljer sig", "differs"),
    "s_not_checked": Text("inte prövat", "not checked"),
    "w_on_its_own": Text("kvittot står för sig", "the receipt stands on its own"),
    "w_elsewhere": Text(
        "kvittot är taget ur en sida: pröva den sidan", "the receipt was taken out of a page: verify that page"
    ),
    "w_no_facts": Text("ange uppgifterna med --facts", "give the facts with --facts"),
    "w_no_facts_asked": Text("svaret vilar inte på områdens uppgifter", "the answer rests on no facts of areas"),
    "w_published": Text(
        "den offentliga klassen kan vila på mer än öppna uppgifter",
        "the published class may rest on more than open facts",
    ),
    "w_decided": Text("beslut är tagna som de står i kvittot", "decisions are taken as they stand in the receipt"),
    "w_study": Text(
        "studien görs inte om: kör den på nytt med kvittots argument",
        "the study is not made again: run it anew with the arguments in the receipt",
    ),
    "w_only_what_it_says": Text(
        "uträknat av de uppgifter som står i kvittot", "worked out from the facts that stand in the receipt"
    ),
    "w_among_inputs": Text("uppgifterna står bland underlagen", "the facts stand among the inputs"),
    "w_no_inputs": Text("ange underlagen med --input", "give the inputs with --input"),
    "w_another_version": Text(
        "en annan version skrev det, och den här skriver det annorlunda",
        "another version wrote it, and this one writes it otherwise",
    ),
    "d_digest": Text(
        "kvittot är ändrat: dess kontrollsumma är {found}, men {said} står i det",
        "the receipt was changed: its digest is {found}, but {said} stands in it",
    ),
    "d_result_digest": Text(
        "resultatet är ändrat: dess kontrollsumma är {found}, men {said} står i kvittot",
        "the result was changed: its digest is {found}, but {said} stands in the receipt",
    ),
    "d_document": Text(
        "sidan är ändrad: dess kontrollsumma är {found}, men {said} står i kvittot",
        "the page was changed: its digest is {found}, but {said} stands in the receipt",
    ),
    "d_bytes": Text(
        "stället i sidan där kvittot står är ändrat", "the place in the page where the receipt stands was changed"
    ),
    "d_ruleset": Text(
        "regelverket är ändrat: {field} är {found}, men {said} står i kvittot",
        "the ruleset changed: its {field} is {found}, but {said} stands in the receipt",
    ),
    "d_fact": Text(
        "uppgiften {indicator} för {area} är {found}, men {said} står i kvittot",
        "the fact {indicator} of {area} is {found}, but {said} stands in the receipt",
    ),
    "d_observations": Text(
        "observationerna bakom {indicator} för {area} är inte desamma",
        "the observations behind {indicator} of {area} are not the same",
    ),
    "d_column": Text("{indicator} är inte densamma i alla områden", "{indicator} is not the same in every area"),
    "d_area": Text("uppgifterna om {area} är inte desamma", "the facts of {area} are not the same"),
    "d_no_area": Text("{area} finns inte bland uppgifterna", "{area} is not among the facts"),
    "d_root": Text(
        "uppgifterna om alla områden har en annan kontrollsumma: {found} i stället för {said}",
        "the facts of all areas have another digest: {found} instead of {said}",
    ),
    "d_others": Text(
        "områdets egna uppgifter är desamma, men alla områdens har tillsammans en annan kontrollsumma: {found}",
        "the area's own facts are the same, but those of all areas together have another digest: {found}",
    ),
    "d_areas": Text("områdena är {found}, men {said} i kvittot", "there are {found} areas, but {said} in the receipt"),
    "d_class": Text(
        "klassen {name} för {area} blir {found}, men {said} står i kvittot",
        "the class {name} of {area} comes out as {found}, but {said} stands in the receipt",
    ),
    "d_criterion": Text(
        "kriteriet {name} för {area} är {found}, men {said} står i kvittot",
        "the criterion {name} of {area} is {found}, but {said} stands in the receipt",
    ),
    "d_input": Text(
        "underlaget {name} är ändrat: dess kontrollsumma är {found}, men {said} står i kvittot",
        "the input {name} changed: its digest is {found}, but {said} stands in the receipt",
    ),
    "d_answer": Text(
        "{path} blir {found}, men där står {said}", "{path} comes out as {found}, but there stands {said}"
    ),
    "d_other": Text(
        "{path} är {found}, men {said} står i kvittot", "{path} is {found}, but {said} stands in the receipt"
    ),
    "signed_hold": Text("Signaturerna håller", "The signatures hold"),
    "signed_lack": Text("Signaturerna räcker inte", "The signatures are not enough"),
    "k_ruleset": Text("texten {name}", "the text {name}"),
    "k_lock": Text("låset", "the lock"),
    "k_answer": Text("svaret", "the answer"),
    "k_file": Text("filen", "the file"),
    "signed_on": Text("{what}, undertecknat {at}", "{what}, signed on {at}"),
    "l_no_envelope": Text("inget kuvert med signaturer finns", "there is no envelope of signatures"),
    "l_of_another": Text(
        "det som undertecknades är något annat: det ändrades, eller kuvertet hör till en annan fil",
        "what was signed is something else: it was changed, or the envelope is of another file",
    ),
    "l_no_rule": Text("ingen regel i policyn gäller detta", "no rule of the policy is for this"),
    "l_differs": Text("en signatur stämmer inte med sin nyckel", "a signature is not by its key over this"),
    "l_too_few": Text("det behövs {needed}, och {holding} håller", "{needed} needed, and {holding} holding"),
    "g_holds": Text("håller", "holds"),
    "g_differs": Text("stämmer inte", "is not by this key over this"),
    "g_unknown_key": Text("av en nyckel som inte angetts", "by a key that was not named"),
    "g_revoked": Text("av en återkallad nyckel", "by a revoked key"),
    "g_not_valid": Text("av en nyckel som inte gällde då", "by a key that was not valid then"),
    "g_to_come": Text("anger en dag som inte har kommit", "states a day that has not come"),
    "g_absent": Text("saknas", "is missing"),
    "nothing": Text("ingenting", "nothing"),
    "or": Text("eller", "or"),
}


def put(id: str, language: Language, /, **words: object) -> str:
    """Return the phrase *id* in *language*, its gaps filled with *words*."""
    return RECORD_PHRASES[id].in_(language).format(**words)
