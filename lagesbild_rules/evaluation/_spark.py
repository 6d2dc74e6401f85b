"""The engine ``spark``: the columnar function carried over the record batches of Spark."""

from __future__ import annotations

import os
import pickle
import shutil
import sys
import tempfile
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from datetime import date, datetime
from importlib import import_module
from itertools import chain
from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote, urlsplit

from attrs import frozen
from py4j.protocol import Py4JError
from pyspark import SparkConf, SparkContext
from pyspark.errors import PySparkException
from pyspark.java_gateway import launch_gateway
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as sql

from lagesbild_rules.errors import Place, Problem, QuestionError, printable, quoted
from lagesbild_rules.evaluation import columnar
from lagesbild_rules.evaluation._engine import Answer
from lagesbild_rules.facts import FactSet
from lagesbild_rules.ruleset import Ruleset

with warnings.catch_warnings():
    # Spark asks for pandas, which nothing here goes through, and warns of its newer versions when this is loaded.
    warnings.simplefilter("ignore", FutureWarning)
    import_module("pyspark.testing.utils")

_ROWS: Final = 1 << 17
"""So many rows of Spark's make a record batch."""

_LOG: Final = """rootLogger.level = off
rootLogger.appenderRef.none.ref = none
appender.none.type = Null
appender.none.name = none
"""


@frozen
class SparkEngine:
    """What outgrows one machine: batches on the executors of Spark.

    *cluster* is the address of a master. Without one the session that runs in this process is used; where none runs,
    Spark is started on this machine for each question.
    """

    cluster: str | None = None
    name: str = "spark"

    def answers(self, ruleset: Ruleset, rows: Sequence[FactSet]) -> Sequence[Answer]:
        return columnar.answers_carried(ruleset, rows, lambda it, table: carried(it, table, self.cluster))


def assess_table(ruleset: Ruleset, table: object, *, as_of: date, known_at: datetime | None, unique: bool) -> Any:
    """Return the same as the columnar engine's ``assess_table``; a reader is read whole first."""
    return columnar.assess_carried(ruleset, table, as_of=as_of, known_at=known_at, unique=unique, carry=carried)


def reports(work: columnar.Work, dataset: columnar.Dataset, cluster: str | None = None) -> list[columnar.Report]:
    """Do *work* on every split that Spark makes of *dataset*; what a lost worker did is done again.

    A split is a stretch of one file, and a partition of its own: of its first row alone the place is asked for.
    """
    starts = dict(zip(dataset.paths, dataset.starts, strict=False))

    def done(batches: Iterator[Any]) -> Iterator[Any]:
        for first in batches:
            if first.num_rows:
                path = unquote(urlsplit(first.column(_FILE)[0].as_py()).path)
                row = starts[path] + first.column(_ROW)[0].as_py()
                rows = (columnar.bare(it, work.function) for it in chain([first], batches))
                yield work.written(rows, row)

    split = max(1, dataset.size // max(1, len(dataset.pieces)))
    with session_of(cluster) as spark:
        spark.conf.set("spark.sql.files.maxPartitionBytes", split)
        spark.conf.set("spark.sql.files.openCostInBytes", split)
        frame = spark.read.parquet(*(_escaped(it) for it in starts))
        is_first = sql.monotonically_increasing_id().bitwiseAND((1 << 33) - 1) == 0
        places = [
            sql.when(is_first, sql.col("_metadata.file_path")).alias(_FILE),
            sql.when(is_first, sql.col("_metadata.row_index")).alias(_ROW),
        ]
        return _collected(frame.select("*", *places), done)


def carried(task: columnar.Boxed, table: Any, cluster: str | None = None) -> list[columnar.Answered]:
    """Return what *task* says about each batch that Spark makes of *table*."""

    def done(batches: Iterator[Any]) -> Iterator[Any]:
        for it in batches:
            if it.num_rows:
                yield task.answered(columnar.bare(it, task.function), it.column(_ROW)[0].as_py())

    if not table.num_rows:
        return [task(it) for it in columnar.boxes_of(table)]
    with session_of(cluster) as spark:
        return _collected(spark.createDataFrame(columnar.numbered(columnar.plain(table))), done)


_FILE, _ROW = columnar.OWN
"""Columns beside those of the facts: the file of a row, and its number in it."""


def _collected(frame: DataFrame, task: Callable[[Iterator[Any]], Iterator[Any]]) -> list[Any]:
    """Return what *task* makes of each partition of *frame*, brought home as one column of bytes."""

    def bytes_of(batches: Iterator[Any]) -> Iterator[Any]:
        for it in task(batches):
            yield columnar.one_cell(pickle.dumps(it))

    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "PySpark does not yet fully support pandas", FutureWarning)
        answers = frame.mapInArrow(bytes_of, "answer binary")
    return [pickle.loads(it[0]) for it in answers.collect()]


