"""What makes a text unreadable or meaningless: place, code, finding and help of each problem, and all at once.

A text here is a fragment: the sections that it does not hold follow after it and are good.
"""

from __future__ import annotations

from textwrap import dedent

import pytest

from lagesbild_rules.errors import RulesetError
from lagesbild_rules.ruleset import parse_ruleset
from tests.errors.fragments import whole


def printed(fragment: str) -> str:
    with pytest.raises(RulesetError) as caught:
        parse_ruleset(whole(dedent(fragment)), "r")
    return str(caught.value)


FRAGMENTS = {
    "the head": (
        """\
        id: Exempel.Sida
        version: 1.0
        status: inforce
        effective: {from: 2019-02-30, until: 2019-06, certainty: week}
        title: Exempel
        owner: [a]
        """,
        """\
        r:1:5: LR109 `Exempel.Sida` is not the id of a ruleset
          help: write lower-case words of a–z, 0–9, `_` and `-`, joined by dots, as `publisher.name`
        r:2:10: LR110 `version` is `1.0`, not a whole number from 1 to 999999
          help: write it in digits alone
        r:3:9: LR112 `inforce` is no status
          help: did you mean `in_force`?
        r:4:19: LR111 `from` is `2019-02-30`, not a date
          help: write YYYY-MM-DD
        r:4:38: LR111 `until` is `2019-06`, not a date
          help: write YYYY-MM-DD
        r:4:58: LR112 `week` is no certainty
          help: write `day`, `month` or `year`
        r:5:8: LR108 the title is plain text, where a mapping is wanted
          help: write `{sv: …, en: …}`
        r:6:8: LR108 `owner` is a list, where plain text is wanted
          help: write it out, in quotation marks if it begins with `[` or `{`
        """,
    ),
    "a period that ends before it begins, a title in no language": (
        """\
        effective: {from: 2019-01-01, until: 2019-01-01}
        title: {}
        owner: ""
        """,
        """\
        r:1:38: LR211 `until` 2019-01-01 is not after `from` 2019-01-01
          help: write the first day on which it no longer holds
        r:2:8: LR114 the title is in no language
          help: write `{sv: …, en: …}`
        r:3:8: LR114 `owner` is empty
          help: write it out, or remove the key
        """,
    ),
    "another format is not looked into": (
        """\
        format: lagesbild-ruleset/2
        another: key
        """,
        """\
        r:1:9: LR113 unknown format `lagesbild-ruleset/2`
          help: write `lagesbild-ruleset/1`
        """,
    ),
    "a misspelled section and a duplicate key": (
        """\
        indicatrs: {}
        title: {sv: A, sv: B}
        """,
        """\
        r:1:1: LR106 unknown key `indicatrs` in the ruleset
          help: did you mean `indicators`?
        r:2:16: LR102 the key `sv` stands twice; first in line 2
          help: keep one of them
        """,
    ),
    "sources": (
        """\
        sources:
          Rapport: {title: A}
          rapport: {titel: A, published: 2019-13, evidence: hearsay}
        """,
        """\
        r:2:3: LR109 `Rapport` is not an id
          help: write lower-case letters a–z, digits and `_`, beginning with a letter
        r:3:12: LR107 the source `rapport` lacks the key `title`
          help: add `title: …`
        r:3:13: LR106 unknown key `titel` in the source `rapport`
          help: did you mean `title`?
        r:3:34: LR111 `published` is `2019-13`, not a date
          help: write YYYY, YYYY-MM or YYYY-MM-DD
        r:3:53: LR112 `hearsay` is no mark of evidence
          help: write `primary`, `secondary`, `media`, `derived` or `inferred`
        """,
    ),
    "parameters and readings": (
        """\
        parameters:
          income_limit: {value: NaN}
          b: {value: {a: 1}}
          c: {value: 12345678901234567890123456789012345}
          problem: {value: 1, source: raport}
        readings:
          counts_from: {value: stort, admissible: [problem]}
          c: {value: 1, admissible: [1, 1.0]}
          d: {value: 1}
        """,
        """\
        r:2:25: LR110 the parameter `income_limit` is `NaN`, not a number
          help: write digits with a decimal point, without spaces, units or exponents
        r:3:14: LR108 the value of the parameter `b` is a mapping
          help: write one value, or a list of values
        r:4:14: LR110 the parameter `c` has 35 digits
          help: write at most 34 digits
        r:5:3: LR202 `problem` is the name of a step or a code too
          help: give one of them another name
        r:5:31: LR201 no source `raport`
          help: did you mean `rapport`?
        r:7:24: LR208 the value `stort` of the reading `counts_from` is not among its `admissible` ones
          help: add it there, or choose one of them
        r:8:3: LR202 `c` is the name of a parameter too
          help: give one of them another name
        r:8:33: LR210 `1` stands twice among the admissible values of the reading `c`
          help: keep one of them
        r:9:6: LR107 the reading `d` lacks the key `admissible`
          help: add `admissible: …`
        """,
    ),
    "one admissible value is no step of the scale": (
        """\
        readings:
          counts_from: {value: problem, admissible: [problem, stort]}
        criteria:
          low_income: {claim: {en: A}, source: rapport, when: {indicator: open_drug_trade, at_least: counts_from}}
        """,
        """\
        r:2:55: LR204 the reading `counts_from` is `stort`, no value of `open_drug_trade`
          help: write `inget_problem`, `litet_problem` or `problem`
        """,
    ),
    "scales": (
        """\
        scales:
          problem: {steps: [inget, Litet, inget], titles: {inget: {sv: Inget}, litet: {sv: x}}}
          b: {step: [a]}
          c: {steps: []}
          d: {steps: [a, b], titles: {a: {sv: Samma}, b: {en: samma}}}
        """,
        """\
        r:2:28: LR109 `Litet` is not an id
          help: write lower-case letters a–z, digits and `_`, beginning with a letter
        r:2:35: LR210 `inget` stands twice among `steps` of the scale `problem`
          help: keep one of them
        r:2:72: LR106 unknown key `litet` in the titles of the scale `problem`
          help: did you mean `Litet`?
        r:3:6: LR107 the scale `b` lacks the key `steps`
          help: add `steps: …`
        r:3:7: LR106 unknown key `step` in the scale `b`
          help: did you mean `steps`?
        r:4:14: LR114 `steps` of the scale `c` is an empty list
          help: name at least one member
        r:5:50: LR202 the title `samma` of `b` names `a` too
          help: give each its own title
        """,
    ),
    "indicators": (
        """\
        indicators:
          area: {truth: true}
          a: {}
          b: truth
          c: {truth: true, scale: problem}
          d: {scale: problm, worse: higher, evidence: {max_age: 2 år, at_least_grade: E9}}
          e: {truth: false, changeable: kanske, handling: hemlig}
          f: {category: [a, a]}
          g: {number: {unit: "%"}}
          h: {number: {unit: "%", decimals: 31, min: 5, max: 1, precision: -1}}
          i: {truth: true, titles: {true: {sv: Ja}}, evidence: {when_sources_disagree: worst}}
          median_income: {number: {unit: "%", decimals: 1, min: 1e5}}
        """,
        """\
        r:2:3: LR202 `area` is the column that names the area
          help: write another id
        r:3:6: LR115 the indicator `a` has no kind
          help: write exactly one of `scale`, `number`, `truth` or `category`
        r:4:6: LR108 the indicator `b` is plain text, where a mapping is wanted
          help: write a mapping with its kind, as `{truth: true}`
        r:5:6: LR115 the indicator `c` has several kinds: `scale`, `truth`
          help: write exactly one of `scale`, `number`, `truth` or `category`
        r:6:14: LR201 no scale `problm`
          help: did you mean `problem`?
        r:6:29: LR112 `higher` is no direction of `worse`
          help: did you mean `high`?
        r:6:57: LR112 `2 år` is no age
          help: write for instance `24 months` or `90 days`
        r:6:79: LR112 `E9` is no grade
          help: write A, B, C or X and 1 to 4, for instance `C3`
        r:7:14: LR112 `false` is no value of `truth`
          help: write `true`
        r:7:33: LR112 `kanske` is no truth for `changeable`
          help: write `true` or `false`
        r:7:51: LR112 `hemlig` is no handling
          help: write `open`, `restricted` or `secret`
        r:8:21: LR210 `a` stands twice among `category` of the indicator `f`
          help: keep one of them
        r:9:15: LR107 the number of the indicator `g` lacks the key `decimals`
          help: add `decimals: …`
        r:10:37: LR110 `decimals` is `31`, not a whole number from 0 to 30
          help: write it in digits alone
        r:10:46: LR211 `min` 5 is above `max` 1
          help: exchange them
        r:10:68: LR211 `precision` is below 0
          help: write half the width of the rounding
        r:11:3: LR107 the indicator `i` lacks the key `worse`, which `when_sources_disagree: worst` needs
          help: add `worse: high` or `worse: low`
        r:11:28: LR106 `titles` is for a category, not for the indicator `i`
          help: remove it; the titles of steps stand in `scales`
        r:12:57: LR110 `min` is `1e5`, not a number
          help: write digits with a decimal point, without spaces, units or exponents
        """,
    ),
    "criteria": (
        """\
        criteria:
          low_income: {claim: {sv: }, source: raport, when: , modality: must, known_misreadings: {sv: x}}
          b: text
          c: {claim: {en: "a\\e[31m"}, source: rapport, whn: low_income}
          area: {claim: {en: A}, source: rapport, when: low_income}
        """,
        """\
        r:2:28: LR114 the claim of the criterion `low_income` in Swedish is empty
          help: write it out, or remove the key
        r:2:39: LR201 no source `raport`
          help: did you mean `rapport`?
        r:2:53: LR114 the condition is empty
          help: write it out, or remove the key
        r:2:65: LR112 `must` is no modality
          help: write `required`, `any_of`, `supporting`, `graded` or `effect`
        r:2:90: LR108 `known_misreadings` of the criterion `low_income` is a mapping, where a list is wanted
          help: write `[…]`, or a line with `- ` for each member
        r:3:6: LR108 the criterion `b` is plain text, where a mapping is wanted
          help: write `{claim: …, source: …, when: …}`
        r:4:6: LR107 the criterion `c` lacks the key `when`
          help: add `when: …`
        r:4:19: LR108 the claim of the criterion `c` in English holds `\\u001b`, where plain text is wanted
          help: remove it
        r:4:48: LR106 unknown key `whn` in the criterion `c`
          help: did you mean `when`?
        r:5:3: LR202 `area` is the column that names the area
          help: write another id
        """,
    ),
    "classifications": (
        """\
        classifications:
          need:
            levels:
              - {id: a, when: low_income}
              - {id: b}
              - {id: b, when: low_income, supporting: [low_incom]}
              - {when: low_income}
          c: {levels: [], nestd: true}
          d: []
        """,
        """\
        r:4:23: LR207 the level `a` is the mildest and always holds, but has a `when`
          help: remove it, or put a milder level first
        r:5:9: LR207 the level `b` has no `when`
          help: add one: only the first level goes without
        r:6:9: LR202 the classification `need` has two levels `b`
          help: rename one of them
        r:6:48: LR201 no criterion `low_incom`
          help: did you mean `low_income`?
        r:7:9: LR107 level 4 of the classification `need` lacks the key `id`
          help: add `id: …`
        r:8:15: LR114 `levels` of the classification `c` is an empty list
          help: name at least one member
        r:8:19: LR106 unknown key `nestd` in the classification `c`
          help: did you mean `nested`?
        r:9:6: LR108 the classification `d` is a list, where a mapping is wanted
          help: write `{levels: …}`
        """,
    ),
    "several circles, also through what cannot be read whole": (
        """\
        criteria:
          a: {claim: {en: A}, source: rapport, when: b}
          b: {claim: {en: A}, source: rapport, when: {all: [c, {not: a}]}}
          c: {claim: {en: A}, source: rapport, when: {any: [{level: need.seen}, {indicator: tenure, eqals: rental}]}}
          d: {claim: {en: A}, source: rapport, when: {any: [d, {classification: need, below: seen}]}}
        classifications:
          need: {levels: [{id: none_seen}, {id: seen, when: b}]}
        """,
        """\
        r:3:62: LR203 a circle of references: `a` → `b` → `a`
          help: let one of them not refer to the next
        r:4:93: LR103 unknown comparison `eqals`
          help: did you mean `equals`? a comparison is `at_least`, `above`, `at_most`, `below`, `equals` or `one_of`
        r:5:53: LR203 a circle of references: `d` → `d`
          help: let it not refer to itself
        r:7:53: LR203 a circle of references: `b` → `c` → `need.seen` → `b`
          help: let one of them not refer to the next
        """,
    ),
    "what stands on a name that cannot be read is not told again": (
        """\
        parameters: {income_limit: {value: [{}]}}
        indicators:
          median_income: {number: {unit: percent}}
          Open: {truth: true}
          tenure: {scale: Problem}
        scales: {Problem: {steps: [a]}}
        criteria:
          low_income: {claim: {en: A}, source: rapport, when: {indicator: median_income, below: income_limit}}
          b: {claim: {en: A}, source: rapport, when: {value: income_limit, below: {indicator: Open}}}
          c: {claim: {en: A}, source: rapport, when: {indicator: tenure, equals: [a]}}
        """,
        """\
        r:1:37: LR108 the value of the parameter `income_limit` is a mapping, where plain text is wanted
          help: write it out, in quotation marks if it begins with `[` or `{`
        r:3:27: LR107 the number of the indicator `median_income` lacks the key `decimals`
          help: add `decimals: …`
        r:4:3: LR109 `Open` is not an id
          help: write lower-case letters a–z, digits and `_`, beginning with a letter
        r:6:10: LR109 `Problem` is not an id
          help: write lower-case letters a–z, digits and `_`, beginning with a letter
        """,
    ),
    "sections that are empty": (
        """\
        sources: {}
        indicators:
        parameters: {}
        readings: {}
        scales: {}
        """,
        """\
        r:1:10: LR114 `sources` is empty
          help: declare at least one
        r:2:12: LR108 `indicators` is empty, where a mapping of ids is wanted
          help: write `an_id: …` for each
        r:16:13: LR201 no source `rapport`
          help: declare it under `sources`
        r:17:23: LR201 no indicator `median_income`
          help: declare it under `indicators`
        """,
    ),
}


@pytest.mark.parametrize(("fragment", "expected"), FRAGMENTS.values(), ids=FRAGMENTS)
def test_every_problem_of_a_text_is_told_at_once(fragment: str, expected: str) -> None:
    assert printed(fragment) == dedent(expected).rstrip("\n")


def test_a_long_circle_is_shown_by_its_ends() -> None:
    criteria = [f"  c{n}: {{claim: {{en: A}}, source: rapport, when: c{(n + 1) % 14}}}" for n in range(14)]
    levels = "classifications: {need: {levels: [{id: none_seen}, {id: seen, when: c0}]}}"
    ends = "`c0` → `c1` → `c2` → `c3` → `c4` → `c5` → 4 more → `c10` → `c11` → `c12` → `c13` → `c0`"
    assert printed("\n".join(["criteria:", *criteria, levels])) == (
        f"r:15:48: LR203 a circle of references: {ends}\n  help: let one of them not refer to the next"
    )
