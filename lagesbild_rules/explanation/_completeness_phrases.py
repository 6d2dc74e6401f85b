"""What is said of how complete input is, Swedish beside English."""

from __future__ import annotations

from typing import Final

from lagesbild_rules.text import Text

COMPLETENESS_PHRASES: Final[dict[str, Text]] = {
    "h_completeness": Text("Hur fullständigt underlaget är", "How complete the input is"),
    "c_unit": Text("Enhet", "Unit"),
    "c_answered": Text("Besvarat", "Answered"),
    "c_open": Text("Åsidosatt", "Set aside"),
    "c_conflicting": Text("Oense", "Differ"),
    "c_unmarked": Text("Ej dat. / grad.", "Not dated / graded"),
    "c_without_note": Text("Utan not", "No note"),
    "c_old": Text("Gammalt", "Old"),
    "c_same": Text("Samma svar", "Same answer"),
    "no_unit": Text("(ingen enhet)", "(no unit)"),
    "completeness_note": Text(
        "Mått på svaren, inte på enheten: samma svar, inga anteckningar eller gamla uppgifter kan ha goda skäl.",
        "Measures of the answers, not of the unit: equal answers, no notes or old facts can have good reasons.",
    ),
    "of": Text("{n} av {all}", "{n} of {all}"),
}
