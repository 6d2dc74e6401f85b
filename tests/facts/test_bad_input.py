"""What is no value: place, code, finding and help of each problem in a table of facts, and all at once."""

from __future__ import annotations

import codecs
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lagesbild_rules import load_ruleset, read_facts
from lagesbild_rules.errors import UNPRINTABLE, FactsError
from lagesbild_rules.facts import facts_from_row
from tests.errors.fragments import RULESET

INDICATORS = load_ruleset(RULESET).indicators
DIGITS = "write digits with a decimal point, without spaces, units or exponents; leave the cell empty if not known"
EMPTY = "leave the cell empty where the value is not known"
STEPS = "`inget_problem`, `litet_problem` or `problem`"
COMMA = "a decimal comma is read only where `;` separates the columns"


@pytest.fixture
def printed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Return the problems of a table as they are printed."""
    monkeypatch.chdir(tmp_path)

    def printed(name: str, content: str | bytes) -> str:
        Path(name).write_bytes(content if isinstance(content, bytes) else content.encode())
        with pytest.raises(FactsError) as caught:
            read_facts(name, INDICATORS)
        return str(caught.value)

    return printed


@pytest.mark.parametrize(
    ("column", "cell", "finding", "help"),
    [
        ("open_drug_trade", "problm", "LR307 `problm` is no value of `open_drug_trade`",
         f"did you mean `problem`? its values are {STEPS}"),
        ("open_drug_trade", "3", "LR307 `3` is no value of `open_drug_trade`", f"write {STEPS}"),
        ("open_drug_trade", "Inget  problem", "LR307 `Inget  problem` is no value of `open_drug_trade`",
         f"did you mean `inget_problem`? its values are {STEPS}"),
        ("tenure", "114", "LR307 `114` is no value of `tenure`",
         "did you mean `0114`? its values are `rental`, `cooperative` or `0114`"),
        ("delimited", "1", "LR307 `1` is no value of `delimited`", "write `true`, `false`, `ja` or `nej`"),
        ("delimited", "j\x00a", "LR307 `j\\u0000a` is no value of `delimited`",
         "did you mean `ja`? its values are `true`, `false`, `ja` or `nej`"),
        ("median_income", "1e5", "LR308 `1e5` is not a number", DIGITS),
        ("median_income", "1e999999", "LR308 `1e999999` is not a number", DIGITS),
        ("median_income", "Infinity", "LR308 `Infinity` is not a number", DIGITS),
        ("median_income", "-inf", "LR308 `-inf` is not a number", DIGITS),
        ("median_income", "1 000", "LR308 `1 000` is not a number", DIGITS),
        ("median_income", "55 %", "LR308 `55 %` is not a number", DIGITS),
        ("median_income", ".5", "LR308 `.5` is not a number", DIGITS),
        ("median_income", "5.", "LR308 `5.` is not a number", DIGITS),
        ("median_income", "١", "LR308 `١` is not a number", DIGITS),
        ("median_income", '"12,5"', "LR308 `12,5` is not a number", f"write 12.5; {COMMA}"),
        ("median_income", "1" * 35, "LR309 `11111111111111111111…` has 35 digits", "write at most 34 digits"),
        ("median_income", "9" * 100_000, "LR309 `99999999999999999999…` has 100000 digits", "write at most 34 digits"),
        ("median_income", "12.55", "LR309 `12.55` has 2 decimals, the indicator 1 decimal",
         "round it to 1 decimal, or declare more `decimals` in the ruleset"),
        ("median_income", "-0.1", "LR310 `-0.1` is below the `min` of 0 percent", "write a number from 0 to 200"),
        ("median_income", "200.1", "LR310 `200.1` is above the `max` of 200 percent", "write a number from 0 to 200"),
        ("median_income", "NaN", "LR311 `NaN` is no value", EMPTY),
        ("median_income", "NA", "LR311 `NA` is no value", EMPTY),
        ("median_income", "-", "LR311 `-` is no value", EMPTY),
        ("median_income", "..", "LR311 `..` is no value", EMPTY),
        ("open_drug_trade", "na", "LR311 `na` is no value", EMPTY),
        ("tenure", "Uppgift saknas", "LR311 `Uppgift saknas` is no value", EMPTY),
        ("delimited", "#N/A", "LR311 `#N/A` is no value", EMPTY),
    ],
)  # fmt: skip
def test_a_cell_that_is_no_value(printed: Any, column: str, cell: str, finding: str, help: str) -> None:
    assert printed("f.csv", f"area,{column}\nA,{cell}\n") == f"f.csv:2:{column}: {finding}\n  help: {help}"
    if cell != '"12,5"':
        plain = f'{{"area": "A", "{column}": "{cell}"}}'.replace("\x00", "\\u0000")
        assert printed("f.jsonl", plain) == f"f.jsonl:1:{column}: {finding}\n  help: {help}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the header
        ("area,median_incom\nA,1\n", "f.csv:1:median_incom: LR301 unknown column `median_incom`\n"
         "  help: did you mean `median_income`?"),
        ("area,\nA,1\n", "f.csv:1: LR301 column 2 has no name\n  help: name it or remove it"),
        ("Area\nA\n", "f.csv:1:Area: LR301 unknown column `Area`\n  help: did you mean `area`?\n"
         "f.csv:1: LR302 the column `area` is missing\n  help: add it: it names the area of each row"),
        ("area\tmedian_income\nA\t1\n",
         "f.csv:1:area\\u0009median_income: LR301 unknown column `area\\u0009median_income`\n"
         "  help: did you mean `median_income`?\n"
         "f.csv:1: LR302 the column `area` is missing\n  help: separate the columns by `,` or `;`, not by tabs"),
        ("area,delimited,delimited\nA,ja,nej\n",
         "f.csv:1:delimited: LR303 the column `delimited` stands twice\n  help: keep one of them"),
        ('"area,delimited\n', "f.csv:1: LR313 a quotation mark is never closed\n  help: close it with `\"`"),
        # the rows
        ("area,median_income\nA,12,5\n", "f.csv:2: LR304 the row has 3 fields, the header 2\n"
         f"  help: put a field that contains `,` in quotation marks; {COMMA}"),
        ("area;delimited\nA;ja;\n", "f.csv:2: LR304 the row has 3 fields, the header 2\n"
         "  help: put a field that contains `;` in quotation marks"),
        ("area,delimited\n\nA\n",
         "f.csv:3: LR304 the row has 1 field, the header 2\n  help: write `,` for each cell that is empty"),
        ("area,delimited\n ,ja\n", "f.csv:2:area: LR305 the row names no area\n  help: fill in the column `area`"),
        ('area,delimited\n"A\nB",ja\n',
         "f.csv:2:area: LR305 the area `A\\u000aB` holds a character that does not show\n  help: remove it"),
        ("area,delimited\nA\u200b,ja\n",
         "f.csv:2:area: LR305 the area `A\\u200b` holds a character that does not show\n  help: remove it"),
        ("area,delimited\nA,\"j\"a\nB,1\n",
         "f.csv:2: LR313 a quotation mark inside a field in quotation marks\n  help: write it twice: `\"\"`\n"
         "f.csv:3:delimited: LR307 `1` is no value of `delimited`\n  help: write `true`, `false`, `ja` or `nej`"),
        ('area,delimited\nA,ja\n"B,ja\nC,ja\n',
         "f.csv:3: LR313 a quotation mark is never closed\n  help: close it with `\"`"),
        (f"area,median_income\nA,{'1' * 1_000_000}\nB,x\n",
         "f.csv:2: LR313 a field is longer than 131072 characters\n  help: check quotation marks above it\n"
         f"f.csv:3:median_income: LR308 `x` is not a number\n  help: {DIGITS}"),
        ("area;median_income\nA;1.000,5\n",
         f"f.csv:2:median_income: LR308 `1.000,5` is not a number\n  help: {DIGITS}"),
    ],
)  # fmt: skip
def test_a_csv_that_cannot_be_taken(printed: Any, text: str, expected: str) -> None:
    assert printed("f.csv", text) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ('{"area": "A",', ":14: LR312 not JSON: expecting property name enclosed in double quotes\n"
         "  help: write one JSON object a line"),
        ("['A']", ":2: LR312 not JSON: expecting value\n  help: write one JSON object a line"),
        ('["A"]', ': LR312 the line is no JSON object\n  help: write {"area": "…", "indicator": "…"}'),
        ("NaN", ': LR312 the line is no JSON object\n  help: write {"area": "…", "indicator": "…"}'),
        ("[" * 100_000, ": LR312 not JSON: nested too deep\n  help: write one flat JSON object a line"),
        ('{"area": ' * 100_000, ": LR312 not JSON: nested too deep\n  help: write one flat JSON object a line"),
        ("{}", ":area: LR305 the row names no area\n  help: fill in the column `area`"),
        ('{"area": null}', ":area: LR305 the row names no area\n  help: fill in the column `area`"),
        ('{"area": true}', ":area: LR305 `true` names no area\n  help: write the name or the code of the area"),
        ('{"area": "A\\ud800"}', ":area: LR305 the area `A\\ud800` holds a character that does not show\n"
         "  help: remove it"),
        ('{"area": "A", "x": 1}', ":x: LR301 unknown column `x`\n"
         "  help: write `area`, `open_drug_trade`, `median_income`, `delimited` or `tenure`"),
        ('{"area": "A", "delimited": ["ja"]}', ":delimited: LR307 the cell holds no single value\n"
         "  help: write text, a number, true, false or null"),
        ('{"area": "A", "delimited": {"a": 1, "a": 2}}', ":delimited: LR307 the cell holds no single value\n"
         "  help: write text, a number, true, false or null"),
        ('{"area": "A", "area ": "B"}', ":area: LR303 the key `area` stands twice\n  help: keep one of them"),
        ('{"area": "A", "median_income": NaN}', f":median_income: LR311 `NaN` is no value\n  help: {EMPTY}"),
        ('{"area": "A", "median_income": -Infinity}',
         f":median_income: LR308 `-Infinity` is not a number\n  help: {DIGITS}"),
        ('{"area": "A", "median_income": 1e999999}',
         f":median_income: LR308 `1e999999` is not a number\n  help: {DIGITS}"),
        (f'{{"area": "A", "median_income": {"9" * 1_000_000}}}',
         ":median_income: LR309 `99999999999999999999…` has 1000000 digits\n  help: write at most 34 digits"),
        ('{"area": "A", "median_income": 0.10}',
         ":median_income: LR309 `0.10` has 2 decimals, the indicator 1 decimal\n"
         "  help: round it to 1 decimal, or declare more `decimals` in the ruleset"),
        ('{"area": "A", "median_income": true}', f":median_income: LR308 `true` is not a number\n  help: {DIGITS}"),
        ('{"area": "A", "delimited": true, "delimited": 1, "median_income": "x"}',
         ":delimited: LR303 the key `delimited` stands twice\n  help: keep one of them\n"
         "f.jsonl:1:delimited: LR307 `1` is no value of `delimited`\n  help: write `true`, `false`, `ja` or `nej`\n"
         f"f.jsonl:1:median_income: LR308 `x` is not a number\n  help: {DIGITS}"),
    ],
)  # fmt: skip
def test_a_line_that_cannot_be_taken(printed: Any, line: str, expected: str) -> None:
    assert printed("f.jsonl", line) == f"f.jsonl:1{expected}"


def test_a_byte_order_mark_inside_is_none(printed: Any) -> None:
    assert printed("f.jsonl", '\ufeff{"area": "A"}\n\ufeff{"area": "B"}') == (
        "f.jsonl:2:1: LR312 not JSON: unexpected UTF-8 BOM\n  help: write one JSON object a line"
    )


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("f.csv", "area,delimited\nÅby,ja\n".encode("latin-1"), "f.csv:2:1: LR004 byte 0xc5 is not UTF-8\n"
         "  help: save the file as UTF-8; it may be Latin-1 or Windows-1252 now"),
        ("f.csv", codecs.BOM_UTF8 + "area\nÅ".encode() + b"\xe4", "f.csv:2:2: LR004 byte 0xe4 is not UTF-8\n"
         "  help: save the file as UTF-8; it may be Latin-1 or Windows-1252 now"),
        ("f.jsonl", '{"area": "A"}'.encode("utf-16"), "f.jsonl:1:1: LR004 byte 0xff is not UTF-8\n"
         "  help: save the file as UTF-8; it may be UTF-16 now"),
        ("f.csv", b"", "f.csv: LR005 the file is empty\n  help: check that it was saved, or name another file"),
        ("f.jsonl", codecs.BOM_UTF8 + b" \r\n",
         "f.jsonl: LR005 the file is empty\n  help: check that it was saved, or name another file"),
        ("f.xlsx", b"PK\x03\x04\xff", "f.xlsx: LR007 `.xlsx` is no kind of table known here\n"
         "  help: save it as `.csv`, `.jsonl`, `.ndjson` or `.parquet`"),
        ("facts", b"area\nA\n",
         "facts: LR007 the file name has no ending\n  help: save it as `.csv`, `.jsonl`, `.ndjson` or `.parquet`"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_table(printed: Any, name: str, content: bytes, expected: str) -> None:
    assert printed(name, content) == expected


@pytest.mark.parametrize("ending", ["csv", "jsonl", "xlsx"])
def test_a_file_that_is_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: str) -> None:
    monkeypatch.chdir(tmp_path)
    Path(f"facts.{ending}").mkdir()
    for name, expected in {
        f"facts.{ending}": "LR002 this is a directory\n  help: name a file in it",
        f"fact.{ending}": f"LR001 there is no such file\n  help: did you mean `facts.{ending}`?",
        f"no/facts.{ending}": "LR001 there is no such file\n  help: there is no directory `no` either",
    }.items():
        with pytest.raises(FactsError) as caught:
            read_facts(name, INDICATORS)
        assert str(caught.value) == f"{name}: {expected}"
    for name in ("\x00", "y" * 300):
        with pytest.raises(FactsError) as caught:
            read_facts(f"{name}.{ending}", INDICATORS)
        assert [it.code for it in caught.value.problems] == ["LR003"]


TWICE = "area,delimited\nA,ja\nB,nej\n A ,x\nC\nB,nej,\nD,ja\nA,nej\n"


def twice(line: int, area: str, rows: str) -> str:
    count = rows.count(",") + 1
    return f"f.csv:{line}:area: LR306 the area `{area}` has {count} rows: {rows}\n  help: keep one row for each area"


def test_all_rows_of_an_area_that_stands_twice_are_bad_whatever_else_is_wrong_with_them(printed: Any) -> None:
    expected = "\n".join(
        [
            twice(2, "A", "2, 4, 8"),
            twice(3, "B", "3, 6"),
            twice(4, "A", "2, 4, 8"),
            "f.csv:4:delimited: LR307 `x` is no value of `delimited`\n  help: write `true`, `false`, `ja` or `nej`",
            "f.csv:5: LR304 the row has 1 field, the header 2\n  help: write `,` for each cell that is empty",
            twice(6, "B", "3, 6"),
            "f.csv:6: LR304 the row has 3 fields, the header 2\n"
            f"  help: put a field that contains `,` in quotation marks; {COMMA}",
            twice(8, "A", "2, 4, 8"),
        ]
    )
    assert printed("f.csv", TWICE) == expected
    table = read_facts("f.csv", INDICATORS, skip_bad_rows=True)
    assert [it.area for it in table.rows] == ["D"]
    assert "\n".join(map(str, table.skipped)) == expected


def test_an_area_in_many_rows_is_told_with_the_first_of_them(printed: Any) -> None:
    assert twice(2, "A", "2, 3, 4, 5, 6, …") in printed("f.csv", "area\n" + "A\n" * 6)


def test_a_bad_header_is_not_skipped_and_hides_no_bad_row(printed: Any) -> None:
    text = "area,median_incom,delimited\nA,1,ja\nB,1,x\n"
    expected = (
        "f.csv:1:median_incom: LR301 unknown column `median_incom`\n  help: did you mean `median_income`?\n"
        "f.csv:3:delimited: LR307 `x` is no value of `delimited`\n  help: write `true`, `false`, `ja` or `nej`"
    )
    assert printed("f.csv", text) == expected
    with pytest.raises(FactsError) as caught:
        read_facts("f.csv", INDICATORS, skip_bad_rows=True)
    assert str(caught.value) == expected


class Odd:
    """Something that nobody foresaw in a cell."""


@pytest.mark.parametrize(
    ("cell", "code", "finding", "help"),
    [
        (51.3, "LR314", "51.3 is a binary floating-point number, which is not exact", 'write "51.3" as text'),
        (float("nan"), "LR314", "nan is a binary floating-point number, which is not exact",
         "leave it out, or give null, where it is not known"),
        (float("inf"), "LR314", "inf is a binary floating-point number, which is not exact", 'write "inf" as text'),
        (True, "LR308", "`true` is not a number", DIGITS),
        (-1, "LR310", "`-1` is below the `min` of 0 percent", "write a number from 0 to 200"),
        pytest.param(
            10**5000, "LR309", "`10000000000000000000…` has 5001 digits", "write at most 34 digits", id="huge"
        ),
        (Decimal("12.55"), "LR309", "`12.55` has 2 decimals, the indicator 1 decimal",
         "round it to 1 decimal, or declare more `decimals` in the ruleset"),
        (Decimal("NaN"), "LR311", "`NaN` is no value", EMPTY),
        (Decimal("Infinity"), "LR308", "`Infinity` is not a number", DIGITS),
        (Decimal("1e999999999"), "LR308", "`1E+999999999` is not a number", DIGITS),
        (Decimal("1e-999999999"), "LR308", "`1E-999999999` is not a number", DIGITS),
        (Odd(), "LR307", "the cell holds no single value", "write text, a number, true, false or null"),
        ([51], "LR307", "the cell holds no single value", "write text, a number, true, false or null"),
    ],
)  # fmt: skip
def test_a_value_given_in_python_that_is_none(cell: Any, code: str, finding: str, help: str) -> None:
    with pytest.raises(FactsError) as caught:
        facts_from_row({"area": "A", "median_income": cell}, INDICATORS)
    assert str(caught.value) == f"<row>:median_income: {code} {finding}\n  help: {help}"


def test_every_problem_of_a_row_given_in_python_is_told_at_once() -> None:
    with pytest.raises(FactsError) as caught:
        facts_from_row({"median_incom": 1, "tenure": 114}, INDICATORS)
    assert [(it.place.column, it.code) for it in caught.value.problems] == [
        ("area", "LR305"), ("median_incom", "LR301"), ("tenure", "LR307")
    ]  # fmt: skip


_HEADS = st.sampled_from([b"", b"area,delimited,median_income\n", b"area;tenure\n", b'{"area": "A", "delimited": '])
_BYTES = st.binary() | st.text("aA1,;\"'{}[]:.\\ue\n\r\t\x00å\u2028").map(str.encode)


@pytest.mark.parametrize("name", ["f.csv", "f.jsonl"])
@given(head=_HEADS, body=_BYTES, skip=st.booleans())
def test_no_bytes_break_the_reader(tmp_path_factory: pytest.TempPathFactory, name: str, head: bytes, body: bytes,
                                   skip: bool) -> None:  # fmt: skip
    """Each problem is one or two printable lines of bounded length; what is read has one row an area."""
    path = tmp_path_factory.getbasetemp() / name
    path.write_bytes(head + body)
    try:
        table = read_facts(path, INDICATORS, skip_bad_rows=skip)
        problems = table.skipped
    except FactsError as it:
        table, problems = None, it.problems
    assert table or problems
    assert table is None or len({it.area for it in table.rows}) == len(table.rows)
    for problem in problems:
        finding, *help = str(problem).split("\n")
        assert len(help) <= 1
        assert not UNPRINTABLE.search("".join([finding, *help]))
        assert len(str(problem)) < 1500
