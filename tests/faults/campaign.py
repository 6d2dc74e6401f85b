"""Many runs with faults at random moments, and what came of them, counted."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import Any, Final

from attrs import define, field

from .commands import Command

ROOT: Final = Path(__file__).parents[2]
Found = dict[str, Any]
Moment = int | float | None


@define
class Rig:
    """A process in which commands are run with faults."""

    _process: subprocess.Popen[str]
    _whole: dict[str, Found] = field(factory=dict)

    def run(self, command: Command, fault: str, at: Moment = None) -> Found:
        """Return what came of *command* with *fault* at a moment: before a step, or after seconds."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps({"command": command.name, "fault": fault, "at": at}) + "\n")
        self._process.stdin.flush()
        return dict(json.loads(self._process.stdout.readline()))

    def whole(self, command: Command) -> Found:
        """Return what comes of *command* when nothing is wrong."""
        if command.name not in self._whole:
            self._whole[command.name] = self.run(command, "none")
        return self._whole[command.name]

    def moments(self, command: Command, steps: int, times: int, random: Random) -> list[Moment]:
        """Return so many random *steps* of the whole run, and random *times* within it."""
        whole = self.whole(command)
        chosen = random.sample(range(1, whole["steps"] + 1), min(steps, whole["steps"]))
        return [*chosen, *(random.uniform(0, whole["seconds"]) for _ in range(steps + times - len(chosen)))]


@contextmanager
def rig() -> Iterator[Rig]:
    """Start the process, and end it."""
    words = [sys.executable, "-m", "tests.faults.runs"]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8", cwd=ROOT) as process:
        yield Rig(process)
        assert process.stdin is not None
        process.stdin.close()
        assert process.wait(60) == 0


def wrongs_of_whole(found: Found) -> list[str]:
    """Return what is wrong with a run without a fault."""
    wrong = [] if found["code"] == 0 else [f"code {found['code']}: {found['err']}"]
    return [*wrong, *_left(found), *(["nothing was written"] if found["after"] == found["before"] else [])]


def wrongs_of_killed(found: Found, whole: Found) -> list[str]:
    """Return what is wrong after a kill: the old one stands there, or the new one."""
    wrong = [] if found["code"] in (-9, 0) else [f"code {found['code']}: {found['err']}"]
    return [*wrong, *_neither(found, whole)]


def wrongs_of_stopped(found: Found, whole: Found, code: int) -> list[str]:
    """Return what is wrong after a signal that a command hears: *code* and no word, and no part of a file left."""
    early = found["code"] == -signal.SIGTERM and found["after"] == whole["before"]  # before the first of the command
    wrong = [] if found["code"] in (code, 0) or early else [f"code {found['code']}: {found['err']}"]
    if found["code"] == 0 and found["after"] != whole["after"]:
        wrong.append("the code says that it was done")
    if "Traceback" in found["err"] or "Exception ignored" in found["err"]:
        wrong.append(found["err"])
    return [*wrong, *_left(found), *_neither(found, whole)]


WRONGS: Final[Mapping[str, Callable[[Found, Found], list[str]]]] = {
    "kill": wrongs_of_killed,
    "interrupt": lambda found, whole: wrongs_of_stopped(found, whole, 130),
    "terminate": lambda found, whole: wrongs_of_stopped(found, whole, 143),
}
"""What is wrong after each fault that stops a command."""


def wrongs_of_refused(found: Found, why: Sequence[str]) -> list[str]:
    """Return what is wrong where nothing could be written: the old one stays, and a message says *why*."""
    wrong = [] if found["code"] == 2 else [f"code {found['code']}: {found['err']}"]
    last = "".join(found["err"].splitlines()[-2:])
    if not any(f"cannot be written: {it}" in last for it in why) or not ("LR506" in last or "LR713" in last):
        wrong.append(found["err"])
    if found["after"] != found["before"]:
        wrong.append("the old one is gone")
    if "Traceback" in found["err"] or "Exception ignored" in found["err"]:
        wrong.append(found["err"])
    return [*wrong, *_left(found)]


NO_ROOM: Final = ("no space left on device", "file too large")
NOT_ALLOWED: Final = ("permission denied",)


def campaign(faults: Rig, commands: Sequence[Command], each: int, seed: int) -> tuple[Counter[str], list[str]]:
    """Fault each of *commands* so many times, half before a step and half after a time; return counts and wrongs."""
    random, counts, wrongs = Random(seed), Counter[str](), list[str]()
    for command in commands:
        whole = faults.whole(command)
        found = [f"whole: {wrong}" for wrong in wrongs_of_whole(whole)]
        for fault, wrongs_of in WRONGS.items():
            for at in faults.moments(command, each // 2, each - each // 2, random):
                one = faults.run(command, fault, at)
                counts[f"{fault}: runs"] += 1
                counts[f"{fault}: in time"] += one["code"] != 0
                counts[f"{fault}: new one there"] += one["code"] != 0 and one["after"] == whole["after"]
                counts[f"{fault}: left over"] += bool(one["left"])
                found += [f"{fault} at {at}: {wrong}" for wrong in wrongs_of(one, whole)]
        for fault, why in (("full", NO_ROOM), ("readonly", NOT_ALLOWED)):
            counts[f"{fault}: runs"] += 1
            found += [f"{fault}: {wrong}" for wrong in wrongs_of_refused(faults.run(command, fault), why)]
        wrongs += [f"{command.name}: {wrong}" for wrong in found]
    return counts, wrongs


def _left(found: Found) -> list[str]:
    return [f"left: {found['left']}"] if found["left"] else []


def _neither(found: Found, whole: Found) -> list[str]:
    return [] if found["after"] in (whole["before"], whole["after"]) else ["neither the old one nor the new one"]
