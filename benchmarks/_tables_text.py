"""The section «Tables» of ``RESULTS.md``."""

from __future__ import annotations

import platform
from typing import TYPE_CHECKING

from benchmarks import _one_thread
from benchmarks._tabular import Rounds, digits, micros, ratio
from benchmarks._work import MISSING_SHARE
from benchmarks.by_hand import with_polars

if TYPE_CHECKING:
    from benchmarks.tables import Measurement

OURS = "columnar, one thread"
TWO = "columnar, two threads"
COPY = "a copy of the inputs"
PEER_AIM, COPY_AIM = 5, 1.3 * 7.5
"""The aims: so many times faster than peers and polars by hand; so many times the copy at most."""
FLAT_AIM = 1.3
"""The aim for the cost of an area: so many times the least at most, whatever the number of areas."""
FEW = 64
POLARS = with_polars.NAME
ROOM = 4 * 2**30


def section(found: Measurement) -> str:
    """Return the section: machine, a table for each size, aims, and what is measured apart."""
    parts = ["## Tables", _about(found)]
    parts += [_table(rows, rounds) for rows, rounds in found.tables.items()]
    parts += [_peers(found), _aims(found), _unique(found), _sums_table(found), _real(found)]
    return "\n\n".join([*parts, *([_large(found)] if found.large else [])])


def _about(found: Measurement) -> str:
    from benchmarks.one_area import machine

    versions = ", ".join(f"{name} {text}" for name, text in found.versions.items())
    absent = f" Not installed: {', '.join(found.absent)}." if found.absent else ""
    return (
        f"{machine()}; Python {platform.python_version()}; {versions}.{absent} Load when it began: {found.load:.1f}; "
        f"other processes ran meanwhile, so read the ratios.\n\n"
        f"24 indicators of four steps as dictionaries of one byte ({MISSING_SHARE:.0%} null), 20 criteria, 3 levels "
        f"above the mildest; constructed areas (seed {found.seed}). Out come the class, the possible levels and the "
        f"truth of every criterion. µs per area: the median of the rounds, in which each has its turn; ratios are "
        f"medians of the rounds' own. Before the timing each gave {found.size.checked} areas every output that the "
        f"reference gives. What is made ready for a contender is not timed: polars and SQL by hand get nullable codes, "
        f"numpy codes and flags, the exported view steps as text in a table of DuckDB. polars and DuckDB use all cores."
    )


def _table(rows: int, rounds: Rounds) -> str:
    lines = [f"| {rows:,} areas | µs | against ours | against the copy |", "|---|--:|--:|--:|"]
    for name in rounds:
        shown = f"**{name}**" if name == OURS else name
        cells = [
            digits(micros(rounds, name, rows)),
            digits(ratio(rounds, name, OURS)),
            digits(ratio(rounds, name, COPY)),
        ]
        lines.append(f"| {shown} | {' | '.join(cells)} |")
    return "\n".join(lines)


def _peers(found: Measurement) -> str:
    if not found.one_by_one:
        return "No peer that takes one area at a time is installed."
    rows = max(found.tables)
    ours = micros(found.tables[rows], OURS, rows)
    lines = [
        f"Peers that take one area at a time, each at its fastest way: {found.size.one_by_one} areas of the "
        f"same population and given per area. Missing is «no» to most, and most give the level alone.",
        "",
        f"| | µs | against ours at {rows:,} |",
        "|---|--:|--:|",
    ]
    lines += [f"| {name} | {digits(it)} | {digits(it / ours)} |" for name, it in found.one_by_one.items()]
    return "\n".join(lines)


def _aims(found: Measurement) -> str:
    rows = max(found.tables)
    rounds = found.tables[rows]
    ours = micros(rounds, OURS, rows)
    parts: list[str] = []
    peers = [it / ours for it in found.one_by_one.values()]
    vectors = [ratio(it, name, OURS) for it in found.tables.values() for name in it if name.startswith("openfisca")]
    peers += vectors[-1:]  # at the most areas that it was given
    if peers:
        parts.append(_aim("faster than the fastest rule engine", min(peers), PEER_AIM, at_least=True))
    if POLARS in rounds:
        parts.append(
            _aim("faster than polars by hand on all cores", ratio(rounds, POLARS, OURS), PEER_AIM, at_least=True)
        )
        parts.append(f"with two threads of ours {digits(ratio(rounds, POLARS, TWO))} times")
    if found.one_thread:
        times = ratio(found.one_thread, POLARS, _one_thread.OURS)
        parts.append(_aim("faster than polars by hand on one thread like ours", times, PEER_AIM, at_least=True))
    parts.append(_aim("the copy", ratio(rounds, OURS, COPY), COPY_AIM, at_least=False))
    second = f"a second thread makes ours {digits(ratio(rounds, OURS, TWO))} times as fast"
    return f"At {rows:,} areas: {'; '.join(parts)}; {second}.\n\n{_flat(found)}"


