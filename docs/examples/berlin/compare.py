"""Compare the computed classes of Berlin's 542 planning areas with the published ones, and explain each difference."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

from attrs import frozen

from lagesbild_rules import Assessment, assess, document, explain, find_ruleset, read_facts

HERE = Path(__file__).parent


@frozen
class Comparison:
    """Computed and published classes side by side for one classification."""

    classification: str
    equal: int
    open: tuple[Assessment, ...]
    contradicted: tuple[Assessment, ...]
    without_values: int


def compare() -> tuple[Comparison, ...]:
    """Return, for each classification, where the computed class equals, leaves open or contradicts the published."""
    ruleset = find_ruleset("berlin.mss", as_of="2021-12-31")
    table = read_facts(HERE / "mss2021_facts.csv", ruleset.indicators)
    with (HERE / "mss2021_published.csv").open(encoding="utf-8", newline="") as file:
        published = {row["area"]: row for row in csv.DictReader(file)}
    assessments = [assess(ruleset, row, as_of="2021-12-31") for row in table.rows]
    return tuple(_compare(name, assessments, published) for name in ruleset.classifications)


def _compare(name: str, assessments: list[Assessment], published: dict[str, dict[str, str]]) -> Comparison:
    kinds: dict[str, list[Assessment]] = {"equal": [], "open": [], "contradicted": [], "without": []}
    for it in assessments:
        outcome, wanted = it.classifications[name], published[it.area][name]
        if not wanted:
            kinds["without"].append(it)
        elif outcome.level == wanted:
            kinds["equal"].append(it)
        else:
            kinds["open" if wanted in outcome.possible else "contradicted"].append(it)
    counts = Counter({kind: len(found) for kind, found in kinds.items()})
    return Comparison(name, counts["equal"], tuple(kinds["open"]), tuple(kinds["contradicted"]), counts["without"])


def main() -> None:
    """Print the counts, and for each area that is not plainly equal what holds its class open."""
    for it in compare():
        print(f"{it.classification}: {it.equal} areas as published, {len(it.open)} left open with the published class")
        print(
            f"  among the possible ones, {len(it.contradicted)} contradicted; {it.without_values} areas have no values"
        )
        for assessment in (*it.open, *it.contradicted):
            said = next(c for c in document(explain(assessment), "en").classifications if c.id == it.classification)
            print(f"  {said.headline}")
            for fact in said.lacks:
                print(f"    {fact.title}: {fact.text}")


if __name__ == "__main__":
    main()
