"""RC14: no line that names the schema."""

from __future__ import annotations

import pytest

from .texts import CLEAN, Shelf, changed, found, told

LINE = "# yaml-language-server: $schema=ruleset.schema.json\n"


@pytest.mark.parametrize(
    "top",
    ["", "# Torg\n", "# yaml-language-server: ruleset.schema.json\n"],
    ids=["no comment", "another comment", "no schema"],
)
def test_a_text_without_the_line_is_found(shelf: Shelf, top: str) -> None:
    findings = found("RC14", [shelf.put(changed(CLEAN, (LINE, top)))])
    assert told(findings) == [((1, 1), "no line at the top names the schema")]
    assert findings[0].help == "write `# yaml-language-server: $schema=…/ruleset.schema.json` as the first line"


def test_a_line_further_down_does_not_count(shelf: Shelf) -> None:
    assert [it.code for it in found("RC14", [shelf.put(changed(CLEAN, (LINE, "")) + LINE)])] == ["RC14"]


def test_a_line_among_the_first_comments_is_let_be(shelf: Shelf) -> None:
    text = changed(
        CLEAN, (LINE, "# Torg\n\n#   yaml-language-server:  $schema=https://exempel.se/ruleset.schema.json\n")
    )
    assert found("RC14", [shelf.put(text)]) == []
