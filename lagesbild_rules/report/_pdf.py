"""An explanation as PDF: tagged, for paper and for archives (PDF/UA-1 and PDF/A-3a), with its JSON attached."""

from __future__ import annotations

from typing import Final

import cattrs

from lagesbild_rules.explanation import PHRASES, Document
from lagesbild_rules.record import Receipt
from lagesbild_rules.report._json import explanation_json
from lagesbild_rules.report._marks import lined
from lagesbild_rules.report._typst import typeset
from lagesbild_rules.text import Language

ATTACHED: Final = "explanation.json"
"""The name of the attached file."""


def pdf(document: Document, receipt: Receipt | None = None) -> bytes:
    """Return *document* as a PDF, the same bytes every time and everywhere.

    Its date is the day that the document speaks of: no clock is read. A character that the typefaces lack is written
    out; the attached JSON holds it as it is. A *receipt* is attached too, with the digest of the file without it.
    Raises ``QuestionError`` when typst is not installed.
    """
    language: Language = "sv" if document.language == "sv" else "en"
    words = {id_: text.in_(language) for id_, text in PHRASES.items()}
    shown = cattrs.unstructure(lined(document))
    return typeset("_pdf.typ", shown, words, (ATTACHED, explanation_json(document)), receipt)
