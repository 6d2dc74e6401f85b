"""Strict YAML: plain data whose scalars stay text, each with its line and column.

The grammar is YAML's less anchors, aliases, tags and a second document; keys are text and stand once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import yaml
from attrs import field, frozen

from lagesbild_rules.errors import Place, Problem, RulesetError, printable, quoted
from lagesbild_rules.limits import limits

_Loader: Final = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@frozen
class Scalar:
    """A text as it stands, never converted."""

    text: str
    place: Place = field(eq=False)


@frozen
class Sequence:
    items: tuple[Node, ...]
    place: Place = field(eq=False)


@frozen
class Mapping:
    """Keys in the order of the text, each with its own place."""

    items: dict[str, Node]
    keys: dict[str, Place] = field(eq=False)
    place: Place = field(eq=False)


Node = Scalar | Sequence | Mapping


def parse(text: str, path: str, noted: list[Problem]) -> Node:
    """Return the data that *text* holds.

    What is wrong with its form, but can be read past, is added to *noted*: a key that stands twice, an anchor,
    a tag, a second document. Raises ``RulesetError`` with every problem of its form when it cannot be read on.
    """
    if bad := _NOT_PRINTABLE.search(text):
        finding = f"the character {quoted(bad[0])} is not allowed in YAML"
        raise RulesetError([Problem(_place_of(text, bad.start(), path), "LR101", finding, "remove it")])
    reader = _Reader(path, yaml.parse(text, Loader=_Loader))
    try:
        node = reader.document()
    except yaml.MarkedYAMLError as it:
        if _REFUSED_DEPTH in str(it.problem) and it.problem_mark is not None:
            # libyaml looks ahead, and from 0.2.6 on refuses its level 1001 before ours is read: read up to there alone.
            parse(text[: it.problem_mark.index], path, noted)
        raise RulesetError([*reader.problems, _not_yaml(text, path, it)]) from None
    noted.extend(reader.problems)
    return node


def top_keys(text: str, path: str) -> Iterator[tuple[str, Node]]:
    """Yield the keys of the outermost mapping one by one, reading no further than asked for."""
    if _NOT_PRINTABLE.search(text):
        return
    reader = _Reader(path, yaml.parse(text, Loader=_Loader))
    try:
        yield from reader.outermost()
    except yaml.YAMLError:
        return


_REFUSED_DEPTH: Final = "maximum nesting depth"
_NOT_PRINTABLE: Final = re.compile(r"[^\t\n\r -~\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def _place_of(text: str, position: int, path: str) -> Place:
    return Place(path, text.count("\n", 0, position) + 1, position - text.rfind("\n", 0, position))


def _not_yaml(text: str, path: str, it: yaml.MarkedYAMLError) -> Problem:
    mark = it.problem_mark or it.context_mark
    place = Place(path, mark.line + 1, mark.column + 1) if mark else Place(path)
    what = ": ".join(part for part in (it.context, it.problem) if part)
    help = "check indentation, colons and quotation marks here and in the line above"
    if mark and text[mark.index : mark.index + 1] == "\t":
        help = "indent with spaces, not with tabs"
    if "tag handle" in what:
        return Problem(place, "LR104", "a tag stands here", "remove it: the text is plain data")
    return Problem(place, "LR101", f"not YAML: {printable(what, 200)}", help)


class _TooDeep(Exception):
    pass


class _Reader:
    """Builds nodes from the events of the YAML library, which holds no text back and recurses nowhere."""

    def __init__(self, path: str, events: Iterator[yaml.Event]) -> None:
        self.path, self.events, self.problems = path, events, list[Problem]()
        self.aliases = False

    def document(self) -> Node:
        self._skip_to_content()
        event = self._next()
        if isinstance(event, yaml.StreamEndEvent):
            finding = "the file is empty, or holds comments alone"
            raise RulesetError([Problem(Place(self.path), "LR005", finding, "check that it was saved")])
        try:
            node = self._node(event, 0)
        except _TooDeep:
            raise RulesetError(self.problems) from None
        self._next()
        if not isinstance(more := self._next(), yaml.StreamEndEvent):
            self._report(more, "LR101", "a second document begins here", "keep one text in a file")
        if self.aliases:
            raise RulesetError(self.problems)
        return node

    def outermost(self) -> Iterator[tuple[str, Node]]:
        self._skip_to_content()
        if not isinstance(self._next(), yaml.MappingStartEvent):
            return
        try:
            while isinstance(key := self._next(), yaml.ScalarEvent):
                yield key.value, self._node(self._next(), 1)
        except _TooDeep:
            return

    def _skip_to_content(self) -> None:
        self._next()
        event = self._next()
        if isinstance(event, yaml.StreamEndEvent):
            self.events = iter([event])

    def _next(self) -> yaml.Event:
        return next(self.events)

    def _node(self, event: yaml.Event, depth: int) -> Node:
        place = self._place(event)
        if isinstance(event, yaml.AliasEvent):
            self._report(event, "LR104", f"{quoted(f'*{event.anchor}')} is an alias", "write out what it stands for")
            self.aliases = True
            return Scalar("", place)
        assert isinstance(event, yaml.NodeEvent)
        if event.anchor is not None:
            finding = f"{quoted(f'&{event.anchor}')} is an anchor"
            self._report(event, "LR104", finding, "remove it: the text is plain data")
        if (tag := getattr(event, "tag", None)) is not None:
            finding = f"{quoted(tag.replace('tag:yaml.org,2002:', '!!'))} is a tag"
            self._report(event, "LR104", finding, "remove it: the text is plain data")
        if isinstance(event, yaml.ScalarEvent):
            return Scalar(event.value, place)
        if depth >= (deepest := limits().max_ruleset_depth):
            finding = f"nested deeper than {deepest} levels, which is `max_ruleset_depth`"
            self._report(event, "LR105", finding, "give the inner part a name of its own")
            raise _TooDeep
        if isinstance(event, yaml.SequenceStartEvent):
            items = []
            while not isinstance(inner := self._next(), yaml.SequenceEndEvent):
                items.append(self._node(inner, depth + 1))
            return Sequence(tuple(items), place)
        return self._mapping(depth, place)

    def _mapping(self, depth: int, place: Place) -> Mapping:
        found: dict[str, Node] = {}
        places: dict[str, Place] = {}
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            key = self._node(event, depth + 1)
            value = self._node(self._next(), depth + 1)
            if not isinstance(key, Scalar):
                self._report(
                    event, "LR108", "a key is a list or a mapping", "write `key: value`, the key as plain text"
                )
            elif key.text in found:
                finding = f"the key {quoted(key.text)} stands twice; first in line {places[key.text].line}"
                self._report(event, "LR102", finding, "keep one of them")
            else:
                found[key.text], places[key.text] = value, key.place
        return Mapping(found, places, place)

    def _place(self, event: yaml.Event) -> Place:
        mark = event.start_mark
        return Place(self.path, mark.line + 1, mark.column + 1) if mark else Place(self.path)

    def _report(self, event: yaml.Event, code: str, finding: str, help: str) -> None:
        self.problems.append(Problem(self._place(event), code, finding, help))
