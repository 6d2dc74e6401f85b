"""How long proofs, counts, differences and mutation take on every shipped ruleset.

``python -m benchmarks.proving`` measures and writes its section of RESULTS.md.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path
from time import perf_counter
from typing import TypeVar

from benchmarks._results import RESULTS, replace_section
from benchmarks.one_area import machine
from lagesbild_rules.ruleset import Ruleset, load_ruleset, shipped_rulesets
from lagesbild_rules.study import (
    Proofs,
    Settings,
    Verdict,
    assess_cases,
    cases_beside,
    coverage,
    mutation,
    power,
    prove,
)

_T = TypeVar("_T")


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, print and write the section ``proving``."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rulesets", type=int, default=None, help="how many of the shipped rulesets are measured")
    parser.add_argument("--results", type=Path, default=RESULTS)
    asked = parser.parse_args(arguments)
    text = section(shipped()[: asked.rulesets])
    print(text)
    replace_section("proving", text, asked.results)


def shipped() -> list[Ruleset]:
    """Return every shipped ruleset."""
    return [load_ruleset(path) for path in sorted(shipped_rulesets().glob("*/*/????-??-??.yaml"))]


def section(rulesets: Sequence[Ruleset]) -> str:
    """Return the section: seconds for all proofs, the slowest one, and the other studies."""
    rows = "\n".join(_row(it) for it in rulesets)
    return f"""## Proving

{machine()}.

Seconds for all proofs about a ruleset, with the slowest single one in brackets; «not settled» counts those that ran out
of their ten seconds, in all three ways of asking. Then power and cells, coverage by its own cases, and mutation with
its score.

| | proofs | exact facts | all readings | incomplete rows | not settled | power | cells | coverage | mutants | score |
|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|
{rows}
"""


def _row(ruleset: Ruleset) -> str:
    asked = Settings(), Settings(all_readings=True), Settings(incomplete=True)
    found = [_timed(lambda settings=it: prove(ruleset, settings)) for it in asked]  # type: ignore[misc]
    open_ = sum(proof.verdict is Verdict.GAVE_UP for proofs, _ in found for proof in proofs)
    weighed, weighing = _timed(lambda: power(ruleset))
    cases = cases_beside(ruleset)
    _, covering = _timed(lambda: coverage(ruleset, assess_cases(ruleset, cases)))
    tried, trying = _timed(lambda: mutation(ruleset, cases))
    cells = [
        ruleset.reference,
        str(len(found[0][0])),
        *(_seconds(proofs, seconds) for proofs, seconds in found),
        str(open_),
        f"{weighing:.2f}",
        f"{weighed.cells:,}" if weighed.cells else "",
        f"{covering:.2f}",
        f"{trying:.2f}",
        f"{float(tried.score):.0%}" if tried.score is not None else "",
    ]
    return f"| {' | '.join(cells)} |"


def _seconds(proofs: Proofs, seconds: float) -> str:
    return f"{seconds:.2f} ({max(it.seconds for it in proofs):.2f})"


def _timed(do: Callable[[], _T]) -> tuple[_T, float]:
    start = perf_counter()
    return do(), perf_counter() - start


if __name__ == "__main__":
    main()
