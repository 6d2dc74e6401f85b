"""One build of wheel and sdist for all tests, another one made elsewhere, and wheels of what the core needs."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from importlib.metadata import Distribution, distribution
from pathlib import Path
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT: Final = Path(__file__).parents[2]
NOT_COPIED: Final = shutil.ignore_patterns(
    *("*.pyc", "__pycache__", ".git", ".venv*", ".*_cache", ".hypothesis", "node_modules", "_build", "build", "dist"),
    *("*.duckdb", ".coverage*", "*.egg-info"),
)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel and the sdist, built from a copy of the source."""
    return build(tmp_path_factory.mktemp("one"), "022", "UTC", older=False)


@pytest.fixture(scope="session")
def built_elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same, from another copy of the source: in another folder, at another time, by someone with another umask."""
    return build(tmp_path_factory.mktemp("a longer path") / "of another user", "077", "Asia/Tokyo", older=True)


def build(where: Path, umask: str, zone: str, *, older: bool) -> Path:
    before = os.umask(int(umask, 8))
    try:
        source = where / "source"
        shutil.copytree(ROOT, source, ignore=NOT_COPIED, copy_function=shutil.copyfile)
        if older:
            for it in source.rglob("*"):
                os.utime(it, (10**9, 10**9))
        words = [sys.executable, "-m", "hatchling", "build", "-d", str(where / "dist")]
        environment = {**os.environ, "TZ": zone}
        environment.pop("SOURCE_DATE_EPOCH", None)
        subprocess.run(words, cwd=source, env=environment, check=True, capture_output=True)
    finally:
        os.umask(before)
    return where / "dist"


@pytest.fixture(scope="session")
def wheels(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Wheels of the libraries that the core needs, made of what is installed: no network is asked."""
    folder = tmp_path_factory.mktemp("wheels")
    wanted, seen = ["lagesbild-rules"], set[str]()
    while wanted:
        name = canonicalize_name(wanted.pop())
        if name in seen:
            continue
        seen.add(name)
        it = distribution(name)
        asked = map(Requirement, it.requires or ())
        wanted += [one.name for one in asked if one.marker is None or one.marker.evaluate({"extra": ""})]
        if name != "lagesbild-rules":
            packed(it, folder)
    return folder


def packed(it: Distribution, folder: Path) -> None:
    """Write the wheel that *it* was installed from, as far as its files are still there."""
    tags = [line.partition(": ")[2] for line in (it.read_text("WHEEL") or "").splitlines() if line.startswith("Tag:")]
    pythons, abis, platforms = (".".join(sorted({tag.split("-")[place] for tag in tags})) for place in range(3))
    name = canonicalize_name(it.metadata["Name"]).replace("-", "_")
    with ZipFile(folder / f"{name}-{it.version}-{pythons}-{abis}-{platforms}.whl", "w", ZIP_DEFLATED) as wheel:
        for file in it.files or ():
            name_there = str(file)
            if name_there.startswith("..") or name_there.endswith(
                (".pyc", "INSTALLER", "REQUESTED", "direct_url.json")
            ):
                continue
            wheel.write(str(file.locate()), name_there)
