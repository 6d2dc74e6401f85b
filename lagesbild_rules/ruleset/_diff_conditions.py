"""What differs between two conditions, as trees: the smallest thing that changed, wherever that can be told."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator
from decimal import Decimal

from lagesbild_rules.canonical import canonical
from lagesbild_rules.exact import EXACT
from lagesbild_rules.facts import Kind, NumberKind, ScaleKind
from lagesbild_rules.ruleset._conditions import (
    All,
    Any,
    Compare,
    Condition,
    Count,
    Expression,
    FiniteCompare,
    IndicatorValue,
    Literal,
    Name,
    Not,
    Reference,
    leaves,
    members,
)
from lagesbild_rules.ruleset._diff_model import Change, ChangeKind, NewNames, Part, Spot
from lagesbild_rules.ruleset._diff_names import renamed, renamed_expression
from lagesbild_rules.ruleset._digest import condition_data
from lagesbild_rules.ruleset._model import Ruleset, Value

_Group = All | Any | Count
_Where = tuple[Spot | None, Spot | None]
_Members = tuple[Condition, ...]
_Matched = tuple[list[tuple[int, int]], list[int], list[int]]


def condition_changes(
    before: Ruleset,
    after: Ruleset,
    names: NewNames,
    where: _Where,
    conditions: tuple[Condition | None, Condition | None],
) -> Iterator[Change]:
    """Yield what differs between two *conditions*, one of *before* and one of *after*; nothing for the same."""
    was, now = conditions
    if was is not None and now is not None:
        yield from _Comparison(before, after, names, where).of(was, now)
    elif was is not now:
        kind = ChangeKind.DROPPED if now is None else ChangeKind.ADDED
        yield Change(kind, "condition", where, was, now, logic=True)


def number_shift(before: Value, after: Value) -> Decimal | None:
    """Return by how much *after* is above *before*; ``None`` unless both are one number."""
    if isinstance(before, Decimal) and isinstance(after, Decimal):
        return EXACT.subtract(after, before)
    return None


def step_shift(scales: tuple[Kind, Kind], before: Value, after: Value) -> Decimal | None:
    """Return how many steps *after* is above *before*; ``None`` unless both are steps of the same scale."""
    was, now = scales
    if not isinstance(was, ScaleKind) or not isinstance(now, ScaleKind) or was.values != now.values:
        return None
    steps: tuple[Value, ...] = was.values
    return Decimal(steps.index(after) - steps.index(before)) if before in steps and after in steps else None


class _Comparison:
    def __init__(self, before: Ruleset, after: Ruleset, names: NewNames, where: _Where) -> None:
        self.before, self.after, self.names, self.where = before, after, names, where
        self._keys: dict[tuple[bool, Condition], bytes] = {}

    def _key(self, condition: Condition, *, later: bool) -> bytes:
        if (later, condition) not in self._keys:
            named = condition if later else renamed(condition, self.names)
            self._keys[later, condition] = canonical(condition_data(named))
        return self._keys[later, condition]

    def _same(self, was: Condition, now: Condition) -> bool:
        return self._key(was, later=False) == self._key(now, later=True)

    def _changed(self, part: Part, was: Condition, now: Condition, shift: Decimal | None = None) -> Change:
        return Change(ChangeKind.CHANGED, part, self.where, was, now, shift, logic=True)

    def of(self, was: Condition, now: Condition) -> Iterator[Change]:
        """Yield one change or more where the two differ."""
        if self._same(was, now):
            return
        if isinstance(was, Compare) and isinstance(now, Compare):
            yield from self._comparisons(was, now)
        elif isinstance(was, Not) and isinstance(now, Not):
            yield from self.of(was.member, now.member)
        elif self._turned(was, now):
            yield self._changed("negation", was, now)
        elif self._within(was, now):
            yield from self._wrapped(was, now, (was,), members(now))
        elif self._within(now, was, later=True):
            yield from self._wrapped(was, now, members(was), (now,))
        elif isinstance(was, _Group) and isinstance(now, _Group):
            yield from self._groups(was, now)
        elif isinstance(was, Reference) and isinstance(now, Reference):
            yield self._changed("named", was, now)
        else:
            yield self._changed("condition", was, now)

    def _turned(self, was: Condition, now: Condition) -> bool:
        """Return whether one of the two is the opposite of the other."""
        if isinstance(was, Not):
            return self._same(was.member, now)
        return isinstance(now, Not) and self._same(was, now.member)

    def _within(self, inner: Condition, outer: Condition, *, later: bool = False) -> bool:
        """Return whether *inner* is among the members of *outer*, an `all` or an `any` of the other text."""
        wanted = self._key(inner, later=later)
        return isinstance(outer, All | Any) and any(wanted == self._key(it, later=not later) for it in outer.members)

    def _shared(self, was: _Group, now: _Group) -> int:
        """Return how many members two groups have in common."""
        kept = sum(any(self._same(it, other) for other in now.members) for it in was.members)
        return min(kept, sum(any(self._same(it, other) for it in was.members) for other in now.members))

    def _comparisons(self, was: Compare, now: Compare) -> Iterator[Change]:
        left = renamed_expression(_left(was), self.names) != _left(now)
        operator = was.operator is not now.operator
        right = tuple(renamed_expression(it, self.names) for it in was.right) != now.right
        if was.missing_as is not now.missing_as:
            yield self._changed("missing_as", was, now)
        match left, operator, right:
            case False, False, False:
                if was.missing_as is now.missing_as:  # the indicator became one of another kind
                    yield self._changed("condition", was, now)
            case True, False, False:
                yield self._changed("measured", was, now)
            case False, True, False:
                yield self._changed("operator", was, now)
            case False, False, True:
                yield self._changed("threshold", was, now, self._shift(was, now))
            case False, True, True:
                yield self._changed("requirement", was, now)
            case _:
                yield self._changed("condition", was, now)

    def _shift(self, was: Compare, now: Compare) -> Decimal | None:
        if len(was.right) != 1 or len(now.right) != 1:
            return None
        old, new = _value(was.right[0], self.before), _value(now.right[0], self.after)
        if isinstance(was, FiniteCompare) and isinstance(now, FiniteCompare):
            scales = self.before.indicators[was.indicator].kind, self.after.indicators[now.indicator].kind
            return None if old is None or new is None else step_shift(scales, old, new)
        if old is None or new is None or self._unit(was, self.before) != self._unit(now, self.after):
            return None
        return number_shift(old, new)

    def _unit(self, compare: Compare, ruleset: Ruleset) -> frozenset[str]:
        """Return the units that the sides are in."""
        found: set[str] = set()
        for side in (_left(compare), *compare.right):
            for it in leaves(side):
                if isinstance(it, Name):
                    found.add((ruleset.parameters.get(it.id) or ruleset.readings[it.id]).unit or "")
                elif isinstance(it, IndicatorValue) and isinstance(kind := ruleset.indicators[it.id].kind, NumberKind):
                    found.add(kind.unit)
        return frozenset(found - {""})

    def _groups(self, was: _Group, now: _Group) -> Iterator[Change]:
        """Yield what differs between two groups, which are replaced as a whole where they have nothing in common."""
        matched = self._matched(was.members, now.members)
        if not matched[0] and type(was) is not type(now):
            yield self._changed("condition", was, now)
            return
        if _connective(was) != _connective(now):
            yield self._changed("connective", was, now)
        elif isinstance(was, Count) and isinstance(now, Count):
            yield from self._counts(was, now)
        yield from self._members((was, now), was.members, now.members, matched)

    def _wrapped(self, was: Condition, now: Condition, old: _Members, new: _Members) -> Iterator[Change]:
        """Yield what came beside a single condition that was put into a group, or went when it was taken out of one."""
        if len(old) == len(new):
            yield self._changed("connective", was, now)
        yield from self._members((was, now), old, new, self._matched(old, new))

    def _members(
        self, group: tuple[Condition, Condition], old: _Members, new: _Members, matched: _Matched
    ) -> Iterator[Change]:
        pairs, gone, come = matched
        for i, j in pairs:
            yield from self.of(old[i], new[j])
        for i in gone:
            yield Change(ChangeKind.DROPPED, "member", self.where, old[i], None, group=group, logic=True)
        for j in come:
            yield Change(ChangeKind.ADDED, "member", self.where, None, new[j], group=group, logic=True)
        if [j for _, j in pairs] != sorted(j for _, j in pairs):
            yield Change(ChangeKind.REORDERED, "members", self.where, *group, logic=True)

    def _counts(self, was: Count, now: Count) -> Iterator[Change]:
        if renamed_expression(was.k, self.names) != now.k:
            old, new = _value(was.k, self.before), _value(now.k, self.after)
            shift = None if old is None or new is None else number_shift(old, new)
            yield self._changed("count", was, now, shift)

    def _matched(self, old: _Members, new: _Members) -> _Matched:
        """Return the members that go together, in the order of *old*, and the rest of either side."""
        waiting: defaultdict[bytes, deque[int]] = defaultdict(deque)
        for j, it in enumerate(new):
            waiting[self._key(it, later=True)].append(j)
        pairs: dict[int, int] = {}
        for i, it in enumerate(old):
            if same := waiting[self._key(it, later=False)]:
                pairs[i] = same.popleft()
        scores = [
            (-score, i + j, abs(i - j), i, j)
            for i, was in enumerate(old)
            if i not in pairs
            for j, now in enumerate(new)
            if j not in pairs.values() and (score := self._likeness(was, now))
        ]
        for *_, i, j in sorted(scores):
            if i not in pairs and j not in pairs.values():
                pairs[i] = j
        taken = set(pairs.values())
        gone = [i for i in range(len(old)) if i not in pairs]
        return sorted(pairs.items()), gone, [j for j in range(len(new)) if j not in taken]

    def _likeness(self, was: Condition, now: Condition) -> int:
        """Return how alike two conditions are that are not the same, 0 for not at all; the same when swapped."""
        if isinstance(was, Compare) and isinstance(now, Compare):
            return self._alike(was, now)
        if isinstance(was, Not) and isinstance(now, Not):
            return self._likeness(was.member, now.member)
        shared = self._shared(was, now) if isinstance(was, _Group) and isinstance(now, _Group) else 0
        held = self._turned(was, now) or self._within(was, now) or self._within(now, was, later=True)
        return max(shared, 1 if held else 0)

    def _alike(self, was: Compare, now: Compare) -> int:
        operator = was.operator is now.operator
        if renamed_expression(_left(was), self.names) == _left(now):
            return 3 if operator else 2
        right = tuple(renamed_expression(it, self.names) for it in was.right) == now.right
        return 1 if operator and right and any(isinstance(it, Name) for it in now.right) else 0


def _left(compare: Compare) -> Expression:
    return IndicatorValue(compare.indicator) if isinstance(compare, FiniteCompare) else compare.left


def _value(expression: Expression, ruleset: Ruleset) -> Value | None:
    match expression:
        case Literal(value):
            return value
        case Name(id_):
            return ruleset.value(id_)
        case _:
            return None


def _connective(group: _Group) -> object:
    return group.operator if isinstance(group, Count) else type(group)
