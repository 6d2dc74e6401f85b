"""Programs that are run apart: each in a fork of one process, which has loaded the library and nothing else.

An example may change what is imported, and may not meet what tests have loaded; starting Python for each takes longer
than all of them. ``python -m tests.errors.apart`` is that process: it takes a line of JSON for each program.
"""

from __future__ import annotations

import atexit
import functools
import json
import os
import subprocess
import sys
import traceback
from pathlib import Path
from typing import NoReturn

from lagesbild_rules import LagesbildError

_ROOT = Path(__file__).parents[2]


def said(program: str, folder: Path) -> str:
    """Return what *program* writes when it is run in *folder*, and after it the ``LagesbildError`` it ends in."""
    if not hasattr(os, "fork"):
        command = [sys.executable, "-c", "from tests.errors.apart import run; run(__import__('sys').stdin.read())"]
        environment = {**os.environ, "PYTHONPATH": str(_ROOT)}
        done = subprocess.run(
            command, cwd=folder, env=environment, input=program, capture_output=True, encoding="utf-8", check=False
        )
        return (done.stdout + done.stderr).rstrip("\n")
    process = _process()
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(json.dumps({"program": program, "folder": str(folder)}) + "\n")
    process.stdin.flush()
    answer: str = json.loads(process.stdout.readline())
    return answer.rstrip("\n")


@functools.cache
def _process() -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.errors.apart"]
    process = subprocess.Popen(command, cwd=_ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8")
    atexit.register(process.communicate)
    return process


def run(program: str) -> NoReturn:
    """Run *program* and exit."""
    try:
        exec(compile(program, "example", "exec"), {})
    except LagesbildError as it:
        sys.exit(str(it))
    sys.exit()


def _serve() -> None:
    for line in sys.stdin:
        asked = json.loads(line)
        reading, writing = os.pipe()
        child = os.fork()
        if not child:
            os.close(reading)
            _begun(asked["program"], asked["folder"], writing)
        os.close(writing)
        with os.fdopen(reading, encoding="utf-8") as pipe:
            text = pipe.read()
        os.waitpid(child, 0)
        sys.stdout.write(json.dumps(text) + "\n")
        sys.stdout.flush()


def _begun(program: str, folder: str, writing: int) -> NoReturn:
    """Run *program* in *folder*, what it writes going to *writing*; in a fork, which ends as Python ends."""
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(writing, 1)
    os.dup2(writing, 2)
    os.close(writing)
    os.chdir(folder)
    code = 0
    try:
        run(program)
    except SystemExit as it:
        if isinstance(it.code, str):
            print(it.code, file=sys.stderr)
    except BaseException:
        traceback.print_exc()
        code = 1
    finally:
        atexit._run_exitfuncs()
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


if __name__ == "__main__":
    _serve()
