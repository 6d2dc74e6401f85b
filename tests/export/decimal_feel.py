"""A strict reader of the FEEL that the export writes, with the numbers of the standard: decimals of 34 digits.

No FEEL engine that can be installed here computes in decimals, so this one of our own stands beside feelin. It says
nothing of what FEEL means (feelin does); it says what comes of the same text in decimals, and in binary floats. It
is stricter than FEEL: a condition that is null, a path or a sum that meets null and a comparison of two sorts are
errors, so that a model which passes leans on none of what engines differ in.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from decimal import Context, Decimal, Inexact, InvalidOperation, Overflow
from functools import cache
from typing import Any

from attrs import define, frozen

Scope = Mapping[str, Any]
Meaning = Callable[[Scope], Any]

_TOKEN = re.compile(
    r'\s*(?:(?P<string>"(?:[^"\\]|\\.)*")|(?P<number>[0-9]+(?:\.[0-9]+)?)|(?P<name>list contains|\w+)'
    r"|(?P<sign>!=|<=|>=|[-+*=<>()\[\]{},:.]))"
)
_WORDS = {"if", "then", "else", "and", "or", "every", "for", "in", "satisfies", "return"}


@frozen
class Numbers:
    """A way of computing: how a literal and a sum become a number."""

    read: Callable[[Any], Any]
    add: Callable[[Any, Any], Any]
    subtract: Callable[[Any, Any], Any]
    multiply: Callable[[Any, Any], Any]


_34 = Context(prec=34, traps=[Inexact, InvalidOperation, Overflow])
DECIMALS = Numbers(_34.create_decimal, _34.add, _34.subtract, _34.multiply)
"""The standard's numbers. ``Inexact`` is raised where they would round."""

FLOATS = Numbers(float, lambda a, b: a + b, lambda a, b: a - b, lambda a, b: a * b)
"""The numbers of JavaScript, and so of feelin."""


def evaluate(text: str, scope: Scope, numbers: Numbers) -> Any:
    """Return what *text* is in *scope*; truths as bools, null as ``None``, numbers as *numbers* computes them."""
    return _read(text, numbers)(scope)


@cache
def _read(text: str, numbers: Numbers) -> Meaning:
    reader = _Reader(text, _tokens(text), numbers)
    meaning = reader.expression()
    reader.end()
    return meaning


def _tokens(text: str) -> list[tuple[str, str]]:
    found, position, whole = [], 0, text.rstrip()
    while position < len(whole):
        token = _TOKEN.match(whole, position)
        assert token, f"no FEEL at {whole[position : position + 40]!r}"
        found.append((str(token.lastgroup), token[str(token.lastgroup)]))
        position = token.end()
    return found


