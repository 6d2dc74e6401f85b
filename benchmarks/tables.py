"""Tables: the columnar engine beside rule engines, numpy, polars and SQL by hand, and beside a copy of its inputs.

``python -m benchmarks.tables`` holds every contender to the reference, times all of them round by round on constructed
populations of several sizes, and writes its section of ``RESULTS.md``. With ``--large`` it also assesses 10⁸ areas from
Parquet in a process of its own.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Sequence
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pyarrow as pa
from attrs import field, frozen

from benchmarks import _one_thread, _sums, _tables_text
from benchmarks._contender import Contender, alone, possible
from benchmarks._plain import plain
from benchmarks._population import population
from benchmarks._results import RESULTS, replace_section
from benchmarks._tables_text import COPY, FEW, OURS, TWO
from benchmarks._tabular import Answers, Rounds, Tabular, copying, micros, paired, scanning
from benchmarks._work import Area
from benchmarks.by_hand import with_duckdb, with_numpy, with_polars
from benchmarks.one_area import check
from benchmarks.peers import PEERS, openfisca_core
from lagesbild_rules import Ruleset, Truth, assess_table
from lagesbild_rules.evaluation import program
from lagesbild_rules.evaluation.columnar import columnar_function
from lagesbild_rules.evaluation.durable._network import network
from lagesbild_rules.facts import facts_from_row
from lagesbild_rules.ruleset import load_ruleset

RULESET = Path(__file__).with_name("tables.yaml")
AS_OF = "2021-12-31"
SCAN = "a scan of the inputs"
SIZES = (100_000, 1_000_000, 10_000_000)


@frozen
class Size:
    """How much is run: areas of each table, areas checked beforehand, areas of a round for peers that take one area."""

    tables: tuple[int, ...]
    checked: int
    one_by_one: int
    apart: int
    """Areas of the tables for what is measured apart: uniqueness, sums, real rulesets."""
    most_rounds: int = 21

    def rounds(self, rows: int) -> int:
        """Return how many rounds a table of so many *rows* gets."""
        return min(self.most_rounds, 21 if rows <= 100_000 else 9 if rows <= 1_000_000 else 5)


FULL = Size(SIZES, checked=400, one_by_one=300, apart=1_000_000)
QUICK = Size((1_000, 3_000), checked=100, one_by_one=10, apart=1_000, most_rounds=2)


@frozen
class Measurement:
    """All that one run found: rounds of each table, of the peers that take one area, and of what is measured apart."""

    size: Size
    seed: int
    load: float
    tables: dict[int, Rounds]
    one_by_one: dict[str, float]
    """For each peer that takes one area its µs for one, at its fastest."""
    absent: list[str]
    versions: dict[str, str]
    call: float
    """The µs of one call of ours on ``FEW`` areas: what a call takes beside its rows."""
    unique: Rounds
    sums: Rounds
    real: dict[str, Rounds]
    one_thread: Rounds | None
    """polars by hand on one thread and ours, at the most areas; nothing where it is not installed."""
    large: dict[str, float] | None = field(default=None)


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, print the section, and write it into the file of results unless ``--dry-run`` is given."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.tables", description=__doc__.partition("\n")[0])
    parser.add_argument("--quick", action="store_true", help="small tables: whether it runs, not how fast")
    parser.add_argument("--rows", type=float, nargs="+", metavar="N", help="the sizes, such as 1e5 1e6 1e7")
    parser.add_argument("--large", type=float, nargs="?", const=1e8, metavar="N", help="from Parquet too, 1e8 areas")
    parser.add_argument("--folder", type=Path, help="where --large keeps its file meanwhile")
    parser.add_argument("--seed", type=int, default=1, help="of the constructed areas")
    parser.add_argument("--results", type=Path, default=RESULTS, help="the file whose section is replaced")
    parser.add_argument("--dry-run", action="store_true", help="print only")
    chosen = parser.parse_args(arguments)
    size = QUICK if chosen.quick else FULL
    if chosen.rows:
        size = Size(tuple(int(it) for it in chosen.rows), FULL.checked, FULL.one_by_one, FULL.apart)
    large = None
    if chosen.large:
        from benchmarks import _large

        large = _large.measured(int(chosen.large), chosen.seed, chosen.folder)
    text = _tables_text.section(measure(size, chosen.seed, large=large))
    print(text)
    if not chosen.dry_run:
        replace_section("tables", text, chosen.results)


def measure(size: Size, seed: int, peers: Sequence[str] = PEERS, large: dict[str, float] | None = None) -> Measurement:
    """Return the times of all that is installed, after holding each contender to the reference.

    Raises ``AssertionError`` when one answers otherwise than the reference does.
    """
    load = os.getloadavg()[0]
    rules = load_ruleset(RULESET)
    contenders, absent, versions = by_hand(rules)
    sample = population(size.checked, seed + 1)
    for contender in contenders:
        hold(contender, rules, sample)
    two_valued = _openfisca(rules, population(size.checked, seed + 1, missing=0), absent, versions)
    largest = max(size.tables)
    tables: dict[int, Rounds] = {}
    for rows in size.tables:
        chosen = [it for it in (*contenders, *two_valued) if it.most is None or rows <= it.most]
        tables[rows] = timed(rules, chosen, population(rows, seed), size.rounds(rows))
    one_by_one = {
        name: micros
        for peer in peers
        for name, micros in _fastest(peer, rules, seed, size, absent, versions).items()
        if peer != "openfisca_core"
    }
    return Measurement(
        size, seed, load, tables, one_by_one, absent, versions, fixed(rules, seed, size.most_rounds),
        unique(rules, population(size.apart, seed), size.rounds(size.apart)),
        _sums.measured(size.apart, seed, size.rounds(size.apart)),
        _sums.real_rulesets(size.apart, seed, size.rounds(size.apart)),
        None if "polars" in absent else _one_thread.measured(largest, seed, size.rounds(largest)),
        large,
    )  # fmt: skip


def by_hand(rules: Ruleset) -> tuple[list[Tabular], list[str], dict[str, str]]:
    """Return the contenders by hand that can be imported, those that cannot, and the versions of what they rest on."""
    it = plain(rules)
    makers: dict[str, list[Callable[[], Tabular]]] = {
        "numpy": [lambda: with_numpy.contender(it)],
        "polars": [lambda: with_polars.contender(it)],
        "duckdb": [lambda: with_duckdb.contender(it), lambda: with_duckdb.exported(rules, it)],
    }
    found: list[Tabular] = []
    absent: list[str] = []
    versions = {"pyarrow": version("pyarrow")}
    for name, makes in makers.items():
        try:
            found += [make() for make in makes]
            versions[name] = version(name)
        except ImportError:
            absent.append(name)
    return found, absent, versions


def ours(rules: Ruleset, table: pa.Table, threads: int) -> Callable[[], pa.RecordBatch]:
    """Return the columnar function on *table* as one batch."""
    (batch,) = table.combine_chunks().to_batches()
    function = columnar_function(rules, batch.schema, threads=threads)
    return lambda: function(batch)


def fixed(rules: Ruleset, seed: int, rounds: int) -> float:
    """Return the µs of one call of ours on few areas."""
    return micros(paired({OURS: ours(rules, population(FEW, seed), 1)}, rounds), OURS, 1)


def timed(rules: Ruleset, contenders: Sequence[Tabular], table: pa.Table, rounds: int) -> dict[str, list[float]]:
    """Return the seconds of each round for the limits, for ours and for *contenders* on *table*."""
    runs: dict[str, Callable[[], object]] = {
        COPY: copying(table),
        SCAN: scanning(table),
        OURS: ours(rules, table, 1),
        TWO: ours(rules, table, 2),
    }
    for it in contenders:
        runs[it.name] = _bound(it.run, it.ready(table))
    return paired(runs, rounds)


def _bound(run: Callable[[Any], Any], given: Any) -> Callable[[], object]:
    return lambda: run(given)


def reference(rules: Ruleset, table: pa.Table, engine: str = "reference") -> Answers:
    """Return what the reference says of *table*."""
    (ladder,) = rules.classifications.values()
    (name,) = rules.classifications
    found = assess_table(rules, table, as_of=AS_OF, engine=engine).to_pydict()
    ranks = {level.id: rank for rank, level in enumerate(ladder.levels)}
    answers = {id_: found[id_] for id_ in rules.criteria}
    answers |= {level: found[f"{name}.possible.{level}"] for level in ranks}
    answers["level"] = [ranks.get(it) for it in found[f"{name}.level"]]
    return answers


def hold(contender: Tabular, rules: Ruleset, table: pa.Table) -> None:
    """Raise ``AssertionError`` unless *contender* gives every output that it has as the reference gives it."""
    wanted = reference(rules, table)
    given = contender.answers(contender.run(contender.ready(table)))
    for name, values in given.items():
        if values != wanted[name]:
            raise AssertionError(f"{contender.name} differs from the reference in {name}")


def unique(rules: Ruleset, table: pa.Table, rounds: int) -> dict[str, list[float]]:
    """Return the rounds of assessing *table* with and without a look whether an area stands there twice."""
    texts = table.set_column(0, "area", table["area"].cast(pa.string()))
    runs: dict[str, Callable[[], object]] = {}
    for kind, it in (("codes", table), ("names", texts)):
        for asked in (False, True):
            runs[f"{kind}, {'unique' if asked else 'not asked'}"] = _assessing(rules, it, asked)
    return paired(runs, rounds)


def _assessing(rules: Ruleset, table: pa.Table, asked: bool) -> Callable[[], object]:
    return lambda: assess_table(rules, table, as_of=AS_OF, unique=asked)


# peers


def _openfisca(rules: Ruleset, complete: pa.Table, absent: list[str], versions: dict[str, str]) -> list[Tabular]:
    try:
        found = openfisca_core.of_table(rules)
    except ImportError:
        absent.append(openfisca_core.DISTRIBUTION)
        return []
    versions[openfisca_core.DISTRIBUTION] = version(openfisca_core.DISTRIBUTION)
    hold(found, rules, complete)
    return [found]


def _fastest(
    name: str, rules: Ruleset, seed: int, size: Size, absent: list[str], versions: dict[str, str]
) -> dict[str, float]:
    """Return the µs per area of the fastest way of a peer, which has given complete areas the right level."""
    module = import_module(f"benchmarks.peers.{name}")
    try:
        found: list[Contender] = [bare_durable(rules)] if name == "durable_rules" else module.contenders(rules)
    except ImportError:
        if module.DISTRIBUTION not in absent:
            absent.append(module.DISTRIBUTION)
        return {}
    versions[module.DISTRIBUTION] = version(module.DISTRIBUTION)
    complete = areas_of(rules, population(size.checked, seed + 2, missing=0))
    for contender in found:
        check(contender, rules, complete)
    some = areas_of(rules, population(size.one_by_one, seed))
    runs = {it.name: _one_by_one(it, some) for it in found}
    rounds = paired(runs, min(size.most_rounds, 7))
    micros = {way: sorted(times)[len(times) // 2] / len(some) * 1e6 for way, times in rounds.items()}
    best = min(micros, key=lambda way: micros[way])
    return {best: micros[best]}


def bare_durable(rules: Ruleset) -> Contender:
    """Return durable-rules itself, with the rules that the engine `durable` compiles.

    The conditions of ``peers/durable_rules.py`` have more alternatives here than it takes. It gets the comparisons
    decided.
    """
    watching = import_module("benchmarks.watching")
    it = network(rules)
    bare = watching.Bare(it)
    ((_, ladder),) = program(rules).ladders
    levels = tuple(level for level, _ in ladder)
    says = {Truth.TRUE: True, Truth.FALSE: False, Truth.UNKNOWN: None}

    def ready(area: Area) -> Any:
        decided = watching.arrived(it, area.facts)
        known = [Truth.UNKNOWN] * it.nodes
        for node, truth in decided:
            known[node] = truth
        return known, bare.ready(decided)

    def run(given: Any) -> list[Truth]:
        known, told = given
        bare.known = list(known)
        state = bare.open("area")
        bare.tell(state, told)
        bare.close(state)
        return list(bare.known)

    def level(known: list[Truth]) -> str | None:
        truths = it.truths(known)
        return alone(possible(levels, {name: says[truths[at]] for name, at in ladder[1:]}))

    return Contender("durable-rules itself, comparisons decided", "", ready, run, level)


def _one_by_one(contender: Contender, some: Sequence[Area]) -> Callable[[], object]:
    ready = [contender.ready(area) for area in some]
    run = contender.run

    def every() -> None:
        for it in ready:
            run(it)

    return every


def areas_of(rules: Ruleset, table: pa.Table) -> list[Area]:
    """Return the rows of *table* as areas, one by one."""
    found: list[Area] = []
    for row in table.to_pylist():
        cells = {name: it for name, it in row.items() if it is not None and name != "area"}
        ranks = {name: rules.indicators[name].kind.values.index(it) for name, it in cells.items()}  # type: ignore[union-attr]
        name = f"area {row['area']}"
        found.append(Area(name, ranks, facts_from_row({"area": name, **cells}, rules.indicators)))
    return found


if __name__ == "__main__":
    main()
