"""Makes the exhibits of a room of the museum: ``python -m tests.record.museum``.

What stands there is never written over: a newer library must verify what an older one made. A new format gets a new
room; this one's files are made once.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Final

from lagesbild_rules.canonical import canonical
from lagesbild_rules.cli import lagesbild
from lagesbild_rules.record import picture_receipt

from .torg import DAY, FACTS, OBSERVATIONS, REFERENCE, ROOM, RULESETS, SOUTH, assessed, torg

_ASKED: Final = ("--as-of", str(DAY), "--rulesets", str(RULESETS))
_REPLACED: Final = str(RULESETS / REFERENCE / "2020-01-01.v1.yaml")


def _explain(out: str, format_: str, *more: str) -> list[str]:
    asked = ["explain", str(OBSERVATIONS), "--area", SOUTH, "--ruleset", REFERENCE, *_ASKED]
    return [*asked, "--format", format_, "--out", str(ROOM / out), *more]


COMMANDS: Final[dict[str, list[str]]] = {
    "explanation.html": _explain("explanation.html", "html"),
    "explanation.json": _explain("explanation.json", "json", "--known-at", "2023-06-01T12:00:00Z"),
    "explanation.pdf": _explain("explanation.pdf", "pdf", "--lang", "en"),
    "open.html": _explain("open.html", "html", "--audience", "open", "--lang", "en"),
    "open.json": _explain("open.json", "json", "--audience", "open"),
    "areas.jsonl": [
        *("assess", str(FACTS), "--ruleset", REFERENCE, *_ASKED, "--format", "csv"),
        *("--out", "/dev/null", "--receipts", str(ROOM / "areas.jsonl")),
    ],
    "replaced.jsonl": [
        *("assess", str(FACTS), "--ruleset", _REPLACED, "--as-of", str(DAY), "--format", "csv"),
        *("--out", "/dev/null", "--receipts", str(ROOM / "replaced.jsonl")),
    ],
    "noa.jsonl": [
        *("assess", str(ROOM / "noa-facts.csv"), "--ruleset", "noa.utsatta-omraden", "--as-of", "2024-12-31"),
        *("--format", "csv", "--out", "/dev/null", "--receipts", str(ROOM / "noa.jsonl")),
    ],
    "audit": [
        *("study", "audit", "--ruleset", REFERENCE, *_ASKED, "--facts", str(FACTS), "--before", _REPLACED),
        *("--out", str(ROOM / "audit"), "--lang", "en"),
    ],
}


def main(wanted: Sequence[str]) -> None:
    """Make every exhibit that is not there."""
    for name, command in COMMANDS.items():
        if not (ROOM / name).exists() and (not wanted or name in wanted):
            lagesbild.main(command, standalone_mode=False)
    decided = {SOUTH: {"lage": "oroligt"}}
    for audience in ("internal", "open"):
        path = ROOM / f"picture-{audience}.json"
        if not path.exists():
            made = picture_receipt(torg(), assessed(FACTS), as_of=DAY, audience=audience, decided=decided)
            path.write_bytes(canonical(made.data) + b"\n")


if __name__ == "__main__":
    main(sys.argv[1:])
