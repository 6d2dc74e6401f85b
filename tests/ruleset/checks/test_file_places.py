"""RC11: a file that stands elsewhere than its id and period say."""

from __future__ import annotations

import pytest

from .texts import CLEAN, Shelf, changed, found, place, told


@pytest.mark.parametrize(
    ("path", "folder"),
    [
        ("rulesets/exempel/park/2024-01-01.yaml", "exempel/park"),
        ("mine/exempel/park/2024-01-01.yaml", "exempel/park"),
        ("rulesets/annan/torg/2024-01-01.yaml", "annan/torg"),
    ],
)
def test_another_folder_is_found_at_the_id(shelf: Shelf, path: str, folder: str) -> None:
    findings = found("RC11", [shelf.put(CLEAN, path)])
    assert told(findings) == [
        (place(CLEAN, "id: exempel.torg"), f"the text of `exempel.torg` stands in the folder `{folder}`")
    ]
    assert findings[0].help == "move it to `exempel/torg`"


def test_another_name_is_found_at_the_period(shelf: Shelf) -> None:
    findings = found("RC11", [shelf.put(CLEAN, "rulesets/exempel/torg/2024.yaml")])
    words = "the text that is in force from 2024-01-01 stands in the file `2024.yaml`"
    assert told(findings) == [(place(CLEAN, "from: 2024"), words)]
    assert findings[0].help == "name the file `2024-01-01.yaml`"


@pytest.mark.parametrize(
    "path",
    [
        "rulesets/exempel/torg/2024-01-01.yaml",
        "rulesets/exempel/torg/2024-01-01.v1.yaml",
        "exempel/torg/2024-01-01.yaml",
        "torg/2024-01-01.yaml",
        "work/draft.yaml",
        "exempel/mitt.yaml",
    ],
)
def test_a_file_in_its_place_or_outside_a_tree_is_let_be(shelf: Shelf, path: str) -> None:
    assert found("RC11", [shelf.put(CLEAN, path)]) == []


def test_an_id_of_one_part_is_one_folder(shelf: Shelf) -> None:
    text = changed(CLEAN, ("id: exempel.torg", "id: torg"))
    assert found("RC11", [shelf.put(text, "rulesets/torg/2024-01-01.yaml")]) == []
    assert [it.help for it in found("RC11", [shelf.put(text, "rulesets/park/2024-01-01.yaml")])] == [
        "move it to `torg`"
    ]
