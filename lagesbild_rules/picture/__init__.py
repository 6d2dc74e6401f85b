"""The whole: pictures of all areas on one day, compared with one another."""

from lagesbild_rules.picture._beyond import picture_and_beyond
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
from lagesbild_rules.picture._explained import explained
from lagesbild_rules.picture._from_facts import ladders, left_out, picture
from lagesbild_rules.picture._from_json import FORMAT, read_picture
from lagesbild_rules.picture._model import Decision, Ladder, Mark, Picture, PictureArea, Publication, Rung
from lagesbild_rules.picture._page import picture_page
from lagesbild_rules.picture._phrases import told as picture_phrase
from lagesbild_rules.picture._phrases_report import REPORT_PHRASES, report_phrase
from lagesbild_rules.picture._published import PUBLISHED, published, published_lineage, published_names
from lagesbild_rules.picture._receipts import area_receipts, receipt
from lagesbild_rules.picture._rungs import MOVED, Moved, Rungs
from lagesbild_rules.picture._series import Series, series
from lagesbild_rules.picture._series_words import series_text
from lagesbild_rules.picture._summary import summary
from lagesbild_rules.picture._summary_model import (
    Count,
    Difference,
    Grouping,
    PictureSummary,
    Robustness,
    Told,
    Towards,
    Undecided,
)
from lagesbild_rules.picture._tables import PictureTable, about, picture_tables
from lagesbild_rules.picture._words import Words, source_of

__all__ = [
    "COMPARE_PHRASES",
    "DECISION_COLUMNS",
    "FORMAT",
    "MOVED",
    "PUBLISHED",
    "REPORT_PHRASES",
    "AreaMoved",
    "Change",
    "ClassComparison",
    "ClassMoves",
    "ClassSeries",
    "Comparison",
    "ComparisonText",
    "Count",
    "Crossing",
    "CrossingText",
    "Decision",
    "Descent",
    "Difference",
    "FlowText",
    "Further",
    "Grouping",
    "Ladder",
    "Leg",
    "LegText",
    "LevelCount",
    "Mark",
    "MoveCount",
    "Moved",
    "Origin",
    "Picture",
    "PictureArea",
    "PictureSummary",
    "PictureTable",
    "PictureText",
    "Proposal",
    "ProposalText",
    "Proposed",
    "Publication",
    "Robustness",
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
    "Told",
    "Total",
    "Towards",
    "Undecided",
    "Words",
    "about",
    "area_receipts",
    "compare",
    "comparison_text",
    "decision_findings",
    "explained",
    "ladders",
    "left_out",
    "picture",
    "picture_and_beyond",
    "picture_page",
    "picture_phrase",
    "picture_tables",
    "published",
    "published_lineage",
    "published_names",
    "read_decisions",
    "read_picture",
    "receipt",
    "report_phrase",
    "series",
    "series_text",
    "signed",
    "source_of",
    "summary",
]
