"""A picture that was written is read back as it was, and what was changed by hand is refused with its place."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from lagesbild_rules import Ruleset
from lagesbild_rules.errors import FactsError, QuestionError
from lagesbild_rules.picture import Picture, picture, published, published_names, read_picture, summary
from lagesbild_rules.report import picture_json
from lagesbild_rules.ruleset import load_ruleset, shipped_rulesets
from lagesbild_rules.testing import facts, rulesets

from .texts import AREAS, DAY, ROWS, STREETS, decision

MADE = picture(
    STREETS, ROWS, as_of=DAY, areas=AREAS, decisions=[decision(motive="a motive\nof two lines", second_approver="head")]
)
WRITTEN = picture_json(summary(MADE))


def bare(it: Picture) -> Picture:
    """Return *it* as far as it is kept: without its ruleset and assessments."""
    return evolve(it, ruleset=None, areas=tuple(evolve(one, assessment=None) for one in it.areas))


def test_a_picture_is_read_back_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "picture.json"
    path.write_text(WRITTEN, encoding="utf-8")
    assert read_picture(path) == bare(MADE)
    assert read_picture(path, ruleset=STREETS) == evolve(bare(MADE), ruleset=STREETS)
    assert read_picture(path).area("parken").decisions["state"].motive == "a motive\nof two lines"


@given(st.data(), rulesets())
@settings(max_examples=10)
def test_so_is_any_other(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject, ruleset: Ruleset) -> None:
    path = tmp_path_factory.getbasetemp() / "drawn.json"
    rows = [data.draw(facts(ruleset, area=name)) for name in ("Åby 1", "=cmd")]
    made = picture(ruleset, rows, as_of=DAY, name=data.draw(st.text(st.characters(codec="utf-8"), max_size=5)) or None)
    path.write_text(picture_json(summary(made)), encoding="utf-8")
    assert read_picture(path) == bare(made)


def test_the_open_picture_is_read_back_with_what_stands(tmp_path: Path) -> None:
    path = tmp_path / "picture.json"
    path.write_text(picture_json(summary(MADE, audience="open")), encoding="utf-8")
    found = read_picture(path).area("parken")
    assert (found.possible["state"], found.decisions) == (("exposed",), {})


@pytest.mark.parametrize("name", published_names())
def test_published_lists_are_read_back(name: str, tmp_path: Path) -> None:
    path = tmp_path / "picture.json"
    path.write_text(picture_json(summary(published(name))), encoding="utf-8")
    assert read_picture(path) == published(name)


def test_an_area_stands_on_a_line_of_its_own() -> None:
    lines = [json.loads(it.strip().removesuffix(",")) for it in WRITTEN.splitlines() if it.startswith('    {"area"')]
    assert [it["area"] for it in lines] == [it.id for it in MADE.areas]


def other(name: str) -> Ruleset:
    return load_ruleset(shipped_rulesets() / "noa" / "utsatta-omraden" / f"{name}.yaml")


@pytest.mark.parametrize(
    ("ruleset", "said"),
    [
        (other("2023-12-01"), "made under `konstruerat.gator@2020-01-01`, not under `noa.utsatta-omraden@2023-12-01`"),
        (STREETS.with_readings({"dark_from": 1}), "under another text of `konstruerat.gator@2020-01-01`, version 1"),
    ],
)
def test_a_picture_of_another_ruleset_is_refused(ruleset: Ruleset, said: str, tmp_path: Path) -> None:
    path = tmp_path / "picture.json"
    path.write_text(WRITTEN, encoding="utf-8")
    with pytest.raises(QuestionError) as raised:
        read_picture(path, ruleset=ruleset)
    (problem,) = raised.value.problems
    assert problem.code == "LR849"
    assert said in problem.finding


def test_a_published_list_is_under_no_ruleset(tmp_path: Path) -> None:
    path = tmp_path / "picture.json"
    path.write_text(picture_json(summary(published("published:2025"))), encoding="utf-8")
    with pytest.raises(QuestionError, match="published list, under no ruleset"):
        read_picture(path, ruleset=STREETS)


def state(data: dict[str, Any], area: int = 0) -> dict[str, Any]:
    found: dict[str, Any] = data["areas"][area]["classifications"]["state"]
    return found


def decided(data: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = state(data, 2)["decision"]
    return found


BROKEN = {
    "`as_of`: `soon` is not a date": lambda it: it.update(as_of="soon"),
    "`known_at`": lambda it: it.update(known_at=7),
    "`soon` is not a time": lambda it: it.update(known_at="soon"),
    "a picture of format `lagesbild-picture/9`": lambda it: it.update(format="lagesbild-picture/9"),
    "not a picture: it has no `format`": lambda it: it.pop("format"),
    "`classifications` is missing": lambda it: it.pop("classifications"),
    "`areas` is not what it has to be": lambda it: it.update(areas={}),
    "`areas[0]` is no object": lambda it: it.update(areas=[3]),
    "the area `backen` stands twice": lambda it: it["areas"].append(it["areas"][0]),
    "`areas[0].area` is not what it has to be": lambda it: it["areas"][0].update(area=3),
    "`areas[0].valid_from`": lambda it: it["areas"][0].update(valid_from="then"),
    "`areas[0].classifications.state.possible` holds no levels": lambda it: state(it).update(possible=[]),
    "`areas[1].classifications.state.possible` holds no levels": lambda it: state(it, 1).update(possible=["nothing"]),
    "`areas[2].classifications.state.possible` holds": lambda it: state(it, 2).update(possible=["grave", "calm"]),
    "`areas[3].classifications.state.possible` holds": lambda it: state(it, 3).update(possible=[["calm"]]),
    "`areas[2].classifications.state.decision`: no level `hard`": lambda it: state(it, 2)["decision"].update(
        level="hard"
    ),
    "`areas[2].classifications.state.decision.role` is missing": lambda it: decided(it).pop("role"),
    "`areas[0].classifications.mood` is no classification": lambda it: it["areas"][0]["classifications"].update(
        mood={}
    ),
    "`classifications.state.levels` is no ladder": lambda it: it["classifications"]["state"].update(levels=[]),
    "`ruleset.version` is not what it has to be": lambda it: it["ruleset"].update(version=True),
    "`publication.certainty` is missing": lambda it: it.update(publication={}),
    "not a picture: no JSON object": lambda _: [],
}


@pytest.mark.parametrize("finding", BROKEN)
def test_what_was_changed_is_refused_with_its_place(finding: str, tmp_path: Path) -> None:
    data = json.loads(WRITTEN)
    changed = BROKEN[finding](data)
    path = tmp_path / "picture.json"
    path.write_text(json.dumps([] if changed == [] else data), encoding="utf-8")
    with pytest.raises(FactsError) as raised:
        read_picture(path)
    (problem,) = raised.value.problems
    assert problem.code == "LR848"
    assert finding in problem.finding
    assert problem.place.path == str(path)


@pytest.mark.parametrize(("text", "place"), [("{", (1, 2)), ("[" * 100_000, (None, None)), ("NaN", (None, None))])
def test_what_is_no_json_is_refused(text: str, place: tuple[int | None, int | None], tmp_path: Path) -> None:
    path = tmp_path / "picture.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(FactsError) as raised:
        read_picture(path)
    (problem,) = raised.value.problems
    assert (problem.code, problem.place.line, problem.place.column) == ("LR848", *place)


def test_no_file_is_told_as_no_file(tmp_path: Path) -> None:
    with pytest.raises(FactsError, match="LR001"):
        read_picture(tmp_path / "picture.json")
