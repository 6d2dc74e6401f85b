"""The command itself, as a process."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from importlib.metadata import version
from pathlib import Path

import pytest

from lagesbild_rules.cli import main

from .conftest import AREAS, Run

COMMAND = str(Path(sys.executable).parent / "lagesbild")
ASKED = ["--ruleset", "noa.utsatta-omraden", "--as-of", "2024-12-31"]


def lagesbild(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([COMMAND, *words], capture_output=True, encoding="utf-8", check=False)


def test_the_command_is_installed_and_tells_its_version() -> None:
    done = lagesbild("--version")
    assert (done.returncode, done.stdout) == (0, f"lagesbild, version {version('lagesbild-rules')}\n")


def test_standard_output_holds_the_lines_and_standard_error_nothing() -> None:
    done = lagesbild("assess", str(AREAS), *ASKED)
    assert (done.returncode, done.stderr) == (0, "")
    assert [json.loads(line)["area"] for line in done.stdout.splitlines()][:2] == [
        "Påhittsberget (konstruerat)",
        "Fantasilunda (konstruerat)",
    ]


def test_output_is_utf_8_whatever_the_locale() -> None:
    environment = {**os.environ, "LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    done = subprocess.run([COMMAND, "assess", AREAS, *ASKED], capture_output=True, env=environment, check=False)
    assert done.returncode == 0
    assert "Påhittsberget" in done.stdout.decode("utf-8")


def test_wrong_input_ends_with_2_and_an_empty_standard_output() -> None:
    done = lagesbild("assess", "no-such-table.csv", *ASKED)
    assert (done.returncode, done.stdout) == (2, "")
    assert "no-such-table.csv: LR001 there is no such file" in done.stderr


@pytest.mark.parametrize("format_", ["jsonl", "csv", "table"])
def test_a_reader_that_goes_away_is_no_error(format_: str, tmp_path: Path) -> None:
    header, first, *_ = AREAS.read_text(encoding="utf-8").splitlines()
    rows = (f"Sagodalen {number} (konstruerat){first[first.index(',') :]}" for number in range(2000))
    table = tmp_path / "many.csv"
    table.write_text("\n".join([header, *rows]), encoding="utf-8")
    with subprocess.Popen(
        [COMMAND, "assess", str(table), *ASKED, "--format", format_],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert (process.wait(60), process.stderr.read()) == (0, "")


@pytest.mark.parametrize(
    "words",
    [["--help"], ["assess", "--help"], ["rulesets", "list"], ["rulesets", "list", "--format", "json"]],
    ids=" ".join,
)
def test_a_pipe_that_is_closed_at_once_is_no_error(words: list[str]) -> None:
    read, write = os.pipe()
    os.close(read)
    try:
        done = subprocess.run([COMMAND, *words], stdout=write, stderr=subprocess.PIPE, encoding="utf-8", check=False)
    finally:
        os.close(write)
    assert (done.returncode, done.stderr) == (0, "")


def heard() -> None:
    """Let a child hear both signals, of which whoever runs the tests in the background may have turned one off."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)


STOPS = pytest.mark.parametrize(("stop", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])


@STOPS
def test_a_signal_that_stops_a_command_has_its_code(tmp_path: Path, stop: signal.Signals, code: int) -> None:
    pipe = tmp_path / "facts.csv"
    os.mkfifo(pipe)
    with subprocess.Popen(
        [COMMAND, "assess", str(pipe), *ASKED],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        preexec_fn=heard,  # noqa: PLW1509 - no threads here
    ) as process:
        with pipe.open("w"):  # opens only when the command has begun to read
            time.sleep(0.1)
            process.send_signal(stop)
            assert process.wait(60) == code
        assert process.stderr is not None
        assert "Traceback" not in process.stderr.read()


RUN = [sys.executable, "-m", "_lagesbild_command"]


INTERRUPTED = """
import os, signal, sys
import _lagesbild_command
class Now:
    def find_spec(self, name, path=None, target=None):
        if name == {name!r}:
            os.kill(os.getpid(), signal.Signals({stop:d}))
signal.signal(signal.SIGTERM, signal.SIG_DFL)
signal.signal(signal.SIGINT, signal.default_int_handler)
sys.meta_path.insert(0, Now())
sys.argv = ["lagesbild", *{words!r}]
_lagesbild_command.main()
"""


