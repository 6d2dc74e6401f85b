"""From YAML nodes to comparisons, each of which fits its indicator."""

from __future__ import annotations

from lagesbild_rules.errors import listed, printable, quoted, suggestion
from lagesbild_rules.facts import Indicator, NumberKind, ScaleKind
from lagesbild_rules.ruleset import _yaml
from lagesbild_rules.ruleset._conditions import (
    Compare,
    Expression,
    FiniteCompare,
    IndicatorValue,
    Literal,
    Name,
    NumberCompare,
    Operator,
)
from lagesbild_rules.ruleset._names import Check, Names, value_checker
from lagesbild_rules.ruleset._read_expressions import read_expression
from lagesbild_rules.ruleset._text_reader import TextReader

_OPERATORS = tuple(it.value for it in Operator)
_UNORDERED = (Operator.EQUALS, Operator.ONE_OF)


class ComparisonReader:
    """Reads comparisons whose names are *names*; ``None`` stands for one with a problem, which is noted."""

    def __init__(self, reader: TextReader, names: Names) -> None:
        self.reader, self.names = reader, names

    def comparison(self, node: _yaml.Mapping) -> Compare | None:
        keys = node.items
        unknown = [key for key in keys if key not in (*_OPERATORS, "indicator", "value", "missing_as")]
        for key in unknown:
            close = suggestion(key, (*_OPERATORS, "missing_as"))
            help = f"{close} a comparison is " if close.endswith("?") else "write "
            finding = f"unknown comparison {quoted(key)}"
            self.reader.report(node.keys[key], "LR103", finding, help + listed(_OPERATORS))
        given = [key for key in _OPERATORS if key in keys]
        if len(given) != 1 and not (unknown and not given):
            have = f"several operators: {', '.join(map(quoted, given))}" if given else "no operator"
            help = f"write exactly one of {listed(_OPERATORS)}"
            self.reader.report(node.place, "LR115", f"the comparison has {have}", help)
        closed = self.reader.truth(keys["missing_as"], "`missing_as`") if "missing_as" in keys else None
        if "indicator" in keys and "value" in keys:
            finding = "the comparison has both `indicator` and `value`"
            self.reader.report(node.place, "LR115", finding, "keep one of them")
            return None
        compared: list[Compare | None] = []
        if "indicator" in keys:
            indicator = self.names.indicator(self.reader, keys["indicator"])
            if indicator is not None:
                compared = [self._indicator(indicator, Operator(key), node, closed) for key in given]
        else:
            left = read_expression(self.reader, self.names, keys["value"])
            compared = [self._number(left, Operator(key), node, closed) for key in given]
        return compared[0] if len(compared) == 1 and not unknown else None

    def _indicator(
        self, indicator: Indicator, operator: Operator, node: _yaml.Mapping, closed: bool | None
    ) -> Compare | None:
        if isinstance(indicator.kind, NumberKind):
            return self._number(IndicatorValue(indicator.id), operator, node, closed)
        if not isinstance(indicator.kind, ScaleKind) and operator not in _UNORDERED:
            finding = f"{quoted(indicator.id)} has no order, so `{operator.value}` says nothing of it"
            self.reader.report(node.keys[operator.value], "LR205", finding, "write `equals` or `one_of`")
            return None
        right = self._values(indicator, indicator.kind.values, operator, node.items[operator.value])
        return FiniteCompare(indicator.id, operator, right, closed, place=node.place) if right else None

    def _values(
        self, indicator: Indicator, values: tuple[str, ...], operator: Operator, right: _yaml.Node
    ) -> tuple[Literal | Name, ...] | None:
        """Return the right side of a comparison with a scale, a truth or a category."""
        check = value_checker(self.reader, indicator, values)
        if operator is Operator.ONE_OF and isinstance(right, _yaml.Sequence):
            found = [self._value(item, values, check) for item in self.reader.items(right, "`one_of`")]
            members = tuple(it for it in found if it is not None)
            return members if len(members) == len(found) else None
        if not isinstance(right, _yaml.Scalar):
            several = operator is Operator.EQUALS and isinstance(right, _yaml.Sequence)
            help = "write `one_of` for a list" if several else f"write {listed(values)}, or the name of a reading"
            finding = f"`{operator.value}` wants one value of {quoted(indicator.id)}"
            self.reader.report(right.place, "LR108", finding, help)
            return None
        if operator is not Operator.ONE_OF:
            value = self._value(right, values, check)
            return (value,) if value else None
        if right.text.strip() in values:
            help = f"write `[{printable(right.text.strip())}]`"
            self.reader.report(right.place, "LR108", "`one_of` wants a list", help)
            return None
        name = self.names.use(self.reader, right, "word", check, as_list=True)
        return (Name(name),) if name else None

    def _value(self, node: _yaml.Node, values: tuple[str, ...], check: Check) -> Literal | Name | None:
        text = self.reader.text(node, "the value")
        if text is None or not isinstance(node, _yaml.Scalar):
            return None
        if text in values:
            return Literal(text)
        if text not in self.names.constants and text not in self.names.broken:
            check(text, node.place, "")
            return None
        name = self.names.use(self.reader, node, "word", check, values)
        return Name(name) if name else None

    def _number(
        self, left: Expression | None, operator: Operator, node: _yaml.Mapping, closed: bool | None
    ) -> Compare | None:
        right = self._numbers(operator, node.items[operator.value])
        return NumberCompare(left, operator, right, closed, place=node.place) if left and right else None

    def _numbers(self, operator: Operator, right: _yaml.Node) -> tuple[Expression, ...] | None:
        """Return the right side of a comparison of numbers."""
        if operator is not Operator.ONE_OF:
            expression = read_expression(self.reader, self.names, right)
            return (expression,) if expression else None
        if isinstance(right, _yaml.Sequence):
            found = [read_expression(self.reader, self.names, it) for it in self.reader.items(right, "`one_of`")]
            members = tuple(it for it in found if it is not None)
            return members if len(members) == len(found) else None
        if not isinstance(right, _yaml.Scalar):
            self.reader.report(right.place, "LR108", "`one_of` wants a list", "write `[…]` or the name of a list")
            return None
        name = self.names.use(self.reader, right, "number", self.reader.is_number, as_list=True)
        return (Name(name),) if name else None
