"""What a user of the library meets: the names, what importing costs, and that nothing is printed."""

from __future__ import annotations

import logging
import subprocess
import sys
from importlib import import_module
from importlib.resources import files
from pathlib import Path

import pytest

import lagesbild_rules
from lagesbild_rules import assess, document, explain, find_ruleset, read_facts

PACKAGE = Path(lagesbild_rules.__path__[0])
ROOMS = sorted(it.parent.name for it in PACKAGE.glob("*/__init__.py"))
HEAVY = {
    *("duckdb", "pyarrow", "pandas", "numpy", "z3", "rich", "durable", "hypothesis", "click"),
    *(
        "pytest",
        "sqlglot",
        "pyspark",
        "dask",
        "polars",
        "typst",
        "cryptography",
        "geopandas",
        "pyogrio",
        "shapely",
        "pyproj",
    ),
}


def _imported(statement: str) -> set[str]:
    """Return the outermost modules that *statement* loads in a fresh interpreter."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-c", statement], capture_output=True, encoding="utf-8", check=True
    )
    assert done.stdout == ""
    modules = (line.rpartition("|")[2].strip() for line in done.stderr.splitlines() if line.startswith("import time:"))
    return {name.partition(".")[0] for name in modules}


def test_the_public_names_are_sorted_few_and_there() -> None:
    names = lagesbild_rules.__all__
    assert names == sorted(names)
    assert len(names) <= 18
    assert all(getattr(lagesbild_rules, name) is not None for name in names)


@pytest.mark.parametrize("room", ROOMS)
def test_the_names_of_a_room_are_sorted_and_there(room: str) -> None:
    module = import_module(f"lagesbild_rules.{room}")
    constants = [name for name in module.__all__ if name.isupper()]
    classes = [name for name in module.__all__ if not name.isupper() and name[0].isupper()]
    functions = [name for name in module.__all__ if name[0].islower()]
    assert list(module.__all__) in (
        sorted(module.__all__),
        [*sorted(constants), *sorted(classes), *sorted(functions)],
    )
    assert [name for name in module.__all__ if not hasattr(module, name)] == []


def test_importing_the_library_loads_nothing_heavy() -> None:
    loaded = _imported("import lagesbild_rules")
    assert {"lagesbild_rules", "attr", "yaml"} <= loaded
    assert loaded & HEAVY == set()


def test_assessing_and_explaining_load_nothing_heavy() -> None:
    row = "{'area': 'Sagokvarteret (konstruerat)', 'status_index': '1.00'}"
    loaded = _imported(
        "from lagesbild_rules import *\n"
        "ruleset = find_ruleset('berlin.mss', as_of='2021-12-31')\n"
        f"document(explain(assess(ruleset, {row}, as_of='2021-12-31')), 'sv')"
    )
    assert loaded & HEAVY == set()


@pytest.mark.parametrize("command", ["assess --help", "rulesets check berlin.mss"])
def test_a_command_loads_rich_only_where_it_prints(command: str) -> None:
    statement = (
        "import contextlib, io\n"
        "from lagesbild_rules.cli import main\n"
        "with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(SystemExit):\n"
        f"    main({command.split()!r})"
    )
    loaded = _imported(statement)
    assert "click" in loaded
    assert loaded & {"rich", "hypothesis", "numpy", "pyarrow", "z3"} == set()


def test_the_library_prints_nothing_and_logs(
    capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    table = tmp_path / "areas.csv"
    table.write_text("area,status_index\nSagokvarteret (konstruerat),1.00\n", encoding="utf-8")
    with caplog.at_level(logging.DEBUG):
        ruleset = find_ruleset("berlin.mss", as_of="2021-12-31")
        (facts,) = read_facts(table, ruleset.indicators).rows
        document(explain(assess(ruleset, facts, as_of="2021-12-31")), "en")
    assert capsys.readouterr() == ("", "")
    assert {record.name.partition(".")[0] for record in caplog.records} == {"lagesbild_rules"}
    assert f"read 1 areas from {table}, skipped for 0 problems" in caplog.messages


def test_nothing_configures_logging() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "import logging, lagesbild_rules; print(logging.getLogger().handlers)"],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert done.stdout == "[]\n"


def test_types_and_schemas_come_with_the_package() -> None:
    package = files("lagesbild_rules")
    assert (package / "py.typed").is_file()
    assert (package / "schemas" / "assessment.schema.json").is_file()


def test_a_command_loads_only_the_rooms_it_needs() -> None:
    words = ["assess", "nowhere.csv", "--ruleset", "noa.utsatta-omraden", "--as-of", "2024-12-31"]
    script = (
        "import sys\nfrom lagesbild_rules.cli import main\n"
        f"try:\n    main({words})\nexcept SystemExit as it:\n    assert it.code == 2\n"
        "print(*(it for it in sys.modules if it.startswith('lagesbild_rules.')))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, encoding="utf-8", check=True)
    rooms = {it.split(".")[1] for it in done.stdout.split()}
    assert {"cli", "evaluation", "facts", "report", "ruleset"} <= rooms
    assert rooms & {"export", "form", "picture", "study", "testing"} == set()
