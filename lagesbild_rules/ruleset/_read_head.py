"""From the first keys of a text to what it is: id, version, status, period and title."""

from __future__ import annotations

from collections.abc import Mapping
from typing import get_args

from lagesbild_rules.errors import Place, RulesetError, quoted
from lagesbild_rules.ruleset import _yaml
from lagesbild_rules.ruleset._keys import HEAD, KEYS
from lagesbild_rules.ruleset._model import Certainty, Period, Status
from lagesbild_rules.ruleset._text_reader import RULESET_ID, TextReader
from lagesbild_rules.text import Text

Head = tuple[str, int, Status, Period, Text]

_STATUS: tuple[Status, ...] = get_args(Status)
_CERTAINTY: tuple[Certainty, ...] = get_args(Certainty)


def read_header(found: Mapping[str, _yaml.Node], path: str) -> Head | None:
    """Return the head among the keys *found*; ``None`` for a YAML text that is no ruleset of ours."""
    format_ = found.get("format")
    if not isinstance(format_, _yaml.Scalar) or not format_.text.strip().startswith("lagesbild-ruleset/"):
        return None
    reader = TextReader()
    head = read_head(reader, found)
    if missing := [key for key in HEAD if key not in found]:
        reader.missing(Place(path), "the ruleset", missing)
    if reader.problems or head is None:
        raise RulesetError(reader.in_order())
    return head


def read_head(reader: TextReader, found: Mapping[str, _yaml.Node]) -> Head | None:
    """Return the head among the keys *found*; ``None`` when it is not complete, with what is wrong noted."""
    id_ = reader.optional_text(found.get("id"), "the id of the ruleset")
    if id_ is not None and not RULESET_ID.fullmatch(id_):
        help = "write lower-case words of a–z, 0–9, `_` and `-`, joined by dots, as `publisher.name`"
        reader.report(found["id"].place, "LR109", f"{quoted(id_)} is not the id of a ruleset", help)
    version = reader.whole(found["version"], "`version`", 1, 999_999) if "version" in found else None
    status = reader.word(found.get("status"), "status", _STATUS)
    period = _period(reader, found.get("effective"))
    title = reader.wording(found.get("title"), "the title")
    if id_ is None or version is None or status is None or period is None:
        return None
    return id_, version, status, period, title


def _period(reader: TextReader, node: _yaml.Node | None) -> Period | None:
    if node is None:
        return None
    found = reader.fields(node, "`effective`", *KEYS["effective"])
    from_ = reader.day(found["from"], "`from`") if "from" in found else None
    until = reader.day(found["until"], "`until`") if "until" in found else None
    certainty = reader.word(found.get("certainty"), "certainty", _CERTAINTY) or "day"
    if from_ and until and until <= from_:
        finding = f"`until` {until} is not after `from` {from_}"
        reader.report(found["until"].place, "LR211", finding, "write the first day on which it no longer holds")
    return Period(from_, until, certainty) if from_ else None