def _escaped(path: str) -> str:
    """Return *path* as what Hadoop reads as that file and no pattern."""
    return "file://" + "".join(f"\\{it}" if it in "\\*?[]{}" else it for it in path)


@contextmanager
def session_of(cluster: str | None) -> Iterator[SparkSession]:
    """Give a session whose settings are its own: of Spark as it runs in this process, else as started at *cluster*.

    Of what is started here nothing is left. What Spark raises comes out as ``QuestionError``.
    """
    with ExitStack() as stack:
        try:
            running = SparkContext._active_spark_context
            if running and cluster not in (None, running.master):
                finding = f"Spark runs in this process already, with the master {quoted(str(running.master))}"
                help = "stop it first, or leave the address out to use it"
                raise QuestionError([Problem(Place("--cluster"), "LR806", finding, help)])
            spark = SparkSession(running or stack.enter_context(started(cluster))).newSession()
            for name, value in _SETTINGS.items():
                spark.conf.set(name, value)
            yield spark
        except (PySparkException, Py4JError) as it:
            text = str(getattr(it, "java_exception", None) or it)
            finding = f"Spark gave up: {printable(text.partition(chr(10))[0], 300)}"
            help = "see what its own page of this job tells, or use another engine"
            raise QuestionError([Problem(Place("--engine spark"), "LR806", finding, help)]) from None


_SETTINGS: Final = {
    "spark.sql.execution.arrow.maxRecordsPerBatch": str(_ROWS),
    "spark.sql.execution.arrow.pyspark.enabled": "true",
    "spark.sql.caseSensitive": "true",
    "spark.sql.session.timeZone": "UTC",
}


@contextmanager
def started(cluster: str | None) -> Iterator[SparkContext]:
    """Start Spark, and stop it with the Java process that it runs in."""
    java = shutil.which("java", path=_java_path())
    if java is None:
        help = "install Java 17, or say in `JAVA_HOME` where it is"
        raise QuestionError([Problem(Place("--engine spark"), "LR807", "Spark needs Java, and there is none", help)])
    with tempfile.TemporaryDirectory(prefix="lagesbild-", ignore_cleanup_errors=True) as scratch, ExitStack() as stack:
        log = Path(scratch, "log4j2.properties")
        log.write_text(_LOG, encoding="utf-8")
        local = cluster is None or cluster.startswith("local")
        settings = {
            "spark.master": cluster or f"local[{os.cpu_count() or 1},3]",
            "spark.app.name": "lagesbild_rules",
            "spark.ui.enabled": "false",
            "spark.ui.showConsoleProgress": "false",
            "spark.local.dir": scratch,
            "spark.sql.warehouse.dir": str(Path(scratch, "warehouse")),
            "spark.driver.extraJavaOptions": f"-Dlog4j2.configurationFile={log.as_uri()}",
            **({"spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1"} if local else {}),
        }
        conf = SparkConf(loadDefaults=False).setAll(list(settings.items()))
        noise = stack.enter_context(Path(scratch, "stderr").open("wb"))
        gateway = _gateway(conf, noise)
        stack.callback(_closed, gateway)
        context = SparkContext(conf=conf, gateway=gateway)
        stack.callback(context.stop)
        context.pythonExec = os.environ.get("PYSPARK_PYTHON", sys.executable)
        yield context


def _gateway(conf: SparkConf, noise: Any) -> Any:
    try:
        return launch_gateway(conf, popen_kwargs={"stderr": noise, "stdout": noise})
    except (PySparkException, OSError):
        help = "check that `java -version` tells 17 or later"
        finding = "Java did not start Spark"
        raise QuestionError([Problem(Place("--engine spark"), "LR807", finding, help)]) from None


def _closed(gateway: Any) -> None:
    """End the Java process behind *gateway*: it ends when its standard input does."""
    gateway.shutdown()
    gateway.proc.stdin.close()
    with suppress(Exception):
        gateway.proc.wait(10)
    if gateway.proc.poll() is None:
        gateway.proc.kill()
        gateway.proc.wait()
    SparkContext._gateway = SparkContext._jvm = None


def _java_path() -> str | None:
    home = os.environ.get("JAVA_HOME")
    return str(Path(home, "bin")) if home else None
