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
from lagesbild_rules.picture._round import Round, RoundChange, Seal, UnitStanding
from lagesbild_rules.picture._round_answers import Handed
from lagesbild_rules.picture._round_changes import add_answers, freeze, round_observations, send, send_back
from lagesbild_rules.picture._round_folder import is_round, new_round, read_round
from lagesbild_rules.picture._round_page import PageAnswer, PageArea, UnitPage, unit_pages
from lagesbild_rules.picture._round_seal import tampered
from lagesbild_rules.picture._round_status import Beside, RoundStatus, UnitStatus, round_facts, round_status
from lagesbild_rules.picture._round_words import status_page, unit_report
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
    "Beside",
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
    "Handed",
    "Ladder",
    "Leg",
    "LegText",
    "LevelCount",
    "Mark",
    "MoveCount",
    "Moved",
    "Origin",
    "PageAnswer",
    "PageArea",
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
    "Round",
    "RoundChange",
    "RoundStatus",
    "Rung",
    "Rungs",
    "Seal",
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
    "UnitPage",
    "UnitStanding",
    "UnitStatus",
    "Words",
    "about",
    "add_answers",
    "area_receipts",
    "compare",
    "comparison_text",
    "decision_findings",
    "explained",
    "freeze",
    "is_round",
    "ladders",
    "left_out",
    "new_round",
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
    "read_round",
    "receipt",
    "report_phrase",
    "round_facts",
    "round_observations",
    "round_status",
    "send",
    "send_back",
    "series",
    "series_text",
    "signed",
    "source_of",
    "status_page",
    "summary",
    "tampered",
    "unit_pages",
    "unit_report",
]
