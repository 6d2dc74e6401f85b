"""Changes of a round, one at a time: answers added, a unit's sent or returned to it, and the whole frozen."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from attrs import evolve

from lagesbild_rules.day import as_time
from lagesbild_rules.errors import FactsError, Place, Problem, QuestionError, listed, quoted
from lagesbild_rules.evaluation import assess
from lagesbild_rules.facts import Observation, area_findings, names_a_person, read_observations, write_observations
from lagesbild_rules.files import replacing
from lagesbild_rules.picture._round import Round, RoundChange, Seal, no_unit
from lagesbild_rules.picture._round_answers import Handed, handed_in
from lagesbild_rules.picture._round_folder import ANSWERS, append, read_round
from lagesbild_rules.picture._round_seal import SEAL, STORE, file_digests, seal_digest
from lagesbild_rules.picture._round_status import round_facts
from lagesbild_rules.record import Receipt, picture_receipt

if TYPE_CHECKING:
    from lagesbild_rules.facts.store import Store

RECEIPT: Final = "receipt.json"
WAIT: Final = 10.0
"""How many seconds a round is waited for that another process is changing."""
_Path = str | os.PathLike[str]


def round_observations(it: Round) -> tuple[Observation, ...]:
    """Return every observation of *it* as it stands. Raises ``FactsError`` when they cannot be read."""
    if it.seal is not None:
        return read_observations(it.path / ANSWERS, it.ruleset.indicators).rows
    from lagesbild_rules.facts.store import Store  # duckdb is loaded only where a store is opened

    with Store.open(it.path / STORE, read_only=True) as store:
        return tuple(store.observations())


def add_answers(
    path: _Path,
    files: Iterable[_Path],
    *,
    at: datetime | str,
    unit: str | None = None,
    skip_bad_rows: bool = False,
    wait: float = WAIT,
) -> tuple[Round, Handed]:
    """Add what the *files* say to the round in the folder *path*, and return it with what was handed in.

    A file is a filled form, a long table or a store. An answer that names no unit is that of *unit*, else of the
    area's local police area. All are added or none: raises ``LagesbildError`` with every problem of every file, for a
    frozen round, and for a unit that has sent already.
    """
    time = as_time(at)
    with _changing(path, wait) as (it, store):
        handed = handed_in(it, files, at=time, unit=unit, skip_bad_rows=skip_bad_rows)
        problems = [
            _refused(it, one, "has sent its answers", "return them to it first")
            for one in handed.units
            if (last := it.last(one)) is not None and last.what == "send"
        ]
        problems += _backwards(it, handed.units, time)
        if problems:
            raise QuestionError(problems)
        by = unit or (handed.units[0] if len(handed.units) == 1 else "flera enheter")
        added = store.add(handed.observations, at=time, unit=by)
        change = RoundChange(0, time, "add", handed.units, by, None, handed.files, added.new)
        areas = {one.area for one in handed.observations}
        doubled = area_findings(one for one in store.observations() if one.area in areas)
        return append(it, change), evolve(handed, added=added.new, findings=(*handed.findings, *doubled))


def send(path: _Path, *units: str, role: str, at: datetime | str, wait: float = WAIT) -> Round:
    """Record that the answers of *units* were checked and sent by *role*; from then on they add none.

    Raises ``QuestionError`` for an unknown unit, one that has added nothing or nothing since its answers were
    returned, one that has sent already, and for a frozen round; then none of them has sent.
    """
    time = as_time(at)
    with _changing(path, wait) as (it, _):
        problems = _checked(it, units, time, role=role)
        for unit in units:
            last = it.last(unit)
            if last is None:
                if unit in it.units:
                    help = "add them with `lagesbild round add`"
                    problems.append(_refused(it, unit, "has no answers to send", help))
            elif last.what == "send":
                problems.append(_refused(it, unit, "has sent its answers already", "return them to it first"))
            elif last.what == "return":
                finding = "has added nothing since its answers were returned"
                problems.append(_refused(it, unit, finding, "add what was asked for"))
        if problems:
            raise QuestionError(problems)
        return append(it, RoundChange(0, time, "send", tuple(sorted(set(units))), role))


def send_back(path: _Path, unit: str, *, role: str, reason: str, at: datetime | str, wait: float = WAIT) -> Round:
    """Record that *role* returned the answers of *unit* to it for completion, and for what *reason*.

    Raises ``QuestionError`` for an unknown unit, one that has added nothing, one whose answers were returned already,
    and for a frozen round.
    """
    time = as_time(at)
    with _changing(path, wait) as (it, _):
        last, problems = it.last(unit), _checked(it, [unit], time, role=role, reason=reason)
        if last is None and unit in it.units:
            problems.append(_refused(it, unit, "has no answers to return", "see `lagesbild round status`"))
        elif last is not None and last.what == "return":
            problems.append(_refused(it, unit, "has its answers back already", "wait for what it adds"))
        if problems:
            raise QuestionError(problems)
        return append(it, RoundChange(0, time, "return", (unit,), role, reason))


def freeze(path: _Path, *, role: str, at: datetime | str, although_missing: bool = False, wait: float = WAIT) -> Round:
    """Freeze the round in the folder *path* and return it: from then on nothing in it may change.

    Its observations are written as a long table beside the receipt of the picture that its ruleset makes of them, the
    store that gathered them is taken away, and each file gets its digest. Raises ``QuestionError`` for a frozen round,
    and with each unit that has not sent, unless it is to be frozen *although_missing*.
    """
    time = as_time(at)
    with _changing(path, wait) as (it, store):
        missing = tuple(unit for unit in it.units if (last := it.last(unit)) is None or last.what != "send")
        problems = _words(role=role) + _backwards(it, it.units, time)
        if missing and not although_missing:
            finding = (
                f"{len(missing)} of {len(it.units)} units have not sent: {listed(missing).replace(' or ', ' and ')}"
            )
            help = "wait for them, or freeze it with `--although-missing`; then they are named as missing"
            problems.append(Problem(Place(str(it.path)), "LR875", finding, help))
        if problems:
            raise QuestionError(problems)
        said = tuple(store.observations())
        receipt = _receipt(it, said)  # a value that is none of its indicator is told before anything is written
        write_observations(it.path / ANSWERS, said)
        with replacing(it.path / RECEIPT, QuestionError) as file:
            file.write(json.dumps(receipt.data, ensure_ascii=False, indent=2) + "\n")
        files = file_digests(it.path)
        seal = Seal(time, role, missing, files, seal_digest(time.isoformat(), role, missing, files))
        seen = {"at": time.isoformat(), "by": role, "missing": list(missing), "files": files, "digest": seal.digest}
        with replacing(it.path / SEAL, QuestionError) as file:
            file.write(json.dumps(seen, ensure_ascii=False, indent=2) + "\n")
    with suppress(OSError):
        (it.path / STORE).unlink()  # what was in it stands in the table now
    return evolve(it, seal=seal)


def _receipt(it: Round, observations: Iterable[Observation]) -> Receipt:
    every = [assess(it.ruleset, row, as_of=it.as_of) for row in round_facts(it, observations)]
    return picture_receipt(it.ruleset, every, as_of=it.as_of)


@contextmanager
def _changing(path: _Path, wait: float) -> Iterator[tuple[Round, Store]]:
    """Open the round in *path* to change it, which one process at a time may do: the store is its lock."""
    from lagesbild_rules.facts.store import Store  # duckdb is loaded only where a store is opened

    _refuse_frozen(read_round(path))
    try:
        store = Store.open(Path(path) / STORE, wait=wait)
    except FactsError:
        _refuse_frozen(read_round(path))  # it was frozen while it was waited for
        raise
    with store:
        it = read_round(path)
        _refuse_frozen(it)
        yield it, store


def _refuse_frozen(it: Round) -> None:
    if it.seal is not None:
        finding = f"the round was frozen on {it.seal.at.date()}"
        raise QuestionError([Problem(Place(str(it.path)), "LR872", finding, "begin another round for what came later")])


def _checked(it: Round, units: Iterable[str], at: datetime, **texts: str) -> list[Problem]:
    known = [unit for unit in units if unit in it.units]
    unknown = [no_unit(it, unit) for unit in units if unit not in it.units]
    return unknown + _words(**texts) + _backwards(it, known, at)


def _words(**texts: str) -> list[Problem]:
    problems = []
    for name, text in texts.items():
        if not text.strip():
            problems.append(Problem(Place(name), "LR718", f"the change has no {name}", f"write its {name}"))
        if names_a_person(text):
            finding = "the text holds a personal identity or coordination number"
            problems.append(Problem(Place(name), "LR705", finding, "name a role, never a person"))
    return problems


def _backwards(it: Round, units: Iterable[str], at: datetime) -> list[Problem]:
    """Return a problem for each of *units* of which something later than *at* is recorded."""
    problems = []
    for unit in units:
        last = it.last(unit)
        if last is not None and at < last.at:
            what = f"was changed last on {last.at:%Y-%m-%d %H:%M}, after {at:%Y-%m-%d %H:%M}"
            problems.append(_refused(it, unit, what, "give a later `--at`"))
    return problems


def _refused(it: Round, unit: str, finding: str, help: str) -> Problem:
    return Problem(Place(str(it.path)), "LR873", f"{quoted(unit)} {finding}", help)
