"""How far assessors agree: what was found, as plain rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final, Literal

from attrs import asdict, frozen

from lagesbild_rules.study._answers import Between
from lagesbild_rules.study._statistics import Sampling
from lagesbild_rules.study._tables import arrow_table

Scope = Literal["indicator", "group", "scale"]
"""One indicator, the indicators of a question group, or all indicators that share a scale."""


@frozen
class PairAgreement:
    """How far answers about the same area agree, for one indicator or several that share a scale.

    ``areas`` are those with two answers or more, ``answers`` theirs, ``pairs`` how many twos they make; ``not_exact``
    answers were spans and are not among them. ``equal`` is the share of pairs that are equal. Cohen's kappas are
    given when there are two assessors in all, the weighted ones on scales; Fleiss' kappa for the ``fleiss_areas``
    that have ``fleiss_answers`` each, the number that most areas have. ``alpha`` is Krippendorff's. What is ``None``
    is undefined, and ``notes`` say why.
    """

    scope: str
    id: str
    metric: str
    assessors: int
    areas: int
    answers: int
    pairs: int
    not_exact: int
    equal: float | None
    kappa: float | None
    kappa_linear: float | None
    kappa_quadratic: float | None
    fleiss: float | None
    fleiss_areas: int
    fleiss_answers: int
    alpha: float | None
    alpha_low: float | None
    alpha_high: float | None
    notes: tuple[str, ...]


@frozen
class GroupConsistency:
    """How far the answers to the questions of one group go together: Cronbach's alpha over ``cases``.

    A case is what one assessor answered about one area, when every question of the group has an exact answer.
    """

    group: str
    items: tuple[str, ...]
    cases: int
    areas: int
    alpha: float | None
    alpha_low: float | None
    alpha_high: float | None
    notes: tuple[str, ...]


@frozen
class ItemConsistency:
    """How one question goes with the rest of its group: its correlation with their sum, and alpha without it."""

    group: str
    indicator: str
    turned: bool
    item_rest: float | None
    item_rest_low: float | None
    item_rest_high: float | None
    alpha_without: float | None


@frozen
class ResponseStyle:
    """How one unit uses the scales: a description of answers, which says nothing of whether they are right.

    ``same_share`` is the share of the answers to the scale ``same_scale`` that are its step ``same_step``, the
    commonest answer of all; ``uniform_areas`` of ``long_areas`` (with five answers or more) were answered with one
    step throughout. ``severity`` is the mean over its areas of the mean place of its answers on their scales, 0
    mildest and 1 most serious. Of the areas whose burden is known, ``burden`` is the mean, ``expected`` the severity
    that such areas have with all units, and ``offset`` how far this unit's lies above it.
    """

    unit: str
    areas: int
    answers: int
    same_share: float | None
    same_share_low: float | None
    same_share_high: float | None
    same_step: str | None
    same_scale: str | None
    steps_used: int
    steps: int
    uniform_areas: int
    long_areas: int
    severity: float | None
    severity_low: float | None
    severity_high: float | None
    burden: float | None
    expected: float | None
    offset: float | None
    offset_low: float | None
    offset_high: float | None


@frozen
class BurdenRelation:
    """How answers follow the burden of areas: within units, between units, and the difference.

    The slopes say how much more serious answers are for the most burdened area than for the least. A common standard
    makes them alike. A slope between units that is smaller than that within them is what answers relative to each
    unit's own burden look like; there can be other reasons.
    """

    indicators: tuple[str, ...]
    cases: int
    units: int
    within: float | None
    within_low: float | None
    within_high: float | None
    between: float | None
    between_low: float | None
    between_high: float | None
    difference: float | None
    difference_low: float | None
    difference_high: float | None


AGREEMENT_COLUMNS: Final[Mapping[str, str]] = {
    **dict.fromkeys(("scope", "id", "metric"), "text"),
    **dict.fromkeys(("assessors", "areas", "answers", "pairs", "not_exact"), "whole"),
    **dict.fromkeys(("equal", "kappa", "kappa_linear", "kappa_quadratic", "fleiss"), "number"),
    **dict.fromkeys(("fleiss_areas", "fleiss_answers"), "whole"),
    **dict.fromkeys(("alpha", "alpha_low", "alpha_high"), "number"),
    "notes": "texts",
}
GROUP_COLUMNS: Final[Mapping[str, str]] = {
    "group": "text",
    "items": "texts",
    "cases": "whole",
    "areas": "whole",
    **dict.fromkeys(("alpha", "alpha_low", "alpha_high"), "number"),
    "notes": "texts",
}
ITEM_COLUMNS: Final[Mapping[str, str]] = {
    "group": "text",
    "indicator": "text",
    "turned": "truth",
    **dict.fromkeys(("item_rest", "item_rest_low", "item_rest_high", "alpha_without"), "number"),
}
UNIT_COLUMNS: Final[Mapping[str, str]] = {
    "unit": "text",
    "areas": "whole",
    "answers": "whole",
    **dict.fromkeys(("same_share", "same_share_low", "same_share_high"), "number"),
    **dict.fromkeys(("same_step", "same_scale"), "text"),
    **dict.fromkeys(("steps_used", "steps", "uniform_areas", "long_areas"), "whole"),
    **dict.fromkeys(("severity", "severity_low", "severity_high", "burden", "expected"), "number"),
    **dict.fromkeys(("offset", "offset_low", "offset_high"), "number"),
}


@frozen
class Agreement:
    """How far the assessors of the same areas agree, how question groups hold together, and how units answer.

    ``single`` are the indicators that no area has two exact answers about.
    """

    ruleset: str
    as_of: date
    between: Between
    sampling: Sampling
    pairs: tuple[PairAgreement, ...]
    single: tuple[str, ...]
    groups: tuple[GroupConsistency, ...]
    items: tuple[ItemConsistency, ...]
    units: tuple[ResponseStyle, ...]
    burden: BurdenRelation | None
    without_unit: int
    undated: int

    def rows(self) -> list[dict[str, Any]]:
        """Return the agreement of indicators, groups and scales in plain values, a row each."""
        return _rows(self.pairs)

    def table(self) -> Any:
        """Return the agreement of indicators, groups and scales as an Arrow table, a row each."""
        return arrow_table(self.rows(), AGREEMENT_COLUMNS)

    def group_table(self) -> Any:
        """Return the consistency of question groups as an Arrow table."""
        return arrow_table(_rows(self.groups), GROUP_COLUMNS)

    def item_table(self) -> Any:
        """Return how each question goes with its group as an Arrow table."""
        return arrow_table(_rows(self.items), ITEM_COLUMNS)

    def unit_table(self) -> Any:
        """Return how each unit answers as an Arrow table."""
        return arrow_table(_rows(self.units), UNIT_COLUMNS)


def _rows(found: Sequence[Any]) -> list[dict[str, Any]]:
    return [asdict(it) for it in found]
