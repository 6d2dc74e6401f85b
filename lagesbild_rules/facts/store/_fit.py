"""Whether a value that a store holds is one of the indicator that is asked about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from lagesbild_rules.errors import FactsError, Place, Problem, printable, quoted
from lagesbild_rules.exact import plain
from lagesbild_rules.facts._model import Indicator, Kind, NumberKind
from lagesbild_rules.facts._observation import Observation


def decimals(number: Decimal) -> int:
    """Return how many decimals *number* has in its normal form."""
    return len(plain(number).partition(".")[2])


def fits(kind: Kind, value: Decimal | str) -> bool:
    """Return whether *value* is one that an indicator of *kind* can have."""
    if not isinstance(kind, NumberKind):
        return value in kind.values
    if not isinstance(value, Decimal) or decimals(value) > kind.decimals:
        return False
    return (kind.min is None or value >= kind.min) and (kind.max is None or value <= kind.max)


def refuse_misfits(observations: Iterable[Observation], indicators: Mapping[str, Indicator], path: str) -> None:
    """Raise ``FactsError`` with every value in *observations* that its indicator does not take.

    A store outlives the texts of rulesets: what one text took as a value may be none in another. What was withdrawn
    or superseded no longer counts and is not looked at.
    """
    problems = []
    for it in observations:
        kind = indicators[it.indicator].kind
        if it.withdrawn is not False or it.superseded_by is not None:
            continue
        for value in dict.fromkeys((it.low, it.high)):
            if not fits(kind, value):
                shown = quoted(plain(value) if isinstance(value, Decimal) else value)
                finding = f"{shown} of {quoted(it.id)} is no value of {quoted(it.indicator)}, {_asked(kind)}"
                help = "ask by the ruleset that it was added for, or withdraw it"
                problems.append(Problem(Place(path, None, it.indicator), "LR716", finding, help))
    if problems:
        raise FactsError(problems)


def _asked(kind: Kind) -> str:
    if not isinstance(kind, NumberKind):
        return f"which has {len(kind.values)} values"
    ends = [f"{word} {plain(end)}" for word, end in (("from", kind.min), ("to", kind.max)) if end is not None]
    return " ".join([f"a number of {printable(kind.unit)} with at most {kind.decimals} decimals", *ends])
