"""Trust: receipts, by which an answer can be proven later."""

from lagesbild_rules.record._from_assessments import (
    Decided,
    picture_receipt,
    receipt_of,
    receipts_of,
    study_receipt,
)
from lagesbild_rules.record._model import (
    FORMAT,
    AreaMark,
    FactsMark,
    IndicatorMark,
    InputMark,
    Kind,
    Receipt,
    RulesetMark,
)
from lagesbild_rules.record._read import read_receipt

__all__ = [
    "FORMAT",
    "AreaMark",
    "Decided",
    "FactsMark",
    "IndicatorMark",
    "InputMark",
    "Kind",
    "Receipt",
    "RulesetMark",
    "picture_receipt",
    "read_receipt",
    "receipt_of",
    "receipts_of",
    "study_receipt",
]
