"""The whole: pictures of all areas on one day, compared with one another."""

from lagesbild_rules.picture._compare import compare
from lagesbild_rules.picture._comparison import (
    Change,
    ClassComparison,
    Comparison,
    Crossing,
    Leg,
    Proposal,
    Technical,
    Total,
)
from lagesbild_rules.picture._crossing import Further
from lagesbild_rules.picture._decided import DECISION_COLUMNS, decision_findings, read_decisions
from lagesbild_rules.picture._descent import Descent, Origin, Proposed
from lagesbild_rules.picture._from_facts import ladders, left_out, picture
from lagesbild_rules.picture._model import Decision, Ladder, Picture, PictureArea, Publication, Rung
from lagesbild_rules.picture._phrases_report import REPORT_PHRASES, report_phrase
from lagesbild_rules.picture._published import PUBLISHED, published, published_lineage, published_names
from lagesbild_rules.picture._rungs import MOVED, Moved, Rungs
from lagesbild_rules.picture._series import Series, series

__all__ = [
    "DECISION_COLUMNS",
    "MOVED",
    "PUBLISHED",
    "REPORT_PHRASES",
    "Change",
    "ClassComparison",
    "Comparison",
    "Crossing",
    "Decision",
    "Descent",
    "Further",
    "Ladder",
    "Leg",
    "Moved",
    "Origin",
    "Picture",
    "PictureArea",
    "Proposal",
    "Proposed",
    "Publication",
    "Rung",
    "Rungs",
    "Series",
    "Technical",
    "Total",
    "compare",
    "decision_findings",
    "ladders",
    "left_out",
    "picture",
    "published",
    "published_lineage",
    "published_names",
    "read_decisions",
    "report_phrase",
    "series",
]
