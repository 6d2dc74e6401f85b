"""How long it takes from the forms of a round to the finished pages and tables of its picture, and how much memory.

``python -m benchmarks.from_forms`` lets the local police areas of a constructed country fill in their questionnaires,
reads them in a process of its own, makes the picture and writes everything that ``lagesbild picture --sheets`` writes;
then, apart, the PDFs of a country of 500 areas, and how long Chromium takes to open the page of those.
"""

from __future__ import annotations

import argparse
import io
import json
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from typing import Any

from attrs import define

from benchmarks._results import RESULTS, replace_section
from benchmarks.one_area import machine
from lagesbild_rules.facts import Area, NumberKind, Observation, read_areas, resolve
from lagesbild_rules.form import Area as FormArea
from lagesbild_rules.form import Form, form_bytes, read_form
from lagesbild_rules.form._layout import asked, choices
from lagesbild_rules.picture import Picture, PictureSummary, picture, summary
from lagesbild_rules.report import picture_files, picture_pages, picture_workbook
from lagesbild_rules.ruleset import Ruleset, load_ruleset
from lagesbild_rules.testing import Country, constructed_country

AREAS, FEWER = 5_000, 500
SECONDS, MIB, OPENED, MB = 120, 2048, 2.0, 5.0
"""The aims for 5 000 areas, and for the page of 500."""


@define
class Work:
    """What the steps have made so far, of the forms in *of*."""

    of: Path
    ruleset: Ruleset
    as_of: str
    pdf: bool
    areas: tuple[Area, ...] = ()
    observations: tuple[Observation, ...] = ()
    picture: Picture | None = None
    told: PictureSummary | None = None
    written: int = 0

    def write(self, name: str, data: bytes) -> None:
        path = self.of / "picture" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        self.written += len(data)


def make(folder: Path, country: Country) -> dict[str, Any]:
    """Write what the local police areas of *country* hand in for its last round, and return what is asked about it."""
    import openpyxl

    country.write(folder)
    last = country.rounds[-1]
    here = [it for it in country.areas if it.exists_on(last.as_of)]
    said: dict[tuple[str, str], Observation] = {}
    for one in last.observations:
        if one.reported_by in country.local_police_areas and isinstance(one.low, str):
            said[one.area, one.indicator] = one
    (ruleset,) = (folder / "rulesets").rglob(f"{last.ruleset.effective.from_}.yaml")
    for number, unit in enumerate(country.local_police_areas):
        own = tuple(FormArea(it.area, it.name) for it in here if it.local_police_area == unit)
        form = Form(ruleset=load_ruleset(ruleset), unit=unit, areas=own, valid_from=last.as_of)
        book = openpyxl.load_workbook(io.BytesIO(form_bytes(form)))
        sheet = book["Svar"]
        for row in asked(form):
            answer = said.get((row.area.id, row.indicator.id))
            if answer is not None and not isinstance(row.indicator.kind, NumberKind):
                words = {value: word for word, value in choices(row.indicator.kind, form.language).items()}
                sheet[row.cell("answer")] = words[str(answer.low)]
        book.save(folder / f"form-{number:03}.xlsx")
    return {"ruleset": str(ruleset), "as_of": str(last.as_of)}


def _forms(it: Work) -> None:
    found = (read_form(path, it.ruleset, recorded_at=it.as_of) for path in sorted(it.of.glob("form-*.xlsx")))
    it.observations = tuple(one for form in found for one in form.observations)


def _picture(it: Work) -> None:
    it.areas = read_areas(it.of / "areas.csv")
    facts = resolve(it.observations, it.ruleset.indicators, it.ruleset.evidence, as_of=it.as_of)
    it.picture = picture(it.ruleset, facts, as_of=it.as_of, areas=it.areas)
    it.told = summary(it.picture)


def _tables(it: Work) -> None:
    assert it.told is not None
    for name, data in picture_files(it.told, "sv"):
        it.write(name, data)
    it.write("picture.xlsx", picture_workbook(it.told, "sv"))


def _pages(it: Work) -> None:
    assert it.told is not None
    for name, data in picture_pages(it.told, "sv", sheets=True, pdf=it.pdf):
        it.write(name, data)


STEPS: dict[str, Callable[[Work], None]] = {
    "forms read": _forms,
    "observations to the picture and what is told of it": _picture,
    "JSON, receipts, markdown, CSV and XLSX": _tables,
    "the page, and a sheet for each municipality": _pages,
}


