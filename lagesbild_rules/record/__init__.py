"""Trust: receipts, by which an answer can be proven later, and the log of what is done with facts."""

from lagesbild_rules.record._again import Facts
from lagesbild_rules.record._carriers import KEY, SLOT, Carried, Carrier, carried, in_html, in_json, in_pdf
from lagesbild_rules.record._from_assessments import Decided, picture_receipt, receipt_of, receipts_of, study_receipt
from lagesbild_rules.record._journal import Journal
from lagesbild_rules.record._journal_file import WAIT as LOG_WAIT
from lagesbild_rules.record._journal_line import is_digest
from lagesbild_rules.record._journal_model import (
    HEAD_FORMAT,
    LOG_FORMAT,
    LineKind,
    LogEntry,
    LogHead,
    LogKind,
    LogLine,
    Source,
)
from lagesbild_rules.record._journal_read import LogVerification, read_head, read_log, verify_log
from lagesbild_rules.record._journal_wording import log_headings, log_rows
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
    "HEAD_FORMAT",
    "KEY",
    "LOG_FORMAT",
    "LOG_WAIT",
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
    "Journal",
    "Kind",
    "LineKind",
    "LogEntry",
    "LogHead",
    "LogKind",
    "LogLine",
    "LogVerification",
    "Receipt",
    "ReceiptText",
    "RulesetMark",
    "Source",
    "Standing",
    "Verification",
    "VerificationText",
    "What",
    "Why",
    "carried",
    "in_html",
    "in_json",
    "in_pdf",
    "is_digest",
    "log_headings",
    "log_rows",
    "picture_receipt",
    "read_head",
    "read_log",
    "read_receipt",
    "receipt_of",
    "receipt_text",
    "receipts_of",
    "study_receipt",
    "verification_text",
    "verify",
    "verify_all",
    "verify_log",
]
