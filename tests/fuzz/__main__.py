"""Fuzz readers, led by the branches that an input takes: ``python -m tests.fuzz [--seconds N] [READER…]``.

Each reader runs in a process of its own for so many seconds. What is found is left in ``build/fuzz``, and the exit code
is 1. With ``--keep`` inputs that take new branches are merged into the corpus, the smallest first.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.fuzz.seeds import CORPUS

BUILD = Path("build/fuzz")
SLOWEST = 10
"""An input that takes so many seconds is a finding."""


def run(name: str, *, seconds: int = 0, runs: int = -1, seed: int = 0, keep: bool = False) -> tuple[int, int, str]:
    """Return how often the reader was run, the exit code, and what its process said."""
    BUILD.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as given:
        found = Path(given)
        corpus = [str(CORPUS)] if name == "any" else [str(CORPUS / name)]
        options = [
            f"-max_total_time={seconds}", f"-runs={runs}", f"-seed={seed}", f"-timeout={SLOWEST}", "-max_len=20000",
            "-rss_limit_mb=3000", f"-artifact_prefix={BUILD}/{name}-", "-print_final_stats=1",
        ]  # fmt: skip
        done = subprocess.run(
            [sys.executable, "-m", "tests.fuzz.target", name, str(found), *corpus, *options],
            check=False, capture_output=True, text=True, errors="replace",
        )  # fmt: skip
        if keep and name != "any":
            _merge(name, found)
    count = re.search(r"number_of_executed_units: (\d+)", done.stderr)
    return int(count[1]) if count else 0, done.returncode, done.stdout + done.stderr


def _merge(name: str, found: Path, most: int = 12, longest: int = 2000) -> None:
    """Keep a few small inputs that take branches of their own."""
    small = sorted((it for it in found.iterdir() if it.stat().st_size <= longest), key=lambda it: it.stat().st_size)
    room = most - len(list((CORPUS / name).iterdir()))
    step = max(1, len(small) // max(1, room))
    for it in small[::step][: max(0, room)]:
        (CORPUS / name / it.name[:16]).write_bytes(it.read_bytes())


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("readers", nargs="*")
    asked.add_argument("--seconds", type=int, default=600)
    asked.add_argument("--seed", type=int, default=0)
    asked.add_argument("--keep", action="store_true")
    given = asked.parse_args()
    failed = False
    for name in given.readers or sorted(it.name for it in CORPUS.iterdir()):
        runs, code, said = run(name, seconds=given.seconds, seed=given.seed, keep=given.keep)
        failed = failed or code != 0
        print(f"{name}: {runs} runs, {'nothing found' if code == 0 else 'FOUND'}", flush=True)
        if code:
            (BUILD / f"{name}.txt").write_text(said, encoding="utf-8")
            print(said[-3000:], flush=True)
    sys.exit(failed)


if __name__ == "__main__":
    main()
