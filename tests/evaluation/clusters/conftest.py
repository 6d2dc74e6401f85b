"""One cluster of Dask and one session of Spark for all tests here; a folder of facts in parts."""

from __future__ import annotations

import logging
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from attrs import frozen

from benchmarks._dataset import population
from benchmarks._work import ruleset
from lagesbild_rules import Ruleset

ROOT = Path(__file__).resolve().parents[3]
NO_JAVA = "there is no Java here"


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let one process of the tests have the clusters, so that they are started once."""
    for it in items:
        if Path(__file__).parent in it.path.parents:
            it.add_marker(pytest.mark.xdist_group("clusters"))


@pytest.fixture(scope="session")
def dask_client() -> Iterator[object]:
    """A client of two workers, which the engine finds running."""
    from distributed import Client, LocalCluster

    with (
        LocalCluster(
            n_workers=2,
            threads_per_worker=1,
            host="127.0.0.1",
            dashboard_address="127.0.0.1:0",
            scheduler_kwargs={"dashboard": False},
            silence_logs=logging.CRITICAL,
        ) as cluster,
        Client(cluster) as client,
    ):
        yield client


@pytest.fixture(scope="session")
def spark_context() -> Iterator[object]:
    """Spark with two threads that try a part three times, which the engine finds running."""
    if shutil.which("java") is None:
        pytest.skip(NO_JAVA)
    from lagesbild_rules.evaluation._spark import started

    with pytest.MonkeyPatch.context() as patch:
        paths = [str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
        patch.setenv("PYTHONPATH", os.pathsep.join(paths))  # its workers find the functions of these tests
        with started("local[2,3]") as context:
            yield context


@pytest.fixture(params=["columnar", "dask", "spark"])
def engine(request: pytest.FixtureRequest) -> str:
    """Each engine of datasets, its cluster running."""
    if request.param != "columnar":
        request.getfixturevalue({"dask": "dask_client", "spark": "spark_context"}[request.param])
    return str(request.param)


@pytest.fixture(params=["dask", "spark"])
def cluster_engine(request: pytest.FixtureRequest) -> str:
    """Each engine that has a cluster, which is running."""
    request.getfixturevalue({"dask": "dask_client", "spark": "spark_context"}[request.param])
    return str(request.param)


@frozen
class Parts:
    """Facts of one table, and the folder in which they lie in parts."""

    ruleset: Ruleset
    table: pa.Table
    folder: Path


@pytest.fixture
def parts(tmp_path: Path) -> Parts:
    """Constructed facts of 5 000 areas in three files of different size, the last one longest, each of row groups."""
    rules = ruleset()
    table = pa.Table.from_batches(population(rules, 5_000, seed=3))
    folder = tmp_path / "facts in parts, 50%20 [all]"
    folder.mkdir()
    for name, start, stop, group in (("a", 0, 700, 200), ("b", 700, 1_000, 300), ("c", 1_000, 5_000, 900)):
        pq.write_table(table.slice(start, stop - start), folder / f"{name}.parquet", row_group_size=group)
    (folder / "_SUCCESS").touch()
    return Parts(rules, table, folder)


def answers_in(folder: Path) -> pa.Table:
    """Return the answers in *folder*, its parts in the order of their names."""
    return pa.concat_tables([pq.read_table(it) for it in sorted(folder.iterdir())])
