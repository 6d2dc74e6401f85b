"""A round: begun whole, changed step by step, each step only where it fits, and never after it is frozen."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path

import pytest
from attrs import evolve

from lagesbild_rules.errors import LagesbildError
from lagesbild_rules.facts import Area, holds_observations, read_facts
from lagesbild_rules.facts.store import Store
from lagesbild_rules.picture import (
    Round,
    add_answers,
    freeze,
    is_round,
    new_round,
    picture,
    read_round,
    round_observations,
    round_status,
    send,
    send_back,
)
from lagesbild_rules.record import picture_receipt, read_receipt

from .rounds import AREAS, AT, DAY, DUE, NORTH, SOUTH, WEST, begun, everything, ruleset, said, table

LATER = "2025-11-20T09:00Z"
ROLE = "områdeschef"


def codes(error: pytest.ExceptionInfo[LagesbildError]) -> list[str]:
    return [problem.code for problem in error.value.problems]


def test_a_round_asks_the_local_police_areas_of_the_day(tmp_path: Path) -> None:
    made = begun(tmp_path)
    assert made.units == {NORTH: ("n1", "n2"), SOUTH: ("s1",), WEST: ("w1",)}
    assert "w0" not in made.areas
    assert made == read_round(made.path)
    assert is_round(made.path)
    assert not is_round(tmp_path)
    shutil.move(made.path, tmp_path / "elsewhere")  # it is whole in itself
    assert evolve(read_round(tmp_path / "elsewhere"), path=made.path) == made


def test_all_that_keeps_a_round_from_beginning_is_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "r25").mkdir()
    homeless = (*AREAS, Area("x1"), Area("x2"))
    with pytest.raises(LagesbildError) as error:
        new_round(tmp_path / "r25", ruleset(), homeless, as_of=DAY, due=DUE)
    assert codes(error) == ["LR878", "LR878", "LR871"]
    with pytest.raises(LagesbildError) as error:
        new_round(tmp_path / "nowhere" / "r", ruleset(), [], as_of=DAY, due=DUE)
    assert codes(error) == ["LR878", "LR506"]
    assert sorted(it.name for it in tmp_path.iterdir()) == ["r25"]


@pytest.mark.parametrize(
    ("name", "text", "finding"),
    [
        ("round.json", "{", "`round.json` in it is damaged"),
        ("round.json", "[]", "`round.json` in it is damaged"),
        ("round.json", '{"format": "lagesbild-round/9"}', "its format is `lagesbild-round/9`"),
        ("round.json", '{"format": "lagesbild-round/1", "as_of": "x"}', "it is damaged"),
        ("changes/000001.json", '{"at": "2025-01-01"}', "it is damaged"),
    ],
)
def test_a_damaged_round_is_refused(tmp_path: Path, name: str, text: str, finding: str) -> None:
    made = begun(tmp_path)
    (made.path / name).write_text(text, encoding="utf-8")
    with pytest.raises(LagesbildError, match="LR870") as error:
        read_round(made.path)
    assert finding in str(error.value)


def test_a_round_keeps_to_the_text_that_it_was_begun_with(tmp_path: Path) -> None:
    made = begun(tmp_path)
    text = (made.path / "ruleset.yaml").read_text(encoding="utf-8")
    (made.path / "ruleset.yaml").write_text(text.replace("max_age: 24 months", "max_age: 6 months"), encoding="utf-8")
    with pytest.raises(LagesbildError, match="is not the text that it was begun with"):
        read_round(made.path)


def test_answers_come_from_tables_stores_and_forms(tmp_path: Path) -> None:
    from openpyxl import load_workbook

    from lagesbild_rules.form import Area as FormArea
    from lagesbild_rules.form import Form, write_form

    made = begun(tmp_path)
    path = table(tmp_path, said("n1", "open_drug_trade", "problem"))
    with Store.create(tmp_path / "s.duckdb") as store:
        store.add([said("s1", "extremism", "problem", SOUTH)], at=date(2025, 11, 1), unit=SOUTH)  # type: ignore[arg-type]
    form = Form(ruleset=made.ruleset, unit=WEST, areas=[FormArea("w1")], valid_from="2025-09-01")
    write_form(form, tmp_path / "form.xlsx")
    book = load_workbook(tmp_path / "form.xlsx")
    book["Svar"]["F2"] = "Ja"
    book.save(tmp_path / "form.xlsx")
    after, handed = add_answers(made.path, [path, tmp_path / "s.duckdb", tmp_path / "form.xlsx"], at=AT)
    assert (handed.added, handed.units) == (3, (NORTH, SOUTH, WEST))
    assert handed.files == ("answers.csv", "s.duckdb", "form.xlsx")
    by_unit = {it.reported_by: it for it in round_observations(after)}
    assert {unit: it.indicator for unit, it in by_unit.items()} == {
        NORTH: "open_drug_trade", SOUTH: "extremism", WEST: "delimited",
    }  # fmt: skip
    assert by_unit[NORTH].recorded_at is not None  # when it was added, since the table does not say
    again, handed = add_answers(made.path, [path], at=LATER)
    assert (handed.added, [it.added for it in again.changes]) == (0, [3, 0])


def test_every_problem_of_every_file_is_told_and_nothing_added(tmp_path: Path) -> None:
    made = begun(tmp_path)
    files = [
        table(tmp_path, said("n9", "open_drug_trade", "problem"), said("w0", "extremism", "problem"), name="a.csv"),
        table(tmp_path, said("s1", "open_drug_trade", "problem", SOUTH), name="b.csv"),
        tmp_path / "c.csv",
    ]
    with pytest.raises(LagesbildError) as error:
        add_answers(made.path, files, at=AT, unit=NORTH)
    assert codes(error) == ["LR731", "LR731", "LR877", "LR001"]
    with pytest.raises(LagesbildError) as error:
        add_answers(made.path, files[:1], at=AT, unit="LPO Norr (konstruerad)")
    assert codes(error)[0] == "LR874"
    assert "did you mean" in str(error.value.problems[0].help)
    assert read_round(made.path).changes == round_observations(made) == ()


def test_an_outsider_counts_and_has_nothing_to_send(tmp_path: Path) -> None:
    made = begun(tmp_path)
    path = table(tmp_path, said("n1", "open_drug_trade", "problem", "Registret"), said("n1", "extremism", "problem"))
    _, handed = add_answers(made.path, [path], at=AT)
    assert handed.units == (NORTH,)
    assert [it.code for it in handed.findings] == ["LR877", "LR733"]
    with pytest.raises(LagesbildError, match="LR874"):
        send(made.path, "Registret", role=ROLE, at=LATER)


def test_a_unit_goes_step_by_step(tmp_path: Path) -> None:
    made, path = begun(tmp_path), everything(tmp_path)

    def standing(unit: str) -> str:
        it = read_round(made.path)
        (one,) = (one for one in round_status(it, round_observations(it), day="2025-12-24").units if one.unit == unit)
        return one.standing

    assert standing(NORTH) == "nothing"
    add_answers(made.path, [table(tmp_path, said("n1", "extremism", "problem"))], at=AT)
    assert standing(NORTH) == "partly"
    add_answers(made.path, [path], at=AT)
    assert standing(NORTH) == "complete"
    send(made.path, NORTH, role=ROLE, at=AT)
    assert standing(NORTH) == "sent"
    with pytest.raises(LagesbildError, match=r"LR873 `LPO Norr.*has sent its answers\n"):
        add_answers(made.path, [path], at=LATER)
    send_back(made.path, NORTH, role="Noa", reason="fråga 4 saknas", at=LATER)
    assert standing(NORTH) == "returned"
    add_answers(made.path, [table(tmp_path, said("n2", "extremism", "problem"))], at=LATER)
    assert standing(NORTH) == "complete"
    assert [it.what for it in send(made.path, NORTH, SOUTH, role=ROLE, at=LATER).changes] == [
        *("add", "add", "send", "return", "add", "send"),
    ]
    assert (standing(NORTH), standing(SOUTH), standing(WEST)) == ("sent", "sent", "complete")


def test_a_step_that_does_not_fit_is_refused(tmp_path: Path) -> None:
    made = begun(tmp_path)

    def refused(what: object, finding: str) -> None:
        with pytest.raises(LagesbildError) as error:
            what()  # type: ignore[operator]
        assert finding in str(error.value)

    path = made.path
    refused(lambda: send(path, NORTH, role=ROLE, at=AT), "LR873 `LPO Norr (konstruerat)` has no answers to send")
    refused(lambda: send_back(path, NORTH, role="Noa", reason="x", at=AT), "has no answers to return")
    add_answers(path, [everything(tmp_path)], at=AT)
    refused(lambda: send_back(path, NORTH, role="Noa", reason=" ", at=AT), "LR718 the change has no reason")
    refused(lambda: send(path, NORTH, role="811218-9876", at=AT), "LR705")
    refused(lambda: send(path, NORTH, role=ROLE, at="2025-11-01"), "was changed last on 2025-11-10 09:00")
    send_back(path, NORTH, role="Noa", reason="fråga 4 saknas", at=AT)
    refused(lambda: send(path, NORTH, role=ROLE, at=AT), "has added nothing since")
    refused(lambda: send_back(path, NORTH, role="Noa", reason="x", at=AT), "has its answers back already")
    send(path, SOUTH, role=ROLE, at=AT)
    with pytest.raises(LagesbildError) as error:
        send(path, SOUTH, "LPO Öster", NORTH, role=" ", at="2025-11-01")
    assert codes(error) == ["LR874", "LR718", "LR873", "LR873", "LR873", "LR873"]
    assert len(read_round(path).changes) == 3


@pytest.fixture(scope="module")
def frozen(tmp_path_factory: pytest.TempPathFactory) -> Round:
    folder = tmp_path_factory.mktemp("frozen")
    made = begun(folder)
    more = table(folder, said("n1", "public_violence", "stort_problem", NORTH, observation_id="a", withdrawn=True))
    add_answers(made.path, [everything(folder), more], at=AT)
    send(made.path, NORTH, SOUTH, role=ROLE, at=LATER)
    with pytest.raises(LagesbildError, match="LR875 1 of 3 units have not sent: `LPO Väster"):
        freeze(made.path, role="Noa", at="2026-01-10")
    return freeze(made.path, role="Noa", at="2026-01-10", although_missing=True)


def test_a_frozen_round_is_plain_files_with_a_receipt(frozen: Round, tmp_path: Path) -> None:
    assert frozen.seal is not None
    assert frozen.seal.missing == (WEST,)
    assert read_round(frozen.path) == frozen
    assert sorted(it.name for it in frozen.path.iterdir()) == [
        *("areas.csv", "changes", "frozen.json", "lineage.csv", "observations.csv"),
        *("receipt.json", "round.json", "ruleset.yaml"),
    ]
    assert {it.indicator for it in round_observations(frozen)} == {"open_drug_trade", "public_violence"}
    receipt = read_receipt(json.loads((frozen.path / "receipt.json").read_text(encoding="utf-8")))
    made = picture(frozen.ruleset, frozen.path, as_of=DAY, areas=frozen.areas.values())
    assert receipt == picture_receipt(
        frozen.ruleset, [it.assessment for it in made.areas if it.assessment is not None], as_of=date(2025, 12, 31)
    )


def test_the_folder_of_a_round_is_taken_for_facts_before_and_after(frozen: Round, tmp_path: Path) -> None:
    made = begun(tmp_path)
    add_answers(made.path, [everything(tmp_path)], at=AT)
    (made.path / "observations.csv").write_text("left by a freezing that was killed", encoding="utf-8")
    for it in (made, frozen):
        assert holds_observations(it.path, it.ruleset.indicators)
        rows = read_facts(it.path, it.ruleset.indicators, evidence=it.ruleset.evidence, as_of=DAY).rows
        assert {row.area: row["open_drug_trade"].low for row in rows} == dict.fromkeys(it.areas, "problem")


def test_nothing_changes_a_frozen_round(frozen: Round, tmp_path: Path) -> None:
    path = everything(tmp_path)
    for change in (
        lambda: add_answers(frozen.path, [path], at="2026-02-01"),
        lambda: send(frozen.path, WEST, role=ROLE, at="2026-02-01"),
        lambda: send_back(frozen.path, NORTH, role="Noa", reason="x", at="2026-02-01"),
        lambda: freeze(frozen.path, role="Noa", at="2026-02-01"),
    ):
        with pytest.raises(LagesbildError, match="LR872 the round was frozen on 2026-01-10"):
            change()
    assert read_round(frozen.path) == frozen


@pytest.mark.parametrize(
    "name", ["areas.csv", "changes/000001.json", "lineage.csv", "observations.csv", "receipt.json", "ruleset.yaml"]
)
@pytest.mark.parametrize("how", ["changed", "gone"])
def test_whatever_is_changed_in_a_frozen_round_is_found(frozen: Round, tmp_path: Path, name: str, how: str) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(frozen.path, copy)
    if how == "gone":
        (copy / name).unlink()
    else:
        (copy / name).write_bytes((copy / name).read_bytes() + b" ")
    (copy / "more.txt").write_text("x", encoding="utf-8")
    with pytest.raises(LagesbildError) as error:
        read_round(copy)
    assert codes(error) == ["LR876", "LR876"]
    assert any(str(it.place.path).endswith(name) for it in error.value.problems)


@pytest.mark.parametrize(
    ("key", "value"), [("by", "någon annan"), ("missing", []), ("at", "2026-01-09T00:00:00+00:00")]
)
def test_a_changed_seal_is_found(frozen: Round, tmp_path: Path, key: str, value: object) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(frozen.path, copy)
    seal = json.loads((copy / "frozen.json").read_text(encoding="utf-8"))
    (copy / "frozen.json").write_text(json.dumps({**seal, key: value}), encoding="utf-8")
    with pytest.raises(LagesbildError, match="LR876 the seal was changed"):
        read_round(copy)
    for damaged in ("{}", json.dumps({**seal, "at": []})):
        (copy / "frozen.json").write_text(damaged, encoding="utf-8")
        with pytest.raises(LagesbildError, match="LR870 its seal is damaged"):
            read_round(copy)


def test_two_threads_lose_nothing(tmp_path: Path) -> None:
    made = begun(tmp_path)
    add_answers(made.path, [everything(tmp_path)], at=AT)
    stale = read_round(made.path)
    send(made.path, NORTH, role=ROLE, at=LATER)
    from lagesbild_rules.picture._round_folder import append

    with pytest.raises(LagesbildError, match="LR879 the round was changed at the same time"):
        append(stale, evolve(stale.changes[0], what="send"))
    assert [it.what for it in read_round(made.path).changes] == ["add", "send"]
    assert not list((made.path / "changes").glob(".*"))
