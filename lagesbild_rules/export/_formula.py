"""Formulas: FEEL text with what it reads, and the shapes that formulas are put together in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from textwrap import indent
from typing import Final

from attrs import frozen

from lagesbild_rules.truth import Truth

_WORD: Final = re.compile(r"\w+")
_ESCAPED: Final = re.compile(r'["\\]')
_NOT_PLAIN: Final = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")


@frozen
class Formula:
    """A FEEL expression, and the inputs and decisions that it reads, in the order of their first use."""

    text: str
    reads: tuple[str, ...] = ()

    @property
    def nested(self) -> str:
        """The text as it may stand beside an operator: in parentheses, unless it is a single word."""
        return self.text if _WORD.fullmatch(self.text) else _around("(", self.text, ")")


def truth(it: Truth | bool) -> str:
    """Return FEEL's word for a truth: unknown is null."""
    if isinstance(it, bool):
        return "true" if it else "false"
    return "null" if it is Truth.UNKNOWN else it.value


def string(text: str) -> str:
    """Return *text* as a FEEL string, on one line and with nothing that XML cannot hold."""
    escaped = _ESCAPED.sub(r"\\\g<0>", text)
    return '"' + _NOT_PLAIN.sub(lambda it: f"\\u{ord(it[0]):04X}", escaped) + '"'


def listed(values: Iterable[str]) -> str:
    return f"[{', '.join(values)}]"


def chain(branches: Mapping[str, str], otherwise: str) -> str:
    """Return the first of *branches* whose condition is true, else *otherwise*."""
    ifs = [f"if {condition} then {answer}" for condition, answer in branches.items()]
    return "\nelse ".join([*ifs, otherwise])


def context(entries: Mapping[str, str], result: str | None = None) -> str:
    """Return a FEEL context of *entries*, each of which may read those before it; the entry *result* of it alone."""
    lines = [f"{name}:{_after(text)}" for name, text in entries.items()]
    return _around("{", ",\n".join(lines), "}") + (f".{result}" if result else "")


def together(word: str, formulas: Sequence[Formula]) -> Formula:
    """Return *formulas* joined by FEEL's ternary ``and`` or ``or``."""
    if len(formulas) == 1:
        return formulas[0]
    parts = [it.nested for it in formulas]
    space = "\n" if any("\n" in it for it in parts) or sum(map(len, parts)) > 100 else " "
    return Formula(f"{space}{word} ".join(parts), reads(formulas))


def negated(formula: Formula) -> Formula:
    return Formula(_around("not(", formula.text, ")"), formula.reads)


def at_least(k: int, formulas: Sequence[Formula]) -> Formula:
    """Return true when *k* of *formulas* are true, false when fewer than *k* are not false, else null."""
    # Not `count(MEMBERS[item = false])`: feelin 8.2 gives a filter no `item` that is false.
    branches = {
        f"sum(for member in MEMBERS return if member = true then 1 else 0) >= {k}": "true",
        f"sum(for member in MEMBERS return if member = false then 1 else 0) > {len(formulas) - k}": "false",
    }
    members = _around("[", ",\n".join(it.text for it in formulas), "]")
    text = context({"MEMBERS": members, "HOLDS": chain(branches, "null")}, "HOLDS")
    return Formula(text, reads(formulas))


def reads(formulas: Iterable[Formula]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for it in formulas for name in it.reads))


def _around(left: str, text: str, right: str) -> str:
    if "\n" in text or len(text) > 100:
        return f"{left}\n{indent(text, '  ')}\n{right}"
    return f"{left} {text} {right}" if left == "{" else f"{left}{text}{right}"


def _after(text: str) -> str:
    return f"\n{indent(text, '  ')}" if "\n" in text and not text.startswith(("[", "{")) else f" {text}"
