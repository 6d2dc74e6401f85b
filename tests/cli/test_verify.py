"""``lagesbild verify``: what it tells of receipts, pages and what is none, and with which exit code."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from lagesbild_rules.canonical import digest_of
from tests.record.torg import DAY, FACTS, OBSERVATIONS, REFERENCE, RULESETS, SOUTH

from .conftest import Done, Run
from .schemas import fits

ASKED = ("--ruleset", REFERENCE, "--as-of", str(DAY), "--rulesets", str(RULESETS))


def flat(done: Done) -> str:
    return " ".join(done.out.split())


@pytest.fixture
def receipts(run: Run, tmp_path: Path) -> Path:
    """A receipt of every square."""
    path = tmp_path / "receipts.jsonl"
    done = run("assess", FACTS, *ASKED, "--format", "csv", "--receipts", path)
    assert done.code == 0
    return path


def explained(run: Run, path: Path, *more: str) -> Path:
    done = run("explain", OBSERVATIONS, *ASKED, "--area", SOUTH, "--format", path.suffix[1:], "--out", path, *more)
    assert done.code == 0
    return path


def test_an_untouched_page_is_identical_and_tells_what_was_not_checked(run: Run, tmp_path: Path) -> None:
    page = explained(run, tmp_path / "page.html")
    done = run("verify", page, "--rulesets", RULESETS, "--lang", "en")
    assert done.code == 0
    assert flat(done) == (
        f"✔ Identical: receipt of the assessment of {SOUTH}, 2023-06-30, konstruerat.torg@2020-01-01 "
        "The receipt itself the same The page that carries it the same The ruleset the same "
        "The facts not checked (give the facts with --facts) "
        "The result the same (worked out from the facts that stand in the receipt)"
    )
    whole = run("verify", page, "--rulesets", RULESETS, "--facts", OBSERVATIONS)
    assert whole.code == 0
    assert "inte prövat" not in whole.out


def test_a_changed_letter_of_a_page_is_told(run: Run, tmp_path: Path) -> None:
    page = explained(run, tmp_path / "page.html")
    text = page.read_text(encoding="utf-8")
    page.write_text(text.replace("Oroligt", "Lugnt", 1), encoding="utf-8")
    done = run("verify", page, "--rulesets", RULESETS, "--lang", "en")
    assert done.code == 1
    assert "The page that carries it differs" in flat(done)
    assert "✘ the page was changed: its digest is sha256:" in flat(done)


def test_a_changed_fact_is_told_by_its_indicator_and_its_area(run: Run, receipts: Path, tmp_path: Path) -> None:
    table = tmp_path / "facts.csv"
    table.write_text(FACTS.read_text(encoding="utf-8").replace("78.5", "88.5"), encoding="utf-8")
    done = run("verify", receipts, "--rulesets", RULESETS, "--facts", table, "--format", "json", "--lang", "en")
    assert done.code == 1
    found = json.loads(done.out)
    fits(found, "verification")
    told = {it["title"].partition(",")[0].rpartition(" of ")[2]: it["differences"] for it in found["receipts"]}
    assert [(it["what"], it["path"][-2:], it["area"], it["indicator"]) for it in told[SOUTH]] == [
        ("facts", ["lit", "fact"], SOUTH, "lit"),
        ("result", ["criteria", "dark"], SOUTH, None),
    ]
    assert told[SOUTH][0]["text"] == f"the fact lit of {SOUTH} is 88.5, but 78.5 stands in the receipt"
    assert told[SOUTH][0]["said"] == {"low": "78.5", "high": "78.5", "causes": []}
    others = [it for name, each in told.items() if name != SOUTH for it in each]
    assert {it["text"].partition(",")[0] for it in others} == {"the area's own facts are the same"}


def test_a_changed_observation_behind_an_equal_fact_is_told(run: Run, tmp_path: Path) -> None:
    page = explained(run, tmp_path / "page.json")
    table = tmp_path / "observations.csv"
    table.write_text(OBSERVATIONS.read_text(encoding="utf-8").replace("lampa 7", "lampa 8"), encoding="utf-8")
    done = run("verify", page, "--rulesets", RULESETS, "--facts", table, "--lang", "en")
    assert done.code == 1
    assert f"✘ the observations behind lit of {SOUTH} are not the same" in flat(done)


def test_an_area_that_is_gone_is_told(run: Run, receipts: Path, tmp_path: Path) -> None:
    table = tmp_path / "facts.csv"
    kept = [it for it in FACTS.read_text(encoding="utf-8").splitlines() if not it.startswith(SOUTH)]
    table.write_text("\n".join(kept) + "\n", encoding="utf-8")
    done = run("verify", receipts, "--rulesets", RULESETS, "--facts", table, "--lang", "en")
    assert done.code == 1
    assert f"✘ {SOUTH} is not among the facts" in flat(done)
    assert "✘ there are 4 areas, but 5 in the receipt" in flat(done)


def test_a_changed_ruleset_is_told_with_what_it_changes(run: Run, receipts: Path, tmp_path: Path) -> None:
    folder = tmp_path / "rulesets"
    shutil.copytree(RULESETS, folder)
    text = folder / REFERENCE / "2020-01-01.yaml"
    said = text.read_text(encoding="utf-8")
    text.write_text(said.replace("value: 80", "value: 70"), encoding="utf-8")
    done = run("verify", receipts, "--rulesets", folder, "--lang", "en")
    assert done.code == 1
    assert "✘ the ruleset changed: its logic is sha256:" in flat(done)
    assert f"✘ the criterion dark of {SOUTH} is false, but true stands in the receipt" in flat(done)
    text.write_text(said.replace("Torg (konstruerat)", "Platser (konstruerat)"), encoding="utf-8")
    worded = run("verify", receipts, "--rulesets", folder, "--lang", "en")
    assert worded.code == 1
    assert "its wording is sha256:" in flat(worded)
    assert "the criterion" not in flat(worded)


def test_a_replaced_text_is_found_by_its_digests(run: Run, tmp_path: Path) -> None:
    path, old = tmp_path / "receipts.jsonl", RULESETS / REFERENCE / "2020-01-01.v1.yaml"
    assert run("assess", FACTS, "--ruleset", old, "--as-of", DAY, "--format", "csv", "--receipts", path).code == 0
    done = run("verify", path, "--rulesets", RULESETS, "--facts", FACTS, "--format", "json")
    assert done.code == 0
    assert json.loads(path.read_text(encoding="utf-8").splitlines()[0])["rulesets"][0]["version"] == 1


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"format": "lagesbild-receipt/2"}, "LR821"),
        ({"format": "lagesbild-ruleset/1"}, "LR820"),
        ({"kind": "rumour"}, "LR822"),
        ({"more": 1}, "LR822"),
        ({"facts": None}, "LR822"),
    ],
    ids=str,
)
def test_what_cannot_be_read_is_an_error(
    run: Run, receipts: Path, tmp_path: Path, change: dict[str, object], code: str
) -> None:
    data = {**json.loads(receipts.read_text(encoding="utf-8").splitlines()[0]), **change}
    data["digest"] = digest_of({key: it for key, it in data.items() if key != "digest"})
    path = tmp_path / "other.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    done = run("verify", path, "--rulesets", RULESETS)
    assert done.code == 2
    assert done.out == ""
    assert f"{path}: {code} " in done.err


@pytest.mark.parametrize(
    "data",
    [b"{}", b"[1]", b"nothing", b"\xff\xfe", b"%PDF-1.7\n%%EOF", b"<html></html>", b"[" * 100_000, b'{"a": "\\ud800"}'],
    ids=["object", "list", "text", "bytes", "pdf", "html", "deep", "half"],
)
def test_a_file_without_a_receipt_is_an_error(run: Run, tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "file"
    path.write_bytes(data)
    done = run("verify", path)
    assert done.code == 2
    assert f"{path}: LR820 there is no receipt in it" in done.err


def test_a_ruleset_that_is_not_there_is_an_error(run: Run, receipts: Path) -> None:
    done = run("verify", receipts)
    assert done.code == 2
    assert "LR401 no text of `konstruerat.torg` that begins on `2020-01-01` is here" in done.err
    assert "help: name the folder that holds it with `--rulesets`" in done.err


def test_receipts_take_an_engine_that_keeps_every_step(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "receipts.jsonl"
    done = run("assess", FACTS, *ASKED, "--engine", "columnar", "--receipts", path)
    assert done.code == 2
    assert "--receipts goes with" in done.err
    assert not path.exists()
    assert run("verify", FACTS, "--open-facts").code == 2


def test_the_lines_of_assess_stay_as_they_are(run: Run, receipts: Path) -> None:
    plain = run("assess", FACTS, *ASKED, "--format", "jsonl")
    beside = run("assess", FACTS, *ASKED, "--format", "jsonl", "--receipts", receipts)
    assert beside.out == plain.out
    for line, receipt in zip(plain.lines, receipts.read_text(encoding="utf-8").splitlines(), strict=True):
        said, held = json.loads(line), json.loads(receipt)
        assert held["facts"]["area"]["area"] == said["area"]
        assert {id_: it["fact"] for id_, it in held["facts"]["area"]["indicators"].items()} == said["facts"]
        assert held["result"]["criteria"] == said["criteria"]


def test_a_study_of_two_texts_names_both_once(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "power.json"
    before, after = "noa.utsatta-omraden@2023-12-01", "noa.utsatta-omraden@2025-12-01"
    assert run("study", "power", after, "--format", "json", "--out", path).code == 0
    one = run("verify", path, "--lang", "en")
    assert flat(one).startswith(f"✔ Identical: receipt of the power in {after}, 2025-12-01 The receipt itself")
    both = tmp_path / "diff.json"
    assert run("study", "diff", before, after, "--format", "json", "--out", both).code == 0
    said = flat(run("verify", both, "--lang", "en"))
    assert said.startswith(f"✔ Identical: receipt of what differs between {before} and {after}, 2025-12-01 The receipt")
