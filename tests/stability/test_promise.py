"""What is promised is kept: a name, a required field, an option or a code that goes, or is other, is found."""

from __future__ import annotations

import pytest

from lagesbild_rules.cli import lagesbild

from .promise import READ, added, broken, kept, now

HELP = """
Users build on this for years (docs/explanation/stability.md).
Put it back; or keep it with a DeprecationWarning that names what replaces it and the release in which it goes, and take
it away in that release. Then say so in CHANGELOG.md, and write the promise anew: `python -m tests.stability.promise`.
"""
NEW = """
New, and not promised yet: write the promise anew with `python -m tests.stability.promise`, and read what it changed.
"""


def test_what_is_promised_is_kept() -> None:
    wrong = broken(kept(), now())
    assert not wrong, "\n".join([*wrong, HELP])


def test_what_is_new_is_promised() -> None:
    new = added(kept(), now())
    assert not new, "\n".join([*new, NEW])


def test_the_exit_codes_stand_in_the_help() -> None:
    said = " ".join(str(lagesbild.help).split())
    assert "Exit codes: 0 done, 1 the answer is «no», 2 the input or the usage is wrong, 130 interrupted" in said
    assert "143 asked to end (SIGTERM)." in said


def test_anything_that_goes_is_found() -> None:
    for kind, named in kept().items():
        for name, said in named.items():
            one = {kind: {name: said}}
            assert broken(one, {kind: {}}) == [f"{kind}: {name} is gone"]
            if kind == "schemas" and name in READ:
                continue  # a field that need no longer be written breaks nobody
            for place, left in enumerate(said):
                other = {kind: {name: [*said[:place], *said[place + 1 :]]}}
                assert left == "*" or broken(one, other), (kind, name, left)


@pytest.mark.parametrize(
    ("was", "now", "breaks"),
    [
        (["a", "b="], ["a", "b=", "c="], False),
        (["a", "b="], ["a", "b=", "c"], True),
        (["a", "b="], ["a", "c=", "b="], True),
        (["a", "b="], ["a", "b"], True),
        (["a"], ["a", "*", "c="], False),
        (["a", "*", "c"], ["a", "*", "c="], False),
        (["a", "*", "c="], ["a", "*", "c"], True),
        (["a", "*", "c="], ["a", "*", "d=", "c="], False),
        (["a"], ["b"], True),
    ],
)
def test_only_what_is_optional_may_come(was: list[str], now: list[str], breaks: bool) -> None:
    assert bool(broken({"names": {"f": was}}, {"names": {"f": now}})) is breaks


def test_a_field_that_others_must_write_may_not_come_and_one_that_they_read_may_not_go() -> None:
    assert broken({"schemas": {"ruleset": ["/a"]}}, {"schemas": {"ruleset": ["/a", "/b"]}})
    assert not broken({"schemas": {"ruleset": ["/a"]}}, {"schemas": {"ruleset": []}})
    assert broken({"schemas": {"assessment": ["/a"]}}, {"schemas": {"assessment": []}})
    assert not broken({"schemas": {"assessment": ["/a"]}}, {"schemas": {"assessment": ["/a", "/b"]}})
