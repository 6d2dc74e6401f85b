"""``lagesbild watch``: a line read, and a line written for each change."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import IO

import pytest

from lagesbild_rules import assess, find_ruleset
from lagesbild_rules.facts import Cell
from lagesbild_rules.report import assessment_data

from .conftest import Run
from .schemas import fits

pytest.importorskip("durable.engine", reason="durable-rules is not installed: it needs a C compiler")

DAY = "2024-12-31"
ASKED = ("--ruleset", "noa.utsatta-omraden", "--as-of", DAY)
LINES = (
    '{"area": "Sagodalen (konstruerat)", "delimited": true, "low_socioeconomic_status": true}',
    '{"area": "Sagodalen (konstruerat)", "indicator": "open_drug_trade", "value": "stort_problem"}',
    '{"area": "Sagodalen (konstruerat)", "indicator": "open_drug_trade", "value": "stort_problem"}',
    '{"area": "Sagodalen (konstruerat)", "indicator": "open_drug_trade", "withdrawn": true}',
)


@pytest.fixture
def told(tmp_path: Path) -> Path:
    path = tmp_path / "told.jsonl"
    path.write_text("\n".join(LINES) + "\n", encoding="utf-8")
    return path


def _given(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="ascii"))


def test_a_line_is_written_for_each_change(run: Run, told: Path) -> None:
    done = run("watch", told, *ASKED)
    assert (done.code, done.err) == (0, "")
    lines = [json.loads(line) for line in done.lines]
    for line in lines:
        fits(line, "watch-change")
    assert [(it["line"], it["indicator"]) for it in lines] == [
        (1, "delimited"),
        (1, "low_socioeconomic_status"),
        (2, "open_drug_trade"),
        (4, "open_drug_trade"),
    ]
    there, back = lines[2:]
    assert there["area"] == "Sagodalen (konstruerat)"
    assert there["criteria"]["criminal_influence"] == {"before": "unknown", "after": "true"}
    assert back["criteria"]["criminal_influence"] == {"before": "true", "after": "unknown"}
    assert (there["before"], there["after"]) == (back["after"], back["before"])
    assert (there["classifications"], there["chain"]) != (back["classifications"], back["chain"])


def test_what_it_says_is_what_assess_says(run: Run, told: Path) -> None:
    ruleset = find_ruleset("noa.utsatta-omraden", as_of=DAY)
    row: dict[str, Cell] = {"area": "Sagodalen (konstruerat)", "delimited": True, "low_socioeconomic_status": True}
    before = assessment_data(assess(ruleset, row, as_of=DAY))
    after = assessment_data(assess(ruleset, {**row, "open_drug_trade": "stort_problem"}, as_of=DAY))
    changed = json.loads(run("watch", told, *ASKED).lines[2])
    assert changed["ruleset"] == after["ruleset"]
    for part in ("classifications", "criteria"):
        moved = {it: one for it, one in after[part].items() if before[part][it] != one}  # type: ignore[attr-defined, index]
        assert {it: one["after"] for it, one in changed[part].items()} == moved
        assert {it: one["before"] for it, one in changed[part].items()} == {it: before[part][it] for it in moved}  # type: ignore[index]


@pytest.mark.parametrize(("language", "word"), [("sv", "Öppen narkotikahandel"), ("en", "Open drug trade")])
def test_the_chain_is_said_in_one_language(run: Run, told: Path, language: str, word: str) -> None:
    changed = json.loads(run("watch", told, *ASKED, "--lang", language).lines[2])
    assert changed["chain"][0]["condition"].startswith(word)


def test_standard_input_is_read_when_no_file_is_given(run: Run, told: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = run("watch", told, *ASKED).out
    for words in ((), ("-",)):
        _given(monkeypatch, b"\xef\xbb\xbf" + told.read_bytes())
        assert run("watch", *words, *ASKED).out == wanted


def test_a_bad_line_is_told_and_the_watch_goes_on(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    bad = ["{", '{"area": "A", "opn": true}', "", '{"area": "A", "delimited": "maybe"}']
    _given(monkeypatch, "\n".join([*bad, LINES[0]]).encode() + b'\n{"area": "\xe5"}\n' + LINES[1].encode())
    done = run("watch", *ASKED)
    assert done.code == 2
    assert [json.loads(line)["line"] for line in done.lines] == [5, 5, 7]
    told = [line.partition(" ")[0] for line in done.err.splitlines() if not line.startswith("  help")]
    assert told == ["<stdin>:1:2:", "<stdin>:2:opn:", "<stdin>:4:delimited:", "<stdin>:6:11:"]


def test_a_file_that_cannot_be_read_is_named(run: Run, tmp_path: Path) -> None:
    assert "LR001 there is no such file" in run("watch", tmp_path / "none.jsonl", *ASKED).err
    assert "LR002 this is a directory" in run("watch", tmp_path, *ASKED).err


def _started() -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", "from lagesbild_rules.cli import main; main()", "watch", *ASKED],
        bufsize=0,
        # What runs the tests in the background may have turned interrupts off, for its children too.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 - no threads here
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def _line(stream: IO[bytes] | None) -> dict[str, object]:
    assert stream is not None
    found: dict[str, object] = json.loads(stream.readline())
    return found


def _tell(process: subprocess.Popen[bytes], line: str) -> None:
    assert process.stdin is not None
    process.stdin.write(f"{line}\n".encode())


def test_a_change_is_written_before_the_next_line_is_read() -> None:
    with _started() as process:
        _tell(process, LINES[0])
        assert [_line(process.stdout)["indicator"] for _ in range(2)] == ["delimited", "low_socioeconomic_status"]
        _tell(process, LINES[1])
        assert _line(process.stdout)["indicator"] == "open_drug_trade"
        assert process.stdin is not None
        process.stdin.close()
        assert process.wait(30) == 0


def test_an_interrupt_ends_it_with_130() -> None:
    with _started() as process:
        _tell(process, LINES[0])
        _line(process.stdout)
        process.send_signal(signal.SIGINT)
        assert process.wait(30) == 130
        assert process.stderr is not None
        assert process.stderr.read().strip() == b""


def test_a_reader_that_goes_away_ends_it_quietly() -> None:
    with _started() as process:
        _tell(process, LINES[0])
        _line(process.stdout)
        assert process.stdout is not None
        process.stdout.close()
        for line in (LINES[1], LINES[3]):
            if process.poll() is None:
                _tell(process, line)
                time.sleep(0.2)
        assert process.wait(30) == 0
        assert process.stderr is not None
        assert process.stderr.read() == b""


def test_assess_gives_the_same_by_either_engine(run: Run, constructed: tuple[str, ...]) -> None:
    wanted = run("assess", *constructed)
    assert run("assess", *constructed, "--engine", "durable") == wanted
    assert wanted.code == 0
    assert os.linesep in wanted.out
