"""What is said on maps, Swedish beside English."""

from __future__ import annotations

from typing import Final

from lagesbild_rules.text import Language, Text

MAP_PHRASES: Final[dict[str, Text]] = {
    "title": Text("Karta: {classification}, {day}", "Map: {classification}, {day}"),
    "desc": Text(
        "{shown} områden i {groups} {grouped}. Till vänster hela landet: en ring för varje {one}, större ju fler "
        "områden, och numret leder till dess ruta. Där många ligger tätt har ringen en bokstav och en egen karta under "
        "landets. I rutorna är områdena ritade som de ligger. {counts}.",
        "{shown} areas in {groups} {grouped}. On the left the whole country: a ring for each {one}, larger the more "
        "areas it has, and its number leads to its frame. Where many lie close the ring has a letter, and a map of its "
        "own below that of the country. In the frames the areas are drawn as they lie. {counts}.",
    ),
    "nothing": Text("Inget område har geometri.", "No area has geometry."),
    "lacking": Text("Utan geometri, och därför inte på kartan: {areas}.", "Without geometry, and so not on the map: {areas}."),
    "count": Text("{level}: {n}", "{level}: {n}"),
    "open": Text("Inte avgjord", "Undecided"),
    "open_between": Text("inte avgjord: {levels}", "undecided: {levels}"),
    "or": Text(" eller ", " or "),
    "legend": Text("Klass", "Class"),
    "ring": Text("Större ring: fler områden", "Larger ring: more areas"),
    "moved": Text("Linjen leder dit ringen hör", "The line leads to where the ring belongs"),
    "north": Text("Norr är upp. SWEREF 99 TM.", "North is up. SWEREF 99 TM."),
    "coast": Text("Kust och gräns: Natural Earth, grov.", "Coast and border: Natural Earth, coarse."),
    "no_group": Text("Utan angiven plats", "No place given"),
    "one_municipality": Text("kommun", "municipality"),
    "municipality": Text("kommuner", "municipalities"),
    "one_police_area": Text("polisområde", "police area"),
    "police_area": Text("polisområden", "police areas"),
    "one_region": Text("polisregion", "police region"),
    "region": Text("polisregioner", "police regions"),
    "several": Text("{n} områden", "{n} areas"),
    "single": Text("1 område", "1 area"),
    "c_number": Text("Ruta", "Frame"),
    "c_area": Text("Område", "Area"),
    "c_municipality": Text("Kommun", "Municipality"),
    "c_local_police_area": Text("Lokalpolisområde", "Local police area"),
    "c_class": Text("Klass", "Class"),
    "c_not_drawn": Text("utan geometri", "without geometry"),
    "table": Text("Kartan som tabell", "The map as a table"),
}
"""Every sentence and word of a map. Those in braces are filled in."""


def map_phrase(id: str, language: Language, **values: object) -> str:
    """Return the phrase *id* in *language* with *values* filled in."""
    return MAP_PHRASES[id].in_(language).format(**values)
