"""Every notebook is valid and kept without what it printed. That it runs and becomes a page is in ``test_build.py``."""

from __future__ import annotations

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
