"""Commands run in children that are killed, interrupted or refused their disk: ``python -m tests.faults.runs``.

Reads one job a line from standard input, ``{"command", "fault", "at"}``, and writes what became of each. A command
works with files in countable steps: every opening, renaming, removing and syncing of its own. A fault comes before the
step *at*, or after the seconds *at* when that is no whole number. Every child is forked from this process, which has
loaded everything, and has a copy of all inputs.
"""

from __future__ import annotations

import ctypes
import json
import os
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any, Final, NoReturn

from _lagesbild_command import main as lagesbild
from lagesbild_rules.cli import main

from .commands import COMMANDS, KEYS, Command
from .made import make_inputs

ALWAYS: Final = (
    *("cattrs", "openpyxl", "pyarrow.csv", "pyarrow.compute", "pyarrow.dataset", "pyarrow.parquet"),
    *("lagesbild_rules.evaluation.columnar", "lagesbild_rules.evaluation.durable", "lagesbild_rules.facts._parquet"),
    *("lagesbild_rules.report._console", "lagesbild_rules.study", "rich.table"),
)
EVENTS: Final = frozenset(
    {"open", "os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.link", "os.chmod", "ctypes.dlsym"}
)
STOPS: Final = {"kill": signal.SIGKILL, "interrupt": signal.SIGINT, "terminate": signal.SIGTERM}
"""The signals by which a command is stopped."""
OLD: Final = "what stood there before\n"

Held = Mapping[str, str] | None


def state(path: Path) -> Held:
    """Return what is at *path*: nothing, or the content of every file that no fault left behind."""
    if not path.exists():
        return None
    if path.is_file():
        return {"": path.read_bytes().hex()}
    files = (it for it in sorted(path.rglob("*")) if it.is_file())
    return {str(it.relative_to(path)): it.read_bytes().hex() for it in files if not leftover(it)}


def leftover(path: Path) -> bool:
    return path.name.startswith(".") and path.suffix in (".part", ".old")


