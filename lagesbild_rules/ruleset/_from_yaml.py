"""From a text in the format ``lagesbild-ruleset/1`` to a Ruleset."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from typing import get_args

from lagesbild_rules.errors import Place, Problem, RulesetError, quoted, suggestion
from lagesbild_rules.files import read_text
from lagesbild_rules.ruleset import _yaml
from lagesbild_rules.ruleset._circles import circles
from lagesbild_rules.ruleset._model import (
    Certainty,
    Citation,
    Classification,
    Criterion,
    EvidenceMark,
    Level,
    Modality,
    Parameter,
    Period,
    Reading,
    Ruleset,
    Source,
    Status,
    value_text,
)
from lagesbild_rules.ruleset._names import Alternative, Constant, Names
from lagesbild_rules.ruleset._read_conditions import ConditionReader
from lagesbild_rules.ruleset._read_indicators import RESERVED, read_evidence, read_indicators, read_scales
from lagesbild_rules.ruleset._text_reader import RULESET_ID, TextReader
from lagesbild_rules.text import Text

FORMAT = "lagesbild-ruleset/1"

_REQUIRED = (
    "format", "id", "version", "status", "effective", "title", "sources", "indicators", "criteria", "classifications"
)  # fmt: skip
_OPTIONAL = ("owner", "parameters", "readings", "scales", "evidence")
_CITATION = ("source", "locator", "quote", "evidence")
_STATUS: tuple[Status, ...] = get_args(Status)
_CERTAINTY: tuple[Certainty, ...] = get_args(Certainty)
_MARKS: tuple[EvidenceMark, ...] = get_args(EvidenceMark)
_MODALITY: tuple[Modality, ...] = get_args(Modality)
_PUBLISHED = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")


def load_ruleset(path: str | os.PathLike[str]) -> Ruleset:
    """Return the ruleset that the file at *path* holds.

    Raises ``RulesetError`` with every problem of the text, each with file, line and column.
    """
    return parse_ruleset(read_text(path, RulesetError), os.fspath(path))


def parse_ruleset(text: str, path: str = "<text>") -> Ruleset:
    """Return the ruleset that *text* holds; *path* is the name that its problems bear."""
    node = _yaml.parse(text, path)
    reader = TextReader()
    ruleset = _Parser(reader).ruleset(node)
    if reader.problems or ruleset is None:
        raise RulesetError(sorted(reader.problems, key=lambda it: (it.place.line or 0, str(it.place.column))))
    return ruleset


Head = tuple[str, int, Status, Period, Text]


def read_header(found: Mapping[str, _yaml.Node], path: str) -> Head | None:
    """Return id, version, status, period and title; ``None`` for a YAML text that is no ruleset of ours."""
    format_ = found.get("format")
    if not isinstance(format_, _yaml.Scalar) or not format_.text.startswith("lagesbild-ruleset/"):
        return None
    parser = _Parser(TextReader())
    head = parser.head(found)
    if parser.reader.problems or head is None:
        missing = Problem(Place(path), "LR107", "the head of the ruleset is incomplete", "run `rulesets check` on it")
        raise RulesetError(parser.reader.problems or [missing])
    return head


class _Parser:
    def __init__(self, reader: TextReader) -> None:
        self.reader = reader
        self.sources: Mapping[str, Source] = {}

    def ruleset(self, node: _yaml.Node) -> Ruleset | None:
        reader = self.reader
        found = reader.fields(node, "the ruleset", _REQUIRED, _OPTIONAL)
        if "format" in found and (format_ := reader.text(found["format"], "`format`")) not in (None, FORMAT):
            reader.problems.clear()
            reader.report(found["format"].place, "LR113", f"unknown format {quoted(format_ or '')}", f"write {FORMAT}")
            return None
        head = self.head(found)
        self.sources = self._sources(found.get("sources"))
        scales = read_scales(reader, found.get("scales"))
        indicators, broken = read_indicators(reader, found.get("indicators"), scales)
        parameters = self._constants(found.get("parameters"), "parameter")
        readings = self._constants(found.get("readings"), "reading")
        values = {step for scale in scales.values() for step in scale.steps}
        values |= {code for it in indicators.values() for code in getattr(it.kind, "values", ())}
        self._one_sense(found, values)
        names = Names(
            indicators,
            {**parameters, **readings},
            self._keys(found.get("criteria")),
            self._levels(found.get("classifications")),
            frozenset(
                broken
                | ((self._keys(found.get("parameters")) | self._keys(found.get("readings"))) - {*parameters, *readings})
            ),
        )
        conditions = ConditionReader(reader, names)
        criteria = {
            name: self._criterion(name, inner, place, conditions)
            for name, inner, place in reader.entries(found.get("criteria"), "`criteria`")
        }
        classifications = {
            name: self._classification(name, inner, place, conditions)
            for name, inner, place in reader.entries(found.get("classifications"), "`classifications`")
        }
        for key in ("indicators", "criteria", "classifications", "sources"):
            if key in found and isinstance(inner := found[key], _yaml.Mapping) and not inner.items:
                reader.report(inner.place, "LR114", f"`{key}` is empty", "declare at least one")
        evidence = read_evidence(reader, found.get("evidence"), "`evidence`")
        owner = reader.optional_text(found.get("owner"), "`owner`")
        read_parameters = {name: self._parameter(it, found["parameters"]) for name, it in parameters.items()}
        read_readings = {name: self._reading(it, found["readings"]) for name, it in readings.items()}
        if reader.problems or head is None:
            return None
        complete_criteria = {name: it for name, it in criteria.items() if it is not None}
        complete_classifications = {name: it for name, it in classifications.items() if it is not None}
        reader.problems.extend(circles(complete_criteria, complete_classifications))
        return Ruleset(
            *head, self.sources, indicators, complete_criteria, complete_classifications,
            owner, read_parameters, read_readings, scales, evidence, place=node.place,
        )  # fmt: skip

    def head(self, found: Mapping[str, _yaml.Node]) -> Head | None:
        id_ = self.reader.optional_text(found.get("id"), "the id of the ruleset")
        if id_ is not None and not RULESET_ID.fullmatch(id_):
            help = "write lower-case words of a–z, 0–9, `_` and `-`, joined by dots, as `publisher.name`"
            self.reader.report(found["id"].place, "LR109", f"{quoted(id_)} is not the id of a ruleset", help)
        version = self.reader.whole(found["version"], "`version`", 1, 999_999) if "version" in found else None
        status = self.reader.word(found.get("status"), "status", _STATUS)
        period = self._period(found.get("effective"))
        title = self.reader.wording(found.get("title"), "the title")
        if id_ is None or version is None or status is None or period is None:
            return None
        return id_, version, status, period, title

    def _keys(self, node: _yaml.Node | None) -> frozenset[str]:
        return frozenset(node.items) if isinstance(node, _yaml.Mapping) else frozenset()

    def _period(self, node: _yaml.Node | None) -> Period | None:
        if node is None:
            return None
        found = self.reader.fields(node, "`effective`", ("from",), ("until", "certainty"))
        from_ = self.reader.day(found["from"], "`from`") if "from" in found else None
        until = self.reader.day(found["until"], "`until`") if "until" in found else None
        certainty = self.reader.word(found.get("certainty"), "certainty", _CERTAINTY) or "day"
        if from_ and until and until <= from_:
            finding = f"`until` {until} is not after `from` {from_}"
            self.reader.report(found["until"].place, "LR211", finding, "the period ends before the day of `until`")
        return Period(from_, until, certainty) if from_ else None

    def _sources(self, node: _yaml.Node | None) -> dict[str, Source]:
        sources = {}
        for id_, inner, _ in self.reader.entries(node, "`sources`"):
            what = f"the source `{id_}`"
            found = self.reader.fields(inner, what, ("title",), ("reference", "published", "evidence"))
            published = self.reader.optional_text(found.get("published"), "`published`")
            if published and not _PUBLISHED.fullmatch(published):
                finding = f"`published` {quoted(published)} is not a date"
                self.reader.report(found["published"].place, "LR111", finding, "write YYYY, YYYY-MM or YYYY-MM-DD")
            sources[id_] = Source(
                id_,
                self.reader.optional_text(found.get("title"), f"the title of {what}") or "",
                self.reader.optional_text(found.get("reference"), "`reference`"),
                published,
                self.reader.word(found.get("evidence"), "mark of evidence", _MARKS),
            )
        return sources

    def _constants(self, node: _yaml.Node | None, what: str) -> dict[str, Constant]:
        constants = {}
        for id_, inner, _ in self.reader.entries(node, f"`{what}s`"):
            optional: tuple[str, ...] = ("unit", "title", *_CITATION)
            required: tuple[str, ...] = ("value",)
            if what == "reading":
                required, optional = ("value", "admissible"), (*optional, "because")
            found = self.reader.fields(inner, f"the {what} `{id_}`", required, optional)
            value = self._alternative(found["value"], f"the value of `{id_}`") if "value" in found else None
            alternatives = [value] if value is not None else []
            if "admissible" in found:
                items = self.reader.items(found["admissible"], f"`admissible` of `{id_}`")
                read = [self._alternative(item, f"an alternative of `{id_}`") for item in items]
                alternatives += [it for it in read if it is not None]
            if value is not None:
                constants[id_] = Constant(id_, f"the {what} `{id_}`", value, tuple(alternatives))
        return constants

    def _alternative(self, node: _yaml.Node, what: str) -> Alternative | None:
        if isinstance(node, _yaml.Mapping):
            self.reader.report(node.place, "LR108", f"{what} is one literal or a list of them", "write it out")
            return None
        if isinstance(node, _yaml.Scalar):
            return node if self.reader.text(node, what) is not None else None
        members = [it for it in self.reader.items(node, what) if self.reader.text(it, what) is not None]
        return tuple(it for it in members if isinstance(it, _yaml.Scalar)) or None

    def _one_sense(self, found: Mapping[str, _yaml.Node], values: set[str]) -> None:
        """Note every name that stands for two things."""
        parameters, readings = found.get("parameters"), found.get("readings")
        for node, others, what in (
            (parameters, values, "a step or a code"),
            (readings, values, "a step or a code"),
            (readings, self._keys(parameters), "a parameter"),
        ):
            for name in sorted(self._keys(node) & others):
                assert isinstance(node, _yaml.Mapping)
                finding = f"{quoted(name)} is the name of {what} too"
                self.reader.report(node.keys[name], "LR202", finding, "give one of them another name")
        criteria = found.get("criteria")
        if isinstance(criteria, _yaml.Mapping) and RESERVED in criteria.items:
            finding = f"`{RESERVED}` is the column that names the area"
            self.reader.report(criteria.keys[RESERVED], "LR202", finding, "choose another id")

    def _levels(self, node: _yaml.Node | None) -> dict[str, tuple[str, ...]]:
        """Return the ids of the levels of each classification, as far as they can be seen."""
        levels: dict[str, tuple[str, ...]] = {}
        for name, inner in node.items.items() if isinstance(node, _yaml.Mapping) else ():
            ladder = inner.items.get("levels") if isinstance(inner, _yaml.Mapping) else None
            steps = ladder.items if isinstance(ladder, _yaml.Sequence) else ()
            ids = [step.items.get("id") for step in steps if isinstance(step, _yaml.Mapping)]
            levels[name] = tuple(it.text.strip() for it in ids if isinstance(it, _yaml.Scalar))
        return levels

    def _citation(self, found: Mapping[str, _yaml.Node], what: str) -> Citation:
        source = self.reader.optional_text(found.get("source"), f"the source of {what}")
        if source is not None and source not in self.sources:
            help = suggestion(source, self.sources)
            self.reader.report(found["source"].place, "LR201", f"no source {quoted(source)}", help)
        return Citation(
            source,
            self.reader.optional_text(found.get("locator"), f"the locator of {what}"),
            self.reader.optional_text(found.get("quote"), f"the quote of {what}"),
            self.reader.word(found.get("evidence"), "mark of evidence", _MARKS),
        )

    def _parameter(self, constant: Constant, node: _yaml.Node) -> Parameter:
        found = self._found(constant, node)
        return Parameter(
            constant.id,
            constant.typed(constant.value),
            self.reader.optional_text(found.get("unit"), "`unit`"),
            self.reader.wording(found.get("title"), f"the title of {constant.what}"),
            self._citation(found, constant.what),
            place=self._key_place(constant, node),
        )

    def _reading(self, constant: Constant, node: _yaml.Node) -> Reading:
        found = self._found(constant, node)
        value, *admissible = (constant.typed(it) for it in constant.alternatives)
        if admissible and value not in admissible:
            finding = f"the value {quoted(value_text(value))} of {constant.what} is not among its `admissible` ones"
            self.reader.report(found["value"].place, "LR208", finding, "add it there, or choose one of them")
        for position, it in enumerate(admissible):
            if it in admissible[:position]:
                finding = f"{quoted(value_text(it))} stands twice among the admissible values of {constant.what}"
                self.reader.report(found["admissible"].place, "LR210", finding, "keep one of them")
        return Reading(
            constant.id,
            value,
            tuple(admissible),
            self.reader.wording(found.get("because"), f"`because` of {constant.what}"),
            self.reader.optional_text(found.get("unit"), "`unit`"),
            self.reader.wording(found.get("title"), f"the title of {constant.what}"),
            self._citation(found, constant.what),
            place=self._key_place(constant, node),
        )

    def _found(self, constant: Constant, node: _yaml.Node) -> dict[str, _yaml.Node]:
        inner = node.items[constant.id] if isinstance(node, _yaml.Mapping) else node
        return inner.items if isinstance(inner, _yaml.Mapping) else {}

    def _key_place(self, constant: Constant, node: _yaml.Node) -> Place:
        return node.keys[constant.id] if isinstance(node, _yaml.Mapping) else node.place

    def _criterion(self, id_: str, node: _yaml.Node, place: Place, conditions: ConditionReader) -> Criterion | None:
        what = f"the criterion `{id_}`"
        optional = ("locator", "quote", "evidence", "modality", "known_misreadings")
        found = self.reader.fields(node, what, ("claim", "source", "when"), optional)
        claim = self.reader.wording(found.get("claim"), f"the claim of {what}")
        citation = self._citation(found, what)
        modality = self.reader.word(found.get("modality"), "modality", _MODALITY)
        misreadings: tuple[_yaml.Node, ...] = ()
        if "known_misreadings" in found:
            misreadings = self.reader.items(found["known_misreadings"], f"`known_misreadings` of {what}")
        wordings = tuple(self.reader.wording(it, f"a misreading of {what}") for it in misreadings)
        when = conditions.condition(found["when"]) if "when" in found else None
        return Criterion(id_, claim, citation, when, modality, wordings, place=place) if when else None

    def _classification(
        self, id_: str, node: _yaml.Node, place: Place, conditions: ConditionReader
    ) -> Classification | None:
        what = f"the classification `{id_}`"
        found = self.reader.fields(node, what, ("levels",), ("title", "nested"))
        nested = self.reader.truth(found["nested"], "`nested`") if "nested" in found else False
        title = self.reader.wording(found.get("title"), f"the title of {what}")
        steps = self.reader.items(found["levels"], f"`levels` of {what}") if "levels" in found else ()
        levels = [self._level(step, what, position == 0, conditions) for position, step in enumerate(steps)]
        complete = tuple(it for it in levels if it is not None)
        for position, it in enumerate(complete):
            if it.id in [other.id for other in complete[:position]]:
                self.reader.report(it.place, "LR202", f"two levels of {what} are named `{it.id}`", "rename one of them")
        return Classification(id_, title, complete, nested is True, place=place) if complete else None

    def _level(self, node: _yaml.Node, what: str, mildest: bool, conditions: ConditionReader) -> Level | None:
        found = self.reader.fields(
            node, f"a level of {what}", ("id",), ("title", "when", "supporting", "claim", *_CITATION)
        )
        id_ = self.reader.id(found["id"], "the id of a level") if "id" in found else None
        name = f"the level `{id_}`"
        when = conditions.condition(found["when"]) if "when" in found else None
        if mildest and "when" in found:
            finding = f"{name} is the mildest and always holds, but has a `when`"
            self.reader.report(found["when"].place, "LR207", finding, "remove it, or put a milder level first")
        if not mildest and "when" not in found and isinstance(node, _yaml.Mapping):
            self.reader.report(node.place, "LR207", f"{name} has no `when`", "only the first level goes without one")
        supporting: list[str] = []
        for item in self.reader.items(found["supporting"], f"`supporting` of {name}") if "supporting" in found else ():
            criterion = self.reader.text(item, "the id of a criterion")
            if criterion is None:
                continue
            supporting.append(criterion)
            if criterion not in conditions.names.criteria:
                help = suggestion(criterion, conditions.names.criteria)
                self.reader.report(item.place, "LR201", f"no criterion {quoted(criterion)}", help)
        title = self.reader.wording(found.get("title"), f"the title of {name}")
        claim = self.reader.wording(found.get("claim"), f"the claim of {name}")
        citation = self._citation(found, name)
        return Level(id_, title, when, tuple(supporting), claim, citation, place=node.place) if id_ else None
