"""The names that conditions use: what each stands for, and in which sense it is used."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Literal

from attrs import define, evolve, frozen

from lagesbild_rules.errors import Place, nearest, printable, quoted, suggestion
from lagesbild_rules.exact import is_number
from lagesbild_rules.facts import Indicator
from lagesbild_rules.ruleset import _yaml
from lagesbild_rules.ruleset._model import Value
from lagesbild_rules.ruleset._text_reader import TextReader

Sense = Literal["number", "word"]
Alternative = _yaml.Scalar | tuple[_yaml.Scalar, ...]
Check = Callable[[str, Place, str], bool]
"""Whether a text may stand at a place; what holds it is named for the problem that is noted when not."""


@define
class Constant:
    """A parameter or a reading whose values are still text: their kind follows from where it is used."""

    id: str
    what: str
    value: Alternative
    alternatives: tuple[Alternative, ...]
    """The value first, then what else is admissible."""
    keys: Mapping[str, _yaml.Node]
    place: Place
    sense: Sense | None = None

    def typed(self, alternative: Alternative) -> Value:
        """Return *alternative* as a number where the constant is used as one, or by its looks when never used."""
        if isinstance(alternative, tuple):
            return tuple(self._typed(it) for it in alternative)
        return self._typed(alternative)

    def _typed(self, it: _yaml.Scalar) -> Decimal | str:
        text = it.text.strip()
        return Decimal(text) if self.sense != "word" and is_number(text) else text


@frozen
class Names:
    """Everything that a condition may name."""

    indicators: Mapping[str, Indicator]
    constants: Mapping[str, Constant]
    criteria: frozenset[str]
    levels: Mapping[str, tuple[str, ...]]
    broken: frozenset[str]
    """Declared, but not readable: named without a further problem."""

    def indicator(self, reader: TextReader, node: _yaml.Node) -> Indicator | None:
        id_ = reader.text(node, "the id of an indicator")
        if id_ is None or id_ in self.broken:
            return None
        if id_ not in self.indicators:
            help = suggestion(id_, self.indicators) if self.indicators else "declare it under `indicators`"
            if id_ in self.criteria:
                help = f"{quoted(id_)} is a criterion: write it alone, without `indicator:`"
            elif id_ in self.constants:
                help = f"{self.constants[id_].what} stands on the right of a comparison"
            reader.report(node.place, "LR201", f"no indicator {quoted(id_)}", help)
            return None
        return self.indicators[id_]

    def use(
        self,
        reader: TextReader,
        node: _yaml.Scalar,
        sense: Sense,
        check: Check,
        literals: tuple[str, ...] = (),
        *,
        as_list: bool = False,
    ) -> str | None:
        """Return the name in *node* used in *sense*; each admissible value passes ``check(text, place, owner)``."""
        id_ = node.text.strip()
        if id_ in self.broken:
            return None
        if id_ not in self.constants:
            choices = [*literals, *self.constants]
            help = suggestion(id_, choices) if choices else "declare it under `parameters` or `readings`"
            if id_ in self.indicators:
                help = f"{quoted(id_)} is an indicator: write `{{indicator: {printable(id_)}}}`"
            reader.report(node.place, "LR201", f"no parameter or reading {quoted(id_)}", help)
            return None
        constant = self.constants[id_]
        if constant.sense not in (None, sense):
            finding = f"{constant.what} is used as a number and as a step, code or truth"
            reader.report(node.place, "LR212", finding, "give each use a name of its own")
            return None
        constant.sense = sense
        wrong = len(reader.problems)
        fits = [self._fits(reader, constant, it, check, as_list) for it in constant.alternatives]
        if not any(fits) and len({str(it) for it in constant.alternatives}) > 1:
            # When no alternative fits, the name is out of place, not each of its values.
            reader.problems[wrong:] = [evolve(reader.problems[wrong], place=node.place)]
        return id_

    def _fits(
        self, reader: TextReader, constant: Constant, alternative: Alternative, check: Check, as_list: bool
    ) -> bool:
        several = isinstance(alternative, tuple)
        members = alternative if isinstance(alternative, tuple) else (alternative,)
        if several == as_list:
            good = [check(it.text.strip(), it.place, constant.what) for it in members]
            return all(good)
        finding = f"{constant.what} holds {'a list' if several else 'one value'}"
        help = "`one_of` takes a list, every other comparison one value"
        reader.report(members[0].place, "LR208", finding, help)
        return False


def value_checker(reader: TextReader, indicator: Indicator, values: tuple[str, ...]) -> Check:
    """Return a check that a text is one of the *values* of *indicator*."""

    def check(text: str, place: Place, owner: str) -> bool:
        if text in values:
            return True
        of = f"no value of {quoted(indicator.id)}"
        finding = f"{owner} is {quoted(text)}, {of}" if owner else f"{quoted(text)} is {of}"
        reader.report(place, "LR204", finding, nearest(text, values, "its values are"))
        return False

    return check
