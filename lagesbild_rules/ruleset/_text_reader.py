"""From YAML nodes to single values; what is wrong is noted and reading goes on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Final, TypeVar

from lagesbild_rules.errors import Place, Problem, quoted, suggestion
from lagesbild_rules.exact import MOST_DIGITS, digits, is_number
from lagesbild_rules.ruleset import _yaml
from lagesbild_rules.text import LANGUAGES, Text

ID: Final = re.compile(r"[a-z][a-z0-9_]*")
RULESET_ID: Final = re.compile(r"[a-z][a-z0-9_-]*(\.[a-z][a-z0-9_-]*)*")
_Word = TypeVar("_Word", bound=str)
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""What may not stand in a text, since it moves the cursor or turns the reading direction where it is printed."""
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class TextReader:
    """Reads values of declared kinds and keeps all ``problems``; ``None`` stands for a value with a problem."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def report(self, place: Place, code: str, finding: str, help: str | None = None) -> None:
        self.problems.append(Problem(place, code, finding, help))

    def in_order(self) -> list[Problem]:
        """Return the problems in the order of the text, each once."""

        def position(problem: Problem) -> tuple[int, int]:
            line, column = problem.place.line, problem.place.column
            return line or 0, column if isinstance(column, int) else 0

        return sorted(dict.fromkeys(self.problems), key=position)

    def fields(
        self,
        node: _yaml.Node,
        what: str,
        required: Sequence[str] = (),
        optional: Sequence[str] = (),
        help: str | None = None,
    ) -> dict[str, _yaml.Node]:
        """Return the values under the keys of *node* that belong there; note unknown and missing keys.

        *help* is what to write where *node* is no mapping at all.
        """
        allowed = [*required, *optional]
        if not isinstance(node, _yaml.Mapping):
            keys = [f"{key}: …" for key in (required or allowed)[:4]]
            more = ", …" if len(required) > 4 else ""
            self._other_shape(node, what, "a mapping", help or f"write `{{{', '.join(keys)}{more}}}`")
            return {}
        for key, place in node.keys.items():
            if key not in allowed:
                self.report(place, "LR106", f"unknown key {quoted(key)} in {what}", suggestion(key, allowed))
        if missing := [key for key in required if key not in node.items]:
            self.missing(node.place, what, missing)
        return {key: value for key, value in node.items.items() if key in allowed}

    def missing(self, place: Place, what: str, keys: Sequence[str]) -> None:
        """Note that *what* lacks *keys*, one or more."""
        finding = f"{what} lacks the {'key' if len(keys) == 1 else 'keys'} {', '.join(map(quoted, keys))}"
        self.report(place, "LR107", finding, f"add {', '.join(f'`{key}: …`' for key in keys)}")

    def entries(self, node: _yaml.Node | None, what: str) -> Iterator[tuple[str, _yaml.Node, Place]]:
        """Yield id, value and place of each entry of the mapping *node* whose key is an id."""
        if node is None:
            return
        if not isinstance(node, _yaml.Mapping):
            self._other_shape(node, what, "a mapping of ids", "write `an_id: …` for each")
            return
        for key, value in node.items.items():
            if self.is_id(key, node.keys[key]):
                yield key, value, node.keys[key]

    def is_id(self, text: str, place: Place) -> bool:
        if ID.fullmatch(text):
            return True
        help = "write lower-case letters a–z, digits and `_`, beginning with a letter"
        self.report(place, "LR109", f"{quoted(text)} is not an id", help)
        return False

    def id(self, node: _yaml.Node, what: str) -> str | None:
        text = self.text(node, what)
        return text if text is not None and self.is_id(text, node.place) else None

    def items(self, node: _yaml.Node, what: str, least: int = 1) -> tuple[_yaml.Node, ...]:
        """Return the members of the list *node*; note a list with fewer than *least*."""
        if not isinstance(node, _yaml.Sequence):
            self._other_shape(node, what, "a list", "write `[…]`, or a line with `- ` for each member")
            return ()
        if len(node.items) < least:
            self.report(node.place, "LR114", f"{what} is an empty list", "name at least one member")
        return node.items

    def text(self, node: _yaml.Node, what: str) -> str | None:
        if not isinstance(node, _yaml.Scalar):
            help = "write it out, in quotation marks if it begins with `[` or `{`"
            self._other_shape(node, what, "plain text", help)
            return None
        text = node.text.strip()
        if not text:
            self.report(node.place, "LR114", f"{what} is empty", "write it out, or remove the key")
            return None
        if bad := _CONTROL.search(text):
            self.report(node.place, "LR108", f"{what} holds {quoted(bad[0])}, where plain text is wanted", "remove it")
            return None
        return text

    def optional_text(self, node: _yaml.Node | None, what: str) -> str | None:
        return None if node is None else self.text(node, what)

    def word(self, node: _yaml.Node | None, what: str, allowed: Sequence[_Word]) -> _Word | None:
        """Return the one of the words *allowed* that *node* holds; ``None`` without a problem when there is no node."""
        text = self.optional_text(node, f"the {what}")
        if node is None or text is None:
            return None
        for word in allowed:
            if word == text:
                return word
        self.report(node.place, "LR112", f"{quoted(text)} is no {what}", suggestion(text, allowed))
        return None

    def truth(self, node: _yaml.Node, what: str) -> bool | None:
        text = self.word(node, f"truth for {what}", ("true", "false"))
        return None if text is None else text == "true"

    def number(self, node: _yaml.Node, what: str) -> Decimal | None:
        text = self.text(node, what)
        if text is None or not self.is_number(text, node.place, what):
            return None
        return Decimal(text)

    def is_number(self, text: str, place: Place, what: str) -> bool:
        """Return whether *text* is a number, and note when it is none; *what* is what holds it, or nothing."""
        if not is_number(text):
            pointed = text.replace(",", ".", 1)
            help = "write digits with a decimal point, without spaces, units or exponents"
            if is_number(pointed) and digits(text) <= MOST_DIGITS:
                help = f"write {pointed}, with a decimal point"
            finding = f"{what} is {quoted(text)}, not a number" if what else f"{quoted(text)} is not a number"
            self.report(place, "LR110", finding, help)
            return False
        if digits(text) > MOST_DIGITS:
            finding = f"{what or quoted(text, 20)} has {digits(text)} digits"
            self.report(place, "LR110", finding, f"write at most {MOST_DIGITS} digits")
            return False
        return True

    def whole(self, node: _yaml.Node, what: str, least: int, most: int) -> int | None:
        text = self.text(node, what)
        if text is None:
            return None
        if re.fullmatch("[0-9]{1,9}", text) and least <= int(text) <= most:
            return int(text)
        finding = f"{what} is {quoted(text)}, not a whole number from {least} to {most}"
        self.report(node.place, "LR110", finding, "write it in digits alone")
        return None

    def day(self, node: _yaml.Node, what: str) -> date | None:
        text = self.text(node, what)
        if text is None:
            return None
        try:
            if _DAY.fullmatch(text):
                return date.fromisoformat(text)
        except ValueError:
            pass
        self.report(node.place, "LR111", f"{what} is {quoted(text)}, not a date", "write YYYY-MM-DD")
        return None

    def wording(self, node: _yaml.Node | None, what: str) -> Text:
        """Return the text of *node* in the languages that it has, at least one."""
        if node is None:
            return Text()
        found = self.fields(node, what, optional=LANGUAGES)
        if isinstance(node, _yaml.Mapping) and not node.items:
            self.report(node.place, "LR114", f"{what} is in no language", "write `{sv: …, en: …}`")
        return Text(
            self.optional_text(found.get("sv"), f"{what} in Swedish"),
            self.optional_text(found.get("en"), f"{what} in English"),
        )

    def _other_shape(self, node: _yaml.Node, what: str, wanted: str, help: str) -> None:
        match node:
            case _yaml.Mapping():
                shape = "a mapping"
            case _yaml.Sequence():
                shape = "a list"
            case _:
                shape = "plain text" if node.text.strip() else "empty"
        self.report(node.place, "LR108", f"{what} is {shape}, where {wanted} is wanted", help)
