"""An explanation as PDF: tagged, for paper and for archives (PDF/UA-1 and PDF/A-3a), with its JSON attached."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from typing import Final

import cattrs

from lagesbild_rules.errors import Place, Problem, QuestionError
from lagesbild_rules.explanation import PHRASES, Document
from lagesbild_rules.report._json import explanation_json
from lagesbild_rules.report._marks import lined
from lagesbild_rules.text import Language

ATTACHED: Final = "explanation.json"
"""The name of the attached file."""

UNSHOWN: Final = re.compile(
    r"[^\n -~\xa0-\xac\xae-\u034e\u0350-\u036f\u038e-\u03a1\u03a3-\u04ff\u1e00-\u1eff"
    r"\u2010-\u2027\u2030-\u2040\u2044-\u2052\u20a0-\u20c0\u2190-\u22ff\u2713\u2714\u2717\u2718]"
)
"""What the typefaces inside typst do not hold: other letters than Latin, Greek and Cyrillic, and pictures."""


def pdf(document: Document) -> bytes:
    """Return *document* as a PDF, the same bytes every time and everywhere.

    Its date is the day that the document speaks of: no clock is read. A character that the typefaces lack is written
    out; the attached JSON holds it as it is. Raises ``QuestionError`` when typst is not installed.
    """
    try:
        import typst
    except ModuleNotFoundError as it:
        if it.name != "typst":
            raise
        problem = Problem(
            Place("lagesbild_rules.report"), "LR505", "`pdf` needs typst", "install `lagesbild-rules[report]`"
        )
        raise QuestionError([problem]) from None
    language: Language = "sv" if document.language == "sv" else "en"
    shown = json.dumps(cattrs.unstructure(lined(document)), ensure_ascii=False)
    words = {id_: text.in_(language) for id_, text in PHRASES.items()}
    made = typst.compile(
        (files("lagesbild_rules.report") / "_pdf.typ").read_bytes(),
        format="pdf",
        ignore_system_fonts=True,
        pdf_standards=["a-3a", "ua-1"],
        sys_inputs={
            "shown": UNSHOWN.sub(lambda found: f"\\\\u{ord(found[0]):04x}", shown),
            "attached": explanation_json(document),
            "words": json.dumps(words),
            "name": ATTACHED,
        },
    )
    assert isinstance(made, bytes)
    return made
