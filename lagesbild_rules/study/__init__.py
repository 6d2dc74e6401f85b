"""Method research: what a ruleset can and cannot say, proven, counted, varied and compared before anyone is judged."""

from lagesbild_rules.study._agreement import agreement
from lagesbild_rules.study._agreement_model import (
    AGREEMENT_COLUMNS,
    Agreement,
    BurdenRelation,
    GroupConsistency,
    ItemConsistency,
    PairAgreement,
    ResponseStyle,
)
from lagesbild_rules.study._agreement_words import agreement_page
from lagesbild_rules.study._answers import Between
from lagesbild_rules.study._backtest import backtest
from lagesbild_rules.study._backtest_model import (
    BACKTEST_COLUMNS,
    FATES,
    Backtest,
    ClassBacktest,
    Comparison,
    CriterionCount,
)
from lagesbild_rules.study._backtest_words import backtest_page
from lagesbild_rules.study._plots import agreement_svg, backtest_svg
from lagesbild_rules.study._progress import Advance, Progress, quiet
from lagesbild_rules.study._published import Published, read_published
from lagesbild_rules.study._report_page import ReportPage, ReportTable
from lagesbild_rules.study._statistics import Figure, Sampling

__all__ = [
    "AGREEMENT_COLUMNS",
    "BACKTEST_COLUMNS",
    "FATES",
    "Advance",
    "Agreement",
    "Backtest",
    "Between",
    "BurdenRelation",
    "ClassBacktest",
    "Comparison",
    "CriterionCount",
    "Figure",
    "GroupConsistency",
    "ItemConsistency",
    "PairAgreement",
    "Progress",
    "Published",
    "ReportPage",
    "ReportTable",
    "ResponseStyle",
    "Sampling",
    "agreement",
    "agreement_page",
    "agreement_svg",
    "backtest",
    "backtest_page",
    "backtest_svg",
    "quiet",
    "read_published",
]
