"""How long it takes from a table of facts to a picture of all areas in a folder, and how much memory.

``python -m benchmarks.pictures`` writes constructed areas with 24 indicators as CSV, a table of areas and one of
decisions, makes the picture of them in a process of its own for each size, step after step, and writes its section of
RESULTS.md. Each of ``STEPS`` takes what those before it made: a further way to write a picture is one more step.
"""

from __future__ import annotations

import argparse
import csv
import json
import resource
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time
from typing import Any

from attrs import define

from benchmarks._population import INDICATORS, population
from benchmarks._results import RESULTS, replace_section
from benchmarks.one_area import machine
from lagesbild_rules.facts import Area, FactTable, read_areas, read_facts
from lagesbild_rules.picture import Decision, Picture, PictureSummary, ladders, picture, read_decisions, summary
from lagesbild_rules.report import picture_files, picture_pages, picture_workbook
from lagesbild_rules.ruleset import Ruleset, load_ruleset

RULESET = Path(__file__).with_name("tables.yaml")
AS_OF = "2024-06-30"
UNITS, MUNICIPALITIES = 97, 290
"""Local police areas and municipalities, as many as Sweden has."""
DECIDED = 10
"""One area in so many is decided on by people."""
SECONDS, MIB = 120, 2048
"""The aim for 5 000 areas, from tables to finished pages."""


@define
class Work:
    """What the steps have made so far, in the folder *of* the tables."""

    of: Path
    ruleset: Ruleset
    areas: tuple[Area, ...] = ()
    decisions: tuple[Decision, ...] = ()
    facts: FactTable | None = None
    picture: Picture | None = None
    inside: PictureSummary | None = None
    outside: PictureSummary | None = None
    written: int = 0


