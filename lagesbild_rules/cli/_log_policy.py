"""What each command does with facts, and which of its words name what is read: the one place that tells the log.

A command that stands in neither table is refused while a log is kept, and a test names it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

from attrs import frozen

from lagesbild_rules.record import LogKind

Named = Literal["areas", "units", "observations"]
"""What a command can be about by name."""


@frozen
class Doing:
    """What a command does with facts.

    ``sources`` are the parameters that name what is read; where none of them is given, nothing is read and nothing
    logged. ``into`` names what is added to or changed. ``rulesets`` are the parameters that name rulesets, each with
    the one that tells its day, and ``rounds`` those that name rounds, which hold theirs. ``also`` adds a kind where a
    parameter is given, and ``about`` tells which parameters name areas, units or observations.
    """

    kinds: tuple[LogKind, ...]
    sources: tuple[str, ...]
    into: tuple[str, ...] = ()
    rulesets: tuple[tuple[str, str], ...] = (("reference", "as_of"),)
    rounds: tuple[str, ...] = ()
    also: tuple[tuple[str, LogKind], ...] = ()
    about: tuple[tuple[str, Named], ...] = ()


_READ: Final = ("read",)
_HANDED: Final = ("read", "disclose")
_NO_RULES: Final = ()
_BOTH: Final = (("before", "as_of"), ("after", "as_of"))
_SIDES: Final = (("reference", "as_of"), ("reference_a", "as_of_a"), ("reference_b", "as_of_b"))

DOINGS: Final[Mapping[str, Doing]] = {
    "assess": Doing(_READ, ("facts", "areas_table")),
    "compare": Doing(_READ, ("pictures", "areas_table", "lineage_table", "geometry_a", "geometry_b"), rulesets=_SIDES),
    "explain": Doing(_READ, ("facts", "areas_table"), about=(("area", "areas"),)),
    "facts check": Doing(_READ, ("facts", "areas_table", "lineage")),
    "facts completeness": Doing(_READ, ("facts", "areas_table")),
    "facts convert": Doing(_HANDED, ("facts",)),
    "form read": Doing(("read", "add"), ("forms",)),
    "geometry export": Doing(_HANDED, ("picture", "columns"), into=("geometry",), rulesets=_NO_RULES),
    "geometry indicators": Doing(_READ, ("listed", "geometry"), rulesets=_NO_RULES),
    "geometry map": Doing(_READ, ("picture", "geometry"), rulesets=_NO_RULES),
    "picture": Doing(_HANDED, ("facts", "areas_table", "decisions_table", "geometry", "before", "lineage_table")),
    "round add": Doing(
        ("add",), ("files",), into=("folder",), rulesets=_NO_RULES, rounds=("folder",), about=(("unit", "units"),)
    ),
    "round freeze": Doing(("change",), ("folder",), rulesets=_NO_RULES, rounds=("folder",)),
    "round pages": Doing(_HANDED, ("folder", "previous"), rulesets=_NO_RULES, rounds=("folder", "previous")),
    "round return": Doing(("change",), ("folder",), rulesets=_NO_RULES, rounds=("folder",), about=(("unit", "units"),)),
    "round send": Doing(("change",), ("folder",), rulesets=_NO_RULES, rounds=("folder",), about=(("units", "units"),)),
    "round status": Doing(_READ, ("folder",), rulesets=_NO_RULES, rounds=("folder",)),
    "round unit": Doing(
        _HANDED, ("folder", "previous"), rulesets=_NO_RULES, rounds=("folder", "previous"), about=(("unit", "units"),)
    ),
    "rulesets diff": Doing(_READ, ("facts",), rulesets=_BOTH),
    "store add": Doing(("add",), ("file",), into=("store",), about=(("unit", "units"),)),
    "store export": Doing(_HANDED, ("store",), rulesets=_NO_RULES),
    "store list": Doing(_READ, ("store",), rulesets=_NO_RULES, about=(("areas", "areas"), ("units", "units"))),
    "store withdraw": Doing(
        ("withdraw",),
        ("store",),
        rulesets=_NO_RULES,
        also=(("superseded_by", "change"),),
        about=(("unit", "units"), ("observation_id", "observations"), ("superseded_by", "observations")),
    ),
    "study agreement": Doing(_READ, ("observations",)),
    "study attribution": Doing(_READ, ("facts",), rulesets=_BOTH),
    "study audit": Doing(
        _HANDED,
        ("facts", "published_table", "observations"),
        rulesets=(("reference", "as_of"), ("before", "as_of")),
    ),
    "study backtest": Doing(_READ, ("facts", "published_table")),
    "study coverage": Doing(_READ, ("facts",)),
    "study diff": Doing(_READ, ("facts",), rulesets=_BOTH),
    "study sensitivity": Doing(_READ, ("facts", "areas_table")),
    "verify": Doing(_READ, ("file", "facts", "inputs", "areas_table"), rulesets=_NO_RULES),
    "watch": Doing(_READ, ("file",)),
}
"""The commands that touch facts."""

_LOG: Final = "it is about the log itself, which holds no facts"
_KEY: Final = "it is about keys, which hold no facts"
_LAW: Final = "it is about the texts of rulesets, which are public"
_GROUND: Final = "it is about where areas lie, and says nothing about what goes on there"

WITHOUT_FACTS: Final[Mapping[str, str]] = {
    "form new": "it asks; an unfilled questionnaire holds no answer",
    "geometry check": _GROUND,
    "geometry neighbours": _GROUND,
    "geometry overlap": _GROUND,
    "key new": _KEY,
    "key show": _KEY,
    "log export": _LOG,
    "log head": _LOG,
    "log show": _LOG,
    "log verify": _LOG,
    "round check": "it tells whether files are as they were, and nothing that stands in them",
    "round new": "it asks; a round that begins holds no answer",
    "rulesets check": _LAW,
    "rulesets export": _LAW,
    "rulesets list": _LAW,
    "rulesets lock": _LAW,
    "rulesets publish": _LAW,
    "rulesets show": _LAW,
    "rulesets test": "it reads constructed cases, which come with a ruleset",
    "sign": "it gives out the digest of a file and nothing that stands in it",
    "store init": "an empty store holds no fact",
    "study mutants": "it reads constructed cases, which come with a ruleset",
    "study power": _LAW,
    "study prove": "its witnesses are constructed",
}
"""The commands that touch no facts, each with the reason."""
