"""The sentences and words for observations, and for what comes out when only some of them count."""

from __future__ import annotations

from typing import Final

from lagesbild_rules.text import Text

GROUND_PHRASES: Final[dict[str, Text]] = {
    "h_observations": Text("Observationer", "Observations"),
    "facts_undated": Text(
        "Uppgifter utan observationer är ej daterade och ej graderade: de räknas varken som för gamla eller som "
        "under kravet på tillförlitlighet.",
        "Facts without observations are not dated and not graded: they count neither as too old nor as below the "
        "required grade.",
    ),
    # how many observations
    "counts_none": Text("ingen observation räknas", "no observation counts"),
    "counts_one": Text("1 observation räknas", "1 observation counts"),
    "counts_several": Text("{n} observationer räknas", "{n} observations count"),
    "aside_one": Text("1 åsidosatt ({reasons})", "1 set aside ({reasons})"),
    "aside_several": Text("{n} åsidosatta ({reasons})", "{n} set aside ({reasons})"),
    # one observation
    "o_by_none": Text("källa ej angiven", "source not stated"),
    "o_valid_from": Text("gäller från {day}", "valid from {day}"),
    "o_valid_until": Text("gäller till {day}", "valid until {day}"),
    "o_valid": Text("gäller från {day} till {end}", "valid from {day} until {end}"),
    "o_recorded": Text("registrerad {time}", "recorded {time}"),
    "o_undated": Text("ej daterad", "not dated"),
    "o_grade": Text("grad {grade}", "grade {grade}"),
    "o_grade_source": Text("källan {grade}, uppgiften ej graderad", "source {grade}, information not graded"),
    "o_grade_information": Text("källan ej graderad, uppgiften {grade}", "source not graded, information {grade}"),
    "o_ungraded": Text("ej graderad", "not graded"),
    "o_note": Text("anmärkning: {note}", "note: {note}"),
    "o_handling": Text("{handling} ({ground})", "{handling} ({ground})"),
    "o_counts": Text("räknas", "counts"),
    "o_set_aside": Text("åsidosatt: {reasons}", "set aside: {reasons}"),
    "basis_register": Text("registeruppgift", "register fact"),
    "basis_measurement": Text("mätning", "measurement"),
    "basis_observation": Text("iakttagelse", "observation"),
    "basis_survey": Text("enkät", "survey"),
    "basis_assessment": Text("bedömning", "assessment"),
    "basis_unstated": Text("grund ej angiven", "basis not stated"),
    # why it was set aside
    "why_withdrawn": Text("återkallad", "withdrawn"),
    "why_superseded": Text("ersatt", "superseded"),
    "why_superseded_by": Text("ersatt av {id}", "superseded by {id}"),
    "why_not_valid": Text("gäller inte på dagen", "not valid on the day"),
    "why_stale": Text("för gammal", "too old"),
    "why_below_grade": Text("under kravet på tillförlitlighet", "below the required grade"),
    "why_older": Text("en nyare finns", "there is a newer one"),
    "why_lower_graded": Text("en bättre graderad finns", "there is a better graded one"),
    "why_milder": Text("en allvarligare finns", "there is a more serious one"),
    # the verdict by basis and by grade
    "h_grounding": Text("Vad slags uppgifter svaret kräver", "What kind of facts the answer needs"),
    "c_counted": Text("Uppgifter som räknas", "Facts that count"),
    "c_outcome": Text("Utfall", "Outcome"),
    "the_class": Text("Klassen", "The class"),
    "the_answer": Text("Svaret", "The answer"),
    "grounding_nothing": Text(
        "{what} följer utan någon uppgift: grund och grad saknar betydelse.",
        "{what} follows without any fact: basis and grade are of no account.",
    ),
    "register_alone": Text("{what} håller på registeruppgifter ensamma.", "{what} holds on register facts alone."),
    "not_register_alone": Text(
        "{what} håller inte på registeruppgifter ensamma.", "{what} does not hold on register facts alone."
    ),
    "needs_assessments": Text("{what} håller bara med bedömningar.", "{what} holds only with assessments."),
    "needs_no_assessments": Text("{what} håller utan bedömningar.", "{what} holds without assessments."),
    "down_to": Text(
        "{what} håller ned till grad {grade}: uppgifter med minst den graden räcker, de med minst {stricter} "
        "gör det inte.",
        "{what} holds down to grade {grade}: facts of at least that grade suffice, those of at least {stricter} "
        "do not.",
    ),
    "down_to_A1": Text("{what} håller på uppgifter av grad A1 ensamma.", "{what} holds on facts of grade A1 alone."),
    "down_to_X4": Text(
        "{what} håller ned till grad X4: alla graderade uppgifter räcker, de med minst {stricter} gör det inte.",
        "{what} holds down to grade X4: all graded facts suffice, those of at least {stricter} do not.",
    ),
    "down_to_none": Text(
        "{what} håller bara när också uppgifter räknas som inte är helt graderade.",
        "{what} holds only when facts that are not wholly graded count too.",
    ),
    "step_basis_register": Text("registeruppgifter", "register facts"),
    "step_basis_measurement": Text("och mätningar", "and measurements"),
    "step_basis_observation": Text("och iakttagelser", "and observations"),
    "step_basis_survey": Text("och enkäter", "and surveys"),
    "step_basis_assessment": Text("och bedömningar", "and assessments"),
    "step_basis_unstated": Text("och uppgifter utan angiven grund", "and facts whose basis is not stated"),
    "step_grade_A1": Text("grad A1", "grade A1"),
    "step_grade_B2": Text("minst grad B2", "at least grade B2"),
    "step_grade_C3": Text("minst grad C3", "at least grade C3"),
    "step_grade_X4": Text("alla graderade uppgifter", "all graded facts"),
    "step_grade_unstated": Text("också de som inte är helt graderade", "those not wholly graded too"),
}
