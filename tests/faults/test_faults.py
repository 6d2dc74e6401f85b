"""Whatever stops a command that writes, what stands there is the old one or the new one, whole."""

from __future__ import annotations

from random import Random

import click
import pytest
from hypothesis import settings

from lagesbild_rules.cli import lagesbild
from lagesbild_rules.cli._log_kept import commands_of

from .campaign import (
    NO_ROOM,
    NOT_ALLOWED,
    Rig,
    campaign,
    wrongs_of_killed,
    wrongs_of_refused,
    wrongs_of_stopped,
    wrongs_of_whole,
)
from .commands import APART, CHANGED, COMMANDS, KEPT_IN, READ, WRITTEN, Command

WAYS = {
    "assess to answers.jsonl": 2,
    "assess to columns.parquet": 2,
    "assess parts to parts": 3,
    "facts convert to long.xlsx": 2,
    "rulesets lock to unlocked": 2,
    "rulesets publish to texts": 4,
}
"""One command for each way of writing, and how often it is killed on a desk; a soak takes all commands."""
CHOSEN = [it for it in COMMANDS if it.name in WAYS]
each_way = pytest.mark.parametrize("command", CHOSEN, ids=lambda it: it.name)


@each_way
def test_a_command_that_is_killed_leaves_the_old_one_or_the_new_one(faults: Rig, command: Command) -> None:
    whole = faults.whole(command)
    assert wrongs_of_whole(whole) == []
    moments = faults.moments(command, WAYS[command.name], 0, Random(7))
    found = {at: faults.run(command, "kill", at) for at in moments}
    assert {at: wrong for at, one in found.items() if (wrong := wrongs_of_killed(one, whole))} == {}
    assert {it["code"] for it in found.values()} == {-9}


@each_way
@pytest.mark.parametrize(("fault", "code"), [("interrupt", 130), ("terminate", 143)])
def test_a_signal_that_is_heard_has_its_code_and_leaves_nothing_half(
    faults: Rig, command: Command, fault: str, code: int
) -> None:
    whole = faults.whole(command)
    for at in faults.moments(command, 1, 0, Random(11)):
        found = faults.run(command, fault, at)
        assert wrongs_of_stopped(found, whole, code) == []
        assert found["code"] == code


@pytest.mark.timeout(3600)
def test_every_command_that_writes_takes_its_part_away_when_it_is_asked_to_end(faults: Rig) -> None:
    """Half way through its steps, when a kill leaves it; on a desk those commands alone that load no large library."""
    soak = settings().max_examples >= 1000
    wrong: dict[str, list[str]] = {}
    for command in (it for it in COMMANDS if soak or not it.needs):
        whole = faults.whole(command)
        found = faults.run(command, "terminate", max(whole["steps"] // 2, 1))
        wrong[command.name] = wrongs_of_stopped(found, whole, 143)
    assert {name: it for name, it in wrong.items() if it} == {}
    assert len(wrong) > 20
    assert faults.run(CHOSEN[0], "kill", faults.whole(CHOSEN[0])["steps"] // 2)["left"]


@each_way
def test_a_full_disk_is_told_and_the_old_one_stays(faults: Rig, command: Command) -> None:
    assert wrongs_of_refused(faults.run(command, "full"), NO_ROOM) == []


@each_way
def test_a_folder_that_may_not_be_written_is_told_and_the_old_one_stays(faults: Rig, command: Command) -> None:
    assert wrongs_of_refused(faults.run(command, "readonly"), NOT_ALLOWED) == []


def test_a_file_keeps_its_mode(faults: Rig) -> None:
    assert faults.whole(CHOSEN[0])["mode"] == 0o640


@pytest.mark.timeout(3600)
def test_at_random_moments_too(faults: Rig) -> None:
    """In a soak every command that writes is killed, interrupted and ended four times, on a desk one is, twice."""
    soak = settings().max_examples >= 1000
    counts, wrongs = campaign(faults, COMMANDS if soak else CHOSEN[:1], 4 if soak else 2, 2024)
    assert wrongs == []
    assert counts["kill: runs"] >= (200 if soak else 2)


def test_no_command_that_writes_is_missing() -> None:
    """A new command, or a new option that names a file, is put among those that are killed, or those that read."""
    missing = []
    for path, command in commands_of(lagesbild):
        words = tuple(path.split())
        held = [it.words for it in COMMANDS if it.words[: len(words)] == words]
        paths = {it.name: it for it in command.params if isinstance(it.type, click.Path)}
        for name, it in paths.items():
            if name in READ:
                continue
            if name in WRITTEN:
                given = it.opts if isinstance(it, click.Option) else ["out/"]
                if not any(any(option in " ".join(one) for option in given) for one in held):
                    missing.append(f"{' '.join(words)}: {name}")
            elif words not in CHANGED | APART and (words[0], name) not in KEPT_IN:
                missing.append(f"{' '.join(words)}: {name}")
    assert missing == []
    assert {words for words in CHANGED if not any(it.words[:2] == words for it in COMMANDS)} == set()
