"""Every output that should carry a receipt does, and the page says of every other why it does not."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import attrs
import pytest

from lagesbild_rules.canonical import canonical, digest_of
from lagesbild_rules.cli import lagesbild
from lagesbild_rules.cli._log_kept import commands_of
from lagesbild_rules.record import carried
from tests.cli.conftest import AREAS, ROOT, Run

from .museum import COMMANDS, STUDIES
from .torg import DAY, FACTS, OBSERVATIONS, REFERENCE, ROOM, RULESETS, SOUTH, assessed

CARRY: Final = ("json", "jsonl", "html", "pdf")
"""The formats that could carry a receipt."""
OUT: Final = {"out", "to"}
WRITTEN: Final = OUT | {"plot", "write", "receipts", "dmn_file", "save_witnesses"}
Key = tuple[str, str]
"""A command, and a format, an option that names a file, or `file` where its output has one form."""
ASKED: Final = ("--ruleset", REFERENCE, "--as-of", str(DAY), "--rulesets", str(RULESETS))
ROUND: Final = ("--day", "2023-07-10", "--format")


def outputs() -> Iterator[Key]:
    """Yield every output of every command that could carry a receipt, or that a file takes."""
    for name, command in commands_of(lagesbild):
        formats = next((it.type.choices for it in command.params if it.name == "format_"), ())  # type: ignore[attr-defined]
        held = [it for it in formats if it in CARRY]
        yield from ((name, it) for it in held)
        written = [it for it in command.params if it.name in WRITTEN]
        yield from ((name, it.opts[0]) for it in written if it.name not in OUT)
        if not held and any(it.name in OUT for it in written):
            yield name, "file"


def table() -> dict[Key, tuple[str, str]]:
    """Return what the page on receipts says of each output: what its receipt is of, and why it has none."""
    page = (ROOT / "docs" / "reference" / "receipts.md").read_text(encoding="utf-8")
    part = page.partition("## Which outputs carry one")[2].partition("\n## ")[0]
    found: dict[Key, tuple[str, str]] = {}
    for line in part.splitlines():
        cells = [it.strip() for it in line.strip("|").split("|")]
        if not line.startswith("| `"):
            continue
        of, why = cells[2:]
        for command in re.findall(r"`([^`]+)`", cells[0]):
            for output in (it.strip("` ") for it in cells[1].split(",")):
                assert (command, output) not in found
                found[command, output] = of, why
    return found


TABLE: Final = table()
CARRYING: Final = sorted(key for key, (of, _) in TABLE.items() if of != "–")


def test_the_page_speaks_of_every_output_and_gives_a_reason_for_each_without_a_receipt() -> None:
    assert set(TABLE) == set(outputs())
    assert {key for key, (of, why) in TABLE.items() if (of == "–") != bool(why)} == set()


def words_of(key: Key, out: Path) -> list[str]:
    """Return a command that writes the output *key* to *out*."""
    command, output = key
    match command:
        case "assess":
            return ["assess", str(FACTS), *ASKED, "--format", "csv", "--out", f"{out}.csv", output, str(out)]
        case "explain":
            asked = ["explain", str(OBSERVATIONS), *ASKED, "--area", SOUTH]
            return [*asked, "--format", output, "--out", str(out)]
        case "picture":
            areas = out.with_suffix(".csv")
            areas.write_text(
                "area,municipality_code,municipality\n"
                + "".join(f"{it.area},01{at},Sagostad {at}\n" for at, it in enumerate(assessed(), 10)),
                encoding="utf-8",
            )
            return ["picture", str(FACTS), *ASKED, "--areas", str(areas), "-o", str(out), "--pdf", "--sheets"]
        case "study audit":
            return [*COMMANDS["audit"][:-4], "--out", str(out)]
        case "round pages":
            return ["round", "pages", str(ROOM / "round"), *ROUND, output, "-o", str(out)]
        case _:
            example = next(it for it in STUDIES.values() if " ".join(it).startswith(f"{command} "))
            at = example.index("--format")
            return [*example[:at], "--format", output, "--out", str(out)]


@pytest.mark.parametrize("key", CARRYING, ids=" ".join)
def test_an_output_that_should_carry_a_receipt_does(run: Run, tmp_path: Path, key: Key) -> None:
    out = tmp_path / "out"
    done = run(*words_of(key, out))
    assert done.code in (0, 1), done.err
    files = (
        [out] if out.is_file() else [it for it in out.rglob("*") if it.suffix in {".json", ".jsonl", ".html", ".pdf"}]
    )
    assert files
    for file in files:
        every = carried(file.read_bytes())
        assert {it.receipt.kind for it in every} <= {"assessment", "picture", "study"}
        assert all(it.receipt.kind in TABLE[key][0] or it.carrier == "receipt" for it in every)
        verified = run("verify", file, "--rulesets", RULESETS)
        assert verified.code == 0, verified.out + verified.err


NONE: Final[dict[Key, tuple[object, ...]]] = {
    ("rulesets show", "json"): ("rulesets", "show", "berlin.mss@2021-01-01", "--format", "json"),
    ("rulesets show", "html"): ("rulesets", "show", "berlin.mss@2021-01-01", "--format", "html"),
    ("rulesets diff", "json"): (
        *("rulesets", "diff", "noa.utsatta-omraden@2023-12-01", "noa.utsatta-omraden@2025-12-01", "--format", "json"),
    ),
    ("rulesets list", "json"): ("rulesets", "list", "--format", "json"),
    ("facts completeness", "json"): (
        *("facts", "completeness", AREAS, "--ruleset", "noa.utsatta-omraden", "--as-of", "2024-12-31"),
        *("--format", "json"),
    ),
    ("verify", "json"): ("verify", ROOM / "power.json", "--rulesets", RULESETS, "--format", "json"),
}
"""The outputs as JSON and HTML that carry none."""


def test_the_outputs_without_a_receipt_are_those_that_the_page_names(run: Run, tmp_path: Path) -> None:
    assert set(NONE) == {key for key in set(TABLE) - set(CARRYING) if key[1] in {"json", "html", "pdf"}}
    for words in NONE.values():
        (tmp_path / "out").write_text(run(*words).out, encoding="utf-8")
        done = run("verify", tmp_path / "out")
        assert (done.code, "LR820" in done.err) == (2, True)


def test_a_frozen_round_keeps_the_receipt_of_its_picture(run: Run, tmp_path: Path) -> None:
    shutil.copytree(ROOM / "round", tmp_path / "round")
    done = run("verify", tmp_path / "round" / "receipt.json", "--rulesets", RULESETS, "--facts", tmp_path / "round")
    assert done.code == 0, done.out + done.err


def test_a_sheet_is_held_to_its_own_areas_and_tells_nothing_of_others(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert run(*(it for it in words_of(("picture", "file"), out) if it != "--pdf")).code == 0
    for sheet in sorted((out / "municipalities").iterdir()):
        (found,) = carried(sheet.read_bytes())
        assert found.receipt.result is not None
        (own,) = [it["area"] for it in found.receipt.result["areas"]]
        text = canonical(found.receipt.data).decode()
        assert [it.area for it in assessed() if it.area in text] == [own]
        assert run("verify", sheet, "--rulesets", RULESETS, "--facts", FACTS).code == 0
    (whole,) = carried((out / "index.html").read_bytes())
    assert whole.receipt.result is not None
    fewer = {"areas": list(whole.receipt.result["areas"])[1:]}
    left_out = attrs.evolve(whole.receipt, result=fewer, result_digest=digest_of(fewer), document=None)
    (tmp_path / "fewer.json").write_bytes(canonical(left_out.data))
    assert run("verify", tmp_path / "fewer.json", "--rulesets", RULESETS, "--facts", FACTS).code == 1
