"""A log: every change of it is found, no entry is lost, and any number of processes keep one chain."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import combinations
from pathlib import Path

import attrs
import pytest
from hypothesis import settings

from lagesbild_rules.canonical import digest_of_bytes
from lagesbild_rules.errors import LogError
from lagesbild_rules.record import Journal, LogEntry, LogHead, LogKind, Source, read_head, read_log, verify_log

SOAK = settings().max_examples >= 1000
AT = "2026-01-02T03:04:05Z"
forks = pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")
posix = pytest.mark.skipif(sys.platform == "win32", reason="processes are forked, and told signals")


def entry(number: int = 0, kind: LogKind = "read") -> LogEntry:
    source = Source("facts", digest_of_bytes(b"%d" % number), number)
    return LogEntry((kind,), "explain", "internal", "shown", "2025-12-31", (source,), (), (f"Åby {number}",))


def journal(path: Path, **more: float) -> Journal:
    return Journal(path, unit="LPO Saga", role="analytiker", **more)


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """A log of eleven lines: its beginning, and five entries with their outcomes."""
    path = tmp_path / "log.jsonl"
    it = journal(path)
    for number in range(5):
        it.outcome(it.log(entry(number), at=AT), 0, at=AT)
    return path


def found(path: Path, data: bytes, head: LogHead | str | None) -> set[str]:
    """Return the codes of what is wrong with *data* as a log."""
    path.write_bytes(data)
    return {it.code for it in verify_log(path, head=head).problems}


def test_a_log_is_a_chain_of_lines_and_its_head_is_the_last(log: Path) -> None:
    lines = list(read_log(log))
    assert [it.number for it in lines] == list(range(11))
    assert [it.what for it in lines] == ["begin", *["entry", "outcome"] * 5]
    raw = log.read_bytes().splitlines()
    assert [it.digest for it in lines] == [digest_of_bytes(it) for it in raw]
    verified = verify_log(log)
    assert (verified.identical, verified.lines, verified.head) == (True, 11, lines[-1].head)
    for it in lines:
        assert verify_log(log, head=it.head).identical
        assert verify_log(log, head=it.digest).identical


def test_every_byte_that_is_changed_is_found_against_the_head(tmp_path: Path) -> None:
    path = tmp_path / "log.jsonl"
    head = journal(path).log(entry(), at=AT)
    data = path.read_bytes()
    for place in range(len(data)):
        for other in {data[place] ^ 1, ord("\n"), ord("0"), 0xFF} - {data[place]} if SOAK else {data[place] ^ 1}:
            changed = data[:place] + bytes([other]) + data[place + 1 :]
            assert found(path, changed, head), (place, other)
    for place in range(len(data)) if SOAK else range(0, len(data), 5):
        assert found(path, data[:place] + data[place + 1 :], head), place
        assert found(path, data[:place] + b"x" + data[place:], head), place


def forged(lines: list[bytes]) -> Iterator[list[bytes]]:
    """Yield *lines* with some cut out, two exchanged, one standing twice, and one of another log put in."""
    count = len(lines)
    for start, end in combinations(range(count + 1), 2):
        yield lines[:start] + lines[end:]
    for one, other in combinations(range(count), 2):
        swapped = list(lines)
        swapped[one], swapped[other] = lines[other], lines[one]
        yield swapped
    for one in range(count):
        for place in range(count + 1):
            yield [*lines[:place], lines[one], *lines[place:]]
            yield [*lines[:place], lines[one].replace(b"LPO Saga", b"LPO Luft"), *lines[place:]]


def test_every_line_that_is_cut_moved_doubled_or_put_in_is_found(log: Path) -> None:
    lines = log.read_bytes().splitlines(keepends=True)
    head = verify_log(log).head
    assert head is not None
    tried = 0
    for changed in forged(lines):
        data = b"".join(changed)
        tried += 1
        # What is still the head's chain with more after it is told by the line after it, not by the head.
        assert found(log, data, head), changed
        # Without a head nothing tells that the end was cut off, and all else is found.
        cut = changed == lines[: len(changed)] and changed != []
        assert bool(found(log, data, None)) != cut, changed
    assert tried > 300


def test_every_cut_at_the_end_is_found_against_a_head_and_half_a_line_without_one(log: Path) -> None:
    data, head = log.read_bytes(), verify_log(log).head
    for cut in range(1, len(data) if SOAK else 400):
        size = len(data) - cut
        whole = not size or data[size - 1 : size] == b"\n"
        assert found(log, data[:size], head) >= {"LR886"}
        assert ("LR889" in found(log, data[:size], None)) != whole


def test_a_chain_forged_anew_is_found_against_any_head_after_the_change_and_against_no_other(
    log: Path, tmp_path: Path
) -> None:
    heads = [it.head for it in read_log(log)]
    other = tmp_path / "forged.jsonl"
    it = journal(other)
    for number in range(5):
        it.outcome(it.log(entry(number if number < 2 else 9), at=AT), 0, at=AT)
    assert verify_log(other).identical
    assert [verify_log(other, head=head).identical for head in heads] == [True] * 5 + [False] * 6


def test_where_it_was_changed_is_told_once(log: Path) -> None:
    lines = log.read_bytes().splitlines(keepends=True)
    log.write_bytes(b"".join([*lines[:3], lines[3].replace(b"explain", b"examine"), *lines[4:]]))
    (problem,) = verify_log(log).problems
    assert (problem.place.line, problem.code) == (5, "LR886")
    log.write_bytes(b"".join(lines[:3] + lines[5:]))
    (problem,) = verify_log(log).problems
    assert problem.finding == "lines 3 to 4 should stand before line 5: cut out or moved"
    log.write_bytes(b"".join([*lines[:3], b"{}\n", *lines[4:]]))
    (problem,) = verify_log(log).problems
    assert problem.place.line == 4
    with pytest.raises(LogError):
        list(read_log(log))


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"[" * 100_000,
        b'{"at":1}',
        b"\xff",
        b'{"a":' + b"9" * 5000 + b"}",
        b'{"what":{}}',
        b"x" * (1 << 21),
        b"null",
    ],
    ids=range(8),
)
def test_no_line_that_is_none_does_harm(log: Path, line: bytes) -> None:
    data = log.read_bytes()
    assert found(log, data + line + b"\n" + data.splitlines()[-1] + b"\n", None) == {"LR886"}
    assert found(log, line + b"\n" + data, None) >= {"LR885"} or len(line) > 1 << 20
    for end in (line + b"\n", b"\0" + line):
        log.write_bytes(data + end)
        with pytest.raises(LogError, match=r"LR88[56]"):
            journal(log).log(entry(), at=AT)
        assert log.read_bytes() == data + end


def test_of_a_file_that_is_no_log_not_all_is_told(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text("a,b\n" * 5000, encoding="utf-8")
    found = verify_log(path, head=digest_of_bytes(b""))
    assert (len(found.problems), found.head) == (1000, None)
    assert found.problems[0].code == "LR885"


def test_a_half_written_line_is_taken_away_by_the_next_entry_which_tells_so(log: Path) -> None:
    data = log.read_bytes()
    start = data.rindex(b"\n", 0, -1) + 1
    for size in range(start + 1, len(data), 1 if SOAK else 7):
        log.write_bytes(data[:size])
        head = journal(log).log(entry(7), at=AT)
        lines = list(read_log(log))
        assert [it.what for it in lines[-2:]] == ["repair", "entry"]
        assert lines[-2].said == {"bytes": size - start, "digest": digest_of_bytes(data[start:size])}
        assert verify_log(log, head=head).lines == 12
        assert log.read_bytes().startswith(data[:start])


def test_half_of_the_first_line_is_begun_anew(tmp_path: Path) -> None:
    path = tmp_path / "log.jsonl"
    path.write_bytes(b'{"at":"20')
    journal(path).log(entry(), at=AT)
    assert [it.what for it in read_log(path)] == ["begin", "repair", "entry"]


@pytest.mark.parametrize(
    "data", [b"area,x\nA,1\n", b"\x89PNG\r\n\x1a\n", b"no line feed", b'{"a":1}', b"\n", b'{"a":1}\n']
)
def test_another_file_is_never_written_to(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "other"
    path.write_bytes(data)
    with pytest.raises(LogError, match="LR885"):
        journal(path).log(entry(), at=AT)
    assert path.read_bytes() == data


@posix
def test_neither_a_folder_nor_a_pipe_is_a_log(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(LogError, match="LR885"):
        journal(tmp_path / "pipe").log(entry(), at=AT)
    with pytest.raises(LogError, match="LR887"):
        journal(tmp_path).log(entry(), at=AT)
    with pytest.raises(LogError, match="LR001"):
        verify_log(tmp_path / "nothing")


@pytest.mark.parametrize("unit", ["", "  ", "Eva 811218-9876", "x" * 201, "a\nb", "\u202eabc"])
def test_who_does_it_is_a_unit_and_a_role_and_never_a_person(tmp_path: Path, unit: str) -> None:
    with pytest.raises(LogError, match="LR888"):
        Journal(tmp_path / "log.jsonl", unit=unit, role="analytiker")
    with pytest.raises(LogError, match="LR888"):
        Journal(tmp_path / "log.jsonl", unit="noa", role=unit)
    assert not list(tmp_path.iterdir())


def test_what_names_a_person_by_number_is_not_logged(log: Path) -> None:
    before = log.read_bytes()
    for name in ("areas", "units", "observations"):
        with pytest.raises(LogError, match="LR888"):
            journal(log).log(attrs.evolve(entry(), **{name: ("19811218-9876",)}), at=AT)
    assert log.read_bytes() == before


def test_an_entry_beyond_the_limit_is_not_logged(log: Path) -> None:
    before = log.read_bytes()
    with pytest.raises(LogError, match="LR887"):
        journal(log).log(attrs.evolve(entry(), areas=("x" * (1 << 20),)), at=AT)
    assert log.read_bytes() == before


def test_threads_keep_one_chain(tmp_path: Path) -> None:
    it = journal(tmp_path / "log.jsonl")
    with ThreadPoolExecutor(8) as pool:
        heads = list(pool.map(lambda number: it.log(entry(number), at=AT), range(80)))
    assert sorted(head.number for head in heads) == list(range(1, 81))
    assert verify_log(it.path).lines == 81
    assert {line.head for line in read_log(it.path)} > set(heads)


@posix
def test_a_log_in_use_is_waited_for_and_then_told(log: Path) -> None:
    import fcntl

    with log.open("rb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        begun = time.monotonic()
        with pytest.raises(LogError, match="another process has the log in use"):
            journal(log, wait=0.1).log(entry(), at=AT)
        with pytest.raises(LogError, match="another process has the log in use"):
            verify_log(log, wait=0.1)
        assert 0.2 <= time.monotonic() - begun < 5
        fcntl.flock(file, fcntl.LOCK_UN)
    journal(log, wait=0).log(entry(), at=AT)


@posix
@forks
def test_a_process_forked_while_the_log_is_written_does_not_keep_it_locked(log: Path) -> None:
    from lagesbild_rules.record._journal_file import locked

    with locked(log, write=True, wait=1):
        child = os.fork()
        if not child:
            time.sleep(30)
            os._exit(0)
    try:
        journal(log, wait=0).log(entry(), at=AT)
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


_LOGGING = """
import sys
from lagesbild_rules.record import Journal, LogEntry
it = Journal(sys.argv[1], unit=sys.argv[2], role="process", wait=60)
for number in range(int(sys.argv[3])):
    print(it.log(LogEntry(("read",), "assess"), at="2026-01-01").digest, flush=True)
