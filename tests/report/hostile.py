"""A ruleset and observations whose every text tries to be markup, a table, a heading or a line of its own."""

from __future__ import annotations

from decimal import Decimal

import yaml

from lagesbild_rules import Assessment, assess
from lagesbild_rules.facts import Observation, resolve
from lagesbild_rules.ruleset import Ruleset, parse_ruleset

HOSTILE = (
    "[brå]",
    "[bold red]x[/]",
    "a | b",
    "<script>alert(1)</script>",
    "&lt;b&gt; &amp;",
    "**fet** _kursiv_ `kod`",
    "# rubrik",
    "1. punkt",
    "- punkt",
    "+ punkt",
    "=",
    "![bild](x) [länk](javascript:x)",
    "~~struken~~ {brace}",
    ":smile:",
    "rad ett\\n# rad två",
    "rad ett\\n\\n- rad två",
    "back\\\\slash\\\\",
    "http://example.org/<b>",
)
"""As they stand inside double quotation marks in YAML, whose reader refuses other characters that do not show."""

PLAIN = (
    *(text.replace("\\\\", "\\") for text in HOSTILE[:14]),
    "rad ett # rad två",
    "rad ett - rad två",
    "back\\slash\\",
    HOSTILE[-1],
)
"""The same texts as a reader is to see them: on one line."""

_TEXT = """\
format: lagesbild-ruleset/1
id: konstruerat.fientligt
version: 1
status: in_force
effective: {{from: 2024-01-01}}
title: {{sv: "{0}", en: "{0}"}}
owner: "{0}"
sources: {{s: {{title: "{0}", reference: "{0}", evidence: inferred}}}}
scales: {{p: {{steps: [low, high], titles: {{low: {{sv: "{0}"}}, high: {{sv: "x{0}"}}}}}}}}
indicators:
  i: {{scale: p, title: {{sv: "{0}", en: "{0}"}}}}
  n: {{number: {{unit: "{0}", decimals: 0}}, title: {{sv: "{0}"}}}}
  c: {{category: [one, other], titles: {{one: {{sv: "{0}"}}}}, title: {{sv: "{0}"}}}}
parameters: {{k: {{value: 3, title: {{sv: "{0}"}}, source: s, locator: "{0}", quote: "{0}"}}}}
readings: {{r: {{value: high, admissible: [low, high], title: {{sv: "{0}"}}, because: {{sv: "{0}"}}}}}}
criteria:
  one:
    claim: {{sv: "{0}", en: "{0}"}}
    source: s
    locator: "{0}"
    quote: "{0}"
    known_misreadings: [{{sv: "{0}"}}]
    when: {{indicator: i, at_least: r}}
  two: {{claim: {{sv: "{0}"}}, source: s, when: {{indicator: n, at_least: k}}}}
  three: {{claim: {{sv: "{0}"}}, source: s, when: {{indicator: c, equals: one}}}}
classifications:
  k1:
    title: {{sv: "{0}", en: "{0}"}}
    levels:
      - {{id: low_one, title: {{sv: "{0}"}}}}
      - id: high_one
        title: {{sv: "x{0}"}}
        claim: {{sv: "{0}"}}
        source: s
        quote: "{0}"
        supporting: [three]
        when: {{all: [one, two]}}
"""


def ruleset(text: str) -> Ruleset:
    """Return a ruleset that says *text* wherever it says anything."""
    return parse_ruleset(_TEXT.format(text), "fientligt.yaml")


def assessment(text: str, area: str = "Sagodalen (konstruerat)") -> Assessment:
    """Return an open class under that ruleset, of observations that say *text* wherever they say anything."""
    made, words = ruleset(text), str(yaml.safe_load(f'"{text}"'))
    said = {"area": area, "reported_by": words, "note": words, "handling": "secret", "handling_ground": words}
    (facts,) = resolve(
        [
            Observation(indicator="i", low="high", observation_id=words, **said),
            Observation(indicator="i", low="low", superseded_by=words, **said),
            Observation(indicator="n", low=Decimal(7), withdrawn=True, observation_id=words, **said),
        ],
        made.indicators,
        as_of="2024-06-30",
    )
    return assess(made, facts, as_of="2024-06-30")
