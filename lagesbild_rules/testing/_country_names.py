"""Invented names that sound Swedish, each marked as constructed: no real place is meant."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Final

_STEMS: Final = (
    *("Brumle", "Bubbel", "Drumle", "Drömme", "Dunkel", "Fabel", "Fantasi", "Fladder", "Flimmer", "Fnitter"),
    *("Fnul", "Gnabbe", "Gnistre", "Gnolle", "Hitte", "Hummel", "Irrbloss", "Klirre", "Knaster", "Krumelur"),
    *("Kvirre", "Kvitter", "Luftslotts", "Låtsas", "Mulle", "Mummel", "Myster", "Nonsens", "Nynne", "Pimpel"),
    *("Pirre", "Plingel", "Plottre", "Prassel", "Pysse", "Påhitts", "Rassel", "Sago", "Skimmer", "Skrock"),
    *("Skröne", "Skvaller", "Sluddre", "Snirkel", "Snubbel", "Snurre", "Spinnel", "Surre", "Svammel", "Tassel"),
    *("Tissel", "Trassel", "Trippel", "Trudelutt", "Tussel", "Vimmel", "Virvel", "Vyssan", "Yrsle", "Önske"),
)
"""Words of fables and sounds: they name nothing on a map."""
_PLACES: Final = (
    *("berget", "dalen", "gården", "höjden", "hagen", "ängen", "parken", "lunden", "backen", "kulla"),
    *("torpet", "vreten", "åsen", "stranden", "brinken", "vallen"),
)
_TOWNS: Final = ("köping", "sund", "hamn", "näs", "borg", "vik", "sta", "ryd", "hälla", "fors")
_SIDES: Final = ("", "Norra ", "Södra ", "Östra ", "Västra ", "Övre ", "Nedre ", "Lilla ", "Stora ", "Gamla ", "Nya ")
MOST_AREAS: Final = 10_000
"""So many areas can be named, with some names left for those that come of others."""
_REGIONS: Final = (
    "Dimlandet",
    "Fabellandet",
    "Landet Ingenstans",
    "Låtsaslandet",
    "Molnlandet",
    "Sagolandet",
    "Önskelandet",
)


def area_names(chance: Random) -> Iterator[str]:
    """Yield names for areas, none twice: the plain ones first, then those that name a side."""
    for side in _SIDES:
        names = [f"{side}{stem}{place} (konstruerat)" for stem in _STEMS for place in _PLACES]
        chance.shuffle(names)
        yield from names


def town_names(chance: Random) -> Iterator[str]:
    """Yield names for towns, none twice; what is called by one says itself that it is constructed."""
    for side in ("", "Ny", "Gammel"):
        names = [(side + (stem.lower() if side else stem) + town) for stem in _STEMS for town in _TOWNS]
        chance.shuffle(names)
        yield from names


def region_names() -> tuple[str, ...]:
    """Return the names of the regions."""
    return tuple(f"Region {it} (konstruerad)" for it in _REGIONS)
