"""JSON Schemas of receipts and signatures, of what verifying them came to, and of logs."""

from __future__ import annotations

import typing
from typing import Any

from lagesbild_rules.facts import HANDLINGS
from lagesbild_rules.record import (
    FORMAT,
    HEAD_FORMAT,
    LACKS,
    LOG_FORMAT,
    PAYLOAD_TYPE,
    POLICY_FORMAT,
    SIGNATURE_STANDINGS,
    SIGNED_KINDS,
    STATEMENT_FORMAT,
    USES,
    WHATS,
    WHYS,
    Carrier,
    Kind,
    LogKind,
    Standing,
)

Schema = dict[str, Any]

_DIGEST: Schema = {"type": "string", "pattern": "^sha256:[0-9a-f]{64}$"}
_DATE: Schema = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
_ID: Schema = {"type": "string", "pattern": "^[a-z][a-z0-9_]*$"}
_TEXT: Schema = {"type": "string", "minLength": 1}
_WHOLE: Schema = {"type": "integer", "minimum": 0}
_NOTHING: Schema = {"type": "null"}
_AUDIENCE: Schema = {"enum": ["internal", "open"]}
_KIND: Schema = {"enum": list(typing.get_args(Kind))}


def object_of(properties: Schema) -> Schema:
    """Return the schema of an object with just these properties."""
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def receipt() -> Schema:
    """Return the schema of a receipt, without its description."""
    indicator = {"fact": {"type": "object"}, "observations": _WHOLE, "digest": _DIGEST}
    area = {
        "area": _TEXT,
        "index": _WHOLE,
        "blind": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
        "path": {"type": "array", "items": _DIGEST},
        "indicators": _by_id(object_of(indicator)),
    }
    facts = {
        "areas": _WHOLE,
        "root": _DIGEST,
        "area": _or_null(object_of(area)),
        "indicators": _or_null(_by_id(_DIGEST)),
    }
    outcome = {
        "level": _or_null(_ID),
        "possible": {"type": "array", "items": _ID, "minItems": 1},
        "decided": {
            "description": "Internal: the level that people decided. Open: whether the level is a decision.",
            "anyOf": [_ID, {"type": "boolean"}, _NOTHING],
        },
    }
    classes = _by_id(object_of(outcome))
    truths = _by_id({"enum": ["true", "false", "unknown"]})
    one = {**object_of({"classifications": classes, "criteria": truths}), "required": ["classifications"]}
    every = object_of({"area": _TEXT, "facts": _DIGEST, "classifications": classes})
    return object_of(
        {
            "format": {"const": FORMAT},
            "kind": _KIND,
            "audience": _AUDIENCE,
            "rulesets": {"type": "array", "items": _ruleset()},
            "as_of": _DATE,
            "known_at": _or_null({"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]{8,15}Z$"}),
            "engine": _TEXT,
            "library": _TEXT,
            "facts": _or_null(object_of(facts)),
            "result": {"anyOf": [one, object_of({"areas": {"type": "array", "items": every}}), _NOTHING]},
            "result_digest": _DIGEST,
            "arguments": {
                "type": "object",
                "properties": {"unmarked": {"enum": list(HANDLINGS)}},
                "additionalProperties": {"type": "string"},
            },
            "inputs": {"type": "array", "items": object_of({"role": _TEXT, "digest": _DIGEST})},
            "document": _or_null(_DIGEST),
            "digest": _DIGEST,
        }
    )


def _ruleset() -> Schema:
    named = {"id": _TEXT, "effective_from": _DATE, "effective_until": _or_null(_DATE)}
    return object_of({**named, "version": {"type": "integer", "minimum": 1}, "logic": _DIGEST, "wording": _DIGEST})


def _log_line() -> Schema:
    """Return the schema of a line of a log: its beginning, an entry, an outcome, or that half a line was taken away."""
    time = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]{8,15}Z$"}
    common = {"at": time, "unit": _TEXT, "role": _TEXT, "number": {"type": "integer", "minimum": 1}}
    common |= {"previous": _DIGEST}
    names = {"type": "array", "items": _TEXT}
    source = {"role": _TEXT, "digest": _or_null(_DIGEST), "areas": _or_null(_WHOLE), "published": _or_null(_TEXT)}
    entry = {
        "kinds": {"type": "array", "items": {"enum": list(typing.get_args(LogKind))}, "minItems": 1},
        "command": _TEXT,
        "audience": {"enum": ["internal", "open", None]},
        "to": {"enum": ["shown", "file"]},
        "as_of": _or_null(_TEXT),
        "sources": {"type": "array", "items": object_of(source)},
        "rulesets": {"type": "array", "items": _ruleset()},
        "areas": names,
        "units": names,
        "observations": names,
    }
    begin = {**common, "number": {"const": 0}, "previous": _NOTHING, "format": {"const": LOG_FORMAT}}
    kinds = {
        "begin": begin,
        "entry": {**common, **entry},
        "outcome": {**common, "of": _WHOLE, "exit": _WHOLE},
        "repair": {**common, "bytes": _WHOLE, "digest": _DIGEST},
    }
    return {"anyOf": [object_of({"what": {"const": what}, **own}) for what, own in kinds.items()]}


