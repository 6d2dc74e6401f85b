"""Receipts of assessments: of one area, of each of many, and of all together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import cache
from types import MappingProxyType
from typing import Any, Final

from lagesbild_rules.canonical import Json, digest_of
from lagesbild_rules.errors import Place, Problem, ReceiptError
from lagesbild_rules.evaluation import Assessment
from lagesbild_rules.explanation import Audience, open_part, withheld
from lagesbild_rules.facts import FactSet, Handling
from lagesbild_rules.record._facts import AreaFacts, area_facts, tree_of
from lagesbild_rules.record._model import FactsMark, InputMark, Kind, Receipt, RulesetMark
from lagesbild_rules.record._portable import portable_digest
from lagesbild_rules.ruleset import Ruleset

Decided = Mapping[str, Mapping[str, str]]
"""By area and classification the level that people decided."""

PART: Final = "part"
"""The argument that names which part of a picture a receipt is of."""
_NOBODY: Final[Decided] = MappingProxyType({})


def receipt_of(
    assessment: Assessment,
    *,
    audience: Audience = "internal",
    unmarked: Handling = "restricted",
    engine: str = "reference",
    decided: Mapping[str, str] = MappingProxyType({}),
) -> Receipt:
    """Return the receipt of one area's *assessment*, which verifies alone.

    For the *audience* `open` it is a function of the open observations, the ruleset and the published class alone:
    the level in *decided*, by classification, else what was computed. *unmarked* is as for ``explain``.
    """
    (made,) = receipts_of(
        [assessment], audience=audience, unmarked=unmarked, engine=engine, decided={assessment.area: decided}
    )
    return made


def receipts_of(
    assessments: Iterable[Assessment],
    *,
    audience: Audience = "internal",
    unmarked: Handling = "restricted",
    engine: str = "reference",
    decided: Decided = _NOBODY,
) -> tuple[Receipt, ...]:
    """Return a receipt of each of *assessments*, in their order; the facts of all are under one root.

    Each verifies alone, by its path to the root and without the facts of others. Raises ``ReceiptError`` when they
    are answers to different questions or an area is there twice.
    """
    every = tuple(assessments)
    if not every:
        return ()
    ruleset, day, known_at = _asked(every)
    tree = tree_of(_area(it, audience, unmarked) for it in every)
    marks = {it.area: at for at, it in enumerate(tree.areas)}
    assert len(marks) == len(every)
    return tuple(
        _receipt(
            "assessment",
            (ruleset,),
            as_of=day,
            known_at=known_at,
            engine=engine,
            facts=tree.one(it.area),
            result=_result(it, audience, decided.get(it.area, {})),
            audience=audience,
            unmarked=unmarked,
        )
        for it in every
    )


def picture_receipt(
    ruleset: Ruleset,
    assessments: Iterable[Assessment],
    *,
    as_of: date,
    known_at: datetime | None = None,
    audience: Audience = "internal",
    unmarked: Handling = "restricted",
    engine: str = "reference",
    decided: Decided = _NOBODY,
    part: str | None = None,
) -> Receipt:
    """Return the receipt of all *assessments* together: what stands for each area, and the root over all facts.

    Where they are a *part* of a picture, the receipt names it, and is held to the areas that it has alone. For the
    *audience* `open` it is a function of the open observations, the ruleset and the published classes alone: the
    levels in *decided*, else what was computed. Raises ``ReceiptError`` as ``receipts_of`` does.
    """
    every = sorted(assessments, key=lambda it: it.area)
    if every and _asked(every) != (ruleset, as_of, known_at):
        raise ReceiptError([_mixed()])
    tree = tree_of(_area(it, audience, unmarked) for it in every)
    areas = [
        {
            "area": it.area,
            "facts": facts.digest,
            "classifications": _classes(it, audience, decided.get(it.area, {})),
        }
        for it, facts in zip(every, tree.areas, strict=True)
    ]
    return _receipt(
        "picture",
        (ruleset,),
        as_of=as_of,
        known_at=known_at,
        engine=engine,
        facts=tree.every(),
        result={"areas": areas},
        audience=audience,
        unmarked=unmarked,
        further={} if part is None else {PART: part},
    )


def study_receipt(
    rulesets: Sequence[Ruleset],
    result: Json,
    *,
    as_of: date,
    known_at: datetime | None = None,
    facts: Iterable[FactSet] | None = None,
    arguments: Mapping[str, str] = MappingProxyType({}),
    inputs: Iterable[InputMark] = (),
    engine: str = "reference",
    audience: Audience = "internal",
) -> Receipt:
    """Return the receipt of a study of *rulesets*, the one in question first, that came to *result*.

    The result is kept as its digest alone. *facts* are the areas it rests on, *inputs* what else, and *arguments* what
    it was asked with. For the *audience* `open` all of them have to be open already. Raises ``ReceiptError`` when an
    area is there twice.
    """
    marks = tuple(sorted(inputs, key=lambda it: (it.role, it.digest)))
    return Receipt(
        "study",
        audience,
        tuple(map(RulesetMark.of, rulesets)),
        str(as_of),
        time_text(known_at),
        engine,
        library(),
        None if facts is None else study_facts(facts, audience),
        None,
        portable_digest(result),
        arguments,
        marks,
    )


def study_facts(facts: Iterable[FactSet], audience: Audience = "internal") -> FactsMark:
    """Return the mark of all *facts* together, as the receipt of a study has it."""
    return tree_of(area_facts(it, open=audience == "open") for it in facts).every()


@cache
def library() -> str:
    """Return the version of this library as it is installed."""
    from importlib.metadata import PackageNotFoundError, version  # slow to load, and needed only here

    try:
        return version("lagesbild-rules")
    except PackageNotFoundError:
        return "unknown"


def time_text(moment: datetime | None) -> str | None:
    """Return *moment* as a receipt holds it: in UTC."""
    return None if moment is None else moment.isoformat().replace("+00:00", "Z")


def _receipt(
    kind: Kind,
    rulesets: tuple[Ruleset, ...],
    *,
    as_of: date,
    known_at: datetime | None,
    engine: str,
    facts: FactsMark,
    result: Mapping[str, Any],
    audience: Audience,
    unmarked: Handling,
    further: Mapping[str, str] = MappingProxyType({}),
) -> Receipt:
    return Receipt(
        kind,
        audience,
        tuple(map(RulesetMark.of, rulesets)),
        str(as_of),
        time_text(known_at),
        engine,
        library(),
        facts,
        result,
        digest_of(result),
        {**({"unmarked": unmarked} if audience == "open" else {}), **further},
    )


def _asked(every: Sequence[Assessment]) -> tuple[Ruleset, date, datetime | None]:
    """Return the question that all of *every* answer."""
    first = every[0]
    if any(
        (it.as_of, it.known_at) != (first.as_of, first.known_at)
        or (it.ruleset is not first.ruleset and it.ruleset != first.ruleset)
        for it in every
    ):
        raise ReceiptError([_mixed()])
    return first.ruleset, first.as_of, first.known_at


def _mixed() -> Problem:
    finding = "the assessments are of several rulesets, days or times of knowledge"
    return Problem(Place("assessments"), "LR823", finding, "make a receipt for each question")


def _area(it: Assessment, audience: Audience, unmarked: Handling) -> AreaFacts:
    if audience == "internal":
        return area_facts(it.facts)
    hidden = frozenset(withheld(it, unmarked))
    told = [id_ for id_ in it.ruleset.indicators if id_ not in hidden]
    return area_facts(open_part(it, unmarked).facts, told=told, open=True)


def _result(it: Assessment, audience: Audience, decided: Mapping[str, str]) -> dict[str, Any]:
    classes = _classes(it, audience, decided)
    if audience == "open":
        return {"classifications": classes}
    return {"classifications": classes, "criteria": {id_: truth.value for id_, truth in it.criteria.items()}}


def _classes(it: Assessment, audience: Audience, decided: Mapping[str, str]) -> dict[str, Any]:
    """Return what stands for each classification: to the open audience the decision alone, where there is one."""
    made: dict[str, Any] = {}
    for name, outcome in it.classifications.items():
        decision = decided.get(name)
        if audience == "internal":
            made[name] = {"level": outcome.level, "possible": list(outcome.possible), "decided": decision}
        elif decision is None:
            made[name] = {"level": outcome.level, "possible": list(outcome.possible), "decided": False}
        else:
            made[name] = {"level": decision, "possible": [decision], "decided": True}
    return made