def _flat(found: Measurement) -> str:
    costs = {size: micros(it, OURS, size) for size, it in found.tables.items()}
    if found.large:
        costs[int(found.large["rows"])] = found.large["engine"] / found.large["rows"] * 1e6
    said = ", ".join(f"{digits(it)} at {size:,}" for size, it in costs.items())
    least = min(costs)
    rest = {size: it for size, it in costs.items() if size > least} or costs
    parquet = ", the last of them in the engine while Parquet is read" if found.large else ""
    every = max(costs.values()) / min(costs.values())
    aim = _aim("the least at the most", every, FLAT_AIM, at_least=False)
    beyond = f"; beyond {least:,} areas {digits(max(rest.values()) / min(rest.values()))} times"
    return (
        f"The cost of an area in µs: {said}{parquet}: {aim}{beyond}. A call on {FEW} areas takes {digits(found.call)} "
        f"µs: so much is spent on calls of numpy and Arrow, however few the rows, and {digits(found.call / least)} µs "
        f"of an area's cost at {least:,} is that."
    )


def _aim(what: str, times: float, aim: float, *, at_least: bool) -> str:
    met = times >= aim if at_least else times <= aim
    bound = "at least" if at_least else "at most"
    return f"{digits(times)} times {what} (the aim: {bound} {aim:g}, **{'met' if met else 'not met'}**)"


def _unique(found: Measurement) -> str:
    rows, it = found.size.apart, found.unique
    parts = [
        f"{kind} {digits(micros(it, f'{kind}, unique', rows))} µs instead of "
        f"{digits(micros(it, f'{kind}, not asked', rows))} ({digits(ratio(it, *asked))} times)"
        for kind in ("codes", "names")
        for asked in [(f"{kind}, unique", f"{kind}, not asked")]
    ]
    return f"`assess_table` of {rows:,} areas with `unique=True`: areas as {', as '.join(parts)}."


def _sums_table(found: Measurement) -> str:
    rows, it = found.size.apart, found.sums
    lines = [
        f"A weighted sum over seven numbers of three decimals ({MISSING_SHARE:.0%} null) against four limits, "
        f"{rows:,} areas. Ours is exact; by hand it is binary.",
        "",
        "| | µs | against the copy of its inputs | against numpy by hand |",
        "|---|--:|--:|--:|",
    ]
    for name in it:
        copy = f"{name.partition(':')[0]}: a copy" if ":" in name else "float64: a copy"
        cells = [micros(it, name, rows), ratio(it, name, copy), ratio(it, name, "numpy float64, by hand")]
        lines.append(f"| {name} | {' | '.join(map(digits, cells))} |")
    return "\n".join(lines)


def _real(found: Measurement) -> str:
    rows = found.size.apart
    lines = [f"| published rulesets, {rows:,} areas | µs | against the copy |", "|---|--:|--:|"]
    for name, it in found.real.items():
        lines.append(f"| {name} | {digits(micros(it, 'columnar', rows))} | {digits(ratio(it, 'columnar', 'copy'))} |")
    return "\n".join(lines)


def _large(found: Measurement) -> str:
    it = found.large
    assert it is not None
    rows = int(it["rows"])
    met = "met" if it["peak"] <= ROOM else "not met"
    return (
        f"From Parquet: {rows:,} areas ({it['bytes'] / 2**20:,.0f} MiB) in {it['seconds']:.0f} s, "
        f"{digits(it['seconds'] / rows * 1e6)} µs each with reading and with the look for areas in two rows; "
        f"{digits(it['engine'] / rows * 1e6)} µs of it in the engine, on one thread. At the peak the process held "
        f"{it['peak'] / 2**20:,.0f} MiB (the aim: within {ROOM // 2**20:,}, **{met}**)."
    )
