"""Years later: this library verifies every receipt, page and PDF that an older one wrote."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from lagesbild_rules.record import FORMAT, carried
from tests.cli.conftest import Run
from tests.cli.schemas import fits

from .museum import COMMANDS, STUDIES
from .torg import MUSEUM, RULESETS, SOUTH

ROOMS = sorted(it for it in MUSEUM.iterdir() if it.is_dir())
SUPPORTS = (
    *("facts.csv", "observations.csv", "noa-facts.csv", "later-facts.csv", "published.csv", "areas.csv"),
    "answers.csv",
)
EXHIBITS = sorted(
    it
    for room in ROOMS
    for it in room.rglob("*")
    if it.is_file() and it.name not in SUPPORTS and not {"rulesets", "round"} & set(it.parts)
)
ANSWERS = [it for it in EXHIBITS if it.name not in STUDIES]
"""The exhibits other than studies: those are verified beside their inputs, in `test_outputs`."""


def facts_of(name: str) -> str:
    """Return the name of the table that an exhibit rests on."""
    if name.startswith("noa"):
        return "noa-facts.csv"
    return "observations.csv" if name.startswith(("explanation", "open")) else "facts.csv"


def test_the_museum_has_a_room_for_the_format_of_now_and_all_its_exhibits() -> None:
    assert f"lagesbild-receipt/{ROOMS[-1].name}" == FORMAT
    assert {it.relative_to(ROOMS[-1]).parts[0] for it in EXHIBITS if ROOMS[-1] in it.parents} >= set(COMMANDS)
    assert {it.suffix for it in EXHIBITS} == {".html", ".json", ".jsonl", ".pdf"}


@pytest.mark.parametrize("exhibit", ANSWERS, ids=lambda it: str(it.relative_to(MUSEUM)))
def test_an_exhibit_verifies_by_its_facts(exhibit: Path, run: Run) -> None:
    room = MUSEUM / exhibit.relative_to(MUSEUM).parts[0]
    asked = (
        "--rulesets",
        room / "rulesets",
        "--facts",
        room / facts_of(exhibit.name),
        "--format",
        "json",
        "--lang",
        "en",
    )
    done = run("verify", exhibit, *asked)
    assert done.code == 0, done.out + done.err
    found = json.loads(done.out)
    fits(found, "verification")
    assert found["identical"]
    for it in found["receipts"]:
        assert it["differences"] == []
        standing = {one["what"]: one["standing"] for one in it["checks"]}
        assert standing["receipt"] == standing["ruleset"] == standing["facts"] == "same"
        assert standing["document"] == ("not_checked" if it["carrier"] == "receipt" else "same")
        assert standing["result"] == "same" or (it["kind"] == "study" and it["carrier"] != "json")


def test_the_exhibits_are_of_every_kind_audience_and_carrier() -> None:
    found = [one for it in EXHIBITS for one in carried(it.read_bytes())]
    assert {(it.receipt.kind, it.carrier) for it in found} >= {
        *(("assessment", it) for it in ("receipt", "html", "json", "pdf")),
        *(("study", it) for it in ("html", "json", "pdf")),
        ("picture", "receipt"),
    }
    assert {(it.receipt.kind, it.receipt.audience) for it in found} >= {
        *(("assessment", it) for it in ("internal", "open")),
        *(("picture", it) for it in ("internal", "open")),
    }


def test_everyone_can_verify_an_open_page_by_the_open_facts_alone(run: Run, tmp_path: Path) -> None:
    lines = (ROOMS[0] / "observations.csv").read_text(encoding="utf-8").splitlines()
    opened = tmp_path / "open.csv"
    opened.write_text("\n".join([lines[0], *(it for it in lines[1:] if ",open," in it)]) + "\n", encoding="utf-8")
    asked = (ROOMS[0] / "open.html", "--rulesets", RULESETS, "--facts", opened, "--lang", "en")
    done = run("verify", *asked, "--open-facts")
    assert done.code == 0, done.out
    assert "the published class may rest on more than open facts" in " ".join(done.out.split())
    strict = run("verify", *asked)
    assert strict.code == 1
    assert f"the class lage of {SOUTH} comes out as" in " ".join(strict.out.split())
