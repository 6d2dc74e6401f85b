"""Reports of studies on the terminal and as markdown: nothing is lost, and text is text."""

from __future__ import annotations

import io

import pytest

from lagesbild_rules.report import report_markdown
from lagesbild_rules.report._console_study_report import print_report
from lagesbild_rules.study import ReportPage, ReportTable

PAGE = ReportPage(
    "Title [red]x[/]",
    ("A lead | with `marks`.",),
    (
        ReportTable(
            "Table",
            ("Question", "Areas", "Krippendorff's α"),
            (("Öppen narkotikahandel", "35", "0,622 [0,418; 0,745]"), ("  [brå] 1 < 2", "7", "–")),
            frozenset({1, 2}),
            ("A note.",),
        ),
        ReportTable("Nothing", (), (), frozenset(), ("Why.",)),
    ),
)


@pytest.mark.parametrize("width", [30, 40, 60, 88, 120])
def test_no_character_is_lost_however_narrow(width: int) -> None:
    file = io.StringIO()
    print_report(PAGE, file, width=width, color=False)
    text = file.getvalue()
    assert max(map(len, text.splitlines())) <= width
    for cell in ("35", "0,622", "[0,418;", "0,745]", "[red]x[/]", "[brå]", "A note.", "Why."):
        assert cell in text


def test_numbers_stay_on_their_line_where_there_is_room() -> None:
    file = io.StringIO()
    print_report(PAGE, file, width=60, color=False)
    assert "0,622 [0,418; 0,745]" in file.getvalue()


def test_markdown_escapes_what_users_wrote() -> None:
    text = report_markdown(PAGE)
    assert "# Title \\[red\\]x\\[/\\]" in text
    assert "\\[brå\\] 1 \\< 2" in text
    assert "A lead \\| with \\`marks\\`." in text


def test_columns_that_say_nothing_are_left_out() -> None:
    table = ReportTable("T", ("a", "b", "c"), (("x", "–", "1"), ("y", "", "–")), frozenset({1, 2}))
    assert table.without_empty() == ReportTable("T", ("a", "c"), (("x", "1"), ("y", "–")), frozenset({1}))