@define
class _Reader:
    text: str
    tokens: list[tuple[str, str]]
    numbers: Numbers
    position: int = 0

    def sees(self, *wanted: str) -> bool:
        kind, text = self.tokens[self.position] if self.position < len(self.tokens) else ("", "")
        return kind in ("name", "sign") and text in wanted

    def next(self) -> tuple[str, str]:
        self.position += 1
        return self.tokens[self.position - 1]

    def take(self, wanted: str) -> None:
        assert self.next()[1] == wanted, f"no {wanted!r} in {self.text}"

    def name(self) -> str:
        kind, text = self.next()
        assert kind == "name", text
        assert text not in _WORDS, text
        return text

    def end(self) -> None:
        assert self.position == len(self.tokens), self.text

    def expression(self) -> Meaning:
        if self.sees("if"):
            return self.choice()
        if self.sees("every", "for"):
            return self.loop()
        return self.joined("or", lambda: self.joined("and", self.comparison))

    def choice(self) -> Meaning:
        self.take("if")
        condition = self.expression()
        self.take("then")
        then = self.expression()
        self.take("else")
        otherwise = self.expression()
        return lambda scope: then(scope) if _truth(condition(scope)) else otherwise(scope)

    def loop(self) -> Meaning:
        word, name = self.next()[1], self.name()
        self.take("in")
        members = self.expression()
        self.take("satisfies" if word == "every" else "return")
        body = self.expression()

        def meaning(scope: Scope) -> Any:
            found = [body({**scope, name: it}) for it in _list(members(scope))]
            return found if word == "for" else all(map(_truth, found))

        return meaning

    def joined(self, word: str, part: Callable[[], Meaning]) -> Meaning:
        parts = [part()]
        while self.sees(word):
            self.take(word)
            parts.append(part())
        if len(parts) == 1:
            return parts[0]
        decisive = word == "or"

        def meaning(scope: Scope) -> bool | None:
            found = [it(scope) for it in parts]
            assert all(it is None or isinstance(it, bool) for it in found), found
            return decisive if decisive in found else None if None in found else not decisive

        return meaning

    def comparison(self) -> Meaning:
        left = self.sum()
        if not self.sees("=", "!=", "<", "<=", ">", ">="):
            return left
        sign, right = self.next()[1], self.sum()
        return lambda scope: _compared(sign, left(scope), right(scope))

    def sum(self) -> Meaning:
        total = self.product()
        while self.sees("+", "-"):
            add = self.numbers.add if self.next()[1] == "+" else self.numbers.subtract
            total = self.computed(add, total, self.product())
        return total

    def product(self) -> Meaning:
        total = self.value()
        while self.sees("*"):
            self.take("*")
            total = self.computed(self.numbers.multiply, total, self.value())
        return total

    def computed(self, how: Callable[[Any, Any], Any], left: Meaning, right: Meaning) -> Meaning:
        return lambda scope: how(_number(left(scope)), _number(right(scope)))

    def value(self) -> Meaning:
        if self.sees("-"):
            self.take("-")
            inner, nothing = self.value(), self.numbers.read("0")
            return self.computed(self.numbers.subtract, lambda scope: nothing, inner)
        found = self.simple()
        while self.sees(".", "["):
            if self.next()[1] == ".":
                found = self.path(found, self.name())
            else:
                found = self.indexed(found, self.expression())
                self.take("]")
        return found

    def path(self, owner: Meaning, name: str) -> Meaning:
        return lambda scope: owner(scope)[name]

    def indexed(self, owner: Meaning, index: Meaning) -> Meaning:
        return lambda scope: _list(owner(scope))[int(_number(index(scope))) - 1]

    def simple(self) -> Meaning:
        if self.sees("("):
            self.take("(")
            inner = self.expression()
            self.take(")")
            return inner
        if self.sees("["):
            members = self.several("[", "]", self.expression)
            return lambda scope: [it(scope) for it in members]
        if self.sees("{"):
            return self.context()
        kind, text = self.next()
        if kind == "string":
            return _constant(json.loads(text))
        if kind == "number":
            return _constant(self.numbers.read(text))
        assert kind == "name", text
        assert text not in _WORDS, text
        if text in ("true", "false", "null"):
            return _constant({"true": True, "false": False, "null": None}[text])
        if self.sees("("):
            arguments = self.several("(", ")", self.expression)
            return lambda scope: _call(text, [it(scope) for it in arguments], self.numbers)
        return lambda scope: scope[text]

    def several(self, left: str, right: str, part: Callable[[], Any]) -> list[Any]:
        self.take(left)
        found = []
        while not self.sees(right):
            found.append(part())
            if not self.sees(right):
                self.take(",")
        self.take(right)
        return found

    def context(self) -> Meaning:
        def entry() -> tuple[str, Meaning]:
            name = self.name()
            self.take(":")
            return name, self.expression()

        entries = self.several("{", "}", entry)

        def meaning(scope: Scope) -> dict[str, Any]:
            found: dict[str, Any] = {}
            for name, it in entries:
                found[name] = it({**scope, **found})
            return found

        return meaning


def _constant(value: Any) -> Meaning:
    return lambda scope: value


def _truth(value: Any) -> bool:
    assert isinstance(value, bool), f"{value!r} decides a condition"
    return value


def _list(value: Any) -> list[Any]:
    assert isinstance(value, list), f"{value!r} is no list"
    return value


def _number(value: Any) -> Any:
    assert isinstance(value, Decimal | float), f"{value!r} is no number"
    return value


def _compared(sign: str, left: Any, right: Any) -> bool | None:
    if sign in ("=", "!="):
        assert left is None or right is None or type(left) is type(right), (left, right)
        return (left == right) is (sign == "=")
    if left is None or right is None:
        return None
    left, right = _number(left), _number(right)
    return {"<": left < right, "<=": left <= right, ">": left > right, ">=": left >= right}[sign]


def _call(name: str, arguments: list[Any], numbers: Numbers) -> Any:
    match name, arguments:
        case "not", [it]:
            return None if it is None else not _truth(it)
        case "count", [it]:
            return numbers.read(len(_list(it)))
        case "sum", [[first, *rest]]:
            for it in rest:
                first = numbers.add(_number(first), _number(it))
            return first
        case "list contains", [it, value]:
            return any(type(member) is type(value) and member == value for member in _list(it))
        case "concatenate", _:
            return [member for it in arguments for member in _list(it)]
    raise AssertionError(f"no function {name} of {len(arguments)}")
