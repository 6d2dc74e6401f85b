"""The whole: pictures of all areas on one day, compared with one another."""

from lagesbild_rules.picture._decided import DECISION_COLUMNS, decision_findings, read_decisions
from lagesbild_rules.picture._from_facts import ladders, left_out, picture
from lagesbild_rules.picture._model import Decision, Ladder, Picture, PictureArea, Publication, Rung
from lagesbild_rules.picture._phrases_report import REPORT_PHRASES, report_phrase

__all__ = [
    "DECISION_COLUMNS",
    "REPORT_PHRASES",
    "Decision",
    "Ladder",
    "Picture",
    "PictureArea",
    "Publication",
    "Rung",
    "decision_findings",
    "ladders",
    "left_out",
    "picture",
    "read_decisions",
    "report_phrase",
]
