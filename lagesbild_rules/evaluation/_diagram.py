"""Decision diagrams: a function of few-valued variables as a graph in which equal parts stand once.

Variables are numbered and tested in that order; every branch stands for one value. Two functions are equal exactly
when their nodes are, which makes support, reach and counts exact and cheap.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import reduce
from itertools import combinations
from math import prod
from typing import Any, Final

LEAF: Final = 1_000_000
"""The variable of a leaf: after every other."""

Value = Any
"""What a leaf holds: anything that can be hashed."""

Operation = Callable[[Value, Value], Value]


class Diagrams:
    """A store of diagrams; a node is a number, and equal functions have equal numbers."""

    def __init__(self) -> None:
        self._variable: list[int] = []
        self._content: list[Value] = []
        self._known: dict[tuple[int, Value], int] = {}
        self._applied: dict[tuple[Operation, int, int], int] = {}

    def leaf(self, value: Value) -> int:
        """Return the function that is *value* everywhere."""
        return self._node(LEAF, value)

    def choice(self, variable: int, branches: Sequence[int]) -> int:
        """Return the function that is ``branches[i]`` where *variable* has its value *i*."""
        first = branches[0]
        if all(branch == first for branch in branches):
            return first
        return self._node(variable, tuple(branches))

    def _node(self, variable: int, content: Value) -> int:
        key = (variable, content)
        if key not in self._known:
            self._known[key] = len(self._variable)
            self._variable.append(variable)
            self._content.append(content)
        return self._known[key]

    def value(self, node: int) -> Value:
        """Return the value of a leaf."""
        assert self._variable[node] == LEAF
        return self._content[node]

    def is_leaf(self, node: int) -> bool:
        return self._variable[node] == LEAF

    def variable(self, node: int) -> int:
        return self._variable[node]

    def branches(self, node: int) -> tuple[int, ...]:
        """Return the nodes under *node*; none under a leaf."""
        content = self._content[node]
        return content if self._variable[node] != LEAF and isinstance(content, tuple) else ()

    def apply(self, operation: Operation, left: int, right: int) -> int:
        """Return the function whose value is ``operation(left, right)`` everywhere."""
        key = (operation, left, right)
        found = self._applied.get(key)
        if found is None:
            found = self._applied[key] = self._apply(operation, left, right)
        return found

    def _apply(self, operation: Operation, left: int, right: int) -> int:
        first = min(self._variable[left], self._variable[right])
        if first == LEAF:
            return self.leaf(operation(self._content[left], self._content[right]))
        lefts = self.branches(left) if self._variable[left] == first else None
        rights = self.branches(right) if self._variable[right] == first else None
        width = len(lefts or rights or ())
        return self.choice(
            first,
            [self.apply(operation, lefts[i] if lefts else left, rights[i] if rights else right) for i in range(width)],
        )

    def fold(self, operation: Operation, nodes: Iterable[int], start: Value) -> int:
        """Return *nodes* joined one after the other by *operation*, beginning with the value *start*."""
        return reduce(lambda left, right: self.apply(operation, left, right), nodes, self.leaf(start))

    def map(self, function: Callable[[Value], Value], node: int) -> int:
        """Return the function whose value is ``function(node)`` everywhere."""
        done: dict[int, int] = {}

        def visit(it: int) -> int:
            if it not in done:
                if self.is_leaf(it):
                    done[it] = self.leaf(function(self._content[it]))
                else:
                    done[it] = self.choice(self._variable[it], [visit(branch) for branch in self.branches(it)])
            return done[it]

        return visit(node)

    def select(self, chosen: int, parts: Sequence[int]) -> int:
        """Return the function that is ``parts[i]`` where the function *chosen* has the value *i*."""
        result = parts[-1]
        for index in range(len(parts) - 1):
            here = self.map(lambda value, index=index: value == index, chosen)  # type: ignore[misc]
            paired = self.apply(_pair, parts[index], result)
            result = self.apply(_pick, here, paired)
        return result

    def counts(self, node: int, sizes: Sequence[int]) -> dict[Value, int]:
        """Return how many assignments of variables, variable i having ``sizes[i]`` values, lead to each value."""
        done: dict[int, dict[Value, int]] = {}

        def below(it: int) -> int:
            return min(self._variable[it], len(sizes))

        def visit(it: int) -> dict[Value, int]:
            if it not in done:
                if self.is_leaf(it):
                    done[it] = {self._content[it]: 1}
                else:
                    total: dict[Value, int] = {}
                    for branch in self.branches(it):
                        skipped = prod(sizes[self._variable[it] + 1 : below(branch)])
                        for value, number in visit(branch).items():
                            total[value] = total.get(value, 0) + number * skipped
                    done[it] = total
            return done[it]

        return {value: number * prod(sizes[: below(node)]) for value, number in visit(node).items()}

    def restrict(self, node: int, variable: int, value: int) -> int:
        """Return the function that *node* is where *variable* has *value*."""
        done: dict[int, int] = {}

        def visit(it: int) -> int:
            if self._variable[it] > variable:
                return it
            if it not in done:
                branches = self.branches(it)
                if self._variable[it] == variable:
                    done[it] = branches[value]
                else:
                    done[it] = self.choice(self._variable[it], [visit(branch) for branch in branches])
            return done[it]

        return visit(node)

    def nodes(self, node: int) -> Iterator[int]:
        """Yield *node* and every node under it, each once."""
        seen, waiting = {node}, [node]
        for it in waiting:
            yield it
            for branch in self.branches(it):
                if branch not in seen:
                    seen.add(branch)
                    waiting.append(branch)

    def values(self, node: int) -> set[Value]:
        """Return the values that the function takes somewhere."""
        return {self._content[it] for it in self.nodes(node) if self.is_leaf(it)}

    def support(self, node: int) -> set[int]:
        """Return the variables on which the function depends."""
        return {self._variable[it] for it in self.nodes(node) if not self.is_leaf(it)}

    def settling(self, node: int, most: int = 3) -> Iterator[tuple[int, ...]]:
        """Yield the smallest sets of variables that, with some values, leave the function one value everywhere.

        Sets of one size alone are yielded, and none when they have more than *most* members.
        """
        variables = sorted(self.support(node))
        for size in range(most + 1):
            found = False
            for chosen in combinations(variables, size):
                if self._settles(node, chosen):
                    found = True
                    yield chosen
            if found:
                return

    def _settles(self, node: int, chosen: tuple[int, ...]) -> bool:
        if self.is_leaf(node):
            return True
        if not chosen:
            return False
        width = (
            next(len(self.branches(it)) for it in self.nodes(node) if self._variable[it] == chosen[0])
            if (chosen[0] in self.support(node))
            else 1
        )
        return any(self._settles(self.restrict(node, chosen[0], value), chosen[1:]) for value in range(width))


def _pair(left: Value, right: Value) -> Value:
    return left, right


def _pick(here: Value, paired: Value) -> Value:
    return paired[0] if here else paired[1]
