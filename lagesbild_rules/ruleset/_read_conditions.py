"""From YAML nodes to conditions: every name is known, every comparison fits its indicator."""

from __future__ import annotations

from decimal import Decimal

from lagesbild_rules.errors import Place, listed, quoted, suggestion
from lagesbild_rules.exact import is_number
from lagesbild_rules.facts import Indicator, NumberKind, ScaleKind
from lagesbild_rules.ruleset import _yaml
from lagesbild_rules.ruleset._conditions import (
    All,
    Any,
    ClassificationRef,
    Condition,
    Count,
    CriterionRef,
    Difference,
    Expression,
    FiniteCompare,
    IndicatorValue,
    LevelRef,
    Literal,
    Mean,
    Name,
    Not,
    NumberCompare,
    Operator,
    Sum,
    Times,
)
from lagesbild_rules.ruleset._names import Names, value_checker
from lagesbild_rules.ruleset._text_reader import TextReader

_OPERATORS = tuple(it.value for it in Operator)
_EXPRESSIONS = ("indicator", "sum", "mean", "difference", "times")


class ConditionReader:
    """Reads conditions whose names are *names*; ``None`` stands for one with a problem, which is noted."""

    def __init__(self, reader: TextReader, names: Names) -> None:
        self.reader, self.names = reader, names

    def condition(self, node: _yaml.Node) -> Condition | None:
        match node:
            case _yaml.Scalar():
                return self._criterion(node)
            case _yaml.Sequence():
                self._report(node.place, "LR108", "a list is no condition", "write `all: […]` or `any: […]`")
                return None
        keys = node.items
        for key in ("all", "any"):
            if key in keys:
                self.reader.fields(node, f"`{key}`", (key,))
                members = self._members(keys[key], key)
                if members is None:
                    return None
                return All(members, place=node.place) if key == "all" else Any(members, place=node.place)
        if "not" in keys:
            self.reader.fields(node, "`not`", ("not",))
            member = self.condition(keys["not"])
            return Not(member, place=node.place) if member else None
        if "of" in keys:
            return self._count(node)
        if "level" in keys:
            return self._level(node)
        if "classification" in keys:
            return self._classification(node)
        if "indicator" in keys or "value" in keys:
            return self._compare(node)
        known = ("all", "any", "not", "of", "level", "classification", "indicator", "value")
        help = suggestion(next(iter(keys)), known) if keys else f"write {listed(known)}"
        self._report(node.place, "LR115", f"no condition: {', '.join(map(quoted, keys)) or 'an empty mapping'}", help)
        return None

    def _report(self, place: Place, code: str, finding: str, help: str) -> None:
        self.reader.report(place, code, finding, help)

    def _criterion(self, node: _yaml.Scalar) -> Condition | None:
        id_ = self.reader.text(node, "the id of a criterion")
        if id_ is None:
            return None
        if id_ not in self.names.criteria:
            help = suggestion(id_, self.names.criteria)
            if id_ in self.names.indicators:
                help = f"`{id_}` is an indicator: compare it, as {{indicator: {id_}, equals: …}}"
            self._report(node.place, "LR201", f"no criterion {quoted(id_)}", help)
            return None
        return CriterionRef(id_, place=node.place)

    def _members(self, node: _yaml.Node, what: str) -> tuple[Condition, ...] | None:
        items = self.reader.items(node, f"`{what}`")
        found = [self.condition(item) for item in items]
        members = tuple(it for it in found if it is not None)
        return members if members and len(members) == len(items) else None

    def _count(self, node: _yaml.Mapping) -> Condition | None:
        keys = self.reader.fields(node, "a count", ("of",), ("at_least", "at_most"))
        members = self._members(keys["of"], "of")
        given = [key for key in ("at_least", "at_most") if key in keys]
        if len(given) != 1:
            self._report(
                node.place, "LR115", "a count has exactly one of `at_least` and `at_most`", "write one of them"
            )
            return None
        size = len(keys["of"].items) if isinstance(keys["of"], _yaml.Sequence) else 0
        k = self._k(keys[given[0]], size)
        if members is None or k is None:
            return None
        for position, member in enumerate(members):
            if member in members[:position]:
                self._report(member.place, "LR210", "the same member stands twice in one `of`", "keep one of them")
        return Count(Operator(given[0]), k, members, place=node.place)

    def _k(self, node: _yaml.Node, size: int) -> Literal | Name | None:
        if not isinstance(node, _yaml.Scalar):
            self._report(node.place, "LR108", "the count is a whole number or the name of one", f"write 0 to {size}")
            return None

        def check(text: str, place: Place, owner: str) -> bool:
            if not self.reader.is_number(text, place, owner):
                return False
            number = Decimal(text)
            if number != number.to_integral_value() or not 0 <= number <= size:
                finding = f"{owner} {quoted(text)} is no whole number from 0 to {size}"
                self._report(place, "LR209", finding, f"the list has {size} members")
                return False
            return True

        text = node.text.strip()
        if is_number(text):
            return Literal(Decimal(text)) if check(text, node.place, "the count") else None
        name = self.names.use(self.reader, node, "number", check)
        return Name(name) if name else None

    def _level(self, node: _yaml.Mapping) -> Condition | None:
        keys = self.reader.fields(node, "a reference to a level", ("level",))
        text = self.reader.text(keys["level"], "the name of a level")
        if text is None:
            return None
        classification, _, level = text.partition(".")
        if level not in self.names.levels.get(classification, ()):
            known = [f"{name}.{it}" for name, levels in self.names.levels.items() for it in levels]
            self._report(keys["level"].place, "LR201", f"no level {quoted(text)}", suggestion(text, known))
            return None
        return LevelRef(classification, level, place=node.place)

    def _classification(self, node: _yaml.Mapping) -> Condition | None:
        keys = self.reader.fields(node, "a reference to a classification", ("classification",), ("at_least", "below"))
        given = [key for key in ("at_least", "below") if key in keys]
        if len(given) != 1:
            finding = "a reference to a classification has exactly one of `at_least` and `below`"
            self._report(node.place, "LR115", finding, "write one of them")
            return None
        name = self.reader.text(keys["classification"], "the id of a classification")
        level = self.reader.text(keys[given[0]], "the id of a level")
        if name is None or level is None:
            return None
        if name not in self.names.levels:
            help = suggestion(name, self.names.levels)
            self._report(keys["classification"].place, "LR201", f"no classification {quoted(name)}", help)
            return None
        if level not in self.names.levels[name]:
            help = suggestion(level, self.names.levels[name])
            self._report(keys[given[0]].place, "LR201", f"no level {quoted(level)} in `{name}`", help)
            return None
        return ClassificationRef(name, Operator(given[0]), level, place=node.place)

    def _compare(self, node: _yaml.Mapping) -> Condition | None:
        keys = node.items
        unknown = [key for key in keys if key not in (*_OPERATORS, "indicator", "value", "missing_as")]
        for key in unknown:
            help = suggestion(key, _OPERATORS)
            help = help if help.startswith("write") else f"{help} A comparison is {listed(_OPERATORS)}"
            self._report(node.keys[key], "LR103", f"unknown comparison {quoted(key)}", help)
        given = [key for key in _OPERATORS if key in keys]
        if len(given) != 1 and not (unknown and not given):
            finding = f"a comparison has exactly one operator, here {listed(given) if given else 'is none'}"
            self._report(node.place, "LR115", finding, f"write {listed(_OPERATORS)}")
        if "indicator" in keys and "value" in keys:
            self._report(node.place, "LR115", "a comparison has `indicator` or `value`, not both", "keep one of them")
        closed = self.reader.truth(keys["missing_as"], "`missing_as`") if "missing_as" in keys else None
        left: Expression | Indicator | None
        if "indicator" in keys:
            left = self.names.indicator(self.reader, keys["indicator"])
        else:
            left = self._expression(keys["value"])
        if left is None or len(given) != 1 or unknown:
            return None
        operator, right = Operator(given[0]), keys[given[0]]
        if isinstance(left, Indicator) and not isinstance(left.kind, NumberKind):
            return self._finite(left, operator, right, closed, node)
        expression = IndicatorValue(left.id) if isinstance(left, Indicator) else left
        return self._number(expression, operator, right, closed, node)

    def _finite(
        self, indicator: Indicator, operator: Operator, right: _yaml.Node, closed: bool | None, node: _yaml.Mapping
    ) -> Condition | None:
        assert not isinstance(indicator.kind, NumberKind)
        if not isinstance(indicator.kind, ScaleKind) and operator not in (Operator.EQUALS, Operator.ONE_OF):
            finding = f"`{indicator.id}` has no order, so `{operator.value}` says nothing of it"
            self._report(node.place, "LR205", finding, "write equals or one_of")
            return None
        check = value_checker(self.reader, indicator, indicator.kind.values)
        values = indicator.kind.values
        several = operator is Operator.ONE_OF
        if several and isinstance(right, _yaml.Sequence):
            found = [self._value(item, values, check) for item in self.reader.items(right, "`one_of`")]
            members = tuple(it for it in found if it is not None)
            if not members or len(members) < len(found):
                return None
            return FiniteCompare(indicator.id, operator, members, closed, place=node.place)
        if not isinstance(right, _yaml.Scalar):
            finding = f"`{operator.value}` of `{indicator.id}` wants one value"
            self._report(right.place, "LR108", finding, f"write {listed(values)}, or the name of a reading")
            return None
        if several:
            name = self.names.use(self.reader, right, "word", check, as_list=True)
            return FiniteCompare(indicator.id, operator, (Name(name),), closed, place=node.place) if name else None
        value = self._value(right, values, check)
        return FiniteCompare(indicator.id, operator, (value,), closed, place=node.place) if value else None

    def _value(self, node: _yaml.Node, values: tuple[str, ...], check: object) -> Literal | Name | None:
        text = self.reader.text(node, "a value")
        if text is None or not isinstance(node, _yaml.Scalar):
            return None
        if text in values:
            return Literal(text)
        if text not in self.names.constants and text not in self.names.broken:
            check(text, node.place, "the value")  # type: ignore[operator]
            return None
        name = self.names.use(self.reader, node, "word", check, values)  # type: ignore[arg-type]
        return Name(name) if name else None

    def _number(
        self, left: Expression, operator: Operator, right: _yaml.Node, closed: bool | None, node: _yaml.Mapping
    ) -> Condition | None:
        if operator is not Operator.ONE_OF:
            expression = self._expression(right)
            return NumberCompare(left, operator, (expression,), closed, place=node.place) if expression else None
        if isinstance(right, _yaml.Sequence):
            found = [self._expression(item) for item in self.reader.items(right, "`one_of`")]
            members = tuple(it for it in found if it is not None)
            if not members or len(members) < len(found):
                return None
            return NumberCompare(left, operator, members, closed, place=node.place)
        if not isinstance(right, _yaml.Scalar):
            self._report(right.place, "LR108", "`one_of` wants a list", "write `[…]` or the name of a list")
            return None
        name = self.names.use(self.reader, right, "number", self.reader.is_number, as_list=True)
        return NumberCompare(left, operator, (Name(name),), closed, place=node.place) if name else None

    def _expression(self, node: _yaml.Node) -> Expression | None:
        if isinstance(node, _yaml.Sequence):
            self._report(node.place, "LR206", "a list is no number", "write `sum: […]` or `mean: […]`")
            return None
        if isinstance(node, _yaml.Scalar):
            text = self.reader.text(node, "a number")
            if text is None:
                return None
            if text[0] in "+-.0123456789":
                return Literal(Decimal(text)) if self.reader.is_number(text, node.place, "the number") else None
            name = self.names.use(self.reader, node, "number", self.reader.is_number)
            return Name(name) if name else None
        if len(node.items) != 1 or next(iter(node.items)) not in _EXPRESSIONS:
            key = next(iter(node.items), "")
            finding = f"no number: {', '.join(map(quoted, node.items)) or 'an empty mapping'}"
            self._report(node.place, "LR206", finding, suggestion(key, _EXPRESSIONS))
            return None
        ((key, inner),) = node.items.items()
        if key == "indicator":
            return self._indicator_value(inner)
        items = self.reader.items(inner, f"`{key}`")
        if key in ("difference", "times") and items and len(items) != 2:
            wanted = "two numbers" if key == "difference" else "a factor and a number"
            self._report(inner.place, "LR206", f"`{key}` takes {wanted}, here are {len(items)}", "write two members")
            return None
        terms = [self._expression(item) for item in items]
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
            self._report(items[0].place, "LR206", finding, "write the factor first: the sum stays linear")
            return None
        return Times(factor, term)

    def _indicator_value(self, node: _yaml.Node) -> Expression | None:
        indicator = self.names.indicator(self.reader, node)
        if indicator is None:
            return None
        if not isinstance(indicator.kind, NumberKind):
            finding = f"`{indicator.id}` is no number: its values are {listed(indicator.kind.values)}"
            self._report(node.place, "LR206", finding, f"compare it as {{indicator: {indicator.id}, …}} on the left")
            return None
        return IndicatorValue(indicator.id)
