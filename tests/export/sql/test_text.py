"""What a view says of itself: which text it is, every claim and owner, and what it reads."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

import pytest

from lagesbild_rules.errors import QuestionError, RulesetError
from lagesbild_rules.export import sql_view
from lagesbild_rules.ruleset import find_ruleset, load_ruleset, logic_digest, shipped_rulesets, texts_in, value_text
from tests.export.texts import NUMBER, ruleset

from .databases import Database, asked
from .tables import of_cells

TEXTS = tuple(texts_in(shipped_rulesets()))
NOA = find_ruleset("noa.utsatta-omraden", as_of="2021-12-31")
TRUTH = {"truth": "true"}


def words(statement: str) -> str:
    """Return the comments of *statement* as running text."""
    inside = "\n".join(re.findall(r"/\*(.*?)\*/", statement, flags=re.DOTALL))
    return " ".join(inside.replace("\n *", " ").split())


@pytest.mark.parametrize("path", TEXTS, ids=lambda it: f"{it.parent.name}-{it.stem}")
def test_the_view_says_which_text_it_is_and_keeps_its_words(path: Path) -> None:
    text = load_ruleset(path)
    said = words(sql_view(text, dialect="postgres").statement)
    assert f"{text.reference}, version {text.version}" in said
    assert f"logic: {logic_digest(text)}" in said
    for it in text.criteria.values():
        source = text.sources[it.citation.source or ""]
        kept = [it.claim.sv, it.claim.en, it.citation.quote, source.title, it.citation.locator]
        kept += [each for misreading in it.known_misreadings for each in (misreading.sv, misreading.en)]
        assert [each for each in kept if each and " ".join(each.split()) not in said.replace("；", ";")] == []
    for id_, reading in text.readings.items():
        assert f"reading (left open by the source): {id_} = {value_text(reading.value)}" in said
    assert "A reading is ours, not the source's" in said


def test_a_column_says_which_comparison_it_is() -> None:
    text = ruleset(
        {"x": NUMBER, "y": NUMBER, "b": TRUTH},
        {
            "c": {"value": {"mean": [{"indicator": "x"}, {"times": ["2", {"indicator": "y"}]}]}, "above": "limit"},
            "d": {"value": {"difference": [{"indicator": "x"}, "3"]}, "one_of": ["1", "2"], "missing_as": "false"},
            "e": {"indicator": "b", "equals": "true"},
        },
        parameters={"limit": {"value": "55", "source": "report"}},
    )
    said = sql_view(text, dialect="postgres").statement
    assert "/* mean of (x, 2 times y) above limit (55) */ /* criterion c */" in said
    assert "/* (x minus 3) one of 1, 2, missing as false */" in said
    assert "/* b equals true */ /* criterion e */" in said


def test_an_id_may_be_a_word_of_sql(database: Database) -> None:
    ids = ("select", "from", "order", "group", "user", "table", "null", "true", "case", "end", "low", "t0", "held_0")
    text = ruleset(
        dict.fromkeys(ids, TRUTH),
        {id_: {"indicator": id_, "equals": "true"} for id_ in ids},
        {"where": {"at_least": "3", "of": list(ids)}},
    )
    rows = [{"area": "a", "low": "ja"}, {"area": "b", "select": "ja", "t0": "ja", "null": "ja"}]
    made = sql_view(text, dialect=database.dialect)
    answers = asked(database, made, text, of_cells(text, rows))
    assert [it.possible["status"][-1] for it in answers] == ["where", "where"]
    assert [it.value for it in answers[1].criteria.values()].count("true") == 3


@pytest.mark.parametrize(
    ("dialect", "length", "fits"), [("postgres", 55, True), ("postgres", 56, False), ("duckdb", 300, True)]
)
def test_a_name_that_would_be_cut_is_refused(dialect: Any, length: int, fits: bool) -> None:
    id_ = "x" * length
    text = ruleset({id_: NUMBER}, {"c": {"indicator": id_, "above": "1", "missing_as": "false"}})
    if fits:
        assert f"{id_}_missing" in sql_view(text, dialect=dialect, intervals=True).statement
    else:
        with pytest.raises(RulesetError, match=r"LR812 the column .* has 64 characters, and PostgreSQL takes 63"):
            sql_view(text, dialect=dialect, intervals=True)


def test_codes_that_differ_in_case_alone_are_two_columns_where_they_can_be() -> None:
    text = ruleset({"c": {"category": ["a", "A"]}}, {"k": {"indicator": "c", "equals": "A"}})
    assert '"c.possible.A"' in sql_view(text, dialect="postgres", intervals=True).statement
    with pytest.raises(RulesetError, match=r"`c\.possible\.A` is the same as `c\.possible\.a` to DuckDB"):
        sql_view(text, dialect="duckdb", intervals=True)


def test_more_columns_than_a_database_takes_are_refused() -> None:
    text = ruleset({"x": NUMBER}, {f"c{n}": {"indicator": "x", "above": str(n)} for n in range(1000)})
    with pytest.raises(RulesetError, match=r"LR813 .* columns, and Oracle takes 1000"):
        sql_view(text, dialect="oracle")
    assert sql_view(text, dialect="duckdb")


def test_an_unknown_dialect_is_refused() -> None:
    with pytest.raises(QuestionError, match="did you mean `postgres`"):
        sql_view(NOA, dialect="postgresql")  # type: ignore[arg-type]


def test_without_sqlglot_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [it for it in sys.modules if it.startswith(("sqlglot", "lagesbild_rules.export.sql._"))]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "sqlglot", None)
    with pytest.raises(QuestionError, match=r"LR505[^\n]*\n  help: install `lagesbild-rules\[sql\]`"):
        sql_view(NOA, dialect="duckdb")