def make(folder: Path, number: int) -> None:
    """Write the tables of *number* constructed areas into *folder*, the same for the same number."""
    table = population(number, 1).to_pydict()
    ids = [f"area {it}" for it in table["area"]]
    with (folder / "facts.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["area", *INDICATORS])
        cells = zip(*(table[id_] for id_ in INDICATORS), strict=True)
        writer.writerows([id_, *("" if it is None else it for it in row)] for id_, row in zip(ids, cells, strict=True))
    places = ["area,name,municipality,local_police_area,police_area,region"]
    for at, id_ in enumerate(ids):
        unit, municipality = at % UNITS, at % MUNICIPALITIES
        places.append(f"{id_},Place {at},Municipality {municipality},Unit {unit},Police {unit % 21},Region {unit % 7}")
    (folder / "areas.csv").write_text("\n".join(places) + "\n", encoding="utf-8")
    (ladder,) = ladders(load_ruleset(RULESET)).values()
    said = ["area,date,level,role,second_approver"]
    said += [f"{id_},2024-05-01,{ladder.levels[at % len(ladder.levels)].id},head of unit,head of area"
             for at, id_ in enumerate(ids) if at % DECIDED == 0]  # fmt: skip
    (folder / "decisions.csv").write_text("\n".join(said) + "\n", encoding="utf-8")


def _read(it: Work) -> None:
    it.areas = read_areas(it.of / "areas.csv")
    it.decisions = read_decisions(it.of / "decisions.csv", ladders(it.ruleset))
    it.facts = read_facts(it.of / "facts.csv", it.ruleset.indicators, as_of=AS_OF, areas=it.areas)


def _picture(it: Work) -> None:
    assert it.facts is not None
    it.picture = picture(it.ruleset, it.facts, as_of=AS_OF, areas=it.areas, decisions=it.decisions)


def _inside(it: Work) -> None:
    assert it.picture is not None
    it.inside = summary(it.picture)


def _outside(it: Work) -> None:
    assert it.picture is not None
    it.outside = summary(it.picture, audience="open", unmarked="open")


def _files(it: Work) -> None:
    for told in (it.inside, it.outside):
        assert told is not None
        for name, data in picture_files(told, "sv"):
            (it.of / f"{told.audience}-{name}").write_bytes(data)
            it.written += len(data)


def _workbooks(it: Work) -> None:
    for told in (it.inside, it.outside):
        assert told is not None
        data = picture_workbook(told, "sv")
        (it.of / f"{told.audience}-picture.xlsx").write_bytes(data)
        it.written += len(data)


def _pages(it: Work) -> None:
    for told in (it.inside, it.outside):
        assert told is not None
        for name, data in picture_pages(told, "sv", sheets=True):
            path = it.of / f"{told.audience}-pages" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
            it.written += len(data)


STEPS: dict[str, Callable[[Work], None]] = {
    "tables read": _read,
    "assessed": _picture,
    "told inside": _inside,
    "told openly": _outside,
    "JSON, receipts, markdown and CSV of both": _files,
    "workbooks of both": _workbooks,
    "pages of both, with a sheet for each municipality": _pages,
}


def measure(folder: Path) -> dict[str, Any]:
    """Return the seconds of each step, the bytes written and the most memory of this process."""
    work, seconds = Work(folder, load_ruleset(RULESET)), {}
    for name, step in STEPS.items():
        start = process_time()
        step(work)
        seconds[name] = process_time() - start
    assert work.picture is not None
    assert work.inside is not None
    return {
        "seconds": seconds,
        "mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "written": work.written / 2**20,
        "areas": len(work.picture.areas),
        "open": len(work.inside.undecided),
        "decided": len(work.inside.decisions),
    }


def apart(folder: Path) -> dict[str, Any]:
    """Measure *folder* in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.pictures", "--measure", str(folder)]
    root = Path(__file__).parents[1]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True, cwd=root)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def section(sizes: Sequence[int]) -> str:
    """Return the section: for each size the seconds of each step, growth and memory."""
    found = []
    for number in sizes:
        with TemporaryDirectory() as folder:
            make(Path(folder), number)
            found.append(apart(Path(folder)))
    headings = " | ".join(f"{it['areas']:,} areas" for it in found)
    rows = []
    for name in STEPS:
        cells = " | ".join(f"{it['seconds'][name]:.2f} s" for it in found)
        rows.append(f"| {name} | {cells} |")
    totals = [sum(it["seconds"].values()) for it in found]
    cells = " | ".join(f"**{it:.1f} s**" for it in totals)
    rows.append(f"| **all** | {cells} |")
    rows.append(f"| an area | {' | '.join(_each(it, total) for it, total in zip(found, totals, strict=True))} |")
    memory = " | ".join(f"{it['mib']:.0f} MiB" for it in found)
    written = " | ".join(f"{it['written']:.1f} MiB" for it in found)
    rows += [f"| memory | {memory} |", f"| written | {written} |"]
    table = "\n".join(rows)
    last = found[-1]
    return f"""## Pictures

{machine()}. Constructed areas with {len(INDICATORS)} indicators, from CSV, {UNITS} local police areas and
{MUNICIPALITIES} municipalities; of {last["areas"]:,} areas {last["open"]:,} are open, and on {last["decided"]:,} people
have decided. Each size in one fresh process. Seconds are of one processor, which is what it takes where nothing else
runs; memory is the most that the process ever held. The picture is told and written twice: for those inside, and for
everyone.

| | {headings} |
|---|{"--:|" * len(found)}
{table}

The aim for 5,000 areas: {SECONDS} s and {MIB} MiB.
"""


def _each(it: dict[str, Any], total: float) -> str:
    return f"{total / it['areas'] * 1000:.2f} ms"


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, print and write the section ``pictures``."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.pictures", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_250, 2_500, 5_000], help="areas")
    parser.add_argument("--results", type=Path, default=RESULTS)
    parser.add_argument("--measure", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args(arguments)
    if asked.measure:
        print(json.dumps(measure(asked.measure)))
        return
    text = section(asked.sizes)
    print(text)
    replace_section("pictures", text, asked.results)


if __name__ == "__main__":
    main()
