"""The main job: real areas classed and explained, a constructed country's picture made in two rounds and compared."""

from __future__ import annotations

import argparse
import contextlib
import io
import os
import runpy
import shlex
import sys
from pathlib import Path

from lagesbild_rules.cli import main
from lagesbild_rules.testing import constructed_country

HERE = Path(__file__).resolve().parent
OUT = HERE.parents[1] / "build" / "demo"
"""What is made here is written into this folder unless another is named; it is no part of the project."""


def run(command: str, *, most: int | None = None) -> None:
    """Print *command* and run it as the command line does; with *most*, only so many lines of what it says.

    Then what it finds unwise is counted and not told.
    """
    print(f"\n$ lagesbild {command}", flush=True)
    said, heard = io.StringIO(), io.StringIO()
    with contextlib.ExitStack() as stack:
        if most is not None:
            stack.enter_context(contextlib.redirect_stdout(said))
            stack.enter_context(contextlib.redirect_stderr(heard))
        try:
            main(shlex.split(command))
        except SystemExit as stop:
            code = stop.code
    if code:
        sys.stderr.write(heard.getvalue())
        sys.exit(code)
    lines = said.getvalue().splitlines()
    for line in lines[:most]:
        print(line)
    if most is not None and len(lines) > most:
        print(f"… and {len(lines) - most} lines more, with {heard.getvalue().count('finding: ')} findings")


def country(out: Path, areas: int, local_police_areas: int) -> None:
    """Make the pictures of a constructed country in two rounds, compare them, and tell where the pages lie."""
    land = os.path.relpath(out / "land")
    made = constructed_country(areas=areas, local_police_areas=local_police_areas)
    made.write(land)
    print(f"wrote {land}: {len(made.areas)} areas over the years, {len(made.local_police_areas)} local police areas")
    earlier = list[str]()
    for it in made.rounds:
        words = [f"{land}/observations-{it.name}.csv", "--ruleset", "noa.utsatta-omraden", "--as-of", str(it.as_of)]
        words += ["--areas", f"{land}/areas.csv", "--decisions", f"{land}/decisions-{it.name}.csv"]
        run(shlex.join(["picture", *words, *earlier, "--out", os.path.relpath(out / it.name), "--force"]), most=24)
        earlier = ["--before", os.path.relpath(out / it.name), "--lineage", f"{land}/lineage.csv"]
    before, after = (os.path.relpath(out / it.name) for it in made.rounds)
    compared = f"compare {before} {after} --lineage {land}/lineage.csv"
    page = os.path.relpath(out / "comparison.html")
    run(f"{compared} --format html --out {page}")
    run(compared, most=40)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=OUT, help="where pages are written")
    parser.add_argument("--areas", type=int, default=300, help="how large the constructed country is")
    parser.add_argument("--local-police-areas", type=int, default=97, help="of how many local police areas it is")
    asked = parser.parse_args()
    areas = shlex.quote(os.path.relpath(HERE / "constructed" / "areas.csv"))
    run("rulesets list")
    print("\n— Berlin's 542 planning areas, classed and compared with the published classes —\n", flush=True)
    runpy.run_path(str(HERE / "berlin" / "compare.py"), run_name="__main__")
    print("\n— Constructed areas (invented names and values), classed and one of them explained —", flush=True)
    run(f"assess {areas} --ruleset noa.utsatta-omraden --as-of 2024-12-31 --format table")
    run(f"explain {areas} --area 'Påhittsberget (konstruerat)' --ruleset noa.utsatta-omraden --as-of 2024-12-31")
    print(
        "\n— A constructed country (invented names, made-up answers): two rounds, their pictures compared —", flush=True
    )
    country(asked.out, asked.areas, asked.local_police_areas)
    print("\nPages:")
    for path in sorted(
        it for name in ("*/index.html", "*/picture.md", "comparison.html") for it in asked.out.glob(name)
    ):
        print(f"  {os.path.relpath(path)}")
