"""The whole: pictures of all areas on one day, compared with one another."""

from lagesbild_rules.picture._model import Decision, Ladder, Picture, PictureArea, Publication, Rung
from lagesbild_rules.picture._phrases_report import REPORT_PHRASES, report_phrase

__all__ = [
    "REPORT_PHRASES",
    "Decision",
    "Ladder",
    "Picture",
    "PictureArea",
    "Publication",
    "Rung",
    "report_phrase",
]
