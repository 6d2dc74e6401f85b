"""The pages are built strictly: a warning is an error."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from .blocks import ROOT


def test_the_pages_are_built_without_a_warning(tmp_path: Path) -> None:
    pytest.importorskip("sphinx")
    pytest.importorskip("myst_nb")
    pytest.importorskip("ipykernel")
    pytest.importorskip("furo")
    words = [
        "-m",
        "sphinx",
        "-W",
        "--keep-going",
        "-q",
        "-d",
        str(tmp_path / "doctrees"),
        "docs",
        str(tmp_path / "out"),
    ]
    done = subprocess.run([sys.executable, *words], cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    # A kernel tells on standard error that it listens on this machine alone; that is no warning of the build.
    said = [it for it in done.stderr.splitlines() if not it.startswith("[IPKernelApp]")]
    assert (done.returncode, said) == (0, [])
    assert (tmp_path / "out" / "index.html").is_file()
    for notebook in (ROOT / "docs" / "notebooks").glob("*.ipynb"):
        shown = (tmp_path / "out" / "notebooks" / f"{notebook.stem}.html").read_text(encoding="utf-8")
        assert "cell_output" in shown
        assert "<svg" in shown or list((tmp_path / "out").rglob("*.svg"))
