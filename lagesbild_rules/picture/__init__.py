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
from lagesbild_rules.picture._explained import explained
from lagesbild_rules.picture._from_facts import ladders, left_out, picture
from lagesbild_rules.picture._from_json import FORMAT, read_picture
from lagesbild_rules.picture._model import Decision, Ladder, Mark, Picture, PictureArea, Publication, Rung
from lagesbild_rules.picture._page import picture_page
from lagesbild_rules.picture._phrases import told as picture_phrase
from lagesbild_rules.picture._published import PUBLISHED, published, published_lineage, published_names
from lagesbild_rules.picture._round import Round, RoundChange, Seal, UnitStanding
from lagesbild_rules.picture._round_answers import Handed
from lagesbild_rules.picture._round_changes import add_answers, freeze, round_observations, send, send_back
from lagesbild_rules.picture._round_folder import is_round, new_round, read_round
from lagesbild_rules.picture._round_page import PageAnswer, PageArea, UnitPage, unit_pages
from lagesbild_rules.picture._round_seal import tampered
from lagesbild_rules.picture._round_status import Beside, RoundStatus, UnitStatus, round_status
from lagesbild_rules.picture._round_words import status_page, unit_report
from lagesbild_rules.picture._rungs import MOVED, Moved, Rungs
from lagesbild_rules.picture._series import Series, series
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
    "DECISION_COLUMNS",
    "FORMAT",
    "MOVED",
    "PUBLISHED",
    "Beside",
    "Change",
    "ClassComparison",
    "Comparison",
    "Count",
    "Crossing",
    "Decision",
    "Descent",
    "Difference",
    "Further",
    "Grouping",
    "Handed",
    "Ladder",
    "Leg",
    "Mark",
    "Moved",
    "Origin",
    "PageAnswer",
    "PageArea",
    "Picture",
    "PictureArea",
    "PictureSummary",
    "PictureTable",
    "Proposal",
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
    "Technical",
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
    "compare",
    "decision_findings",
    "explained",
    "freeze",
    "is_round",
    "ladders",
    "left_out",
    "new_round",
    "picture",
    "picture_page",
    "picture_phrase",
    "picture_tables",
    "published",
    "published_lineage",
    "published_names",
    "read_decisions",
    "read_picture",
    "read_round",
    "round_observations",
    "round_status",
    "send",
    "send_back",
    "series",
    "source_of",
    "status_page",
    "summary",
    "tampered",
    "unit_pages",
    "unit_report",
]
