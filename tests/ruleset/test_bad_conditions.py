"""What makes a condition unreadable or meaningless: its place, code, finding and help."""

from __future__ import annotations

import pytest

from lagesbild_rules.errors import RulesetError
from lagesbild_rules.ruleset import parse_ruleset
from tests.errors.fragments import whole

OPERATORS = "`at_least`, `above`, `at_most`, `below`, `equals` or `one_of`"
STEPS = "`inget_problem`, `litet_problem` or `problem`"
DIGITS = "write digits with a decimal point, without spaces, units or exponents"
PLAIN = "write it out, in quotation marks if it begins with `[` or `{`"
ONE = '[{indicator: delimited, equals: "true"}]'


def printed(text: str) -> str:
    with pytest.raises(RulesetError) as caught:
        parse_ruleset(text, "r")
    return str(caught.value)


def when(condition: str) -> str:
    """Return a text in which a criterion has *condition*, which stands in line 2 from column 3 on."""
    return whole(f"criteria: {{low_income: {{claim: {{en: A}}, source: rapport, when:\n  {condition}\n}}}}")


@pytest.mark.parametrize(
    ("condition", "finding", "help"),
    [
        # operators
        ("{indicator: open_drug_trade, minst: problem}", "32: LR103 unknown comparison `minst`", f"write {OPERATORS}"),
        (
            "{indicator: open_drug_trade, at_lest: problem}",
            "32: LR103 unknown comparison `at_lest`",
            f"did you mean `at_least`? a comparison is {OPERATORS}",
        ),
        (
            "{indicator: median_income, below: 5, mising_as: true}",
            "40: LR103 unknown comparison `mising_as`",
            f"did you mean `missing_as`? a comparison is {OPERATORS}",
        ),
        (
            "{indicator: median_income, below: 1, above: 2}",
            "3: LR115 the comparison has several operators: `above`, `below`",
            f"write exactly one of {OPERATORS}",
        ),
        ("{indicator: median_income}", "3: LR115 the comparison has no operator", f"write exactly one of {OPERATORS}"),
        (
            "{indicator: median_income, value: 3, below: 1}",
            "3: LR115 the comparison has both `indicator` and `value`",
            "keep one of them",
        ),
        (
            "{indicator: median_income, below: 5, missing_as: maybe}",
            "52: LR112 `maybe` is no truth for `missing_as`",
            "write `true` or `false`",
        ),
        # the values of scales, truths and categories
        (
            "{indicator: open_drug_trade, at_least: problm}",
            "42: LR204 `problm` is no value of `open_drug_trade`",
            f"did you mean `problem`? its values are {STEPS}",
        ),
        (
            "{indicator: open_drug_trade, at_least: 3}",
            "42: LR204 `3` is no value of `open_drug_trade`",
            f"write {STEPS}",
        ),
        (
            "{indicator: open_drug_trade, one_of: [problem, stort]}",
            "50: LR204 `stort` is no value of `open_drug_trade`",
            f"write {STEPS}",
        ),
        (
            "{indicator: tenure, equals: 114}",
            "31: LR204 `114` is no value of `tenure`",
            "did you mean `0114`? its values are `rental`, `cooperative` or `0114`",
        ),
        (
            "{indicator: tenure, equals: counts_from}",
            "31: LR204 the reading `counts_from` is `problem`, no value of `tenure`",
            "write `rental`, `cooperative` or `0114`",
        ),
        (
            "{indicator: tenure, above: rental}",
            "23: LR205 `tenure` has no order, so `above` says nothing of it",
            "write `equals` or `one_of`",
        ),
        (
            '{indicator: delimited, at_least: "true"}',
            "26: LR205 `delimited` has no order, so `at_least` says nothing of it",
            "write `equals` or `one_of`",
        ),
        (
            "{indicator: open_drug_trade, equals: [problem, litet_problem]}",
            "40: LR108 `equals` wants one value of `open_drug_trade`",
            "write `one_of` for a list",
        ),
        ("{indicator: open_drug_trade, one_of: problem}", "40: LR108 `one_of` wants a list", "write `[problem]`"),
        (
            "{indicator: open_drug_trade, one_of: counts_from}",
            "40: LR208 the reading `counts_from` holds one value",
            "`one_of` takes a list, every other comparison one value",
        ),
        # numbers
        ("{indicator: median_income, below: NaN}", "37: LR110 `NaN` is not a number", DIGITS),
        ("{indicator: median_income, below: -Infinity}", "37: LR110 `-Infinity` is not a number", DIGITS),
        ("{indicator: median_income, below: 1e999999}", "37: LR110 `1e999999` is not a number", DIGITS),
        ("{value: .inf, below: 1}", "11: LR110 `.inf` is not a number", DIGITS),
        (
            f"{{indicator: median_income, below: {'9' * 1_000_000}}}",
            "37: LR110 `99999999999999999999…` has 1000000 digits",
            "write at most 34 digits",
        ),
        (
            '{indicator: median_income, below: "0,5"}',
            "37: LR110 `0,5` is not a number",
            "write 0.5, with a decimal point",
        ),
        (
            "{indicator: median_income, below: [1, 2]}",
            "37: LR206 a list is no number",
            "write `sum: […]` or `mean: […]`",
        ),
        (
            "{indicator: median_income, below: {plus: [1, 2]}}",
            "37: LR206 not a number: `plus`",
            "write `indicator`, `sum`, `mean`, `difference` or `times`",
        ),
        (
            "{indicator: median_income, below: {sum: []}}",
            "43: LR114 `sum` is an empty list",
            "name at least one member",
        ),
        (
            "{value: {times: [{indicator: median_income}, 2]}, below: 3}",
            "20: LR206 the factor of `times` is no literal, parameter or reading",
            "write the factor first: the sum stays linear",
        ),
        (
            "{value: {difference: [1]}, below: 3}",
            "24: LR206 `difference` has 1 member, not two numbers",
            "write two members",
        ),
        (
            "{indicator: median_income, below: {indicator: delimited}}",
            "49: LR206 `delimited` is no number: its values are `false` or `true`",
            "compare it as `{indicator: delimited, …}` on the left",
        ),
        (
            "{indicator: median_income, below: counts_from}",
            "37: LR110 the reading `counts_from` is `problem`, not a number",
            DIGITS,
        ),
        (
            "{all: [{indicator: open_drug_trade, equals: counts_from}, {value: 3, above: counts_from}]}",
            "79: LR212 the reading `counts_from` is used as a number and as a step, code or truth",
            "give each use a name of its own",
        ),
        (
            "{indicator: median_income, one_of: {sum: [1]}}",
            "38: LR108 `one_of` wants a list",
            "write `[…]` or the name of a list",
        ),
        (
            "{indicator: median_income, one_of: [1, x]}",
            "42: LR201 no parameter or reading `x`",
            "write `income_limit` or `counts_from`",
        ),
        ("{indicator: median_income, below: }", "37: LR114 the number is empty", "write it out, or remove the key"),
        ("{indicator: open_drug_trade, at_least: }", "42: LR114 the value is empty", "write it out, or remove the key"),
        # names
        ("low_incom", "3: LR201 no criterion `low_incom`", "did you mean `low_income`?"),
        (
            "median_income",
            "3: LR201 no criterion `median_income`",
            "`median_income` is an indicator: compare it, as `{indicator: median_income, equals: …}`",
        ),
        (
            "{indicator: median_incom, below: 5}",
            "15: LR201 no indicator `median_incom`",
            "did you mean `median_income`?",
        ),
        (
            "{indicator: low_income, below: 5}",
            "15: LR201 no indicator `low_income`",
            "`low_income` is a criterion: write it alone, without `indicator:`",
        ),
        (
            "{indicator: income_limit, below: 5}",
            "15: LR201 no indicator `income_limit`",
            "the parameter `income_limit` stands on the right of a comparison",
        ),
        (
            "{indicator: median_income, below: incme_limit}",
            "37: LR201 no parameter or reading `incme_limit`",
            "did you mean `income_limit`?",
        ),
        (
            "{indicator: median_income, below: delimited}",
            "37: LR201 no parameter or reading `delimited`",
            "`delimited` is an indicator: write `{indicator: delimited}`",
        ),
        ("{level: need.sen}", "11: LR201 no level `need.sen`", "did you mean `need.seen`?"),
        ("{classification: ned, below: seen}", "20: LR201 no classification `ned`", "did you mean `need`?"),
        ("{classification: need, below: sen}", "33: LR201 no level `sen` in `need`", "did you mean `seen`?"),
        (
            "{classification: need}",
            "3: LR115 the reference has neither `at_least` nor `below`",
            "write exactly one of them",
        ),
        # what a condition is
        ('""', "3: LR114 the condition is empty", "write it out, or remove the key"),
        ("[low_income]", "3: LR108 a list is no condition", "write `all: […]` or `any: […]`"),
        ("{alle: [low_income]}", "3: LR115 not a condition: `alle`", "did you mean `all`?"),
        ("{criterion: low_income}", "3: LR115 not a condition: `criterion`", "write the id of a criterion alone"),
        (
            "{}",
            "3: LR115 not a condition: an empty mapping",
            "write `all`, `any`, `not`, `of`, `level`, `classification`, `indicator` or `value`",
        ),
        (
            f"{{any: {ONE}, indicator: delimited, equals: true}}",
            "51: LR115 `any` has `indicator`, `equals` beside it",
            "join two conditions by `all: […]` or `any: […]`",
        ),
        ("{all: []}", "9: LR114 `all` is an empty list", "name at least one member"),
        (
            "{all: low_income}",
            "9: LR108 `all` is plain text, where a list is wanted",
            "write `[…]`, or a line with `- ` for each member",
        ),
        # counts
        (
            f"{{at_least: 4, of: {ONE}}}",
            "14: LR209 the count is `4`, not a whole number from 0 to 1",
            "write 0 to 1: the list has 1 member",
        ),
        (
            f"{{at_most: 0.5, of: {ONE}}}",
            "13: LR209 the count is `0.5`, not a whole number from 0 to 1",
            "write 0 to 1: the list has 1 member",
        ),
        (
            f'{{at_least: "1,5", of: {ONE}}}',
            "14: LR110 the count is `1,5`, not a number",
            "write 1.5, with a decimal point",
        ),
        (f"{{of: {ONE}}}", "3: LR115 the count has neither `at_least` nor `at_most`", "write exactly one of them"),
        (
            f"{{at_least: 1, of: [{ONE[1:-1]}, {ONE[1:-1]}]}}",
            "62: LR210 the same member stands twice in one `of`",
            "keep one of them",
        ),
        (
            f"{{at_least: [1], of: {ONE}}}",
            "14: LR108 the count is no whole number, nor the name of one",
            "write 0 to 1",
        ),
        (
            f"{{at_least: {{}}, of: {ONE}}}",
            "14: LR108 the count is no whole number, nor the name of one",
            "write 0 to 1",
        ),
        (f"{{at_least: '', of: {ONE}}}", "14: LR114 the count is empty", "write it out, or remove the key"),
        (
            f"{{at_least: one, of: {ONE}}}",
            "14: LR201 no parameter or reading `one`",
            "write `income_limit` or `counts_from`",
        ),
        ("{level: [a]}", "11: LR108 the name of a level is a list, where plain text is wanted", PLAIN),
        (
            "{classification: need, below: [a]}",
            "33: LR108 the id of a level is a list, where plain text is wanted",
            PLAIN,
        ),
        # a circle of one
        (
            "{not: low_income}",
            "9: LR203 a circle of references: `low_income` → `low_income`",
            "let it not refer to itself",
        ),
    ],
)
def test_a_condition_without_a_meaning(condition: str, finding: str, help: str) -> None:
    assert printed(when(condition)) == f"r:2:{finding}\n  help: {help}"
