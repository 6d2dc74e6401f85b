"""SQL Server and Oracle cannot be had here: what they would be given is read back and run in DuckDB.

That holds the logic of the text and that it is of the dialect's grammar as sqlglot knows it, and nothing about servers.
"""

from __future__ import annotations

import re

import pytest

from lagesbild_rules import find_ruleset
from lagesbild_rules.export import Dialect, sql_view
from lagesbild_rules.testing import check_engine, never
from tests.export.texts import ruleset

from .databases import ReadBack, SqlEngine
from .tables import takes_too_many_digits

NOA = find_ruleset("noa.utsatta-omraden", as_of="2021-12-31")


@pytest.mark.parametrize("dialect", ["tsql", "oracle"])
def test_read_back_it_says_what_the_reference_says(dialect: Dialect) -> None:
    gaps = [never(dialect, "its exact numbers have 38 digits", takes_too_many_digits)]
    done = check_engine(SqlEngine(ReadBack(dialect)), areas=10, gaps=gaps)
    assert done.cases > 400
    assert done.rulesets > done.refused


@pytest.mark.parametrize("intervals", [False, True])
@pytest.mark.parametrize("dialect", ["tsql", "oracle"])
def test_there_is_no_truth_in_a_database_without_a_type_for_it(dialect: Dialect, intervals: bool) -> None:
    text = sql_view(NOA, dialect=dialect, intervals=intervals).text
    code = re.sub(r"/\*.*?\*/|'[^']*'", "", text, flags=re.DOTALL)
    assert not re.search(r"\b(TRUE|FALSE|BOOLEAN|MATERIALIZED|LIMIT|::)\b", code)
    assert not re.search(r"SELECT\s+\*", code)


def test_oracle_reads_names_as_it_keeps_those_without_quotes_and_answers_by_those_of_the_contract() -> None:
    text = sql_view(NOA, dialect="oracle", table="Own.Facts", view="classes").statement
    assert 'FROM "OWN"."FACTS"' in text
    assert 'CREATE VIEW "CLASSES" AS' in text
    assert '"OPEN_DRUG_TRADE"' in text
    assert 'AS "utsatthet.level"' in text


def test_sql_server_runs_each_statement_in_a_batch_of_its_own_and_tells_letters_apart() -> None:
    text = sql_view(NOA, dialect="tsql").text
    assert text.count("\nGO\n") == 2
    assert "[open_drug_trade] COLLATE Latin1_General_BIN2" in text
    assert not re.search(r"(?<![N'])'[a-z_]+'", re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL))
    codes = ruleset({"c": {"category": ["it's", "O'"]}}, {"k": {"indicator": "c", "equals": "O'"}})
    assert "IN (N'it''s', N'O''')" in sql_view(codes, dialect="tsql").statement
