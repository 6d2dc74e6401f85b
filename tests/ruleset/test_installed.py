"""Rulesets that live elsewhere: in an installed package, by its entry point."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from lagesbild_rules.ruleset import shipped_rulesets

PROJECT = """
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"

[project]
name = "exempel-rulesets"
version = "1.0"

[project.entry-points."lagesbild_rules.rulesets"]
exempel = "{package}"

[tool.hatch.build.targets.wheel]
packages = ["exempel_rulesets"]
"""


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder into which a second package, which offers a ruleset, was really installed."""
    return _install(tmp_path_factory.mktemp("second"), "exempel_rulesets")


def _install(where: Path, package: str) -> Path:
    source = where / "source"
    texts = source / "exempel_rulesets/exempel/egen"
    texts.mkdir(parents=True)
    (source / "pyproject.toml").write_text(PROJECT.format(package=package), encoding="utf-8")
    (source / "exempel_rulesets/__init__.py").write_text("", encoding="utf-8")
    text = (shipped_rulesets() / "berlin/mss/2021-01-01.yaml").read_text(encoding="utf-8")
    (texts / "2021-01-01.yaml").write_text(text.replace("id: berlin.mss", "id: exempel.egen"), encoding="utf-8")
    target = where / "target"
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-build-isolation", "--no-index"]
    subprocess.run([*pip, "--target", str(target), str(source)], check=True)
    return target


def lagesbild(path: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    code = "from lagesbild_rules.cli import main; main()"
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        env={**os.environ, "PYTHONPATH": str(path)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_ruleset_of_an_installed_package_is_listed_found_and_used(installed: Path, tmp_path: Path) -> None:
    listed = lagesbild(installed, "rulesets", "list", "--format", "json")
    assert "exempel.egen" in {it["id"] for it in json.loads(listed.stdout)}
    facts = tmp_path / "facts.csv"
    facts.write_text("area,status_index\nExempelby (konstruerat),0.2\n", encoding="utf-8")
    done = lagesbild(installed, "assess", str(facts), "--ruleset", "exempel.egen", "--as-of", "2022-01-01")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["classifications"]["status"]["level"] == "mittel"


def test_without_the_package_the_ruleset_is_not_there(tmp_path: Path) -> None:
    done = lagesbild(tmp_path, "rulesets", "show", "exempel.egen", "--as-of", "2022-01-01")
    assert done.returncode == 2
    assert "LR401" in done.stderr


def test_an_entry_point_without_a_folder_is_an_error(tmp_path: Path) -> None:
    broken = _install(tmp_path, "nowhere_to_be_found")
    done = lagesbild(broken, "rulesets", "list")
    assert done.returncode == 2
    assert "nowhere_to_be_found" in done.stderr
    assert "Traceback" not in done.stderr
