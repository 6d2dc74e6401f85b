"""The main job: rulesets, Berlin's real areas classed and compared, one constructed Swedish area explained."""

from __future__ import annotations

import os
import runpy
import shlex
import sys
from pathlib import Path

from lagesbild_rules.cli import main

HERE = Path(__file__).resolve().parent


def run(command: str) -> None:
    """Print *command* and run it as the command line does."""
    print(f"\n$ lagesbild {command}", flush=True)
    try:
        main(shlex.split(command))
    except SystemExit as stop:
        if stop.code:
            sys.exit(stop.code)


if __name__ == "__main__":
    areas = shlex.quote(os.path.relpath(HERE / "constructed" / "areas.csv"))
    run("rulesets list")
    print("\n— Berlin's 542 planning areas, classed and compared with the published classes —\n", flush=True)
    runpy.run_path(str(HERE / "berlin" / "compare.py"), run_name="__main__")
    print("\n— Constructed areas (invented names and values), classed and one of them explained —", flush=True)
    run(f"assess {areas} --ruleset noa.utsatta-omraden --as-of 2024-12-31 --format table")
    run(f"explain {areas} --area 'Påhittsberget (konstruerat)' --ruleset noa.utsatta-omraden --as-of 2024-12-31")
