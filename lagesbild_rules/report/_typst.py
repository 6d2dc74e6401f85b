"""Pages set by typst: tagged, for paper and for archives (PDF/UA-1 and PDF/A-3a), with their data attached."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from importlib.resources import files
from typing import Any, Final

from lagesbild_rules.errors import Place, Problem, QuestionError

UNSHOWN: Final = re.compile(
    r"[^\n -~\xa0-\xac\xae-\u034e\u0350-\u036f\u038e-\u03a1\u03a3-\u04ff\u1e00-\u1eff"
    r"\u2010-\u2027\u2030-\u2040\u2044-\u2052\u20a0-\u20c0\u2190-\u22ff\u2713\u2714\u2717\u2718]"
)
"""What the typefaces inside typst do not hold: other letters than Latin, Greek and Cyrillic, and pictures."""
_PARTS: Final = "_pdf_parts.typ"


def typeset(template: str, shown: Any, words: Mapping[str, str], attached: tuple[str, str]) -> bytes:
    """Return what *template* makes of *shown* in *words*, with the file *attached*: its name and its JSON.

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
    room, text = files("lagesbild_rules.report"), json.dumps(shown, ensure_ascii=False)
    made = typst.compile(
        b"\n".join((room / it).read_bytes() for it in (_PARTS, template)),
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
    return made
