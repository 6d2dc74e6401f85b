"""A series of pictures, each compared with the one before it."""

from __future__ import annotations

import itertools
from collections.abc import Iterable

from attrs import frozen

from lagesbild_rules.errors import Place, Problem, QuestionError
from lagesbild_rules.facts import Lineage
from lagesbild_rules.picture._compare import compare
from lagesbild_rules.picture._comparison import Comparison
from lagesbild_rules.picture._model import Picture


@frozen
class Series:
    """Pictures, the earliest first, and what became of every area from each to the next."""

    pictures: tuple[Picture, ...]
    steps: tuple[Comparison, ...]


def series(pictures: Iterable[Picture], *, lineage: Iterable[Lineage] | None = None) -> Series:
    """Return *pictures* with each compared with the one before it; *lineage* as in ``compare``.

    Raises ``QuestionError`` for fewer than two, and as ``compare`` does.
    """
    every = tuple(pictures)
    if len(every) < 2:
        finding = f"a series of {len(every)} is none"
        raise QuestionError([Problem(Place("series"), "LR855", finding, "give two pictures or more")])
    lines = None if lineage is None else tuple(lineage)
    return Series(every, tuple(compare(was, now, lineage=lines) for was, now in itertools.pairwise(every)))
