"""A ruleset and areas to make pictures of: three levels, a reading, a secret indicator."""

from __future__ import annotations

from collections.abc import Iterable

from lagesbild_rules.facts import Area, Cell
from lagesbild_rules.picture import Decision
from lagesbild_rules.ruleset import parse_ruleset

DAY = "2024-06-30"

STREETS = parse_ruleset("""\
format: lagesbild-ruleset/1
id: konstruerat.gator
version: 1
status: trial
effective: {from: 2020-01-01}
title: {sv: Gator, en: Streets}
sources: {memo: {title: Memo}}
readings:
  dark_from: {value: 2, admissible: [1, 2], because: {en: The memo does not say.}, title: {en: when it is dark}}
scales:
  dusk: {steps: [light, dim, black], titles: {light: {sv: Ljust, en: Light}}}
indicators:
  lamps: {number: {unit: one, decimals: 0, min: 0, max: 9}, handling: open, title: {sv: Lyktor, en: Lamps}}
  dusk: {scale: dusk, handling: open, title: {sv: Skymning, en: Dusk}}
  noise: {truth: true, title: {sv: Buller, en: Noise}}
  threats: {truth: true, handling: secret, title: {sv: Hot, en: Threats}}
criteria:
  few_lamps:
    {claim: {sv: Lyktorna är få., en: Lamps are few.}, source: memo, when: {indicator: lamps, below: dark_from}}
  black: {claim: {sv: Det är svart., en: It is black.}, source: memo, when: {indicator: dusk, equals: black}}
  dark: {claim: {sv: Det är mörkt., en: It is dark.}, source: memo, when: {any: [few_lamps, black]}}
  feared: {claim: {sv: Folk är rädda., en: People are afraid.}, source: memo, when: {indicator: threats, equals: true}}
  loud: {claim: {sv: Det är högljutt., en: It is loud.}, source: memo, when: {indicator: noise, equals: true}}
classifications:
  state:
    title: {sv: Läge, en: State}
    levels:
      - {id: calm, title: {sv: Lugnt, en: Calm}}
      - {id: exposed, title: {sv: Utsatt, en: Exposed}, when: dark}
      - {id: grave, title: {sv: Allvarligt, en: Grave}, when: {all: [dark, feared]}}
""")


def row(area: str, **cells: Cell) -> dict[str, Cell]:
    return {"area": area, **cells}


ROWS = (
    row("storgatan", lamps="0", dusk="black", threats="ja", noise="nej"),
    row("backen", lamps="5", dusk="light", threats="nej"),
    row("torget", lamps="1", dusk="dim", threats="nej"),
    row("parken", lamps="0"),
)
AREAS = (
    Area("storgatan", "Storgatan", "0114", "Ängby", "LPO Nord", "PO Ett", "Nord"),
    Area("backen", "Backen", "0114", "Ängby", "LPO Nord", "PO Ett", "Nord"),
    Area("torget", "Torget", "0115", "Åby", "LPO Syd", "PO Två", "Syd"),
    Area("parken", None, "0115", "Åby", "LPO Syd", "PO Två", "Syd"),
    Area("kajen", "Kajen"),
)


def decision(area: str = "parken", level: str = "exposed", day: str = "2024-05-01", **more: str) -> Decision:
    from lagesbild_rules.day import as_day

    return Decision(area, "state", as_day(day), level, **{"role": "head of unit", **more})


def ids(found: Iterable[object]) -> list[str]:
    return [str(getattr(it, "id", it)) for it in found]
