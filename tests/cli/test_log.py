"""``lagesbild --log``: what each command tells the log before it begins, and ``lagesbild log``."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import sys
import time
from hashlib import sha256
from pathlib import Path
from typing import Any

import click
import pytest

from lagesbild_rules.cli import lagesbild
from lagesbild_rules.cli._log_kept import commands_of, let_log
from lagesbild_rules.cli._log_policy import DOINGS, WITHOUT_FACTS
from lagesbild_rules.errors import LogError
from lagesbild_rules.record import read_log, verify_log

from .conftest import AREAS, Run
from .schemas import fits

COMMANDS = dict(commands_of(lagesbild))
WRITTEN = {"dmn_file", "folders", "out", "plot", "receipts", "to", "write"}
"""Parameters that name what is written, or where rulesets are looked for."""
SIGNING = {"envelopes", "keys", "policy"}
"""Parameters that name keys and signatures, in which there are no facts."""
SETTINGS = {
    "policy_day",
    "although_missing", "area_column", "as_of", "as_pdf", "as_series", "at", "audience", "between", "burden",
    "changes", "cluster", "columns", "day", "detail", "engine", "fail_under", "flip", "force", "format_",
    "groups", "indicators", "known_at", "language", "layer", "most_exact", "name", "note", "old_after",
    "open_only", "over", "pages", "parts", "permutations", "ranges", "reason", "repeat", "resamples", "role",
    "samples", "seconds", "seed", "sheets", "skip_bad_rows", "standing", "unmarked", "wait", "web",
    "with_sobol", "within", "words",
}  # fmt: skip
"""Parameters that say how something is done, and name nothing that is read."""
AT = ("--log-at", "2026-01-02T03:04:05Z")
WHO = ("--log-unit", "noa", "--log-role", "analytiker", *AT)


@pytest.fixture(autouse=True)
def _wide(monkeypatch: pytest.MonkeyPatch, _width: None) -> None:
    monkeypatch.setenv("COLUMNS", "400")


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "log.jsonl"


def told(log: Path) -> list[dict[str, Any]]:
    """Return what the lines of entries in *log* say; every line fits its schema, and the chain holds."""
    assert verify_log(log).identical
    lines = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]
    for line in lines:
        fits(line, "log-line")
    return [it for it in lines if it["what"] == "entry"]


def test_every_command_is_logged_or_is_told_to_touch_no_facts() -> None:
    assert set(DOINGS) & set(WITHOUT_FACTS) == set()
    assert set(DOINGS) | set(WITHOUT_FACTS) == set(COMMANDS)
    assert all(WITHOUT_FACTS.values())
    for path, command in COMMANDS.items():
        assert hasattr(command.callback, "__wrapped__"), path


@pytest.mark.parametrize("path", DOINGS)
def test_every_file_that_a_command_is_given_is_told_to_the_log(path: str) -> None:
    doing = DOINGS[path]
    names = {it.name for it in COMMANDS[path].params}
    wanted = [*doing.sources, *doing.into, *(it for it, _ in (*doing.also, *doing.about))]
    wanted += [name for name, _ in doing.rulesets if path != "compare"]
    assert set(wanted) <= names
    told = {*wanted, *(it for pair in doing.rulesets for it in pair)}
    files = {it.name for it in COMMANDS[path].params if isinstance(it.type, click.Path)}
    assert files - WRITTEN - SIGNING <= {*doing.sources, *doing.into}
    assert names & {"area", "areas", "unit", "units"} <= {name for name, _ in doing.about}
    # A new parameter is told to the log, or put among those that name nothing that is read.
    assert names - told - WRITTEN - SIGNING - SETTINGS == set()


@pytest.mark.parametrize("path", DOINGS)
def test_the_entry_of_every_command_is_on_the_disk_before_it_begins(path: str, tmp_path: Path, log: Path) -> None:
    facts = tmp_path / "facts.csv"
    facts.write_text("area,x\nÅby,1\nÖby,2\nÖby,3\n", encoding="utf-8")
    seen = []

    @click.command("it", params=[click.Option([f"--{name}"], multiple=False) for name in ("audience",)])
    def it(**_: object) -> None:
        seen.append([one["command"] for one in told(log)])

    for name in DOINGS[path].sources:
        it.params.append(click.Option([f"--{name.replace('_', '-')}"], type=click.Path(path_type=Path)))
    group = inner = click.Group("lagesbild", params=[each for each in lagesbild.params if each.name != "version"])
    *groups, last = path.split()
    for name in groups:
        outer, inner = inner, click.Group(name)
        outer.add_command(inner)
    inner.add_command(it, last)
    let_log(group)
    first, *others = (f"--{name.replace('_', '-')}" for name in DOINGS[path].sources)
    base = ["--log", str(log), *WHO, *path.split()]
    group.main([*base, first, str(facts)], standalone_mode=False)
    group.main([*base, *sum(([name, str(facts)] for name in (first, *others)), [])], standalone_mode=False)  # noqa: RUF017
    group.main([*base, first, str(facts), "--audience", "open"], standalone_mode=False)
    group.main(base, standalone_mode=False)
    assert seen == [[path] * count for count in (1, 2, 3, 3)]
    one, all_, open_ = told(log)
    assert one["kinds"] == list(DOINGS[path].kinds)
    assert [it["areas"] for it in one["sources"]] == [2]
    assert ("combine" in all_["kinds"]) == bool(others)
    assert "disclose" in open_["kinds"]
    assert open_["audience"] == "open"


def test_a_command_that_nobody_spoke_for_is_refused_while_a_log_is_kept(log: Path) -> None:
    group = click.Group("lagesbild", params=lagesbild.params)
    group.add_command(click.Command("new", callback=lambda: pytest.fail("it was run")))
    let_log(group)
    with pytest.raises(LogError, match="LR887"):
        group.main(["--log", str(log), *WHO, "new"], standalone_mode=False)


def test_an_assessment_is_told_with_digests_and_without_a_value_or_an_area(
    run: Run, log: Path, constructed: tuple[str, ...]
) -> None:
    bare = run("assess", *constructed)
    assert run("--log", log, *WHO, "assess", *constructed) == bare
    (entry,) = told(log)
    assert (entry["command"], entry["kinds"], entry["unit"], entry["role"]) == ("assess", ["read"], "noa", "analytiker")
    assert (entry["at"], entry["as_of"], entry["areas"], entry["to"]) == (AT[1], "2024-12-31", [], "shown")
    (source,) = entry["sources"]
    digest = f"sha256:{sha256(AREAS.read_bytes()).hexdigest()}"
    assert source == {"role": "facts", "digest": digest, "areas": 5, "published": None}
    first = json.loads(bare.lines[0])
    assert entry["rulesets"][0]["logic"] == first["ruleset"]["logic"]
    text = log.read_text(encoding="utf-8")
    assert not [it for it in AREAS.read_text(encoding="utf-8").splitlines()[1:] if it.split(",")[0] in text]
    assert str(AREAS) not in text
    assert "litet_problem" not in text


def test_what_is_about_one_area_names_it_and_what_is_open_is_disclosed(
    run: Run, log: Path, constructed: tuple[str, ...]
) -> None:
    area = "Sagodalen (konstruerat)"
    run("--log", log, *WHO, "explain", *constructed, "--area", area, "--audience", "open", "--format", "json")
    (entry,) = told(log)
    assert (entry["kinds"], entry["areas"], entry["audience"]) == (["read", "disclose"], [area], "open")


def test_a_store_is_added_to_changed_and_given_out(run: Run, log: Path, tmp_path: Path) -> None:
    rows = tmp_path / "rows.csv"
    rows.write_text(
        "area,indicator,value,observation_id\nÅby,delimited,ja,a\nÅby,open_drug_trade,problem,b\n", encoding="utf-8"
    )
    store, kept = tmp_path / "s.duckdb", ("--log", log, *WHO)
    rules = ("--ruleset", "noa.utsatta-omraden@2023-12-01", "--as-of", "2024-03-01")
    run(*kept, "store", "init", store)
    by = ("--store", store, "--unit", "LPO Saga", "--at", "2024-03-01")
    assert run(*kept, "store", "add", rows, *rules, *by).code == 0
    assert run(*kept, "store", "withdraw", "b", *by).code == 0
    assert run(*kept, "store", "list", "--store", store, "--area", "Åby").code == 0
    assert run(*kept, "store", "export", "--store", store, "--out", tmp_path / "out.csv").code == 0
    added, withdrawn, listed, exported = told(log)
    assert (added["kinds"], added["units"]) == (["add"], ["LPO Saga"])
    assert [(it["role"], it["areas"]) for it in added["sources"]] == [("file", 1), ("store", 0)]
    assert (withdrawn["kinds"], withdrawn["observations"]) == (["withdraw"], ["b"])
    assert (listed["kinds"], listed["areas"], listed["sources"][0]["areas"]) == (["read"], ["Åby"], 1)
    assert (exported["kinds"], exported["to"]) == (["read", "disclose"], "file")
    ends = [it.said["exit"] for it in read_log(log) if it.what == "outcome"]
    assert ends == [0, 0, 0, 0]


def test_how_a_command_ended_is_told_after_it(run: Run, log: Path, constructed: tuple[str, ...]) -> None:
    kept = ("--log", log, *WHO)
    assert run(*kept, "explain", *constructed, "--area", "Nowhere").code == 2
    assert run(*kept, "assess", *constructed).code == 0
    assert run(*kept, "compare", "published:2023", "published:2021", "--geometry-a", "x").code == 2
    assert [it.said for it in read_log(log) if it.what == "outcome"] == [
        {"of": 1, "exit": 2},
        {"of": 3, "exit": 0},
        {"of": 5, "exit": 2},
    ]
    shown = run("log", "show", log, "--lang", "en").out
    assert "exit code 2" in shown
    assert "published:2023" in shown


def test_what_cannot_be_logged_is_not_done(run: Run, log: Path, tmp_path: Path, constructed: tuple[str, ...]) -> None:
    out = tmp_path / "answers.jsonl"
    for kept in (
        ("--log", tmp_path / "nowhere" / "log.jsonl", *WHO),
        ("--log", tmp_path, *WHO),
        ("--log", AREAS, *WHO),
        ("--log", log),
        ("--log", log, "--log-unit", "noa"),
        ("--log", log, "--log-unit", "noa", "--log-role", "811218-9876"),
        ("--log", log, *WHO, "--log-at", "yesterday"),
    ):
        done = run(*kept, "assess", *constructed)
        assert (done.code, done.out) == (2, ""), kept
        assert "LR" in done.err
        assert run(*kept, "assess", *constructed, "--out", out).code == 2
        assert not out.exists()
    assert not log.exists()


def test_the_setting_may_come_from_the_environment(
    run: Run, log: Path, constructed: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LAGESBILD_LOG", str(log))
    monkeypatch.setenv("LAGESBILD_UNIT", "LPO Saga")
    monkeypatch.setenv("LAGESBILD_ROLE", "chef")
    run("assess", *constructed)
    (entry,) = told(log)
    assert (entry["unit"], entry["role"]) == ("LPO Saga", "chef")
    assert run("log", "verify").code == 0
    monkeypatch.setenv("LAGESBILD_LOG", "")
    run("assess", *constructed)
    assert len(told(log)) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="a pipe of the system is read")
def test_a_pipe_is_not_read_for_the_log(log: Path) -> None:
    pipe = log.with_name("pipe.jsonl")
    os.mkfifo(pipe)
    words = ["--log", log, *WHO, "watch", pipe, "--ruleset", "noa.utsatta-omraden", "--as-of", "2024-12-31"]
    code = "from lagesbild_rules.cli import main; main()"
    running = subprocess.Popen([sys.executable, "-c", code, *words], stdout=subprocess.PIPE, encoding="utf-8")
    pipe.write_text('{"area": "Åby", "indicator": "delimited", "value": "nej"}\n', encoding="utf-8")
    assert '"Åby"' in running.communicate(timeout=60)[0]
    (entry,) = told(log)
    assert entry["sources"] == [{"role": "file", "digest": None, "areas": None, "published": None}]


@pytest.mark.skipif(sys.platform == "win32", reason="a signal is sent")
def test_a_stopped_command_is_told_with_its_code_and_a_killed_one_has_no_end(log: Path, run: Run) -> None:
    code = "from _lagesbild_command import main; main()"
    words = ["watch", "--ruleset", "noa.utsatta-omraden", "--as-of", "2024-12-31"]
    for sent in (signal.SIGINT, signal.SIGTERM, signal.SIGKILL):
        running = subprocess.Popen(
            [sys.executable, "-c", code, "--log", str(log), *WHO, *words],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            # What runs the tests in the background may have turned interrupts off, for its children too.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 - no threads here
        )
        before = log.stat().st_size if log.exists() else 0
        until = time.monotonic() + 60
        while not log.exists() or log.stat().st_size <= before:
            assert time.monotonic() < until
            time.sleep(0.02)
        time.sleep(0.3)
        running.send_signal(sent)
        running.communicate(timeout=60)
    assert [it.what for it in read_log(log)] == ["begin", *["entry", "outcome"] * 2, "entry"]
    assert [it.said["exit"] for it in read_log(log) if it.what == "outcome"] == [130, 143]
    assert "no end is told" in " ".join(run("log", "show", log, "--lang", "en").out.split())


@pytest.fixture
def kept(run: Run, log: Path, constructed: tuple[str, ...], tmp_path: Path) -> Path:
    """A log of three commands by two units on three days, one of them about an area that looks like a formula."""
    table = tmp_path / "odd.csv"
    table.write_text("area,delimited\n=1+1,ja\n[red]x,nej\n", encoding="utf-8")
    rules = constructed[1:]
    base = ("--log", log, "--log-role", "analytiker")
    run(*base, "--log-unit", "noa", "--log-at", "2026-01-01", "assess", *constructed)
    run(*base, "--log-unit", "LPO Saga", "--log-at", "2026-01-02", "explain", table, *rules, "--area", "=1+1")
    run(*base, "--log-unit", "noa", "--log-at", "2026-01-03", "explain", table, *rules, "--area", "[red]x")
    assert [it["command"] for it in told(log)] == ["assess", "explain", "explain"]
    return log


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ((), [0, 1, 2, 3, 4, 5, 6]),
        (("--unit", "noa"), [0, 1, 2, 5, 6]),
        (("--role", "chef"), []),
        (("--kind", "read"), [1, 2, 3, 4, 5, 6]),
        (("--kind", "withdraw"), []),
        (("--area", "=1+1"), [3, 4]),
        (("--area", "=1+1", "--area", "[red]x"), [3, 4, 5, 6]),
        (("--since", "2026-01-02"), [3, 4, 5, 6]),
        (("--until", "2026-01-02T00:00:01Z", "--since", "2026-01-02"), [3, 4]),
        (("--kind", "read", "--unit", "LPO Saga"), [3, 4]),
    ],
    ids=str,
)
def test_lines_are_chosen_and_given_out_as_they_stand(
    run: Run, kept: Path, words: tuple[str, ...], numbers: list[int]
) -> None:
    lines = run("log", "export", kept, *words).lines
    assert [json.loads(line)["number"] for line in lines] == numbers
    assert set(lines) <= set(kept.read_text(encoding="utf-8").splitlines())
    rows = list(csv.DictReader(io.StringIO(run("log", "export", kept, *words, "--format", "csv").out)))
    assert [int(row["number"]) for row in rows] == numbers
    shown = run("log", "show", kept, *words, "--lang", "en")
    assert (shown.code, shown.err) == (0, "")
    assert ("reads" in shown.out) == bool({1, 3, 5} & set(numbers))


def test_no_name_is_taken_for_a_formula_or_for_markup(run: Run, kept: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(run("log", "export", kept, "--format", "csv").out)))
    assert [row["areas"] for row in rows if row["areas"]] == ["'=1+1", "[red]x"]
    assert "[red]x" in run("log", "show", kept).out
    assert "läser" in run("log", "show", kept).out


def test_a_log_is_verified_against_what_is_kept_elsewhere(run: Run, kept: Path, tmp_path: Path) -> None:
    head = tmp_path / "head.json"
    assert run("log", "head", kept, "--out", head).code == 0
    said = json.loads(head.read_text(encoding="utf-8"))
    fits(said, "log-head")
    bare = run("log", "verify", kept)
    assert (bare.code, bare.out) == (0, f"{kept}: as it was written, 7 lines, head 6 {said['digest']}\n")
    assert bare.err.startswith("not held to a head")
    for words in (("--head", said["digest"]), ("--head-file", head)):
        done = run("log", "verify", kept, *words)
        assert (done.code, done.out, done.err) == (0, bare.out, "")
    whole = kept.read_bytes()
    kept.write_bytes(b"".join(whole.splitlines(keepends=True)[:-2]))
    assert run("log", "verify", kept).code == 0
    for words in (("--head", said["digest"]), ("--head-file", head)):
        done = run("log", "verify", kept, *words)
        assert (done.code, "its end was cut off" in done.out) == (1, True)
    kept.write_bytes(whole.replace(b"assess", b"assest"))
    for command, code in (("verify", 1), ("show", 1), ("export", 1), ("head", 2)):
        done = run("log", command, kept)
        assert done.code == code
        assert "LR886" in done.out + done.err
    assert run("log", "verify", kept, "--head", "sha256:12").code == 2
    assert run("log", "verify", kept, "--head", said["digest"], "--head-file", head).code == 2
    assert run("log", "verify").code == 2
    assert run("log", "verify", tmp_path / "none").code == 2
