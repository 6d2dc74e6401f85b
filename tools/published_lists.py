"""Make the shipped lists and lines of descent from a folder that holds what was collected; with ``--check`` compare.

Usage: python tools/published_lists.py FOLDER [--check]

FOLDER holds ``se_utsatta_omraden_2015_2025.csv`` (each area of each list), ``uo_crosswalk_2015_2023.csv`` (its name and
category in each list) and ``uso_2025_properties.csv`` (what each area of 2025 came of). The three are held against one
another first: nothing is written when they disagree. Nothing is corrected.
"""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

OUT = Path(__file__).resolve().parent.parent / "lagesbild_rules" / "picture" / "published"
LEVELS = {
    "utsatt område": "utsatt_omrade",
    "riskområde": "riskomrade",
    "särskilt utsatt område": "sarskilt_utsatt_omrade",
}
WHENCE = {
    "official attribute": "official",
    "carried back from uso_2023": "carried_back",
    "USO_historiska.shp": "historical",
    "": "",
}
"""Where the name of the local police area comes from."""
BEGINS = {"2017": "2017-06-01", "2019": "2019-06-01", "2021": "2021-12-01", "2023": "2023-12-01", "2025": "2025-12-01"}
COLUMNS = (
    *("list", "area", "municipality_code", "municipality", "local_police_area", "local_police_area_source"),
    *("police_area", "region", "level", "trend"),
)
Rows = Sequence[dict[str, str]]


def areas(rows: Rows) -> Iterator[tuple[str, ...]]:
    """Yield each area of each list, the lists by year and the areas by name."""
    for it in sorted(rows, key=lambda it: (it["year"], it["area"])):
        yield (
            *(it[name] for name in ("year", "area", "municipality_code", "municipality", "local_police_area")),
            WHENCE[it["lpo_source"]],
            *(it["police_area"], it["region"], LEVELS[it["category"]], it["trend"]),
        )


def lineage(rows: Rows) -> Iterator[tuple[str, ...]]:
    """Yield what bears other names in one list than in the last one that it was on."""
    found: list[tuple[str, ...]] = []
    for id_ in {it["panel_id"] for it in rows}:
        names: dict[str, list[str]] = {}
        for it in sorted((it for it in rows if it["panel_id"] == id_), key=lambda it: (it["year"], it["area"])):
            names.setdefault(it["year"], []).append(it["area"])
        for (_, was), (year, now) in pairwise(names.items()):
            if was != now:
                kind = "split" if len(now) > 1 else "merge" if len(was) > 1 else "rename"
                found += [(old, new, BEGINS[year], kind) for old in was for new in now]
    yield from sorted(found, key=lambda it: (it[2], it[0], it[1]))


def disagreements(rows: Rows, crosswalk: Rows, properties: Rows) -> Iterator[str]:
    """Yield where the three tables say different things."""
    listed = {(it["panel_id"], it["year"]): it for it in rows}
    for it in crosswalk:
        for year in ("2015", "2017", "2019", "2021", "2023"):
            found = listed.get((it["panel_id"], year))
            if (found["category"] if found else "") != it[f"cat_{year}"]:
                yield f"{it['area_panel']}, {year}: {it[f'cat_{year}']!r} in the crosswalk"
            if found and year in {"2021", "2023"} and found["area"] != it[f"name_{year}"]:
                yield f"{found['area']}, {year}: {it[f'name_{year}']!r} in the crosswalk"
    names = {(it["panel_id"]): it["area"] for it in rows if it["year"] == "2023"}
    now = {it["area"]: it for it in rows if it["year"] == "2025"}
    for it in properties:
        found = now[it["namn"]]
        if names.get(found["panel_id"], "") != it["predecessor_2023"]:
            yield f"{it['namn']}: came of {it['predecessor_2023']!r} by its properties"
        if (found["category"], found["trend"]) != (it["kategori"], it["trend_2025"]):
            yield f"{it['namn']}: {it['kategori']}, {it['trend_2025']} by its properties"


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _written(columns: Sequence[str], rows: Iterator[tuple[str, ...]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return text.getvalue()


def main() -> int:
    """Return 0 when the files were written, or are as they would be; 1 when not."""
    folder = Path(sys.argv[1])
    rows = _read(folder / "se_utsatta_omraden_2015_2025.csv")
    others = (_read(folder / f"{it}.csv") for it in ("uo_crosswalk_2015_2023", "uso_2025_properties"))
    if found := list(disagreements(rows, *others)):
        print("\n".join(found), file=sys.stderr)
        return 1
    made = {
        "areas.csv": _written(COLUMNS, areas(rows)),
        "lineage.csv": _written(("from_area", "to_area", "date", "kind"), lineage(rows)),
    }
    stale = [name for name, text in made.items() if not (OUT / name).is_file() or (OUT / name).read_text() != text]
    for name in stale:
        if "--check" in sys.argv:
            print(f"{name}: not what {folder} gives", file=sys.stderr)
        else:
            (OUT / name).write_text(made[name], encoding="utf-8")
    return 1 if stale and "--check" in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
