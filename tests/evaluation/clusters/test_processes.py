"""What an engine starts it ends: no process is left, also after a second call and on the command line."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import settings

from benchmarks._work import RULESET

from .conftest import NO_JAVA, Parts, answers_in

SCRIPT = """
import sys
from pathlib import Path
from lagesbild_rules import load_ruleset
from lagesbild_rules.evaluation import assess_dataset

def children():
    own = str(Path("/proc/self").resolve().name)
    found = []
    for it in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, parent = it.read_text().rpartition(") ")[2].split()[:2]
            command = it.with_name("cmdline").read_text()
        except OSError:
            continue
        if parent == own and state != "Z" and "resource_tracker" not in command:
            found.append(command)
    return found

if __name__ == "__main__":
    ruleset, facts, out, engine, times = load_ruleset(sys.argv[1]), *sys.argv[2:]
    for n in range(int(times)):
        assess_dataset(ruleset, facts, f"{out}{n}", as_of="2024-01-01", engine=engine)
        assert children() == [], children()
"""


def left(session: int) -> list[str]:
    """Return the commands of the processes of *session* that still run, some seconds after it ended."""
    for _ in range(50):
        found = []
        for it in Path("/proc").glob("[0-9]*/stat"):
            try:
                fields = it.read_text(encoding="utf-8").rpartition(") ")[2].split()
                if int(fields[3]) == session and fields[0] != "Z":
                    found.append(it.with_name("cmdline").read_text(encoding="utf-8"))
            except OSError:
                continue
        if not found:
            break
        time.sleep(0.1)
    return found


def run(arguments: list[str], folder: Path) -> tuple[int, str]:
    """Run Python in a session of its own in *folder*; return its exit code and what it wrote, no process being left."""
    with subprocess.Popen(
        [sys.executable, *arguments],
        cwd=folder,
        start_new_session=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    ) as process:
        said = process.communicate(timeout=300)[0]
    assert left(process.pid) == []
    return process.returncode, said


# Spark takes twenty seconds for each call, most of it to start.
@pytest.mark.parametrize(("engine", "times"), [("dask", 2), ("spark", 2 if settings().max_examples >= 1000 else 1)])
def test_no_process_is_left_afterwards(parts: Parts, tmp_path: Path, engine: str, times: int) -> None:
    if engine == "spark" and shutil.which("java") is None:
        pytest.skip(NO_JAVA)
    (tmp_path / "script.py").write_text(SCRIPT, encoding="utf-8")
    few = parts.folder / "b.parquet"  # a worker for each part takes its time, and proves nothing more
    arguments = ["script.py", str(RULESET), str(few), str(tmp_path / "out"), engine, str(times)]
    code, said = run(arguments, tmp_path)
    assert (code, said) == (0, "")
    assert answers_in(tmp_path / "out0").equals(answers_in(tmp_path / f"out{times - 1}"))


def test_the_command_writes_parts_and_says_nothing(parts: Parts, tmp_path: Path) -> None:
    command = ["-c", "from lagesbild_rules.cli import main; main()", "assess", str(parts.folder)]
    asked = ["--ruleset", str(RULESET), "--as-of", "2024-01-01", "--engine", "dask", "--out", "answers"]
    assert run([*command, *asked], tmp_path) == (0, "")
    assert answers_in(tmp_path / "answers")["area"].to_pylist() == parts.table["area"].to_pylist()
    code, said = run([*command, *asked], tmp_path)
    assert code == 2
    assert "LR506 `answers` is there already" in said


def test_one_process_of_the_tests_has_the_clusters(request: pytest.FixtureRequest) -> None:
    if "PYTEST_XDIST_WORKER" in os.environ:
        assert request.node.nodeid.endswith("@clusters")


def test_java_that_does_not_start_is_an_error(parts: Parts, tmp_path: Path) -> None:
    java = tmp_path / "java" / "bin" / "java"
    java.parent.mkdir(parents=True)
    java.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    java.chmod(0o755)
    script = "import os; os.environ.update(JAVA_HOME='java'); from lagesbild_rules.cli import main; main()"
    asked = ["--ruleset", str(RULESET), "--as-of", "2024-01-01", "--engine", "spark", "--out", "answers"]
    code, said = run(["-c", script, "assess", str(parts.folder), *asked], tmp_path)
    assert code == 2
    assert said == (
        "--engine spark: LR807 Java did not start Spark\n  help: check that `java -version` tells 17 or later\n"
    )


def test_without_java_spark_says_so(parts: Parts, tmp_path: Path) -> None:
    script = (
        "import os, sys; os.environ.update(PATH='/nowhere', JAVA_HOME=''); from lagesbild_rules.cli import main; main()"
    )
    asked = ["--ruleset", str(RULESET), "--as-of", "2024-01-01", "--engine", "spark", "--out", "answers"]
    code, said = run(["-c", script, "assess", str(parts.folder), *asked], tmp_path)
    assert code == 2
    assert said == (
        "--engine spark: LR807 Spark needs Java, and there is none\n"
        "  help: install Java 17, or say in `JAVA_HOME` where it is\n"
    )


def test_a_script_without_its_guard_is_told_what_it_lacks(parts: Parts, tmp_path: Path) -> None:
    call = SCRIPT.replace('if __name__ == "__main__":', "if True:")
    (tmp_path / "script.py").write_text(call, encoding="utf-8")
    code, said = run(["script.py", str(RULESET), str(parts.folder), str(tmp_path / "out"), "dask", "1"], tmp_path)
    assert code == 1
    assert "put what is run under `if __name__ ==" in said
    assert sorted(it.name for it in tmp_path.iterdir()) == [parts.folder.name, "script.py"]


def test_a_scheduler_that_does_not_answer_is_an_error(parts: Parts, tmp_path: Path) -> None:
    script = (
        "import dask; dask.config.set({'distributed.comm.timeouts.connect': '1s'}); "
        "from lagesbild_rules.cli import main; main()"
    )
    asked = ["--ruleset", str(RULESET), "--as-of", "2024-01-01", "--engine", "dask", "--cluster", "tcp://127.0.0.1:1"]
    code, said = run(["-c", script, "assess", str(parts.folder), *asked, "--out", "answers"], tmp_path)
    assert code == 2
    assert said.startswith("--cluster: LR806 no scheduler of Dask answers at `tcp://127.0.0.1:1`")
    assert len(said.splitlines()) == 2
