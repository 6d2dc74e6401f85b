"""What verifying receipts came to: as JSON, and on the terminal."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import IO

import cattrs

from lagesbild_rules.record import VerificationText


def verification_json(found: Sequence[VerificationText]) -> str:
    """Return *found* as indented JSON that fits ``verification.schema.json``."""
    whole = {"identical": all(it.identical for it in found), "receipts": [cattrs.unstructure(it) for it in found]}
    return json.dumps(whole, ensure_ascii=False, indent=2)


def print_verifications(found: Sequence[VerificationText], file: IO[str], *, width: int | None = None) -> None:
    """Write *found* to *file*: for each receipt of what it is, how each thing stands, and what differs.

    Of several, those that are identical take a line each.
    """
    from rich.padding import Padding
    from rich.text import Text

    from lagesbild_rules.report._console import console, table_of
    from lagesbild_rules.report._marks import one_line

    out = console(file, width)
    for it in found:
        sign, style = ("✔", "bold green") if it.identical else ("✘", "bold red")
        line = f" {it.line}" if it.line is not None else ""
        out.print(Text.assemble((f"{sign} {it.headline}{line}: ", style), one_line(it.title)))
        if it.identical and len(found) > 1:
            continue
        rows = [[one.what_text, one.standing_text, one.why_text or ""] for one in it.checks]
        out.print(Padding(table_of(["", "", ""], rows), (0, 0, 0, 2), expand=False))
        for one in it.differences:
            out.print(Padding(Text(f"✘ {one_line(one.text)}", overflow="fold"), (0, 2), expand=False))
