"""Pages set by typst: tagged, for paper and for archives (PDF/UA-1 and PDF/A-3a), with their data attached."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from importlib.resources import files
from typing import Any, Final

import attrs

from lagesbild_rules.errors import Place, Problem, QuestionError
from lagesbild_rules.record import Receipt, in_pdf, receipt_text

UNSHOWN: Final = re.compile(
    r"[^\n -~\xa0-\xac\xae-\u034e\u0350-\u036f\u038e-\u03a1\u03a3-\u04ff\u1e00-\u1eff"
    r"\u2010-\u2027\u2030-\u2040\u2044-\u2052\u20a0-\u20c0\u2190-\u22ff\u2713\u2714\u2717\u2718]"
)
"""What the typefaces inside typst do not hold: other letters than Latin, Greek and Cyrillic, and pictures."""
_PARTS: Final = "_pdf_parts.typ"
_RECEIPT: Final = "_pdf_receipt.typ"


def typeset(
    template: str,
    shown: Mapping[str, Any],
    words: Mapping[str, str],
    attached: tuple[str, str],
    receipt: Receipt | None = None,
) -> bytes:
    """Return what *template* makes of *shown* in *words*, with the file *attached*: its name and its JSON.

    A *receipt* is shown last, in the language of *shown*, and attached as ``receipt.json``.
    The bytes are the same every time and everywhere: no clock is read and no typeface of the system is used. Raises
    ``QuestionError`` when typst is not installed.
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
    name, data = attached
    told = None if receipt is None else receipt_text(receipt, "sv" if shown["language"] == "sv" else "en")
    whole = {**shown, "receipt": None if told is None else attrs.asdict(told)}
    room, text = files("lagesbild_rules.report"), json.dumps(whole, ensure_ascii=False)
    made = typst.compile(
        b"\n".join((room / it).read_bytes() for it in (_PARTS, template, _RECEIPT)),
        format="pdf",
        ignore_system_fonts=True,
        pdf_standards=["a-3a", "ua-1"],
        sys_inputs={
            "shown": UNSHOWN.sub(lambda found: f"\\\\u{ord(found[0]):04x}", text),
            "attached": data,
            "words": json.dumps(words),
            "name": name,
        },
    )
    assert isinstance(made, bytes)
    return made if receipt is None else in_pdf(made, receipt)
