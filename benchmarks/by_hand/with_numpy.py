"""numpy by hand: two columns of booleans for a claim, «is true» and «is false»; 64 Ki rows at a time stay in cache."""

from __future__ import annotations

from typing import Any, Final, assert_never

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from benchmarks._plain import AtLeast, Every, No, Node, Plain, Ref, Some, Weighed, Within
from benchmarks._tabular import Answers, Tabular

Flags = npt.NDArray[np.bool_]
Truth = tuple[Flags, Flags]
Column = tuple[npt.NDArray[np.int8], Flags]

ROWS: Final = 1 << 16


def contender(rules: Plain) -> Tabular:
    """Return the ruleset on arrays of codes and of what is known."""
    return Tabular("numpy on booleans, by hand", _ready, lambda columns: _run(rules, columns), _answers)


def _ready(table: pa.Table) -> dict[str, Column]:
    found: dict[str, Column] = {}
    for name in table.column_names[1:]:
        codes = table.column(name).combine_chunks().indices
        found[name] = codes.fill_null(0).to_numpy(), codes.is_valid().to_numpy(zero_copy_only=False)
    return found


def _run(rules: Plain, columns: dict[str, Column]) -> dict[str, Any]:
    rows = len(next(iter(columns.values()))[0])
    truths = {name: (np.empty(rows, np.bool_), np.empty(rows, np.bool_)) for name in rules.criteria}
    possible = {name: np.empty(rows, np.bool_) for name in rules.levels}
    level = np.empty(rows, np.int8)
    for start in range(0, rows, ROWS):
        part = slice(start, start + ROWS)
        here = {id_: (codes[part], known[part]) for id_, (codes, known) in columns.items()}
        done: dict[str, Truth] = {}
        for name, node in rules.named.items():
            done[name] = _truth(node, here, done)
        for name, (true, false) in truths.items():
            true[part], false[part] = done[name]
        above = np.zeros(len(level[part]), np.bool_)
        count = np.zeros(len(above), np.int8)
        chosen = np.zeros(len(above), np.int8)
        for rank in range(len(rules.levels) - 1, -1, -1):
            name = rules.levels[rank]
            may = ~above if rank == 0 else ~(done[name][1] | above)
            possible[name][part] = may
            count += may
            chosen += may.view(np.int8) * np.int8(rank)
            if rank:
                above |= done[name][0]
        level[part] = np.where(count == 1, chosen, np.int8(-1))
    return {"truths": truths, "possible": possible, "level": level}


def _truth(node: Node, here: dict[str, Column], done: dict[str, Truth]) -> Truth:
    match node:
        case Within(id_, low, high, last):
            codes, known = here[id_]
            if low == high:
                holds = codes == low
            elif high == last:
                holds = codes >= low
            else:
                holds = codes <= high if low == 0 else (codes >= low) & (codes <= high)
            true = holds & known
            return true, known ^ true
        case Ref(name):
            return done[name]
        case No(member):
            true, false = _truth(member, here, done)
            return false, true
        case Every(members) | Some(members) | AtLeast(_, members):
            inner = [_truth(it, here, done) for it in members]
            if isinstance(node, Every):
                return np.logical_and.reduce([it[0] for it in inner]), np.logical_or.reduce([it[1] for it in inner])
            if isinstance(node, Some):
                return np.logical_or.reduce([it[0] for it in inner]), np.logical_and.reduce([it[1] for it in inner])
            sure, out = inner[0][0].astype(np.int8), inner[0][1].astype(np.int8)
            for true, false in inner[1:]:
                sure += true
                out += false
            return sure >= node.k, out > len(members) - node.k
        case Weighed():
            raise TypeError("no sums here")
        case _:
            assert_never(node)


def _answers(found: dict[str, Any]) -> Answers:
    answers: Answers = {
        name: [True if t else False if f else None for t, f in zip(*pair, strict=True)]
        for name, pair in found["truths"].items()
    }
    answers |= {name: it.tolist() for name, it in found["possible"].items()}
    answers["level"] = [None if it < 0 else it for it in found["level"].tolist()]
    return answers
