"""Rounds as JSON: how all units stand, and a unit's page."""

from __future__ import annotations

import json
from typing import Any

import attrs

from lagesbild_rules.facts import AREA_COLUMNS, fact_data
from lagesbild_rules.picture import Beside, PageArea, Round, RoundChange, RoundStatus, UnitPage, UnitStatus
from lagesbild_rules.record import Receipt
from lagesbild_rules.report._json import received


def round_json(told: RoundStatus, receipt: Receipt | None = None) -> str:
    """Return *told* as indented JSON that fits ``round-status.schema.json``, its *receipt* under the last key."""
    return _text(received(round_data(told), receipt))


def round_data(told: RoundStatus) -> dict[str, Any]:
    """Return *told* as plain data, as ``round_json`` writes it."""
    seal = told.round.seal
    return {
        **_head(told.round),
        "day": str(told.day),
        "audience": told.audience,
        "frozen": None
        if seal is None
        else {"at": _time(seal.at), "by": seal.by, "missing": list(seal.missing), "digest": seal.digest},
        "units": [_unit(it) for it in told.units],
        "beside": [_beside(it, told.round) for it in told.beside],
    }


def unit_page_json(it: UnitPage, receipt: Receipt | None = None) -> str:
    """Return *it* as indented JSON that fits ``round-unit.schema.json``, its *receipt* under the last key."""
    return _text(received(unit_page_data(it), receipt))


def unit_page_data(it: UnitPage) -> dict[str, Any]:
    """Return *it* as plain data, as ``unit_page_json`` writes it."""
    areas = [_area(one, it.round) for one in it.areas]
    head = {**_head(it.round), "audience": it.audience, "previous": it.previous}
    return {**head, "status": _unit(it.status), "areas": areas}


def _text(made: object) -> str:
    return json.dumps(made, ensure_ascii=False, indent=2) + "\n"


def _head(it: Round) -> dict[str, Any]:
    return {"round": it.name, "ruleset": it.ruleset.reference, "as_of": str(it.as_of), "due": str(it.due)}


def _unit(it: UnitStatus) -> dict[str, Any]:
    return {**attrs.asdict(it, recurse=False), "sent": _change(it.sent), "returned": _change(it.returned)}


def _change(it: RoundChange | None) -> dict[str, Any] | None:
    return None if it is None else {"at": _time(it.at), "by": it.by, "reason": it.reason}


def _time(at: Any) -> str:
    return str(at.isoformat()).replace("+00:00", "Z")


def _beside(it: Beside, round: Round) -> dict[str, Any]:
    stated = {
        id_: {unit: [fact_data(round.ruleset.indicators[id_], one) for one in said] for unit, said in by.items()}
        for id_, by in it.stated.items()
    }
    return {"area": it.area, "units": list(it.units), "differing": list(it.differing), "stated": stated}


def _area(it: PageArea, round: Round) -> dict[str, Any]:
    asked = round.ruleset.indicators
    answers = {
        one.indicator: {
            "fact": fact_data(asked[one.indicator], one.fact),
            "units": list(one.units),
            "notes": one.notes,
            "before": None if one.before is None else fact_data(asked[one.indicator], one.before),
            "change": one.change,
        }
        for one in it.answers
    }
    where = {name: None if (cell := getattr(it.area, name)) is None else str(cell) for name in AREA_COLUMNS}
    several = None if it.beside is None else _beside(it.beside, round)
    compared = {"before": it.before, "forerunners": list(it.forerunners)}
    return {"area": where, "answered": it.answered, **compared, "answers": answers, "beside": several}
