"""From YAML nodes to conditions: every name is known, every list fits its count."""

from __future__ import annotations

from decimal import Decimal

from lagesbild_rules.errors import Place, listed, printable, quoted, suggestion
from lagesbild_rules.ruleset import _yaml
from lagesbild_rules.ruleset._circles import Defined
from lagesbild_rules.ruleset._conditions import (
    All,
    Any,
    ClassificationRef,
    Condition,
    Count,
    CriterionRef,
    LevelRef,
    Literal,
    Name,
    Not,
    Operator,
)
from lagesbild_rules.ruleset._names import Names
from lagesbild_rules.ruleset._read_comparisons import ComparisonReader
from lagesbild_rules.ruleset._text_reader import TextReader

_CONDITIONS = ("all", "any", "not", "of", "level", "classification", "indicator", "value")


class ConditionReader:
    """Reads conditions whose names are *names*; ``None`` stands for one with a problem, which is noted.

    ``references`` gathers what each criterion and level refers to, also where its condition cannot be read whole.
    """

    def __init__(self, reader: TextReader, names: Names) -> None:
        self.reader, self.names = reader, names
        self.references: dict[Defined, dict[Defined, Place]] = {}
        self._comparisons = ComparisonReader(reader, names)
        self._referred: dict[Defined, Place] = {}

    def when(self, owner: Defined, node: _yaml.Node) -> Condition | None:
        """Return the condition of *owner*."""
        self._referred = self.references.setdefault(owner, {})
        return self._condition(node)

    def _condition(self, node: _yaml.Node) -> Condition | None:
        match node:
            case _yaml.Scalar():
                return self._criterion(node)
            case _yaml.Sequence():
                self._report(node.place, "LR108", "a list is no condition", "write `all: […]` or `any: […]`")
                return None
        keys = node.items
        for key in ("all", "any"):
            if key in keys:
                self._alone(node, key)
                members = self._members(keys[key], key)
                if members is None:
                    return None
                return All(members, place=node.place) if key == "all" else Any(members, place=node.place)
        if "not" in keys:
            self._alone(node, "not")
            member = self._condition(keys["not"])
            return Not(member, place=node.place) if member else None
        if "of" in keys:
            return self._count(node)
        if "level" in keys:
            return self._level(node)
        if "classification" in keys:
            return self._classification(node)
        if "indicator" in keys or "value" in keys:
            return self._comparisons.comparison(node)
        shown = ", ".join(map(quoted, list(keys)[:12])) or "an empty mapping"
        help = suggestion(next(iter(keys)), _CONDITIONS) if keys else f"write {listed(_CONDITIONS)}"
        if "criterion" in keys:
            help = "write the id of a criterion alone"
        self._report(node.place, "LR115", f"not a condition: {shown}", help)
        return None

    def _report(self, place: Place, code: str, finding: str, help: str) -> None:
        self.reader.report(place, code, finding, help)

    def _alone(self, node: _yaml.Mapping, key: str) -> None:
        others = [other for other in node.items if other != key]
        if others:
            finding = f"`{key}` has {', '.join(map(quoted, others[:12]))} beside it"
            self._report(node.keys[others[0]], "LR115", finding, "join two conditions by `all: […]` or `any: […]`")

    def _criterion(self, node: _yaml.Scalar) -> Condition | None:
        id_ = self.reader.text(node, "the condition")
        if id_ is None:
            return None
        if id_ not in self.names.criteria:
            help = suggestion(id_, self.names.criteria) if self.names.criteria else "declare it under `criteria`"
            if id_ in self.names.indicators:
                help = f"{quoted(id_)} is an indicator: compare it, as `{{indicator: {printable(id_)}, equals: …}}`"
            self._report(node.place, "LR201", f"no criterion {quoted(id_)}", help)
            return None
        self._referred.setdefault(CriterionRef(id_), node.place)
        return CriterionRef(id_, place=node.place)

    def _members(self, node: _yaml.Node, what: str) -> tuple[Condition, ...] | None:
        items = self.reader.items(node, f"`{what}`")
        found = [self._condition(item) for item in items]
        members = tuple(it for it in found if it is not None)
        for position, member in enumerate(members) if what == "of" else ():
            if member in members[:position]:
                self._report(member.place, "LR210", "the same member stands twice in one `of`", "keep one of them")
        return members if members and len(members) == len(items) else None

    def _count(self, node: _yaml.Mapping) -> Condition | None:
        keys = self.reader.fields(node, "a count", ("of",), ("at_least", "at_most"))
        members = self._members(keys["of"], "of")
        given = [key for key in ("at_least", "at_most") if key in keys]
        if len(given) != 1:
            have = "both `at_least` and `at_most`" if given else "neither `at_least` nor `at_most`"
            self._report(node.place, "LR115", f"the count has {have}", "write exactly one of them")
            return None
        size = len(keys["of"].items) if isinstance(keys["of"], _yaml.Sequence) else 0
        k = self._k(keys[given[0]], size) if size else None
        return Count(Operator(given[0]), k, members, place=node.place) if members and k else None

    def _k(self, node: _yaml.Node, size: int) -> Literal | Name | None:
        if not isinstance(node, _yaml.Scalar):
            finding = "the count is no whole number, nor the name of one"
            self._report(node.place, "LR108", finding, f"write 0 to {size}")
            return None

        def check(text: str, place: Place, owner: str) -> bool:
            if not self.reader.is_number(text, place, owner):
                return False
            number = Decimal(text)
            if number != number.to_integral_value() or not 0 <= number <= size:
                finding = f"{owner} is {quoted(text)}, not a whole number from 0 to {size}"
                members = "1 member" if size == 1 else f"{size} members"
                self._report(place, "LR209", finding, f"write 0 to {size}: the list has {members}")
                return False
            return True

        text = self.reader.text(node, "the count")
        if text is None:
            return None
        if text[0] in "+-.0123456789":
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
        self._referred.setdefault(LevelRef(classification, level), node.place)
        return LevelRef(classification, level, place=node.place)

    def _classification(self, node: _yaml.Mapping) -> Condition | None:
        keys = self.reader.fields(node, "a reference to a classification", ("classification",), ("at_least", "below"))
        given = [key for key in ("at_least", "below") if key in keys]
        if len(given) != 1:
            have = "both `at_least` and `below`" if given else "neither `at_least` nor `below`"
            self._report(node.place, "LR115", f"the reference has {have}", "write exactly one of them")
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
            self._report(keys[given[0]].place, "LR201", f"no level {quoted(level)} in {quoted(name)}", help)
            return None
        ladder = self.names.levels[name]
        for above in ladder[ladder.index(level) :]:
            self._referred.setdefault(LevelRef(name, above), node.place)
        return ClassificationRef(name, Operator(given[0]), level, place=node.place)
