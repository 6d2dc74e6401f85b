"""The pages are built strictly: a warning is an error, and every notebook runs from top to bottom."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from .blocks import ROOT
from .test_notebooks import NOTEBOOKS, read

pytestmark = pytest.mark.xdist_group("pages")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, subprocess.CompletedProcess[str]]:
    """Return the folder into which the pages were built, once for all tests, and how that ended."""
    for name in ("sphinx", "myst_nb", "ipykernel", "furo"):
        pytest.importorskip(name)
    folder = tmp_path_factory.mktemp("pages")
    words = ["-m", "sphinx", "-W", "--keep-going", "-q", "-d", str(folder / "doctrees"), "docs", str(folder / "out")]
    return folder, subprocess.run(
        [sys.executable, *words], cwd=ROOT, capture_output=True, encoding="utf-8", check=False
    )


def test_the_pages_are_built_without_a_warning(built: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    folder, done = built
    # A kernel tells on standard error that it listens on this machine alone; that is no warning of the build.
    said = [it for it in done.stderr.splitlines() if not it.startswith("[IPKernelApp]")]
    assert (done.returncode, said) == (0, [])
    assert (folder / "out" / "index.html").is_file()


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda it: it.stem)
def test_a_notebook_runs_and_shows_something(path: Path, built: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    folder, _ = built
    code = [it for it in read(folder / "jupyter_execute" / "notebooks" / path.name).cells if it.cell_type == "code"]
    assert [it.execution_count for it in code] == list(range(1, len(code) + 1))
    outputs = [out for it in code for out in it.outputs]
    kinds = {kind for out in outputs for kind in out.get("data", {})}
    assert {"text/plain", "text/markdown", "image/svg+xml"} <= kinds
    assert not [out for out in outputs if out.output_type == "error" or out.get("name") == "stderr"]
    shown = (folder / "out" / "notebooks" / f"{path.stem}.html").read_text(encoding="utf-8")
    assert "cell_output" in shown
    assert "<svg" in shown or list((folder / "out").rglob("*.svg"))


def test_no_page_lists_every_error_beside_it(built: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    folder, _ = built
    pages = {
        it: (folder / "out" / it).read_text(encoding="utf-8") for it in ("index.html", "how-to/assess-a-table.html")
    }
    assert all("errors/index.html" in text and "errors/LR101.html" not in text for text in pages.values())
    assert 'href="LR101.html"' in (folder / "out" / "reference" / "errors" / "index.html").read_text(encoding="utf-8")
