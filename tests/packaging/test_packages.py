"""The wheel and the sdist: built twice they are the same bytes, and work in an environment without the repository."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
import tarfile
import tomllib
import venv
from pathlib import Path
from zipfile import ZipFile

import pytest

from .conftest import ROOT

AREAS = ROOT / "docs" / "examples" / "constructed" / "areas.csv"
ASKED = ["--ruleset", "noa.utsatta-omraden", "--as-of", "2024-12-31"]
OFFLINE = ["unshare", "--net"]
"""Where root may, what is installed offline is installed with no network at all."""


def contents(folder: Path) -> dict[str, str]:
    return {it.name: hashlib.sha256(it.read_bytes()).hexdigest() for it in sorted(folder.iterdir()) if it.is_file()}


def wheel_of(folder: Path) -> Path:
    (wheel,) = folder.glob("lagesbild_rules-*.whl")
    return wheel


def test_two_builds_are_the_same_bytes(built: Path, built_elsewhere: Path) -> None:
    first = {name: digest for name, digest in contents(built).items() if name.startswith("lagesbild")}
    assert {name.rpartition(".")[2] for name in first} == {"whl", "gz"}
    assert contents(built_elsewhere) == first


def test_the_wheel_carries_the_bill_of_materials(built: Path) -> None:
    with ZipFile(wheel_of(built)) as wheel:
        (name,) = (it for it in wheel.namelist() if ".dist-info/sboms/" in it)
        bill = json.loads(wheel.read(name))
        assert wheel.read(name) == (ROOT / "tools" / "lagesbild-rules.cdx.json").read_bytes()
        names = wheel.namelist()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert (bill["bomFormat"], bill["metadata"]["component"]["version"]) == ("CycloneDX", project["version"])
    assert "timestamp" not in bill["metadata"]
    required = {it["name"] for it in bill["components"] if it["scope"] == "required"}
    assert required == {"attrs", "cattrs", "click", "pyyaml", "rich"}
    assert all(it["version"] for it in bill["components"] if it["scope"] == "required")
    refs = {it["bom-ref"] for it in bill["components"]}
    assert len(refs) == len(bill["components"])
    assert {it for one in bill["dependencies"] for it in one.get("dependsOn", ())} == refs
    assert {"_lagesbild_command.py", "lagesbild_rules/py.typed", "lagesbild_rules/_rulesets/lock.json"} <= {*names}
    assert not [it for it in names if it.startswith(("tests/", "docs/", "benchmarks/"))]


def test_the_sdist_holds_what_the_wheel_is_built_from(built: Path) -> None:
    (sdist,) = built.glob("*.tar.gz")
    with tarfile.open(sdist) as files:
        names = {it.name.partition("/")[2] for it in files}
    assert {"pyproject.toml", "SECURITY.md", "constraints.txt", "rulesets/lock.json", "tools/sbom.py"} <= names
    assert not [it for it in names if it.startswith((".venv", ".git/")) or it.endswith(".pyc")]


@pytest.fixture(scope="module")
def house(built: Path, wheels: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheelhouse, collected without a network from the wheels that are there."""
    folder = tmp_path_factory.mktemp("carried") / "wheelhouse"
    words = [sys.executable, str(ROOT / "tools" / "wheelhouse.py"), str(folder), "--own", str(wheel_of(built)), "--"]
    subprocess.run([*words, "--no-index", "--find-links", str(wheels)], check=True, capture_output=True)
    return folder


@pytest.fixture(scope="module")
def installed(house: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The commands of a fresh environment, in which the library was installed from the wheelhouse alone."""
    folder = tmp_path_factory.mktemp("fresh") / "environment"
    venv.create(folder, with_pip=False, symlinks=True)
    page = (ROOT / "docs/how-to/install-offline.md").read_text(encoding="utf-8")
    (line,) = re.findall(r"`python -m pip (install [^`]+)`", page)
    words = [sys.executable, "-m", "pip", "--python", str(folder / "bin" / "python"), *line.split()]
    environment = {**os.environ, "PIP_CONFIG_FILE": os.devnull, "PIP_NO_CACHE_DIR": "1"}
    for name in ("PYTHONPATH", "PIP_CONSTRAINT", "PIP_INDEX_URL"):
        environment.pop(name, None)
    offline = OFFLINE if subprocess.run([*OFFLINE, "true"], check=False, capture_output=True).returncode == 0 else []
    subprocess.run([*offline, *words, "--quiet"], cwd=house, env=environment, check=True)
    return folder / "bin"


def away(installed: Path, where: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {key: it for key, it in os.environ.items() if not key.startswith("PYTHON")}
    return subprocess.run(
        [str(installed / words[0]), *words[1:]],
        cwd=where,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_every_wheel_is_named_with_its_digest(house: Path) -> None:
    lines = (house / "requirements.txt").read_text(encoding="utf-8").splitlines()
    digests = {line.rpartition("sha256:")[2] for line in lines}
    assert digests == {digest for name, digest in contents(house).items() if name.endswith(".whl")}
    assert {line.partition("==")[0] for line in lines} >= {
        "attrs",
        "cattrs",
        "click",
        "lagesbild-rules",
        "pyyaml",
        "rich",
    }


def test_a_wheel_that_was_changed_is_not_installed(house: Path, tmp_path: Path) -> None:
    for it in house.iterdir():
        (tmp_path / it.name).write_bytes(it.read_bytes())
    own = wheel_of(tmp_path)
    with ZipFile(own, "a") as wheel:
        wheel.writestr("more.py", "")
    words = [sys.executable, "-m", "pip", "install", "--target", "there", "--no-index", "--find-links", "."]
    done = subprocess.run(
        [*words, "--require-hashes", "--requirement", "requirements.txt"],
        cwd=tmp_path, env={**os.environ, "PIP_CONSTRAINT": ""}, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode != 0
    assert "DO NOT MATCH THE HASHES" in done.stderr


def test_the_main_job_works_without_the_repository(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "areas.csv").write_bytes(AREAS.read_bytes())
    where = away(installed, tmp_path, "python", "-c", "import lagesbild_rules; print(lagesbild_rules.__file__)")
    assert str(installed.parent) in where.stdout
    done = away(installed, tmp_path, "lagesbild", "assess", "areas.csv", *ASKED, "--out", "answers.jsonl")
    assert (done.returncode, done.stderr) == (0, "")
    lines = (tmp_path / "answers.jsonl").read_text(encoding="utf-8").splitlines()
    here = subprocess.run(
        [sys.executable, "-m", "_lagesbild_command", "assess", str(AREAS), *ASKED], cwd=ROOT, capture_output=True,
        encoding="utf-8", check=True,
    )  # fmt: skip
    assert lines == here.stdout.splitlines()
    said = away(
        installed, tmp_path, "lagesbild", "explain", "areas.csv", "--area", json.loads(lines[0])["area"], *ASKED
    )
    assert (said.returncode, said.stderr) == (0, "")
    assert json.loads(lines[0])["area"] in said.stdout


def test_the_shipped_rulesets_are_as_their_lock_has_them(installed: Path, tmp_path: Path) -> None:
    done = away(installed, tmp_path, "lagesbild", "rulesets", "lock", "--check")
    assert done.returncode == 0, done.stdout + done.stderr