"""


def test_processes_that_begin_one_log_at_once_keep_one_chain(tmp_path: Path) -> None:
    path, each = tmp_path / "log.jsonl", 200 if SOAK else 10
    command = [sys.executable, "-c", _LOGGING, str(path)]
    running = [
        subprocess.Popen([*command, f"unit {one}", str(each)], stdout=subprocess.PIPE, encoding="utf-8")
        for one in range(3)
    ]
    said = [it.communicate(timeout=200)[0].split() for it in running]
    assert [it.returncode for it in running] == [0, 0, 0]
    lines = list(read_log(path))
    assert len(lines) == 1 + 3 * each
    for one, digests in enumerate(said):
        assert [it.digest for it in lines if it.unit == f"unit {one}" and it.what == "entry"] == digests
    assert verify_log(path, head=lines[-1].head).identical


@posix
@forks
def test_killed_at_any_moment_nothing_is_lost_that_was_said_to_be_logged(tmp_path: Path) -> None:
    path, drawn = tmp_path / "log.jsonl", random.Random(5)
    told: list[str] = []
    for _ in range(500 if SOAK else 40):
        read, write = os.pipe()
        child = os.fork()
        if not child:
            try:
                while True:
                    os.write(write, journal(path).log(entry(), at=AT).digest.encode() + b"\n")
            finally:
                os._exit(1)
        os.close(write)
        time.sleep(drawn.uniform(0, 0.03))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        with os.fdopen(read, encoding="utf-8") as file:
            told += file.read().splitlines()
        if path.exists() and path.stat().st_size:
            assert {it.code for it in verify_log(path).problems} <= {"LR889"}
    journal(path).log(entry(), at=AT)
    lines = [it.digest for it in read_log(path)]
    assert [it for it in lines if it in set(told)] == told
    assert told


_FULL = """
import resource, signal, sys
from lagesbild_rules.errors import LogError
from lagesbild_rules.record import Journal, LogEntry
it = Journal(sys.argv[1], unit="noa", role="process")
resource.setrlimit(resource.RLIMIT_FSIZE, (it.path.stat().st_size + 100,) * 2)
try:
    it.log(LogEntry(("read",), "assess"), at="2026-01-01")
