"""Trust: receipts, by which an answer can be proven later."""

from lagesbild_rules.record._again import Facts
from lagesbild_rules.record._carriers import KEY, SLOT, Carried, Carrier, carried, in_html, in_json, in_pdf
from lagesbild_rules.record._from_assessments import Decided, picture_receipt, receipt_of, receipts_of, study_receipt
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
from lagesbild_rules.record._pdf import ATTACHED
from lagesbild_rules.record._read import read_receipt
from lagesbild_rules.record._verification import WHATS, WHYS, Check, Difference, Standing, Verification, What, Why
from lagesbild_rules.record._verify import verify, verify_all
from lagesbild_rules.record._wording import (
    CheckText,
    DifferenceText,
    ReceiptText,
    VerificationText,
    receipt_text,
    verification_text,
)

__all__ = [
    "ATTACHED",
    "FORMAT",
    "KEY",
    "SLOT",
    "WHATS",
    "WHYS",
    "AreaMark",
    "Carried",
    "Carrier",
    "Check",
    "CheckText",
    "Decided",
    "Difference",
    "DifferenceText",
    "Facts",
    "FactsMark",
    "IndicatorMark",
    "InputMark",
    "Kind",
    "Receipt",
    "ReceiptText",
    "RulesetMark",
    "Standing",
    "Verification",
    "VerificationText",
    "What",
    "Why",
    "carried",
    "in_html",
    "in_json",
    "in_pdf",
    "picture_receipt",
    "read_receipt",
    "receipt_of",
    "receipt_text",
    "receipts_of",
    "study_receipt",
    "verification_text",
    "verify",
    "verify_all",
]
