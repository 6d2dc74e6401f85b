"""A constructed country as files: tables, outlines, and texts that grade evidence. The same country, the same bytes."""

from __future__ import annotations

import io
import json
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from attrs import asdict, fields

from lagesbild_rules.errors import QuestionError
from lagesbild_rules.facts import AREA_COLUMNS, LINEAGE_COLUMNS, write_observations
from lagesbild_rules.files import read_text, replacing
from lagesbild_rules.picture import Decision
from lagesbild_rules.rows import CsvRows
from lagesbild_rules.ruleset import Ruleset

if TYPE_CHECKING:
    from lagesbild_rules.testing._country import Country, CountryRound

GRADED: Final = "konstruerat.utsatta-omraden"
"""The id of the texts that grade evidence: those of the real id, with ``at_least_grade`` beside."""
_DECISION_COLUMNS: Final = tuple(it.name for it in fields(Decision) if it.name != "place")
_TEXT_CHANGES: Final = (
    (
        "format: lagesbild-ruleset/1\n",
        "# Konstruerat för demonstration: kravet på gradering är påhittat.\nformat: lagesbild-ruleset/1\n",
    ),
    ("id: noa.utsatta-omraden\n", f"id: {GRADED}\n"),
    ("  when_sources_disagree: span\n", "  when_sources_disagree: span\n  at_least_grade: C3\n"),
    ("  sv: Utsatta områden ", "  sv: Konstruerat efter Utsatta områden "),
    ("  en: Vulnerable areas ", "  en: Constructed after Vulnerable areas "),
)


def write_country(country: Country, folder: str | os.PathLike[str], kind: str = "csv") -> tuple[Path, ...]:
    """Write *country* into *folder*, which is made when it is not there, and return the paths of its files.

    *kind* is that of the tables of observations: `csv`, `jsonl`, `parquet` or `xlsx`. Files of the same names are
    replaced. Raises ``LagesbildError`` when they cannot be written.
    """
    into = Path(folder)
    written = []
    for name, text in _texts(country):
        path = into / name
        with suppress(OSError):  # told when the file is opened
            path.parent.mkdir(parents=True, exist_ok=True)
        with replacing(path, QuestionError) as file:
            file.write(text)
        written.append(path)
    for it in country.rounds:
        path = into / f"observations-{it.name}.{kind}"
        write_observations(path, it.observations)
        written.append(path)
    return tuple(sorted(written))


def _texts(country: Country) -> Iterator[tuple[str, str]]:
    yield "README.md", _readme(country)
    yield "areas.csv", _table(AREA_COLUMNS, country.areas)
    yield "lineage.csv", _table(LINEAGE_COLUMNS, country.lineage)
    yield "geometry.geojson", _geometry(country)
    for it in country.rounds:
        yield f"decisions-{it.name}.csv", _table(_DECISION_COLUMNS, it.decisions)
        yield f"rulesets/konstruerat/utsatta-omraden/{it.ruleset.effective.from_}.yaml", graded_text(it.ruleset)


def graded_text(ruleset: Ruleset) -> str:
    """Return the text of *ruleset* as one of the id ``GRADED`` that sets aside what is graded lower than C3."""
    text = read_text(ruleset.place.path, QuestionError)
    for old, new in _TEXT_CHANGES:
        before, found, after = text.partition(old)
        assert found, old
        text = f"{before}{new}{after}"
    return text


def _table(columns: Sequence[str], rows: Iterable[object]) -> str:
    file = io.StringIO()
    writer = CsvRows(file)
    writer.row(columns)
    for row in rows:
        cells = (getattr(row, column) for column in columns)
        writer.row("" if cell is None else str(cell) for cell in cells)
    return file.getvalue()


def _geometry(country: Country) -> str:
    """Return the outlines as GeoJSON in EPSG:3006, one feature on a line, ordered as the areas are."""
    lines = []
    for area in country.areas:
        said = asdict(area, filter=lambda it, _: it.name != "place")
        feature = {
            "type": "Feature",
            "id": area.area,
            "properties": {column: None if said[column] is None else str(said[column]) for column in AREA_COLUMNS},
            "geometry": {"type": "Polygon", "coordinates": [country.outlines[area.area]]},
        }
        lines.append(json.dumps(feature, ensure_ascii=False, separators=(",", ":")))
    head = '{"type": "FeatureCollection", "name": "konstruerat land: påhittade områden i öppet hav", '
    crs = '"crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::3006"}}, "features": [\n'
    return head + crs + ",\n".join(lines) + "\n]}\n"


def _readme(country: Country) -> str:
    rounds = "\n".join(_round_line(it) for it in country.rounds)
    return f"""# Konstruerat land – constructed country

Allt här är påhittat: namn, koder, områden, enheter, svar, beslut och kartor. Inget säger något om en verklig plats.
Everything here is invented: names, codes, areas, units, answers, decisions and maps. Nothing tells of a real place.

Seed {country.seed}; {len(country.areas)} areas over the years in {len(country.local_police_areas)} local police areas.
Municipality codes begin with 9, where no Swedish code does. Outlines are in EPSG:3006, in open sea.

{rounds}

| file | what |
|---|---|
| `areas.csv` | the areas, each with the time in which it exists |
| `lineage.csv` | what was split, merged and renamed between the rounds |
| `observations-*` | what was stated in a round, a long table |
| `decisions-*.csv` | what people decided in a round |
| `geometry.geojson` | outlines of all areas, those that ended too |
| `rulesets` | the rulesets of both rounds with an invented demand on grades, as `{GRADED}` |
"""


def _round_line(it: CountryRound) -> str:
    return (
        f"- Round {it.name}: as of {it.as_of}, answers due on {it.due}, `{it.ruleset.reference}`; "
        f"{len(it.late)} units late, {len(it.silent)} silent, {len(it.partly)} partial, {len(it.cursory)} cursory."
    )
