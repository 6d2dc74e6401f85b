"""RC03: periods that overlap or leave a gap."""

from __future__ import annotations

import pytest

from lagesbild_rules import Ruleset

from .texts import CLEAN, Shelf, changed, found, told


def texts(shelf: Shelf, *periods: str, status: str = "in_force") -> list[Ruleset]:
    """Return the clean text in each of *periods*."""
    pairs = [(f"rulesets/exempel/torg/{number}.yaml", period) for number, period in enumerate(periods)]
    changes = ("status: in_force", f"status: {status}")
    return [shelf.put(changed(CLEAN, ("from: 2024-01-01", it), changes), path, None) for path, it in pairs]


def test_an_overlap_is_found_at_the_earlier_text(shelf: Shelf) -> None:
    rulesets = texts(shelf, "from: 2024-01-01, until: 2024-12-01", "from: 2024-07-01")
    (finding,) = found("RC03", rulesets)
    words = "the period 2024-01-01–2024-12-01 of `exempel.torg` overlaps 2024-07-01–"
    assert told([finding]) == [((6, 31), words)]
    assert finding.help == "write `until: 2024-07-01`"
    assert finding.place.path == rulesets[0].place.path


def test_a_period_without_end_overlaps_the_next(shelf: Shelf) -> None:
    findings = found("RC03", texts(shelf, "from: 2024-01-01", "from: 2024-07-01, until: 2025-01-01"))
    words = "the period 2024-01-01– of `exempel.torg` overlaps 2024-07-01–2025-01-01"
    assert told(findings) == [((6, 13), words)]


def test_a_period_that_goes_on_past_the_next_overlaps_the_one_after_it_too(shelf: Shelf) -> None:
    findings = found(
        "RC03", texts(shelf, "from: 2024-01-01", "from: 2024-07-01, until: 2025-01-01", "from: 2025-01-01")
    )
    assert [it.help for it in findings] == ["write `until: 2024-07-01`", "write `until: 2025-01-01`"]


def test_two_texts_of_one_day_are_no_matter_of_until(shelf: Shelf) -> None:
    (finding,) = found("RC03", texts(shelf, "from: 2024-01-01", "from: 2024-01-01"))
    assert finding.help == "keep one of them in force, or let one begin later"


def test_a_gap_is_found(shelf: Shelf) -> None:
    (finding,) = found("RC03", texts(shelf, "from: 2024-01-01, until: 2024-06-01", "from: 2024-07-01"))
    words = "no text of `exempel.torg` is in force from 2024-06-01 to 2024-07-01"
    assert told([finding]) == [((6, 31), words)]
    assert finding.help == "write `until: 2024-07-01`, or add the text of the days between"


def test_periods_that_meet_are_let_be(shelf: Shelf) -> None:
    assert found("RC03", texts(shelf, "from: 2024-01-01, until: 2024-07-01", "from: 2024-07-01")) == []


@pytest.mark.parametrize("status", ["draft", "trial"])
def test_what_is_not_in_force_is_let_be(shelf: Shelf, status: str) -> None:
    assert found("RC03", texts(shelf, "from: 2024-01-01", "from: 2024-07-01", status=status)) == []
