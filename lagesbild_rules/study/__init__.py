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
from lagesbild_rules.study._progress import Advance, Progress, quiet
from lagesbild_rules.study._statistics import Sampling

__all__ = [
    "AGREEMENT_COLUMNS",
    "Advance",
    "Agreement",
    "BurdenRelation",
    "GroupConsistency",
    "ItemConsistency",
    "PairAgreement",
    "Progress",
    "ResponseStyle",
    "Sampling",
    "agreement",
    "quiet",
]
