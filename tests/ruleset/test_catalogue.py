"""Which rulesets there are, and which of them is in force on a day: half-open periods, never a guess."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from lagesbild_rules.errors import CatalogueError, QuestionError, RulesetError
from lagesbild_rules.ruleset import catalogue, find_ruleset, resolve, shipped_rulesets
from tests.errors.fragments import whole

ID = "exempel.sida"
Put = Callable[..., Path]


@pytest.fixture
def put(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Put:
    """Write a text of ``exempel.sida`` into the folder ``rules``."""
    monkeypatch.chdir(tmp_path)

    def put(name: str, period: str, *, status: str = "in_force", version: int = 1, id: str = ID) -> Path:
        path = Path("rules") / name
        path.parent.mkdir(parents=True, exist_ok=True)
        head = f"id: {id}\nversion: {version}\nstatus: {status}\neffective: {{{period}}}\n"
        path.write_text(whole(head), encoding="utf-8")
        return path

    return put


@pytest.mark.parametrize(
    ("as_of", "version"),
    [("2019-06-01", 1), ("2021-11-30", 1), ("2021-12-01", 2), (date(2023, 11, 30), 2), ("2023-12-01", 3)],
)  # fmt: skip
def test_a_period_holds_from_its_first_day_up_to_the_day_on_which_it_ends(put: Put, as_of: str, version: int) -> None:
    put("a.yaml", "from: 2019-06-01, until: 2021-12-01", status="repealed")
    put("sub/b.yaml", "from: 2021-12-01, until: 2023-12-01", version=2)
    put("c.yaml", "from: 2023-12-01", version=3)
    assert find_ruleset(ID, as_of=as_of, folders=["rules"]).version == version
    assert resolve(ID, as_of=as_of, folders=["rules"]).version == version


def test_no_text_in_force_lists_what_there_is(put: Put) -> None:
    put("a.yaml", "from: 2019-06-01, until: 2021-12-01", status="repealed")
    put("b.yaml", "from: 2022-01-01", status="draft")
    for day in ("2019-05-31", "2021-12-01", "2022-06-30"):
        with pytest.raises(CatalogueError) as caught:
            find_ruleset(ID, as_of=day, folders=["rules"])
        assert str(caught.value) == (
            f"{ID}: LR402 no text of `{ID}` is in force on {day}, "
            "only repealed 2019-06-01–2021-12-01; draft 2022-01-01–\n"
            "  help: choose a day in a period that is in_force or repealed, or name a text as `id@effective-from`"
        )


@pytest.mark.parametrize("status", ["draft", "trial"])
def test_a_draft_or_a_trial_is_taken_by_name_alone(put: Put, status: str) -> None:
    put("a.yaml", "from: 2019-06-01")
    put("b.yaml", "from: 2020-06-01", status=status, version=2)
    assert find_ruleset(ID, as_of="2021-01-01", folders=["rules"]).version == 1
    assert resolve(ID, as_of="2021-01-01", folders=["rules"]).version == 1
    assert resolve(f"{ID}@2020-06-01", as_of="2021-01-01", folders=["rules"]).version == 2


def test_two_texts_in_force_on_one_day_are_never_chosen_between(put: Put) -> None:
    put("a.yaml", "from: 2019-06-01, until: 2021-12-02")
    put("b.yaml", "from: 2021-12-01, until: 2022-01-01", version=2)
    assert find_ruleset(ID, as_of="2021-11-30", folders=["rules"]).version == 1
    assert find_ruleset(ID, as_of="2021-12-02", folders=["rules"]).version == 2
    with pytest.raises(CatalogueError) as caught:
        find_ruleset(ID, as_of="2021-12-01", folders=["rules"])
    assert str(caught.value) == (
        f"{ID}: LR403 2 texts of `{ID}` are in force on 2021-12-01: "
        "rules/a.yaml (2019-06-01–2021-12-02), rules/b.yaml (2021-12-01–2022-01-01)\n"
        "  help: end one period with `until`, or load one by its path"
    )


def test_a_text_by_its_name(put: Put) -> None:
    put("a.yaml", "from: 2019-06-01", status="repealed")
    put("b.yaml", "from: 2019-06-01", status="draft", version=2)
    put("c.yaml", "from: 2020-06-01", version=3)
    assert resolve(f"{ID}@2020-06-01", as_of="1999-01-01", folders=["rules"]).version == 3
    for reference, expected in {
        f"{ID}@2019-06-01": (
            f"LR403 2 texts of `{ID}` begin on 2019-06-01: rules/a.yaml (2019-06-01–), rules/b.yaml (2019-06-01–)\n"
            "  help: load one by its path"
        ),
        f"{ID}@2020-06-02": f"LR402 no text of `{ID}` begins on 2020-06-02\n  help: did you mean `{ID}@2020-06-01`?",
        "exempel.sidan": "LR401 no ruleset `exempel.sidan`\n  help: did you mean `exempel.sida`?",
        "exempel.sidan@2020-06-01": "LR401 no ruleset `exempel.sidan`\n  help: did you mean `exempel.sida`?",
    }.items():
        with pytest.raises(CatalogueError) as caught:
            resolve(reference, as_of="2020-01-01", folders=["rules"])
        assert str(caught.value) == f"{reference.partition('@')[0] if '401' in expected else reference}: {expected}"
    with pytest.raises(QuestionError) as asked:
        resolve(f"{ID}@2020-13-01", as_of="2020-01-01", folders=["rules"])
    assert str(asked.value) == f"{ID}@2020-13-01: LR111 `2020-13-01` is not a date\n  help: write YYYY-MM-DD"


def test_a_text_by_its_path(put: Put) -> None:
    path = put("a.yaml", "from: 2019-06-01", status="draft")
    assert resolve(str(path), as_of="1999-01-01").reference == f"{ID}@2019-06-01"
    assert resolve("rules/../rules/a.yaml", as_of="1999-01-01").reference == f"{ID}@2019-06-01"
    for reference, code in {"rules/b.yaml": "LR001", "b.yml": "LR001", "rules/": "LR002"}.items():
        with pytest.raises(RulesetError) as caught:
            resolve(reference, as_of="1999-01-01")
        assert [it.code for it in caught.value.problems] == [code]
    with pytest.raises(CatalogueError) as asked:
        resolve("y" * 5000, as_of="1999-01-01")
    assert [it.code for it in asked.value.problems] == ["LR401"]


def test_a_day_that_is_none(put: Put) -> None:
    with pytest.raises(QuestionError) as caught:
        find_ruleset(ID, as_of="2021-02-30")
    assert str(caught.value) == "as_of: LR111 `2021-02-30` is not a date\n  help: write YYYY-MM-DD"


def test_a_folder_that_is_given_twice_counts_once(put: Put) -> None:
    put("a.yaml", "from: 2019-06-01")
    folders = ["rules", Path("rules").resolve(), "rules/../rules", shipped_rulesets()]
    assert find_ruleset(ID, as_of="2020-01-01", folders=folders).version == 1
    assert len(catalogue(folders)) == len(catalogue()) + 1


def test_the_catalogue_is_in_order_and_leaves_out_cases_replaced_texts_and_other_yaml(put: Put) -> None:
    put("b.yaml", "from: 2021-12-01")
    put("a.yaml", "from: 2019-06-01, until: 2021-12-01", id="exempel.a")
    put("2019-06-01.v1.yaml", "from: 2019-06-01")
    put("cases/a.yaml", "from: 2019-06-01")
    Path("rules/other.yaml").write_text("services: {web: {image: !tag x}}\n")
    for number, text in enumerate(["not: [ours\n", "- a\n", "a: " + "[" * 100_000, "a: \x00", "[a]: b", "a: *b"]):
        Path(f"rules/other{number}.yaml").write_text(text)
    found = [it for it in catalogue(["rules"]) if it.path.is_relative_to("rules")]
    assert [it.reference for it in found] == ["exempel.a@2019-06-01", f"{ID}@2021-12-01"]
    assert [it.title.en for it in found] == ["Example", "Example"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "format: lagesbild-ruleset/1\nid: Exempel\n",
            "rules/x.yaml: LR107 the ruleset lacks the keys `version`, `status`, `effective`, `title`\n"
            "  help: add `version: …`, `status: …`, `effective: …`, `title: …`\n"
            "rules/x.yaml:2:5: LR109 `Exempel` is not the id of a ruleset\n"
            "  help: write lower-case words of a–z, 0–9, `_` and `-`, joined by dots, as `publisher.name`",
        ),
        (
            "title: {sv: a\nformat: lagesbild-ruleset/1\n",
            "rules/x.yaml:2:7: LR101 not YAML: while parsing a flow mapping: did not find expected ',' or '}'\n"
            "  help: check indentation, colons and quotation marks here and in the line above",
        ),
        ("", "rules/x.yaml: LR005 the file is empty\n  help: check that it was saved, or name another file"),
    ],
)
def test_a_text_of_ours_whose_head_cannot_be_read_is_never_passed_over(put: Put, text: str, expected: str) -> None:
    put("a.yaml", "from: 2019-06-01")
    Path("rules/x.yaml").write_text(text)
    with pytest.raises(RulesetError) as caught:
        find_ruleset(ID, as_of="2020-01-01", folders=["rules"])
    assert str(caught.value) == expected


def test_a_misspelled_format_is_no_reason_to_pass_a_text_over(put: Put) -> None:
    path = put("a.yaml", "from: 2019-06-01")
    path.write_text(path.read_text().replace("format:", "fromat:"))
    with pytest.raises(RulesetError) as caught:
        catalogue(["rules"])
    assert [it.code for it in caught.value.problems] == ["LR107", "LR106"]


def test_every_bad_head_is_told_at_once(put: Put) -> None:
    put("a.yaml", "from: 2019-06-31")
    put("b.yaml", "from: 2019-06-01", status="inforce")
    with pytest.raises(RulesetError) as caught:
        catalogue(["rules"])
    assert [(it.place.path, it.code) for it in caught.value.problems] == [
        ("rules/a.yaml", "LR111"), ("rules/b.yaml", "LR112")
    ]  # fmt: skip


def test_a_folder_that_is_not_there(put: Put) -> None:
    with pytest.raises(CatalogueError) as caught:
        catalogue(["nowhere"])
    assert str(caught.value) == (
        "nowhere: LR001 there is no such folder of rulesets\n  help: name a folder that holds rulesets"
    )