def schemas() -> dict[str, Schema]:
    """Return the schemas by their names."""
    text = {"type": ["string", "null"]}
    check = {
        "what": {"enum": list(WHATS)},
        "standing": {"enum": list(typing.get_args(Standing))},
        "why": {"enum": [*WHYS, None]},
        "what_text": _TEXT,
        "standing_text": _TEXT,
        "why_text": text,
    }
    difference = {
        "what": {"enum": list(WHATS)},
        "path": {"type": "array", "items": {"type": "string"}},
        "area": text,
        "indicator": text,
        "said": {"description": "As it stands in the receipt."},
        "found": {"description": "As it was found."},
        "text": _TEXT,
    }
    verified = {
        "identical": {"type": "boolean"},
        "carrier": {"enum": list(typing.get_args(Carrier))},
        "line": {"type": ["integer", "null"]},
        "kind": _KIND,
        "audience": _AUDIENCE,
        "digest": _DIGEST,
        "title": _TEXT,
        "headline": _TEXT,
        "checks": {"type": "array", "items": object_of(check)},
        "differences": {"type": "array", "items": object_of(difference)},
    }
    whole = {"identical": {"type": "boolean"}, "receipts": {"type": "array", "items": object_of(verified)}}
    verification = object_of(whole)
    verification["properties"] = {**whole, "signatures": _signatures()}
    return {
        "receipt": {"description": "By which text and from which facts an answer came to be.", **receipt()},
        "log-line": {"description": "A line of a log of what is done with facts.", **_log_line()},
        "log-head": {
            "description": "What `lagesbild log head` writes: which line of a log is the last, and its digest.",
            **object_of({"format": {"const": HEAD_FORMAT}, "number": _WHOLE, "digest": _DIGEST}),
        },
        "verification": {"description": "What `lagesbild verify --format json` writes.", **verification},
        "envelope": {"description": "Signatures over a statement, in DSSE.", **_envelope()},
        "statement": {"description": "What is signed: the payload of an envelope, decoded.", **_statement()},
        "policy": {"description": "Whose signatures a system accepts for which rulesets.", **_policy()},
    }


def _signatures() -> Schema:
    signature = {
        "keyid": _DIGEST,
        "name": {"type": ["string", "null"]},
        "standing": {"enum": list(SIGNATURE_STANDINGS)},
        "standing_text": _TEXT,
    }
    lack = {"lack": {"enum": list(LACKS)}, "text": _TEXT}
    signatures = {
        "hold": {"type": "boolean"},
        "kind": {"enum": list(SIGNED_KINDS)},
        "digest": _DIGEST,
        "at": _or_null(_DATE),
        "needed": _WHOLE,
        "title": _TEXT,
        "headline": _TEXT,
        "signatures": {"type": "array", "items": object_of(signature)},
        "lacks": {"type": "array", "items": object_of(lack)},
    }
    return {"description": "There when signatures were asked for.", **object_of(signatures)}


def _envelope() -> Schema:
    base64: Schema = {"type": "string", "contentEncoding": "base64", "pattern": "^[A-Za-z0-9+/_-]*={0,2}$"}
    signature = {"keyid": _DIGEST, "sig": {**base64, "minLength": 88, "maxLength": 88}}
    return object_of(
        {
            "payload": {**base64, "minLength": 1},
            "payloadType": {"const": PAYLOAD_TYPE},
            "signatures": {"type": "array", "minItems": 1, "items": object_of(signature)},
        }
    )


def _statement() -> Schema:
    kind: Schema = {"enum": list(SIGNED_KINDS)}
    return {
        **object_of(
            {
                "format": {"const": STATEMENT_FORMAT},
                "kind": kind,
                "digest": _DIGEST,
                "ruleset": _or_null(_ruleset()),
                "at": _or_null(_DATE),
            }
        ),
        "if": {"properties": {"kind": {"const": "ruleset"}}},
        "then": {"properties": {"ruleset": {"type": "object"}}},
        "else": {"properties": {"ruleset": _NOTHING}},
    }


def _policy() -> Schema:
    valid = {**object_of({"from": _DATE, "until": _DATE}), "required": ["from"]}
    signer = {"name": _TEXT, "key": _TEXT, "valid": valid, "revoked": {"enum": [True, False, "true", "false"]}}
    ids: Schema = {"type": "array", "minItems": 1, "items": _ID}
    rule = {
        "rulesets": {"type": "array", "minItems": 1, "items": {"type": "string", "pattern": "^[a-z0-9_.*-]+$"}},
        "use": {"enum": list(USES)},
        "signers": ids,
        "needed": {"type": "integer", "minimum": 1},
    }
    return object_of(
        {
            "format": {"const": POLICY_FORMAT},
            "signers": _by_id({**object_of(signer), "required": ["name", "key"]}),
            "accept": {
                "type": "array",
                "minItems": 1,
                "items": {**object_of(rule), "required": ["rulesets", "signers"]},
            },
        }
    )


def carrying(schema: Schema) -> Schema:
    """Return *schema*, of an object that may carry its receipt."""
    held = {"$ref": "#/$defs/Receipt"}
    return {
        **schema,
        "properties": {**schema["properties"], "receipt": held},
        "$defs": {**schema.get("$defs", {}), "Receipt": receipt()},
    }


def carrying_last(schema: Schema) -> Schema:
    """Return *schema*, of a list of rows, of which the last carries the receipt of them all."""
    held = {"description": "In the last row: the receipt of all rows.", "$ref": "#/$defs/Receipt"}
    row = schema["items"]
    return {
        **schema,
        "items": {**row, "properties": {**row["properties"], "receipt": held}},
        "$defs": {"Receipt": receipt()},
    }


def _or_null(schema: Schema) -> Schema:
    return {"anyOf": [schema, _NOTHING]}


def _by_id(schema: Schema) -> Schema:
    return {"type": "object", "propertyNames": _ID, "additionalProperties": schema}
