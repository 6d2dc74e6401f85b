"""``lagesbild explain``."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

from lagesbild_rules.explanation import PHRASES

from .conftest import Run
from .schemas import fits

DECIDED = "Påhittsberget (konstruerat)"
OPEN = "Drömstaden (konstruerat)"


class Printed(SingleFileSnapshotExtension):
    """One text file for each snapshot, which can be read as it is."""

    _write_mode = WriteMode.TEXT
    file_extension = "txt"


@pytest.fixture
def printed(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    return snapshot.use_extension(Printed)


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("format_", ["console", "markdown"])
@pytest.mark.parametrize("area", [DECIDED, OPEN], ids=["decided", "open"])
def test_what_people_read(
    run: Run, constructed: tuple[str, ...], printed: SnapshotAssertion, area: str, format_: str, language: str
) -> None:
    done = run("explain", *constructed, "--area", area, "--format", format_, "--lang", language)
    assert (done.code, done.err) == (0, "")
    assert "".join(f"{line.rstrip()}\n" for line in done.lines) == printed


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("area", [DECIDED, OPEN], ids=["decided", "open"])
def test_json_fits_its_schema(run: Run, constructed: tuple[str, ...], area: str, language: str) -> None:
    done = run("explain", *constructed, "--area", area, "--format", "json", "--lang", language)
    assert (done.code, done.err) == (0, "")
    found = json.loads(done.out)
    fits(found, "explanation")
    assert (found["area"], found["language"]) == (area, language)
    assert found["proposal"] == PHRASES["proposal"].in_(found["language"])


def test_every_format_says_the_same_answer(run: Run, constructed: tuple[str, ...]) -> None:
    asked = ("explain", *constructed, "--area", DECIDED)
    headline = json.loads(run(*asked, "--format", "json").out)["classifications"][0]["headline"]
    assert headline == "Beräknad klass för Påhittsberget (konstruerat): Riskområde."
    assert headline in run(*asked, "--format", "console").out
    assert f"**{headline}**" in run(*asked, "--format", "markdown").out


def test_more_is_shown_level_by_level(run: Run, constructed: tuple[str, ...]) -> None:
    asked = ("explain", *constructed, "--area", DECIDED, "--level")
    headline, criteria, full = (run(*asked, level).out for level in ("headline", "criteria", "full"))
    assert PHRASES["h_levels"].sv not in headline
    assert PHRASES["h_levels"].sv in criteria
    assert PHRASES["h_ledger"].sv not in criteria
    assert PHRASES["h_ledger"].sv in full
    assert run("explain", *constructed, "--area", DECIDED).out == full


def test_our_readings_are_marked_as_ours_and_never_as_the_police_s(run: Run, constructed: tuple[str, ...]) -> None:
    found = json.loads(run("explain", *constructed, "--area", DECIDED, "--format", "json").out)
    assert found["constants"]
    assert {(it["whose"], it["whose_text"]) for it in found["constants"]} == {("reading", "vår tolkning")}
    waiting = [it["step"] for it in found["criteria"]]
    for step in waiting:
        waiting += step["members"]
        assert all(f"vår tolkning {name}" in step["text"].lower() for name in step["thresholds"])
    assert any(step["thresholds"] for step in waiting)


@pytest.mark.parametrize("area", [DECIDED, f"  {DECIDED} "])
def test_an_area_is_found_by_its_name_ends_trimmed(run: Run, constructed: tuple[str, ...], area: str) -> None:
    assert run("explain", *constructed, "--area", area, "--level", "headline").code == 0


@pytest.mark.parametrize(
    ("area", "help"),
    [
        ("Drömstaden (konstruerad)", "did you mean `Drömstaden (konstruerat)`?"),
        ("drömstaden", "write `Drömstaden (konstruerat)`"),
        ("Någon annanstans", "write `Påhittsberget (konstruerat)`, `Fantasilunda (konstruerat)`, "),
        ("", "write `Påhittsberget (konstruerat)`, `Fantasilunda (konstruerat)`, "),
    ],
)
def test_an_unknown_area(run: Run, constructed: tuple[str, ...], area: str, help: str) -> None:
    done = run("explain", *constructed, "--area", area)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(f"{constructed[0]}: LR501 no area `{area}` in the table\n  help: {help}")


def test_a_row_that_was_skipped_is_told_and_cannot_be_explained(
    run: Run, text: Callable[..., Path], tmp_path: Path
) -> None:
    table = tmp_path / "bad.csv"
    table.write_text("area,staffed\nSagotorget,jaa\nPåhittsplan,ja\n", encoding="utf-8")
    asked = ("explain", table, "--ruleset", text(), "--as-of", "2024-06-30", "--area")
    assert run(*asked, "Påhittsplan").code == 2
    skipping = run(*asked, "Påhittsplan", "--skip-bad-rows")
    assert skipping.code == 0
    assert f"skipped: {table}:2:staffed: LR307" in skipping.err
    assert "LR501 no area `Sagotorget`" in run(*asked, "Sagotorget", "--skip-bad-rows").err


def test_the_day_defaults_to_today_and_is_told(run: Run, text: Callable[..., Path], table: Path) -> None:
    done = run("explain", table, "--ruleset", text(), "--area", "Sagotorget (konstruerat)", "--format", "json")
    assert json.loads(done.out)["as_of"] in done.err
    assert "(today; choose another day with --as-of)" in done.err


@pytest.mark.parametrize("format_", ["console", "json", "markdown"])
def test_out_holds_what_standard_output_would(
    run: Run, constructed: tuple[str, ...], tmp_path: Path, format_: str
) -> None:
    asked = ("explain", *constructed, "--area", DECIDED, "--format", format_)
    done = run(*asked, "--out", tmp_path / "explained")
    assert (done.code, done.out, done.err) == (0, "", "")
    assert (tmp_path / "explained").read_text(encoding="utf-8") == run(*asked).out
    assert [it.name for it in tmp_path.iterdir()] == ["explained"]


def test_the_area_must_be_named(run: Run, constructed: tuple[str, ...]) -> None:
    done = run("explain", *constructed)
    assert (done.code, done.out) == (2, "")
    assert "--area" in done.err
