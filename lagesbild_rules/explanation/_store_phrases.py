"""What is said of a store of observations, Swedish beside English."""

from __future__ import annotations

from typing import Final

from lagesbild_rules.text import Text

STORE_PHRASES: Final[dict[str, Text]] = {
    "standing_in_force": Text("gäller", "in force"),
    "standing_withdrawn": Text("tillbakadragen", "withdrawn"),
    "standing_superseded": Text("ersatt", "superseded"),
    "store_change_add": Text("tillagt", "added"),
    "store_change_withdraw": Text("tillbakadraget", "withdrawn"),
    "store_standing": Text("Läge", "Standing"),
    "store_recorded": Text("Antecknad", "Recorded"),
    "store_unit": Text("Enhet", "Unit"),
    "store_number": Text("Nr", "No"),
    "store_when": Text("När", "When"),
    "store_what": Text("Vad", "What"),
    "store_observations": Text("Observationer", "Observations"),
    "store_note": Text("Anteckning", "Note"),
    "store_count": Text("{shown} av {all} observationer", "{shown} of {all} observations"),
    "store_marked": Text("{new} nya, {marked} märkta", "{new} new, {marked} marked"),
}
