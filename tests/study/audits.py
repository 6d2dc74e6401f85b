"""Audits that several tests look at, each made once."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from lagesbild_rules import find_ruleset, load_ruleset, read_facts
from lagesbild_rules.evaluation import assess
from lagesbild_rules.explanation import read_for_both
from lagesbild_rules.facts import read_table
from lagesbild_rules.study import Audit, Published, audit, read_published
from tests.report.hostile import assessment as hostile_assessment
from tests.report.hostile import ruleset as hostile_ruleset

from .texts import edited

EXAMPLES = Path(__file__).parents[2] / "docs" / "examples"
BERLIN = EXAMPLES / "berlin" / "mss2021_facts.csv"
BERLIN_LIST = EXAMPLES / "berlin" / "mss2021_published.csv"


@cache
def berlin() -> Audit:
    """Return real areas held against the real list."""
    ruleset = find_ruleset("berlin.mss", as_of="2021-12-31")
    rows = read_facts(BERLIN, ruleset.indicators).rows
    return audit(ruleset, facts=rows, published=read_published(BERLIN_LIST, ruleset), as_of="2021-12-31")


@cache
def police() -> Audit:
    """Return a text with readings beside the text before it."""
    before, after = (find_ruleset("noa.utsatta-omraden", as_of=day) for day in ("2024-12-31", "2025-12-31"))
    areas = read_for_both(EXAMPLES / "constructed" / "areas.csv", before, after)
    return audit(after, before=before, for_both=areas, as_of="2025-12-31")


@cache
def questions() -> Audit:
    """Return a text without cases or readings, with the answers of several units."""
    ruleset = load_ruleset(EXAMPLES / "agreement" / "questions.yaml")
    rows = read_table(EXAMPLES / "agreement" / "observations.csv", ruleset.indicators).rows
    return audit(ruleset, observations=rows, as_of="2024-12-31")  # type: ignore[arg-type]


@cache
def faulty() -> Audit:
    """Return a text whose worst level can never be reached, without any cases."""
    never = {"all": [{"indicator": "broken", "above": "50"}, {"indicator": "broken", "below": "50"}]}
    return audit(edited(("classifications/lage/levels/2/when", never)))


@cache
def hostile(text: str) -> Audit:
    """Return a text, areas and a list that say *text* wherever they can."""
    ruleset, facts = hostile_ruleset(text), hostile_assessment(text).facts
    (outcome,) = assess(ruleset, facts, as_of="2024-06-30").classifications.values()
    listed = Published({"k1": {facts.area: outcome.possible[0]}}, {"k1": ()})
    return audit(ruleset, facts=[facts], published=listed, before=ruleset, as_of="2024-06-30")
