"""The two digests of a ruleset: over all that can change an outcome, and over the rest.

Both are over canonical JSON in which every number is written as its normal decimal text.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import assert_never

from lagesbild_rules.canonical import Json, digest_of
from lagesbild_rules.exact import plain
from lagesbild_rules.facts import CategoryKind, Evidence, Indicator, NumberKind, ScaleKind, TruthKind
from lagesbild_rules.ruleset._conditions import (
    All,
    Any,
    ClassificationRef,
    Condition,
    Count,
    CriterionRef,
    Difference,
    Expression,
    FiniteCompare,
    IndicatorValue,
    LevelRef,
    Literal,
    Mean,
    Name,
    Not,
    NumberCompare,
    Sum,
    Times,
)
from lagesbild_rules.ruleset._model import Citation, Ruleset, Source, Value
from lagesbild_rules.text import Text


def logic_digest(ruleset: Ruleset) -> str:
    """Return ``sha256:…`` over all that can change an outcome: values, indicators, conditions, levels, evidence."""
    return ruleset.derived(_logic_digest)


def wording_digest(ruleset: Ruleset) -> str:
    """Return ``sha256:…`` over the rest: names, period, status, titles, sources, quotes, reasons."""
    return ruleset.derived(_wording_digest)


def _logic_digest(ruleset: Ruleset) -> str:
    return digest_of(logic(ruleset))


def _wording_digest(ruleset: Ruleset) -> str:
    return digest_of(wording(ruleset))


def logic(ruleset: Ruleset) -> Json:
    """Return what can change an outcome, as plain data."""
    return {
        "parameters": {id_: _value(it.value) for id_, it in ruleset.parameters.items()},
        "readings": {
            id_: {"value": _value(it.value), "admissible": sorted(map(_value, it.admissible), key=str)}
            for id_, it in ruleset.readings.items()
        },
        "indicators": {id_: _indicator(it) for id_, it in ruleset.indicators.items()},
        "evidence": _evidence(ruleset.evidence),
        "criteria": {id_: condition_data(it.when) for id_, it in ruleset.criteria.items()},
        "classifications": {
            id_: [{"id": level.id, "when": condition_data(level.when) if level.when else None} for level in it.levels]
            for id_, it in ruleset.classifications.items()
        },
    }


def wording(ruleset: Ruleset) -> Json:
    """Return what cannot change an outcome, as plain data."""
    return {
        "id": ruleset.id,
        "version": str(ruleset.version),
        "status": ruleset.status,
        "effective": {
            "from": str(ruleset.effective.from_),
            "until": str(ruleset.effective.until) if ruleset.effective.until else None,
            "certainty": ruleset.effective.certainty,
        },
        "title": _text(ruleset.title),
        "owner": ruleset.owner,
        "sources": {id_: _source(it) for id_, it in ruleset.sources.items()},
        "constants": {
            id_: {"unit": it.unit, "title": _text(it.title), "citation": _citation(it.citation)}
            for id_, it in [*ruleset.parameters.items(), *ruleset.readings.items()]
        },
        "because": {id_: _text(it.because) for id_, it in ruleset.readings.items()},
        "scales": {id_: _texts(it.titles) for id_, it in ruleset.scales.items()},
        "indicators": {
            id_: {
                "title": _text(it.title),
                "titles": _texts(getattr(it.kind, "titles", {})),
                "scale": it.kind.scale.id if isinstance(it.kind, ScaleKind) else None,
                "unit": it.kind.unit if isinstance(it.kind, NumberKind) else None,
                "changeable": it.changeable,
                "group": it.group,
                "handling": it.handling,
            }
            for id_, it in ruleset.indicators.items()
        },
        "criteria": {
            id_: {
                "claim": _text(it.claim),
                "citation": _citation(it.citation),
                "modality": it.modality,
                "known_misreadings": [_text(words) for words in it.known_misreadings],
            }
            for id_, it in ruleset.criteria.items()
        },
        "classifications": {
            id_: {
                "title": _text(it.title),
                "nested": it.nested,
                "levels": [
                    {
                        "title": _text(level.title),
                        "supporting": list(level.supporting),
                        "claim": _text(level.claim),
                        "citation": _citation(level.citation),
                    }
                    for level in it.levels
                ],
            }
            for id_, it in ruleset.classifications.items()
        },
    }


def condition_data(condition: Condition) -> Json:
    """Return *condition* as plain data, in the words of the format."""
    match condition:
        case NumberCompare(left, operator, right, missing_as):
            sides = [_expression(it) for it in right]
            return {"value": _expression(left), operator.value: sides, "missing_as": missing_as}
        case FiniteCompare(indicator, operator, right, missing_as):
            return {"indicator": indicator, operator.value: [_expression(it) for it in right], "missing_as": missing_as}
        case All(members):
            return {"all": [condition_data(it) for it in members]}
        case Any(members):
            return {"any": [condition_data(it) for it in members]}
        case Not(member):
            return {"not": condition_data(member)}
        case Count(operator, k, members):
            return {operator.value: _expression(k), "of": [condition_data(it) for it in members]}
        case CriterionRef(id_):
            return id_
        case LevelRef(classification, level):
            return {"level": f"{classification}.{level}"}
        case ClassificationRef(classification, operator, level):
            return {"classification": classification, operator.value: level}
        case _:
            assert_never(condition)


def _expression(expression: Expression) -> Json:
    match expression:
        case Literal(value):
            return {"literal": _value(value)}
        case Name(id_):
            return {"name": id_}
        case IndicatorValue(id_):
            return {"indicator": id_}
        case Sum(terms):
            return {"sum": [_expression(it) for it in terms]}
        case Mean(terms):
            return {"mean": [_expression(it) for it in terms]}
        case Difference(left, right):
            return {"difference": [_expression(left), _expression(right)]}
        case Times(factor, term):
            return {"times": [_expression(factor), _expression(term)]}
        case _:
            assert_never(expression)


def _value(value: Value) -> Json:
    match value:
        case Decimal():
            return plain(value)
        case str():
            return value
        case _:
            return [_value(it) for it in value]


def _indicator(indicator: Indicator) -> Json:
    kind = indicator.kind
    common: dict[str, Json] = {"worse": indicator.worse, "evidence": _evidence(indicator.evidence)}
    match kind:
        case TruthKind():
            return {**common, "truth": True}
        case ScaleKind():
            return {**common, "scale": list(kind.values)}
        case CategoryKind():
            return {**common, "category": list(kind.values)}
        case NumberKind():
            bounds = {"min": kind.min, "max": kind.max, "precision": kind.precision}
            numbers: dict[str, Json] = {name: None if it is None else plain(it) for name, it in bounds.items()}
            return {**common, "number": {"decimals": str(kind.decimals), **numbers}}
        case _:
            assert_never(kind)


def _evidence(evidence: Evidence) -> Json:
    return {
        "max_age": f"{evidence.max_age[0]} {evidence.max_age[1]}" if evidence.max_age else None,
        "at_least_grade": evidence.at_least_grade,
        "when_sources_disagree": evidence.when_sources_disagree,
    }


def _text(text: Text) -> Json:
    return {"sv": text.sv, "en": text.en}


def _texts(texts: Mapping[str, Text]) -> Json:
    return {id_: _text(it) for id_, it in texts.items()}


def _citation(citation: Citation) -> Json:
    return {
        "source": citation.source,
        "locator": citation.locator,
        "quote": citation.quote,
        "evidence": citation.evidence,
    }


def _source(source: Source) -> Json:
    return {
        "title": source.title,
        "reference": source.reference,
        "published": source.published,
        "evidence": source.evidence,
    }