except LogError as error:
    print(error)
"""


@posix
def test_where_there_is_no_room_nothing_is_logged_by_half(log: Path) -> None:
    before = log.read_bytes()
    done = subprocess.run([sys.executable, "-c", _FULL, log], capture_output=True, encoding="utf-8", check=True)
    assert "LR887 the log cannot be written: file too large" in done.stdout
    assert log.read_bytes() == before


def test_a_head_is_read_as_it_was_written_and_nothing_else_is_one(tmp_path: Path) -> None:
    from lagesbild_rules.canonical import canonical

    path, head = tmp_path / "head.json", LogHead(3, digest_of_bytes(b""))
    path.write_bytes(canonical(head.data))
    assert read_head(path) == head
    for name, values in {
        "number": (-1, True, "3", None, 1.5),
        "digest": ("sha256:1", 5),
        "format": ("x", None),
    }.items():
        for value in values:
            path.write_bytes(canonical({**head.data, name: value}))
            with pytest.raises(LogError, match="LR885"):
                read_head(path)
    for data in (b"[]", b"{", b"[" * 100_000, b"null", canonical({**head.data, "more": 1})):
        path.write_bytes(data)
        with pytest.raises(LogError, match="LR885"):
            read_head(path)


@posix
def test_a_log_is_only_ever_added_to(log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import fcntl

    from lagesbild_rules.record._journal_file import locked

    with locked(log, write=True, wait=1) as descriptor:
        assert fcntl.fcntl(descriptor, fcntl.F_GETFL) & os.O_APPEND
    monkeypatch.setattr(os, "ftruncate", lambda *_: pytest.fail("the log was shortened"))
    before = log.read_bytes()
    journal(log).log(entry(), at=AT)
    assert log.read_bytes().startswith(before)
