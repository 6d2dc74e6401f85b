"""The files that fuzzing begins from: one or more for each reader that it takes, all constructed.

``python -m tests.fuzz.seeds`` writes them into the corpus where they are not there yet.
"""

from __future__ import annotations

import json
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from decimal import Decimal
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Final
from zipfile import ZipFile

from lagesbild_rules.facts import FactSet, Observation, read_facts, write_facts, write_observations
from lagesbild_rules.facts.store import Store
from lagesbild_rules.form import form_bytes
from lagesbild_rules.picture import picture, summary
from lagesbild_rules.picture.geo import write_geometry
from lagesbild_rules.report import picture_json
from tests.form.made import AREAS, TEXT, TORG, form
from tests.picture.geo.shapes import box, geojson, geometry
from tests.picture.geo.shapes import feature as shape
from tests.record.torg import ROOM

CORPUS: Final = Path(__file__).with_name("corpus")
A = AREAS[0]
WIDE: Final = f"area,disturbed,trade,income,tenure,noise,visits\n{A},ja,stort,54.5,rental,70.05,12\n{AREAS[1]},,,,,,\n"
SAID: Final = (
    Observation(area=A, indicator="disturbed", low="true", valid_from=date(2024, 1, 1), note="a, \nb"),
    Observation(area=A, indicator="income", low=Decimal("54.5"), observation_id="o1", superseded_by="o2"),
    Observation(area=A, indicator="noise", low=Decimal("60.05"), high=Decimal("70.05"), handling="open"),
    Observation(area=AREAS[1], indicator="visits", low=Decimal(3), withdrawn=True),
)  # fmt: skip
PDF: Final = (
    b"%PDF-1.7\n/Type/Filespec/F(receipt.json)/UF(receipt.json)/EF<</F 1 0 R\ntrailer\n<<>>\nstartxref\n1\n%%EOF\n"
    b"\n%lagesbild-receipt\n1 0 obj\n<</Length 2>>\nstream\n{}\nendstream\nendobj\n"
)
CASE: Final = """\
- case: All that is needed
  as_of: 2024-06-30
  facts: {disturbed: true, trade: litet, income: 54.9}
  expect: {criteria: {disorder: true}, classifications: {lage: oroligt}}
"""


def seeds() -> Iterator[tuple[str, bytes]]:
    """Yield the name of a reader and bytes that it takes, or nearly."""
    with tempfile.TemporaryDirectory() as given:
        folder = Path(given)
        yield "ruleset", TEXT.encode()
        yield "case", CASE.encode()
        yield "lock", json.dumps({"format": "lagesbild-lock/1", "texts": []}).encode()
        yield "changelog", b"# Changelog\n\n## 2024-01-01, version 2\n\n- **area**: x\n- **reason**: y\n"
        for name in ("facts_csv", "columnar_csv"):
            yield name, WIDE.encode()
            yield name, WIDE.replace(",", ";").replace("54.5", "54,5").encode("utf-8-sig")
        write_facts(folder / "w.parquet", _rows(folder))
        for name in ("facts_parquet", "columnar_parquet"):
            yield name, (folder / "w.parquet").read_bytes()
        for kind in ("csv", "jsonl", "parquet"):
            write_observations(folder / f"o.{kind}", SAID)
            yield f"facts_{kind}", (folder / f"o.{kind}").read_bytes()
        yield "facts_jsonl", json.dumps({"area": A, "disturbed": True, "income": "54.5"}).encode()
        write_observations(folder / "o.xlsx", SAID[:2])
        with ZipFile(folder / "o.xlsx") as book:
            yield "facts_sheet", book.read("xl/worksheets/sheet1.xml")
        yield "areas", f"area,name,municipality_code,valid_from\n{A},x,0180,2024-01-01\n".encode()
        yield "lineage", b"from_area,to_area,date,kind\na,b,2024-01-01,split\na,c,2024-01-01,split\n"
        yield "decisions", f"area,classification,date,level,motive,role\n{A},lage,2024-02-01,oroligt,m,chief\n".encode()
        made = form_bytes(form(areas=AREAS[:1]))
        yield "form", made
        with ZipFile(BytesIO(made)) as book:
            yield "form_sheet", book.read("xl/worksheets/sheet2.xml")
        yield "receipt", (ROOM / "areas.jsonl").read_bytes().splitlines()[0]
        yield "receipt", (ROOM / "picture-open.json").read_bytes()
        yield "receipt", _page((ROOM / "open.html").read_bytes())
        yield "receipt", PDF
        yield "picture", picture_json(summary(picture(TORG, _rows(folder), as_of="2024-06-30"))).encode()
        for name, said in ROUND.items():
            yield "round", name.encode() + b"\n" + json.dumps(said).encode()
        square = [[674000.0, 6580000.0], [675000.0, 6580000.0], [675000.0, 6581000.0], [674000.0, 6580000.0]]
        yield "geojson", geojson(folder / "g.geojson", shape(A, [square])).read_bytes()
        write_geometry(folder / "g.gpkg", geometry({A: box(0, 0)}))
        with closing(sqlite3.connect(folder / "g.gpkg")) as database:
            database.execute("PRAGMA page_size = 512")
            database.execute("VACUUM")
        yield "geopackage", (folder / "g.gpkg").read_bytes()
        Store.create(folder / "s.duckdb").close()
        yield "store", (folder / "s.duckdb").read_bytes()[:12288]
        yield "words", b"2024-06-30T09:00:00+02:00"
        yield "words", b'{"a": [1e999999999, -0.0, 12345678901234567890, "\\ud800", 1E-7, true, null]}'


def _page(data: bytes) -> bytes:
    """Return a page about its receipt alone: what stands around it is not read."""
    start = data.index(b'<script type="application/json" id="lagesbild-receipt">')
    return b"<!doctype html>" + data[start : data.index(b"</script>", start) + 9]


def _rows(folder: Path) -> tuple[FactSet, ...]:
    (folder / "w.csv").write_text(WIDE, encoding="utf-8")
    return read_facts(folder / "w.csv", TORG.indicators).rows


ROUND: Final = {
    "head": {
        "format": "lagesbild-round/1", "name": "r25", "as_of": "2025-12-31", "due": "2025-11-30",
        "ruleset": {"id": "noa.utsatta-omraden", "logic": "sha256:0"},
    },
    "change": {
        "number": 1, "at": "2025-11-10T09:00:00+00:00", "what": "added", "units": ["LPO Norr (konstruerat)"],
        "by": "LPO Norr (konstruerat)", "reason": None, "files": ["a.csv"], "added": 3,
    },
    "seal": {
        "at": "2025-11-10T09:00:00+00:00", "by": "chief", "missing": [], "files": {"round.json": "sha256:0"},
        "digest": "sha256:0",
    },
}  # fmt: skip


def main() -> None:
    for name, data in seeds():
        path = CORPUS / name / sha256(data).hexdigest()[:16]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


if __name__ == "__main__":
    main()
