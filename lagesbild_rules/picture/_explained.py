"""Why one area of a picture stands where it stands, as an audience may be told."""

from __future__ import annotations

from attrs import evolve

from lagesbild_rules.explanation import Audience, Depth, Explanation, explain
from lagesbild_rules.facts import Handling
from lagesbild_rules.picture._model import PictureArea


def explained(
    area: PictureArea,
    *,
    audience: Audience = "internal",
    unmarked: Handling = "restricted",
    depth: Depth = "full",
) -> Explanation | None:
    """Return the explanation of *area*; ``None`` where it was not assessed, as on a published list.

    For the open audience the class that it tells is the one made public: the level decided, else those computed. What
    was computed beside a decision is not looked at.
    """
    if area.assessment is None:
        return None
    made = explain(area.assessment, audience=audience, unmarked=unmarked, depth=depth)
    if audience == "internal":
        return made
    return evolve(made, published={name: area.standing(name) for name in area.possible})
