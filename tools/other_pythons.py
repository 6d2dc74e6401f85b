"""Run the tests on every other supported Python that is installed here; say which ones were not found.

Each has an environment of its own (``.venv-3.x``) that is kept for the next time.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VERSIONS = ("3.12", "3.13", "3.14")
TESTS = (
    *(
        "tests/truth",
        "tests/facts",
        "tests/evaluation",
        "tests/laws",
        "tests/explanation/test_exact.py",
        "tests/examples",
        "tests/testing/test_engines.py",
    ),
    *("tests/ruleset/test_reader.py", "tests/ruleset/test_bad_form.py", "tests/ruleset/test_lock.py"),
    *("tests/cli/test_assess.py", "tests/cli/test_explain.py", "tests/test_public_surface.py"),
)
"""What may differ between versions: the language and the standard library, not pages, browsers or documents."""
LEFT_OUT = ("--ignore=tests/evaluation/clusters", "--ignore=tests/facts/store")
"""Dask and Spark, which are large, and carry a function that is tested; the store, whose tests kill processes."""


def main() -> int:
    """Return 0 when the tests pass on all that were found."""
    failed = []
    for version in VERSIONS:
        python = _find(version)
        if python is None:
            print(f"Python {version}: not installed, not tested", flush=True)
            continue
        print(f"Python {version}: {_run(version, python, failed)}", flush=True)
    return 1 if failed else 0


def _run(version: str, python: str, failed: list[str]) -> str:
    own = _environment(version, python)
    pytest = [
        own,
        "-m",
        "pytest",
        "-q",
        "-n",
        "auto",
        "--dist",
        "loadgroup",
        "--hypothesis-profile=quick",
        *LEFT_OUT,
        *TESTS,
    ]
    done = subprocess.run(pytest, cwd=ROOT, check=False)
    if done.returncode:
        failed.append(version)
    return "tests failed" if done.returncode else "tests passed"


def _find(version: str) -> str | None:
    for candidate in _candidates(version):
        code = "import sys; print('%d.%d' % sys.version_info[:2])"
        found = subprocess.run([candidate, "-c", code], capture_output=True, text=True, check=False)
        if found.returncode == 0 and found.stdout.strip() == version:
            return candidate
    return None


def _candidates(version: str) -> Iterator[str]:
    if on_path := shutil.which(f"python{version}"):
        yield on_path
    versions = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    yield from (str(it) for it in sorted(versions.glob(f"{version}.*/bin/python{version}"), reverse=True))


def _environment(version: str, python: str) -> str:
    folder = ROOT / f".venv-{version}"
    own, stamp = str(folder / "bin" / "python"), folder / "ready"
    wanted = [ROOT / "pyproject.toml", ROOT / "constraints.txt"]
    if not stamp.is_file() or any(it.stat().st_mtime > stamp.stat().st_mtime for it in wanted):
        subprocess.run([python, "-m", "venv", "--without-pip", str(folder)], check=True)
        pip = [sys.executable, "-m", "pip", "--python", own, "install", "--quiet"]
        subprocess.run([*pip, "--editable", ".[testing,columnar,store,form]", "--group", "run"], cwd=ROOT, check=True)
        # Compiled, and not from Python 3.13 on: where it cannot be installed its tests are skipped.
        subprocess.run([*pip, "--editable", ".[durable]"], cwd=ROOT, check=False)
        stamp.touch()
    return own


if __name__ == "__main__":
    sys.exit(main())
