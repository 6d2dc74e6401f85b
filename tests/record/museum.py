"""Makes the exhibits of a room of the museum: ``python -m tests.record.museum``.

What stands there is never written over: a newer library must verify what an older one made. A new format gets a new
room; this one's files are made once.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import suppress
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


_TEXT: Final = ("--rulesets", str(RULESETS))
_ROUND: Final = ROOM / "round"


def _study(out: str, *words: str) -> list[str]:
    """Return a command of `study` or another that writes JSON or HTML, by the ending of *out*."""
    return [*words, "--format", out.rpartition(".")[2], "--out", str(ROOM / out)]


STUDIES: Final[dict[str, list[str]]] = {
    "power.json": _study("power.json", "study", "power", f"{REFERENCE}@2020-01-01", *_TEXT),
    "prove.json": _study("prove.json", "study", "prove", f"{REFERENCE}@2020-01-01", *_TEXT, "--all-readings"),
    "prove-pair.json": _study(
        "prove-pair.json", "study", "prove", f"{REFERENCE}@2020-01-01", *_TEXT, "--against", _REPLACED
    ),
    "mutants.json": _study("mutants.json", "study", "mutants", f"{REFERENCE}@2020-01-01", *_TEXT),
    "coverage.json": _study("coverage.json", "study", "coverage", REFERENCE, *_ASKED, "--facts", str(FACTS)),
    "diff.json": _study("diff.json", "study", "diff", _REPLACED, REFERENCE, *_ASKED, "--facts", str(FACTS)),
    "attribution.json": _study(
        "attribution.json", "study", "attribution", _REPLACED, REFERENCE, *_ASKED, "--facts", str(FACTS)
    ),
    "sensitivity.json": _study(
        "sensitivity.json",
        *("study", "sensitivity", str(FACTS), "--ruleset", REFERENCE, *_ASKED, "--vary", "lit_from=70,90"),
        *("--flip", "0.1", "--repeat", "20"),
    ),
    "agreement.json": _study(
        "agreement.json",
        *("study", "agreement", str(OBSERVATIONS), "--ruleset", REFERENCE, *_ASKED, "--resamples", "20"),
    ),
    "backtest.json": _study(
        "backtest.json",
        *("study", "backtest", str(FACTS), "--ruleset", REFERENCE, *_ASKED, "--resamples", "20"),
        *("--published", str(ROOM / "published.csv")),
    ),
    **{
        f"compare.{it}": _study(
            f"compare.{it}",
            *("compare", str(FACTS), str(ROOM / "later-facts.csv"), "--ruleset", REFERENCE, *_TEXT),
            *("--as-of-a", str(DAY), "--as-of-b", "2023-12-31", "--lang", "en"),
        )
        for it in ("json", "html")
    },
    "compare-open.json": _study(
        "compare-open.json",
        *("compare", str(OBSERVATIONS), str(OBSERVATIONS), "--ruleset", REFERENCE, *_TEXT, "--audience", "open"),
        *("--as-of-a", str(DAY), "--as-of-b", "2023-12-31"),
    ),
    **{
        f"series.{it}": _study(f"series.{it}", "compare", "--series", "published:2023", "published:2025")
        for it in ("json", "html")
    },
    **{
        f"round-status.{it}": _study(f"round-status.{it}", "round", "status", str(_ROUND), "--day", "2023-07-10")
        for it in ("json", "html")
    },
    **{
        f"round-unit.{it}": _study(
            f"round-unit.{it}",
            *("round", "unit", str(_ROUND), "--unit", "LPO Söder (konstruerat)", "--day", "2023-07-10"),
            *("--previous", str(_ROUND)),
        )
        for it in ("json", "html")
    },
    "round-open.json": _study(
        "round-open.json", "round", "status", str(_ROUND), "--day", "2023-07-10", "--audience", "open"
    ),
}
"""Studies, comparisons and rounds."""

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
    **STUDIES,
}


def _round() -> None:
    """Collect the observations in a round, and freeze it."""
    day = ("--as-of", str(DAY), "--due", "2023-06-01", "--areas", str(ROOM / "areas.csv"))
    south, role = "LPO Söder (konstruerat)", ("--role", "samordnare")
    for words in (
        ["new", str(_ROUND), "--ruleset", REFERENCE, *_TEXT, *day],
        ["add", str(_ROUND), str(ROOM / "answers.csv"), "--at", "2023-06-20"],
        ["send", str(_ROUND), "--unit", south, *role, "--at", "2023-06-21"],
        ["return", str(_ROUND), "--unit", south, *role, "--at", "2023-06-22", "--reason", "fråga 2 saknas"],
        ["freeze", str(_ROUND), *role, "--at", "2023-07-01", "--although-missing"],
    ):
        lagesbild.main(["round", *words], standalone_mode=False)


def run(command: Sequence[str]) -> None:
    """Run *command*; what its exit code says is no matter here."""
    with suppress(SystemExit):
        lagesbild.main(list(command), standalone_mode=False)


def main(wanted: Sequence[str]) -> None:
    """Make every exhibit that is not there."""
    if not _ROUND.exists():
        _round()
    for name, command in COMMANDS.items():
        if not (ROOM / name).exists() and (not wanted or name in wanted):
            run(command)
    decided = {SOUTH: {"lage": "oroligt"}}
    for audience in ("internal", "open"):
        path = ROOM / f"picture-{audience}.json"
        if not path.exists():
            made = picture_receipt(torg(), assessed(FACTS), as_of=DAY, audience=audience, decided=decided)
            path.write_bytes(canonical(made.data) + b"\n")


if __name__ == "__main__":
    main(sys.argv[1:])
