"""The unknown facts of a question, as variables of a solver, and what may be known of them.

An exact *value* is a number on the grid of the indicator's decimals, or one of the values of a finite kind; of an
indicator with ``precision`` it is any number, since what is rounded need not lie on the grid. A *row* is what a wide
table can hold: each indicator is empty, or a cell that ``precision`` makes an interval.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from decimal import Decimal
from fractions import Fraction
from math import floor
from random import Random
from typing import Any, Final, Literal, TypeVar

from attrs import define, field, frozen

from lagesbild_rules.exact import EXACT, MOST_DIGITS
from lagesbild_rules.facts import FiniteKind, Kind, NumberKind
from lagesbild_rules.study._z3 import z3_module

T = TypeVar("T")
Domain = Literal["values", "filled", "rows"]
"""What facts are thought of: exact values, rows without an empty cell, all rows."""

FINER: Final = 6
"""The further decimals on which a value is looked for where it is of no grid but must be written down."""


class GaveUp(Exception):
    """The solver neither found an answer nor proved that there is none within its time."""


@frozen
class Number:
    """One number: what it is at the least and at the most (equal where exact), and when nothing is known of it."""

    value: Any
    low: Any
    high: Any
    missing: Any | None
    kind: NumberKind


@define
class Space:
    """The variables of a question, made when first asked for; *seconds* bound each question, *seed* its search."""

    domain: Domain
    seconds: float
    seed: int
    z3: Any = field(factory=z3_module)
    context: Any = None
    numbers: dict[str, Number] = field(factory=dict)
    finites: dict[str, tuple[FiniteKind, list[Any]]] = field(factory=dict)
    blanks: dict[str, Any] = field(factory=dict)
    choices: dict[str, list[Any]] = field(factory=dict)
    cuts: dict[str, dict[Fraction, None]] = field(factory=dict)
    reals: dict[Fraction, Any] = field(factory=dict)
    solver: Any = None
    grids: list[Any] = field(factory=list)
    stopped: bool = False

    def __attrs_post_init__(self) -> None:
        # A context of its own: z3's global one must not be used by two threads at once.
        self.context = self.z3.Context()
        # What is no longer used may be taken away by the garbage collector of Python, and so in any thread, also while
        # the solver works in this one: without this the solver then crashes or never ends.
        self.z3.Z3_enable_concurrent_dec_ref(self.context.ref())
        self.solver = self.z3.Solver(ctx=self.context)
        self.solver.set("timeout", max(1, int(self.seconds * 1000)))
        self.solver.set("random_seed", self.seed)
        self.solver.set("ctrl_c", False)  # it would take an interrupt for an answer that it could not find

    # -- what formulas are made of

    def constant(self, value: bool) -> Any:
        return self.z3.BoolVal(value, self.context)

    def real(self, number: Decimal | Fraction | int) -> Any:
        exact = Fraction(number)
        if exact not in self.reals:
            self.reals[exact] = self.z3.RatVal(exact.numerator, exact.denominator, self.context)
        return self.reals[exact]

    def all(self, members: list[Any]) -> Any:
        return self._joined(self.z3.Z3_mk_and, members) if members else self.constant(True)

    def any(self, members: list[Any]) -> Any:
        return self._joined(self.z3.Z3_mk_or, members) if members else self.constant(False)

    def _joined(self, make: Callable[..., Any], members: list[Any]) -> Any:
        """Return *members* joined as z3's ``And`` and ``Or`` do, which try the sorts of all of them again each time."""
        if len(members) == 1:
            return members[0]
        array = (self.z3.Ast * len(members))(*(it.as_ast() for it in members))
        return self.z3.BoolRef(make(self.context.ref(), len(members), array), self.context)

    def at_least(self, k: int, members: list[Any]) -> Any:
        if k <= 0 or k > len(members):
            return self.constant(k <= 0)
        return self.z3.AtLeast(*members, k)

    # -- variables

    def missing(self, key: str) -> Any | None:
        """Return whether nothing is known of *key*; nothing where that cannot be."""
        if self.domain != "rows":
            return None
        if key not in self.blanks:
            self.blanks[key] = self.z3.Bool(f"{key} is missing", self.context)
        return self.blanks[key]

    def finite(self, key: str, kind: FiniteKind) -> list[Any]:
        """Return for each value of *kind* whether it is that of *key*: exactly one of them is."""
        if key not in self.finites:
            self.finites[key] = kind, self._one_of(f"{key} is", kind.values)
        return self.finites[key][1]

    def choice(self, key: str, many: int) -> list[Any]:
        """Return for each of *many* alternatives whether it is the one chosen for *key*."""
        if key not in self.choices:
            self.choices[key] = self._one_of(f"{key} reads", [str(index) for index in range(many)])
        return self.choices[key]

    def _one_of(self, name: str, words: tuple[str, ...] | list[str]) -> list[Any]:
        made = [self.z3.Bool(f"{name} {word}", self.context) for word in words]
        self.solver.add(self.z3.Or(made))
        if len(made) > 1:
            self.solver.add(self.z3.AtMost(*made, 1))
        return made

    def number(self, key: str, kind: NumberKind) -> Number:
        if key not in self.numbers:
            self.numbers[key] = self._number(key, kind)
        return self.numbers[key]

    def _number(self, key: str, kind: NumberKind) -> Number:
        z3, value = self.z3, self.z3.Real(key, self.context)
        low = high = value
        if kind.min is not None:
            self.solver.add(value >= self.real(kind.min))
        if kind.max is not None:
            self.solver.add(value <= self.real(kind.max))
        if self.domain != "values" or not kind.precision:
            self.grids.append(self._on_grid(value, kind.decimals))
        if self.domain != "values" and kind.precision:
            low, high = value - self.real(kind.precision), value + self.real(kind.precision)
            if kind.min is not None:
                low = z3.If(low < self.real(kind.min), self.real(kind.min), low)
            if kind.max is not None:
                high = z3.If(high > self.real(kind.max), self.real(kind.max), high)
        return Number(value, low, high, self.missing(key), kind)

    def _on_grid(self, value: Any, decimals: int) -> Any:
        steps = self.z3.Int(f"{value} in steps of {decimals}", self.context)
        scale = self.real(Decimal(10) ** min(decimals, MOST_DIGITS - 1))
        return value * scale == self.z3.ToReal(steps)

    # -- questions

    def find(self, *wanted: Any, few: list[Any]) -> dict[str, Any] | None:
        """Return facts for which all of *wanted* hold, by key, and as *few* as possible; nothing where there are none.

        Numbers are looked for among the reals first: where none fits, no cell does. Raises ``GaveUp``.
        """
        # In a thread, so that an interrupt is ours and stops the solver: one for all that is asked of the solver here,
        # since starting one takes as long as many an answer.
        with ThreadPoolExecutor(1) as pool:
            found = pool.submit(self._find, wanted, few)
            try:
                return found.result()
            except KeyboardInterrupt:
                self.stopped = True
                while not found.done():  # what begins just after an interrupt does not notice it
                    self.solver.interrupt()
                    wait([found], 0.05)
                self.stopped = False
                raise

    def _find(self, wanted: Iterable[Any], few: list[Any]) -> dict[str, Any] | None:
        solver = self.solver
        before = solver.num_scopes()
        solver.push()
        try:
            for it in wanted:
                solver.add(it)
            if not self._satisfied():
                return None
            if self.numbers:
                solver.add(self.grids)
                if not self._satisfied():
                    return None
                if not self._writable():
                    for it in self.numbers.values():
                        solver.add(self._short(it))
                    if not self._satisfied():
                        raise GaveUp
            self._fewest(few)
            return self._first()
        finally:
            solver.pop(solver.num_scopes() - before)

    def _fewest(self, few: list[Any]) -> None:
        """Leave the solver with a model in which as few of *few* hold as its time allows to find."""
        for most in range(len(few)):
            self.solver.push()
            self.solver.add(self.z3.AtMost(*few, most))
            if self._asked() == self.z3.sat:
                return
            self.solver.pop()
        if not self._satisfied():
            raise GaveUp

    def _asked(self, *also: Any) -> Any:
        if self.stopped:
            raise GaveUp
        return self.solver.check(*also)

    def _satisfied(self) -> bool:
        answer = self._asked()
        if answer == self.z3.unknown:
            raise GaveUp
        return bool(answer == self.z3.sat)

    def _short(self, number: Number) -> list[Any]:
        """Return what makes *number* one that 34 digits can write down."""
        decimals = self._decimals(number)
        most = self.real(Decimal(10) ** (MOST_DIGITS - decimals))
        return [number.value < most, number.value > -most, self._on_grid(number.value, decimals)]

    def _decimals(self, number: Number) -> int:
        finer = self.domain == "values" and number.kind.precision
        # A cell of 34 digits, one of them before the point, has 33 decimals at most.
        return min(number.kind.decimals + (FINER if finer else 0), MOST_DIGITS - 1)

    def _writable(self) -> bool:
        model = self.solver.model()
        for it in self.numbers.values():
            found = _fraction(model.eval(it.value, model_completion=True)) * 10 ** self._decimals(it)
            if found.denominator != 1 or abs(found.numerator) >= 10**MOST_DIGITS:
                return False
        return True

    def suggest(self, key: str, value: Fraction) -> None:
        """Note that *key* is cut at *value*: witnesses prefer values at and beside the cuts."""
        self.cuts.setdefault(key, {})[value] = None

    def _first(self) -> dict[str, Any]:
        """Return the first of all models in an order of our own, so that a witness depends on the seed alone.

        Readings keep their own value where they can, cells are filled, and indicators take the first value that
        fits: the mildest one, or the number nearest to 0 among those at a cut and beside it. Another seed shuffles.
        """
        random = Random(self.seed)
        model, found = self.solver.model(), dict[str, Any]()

        def settle(options: Iterable[tuple[Any, Any]]) -> Any:
            nonlocal model
            for value, holds in options:
                if self.z3.is_true(model.eval(holds, model_completion=True)):
                    self.solver.add(holds)
                    return value
                if self._asked(holds) == self.z3.sat:
                    model = self.solver.model()
                    self.solver.add(holds)
                    return value
            raise GaveUp

        def ordered(options: Iterable[T]) -> Iterable[T]:
            if not self.seed:
                return options
            shuffled = list(options)
            random.shuffle(shuffled)
            return shuffled

        for key, made in self.choices.items():
            found[f"reading {key}"] = settle(ordered(enumerate(made)))
        for key, blank in self.blanks.items():
            if settle([(False, self.z3.Not(blank)), (True, blank)]):
                found[key] = None
        for key, (kind, values) in self.finites.items():
            value = settle(ordered(zip(kind.values, values, strict=True)))
            found.setdefault(key, value)
        for key, number in self.numbers.items():
            value = settle(self._options(key, number, ordered))
            found.setdefault(key, value)
        return found

    def _options(
        self, key: str, number: Number, ordered: Callable[[Iterable[int]], Iterable[int]]
    ) -> Iterator[tuple[Any, Any]]:
        """Yield values of *number*, each with the formula that says it is that: cuts first, then the nearest to 0."""
        scale = 10 ** self._decimals(number)
        reach = Fraction(number.kind.precision or 0)
        near = {0}
        for cut in self.cuts.get(key, ()):
            for end in (cut - reach, cut, cut + reach):
                near |= {floor(end * scale) + nudge for nudge in (-1, 0, 1, 2)}
        steps = sorted((it for it in near if abs(it) < 10**MOST_DIGITS), key=lambda it: (abs(it), it < 0))
        for it in ordered(steps):
            yield self._option(number, it)
        yield self._option(number, self._nearest_to_zero(number))

    def _option(self, number: Number, steps: int) -> tuple[Decimal, Any]:
        value = EXACT.scaleb(Decimal(steps), -self._decimals(number))
        return value, number.value == self.real(value)

    def _nearest_to_zero(self, number: Number) -> int:
        """Return the steps of the number nearest to 0 that fits, looked for by halving. Raises ``GaveUp``."""
        decimals = self._decimals(number)

        def fits(low: int, high: int) -> bool:
            ends = [self.real(Fraction(it, 10**decimals)) for it in (low, high)]
            answer = self._asked(
                number.value >= ends[0], number.value <= ends[1], self._on_grid(number.value, decimals)
            )
            if answer == self.z3.unknown:
                raise GaveUp
            return bool(answer == self.z3.sat)

        low, high = 0, 1
        while not fits(-high, high):
            low, high = high, high * 2
            if high > 10 ** (MOST_DIGITS + 1):
                raise GaveUp
        while low < high:
            middle = (low + high) // 2
            low, high = (low, middle) if fits(-middle, middle) else (middle + 1, high)
        return high if fits(high, high) else -high


def _fraction(value: Any) -> Fraction:
    return Fraction(value.numerator_as_long(), value.denominator_as_long())


def is_precise(kind: Kind) -> bool:
    """Return whether a cell of *kind* is an interval."""
    return isinstance(kind, NumberKind) and bool(kind.precision)
