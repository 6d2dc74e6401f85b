"""What verifying receipts and signatures came to: as JSON, and on the terminal."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import IO, TYPE_CHECKING

import cattrs

from lagesbild_rules.record import SignaturesText, VerificationText

if TYPE_CHECKING:
    from rich.console import Console


def verification_json(found: Sequence[VerificationText], signatures: SignaturesText | None = None) -> str:
    """Return *found*, and *signatures* where they were asked for, as JSON that fits ``verification.schema.json``."""
    whole = {"identical": all(it.identical for it in found), "receipts": [cattrs.unstructure(it) for it in found]}
    if signatures is not None:
        whole["signatures"] = cattrs.unstructure(signatures)
    return json.dumps(whole, ensure_ascii=False, indent=2)


def print_verifications(
    found: Sequence[VerificationText],
    file: IO[str],
    *,
    signatures: SignaturesText | None = None,
    width: int | None = None,
) -> None:
    """Write *found* to *file*: for each receipt of what it is, how each thing stands, and what differs.

    Of several, those that are identical take a line each. Then *signatures* follow, where they were asked for.
    """
    from rich.padding import Padding
    from rich.text import Text

    from lagesbild_rules.report._console import console
    from lagesbild_rules.report._marks import one_line

    out = console(file, width)
    for it in found:
        sign, style = ("✔", "bold green") if it.identical else ("✘", "bold red")
        line = f" {it.line}" if it.line is not None else ""
        out.print(Text.assemble((f"{sign} {it.headline}{line}: ", style), one_line(it.title)))
        if it.identical and len(found) > 1:
            continue
        wide = max(len(one.what_text) for one in it.checks)
        for one in it.checks:
            why = f" ({one.why_text})" if one.why_text else ""
            out.print(Padding(Text(f"{one.what_text:{wide}}  {one.standing_text}{why}"), (0, 2), expand=False))
        for other in it.differences:
            out.print(Padding(Text(f"✘ {one_line(other.text)}", overflow="fold"), (0, 2), expand=False))
    if signatures is not None:
        _print_signatures(signatures, out)


def _print_signatures(it: SignaturesText, out: Console) -> None:
    from rich.padding import Padding
    from rich.text import Text

    from lagesbild_rules.report._marks import one_line

    sign, style = ("✔", "bold green") if it.hold else ("✘", "bold red")
    out.print(Text.assemble((f"{sign} {it.headline}: ", style), one_line(it.title)))
    for one in it.signatures:
        line = f"{one_line(one.name)}: {one.standing_text}" if one.name else one.standing_text
        for text in (line, one.keyid):
            out.print(Padding(Text(text, overflow="fold"), (0, 2), expand=False))
    for lack in it.lacks:
        out.print(Padding(Text(f"✘ {one_line(lack.text)}", overflow="fold"), (0, 2), expand=False))