def measure(folder: Path, ruleset: str, as_of: str, pdf: bool) -> dict[str, Any]:
    """Return the seconds of each step, by the clock and of the processor, and the most memory of this process."""
    work = Work(folder, load_ruleset(ruleset), as_of, pdf)
    clock, processor = {}, {}
    for name, step in STEPS.items():
        start = perf_counter(), process_time()
        step(work)
        clock[name], processor[name] = perf_counter() - start[0], process_time() - start[1]
    assert work.told is not None
    return {
        "clock": clock,
        "processor": processor,
        "mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "written": work.written / 2**20,
        "areas": len(work.told.picture.areas),
        "observations": len(work.observations),
        "open": len(work.told.undecided),
    }


def apart(folder: Path, asked_: dict[str, Any], *, pdf: bool = False) -> dict[str, Any]:
    """Measure the forms in *folder* in a process of their own."""
    words = ["--measure", str(folder), asked_["ruleset"], asked_["as_of"], "pdf" if pdf else ""]
    command = [sys.executable, "-m", "benchmarks.from_forms", *words]
    root = Path(__file__).parents[1]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True, cwd=root)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def opened(page: Path) -> float | None:
    """Return how many seconds Chromium takes to open *page*, the middle of five; nothing where there is none."""
    program = shutil.which("chromium") or shutil.which("google-chrome")
    if program is None:
        return None
    from playwright.sync_api import sync_playwright

    took = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        for _ in range(5):
            tab = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
            start = perf_counter()
            tab.goto(page.as_uri())
            tab.evaluate("document.body.getBoundingClientRect().height")  # laid out, scripts done
            took.append(perf_counter() - start)
            tab.context.close()
        browser.close()
    return median(took)


def section(areas: int, fewer: int, units: int) -> str:
    """Return the section: a large country from forms to pages; of a smaller one the page opened, and its PDFs."""
    with TemporaryDirectory() as folder:
        large = apart(Path(folder), make(Path(folder), constructed_country(areas=areas, local_police_areas=units)))
    with TemporaryDirectory() as folder:
        wanted = make(Path(folder), constructed_country(areas=fewer, local_police_areas=units))
        small = apart(Path(folder), wanted)
        page = Path(folder) / "picture" / "index.html"
        size, took = page.stat().st_size / 1e6, opened(page)
        papers = apart(Path(folder), wanted, pdf=True)
    rows = [
        f"| {name} | {small['clock'][name]:.1f} s | {large['clock'][name]:.1f} s | {large['processor'][name]:.1f} s |"
        for name in STEPS
    ]
    totals = [sum(it.values()) for it in (small["clock"], large["clock"], large["processor"])]
    rows.append(f"| **all** | **{totals[0]:.1f} s** | **{totals[1]:.1f} s** | **{totals[2]:.1f} s** |")
    rows.append(
        f"| an area | {totals[0] / small['areas'] * 1e3:.1f} ms | {totals[1] / large['areas'] * 1e3:.1f} ms | |"
    )
    rows.append(f"| memory | {small['mib']:.0f} MiB | {large['mib']:.0f} MiB | |")
    rows.append(f"| written | {small['written']:.1f} MiB | {large['written']:.1f} MiB | |")
    table, pages = "\n".join(rows), list(STEPS)[-1]
    paper = papers["clock"][pages] - small["clock"][pages]
    met = _met(totals[1] <= SECONDS and large["mib"] <= MIB)
    open_ = "Chromium was not there" if took is None else f"Chromium opens it in {took:.2f} s ({_met(took <= OPENED)})"
    return f"""## From forms to pages

{machine()}. A constructed country: {units} local police areas hand in a form each, {large["observations"]:,}
answers about {large["areas"]:,} areas; {large["open"]:,} of these are open. Each in one fresh process.

| | {small["areas"]:,} areas | {large["areas"]:,} areas | of one processor |
|---|--:|--:|--:|
{table}

The aim for {AREAS:,} areas: {SECONDS} s and {MIB} MiB, **{met}**. The page of {small["areas"]:,} areas weighs
{size:.2f} MB (aim {MB:.0f}: {_met(size <= MB)}); {open_}, the aim being {OPENED:.0f} s. Its PDF and those of all
sheets take {paper:.1f} s more.
"""


def _met(held: bool) -> str:
    return "met" if held else "not met"


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, print and write the section ``from forms``."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.from_forms", description=__doc__)
    parser.add_argument("--areas", type=int, default=AREAS)
    parser.add_argument("--fewer", type=int, default=FEWER)
    parser.add_argument("--units", type=int, default=97)
    parser.add_argument("--results", type=Path, default=RESULTS)
    parser.add_argument("--measure", nargs=4, help=argparse.SUPPRESS)
    given = parser.parse_args(arguments)
    if given.measure:
        folder, ruleset, as_of, pdf = given.measure
        print(json.dumps(measure(Path(folder), ruleset, as_of, bool(pdf))))
        return
    text = section(given.areas, given.fewer, given.units)
    print(text)
    replace_section("from-forms", text, given.results)


if __name__ == "__main__":
    main()
