"""Strict YAML: plain data whose scalars stay text, each with its line and column.

The grammar is YAML's less anchors, aliases, tags and a second document; keys are text and stand once.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import yaml
from attrs import field, frozen

from lagesbild_rules.errors import Place, Problem, RulesetError, quoted

DEEPEST: Final = 64
"""The greatest depth of lists and mappings in each other."""

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


def parse(text: str, path: str) -> Node:
    """Return the data that *text* holds; raises ``RulesetError`` with every problem of its form."""
    reader = _Reader(path, yaml.parse(text, Loader=_Loader))
    try:
        node = reader.document()
    except yaml.MarkedYAMLError as it:
        mark = it.problem_mark or it.context_mark
        place = Place(path, mark.line + 1, mark.column + 1) if mark else Place(path)
        what = f"{it.context}: {it.problem}" if it.context and it.problem else it.problem or it.context
        raise RulesetError([*reader.problems, Problem(place, "LR101", f"not YAML: {what}", _HELP)]) from None
    except yaml.YAMLError as it:
        finding = f"not YAML: {str(it).splitlines()[0]}"
        raise RulesetError([*reader.problems, Problem(Place(path), "LR101", finding, _HELP)]) from None
    if reader.problems:
        raise RulesetError(reader.problems)
    return node


def top_keys(text: str, path: str) -> Iterator[tuple[str, Node]]:
    """Yield the keys of the outermost mapping one by one, reading no further than asked for."""
    reader = _Reader(path, yaml.parse(text, Loader=_Loader))
    try:
        yield from reader.outermost()
    except yaml.YAMLError:
        return


_HELP = "check indentation, colons and quotation marks here and in the line above"


class _TooDeep(Exception):
    pass


class _Reader:
    """Builds nodes from the events of the YAML library, which holds no text back and recurses nowhere."""

    def __init__(self, path: str, events: Iterator[yaml.Event]) -> None:
        self.path, self.events, self.problems = path, events, list[Problem]()

    def document(self) -> Node:
        self._skip_to_content()
        event = self._next()
        if isinstance(event, yaml.StreamEndEvent):
            raise RulesetError([Problem(Place(self.path), "LR005", "the file is empty")])
        try:
            node = self._node(event, 0)
            self._next()
            if not isinstance(more := self._next(), yaml.StreamEndEvent):
                self._report(more, "LR101", "a second document begins here", "keep one text in a file")
        except _TooDeep:
            raise RulesetError(self.problems) from None
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
        if depth > DEEPEST:
            self._report(
                event, "LR105", f"nested deeper than {DEEPEST} levels", "give the inner part a name of its own"
            )
            raise _TooDeep
        if isinstance(event, yaml.AliasEvent):
            self._report(event, "LR104", f"the alias {quoted(f'*{event.anchor}')}", "write the text out")
            return Scalar("", place)
        assert isinstance(event, yaml.NodeEvent)
        if event.anchor is not None:
            self._report(
                event, "LR104", f"the anchor {quoted(f'&{event.anchor}')}", "remove it: the text is plain data"
            )
        if (tag := getattr(event, "tag", None)) is not None:
            self._report(event, "LR104", f"the tag {quoted(tag)}", "remove it: the text is plain data")
        if isinstance(event, yaml.ScalarEvent):
            return Scalar(event.value, place)
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
                self._report(event, "LR108", "a key is plain text here", "write `key: value`")
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
