"""Words of a ruleset stay words: no title, quote or code ends a comment, a literal or a name, or starts a command."""

from __future__ import annotations

import re
from typing import Any

import pytest
import sqlglot
from sqlglot import exp

from lagesbild_rules import Ruleset
from lagesbild_rules.errors import LagesbildError
from lagesbild_rules.evaluation import ReferenceEngine
from lagesbild_rules.export import DIALECTS, sql_view
from lagesbild_rules.facts import facts_from_row
from tests.export.texts import ruleset

from .databases import Database, asked
from .tables import of_cells, of_intervals

BREAKS = (
    "*/ DROP TABLE facts; /*",
    "-- ' \" ` ] ); DROP TABLE facts; --",
    "one\n*/\nGO\n/\nDROP TABLE facts;\n",
    "'; DROP TABLE facts; --",
    "$(secret) ${secret} &secret :secret %(secret)s {{secret}} \\' \\",
    "**//**/*/",
    "å 数 ] [ `",
)


def hostile(words: str, code: str) -> Ruleset:
    text = {"sv": words, "en": words}
    return ruleset(
        {
            "x": {"number": {"unit": words, "decimals": 0}, "title": text},
            "s": {"scale": "s", "title": text},
            "c": {"category": ["plain", code], "title": text},
        },
        {
            "one": {
                "claim": text,
                "source": "report",
                "locator": words,
                "quote": words,
                "known_misreadings": [text],
                "when": {
                    "any": [
                        {"indicator": "x", "above": "limit"},
                        {"indicator": "c", "equals": code},
                        {"indicator": "s", "equals": "grave"},
                    ]
                },
            }
        },
        {"grave": "one"},
        readings={"limit": {"value": "5", "admissible": ["5", "6"], "because": text, "unit": words, "title": text}},
        scales={
            "s": {"steps": ["calm", "grave"], "titles": {"calm": text, "grave": {"sv": "Allvarligt", "en": "Grave"}}}
        },
        sources={"report": {"title": words, "reference": words}},
        title=text,
        owner=words,
    )


CODES = ("it's", 'a"b', "a]b", "a`b", "a\\b", "-- x", "/* x */", "a;b", "%s", "$$", "01", "å")


@pytest.mark.parametrize("intervals", [False, True], ids=["cells", "intervals"])
@pytest.mark.parametrize("words", BREAKS)
def test_no_word_ends_its_comment(words: str, intervals: bool, database: Database) -> None:
    text = hostile(words, "other")
    rows = [{"area": "a", "x": "7"}, {"area": "b", "c": "other"}, {"area": "c", "x": "1", "s": "calm", "c": "plain"}]
    facts = [facts_from_row(it, text.indicators) for it in rows]
    table = of_intervals(text, facts) if intervals else of_cells(text, rows)
    made = sql_view(text, dialect=database.dialect, intervals=intervals)
    assert asked(database, made, text, table) == list(ReferenceEngine().answers(text, facts))


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("intervals", [False, True], ids=["cells", "intervals"])
def test_any_code_is_a_literal_or_a_name(code: str, intervals: bool, database: Database) -> None:
    text = hostile("words", code)
    rows = [{"area": "a", "x": "1", "s": "calm", "c": code}, {"area": "b", "x": "1", "s": "calm", "c": "plain"}]
    facts = [facts_from_row(it, text.indicators) for it in rows]
    table = of_intervals(text, facts) if intervals else of_cells(text, rows)
    made = sql_view(text, dialect=database.dialect, intervals=intervals)
    answers = asked(database, made, text, table)
    assert answers == list(ReferenceEngine().answers(text, facts))
    assert [it.possible["status"] for it in answers] == [("grave",), ("mildest",)]


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize("words", [*BREAKS, *CODES])
def test_in_every_dialect_it_is_two_statements_that_create_views(words: str, dialect: Any) -> None:
    code = " ".join(words.split())[:40]
    for intervals in (False, True):
        made = sql_view(hostile(words, code), dialect=dialect, intervals=intervals)
        for statement in (made.statement, made.problems):
            (tree,) = sqlglot.parse(statement, read=dialect)
            assert isinstance(tree, exp.Create)
            assert tree.args["kind"] == "VIEW"
            assert not list(tree.find_all(exp.Drop, exp.Command))


@pytest.mark.parametrize("words", BREAKS)
def test_no_line_of_a_comment_is_a_command_to_a_client(words: str) -> None:
    for dialect in DIALECTS:
        text = sql_view(hostile(words, "other"), dialect=dialect).statement
        outside = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
        assert "secret" not in outside
        for inside in re.findall(r"/\*.*?\*/", text, flags=re.DOTALL):
            lines = inside.splitlines()
            assert all(it.startswith(" *") for it in lines[1:])
            assert not any(it.rstrip().endswith(";") for it in lines)
            assert not set("&$\\") & set(inside)
        assert not re.search(r"(?m)^\s*(GO|/|\.)\s*$", text.replace("\nGO\n", ""))


@pytest.mark.parametrize(
    "name", ["facts; DROP TABLE x", 'a"b', "", ".", "a.b.c.d", "lr_facts", "x-y", "a b", "å", "a..b", "1a"]
)
def test_a_table_of_another_name_than_a_plain_one_is_refused(name: str) -> None:
    with pytest.raises(LagesbildError, match="LR812"):
        sql_view(hostile("words", "other"), dialect="duckdb", table=name)


@pytest.mark.parametrize("name", ["v; DROP TABLE x", "a b", "x" * 60])
def test_a_view_of_another_name_than_a_plain_one_is_refused(name: str) -> None:
    with pytest.raises(LagesbildError, match="LR812"):
        sql_view(hostile("words", "other"), dialect="postgres", view=name)
