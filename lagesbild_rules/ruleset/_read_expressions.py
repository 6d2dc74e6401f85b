"""From YAML nodes to the linear expressions of numbers that comparisons have on their sides."""

from __future__ import annotations

from decimal import Decimal

from lagesbild_rules.errors import listed, printable, quoted, suggestion
from lagesbild_rules.facts import NumberKind
from lagesbild_rules.ruleset import _yaml
from lagesbild_rules.ruleset._conditions import (
    Difference,
    Expression,
    IndicatorValue,
    Literal,
    Mean,
    Name,
    Sum,
    Times,
)
from lagesbild_rules.ruleset._names import Names
from lagesbild_rules.ruleset._text_reader import TextReader

_EXPRESSIONS = ("indicator", "sum", "mean", "difference", "times")
_NO_NUMBERS = frozenset({"nan", "inf", "infinity"})


def read_expression(reader: TextReader, names: Names, node: _yaml.Node) -> Expression | None:
    """Return the expression in *node*; ``None`` for one with a problem, which is noted."""
    match node:
        case _yaml.Sequence():
            reader.report(node.place, "LR206", "a list is no number", "write `sum: […]` or `mean: […]`")
            return None
        case _yaml.Scalar():
            return _leaf(reader, names, node)
    if len(node.items) != 1 or next(iter(node.items)) not in _EXPRESSIONS:
        keys = ", ".join(map(quoted, list(node.items)[:12])) or "an empty mapping"
        help = suggestion(next(iter(node.items), ""), _EXPRESSIONS) if len(node.items) == 1 else _ONE_OF_THESE
        reader.report(node.place, "LR206", f"not a number: {keys}", help)
        return None
    ((key, inner),) = node.items.items()
    if key == "indicator":
        return _indicator_value(reader, names, inner)
    items = reader.items(inner, f"`{key}`")
    terms = [read_expression(reader, names, item) for item in items]
    if key in ("difference", "times") and items and len(items) != 2:
        wanted = "two numbers" if key == "difference" else "a factor and a number"
        finding = f"`{key}` has {len(items)} {'member' if len(items) == 1 else 'members'}, not {wanted}"
        reader.report(inner.place, "LR206", finding, "write two members")
        return None
    found = tuple(it for it in terms if it is not None)
    if not found or len(found) < len(terms):
        return None
    match key:
        case "sum":
            return Sum(found)
        case "mean":
            return Mean(found)
        case "difference":
            return Difference(*found)
    factor, term = found
    if not isinstance(factor, Literal | Name):
        finding = "the factor of `times` is no literal, parameter or reading"
        reader.report(items[0].place, "LR206", finding, "write the factor first: the sum stays linear")
        return None
    return Times(factor, term)


_ONE_OF_THESE = f"write one of {listed(_EXPRESSIONS)}"


def _leaf(reader: TextReader, names: Names, node: _yaml.Scalar) -> Expression | None:
    text = reader.text(node, "the number")
    if text is None:
        return None
    if text[0] in "+-.0123456789" or (text.casefold() in _NO_NUMBERS and text not in names.constants):
        return Literal(Decimal(text)) if reader.is_number(text, node.place, "") else None
    name = names.use(reader, node, "number", reader.is_number)
    return Name(name) if name else None


def _indicator_value(reader: TextReader, names: Names, node: _yaml.Node) -> Expression | None:
    indicator = names.indicator(reader, node)
    if indicator is None:
        return None
    if not isinstance(indicator.kind, NumberKind):
        finding = f"{quoted(indicator.id)} is no number: its values are {listed(indicator.kind.values)}"
        help = f"compare it as `{{indicator: {printable(indicator.id)}, …}}` on the left"
        reader.report(node.place, "LR206", finding, help)
        return None
    return IndicatorValue(indicator.id)