@pytest.mark.parametrize(
    ("name", "stop", "code"),
    [
        ("lagesbild_rules", signal.SIGINT, 130),
        ("attr", signal.SIGINT, 130),
        ("attr", signal.SIGTERM, 143),
        ("lagesbild_rules.cli._assess", signal.SIGINT, 130),
        ("lagesbild_rules.report._json", signal.SIGINT, 130),
        ("lagesbild_rules.report._json", signal.SIGTERM, 143),
    ],
)
def test_a_signal_while_the_command_is_loaded_has_its_code(name: str, stop: signal.Signals, code: int) -> None:
    text = INTERRUPTED.format(name=name, stop=stop, words=["assess", str(AREAS), *ASKED])
    done = subprocess.run([sys.executable, "-c", text], capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stdout, done.stderr.strip()) == (code, "", "")  # click ends the line of ^C


NOT_THERE = """
import ctypes, os, signal
from _lagesbild_command import _listen, _Stop
signal.signal(signal.SIGINT, signal.default_int_handler)
_listen(_Stop())
def now():
    os.kill(os.getpid(), signal.SIGINT)
    for _ in range(100):
        pass
class Argument:
    @classmethod
    def from_param(cls, it):
        now()
        return ctypes.c_long(it)
class LetGo:
    def __del__(self):
        now()
ctypes.pythonapi.PyLong_FromLong.argtypes = [Argument]
def wait():
    while True:
        signal.pause()
for does in (lambda: ctypes.pythonapi.PyLong_FromLong(1), LetGo):
    try:
        does()
        wait()
    except KeyboardInterrupt:
        print("heard")
"""


def test_a_signal_is_heard_where_it_comes_through() -> None:
    """Where an object is let go, or an argument made ready for C, an interrupt would be told and lost, or changed."""
    done = subprocess.run([sys.executable, "-c", NOT_THERE], capture_output=True, encoding="utf-8", check=False)
    assert (done.stdout, done.stderr) == ("heard\n" * 2, "")


def test_who_starts_a_command_deaf_finds_it_deaf() -> None:
    """As `nohup` does for its own signal: what the parent ignores, the command does not listen to."""
    with subprocess.Popen(
        [COMMAND, "watch", "--ruleset", "berlin.mss", "--as-of", "2021-12-31"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        preexec_fn=lambda: signal.signal(signal.SIGTERM, signal.SIG_IGN),  # noqa: PLW1509 - no threads here
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for value in ("1.00", "9.00"):
            process.stdin.write(f'{{"area": "Sagokvarteret (konstruerat)", "status_index": "{value}"}}\n')
            process.stdin.flush()
            assert "Sagokvarteret" in process.stdout.readline()
            process.send_signal(signal.SIGTERM)
        process.stdin.close()
        process.stdout.read()
        assert process.wait(60) == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize("format_", ["jsonl", "csv", "table", "parquet"])
def test_standard_output_on_a_full_disk_is_told(format_: str) -> None:
    with Path("/dev/full").open("w") as full:
        words = [*RUN, "assess", str(AREAS), *ASKED, "--format", format_]
        done = subprocess.run(words, stdout=full, stderr=subprocess.PIPE, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr) == (
        2,
        "<stdout>: LR506 the output cannot be written: no space left on device\n"
        "  help: free space there, or name another place\n",
    )


def test_an_interrupt_while_assessing_ends_with_130(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("lagesbild_rules.cli._assess.assess", interrupted)
    done = run("assess", AREAS, *ASKED)
    assert (done.code, done.out) == (130, "")


def test_an_error_of_ours_that_nobody_expected_is_not_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("lagesbild_rules.cli._assess.assess", broken)
    with pytest.raises(ZeroDivisionError):
        main(["assess", str(AREAS), *ASKED])


def test_the_code_of_a_check_outlives_a_closed_pipe(tmp_path: Path) -> None:
    (tmp_path / "broken.yaml").write_text("format: lagesbild-ruleset/1\n", encoding="utf-8")
    read, write = os.pipe()
    os.close(read)
    try:
        words = [COMMAND, "rulesets", "check", str(tmp_path / "broken.yaml")]
        done = subprocess.run(words, stdout=write, stderr=subprocess.DEVNULL, check=False)
    finally:
        os.close(write)
    assert done.returncode in (0, 2)
