"""Every notebook runs from top to bottom, is kept without what it printed, and becomes a page."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from .blocks import ROOT

NOTEBOOKS = sorted((ROOT / "docs" / "notebooks").glob("*.ipynb"))


def read(path: Path) -> Any:
    nbformat = pytest.importorskip("nbformat")
    return nbformat.read(path, as_version=4)


def test_there_are_notebooks() -> None:
    assert len(NOTEBOOKS) >= 2


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda it: it.stem)
def test_it_is_valid_and_kept_without_output(path: Path) -> None:
    nbformat = pytest.importorskip("nbformat")
    notebook = read(path)
    nbformat.validate(notebook)
    code = [it for it in notebook.cells if it.cell_type == "code"]
    assert code
    assert [(it.outputs, it.execution_count) for it in code] == [([], None)] * len(code)
    assert notebook.cells[0].source.startswith("# ")


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda it: it.stem)
def test_it_runs_and_shows_something(path: Path) -> None:
    nbclient = pytest.importorskip("nbclient")
    pytest.importorskip("ipykernel")
    notebook = read(path)
    client = nbclient.NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(path.parent)}})
    with ThreadPoolExecutor(1) as apart:  # another test may have left a loop running in this thread
        apart.submit(asyncio.run, client.async_execute()).result()
    outputs = [out for it in notebook.cells if it.cell_type == "code" for out in it.outputs]
    kinds = {kind for out in outputs for kind in out.get("data", {})}
    assert {"text/plain", "text/markdown", "image/svg+xml"} <= kinds
    assert not [out for out in outputs if out.output_type == "error" or out.get("name") == "stderr"]
