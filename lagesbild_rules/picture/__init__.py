"""The whole: pictures of all areas on one day, compared with one another."""

from lagesbild_rules.picture._compare import compare
from lagesbild_rules.picture._compare_phrases import COMPARE_PHRASES, signed
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
from lagesbild_rules.picture._comparison_document import (
    AreaMoved,
    ClassMoves,
    ClassSeries,
    ComparisonText,
    CrossingText,
    FlowText,
    LegText,
    LevelCount,
    MoveCount,
    PictureText,
    ProposalText,
    SeriesFlow,
    SeriesLevel,
    SeriesStep,
    SeriesText,
    TechnicalText,
    Term,
)
from lagesbild_rules.picture._comparison_words import comparison_text
from lagesbild_rules.picture._crossing import Further
from lagesbild_rules.picture._decided import DECISION_COLUMNS, decision_findings, read_decisions
from lagesbild_rules.picture._descent import Descent, Origin, Proposed
from lagesbild_rules.picture._from_facts import ladders, left_out, picture
from lagesbild_rules.picture._model import Decision, Ladder, Picture, PictureArea, Publication, Rung
from lagesbild_rules.picture._published import PUBLISHED, published, published_lineage, published_names
from lagesbild_rules.picture._rungs import MOVED, Moved, Rungs
from lagesbild_rules.picture._series import Series, series
from lagesbild_rules.picture._series_words import series_text

__all__ = [
    "COMPARE_PHRASES",
    "DECISION_COLUMNS",
    "MOVED",
    "PUBLISHED",
    "AreaMoved",
    "Change",
    "ClassComparison",
    "ClassMoves",
    "ClassSeries",
    "Comparison",
    "ComparisonText",
    "Crossing",
    "CrossingText",
    "Decision",
    "Descent",
    "FlowText",
    "Further",
    "Ladder",
    "Leg",
    "LegText",
    "LevelCount",
    "MoveCount",
    "Moved",
    "Origin",
    "Picture",
    "PictureArea",
    "PictureText",
    "Proposal",
    "ProposalText",
    "Proposed",
    "Publication",
    "Rung",
    "Rungs",
    "Series",
    "SeriesFlow",
    "SeriesLevel",
    "SeriesStep",
    "SeriesText",
    "Technical",
    "TechnicalText",
    "Term",
    "Total",
    "compare",
    "comparison_text",
    "decision_findings",
    "ladders",
    "left_out",
    "picture",
    "published",
    "published_lineage",
    "published_names",
    "read_decisions",
    "series",
    "series_text",
    "signed",
]