class Stepped:
    """Calls *fault* before the step *at* of the work with files under *folder*, and counts all steps."""

    def __init__(self, folder: Path, at: int | None, fault: Callable[[], None]) -> None:
        self.folder, self.at, self.fault, self.count, self.busy = str(folder), at, fault, 0, False
        self.main = threading.get_ident()
        sys.addaudithook(self.hook)
        self.sync, os.fsync = os.fsync, self.fsync  # type: ignore[assignment]

    def hook(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event not in EVENTS or self.busy or threading.get_ident() != self.main:
            return
        if event == "open" and not (isinstance(arguments[2], int) and arguments[2] & (os.O_CREAT | os.O_WRONLY)):
            return
        if event != "ctypes.dlsym":
            if not isinstance(arguments[0], str | bytes | os.PathLike):
                return
            if not os.path.abspath(os.fsdecode(arguments[0])).startswith(self.folder):  # noqa: PTH100
                return
        self.step()

    def fsync(self, handle: int) -> None:
        self.step()
        self.sync(handle)
        self.step()

    def step(self) -> None:
        self.count += 1
        if self.count == self.at:
            self.busy = True
            self.fault()
            self.busy = False


def prepared(folder: Path, inputs: Path, command: Command) -> Path:
    """Make *folder* one in which *command* can be run, with an old file or folder where it writes."""
    for it in inputs.iterdir():
        (folder / it.name).symlink_to(it)
    out = folder / "out"
    out.mkdir()
    target = out / command.writes
    if command.starts:
        source = inputs / command.starts
        shutil.copytree(source, target) if source.is_dir() else shutil.copy(source, target)
    elif command.is_folder and not command.fresh:
        target.mkdir()
        (target / ("witnesses.csv" if command.writes == "witnesses" else f"{command.writes}.json")).write_text(OLD)
    elif not command.fresh:
        target.write_text(OLD)
        target.chmod(0o640)
    return target


def child(work: Callable[[], object], folder: Path) -> int:
    """Fork a child that does *work* in *folder*, what it tells written to `err` there; return its id."""
    pid = os.fork()
    if not pid:
        _as_child(work, folder)
    return pid


def _as_child(work: Callable[[], object], folder: Path) -> NoReturn:
    code = 0
    try:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        os.chdir(folder)
        err = os.open(folder.parent / f"{folder.name}.err", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, 1)
        os.dup2(err, 2)
        work()
    except SystemExit as it:
        code = it.code if isinstance(it.code, int) else 0
    except KeyboardInterrupt:
        code = 130  # between the first step of the child and the first of the command
    except BaseException:
        import traceback

        traceback.print_exc()
        code = 99
    finally:
        with suppress(Exception):
            sys.stderr.flush()
        os._exit(code)


def run(command: Command, fault: str, at: float | None, inputs: Path) -> dict[str, Any]:
    """Run *command* with *fault* and return what came of it."""
    with tempfile.TemporaryDirectory(prefix="lagesbild-faults-") as made:
        base = Path(made)
        folder = base / "run"
        folder.mkdir()
        target = prepared(folder, inputs, command)
        before = state(target)
        mounted = fault == "full" and _full(folder / "out", target)
        said, step = os.pipe()
        begun, ready = os.pipe()
        steps: list[Stepped] = []

        def work() -> None:
            if fault == "readonly":
                _may_not_write(folder / "out")
            if fault == "full" and not mounted:
                _no_room()
            stops = STOPS.get(fault)
            number = at if isinstance(at, int) else None
            steps.append(Stepped(folder / "out", number, lambda: os.kill(os.getpid(), stops) if stops else None))
            sys.argv = ["lagesbild", *command.words]
            os.write(ready, b"!")
            try:
                lagesbild()
            finally:
                os.write(step, str(steps[0].count).encode())

        start = time.monotonic()
        pid = child(work, folder)
        os.close(ready)
        os.read(begun, 1)
        os.close(begun)
        if isinstance(at, float):
            time.sleep(at)
            with suppress(ProcessLookupError):
                os.kill(pid, STOPS[fault])
        _, status = os.waitpid(pid, 0)
        took = time.monotonic() - start
        os.close(step)
        counted = os.read(said, 100).decode()
        os.close(said)
        found = {
            "before": before,
            "after": state(target),
            "code": os.waitstatus_to_exitcode(status),
            "err": (base / "run.err").read_text(encoding="utf-8"),
            "left": [it.name for it in (folder / "out").rglob(".*") if leftover(it)],
            "steps": int(counted or 0),
            "seconds": took,
            "mode": target.stat().st_mode & 0o777 if target.is_file() else None,
        }
        if command.settled and fault in (*STOPS, "none"):
            found["before"], found["after"] = _settled(command, folder, target, inputs, base)
        if mounted:
            subprocess.run(["umount", str(folder / "out")], check=True)
        return found


def _settled(command: Command, folder: Path, target: Path, inputs: Path, base: Path) -> tuple[Held, Held]:
    """Return what was held before and what is after, read by the command that settles it."""
    assert command.settled is not None
    words = list(command.settled)
    held = folder / "out" / "held.csv" if "out/held.csv" in words else target
    first = base / "first"
    first.mkdir()
    start = prepared(first, inputs, command)
    if start.exists():
        os.waitpid(child(lambda: main(words), first), 0)
    before = state(first / held.relative_to(folder))
    if not target.exists():
        return before, state(held)
    _, status = os.waitpid(child(lambda: main(words), folder), 0)
    assert status == 0, (base / "run.err").read_text(encoding="utf-8")
    return before, state(held)


def _full(out: Path, target: Path) -> bool:
    """Put a full disk under *out*, with all that is there; return whether this system lets us."""
    kept = out.with_name("kept")
    out.rename(kept)
    out.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=2m,mode=777", "tmpfs", str(out)]
    if os.geteuid() or subprocess.run(mount, check=False, capture_output=True).returncode:
        out.rmdir()
        kept.rename(out)
        return False
    shutil.copytree(kept, out, dirs_exist_ok=True)
    with suppress(OSError), (out / "filler").open("wb", buffering=0) as file:
        while True:
            file.write(bytes(4096))
    return True


def _no_room() -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def _may_not_write(out: Path) -> None:
    for it in (out, *out.rglob("*")):
        it.chmod(0o555 if it.is_dir() else 0o444)
    if not os.geteuid():  # the superuser may write anywhere, until it gives that up
        head, none = struct.pack("Ii", 0x20080522, 0), bytes(24)  # _LINUX_CAPABILITY_VERSION_3, no capabilities
        assert ctypes.CDLL(None).capset(head, none) == 0


def serve() -> None:
    by_name = {it.name: it for it in (*COMMANDS, KEYS)}
    with tempfile.TemporaryDirectory(prefix="lagesbild-faults-") as made:
        inputs = Path(made, "inputs")
        inputs.mkdir()
        pid = os.fork()  # so that no thread of a library is in this process when it forks
        if not pid:
            _as_child(lambda: make_inputs(inputs), inputs)
        assert os.waitpid(pid, 0)[1] == 0, (inputs.parent / f"{inputs.name}.err").read_text()
        for name in ALWAYS:
            import_module(name)
        for line in sys.stdin:
            job = json.loads(line)
            command = by_name[job["command"]]
            for name in (command.needs or "").split():
                import_module(name)
            print(json.dumps(run(command, job["fault"], job["at"], inputs)), flush=True)


if __name__ == "__main__":
    serve()
