"""The engine ``dask``: the columnar function carried over the record batches of a Dask cluster."""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import CancelledError
from contextlib import ExitStack, contextmanager
from datetime import date, datetime
from typing import Any, Final

import dask.bag
import dask.config
from attrs import frozen
from dask.delayed import delayed
from distributed import Client, KilledWorker, LocalCluster, as_completed, default_client

from lagesbild_rules.errors import Place, Problem, QuestionError, quoted
from lagesbild_rules.evaluation import columnar
from lagesbild_rules.evaluation._engine import Answer
from lagesbild_rules.facts import FactSet
from lagesbild_rules.ruleset import Ruleset

_PATIENCE: Final = 1.0
"""So many seconds are waited for a result that was done, before others are looked at."""


@frozen
class DaskEngine:
    """What outgrows one machine: batches on the workers of a Dask cluster.

    *cluster* is the address of a scheduler. Without one the client that runs in this process is used; where none
    runs, a cluster on this machine is started for each question.
    """

    cluster: str | None = None
    name: str = "dask"

    def answers(self, ruleset: Ruleset, rows: Sequence[FactSet]) -> Sequence[Answer]:
        return columnar.answers_carried(ruleset, rows, lambda it, table: carried(it, table, self.cluster))


def assess_table(ruleset: Ruleset, table: object, *, as_of: date, known_at: datetime | None, unique: bool) -> Any:
    """Return the same as the columnar engine's ``assess_table``; a reader is read whole first."""
    return columnar.assess_carried(ruleset, table, as_of=as_of, known_at=known_at, unique=unique, carry=carried)


def reports(work: columnar.Work, dataset: columnar.Dataset, cluster: str | None = None) -> Iterator[columnar.Report]:
    """Do *work* on every piece of *dataset*, and yield what came of each; what a lost worker did is done again."""
    yield from _mapped(work, dataset.pieces, cluster)


def carried(task: columnar.Boxed, table: Any, cluster: str | None = None) -> Iterator[columnar.Answered]:
    """Yield what *task* says about each batch of *table*, as they are done."""
    yield from _mapped(task, columnar.boxes_of(table), cluster)


def _mapped(task: Any, items: Sequence[Any], cluster: str | None) -> Iterator[Any]:
    """Yield what *task* makes of each of *items*, a partition each, as they are done."""
    if not items:
        return
    with client_of(cluster) as client:
        bag = dask.bag.from_sequence(items, npartitions=len(items)).map_partitions(_each, delayed(task, pure=False))
        # Batches travel in the graph: the scheduler then has what a lost worker had.
        with dask.config.set({"distributed.admin.large-graph-warning-threshold": "1 PB"}):
            futures = client.compute(bag.to_delayed(optimize_graph=False))
        try:
            for future in as_completed(futures, loop=client.loop):
                yield from _result(future, futures)
        except KilledWorker as it:
            finding = f"workers were lost again and again at the same part: {quoted(str(it).partition('.')[0])}"
            raise _unusable(finding, "give the workers more memory, or write the facts in smaller row groups") from None
        except CancelledError:
            raise _unusable("the scheduler was lost", "see what it told, and ask again") from None
        except ModuleNotFoundError as it:
            finding = f"a worker has no {quoted(it.name or str(it))}"
            raise _unusable(finding, "install there what is installed here, in the same versions") from None


def _result(future: Any, futures: Sequence[Any]) -> Any:
    """Return what *future* brings; raise what another has failed with, where the result was lost and is made again."""
    while True:
        try:
            return future.result(timeout=_PATIENCE)
        except TimeoutError:
            for it in futures:
                if it.status == "error":
                    it.result()


def _each(items: Iterator[Any], task: Any) -> list[Any]:
    return [task(it) for it in items]


@contextmanager
def client_of(cluster: str | None) -> Iterator[Client]:
    """Give a client of the scheduler at the address *cluster*; without one the client that runs, else one of its own.

    Of what is started here nothing is left.
    """
    if cluster is None:
        try:
            running = default_client()
        except ValueError:
            running = None
        if running is not None:
            yield running
            return
    with ExitStack() as stack:
        where = cluster or stack.enter_context(_own_cluster())
        try:
            client = stack.enter_context(Client(where, set_as_default=False))
        except (OSError, ValueError) as it:
            finding = f"no scheduler of Dask answers at {quoted(str(cluster))}: {str(it).partition(chr(10))[0]}"
            help = "give the address that it prints when it starts, such as `tcp://10.0.0.1:8786`"
            raise QuestionError([Problem(Place("--cluster"), "LR806", finding, help)]) from None
        yield client


@contextmanager
def _own_cluster() -> Iterator[LocalCluster]:
    """Give a cluster of the processors here, a process each, that nobody else can reach; end it."""
    with ExitStack() as stack:
        scratch = stack.enter_context(tempfile.TemporaryDirectory(prefix="lagesbild-", ignore_cleanup_errors=True))
        try:
            cluster = LocalCluster(
                host="127.0.0.1",
                threads_per_worker=1,
                dashboard_address="127.0.0.1:0",  # where it tells how it is, no dashboard
                scheduler_kwargs={"dashboard": False},
                silence_logs=logging.CRITICAL,
                local_directory=scratch,
            )
        except RuntimeError as it:
            help = 'in a script, put what is run under `if __name__ == "__main__":`, since workers load the script anew'
            raise _unusable(f"no cluster could be started here: {str(it).partition(chr(10))[0]}", help) from None
        yield stack.enter_context(cluster)


def _unusable(finding: str, help: str) -> QuestionError:
    return QuestionError([Problem(Place("--engine dask"), "LR806", finding, help)])
