"""A picture as JSON: one area a line, so that two of them can be laid side by side."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from lagesbild_rules.explanation import Settling
from lagesbild_rules.facts import AREA_COLUMNS
from lagesbild_rules.picture import (
    FORMAT,
    Count,
    Decision,
    PictureArea,
    PictureSummary,
    Told,
    area_receipts,
    receipt,
)
from lagesbild_rules.record import KEY, in_json
from lagesbild_rules.report._study_report import plain_data
from lagesbild_rules.text import Text


def picture_json(told: PictureSummary, *, part: str | None = None) -> str:
    """Return *told* as JSON that fits ``picture.schema.json`` and that ``read_picture`` takes.

    For the open audience each area has the level made public and nothing of what people decided. A picture of
    assessments carries its receipt under the last key, which names the *part* that it is of, where it is of one.
    """
    data, proof = _data(told), receipt(told, part=part)
    return "".join(_pieces(in_json(data, proof) if proof else {**data, KEY: None}))


def _data(told: PictureSummary) -> dict[str, Any]:
    it = told.picture
    return {
        "format": FORMAT,
        "audience": told.audience,
        "name": it.name,
        "as_of": str(it.as_of),
        "known_at": None if it.known_at is None else it.known_at.isoformat().replace("+00:00", "Z"),
        "ruleset": None if it.under is None else _plain(it.under),
        "publication": None if it.publication is None else _plain(it.publication),
        "classifications": {
            name: {
                "title": _text(ladder.title),
                "levels": [{"id": level.id, "title": _text(level.title)} for level in ladder.levels],
            }
            for name, ladder in it.ladders.items()
        },
        "summary": _summary(told),
        "areas": [_area(one, told) for one in it.areas],
    }


def _pieces(data: Mapping[str, Any]) -> Iterator[str]:
    """Yield *data* with a key a line, and an area a line."""
    before = "{\n"
    for key, value in data.items():
        yield f"{before}  {_line(key)}: "
        if key == "areas" and value:
            yield "[\n    " + ",\n    ".join(map(_line, value)) + "\n  ]"
        else:
            yield _line(value)
        before = ",\n"
    yield "\n}\n"


def _line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def receipts_lines(told: PictureSummary) -> Iterator[str]:
    """Yield the receipt of each assessed area as a line of JSON, in the order of the picture."""
    for it in area_receipts(told):
        yield f"{_line(it.data)}\n"


def _area(it: PictureArea, told: PictureSummary) -> dict[str, Any]:
    inside = told.audience == "internal"
    where = {column: plain_data(getattr(it.area, column)) for column in AREA_COLUMNS}
    classes = {}
    for name, one in told.told[it.id].items():
        possible = it.possible[name] if inside else one.standing
        decision = it.decisions.get(name) if inside else None
        classes[name] = {
            "level": possible[0] if len(possible) == 1 else None,
            "possible": list(possible),
            "decision": None if decision is None else _decision(decision),
            **_brief(one),
        }
    return {**where, "trend": it.trend, "classifications": classes}


def _brief(it: Told) -> dict[str, Any]:
    brief = it.brief
    return {
        "drivers": None
        if brief is None
        else [{"criterion": one.criterion, "truth": one.truth.value, "alone": one.alone} for one in brief.drivers],
        "rests_on": None if brief is None else list(brief.rests_on),
        "otherwise": None if brief is None else [list(one) for one in brief.otherwise],
        "settling": None if it.settling is None else _settling(it.settling),
    }


def _settling(it: Settling) -> dict[str, Any]:
    return {
        "reachable": list(it.reachable),
        "matters": list(it.matters),
        "indifferent": list(it.indifferent),
        "quickest": [list(ids) for ids in it.quickest],
        "complete": it.complete,
    }


def _decision(it: Decision) -> dict[str, Any]:
    said = ("date", "level", "role", "motive", "second_approver")
    return {key: plain_data(getattr(it, key)) for key in said}


def _summary(told: PictureSummary) -> dict[str, Any]:
    return {
        "counts": [_count(it) for it in told.counts],
        "proposed": [_count(it) for it in told.proposed],
        "robustness": [
            {
                "classification": it.classification,
                "robust": it.robust,
                "not_robust": len(it.areas),
                "left_out": it.left_out,
                "readings": dict(it.readings),
            }
            for it in told.robustness
        ],
        "completeness": [_plain(it) for it in told.completeness],
        "decisions": [
            {
                "area": it.decision.area,
                "classification": it.decision.classification,
                "proposed": list(it.proposed),
                "decided": it.decision.level,
                "towards": it.towards,
            }
            for it in told.decisions
        ],
    }


def _count(it: Count) -> dict[str, Any]:
    return {
        "classification": it.classification,
        "grouping": it.grouping,
        "group": it.group,
        "total": it.total,
        "levels": dict(it.levels),
        "open": [{"possible": list(levels), "areas": number} for levels, number in it.open.items()],
    }


def _text(it: Text) -> dict[str, str | None]:
    return {"sv": it.sv, "en": it.en}


def _plain(it: Any) -> dict[str, Any]:

    found: Mapping[str, Any] = plain_data(attrs.asdict(it))
    return dict(found)
